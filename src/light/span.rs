//! A whole number or a range of them: how often, or how many milliseconds.

use std::fmt;

use serde::{Deserialize, Serialize};

const SECOND: u32 = 1_000;
const MINUTE: u32 = 60_000;

/// A number, or a range whose ends both belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The lower end.
    pub low: u32,
    /// The upper end; the same as `low` for a single number.
    pub high: u32,
}

impl Span {
    /// A single number.
    #[must_use]
    pub fn exactly(number: u32) -> Self {
        Self {
            low: number,
            high: number,
        }
    }

    /// The range between two numbers, given in either order.
    #[must_use]
    pub fn between(one: u32, other: u32) -> Self {
        Self {
            low: one.min(other),
            high: one.max(other),
        }
    }

    /// Whether some number belongs to both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// How far apart two spans are, as the ratio of their nearest ends: 1 where they overlap.
    #[must_use]
    pub fn ratio(self, other: Self) -> f64 {
        if self.overlaps(other) {
            return 1.0;
        }
        let (below, above) = if self.high < other.low {
            (self.high, other.low)
        } else {
            (other.high, self.low)
        };
        f64::from(above) / f64::from(below.max(1))
    }

    /// One after the other.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            high: self.high.saturating_add(other.high),
        }
    }

    /// The middle of the range.
    #[must_use]
    pub fn middle(self) -> u32 {
        self.low.midpoint(self.high)
    }

    /// Reads `3` or `3-4`.
    pub(super) fn parse_count(text: &str) -> Option<Self> {
        parse_ends(text, |end| end.parse().ok())
    }

    /// Reads `2 s`, `2-3 s`, `0.5 s`, `250 ms` or `5 min` as milliseconds.
    pub(super) fn parse_time(text: &str) -> Option<Self> {
        let unit_at = text.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, unit) = text.split_at_checked(unit_at)?;
        let unit_ms = match unit {
            "ms" => 1,
            "s" => SECOND,
            "min" => MINUTE,
            _ => return None,
        };
        parse_ends(number.trim_end(), |end| {
            thousandths(end)?
                .checked_mul(u64::from(unit_ms))
                .and_then(|value| u32::try_from(value / 1_000).ok())
        })
    }

    /// The span as a time: `2-3 s`, `0.5 s`, `5 min`.
    pub(super) fn as_time(self) -> impl fmt::Display {
        Time(self)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.low == self.high {
            write!(f, "{}", self.low)
        } else {
            write!(f, "{}-{}", self.low, self.high)
        }
    }
}

/// Reads a decimal number such as `2` or `0.25` as thousandths.
pub(super) fn thousandths(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() > 3 {
        return None;
    }
    let fraction: u64 = format!("{fraction:0<3}").parse().ok()?;
    whole
        .parse::<u64>()
        .ok()?
        .checked_mul(1_000)?
        .checked_add(fraction)
}

/// Reads one number above zero, or two with a dash between them in rising order.
fn parse_ends(text: &str, read: impl Fn(&str) -> Option<u32>) -> Option<Span> {
    let (low, high) = text.split_once(['-', '–']).unwrap_or((text, text));
    let span = Span {
        low: read(low)?,
        high: read(high)?,
    };
    (0 < span.low && span.low <= span.high).then_some(span)
}

/// A span of milliseconds, written in the largest unit that suits both ends.
struct Time(Span);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Span { low, high } = self.0;
        if low % MINUTE == 0 && high % MINUTE == 0 {
            return write!(f, "{} min", Span::between(low / MINUTE, high / MINUTE));
        }
        write!(f, "{}", Seconds(low))?;
        if high != low {
            write!(f, "-{}", Seconds(high))?;
        }
        f.write_str(" s")
    }
}

/// Milliseconds, written as seconds without needless zeros.
struct Seconds(u32);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / SECOND, self.0 % SECOND);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        let text = format!("{whole}.{rest:03}");
        f.write_str(text.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_and_write() {
        for (text, low, high) in [
            ("2-3 s", 2_000, 3_000),
            ("0.25 s", 250, 250),
            ("1.5-2 s", 1_500, 2_000),
            ("5 min", 300_000, 300_000),
            ("90 s", 90_000, 90_000),
        ] {
            let span = Span { low, high };
            assert_eq!(Span::parse_time(text), Some(span));
            assert_eq!(span.as_time().to_string(), text);
        }
        assert_eq!(Span::parse_time("250 ms"), Some(Span::exactly(250)));
    }

    #[test]
    fn nonsense_is_no_time() {
        for text in [
            "",
            "s",
            "2",
            "2 h",
            "3-2 s",
            "0 s",
            "-1 s",
            "1.2345 s",
            "99999999999999999999 s",
            "2 - 3 s x",
        ] {
            assert_eq!(Span::parse_time(text), None, "{text}");
        }
    }

    #[test]
    fn ratio_compares_the_nearest_ends() {
        assert!(
            (Span::exactly(1_000).ratio(Span::between(2_000, 3_000)) - 2.0).abs() < f64::EPSILON
        );
        assert!(
            (Span::exactly(2_500).ratio(Span::between(2_000, 3_000)) - 1.0).abs() < f64::EPSILON
        );
    }
}
