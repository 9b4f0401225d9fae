//! The cases that were kept, for people and for programs.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::Page;
use crate::failure::count;
use crate::kb::EndingKind;
use crate::record::Record;

/// A case that was kept, with what its light looks like where the guide is at hand.
#[derive(Clone, Debug)]
pub struct Known {
    /// What was kept.
    pub record: Record,
    /// The light in the guide's words.
    pub looks: Option<String>,
}

/// A moment as people write it, by the clock of a time zone.
pub(super) fn time(at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned(zone.clone());
    local.strftime("%Y-%m-%d %H:%M").to_string()
}

/// The cases one below the other, in few columns as well as in many.
#[must_use]
pub fn page(cases: &[Known], zone: &TimeZone) -> Page {
    let mut page = Page::new();
    for known in cases {
        page.gap();
        page.heading(format!("Case {}: {}", known.record.number, name(known)));
        let last = time(known.record.last, zone);
        page.item("-", format!("{}, told last {last}", state(&known.record)));
    }
    if cases.is_empty() {
        page.text("No cases.");
    }
    page
}

/// The cases that are not there any more.
#[must_use]
pub fn deleted(cases: &[Known]) -> Page {
    let mut page = Page::new();
    for known in cases {
        page.text(format!(
            "Deleted case {}: {}.",
            known.record.number,
            name(known)
        ));
    }
    if cases.is_empty() {
        page.text("No cases, so nothing is deleted.");
    }
    page
}

/// The device and its light.
fn name(known: &Known) -> String {
    let light = known.looks.as_ref().or(known.record.light.as_ref());
    let light = light.map(|light| format!(", {light}"));
    known.record.guide.name.clone() + &light.unwrap_or_default()
}

/// How far a case has come.
fn state(record: &Record) -> String {
    match &record.end {
        Some(ended) => kind(ended.end.kind).to_owned(),
        None if record.light.is_none() => "open before the light was told".to_owned(),
        None if record.history.is_empty() => "open after the light was told".to_owned(),
        None => format!("open after {}", count(record.history.len(), "answer")),
    }
}

fn kind(kind: EndingKind) -> &'static str {
    let mut all = EndingKind::ALL.into_iter();
    all.find(|(_, known)| *known == kind)
        .map_or("", |(word, _)| word)
}

/// `blinkdoc.history/1`: the cases that are there, those that were just deleted, and what is wrong with
/// files. Times are in UTC.
#[must_use]
pub fn to_json(cases: &[Known], deleted: &[Known], problems: &[String]) -> Value {
    let all = |cases: &[Known]| cases.iter().map(case).collect::<Vec<Value>>();
    json!({
        "schema": "blinkdoc.history/1",
        "cases": all(cases),
        "deleted": all(deleted),
        "problems": problems,
    })
}

fn case(Known { record, looks }: &Known) -> Value {
    json!({
        "case": record.number,
        "begun": record.begun,
        "last": record.last,
        "guide": {"id": record.guide.id, "name": record.guide.name},
        "light": record.light.as_ref().map(|id| json!({"id": id, "looks": looks})),
        "answers": record.history.len(),
        "open": record.is_open(),
        "end": record.end.as_ref().map(|ended| json!({"id": ended.end.id, "kind": ended.end.kind, "at": ended.at})),
    })
}
