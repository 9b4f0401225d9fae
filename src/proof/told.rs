//! What a case has told: its history as the rules see it, worked out without the engine.

use super::rules::{Breach, Play, Rules, View, causes, conditions};
use crate::engine::{Case, Entry, Move, Outcome};
use crate::kb::{CauseKind, Guide, LightId, QuestionKind, StepId};

/// The history of a case as the rules see it.
#[derive(Clone, Debug)]
pub struct Told<'g> {
    guide: &'g Guide,
    /// The light that shows now; none when the guide does not know it.
    pub light: Option<LightId>,
    /// Whether another light has shown before.
    pub has_changed: bool,
    /// The answer to each question, and whether it was given since the light changed.
    answers: Vec<Option<(usize, bool)>>,
    outcomes: Vec<Option<Outcome>>,
}

impl<'g> Told<'g> {
    /// What a case has told.
    #[must_use]
    pub fn of(guide: &'g Guide, case: &Case) -> Self {
        let mut told = Self {
            guide,
            light: case.light,
            has_changed: false,
            answers: vec![None; guide.questions.len()],
            outcomes: vec![None; guide.steps.len()],
        };
        for entry in &case.history {
            match *entry {
                Entry::Answered(question, answer) => {
                    told.answers[question.at()] = Some((answer, true));
                }
                Entry::Tried(step, outcome) => told.tried(step, outcome),
            }
        }
        told
    }

    fn tried(&mut self, step: StepId, outcome: Outcome) {
        self.outcomes[step.at()] = Some(outcome);
        let shows = match outcome {
            Outcome::Light(light) => Some(light),
            Outcome::OtherLight => None,
            Outcome::Fixed | Outcome::NoChange | Outcome::CouldNot => return,
        };
        self.light = shows;
        self.has_changed = true;
        for (_, is_fresh) in self.answers.iter_mut().flatten() {
            *is_fresh = false;
        }
    }

    /// The rule that a move breaks; `rules` are those of each light of the guide.
    #[must_use]
    pub fn breach(&self, rules: &[Rules], next: Move) -> Option<Breach> {
        let here = |light: LightId| (&self.guide[light], &rules[light.at()]);
        match next {
            Move::End(_) => None,
            Move::Ask(question) if self.guide[question].kind == QuestionKind::Safety => {
                self.answers[question.at()].map(|_| Breach::Twice)
            }
            Move::Ask(question) => {
                let Some((light, rules)) = self.light.map(here) else {
                    return Some(Breach::Foreign);
                };
                let at = light.questions.iter().position(|here| *here == question);
                self.breach_of(rules, at.map(Play::Ask))
            }
            Move::Try(step) if self.aids().any(|aid| aid == step) => self.breach_of_aid(step),
            Move::Try(step) => {
                let Some((light, rules)) = self.light.map(here) else {
                    return Some(Breach::Foreign);
                };
                let at = light.steps.iter().position(|here| here.step == step);
                self.breach_of(rules, at.map(Play::Try))
            }
        }
    }

    fn breach_of(&self, rules: &Rules, play: Option<Play>) -> Option<Breach> {
        play.map_or(Some(Breach::Foreign), |play| {
            rules.breach(&self.view(rules), play)
        })
    }

    /// First aid comes before waiting, but it keeps the other rules.
    fn breach_of_aid(&self, step: StepId) -> Option<Breach> {
        let is_done = |need: &StepId| {
            self.outcomes[need.at()].is_some_and(|outcome| outcome != Outcome::CouldNot)
        };
        if !self.is_safe() {
            Some(Breach::BeforeSafety)
        } else if conditions(&self.guide[step].when) & !self.established() != 0 {
            Some(Breach::LacksCondition)
        } else if !self.guide[step].needs.iter().all(is_done) {
            Some(Breach::LacksNeeded)
        } else {
            None
        }
    }

    /// What the rules look at.
    fn view(&self, rules: &Rules) -> View {
        let mut view = View {
            is_safe: self.is_safe(),
            needs_aid: self.aids().next().is_some(),
            established: self.established(),
            ruled_out: self.ruled_out(),
            ..View::default()
        };
        let Some(light) = self.light.map(|light| &self.guide[light]) else {
            return view;
        };
        for (at, question) in light.questions.iter().enumerate() {
            view.asked |= u64::from(self.answers[question.at()].is_some()) << at;
        }
        for (at, step) in light.steps.iter().enumerate() {
            let outcome = self.outcomes[step.step.at()];
            view.tried |= u16::from(outcome.is_some()) << at;
            let is_done = outcome.is_some_and(|outcome| outcome != Outcome::CouldNot);
            view.done |= u16::from(is_done) << at;
        }
        view.closed = rules.closed_by(view.tried & !view.done);
        view
    }

