//! A failure: why there is no answer, what to do about it, and the exit status that says so.

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::finding::{Finding, Place, Severity, list, printable};

/// Why the program ends without an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Stable kebab-case name.
    pub kind: &'static str,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// What to do, a line each.
    pub help: Vec<String>,
    /// The values that would have been accepted, the nearest first.
    pub candidates: Vec<String>,
    /// The mistakes in guides that are behind it.
    pub findings: Vec<Finding>,
    /// Whose fault it is.
    pub status: Status,
}

/// The exit status of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Answered, or the case came to an end.
    Success = 0,
    /// Mistakes were looked for, and there are some.
    Mistakes = 1,
    /// Wrong usage, an unknown name, or input that was needed and not given.
    Usage = 2,
    /// An unreadable or broken knowledge base, or an answer that could not be written.
    CannotRun = 3,
    /// Ended by an interrupt: 128 and the number of the signal.
    Interrupted = 130,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

impl Failure {
    /// Something that the person typed, or did not.
    #[must_use]
    pub fn usage(kind: &'static str, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            help: Vec::new(),
            candidates: Vec::new(),
            findings: Vec::new(),
            status: Status::Usage,
        }
    }

    /// Something that keeps the program from running.
    #[must_use]
    pub fn cannot_run(kind: &'static str, message: impl Into<String>) -> Self {
        Self {
            status: Status::CannotRun,
            ..Self::usage(kind, message)
        }
    }

    /// A name that leads nowhere: with the near miss, and what there is.
    #[must_use]
    pub fn unknown(
        kind: &'static str,
        message: String,
        near: Option<&str>,
        what: &str,
        candidates: Vec<String>,
    ) -> Self {
        let mut failure = Self::usage(kind, message);
        failure
            .help
            .extend(near.map(|near| format!("did you mean `{near}`?")));
        failure.help.push(format!(
            "{what}: {}",
            list(candidates.iter().map(String::as_str))
        ));
        failure.candidates = candidates;
        let nearest = failure
            .candidates
            .iter()
            .position(|candidate| Some(candidate.as_str()) == near);
        if let Some(nearest) = nearest {
            failure.candidates[..=nearest].rotate_right(1);
        }
        failure
    }

    /// A knowledge base with mistakes.
    #[must_use]
    pub fn broken_guides(path: &Path, findings: Vec<Finding>) -> Self {
        let mut counts = count(of(&findings, Severity::Error), "mistake");
        let warnings = of(&findings, Severity::Warning);
        if warnings > 0 {
            counts = format!("{counts}, {}", count(warnings, "warning"));
        }
        let message = format!("nothing of `{}` is used: {counts}", path.display());
        Self {
            findings,
            ..Self::cannot_run("broken-guide", message)
        }
    }

    /// The same failure with a line of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The failure as a mistake in a file, with the first line of its help.
    #[must_use]
    pub fn at(&self, place: Place) -> Finding {
        Finding {
            help: self.help.first().cloned(),
            ..Finding::error(self.kind, self.message.clone(), place)
        }
    }

    /// The failure for people.
    #[must_use]
    pub fn to_text(&self) -> String {
        let findings = self.findings.iter().map(|finding| format!("{finding}\n"));
        let help = self
            .help
            .iter()
            .map(|help| format!("help: {}\n", printable(help)));
        let error = format!("error: {}\n", printable(&self.message));
        findings.chain([error]).chain(help).collect()
    }

    /// The failure for programs: `blinkdoc.error/1`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "schema": "blinkdoc.error/1",
            "error": {
                "kind": self.kind,
                "message": self.message,
                "help": self.help,
                "candidates": self.candidates,
                "findings": self.findings.iter().map(finding).collect::<Vec<Value>>(),
            },
        })
    }
}

/// How many of the findings are that severe.
#[must_use]
pub fn of(findings: &[Finding], severity: Severity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}

/// `1 mistake`, `2 mistakes`.
#[must_use]
pub fn count(number: usize, thing: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{ending}")
}

/// A finding for programs.
#[must_use]
pub fn finding(finding: &Finding) -> Value {
    let place = |place: &Place| {
        let at_line = place.line > 0;
        json!({
            "file": place.file,
            "line": at_line.then_some(place.line),
            "column": at_line.then_some(place.column),
            "width": at_line.then_some(place.width),
        })
    };
    let mut json = json!({
        "severity": finding.severity.to_string(),
        "code": finding.code,
        "title": finding.title,
    });
    let related = finding.related.as_ref().map(|(at, label)| {
        let mut related = place(at);
        related["label"] = json!(label);
        related
    });
    if let (Value::Object(json), Value::Object(place)) = (&mut json, place(&finding.place)) {
        json.extend(place);
    }
    json["related"] = json!(related);
    json["help"] = json!(finding.help);
    json
}
