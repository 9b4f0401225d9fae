//! Finds the names of devices among the words, and leaves to the light the words that it needs.
//!
//! Blink, Ring and a lamp bear names that are also words for lights. Such a word is the device where it
//! is owned ("my blink"), where something is on it, or where it begins a statement of what it does.

use super::lexicon::{Word, look_up, mark_word, meaning, term_of};
use super::term::{Act, Joint, Term};
use super::token::{Mark, Token};

/// The longest name, in words.
const LONGEST: usize = 5;

/// How far a name's context is read, in words.
const LONGEST_PHRASE: usize = 12;

/// Makers whose names are words for lights; their names are no lights even where no guide is known.
const MAKERS: [&str; 2] = ["blink", "ring"];

/// Words that say whose the next word is.
const OWNERS: [&str; 6] = ["my", "our", "your", "his", "her", "their"];

/// Verbs that a device may have before its light's colour: "blink shows red".
const SHOWING: [&str; 7] = [
    "shows",
    "showing",
    "showed",
    "displays",
    "displaying",
    "has",
    "had",
];

/// A name of a device and where it stands.
#[derive(Debug)]
pub(super) struct Named {
    /// The place of its first word among the tokens.
    at: usize,
    /// How many tokens it takes.
    length: usize,
    /// Small letters, with a hyphen between two words.
    name: String,
    /// Whether it is the name of a device that is known.
    known: bool,
    standing: Standing,
}

/// How sure it is that a word is the device and not the light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// It says what the light does.
    Light,
    /// The device, if no other is named.
    Likely,
    /// The device.
    Sure,
}

impl Named {
    /// Whether it is the name of a device that is known.
    pub(super) fn is_known(&self) -> bool {
        self.known
    }
}

/// Finds the names in a text, the longest that begins at each word.
pub(super) fn find(tokens: &[Token], is_name: &dyn Fn(&str) -> bool) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let named = name_at(tokens, at, is_name).filter(|named| named.standing > Standing::Light);
        at += named.as_ref().map_or(1, |named| named.length);
        found.extend(named);
    }
    found
}

/// The known names, in order, each once; likely ones only if none is sure.
pub(super) fn devices(found: Vec<Named>) -> Vec<String> {
    let standing = |named: &Named| named.standing;
    let surest = found.iter().filter(|named| named.known).map(standing).max();
    let mut devices = Vec::new();
    for named in found {
        if named.known && Some(named.standing) == surest && !devices.contains(&named.name) {
            devices.push(named.name);
        }
    }
    devices
}

