//! What there is to say about the wording of a guide: warnings for its author, never for its readers.
//!
//! A reader may meet one light, question, step or ending without the others. A word of jargon is
//! therefore explained within the same item, or for the whole guide: in its `about` or in the `about`
//! of a cause.

mod items;
mod text;
mod units;
mod words;

use std::ops::Range;

use crate::finding::Finding;
use crate::kb::draft::Draft;
use crate::kb::outline::Outline;
use crate::kb::shared::Kind;
use items::{Form, Text, abouts, items, shared_items};
use text::{Word, find, is_ended, sentences};
use words::{BELITTLING, JARGON, VERBS};

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
        editor.jargon(&items, &abouts(draft));
    }
}

/// Adds everything there is to say about the wording of a shared file. It stands alone, so each of its
/// items explains its own jargon.
pub fn shared_remarks(kind: Kind, outline: &Outline, findings: &mut Vec<Finding>) {
    let items = shared_items(kind, outline.root());
    let mut editor = Editor { outline, findings };
    for text in items.iter().flatten() {
        editor.text(text);
    }
    editor.jargon(&items, &[]);
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
    fn jargon<'t>(&mut self, items: &'t [Vec<Text<'_>>], abouts: &[Text<'_>]) {
        for jargon in JARGON {
            let first_use = |item: &'t Vec<Text<'_>>| {
                let mut uses = item
                    .iter()
                    .filter_map(|text| Some((text, text.position(jargon.word)?)));
                uses.next()
            };
            let users = items
                .iter()
                .filter_map(|item| Some((item, first_use(item)?)));
            let users: Vec<_> = users.collect();
            if users.is_empty() || abouts.iter().any(|text| text.explains(jargon)) {
                continue;
            }
            for (item, (text, position)) in users {
                if item.iter().any(|text| text.explains(jargon)) {
                    continue;
                }
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

/// Where a phrase stands that was found among words.
fn stretch(words: &[Word<'_>], position: usize, phrase: &str) -> Range<usize> {
    let last = position + phrase.matches(' ').count();
    words[position].at.start..words[last].at.end
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}
