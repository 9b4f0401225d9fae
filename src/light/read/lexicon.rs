//! Looks words up in the vocabulary, and forgives slips of spelling.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::fillers::is_filler;
use super::term::{Act, Joint, Term};
use super::token::{Mark, Token};
use super::words::WORDS;
use crate::light::span::{Span, thousandths};

/// Room for all phrases, so that the list need not move while it grows.
const ROOM: usize = 2_048;
/// The shortest word that may be written as one with others, or without its vowels.
const SHORTEST_PART: usize = 3;
/// Words that were written as one are no longer than this together.
const LONGEST_RUN: usize = 24;

/// A term with the word that said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// The word as typed; the first one of a phrase; empty for a mark.
    pub(super) typed: &'a str,
    /// The same as the vocabulary spells it.
    pub(super) word: &'a str,
    /// What it says.
    pub(super) term: Term<'a>,
}

impl<'a> Word<'a> {
    pub(super) fn new(token: &'a Token<'a>, term: Term<'a>) -> Self {
        Self {
            typed: token.typed,
            word: &token.word,
            term,
        }
    }
}

/// A phrase by its first word.
struct Phrase {
    /// The beginning of the first word, which mostly settles the order.
    key: u64,
    first: &'static str,
    /// The words after it, with spaces between.
    rest: &'static str,
    /// How many those are.
    length: usize,
    terms: &'static [Term<'static>],
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
    let phrase = |(terms, text): (&'static [Term<'static>], &'static str)| {
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        let length = text.bytes().filter(|byte| *byte == b' ').count();
        Phrase {
            key: key(first),
            first,
            rest,
            length,
            terms,
        }
    };
    let mut phrases = Vec::with_capacity(ROOM);
    phrases.extend(texts.map(phrase));
    phrases.sort_unstable_by(|a: &Phrase, b| {
        let first = a.key.cmp(&b.key).then_with(|| a.first.cmp(b.first));
        first.then_with(|| b.length.cmp(&a.length))
    });
    phrases
});

/// The first eight bytes of a word; of two words with different ones, that with the less comes first.
fn key(word: &str) -> u64 {
    let mut bytes = [0; 8];
    for (byte, letter) in bytes.iter_mut().zip(word.bytes()) {
        *byte = letter;
    }
    u64::from_be_bytes(bytes)
}

/// The phrases of a row of the vocabulary.
fn phrases_of(texts: &'static str) -> impl Iterator<Item = &'static str> {
    texts.split(',').map(str::trim_start)
}

/// The phrases that begin with a word.
fn phrases_from(first: &str) -> &'static [Phrase] {
    let key = key(first);
    let start = PHRASES.partition_point(|phrase| (phrase.key, phrase.first) < (key, first));
    let alike = &PHRASES[start..];
    &alike[..alike.partition_point(|phrase| phrase.first == first)]
}

/// Single words that are recognised with a slip in them, with what they say.
static SPELLINGS: LazyLock<Vec<(&str, &[Term<'static>])>> = LazyLock::new(|| {
    WORDS
        .iter()
        .flat_map(|(terms, texts)| phrases_of(texts).map(|text| (text, *terms)))
        .filter(|(text, terms)| !text.contains(' ') && is_told_from_slips(text, terms))
        .collect()
});

/// Whether few other words look like a slip of this one.
fn is_told_from_slips(word: &str, terms: &[Term]) -> bool {
    match terms.first() {
        _ if is_about_light(terms) => word.len() >= 3,
        Some(Term::Unit(_)) => word.len() >= 3,
        Some(Term::Not) => word.len() >= 5 && word.ends_with("nt"),
        Some(
            Term::Act(Act::Stops)
            | Term::Turns
            | Term::Every
            | Term::Often(_)
            | Term::NotNow
            | Term::Number(_)
            | Term::Times
            | Term::Joint(_),
        ) => word.len() >= 5,
        _ => false,
    }
}

fn is_about_light(terms: &[Term]) -> bool {
    match terms.first() {
        Some(Term::Hue(_) | Term::Pace(_) | Term::Indicator) => true,
        Some(Term::Act(act) | Term::Doing(act)) => act.is_clear() && *act != Act::Off,
        _ => false,
    }
}

