//! The engine's advice beside an optimum that is found by trying everything: every legal move in every
//! state, by the words of the design and the theory, with nothing of the engine in it.

use std::collections::HashMap;
use std::thread;

use blinkdoc::engine::Entry;
use blinkdoc::kb::{
    Answer, CauseId, CauseKind, ConditionId, EndingKind, Guide, Light, LightId, MOST_CLUES,
    MOST_STEPS, Question, QuestionId, QuestionKind, Risk, State, StepId,
};
use blinkdoc::proof::{Play, Rules, View};
use blinkdoc::score;
use proptest::prelude::*;

use super::common::guides;
use super::small::small_guides;

/// The most states of a light that are tried out.
const MOST_STATES: usize = 300_000;
/// How far apart two costs may lie for the order of their sums, as a share of the cost.
const EXACT: f64 = 1e-9;

/// What a case has told about a light: the answer to each question, and the steps that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Told {
    /// By position among the questions that are not about safety.
    answers: [Option<u8>; MOST_CLUES],
    /// By position among the steps of the light.
    failed: [bool; MOST_STEPS],
}

/// One light, and the least that its cases can cost from every state.
struct Exhaustive<'g> {
    guide: &'g Guide,
    light: &'g Light,
    /// The answers to the safety questions, all harmless.
    safe: Vec<&'g Answer>,
    questions: Vec<&'g Question>,
    steps: Vec<StepId>,
    /// What the proof says of the order.
    rules: Rules,
    costs: HashMap<Told, f64>,
}

impl<'g> Exhaustive<'g> {
    fn of(guide: &'g Guide, light: LightId) -> Self {
        let safe = score::harmless(guide, light).history.into_iter();
        let safe = safe.filter_map(|entry| match entry {
            Entry::Answered(question, answer) => Some(&guide[question].answers[answer]),
            Entry::Tried(..) => None,
        });
        let light = &guide[light];
        let is_clue = |id: &&QuestionId| guide[**id].kind != QuestionKind::Safety;
        let questions = light.questions.iter().filter(is_clue);
        Self {
            guide,
            light,
            safe: safe.collect(),
            questions: questions.map(|id| &guide[*id]).collect(),
            steps: light.steps.iter().map(|step| step.step).collect(),
            rules: Rules::of(guide, light),
            costs: HashMap::new(),
        }
    }

    /// The fewest expected minutes of a case with this light; none when there are too many states.
    fn optimum(&mut self) -> Option<f64> {
        let safe = self.safe.clone();
        let belief = safe
            .iter()
            .fold(self.light.priors.clone(), |belief, answer| {
                product(&belief, &answer.likelihood)
            });
        let all = sum(&belief);
        Some(self.cost(Told::default(), &belief)? / all)
    }

    /// The least cost of the rest of a case, in minutes times the chance of having come here, where
    /// `belief` is the chance of each cause and of having come here.
    fn cost(&mut self, told: Told, belief: &[f64]) -> Option<f64> {
        if let Some(cost) = self.costs.get(&told) {
            return Some(*cost);
        }
        if self.costs.len() == MOST_STATES {
            return None;
        }
        let here = sum(belief);
        let mut least = self.guide.support.minutes * here;
        for at in 0..self.steps.len() {
            if self.may_try(&told, at) {
                let step = &self.guide[self.steps[at]];
                self.obey(&told, Play::Try(at));
                // Nothing repairs "something else".
                let fails = step.repairs.iter().map(|chance| 1.0 - chance);
                let fails: Vec<f64> = fails.chain([1.0]).collect();
                let mut next = told;
                next.failed[at] = true;
                let rest = self.cost(next, &product(belief, &fails))?;
                least = least.min(step.minutes * here + rest);
            }
        }
        for at in 0..self.questions.len() {
            if self.may_ask(&told, at) {
                let question = self.questions[at];
                let safe = self.light.questions.len() - self.questions.len();
                self.obey(&told, Play::Ask(safe + at));
                let mut cost = question.minutes * here;
                for (position, answer) in (0..).zip(&question.answers) {
                    let belief = product(belief, &answer.likelihood);
                    let mut next = told;
                    next.answers[at] = Some(position);
                    cost += match answer.end {
                        Some(end) => self.guide[end].minutes * sum(&belief),
                        None => self.cost(next, &belief)?,
                    };
                }
                least = least.min(cost);
            }
        }
        self.costs.insert(told, least);
        Some(least)
    }

