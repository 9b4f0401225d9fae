//! Situation → problem: the steps and questions that are left, in the numbers of the table.

use super::rules::{Facts, QuestionRule, Rules, StepRule};
use super::situation::Situation;
use super::table::{Problem, ProblemAnswer, ProblemQuestion, ProblemStep};
use crate::kb::{
    Answer, CauseKind, ConditionId, EndingKind, Guide, Light, LightStep, Question, QuestionId,
    QuestionKind, Risk, State, StepId,
};

/// The part of a guide that a table decides about, by position in the table.
#[derive(Clone, Debug)]
pub(super) struct Choices {
    pub(super) steps: Vec<StepId>,
    pub(super) questions: Vec<QuestionId>,
}

impl Choices {
    /// What is left to try and to ask on the light that shows now.
    pub(super) fn left(guide: &Guide, light: &Light, situation: &Situation) -> Self {
        let steps = light
            .steps
            .iter()
            .filter(|step| is_left(guide, situation, step))
            .map(|step| step.step)
            .collect();
        let open = |question: &QuestionId| {
            situation.answers[question.at()].is_none()
                && guide[*question].kind != QuestionKind::Safety
        };
        Self {
            steps,
            questions: light.questions.iter().copied().filter(open).collect(),
        }
    }

    /// The numbers and rules of these choices.
    pub(super) fn problem(&self, guide: &Guide, light: &Light, situation: &Situation) -> Problem {
        // Causes that nothing speaks for have no part in any sum.
        let possible = |numbers: &[f64]| -> Vec<f64> {
            situation
                .belief
                .iter()
                .zip(numbers)
                .filter(|(belief, _)| **belief > 0.0)
                .map(|(_, number)| *number)
                .collect()
        };
        let number = |step: &StepId| ProblemStep {
            minutes: guide[*step].minutes,
            repairs: possible(&with_other(&guide[*step].repairs)),
        };
        Problem {
            belief: possible(&situation.belief),
            support: guide.support.minutes,
            steps: self.steps.iter().map(number).collect(),
            questions: self
                .questions
                .iter()
                .map(|question| numbers_of_question(guide, &guide[*question], &possible))
                .collect(),
            rules: self.rules(guide, light, situation),
        }
    }

    fn rules(&self, guide: &Guide, light: &Light, situation: &Situation) -> Rules {
        let first = |question: &QuestionId| {
            light.state == State::Setup && ends_in_setup(guide, &guide[*question])
        };
        Rules {
            known: Facts {
                established: situation.established,
                ruled_out: situation.ruled_out,
                asked: 0,
            },
            steps: light
                .steps
                .iter()
                .filter(|step| self.steps.contains(&step.step))
                .map(|step| self.step_rule(guide, situation, step))
                .collect(),
            questions: self
                .questions
                .iter()
                .map(|question| question_rule(&guide[*question]))
                .collect(),
            first: (0..)
                .zip(&self.questions)
                .filter(|(_, question)| first(question))
                .fold(0, |bits, (position, _): (u16, _)| bits | 1 << position),
            left_out: 0,
        }
    }

    fn step_rule(&self, guide: &Guide, situation: &Situation, step: &LightStep) -> StepRule {
        let written = &guide[step.step];
        let is_repaired =
            |cause: &usize| written.repairs[*cause] > 0.0 && situation.belief[*cause] > 0.0;
        let is_busy = |cause: &usize| guide.causes[*cause].kind == CauseKind::Busy;
        let causes = || (0..guide.causes.len()).filter(is_repaired);
        StepRule {
            causes: causes().fold(0, |bits, cause| bits | 1 << cause),
            busy: causes()
                .filter(is_busy)
                .fold(0, |bits, cause| bits | 1 << cause),
            when: conditions(&written.when),
            after: self.bits(&step.after),
            needs: self.bits(&step.needs),
            waits: self.bits(&step.waits),
            erases: written.risk == Risk::Erases,
        }
    }

    fn bits(&self, steps: &[StepId]) -> u16 {
        (0..)
            .zip(&self.steps)
            .filter(|(_, step)| steps.contains(step))
            .fold(0, |bits, (position, _): (u16, _)| bits | 1 << position)
    }
}

/// Whether a step was not tried, and all that it needs was done or can be.
fn is_left(guide: &Guide, situation: &Situation, step: &LightStep) -> bool {
    fn could_be_done(guide: &Guide, situation: &Situation, step: StepId) -> bool {
        !situation.is_resolved(step)
            && guide[step]
                .needs
                .iter()
                .all(|need| situation.is_done(*need) || could_be_done(guide, situation, *need))
    }
    could_be_done(guide, situation, step.step)
}

fn numbers_of_question(
    guide: &Guide,
    question: &Question,
    possible: &dyn Fn(&[f64]) -> Vec<f64>,
) -> ProblemQuestion {
    let answer = |answer: &Answer| ProblemAnswer {
        likelihood: possible(&answer.likelihood),
        facts: Facts {
            established: conditions(&answer.establishes),
            ruled_out: answer
                .rules_out
                .iter()
                .fold(0, |bits, cause| bits | 1 << cause.0),
            asked: 0,
        },
        ends: answer.end.map(|ending| guide[ending].minutes),
    };
    ProblemQuestion {
        minutes: question.minutes,
        answers: question.answers.iter().map(answer).collect(),
    }
}

fn question_rule(question: &Question) -> QuestionRule {
    QuestionRule {
        when: conditions(&question.when),
        // Behind an answer that ends the case nothing comes.
        establishes: question
            .answers
            .iter()
            .filter(|answer| answer.end.is_none())
            .fold(0, |bits, answer| bits | conditions(&answer.establishes)),
    }
}

fn ends_in_setup(guide: &Guide, question: &Question) -> bool {
    question.answers.iter().any(|answer| {
        answer
            .end
            .is_some_and(|ending| guide[ending].kind == EndingKind::Setup)
    })
}

fn conditions(ids: &[ConditionId]) -> u64 {
    ids.iter().fold(0, |bits, id| bits | 1 << id.0)
}

/// "Something else" is repaired by nothing.
fn with_other(repairs: &[f64]) -> Vec<f64> {
    repairs.iter().copied().chain([0.0]).collect()
}
