//! Where a case stands: what its history says about causes, steps and conditions.

use super::case::{Case, End, Entry, Outcome};
use super::reason::Rule;
use crate::kb::{
    CauseId, CauseKind, ConditionId, EndingKind, Guide, LightId, QuestionId, QuestionKind, Risk,
    State, StepId,
};

/// What is known after the history of a case.
#[derive(Clone, Debug)]
pub(super) struct Situation {
    /// The light that shows now; none when the guide does not know it.
    pub(super) light: Option<LightId>,
    /// How much speaks for each cause, "something else" last; not normalised.
    pub(super) belief: Vec<f64>,
    /// The answer to each question of the guide, by position.
    pub(super) answers: Vec<Option<usize>>,
    /// What each step of the guide led to.
    pub(super) outcomes: Vec<Option<Outcome>>,
    /// The conditions that are established, a bit each.
    pub(super) established: u64,
    /// The causes that are excluded, a bit each.
    pub(super) ruled_out: u64,
    /// Where the history ended the case.
    pub(super) end: Option<(End, Rule)>,
}

/// Where a case stands, as far as it decides what comes while the light stays as it is: two cases of one
/// guide with the same standing go on in the same way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    light: Option<LightId>,
    /// The probability of each cause in billionths, so that the order of the sums does not show.
    belief: Vec<u64>,
    asked: Vec<bool>,
    /// Whether each step that was tried was done.
    tried: Vec<Option<bool>>,
    first_aid: Vec<StepId>,
    established: u64,
    ruled_out: u64,
}

impl Standing {
    pub(super) fn of(guide: &Guide, situation: &Situation, probabilities: &[f64]) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a probability lies in 0..=1"
        )]
        let billionths = |probability: &f64| (probability * 1e9).round() as u64;
        let steps = (0..).map(StepId).take(guide.steps.len());
        Self {
            light: situation.light,
            belief: probabilities.iter().map(billionths).collect(),
            asked: situation.answers.iter().map(Option::is_some).collect(),
            tried: steps
                .map(|step| situation.is_resolved(step).then(|| situation.is_done(step)))
                .collect(),
            first_aid: situation.all_first_aid(guide).collect(),
            established: situation.established,
            ruled_out: situation.ruled_out,
        }
    }
}

impl Situation {
    pub(super) fn of(guide: &Guide, case: &Case) -> Self {
        let mut situation = Self {
            light: case.light,
            belief: Vec::new(),
            answers: vec![None; guide.questions.len()],
            outcomes: vec![None; guide.steps.len()],
            established: 0,
            ruled_out: 0,
            end: None,
        };
        // How many times the light had changed when each question was answered.
        let mut changes = 0;
        let mut answered_at = vec![0; guide.questions.len()];
        for entry in &case.history {
            match *entry {
                Entry::Answered(question, answer) => {
                    answered_at[question.at()] = changes;
                    situation.answered(guide, question, answer);
                }
                Entry::Tried(step, outcome) => {
                    changes += usize::from(matches!(outcome, Outcome::Light(_)));
                    situation.tried(guide, step, outcome);
                }
            }
        }
        let fresh = |question: QuestionId| answered_at[question.at()] == changes;
        situation.weigh(guide, &fresh);
        situation
    }

    fn answered(&mut self, guide: &Guide, question: QuestionId, answer: usize) {
        self.answers[question.at()] = Some(answer);
        let answer = &guide[question].answers[answer];
        for condition in &answer.establishes {
            self.established |= 1 << condition.0;
        }
        if let Some(ending) = answer.end {
            // What safety demands goes before what a clue has ended.
            if guide[question].kind == QuestionKind::Safety {
                self.end = None;
            }
            self.over(End::Ending(ending), Rule::Answer(question));
        }
    }

    fn tried(&mut self, guide: &Guide, step: StepId, outcome: Outcome) {
        let was_first_aid = self.first_aid(guide) == Some(step);
        self.outcomes[step.at()] = Some(outcome);
        match outcome {
            Outcome::NoChange => {}
            Outcome::Fixed => self.over(End::Fixed, Rule::Fixed(step)),
            Outcome::CouldNot => self.could_not(guide, step, was_first_aid),
            Outcome::Light(light) => self.changed(guide, step, light),
            Outcome::OtherLight => self.light = None,
        }
    }

    /// A healthy light is what was wanted. After a step that erased everything it may also be the light
    /// of a device that wants to be set up, and a set-up light is what was wanted.
    fn changed(&mut self, guide: &Guide, step: StepId, light: LightId) {
        self.light = Some(light);
        let erased = guide[step].risk == Risk::Erases;
        if guide[light].is_normal() && !erased {
            self.over(End::Fixed, Rule::Fixed(step));
        }
        if let Some(ending) = guide
            .ending_of_kind(EndingKind::Setup)
            .filter(|_| erased && guide[light].state == State::Setup)
        {
            self.over(End::Ending(ending), Rule::Reset(step));
        }
    }

