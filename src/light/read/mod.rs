//! Free words to readings: what a person types about a light, in any order and spelling.
//!
//! A text goes down this list, each file doing one thing with it.

mod token;

mod term;

mod fillers;
mod words;

mod lexicon;
mod names;

mod turns;
mod wishes;

mod settle;

mod numbers;
mod quantity;

mod negation;

mod chunk;
mod cues;

mod draft;

mod moments;

mod compose;

pub use self::lexicon::known_words_near;

use self::cues::Contradiction;
use self::lexicon::Word;
use self::term::Term;
use super::looks::{Led, Looks};

/// What a person's words may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The looks that the words may mean, the likeliest first; empty if they were not understood.
    pub alternatives: Vec<Looks>,
    /// The devices that are named, in order and each once: small letters, hyphens between words.
    pub devices: Vec<String>,
    /// Words that belong to no light and name no device, as typed and in order.
    pub unknown_words: Vec<String>,
    /// What contradicts itself, if something does; then there are no alternatives.
    pub contradiction: Option<String>,
}

/// Reads what a person types about a light; the notation that guides use is read as well.
#[must_use]
pub fn read(words: &str) -> Reading {
    read_with_names(words, &|_| false)
}

/// Reads what a person types about a light and its device.
///
/// `is_name` says whether one to five words are the name of a device; it is given them in small letters
/// with a hyphen between two, such as `kasa-cam`. The longest name counts.
#[must_use]
pub fn read_with_names(words: &str, is_name: &dyn Fn(&str) -> bool) -> Reading {
    let tokens = token::tokens(words);
    let names = names::find(&tokens, is_name);
    let names_device = names.iter().any(names::Named::is_known);
    let is_named = |looks: &Looks| !names_device && !looks.leds.iter().any(is_called_led);
    if let Some(looks) = Looks::parse(words).ok().filter(is_named) {
        return Reading {
            alternatives: vec![looks],
            ..Reading::default()
        };
    }
    let words = names::look_up_around(&tokens, &names);
    let words = turns::join_repeated_changes(&words);
    let words = numbers::count_up(&settle::settle(&words));
    let terms: Vec<Term> = words.iter().map(|word| word.term).collect();
    let (alternatives, contradiction) = match understand(&terms) {
        Ok(alternatives) => (alternatives, None),
        Err(contradiction) => (Vec::new(), Some(contradiction.to_string())),
    };
    Reading {
        alternatives,
        devices: names::devices(names),
        unknown_words: unknown(&words),
        contradiction,
    }
}

/// "led: red" names no LED.
fn is_called_led(led: &Led) -> bool {
    let name = led.name.as_deref().and_then(lexicon::meaning);
    name == Some(&[Term::Indicator])
}

fn understand(terms: &[Term]) -> Result<Vec<Looks>, Contradiction> {
    let chunks = chunk::chunks(&negation::affirm(terms))?;
    Ok(compose::compose(&moments::moments(chunks)?))
}

fn unknown(words: &[Word]) -> Vec<String> {
    words
        .iter()
        .filter(|word| word.term == Term::Unknown)
        .map(|word| word.typed.to_owned())
        .collect()
}
