//! Takes out what is said not to be so: "is not blinking", "instead of blue", "doesn't stop flashing".

use super::term::{Act, Joint, Term};
use crate::light::colour::Colour;

/// Longer than this nobody tells what was.
const LONGEST_STATEMENT: usize = 24;

/// Keeps what the light does; what it does not do goes, or turns into its opposite.
pub(super) fn affirm<'a>(terms: &[Term<'a>]) -> Vec<Term<'a>> {
    let mut affirmed = Vec::with_capacity(terms.len());
    let mut denied = false;
    let mut hue = None;
    let mut unlit = None;
    let mut unblinking = None;
    let changes = terms.iter().any(tells_change);
    let mut rest = terms;
    while let Some((term, after)) = rest.split_first() {
        rest = match term {
            Term::Not => {
                denied = true;
                let said = affirmed.len();
                let rest = deny(after, &mut affirmed);
                let (before, inferred) = affirmed.split_at(said);
                if inferred == [Term::Act(Act::Off)] && !is_of_one(before) {
                    unlit = unlit.or(Some(said));
                } else if inferred == [Term::Act(Act::Lit)] && !is_of_one(before) {
                    unblinking = unblinking.or(Some(said));
                }
                rest
            }
            Term::NotNow => skip_denied(after).1,
            Term::Wish => wish(after, &mut affirmed),
            Term::Was if !changes && is_past_state(after) => skip_denied(after).1,
            Term::Was => {
                affirmed.push(Term::Act(Act::Is));
                after
            }
            Term::Act(Act::Stops) => stop(after, denied, &mut affirmed),
            Term::Joint(_) => {
                denied = false;
                affirmed.push(*term);
                after
            }
            _ => {
                affirmed.push(*term);
                after
            }
        };
        if matches!(term, Term::Not | Term::NotNow) {
            let skipped = after.len() - rest.len();
            hue = hue.or_else(|| hue_of_act(after.get(..skipped).unwrap_or_default()));
        }
    }
    let lit = |affirmed: &[Term]| {
        let blinks = |term: &Term| matches!(term, Term::Act(Act::Blinks | Act::Pulses));
        affirmed.iter().any(blinks) || is_lit_after_all(affirmed)
    };
    let dark = |affirmed: &[Term]| affirmed.contains(&Term::Act(Act::Off));
    if let Some(at) = unlit.filter(|_| lit(&affirmed)) {
        affirmed.remove(at);
    } else if let Some(at) = unblinking.filter(|_| dark(&affirmed)) {
        affirmed.remove(at);
    }
    if let Some(hue) = hue.filter(|_| lacks_only_hue(&affirmed)) {
        affirmed.insert(0, Term::Hue(hue));
    }
    affirmed
}

/// Whether the statement so far speaks of one LED among several.
fn is_of_one(said: &[Term]) -> bool {
    said.iter()
        .rev()
        .take_while(|term| !matches!(term, Term::Joint(_)))
        .any(|term| matches!(term, Term::Hue(_) | Term::Name(_)))
}

/// "no light on the front, but the ring is blue": one of the lights is lit.
fn is_lit_after_all(affirmed: &[Term]) -> bool {
    let but = |term: &Term| *term == Term::Joint(Joint::But);
    let after = affirmed
        .iter()
        .position(but)
        .and_then(|at| affirmed.get(at..));
    after.is_some_and(|after| {
        let dark = |term: &Term| matches!(term, Term::Act(Act::Off | Act::Stops));
        after.iter().any(|term| matches!(term, Term::Hue(_))) && !after.iter().any(dark)
    })
}

/// Whether a word tells that a light changed, so that what it was belongs to the story.
fn tells_change(term: &Term) -> bool {
    matches!(
        term,
        Term::Turns | Term::From | Term::Joint(Joint::Then | Joint::Becomes | Joint::After)
    )
}

