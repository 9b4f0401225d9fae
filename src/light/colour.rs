//! The colours of a light, and which of them people mix up.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::error::LooksError;

/// A colour that an LED can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Red.
    Red,
    /// Amber, which is also called orange.
    Amber,
    /// Yellow.
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Cyan, teal or turquoise.
    Cyan,
    /// Purple, violet or magenta.
    Purple,
    /// Pink.
    Pink,
    /// White.
    White,
    /// All colours, one after the other.
    Rainbow,
    /// A colour that nobody named.
    Any,
}

/// Hues that people mix up, with how alike they are.
///
/// Red with green is no pair: to most people they differ, and they mean opposite things.
const NEIGHBOURS: [(Colour, Colour, f64); 7] = [
    (Colour::Amber, Colour::Yellow, 0.8),
    (Colour::Blue, Colour::Cyan, 0.8),
    (Colour::Purple, Colour::Pink, 0.8),
    (Colour::Red, Colour::Amber, 0.5),
    (Colour::Red, Colour::Pink, 0.5),
    (Colour::Green, Colour::Cyan, 0.5),
    (Colour::Blue, Colour::Purple, 0.5),
];

impl Colour {
    /// Every colour, in the order in which they are listed to people.
    pub const ALL: [Self; 11] = [
        Self::Red,
        Self::Amber,
        Self::Yellow,
        Self::Green,
        Self::Blue,
        Self::Cyan,
        Self::Purple,
        Self::Pink,
        Self::White,
        Self::Rainbow,
        Self::Any,
    ];

    /// The colour's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Cyan => "cyan",
            Self::Purple => "purple",
            Self::Pink => "pink",
            Self::White => "white",
            Self::Rainbow => "rainbow",
            Self::Any => "any",
        }
    }

    /// How alike two named colours are: 1 for the same, 0 for colours that nobody mixes up.
    #[must_use]
    pub fn likeness(self, other: Self) -> f64 {
        if self == other {
            return 1.0;
        }
        NEIGHBOURS
            .iter()
            .find(|(a, b, _)| (*a, *b) == (self, other) || (*a, *b) == (other, self))
            .map_or(0.0, |(_, _, likeness)| *likeness)
    }

    /// Whether two different hues are so near that one of them may be called the other.
    #[must_use]
    pub fn is_neighbour(self, other: Self) -> bool {
        self != other && self.likeness(other) > 0.0
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Colour {
    type Err = LooksError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "orange" => Ok(Self::Amber),
            "any colour" => Ok(Self::Any),
            _ => Self::ALL
                .into_iter()
                .find(|colour| colour.word() == text)
                .ok_or_else(|| LooksError::colour(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_reads_back_from_its_word() {
        for colour in Colour::ALL {
            assert_eq!(colour.word().parse(), Ok(colour));
        }
    }

    #[test]
    fn likeness_has_no_direction() {
        assert!(Colour::Amber.is_neighbour(Colour::Yellow));
        assert!(Colour::Yellow.is_neighbour(Colour::Amber));
        assert!(!Colour::Red.is_neighbour(Colour::Green));
        assert!(!Colour::Red.is_neighbour(Colour::Red));
    }
}
