//! Settles what a word means by the words around it, and drops the words without weight.

use super::lexicon::Word;
use super::term::{Act, Joint, Term};
use super::wishes::is_wish;

/// Longer than this nobody speaks without a mark or a joining word.
const LONGEST_STATEMENT: usize = 24;

/// Decides names, cases, "on" and "flashed" by their neighbours; then the fillers go.
pub(super) fn settle<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut settled: Vec<Word> = Vec::with_capacity(words.len());
    let last_case = words.iter().rposition(|word| word.term == Term::InOneCase);
    let several_places = count_places(words) > 1;
    let says_more = words.iter().any(|word| tells_light(word.term));
    for (at, word) in words.iter().enumerate() {
        let (earlier, rest) = words.split_at(at);
        let last = earlier.last();
        let next = rest.get(1).map(|word| word.term);
        let before = settled.last().map(|word| word.term);
        let after = rest.get(1..).unwrap_or_default();
        let name = led_name(word, earlier, after)
            .or_else(|| place_of_led(word, earlier).filter(|_| several_places))
            .or_else(|| next_name(word, &settled, after));
        let term = match word.term {
            _ if name.is_some() => name.map_or(Term::Filler, Term::Name),
            Term::Name(_) => Term::Filler,
            Term::Joint(_) if word.word == ":" && is_name(before) => Term::Filler,
            Term::Unit(_) | Term::Number(_) if is_other_one(word, earlier, after) => Term::Other,
            Term::Number(_) if word.word == "one" && before == Some(Term::Other) => Term::Filler,
            Term::Joint(_)
                if last.is_some_and(|last| last.term == Term::InOneCase)
                    && last_case > Some(at) =>
            {
                Term::Joint(Joint::Or)
            }
            Term::Joint(Joint::Becomes) if word.word == "now" && ends(after) => Term::Filler,
            Term::Wish | Term::Not if is_wish(word, after) => Term::Wish,
            Term::Wish => Term::Filler,
            Term::InOneCase => Term::Act(Act::Is),
            Term::Act(Act::Off | Act::Lit)
                if says_more && !is_of_led(&settled, next) && is_of_device(earlier, after) =>
            {
                Term::Filler
            }
            Term::Pace(_) if is_in_doubt(earlier) => Term::Filler,
            Term::On => on(before, next),
            Term::Act(Act::Blinks) | Term::Doing(Act::Blinks)
                if before == Some(Term::Person) || is_of_firmware(after) =>
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

/// The name that a word gives to an LED, if it does.
fn led_name<'a>(word: &Word<'a>, earlier: &[Word], after: &[Word]) -> Option<&'a str> {
    let said = earlier.last().map(|last| last.term);
    let of_ring = |next: &Word| next.term == Term::Name("ring");
    let of_led = after
        .first()
        .is_some_and(|next| next.term == Term::Indicator || next.word == "one" || of_ring(next));
    match word.term {
        Term::Name("ring") if is_name(said) => None,
        Term::Name(name) if begins(earlier) && is_lit_button(after) => Some(name),
        Term::Name(name) if of_led || begins(earlier) && is_described(after) => Some(name),
        Term::Number(_) if said == Some(Term::Indicator) && is_numbered(after) => {
            Some(word.word).filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
        }
        Term::Unknown if of_led && (begins(earlier) || is_abbreviation(word.typed)) => {
            Some(word.word).filter(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        }
        Term::Unit(_) | Term::Times
            if of_led && word.typed.len() == 1 && !matches!(said, Some(Term::Number(_))) =>
        {
            Some(word.word)
        }
        _ => None,
    }
}

fn is_name(term: Option<Term>) -> bool {
    matches!(term, Some(Term::Name(_)))
}

/// "wps button flashes", "power button stays green".
fn is_lit_button(after: &[Word]) -> bool {
    matches!(after, [button, rest @ ..] if button.word == "button" && is_described(rest))
}

/// "power green internet red wifi off": after one LED with a name, the next one needs no comma.
fn next_name<'a>(word: &Word<'a>, settled: &[Word], after: &[Word]) -> Option<&'a str> {
    let Term::Name(name) = word.term else {
        return None;
    };
    let said = settled.last().map(|word| word.term);
    let told = matches!(
        said,
        Some(Term::Hue(_) | Term::Act(_) | Term::Doing(_) | Term::Joint(_))
    );
    let is_dark = after
        .iter()
        .find(|word| word.word != ":" && word.term != Term::Act(Act::Is))
        .is_some_and(|word| word.term == Term::Act(Act::Off));
    let mut nearby = settled.iter().rev().take(LONGEST_STATEMENT);
    let in_a_row = told && nearby.any(|word| is_name(Some(word.term)));
    (in_a_row && (is_dark || is_described(after))).then_some(name)
}

