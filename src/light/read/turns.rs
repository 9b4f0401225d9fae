//! Reads changes that come again as colours in turn: "keeps going from red to green".

use super::lexicon::Word;
use super::term::{Act, Joint, Term};

/// Longer than this nobody speaks of one change, in words.
const LONGEST_CHANGE: usize = 16;

/// Words for what does not happen only once.
const REPEATING: [&str; 9] = [
    "keep",
    "keeps",
    "keeping",
    "kept",
    "constantly",
    "continually",
    "continuously",
    "repeatedly",
    "always",
];

/// Makes "from red to green" and "between solid red and solid green" two colours in turn, if that is
/// said to come again.
pub(super) fn join_repeated_changes<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut joined = words.to_vec();
    for at in 0..joined.len() {
        let (earlier, rest) = joined.split_at_mut(at);
        let Some((start, after)) = rest.split_first_mut() else {
            continue;
        };
        let repeats = match start.term {
            Term::From => is_repeated(earlier, after),
            Term::Act(Act::InTurn) => start.word == "between",
            _ => false,
        };
        if repeats && let Some(length) = change(start.term, after) {
            start.term = Term::Act(Act::InTurn);
            forget_turns(earlier);
            join(after.iter_mut().take(length));
        }
    }
    joined
}

/// How many words a change from one colour to another takes, if both are said.
fn change(start: Term, words: &[Word]) -> Option<usize> {
    let mut first = None;
    let mut parted = false;
    let mut length = None;
    for (place, word) in words.iter().take(LONGEST_CHANGE).enumerate() {
        match word.term {
            Term::To | Term::Joint(Joint::And) => parted = first.is_some(),
            Term::Hue(hue) if parted && (length.is_some() || first != Some(hue)) => {
                length = Some(place + 1);
            }
            Term::Hue(hue) => first = first.or(Some(hue)),
            Term::Joint(_) | Term::Number(_) => return length,
            Term::Act(Act::Off | Act::Stops) if start != Term::From => return length,
            _ => {}
        }
    }
    length
}

/// Whether something around "from" says that the change comes again.
fn is_repeated(earlier: &[Word], after: &[Word]) -> bool {
    let of_change = |word: &&Word| !matches!(word.term, Term::Joint(_));
    let repeats = |word: &Word| {
        REPEATING.contains(&word.word) || matches!(word.term, Term::Again | Term::Act(Act::InTurn))
    };
    let before = earlier.iter().rev().take(LONGEST_CHANGE);
    let after = after.iter().take(LONGEST_CHANGE);
    before.take_while(of_change).any(repeats) || after.take_while(of_change).any(repeats)
}

/// "keeps changing": what changes again and again becomes nothing in the end.
fn forget_turns(earlier: &mut [Word]) {
    let of_change = |word: &&mut Word| !matches!(word.term, Term::Joint(_));
    let before = earlier.iter_mut().rev().take(LONGEST_CHANGE);
    for word in before.take_while(of_change) {
        let constant = word.term == Term::Act(Act::Lit);
        if word.term == Term::Turns || constant && REPEATING.contains(&word.word) {
            word.term = Term::Filler;
        }
    }
}

/// What each colour does while it shows is not told, as little as it would be seen.
fn join<'a, 'b: 'a>(change: impl Iterator<Item = &'a mut Word<'b>>) {
    for word in change {
        match word.term {
            Term::To => word.term = Term::Joint(Joint::And),
            Term::Turns | Term::Act(_) | Term::Doing(_) => word.term = Term::Filler,
            _ => {}
        }
    }
}
