//! `resume`: goes on with a case that was left.

use super::Session;
use super::cases::{guide, kept, none, trouble};
use super::dialog::Dialog;
use crate::cli::Resume;
use crate::engine::{Case, Engine, Entry};
use crate::failure::{Failure, Status, count};
use crate::kb::Guide;
use crate::record::{GuideName, Record, Revived, revive};
use crate::render::Page;
use crate::store::Store;
use crate::wizard::{Start, Told};

/// Walks on from where a case was left; one that has ended stands at its end.
pub(super) fn run(session: &Session<'_>, arguments: &Resume) -> Result<Status, Failure> {
    let store = Store::here();
    let number = match arguments.case {
        Some(number) => number,
        None => newest(&store)?,
    };
    let gone_on = store.clone().go_on(number);
    let (record, keeping) = gone_on.map_err(|error| trouble(&store, number, error))?;
    let guide = guide(session, &record)?;
    let Revived { case, dropped, .. } = revive(&record, &guide);
    let (case, again) = if record.end.is_some() && record.is_open() {
        reopened(&guide, case)
    } else {
        (case, None)
    };
    let dialog = Dialog {
        session,
        explain: false,
        described: None,
    };
    dialog.message(&where_it_was(&record, &guide, &dropped, again));
    let told = Some(Told { guide, case });
    let start = Start {
        told,
        described: None,
    };
    dialog.walk(start, Some(keeping))
}

/// The open case that began last.
fn newest(store: &Store) -> Result<u32, Failure> {
    let all = kept(store)?.records;
    let newest = all.iter().find(|record| record.is_open());
    newest
        .map(|record| record.number)
        .ok_or_else(|| nothing_open(&all))
}

fn nothing_open(records: &[Record]) -> Failure {
    let failure = Failure::usage("no-open-case", "there is no open case to go on with");
    let failure = none(failure);
    if records.is_empty() {
        return failure;
    }
    failure.help("`blinkdoc history` lists those that have ended")
}

/// A case that ended with the advice to wait, before what ended it; and that, if it was an entry.
fn reopened(guide: &Guide, case: Option<Case>) -> (Option<Case>, Option<Entry>) {
    let Some(mut case) = case else {
        return (None, None);
    };
    if !Engine::new(guide).has_ended(&case) {
        return (Some(case), None);
    }
    // Without an entry it was the light itself, which is asked for again.
    let last = case.history.pop();
    (last.map(|_| case), last)
}

/// What the person should know before the next question.
fn where_it_was(record: &Record, guide: &Guide, dropped: &[String], again: Option<Entry>) -> Page {
    let mut page = Page::new();
    let answers = count(record.history.len(), "answer");
    page.text(format!(
        "Case {}: {}, after {answers}.",
        record.number, guide.name
    ));
    if !dropped.is_empty() {
        page.text("The guide has changed since. What it has no place for any more is left out:");
        for line in dropped {
            page.item("-", line);
        }
    } else if record.guide != GuideName::of(guide) {
        page.text("The guide has changed since; all that you told still applies.");
    }
    if !record.is_open() {
        page.text("It has ended; what you told can still be changed.");
    }
    if let Some(entry) = again {
        let what = match entry {
            Entry::Answered(question, _) => &guide[question].ask,
            Entry::Tried(step, _) => &guide[step].title,
        };
        page.text(format!(
            "It ended with the advice to wait, so this comes again: {what}"
        ));
    }
    page.gap();
    page
}
