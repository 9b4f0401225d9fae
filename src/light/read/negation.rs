//! Takes out what is said not to be so: "is not blinking", "instead of blue", "doesn't stop flashing".

use super::term::{Act, Joint, Term};
use crate::light::colour::Colour;

/// Keeps what the light does; what it does not do goes, or turns into its opposite.
pub(super) fn affirm<'a>(terms: &[Term<'a>]) -> Vec<Term<'a>> {
    let mut affirmed = Vec::with_capacity(terms.len());
    let mut denied = false;
    let mut hue = None;
    let mut unlit = None;
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
                }
                rest
            }
            Term::NotNow => skip_denied(after).1,
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
    if let Some(at) = unlit
        && affirmed
            .iter()
            .any(|term| matches!(term, Term::Act(Act::Blinks | Act::Pulses)))
    {
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
                [Term::Act(Act::Lit | Act::Blinks), rest @ ..] => rest,
                _ => rest,
            }
        }
        [Term::Hue(_) | Term::Act(_) | Term::Pace(_), ..] => {
            let (opposite, rest) = skip_denied(after);
            affirmed.extend(opposite.map(Term::Act));
            rest
        }
        _ => after,
    }
}

fn skip_auxiliaries<'a, 'b>(terms: &'b [Term<'a>]) -> &'b [Term<'a>] {
    let auxiliary = |term: &&Term| {
        matches!(
            term,
            Term::Act(Act::Is) | Term::Turns | Term::To | Term::A | Term::It
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
            Term::It | Term::Turns | Term::Act(Act::Is) if said => {
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