    /// What may come here may come by the rules of the proof, too.
    fn obey(&self, told: &Told, play: Play) {
        let safe = self.light.questions.len() - self.questions.len();
        let bits = |bits: &mut dyn Iterator<Item = bool>| {
            (0..)
                .zip(bits)
                .fold(0, |all, (at, bit)| all | u64::from(bit) << at)
        };
        let asked = told.answers.iter().map(Option::is_some);
        let failed = bits(&mut told.failed.into_iter());
        let failed = u16::try_from(failed).expect("a light has few steps");
        let (established, excluded) = (self.established(told), |cause| {
            self.given(told)
                .any(|answer| answer.rules_out.contains(&cause))
        });
        let view = View {
            is_safe: true,
            asked: bits(&mut (0..safe).map(|_| true).chain(asked)),
            established: established
                .iter()
                .fold(0, |bits, condition| bits | 1 << condition.0),
            ruled_out: bits(&mut self.causes().map(excluded)),
            tried: failed,
            done: failed,
            ..View::default()
        };
        assert_eq!(self.rules.breach(&view, play), None, "{play:?} at {told:?}");
    }

    /// Whether a question may be asked: once, and when its conditions are known to hold.
    fn may_ask(&self, told: &Told, at: usize) -> bool {
        told.answers[at].is_none() && self.hold(told, &self.questions[at].when)
    }

    /// Whether a step may be tried now.
    fn may_try(&self, told: &Told, at: usize) -> bool {
        let step = &self.guide[self.steps[at]];
        !told.failed[at]
            && self.can_be_done(told, at)
            && self.here(&step.needs).all(|need| told.failed[need])
            && self
                .here(&step.after)
                .all(|earlier| self.is_over(told, earlier))
            && !self.is_set_up_unknown(told)
            && !self.disturbs(told, at)
            && (step.risk != Risk::Erases || self.is_all_else_over(told))
    }

    /// A light of a device that waits to be set up: whether somebody does that is asked before any step.
    fn is_set_up_unknown(&self, told: &Told) -> bool {
        let is_about_set_up = |at: &usize| {
            let ends = self.questions[*at]
                .answers
                .iter()
                .filter_map(|answer| answer.end);
            ends.into_iter()
                .any(|end| self.guide[end].kind == EndingKind::Setup)
        };
        let mut open = (0..self.questions.len()).filter(|at| self.may_ask(told, *at));
        self.light.state == State::Setup && open.any(|at| is_about_set_up(&at))
    }

    /// Busy means wait: what the device may be busy with is waited for before any other step.
    fn disturbs(&self, told: &Told, at: usize) -> bool {
        let waits_for = |at: usize, cause: &CauseId| {
            self.guide[*cause].kind == CauseKind::Busy && self.repairs(at, *cause)
        };
        let shown = || {
            self.causes()
                .filter(|cause| self.light.priors[cause.at()] > 0.0)
        };
        let is_wait = shown().any(|cause| waits_for(at, &cause));
        let mut possible = shown().filter(|cause| self.is_possible(told, *cause));
        let is_open = |cause: &CauseId| {
            let mut others = (0..self.steps.len()).filter(|other| !told.failed[*other]);
            others.any(|other| waits_for(other, cause))
        };
        !is_wait && possible.any(|cause| is_open(&cause))
    }

