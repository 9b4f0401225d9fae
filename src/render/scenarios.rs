//! What came of scenarios, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::failure::{count, finding, of};
use crate::finding::{Severity, printable};
use crate::scenario::{Tested, Verdict};

/// Every mistake, every scenario that fails with what came instead, and how many there are.
#[must_use]
pub fn to_text(tested: &Tested) -> String {
    let mut text = String::new();
    for finding in &tested.findings {
        let _ = writeln!(text, "{finding}");
    }
    for verdict in tested.failed() {
        failed(&mut text, verdict);
    }
    let failures = tested.failed().count();
    let errors = of(&tested.findings, Severity::Error);
    let mut counts: Vec<String> = [
        (errors, count(errors, "error")),
        (failures, format!("{failures} failed")),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(_, words)| words)
    .collect();
    if counts.is_empty() {
        counts.push("all pass".to_owned());
    }
    let _ = writeln!(
        text,
        "{} of {} replayed: {}",
        count(tested.verdicts.len(), "scenario"),
        count(tested.files, "file"),
        counts.join(", ")
    );
    text
}

fn failed(text: &mut String, verdict: &Verdict) {
    let _ = writeln!(text, "failed: {}", printable(&verdict.name));
    for miss in &verdict.misses {
        let _ = write!(text, "{miss}");
    }
    let end = format!("end: {}", verdict.end.0);
    let came: Vec<&str> = verdict
        .came_up
        .iter()
        .chain([&end])
        .map(String::as_str)
        .collect();
    let _ = writeln!(text, "  light: {}", verdict.light);
    let _ = writeln!(text, "  came up: {}", came.join(", "));
    let _ = writeln!(text, "  the same case: {}\n", printable(&verdict.command));
}

/// `blinkdoc.test/1`: every mistake, and what came of every scenario.
#[must_use]
pub fn to_json(tested: &Tested) -> Value {
    let failed = tested.failed().count();
    json!({
        "schema": "blinkdoc.test/1",
        "files": tested.files,
        "passed": tested.verdicts.len() - failed,
        "failed": failed,
        "errors": of(&tested.findings, Severity::Error),
        "scenarios": tested.verdicts.iter().map(scenario).collect::<Vec<Value>>(),
        "findings": tested.findings.iter().map(finding).collect::<Vec<Value>>(),
    })
}

fn scenario(verdict: &Verdict) -> Value {
    let (id, kind) = &verdict.end;
    json!({
        "name": verdict.name,
        "file": verdict.place.file,
        "line": verdict.place.line,
        "guide": verdict.guide,
        "light": verdict.light,
        "passed": verdict.is_passed(),
        "came_up": verdict.came_up,
        "end": {"id": id, "kind": kind},
        "command": verdict.command,
        "findings": verdict.misses.iter().map(finding).collect::<Vec<Value>>(),
    })
}
