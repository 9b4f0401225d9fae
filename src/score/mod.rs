//! The score of a guide: what its advice costs, light by light, beside what else one could do.
//!
//! Everything is computed, nothing is drawn by lot: the engine is followed through every answer and
//! every failed step, each weighed by its chance (theory §3). Nobody is in danger in these cases: the
//! safety questions are asked and answered harmlessly.

pub mod sensitivity;

use std::collections::HashMap;

use crate::engine::{Case, End, Engine, Entry, Move, Outcome, Yardsticks};
use crate::kb::{Guide, LightId, QuestionId, Risk, StepId};

/// What advice comes to in the mean, over everything that may be wrong. All times are minutes, all
/// chances lie in 0..=1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Course {
    /// Minutes until the light is fixed or handed over, the hand-over included.
    pub minutes: f64,
    /// The minutes that the person spends: those of the hand-over are left out.
    pub own: f64,
    /// The chance that it ends at support.
    pub support: f64,
    /// How many times the person is asked something: a question, or what the light does after a step.
    pub answers: f64,
    /// The chance that something is erased.
    pub erased: f64,
}

impl Course {
    fn add(&mut self, other: Self) {
        self.minutes += other.minutes;
        self.own += other.own;
        self.support += other.support;
        self.answers += other.answers;
        self.erased += other.erased;
    }

    /// Minutes of the person.
    fn spend(&mut self, minutes: f64) {
        self.minutes += minutes;
        self.own += minutes;
    }

    /// What the rest of a case comes to, when this much of it leads to a hand-over.
    fn hand_over(&mut self, chance: f64, minutes: f64) {
        self.minutes += minutes * chance;
        self.support += chance;
    }
}

/// The score of one light.
#[derive(Clone, Debug, PartialEq)]
pub struct LightScore {
    /// The light.
    pub light: LightId,
    /// What blinkdoc's advice comes to.
    pub blinkdoc: Course,
    /// What the order that the source prints comes to, where the guide records one.
    pub article: Option<Course>,
    /// What other rules would come to.
    pub yardsticks: Yardsticks,
}

/// The scores of all lights with something to decide.
#[must_use]
pub fn of(guide: &Guide) -> Vec<LightScore> {
    guide
        .light_ids()
        .filter_map(|light| of_light(guide, light))
        .collect()
}

/// The score of a light; none where a rule decides everything.
#[must_use]
pub fn of_light(guide: &Guide, light: LightId) -> Option<LightScore> {
    let case = harmless(guide, light);
    let mut engine = Engine::new(guide);
    let yardsticks = engine.yardsticks(&case)?;
    let belief = engine.advise(&case).beliefs;
    let mut course = Follower::of(guide).follow(&case, &belief);
    for question in guide.safety_questions() {
        course.spend(guide[question].minutes);
        course.answers += 1.0;
    }
    let article = &guide[light].article;
    Some(LightScore {
        light,
        blinkdoc: course,
        article: (!article.is_empty()).then(|| in_order(guide, article, &belief)),
        yardsticks,
    })
}

/// A case in which every safety question has been answered harmlessly.
#[must_use]
pub fn harmless(guide: &Guide, light: LightId) -> Case {
    let mut case = Case::new(light);
    for question in guide.safety_questions() {
        let answers = &guide[question].answers;
        let is_harmless = |position: &usize| {
            let answer = &answers[*position];
            answer.end.is_none() && answer.do_first.is_none()
        };
        let answer = (0..answers.len()).find(is_harmless);
        let answer = answer.unwrap_or(guide[question].not_sure());
        case.history.push(Entry::Answered(question, answer));
    }
    case
}

/// What the steps come to in this order, whatever rules say, with support behind them.
fn in_order(guide: &Guide, steps: &[StepId], belief: &[f64]) -> Course {
    let mut belief = belief.to_vec();
    let mut course = Course::default();
    for step in steps {
        let left: f64 = belief.iter().sum();
        course.spend(guide[*step].minutes * left);
        course.answers += left;
        if guide[*step].risk == Risk::Erases {
            course.erased += left;
        }
        fail(guide, *step, &mut belief);
    }
    course.hand_over(belief.iter().sum(), guide.support.minutes);
    course
}

fn fail(guide: &Guide, step: StepId, belief: &mut [f64]) {
    for (belief, repairs) in belief.iter_mut().zip(&guide[step].repairs) {
        *belief *= 1.0 - repairs;
    }
}

fn answered(guide: &Guide, question: QuestionId, answer: usize, belief: &[f64]) -> Vec<f64> {
    let likelihood = &guide[question].answers[answer].likelihood;
    belief
        .iter()
        .zip(likelihood)
        .map(|(belief, likelihood)| belief * likelihood)
        .collect()
}

/// What has been told in a case, whatever the order: the answers, and the steps that failed.
type Told = (Vec<Option<usize>>, Vec<bool>);

/// Follows the advice through a guide.
struct Follower<'g> {
    guide: &'g Guide,
    engine: Engine<'g>,
    /// What comes next, for every situation that came up.
    known: HashMap<Told, Move>,
}

impl<'g> Follower<'g> {
    fn of(guide: &'g Guide) -> Self {
        Self {
            guide,
            engine: Engine::new(guide),
            known: HashMap::new(),
        }
    }

    /// What the rest of a case comes to, where `belief` is the chance of each cause and of having come
    /// here.
    fn follow(&mut self, case: &Case, belief: &[f64]) -> Course {
        self.follow_where(self.guide, case, belief)
    }

    /// What the rest of a case comes to if the numbers of another guide, with the same moves, are true.
    fn follow_where(&mut self, truth: &Guide, case: &Case, belief: &[f64]) -> Course {
        let left: f64 = belief.iter().sum();
        let mut course = Course::default();
        if left <= 0.0 {
            return course;
        }
        match self.next(case) {
            Move::Ask(question) => {
                course.spend(truth[question].minutes * left);
                course.answers += left;
                for answer in 0..truth[question].answers.len() {
                    let belief = answered(truth, question, answer, belief);
                    let case = case.with(Entry::Answered(question, answer));
                    course.add(self.follow_where(truth, &case, &belief));
                }
            }
            Move::Try(step) => {
                course.spend(truth[step].minutes * left);
                course.answers += left;
                if truth[step].risk == Risk::Erases {
                    course.erased += left;
                }
                let mut belief = belief.to_vec();
                fail(truth, step, &mut belief);
                let case = case.with(Entry::Tried(step, Outcome::NoChange));
                course.add(self.follow_where(truth, &case, &belief));
            }
            Move::End(End::Support) => course.hand_over(left, truth.support.minutes),
            Move::End(End::Ending(ending)) => course.spend(truth[ending].minutes * left),
            Move::End(End::Fixed) => {}
        }
        course
    }

    fn next(&mut self, case: &Case) -> Move {
        let told = told(self.guide, case);
        if let Some(next) = self.known.get(&told) {
            return *next;
        }
        let next = self.engine.advise(case).next;
        self.known.insert(told, next);
        next
    }
}

fn told(guide: &Guide, case: &Case) -> Told {
    let mut answers = vec![None; guide.questions.len()];
    let mut failed = vec![false; guide.steps.len()];
    for entry in &case.history {
        match *entry {
            Entry::Answered(question, answer) => answers[question.at()] = Some(answer),
            Entry::Tried(step, _) => failed[step.at()] = true,
        }
    }
    (answers, failed)
}
