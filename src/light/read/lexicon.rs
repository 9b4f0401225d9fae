//! Looks words up in the vocabulary, and forgives slips of spelling.

use std::sync::LazyLock;

use super::term::{Act, Joint, Term};
use super::token::{Mark, Token};
use super::words::WORDS;
use crate::light::span::{Span, thousandths};

/// A term with the word that said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// The word as typed; the first one of a phrase; empty for a mark.
    pub(super) typed: &'a str,
    /// What it says.
    pub(super) term: Term,
}

/// A phrase by its first word.
struct Phrase {
    first: &'static str,
    /// The words after it, with spaces between.
    rest: &'static str,
    /// How many those are.
    length: usize,
    terms: &'static [Term],
}

impl Phrase {
    fn rest(&self) -> impl Iterator<Item = &'static str> {
        self.rest.split(' ').filter(|word| !word.is_empty())
    }
}

/// Phrases in the order of their first words, of these the longest first. A sorted list is built in a
/// fraction of the time that a map takes, and the program reads one text.
static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let texts = WORDS
        .iter()
        .flat_map(|(terms, texts)| phrases_of(texts).map(|text| (*terms, text)));
    let phrase = |(terms, text): (&'static [Term], &'static str)| {
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        let length = text.bytes().filter(|byte| *byte == b' ').count();
        Phrase {
            first,
            rest,
            length,
            terms,
        }
    };
    let mut phrases: Vec<Phrase> = texts.map(phrase).collect();
    phrases.sort_by(|a, b| a.first.cmp(b.first).then(b.length.cmp(&a.length)));
    phrases
});

/// The phrases of a row of the vocabulary.
fn phrases_of(texts: &'static str) -> impl Iterator<Item = &'static str> {
    texts.split(',').map(str::trim_start)
}

/// The phrases that begin with a word.
fn phrases_from(first: &str) -> &'static [Phrase] {
    let start = PHRASES.partition_point(|phrase| phrase.first < first);
    let alike = &PHRASES[start..];
    &alike[..alike.partition_point(|phrase| phrase.first == first)]
}

/// Single words about light that are recognised with a slip in them, with what they say.
static SPELLINGS: LazyLock<Vec<(&str, &[Term])>> = LazyLock::new(|| {
    let about_light = |terms: &[Term]| match terms.first() {
        Some(Term::Hue(_) | Term::Pace(_) | Term::Unit(_) | Term::Indicator) => true,
        Some(Term::Act(act) | Term::Doing(act)) => act.is_clear() && *act != Act::Off,
        _ => false,
    };
    WORDS
        .iter()
        .filter(|(terms, _)| about_light(terms))
        .flat_map(|(terms, texts)| phrases_of(texts).map(|text| (text, *terms)))
        .filter(|(text, _)| text.len() >= 3 && !text.contains(' '))
        .collect()
});

/// Reads words one by one, each as the longest phrase that begins there.
pub(super) fn look_up<'a>(tokens: &[Token<'a>]) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    let mut rest = tokens;
    while let Some((token, after)) = rest.split_first() {
        words.extend(mark_word(token.mark));
        let named = words
            .last()
            .is_some_and(|word| matches!(word.term, Term::Name(_)));
        // After a name, "light blue" is a light that is blue.
        let follow = if named && token.word == "light" {
            &[]
        } else {
            after
        };
        let (length, terms) = phrase(token, follow);
        words.extend(terms.iter().map(|term| Word {
            typed: token.typed,
            term: *term,
        }));
        if terms.is_empty() {
            words.push(Word {
                typed: token.typed,
                term: lone_term(&token.word),
            });
        }
        rest = after.get(length..).unwrap_or_default();
    }
    words
}

/// What a single word says, if the vocabulary has it in this spelling.
pub(super) fn meaning(word: &str) -> Option<&'static [Term]> {
    let phrases = phrases_from(word);
    phrases
        .iter()
        .find(|phrase| phrase.length == 0)
        .map(|phrase| phrase.terms)
}

/// The terms of the longest phrase that begins with `token`, and how many more words it takes.
fn phrase(token: &Token, after: &[Token]) -> (usize, &'static [Term]) {
    let joined = |token: &Token| token.mark <= Mark::Dash;
    let continues = |phrase: &&Phrase| {
        let mut said = after.iter();
        phrase.rest().all(|word| {
            said.next()
                .is_some_and(|token| joined(token) && token.word == word)
        })
    };
    let known = phrases_from(&token.word).iter().find(continues);
    known.map_or_else(
        || (0, spelled_like(&token.word).unwrap_or_default()),
        |phrase| (phrase.length, phrase.terms),
    )
}

fn lone_term(word: &str) -> Term {
    let number = thousandths(word).and_then(|number| u32::try_from(number).ok());
    number.map_or(Term::Unknown, |number| Term::Number(Span::exactly(number)))
}

/// What a mark says, if it says something.
pub(super) fn mark_word(mark: Mark) -> Option<Word<'static>> {
    mark_term(mark).map(|term| Word { typed: "", term })
}

fn mark_term(mark: Mark) -> Option<Term> {
    match mark {
        Mark::Nothing | Mark::Space => None,
        Mark::Dash => Some(Term::Dash),
        Mark::Break => Some(Term::Joint(Joint::Break)),
        Mark::And => Some(Term::Joint(Joint::And)),
        Mark::Slash => Some(Term::Joint(Joint::Slash)),
        Mark::Plus => Some(Term::Joint(Joint::While)),
        Mark::Arrow => Some(Term::Joint(Joint::Becomes)),
    }
}

/// The vocabulary's word that was meant by a misspelled one.
///
/// The first letter is hardly ever wrong; asking for it keeps other words from being taken for slips.
fn spelled_like(word: &str) -> Option<&'static [Term]> {
    let first = word.bytes().next()?;
    SPELLINGS
        .iter()
        .filter(|(known, _)| known.bytes().next() == Some(first))
        .filter(|(known, _)| known.len().abs_diff(word.len()) <= 2)
        .find(|(known, _)| is_slip(word, known))
        .map(|(_, terms)| *terms)
}

/// Any word may have a letter doubled, long ones two slips, short ones two letters swapped.
fn is_slip(word: &str, known: &str) -> bool {
    if word.chars().count() > known.len() && without_doubles(word).eq(without_doubles(known)) {
        return true;
    }
    let distance = strsim::osa_distance(word, known);
    match known.len() {
        ..5 => distance == 1 && word.len() == known.len() && has_the_letters_of(word, known),
        5..8 => distance <= 1,
        _ => distance <= 2,
    }
}

fn without_doubles(word: &str) -> impl Iterator<Item = char> {
    let mut last = None;
    word.chars()
        .filter(move |char| last.replace(*char) != Some(*char))
}

fn has_the_letters_of(word: &str, known: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(word) == sorted(known)
}
