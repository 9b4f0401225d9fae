//! Turns numbers and the words around them into quantities, and the rest of them into unknown words.

use super::lexicon::Word;
use super::quantity::{quantity, whole};
use super::term::{Act, Term};
use crate::light::span::Span;

/// How far what is counted may stand from its number.
const REACH: usize = 4;
const BLINKS: Term<'static> = Term::Act(Act::Blinks);

/// Turns numbers and their neighbours into counts, periods and durations.
///
/// A number that counts nothing of a light becomes an unknown word.
pub(super) fn count_up<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let words = repeat_units(words);
    let all: Vec<Term> = words.iter().map(|word| word.term).collect();
    let mut counted: Vec<Word> = Vec::with_capacity(words.len());
    let mut clause = Clause::default();
    let mut at = 0;
    while let (Some(word), Some(terms)) = (words.get(at), all.get(at..)) {
        let device = counted
            .last()
            .map(|word| word.term)
            .filter(|term| matches!(term, Term::Unknown | Term::Device));
        let (said, length) = match device {
            Some(device) if is_model_number(terms) => (vec![device], 1),
            _ => long_and_short(words.get(at..).unwrap_or_default())
                .or_else(|| quantity(terms, clause.blinked))
                .or_else(|| said_often(words.get(at..).unwrap_or_default()))
                .or_else(|| one_flash(words.get(at..).unwrap_or_default()))
                .or_else(|| is_short_light(word, terms).then(|| (vec![Term::Briefly], 1)))
                .map_or_else(
                    || (vec![leftover(word, terms, device, &clause)], 1),
                    |(said, length)| (clause.without_deeds(said), length),
                ),
        };
        let weighty = said.into_iter().filter(|term| *term != Term::Filler);
        counted.extend(weighty.map(|term| Word { term, ..*word }));
        clause.hear(word.term);
        at += length;
    }
    counted
}

/// "on for 200 ms, off for 1400": a unit that is left out is the one before.
fn repeat_units<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut unit = None;
    let mut repeated = Vec::with_capacity(words.len() + 1);
    for (at, word) in words.iter().enumerate() {
        repeated.push(*word);
        let last = at.checked_sub(1).and_then(|last| words.get(last));
        let is_time =
            matches!(word.term, Term::Number(_)) && last.is_some_and(|last| last.term == Term::For);
        let ends = words
            .get(at + 1)
            .is_none_or(|next| matches!(next.term, Term::Joint(_)));
        if let Term::Unit(_) = word.term {
            unit = Some(*word);
        }
        repeated.extend(unit.filter(|_| is_time && ends));
    }
    repeated
}

/// What a statement has spoken of so far.
#[derive(Default)]
struct Clause {
    /// Whether something blinked, in this statement or before.
    blinked: bool,
    /// Whether something was done to the device, and no light was spoken of since.
    deed: bool,
}

impl Clause {
    fn hear(&mut self, term: Term) {
        match term {
            Term::Act(Act::Blinks) | Term::Doing(Act::Blinks) | Term::Pace(_) => {
                self.blinked = true;
                self.deed = false;
            }
            Term::Verb => self.deed = true,
            Term::Joint(_) | Term::Hue(_) => self.deed = false,
            Term::Act(act) if act.is_clear() => self.deed = false,
            _ => {}
        }
    }

    /// "reset it 5 times", "held it for 10 seconds": quantities of a deed say nothing of a light.
    fn without_deeds<'a>(&self, mut said: Vec<Term<'a>>) -> Vec<Term<'a>> {
        if self.deed {
            said.retain(|term| {
                !matches!(term, Term::Count(_) | Term::Lasting(_) | Term::Period(_))
            });
        }
        said
    }
}

/// "mini 2 blinks red": after a word of a device's name, a number before a whole statement.
fn is_model_number(terms: &[Term]) -> bool {
    matches!(
        terms,
        [Term::Number(_), Term::Act(Act::Blinks), Term::Hue(_), ..]
    )
}

