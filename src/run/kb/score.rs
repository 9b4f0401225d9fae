//! `kb score`: what the advice of guides costs, light by light, and how it holds.

use std::borrow::Cow;
use std::path::Path;

use super::{Session, print};
use crate::built_in;
use crate::cli::Score;
use crate::failure::{Failure, Status};
use crate::kb::load::Text;
use crate::kb::notch::{Varied, varied};
use crate::kb::shared::Kind;
use crate::kb::{Guide, load};
use crate::output::{self, Layout};
use crate::render;
use crate::render::sensitivity::Held;
use crate::request;
use crate::score::{self, LightScore, sensitivity};

/// Scores the guide that is named, or all.
pub(super) fn run(session: &Session<'_>, arguments: &Score) -> Result<Status, Failure> {
    let guides = match &arguments.guide {
        Some(name) => vec![request::device(&session.library, name)?],
        None => session.guides()?,
    };
    let guides = guides.iter().map(Cow::as_ref);
    let Layout { columns, .. } = Layout::of_stdout(session.global.color);
    if arguments.vary {
        let held: Vec<Held<'_>> = guides.map(|guide| hold(session, guide)).collect();
        print(
            session.format,
            || render::sensitivity::to_text(&held, columns),
            || render::sensitivity::to_json(&held),
        )?;
    } else {
        let scored: Vec<(&Guide, Vec<LightScore>)> =
            guides.map(|guide| (guide, score::of(guide))).collect();
        print(
            session.format,
            || render::score::to_text(&scored, columns, output::glyphs()),
            || render::score::to_json(&scored),
        )?;
    }
    Ok(Status::Success)
}

/// How the advice of a guide holds when its words are moved.
fn hold<'g>(session: &Session<'_>, guide: &'g Guide) -> Held<'g> {
    let varied = vary(session.kb.as_deref(), &guide.id);
    let lights = sensitivity::of(guide, &varied);
    (guide, varied, lights)
}

/// Every guide that one moved word makes of the one with this id, from `--kb` or built in.
fn vary(kb: Option<&Path>, id: &str) -> Vec<Varied> {
    let added = kb.map(|path| load::texts(path, &mut Vec::new()));
    let added = added.unwrap_or_default();
    let is_meant = |text: &&Text| {
        let stem = Path::new(&text.file).file_stem();
        Kind::of(&text.file).is_none() && stem.is_some_and(|stem| stem == id)
    };
    let built_in = built_in::texts();
    let text = added.iter().find(is_meant);
    let text = text.or_else(|| built_in.iter().find(is_meant));
    text.map(|text| varied(text, &added, &built_in::elsewhere()))
        .unwrap_or_default()
}
