//! What there is to say about guides, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::check::Checked;
use crate::failure::{count, finding, of};
use crate::finding::Severity;
use crate::kb::Guide;
use crate::proof::{Longest, Proof};

/// The findings one below the other, what was proved of each guide, and how many findings there are in
/// how many files.
#[must_use]
pub fn to_text(
    Checked {
        guides: checked,
        proofs,
    }: &Checked,
    files: usize,
) -> String {
    let mut text = String::new();
    for finding in &checked.findings {
        let _ = writeln!(text, "{finding}");
    }
    for (guide, proof) in checked.guides.iter().zip(proofs) {
        let Longest { answers, minutes } = proof.longest();
        let states = count(proof.states(), "state");
        let (walked, answers) = (proof.walked(), count(answers, "answer"));
        let _ = writeln!(
            text,
            "{}: {states}, {walked} walked; at most {answers} and {minutes} min",
            guide.id
        );
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

/// `blinkdoc.check/1`: every finding, and the guides that could be read, with what was proved of them.
#[must_use]
pub fn to_json(
    Checked {
        guides: checked,
        proofs,
    }: &Checked,
) -> Value {
    let guides: Vec<Value> = checked
        .guides
        .iter()
        .zip(proofs)
        .map(|(guide, proof)| {
            json!({
                "id": guide.id,
                "name": guide.name,
                "lights": guide.lights.len(),
                "proof": self::proof(guide, proof),
            })
        })
        .collect();
    json!({
        "schema": "blinkdoc.check/1",
        "errors": of(&checked.findings, Severity::Error),
        "warnings": of(&checked.findings, Severity::Warning),
        "guides": guides,
        "findings": checked.findings.iter().map(finding).collect::<Vec<Value>>(),
    })
}

/// The counts of a proof, as a whole and for each light.
fn proof(guide: &Guide, proof: &Proof) -> Value {
    let counts = |states: usize, walked: usize, longest: Longest| {
        json!({
            "states": states,
            "walked": walked,
            "longest": {"answers": longest.answers, "minutes": longest.minutes},
        })
    };
    let mut whole = counts(proof.states(), proof.walked(), proof.longest());
    let lights = guide
        .lights
        .iter()
        .zip(&proof.lights)
        .map(|(light, proof)| {
            let mut counts = counts(proof.states, proof.walked, proof.longest);
            counts["id"] = json!(light.id);
            counts
        });
    whole["lights"] = lights.collect();
    whole
}