/// Reads words one by one, each as the longest phrase that begins there.
pub(super) fn look_up<'a>(tokens: &'a [Token<'a>]) -> Vec<Word<'a>> {
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
        let (length, terms) = phrase(token, follow).unwrap_or_else(|| (0, lone_terms(&token.word)));
        words.extend(terms.iter().map(|term| Word::new(token, *term)));
        rest = after.get(length..).unwrap_or_default();
    }
    words
}

/// What a single word says, as far as its spelling is known.
pub(super) fn term_of(word: &str) -> Term<'static> {
    let said = meaning(word).and_then(|terms| terms.first()).copied();
    let unsaid = if is_filler(word) {
        Term::Filler
    } else {
        Term::Unknown
    };
    said.unwrap_or(unsaid)
}

/// What a single word says, if the vocabulary has it in this spelling.
pub(super) fn meaning(word: &str) -> Option<&'static [Term<'static>]> {
    let phrases = phrases_from(word);
    phrases
        .iter()
        .find(|phrase| phrase.length == 0)
        .map(|phrase| phrase.terms)
}

/// The terms of the longest phrase that begins with `token`, and how many more words it takes.
fn phrase(token: &Token, after: &[Token]) -> Option<(usize, Cow<'static, [Term<'static>]>)> {
    let continues = |phrase: &&Phrase| {
        let mut said = after.iter();
        phrase.rest().all(|word| {
            said.next()
                .is_some_and(|token| token.word == word && is_joined(token))
        })
    };
    let known = phrases_from(&token.word).iter().find(continues)?;
    Some((known.length, Cow::Borrowed(known.terms)))
}

/// Whether a word is of one phrase with the word before it; "on/off" is written with a slash.
fn is_joined(token: &Token) -> bool {
    let slash = token.mark == Mark::Slash && matches!(token.word.as_str(), "on" | "off");
    token.mark <= Mark::Dash || slash
}

/// What a word says that the vocabulary does not have in this spelling.
fn lone_terms(word: &str) -> Cow<'static, [Term<'static>]> {
    let number = thousandths(word).and_then(|number| u32::try_from(number).ok());
    if let Some(number) = number {
        return Cow::Owned(vec![Term::Number(Span::exactly(number))]);
    }
    if is_filler(word) {
        return Cow::Borrowed(&[Term::Filler]);
    }
    if let Some(terms) = run_together(word) {
        return Cow::Owned(terms);
    }
    Cow::Borrowed(spelled_like(word).unwrap_or(&[Term::Unknown]))
}

/// Words about light that were written as one: "slowblink", "solidred".
fn run_together(word: &str) -> Option<Vec<Term<'static>>> {
    if word.len() > LONGEST_RUN || word.len() < 2 * SHORTEST_PART {
        return None;
    }
    let is_part =
        |terms: &&[Term]| is_about_light(terms) || matches!(terms.first(), Some(Term::Fold(_)));
    let about_light = |part: &str| meaning(part).filter(is_part);
    let cuts = SHORTEST_PART..=word.len() - SHORTEST_PART;
    cuts.filter_map(|at| word.split_at_checked(at))
        .find_map(|(first, rest)| {
            let first = about_light(first)?;
            let rest = about_light(rest)
                .map(<[Term]>::to_vec)
                .or_else(|| run_together(rest))?;
            Some([first, &rest].concat())
        })
}

/// What a mark says, if it says something.
pub(super) fn mark_word(mark: Mark) -> Option<Word<'static>> {
    mark_term(mark).map(|term| Word {
        typed: "",
        word: if mark == Mark::Colon { ":" } else { "" },
        term,
    })
}

fn mark_term(mark: Mark) -> Option<Term<'static>> {
    match mark {
        Mark::Nothing | Mark::Space => None,
        Mark::Dash => Some(Term::Dash),
        Mark::Break | Mark::Colon => Some(Term::Joint(Joint::Break)),
        Mark::And => Some(Term::Joint(Joint::And)),
        Mark::Slash => Some(Term::Joint(Joint::Slash)),
        Mark::Plus => Some(Term::Joint(Joint::While)),
        Mark::Arrow => Some(Term::Joint(Joint::Becomes)),
    }
}

