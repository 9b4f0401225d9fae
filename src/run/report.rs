//! `report`: all that is known of one case, for whoever takes it over.

use super::cases::{guide, kept, latest, none, trouble};
use super::{Session, document};
use crate::cli::{self, Format};
use crate::failure::{Failure, Status};
use crate::output;
use crate::render::report;
use crate::report::Report;
use crate::store::{self, Store};

/// How wide a report in a file is set.
const COLUMNS: usize = 80;

/// Prints the report on a case, or writes it to a file.
pub(super) fn run(session: &Session<'_>, arguments: &cli::Report) -> Result<Status, Failure> {
    let store = Store::here();
    let number = match arguments.case {
        Some(number) => number,
        None => newest(&store)?,
    };
    let record = store.read(number);
    let record = record.map_err(|error| trouble(&store, number, error))?;
    let guide = guide(session, &record)?;
    let found = Report::of(&record, &guide, session.kb.clone());
    let page = || report::page(&found, store.zone());
    let json = || report::to_json(&found);
    let Some(path) = &arguments.output else {
        session.answer(page, json)?;
        return Ok(Status::Success);
    };
    let text = match session.format {
        Format::Text => page().to_text(COLUMNS, false),
        Format::Markdown => page().to_markdown(),
        Format::Json => document(&json()),
    };
    let name = path.display();
    store::write(path, &text).map_err(|error| {
        let message = format!("the report cannot be written to `{name}`: {error}");
        Failure::cannot_run("cannot-write", message).help("name a file in a folder that is there")
    })?;
    output::message(&format!("The report on case {number} is in `{name}`.\n"));
    Ok(Status::Success)
}

/// The case that began last.
fn newest(store: &Store) -> Result<u32, Failure> {
    let all = kept(store)?.records;
    latest(all.iter())
        .ok_or_else(|| none(Failure::usage("no-case", "there is no case to report on")))
}
