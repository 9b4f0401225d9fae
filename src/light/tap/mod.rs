//! The rhythm of a light, from the times at which somebody saw it come on.
//!
//! [`Taps`] are presses of a key, one for each flash; a [`Timeline`] is what a light did. Both give a
//! [`Verdict`]. A template of flashes is laid over the presses ([`template`]), and of all templates the
//! best one is taken ([`search`]).

mod template;

mod search;

mod timeline;

#[cfg(test)]
mod tests;

pub use timeline::{Timeline, TimelineError, TimelineFault};

use search::Best;
use search::MOST_FLASHES;
use template::{Stride, number};

use super::colour::Colour;
use super::looks::{Looks, Show};
use super::rhythm::{Rate, Rhythm};
use super::span::Span;

/// With fewer presses nothing can be said.
const FEWEST: usize = 5;
/// So many presses are looked at, the last ones.
const LOOKED_AT: usize = 128;
/// The mean error of presses without any evenness, as a share of the time between flashes.
const UNEVEN: f64 = 0.25;
/// As sure as this, a person can stop.
const SURE: f64 = 0.95;
/// Flashes that come faster than this, in milliseconds, may be a group whose pause is still to come.
const SLOWER_THAN_GROUPS: u32 = 700;
/// How many groups a person must answer: two, and the larger part of the one in which they began.
const GROUPS_ENOUGH: f64 = 2.5;
/// How many more presses it takes if they are not even at all.
const MORE_IF_UNEVEN: f64 = 6.0;
/// How many more presses it takes for each one that was doubled or missed.
const MORE_PER_MISTAKE: f64 = 2.0;
/// After so many presses without a rhythm it is time to start over.
const START_OVER: usize = 16;
/// Nobody has to press more often.
const MOST: usize = 48;

/// Presses of a key, one each time the light came on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taps {
    at_ms: Vec<u64>,
}

/// What presses show.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// There are too few presses yet.
    TooFew {
        /// How many more it takes at least.
        more: usize,
    },
    /// They are too uneven for any rhythm.
    Uneven,
    /// They have a rhythm.
    Clear(Beat),
}

/// Whether a person can stop pressing.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// More presses are needed.
    GoOn,
    /// It is sure enough.
    Done(Beat),
    /// Nothing comes of these presses; it is best to start over.
    StartOver,
}

/// A rhythm that was tapped or logged.
#[derive(Clone, Debug, PartialEq)]
pub struct Beat {
    /// The rhythm, its time rounded as far as presses can tell.
    pub rhythm: Rhythm,
    /// Milliseconds from flash to flash, or from group to group; none for a light that does not change.
    pub period_ms: Option<u32>,
    /// Milliseconds from flash to flash inside a group, where there are groups.
    pub spacing_ms: Option<u32>,
    /// From 0 to 1: how evenly the presses came.
    ///
    /// It is `1 - mean / 0.25`, and 0 at least, where `mean` is the mean error of the times between
    /// presses, as a share of the time between the flashes: 0.7 is usual for times that are off by up to
    /// 15 % either way.
    pub evenness: f64,
    /// From 0 to 1: how likely this is among all rhythms that were tried.
    ///
    /// Every count of flashes, and no rhythm at all, has a weight `exp(-cost)` by how badly it explains
    /// the presses; this is the share of the one chosen.
    pub sureness: f64,
    /// How many presses were left out as the second one for the same flash.
    pub doubled: usize,
    /// How many flashes no press was made for, between the first press and the last.
    pub missed: u32,
}

impl Taps {
    /// Adds a press, by its milliseconds from any moment that is the same for all.
    pub fn press(&mut self, at_ms: u64) {
        self.at_ms.push(at_ms);
    }

    /// How many presses there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.at_ms.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.at_ms.is_empty()
    }

    /// What the presses show, as far as they go; in any order.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.heard() {
            Ok(heard) => Verdict::Clear(heard.beat()),
            Err(verdict) => verdict,
        }
    }

    /// Whether the person can stop after the last press.
    ///
    /// An even blink takes 5 presses, and a fast one as many as the largest group has flashes and one
    /// more, for it may be a group. Groups take three of them, where only the first may be a part of one.
    /// It takes more the more uneven the presses are, and for each one that was doubled or missed.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let heard = match self.heard() {
            Ok(heard) => heard,
            Err(Verdict::Uneven) if self.len() >= START_OVER => return Progress::StartOver,
            Err(_) => return Progress::GoOn,
        };
        let beat = heard.beat();
        if beat.sureness >= SURE && heard.is_long_enough(&beat) {
            Progress::Done(beat)
        } else if self.len() >= MOST {
            Progress::StartOver
        } else {
            Progress::GoOn
        }
    }

    fn heard(&self) -> Result<Heard, Verdict> {
        let first = self.len().saturating_sub(LOOKED_AT);
        let times = rising(&self.at_ms[first..]);
        if times.len() < FEWEST {
            let more = FEWEST - times.len();
            return Err(Verdict::TooFew { more });
        }
        let best = search::best(&times).ok_or(Verdict::Uneven)?;
        let presses = self.len() - first;
        Ok(Heard { best, presses })
    }
}

