//! What is known for sure of a guide in which there are mistakes.

use crate::finding::Finding;
use crate::kb::draft::Draft;

/// Which parts of a guide are known for sure, so that something missing there is a mistake of its own
/// and not the echo of another.
pub(super) struct Sound {
    /// What the lights' causes are, and which steps repair them.
    pub(super) repairs: bool,
    /// Which endings there are, and what leads to them.
    pub(super) endings: bool,
    /// What the answers establish.
    pub(super) answers: bool,
}

impl Sound {
    pub(super) fn of(draft: &Draft<'_>, findings: &[Finding]) -> Self {
        let none = |codes: &[&str]| !findings.iter().any(|finding| codes.contains(&finding.code));
        let links = none(&[
            "unknown-cause",
            "unknown-word",
            "unknown-light",
            "duplicate-id",
            "empty-step",
        ]);
        let lights = draft.lights.is_whole() && draft.causes.is_whole();
        let questions = draft.questions.is_whole();
        Self {
            repairs: links && lights && draft.steps.is_whole(),
            endings: draft.endings.is_whole() && none(&["unknown-ending", "built-in-ending"]),
            answers: questions && none(&["unknown-condition", "duplicate-id"]),
        }
    }
}