/// "the second is green", "one red, one blue": another LED than the one before.
fn is_other_one(word: &Word, earlier: &[Word], after: &[Word]) -> bool {
    let before = |known: &str| {
        earlier
            .iter()
            .rev()
            .take(LONGEST_STATEMENT)
            .any(|word| word.word == known)
    };
    let mut terms = after.iter().map(|word| word.term);
    let next = terms.next();
    let is = matches!(next, Some(Term::Indicator | Term::Act(Act::Is)));
    match word.word {
        "second" => {
            earlier.last().is_some_and(|last| last.word == "the") && (is || is_described(after))
        }
        "one" => {
            before("one")
                && (is
                    || matches!(next, Some(Term::Hue(_)))
                        && terms.next() != Some(Term::Act(Act::Blinks)))
        }
        _ => false,
    }
}

/// Whether a statement may begin after some words, as it does not after "on the".
fn begins(earlier: &[Word]) -> bool {
    match earlier {
        [earlier @ .., article] if is_article(article) => {
            earlier.last().is_none_or(|last| last.term != Term::On)
        }
        [.., last] => matches!(last.term, Term::Joint(_)),
        [] => true,
    }
}

fn is_article(word: &Word) -> bool {
    let owner = matches!(word.word, "the" | "my" | "our" | "your" | "its");
    owner || matches!(word.term, Term::A | Term::Every)
}

/// Whether a statement ends here: "it is solid now".
fn ends(after: &[Word]) -> bool {
    after
        .first()
        .is_none_or(|next| matches!(next.term, Term::Joint(_)))
}

/// "ACT", "S": short, and all in capitals.
fn is_abbreviation(typed: &str) -> bool {
    typed.len() <= 5 && typed.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// "the light on top", "the LED on the left": where it is tells which it is.
fn place_of_led<'a>(word: &Word<'a>, earlier: &[Word]) -> Option<&'a str> {
    let Term::Name(name @ ("top" | "bottom" | "left" | "right" | "front" | "back")) = word.term
    else {
        return None;
    };
    let before = match earlier {
        [before @ .., article] if is_article(article) => before,
        _ => earlier,
    };
    match before {
        [.., led, on] if matches!(on.word, "on" | "at") && led.term == Term::Indicator => {
            Some(name)
        }
        _ => None,
    }
}

/// "not sure if fast", "no idea whether slow or fast": nothing is said of the pace.
fn is_in_doubt(earlier: &[Word]) -> bool {
    let doubts = |word: &Word| {
        matches!(
            word.word,
            "not" | "no" | "dont" | "do" | "cant" | "cannot" | "could" | "couldnt" | "hard"
        )
    };
    let asks = |word: &&Word| {
        matches!(word.word, "if" | "whether" | "or")
            || matches!(
                word.term,
                Term::Pace(_) | Term::It | Term::Act(Act::Is) | Term::Filler
            )
    };
    let question = earlier
        .iter()
        .rev()
        .take(LONGEST_STATEMENT)
        .take_while(asks)
        .count();
    let doubt = earlier
        .len()
        .checked_sub(question + 1)
        .and_then(|at| earlier.get(at));
    doubt.is_some_and(|word| word.term == Term::Joint(Joint::Or) && doubts(word))
}

