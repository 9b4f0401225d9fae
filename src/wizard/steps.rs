//! Steps: walked from wait to wait, with consent before what erases, up to what became of the light.

use super::{ERASE, Turn, Visit, screens};
use crate::engine::{Advice, Case, Engine, Entry, Outcome, Plan};
use crate::kb::{Action, Guide, LightId, Risk, StepId};
use crate::prompt::{Choice, Wait, Waited};
use crate::render::Page;
use crate::render::pieces::{light_then, wait};

/// How far a person has come in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Walking {
    step: StepId,
    /// Whether they have agreed to what it erases.
    has_agreed: bool,
    /// The part that they are at.
    part: usize,
    /// How much of the wait at its end has passed, in seconds.
    passed: u32,
}

impl Walking {
    /// The step.
    pub(super) fn step(self) -> StepId {
        self.step
    }
}

/// A part of a step: actions up to a wait, or up to the end of the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part<'g> {
    /// The actions, the wait included.
    actions: &'g [Action],
    /// The number of the first of them, counted from 1 over the whole step.
    number: usize,
    /// How long to wait at its end, in seconds; none in the last part.
    wait: Option<u32>,
}

impl<'g> Part<'g> {
    /// The parts of a step with these actions, at least one.
    fn all(actions: &'g [Action]) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut number = 1;
        for actions in actions.split_inclusive(|action| matches!(action, Action::Wait { .. })) {
            let wait = match actions.last() {
                Some(Action::Wait { seconds, .. }) => Some(*seconds),
                _ => None,
            };
            parts.push(Self {
                actions,
                number,
                wait,
            });
            number += actions.iter().filter(|action| is_numbered(action)).count();
        }
        if parts.last().is_none_or(|part| part.wait.is_some()) {
            parts.push(Self {
                actions: &[],
                number,
                wait: None,
            });
        }
        parts
    }

    /// The position of the last action of a part in its step.
    fn end(parts: &[Self], part: usize) -> usize {
        let parts = parts.iter().take(part + 1);
        let actions: usize = parts.map(|part| part.actions.len()).sum();
        actions.saturating_sub(1)
    }

    /// Adds the actions, numbered, with each warning before what it belongs to.
    fn append_to(&self, page: &mut Page) {
        let mut number = self.number;
        for action in self.actions {
            match action {
                Action::Warn(warn) => page.warning(0, warn),
                Action::Say(say) => page.item(format!("{number}."), say),
                Action::Wait { seconds, say } => {
                    page.item(format!("{number}."), wait(*seconds, say.as_deref()));
                }
            }
            number += usize::from(is_numbered(action));
        }
    }
}

fn is_numbered(action: &Action) -> bool {
    !matches!(action, Action::Warn(_))
}

/// Whether a step can be left out without ending the case.
pub(super) fn may_skip(guide: &Guide, case: &Case, step: StepId) -> bool {
    let left_out = Entry::Tried(step, Outcome::CouldNot);
    !Engine::new(guide).has_ended(&case.with(left_out))
}

