//! What answers lead to: safety questions that let a person go on, conditions that can be had, and
//! causes told apart.

use super::sound::Sound;
use crate::finding::{Finding, has_errors, list};
use crate::kb::draft::Draft;
use crate::kb::{
    Answer, CauseId, ConditionId, Guide, Light, MOST_BITS, Question, QuestionId, QuestionKind,
};

/// How much likelier an answer is under one cause than under another for it to tell the two apart.
const CLEAR: f64 = 1.01;

/// Checks what the answers of a guide lead to.
pub(super) fn check(guide: &Guide, draft: &Draft<'_>, sound: &Sound, findings: &mut Vec<Finding>) {
    if sound.answers {
        safety(guide, draft, findings);
        conditions(guide, draft, findings);
    }
    if sound.answers && sound.repairs && !has_errors(findings) {
        causes(guide, draft, findings);
    }
}

/// The answers of a question tell causes apart, and leave each light some of its causes.
fn causes(guide: &Guide, draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    for (id, item) in (0..).map(QuestionId).zip(&draft.questions.read) {
        if tells_nothing(guide, id) {
            let title = format!("the answers of `{}` tell no causes apart", item.id);
            let help =
                "let an answer point to some causes more than to others, or remove the question";
            let finding = Finding::warning("tells-nothing", title, draft.outline.place(item.name));
            findings.push(finding.help(help));
        }
        for (position, answer) in guide[id].answers.iter().enumerate() {
            let Some(light) = guide.lights.iter().find(|light| leaves_none(answer, light)) else {
                continue;
            };
            let node = item.node.under("answers").nth(position).under("rules-out");
            let title = format!(
                "the answer `{}` rules out every cause of the light `{}`",
                answer.id, light.id
            );
            let finding = Finding::warning("no-cause-left", title, draft.outline.place(node));
            findings.push(finding.help("leave one of them, or let the answer `end` the case"));
        }
    }
}

/// Whether a case goes on after an answer that leaves a light no cause but "something else".
fn leaves_none(answer: &Answer, light: &Light) -> bool {
    let named = light
        .priors
        .split_last()
        .map_or(&[][..], |(_, named)| named);
    let causes = (0..).map(CauseId).zip(named);
    let mut causes = causes.filter(|(_, prior)| **prior > 0.0).peekable();
    let has_causes = causes.peek().is_some();
    answer.end.is_none() && has_causes && causes.all(|(id, _)| answer.rules_out.contains(&id))
}

/// Whether it makes no difference what a person answers: on no light do the answers tell causes apart
/// or end a case, and they establish nothing.
pub(super) fn tells_nothing(guide: &Guide, id: QuestionId) -> bool {
    let question = &guide[id];
    let is_useful_on = |light: &Light| {
        let is_asked = light.questions.contains(&id);
        let is_useful =
            |answer: &Answer| tells_apart(answer, light) || is_asked && answer.end.is_some();
        question.answers.iter().any(is_useful)
    };
    question.kind != QuestionKind::Safety
        && establishing(question).all(Vec::is_empty)
        && !guide.lights.iter().any(is_useful_on)
}

/// Whether an answer is clearly likelier under some of a light's causes than under others.
fn tells_apart(answer: &Answer, light: &Light) -> bool {
    let chances = answer.likelihood.iter().zip(&light.priors);
    let chances = chances
        .filter(|(_, prior)| **prior > 0.0)
        .map(|(chance, _)| *chance);
    let least = chances.clone().fold(f64::INFINITY, f64::min);
    chances.fold(0.0, f64::max) > least * CLEAR
}

/// A safety question tells what is safe from what is not.
fn safety(guide: &Guide, draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    for (question, item) in guide.questions.iter().zip(&draft.questions.read) {
        let (not_sure, written) = (question.not_sure(), &item.value.answers);
        if question.kind != QuestionKind::Safety || written.len() < 2 {
            continue;
        }
        let acts = |at: &usize| written[*at].end.is_some() || written[*at].do_first.is_some();
        let acting = (0..not_sure).filter(acts).count();
        let (title, help) = if acting == 0 {
            (
                "makes no difference",
                "let an answer `end` the case, or put a step first with `do-first`",
            )
        } else if acting == not_sure {
            (
                "has no answer for a device that is safe",
                "add an answer that neither ends the case nor puts a step first",
            )
        } else {
            continue;
        };
        let title = format!("the safety question `{}` {title}", item.id);
        let place = draft.outline.place(item.name);
        findings.push(Finding::error("safety-answers", title, place).help(help));
    }
}

