//! The ledgers and the guides agree: every fact is used or laid aside with a reason, and none is made up.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_yaml::Value;

/// The ledger of a guide.
pub(crate) struct Ledger {
    /// The ids of its rows, and how often each stands there.
    pub(crate) rows: BTreeMap<String, usize>,
    /// The rows not carried, with the reason.
    pub(crate) laid_aside: BTreeMap<String, String>,
}

impl Ledger {
    pub(crate) fn of(text: &str) -> Self {
        let (facts, rest) = text
            .split_once("\n## Rows not carried\n")
            .expect("a ledger has the section `## Rows not carried`");
        let mut rows = BTreeMap::new();
        for (id, _) in facts.lines().filter_map(row) {
            *rows.entry(id.to_owned()).or_default() += 1;
        }
        let own = |(id, reason): (&str, &str)| (id.to_owned(), reason.trim().to_owned());
        Self {
            rows,
            laid_aside: rest.lines().filter_map(row).map(own).collect(),
        }
    }
}

/// A line `- <id> · <text>`, with an id like `K-07`, `KQ-1` or `V-K-03`.
fn row(line: &str) -> Option<(&str, &str)> {
    let (id, text) = line.strip_prefix("- ")?.split_once(" · ")?;
    let number = id.rsplit_once('-')?.1;
    let is_id = id
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
        && number.bytes().all(|b| b.is_ascii_digit());
    is_id.then_some((id, text))
}

/// Every row that is cited anywhere in a YAML value.
pub(crate) fn cites(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Sequence(items) => items.iter().for_each(|item| cites(item, found)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                if key.as_str() == Some("cite") {
                    let rows = value.as_sequence().expect("`cite` is a list");
                    let rows = rows
                        .iter()
                        .map(|row| row.as_str().expect("a row is a text"));
                    found.extend(rows.map(str::to_owned));
                } else {
                    cites(value, found);
                }
            }
        }
        _ => {}
    }
}

/// The names of the files of a folder, without this ending.
fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).expect("the folder is there");
    let names = files.map(|file| file.expect("it can be listed").file_name());
    names
        .filter_map(|name| Some(name.to_str()?.strip_suffix(ending)?.to_owned()))
        .collect()
}

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("it can be read")
}

#[test]
fn every_guide_has_a_ledger_and_every_ledger_a_guide() {
    assert_eq!(names("kb", ".yaml"), names("kb/sources", ".md"));
}

#[test]
fn every_row_is_cited_or_laid_aside_with_a_reason() {
    for id in names("kb", ".yaml") {
        let ledger = Ledger::of(&text(&format!("kb/sources/{id}.md")));
        let guide: Value = serde_yaml::from_str(&text(&format!("kb/{id}.yaml"))).expect("YAML");
        let mut cited = BTreeSet::new();
        cites(&guide, &mut cited);

        let rows: BTreeSet<String> = ledger.rows.keys().cloned().collect();
        let aside: BTreeSet<String> = ledger.laid_aside.keys().cloned().collect();
        assert!(!rows.is_empty(), "{id}: the ledger has rows");
        let none: Vec<&String> = Vec::new();
        let repeated = ledger.rows.iter().filter(|(_, count)| **count > 1);
        assert_eq!(
            repeated.map(|(row, _)| row).collect::<Vec<_>>(),
            none,
            "{id}: rows that stand there twice"
        );
        let made_up: Vec<&String> = cited.difference(&rows).collect();
        assert_eq!(made_up, none, "{id}: cited, and not in the ledger");
        let unknown: Vec<&String> = aside.difference(&rows).collect();
        assert_eq!(unknown, none, "{id}: laid aside, and not in the ledger");
        let both: Vec<&String> = cited.intersection(&aside).collect();
        assert_eq!(both, none, "{id}: cited and laid aside");
        let lost: Vec<&String> = rows
            .iter()
            .filter(|row| !cited.contains(*row) && !aside.contains(*row))
            .collect();
        assert_eq!(lost, none, "{id}: neither cited nor laid aside");
        let silent = ledger
            .laid_aside
            .iter()
            .filter(|(_, reason)| reason.is_empty());
        assert_eq!(
            silent.map(|(row, _)| row).collect::<Vec<_>>(),
            none,
            "{id}: laid aside without a reason"
        );
    }
}

#[test]
fn a_row_is_told_from_other_lines() {
    assert_eq!(row("- K-07 · Solid red"), Some(("K-07", "Solid red")));
    assert_eq!(
        row("- V-K-01 · no LEDs · official"),
        Some(("V-K-01", "no LEDs · official"))
    );
    for line in [
        "K-07 · Solid red",
        "- see K-07 · here",
        "- K · Kasa",
        "- K-07: red",
        "",
    ] {
        assert_eq!(row(line), None, "{line}");
    }
}