/// "it was green"; but "it was blinking when I came home" tells what was seen.
fn is_past_state(after: &[Term]) -> bool {
    let acts = |term: &&Term| match term {
        Term::Act(act) => !matches!(act, Act::Is | Act::Lit | Act::Even | Act::Steady),
        Term::Count(_) | Term::Period(_) | Term::Pace(_) => true,
        _ => false,
    };
    let statement = after
        .iter()
        .take(LONGEST_STATEMENT)
        .take_while(|term| !matches!(term, Term::Joint(_)));
    let mut statement = statement.peekable();
    matches!(statement.peek(), Some(Term::Hue(_) | Term::Act(_)))
        && !statement.any(|term| acts(&term))
}

/// Leaves out what is wished for; what shall end, or be changed "from", is there.
fn wish<'a, 'b>(after: &'b [Term<'a>], affirmed: &mut Vec<Term<'a>>) -> &'b [Term<'a>] {
    let end = |term: &Term| matches!(term, Term::Joint(_) | Term::Not);
    let length = after.iter().position(end).unwrap_or(after.len());
    let (wished, rest) = after.split_at(length);
    let ends = |term: &Term| matches!(term, Term::Act(Act::Off | Act::Stops));
    if wished.iter().any(ends) {
        let lights = |term: &&Term| !ends(term) && !matches!(term, Term::To | Term::Turns);
        affirmed.extend(wished.iter().filter(lights));
    } else if let Some(rest) = keep_from(wished, affirmed) {
        return after.get(length - rest.len()..).unwrap_or_default();
    }
    let said_again = |term: &Term| *term == Term::It || *term == Term::Act(Act::Is);
    let light = |term: &Term| matches!(term, Term::Hue(_));
    let lit = wished.iter().position(light).unwrap_or(wished.len());
    let again = wished.iter().skip(lit).position(said_again);
    match again {
        Some(again) if !wished.iter().any(ends) => after.get(lit + again..).unwrap_or_default(),
        _ => rest,
    }
}

/// Keeps the light that something does not, or not yet, change "from"; returns what is left.
fn keep_from<'a, 'b>(
    change: &'b [Term<'a>],
    affirmed: &mut Vec<Term<'a>>,
) -> Option<&'b [Term<'a>]> {
    let from = change.iter().position(|term| *term == Term::From)?;
    let kept = change.get(from + 1..)?;
    let to = kept.iter().position(|term| *term == Term::To);
    let (kept, denied) = kept.split_at(to.unwrap_or(kept.len()));
    affirmed.push(Term::Act(Act::Is));
    affirmed.extend(kept);
    Some(skip_denied(denied).1)
}

/// The colour in a denied statement that also denies what the light does.
fn hue_of_act(denied: &[Term]) -> Option<&'static [Colour]> {
    let acts = |term: &Term| matches!(term, Term::Act(act) if act.is_clear());
    let hue = |term: &Term| match term {
        Term::Hue(hue) => Some(*hue),
        _ => None,
    };
    denied
        .iter()
        .any(acts)
        .then(|| denied.iter().find_map(hue))?
}

/// "blinking, not solid green": the one colour that was said is the light's.
fn lacks_only_hue(affirmed: &[Term]) -> bool {
    let lit = |term: &Term| {
        matches!(
            term,
            Term::Act(Act::Lit | Act::Even | Act::Steady | Act::Blinks | Act::Pulses)
        )
    };
    let dark = |term: &Term| matches!(term, Term::Hue(_) | Term::Act(Act::Off));
    affirmed.iter().any(lit) && !affirmed.iter().any(dark)
}

/// "doesn't stop blinking" blinks; "stopped blinking" has stopped.
fn stop<'a, 'b>(
    after: &'b [Term<'a>],
    denied: bool,
    affirmed: &mut Vec<Term<'a>>,
) -> &'b [Term<'a>] {
    if denied {
        return after;
    }
    affirmed.push(Term::Act(Act::Stops));
    match after {
        [Term::Act(Act::Blinks | Act::Pulses), rest @ ..] => rest,
        _ => after,
    }
}

