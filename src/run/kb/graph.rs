//! `kb graph`: the decision trees of a guide's lights, drawn.

use super::Session;
use crate::cli::{Graph, TextOrMermaid};
use crate::description::Description;
use crate::failure::{Failure, Status};
use crate::graph;
use crate::kb::Guide;
use crate::output::{self, Layout};
use crate::render::graph::Drawing;
use crate::request::{self, Found};

/// Draws the light that is named, or all lights of the guide.
pub(super) fn run(session: &Session<'_>, arguments: &Graph) -> Result<Status, Failure> {
    let guide = request::device(&session.library, &arguments.guide)?;
    let graphs = graphs(session, &guide, &arguments.light.join(" "))?;
    let drawing = Drawing {
        guide: &guide,
        graphs: &graphs,
        kb: session.kb.as_deref(),
    };
    output::answer(&match arguments.format {
        TextOrMermaid::Text => {
            let Layout { columns, colour } = Layout::of_stdout(session.global.color);
            drawing.to_text(columns, colour, output::glyphs())
        }
        TextOrMermaid::Mermaid => drawing.to_mermaid(),
    })?;
    Ok(Status::Success)
}

/// The graph of the light that words describe; without words, of every light.
fn graphs(session: &Session<'_>, guide: &Guide, words: &str) -> Result<Vec<graph::Graph>, Failure> {
    if words.is_empty() {
        let graph = |light| graph::Graph::of(guide, Some(light), graph::ROOM_AMONG_OTHERS);
        return Ok(guide.light_ids().map(graph).collect());
    }
    let library = &session.library;
    let described = Description::read(library, Some(guide), words);
    let (light, found) = request::light(library, guide, &described, session.kb.as_deref())?;
    if let (Found::Close, Some(light)) = (found, light) {
        let light = &guide[light];
        output::message(&format!(
            "The nearest light that the guide knows: {} ({})\n",
            light.text, light.id
        ));
    }
    Ok(vec![graph::Graph::of(guide, light, graph::ROOM)])
}
