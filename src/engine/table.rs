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

use std::collections::{BTreeMap, BTreeSet};

use super::rules::{Facts, Permit, Rules};

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
#[derive(Debug)]
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
        let covered = if fits(&problem, &all, limit) {
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
            .enumerate()
            .map(|(cause, belief)| belief * self.columns.likelihood[cause][column])
            .collect();
        let total: f64 = reach.iter().sum();
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
        for question in self
            .columns
            .questions
            .iter()
            .filter(|question| question.column == column)
        {
            let position = self.covered[question.covered];
            let minutes = questions[position].minutes + question.sum(values) / total;
            moves.push((Choice::Question(position), minutes));
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

/// Combinations of answers, in mixed radix: digit 0 is "not asked", digit a + 1 is answer a.
#[derive(Debug)]
struct Columns {
    count: usize,
    strides: Vec<usize>,
    /// For each cause, the likelihood of the answers of each column.
    likelihood: Vec<Vec<f64>>,
    /// What may come next in each column.
    permits: Vec<Permit>,
    /// The columns whose answers ended the case, and the minutes of their endings.
    ends: Vec<(usize, f64)>,
    /// The questions that may be asked, by falling column.
    questions: Vec<Asking>,
}

/// A question that may be asked in a column.
#[derive(Clone, Copy, Debug)]
struct Asking {
    column: usize,
    /// Its position among the covered questions.
    covered: usize,
    /// How far apart the columns are that its answers lead to.
    stride: usize,
    answers: usize,
    minutes: f64,
}

impl Asking {
    /// The sum of what stands in the columns that its answers lead to.
    fn sum(self, row: &[f64]) -> f64 {
        let mut sum = 0.0;
        let mut column = self.column;
        for _ in 0..self.answers {
            column += self.stride;
            sum += row[column];
        }
        sum
    }
}

/// What is known about each combination of answers while columns are built.
struct Combinations {
    likelihood: Vec<Vec<f64>>,
    facts: Vec<Facts>,
    ends: Vec<Option<f64>>,
}

impl Combinations {
    /// Nothing was asked.
    fn none(problem: &Problem) -> Self {
        Self {
            likelihood: vec![vec![1.0]; problem.belief.len()],
            facts: vec![Facts::default()],
            ends: vec![None],
        }
    }

    fn count(&self) -> usize {
        self.facts.len()
    }

    /// Adds the first `count` combinations once more, with an answer to a question.
    fn add(&mut self, count: usize, question: usize, answer: &ProblemAnswer) {
        for (all, one) in self.likelihood.iter_mut().zip(&answer.likelihood) {
            for column in 0..count {
                all.push(all[column] * one);
            }
        }
        for column in 0..count {
            self.facts
                .push(self.facts[column].and(answer.facts).asked(question));
            self.ends.push(self.ends[column].or(answer.ends));
        }
    }
}

impl Columns {
    /// Every combination of answers to the covered questions.
    fn combined(problem: &Problem, covered: &[usize]) -> Self {
        let mut combinations = Combinations::none(problem);
        let mut strides = Vec::with_capacity(covered.len());
        for question in covered {
            let count = combinations.count();
            strides.push(count);
            for answer in &problem.questions[*question].answers {
                combinations.add(count, *question, answer);
            }
        }
        let mut columns = Self::of(problem, combinations);
        columns.strides = strides;
        columns.questions = columns.askings(problem, covered);
        columns
    }

    /// Nothing asked, then each single answer of each question; no question can be asked.
    fn single(problem: &Problem) -> Self {
        let mut combinations = Combinations::none(problem);
        for (question, numbers) in problem.questions.iter().enumerate() {
            for answer in &numbers.answers {
                combinations.add(1, question, answer);
            }
        }
        Self::of(problem, combinations)
    }

    fn of(problem: &Problem, combinations: Combinations) -> Self {
        let Combinations {
            likelihood,
            facts,
            ends,
        } = combinations;
        let holding = problem.rules.holding();
        let mut known: BTreeMap<Facts, Permit> = BTreeMap::new();
        let mut permit = |(facts, ends): (&Facts, &Option<f64>)| {
            if ends.is_some() {
                return Permit::default();
            }
            let facts = facts.about(holding);
            *known
                .entry(facts)
                .or_insert_with(|| problem.rules.permit(facts))
        };
        Self {
            count: facts.len(),
            strides: Vec::new(),
            likelihood,
            permits: facts.iter().zip(&ends).map(&mut permit).collect(),
            ends: (0..)
                .zip(ends)
                .filter_map(|(column, ends)| Some((column, ends?)))
                .collect(),
            questions: Vec::new(),
        }
    }

    /// Which questions may be asked where. Where the case is over, nothing may.
    fn askings(&self, problem: &Problem, covered: &[usize]) -> Vec<Asking> {
        let mut askings = Vec::new();
        for column in (0..self.count).rev() {
            for (position, question) in covered.iter().enumerate() {
                let numbers = &problem.questions[*question];
                let (stride, answers) = (self.strides[position], numbers.answers.len());
                let is_unasked = (column / stride).is_multiple_of(answers + 1);
                if is_unasked && self.permits[column].allows_question(*question) {
                    askings.push(Asking {
                        column,
                        covered: position,
                        stride,
                        answers,
                        minutes: numbers.minutes,
                    });
                }
            }
        }
        askings
    }
}

/// How many columns the covered questions have; nothing when they are beyond counting.
fn count_columns(problem: &Problem, covered: &[usize]) -> Option<usize> {
    covered.iter().try_fold(1_usize, |count, question| {
        count.checked_mul(problem.questions[*question].answers.len() + 1)
    })
}

/// Whether the states of a table over these questions stay within the limit.
fn fits(problem: &Problem, covered: &[usize], limit: usize) -> bool {
    let columns = count_columns(problem, covered).filter(|columns| *columns <= limit);
    columns.is_some_and(|columns| columns * count_sets(problem, covered) <= limit)
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
    for (question, _) in gains {
        covered.push(question);
        if !fits(problem, &covered, limit) {
            covered.pop();
        }
    }
    covered.sort_unstable();
    covered
}

/// The belief once these steps have failed.
fn after_failing(belief: &[f64], steps: &[ProblemStep], failed: u16) -> Vec<f64> {
    let mut belief = belief.to_vec();
    for (_, step) in steps
        .iter()
        .enumerate()
        .filter(|(position, _)| failed & 1 << position != 0)
    {
        for (belief, repairs) in belief.iter_mut().zip(&step.repairs) {
            *belief *= 1.0 - repairs;
        }
    }
    belief
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
        rows[set] = count;
        count += 1;
        for (step, before) in before.iter().enumerate() {
            let bit = 1_usize << step;
            if set & bit == 0 && usize::from(*before) & !set == 0 {
                rows[set | bit] = 0;
            }
        }
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
    let count = columns.count;
    let sets: Vec<u16> = (0..)
        .zip(&rows)
        .filter(|(_, row)| **row != NO_ROW)
        .map(|(set, _)| set)
        .collect();
    let mut values = vec![0.0; sets.len() * count];
    let mut total = vec![0.0; count];
    for set in sets.into_iter().rev() {
        let belief = after_failing(&problem.belief, &problem.steps, set);
        weigh(&mut total, &belief, columns);
        // The rows of larger sets stand behind this one and are finished.
        let start = usize::from(rows[usize::from(set)]) * count;
        let (head, finished) = values.split_at_mut(start + count);
        let row = &mut head[start..];
        for (value, total) in row.iter_mut().zip(&total) {
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
                None => offer(row, failed, &total, numbers.minutes),
                Some(before) => offer_where(row, failed, &total, numbers.minutes, before, set),
            }
        }
        for (column, minutes) in &columns.ends {
            row[*column] = minutes * total[*column];
        }
        // In falling columns, so that every column that an answer leads to is finished.
        for question in &columns.questions {
            let price = question.minutes * total[question.column] + question.sum(row);
            row[question.column] = lesser(price, row[question.column]);
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

/// `|b|` in each column.
fn weigh(total: &mut [f64], belief: &[f64], columns: &Columns) {
    total.fill(0.0);
    for (belief, likelihood) in belief.iter().zip(&columns.likelihood) {
        for (total, likelihood) in total.iter_mut().zip(likelihood) {
            *total += belief * likelihood;
        }
    }
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
mod tests;
