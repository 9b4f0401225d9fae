//! A diagnosis for programs: `blinkdoc.diagnosis/1`.

use serde_json::{Map, Value, json};

use super::pieces;
use super::reasons::reasons;
use crate::diagnosis::Diagnosis;
use crate::engine::{End, Entry, If, Move, Outlook};
use crate::kb::{Action, Guide, Note, OTHER, QuestionId, Source, StepId};

/// The diagnosis as one JSON document. Fields may be added within `/1`, never renamed.
#[must_use]
pub fn diagnosis(diagnosis: &Diagnosis<'_>) -> Value {
    let guide = diagnosis.guide;
    json!({
        "schema": "blinkdoc.diagnosis/1",
        "guide": {"id": guide.id, "name": guide.name, "replaces_built_in": diagnosis.is_replacement},
        "light": light(diagnosis),
        "unknown_words": diagnosis.unknown_words,
        "danger_words": diagnosis.danger_words,
        "history": diagnosis.case.history.iter().map(|told| entry(guide, *told)).collect::<Vec<_>>(),
        "causes": causes(diagnosis),
        "next": next(guide, diagnosis.advice.next),
        "questions": diagnosis.plan.questions.iter().map(|id| question(guide, *id)).collect::<Vec<_>>(),
        "steps": diagnosis.plan.steps.iter().map(|(id, after_support)| step(guide, *id, *after_support)).collect::<Vec<_>>(),
        "reasons": reasons(diagnosis.guide, &diagnosis.advice).into_iter().map(|(name, text)| (name.to_owned(), Value::from(text))).collect::<Map<_, _>>(),
        "outlook": diagnosis.outlook.as_ref().map(|ahead| outlook(diagnosis, ahead)),
        "support": {
            "minutes": guide.support.minutes,
            "when": sentences(&guide.support.when),
            "channels": sentences(&guide.support.channels),
            "have_ready": sentences(guide.support.sheet()),
        },
        "prevention": sentences(&guide.prevention),
        "about": sentences(&guide.about),
        "sources": sources(guide),
        "command": diagnosis.command(),
    })
}

/// Where the facts of a guide are from.
pub(super) fn sources(guide: &Guide) -> Vec<Value> {
    let source = |source: &Source| {
        json!({
            "id": source.id, "title": source.title, "by": source.by, "kind": source.kind,
            "dated": source.dated, "url": source.url,
        })
    };
    guide.sources.iter().map(source).collect()
}

/// Where the case can go from here.
fn outlook(diagnosis: &Diagnosis<'_>, outlook: &Outlook) -> Value {
    let guide = diagnosis.guide;
    let what = |what: &If| match *what {
        If::Answer(question, answer) => {
            json!({"question": guide[question].id, "answer": guide[question].answers[answer].id})
        }
        If::Light(light) => json!({"light": guide[light].id}),
    };
    let answers: Vec<Value> = match diagnosis.advice.next {
        Move::Ask(question) => guide[question]
            .answers
            .iter()
            .zip(&outlook.answers)
            .map(|(answer, then)| json!({"answer": answer.id, "next": next(guide, *then)}))
            .collect(),
        Move::Try(_) | Move::End(_) => Vec::new(),
    };
    let changes: Vec<Value> = outlook
        .changes
        .iter()
        .map(|(other, ifs)| {
            json!({"next": next(guide, *other), "if_any": ifs.iter().map(what).collect::<Vec<_>>()})
        })
        .collect();
    json!({"answers": answers, "changes": changes})
}

pub(super) fn light(diagnosis: &Diagnosis<'_>) -> Value {
    match diagnosis.light() {
        Some(light) => json!({
            "id": light.id, "looks": light.text, "state": light.state, "means": light.means,
            "match": diagnosis.found.word(), "cite": light.cite,
        }),
        None => {
            json!({"id": OTHER, "looks": null, "state": null, "means": null, "match": "none", "cite": []})
        }
    }
}

fn entry(guide: &Guide, entry: Entry) -> Value {
    match entry {
        Entry::Answered(question, answer) => {
            json!({"question": guide[question].id, "answer": guide[question].answers[answer].id})
        }
        Entry::Tried(step, outcome) => {
            json!({"step": guide[step].id, "outcome": outcome.word(guide)})
        }
    }
}

pub(super) fn causes(diagnosis: &Diagnosis<'_>) -> Vec<Value> {
    let cause = |suspect: &crate::suspects::Suspect<'_>| {
        json!({
            "id": suspect.id, "name": suspect.name, "about": suspect.about,
            "likelihood": suspect.likelihood, "probability": suspect.probability,
        })
    };
    diagnosis.suspects().iter().map(cause).collect()
}

/// What comes next.
pub(super) fn next(guide: &Guide, next: Move) -> Value {
    match next {
        Move::Ask(question) => json!({"kind": "ask", "id": guide[question].id}),
        Move::Try(step) => json!({"kind": "try", "id": guide[step].id}),
        Move::End(end) => {
            let (kind, title, say) = pieces::ending(guide, end);
            let continue_with = match end {
                End::Fixed | End::Support => None,
                End::Ending(ending) => guide[ending].continue_with.as_deref(),
            };
            json!({"kind": "end", "id": end.id(guide), "ending": {"kind": kind, "title": title, "say": say, "continue_with": continue_with}})
        }
    }
}

fn question(guide: &Guide, id: QuestionId) -> Value {
    let question = &guide[id];
    json!({
        "id": question.id, "kind": question.kind, "ask": question.ask, "why": question.why,
        "answers": question.answers.iter().map(|answer| json!({"id": answer.id, "say": answer.say})).collect::<Vec<_>>(),
        "cite": question.cite,
    })
}

fn step(guide: &Guide, id: StepId, after_support: bool) -> Value {
    let step = &guide[id];
    let fixes = guide
        .causes
        .iter()
        .zip(&step.repairs)
        .filter(|(_, repairs)| **repairs > 0.0)
        .map(|(cause, _)| &cause.id);
    json!({
        "id": step.id,
        "title": step.title,
        "do": step.actions.iter().map(action).collect::<Vec<_>>(),
        "minutes": step.minutes,
        "effort": step.effort,
        "risk": step.risk,
        "loses": step.loses,
        "when": step.when.iter().map(|condition| &guide[*condition].id).collect::<Vec<_>>(),
        "fixes": fixes.collect::<Vec<_>>(),
        "then": step.then.iter().map(|light| &guide[*light].id).collect::<Vec<_>>(),
        "after_support": after_support,
        "cite": step.cite,
    })
}

pub(super) fn action(action: &Action) -> Value {
    match action {
        Action::Say(say) => json!({"say": say}),
        Action::Warn(warn) => json!({"warn": warn}),
        Action::Wait { seconds, say } => json!({"wait_s": seconds, "say": say}),
    }
}

pub(super) fn sentences<'n>(notes: impl IntoIterator<Item = &'n Note>) -> Vec<&'n str> {
    notes.into_iter().map(|note| note.say.as_str()).collect()
}
