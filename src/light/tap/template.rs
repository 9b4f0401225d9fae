//! A light that flashes in even groups, and how well presses follow it.
//!
//! Every press either answers one flash, or is *doubled*: a second press for the same flash. A flash that
//! no press answers is *missed*. There are many ways to lay presses over the flashes; each has a cost,
//! and the cheapest one counts. The cost is the sum of
//!
//! - for each two answers in a row `z²/2`, where `z` says how far the time between the presses is from the
//!   time between the flashes, measured in the usual error of the steps in between. Errors of several
//!   steps add up as independent ones do: `z = (time - Σ step) / (JITTER · √Σ step²)`;
//! - [`MISSED`] for each missed flash, and [`DOUBLED`] for each doubled press.
//!
//! Costs are natural logarithms of odds: what costs 3 more is about 20 times less likely.

/// The usual error of the time between two presses, as a share of the time between the flashes.
const JITTER: f64 = 0.09;
/// The cost of a flash that no press answers.
const MISSED: f64 = 2.5;
/// The cost of a press too many.
const DOUBLED: f64 = 4.0;
/// How long after the true press a doubled one can come, as a share of the time to the next flash.
const DOUBLED_WITHIN: f64 = 0.75;
/// How many flashes can be missed in a row.
const MISSED_IN_A_ROW: usize = 3;
/// How many presses too many can follow one another.
const DOUBLED_IN_A_ROW: usize = 2;

/// Flashes in groups that come again and again; in groups of one it is an even blink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Template {
    /// How many flashes are in a group, at least one.
    pub(super) flashes: usize,
    /// Milliseconds from flash to flash inside a group.
    pub(super) spacing: f64,
    /// Milliseconds from the last flash of a group to the first of the next.
    pub(super) pause: f64,
}

/// The cheapest way to lay presses over a template.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    /// What it costs.
    pub(super) cost: f64,
    /// The ways from answer to answer, the last one first.
    pub(super) strides: Vec<Stride>,
    /// Whether the last press answers the last flash of its group.
    pub(super) ends_a_group: bool,
}

/// The way from one answered flash to the next one that is answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stride {
    /// Milliseconds between the two presses.
    pub(super) time: f64,
    /// The steps between the two flashes.
    pub(super) steps: Steps,
}

/// Steps from flash to flash.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steps {
    /// How many lie inside a group.
    pub(super) spacings: u32,
    /// How many lead from a group to the next.
    pub(super) pauses: u32,
}

/// A way through the template from one flash to a later one.
struct Way {
    /// The flash it leads to, counted from 0 in its group.
    to: usize,
    steps: Steps,
    time: f64,
    /// The usual error of `time`.
    error: f64,
    /// The cost of the flashes passed over.
    missed: f64,
}

/// The cheapest way to lay the presses up to one of them, if that one answers a certain flash.
#[derive(Clone, Copy)]
struct Cell {
    cost: f64,
    /// The answer before this one, if there is one: its press and its flash.
    before: Option<(usize, usize)>,
    steps: Steps,
}

impl Template {
    /// Milliseconds from group to group.
    pub(super) fn period(&self) -> f64 {
        let steps = (0..self.flashes).map(|flash| self.step_after(flash));
        self.time(steps.fold(Steps::NONE, Steps::and))
    }

    /// Milliseconds that some steps take.
    pub(super) fn time(&self, steps: Steps) -> f64 {
        f64::from(steps.spacings) * self.spacing + f64::from(steps.pauses) * self.pause
    }

    /// What independent errors of some steps add up to, in milliseconds, if each is as large as its step.
    pub(super) fn spread(&self, steps: Steps) -> f64 {
        let spacings = f64::from(steps.spacings) * self.spacing.powi(2);
        let pauses = f64::from(steps.pauses) * self.pause.powi(2);
        (spacings + pauses).sqrt()
    }

    /// Lays presses over the flashes; `times` are their milliseconds, rising.
    ///
    /// Gives up and returns nothing as soon as it must cost more than `limit`.
    pub(super) fn lay(&self, times: &[f64], limit: f64) -> Option<Laid> {
        let ways: Vec<Vec<Way>> = (0..self.flashes).map(|flash| self.ways(flash)).collect();
        let mut rows: Vec<Vec<Cell>> = vec![vec![Cell::FIRST; self.flashes]];
        for press in 1..times.len() {
            let row = self.row(&ways, &rows, &times[..=press]);
            rows.push(row);
            let open = rows.iter().rev().take(DOUBLED_IN_A_ROW + 1).flatten();
            if open.map(|cell| cell.cost).fold(f64::INFINITY, f64::min) > limit {
                return None;
            }
        }
        let (cost, press, flash) = self.end(&rows, times)?;
        (cost <= limit).then(|| Laid {
            cost,
            strides: trace(&rows, times, press, flash),
            ends_a_group: flash + 1 == self.flashes,
        })
    }

