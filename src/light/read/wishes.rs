//! Tells wishes from what is seen: "trying to get solid green", "how do I get it to blink".

use super::lexicon::Word;
use super::term::{Act, Term};

/// Further than this a wish does not stand from the light that is wished for, in words.
const LONGEST_WISH: usize = 12;

/// Words without weight that may stand between a wish and its light; "how to fix a red light" wishes
/// for no red light.
const LINKS: [&str; 17] = [
    "the", "my", "our", "your", "get", "gets", "getting", "do", "make", "making", "have", "see",
    "back", "finally", "proper", "usual", "normal",
];

/// Whether a word wishes for the light that follows it.
pub(super) fn is_wish(word: &Word, after: &[Word]) -> bool {
    let gets = |next: &Word| matches!(next.word, "get" | "getting" | "make");
    match word.term {
        Term::Wish => reaches_light(after),
        Term::Not => after.first().is_some_and(gets) && reaches_light(after),
        _ => false,
    }
}

fn reaches_light(after: &[Word]) -> bool {
    let links = |word: &&Word| {
        LINKS.contains(&word.word)
            || matches!(
                word.term,
                Term::A
                    | Term::It
                    | Term::To
                    | Term::For
                    | Term::Person
                    | Term::Indicator
                    | Term::Device
                    | Term::Turns
                    | Term::Act(Act::Is)
            )
    };
    let first = after.iter().take(LONGEST_WISH).find(|word| !links(word));
    first.is_some_and(|word| {
        matches!(
            word.term,
            Term::Hue(_) | Term::Act(_) | Term::Doing(_) | Term::Pace(_) | Term::From
        )
    })
}