/// Looks up the words between the names; a name is one word, whatever its own words say.
pub(super) fn look_up_around<'a>(tokens: &'a [Token<'a>], names: &[Named]) -> Vec<Word<'a>> {
    let mut words = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    let mut from = 0;
    for named in names {
        let (before, name) = rest.split_at(named.at - from);
        let (name, after) = name.split_at(named.length);
        words.extend(look_up(before));
        if let Some(first) = name.first() {
            let term = if named.known {
                Term::Device
            } else {
                Term::Unknown
            };
            words.extend(mark_word(first.mark));
            words.push(Word::new(first, term));
        }
        from = named.at + named.length;
        rest = after;
    }
    words.extend(look_up(rest));
    words
}

/// The longest name that begins at a word.
fn name_at(tokens: &[Token], at: usize, is_name: &dyn Fn(&str) -> bool) -> Option<Named> {
    let rest = tokens.get(at..)?;
    let mut name = String::new();
    let mut ends = Vec::with_capacity(LONGEST);
    for (place, token) in rest.iter().take(LONGEST).enumerate() {
        if place > 0 && token.mark > Mark::Dash {
            break;
        }
        if place > 0 && token.mark != Mark::Nothing {
            name.push('-');
        }
        push_word(&mut name, token);
        ends.push(name.len());
    }
    let known = |length: &usize| {
        let end = length.checked_sub(1).and_then(|last| ends.get(last));
        end.and_then(|end| name.get(..*end)).is_some_and(is_name)
    };
    let length = (1..=ends.len()).rev().find(known);
    let is_maker = MAKERS.contains(&rest.first()?.word.as_str());
    let named = length.or(is_maker.then_some(1))?;
    name.truncate(*ends.get(named - 1)?);
    Some(Named {
        at,
        length: named,
        name,
        known: length.is_some(),
        standing: standing(tokens, at, named, length.is_some()),
    })
}

/// Adds a word as names spell it: without "'s", and with a hyphen for any other sign.
fn push_word(name: &mut String, token: &Token) {
    if token.typed.chars().all(char::is_alphanumeric) {
        name.push_str(&token.word);
        return;
    }
    let signs: &[char] = &['\'', '’', '`'];
    let owner = token.typed.strip_suffix(['s', 'S']);
    let owner = owner.and_then(|owner| owner.strip_suffix(signs));
    let lower = owner.unwrap_or(token.typed).to_lowercase();
    name.extend(
        lower
            .chars()
            .map(|char| if char.is_alphanumeric() { char } else { '-' }),
    );
}

/// Whether a name is the device, as far as its words and those around it say.
fn standing(tokens: &[Token], at: usize, length: usize, known: bool) -> Standing {
    let (before, rest) = tokens.split_at(at);
    let (name, after) = rest.split_at(length);
    if name.iter().any(|token| !is_of_light(token)) {
        return Standing::Sure;
    }
    let said_again = after.first().map(|token| &token.word) == name.last().map(|token| &token.word);
    let is_led = matches!(term(name), Some(Term::Indicator | Term::Name(_)));
    let phrase = same_phrase(after);
    let is_module = matches!(phrase, [name, module, ..]
        if matches!(term_of(&name.word), Term::Name(_)) && term_of(&module.word) == Term::Device);
    if term(phrase) == Some(Term::Device) || is_module {
        return Standing::Sure;
    }
    if is_led && !known || said_again {
        return Standing::Light;
    }
    let described = matches!(term(phrase), Some(Term::Hue(_) | Term::Pace(_)));
    if is_owned(before) || is_place(before) && !described {
        Standing::Sure
    } else if begins_statement(before, name, is_led) && (is_owner(name) || acts(phrase, is_led))
        || before.is_empty() && !is_led && is_heading(after)
    {
        Standing::Likely
    } else {
        Standing::Light
    }
}

/// Whether the vocabulary of lights has the word.
fn is_of_light(token: &Token) -> bool {
    meaning(&token.word).is_some_and(|terms| terms.first() != Some(&Term::Device))
}

/// What the first of some words says.
fn term(tokens: &[Token]) -> Option<Term<'static>> {
    tokens.first().map(|token| term_of(&token.word))
}

/// "my blink", "my new blink"; but "my red blink" is a light.
fn is_owned(before: &[Token]) -> bool {
    let owner = |token: &Token| OWNERS.contains(&token.word.as_str());
    match before {
        [.., token] if owner(token) => true,
        [.., first, adjective] => owner(first) && !is_of_light(adjective),
        _ => false,
    }
}

/// "red light on blink", "on the ring".
fn is_place(before: &[Token]) -> bool {
    let without_article = match before {
        [before @ .., article] if is_article(article) => before,
        _ => before,
    };
    without_article
        .last()
        .is_some_and(|token| token.word == "on")
}

fn is_article(token: &Token) -> bool {
    matches!(token.word.as_str(), "the" | "a" | "an")
}

/// Whether a word after these can begin a statement; with an article, a word for an LED is that LED.
fn begins_statement(before: &[Token], name: &[Token], is_led: bool) -> bool {
    let starts = |before: &[Token], token: Option<&Token>| {
        before.is_empty()
            || token.is_some_and(|token| matches!(token.mark, Mark::Break | Mark::Colon))
    };
    match before {
        [earlier @ .., article] if !is_led && is_article(article) => starts(earlier, Some(article)),
        _ => starts(before, name.first()),
    }
}

/// Whether a name says whose what follows is: "Blink's".
fn is_owner(name: &[Token]) -> bool {
    let last = name.last().map(|token| token.typed);
    last.is_some_and(|typed| typed.ends_with("'s") || typed.ends_with("’s"))
}

/// "blink is red", "Blink: solid red", "blink, solid red": at the very beginning, a name that is told of.
fn is_heading(after: &[Token]) -> bool {
    let terms: Vec<Term> = after
        .iter()
        .take(2)
        .map(|token| term_of(&token.word))
        .collect();
    let mark = after.first().map(|token| token.mark);
    let steady = matches!(terms.first(), Some(Term::Act(Act::Steady | Act::Even)));
    let lit = steady
        || matches!(
            terms.first(),
            Some(Term::Hue(_) | Term::Act(_) | Term::Doing(_) | Term::Pace(_))
        );
    match mark {
        Some(Mark::Colon) => lit,
        Some(Mark::Break) => steady,
        _ => matches!(terms.as_slice(), [Term::Act(Act::Is), Term::Hue(_)]),
    }
}

