//! What was said of one light's rhythm, gathered word by word.

use thiserror::Error;

use super::term::{Act, Term};
use crate::light::rhythm::{Pace, Rate, Rhythm};
use crate::light::span::Span;

/// Everything said about how a light behaves over time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues {
    /// What it does.
    pub(super) act: Option<Act>,
    /// For how many milliseconds it does so.
    pub(super) lasting: Option<Span>,
    /// Whether its colours show at the same time.
    pub(super) together: bool,
    /// Whether this only says that it pauses and starts again.
    pub(super) again: bool,
    /// How many flashes there are in a group.
    pub(super) count: Option<Span>,
    /// How many long flashes come before those.
    pub(super) long: Option<Span>,
    /// After how many milliseconds it comes again.
    pub(super) period: Option<Span>,
    /// Whether it does so for a moment only.
    pub(super) briefly: bool,
    pace: Option<Pace>,
}

/// Two words that cannot both be true of one light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum Contradiction {
    #[error("a light cannot be steady and blink at the same time")]
    SteadyAndBlinking,
    #[error("a light cannot be off and lit at the same time")]
    OffAndLit,
    #[error("a light cannot blink slowly and fast at the same time")]
    SlowAndFast,
}

impl Cues {
    /// It blinks with this period in milliseconds.
    pub(super) fn blinking(period: Span) -> Self {
        Self {
            act: Some(Act::Blinks),
            period: Some(period),
            ..Self::default()
        }
    }

    /// Adds what one word says; words that say nothing about rhythm change nothing.
    pub(super) fn add(&mut self, term: Term) -> Result<(), Contradiction> {
        let mut said = Self::default();
        match term {
            Term::Act(act) => said.act = Some(act),
            Term::Turns => said.act = Some(Act::Is),
            Term::Pace(pace) => said.pace = Some(pace),
            Term::Count(count) => said.count = Some(count),
            Term::Longs(count) => said.long = Some(count),
            Term::Period(period) => said.period = Some(period),
            Term::Lasting(time) => said.lasting = Some(time),
            Term::Briefly => said.briefly = true,
            Term::Together => said.together = true,
            Term::Again => said.again = true,
            _ => {}
        }
        self.merge(said)
    }

    /// Both together; where both say the same thing differently, what was said first stands.
    pub(super) fn merge(&mut self, other: Self) -> Result<(), Contradiction> {
        self.act = match (self.act, other.act) {
            (Some(one), Some(other)) => Some(both(one, other)?),
            (one, other) => one.or(other),
        };
        if let (Some(one), Some(other)) = (self.pace, other.pace)
            && one != other
        {
            return Err(Contradiction::SlowAndFast);
        }
        self.pace = self.pace.or(other.pace);
        self.count = self.count.or(other.count);
        self.long = self.long.or(other.long);
        self.period = self.period.or(other.period);
        self.lasting = self.lasting.or(other.lasting);
        self.together |= other.together;
        self.again |= other.again;
        self.briefly |= other.briefly;
        Ok(())
    }

    /// Takes over how often and how fast another light does what it does.
    pub(super) fn take_rate(&mut self, other: Self) {
        self.pace = other.pace;
        self.count = other.count;
        self.long = other.long;
        self.period = other.period;
    }

    /// Whether one light cannot do both.
    pub(super) fn contradicts(mut self, other: Self) -> bool {
        self.merge(other).is_err()
    }

    /// Whether both count flashes, and not the same number.
    pub(super) fn counts_otherwise(self, other: Self) -> bool {
        self.count
            .zip(other.count)
            .is_some_and(|(one, other)| one != other)
    }

    /// Whether nothing was said.
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether no more was said than that it is somehow.
    pub(super) fn is_idle(self) -> bool {
        let is = Self {
            act: Some(Act::Is),
            ..Self::default()
        };
        self.is_empty() || self == is
    }

    /// Whether it is clear what the light does.
    pub(super) fn has_rhythm(self) -> bool {
        self.act.is_some_and(Act::is_clear) || self.is_timed() || self.briefly
    }

    /// Whether it was said how often or how fast.
    pub(super) fn is_timed(self) -> bool {
        self.pace.is_some() || self.count.is_some() || self.period.is_some()
    }

    /// Whether all colours of the light are lit at once, if it has several.
    pub(super) fn is_at_once(self) -> bool {
        let together = self.together && self.act != Some(Act::InTurn);
        together || self.act.is_some_and(Act::is_of_each_colour)
    }

    /// The rhythm that all this makes, for a light with so many colours.
    pub(super) fn rhythm(self, colours: usize) -> Rhythm {
        match self.act {
            Some(Act::Off | Act::Stops) => Rhythm::Off,
            Some(Act::MostlyOn) => Rhythm::Inverse,
            Some(Act::InTurn) if colours == 0 => Rhythm::Alternate(self.rate()),
            _ if colours > 1 => Rhythm::Alternate(self.rate()),
            Some(Act::Steady) => Rhythm::Steady,
            _ => self.flashes().unwrap_or_else(|| self.uncounted()),
        }
    }

    fn flashes(self) -> Option<Rhythm> {
        let count = self.count.or(self.briefly.then_some(Span::exactly(1)))?;
        Some(Rhythm::Flashes {
            count,
            long: self.long,
            every: self.period,
        })
    }

    /// The rhythm of one colour that is not counted.
    fn uncounted(self) -> Rhythm {
        let rate = self.rate();
        match self.act {
            Some(Act::Lit | Act::Even) => Rhythm::Steady,
            Some(Act::Pulses) => Rhythm::Pulse,
            Some(Act::Blinks | Act::InTurn) => Rhythm::Blink(rate),
            _ if rate != Rate::Unsaid => Rhythm::Blink(rate),
            None if self.lasting.is_none() => Rhythm::Any,
            _ => Rhythm::Steady,
        }
    }

    fn rate(self) -> Rate {
        match (self.period, self.pace) {
            (Some(period), _) => Rate::Every(period),
            (None, Some(pace)) => Rate::from(pace),
            (None, None) => Rate::Unsaid,
        }
    }
}

/// What two words for what a light does say together: the greater, which says more.
fn both(one: Act, other: Act) -> Result<Act, Contradiction> {
    match (one.min(other), one.max(other)) {
        (Act::Blinks | Act::Pulses, Act::Steady) => Err(Contradiction::SteadyAndBlinking),
        (Act::Blinks | Act::Pulses | Act::Steady, Act::Off) => Err(Contradiction::OffAndLit),
        (_, more) => Ok(more),
    }
}
