//! The decision table: the exact fewest expected minutes from every state of a small problem.
//!
//! A state is a set of failed steps and a column, a combination of answers. With an unnormalised
//! belief `b` its value is the smallest of (theory §3, after Breese and Heckerman 1996)
//!
//! - support: `S·|b|`,
//! - a step: `c·|b|` plus the value with every `b[i]` times the chance that the step fails,
//! - a question: `d·|b|` plus the sum over its answers of the values with `b[i]` times the likelihood.
//!
//! Values are minutes times `|b|`, so nothing is ever divided. Sums run in index order and ties go to
//! the earlier move, so that the same problem gives the same bits everywhere.

mod columns;

use std::collections::BTreeSet;

use super::rules::{Facts, Permit, Rules};
use columns::Columns;

/// The most states of one table; beyond it questions are left out of a decision.
pub const STATE_LIMIT: usize = 32768;
/// How many expected minutes cheaper a later move must be to win over an earlier one.
pub const TOLERANCE: f64 = 1e-12;

/// A decision problem in numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Problem {
    /// How much speaks for each cause; not normalised.
    pub(super) belief: Vec<f64>,
    /// Minutes that support costs.
    pub(super) support: f64,
    /// The steps that may still be tried.
    pub(super) steps: Vec<ProblemStep>,
    /// The questions that may still be asked.
    pub(super) questions: Vec<ProblemQuestion>,
    /// In which order they may come.
    pub(super) rules: Rules,
}

/// A step in numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct ProblemStep {
    pub(super) minutes: f64,
    /// The chance that it repairs each cause.
    pub(super) repairs: Vec<f64>,
}

/// A question in numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct ProblemQuestion {
    pub(super) minutes: f64,
    pub(super) answers: Vec<ProblemAnswer>,
}

/// An answer in numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct ProblemAnswer {
    /// The chance of the answer under each cause.
    pub(super) likelihood: Vec<f64>,
    /// What it adds to the facts that rules look at.
    pub(super) facts: Facts,
    /// The minutes of the ending that it leads to.
    pub(super) ends: Option<f64>,
}

/// A move of a problem, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Support,
    Step(usize),
    Question(usize),
}

/// A state of a table: the steps that failed, and the answer to each question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) failed: u16,
    pub(super) answers: Vec<Option<usize>>,
}

/// What every move of one state costs.
#[derive(Clone, Debug)]
pub(super) struct Prices {
    /// Expected minutes of each legal move: support, then steps, then questions.
    pub(super) moves: Vec<(Choice, f64)>,
    /// The chance that each step fixes the light now.
    pub(super) chances: Vec<f64>,
}

impl Prices {
    /// The cheapest move; an earlier one wins a tie.
    pub(super) fn best(&self, of: impl Fn(Choice) -> bool) -> Option<(Choice, f64)> {
        let mut best: Option<(Choice, f64)> = None;
        for (choice, minutes) in self.moves.iter().copied().filter(|(choice, _)| of(*choice)) {
            if best.is_none_or(|(_, least)| minutes < least - TOLERANCE) {
                best = Some((choice, minutes));
            }
        }
        best
    }
}

/// The values of all states of a problem.
#[derive(Clone, Debug)]
pub(super) struct Table {
    problem: Problem,
    /// Positions of the problem's questions that the table covers, in the problem's order.
    covered: Vec<usize>,
    columns: Columns,
    /// The row of each set of failed steps; `NO_ROW` for sets that cannot come up.
    rows: Vec<u16>,
    values: Vec<f64>,
}

const NO_ROW: u16 = u16::MAX;

impl Table {
    /// Fills the table of a problem, leaving questions out when there are too many states.
    pub(super) fn of(problem: Problem) -> Self {
        Self::within(problem, STATE_LIMIT)
    }

