//! What can be wrong with a text in the notation, and what to write instead.

use thiserror::Error;

use super::colour::Colour;

/// Words that begin a rhythm, with how the rest of it goes.
const RHYTHMS: [&str; 7] = [
    "steady",
    "blinks",
    "pulses",
    "flashes",
    "mostly on",
    "off",
    "any rhythm",
];

/// How alike a wrong word must be to a right one to be taken for a slip.
const NEAR: f64 = 0.6;

/// Why a text is not in the notation; the message names the word, [`LooksError::help`] what is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LooksError {
    /// There is nothing to read.
    #[error("no light described")]
    Empty,
    /// A word stands where a colour belongs.
    #[error("`{word}` is not a colour")]
    Colour {
        /// The word found.
        word: String,
        /// The colour that is spelled most alike.
        near: Option<Colour>,
    },
    /// Words stand where a rhythm belongs.
    #[error("`{words}` is not a rhythm")]
    Rhythm {
        /// The words found.
        words: String,
        /// The rhythm that is spelled most alike.
        near: Option<&'static str>,
    },
    /// Words stand where it should say how often it blinks.
    #[error("`{words}` is not a rate")]
    Rate {
        /// The words found.
        words: String,
    },
    /// A rhythm counts its flashes, and the number is missing or none.
    #[error("`{words}` does not say how many flashes")]
    Count {
        /// The words found.
        words: String,
    },
    /// Words stand where a time belongs.
    #[error("`{words}` is not a time")]
    Time {
        /// The words found.
        words: String,
    },
    /// A colour stands without a rhythm.
    #[error("`{colours}` has no rhythm")]
    NoRhythm {
        /// The colours found.
        colours: String,
    },
    /// Several colours stand with a rhythm that can show only one.
    #[error("`{colours}` are several colours for one LED")]
    SeveralColours {
        /// The colours found.
        colours: String,
    },
    /// One colour, or one colour twice, is said to come in turn.
    #[error("`{colours}` cannot come in turn")]
    OneColourInTurn {
        /// The colours found.
        colours: String,
    },
    /// An LED has a name that cannot be one.
    #[error("`{name}` is not a name for an LED")]
    Name {
        /// The name found.
        name: String,
    },
    /// Words are left over at the end.
    #[error("`{words}` is left over")]
    LeftOver {
        /// The words found.
        words: String,
    },
}

impl LooksError {
    /// What to write instead, in the imperative.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Empty => "write it like `red, blinks every 2-3 s`".to_owned(),
            Self::Colour {
                near: Some(near), ..
            } => format!("did you mean `{near}`?"),
            Self::Colour { near: None, .. } => format!(
                "use one of {}",
                listed(Colour::ALL.iter().map(|c| c.word()))
            ),
            Self::Rhythm {
                near: Some(near), ..
            } => format!("did you mean `{near}`?"),
            Self::Rhythm { near: None, .. } => {
                format!("use one of {}, or `red and blue in turn`", listed(RHYTHMS))
            }
            Self::Rate { .. } => "use `slowly`, `fast`, `every 2-3 s` or nothing".to_owned(),
            Self::Count { .. } => {
                "use `once`, `twice`, `3 times`, `3-4 times` or `2 long and 3 short`; without a number write `blinks`"
                    .to_owned()
            }
            Self::Time { .. } => "write it like `2 s`, `2-3 s`, `250 ms` or `5 min`".to_owned(),
            Self::NoRhythm { colours } => format!("add a rhythm, such as `{colours}, steady`"),
            Self::SeveralColours { colours } => {
                format!("write `{colours} in turn`, or join two LEDs with `+`")
            }
            Self::OneColourInTurn { .. } => {
                "name two different colours, such as `red and blue in turn`".to_owned()
            }
            Self::Name { .. } => "use small letters, digits, spaces and hyphens".to_owned(),
            Self::LeftOver { .. } => {
                "after the rhythm comes at most a time, such as `for 3 s`".to_owned()
            }
        }
    }

    pub(super) fn colour(word: &str) -> Self {
        Self::Colour {
            word: word.to_owned(),
            near: nearest(word, Colour::ALL, Colour::word),
        }
    }

    pub(super) fn rhythm(words: &str) -> Self {
        Self::Rhythm {
            words: words.to_owned(),
            near: nearest(words, RHYTHMS, |rhythm| rhythm),
        }
    }
}

fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

fn nearest<T>(
    text: &str,
    all: impl IntoIterator<Item = T>,
    word: impl Fn(T) -> &'static str,
) -> Option<T>
where
    T: Copy,
{
    all.into_iter()
        .map(|one| (strsim::normalized_damerau_levenshtein(text, word(one)), one))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, one)| one)
}
