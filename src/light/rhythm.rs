//! How a light behaves over time, apart from its colour.

use serde::{Deserialize, Serialize};

use super::span::Span;

/// A period from which on people call a blink slow, in milliseconds.
const SLOW_FROM: u32 = 1_000;

/// What a light does over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rhythm {
    /// It is lit all the time.
    Steady,
    /// It goes on and off evenly.
    Blink(Rate),
    /// It gets brighter and darker smoothly.
    Pulse,
    /// It flashes some times, then pauses.
    Flashes {
        /// How many flashes, or how many short ones if long ones come first.
        count: Span,
        /// How many long flashes come before the short ones, if a code is made of both.
        long: Option<Span>,
        /// After how many milliseconds the group comes again, if that is known.
        every: Option<Span>,
    },
    /// It is mostly on, with short breaks.
    Inverse,
    /// It shows its colours in turn.
    Alternate(Rate),
    /// It is dark.
    Off,
    /// Nobody said what it does.
    Any,
}

/// How often a light blinks or changes its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rate {
    /// Nobody said how often.
    Unsaid,
    /// About once in 1 to 3 seconds, or more slowly.
    Slow,
    /// More than once per second.
    Fast,
    /// Once in so many milliseconds.
    Every(Span),
}

/// The two rates that people tell apart by eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pace {
    /// About once per second, or more slowly.
    Slow,
    /// More than once per second.
    Fast,
}

impl Rate {
    /// What a person would call this rate, if anything is known of it.
    #[must_use]
    pub fn pace(self) -> Option<Pace> {
        match self {
            Self::Unsaid => None,
            Self::Slow => Some(Pace::Slow),
            Self::Every(period) if period.middle() >= SLOW_FROM => Some(Pace::Slow),
            Self::Fast | Self::Every(_) => Some(Pace::Fast),
        }
    }

    /// The period in milliseconds, if it was given as a number.
    #[must_use]
    pub fn period_ms(self) -> Option<Span> {
        match self {
            Self::Every(period) => Some(period),
            Self::Unsaid | Self::Slow | Self::Fast => None,
        }
    }
}

impl From<Pace> for Rate {
    fn from(pace: Pace) -> Self {
        match pace {
            Pace::Slow => Self::Slow,
            Pace::Fast => Self::Fast,
        }
    }
}

impl Rhythm {
    /// The rhythm's word, as programs read it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Blink(rate) => match rate.pace() {
                None => "blink",
                Some(Pace::Slow) => "blink-slow",
                Some(Pace::Fast) => "blink-fast",
            },
            Self::Pulse => "pulse",
            Self::Flashes { long: None, .. } => "flashes",
            Self::Flashes { long: Some(_), .. } => "code",
            Self::Inverse => "inverse",
            Self::Alternate(_) => "alternate",
            Self::Off => "off",
            Self::Any => "any",
        }
    }

    /// A single flash that comes again after a known time is a blink with that period.
    pub(super) fn as_blink(self) -> Self {
        match self {
            Self::Flashes {
                count: Span { low: 1, high: 1 },
                long: None,
                every: Some(period),
            } => Self::Blink(Rate::Every(period)),
            _ => self,
        }
    }

    /// How many flashes come in a group, for a rhythm that is counted; without the long ones of a code
    /// of long and short flashes.
    #[must_use]
    pub fn count(self) -> Option<Span> {
        match self {
            Self::Flashes { count, .. } => Some(count),
            _ => None,
        }
    }

    /// How many long flashes come before the counted ones, for a code of long and short flashes.
    #[must_use]
    pub fn long_count(self) -> Option<Span> {
        match self {
            Self::Flashes { long, .. } => long,
            _ => None,
        }
    }

    /// After how many milliseconds it comes again, if that was given as a number.
    #[must_use]
    pub fn period_ms(self) -> Option<Span> {
        match self {
            Self::Blink(rate) | Self::Alternate(rate) => rate.period_ms(),
            Self::Flashes { every, .. } => every,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_of_a_second_is_slow() {
        let every = |low, high| Rhythm::Blink(Rate::Every(Span { low, high })).word();
        assert_eq!(every(1_000, 1_000), "blink-slow");
        assert_eq!(every(2_000, 3_000), "blink-slow");
        assert_eq!(every(250, 250), "blink-fast");
    }
}
