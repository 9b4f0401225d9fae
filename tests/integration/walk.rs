//! Walks every state that the engine's advice can lead to, and holds the rules of order in each.
//!
//! Every answer of every question, "not sure" included, every step left without effect or not done,
//! and the light changing to any other once.

use std::collections::HashSet;
use std::thread;

use blinkdoc::engine::{Case, Engine, Entry, Move, Outcome};
use blinkdoc::kb::{CauseKind, Guide, LightId, QuestionKind, Risk, StepId};

use super::common::guides;

#[test]
fn every_state_of_every_light_obeys_the_rules() {
    for guide in guides() {
        let id = &guide.id;
        let lights: Vec<LightId> = guide.light_ids().collect();
        let walks: Vec<Walk<'_>> = thread::scope(|scope| {
            let halves = [0, 1].map(|half| {
                let (guide, lights) = (&guide, &lights);
                scope.spawn(move || {
                    let mut walk = Walk::of(guide);
                    for light in lights.iter().skip(half).step_by(2) {
                        walk.from(&Case::new(*light));
                    }
                    walk
                })
            });
            halves
                .map(|half| half.join().expect("no state breaks a rule"))
                .into()
        });
        let states: usize = walks.iter().map(|walk| walk.seen.len()).sum();
        let longest = walks
            .iter()
            .map(|walk| walk.longest)
            .max()
            .unwrap_or_default();
        println!("{id}: {states} states, the longest case has {longest} entries");
        assert!(states > 100 * lights.len(), "the walk went somewhere");
    }
}

/// A walk through the states of one guide.
struct Walk<'g> {
    guide: &'g Guide,
    engine: Engine<'g>,
    seen: HashSet<u128>,
    longest: usize,
}

impl<'g> Walk<'g> {
    fn of(guide: &'g Guide) -> Self {
        Self {
            guide,
            engine: Engine::new(guide),
            seen: HashSet::new(),
            longest: 0,
        }
    }

    fn from(&mut self, case: &Case) {
        let advice = self.engine.advise(case);
        let state = State::of(self.guide, case, advice.light);
        if !self.seen.insert(state.key(self.guide)) {
            return;
        }
        self.longest = self.longest.max(case.history.len());
        state.obeys_the_rules(self.guide, advice.next, case);
        match advice.next {
            Move::End(_) => {}
            Move::Ask(question) => {
                for answer in 0..self.guide[question].answers.len() {
                    self.from(&case.with(Entry::Answered(question, answer)));
                }
            }
            Move::Try(step) => {
                for outcome in [Outcome::NoChange, Outcome::CouldNot] {
                    self.from(&case.with(Entry::Tried(step, outcome)));
                }
                if !state.has_changed {
                    for light in self
                        .guide
                        .light_ids()
                        .filter(|light| Some(*light) != advice.light)
                    {
                        self.from(&case.with(Entry::Tried(step, Outcome::Light(light))));
                    }
                }
            }
        }
    }
}

/// A case as the rules see it, worked out from its history alone.
struct State {
    light: LightId,
    has_changed: bool,
    /// The answer to each question, and whether it was given since the light changed.
    answers: Vec<Option<(usize, bool)>>,
    outcomes: Vec<Option<Outcome>>,
    /// The step that a safety answer put first and that was not tried since.
    first_aid: Option<StepId>,
}

impl State {
    fn of(guide: &Guide, case: &Case, light: Option<LightId>) -> Self {
        let mut state = Self {
            light: light.expect("the walk never leaves the guide's lights"),
            has_changed: false,
            answers: vec![None; guide.questions.len()],
            outcomes: vec![None; guide.steps.len()],
            first_aid: None,
        };
        for entry in &case.history {
            match *entry {
                Entry::Answered(question, answer) => {
                    state.answers[question.at()] = Some((answer, true));
                    state.first_aid = state.first_aid.or(guide[question].answers[answer].do_first);
                }
                Entry::Tried(step, outcome) => {
                    state.outcomes[step.at()] = Some(outcome);
                    state.first_aid = state.first_aid.filter(|first| *first != step);
                    if matches!(outcome, Outcome::Light(_)) {
                        state.has_changed = true;
                        state
                            .answers
                            .iter_mut()
                            .flatten()
                            .for_each(|(_, is_fresh)| *is_fresh = false);
                    }
                }
            }
        }
        state
    }

    /// What tells this state apart from others for everything that comes after it, in mixed radix.
    fn key(&self, guide: &Guide) -> u128 {
        let light = &guide[self.light];
        let mut digits = vec![
            (self.light.at(), guide.lights.len()),
            (usize::from(self.has_changed), 2),
        ];
        for (question, answer) in guide.questions.iter().zip(&self.answers) {
            let is_here = light
                .questions
                .iter()
                .any(|here| guide[*here].id == question.id);
            let told = answer
                .filter(|(answer, _)| is_here || !question.answers[*answer].establishes.is_empty());
            // Only what excludes a busy device grows stale.
            let grows_stale = |answer: usize| {
                question.answers[answer]
                    .rules_out
                    .iter()
                    .any(|cause| guide[*cause].kind == CauseKind::Busy)
            };
            let stale = told.is_some_and(|(answer, is_fresh)| grows_stale(answer) && !is_fresh);
            digits.push((
                told.map_or(0, |(answer, _)| answer + 1),
                question.answers.len() + 1,
            ));
            digits.push((usize::from(stale), 2));
        }
        for (step, outcome) in (0..).map(StepId).zip(&self.outcomes) {
            let is_here =
                light.steps.iter().any(|here| here.step == step) || self.first_aid.is_some();
            let digit = match outcome.filter(|_| is_here) {
                None => 0,
                Some(Outcome::NoChange) => 1,
                Some(Outcome::CouldNot) => 2,
                Some(Outcome::Light(to)) if guide[to].is_normal() => 3,
                Some(_) => 4,
            };
            digits.push((digit, 5));
        }
        digits.into_iter().fold(0, |key: u128, (digit, radix)| {
            let key = key
                .checked_mul(radix as u128)
                .expect("a key has room for every digit");
            key + digit as u128
        })
    }

