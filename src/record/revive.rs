//! Record → case: what a guide, perhaps changed since, still makes of what was told.

use jiff::Timestamp;

use super::{EntryName, Record};
use crate::engine::{Case, Engine};
use crate::kb::{Guide, OTHER};
use crate::request::{self, Flag};

/// What a guide makes of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revived {
    /// The case, as far as it still applies; none without a light.
    pub case: Option<Case>,
    /// When each entry of the case was told.
    pub times: Vec<Timestamp>,
    /// What does not apply any more, and why, a line each.
    pub dropped: Vec<String>,
}

/// The case of a record by a guide. What the guide has no place for is dropped, and named.
#[must_use]
pub fn revive(record: &Record, guide: &Guide) -> Revived {
    let mut revived = Revived::default();
    let Some(id) = &record.light else {
        return revived;
    };
    let light = guide.light(id);
    if light.is_none() && id != OTHER {
        let message = format!("the guide `{}` knows no light `{id}` any more", guide.id);
        revived.dropped.push(message);
        let rest = record.history.iter();
        revived
            .dropped
            .extend(rest.map(|told| format!("`{}`", told.entry.words())));
        return revived;
    }
    let mut engine = Engine::new(guide);
    let mut case = Case {
        light,
        history: Vec::new(),
    };
    for told in &record.history {
        match request::told(&mut engine, &case, &told.entry.flag()) {
            Ok(entry) => {
                case.history.push(entry);
                revived.times.push(told.at);
            }
            Err(failure) => {
                let words = told.entry.words();
                revived
                    .dropped
                    .push(format!("`{words}`: {}", failure.message));
            }
        }
    }
    revived.case = Some(case);
    revived
}

impl EntryName {
    /// The entry in the words of the command line: `hot=no`, `reconnect=fixed`.
    #[must_use]
    pub fn words(&self) -> String {
        let (id, word) = match self {
            Self::Answer { question, answer } => (question, answer),
            Self::Try { step, outcome } => (step, outcome),
        };
        format!("{id}={word}")
    }

    fn flag(&self) -> Flag {
        match self {
            Self::Answer { .. } => Flag::Answer(self.words()),
            Self::Try { .. } => Flag::Tried(self.words()),
        }
    }
}
