//! The words of a guide and the numbers they stand for (design: "words to numbers").

use std::fmt::{self, Display, Formatter};
use std::marker::PhantomData;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::finding::{list, near_miss};

/// The weight of "something else" on every light.
pub const OTHER_WEIGHT: f64 = 0.5;
/// The chance that a person is not sure, whatever the cause, in 0..=1.
pub const NOT_SURE_CHANCE: f64 = 0.1;
/// How often people give an answer unless it says otherwise.
pub const SHARE: &str = "sometimes";
/// Minutes that answering a question takes unless it says otherwise.
pub const QUESTION_MINUTES: f64 = 0.5;
/// Minutes that a hand-over to support costs unless the guide says otherwise.
pub const SUPPORT_MINUTES: f64 = 360.0;

const HIGH: f64 = 6.0;
const MEDIUM: f64 = 3.0;
const LOW: f64 = 1.0;

/// A word that stands for a number; a plain number may stand in its place and wins.
pub trait Word: Sized {
    /// The words that a guide may use.
    const WORDS: &'static [(&'static str, f64)];
    /// The least and the greatest number that may stand for a word. Neither is so extreme that the
    /// products of many could leave the range of numbers.
    const RANGE: (f64, f64);
    /// What a plain number may lie between, for a message.
    const NUMBERS: &'static str;
}

/// How likely a cause is on a light.
#[derive(Clone, Copy, Debug)]
pub struct Likelihood;

impl Word for Likelihood {
    const WORDS: &'static [(&'static str, f64)] =
        &[("high", HIGH), ("medium", MEDIUM), ("low", LOW)];
    const RANGE: (f64, f64) = (0.001, 1000.0);
    const NUMBERS: &'static str = "a weight from 0.001 to 1000 (`low` is 1)";
}

/// How surely a step repairs a cause once gentler steps for the same mechanism have failed.
#[derive(Clone, Copy, Debug)]
pub struct Repair;

impl Word for Repair {
    const WORDS: &'static [(&'static str, f64)] = &[
        ("certain", 0.95),
        ("high", 0.8),
        ("medium", 0.5),
        ("low", 0.2),
    ];
    const RANGE: (f64, f64) = (0.001, 0.999);
    const NUMBERS: &'static str = "a chance from 0.001 to 0.999 (`medium` is 0.5)";
}

/// How often people give an answer, whatever the cause.
#[derive(Clone, Copy, Debug)]
pub struct Share;

impl Word for Share {
    const WORDS: &'static [(&'static str, f64)] =
        &[("common", 6.0), ("sometimes", 3.0), ("seldom", 1.0)];
    const RANGE: (f64, f64) = (0.001, 1000.0);
    const NUMBERS: &'static str = "a weight from 0.001 to 1000 (`seldom` is 1)";
}

/// How strongly an answer points to a cause, or away from it.
#[derive(Clone, Copy, Debug)]
pub struct Strength;

impl Word for Strength {
    const WORDS: &'static [(&'static str, f64)] = &[("strongly", 9.0), ("slightly", 3.0)];
    const RANGE: (f64, f64) = (0.001, 1000.0);
    const NUMBERS: &'static str = "a factor from 0.001 to 1000 (`slightly` is 3)";
}

/// A value as written: one of the words of `W`, or a number in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct WordOrNumber<W> {
    written: Written,
    words: PhantomData<W>,
}

/// What stands in a guide where a word is wanted.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// A plain number.
    Number(f64),
    /// A word, whether or not it is known.
    Word(String),
}

impl Display for Written {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => f.write_str(&readable(*number)),
            Self::Word(word) => word.fmt(f),
        }
    }
}

impl<W: Word> WordOrNumber<W> {
    /// A word.
    #[must_use]
    pub fn word(word: &str) -> Self {
        Written::Word(word.to_owned()).into()
    }

    /// The number that is meant, or what would have been accepted.
    ///
    /// # Errors
    ///
    /// When the word is none of `W`, or the number lies outside its range: a sentence that names what
    /// is accepted.
    pub fn number(&self) -> Result<f64, String> {
        let (least, greatest) = W::RANGE;
        let names = || W::WORDS.iter().map(|(name, _)| *name);
        let near = match &self.written {
            Written::Number(number) if (least..=greatest).contains(number) => return Ok(*number),
            Written::Number(_) => None,
            Written::Word(word) => match W::WORDS.iter().find(|(name, _)| name == word) {
                Some((_, number)) => return Ok(*number),
                None => near_miss(word, names()),
            },
        };
        Err(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use one of {}, or {}", list(names()), W::NUMBERS),
        })
    }

    /// Puts something else in its place; the result is what stood there.
    pub fn replace(&mut self, written: Written) -> Written {
        std::mem::replace(&mut self.written, written)
    }

    /// The next word below and above what is written; none below the lowest and above the highest.
    #[must_use]
    pub fn notches(&self) -> [Option<&'static str>; 2] {
        let Ok(here) = self.number() else {
            return [None, None];
        };
        let words = || W::WORDS.iter().copied();
        let below = words().filter(|(_, number)| *number < here);
        let above = words().filter(|(_, number)| *number > here);
        [
            below.max_by(|a, b| a.1.total_cmp(&b.1)),
            above.min_by(|a, b| a.1.total_cmp(&b.1)),
        ]
        .map(|word| word.map(|(name, _)| name))
    }
}

