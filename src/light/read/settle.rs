//! Settles what a word means by the words around it, and drops the words without weight.

use super::lexicon::Word;
use super::term::{Act, Term};

/// Decides names, "on" and "flashed" by their neighbours; then the fillers go.
pub(super) fn settle<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut settled: Vec<Word> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let before = settled.last().map(|word| word.term);
        let next = words.get(at + 1).map(|word| word.term);
        let term = match word.term {
            Term::Name(_) if next != Some(Term::Indicator) => Term::Unknown,
            Term::On => on(before, next),
            Term::Act(Act::Blinks) | Term::Doing(Act::Blinks)
                if before == Some(Term::Person) || next == Some(Term::Firmware) =>
            {
                Term::Unknown
            }
            Term::Firmware => Term::Unknown,
            term => term,
        };
        if term != Term::Filler {
            settled.push(Word { term, ..*word });
        }
    }
    settled
}

/// "on" says that it is lit, unless it says where: "on my camera", "on the front".
fn on(before: Option<Term>, next: Option<Term>) -> Term {
    let where_it_is = matches!(
        next,
        Some(
            Term::Filler
                | Term::A
                | Term::Unknown
                | Term::Device
                | Term::Name(_)
                | Term::Indicator
                | Term::Hue(_)
                | Term::It
        )
    );
    if where_it_is && before != Some(Term::Turns) {
        Term::Filler
    } else {
        Term::Act(Act::Lit)
    }
}