/// Reads what follows a "not", and returns what is left after it.
fn deny<'a, 'b>(after: &'b [Term<'a>], affirmed: &mut Vec<Term<'a>>) -> &'b [Term<'a>] {
    match skip_auxiliaries(after) {
        [Term::Act(Act::Lit), rest @ ..] => {
            affirmed.push(Term::Act(Act::Off));
            rest
        }
        [Term::Act(Act::Off), rest @ ..] => {
            affirmed.push(Term::Act(Act::Lit));
            rest
        }
        [name @ Term::Name(_), Term::Indicator, rest @ ..] => {
            affirmed.extend([*name, Term::Act(Act::Off)]);
            rest
        }
        [Term::Indicator, rest @ ..] => {
            affirmed.push(Term::Act(Act::Off));
            match skip_auxiliaries(rest) {
                [Term::Act(Act::Lit | Act::Blinks), rest @ ..] => skip_described(rest),
                _ => rest,
            }
        }
        [Term::From, ..] => keep_from(after, affirmed).unwrap_or_default(),
        [Term::Hue(_) | Term::Act(_) | Term::Pace(_), ..] => {
            let (opposite, rest) = skip_denied(after);
            affirmed.extend(opposite.map(Term::Act));
            rest
        }
        _ => after,
    }
}

/// "no light flashing red": what the light would be that is not there.
fn skip_described<'a, 'b>(terms: &'b [Term<'a>]) -> &'b [Term<'a>] {
    let describes = |term: &&Term| matches!(term, Term::Hue(_) | Term::Pace(_));
    let skipped = terms.iter().take_while(describes).count();
    terms.get(skipped..).unwrap_or_default()
}

fn skip_auxiliaries<'a, 'b>(terms: &'b [Term<'a>]) -> &'b [Term<'a>] {
    let auxiliary = |term: &&Term| {
        matches!(
            term,
            Term::Act(Act::Is) | Term::Was | Term::Turns | Term::To | Term::A | Term::It
        )
    };
    let skipped = terms.iter().take_while(auxiliary).count();
    terms.get(skipped..).unwrap_or_default()
}

/// Skips one denied statement; if it named no colour, what it denies says what is so instead.
fn skip_denied<'a, 'b>(terms: &'b [Term<'a>]) -> (Option<Act>, &'b [Term<'a>]) {
    let mut opposite = None;
    let mut hue = false;
    let mut said = false;
    let mut act_said = None;
    for (at, term) in terms.iter().enumerate() {
        match term {
            Term::Joint(Joint::Slash | Joint::Or) => act_said = None,
            Term::Not | Term::Joint(_) => return ended(opposite, hue, terms, at),
            Term::It | Term::Turns | Term::Was | Term::Act(Act::Is) if said => {
                return ended(opposite, hue, terms, at);
            }
            // "doesn't blink but", "not blinking any more, stays red": another act is no longer denied.
            Term::Act(act) if act.is_clear() && act_said.is_some_and(|said| said != *act) => {
                return ended(opposite, hue, terms, at);
            }
            Term::Hue(_) => hue = true,
            Term::Act(Act::Blinks | Act::Pulses) => opposite = Some(Act::Lit),
            Term::Act(Act::Even | Act::Steady) => opposite = Some(Act::Blinks),
            // "isn't stopping": nothing is denied but the end.
            Term::Act(Act::Stops) => return (None, terms.get(at + 1..).unwrap_or_default()),
            _ => {}
        }
        said |= matches!(term, Term::Hue(_) | Term::Act(_));
        if let Term::Act(act) = term
            && act.is_clear()
        {
            act_said = Some(*act);
        }
    }
    ended(opposite, hue, terms, terms.len())
}

fn ended<'a, 'b>(
    opposite: Option<Act>,
    hue: bool,
    terms: &'b [Term<'a>],
    at: usize,
) -> (Option<Act>, &'b [Term<'a>]) {
    (
        opposite.filter(|_| !hue),
        terms.get(at..).unwrap_or_default(),
    )
}