impl<W> From<Written> for WordOrNumber<W> {
    fn from(written: Written) -> Self {
        Self {
            written,
            words: PhantomData,
        }
    }
}

impl<'de, W> Deserialize<'de> for WordOrNumber<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        // Written out, because an untagged enum does not tell where in a map the wrong value stands.
        impl Visitor<'_> for Either {
            type Value = Written;

            fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.write_str("a word or a number")
            }

            fn visit_str<E>(self, word: &str) -> Result<Self::Value, E> {
                Ok(Written::Word(word.to_owned()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
                Ok(Written::Number(number))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
                self.visit_i128(number.into())
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                self.visit_i128(number.into())
            }

            fn visit_i128<E: Error>(self, number: i128) -> Result<Self::Value, E> {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "what is too large to be exact is refused, whatever its last digits"
                )]
                Ok(Written::Number(number as f64))
            }

            fn visit_u128<E: Error>(self, number: u128) -> Result<Self::Value, E> {
                self.visit_i128(i128::try_from(number).unwrap_or(i128::MAX))
            }
        }

        deserializer.deserialize_any(Either).map(Self::from)
    }
}

impl<W> Display for WordOrNumber<W> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.written.fmt(f)
    }
}

/// A number in digits, or in powers of ten where nobody would count the digits.
#[must_use]
pub fn readable(number: f64) -> String {
    const MOST_DIGITS: usize = 24;
    let digits = number.to_string();
    if digits.len() > MOST_DIGITS {
        format!("{number:e}")
    } else {
        digits
    }
}

/// The word for a cause that has this weight: the one whose weight is nearest in ratio.
#[must_use]
pub fn likelihood_word(weight: f64) -> &'static str {
    // The border between two words is their geometric mean, compared as squares.
    if weight * weight >= HIGH * MEDIUM {
        "high"
    } else if weight * weight >= MEDIUM * LOW {
        "medium"
    } else {
        "low"
    }
}

/// A length of time as guides write it: `30 s`, `15 min`, `1 h`. The result is in seconds.
///
/// # Errors
///
/// When the text is not a whole number above 0 with one of those units, or more than a day.
pub fn duration(text: &str) -> Result<u32, String> {
    const DAY: u32 = 24 * 3600;
    let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
    let factor = match unit {
        "s" => Some(1),
        "min" => Some(60),
        "h" => Some(3600),
        _ => None,
    };
    let seconds = factor.and_then(|factor| number.parse::<u32>().ok()?.checked_mul(factor));
    seconds
        .filter(|seconds| (1..=DAY).contains(seconds))
        .ok_or_else(|| {
            "write a whole number and `s`, `min` or `h`, a day at most: `30 s`".to_owned()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number<W: Word>(number: f64) -> WordOrNumber<W> {
        Written::Number(number).into()
    }

    #[test]
    fn words_stand_for_the_numbers_of_the_contract() {
        let likelihood = WordOrNumber::<Likelihood>::word;
        assert_eq!(likelihood("medium").number(), Ok(3.0));
        assert_eq!(WordOrNumber::<Repair>::word("medium").number(), Ok(0.5));
        assert_eq!(WordOrNumber::<Share>::word("common").number(), Ok(6.0));
        assert_eq!(WordOrNumber::<Strength>::word("strongly").number(), Ok(9.0));
        assert_eq!(number::<Likelihood>(2.5).number(), Ok(2.5));
    }

    #[test]
    fn other_words_and_impossible_numbers_are_refused() {
        assert!(WordOrNumber::<Share>::word("often").number().is_err());
        for wrong in [-1.0, 0.0, 1e-300, 1.0, f64::NAN, f64::INFINITY] {
            assert!(number::<Repair>(wrong).number().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_word_has_a_next_one_but_the_last() {
        let word = WordOrNumber::<Repair>::word;
        assert_eq!(word("low").notches(), [None, Some("medium")]);
        assert_eq!(word("high").notches(), [Some("medium"), Some("certain")]);
        assert_eq!(word("certain").notches(), [Some("high"), None]);
        assert_eq!(
            number::<Repair>(0.6).notches(),
            [Some("medium"), Some("high")]
        );
        assert_eq!(word("often").notches(), [None, None]);
    }

    #[test]
    fn a_whole_number_of_any_size_is_a_number() {
        let share = |text: &str| serde_yaml::from_str::<WordOrNumber<Share>>(text);
        for (text, read) in [
            ("1000", "1000"),
            ("-9223372036854775808", "-9223372036854776000"),
            ("18446744073709551616", "18446744073709552000"),
            ("-1000000000000000000000000", "-1e24"),
            ("1e300", "1e300"),
        ] {
            let number = share(text).expect("it is a number");
            assert_eq!(number.to_string(), read);
            assert_eq!(number.number().is_ok(), text == "1000", "{text}");
        }
    }

    #[test]
    fn a_weight_reads_as_the_nearest_word() {
        let words: Vec<&str> = [6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.5]
            .map(likelihood_word)
            .into();
        assert_eq!(
            words,
            ["high", "high", "medium", "medium", "medium", "low", "low"]
        );
    }

    #[test]
    fn durations_have_a_unit() {
        assert_eq!(duration("30 s"), Ok(30));
        assert_eq!(duration("15 min"), Ok(900));
        assert_eq!(duration("1 h"), Ok(3600));
        for wrong in [
            "30",
            "30s",
            "-1 s",
            "0 s",
            "2 days",
            "99999999 h",
            "25 h",
            "",
        ] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
