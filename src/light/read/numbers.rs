//! Turns numbers and the words around them into quantities, and the rest of them into unknown words.

use super::lexicon::Word;
use super::quantity::quantity;
use super::term::{Act, Term};

/// Turns numbers and their neighbours into counts, periods and durations.
///
/// A number that counts nothing of a light becomes an unknown word.
pub(super) fn count_up<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let all: Vec<Term> = words.iter().map(|word| word.term).collect();
    let mut counted: Vec<Word> = Vec::with_capacity(words.len());
    let mut blinked = false;
    let mut at = 0;
    while let (Some(word), Some(terms)) = (words.get(at), all.get(at..)) {
        let of_device = counted
            .last()
            .map(|word| word.term)
            .filter(|term| matches!(term, Term::Unknown | Term::Device));
        let (said, length) = if let Some(device) = of_device.filter(|_| is_model_number(terms)) {
            (vec![device], 1)
        } else {
            quantity(terms, blinked).unwrap_or_else(|| (vec![leftover(word)], 1))
        };
        let weighty = said.into_iter().filter(|term| *term != Term::Filler);
        counted.extend(weighty.map(|term| Word { term, ..*word }));
        blinked |= matches!(word.term, Term::Act(Act::Blinks) | Term::Doing(Act::Blinks));
        at += length;
    }
    counted
}

/// "mini 2 blinks red": after a word of a device's name, a number before a whole statement.
fn is_model_number(terms: &[Term]) -> bool {
    matches!(
        terms,
        [Term::Number(_), Term::Act(Act::Blinks), Term::Hue(_), ..]
    )
}

/// What a word says when it is no part of a quantity.
fn leftover(word: &Word) -> Term {
    match word.term {
        Term::Doing(act) => Term::Act(act),
        Term::Number(_) if word.typed.bytes().any(|byte| byte.is_ascii_digit()) => Term::Unknown,
        Term::Unit(_) | Term::Hertz => Term::Unknown,
        Term::Number(_)
        | Term::Often(_)
        | Term::Fold(_)
        | Term::Times
        | Term::Every
        | Term::Other
        | Term::Per
        | Term::A
        | Term::For
        | Term::Apart
        | Term::Dash
        | Term::Length => Term::Filler,
        term => term,
    }
}