    /// Erasing is last of all: after every gentler step that can be done, and after every question whose
    /// answer could matter for whether another step can.
    fn is_all_else_over(&self, told: &Told) -> bool {
        let is_gentle = |at: &usize| self.guide[self.steps[*at]].risk != Risk::Erases;
        let mut gentle = (0..self.steps.len()).filter(is_gentle);
        gentle.all(|at| self.is_over(told, at)) && !self.could_open_more(told)
    }

    /// Whether a step that comes earlier holds nothing back: it failed, or cannot be done.
    fn is_over(&self, told: &Told, at: usize) -> bool {
        told.failed[at] || !self.can_be_done(told, at)
    }

    /// Whether a step is for something that may be wrong, and its conditions and those of the steps that
    /// it needs are known to hold.
    fn can_be_done(&self, told: &Told, at: usize) -> bool {
        self.belongs(told, at) && self.is_possible_under(at, &|when| self.hold(told, when))
    }

    fn is_possible_under(&self, at: usize, hold: &dyn Fn(&[ConditionId]) -> bool) -> bool {
        let step = &self.guide[self.steps[at]];
        hold(&step.when)
            && self
                .here(&step.needs)
                .all(|need| self.is_possible_under(need, hold))
    }

    /// Whether a step can repair something that is not excluded, or is needed by one that can.
    fn belongs(&self, told: &Told, at: usize) -> bool {
        let mut possible = self.causes().filter(|cause| self.is_possible(told, *cause));
        let mut others = 0..self.steps.len();
        possible.any(|cause| self.repairs(at, cause))
            || others.any(|other| {
                let needs = &self.guide[self.steps[other]].needs;
                needs.contains(&self.steps[at]) && self.belongs(told, other)
            })
    }

    /// Whether an answer could establish a condition that decides over a step.
    fn could_open_more(&self, told: &Told) -> bool {
        let established = self.established(told);
        let establishable = self.establishable(told);
        let can_come = |when: &[ConditionId]| when.iter().all(|one| establishable.contains(one));
        let mut steps = (0..self.steps.len())
            .filter(|at| self.belongs(told, *at) && self.is_possible_under(*at, &can_come));
        steps.any(|at| {
            let when = &self.guide[self.steps[at]].when;
            when.iter()
                .any(|condition| !established.contains(condition))
        })
    }

    /// The conditions that are established, or that the open questions can still establish.
    fn establishable(&self, told: &Told) -> Vec<ConditionId> {
        let mut conditions = self.established(told);
        for _ in &self.questions {
            for (question, answer) in self.questions.iter().zip(told.answers) {
                let can_come = question.when.iter().all(|when| conditions.contains(when));
                if answer.is_none() && can_come {
                    let lasting = question
                        .answers
                        .iter()
                        .filter(|answer| answer.end.is_none());
                    conditions.extend(lasting.flat_map(|answer| &answer.establishes));
                }
            }
        }
        conditions
    }

    fn hold(&self, told: &Told, when: &[ConditionId]) -> bool {
        when.is_empty() || {
            let established = self.established(told);
            when.iter().all(|condition| established.contains(condition))
        }
    }

    fn established(&self, told: &Told) -> Vec<ConditionId> {
        let given = self.given(told);
        given
            .flat_map(|answer| answer.establishes.iter().copied())
            .collect()
    }

    /// Whether a cause shows this light and no answer has excluded it.
    fn is_possible(&self, told: &Told, cause: CauseId) -> bool {
        self.light.priors[cause.at()] > 0.0
            && !self
                .given(told)
                .any(|answer| answer.rules_out.contains(&cause))
    }