    /// Not being able to wait, or to give first aid, ends a case; anything else only leaves the step out.
    fn could_not(&mut self, guide: &Guide, step: StepId, was_first_aid: bool) {
        let is_wait = |light: LightId| guide[light].waits(guide).any(|wait| wait == step);
        let kind = if was_first_aid {
            EndingKind::Stop
        } else if self.light.is_some_and(is_wait) {
            EndingKind::Wait
        } else {
            return;
        };
        if let Some(ending) = guide.ending_of_kind(kind) {
            self.over(End::Ending(ending), Rule::CouldNot(step));
        }
    }

    /// The step that a safety answer put first and that was not tried yet.
    pub(super) fn first_aid(&self, guide: &Guide) -> Option<StepId> {
        self.all_first_aid(guide).next()
    }

    fn all_first_aid<'a>(&'a self, guide: &'a Guide) -> impl Iterator<Item = StepId> + 'a {
        let given = guide.questions.iter().zip(&self.answers);
        let demanded = given.filter_map(|(question, answer)| question.answers[(*answer)?].do_first);
        demanded.filter(|step| !self.is_resolved(*step))
    }

    fn over(&mut self, end: End, rule: Rule) {
        self.end.get_or_insert((end, rule));
    }

    /// The belief after everything told: the light's priors, times the chance that each failed step
    /// would fail, times the likelihood of each answer (theory §1).
    fn weigh(&mut self, guide: &Guide, fresh: &dyn Fn(QuestionId) -> bool) {
        let Some(light) = self.light else { return };
        let priors = &guide[light].priors;
        self.belief.clone_from(priors);
        for (step, outcome) in guide.steps.iter().zip(&self.outcomes) {
            if *outcome == Some(Outcome::NoChange) {
                for (belief, repairs) in self.belief.iter_mut().zip(&step.repairs) {
                    *belief *= 1.0 - repairs;
                }
            }
        }
        for (id, answer) in (0..).map(QuestionId).zip(self.answers.clone()) {
            let Some(answer) = answer else { continue };
            let question = &guide[id];
            let answer = &question.answers[answer];
            let busy = |cause: &&CauseId| guide[**cause].kind == CauseKind::Busy;
            // "No update is running" was true of the light of that moment only.
            let (stale, ruled_out): (Vec<&CauseId>, Vec<&CauseId>) = answer
                .rules_out
                .iter()
                .partition(|cause| busy(cause) && !fresh(id));
            for cause in ruled_out {
                self.ruled_out |= 1 << cause.0;
            }
            self.learn(priors, &answer.likelihood, &stale);
            self.rescale();
        }
        // Answers that contradict each other leave "something else".
        let is_empty = self.belief.iter().all(|belief| *belief <= 0.0);
        if let Some(other) = self.belief.last_mut()
            && is_empty
            && guide[light].weight > 0.0
        {
            *other = 1.0;
        }
    }

    /// Keeps the belief within the range of numbers, however many answers that nobody expected were
    /// given. One answer alone cannot leave it.
    fn rescale(&mut self) {
        const FAR: f64 = 1e30;
        if self.belief.iter().sum::<f64>() < 1.0 / FAR {
            self.belief.iter_mut().for_each(|belief| *belief *= FAR);
        }
    }

    /// Multiplies the belief by the likelihood of an answer. About stale causes it says nothing: theirs is
    /// the mean over the other causes of the light, so that the order of what was told does not show.
    fn learn(&mut self, priors: &[f64], likelihood: &[f64], stale: &[&CauseId]) {
        let is_stale = |cause: usize| stale.iter().any(|stale| stale.at() == cause);
        let (mut told, mut all) = (0.0, 0.0);
        for (cause, (prior, likelihood)) in priors.iter().zip(likelihood).enumerate() {
            if !is_stale(cause) {
                told += prior * likelihood;
                all += prior;
            }
        }
        for (cause, (belief, likelihood)) in self.belief.iter_mut().zip(likelihood).enumerate() {
            *belief *= if !is_stale(cause) {
                *likelihood
            } else if all > 0.0 {
                told / all
            } else {
                1.0
            };
        }
    }

    /// Whether an answer has established a condition.
    pub(super) fn is_established(&self, condition: ConditionId) -> bool {
        self.established & 1 << condition.0 != 0
    }

    /// Whether a step was really done.
    pub(super) fn is_done(&self, step: StepId) -> bool {
        matches!(
            self.outcomes[step.at()],
            Some(Outcome::NoChange | Outcome::Light(_))
        )
    }

    /// Whether a step was tried, whatever became of it.
    pub(super) fn is_resolved(&self, step: StepId) -> bool {
        self.outcomes[step.at()].is_some()
    }
}