    /// Fills the table of a problem that may have this many states.
    pub(super) fn within(mut problem: Problem, limit: usize) -> Self {
        let all: Vec<usize> = (0..problem.questions.len()).collect();
        let covered = if count_sets_within(&problem, &all, limit, 1).is_some() {
            all
        } else {
            trim(&problem, limit)
        };
        let is_left_out = |question: &usize| !covered.contains(question);
        let left_out = (0..problem.questions.len()).filter(is_left_out);
        problem.rules.left_out = left_out.fold(0, |bits, question| bits | 1 << question);
        let columns = Columns::combined(&problem, &covered);
        let (rows, values) = fill(&problem, &columns);
        Self {
            problem,
            covered,
            columns,
            rows,
            values,
        }
    }

    /// The question that a rule puts before this choice, and that the table left out.
    pub(super) fn held_back_by(&self, choice: Choice) -> Option<usize> {
        let rules = Rules {
            left_out: 0,
            ..self.problem.rules.clone()
        };
        let permit = rules.permit(Facts::default());
        let may_come = match choice {
            Choice::Step(step) => permit.allows(step, 0),
            Choice::Question(_) => true,
            // Nothing is handed over while a rule wants to know more.
            Choice::Support => false,
        };
        let waited_for = rules.holding() & self.problem.rules.left_out;
        let mut questions = 0..self.problem.questions.len();
        let first = questions
            .find(|question| waited_for & 1 << question != 0 && permit.allows_question(*question));
        first.filter(|_| !may_come)
    }

    /// Whether every question of the problem is in the table, so that it serves later decisions too.
    pub(super) fn is_whole(&self) -> bool {
        self.covered.len() == self.problem.questions.len()
    }

    /// What each move costs in a state; none when the table does not have that state.
    pub(super) fn prices(&self, at: &At) -> Option<Prices> {
        let Problem {
            belief,
            support,
            steps,
            questions,
            ..
        } = &self.problem;
        let column = self.column(&at.answers)?;
        let row = self.row(at.failed)?;
        let belief = after_failing(belief, steps, at.failed);
        let reach: Vec<f64> = belief
            .iter()
            .zip(self.columns.likelihood(column))
            .map(|(belief, likelihood)| belief * likelihood)
            .collect();
        let total: f64 = reach.iter().sum();
        // What contradicts all that the table knows is no state of it.
        if total <= 0.0 {
            return None;
        }
        let permit = &self.columns.permits[column];
        let mut moves = vec![(Choice::Support, *support)];
        for (step, numbers) in steps
            .iter()
            .enumerate()
            .filter(|(step, _)| permit.allows(*step, at.failed))
        {
            let next = self.row(at.failed | 1 << step)?;
            moves.push((
                Choice::Step(step),
                numbers.minutes + self.values[next + column] / total,
            ));
        }
        let values = &self.values[row..row + self.columns.count];
        for (position, stride) in self.covered.iter().zip(&self.columns.strides) {
            if at.answers[*position].is_some() || !permit.allows_question(*position) {
                continue;
            }
            let question = &questions[*position];
            let answered =
                (1..=question.answers.len()).map(|answer| values[column + answer * stride]);
            let minutes = question.minutes + answered.sum::<f64>() / total;
            moves.push((Choice::Question(*position), minutes));
        }
        let chance = |step: &ProblemStep| {
            step.repairs
                .iter()
                .zip(&reach)
                .map(|(repairs, reach)| repairs * reach)
                .sum::<f64>()
                / total
        };
        Some(Prices {
            moves,
            chances: steps.iter().map(chance).collect(),
        })
    }

    fn column(&self, answers: &[Option<usize>]) -> Option<usize> {
        let mut column = 0;
        for (question, answer) in answers.iter().enumerate() {
            if let Some(answer) = answer {
                let covered = self
                    .covered
                    .iter()
                    .position(|covered| *covered == question)?;
                column += (answer + 1) * self.columns.strides[covered];
            }
        }
        Some(column)
    }

    /// Where the row of a set of failed steps starts.
    fn row(&self, failed: u16) -> Option<usize> {
        let row = *self.rows.get(usize::from(failed))?;
        (row != NO_ROW).then(|| usize::from(row) * self.columns.count)
    }
}

/// How many columns the covered questions have; nothing when they are beyond counting.
fn count_columns(problem: &Problem, covered: &[usize]) -> Option<usize> {
    covered.iter().try_fold(1_usize, |count, question| {
        count.checked_mul(problem.questions[*question].answers.len() + 1)
    })
}

