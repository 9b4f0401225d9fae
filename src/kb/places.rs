//! Guide → places: where an item of a guide stands in its text.

use super::outline::{Node, Outline};
use super::{EndingId, LightId, QuestionId, StepId};
use crate::finding::Place;

/// An item of a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A light.
    Light(LightId),
    /// A question.
    Question(QuestionId),
    /// A step.
    Step(StepId),
    /// An ending.
    Ending(EndingId),
    /// How to hand over.
    Support,
}

/// The place of an item's name, in the outline of a text that is a whole guide.
#[must_use]
pub fn place(outline: &Outline, item: Item) -> Place {
    let root = outline.root();
    let listed = |key: &str, at: usize| root.under(key).nth(at).under("id");
    let node: &Node = match item {
        Item::Light(id) => listed("lights", id.at()),
        Item::Question(id) => listed("questions", id.at()),
        Item::Step(id) => listed("steps", id.at()),
        Item::Ending(id) => {
            let entries = root.under("endings").entries();
            entries.get(id.at()).map_or(root, |(name, _)| name)
        }
        Item::Support => root.key("support"),
    };
    outline.place(node)
}
