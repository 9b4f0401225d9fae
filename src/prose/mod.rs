//! What there is to say about the wording of a guide: warnings for its author, never for its readers.
//!
//! A reader may meet one light, question, step or ending without the others. A word of jargon is
//! therefore explained within the same item, or for the whole guide: in its `about` or in the `about`
//! of a cause.

mod text;
mod units;
mod words;

use std::ops::Range;
use std::slice;

use crate::finding::Finding;
use crate::kb::draft::{Draft, Items};
use crate::kb::outline::{Node, Outline};
use text::{Word, find, is_ended, sentences};
use words::{BELITTLING, EXPLAINS, JARGON, Jargon, VERBS};

/// A sentence of so many words is too long.
const TOO_LONG: usize = 25;

/// Adds everything there is to say about the wording of a guide.
pub fn remarks(draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    let items = items(draft);
    let mut editor = Editor {
        outline: draft.outline,
        findings,
    };
    for text in items.iter().flatten() {
        editor.text(text);
    }
    // What could not be read may explain a word.
    if draft.about.is_whole() && draft.causes.is_whole() {
        editor.jargon(&items, &explained(draft));
    }
}

/// What a text of a guide is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
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
struct Text<'a> {
    node: &'a Node,
    form: Form,
    words: Vec<Word<'a>>,
}

impl<'a> Text<'a> {
    fn new(node: &'a Node, form: Form) -> Self {
        let words = text::words(node.text());
        Self { node, form, words }
    }

    /// Whether it uses a word and explains it: with a plain word for it, or with what stands behind it.
    fn explains(&self, jargon: &Jargon) -> bool {
        let mut uses = find(&self.words, jargon.word).peekable();
        let is_plain = |plain: &&str| find(&self.words, plain).next().is_some();
        let count = jargon.word.split(' ').count();
        uses.peek().is_some()
            && (jargon.plain.iter().any(is_plain) || uses.any(|at| self.goes_on(at + count - 1)))
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
fn items<'a>(draft: &Draft<'a>) -> Vec<Vec<Text<'a>>> {
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
    all.extend(texts(node.get("have-ready"), Form::Label));
    all
}

