//! `lights`: the devices that there are guides for, or one device's lights with their pictures.

use std::borrow::Cow;

use super::Session;
use crate::cli::Lights;
use crate::failure::{Failure, Status};
use crate::output;
use crate::render::lights;
use crate::request;

/// Lists the devices, or the lights of the one that is named.
pub(super) fn run(session: &Session<'_>, arguments: &Lights) -> Result<Status, Failure> {
    let Some(name) = &arguments.device else {
        return devices(session);
    };
    let guide = request::device(&session.library, name)?;
    session.answer(
        || lights::lights_page(&guide, output::glyphs(), session.kb.as_deref()),
        || lights::lights_json(&guide),
    )?;
    Ok(Status::Success)
}

fn devices(session: &Session<'_>) -> Result<Status, Failure> {
    let guides = session.guides()?;
    let guides = || guides.iter().map(Cow::as_ref);
    session.answer(
        || lights::devices_page(guides(), session.kb.as_deref()),
        || lights::devices_json(guides()),
    )?;
    Ok(Status::Success)
}
