//! `kb check`: everything there is to say about guides, in one run, and what was proved of them.

use std::path::PathBuf;

use super::{guides, print};
use crate::built_in;
use crate::cli::{Check, Global};
use crate::failure::{Failure, Status};
use crate::finding::{Finding, has_errors};
use crate::kb::load::Text;
use crate::kb::{self, load};
use crate::render::findings;
use crate::{proof, prose};

/// Checks the guides that are named, those of `--kb`, or the built-in ones.
pub(super) fn run(global: &Global, arguments: &Check) -> Result<Status, Failure> {
    let mut findings = Vec::new();
    let texts = texts(global, arguments, &mut findings);
    let files = texts.len();
    let mut checked = kb::inspect_with(&texts, &built_in::elsewhere(), &prose::remarks, findings);
    let proofs = proof::of_all(&checked.guides);
    proof::tell(&mut checked, &texts, &proofs);
    print(
        arguments.format.into(),
        || findings::to_text(&checked, &proofs, files),
        || findings::to_json(&checked, &proofs),
    )?;
    Ok(match has_errors(&checked.findings) {
        true if files == 0 => Status::CannotRun,
        true => Status::Mistakes,
        false => Status::Success,
    })
}

fn texts(global: &Global, arguments: &Check, findings: &mut Vec<Finding>) -> Vec<Text> {
    let mut paths: Vec<PathBuf> = arguments.paths.clone();
    if paths.is_empty() {
        paths.extend(guides(global));
    }
    if paths.is_empty() {
        return built_in::texts();
    }
    paths
        .iter()
        .flat_map(|path| load::texts(path, findings))
        .collect()
}
