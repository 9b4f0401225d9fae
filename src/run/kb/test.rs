//! `kb test`: replays scenarios, and says where a guide no longer leads as expected.

use super::super::{Session, guides};
use super::print;
use crate::built_in;
use crate::cli::{Global, Test};
use crate::failure::{Failure, Status};
use crate::finding::{Finding, has_errors};
use crate::kb::load::{self, Text};
use crate::render::scenarios;
use crate::scenario;

/// Replays the scenarios that are named, those beside the guides of `--kb`, or the built-in ones.
pub(super) fn run(global: &Global, arguments: &Test) -> Result<Status, Failure> {
    let session = Session::open(global, arguments.format.into())?;
    let mut findings = Vec::new();
    let texts = texts(global, arguments, &mut findings);
    let tested = scenario::test(&texts, &session.library, session.kb.as_deref(), findings)?;
    print(
        session.format,
        || scenarios::to_text(&tested),
        || scenarios::to_json(&tested),
    )?;
    let is_failed = has_errors(&tested.findings) || tested.failed().next().is_some();
    Ok(match is_failed {
        true if texts.is_empty() => Status::CannotRun,
        true => Status::Mistakes,
        false => Status::Success,
    })
}

fn texts(global: &Global, arguments: &Test, findings: &mut Vec<Finding>) -> Vec<Text> {
    let mut paths = arguments.paths.clone();
    if paths.is_empty() {
        paths.extend(guides(global).and_then(|kb| load::scenarios_beside(&kb)));
    }
    if paths.is_empty() {
        return built_in::scenarios();
    }
    paths
        .into_iter()
        .map(|path| load::scenarios_beside(&path).unwrap_or(path))
        .flat_map(|path| load::texts(&path, findings))
        .collect()
}