impl Visit<'_> {
    /// Walks the person through a step; what it led to. It goes on from where they have come to.
    pub(super) fn try_step(
        &mut self,
        step: StepId,
        advice: &Advice,
        plan: &Plan,
    ) -> Result<Entry, Turn> {
        self.explain(advice.light)?;
        self.asked_in.clone_from(self.case);
        let begun = self.walking.filter(|walking| walking.step == step);
        let begun = begun.or_else(|| self.interrupted(step));
        let mut walking = begun.unwrap_or(Walking {
            step,
            has_agreed: self.guide[step].risk != Risk::Erases,
            part: 0,
            passed: 0,
        });
        if !walking.has_agreed {
            if !self.consents(step)? {
                return Ok(Entry::Tried(step, Outcome::CouldNot));
            }
            walking.has_agreed = true;
        }
        let case = self.case.as_ref();
        let may_skip = case.is_some_and(|case| may_skip(self.guide, case, step));
        let parts = Part::all(&self.guide[step].actions);
        loop {
            self.walking = Some(walking);
            let part = parts[walking.part.min(parts.len() - 1)];
            let mut page = self.head(walking, plan);
            part.append_to(&mut page);
            let Some(seconds) = part.wait else {
                light_then(&mut page, self.guide, &self.guide[step], 0);
                let choice = screens::outcome(self.guide, page, None, may_skip, true);
                let outcome = self.outcome(&choice, advice.light, None)?;
                return Ok(Entry::Tried(step, outcome));
            };
            let next = Walking {
                part: walking.part + 1,
                passed: 0,
                ..walking
            };
            let action = Part::end(&parts, walking.part);
            // The time goes on while the person does something else.
            if let Some((_, _, passed)) = self.waiting(step).filter(|(_, at, _)| *at == action) {
                walking.passed = walking.passed.max(passed);
            }
            if walking.passed >= seconds {
                self.prompt.show(&screens::wait_is_over(seconds))?;
                self.keeper.waited(self.guide, step, action);
                walking = next;
                continue;
            }
            let wait = Wait::new(screens::wait(page, may_skip), seconds, walking.passed);
            let (guide, keeper) = (self.guide, &mut *self.keeper);
            let mut begins = || keeper.waits(guide, step, action);
            walking = match self.prompt.wait(&wait, &mut begins)? {
                Waited::Over => {
                    self.keeper.waited(guide, step, action);
                    next
                }
                Waited::Alone => next,
                Waited::Replied { reply, passed } => {
                    walking.passed = passed;
                    self.walking = Some(walking);
                    if self.answered(wait.choice(), reply)?.is_some() {
                        return Ok(Entry::Tried(step, Outcome::CouldNot));
                    }
                    walking
                }
            };
        }
    }

    /// How far the person had come in a step when its wait was interrupted.
    fn interrupted(&self, step: StepId) -> Option<Walking> {
        let (_, action, passed) = self.waiting(step)?;
        let earlier = self.guide[step].actions.iter().take(action);
        let part = earlier.filter(|action| matches!(action, Action::Wait { .. }));
        Some(Walking {
            step,
            has_agreed: true,
            part: part.count(),
            passed,
        })
    }

    /// The wait of a step that the keeper knows of.
    fn waiting(&self, step: StepId) -> Option<(StepId, usize, u32)> {
        let waiting = self.keeper.waiting(self.guide);
        waiting.filter(|(waiting, ..)| *waiting == step)
    }

    /// What stands above a part of a step: the whole title above the first one.
    fn head(&self, walking: Walking, plan: &Plan) -> Page {
        let number = self.steps_tried() + 1;
        let step = &self.guide[walking.step];
        if walking.part > 0 {
            let mut page = Page::new();
            page.heading(format!("Step {number} goes on: {}", step.title));
            return page;
        }
        let before_support = plan.steps.iter().filter(|(_, after)| !after);
        let left = before_support
            .filter(|(other, _)| *other != walking.step)
            .count();
        let lead = format!("Step {number}: ");
        let mut page = screens::step_title(step, &lead, &screens::follows(left));
        if let Some(loses) = &step.loses {
            page.warning(0, format!("this erases. Lost: {loses}"));
        }
        page
    }

    /// Whether the person agrees to lose what a step erases.
    fn consents(&mut self, step: StepId) -> Result<bool, Turn> {
        let consent = screens::consent(&self.guide[step], ERASE);
        loop {
            if self.line(&consent)?.trim() == ERASE {
                return Ok(true);
            }
            if self.pick(&screens::leave_out())? == screens::LEAVE_OUT {
                return Ok(false);
            }
        }
    }

    /// Asks what a step led to; `chosen` is what was told when it was asked the last time.
    pub(super) fn outcome(
        &mut self,
        choice: &Choice,
        before: Option<LightId>,
        chosen: Option<Outcome>,
    ) -> Result<Outcome, Turn> {
        let light = match chosen {
            Some(Outcome::Light(light)) => Some(light),
            _ => None,
        };
        loop {
            let (outcome, _) = screens::OUTCOMES[self.pick(choice)?];
            if outcome != Outcome::OtherLight {
                return Ok(outcome);
            }
            match self.ask_light(before, light) {
                Ok(light) => return Ok(light.map_or(outcome, Outcome::Light)),
                Err(Turn::Back) => {}
                Err(turn) => return Err(turn),
            }
        }
    }

    fn steps_tried(&self) -> usize {
        let entries = self.case.iter().flat_map(|case| &case.history);
        entries
            .filter(|entry| matches!(entry, Entry::Tried(..)))
            .count()
    }
}
