//! Looks to their canonical text, which [`Looks::parse`] reads back to the same value.

use std::fmt;

use super::colour::Colour;
use super::looks::{Led, Looks, Show};
use super::rhythm::{Rate, Rhythm};
use super::span::Span;

impl fmt::Display for Looks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_joined(f, &self.leds, " + ")
    }
}

impl fmt::Display for Led {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            write!(f, "{name}: ")?;
        }
        for show in &self.before {
            write!(f, "{show}, then ")?;
        }
        write!(f, "{}", self.show)
    }
}

impl fmt::Display for Show {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let colours = Colours(&self.colours);
        match (self.rhythm, self.colours.as_slice()) {
            (Rhythm::Alternate(rate), _) => write!(f, "{colours} in turn{rate}")?,
            (Rhythm::Off, [Colour::Any]) => f.write_str("off")?,
            (rhythm, _) => write!(f, "{colours}, {rhythm}")?,
        }
        match self.for_ms {
            Some(time) => write!(f, ", for {}", time.as_time()),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Rhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Steady => f.write_str("steady"),
            Self::Blink(rate) => write!(f, "blinks{rate}"),
            Self::Pulse => f.write_str("pulses"),
            Self::Flashes { count, long, every } => {
                match long {
                    Some(long) => write!(f, "flashes {long} long and {count} short")?,
                    None => write!(f, "flashes {}", Times(*count))?,
                }
                every.map_or(Ok(()), |every| write!(f, "{}", Rate::Every(every)))
            }
            Self::Inverse => f.write_str("mostly on"),
            Self::Alternate(rate) => write!(f, "in turn{rate}"),
            Self::Off => f.write_str("off"),
            Self::Any => f.write_str("any rhythm"),
        }
    }
}

/// Written with a space in front, because it follows a verb; nothing if unsaid.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsaid => Ok(()),
            Self::Slow => f.write_str(" slowly"),
            Self::Fast => f.write_str(" fast"),
            Self::Every(period) => write!(f, " every {}", period.as_time()),
        }
    }
}

struct Times(Span);

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Span { low: 1, high: 1 } => f.write_str("once"),
            Span { low: 2, high: 2 } => f.write_str("twice"),
            count => write!(f, "{count} times"),
        }
    }
}

struct Colours<'a>(&'a [Colour]);

impl fmt::Display for Colours<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [Colour::Any] => f.write_str("any colour"),
            colours => write_joined(f, colours, " and "),
        }
    }
}

fn write_joined<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    between: &str,
) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}
