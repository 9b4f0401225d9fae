//! What says the same in a guide and in a shared file: what a step does, and how long things take.

use super::links::{BUILT_IN, bad_id, is_id};
use crate::finding::{Finding, Place};
use crate::kb::draft::{ActionDraft, Item, Items, TaskDraft};
use crate::kb::outline::{Node, Outline};
use crate::kb::shared::{Shared, Task};
use crate::kb::words::{duration, readable};
use crate::kb::{Action, Risk};

/// The longest that a step or a question may take, in minutes: a week.
pub const LONGEST: f64 = 7.0 * 24.0 * 60.0;
/// The shortest that a step or a question may take, in minutes.
pub const SHORTEST: f64 = 0.001;

/// Adds the steps of `shared/steps.yaml`. `with_guides` tells whether they are read together with the
/// guides that may use them.
pub fn shared_steps(
    items: &Items<'_, TaskDraft>,
    outline: &Outline,
    with_guides: bool,
    shared: &mut Shared,
    findings: &mut Vec<Finding>,
) {
    let mut plain = Plain { outline, findings };
    for item in &items.read {
        let place = outline.place(item.name);
        let sound =
            plain.id(item) && plain.is_first(&item.id, &place, shared.steps.place(&item.id));
        let task = plain.task(&item.value, item.name, item.node);
        if sound {
            shared
                .steps
                .add(&item.id, task, with_guides.then_some(place));
        }
    }
}

/// Adds the notes of `shared/notes.yaml`.
pub fn shared_notes(
    items: &Items<'_, Vec<String>>,
    outline: &Outline,
    with_guides: bool,
    shared: &mut Shared,
    findings: &mut Vec<Finding>,
) {
    let mut plain = Plain { outline, findings };
    for item in &items.read {
        let place = outline.place(item.name);
        let sound =
            plain.id(item) && plain.is_first(&item.id, &place, shared.notes.place(&item.id));
        if item.value.is_empty() {
            let title = format!("nothing stands behind `{}`", item.id);
            plain.error(
                "no-value",
                title,
                item.name,
                "write a sentence, or remove the name",
            );
        }
        if sound {
            let notes = item.value.clone();
            shared
                .notes
                .add(&item.id, notes, with_guides.then_some(place));
        }
    }
}

/// Checks values that link to nothing.
pub(super) struct Plain<'a, 'f> {
    pub(super) outline: &'a Outline,
    pub(super) findings: &'f mut Vec<Finding>,
}

impl Plain<'_, '_> {
    pub(super) fn error(
        &mut self,
        code: &'static str,
        title: impl Into<String>,
        node: &Node,
        help: impl Into<String>,
    ) {
        let place = self.outline.place(node);
        self.findings
            .push(Finding::error(code, title, place).help(help));
    }

    /// Whether the id of something shared can be one.
    fn id<T>(&mut self, item: &Item<'_, T>) -> bool {
        let place = self.outline.place(item.name);
        if BUILT_IN.contains(&item.id.as_str()) {
            let title = format!("`{}` is built in", item.id);
            let finding = Finding::error("bad-id", title, place);
            self.findings.push(finding.help("choose another id"));
            return false;
        }
        if !is_id(&item.id) {
            self.findings.push(bad_id(&item.id, place));
            return false;
        }
        true
    }

    /// Whether something shared is the first of its name.
    fn is_first(&mut self, id: &str, place: &Place, first: Option<&Place>) -> bool {
        let Some(first) = first else { return true };
        let title = format!("a second shared thing of this kind is called `{id}`");
        let finding = Finding::error("duplicate-id", title, place.clone());
        let finding = finding.related(first.clone(), "first here");
        self.findings
            .push(finding.help("give each an id of its own"));
        false
    }

    /// The part of a step that is the same for every device.
    pub(super) fn task(&mut self, draft: &TaskDraft, name: &Node, node: &Node) -> Task {
        let TaskDraft {
            id,
            title,
            actions,
            minutes,
            effort,
            risk,
            loses,
        } = draft;
        if *risk == Risk::Erases && loses.is_none() {
            let title = format!("the step `{id}` erases and does not say what is lost");
            self.error("no-loses", title, name, "add `loses: …`");
        }
        if *risk != Risk::Erases && loses.is_some() {
            let title = format!("the step `{id}` loses something and does not say that it erases");
            let help = "add `risk: erases`, or remove `loses`";
            self.error("hidden-erase", title, node.key("loses"), help);
        }
        if actions.is_empty() {
            let title = format!("the step `{id}` does nothing");
            let help = "say what to do, one action a line";
            self.error("empty-step", title, node.under("do"), help);
        }
        let actions = self.actions(actions, node.under("do"));
        Task {
            title: title.clone(),
            minutes: self.minutes_with_waits(*minutes, &actions, node.under("minutes")),
            actions,
            effort: *effort,
            risk: *risk,
            loses: loses.clone(),
        }
    }

    fn actions(&mut self, actions: &[ActionDraft], node: &Node) -> Vec<Action> {
        let mut meant = Vec::new();
        for (position, action) in actions.iter().enumerate() {
            meant.push(match action {
                ActionDraft::Say(say) => Action::Say(say.clone()),
                ActionDraft::Warn(warn) => Action::Warn(warn.clone()),
                ActionDraft::Mixed => {
                    self.error(
                        "wrong-shape",
                        "an action is a sentence, or `warn`, or `wait` with `say`",
                        node.nth(position),
                        "make an action of each",
                    );
                    continue;
                }
                ActionDraft::Wait(wait, say) => {
                    let seconds = duration(wait).unwrap_or_else(|help| {
                        self.error(
                            "bad-duration",
                            format!("`{wait}` is no length of time"),
                            node.nth(position).under("wait"),
                            help,
                        );
                        1
                    });
                    Action::Wait {
                        seconds,
                        say: say.clone(),
                    }
                }
            });
        }
        meant
    }

    pub(super) fn minutes(&mut self, minutes: f64, node: &Node) -> f64 {
        self.minutes_from(SHORTEST, minutes, node)
    }

    /// Minutes that may be this few.
    pub(super) fn minutes_from(&mut self, least: f64, minutes: f64, node: &Node) -> f64 {
        if !(least..=LONGEST).contains(&minutes) {
            self.error(
                "bad-minutes",
                format!("`{}` minutes cannot be", readable(minutes)),
                node,
                format!("write minutes from {least} to a week (10080); `0.5` is half a minute"),
            );
        }
        minutes
    }

    /// The minutes of a step, which its waits are part of.
    pub(super) fn minutes_with_waits(
        &mut self,
        minutes: f64,
        actions: &[Action],
        node: &Node,
    ) -> f64 {
        let seconds: u32 = actions.iter().map(Action::seconds).sum();
        // Who writes a third of a minute may round it.
        let is_short = (SHORTEST..f64::from(seconds.saturating_sub(1)) / 60.0).contains(&minutes);
        if is_short {
            let tenths = seconds.div_ceil(6);
            let waits = f64::from(tenths) / 10.0;
            let title = format!("a step of {minutes} min waits for {waits} min");
            let finding = Finding::warning("short-minutes", title, self.outline.place(node));
            let help = format!("write `minutes: {waits}` or more: waits are part of them");
            self.findings.push(finding.help(help));
        }
        self.minutes(minutes, node)
    }
}