/// How many sets of failed steps a table over these questions has, if its states stay within the limit.
/// There are known to be `least` sets.
fn count_sets_within(
    problem: &Problem,
    covered: &[usize],
    limit: usize,
    least: usize,
) -> Option<usize> {
    let most = limit / count_columns(problem, covered)?;
    let sets = (least <= most).then(|| count_sets(problem, covered))?;
    (sets <= most).then_some(sets)
}

/// How many sets of failed steps can come up, whatever the answers to these questions.
fn count_sets(problem: &Problem, covered: &[usize]) -> usize {
    let facts = reachable(problem, covered);
    let permits: Vec<Permit> = facts
        .into_iter()
        .map(|facts| problem.rules.permit(facts))
        .collect();
    let rows = number_rows(&problem.rules.loosest(&permits), problem.steps.len());
    rows.iter().filter(|row| **row != NO_ROW).count()
}

/// The facts that answers to these questions can lead to, as far as rules look at them.
fn reachable(problem: &Problem, covered: &[usize]) -> BTreeSet<Facts> {
    let holding = problem.rules.holding();
    let mut reached = BTreeSet::from([Facts::default()]);
    for question in covered {
        let answers = &problem.questions[*question].answers;
        for facts in reached.clone() {
            let told = answers
                .iter()
                .map(|answer| facts.and(answer.facts).asked(*question).about(holding));
            reached.extend(told);
        }
    }
    reached
}

/// The questions that are worth their room, in the problem's order: those that a rule waits for, then
/// those that save most when asked now and none later (theory §4).
fn trim(problem: &Problem, limit: usize) -> Vec<usize> {
    let columns = Columns::single(problem);
    let (_, values) = fill(problem, &columns);
    let total: f64 = problem.belief.iter().sum();
    let mut column = 1;
    let mut gains: Vec<(usize, f64)> = Vec::new();
    for (question, numbers) in problem.questions.iter().enumerate() {
        let next = column + numbers.answers.len();
        let asked: f64 = values[column..next].iter().sum();
        let is_waited_for = problem.rules.holding() & 1 << question != 0;
        let gain = if is_waited_for {
            f64::INFINITY
        } else {
            values[0] - numbers.minutes * total - asked
        };
        gains.push((question, gain));
        column = next;
    }
    gains.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut covered: Vec<usize> = Vec::new();
    // Another question can open more steps, and closes none.
    let mut sets = 1;
    for (question, _) in gains {
        covered.push(question);
        match count_sets_within(problem, &covered, limit, sets) {
            Some(more) => sets = more,
            None => drop(covered.pop()),
        }
    }
    covered.sort_unstable();
    covered
}

/// The belief once these steps have failed.
fn after_failing(belief: &[f64], steps: &[ProblemStep], failed: u16) -> Vec<f64> {
    let mut belief = belief.to_vec();
    let is_failed = |(position, _): &(usize, &ProblemStep)| failed & 1 << position != 0;
    for (_, step) in steps.iter().enumerate().filter(is_failed) {
        fail(&mut belief, step);
    }
    belief
}

/// Takes from a belief what a step would have repaired.
fn fail(belief: &mut [f64], step: &ProblemStep) {
    for (belief, repairs) in belief.iter_mut().zip(&step.repairs) {
        *belief *= 1.0 - repairs;
    }
}

/// The beliefs once each of these sets of steps has failed, one behind the other.
fn beliefs(problem: &Problem, sets: &[u16], rows: &[u16]) -> Vec<f64> {
    let Problem { belief, steps, .. } = problem;
    let mut beliefs = Vec::with_capacity(sets.len() * belief.len());
    for set in sets {
        let last = set.checked_ilog2().unwrap_or_default();
        // The same set without its last step mostly is a row before this one.
        let before = usize::from(rows[usize::from(set & !(1 << last))]);
        let start = before * belief.len();
        if *set == 0 || before == usize::from(NO_ROW) {
            beliefs.extend(after_failing(belief, steps, *set));
        } else {
            beliefs.extend_from_within(start..start + belief.len());
            let start = beliefs.len() - belief.len();
            fail(&mut beliefs[start..], &steps[last as usize]);
        }
    }
    beliefs
}

