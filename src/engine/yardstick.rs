//! Yardsticks: what a case would cost if the decision had other rules, to judge the advice by.

use super::problem::Choices;
use super::rules::Rules;
use super::situation::Situation;
use super::table::{At, Problem, Table};
use super::{Case, Engine};

/// The most states of a table that no person waits for: a few seconds and about 100 MB.
const PATIENT_LIMIT: usize = 1 << 23;

/// Expected minutes until the light is fixed or handed over, under other rules than those of the advice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Yardsticks {
    /// The best that is possible under all rules.
    pub optimum: f64,
    /// The best that is possible by steps alone; steps that ask for a condition need an answer, and
    /// are left out unless it is established.
    pub steps_only: f64,
    /// The best that is possible if a device that may be busy need not be waited for, and what erases
    /// may come at any time.
    pub unconstrained: f64,
    /// Whether all three are exact: nothing had to be left out for want of room.
    pub is_exact: bool,
}

impl Engine<'_> {
    /// What a case would cost under other rules; none when a rule has already decided it.
    #[must_use]
    pub fn yardsticks(&self, case: &Case) -> Option<Yardsticks> {
        let situation = Situation::of(self.guide, case);
        if self.by_rule(&situation).is_some() {
            return None;
        }
        let light = &self.guide[situation.light?];
        let choices = Choices::left(self.guide, light, &situation);
        let problem = choices.problem(self.guide, light, &situation);
        let (optimum, all) = least(problem.clone())?;
        let (steps_only, _) = least(without_questions(problem.clone()))?;
        let (unconstrained, loose) = least(without_harm_rules(problem))?;
        Some(Yardsticks {
            optimum,
            steps_only,
            unconstrained,
            is_exact: all && loose,
        })
    }
}

/// The fewest expected minutes of a problem, and whether they are exact.
fn least(problem: Problem) -> Option<(f64, bool)> {
    let at = At {
        failed: 0,
        answers: vec![None; problem.questions.len()],
    };
    let table = Table::within(problem, PATIENT_LIMIT);
    let (_, minutes) = table.prices(&at)?.best(|_| true)?;
    Some((minutes, table.is_whole()))
}

fn without_questions(problem: Problem) -> Problem {
    let Rules { known, steps, .. } = problem.rules;
    Problem {
        questions: Vec::new(),
        rules: Rules {
            known,
            steps,
            ..Rules::default()
        },
        ..problem
    }
}

/// The order that a guide's author wrote stays; what erases carries its place behind all others among
/// what comes before it, so there the written order goes as well.
fn without_harm_rules(mut problem: Problem) -> Problem {
    problem.rules.first = 0;
    for step in &mut problem.rules.steps {
        step.waits = 0;
        if step.erases {
            step.after = 0;
            step.erases = false;
        }
    }
    problem
}
