//! `whatis`: what light a person's words mean, and which lights of which devices that is.

use std::borrow::Cow;

use super::Session;
use crate::cli::Whatis;
use crate::description::{Description, fitting, nearest};
use crate::failure::{Failure, Status};
use crate::kb::Guide;
use crate::output;
use crate::render::lights::Meaning;
use crate::request;

/// Answers what the words mean.
pub(super) fn run(session: &Session<'_>, arguments: &Whatis) -> Result<Status, Failure> {
    let library = &session.library;
    let mut device = session.device(arguments.device.as_ref())?;
    let words = arguments.words.join(" ");
    let described = Description::read(library, None, &words);
    if device.is_none() {
        device = request::device_among(library, &described)?;
    }
    let guides = session.guides()?;
    let is_meant = |guide: &&Guide| device.as_ref().is_none_or(|device| device.id == guide.id);
    let of = |meant: bool| {
        let guides = guides.iter().map(Cow::as_ref);
        fitting(&described, guides.filter(|guide| is_meant(guide) == meant))
    };
    let lights = of(true);
    let elsewhere = if lights.is_empty() {
        of(false)
    } else {
        Vec::new()
    };
    let mut near = Vec::new();
    if lights.is_empty() {
        request::understood(&described)?;
        near = nearest(&described, guides.iter().map(Cow::as_ref).filter(is_meant));
    }
    let meaning = Meaning {
        described: &described,
        device: device.as_deref(),
        lights: &lights,
        elsewhere: &elsewhere,
        nearest: &near,
        kb: session.kb.as_deref(),
    };
    session.answer(|| meaning.page(output::glyphs()), || meaning.json())?;
    Ok(Status::Success)
}
