//! The texts of a guide, item by item: what a reader meets together.

use std::slice;

use super::text::{self, Word, find};
use super::words::{EXPLAINS, Jargon};
use crate::kb::draft::{Draft, Items};
use crate::kb::outline::Node;
use crate::kb::shared::Kind;

/// What a text of a guide is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A name, a choice, or a line above a text.
    Label,
    /// What to do, in one line.
    Title,
    /// A question.
    Question,
    /// One or more sentences.
    Sentence,
    /// A sentence, or a few words in small letters.
    Remark,
}

/// A text of a guide.
pub(super) struct Text<'a> {
    /// Where it stands.
    pub(super) node: &'a Node,
    /// What it is.
    pub(super) form: Form,
    /// Its words.
    pub(super) words: Vec<Word<'a>>,
}

impl<'a> Text<'a> {
    fn new(node: &'a Node, form: Form) -> Self {
        let words = text::words(node.text());
        Self { node, form, words }
    }

    /// Where it has a phrase for the first time, as the position of its first word.
    pub(super) fn position(&self, phrase: &str) -> Option<usize> {
        find(&self.words, phrase).next()
    }

    /// Whether it has a word and explains it: with a plain word for it, or with what stands behind it.
    pub(super) fn explains(&self, jargon: &Jargon) -> bool {
        let last = jargon.word.matches(' ').count();
        let has = |phrase: &&str| self.position(phrase).is_some();
        let mut uses = find(&self.words, jargon.word).peekable();
        uses.peek().is_some()
            && (jargon.plain.iter().any(has) || uses.any(|at| self.goes_on(at + last)))
    }

    /// Whether an explanation stands behind the word at a position, or behind the next one: `firmware
    /// version (the …)`.
    fn goes_on(&self, position: usize) -> bool {
        let ends = self
            .words
            .iter()
            .skip(position)
            .take(2)
            .map(|word| word.at.end);
        let mut rests = ends.filter_map(|end| self.node.text().get(end..));
        rests.any(|rest| EXPLAINS.iter().any(|start| rest.starts_with(start)))
    }
}

/// The texts of a guide: those that a reader meets together stand together.
pub(super) fn items<'a>(draft: &Draft<'a>) -> Vec<Vec<Text<'a>>> {
    let label = |node| vec![Text::new(node, Form::Label)];
    let mut items = vec![notes(&draft.about), notes(&draft.prevention)];
    items.extend(nodes(&draft.conditions).map(label));
    items.extend(nodes(&draft.causes).map(cause));
    items.extend(nodes(&draft.lights).map(|light| texts(light.get("means"), Form::Sentence)));
    items.extend(nodes(&draft.questions).map(question));
    items.extend(nodes(&draft.steps).map(step));
    items.extend(nodes(&draft.endings).map(ending));
    items.extend(draft.support.iter().map(|item| support(item.node)));
    items
}

/// The texts of a shared file, step by step or name by name.
pub(super) fn shared_items(kind: Kind, root: &Node) -> Vec<Vec<Text<'_>>> {
    match kind {
        Kind::Steps => root.items().iter().map(step).collect(),
        Kind::Notes => {
            let notes = root.entries().iter();
            notes
                .map(|(_, notes)| texts(Some(notes), Form::Remark))
                .collect()
        }
    }
}

fn nodes<'a, T>(items: &Items<'a, T>) -> impl Iterator<Item = &'a Node> {
    items.read.iter().map(|item| item.node)
}

fn notes<'a, T>(items: &Items<'a, T>) -> Vec<Text<'a>> {
    let notes = nodes(items).flat_map(|note| texts(Some(note), Form::Sentence));
    notes.collect()
}

/// The texts of a value: itself, or each of its items, bare or behind `say`.
fn texts(node: Option<&Node>, form: Form) -> Vec<Text<'_>> {
    let Some(node) = node else { return Vec::new() };
    let one = if node.is_list() {
        &[][..]
    } else {
        slice::from_ref(node)
    };
    let notes = node.items().iter().chain(one);
    notes
        .map(|note| Text::new(note.under("say"), form))
        .collect()
}

fn cause(node: &Node) -> Vec<Text<'_>> {
    let mut all = texts(node.get("name"), Form::Label);
    all.extend(texts(node.get("about"), Form::Sentence));
    all
}

fn question(node: &Node) -> Vec<Text<'_>> {
    let mut all = texts(node.get("ask"), Form::Question);
    all.extend(texts(node.get("why"), Form::Sentence));
    all.extend(texts(node.get("answers"), Form::Label));
    all
}

fn step(node: &Node) -> Vec<Text<'_>> {
    let mut all = texts(node.get("title"), Form::Title);
    all.extend(node.under("do").items().iter().map(action));
    all.extend(texts(node.get("loses"), Form::Remark));
    all
}

fn action(node: &Node) -> Text<'_> {
    let form = match node.get("wait") {
        Some(_) => Form::Remark,
        None => Form::Sentence,
    };
    let said = node.get("warn").or(node.get("say")).unwrap_or(node);
    Text::new(said, form)
}

fn ending(node: &Node) -> Vec<Text<'_>> {
    let mut all = texts(node.get("title"), Form::Label);
    all.extend(texts(node.get("say"), Form::Sentence));
    all
}

fn support(node: &Node) -> Vec<Text<'_>> {
    let mut all = texts(node.get("when"), Form::Sentence);
    all.extend(texts(node.get("channels"), Form::Remark));
    for key in ["have-ready", "attach"] {
        all.extend(texts(node.get(key), Form::Label));
    }
    all
}

/// The texts that explain jargon for the guide as a whole: its `about`, and those of its causes.
pub(super) fn abouts<'a>(draft: &Draft<'a>) -> Vec<Text<'a>> {
    let mut all = notes(&draft.about);
    all.extend(nodes(&draft.causes).flat_map(|cause| texts(cause.get("about"), Form::Sentence)));
    all
}
