//! A report: all that is known of one case, for whoever takes it over.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::diagnosis::Diagnosis;
use crate::engine::Entry;
use crate::kb::{Guide, Note};
use crate::record::{Detail, GuideName, Record, Revived, revive};
use crate::request::{self, Found};

/// What is to be said about a case that was kept.
#[derive(Debug)]
pub struct Report<'r> {
    /// What was kept.
    pub record: &'r Record,
    /// The guide as it is now.
    pub guide: &'r Guide,
    /// The path of `--kb`, for the command that tells the same case.
    pub kb: Option<PathBuf>,
    /// Whether the guide has changed since.
    pub is_changed: bool,
    /// What there is to say about the case; none without a light.
    pub diagnosis: Option<Diagnosis<'r>>,
    /// When each entry of the case was told.
    pub times: Vec<Timestamp>,
    /// What the guide has no place for any more, a line each.
    pub dropped: Vec<String>,
}

impl<'r> Report<'r> {
    /// The report on a case, by the guide as it is now.
    #[must_use]
    pub fn of(record: &'r Record, guide: &'r Guide, kb: Option<PathBuf>) -> Self {
        let Revived {
            case,
            times,
            dropped,
        } = revive(record, guide);
        let diagnosis = case.map(|case| Diagnosis {
            kb: kb.clone(),
            ..Diagnosis::of(guide, case, Found::Exact)
        });
        Self {
            record,
            guide,
            kb,
            is_changed: record.guide != GuideName::of(guide),
            diagnosis,
            times,
            dropped,
        }
    }

    /// What was told, oldest first, and when.
    pub fn told(&self) -> impl Iterator<Item = (Entry, Timestamp)> + '_ {
        let case = self.diagnosis.iter().map(|diagnosis| &diagnosis.case);
        let entries = case.flat_map(|case| case.history.iter().copied());
        entries.zip(self.times.iter().copied())
    }

    /// The command that tells the same case.
    #[must_use]
    pub fn command(&self) -> String {
        let case = self.diagnosis.as_ref().map(|diagnosis| &diagnosis.case);
        request::command(self.guide, case, self.kb.as_deref())
    }
}

/// What support wants to have and the person has not told.
pub fn missing<'g>(guide: &'g Guide, told: &'g [Detail]) -> impl Iterator<Item = &'g Note> {
    let is_told = |note: &&Note| told.iter().any(|detail| detail.name == note.say);
    guide.support.sheet().filter(move |note| !is_told(note))
}
