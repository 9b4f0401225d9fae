//! `kb export`: guides as meant, for programs.

use std::borrow::Cow;

use super::{Session, print};
use crate::cli::{Export, Format};
use crate::failure::{Failure, Status};
use crate::render::knowledge;
use crate::request;

/// Prints the guide that is named, or all at hand.
pub(super) fn run(session: &Session<'_>, arguments: &Export) -> Result<Status, Failure> {
    let guides = match &arguments.guide {
        Some(name) => vec![request::device(&session.library, name)?],
        None => session.guides()?,
    };
    let json = || knowledge::json(guides.iter().map(Cow::as_ref));
    print(Format::Json, String::new, json)?;
    Ok(Status::Success)
}
