//! A scenario: a case with expectations, replayed to see whether a guide still leads where it should.
//!
//! The replay is a person in the wizard: blinkdoc asks and proposes, and the person replies with the
//! entry of the case about that question or step, with "not sure" to any other question, and with "no
//! change" to any other step. That goes on until the case ends. Each entry must have come up, in
//! whatever order; what else must be so is in `expect`.

mod draft;
mod read;
mod replay;

pub use read::{Scenarios, read};
pub use replay::{Verdict, replay};

use std::path::Path;

use crate::engine::{End, Entry, Move};
use crate::failure::Failure;
use crate::finding::{self, Finding, Place};
use crate::kb::load::Text;
use crate::kb::{EndingKind, LightId};
use crate::library::Library;

/// A case with expectations, as meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What it is about, in a line.
    pub name: String,
    /// Where its name stands.
    pub place: Place,
    /// The light that shows; none when the guide does not know it.
    pub light: Option<LightId>,
    /// What the person tells when it is asked for.
    pub case: Vec<Written<Entry>>,
    /// Questions that come up, in this order.
    pub asks: Vec<Written<Move>>,
    /// Steps that come up, in this order.
    pub tries: Vec<Written<Move>>,
    /// Questions and steps that do not come up.
    pub never: Vec<Written<Move>>,
    /// Where the case ends.
    pub end: Option<Written<Goal>>,
}

/// Something of a scenario file, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// What it says.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// Where a case is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// In this ending.
    One(End),
    /// In any ending of a kind.
    Kind(EndingKind),
}

/// What came of scenario files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tested {
    /// How many files were read.
    pub files: usize,
    /// Every mistake in them.
    pub findings: Vec<Finding>,
    /// What came of each scenario that could be replayed.
    pub verdicts: Vec<Verdict>,
}

impl Tested {
    /// The scenarios that fail.
    pub fn failed(&self) -> impl Iterator<Item = &Verdict> {
        self.verdicts.iter().filter(|verdict| !verdict.is_passed())
    }
}

/// Replays every scenario of every file. `findings` is what reading the files has met; `kb` is the path
/// of `--kb`, for the commands that tell a case again.
///
/// # Errors
///
/// When a built-in guide is damaged.
pub fn test(
    texts: &[Text],
    library: &Library,
    kb: Option<&Path>,
    mut findings: Vec<Finding>,
) -> Result<Tested, Failure> {
    let mut verdicts = Vec::new();
    for text in texts {
        if let Some(Scenarios { guide, scenarios }) = read(text, library, kb, &mut findings)? {
            let verdict = |scenario| replay(&guide, scenario, kb);
            verdicts.extend(scenarios.iter().map(verdict));
        }
    }
    finding::sort(&mut findings);
    Ok(Tested {
        files: texts.len(),
        findings,
        verdicts,
    })
}

#[cfg(test)]
mod tests;
