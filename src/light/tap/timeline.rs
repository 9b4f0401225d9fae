//! What a light did, written as `on 200 off 200 on 200 off 1400`.
//!
//! ```text
//! timeline = entry { entry }
//! entry    = ( "on" | "off" ) time
//! time     = number [ "ms" | "s" ]
//! ```
//!
//! Commas, semicolons, colons and equals signs may stand between the words.

use std::ops::Range;

use thiserror::Error;

use super::search::MOST_FLASHES;
use super::{Beat, Taps, Verdict};
use crate::light::rhythm::Rhythm;
use crate::light::span::thousandths;

/// How many entries a timeline can have.
const MOST_ENTRIES: usize = 10_000;
/// A timeline with more flashes than this is a log, and not a few groups that come again.
const MOST_IN_A_ROUND: usize = 2 * MOST_FLASHES;
/// How often a timeline is followed that goes round.
const ROUNDS: usize = 16;
/// In hundredths: a light that is lit for this share of the time is mostly on.
const MOSTLY_ON: u64 = 75;

/// For how long a light was on and off, in turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Neighbours differ, no time is 0, and all together fit into 32 bits.
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    on: bool,
    ms: u32,
}

/// Why a text is no timeline, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{fault}")]
pub struct TimelineError {
    /// The bytes of the text that are wrong; empty at its end if something is missing there.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub fault: TimelineFault,
}

/// What is wrong with a timeline; the message names the word, [`TimelineError::help`] what is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TimelineFault {
    /// There is nothing to read.
    #[error("no timeline given")]
    Empty,
    /// A word stands where it should say what the light did.
    #[error("`{word}` is neither `on` nor `off`")]
    State {
        /// The word found.
        word: String,
    },
    /// It does not say for how long.
    #[error("`{state}` has no time after it")]
    NoTime {
        /// `on` or `off`, as written.
        state: String,
    },
    /// A word stands where a number belongs.
    #[error("`{word}` is not a time")]
    Time {
        /// The word found.
        word: String,
    },
    /// A number has a unit that is none.
    #[error("`{word}` is not a unit of time")]
    Unit {
        /// The word found.
        word: String,
    },
    /// A time is shorter than a millisecond.
    #[error("`{word}` is no time at all")]
    Zero {
        /// The number found.
        word: String,
    },
    /// The times add up to more than can be reckoned with.
    #[error("the timeline lasts too long")]
    TooLong,
    /// There are too many entries.
    #[error("the timeline has more than {MOST_ENTRIES} entries")]
    TooMany,
}

impl TimelineError {
    /// What to write instead, in the imperative.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self.fault {
            TimelineFault::Empty => "write it like `on 200 off 200 on 200 off 1400`",
            TimelineFault::State { .. } => "begin each entry with `on` or `off`",
            TimelineFault::NoTime { .. } => "add a time, such as `200`, `200 ms` or `0.2 s`",
            TimelineFault::Time { .. } => "write it like `200`, `200 ms` or `0.2 s`",
            TimelineFault::Unit { .. } => "use `ms`, `s` or nothing, which is milliseconds",
            TimelineFault::Zero { .. } => "leave the entry out, or give it 1 ms at least",
            TimelineFault::TooLong => "keep it below 49 days",
            TimelineFault::TooMany => "give a part of it; some rounds of the light are enough",
        }
    }
}

impl Timeline {
    /// Reads a timeline such as `on 200 off 200 on 200 off 1400` or `On: 0.2 s, off: 1.8 s`.
    ///
    /// # Errors
    ///
    /// Says which word is wrong and where; [`TimelineError::help`] says what is accepted in its place.
    pub fn parse(text: &str) -> Result<Self, TimelineError> {
        let mut words = Words { text, at: 0 };
        let mut timeline = Self {
            entries: Vec::new(),
        };
        let (mut count, mut total) = (0, 0_u32);
        while let Some(state) = words.next() {
            let entry = words.entry(&state)?;
            count += 1;
            if count > MOST_ENTRIES {
                return Err(words.error(state, |_| TimelineFault::TooMany));
            }
            total = total
                .checked_add(entry.ms)
                .ok_or_else(|| words.error(state, |_| TimelineFault::TooLong))?;
            timeline.add(entry);
        }
        if count == 0 {
            return Err(words.error(text.len()..text.len(), |_| TimelineFault::Empty));
        }
        Ok(timeline)
    }

