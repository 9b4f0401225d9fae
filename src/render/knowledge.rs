//! Guides for programs: `blinkdoc.knowledge/1`, with every number and rule that decides what comes next.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::json::{action, sentences, sources};
use crate::engine::{STATE_LIMIT, TOLERANCE};
use crate::kb::{
    Answer, ConditionId, EndingId, Guide, Light, LightId, LightStep, Question, Step, StepId,
};

/// How the numbers decide, so that another program can come to the same moves. The first rules go
/// before the later ones.
const RULES: [(&str, &str); 18] = [
    (
        "safety",
        "Questions of kind `safety` come first, in the guide's order, whatever they cost. An answer with an `ending` ends the case there; the ending of a safety answer goes before every other, and no other answer ends a case before all safety questions are answered and every `do_first` step was tried.",
    ),
    (
        "do_first",
        "After the safety questions come the steps that answers put in `do_first`, in the guide's order of questions, also where the light does not list them. Who cannot do one goes to the guide's first ending of kind `stop`.",
    ),
    (
        "ending",
        "A light with an `ending` ends there. A light without one is decided by the table of its `questions`, those of kind `safety` left out, and its `steps`.",
    ),
    (
        "belief",
        "The belief of a cause is its prior, times 1 minus `repairs` for every step that was tried without change, times the `likelihood` of every answer. A step that could not be done, or that changed the light, gives no factor. Sums use beliefs that are not normalised; |b| is their sum.",
    ),
    (
        "changed-light",
        "When a step changes the light to another of the guide, the priors of that light take the place of the old ones; failed steps and answers keep their factors, conditions stay established, and what was tried or asked is not offered again. A light of state `normal` without steps ends the case as `fixed`, unless the step erases. A light of state `setup` after a step that erases ends it in the guide's first ending of kind `setup`. A light that the guide does not know ends it in `support`.",
    ),
    (
        "stale",
        "An answer from before the last change of the light no longer rules out causes of kind `busy`. Its factor for such a cause is the sum of belief times likelihood over all other causes, divided by the sum of their beliefs.",
    ),
    (
        "could-not",
        "A step that could not be done is no longer offered, nor is any that `needs` it. Who cannot do a step of `waits` goes to the guide's first ending of kind `wait`.",
    ),
    (
        "order",
        "What holds on a light stands in its `order`. The `after` and `needs` of a step are those of the guide's text with those of all lights, `waits` among the `needs`; where the step they name is none of the light's `steps`, they mean nothing there.",
    ),
    (
        "belongs",
        "A step belongs while it repairs a cause whose belief is above 0 and that no answer ruled out, or while a step that belongs needs it.",
    ),
    (
        "open",
        "A step is open while it belongs, was not tried, all its `when` are established, no rule below holds it back, and all steps of its `needs`, and those of its `waits` that belong, were done or are open themselves.",
    ),
    (
        "before",
        "An open step may come once the steps of its `after` that are open, the steps of its `needs`, and the steps of its `waits` that belong, were tried.",
    ),
    (
        "erases",
        "A step of risk `erases` is held back while a question that was not asked, and whose `when` is established, can establish a wanted condition. Wanted are the conditions that nobody established and that steps not yet tried ask for in `when`, and those that questions which can establish a wanted one ask for.",
    ),
    (
        "setup",
        "On a light of state `setup` every step is held back while a question that was not asked, and whose `when` is established, has an answer that leads to an ending of kind `setup`.",
    ),
    (
        "question",
        "A question may come once all its `when` are established, and once only.",
    ),
    (
        "price",
        "V is the least of: support minutes times |b|; for a step that may come, its minutes times |b| plus V after it failed; for a question that may come, its minutes times |b| plus the sum of V after each answer. After an answer with an `ending`, V is the minutes of the ending times |b|. Conditions and causes ruled out change with each answer. The expected minutes of a move are its part of V divided by |b|.",
    ),
    (
        "choice",
        "The move with the fewest expected minutes comes next: support, then the light's steps, then its questions, and a later one only if it is smaller by more than `tolerance`. Where no move but support is left, support it is.",
    ),
    (
        "limit",
        "The states of a table are the sets of failed steps that can come up, times the product over its questions of the number of answers plus 1. For that count a step waits only for what it waits for under all answers that let it come at all. Beyond `state_limit`, questions are left out for this one decision: first come those that can establish a wanted condition or that rule `setup` waits for, then the others by falling gain, ties in the light's order, each if it still fits. The gain of a question is V with no question to ask, minus the price of asking it and no other; both with all rules. A question that was left out holds nothing back in the table.",
    ),
    (
        "left-out",
        "If the best move of such a table is support, or a step that would be held back if nothing had been left out, then the first question left out that may come, and that can establish a wanted condition or that rule `setup` waits for, is asked instead.",
    ),
];

/// The guides as one JSON document. Fields may be added within `/1`, never renamed.
#[must_use]
pub fn json<'g>(guides: impl IntoIterator<Item = &'g Guide>) -> Value {
    let rules = RULES.map(|(name, rule)| (name.to_owned(), Value::from(rule)));
    json!({
        "schema": "blinkdoc.knowledge/1",
        "state_limit": STATE_LIMIT,
        "tolerance": TOLERANCE,
        "rules": Map::from_iter(rules),
        "guides": guides.into_iter().map(guide).collect::<Vec<_>>(),
    })
}

