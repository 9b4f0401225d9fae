//! A record: what a person told in one case, and when, as lines of JSON that other programs can read.
//!
//! The first line is a [`Header`]; each line after it is one [`Event`] with its time. Everything is told
//! by ids, never by positions, so that a record outlives a change of its guide.

mod draft;
mod revive;

pub use draft::{Unreadable, read};
pub use revive::{Revived, revive};

use std::fmt::Write as _;
use std::mem;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::engine::{Case, Entry};
use crate::kb::{EndingKind, Guide, OTHER};

/// What the first line of every record says it is.
pub const SCHEMA: &str = "blinkdoc.case/1";

/// What a person told in one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The number of the case; 0 when it is not on disk.
    pub number: u32,
    /// The version of blinkdoc that began it.
    pub version: String,
    /// When it began.
    pub begun: Timestamp,
    /// When something was told last.
    pub last: Timestamp,
    /// The guide.
    pub guide: GuideName,
    /// The id of the light that it started with; [`OTHER`] when the guide does not know the light, none
    /// when it was not told yet.
    pub light: Option<String>,
    /// What was told since, oldest first.
    pub history: Vec<Told>,
    /// What support will want to know, such as the model, by its name.
    pub details: Vec<Detail>,
    /// The wait that has begun and not ended, and when it began.
    pub wait: Option<(Wait, Timestamp)>,
    /// The wait that has ended last, in the step that comes next.
    pub waited: Option<Wait>,
    /// Where the case has ended.
    pub end: Option<Ended>,
    /// How many whole lines could not be read.
    pub unreadable: usize,
}

/// The first line of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`SCHEMA`].
    pub schema: String,
    /// The number of the case.
    pub case: u32,
    /// The version of blinkdoc.
    pub version: String,
    /// When the case began.
    pub at: Timestamp,
    /// The guide.
    pub guide: GuideName,
}

/// A guide as a record names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideName {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it said: `sha256:` and a number that another text would not have.
    pub digest: String,
}

/// One line of a record behind the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When it was written.
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// What can happen in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Event {
    /// One thing more was told.
    Entry(EntryName),
    /// Another guide, or the same guide in another form.
    Guide {
        /// The guide.
        guide: GuideName,
    },
    /// The light was told.
    Light {
        /// Its id, or [`OTHER`].
        light: String,
    },
    /// What was told has changed in another way: all of it.
    Told {
        /// What is told now.
        told: Whole,
    },
    /// A wait has begun.
    Wait {
        /// The wait.
        wait: Wait,
    },
    /// A wait has ended.
    Waited {
        /// The wait.
        waited: Wait,
    },
    /// Something that support will want to know.
    Detail {
        /// Its name and its value.
        detail: Detail,
    },
    /// The case has ended.
    End {
        /// Where.
        end: EndName,
    },
}

/// One thing that a person told, by its ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum EntryName {
    /// An answer.
    Answer {
        /// The question.
        question: String,
        /// The answer.
        answer: String,
    },
    /// What a step led to.
    Try {
        /// The step.
        step: String,
        /// The outcome in the words of the command line: `no-change`, `light:steady-green`.
        outcome: String,
    },
}

/// The light and all that was told since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// The id of the light that it started with, or [`OTHER`]; none when it was not told yet.
    pub light: Option<String>,
    /// What was told since, oldest first.
    pub history: Vec<EntryName>,
}

/// One thing that a person told, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub entry: EntryName,
    /// When.
    pub at: Timestamp,
}

/// A wait within a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The step.
    pub step: String,
    /// Which of the waits of the step, counted from 1.
    pub number: usize,
    /// How long it is, in seconds.
    pub seconds: u32,
}

/// Something that support will want to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// What it is: `model`, `serial number`.
    pub name: String,
    /// What the person typed.
    pub value: String,
}

/// Where a case has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndName {
    /// The id of the ending.
    pub id: String,
    /// What sort of ending it is.
    pub kind: EndingKind,
}

/// Where a case has ended, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Where.
    pub end: EndName,
    /// When.
    pub at: Timestamp,
}

impl GuideName {
    /// The name of a guide.
    #[must_use]
    pub fn of(guide: &Guide) -> Self {
        Self {
            id: guide.id.clone(),
            name: guide.name.clone(),
            digest: digest(guide),
        }
    }
}

/// A number that changes with anything that a guide says.
fn digest(guide: &Guide) -> String {
    let text = serde_json::to_vec(guide).unwrap_or_default();
    let mut digest = "sha256:".to_owned();
    for byte in Sha256::digest(text) {
        let _ = write!(digest, "{byte:02x}");
    }
    digest
}

impl Whole {
    /// What was told in a case; none when not even the light was.
    #[must_use]
    pub fn of(guide: &Guide, case: Option<&Case>) -> Self {
        let Some(case) = case else {
            return Self::default();
        };
        let light = case.light.map_or(OTHER, |light| &guide[light].id);
        let history = case.history.iter();
        Self {
            light: Some(light.to_owned()),
            history: history.map(|entry| EntryName::of(guide, *entry)).collect(),
        }
    }
}