/// "flashing the firmware" is done to a device.
fn is_of_firmware(after: &[Word]) -> bool {
    let object = after
        .iter()
        .find(|word| !matches!(word.term, Term::Filler | Term::A));
    object.is_some_and(|word| word.term == Term::Firmware)
}

/// How many LEDs are told by their places; the place of one LED does not tell it from others.
fn count_places(words: &[Word]) -> usize {
    (0..words.len())
        .filter_map(|at| words.get(..=at)?.split_last())
        .filter(|(word, earlier)| place_of_led(word, earlier).is_some())
        .count()
}

/// The words of the statement so far, the last one first.
fn statement<'a, 'b>(words: &'b [Word<'a>]) -> impl Iterator<Item = &'b Word<'a>> {
    words
        .iter()
        .rev()
        .take(LONGEST_STATEMENT)
        .take_while(|word| !matches!(word.term, Term::Joint(_)))
}

/// Whether a word tells more of a light than that it is on or off.
fn tells_light(term: Term) -> bool {
    match term {
        Term::Hue(_) | Term::Doing(_) => true,
        Term::Act(act) => act.is_clear() && !matches!(act, Act::Lit | Act::Off),
        _ => false,
    }
}

/// "the camera is off", "I turned off the router": said of the device, where no light was spoken of.
fn is_of_device(earlier: &[Word], after: &[Word]) -> bool {
    let is_device = |word: &&Word| matches!(word.term, Term::Device | Term::Name(_));
    let is_small = |word: &&Word| {
        matches!(
            word.term,
            Term::Filler | Term::A | Term::Turns | Term::Was | Term::Act(Act::Is)
        )
    };
    let of_light = statement(earlier)
        .any(|word| word.term == Term::Indicator || matches!(word.term, Term::Hue(_)));
    let subject = statement(earlier).find(|word| !is_small(word));
    let object = after.iter().find(|word| !is_small(word));
    let is_subject = subject.as_ref().is_some_and(is_device);
    !of_light && (is_subject || object.as_ref().is_some_and(is_device) && subject.is_some())
}

/// "internet is off", "power button stays green": said of an LED with a name, or of a colour.
fn is_of_led(settled: &[Word], next: Option<Term>) -> bool {
    let mut named = settled.iter().rev().take(2);
    matches!(next, Some(Term::Hue(_))) || named.any(|word| is_name(Some(word.term)))
}

/// "power blinks", "wifi is red": what a name has beside it says what its LED does.
fn is_described(after: &[Word]) -> bool {
    let mut terms = after
        .iter()
        .skip_while(|word| word.word == ":")
        .map(|word| word.term);
    let first = terms.find(|term| !matches!(term, Term::Was | Term::Act(Act::Is)));
    match first {
        Some(Term::Hue(_) | Term::Doing(_) | Term::Act(Act::Blinks | Act::Pulses)) => true,
        Some(Term::Act(Act::Lit | Act::Even | Act::Steady)) => {
            matches!(terms.next(), Some(Term::Hue(_)))
        }
        _ => false,
    }
}

/// "LED 2 is red": the number tells the LED, and counts nothing.
fn is_numbered(after: &[Word]) -> bool {
    let colon = |word: &&Word| word.word == ":";
    let mut terms = after.iter().skip_while(colon).map(|word| word.term);
    match terms.next() {
        Some(Term::Hue(_)) => !matches!(terms.next(), Some(Term::Act(Act::Blinks))),
        Some(Term::Act(Act::Blinks)) => matches!(terms.next(), Some(Term::Hue(_))),
        Some(Term::Act(_) | Term::Doing(_) | Term::Turns) => true,
        _ => false,
    }
}

/// "on" says that it is lit, unless it says where: "on my camera", "on the front".
fn on<'a>(before: Option<Term<'a>>, next: Option<Term<'a>>) -> Term<'a> {
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
                | Term::Verb
                | Term::It
        )
    );
    if where_it_is && before != Some(Term::Turns) {
        Term::Filler
    } else {
        Term::Act(Act::Lit)
    }
}