    #[track_caller]
    fn obeys_the_rules(&self, guide: &Guide, next: Move, case: &Case) {
        let told = || format!("after {:?} on `{}`", case.history, guide[self.light].id);
        match next {
            Move::End(_) => {}
            Move::Ask(question) => {
                assert!(
                    self.answers[question.at()].is_none(),
                    "`{}` is asked twice {}",
                    guide[question].id,
                    told()
                );
                if guide[question].kind != QuestionKind::Safety {
                    assert!(
                        self.is_safe(guide),
                        "`{}` comes before safety {}",
                        guide[question].id,
                        told()
                    );
                }
            }
            Move::Try(step) => {
                let id = &guide[step].id;
                assert!(
                    self.outcomes[step.at()].is_none(),
                    "`{id}` is tried twice {}",
                    told()
                );
                assert!(self.is_safe(guide), "`{id}` comes before safety {}", told());
                assert!(
                    self.first_aid.is_none_or(|first| first == step),
                    "`{id}` comes before first aid {}",
                    told()
                );
                assert!(
                    self.first_aid == Some(step) || self.has_waited(guide, step),
                    "`{id}` disturbs a device that may be busy {}",
                    told()
                );
                assert!(
                    self.holds(guide, step),
                    "`{id}` lacks its condition {}",
                    told()
                );
                if guide[step].risk == Risk::Erases {
                    assert_eq!(
                        self.left_beside(guide, step),
                        Vec::<&str>::new(),
                        "`{id}` erases too early {}",
                        told()
                    );
                }
            }
        }
    }

    /// Whether every safety question was answered.
    fn is_safe(&self, guide: &Guide) -> bool {
        guide
            .questions
            .iter()
            .zip(&self.answers)
            .all(|(question, answer)| question.kind != QuestionKind::Safety || answer.is_some())
    }

    /// Whether a cause was excluded; a busy one only by what was said of the light that shows now.
    fn is_ruled_out(&self, guide: &Guide, cause: usize) -> bool {
        guide
            .questions
            .iter()
            .zip(&self.answers)
            .any(|(question, answer)| {
                answer.is_some_and(|(answer, is_fresh)| {
                    let rules_out = &question.answers[answer].rules_out;
                    let any_busy = rules_out
                        .iter()
                        .any(|cause| guide[*cause].kind == CauseKind::Busy);
                    (is_fresh || !any_busy)
                        && rules_out.iter().any(|excluded| excluded.at() == cause)
                })
            })
    }

    /// Whether a step may come as far as a busy device goes.
    fn has_waited(&self, guide: &Guide, step: StepId) -> bool {
        let light = &guide[self.light];
        let is_busy = (0..guide.causes.len()).any(|cause| {
            guide.causes[cause].kind == CauseKind::Busy
                && light.priors[cause] > 0.0
                && !self.is_ruled_out(guide, cause)
        });
        !is_busy
            || light.waits(guide).all(|wait| {
                wait == step
                    || self.outcomes[wait.at()].is_some_and(|outcome| outcome != Outcome::CouldNot)
            })
    }

    /// Whether the conditions of a step are established.
    fn holds(&self, guide: &Guide, step: StepId) -> bool {
        guide[step].when.iter().all(|condition| {
            guide
                .questions
                .iter()
                .zip(&self.answers)
                .any(|(question, answer)| {
                    answer.is_some_and(|(answer, _)| {
                        question.answers[answer].establishes.contains(condition)
                    })
                })
        })
    }

    /// The steps that could still be done before this one.
    fn left_beside<'g>(&self, guide: &'g Guide, last: StepId) -> Vec<&'g str> {
        let light = &guide[self.light];
        let can_repair = |step: StepId| {
            (0..guide.causes.len()).any(|cause| {
                guide[step].repairs[cause] > 0.0
                    && light.priors[cause] > 0.0
                    && !self.is_ruled_out(guide, cause)
            })
        };
        let may_hold = |step: StepId| {
            self.holds(guide, step)
                || light.questions.iter().any(|question| {
                    let opens = guide[*question].answers.iter().any(|answer| {
                        guide[step]
                            .when
                            .iter()
                            .any(|condition| answer.establishes.contains(condition))
                    });
                    opens && self.answers[question.at()].is_none()
                })
        };
        let steps = light
            .steps
            .iter()
            .map(|step| step.step)
            .filter(|step| *step != last && self.outcomes[step.at()].is_none());
        steps
            .filter(|step| can_repair(*step) && may_hold(*step))
            .map(|step| guide[step].id.as_str())
            .collect()
    }
}