    /// The rhythm of the light.
    ///
    /// It goes round, unless it is lit both in the beginning and in the end: then nobody knows for how long
    /// it was lit around the joint. A light that is never or always lit, or nearly always, is told as such.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.entries.as_slice() {
            [Entry { on, .. }] => Verdict::Clear(Beat::lasting(lasting(*on))),
            _ => match self.taps().verdict() {
                Verdict::Clear(beat) if self.is_mostly_on() => Verdict::Clear(Beat {
                    rhythm: Rhythm::Inverse,
                    ..beat
                }),
                verdict => verdict,
            },
        }
    }

    /// When the light came on, round after round if it goes round and is short.
    #[must_use]
    pub fn taps(&self) -> Taps {
        let mut once = Vec::new();
        let mut at = 0_u64;
        for Entry { on, ms } in &self.entries {
            if *on {
                once.push(at);
            }
            at += u64::from(*ms);
        }
        let starts = (0..self.rounds(once.len())).scan(0, |next, _| {
            let start = *next;
            *next += at;
            Some(start)
        });
        starts
            .flat_map(|start| once.iter().map(move |on| start + on))
            .collect()
    }

    fn rounds(&self, flashes: usize) -> usize {
        let lit = |entry: Option<&Entry>| entry.is_some_and(|entry| entry.on);
        let goes_round = !(lit(self.entries.first()) && lit(self.entries.last()));
        if goes_round && flashes <= MOST_IN_A_ROUND {
            ROUNDS
        } else {
            1
        }
    }

    fn is_mostly_on(&self) -> bool {
        let sum = |entries: &mut dyn Iterator<Item = &Entry>| -> u64 {
            entries.map(|entry| u64::from(entry.ms)).sum()
        };
        let all = sum(&mut self.entries.iter());
        let on = sum(&mut self.entries.iter().filter(|entry| entry.on));
        on * 100 >= all * MOSTLY_ON
    }

    /// Adds an entry; one that goes on with the last makes it longer.
    fn add(&mut self, entry: Entry) {
        match self.entries.last_mut() {
            Some(last) if last.on == entry.on => last.ms = last.ms.saturating_add(entry.ms),
            _ => self.entries.push(entry),
        }
    }
}

fn lasting(on: bool) -> Rhythm {
    if on { Rhythm::Steady } else { Rhythm::Off }
}

/// The words of a timeline, each by its place: runs of letters, of digits, or of anything else.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letters,
    Number,
    Between,
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            ',' | ';' | ':' | '=' => Self::Between,
            '.' | '0'..='9' => Self::Number,
            _ if c.is_whitespace() => Self::Between,
            _ if c.is_alphabetic() => Self::Letters,
            _ => Self::Other,
        }
    }
}

impl Words<'_> {
    /// Goes on to the next word.
    fn next(&mut self) -> Option<Range<usize>> {
        let word = self.peek()?;
        self.at = word.end;
        Some(word)
    }

    fn peek(&self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(|c| Kind::of(c) != Kind::Between)?;
        let word = self.text.get(start..)?;
        let kind = Kind::of(word.chars().next()?);
        let length = word.find(|c| Kind::of(c) != kind).unwrap_or(word.len());
        Some(start..start + length)
    }

    /// Reads the rest of an entry that begins with a word.
    fn entry(&mut self, state: &Range<usize>) -> Result<Entry, TimelineError> {
        let on = is_on(self.word(state))
            .ok_or_else(|| self.error(state.clone(), |word| TimelineFault::State { word }))?;
        let Some(number) = self.next() else {
            return Err(self.error(state.clone(), |state| TimelineFault::NoTime { state }));
        };
        let Some(amount) = thousandths(self.word(&number)) else {
            return Err(match is_on(self.word(&number)) {
                Some(_) => self.error(state.clone(), |state| TimelineFault::NoTime { state }),
                None => self.error(number, |word| TimelineFault::Time { word }),
            });
        };
        let ms = amount.checked_mul(self.unit_ms()?).map(|time| time / 1_000);
        match ms.map(u32::try_from) {
            Some(Ok(0)) => Err(self.error(number, |word| TimelineFault::Zero { word })),
            Some(Ok(ms)) => Ok(Entry { on, ms }),
            _ => Err(self.error(number, |_| TimelineFault::TooLong)),
        }
    }

    /// Reads a unit if there is one, and says how many milliseconds it is.
    fn unit_ms(&mut self) -> Result<u64, TimelineError> {
        let Some(unit) = self.peek() else {
            return Ok(1);
        };
        let word = self.word(&unit);
        let ms = match word.to_ascii_lowercase().as_str() {
            "ms" => 1,
            "s" => 1_000,
            _ if is_on(word).is_none() && unit.start == self.at => {
                return Err(self.error(unit, |word| TimelineFault::Unit { word }));
            }
            _ => return Ok(1),
        };
        self.at = unit.end;
        Ok(ms)
    }

    fn word(&self, at: &Range<usize>) -> &str {
        self.text.get(at.clone()).unwrap_or_default()
    }

    fn error(&self, at: Range<usize>, fault: impl Fn(String) -> TimelineFault) -> TimelineError {
        let fault = fault(self.word(&at).to_owned());
        TimelineError { at, fault }
    }
}