/// The words up to the next mark.
fn same_phrase<'a, 'b>(tokens: &'b [Token<'a>]) -> &'b [Token<'a>] {
    let length = tokens
        .iter()
        .take(LONGEST_PHRASE)
        .take_while(|token| token.mark <= Mark::Dash)
        .count();
    tokens.get(..length).unwrap_or_default()
}

/// Whether what follows a word says what a device does: "is flashing", "solid red", "won't connect".
fn acts(phrase: &[Token], is_led: bool) -> bool {
    let mut denied = false;
    let mut is = false;
    for (place, token) in phrase.iter().enumerate() {
        let showing = SHOWING.contains(&token.word.as_str());
        match term_of(&token.word) {
            _ if showing => return true,
            Term::Unknown => return place == 0 && !is_led,
            Term::Indicator if denied => return true,
            Term::Verb => return true,
            Term::Act(Act::Blinks | Act::Pulses | Act::Even | Act::Steady) | Term::Doing(_) => {
                return !denied;
            }
            Term::Act(Act::Off) => return is,
            Term::Act(Act::Is) | Term::Was | Term::Turns => is = true,
            Term::Not => denied = true,
            Term::Filler | Term::Indicator | Term::Wish | Term::Joint(Joint::Break) => {}
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    /// The names that guides for cameras, lamps and plugs would have.
    fn is_name(name: &str) -> bool {
        [
            "blink",
            "blink-camera",
            "blink-mini",
            "hall-lamp",
            "lamp",
            "plug",
            "smart-plug",
            "ring",
            "ring-doorbell",
            "kasa",
            "tp-link-kasa",
            "tp-link-kasa-cam",
            "ec70",
            "x1",
        ]
        .contains(&name)
    }

    fn names(text: &str) -> Vec<String> {
        devices(find(&tokens(text), &is_name))
    }

    #[test]
    fn names_are_found_in_any_spelling() {
        for (text, expected) in [
            ("kasa flashing red slow", vec!["kasa"]),
            ("TP-Link Kasa cam is red", vec!["tp-link-kasa-cam"]),
            ("tp link KASA, red", vec!["tp-link-kasa"]),
            ("my Kasa's light", vec!["kasa"]),
            ("Blink’s light is red", vec!["blink"]),
            ("EC70 (kasa) red", vec!["ec70", "kasa"]),
            ("kasa red, kasa blue", vec!["kasa"]),
            ("x1 red", vec!["x1"]),
            (
                "smart plug red, hall lamp off",
                vec!["smart-plug", "hall-lamp"],
            ),
            ("smart, plug", vec!["plug"]),
            ("solid red", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_for_lights_is_a_device_where_it_acts() {
        for text in [
            "my blink is flashing red",
            "my new blink is red",
            "blink flashing red slowly",
            "blink solid red",
            "Blink blinking red",
            "Blink is blinking red",
            "the blink is flashing red",
            "blink shows red",
            "blink has a red light",
            "blink won't connect, red light",
            "blink doorbell solid red",
            "red light on my blink",
            "red light on the blink",
            "camera offline, blink flashing red",
            "Blink keeps flashing red",
        ] {
            assert_eq!(names(text), ["blink"], "{text}");
        }
        for (text, name) in [
            ("blink camera blinks blue", "blink-camera"),
            ("my lamp is flashing red", "lamp"),
            ("lamp blinking red", "lamp"),
            ("red light on my lamp", "lamp"),
            ("my ring is flashing blue", "ring"),
            ("ring flashing blue", "ring"),
            ("ring camera solid red", "ring"),
        ] {
            assert_eq!(names(text), [name], "{text}");
        }
    }

    #[test]
    fn a_word_that_the_light_needs_is_no_name() {
        for text in [
            "red blink",
            "blink red",
            "blink slowly red",
            "fast blink",
            "blinks",
            "it will blink",
            "slow red blink",
            "blink on and off",
            "blink twice then pause",
            "blink, then solid red",
            "my red blink",
            "red lamp",
            "the lamp is red",
            "the power lamp is flashing",
            "the ring is flashing red",
            "red flashing ring",
            "ring light red",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_likely_name_gives_way_to_a_sure_one() {
        assert_eq!(names("lamp flashing red on my kasa"), ["kasa"]);
    }
}
