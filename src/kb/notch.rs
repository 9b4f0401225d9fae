//! Text → varied guides: what a guide would mean if one of its words were the next weaker or stronger.

use super::draft::{AnswerDraft, Draft, Item, QuestionDraft, StepEntry};
use super::load::Text;
use super::outline::{Node, Outline};
use super::shelf::{self, Elsewhere};
use super::words::{SHARE, Word, WordOrNumber, Written};
use super::{Guide, check, parse};
use crate::finding::Place;

/// A guide with one word moved by a notch.
#[derive(Clone, Debug)]
pub struct Varied {
    /// Where the word stands; the answer, when its `share` is not written.
    pub place: Place,
    /// What the word is about: "`network` on `slow-red`".
    pub about: String,
    /// The word as written.
    pub from: String,
    /// The next one.
    pub to: &'static str,
    /// What the guide then means.
    pub guide: Guide,
}

/// Every guide that one word moved by one notch makes of a text, in the order of the words. `texts` and
/// `elsewhere` have what it shares; a text with mistakes has none.
#[must_use]
pub fn varied(text: &Text, texts: &[Text], elsewhere: &Elsewhere<'_>) -> Vec<Varied> {
    let mut findings = Vec::new();
    let shared = shelf::shared(texts, elsewhere, &[], &mut findings);
    let Ok(outline) = Outline::read(&text.file, &text.text, &mut findings) else {
        return Vec::new();
    };
    let mut draft = parse::draft(&outline, &mut findings);
    let mut all = Vec::new();
    for at in 0..slots(&mut draft).len() {
        for side in 0..2 {
            let Slot { node, about, word } = slots(&mut draft).swap_remove(at);
            let Some(to) = word.notches()[side] else {
                continue;
            };
            let from = word.put(Written::Word(to.to_owned()));
            if let Some(guide) = check::guide(&draft, &shared, &mut Vec::new()) {
                all.push(Varied {
                    place: outline.place(node),
                    about,
                    from: from.to_string(),
                    to,
                    guide,
                });
            }
            slots(&mut draft).swap_remove(at).word.put(from);
        }
    }
    all.sort_by(|a, b| a.place.cmp(&b.place));
    all
}

/// A word of a draft.
struct Slot<'d, 'o> {
    node: &'o Node,
    about: String,
    word: &'d mut dyn Movable,
}

/// A word that can be moved, whatever it is a word for.
trait Movable {
    fn notches(&self) -> [Option<&'static str>; 2];
    fn put(&mut self, written: Written) -> Written;
}

impl<W: Word> Movable for WordOrNumber<W> {
    fn notches(&self) -> [Option<&'static str>; 2] {
        self.notches()
    }

    fn put(&mut self, written: Written) -> Written {
        self.replace(written)
    }
}

/// The words of a draft that stand for numbers, always in the same order.
fn slots<'d, 'o>(draft: &'d mut Draft<'o>) -> Vec<Slot<'d, 'o>> {
    let mut slots = Vec::new();
    for item in &mut draft.lights.read {
        let causes = item.node.under("causes");
        for (cause, word) in &mut item.value.causes {
            let about = format!("cause `{cause}` of `{}`", item.id);
            slots.push(Slot {
                node: causes.under(cause),
                about,
                word,
            });
        }
    }
    for item in &mut draft.questions.read {
        of_question(item, &mut slots);
    }
    for item in &mut draft.steps.read {
        let fixes = match &mut item.value {
            StepEntry::Own(step) => &mut step.fixes,
            StepEntry::Used(step) => &mut step.fixes,
        };
        let node = item.node.under("fixes");
        for (cause, word) in fixes {
            let about = format!("`{}` fixes `{cause}`", item.id);
            slots.push(Slot {
                node: node.under(cause),
                about,
                word,
            });
        }
    }
    slots
}

fn of_question<'d, 'o>(item: &'d mut Item<'o, QuestionDraft>, slots: &mut Vec<Slot<'d, 'o>>) {
    let answers = item.node.under("answers");
    for (at, answer) in item.value.answers.iter_mut().enumerate() {
        let node = answers.nth(at);
        let name = format!("`{}={}`", item.id, answer.id);
        let AnswerDraft {
            share,
            points_to,
            points_away,
            ..
        } = answer;
        slots.push(Slot {
            node: node.under("share"),
            about: format!("share of {name}"),
            word: share.get_or_insert_with(|| WordOrNumber::word(SHARE)),
        });
        for (key, words) in [("points-to", points_to), ("points-away", points_away)] {
            for (cause, word) in words {
                slots.push(Slot {
                    node: node.under(key).under(cause),
                    about: format!("{name} {key} `{cause}`"),
                    word,
                });
            }
        }
    }
}
