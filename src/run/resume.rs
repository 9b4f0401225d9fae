//! `resume`: goes on with a case that was left.

use super::Session;
use super::cases::{guide, kept, latest, none, trouble};
use super::dialog::Dialog;
use crate::cli::Resume;
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
    let dialog = Dialog {
        session,
        explain: false,
        described: None,
    };
    let first = vec![where_it_was(&record, &guide, &dropped)];
    let told = Some(Told { guide, case });
    let start = Start {
        told,
        described: None,
        first,
    };
    dialog.walk(start, Some(keeping))
}

/// The open case that began last.
fn newest(store: &Store) -> Result<u32, Failure> {
    let all = kept(store)?.records;
    latest(all.iter().filter(|record| record.is_open())).ok_or_else(|| nothing_open(&all))
}

fn nothing_open(records: &[Record]) -> Failure {
    let failure = Failure::usage("no-open-case", "there is no open case to go on with");
    let failure = none(failure);
    if records.is_empty() {
        return failure;
    }
    failure.help(
        "`blinkdoc history` lists those that have ended, and `blinkdoc resume CASE` opens one",
    )
}

/// What the person should know before the next question.
fn where_it_was(record: &Record, guide: &Guide, dropped: &[String]) -> Page {
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
    page
}
