//! `history`: lists the cases that were kept, or deletes them.

use jiff::SignedDuration;

use super::Session;
use super::cases::{kept, unknown};
use crate::cli::{Format, History, Which};
use crate::failure::{Failure, Status};
use crate::output;
use crate::record::Record;
use crate::render::history::{self, Known};
use crate::store::Store;

/// Lists cases, or deletes them.
pub(super) fn run(session: &Session<'_>, arguments: &History) -> Result<Status, Failure> {
    let store = Store::here();
    let mut all = kept(&store)?;
    if session.format != Format::Json {
        for problem in &all.problems {
            output::message(&format!("warning: {problem}\n"));
        }
    }
    if let Some(days) = arguments.older_than {
        let age = SignedDuration::from_hours(24 * i64::from(days));
        // Before the first moment that there is nothing was told.
        let limit = store.now().checked_sub(age).ok();
        all.records
            .retain(|record| limit.is_some_and(|limit| record.last < limit));
    }
    let listed = |records: Vec<Record>| -> Vec<Known> {
        records
            .into_iter()
            .map(|record| known(session, record))
            .collect()
    };
    let Some(which) = arguments.delete else {
        let cases = listed(all.records);
        return session
            .answer(
                || history::page(&cases, store.zone()),
                || history::to_json(&cases, &[], &all.problems),
            )
            .map(|()| Status::Success);
    };
    let (gone, left): (Vec<Record>, Vec<Record>) = match which {
        Which::All => (all.records, Vec::new()),
        Which::One(number) => all
            .records
            .into_iter()
            .partition(|record| record.number == number),
    };
    if let (Which::One(number), []) = (which, gone.as_slice()) {
        return Err(unknown(number, &left));
    }
    delete(&store, &gone)?;
    let (gone, left) = (listed(gone), listed(left));
    session.answer(
        || history::deleted(&gone),
        || history::to_json(&left, &gone, &all.problems),
    )?;
    Ok(Status::Success)
}

/// Deletes cases; those that cannot be deleted keep no other from it.
fn delete(store: &Store, records: &[Record]) -> Result<(), Failure> {
    let mut failed = Vec::new();
    for record in records {
        if let Err(trouble) = store.delete(record.number) {
            failed.push(format!("case {} is not deleted: {trouble}", record.number));
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    let deleted = records.len() - failed.len();
    let failure = Failure::cannot_run("not-deleted", failed.join("; "));
    Err(failure.help(format!("deleted: {deleted} of {}", records.len())))
}

/// A case with its light in the guide's words; a guide that is not here is no reason not to list it.
fn known(session: &Session<'_>, record: Record) -> Known {
    let guide = session.library.find(&record.guide.id).ok().flatten();
    let looks = guide.and_then(|guide| {
        let light = guide.light(record.light.as_deref()?)?;
        Some(guide[light].text.clone())
    });
    Known { record, looks }
}
