//! `kb check`: everything there is to say about guides, in one run, and what was proved of them.

use std::path::PathBuf;

use super::{guides, print};
use crate::cli::{Check, Global};
use crate::failure::{Failure, Status};
use crate::finding::{Finding, has_errors};
use crate::kb::load::{self, Text};
use crate::render::findings;
use crate::{built_in, check};

/// Checks the guides that are named, those of `--kb`, or the built-in ones.
pub(super) fn run(global: &Global, arguments: &Check) -> Result<Status, Failure> {
    let mut findings = Vec::new();
    let texts = texts(global, arguments, &mut findings);
    let files = texts.len();
    let checked = check::guides(&texts, &built_in::elsewhere(), findings);
    print(
        arguments.format.into(),
        || findings::to_text(&checked, files),
        || findings::to_json(&checked),
    )?;
    Ok(match has_errors(&checked.guides.findings) {
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
