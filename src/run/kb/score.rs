//! `kb score`: what the advice of guides costs, light by light.

use std::borrow::Cow;

use super::Session;
use crate::cli::Score;
use crate::failure::{Failure, Status};
use crate::kb::Guide;
use crate::output::{self, Layout};
use crate::render;
use crate::request;
use crate::score::{self, LightScore};

/// Scores the guide that is named, or all.
pub(super) fn run(session: &Session<'_>, arguments: &Score) -> Result<Status, Failure> {
    let guides = match &arguments.guide {
        Some(name) => vec![request::device(&session.library, name)?],
        None => session.guides()?,
    };
    let scored: Vec<(&Guide, Vec<LightScore>)> = guides
        .iter()
        .map(Cow::as_ref)
        .map(|guide| (guide, score::of(guide)))
        .collect();
    super::print(
        session.format,
        || {
            let Layout { columns, .. } = Layout::of_stdout(session.global.color);
            render::score::to_text(&scored, columns, output::glyphs())
        },
        || render::score::to_json(&scored),
    )?;
    Ok(Status::Success)
}