/// Numbers the sets of failed steps that can come up, the empty one first.
fn number_rows(before: &[u16], steps: usize) -> Vec<u16> {
    let mut rows = vec![NO_ROW; 1 << steps];
    rows[0] = 0;
    let mut count = 0;
    for set in 0..rows.len() {
        if rows[set] == NO_ROW {
            continue;
        }
        for (step, before) in before.iter().enumerate() {
            if usize::from(*before) & !set == 0 {
                rows[set | 1 << step] = 0;
            }
        }
        rows[set] = count;
        count += 1;
    }
    rows
}

/// The rows and values of a problem over some columns.
fn fill(problem: &Problem, columns: &Columns) -> (Vec<u16>, Vec<f64>) {
    let loosest = problem.rules.loosest(&columns.permits);
    let guards: Vec<Option<Vec<u16>>> = (0..problem.steps.len())
        .map(|step| guard(columns, step, loosest[step]))
        .collect();
    let rows = number_rows(&loosest, problem.steps.len());
    let (count, causes) = (columns.count, problem.belief.len());
    let sets: Vec<u16> = (0..)
        .zip(&rows)
        .filter(|(_, row)| **row != NO_ROW)
        .map(|(set, _)| set)
        .collect();
    let mut values = vec![0.0; sets.len() * count];
    let beliefs = beliefs(problem, &sets, &rows);
    let mut total = columns.room();
    for (position, set) in sets.iter().copied().enumerate().rev() {
        columns.weigh(&mut total, &beliefs[position * causes..][..causes]);
        let total = &total.as_flattened()[..count];
        // The rows of larger sets stand behind this one and are finished.
        let start = position * count;
        let (head, finished) = values.split_at_mut(start + count);
        let row = &mut head[start..];
        for (value, total) in row.iter_mut().zip(total) {
            *value = problem.support * total;
        }
        for (step, numbers) in problem.steps.iter().enumerate() {
            let bit = 1 << step;
            if set & bit != 0 || loosest[step] & !set != 0 {
                continue;
            }
            let next = usize::from(rows[usize::from(set | bit)]) * count - (start + count);
            let failed = &finished[next..next + count];
            match &guards[step] {
                None => offer(row, failed, total, numbers.minutes),
                Some(before) => offer_where(row, failed, total, numbers.minutes, before, set),
            }
        }
        for (column, minutes) in &columns.ends {
            row[*column] = minutes * total[*column];
        }
        // By falling last column, so that every column that an answer leads to is finished.
        for asking in &columns.askings {
            asking.offer(row, total);
        }
    }
    (rows, values)
}

/// What must come before a step in each column, where the columns differ. Columns whose answers ended
/// the case do not count: nothing comes next there.
fn guard(columns: &Columns, step: usize, loosest: u16) -> Option<Vec<u16>> {
    let mut before: Vec<u16> = columns
        .permits
        .iter()
        .map(|permit| permit.before[step])
        .collect();
    for (column, _) in &columns.ends {
        before[*column] = loosest;
    }
    before
        .iter()
        .any(|before| *before != loosest)
        .then_some(before)
}

/// The smaller number; unlike `f64::min` it is one instruction, for no value here is ever NaN.
fn lesser(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// Offers a step in every column.
fn offer(row: &mut [f64], failed: &[f64], total: &[f64], minutes: f64) {
    for ((value, failed), total) in row.iter_mut().zip(failed).zip(total) {
        *value = lesser(minutes * total + failed, *value);
    }
}

/// Offers a step in the columns that have all that comes before it in the set.
fn offer_where(
    row: &mut [f64],
    failed: &[f64],
    total: &[f64],
    minutes: f64,
    before: &[u16],
    set: u16,
) {
    for (((value, failed), total), before) in row.iter_mut().zip(failed).zip(total).zip(before) {
        let price = minutes * total + failed;
        let open = if before & !set == 0 {
            price
        } else {
            f64::INFINITY
        };
        *value = lesser(open, *value);
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
