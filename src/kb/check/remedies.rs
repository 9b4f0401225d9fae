//! What becomes of causes: each is repaired or handed over, busy lights wait, and what a step leads to is
//! another light.

use super::sound::Sound;
use crate::finding::Finding;
use crate::kb::draft::Draft;
use crate::kb::{CauseKind, EndingKind, Guide, State, StepId};

/// Checks what becomes of the causes of a guide.
pub(super) fn check(guide: &Guide, draft: &Draft<'_>, sound: &Sound, findings: &mut Vec<Finding>) {
    if sound.repairs {
        causes(guide, draft, sound, findings);
        busy(guide, draft, sound, findings);
        success(guide, draft, findings);
    }
}

/// A cause that no step repairs is handed over: an answer that points to it ends the case, or the guide
/// says when it is time for support. Waiting for a busy device is a rule of its own.
fn causes(guide: &Guide, draft: &Draft<'_>, sound: &Sound, findings: &mut Vec<Finding>) {
    let is_handed_over = |id: &str| {
        let mut answers = draft
            .questions
            .read
            .iter()
            .flat_map(|item| &item.value.answers);
        answers.any(|answer| answer.end.is_some() && answer.points_to.contains_key(id))
    };
    let is_sure = sound.answers && draft.support.is_some();
    if !is_sure || !guide.support.when.is_empty() {
        return;
    }
    for (at, cause) in guide.causes.iter().enumerate() {
        let shows = guide.lights.iter().any(|light| light.priors[at] > 0.0);
        let is_repaired = guide.steps.iter().any(|step| step.repairs[at] > 0.0);
        let is_fault = cause.kind == CauseKind::Fault;
        if is_fault && shows && !is_repaired && !is_handed_over(&cause.id) {
            let place = draft.outline.place(draft.causes.read[at].name);
            let title = format!("nothing is done about the cause `{}`", cause.id);
            let help = format!(
                "add a step with `fixes: {{{}: …}}`, or say under `support` when it is time to call",
                cause.id
            );
            findings.push(Finding::error("no-remedy", title, place).help(help));
        }
    }
}

/// A light that says that the device is busy leads to waiting.
fn busy(guide: &Guide, draft: &Draft<'_>, sound: &Sound, findings: &mut Vec<Finding>) {
    for (light, item) in guide.lights.iter().zip(&draft.lights.read) {
        let mut causes = guide.causes.iter().zip(&light.priors);
        let may_wait = causes.any(|(cause, prior)| cause.kind == CauseKind::Busy && *prior > 0.0);
        let ends_in_wait = light.weight <= 0.0
            && light
                .end
                .is_none_or(|end| guide[end].kind == EndingKind::Wait);
        if light.state == State::Busy && !may_wait && !ends_in_wait && sound.endings {
            let place = draft.outline.place(item.node.under("state"));
            let title = format!(
                "the light `{}` is busy and does not lead to waiting",
                light.id
            );
            let help = "give it a cause of `kind: busy`, or no causes and an ending of `kind: wait`; or change its state";
            findings.push(Finding::error("busy-light", title, place).help(help));
        }
    }
}

/// A step leads to a light that differs from those it is for, unless that light is no fault.
fn success(guide: &Guide, draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    for (id, item) in (0..).map(StepId).zip(&draft.steps.read) {
        let step = &guide[id];
        for (position, then) in step.then.iter().enumerate() {
            let light = &guide[*then];
            let is_goal = light.state != State::Fault;
            let is_for = light.steps.iter().any(|on| on.step == id);
            if is_goal || !is_for {
                continue;
            }
            let node = item.node.under("then").nth(position);
            let title = format!(
                "the step `{}` is for the light `{}` that it leads to",
                step.id, light.id
            );
            let finding = Finding::warning("then-light", title, draft.outline.place(node));
            findings.push(finding.help("name the light that shows when it has worked"));
        }
    }
}