fn guide(guide: &Guide) -> Value {
    json!({
        "id": guide.id,
        "name": guide.name,
        "also": guide.also,
        "about": sentences(&guide.about),
        "conditions": guide.conditions.iter().map(|condition| json!({
            "id": condition.id, "text": condition.text,
        })).collect::<Vec<_>>(),
        "causes": guide.causes.iter().map(|cause| json!({
            "id": cause.id, "name": cause.name, "kind": cause.kind, "about": cause.about, "cite": cause.cite,
        })).collect::<Vec<_>>(),
        "lights": guide.lights.iter().map(|part| light(guide, part)).collect::<Vec<_>>(),
        "questions": guide.questions.iter().map(|part| question(guide, part)).collect::<Vec<_>>(),
        "steps": (0..).map(StepId).zip(&guide.steps).map(|(id, part)| step(guide, id, part)).collect::<Vec<_>>(),
        "endings": guide.endings.iter().map(|ending| json!({
            "id": ending.id, "kind": ending.kind, "title": ending.title, "say": ending.say,
            "minutes": ending.minutes, "continue_with": ending.continue_with, "cite": ending.cite,
        })).collect::<Vec<_>>(),
        "support": {
            "minutes": guide.support.minutes,
            "when": sentences(&guide.support.when),
            "channels": sentences(&guide.support.channels),
            "have_ready": sentences(guide.support.sheet()),
        },
        "prevention": sentences(&guide.prevention),
        "sources": sources(guide),
    })
}

fn light(guide: &Guide, light: &Light) -> Value {
    let order = |step: &LightStep| {
        json!({
            "step": guide[step.step].id,
            "after": steps(guide, &step.after),
            "needs": steps(guide, &step.needs),
            "waits": steps(guide, &step.waits),
        })
    };
    let questions = light.questions.iter().map(|id| guide[*id].id.as_str());
    json!({
        "id": light.id,
        "looks": light.text,
        "state": light.state,
        "means": light.means,
        "may_be": lights(guide, &light.may_be),
        "priors": by_cause(guide, &light.priors, |prior| prior > 0.0),
        "ending": ending(guide, light.end),
        "questions": questions.collect::<Vec<_>>(),
        "steps": light.steps.iter().map(|step| &guide[step.step].id).collect::<Vec<_>>(),
        "order": light.steps.iter().map(order).collect::<Vec<_>>(),
        "article": steps(guide, &light.article),
        "cite": light.cite,
    })
}

fn question(guide: &Guide, question: &Question) -> Value {
    let answer = |answer: &Answer| {
        let ruled_out = answer.rules_out.iter().map(|cause| &guide[*cause].id);
        json!({
            "id": answer.id,
            "say": answer.say,
            "likelihood": by_cause(guide, &answer.likelihood, |_| true),
            "establishes": conditions(guide, &answer.establishes),
            "rules_out": ruled_out.collect::<Vec<_>>(),
            "do_first": answer.do_first.map(|step| &guide[step].id),
            "ending": ending(guide, answer.end),
            "cite": answer.cite,
        })
    };
    json!({
        "id": question.id,
        "kind": question.kind,
        "ask": question.ask,
        "why": question.why,
        "minutes": question.minutes,
        "when": conditions(guide, &question.when),
        "answers": question.answers.iter().map(answer).collect::<Vec<_>>(),
        "cite": question.cite,
    })
}

fn step(guide: &Guide, id: StepId, step: &Step) -> Value {
    let Added { after, needs } = Added::to(guide, id, step);
    json!({
        "id": step.id,
        "title": step.title,
        "do": step.actions.iter().map(action).collect::<Vec<_>>(),
        "minutes": step.minutes,
        "effort": step.effort,
        "repairs": by_cause(guide, &step.repairs, |chance| chance > 0.0),
        "after": steps(guide, &after),
        "needs": steps(guide, &needs),
        "when": conditions(guide, &step.when),
        "risk": step.risk,
        "loses": step.loses,
        "then": lights(guide, &step.then),
        "cite": step.cite,
    })
}

/// What comes before a step: as written, with what the rules add on any light.
struct Added {
    after: BTreeSet<StepId>,
    needs: BTreeSet<StepId>,
}

impl Added {
    fn to(guide: &Guide, id: StepId, step: &Step) -> Self {
        let mut added = Self {
            after: step.after.iter().copied().collect(),
            needs: step.needs.iter().copied().collect(),
        };
        let everywhere = guide.lights.iter().flat_map(|light| &light.steps);
        for here in everywhere.filter(|here| here.step == id) {
            added.after.extend(&here.after);
            added.needs.extend(here.needs.iter().chain(&here.waits));
        }
        added
    }
}

/// A number for each cause that is wanted, "something else" last.
fn by_cause(guide: &Guide, numbers: &[f64], is_wanted: impl Fn(f64) -> bool) -> Value {
    let wanted = numbers.iter().enumerate();
    let wanted = wanted.filter(|(_, number)| is_wanted(**number));
    wanted
        .map(|(cause, number)| (guide.cause_id(cause).to_owned(), Value::from(*number)))
        .collect()
}

fn steps<'i>(guide: &Guide, ids: impl IntoIterator<Item = &'i StepId>) -> Value {
    ids.into_iter().map(|id| guide[*id].id.as_str()).collect()
}

fn lights(guide: &Guide, ids: &[LightId]) -> Value {
    ids.iter().map(|id| guide[*id].id.as_str()).collect()
}

fn conditions(guide: &Guide, ids: &[ConditionId]) -> Value {
    ids.iter().map(|id| guide[*id].id.as_str()).collect()
}

fn ending(guide: &Guide, id: Option<EndingId>) -> Value {
    id.map_or(Value::Null, |id| guide[id].id.as_str().into())
}