    /// Whether every safety question was answered.
    fn is_safe(&self) -> bool {
        let mut safety = self.guide.safety_questions();
        safety.all(|question| self.answers[question.at()].is_some())
    }

    /// The steps that safety answers put first and that were not tried yet.
    fn aids(&self) -> impl Iterator<Item = StepId> {
        let given = self.guide.questions.iter().zip(&self.answers);
        let demanded =
            given.filter_map(|(question, given)| question.answers[given.as_ref()?.0].do_first);
        demanded.filter(|step| self.outcomes[step.at()].is_none())
    }

    fn established(&self) -> u64 {
        let given = self.guide.questions.iter().zip(&self.answers);
        given.fold(0, |bits, (question, given)| {
            bits | given.map_or(0, |(answer, _)| {
                conditions(&question.answers[answer].establishes)
            })
        })
    }

    /// The causes that were excluded. What was said of a busy device holds until the light changes.
    fn ruled_out(&self) -> u64 {
        let busy = busy(self.guide);
        let given = self.guide.questions.iter().zip(&self.answers);
        given.fold(0, |bits, (question, given)| {
            let Some((answer, is_fresh)) = *given else {
                return bits;
            };
            let lasting = if is_fresh { u64::MAX } else { !busy };
            bits | causes(&question.answers[answer].rules_out) & lasting
        })
    }

    /// [`Told::digits`] in short.
    pub(super) fn key(&self) -> Vec<u8> {
        let digits = self.digits().into_iter();
        digits
            .flat_map(|(digit, _)| u16::try_from(digit).unwrap_or(u16::MAX).to_le_bytes())
            .collect()
    }

    /// What tells this state apart from others for everything that the advice says after it: digits, each
    /// with the number of its values.
    #[must_use]
    pub fn digits(&self) -> Vec<(usize, usize)> {
        let light = self.light.map(|light| &self.guide[light]);
        let mut digits = Vec::with_capacity(1 + 2 * self.answers.len() + self.outcomes.len());
        digits.push((
            self.light.map_or(0, |light| light.at() + 1),
            self.guide.lights.len() + 1,
        ));
        let mut asked = vec![false; self.answers.len()];
        let mut tried = vec![self.aids().next().is_some(); self.outcomes.len()];
        for question in light.into_iter().flat_map(|light| &light.questions) {
            asked[question.at()] = true;
        }
        for step in light.into_iter().flat_map(|light| &light.steps) {
            tried[step.step.at()] = true;
        }
        let busy = busy(self.guide);
        for ((question, given), is_here) in
            self.guide.questions.iter().zip(&self.answers).zip(asked)
        {
            let told = given
                .map(|(answer, is_fresh)| (answer, is_fresh, &question.answers[answer]))
                .filter(|(_, _, answer)| is_here || !answer.establishes.is_empty());
            // Only what excludes a busy device grows stale.
            let is_stale = told.is_some_and(|(_, is_fresh, answer)| {
                !is_fresh && causes(&answer.rules_out) & busy != 0
            });
            digits.push((
                told.map_or(0, |(answer, ..)| answer + 1),
                question.answers.len() + 1,
            ));
            digits.push((usize::from(is_stale), 2));
        }
        for (outcome, is_here) in self.outcomes.iter().zip(tried) {
            let digit = match outcome.filter(|_| is_here) {
                None => 0,
                Some(Outcome::NoChange) => 1,
                Some(Outcome::CouldNot) => 2,
                Some(Outcome::Light(to)) if self.guide[to].is_normal() => 3,
                Some(_) => 4,
            };
            digits.push((digit, 5));
        }
        digits
    }
}

/// The busy causes, a bit each.
pub(super) fn busy(guide: &Guide) -> u64 {
    let causes = guide.causes.iter().enumerate();
    causes
        .filter(|(_, cause)| cause.kind == CauseKind::Busy)
        .fold(0, |bits, (at, _)| bits | 1 << at)
}