fn is_on(word: &str) -> Option<bool> {
    if word.eq_ignore_ascii_case("on") {
        Some(true)
    } else if word.eq_ignore_ascii_case("off") {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        match Timeline::parse(text) {
            Ok(timeline) => format!("{:?}", timeline.entries),
            Err(error) => format!("{:?} {error}: {}", error.at, error.help()),
        }
    }

    fn verdict(text: &str) -> Verdict {
        Timeline::parse(text).unwrap().verdict()
    }

    fn looks(text: &str) -> String {
        match verdict(text) {
            Verdict::Clear(beat) => beat.looks().to_string(),
            verdict => format!("{verdict:?}"),
        }
    }

    #[test]
    fn mistakes_name_the_word_its_place_and_the_remedy() {
        for (text, expected) in [
            (
                "",
                "0..0 no timeline given: write it like `on 200 off 200 on 200 off 1400`",
            ),
            (
                " , ",
                "3..3 no timeline given: write it like `on 200 off 200 on 200 off 1400`",
            ),
            (
                "on 200 of 200",
                "7..9 `of` is neither `on` nor `off`: begin each entry with `on` or `off`",
            ),
            (
                "200 on",
                "0..3 `200` is neither `on` nor `off`: begin each entry with `on` or `off`",
            ),
            (
                "on 200 off",
                "7..10 `off` has no time after it: add a time, such as `200`, `200 ms` or `0.2 s`",
            ),
            (
                "on off 200",
                "0..2 `on` has no time after it: add a time, such as `200`, `200 ms` or `0.2 s`",
            ),
            (
                "on long",
                "3..7 `long` is not a time: write it like `200`, `200 ms` or `0.2 s`",
            ),
            (
                "on -5",
                "3..4 `-` is not a time: write it like `200`, `200 ms` or `0.2 s`",
            ),
            (
                "on 1.2.3",
                "3..8 `1.2.3` is not a time: write it like `200`, `200 ms` or `0.2 s`",
            ),
            (
                "on 3min",
                "4..7 `min` is not a unit of time: use `ms`, `s` or nothing, which is milliseconds",
            ),
            (
                "on 5 off 0",
                "9..10 `0` is no time at all: leave the entry out, or give it 1 ms at least",
            ),
            (
                "on 0.5",
                "3..6 `0.5` is no time at all: leave the entry out, or give it 1 ms at least",
            ),
            (
                "on 9999999 s",
                "3..10 the timeline lasts too long: keep it below 49 days",
            ),
            (
                "on 99999999999999999999",
                "3..23 `99999999999999999999` is not a time: write it like `200`, `200 ms` or `0.2 s`",
            ),
            (
                "on 4294967295 off 1",
                "14..17 the timeline lasts too long: keep it below 49 days",
            ),
        ] {
            assert_eq!(message(text), expected, "{text}");
        }
    }

    #[test]
    fn ten_thousand_entries_are_enough() {
        assert!(Timeline::parse(&"on 1 off 1 ".repeat(5_000)).is_ok());
        let error = Timeline::parse(&"on 1 off 1 ".repeat(5_001)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the timeline has more than 10000 entries"
        );
    }

    #[test]
    fn many_spellings_are_one_timeline() {
        let timeline = Timeline::parse("on 200 off 1800");
        for text in [
            "ON 200 Off 1800",
            "on:200,off:1800",
            "on=200; off=1800",
            "on 0.2s off 1.8 s",
            "on 200ms off 1800 ms",
            "on200off1800",
            "on 100 on 100 off 1800",
        ] {
            assert_eq!(Timeline::parse(text), timeline, "{text}");
        }
    }

    /// Flashes of 0.1 s, 0.2 s from one to the next, and a pause of so many milliseconds.
    fn flashes(count: u32, pause: u32) -> String {
        let flashes: String = (1..count).map(|_| "on 100 off 100 ").collect();
        format!("{flashes} on 100 off {}", pause - 100)
    }

    #[test]
    fn each_count_is_heard() {
        for count in 2..=8 {
            for pause in [450, 1_000, 60_000] {
                let Verdict::Clear(beat) = verdict(&flashes(count, pause)) else {
                    panic!("no rhythm in {count} flashes and {pause} ms");
                };
                assert_eq!(beat.looks().id(), format!("{count}x"), "{pause}");
                assert_eq!(beat.period_ms, Some(200 * (count - 1) + pause));
            }
        }
    }

    #[test]
    fn a_timeline_is_a_rhythm() {
        for (text, expected) in [
            (
                "on 200 off 200 on 200 off 1400",
                "any colour, flashes twice every 2 s",
            ),
            ("on 500 off 500", "any colour, blinks every 1 s"),
            ("off 500 on 500", "any colour, blinks every 1 s"),
            (
                "off 700 on 200 off 200 on 200 off 700",
                "any colour, flashes twice every 2 s",
            ),
            (
                "on 200 off 200 on 200 off 200 on 200 off 5 s",
                "any colour, flashes 3 times every 6 s",
            ),
            ("on 100 off 2.9 s", "any colour, blinks every 3 s"),
            ("on 50 off 50", "any colour, blinks every 0.1 s"),
            ("on 1800 off 200", "any colour, mostly on"),
            ("on 200 off 200 on 1400 off 200", "any colour, mostly on"),
            ("on 5000", "any colour, steady"),
            ("off 5000", "off"),
            ("on 200 off 200 on 200", "TooFew { more: 3 }"),
        ] {
            assert_eq!(looks(text), expected, "{text}");
        }
    }
}