/// The jargon that is explained for the guide as a whole.
fn explained(draft: &Draft<'_>) -> Vec<&'static str> {
    let mut abouts = notes(&draft.about);
    abouts.extend(nodes(&draft.causes).flat_map(|cause| texts(cause.get("about"), Form::Sentence)));
    let is_explained = |jargon: &&Jargon| abouts.iter().any(|text| text.explains(jargon));
    JARGON
        .iter()
        .filter(is_explained)
        .map(|jargon| jargon.word)
        .collect()
}

/// Reads texts and notes what an author could write better.
struct Editor<'a, 'f> {
    outline: &'a Outline,
    findings: &'f mut Vec<Finding>,
}

impl Editor<'_, '_> {
    /// Notes a warning about a stretch of a text, in bytes.
    fn warn(
        &mut self,
        code: &'static str,
        title: String,
        text: &Text<'_>,
        stretch: &Range<usize>,
        help: String,
    ) {
        let place = self.outline.place_in(text.node, stretch);
        self.findings
            .push(Finding::warning(code, title, place).help(help));
    }

    fn text(&mut self, text: &Text<'_>) {
        let (Some(first), Some(last)) = (text.words.first(), text.words.last()) else {
            return;
        };
        self.lengths(text);
        self.belittling(text);
        self.units(text);
        self.spaces(text);
        match text.form {
            Form::Label => {}
            Form::Title => self.title(text, first),
            Form::Question => self.question(text, last),
            Form::Remark if first.bare.starts_with(char::is_lowercase) => {}
            Form::Sentence | Form::Remark => self.sentence(text, last),
        }
    }

    fn lengths(&mut self, text: &Text<'_>) {
        for sentence in sentences(&text.words) {
            if let [first, .., last] = sentence
                && sentence.len() >= TOO_LONG
            {
                let title = format!("this sentence has {} words", sentence.len());
                let help = format!("say it in two: a sentence has under {TOO_LONG} words");
                self.warn(
                    "long-sentence",
                    title,
                    text,
                    &(first.at.start..last.at.end),
                    help,
                );
            }
        }
    }

    fn belittling(&mut self, text: &Text<'_>) {
        for phrase in BELITTLING {
            for position in find(&text.words, phrase) {
                let title = format!("`{phrase}` makes light of what a reader has to do");
                let help = match phrase {
                    "just" => "leave it out; where it means a time, write `a moment ago`",
                    _ => "leave it out, or say what to do",
                };
                let stretch = stretch(&text.words, position, phrase);
                self.warn("belittling", title, text, &stretch, help.to_owned());
            }
        }
    }

    fn units(&mut self, text: &Text<'_>) {
        for position in 0..text.words.len() {
            let words = &text.words[position..];
            if let Some((count, good)) = units::misspelt(words) {
                let stretch = words[0].at.start..words[count - 1].at.end;
                let title = format!(
                    "`{}` is spelt in a way of its own",
                    &text.node.text()[stretch.clone()]
                );
                self.warn("unit", title, text, &stretch, format!("write `{good}`"));
            }
        }
    }

    fn spaces(&mut self, text: &Text<'_>) {
        let whole = text.node.text();
        for (start, _) in whole.match_indices("  ") {
            let is_first = !whole[..start].ends_with(' ');
            if is_first {
                let count = whole[start..].chars().take_while(|c| *c == ' ').count();
                let title = format!("{count} spaces stand in a row");
                self.warn(
                    "spaces",
                    title,
                    text,
                    &(start..start + count),
                    "write one".to_owned(),
                );
            }
        }
    }

    fn title(&mut self, text: &Text<'_>, first: &Word<'_>) {
        let word = first.bare.to_lowercase();
        if VERBS.contains(&word.as_str()) {
            return;
        }
        let is_bent = ["ing", "ed", "s"].iter().any(|end| word.ends_with(end));
        let meant = VERBS
            .iter()
            .filter(|verb| is_bent && word.starts_with(**verb));
        let help = match meant.max_by_key(|verb| verb.len()) {
            Some(verb) => format!("start it with `{}`", capitalised(verb)),
            None => "start it with what to do: `Check …`, `Restart …`, `Unplug …`".to_owned(),
        };
        let title = format!("`{}` is no verb that tells people what to do", first.bare);
        self.warn("title-verb", title, text, &first.at, help);
    }

    fn question(&mut self, text: &Text<'_>, last: &Word<'_>) {
        let whole = text
            .node
            .text()
            .trim_end_matches([')', ']', '"', '”', '\'', '’']);
        if !whole.ends_with('?') {
            let title = "this question has no question mark".to_owned();
            self.warn(
                "question-mark",
                title,
                text,
                &last.at,
                "end it with a `?`".to_owned(),
            );
        }
    }

    fn sentence(&mut self, text: &Text<'_>, last: &Word<'_>) {
        if !is_ended(text.node.text()) {
            let title = "this sentence has no end".to_owned();
            self.warn(
                "full-stop",
                title,
                text,
                &last.at,
                "end it with a full stop".to_owned(),
            );
        }
    }

    /// The first use of every word of jargon in an item that nothing explains.
    fn jargon(&mut self, items: &[Vec<Text<'_>>], explained: &[&str]) {
        for jargon in JARGON
            .iter()
            .filter(|jargon| !explained.contains(&jargon.word))
        {
            for item in items {
                if item.iter().any(|text| text.explains(jargon)) {
                    continue;
                }
                let mut uses = item
                    .iter()
                    .filter_map(|text| Some((text, find(&text.words, jargon.word).next()?)));
                if let Some((text, position)) = uses.next() {
                    let title = format!("`{}` is jargon, and nothing explains it", jargon.word);
                    let help = format!(
                        "explain it here or in `about`: `{} ({})`",
                        jargon.word, jargon.gloss
                    );
                    let stretch = stretch(&text.words, position, jargon.word);
                    self.warn("jargon", title, text, &stretch, help);
                }
            }
        }
    }
}

/// Where a phrase stands that was found among words.
fn stretch(words: &[Word<'_>], position: usize, phrase: &str) -> Range<usize> {
    let last = position + phrase.matches(' ').count();
    words[position].at.start..words[last].at.end
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}