    /// The answers that were given.
    fn given(&self, told: &Told) -> impl Iterator<Item = &'g Answer> {
        let clues = self.questions.iter().zip(told.answers);
        let clues = clues.filter_map(|(question, at)| Some(&question.answers[usize::from(at?)]));
        self.safe.iter().copied().chain(clues)
    }

    fn repairs(&self, at: usize, cause: CauseId) -> bool {
        self.guide[self.steps[at]].repairs[cause.at()] > 0.0
    }

    fn causes(&self) -> impl Iterator<Item = CauseId> + use<> {
        (0..).map(CauseId).take(self.guide.causes.len())
    }

    /// The positions of those of some steps that this light has.
    fn here(&self, steps: &[StepId]) -> impl Iterator<Item = usize> {
        let at = |step: &StepId| self.steps.iter().position(|here| here == step);
        steps.iter().filter_map(at)
    }
}

fn sum(numbers: &[f64]) -> f64 {
    numbers.iter().sum()
}

fn product(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a * b).collect()
}

/// How the engine's own cost compares to the optimum on one light; none when there are too many states.
fn ratio(guide: &Guide, light: LightId) -> Option<Result<f64, String>> {
    let mut exhaustive = Exhaustive::of(guide, light);
    let optimum = exhaustive.optimum()?;
    let score = score::of_light(guide, light)?;
    let safety: f64 = guide.safety_questions().map(|id| guide[id].minutes).sum();
    let ratio = (score.blinkdoc.minutes - safety) / optimum;
    let name = format!("{}/{}", guide.id, guide[light].id);
    let states = exhaustive.costs.len();
    println!("{name}: {optimum:.3} minutes at best, {ratio:.9} of it, {states} states");
    let yardstick = score.yardsticks.optimum;
    Some(if !score.yardsticks.is_exact {
        Err(format!("{name}: the yardstick is not exact"))
    } else if (yardstick - optimum).abs() > EXACT * optimum {
        Err(format!(
            "{name}: {yardstick} is said to be possible, {optimum} is"
        ))
    } else {
        Ok(ratio)
    })
}

/// Where the advice for a light has something to decide.
fn decided(guide: &Guide) -> impl Iterator<Item = LightId> {
    guide
        .light_ids()
        .filter(|light| !guide[*light].steps.is_empty())
}

#[test]
fn on_built_in_lights_the_advice_costs_what_is_possible() {
    let guides = guides();
    let lights: Vec<(&Guide, LightId)> = guides
        .iter()
        .flat_map(|guide| decided(guide).map(move |light| (guide, light)))
        .collect();
    let found: Vec<_> = thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            let lights = lights.iter().skip(half).step_by(2);
            scope.spawn(move || -> Vec<_> {
                lights
                    .map(|(guide, light)| (*guide, *light, ratio(guide, *light)))
                    .collect()
            })
        });
        halves
            .into_iter()
            .flat_map(|half| half.join().expect("no half fails"))
            .collect()
    });
    let mut ratios = Vec::new();
    for (guide, light, ratio) in found {
        let name = format!("{}/{}", guide.id, guide[light].id);
        let Some(ratio) = ratio else {
            println!("{name}: too many states");
            continue;
        };
        let ratio = ratio.expect("the yardstick is the optimum");
        assert!(ratio >= 1.0 - EXACT, "{name}: {ratio}");
        assert!(ratio <= 1.002, "{name}: {ratio}");
        ratios.push(ratio);
    }
    println!("{} of {} lights", ratios.len(), lights.len());
    assert!(ratios.len() >= 50);
    let count = f64::from(u32::try_from(ratios.len()).expect("few lights"));
    let mean = ratios.iter().sum::<f64>() / count;
    assert!(mean <= 1.001, "{mean}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Small lights have room in one table, so that the advice for them is the best there is.
    #[test]
    fn on_generated_lights_the_advice_costs_what_is_possible(small in small_guides()) {
        let guide = &small.guide;
        for light in decided(guide) {
            let ratio = ratio(guide, light).expect("it is small");
            let ratio = ratio.map_err(TestCaseError::fail)?;
            prop_assert!((ratio - 1.0).abs() <= EXACT, "{}: {ratio}", guide[light].id);
        }
    }
}