    fn step_after(&self, flash: usize) -> Steps {
        if flash + 1 < self.flashes {
            Steps {
                spacings: 1,
                pauses: 0,
            }
        } else {
            Steps {
                spacings: 0,
                pauses: 1,
            }
        }
    }

    /// Milliseconds between the closest flashes.
    fn closest(&self) -> f64 {
        self.time(self.step_after(0))
    }

    /// The ways on from a flash, by how many flashes they pass over.
    fn ways(&self, flash: usize) -> Vec<Way> {
        let mut steps = Steps::NONE;
        let mut missed = 0.0;
        (flash..=flash + MISSED_IN_A_ROW)
            .map(|at| {
                steps = steps.and(self.step_after(at % self.flashes));
                let way = Way {
                    to: (at + 1) % self.flashes,
                    steps,
                    time: self.time(steps),
                    error: JITTER * self.spread(steps),
                    missed,
                };
                missed += MISSED;
                way
            })
            .collect()
    }

    /// The cells of the last of these presses, from the rows of those before it.
    fn row(&self, ways: &[Vec<Way>], rows: &[Vec<Cell>], times: &[f64]) -> Vec<Cell> {
        let press = times.len() - 1;
        let mut row = vec![Cell::NEVER; self.flashes];
        for (before, doubled) in self.answers_before(times, press) {
            let time = times[press] - times[before];
            for (flash, (cell, ways)) in rows[before].iter().zip(ways).enumerate() {
                for way in ways {
                    let z = (time - way.time) / way.error;
                    let cost = cell.cost + doubled + way.missed + z * z / 2.0;
                    if cost < row[way.to].cost {
                        row[way.to] = Cell {
                            cost,
                            before: Some((before, flash)),
                            steps: way.steps,
                        };
                    }
                }
            }
        }
        row
    }

    /// The presses that can be the last true one before a press, with the cost of those between.
    fn answers_before(&self, times: &[f64], press: usize) -> impl Iterator<Item = (usize, f64)> {
        let within = DOUBLED_WITHIN * self.closest();
        (0..=DOUBLED_IN_A_ROW)
            .map_while(move |doubled| Some((press.checked_sub(doubled + 1)?, doubled)))
            .take_while(move |(before, _)| times[press - 1] - times[*before] <= within)
            .map(|(before, doubled)| (before, DOUBLED * number(doubled)))
    }

    /// The cheapest end: its cost, and the press and the flash of the last answer.
    fn end(&self, rows: &[Vec<Cell>], times: &[f64]) -> Option<(f64, usize, usize)> {
        self.answers_before(times, times.len())
            .flat_map(|(press, doubled)| {
                let cells = rows[press].iter().enumerate();
                cells.map(move |(flash, cell)| (cell.cost + doubled, press, flash))
            })
            .min_by(|one, other| one.0.total_cmp(&other.0))
    }
}

impl Cell {
    /// The first press may answer any flash.
    const FIRST: Self = Self {
        cost: 0.0,
        before: None,
        steps: Steps::NONE,
    };
    /// No way leads here.
    const NEVER: Self = Self {
        cost: f64::INFINITY,
        ..Self::FIRST
    };
}

impl Steps {
    const NONE: Self = Self {
        spacings: 0,
        pauses: 0,
    };

    fn and(self, other: Self) -> Self {
        Self {
            spacings: self.spacings + other.spacings,
            pauses: self.pauses + other.pauses,
        }
    }

    /// How many flashes lie between the two that the steps join.
    pub(super) fn missed(self) -> u32 {
        (self.spacings + self.pauses).saturating_sub(1)
    }
}

/// Follows the cheapest way back from its end.
fn trace(rows: &[Vec<Cell>], times: &[f64], mut press: usize, mut flash: usize) -> Vec<Stride> {
    let mut strides = Vec::new();
    while let Some((before, from)) = rows[press][flash].before {
        strides.push(Stride {
            time: times[press] - times[before],
            steps: rows[press][flash].steps,
        });
        (press, flash) = (before, from);
    }
    strides
}

/// A count to reckon with.
pub(super) fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
