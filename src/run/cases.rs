//! What the commands for cases have in common: finding a case and its guide.

use std::borrow::Cow;
use std::io;

use super::Session;
use crate::failure::Failure;
use crate::finding::list;
use crate::kb::Guide;
use crate::record::Record;
use crate::store::{Kept, Store, Trouble};

/// All cases.
pub(super) fn kept(store: &Store) -> Result<Kept, Failure> {
    store.kept().map_err(|error| unreadable(&error))
}

fn unreadable(error: &io::Error) -> Failure {
    let message = format!("the cases that were kept cannot be read: {error}");
    Failure::cannot_run("unreadable-cases", message)
        .help("`XDG_STATE_HOME` says where they are, else `~/.local/state`")
}

/// The first of these, the newest ones first, in which more was told than the device; else the first.
pub(super) fn latest<'r>(records: impl Iterator<Item = &'r Record>) -> Option<u32> {
    let mut records = records.peekable();
    let first = records.peek().map(|record| record.number);
    let told = records.find(|record| record.light.is_some());
    told.map(|record| record.number).or(first)
}

/// The guide that a case is about.
pub(super) fn guide<'s>(
    session: &'s Session<'_>,
    record: &Record,
) -> Result<Cow<'s, Guide>, Failure> {
    let id = &record.guide.id;
    let found = session.library.find(id);
    let found = found.map_err(|error| Failure::cannot_run("damaged", format!("{error:#}")))?;
    found.filter(|guide| guide.id == *id).ok_or_else(|| {
        let message = format!(
            "case {} is about the guide `{id}`, which is not here",
            record.number
        );
        Failure::usage("unknown-device", message).help("add `--kb` with the path of that guide")
    })
}

/// The failure of a case that cannot be read.
pub(super) fn trouble(store: &Store, number: u32, trouble: Trouble) -> Failure {
    match trouble {
        Trouble::Missing => {
            kept(store).map_or_else(|failure| failure, |kept| unknown(number, &kept.records))
        }
        trouble => {
            let path = store.path(number).unwrap_or_default();
            let message = format!("`{}`: {trouble}", path.display());
            Failure::cannot_run("unreadable-case", message)
                .help("`blinkdoc history` lists the cases that can be read")
        }
    }
}

/// The failure of a number that leads nowhere.
pub(super) fn unknown(number: u32, records: &[Record]) -> Failure {
    let numbers: Vec<String> = records
        .iter()
        .map(|record| record.number.to_string())
        .collect();
    let message = format!("there is no case `{number}`");
    if numbers.is_empty() {
        return none(Failure::usage("unknown-case", message));
    }
    let cases = list(numbers.iter().map(String::as_str));
    let mut failure =
        Failure::usage("unknown-case", message).help(format!("the cases are: {cases}"));
    failure.candidates = numbers;
    failure.help("`blinkdoc history` says what they are about")
}

/// The same failure where there are no cases.
pub(super) fn none(failure: Failure) -> Failure {
    failure.help("`blinkdoc` begins one; what is told in a terminal is kept")
}
