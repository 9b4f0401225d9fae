//! What a device's indicators show: one or several LEDs, each with its colours and rhythm.

use serde::{Deserialize, Serialize};

use super::colour::Colour;
use super::rhythm::{Pace, Rate, Rhythm};
use super::span::Span;

/// What a person sees at one time: all LEDs that matter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Looks {
    /// The LEDs, at least one.
    pub leds: Vec<Led>,
}

/// One LED, with what it shows in the end and what it showed before that.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Led {
    /// The LED's name where it has one, such as `power`: small letters, digits, spaces and hyphens.
    pub name: Option<String>,
    /// The passing shows of a sequence, in order; empty for most lights.
    pub before: Vec<Show>,
    /// What it shows, and in a sequence: the state that lasts.
    pub show: Show,
}

/// Colours with a rhythm.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Show {
    /// One colour, or several different ones for a rhythm that shows them in turn.
    pub colours: Vec<Colour>,
    /// What it does over time.
    pub rhythm: Rhythm,
    /// For how many milliseconds, if it ends by itself.
    pub for_ms: Option<Span>,
}

impl Looks {
    /// A short id, rhythm first: `slow-red`, `3x-amber`, `steady-blue+blink-green`.
    #[must_use]
    pub fn id(&self) -> String {
        let ids: Vec<String> = self.leds.iter().map(Led::id).collect();
        ids.join("+")
    }
}

impl From<Show> for Looks {
    fn from(show: Show) -> Self {
        Self {
            leds: vec![Led::from(show)],
        }
    }
}

impl Led {
    /// The rhythm's word, as programs read it: `sequence` if something came before.
    #[must_use]
    pub fn rhythm_word(&self) -> &'static str {
        if self.before.is_empty() {
            self.show.rhythm.word()
        } else {
            "sequence"
        }
    }

    /// Every colour that it shows, in the order of their first showing.
    #[must_use]
    pub fn colours(&self) -> Vec<Colour> {
        let mut colours = Vec::new();
        for colour in self.shows().flat_map(|show| &show.colours) {
            if !colours.contains(colour) {
                colours.push(*colour);
            }
        }
        colours
    }

    /// Everything that it shows, in order.
    pub fn shows(&self) -> impl Iterator<Item = &Show> {
        self.before.iter().chain([&self.show])
    }

    fn id(&self) -> String {
        let shows: Vec<String> = self.shows().map(Show::id).collect();
        let mut id = shows.join("-then-");
        if let Some(name) = &self.name {
            id.push('-');
            id.push_str(&name.replace(' ', "-"));
        }
        id
    }
}

impl From<Show> for Led {
    fn from(show: Show) -> Self {
        Self {
            name: None,
            before: Vec::new(),
            show,
        }
    }
}

impl Show {
    /// A colour with a rhythm, for as long as you look.
    #[must_use]
    pub fn new(colour: Colour, rhythm: Rhythm) -> Self {
        Self {
            colours: vec![colour],
            rhythm,
            for_ms: None,
        }
    }

    /// The rhythm, then the colours in a fixed order, so that lights that look the same share an id.
    fn id(&self) -> String {
        let mut colours = self.colours.clone();
        colours.sort_unstable();
        let colours = colours
            .iter()
            .filter(|colour| **colour != Colour::Any)
            .map(|colour| colour.word());
        let mut parts = vec![rhythm_id(self.rhythm)];
        parts.extend(colours.map(str::to_owned));
        parts.join("-")
    }
}

fn rhythm_id(rhythm: Rhythm) -> String {
    match rhythm {
        Rhythm::Blink(rate) => pace_id(rate).unwrap_or("blink").to_owned(),
        Rhythm::Flashes {
            count,
            long: Some(long),
            ..
        } => format!("{long}-long-{count}-short"),
        Rhythm::Flashes { count, .. } => format!("{count}x"),
        Rhythm::Alternate(rate) => match pace_id(rate) {
            Some(pace) => format!("{pace}-alternate"),
            None => "alternate".to_owned(),
        },
        _ => rhythm.word().to_owned(),
    }
}

fn pace_id(rate: Rate) -> Option<&'static str> {
    rate.pace().map(|pace| match pace {
        Pace::Slow => "slow",
        Pace::Fast => "fast",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_put_the_rhythm_first() {
        for (looks, id) in [
            ("red, blinks every 2-3 s", "slow-red"),
            ("red, blinks fast", "fast-red"),
            ("red, steady", "steady-red"),
            ("red, blinks", "blink-red"),
            ("red and blue in turn", "alternate-red-blue"),
            ("blue and red in turn", "alternate-red-blue"),
            ("amber and green in turn fast", "fast-alternate-amber-green"),
            ("green, steady", "steady-green"),
            ("off", "off"),
            ("any colour, blinks fast", "fast"),
            ("amber, flashes 3 times", "3x-amber"),
            ("red, flashes 5-6 times", "5-6x-red"),
            ("green, flashes 2 long and 3 short", "2-long-3-short-green"),
            ("blue, steady + green, blinks", "steady-blue+blink-green"),
            ("power: red, pulses", "pulse-red-power"),
            (
                "amber, blinks, then amber, steady",
                "blink-amber-then-steady-amber",
            ),
        ] {
            assert_eq!(
                Looks::parse(looks).map(|looks| looks.id()),
                Ok(id.to_owned())
            );
        }
    }
}
