//! What there is to say about guides, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::failure::{count, finding, of};
use crate::finding::Severity;
use crate::kb::Guides;

/// The findings one below the other, and how many there are in how many files.
#[must_use]
pub fn to_text(checked: &Guides, files: usize) -> String {
    let mut text = String::new();
    for finding in &checked.findings {
        let _ = writeln!(text, "{finding}");
    }
    let counts: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning")]
        .into_iter()
        .map(|(severity, thing)| (of(&checked.findings, severity), thing))
        .filter(|(number, _)| *number > 0)
        .map(|(number, thing)| count(number, thing))
        .collect();
    let counts = if counts.is_empty() {
        "nothing to mend".to_owned()
    } else {
        counts.join(", ")
    };
    let _ = writeln!(text, "{} checked: {counts}", count(files, "file"));
    text
}

/// `blinkdoc.check/1`: every finding, and the guides in which nothing is wrong.
#[must_use]
pub fn to_json(checked: &Guides) -> Value {
    let guides: Vec<Value> = checked
        .guides
        .iter()
        .map(|guide| json!({"id": guide.id, "name": guide.name, "lights": guide.lights.len()}))
        .collect();
    json!({
        "schema": "blinkdoc.check/1",
        "errors": of(&checked.findings, Severity::Error),
        "warnings": of(&checked.findings, Severity::Warning),
        "guides": guides,
        "findings": checked.findings.iter().map(finding).collect::<Vec<Value>>(),
    })
}