/// The vocabulary's word that was meant by a misspelled one.
///
/// The first letter is hardly ever wrong; asking for it keeps other words from being taken for slips.
fn spelled_like(word: &str) -> Option<&'static [Term<'static>]> {
    let first = word.bytes().next()?;
    SPELLINGS
        .iter()
        .filter(|(known, _)| known.bytes().next() == Some(first))
        .find(|(known, _)| is_slip(word, known))
        .map(|(_, terms)| *terms)
}

/// Any word may have a letter doubled, its vowels left out, or letters swapped; all but the short ones
/// may have another slip, and the long ones two.
fn is_slip(word: &str, known: &str) -> bool {
    let length = word.chars().count();
    if length > known.len() && without_doubles(word).eq(without_doubles(known)) {
        return true;
    }
    if length >= SHORTEST_PART && length < known.len() && consonants(known).eq(word.chars()) {
        return true;
    }
    if known.len().abs_diff(word.len()) > 2 {
        return false;
    }
    let distance = strsim::osa_distance(word, known);
    match known.len() {
        ..5 => distance == 1 && word.len() == known.len() && has_the_letters_of(word, known),
        5..10 => distance <= 1 || distance == 2 && has_the_letters_of(word, known),
        _ => distance <= 2,
    }
}

/// A word without its vowels, but for one that begins it.
fn consonants(word: &str) -> impl Iterator<Item = char> {
    let is_vowel = |char| matches!(char, 'a' | 'e' | 'i' | 'o' | 'u');
    word.chars()
        .enumerate()
        .filter(move |(at, char)| *at == 0 || !is_vowel(*char))
        .map(|(_, char)| char)
}

/// How alike a word must be to one that may be meant, from 0 to 1.
const NEAR: f64 = 0.84;
/// More words than this are no help.
const MOST_NEAR: usize = 3;

/// The words of the vocabulary that a word which was not understood may be meant for, the nearest
/// first: three at most, and of several words that say the same only the nearest.
#[must_use]
pub fn known_words_near(word: &str) -> Vec<&'static str> {
    let word = word.to_lowercase();
    let nearest = |(_, texts): &(&[Term], &'static str)| {
        phrases_of(texts)
            .filter(|text| text.len() >= SHORTEST_PART && !text.contains(' '))
            .map(|text| (strsim::jaro_winkler(&word, text), text))
            .max_by(|(one, _), (other, _)| one.total_cmp(other))
    };
    let mut near: Vec<(f64, &str)> = WORDS
        .iter()
        .filter(|(terms, _)| terms.len() == 1 && is_about_light(terms))
        .filter_map(nearest)
        .filter(|(likeness, _)| *likeness >= NEAR)
        .collect();
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    near.into_iter()
        .map(|(_, text)| text)
        .take(MOST_NEAR)
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_stands_twice() {
        let text = |phrase: &Phrase| (phrase.first, phrase.rest);
        for pair in PHRASES.windows(2) {
            assert_ne!(text(&pair[0]), text(&pair[1]));
        }
        assert!(PHRASES.len() <= ROOM);
    }

    #[test]
    fn a_word_is_found_with_slips_in_it() {
        for (word, known) in [
            ("blnking", "blinking"),
            ("redd", "red"),
            ("orng", "orange"),
            ("flasihgn", "flashing"),
            ("dosent", "doesnt"),
        ] {
            assert_eq!(spelled_like(word), meaning(known), "{word}");
        }
        assert_eq!(spelled_like("kasa"), None);
    }

    #[test]
    fn words_written_as_one_are_parted() {
        let parted = |word| run_together(word).map(|terms| terms.len());
        assert_eq!(parted("slowblink"), Some(2));
        assert_eq!(parted("redblinkinglight"), Some(3));
        assert_eq!(parted("bluetooth"), None);
        assert_eq!(parted("grünblink"), Some(2));
        assert_eq!(parted("камераred"), None);
    }
}