/// Whatever asks for conditions asks for some that a person's answers can establish, all together.
fn conditions(guide: &Guide, draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    // More conditions than there are bits are a mistake of their own.
    if guide.conditions.len() > MOST_BITS {
        return;
    }
    let origins = origins(guide);
    let mut reached = reached(guide);
    let questions = guide.questions.iter().zip(&draft.questions.read);
    let questions = questions.map(|(question, item)| (&question.when, item.node));
    let steps = guide.steps.iter().zip(&draft.steps.read);
    let steps = steps.map(|(step, item)| (&step.when, item.node));
    for (when, node) in questions.chain(steps) {
        for (position, condition) in when.iter().enumerate() {
            let origin = &origins[condition.at()];
            let excludes = |earlier: &&ConditionId| !origin.goes_with(**earlier, &origins);
            let help = if origin.question.is_none() {
                // That no answer establishes it is told elsewhere.
                continue;
            } else if bit(*condition) & reached == 0 {
                // It is told once.
                reached |= bit(*condition);
                "let a question establish it that can be asked before this".to_owned()
            } else if let Some(earlier) = when[..position].iter().find(excludes) {
                let ids = [*earlier, *condition].map(|condition| guide[condition].id.as_str());
                let both = list(ids);
                format!("{both} are different answers to one question: ask for one of them")
            } else {
                continue;
            };
            let node = node.under("when").nth(position);
            let title = format!("no answers establish `{}` here", guide[*condition].id);
            let finding = Finding::error("impossible-when", title, draft.outline.place(node));
            findings.push(finding.help(help));
            break;
        }
    }
}

/// Where a condition comes from.
#[derive(Clone, Copy, Default)]
struct Origin {
    /// A question that establishes it.
    question: Option<usize>,
    /// Whether another question does, too.
    has_others: bool,
    /// The conditions that the same answers establish, a bit for each.
    beside: u64,
}

impl Origin {
    /// Whether one answer establishes both conditions, or answers to two questions do.
    fn goes_with(&self, other: ConditionId, origins: &[Self]) -> bool {
        let origin = &origins[other.at()];
        self.has_others
            || origin.has_others
            || self.question != origin.question
            || self.beside & bit(other) != 0
    }
}

/// The origin of every condition.
fn origins(guide: &Guide) -> Vec<Origin> {
    let mut origins = vec![Origin::default(); guide.conditions.len()];
    for (at, question) in guide.questions.iter().enumerate() {
        for established in establishing(question) {
            for condition in established {
                let origin = &mut origins[condition.at()];
                origin.has_others |= origin.question.is_some_and(|earlier| earlier != at);
                origin.question = Some(at);
                origin.beside |= bits(established);
            }
        }
    }
    origins
}

/// The conditions that can be established, one after the other: a question that asks for conditions is
/// asked only once they are.
fn reached(guide: &Guide) -> u64 {
    let mut reached = 0;
    loop {
        let is_asked = |question: &&Question| bits(&question.when) & !reached == 0;
        let asked = guide.questions.iter().filter(is_asked);
        let established = asked.flat_map(establishing).map(|when| bits(when));
        let more = established.fold(reached, |all, more| all | more);
        if more == reached {
            return reached;
        }
        reached = more;
    }
}

/// What the answers to a question establish. An answer that ends the case establishes nothing for it.
fn establishing(question: &Question) -> impl Iterator<Item = &Vec<ConditionId>> {
    let going_on = question
        .answers
        .iter()
        .filter(|answer| answer.end.is_none());
    going_on.map(|answer| &answer.establishes)
}

fn bits(conditions: &[ConditionId]) -> u64 {
    conditions
        .iter()
        .fold(0, |all, condition| all | bit(*condition))
}

fn bit(condition: ConditionId) -> u64 {
    1 << condition.at()
}
