//! `kb explain`: what a rule of the checker means, with a guide that breaks it and the same guide mended.

use super::print;
use crate::catalogue::{rule, rules};
use crate::cli::{Explain, Global};
use crate::failure::{Failure, Status};
use crate::finding::near_miss;
use crate::output::Layout;
use crate::render::rules::{list_to_json, list_to_text, to_json, to_text};

/// Explains the code that is named, or lists all.
pub(super) fn run(global: &Global, arguments: &Explain) -> Result<Status, Failure> {
    let format = arguments.format.into();
    let columns = || Layout::of_stdout(global.color).columns;
    match &arguments.code {
        None => print(format, || list_to_text(columns()), list_to_json)?,
        Some(code) => {
            let rule = rule(code).ok_or_else(|| unknown(code))?;
            print(format, || to_text(rule, columns()), || to_json(rule))?;
        }
    }
    Ok(Status::Success)
}

fn unknown(code: &str) -> Failure {
    let codes = || rules().map(|rule| rule.code);
    Failure::unknown(
        "unknown-code",
        format!("no rule has the code `{code}`"),
        near_miss(code, codes()),
        "the codes are",
        codes().map(str::to_owned).collect(),
    )
}