impl EntryName {
    /// An entry of a case by its ids.
    #[must_use]
    pub fn of(guide: &Guide, entry: Entry) -> Self {
        match entry {
            Entry::Answered(question, answer) => Self::Answer {
                question: guide[question].id.clone(),
                answer: guide[question].answers[answer].id.clone(),
            },
            Entry::Tried(step, outcome) => Self::Try {
                step: guide[step].id.clone(),
                outcome: outcome.word(guide),
            },
        }
    }
}

impl Record {
    /// A record in which nothing is told yet but the device.
    #[must_use]
    pub fn new(header: Header) -> Self {
        Self {
            number: header.case,
            version: header.version,
            begun: header.at,
            last: header.at,
            guide: header.guide,
            light: None,
            history: Vec::new(),
            details: Vec::new(),
            wait: None,
            waited: None,
            end: None,
            unreadable: 0,
        }
    }

    /// Whether there is something to go on with: the case has not ended, or only for a while.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let end = self.end.as_ref();
        end.is_none_or(|ended| ended.end.kind == EndingKind::Wait)
    }

    /// What is told now.
    #[must_use]
    pub fn whole(&self) -> Whole {
        Whole {
            light: self.light.clone(),
            history: self.history.iter().map(|told| told.entry.clone()).collect(),
        }
    }

    /// The events that lead from what is told here to what is told now.
    #[must_use]
    pub fn events_to(&self, guide: &GuideName, now: &Whole) -> Vec<Event> {
        let mut events = Vec::new();
        if self.guide != *guide {
            let guide = guide.clone();
            events.push(Event::Guide { guide });
        }
        let mut before = self.whole();
        if let (true, Some(light)) = (before == Whole::default(), &now.light) {
            let light = light.clone();
            before.light = Some(light.clone());
            events.push(Event::Light { light });
        }
        match now.history.strip_prefix(before.history.as_slice()) {
            Some(entries) if before.light == now.light => {
                events.extend(entries.iter().cloned().map(Event::Entry));
            }
            _ => events.push(Event::Told { told: now.clone() }),
        }
        events
    }

    /// The lines that lead from this record to another one, with the times at which that was told.
    #[must_use]
    pub fn lines_to(&self, now: &Self) -> Vec<Line> {
        let mut record = self.clone();
        let mut lines = Vec::new();
        let mut add = |record: &mut Self, at: Timestamp, event: Event| {
            let line = Line { at, event };
            record.happened(line.clone());
            lines.push(line);
        };
        for event in self.events_to(&now.guide, &now.whole()) {
            let told = match event {
                Event::Light { .. } => now.history.first(),
                Event::Entry(_) => now.history.get(record.history.len()),
                _ => None,
            };
            add(&mut record, told.map_or(now.last, |told| told.at), event);
        }
        for detail in &now.details {
            if !record.details.contains(detail) {
                let detail = detail.clone();
                add(&mut record, now.last, Event::Detail { detail });
            }
        }
        if let Some(waited) = now
            .waited
            .clone()
            .filter(|it| record.waited.as_ref() != Some(it))
        {
            add(&mut record, now.last, Event::Waited { waited });
        }
        if let Some((wait, since)) = now.wait.clone().filter(|_| record.wait != now.wait) {
            add(&mut record, since, Event::Wait { wait });
        }
        if let Some(Ended { end, at }) = now.end.clone().filter(|_| record.end != now.end) {
            add(&mut record, at, Event::End { end });
        }
        lines
    }

    /// Makes an event part of the record.
    pub fn happened(&mut self, Line { at, event }: Line) {
        self.last = at;
        match event {
            Event::Wait { wait } => self.wait = Some((wait, at)),
            Event::Waited { waited } => {
                self.wait = None;
                self.waited = Some(waited);
            }
            Event::Detail { detail } => {
                self.details.retain(|known| known.name != detail.name);
                self.details.push(detail);
            }
            Event::End { end } => self.end = Some(Ended { end, at }),
            Event::Entry(entry) => {
                self.goes_on();
                self.history.push(Told { entry, at });
            }
            Event::Guide { guide } => self.guide = guide,
            Event::Light { light } => {
                self.goes_on();
                self.light = Some(light);
                self.history.clear();
            }
            Event::Told { told } => {
                self.goes_on();
                self.light = told.light;
                let before = mem::take(&mut self.history);
                let at = |entry: &EntryName| {
                    let known = before.iter().find(|told| told.entry == *entry);
                    known.map_or(at, |told| told.at)
                };
                let history = told.history.into_iter();
                self.history = history
                    .map(|entry| Told {
                        at: at(&entry),
                        entry,
                    })
                    .collect();
            }
        }
    }

    /// What is told next puts an end to a wait and to an end.
    fn goes_on(&mut self) {
        self.wait = None;
        self.waited = None;
        self.end = None;
    }
}
