//! What is built in: the packed guides, the table of their names, and their texts as written.

/// Written by the build script.
mod packed {
    #![allow(clippy::unreadable_literal, reason = "the table of names is generated")]
    include!(concat!(env!("OUT_DIR"), "/guides.rs"));
}

use crate::kb::Elsewhere;
use crate::kb::load::Text;
use crate::kb::shared::Kind;

pub(crate) use packed::{GUIDES, NAMES};

/// The built-in guide that a name belongs to.
#[must_use]
pub fn owner(name: &str) -> Option<String> {
    NAMES.get(name).map(|at| GUIDES[*at].0.to_owned())
}

/// What guides from elsewhere can build on: the names that are taken, and the shared files.
#[must_use]
pub fn elsewhere() -> Elsewhere<'static> {
    let mut shared = texts();
    shared.retain(|text| Kind::of(&text.file).is_some());
    Elsewhere {
        owner: &owner,
        shared,
    }
}

/// The built-in guides and shared files as they are written, in the order of their files: `kb/<id>.yaml`.
#[must_use]
pub fn texts() -> Vec<Text> {
    packed::TEXTS.iter().map(text).collect()
}

/// The scenarios of the built-in guides as they are written: `kb/scenarios/<guide>.yaml`.
#[must_use]
pub fn scenarios() -> Vec<Text> {
    packed::SCENARIOS.iter().map(text).collect()
}

fn text((file, text): &(&str, &str)) -> Text {
    Text {
        file: (*file).to_owned(),
        text: (*text).to_owned(),
    }
}