impl FromIterator<u64> for Taps {
    fn from_iter<T: IntoIterator<Item = u64>>(at_ms: T) -> Self {
        Self {
            at_ms: at_ms.into_iter().collect(),
        }
    }
}

impl Beat {
    /// The rhythm as a light of any colour.
    #[must_use]
    pub fn looks(&self) -> Looks {
        Looks::from(Show::new(Colour::Any, self.rhythm))
    }

    /// A light that does not change.
    fn lasting(rhythm: Rhythm) -> Self {
        Self {
            rhythm,
            period_ms: None,
            spacing_ms: None,
            evenness: 1.0,
            sureness: 1.0,
            doubled: 0,
            missed: 0,
        }
    }
}

/// Presses with the template that they follow.
struct Heard {
    best: Best,
    /// How many presses were looked at.
    presses: usize,
}

impl Heard {
    fn beat(&self) -> Beat {
        let template = &self.best.template;
        let period = milliseconds(template.period());
        let groups = template.flashes > 1;
        Beat {
            rhythm: rhythm(template.flashes, rounded(period)),
            period_ms: Some(period),
            spacing_ms: groups.then(|| milliseconds(template.spacing)),
            evenness: self.evenness(),
            sureness: self.best.sureness,
            doubled: self.presses - 1 - self.best.laid.strides.len(),
            missed: self.missed(),
        }
    }

    /// Whether there are so many presses that more would hardly change the verdict.
    fn is_long_enough(&self, beat: &Beat) -> bool {
        let flashes = self.best.template.flashes;
        let mistakes = number(beat.doubled) + f64::from(beat.missed);
        let doubt = MORE_IF_UNEVEN * (1.0 - beat.evenness) + MORE_PER_MISTAKE * mistakes;
        let enough = match beat.period_ms {
            _ if flashes > 1 => GROUPS_ENOUGH * number(flashes),
            Some(SLOWER_THAN_GROUPS..) => number(FEWEST),
            _ => number(MOST_FLASHES + 1),
        };
        let presses = number(self.best.laid.strides.len() + 1);
        presses >= enough + doubt.round() && (flashes == 1 || self.best.laid.ends_a_group)
    }

    fn evenness(&self) -> f64 {
        let strides = &self.best.laid.strides;
        let errors = strides.iter().map(|Stride { time, steps }| {
            let template = &self.best.template;
            (time - template.time(*steps)).abs() / template.spread(*steps)
        });
        (1.0 - errors.sum::<f64>() / number(strides.len()) / UNEVEN).clamp(0.0, 1.0)
    }

    fn missed(&self) -> u32 {
        let strides = self.best.laid.strides.iter();
        strides.map(|stride| stride.steps.missed()).sum()
    }
}

/// The rhythm of groups of so many flashes; a group of one is a blink.
fn rhythm(flashes: usize, period_ms: u32) -> Rhythm {
    let period = Span::exactly(period_ms);
    match u32::try_from(flashes) {
        Ok(count) if count > 1 => Rhythm::Flashes {
            count: Span::exactly(count),
            long: None,
            every: Some(period),
        },
        _ => Rhythm::Blink(Rate::Every(period)),
    }
}

/// Rounds milliseconds as a person's presses allow: to 10 ms, and from one second to 50 ms.
fn rounded(ms: u32) -> u32 {
    let unit = match ms {
        0..100 => 1,
        100..1_000 => 10,
        _ => 50,
    };
    (ms.saturating_add(unit / 2) / unit * unit).max(1)
}

/// Milliseconds since the earliest press, in order and each once; none beyond what a [`Span`] can hold.
fn rising(at_ms: &[u64]) -> Vec<f64> {
    let first = at_ms.iter().min().copied().unwrap_or_default();
    let since = |at: &u64| u32::try_from(at - first).unwrap_or(u32::MAX);
    let mut times: Vec<u32> = at_ms.iter().map(since).collect();
    times.sort_unstable();
    times.dedup();
    times.into_iter().map(f64::from).collect()
}

/// Whole milliseconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a time beyond the ends of the range becomes the end"
)]
fn milliseconds(time: f64) -> u32 {
    time.round() as u32
}