/// "blink blink blink": said as often as it does so.
fn said_often<'a>(words: &[Word<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    let first = words.first().filter(|word| word.term == BLINKS)?;
    let said = words
        .iter()
        .take_while(|word| word.term == BLINKS && word.word == first.word)
        .count();
    let count = u32::try_from(said).ok().filter(|count| *count > 1)?;
    Some((vec![BLINKS, Term::Count(Span::exactly(count))], said))
}

/// "a flash", "a short red flash": in the singular it is counted; "a slow red blink" goes on and on.
fn one_flash<'a>(words: &[Word<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    let (article, described) = words.split_first()?;
    let flash = described
        .iter()
        .take(REACH)
        .find(|word| !matches!(word.term, Term::Length | Term::Hue(_)))?;
    let one = article.term == Term::A && matches!(flash.word, "flash" | "blip");
    one.then(|| (vec![Term::Count(Span::exactly(1))], 1))
}

/// "2 long and 3 short flashes", "two long blinks, then three short ones".
fn long_and_short<'a>(words: &[Word<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    let (long, hue, first) = flashes_of_length(words, |word| word.starts_with("long"))?;
    let joined = words.get(first..)?;
    let between = joined
        .iter()
        .take(REACH)
        .take_while(|word| matches!(word.term, Term::Joint(_) | Term::Filler))
        .count();
    let (short, other_hue, last) =
        flashes_of_length(joined.get(between..)?, |word| !word.starts_with("long"))?;
    let counts = [BLINKS, Term::Longs(long), Term::Count(short)];
    let said = hue.or(other_hue).into_iter().chain(counts).collect();
    (hue.is_none() || other_hue.is_none()).then_some((said, first + between + last))
}

/// "2 long", "3 short red flashes": how many flashes of this length, their hue, and how many words that
/// takes.
fn flashes_of_length<'a>(
    words: &[Word<'a>],
    is_length: impl Fn(&str) -> bool,
) -> Option<(Span, Option<Term<'a>>, usize)> {
    let [number, length, rest @ ..] = words else {
        return None;
    };
    let (Term::Number(thousandths), Term::Length) = (number.term, length.term) else {
        return None;
    };
    let mut rest = rest.iter().map(|word| word.term).peekable();
    let hue = rest.next_if(|term| matches!(term, Term::Hue(_)));
    let named = rest.next_if_eq(&BLINKS).is_some();
    let taken = 2 + usize::from(hue.is_some()) + usize::from(named);
    is_length(length.word).then(|| (whole(thousandths), hue, taken))
}

/// "a brief green light", "a short red light".
fn is_short_light(word: &Word, terms: &[Term]) -> bool {
    let of_light = matches!(
        terms,
        [Term::Length, Term::Indicator, ..] | [Term::Length, Term::Hue(_), Term::Indicator, ..]
    );
    of_light && !word.word.starts_with("long")
}

/// "two LEDs", "2 of my 3 cameras".
fn counts_things(terms: &[Term]) -> bool {
    let thing = terms
        .iter()
        .take(REACH)
        .find(|term| !matches!(term, Term::Number(_)));
    matches!(thing, Some(Term::Indicator | Term::Device))
}

/// What a word says when it is no part of a quantity; a number after a device belongs to it.
fn leftover<'a>(
    word: &Word<'a>,
    terms: &[Term],
    device: Option<Term<'a>>,
    clause: &Clause,
) -> Term<'a> {
    match word.term {
        Term::Number(_) if clause.deed || counts_things(terms) => Term::Filler,
        Term::Number(_) if device.is_some() => device.unwrap_or(Term::Unknown),
        Term::Doing(act) => Term::Act(act),
        Term::Number(_) if word.typed.bytes().any(|byte| byte.is_ascii_digit()) => Term::Unknown,
        Term::Hertz => Term::Unknown,
        Term::Number(_)
        | Term::Often(_)
        | Term::Fold(_)
        | Term::Times
        | Term::Every
        | Term::Per
        | Term::A
        | Term::For
        | Term::Apart
        | Term::Dash
        | Term::Unit(_)
        | Term::LongUnit
        | Term::Length => Term::Filler,
        term => term,
    }
}
