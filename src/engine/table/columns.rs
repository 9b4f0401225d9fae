//! The columns of a decision table: every combination of answers, and what may come next in each.

use std::array;
use std::collections::BTreeMap;
use std::ops::Range;

use super::{Facts, Permit, Problem, ProblemAnswer, lesser};

/// How many columns are worked on at once. So many sums stay in registers, and the columns do not depend
/// on each other.
const LANES: usize = 8;

/// Combinations of answers, in mixed radix: digit 0 is "not asked", digit a + 1 is answer a.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) count: usize,
    pub(super) strides: Vec<usize>,
    /// The likelihood of the answers of each column: [`LANES`] columns under the first cause, under the
    /// second and so on, then the next columns.
    likelihood: Vec<[f64; LANES]>,
    /// How many causes there are.
    causes: usize,
    /// What may come next in each column.
    pub(super) permits: Vec<Permit>,
    /// The columns whose answers ended the case, and the minutes of their endings.
    pub(super) ends: Vec<(usize, f64)>,
    /// The questions that may be asked, by falling last column.
    pub(super) askings: Vec<Asking>,
}

/// A question that may be asked in columns that stand next to each other.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    columns: Range<usize>,
    /// How far apart the columns are that its answers lead to.
    stride: usize,
    answers: usize,
    minutes: f64,
}

impl Asking {
    /// Offers the question wherever it may be asked.
    pub(super) fn offer(&self, row: &mut [f64], total: &[f64]) {
        let Range { mut start, end } = self.columns;
        while start + LANES <= end {
            self.offer_at::<LANES>(start, row, total);
            start += LANES;
        }
        for column in start..end {
            self.offer_at::<1>(column, row, total);
        }
    }

    /// Offers it in so many columns, from `start` on. Its answers lead to columns behind all of them.
    fn offer_at<const COUNT: usize>(&self, start: usize, row: &mut [f64], total: &[f64]) {
        let mut sums = [0.0; COUNT];
        let mut answered = start;
        for _ in 0..self.answers {
            answered += self.stride;
            let Some(values) = row[answered..].first_chunk::<COUNT>() else {
                return;
            };
            sums = array::from_fn(|lane| sums[lane] + values[lane]);
        }
        let here = row[start..].first_chunk_mut::<COUNT>();
        if let (Some(values), Some(total)) = (here, total[start..].first_chunk::<COUNT>()) {
            *values = array::from_fn(|lane| {
                lesser(self.minutes * total[lane] + sums[lane], values[lane])
            });
        }
    }
}

/// What is known about each combination of answers while columns are built.
struct Combinations {
    likelihood: Vec<Vec<f64>>,
    facts: Vec<Facts>,
    ends: Vec<Option<f64>>,
}

impl Combinations {
    /// Nothing was asked; with room for so many combinations.
    fn none(problem: &Problem, room: usize) -> Self {
        let mut none = Self {
            likelihood: vec![Vec::with_capacity(room); problem.belief.len()],
            facts: Vec::with_capacity(room),
            ends: Vec::with_capacity(room),
        };
        for likelihood in &mut none.likelihood {
            likelihood.push(1.0);
        }
        none.facts.push(Facts::default());
        none.ends.push(None);
        none
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
    pub(super) fn combined(problem: &Problem, covered: &[usize]) -> Self {
        let answers = |question: &usize| problem.questions[*question].answers.len();
        let room = covered
            .iter()
            .map(|question| answers(question) + 1)
            .product();
        let mut combinations = Combinations::none(problem, room);
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
        columns.askings = columns.arrange(problem, covered);
        columns
    }

    /// Nothing asked, then each single answer of each question; no question can be asked.
    pub(super) fn single(problem: &Problem) -> Self {
        let answers = problem
            .questions
            .iter()
            .map(|question| question.answers.len());
        let mut combinations = Combinations::none(problem, 1 + answers.sum::<usize>());
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
            causes: likelihood.len(),
            likelihood: in_lanes(&likelihood, facts.len()),
            permits: facts.iter().zip(&ends).map(&mut permit).collect(),
            ends: (0..)
                .zip(ends)
                .filter_map(|(column, ends)| Some((column, ends?)))
                .collect(),
            askings: Vec::new(),
        }
    }

    /// Which questions may be asked where. Where the case is over, nothing may.
    fn arrange(&self, problem: &Problem, covered: &[usize]) -> Vec<Asking> {
        let mut askings = Vec::new();
        for end in (1..=self.count).rev() {
            for (stride, question) in self.strides.iter().zip(covered) {
                let numbers = &problem.questions[*question];
                let answers = numbers.answers.len();
                // Up to `end`, the digit of the question is 0 in as many columns as its stride.
                let is_unasked = end % stride == 0 && (end / stride) % (answers + 1) == 1;
                if !is_unasked {
                    continue;
                }
                let mut start = end - stride;
                let is_allowed = |permit: &Permit| permit.allows_question(*question);
                for alike in
                    self.permits[start..end].chunk_by(|a, b| is_allowed(a) == is_allowed(b))
                {
                    let columns = start..start + alike.len();
                    start = columns.end;
                    if is_allowed(&alike[0]) {
                        askings.push(Asking {
                            columns,
                            stride: *stride,
                            answers,
                            minutes: numbers.minutes,
                        });
                    }
                }
            }
        }
        askings
    }

    /// The likelihood of the answers of a column under each cause.
    pub(super) fn likelihood(&self, column: usize) -> impl Iterator<Item = f64> + '_ {
        let first = column / LANES * self.causes;
        let causes = &self.likelihood[first..first + self.causes];
        causes.iter().map(move |lanes| lanes[column % LANES])
    }

    /// Room for a number in each column.
    pub(super) fn room(&self) -> Vec<[f64; LANES]> {
        vec![[0.0; LANES]; self.count.div_ceil(LANES)]
    }

    /// `|b|` in each column.
    pub(super) fn weigh(&self, total: &mut [[f64; LANES]], belief: &[f64]) {
        let likelihood = self.likelihood.chunks(self.causes.max(1));
        for (total, likelihood) in total.iter_mut().zip(likelihood) {
            let mut sums = [0.0; LANES];
            for (belief, likelihood) in belief.iter().zip(likelihood) {
                sums = array::from_fn(|lane| sums[lane] + belief * likelihood[lane]);
            }
            *total = sums;
        }
    }
}

/// The likelihood of each column under each cause, arranged for sums over the causes.
fn in_lanes(likelihood: &[Vec<f64>], count: usize) -> Vec<[f64; LANES]> {
    let mut lanes = Vec::with_capacity(count.div_ceil(LANES) * likelihood.len());
    for start in (0..count).step_by(LANES) {
        for likelihood in likelihood {
            let columns = &likelihood[start..count.min(start + LANES)];
            let mut lane = [0.0; LANES];
            lane[..columns.len()].copy_from_slice(columns);
            lanes.push(lane);
        }
    }
    lanes
}
