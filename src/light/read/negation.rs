//! Takes out what is said not to be so: "is not blinking", "instead of blue", "doesn't stop flashing".

use super::term::{Act, Joint, Term};

/// Keeps what the light does; what it does not do goes, or turns into its opposite.
pub(super) fn affirm(terms: &[Term]) -> Vec<Term> {
    let mut affirmed = Vec::with_capacity(terms.len());
    let mut denied = false;
    let mut rest = terms;
    while let Some((term, after)) = rest.split_first() {
        rest = match term {
            Term::Not => {
                denied = true;
                deny(after, &mut affirmed)
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
    }
    affirmed
}

/// "doesn't stop blinking" blinks; "stopped blinking" has stopped.
fn stop<'a>(after: &'a [Term], denied: bool, affirmed: &mut Vec<Term>) -> &'a [Term] {
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
fn deny<'a>(after: &'a [Term], affirmed: &mut Vec<Term>) -> &'a [Term] {
    match skip_auxiliaries(after) {
        [Term::Act(Act::Lit), rest @ ..] => {
            affirmed.push(Term::Act(Act::Off));
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

fn skip_auxiliaries(terms: &[Term]) -> &[Term] {
    let auxiliary =
        |term: &&Term| matches!(term, Term::Act(Act::Is) | Term::Turns | Term::A | Term::It);
    let skipped = terms.iter().take_while(auxiliary).count();
    terms.get(skipped..).unwrap_or_default()
}

/// Skips one denied statement; if it named no colour, what it denies says what is so instead.
fn skip_denied(terms: &[Term]) -> (Option<Act>, &[Term]) {
    let mut opposite = None;
    let mut hue = false;
    let mut said = false;
    for (at, term) in terms.iter().enumerate() {
        match term {
            Term::Joint(Joint::Slash | Joint::Or) => {}
            Term::Joint(_) => return ended(opposite, hue, terms, at),
            Term::It | Term::Turns | Term::Act(Act::Is) if said => {
                return ended(opposite, hue, terms, at);
            }
            Term::Hue(_) => hue = true,
            Term::Act(Act::Blinks | Act::Pulses) => opposite = Some(Act::Lit),
            Term::Act(Act::Steady) => opposite = Some(Act::Blinks),
            // "isn't stopping": nothing is denied but the end.
            Term::Act(Act::Stops) => return (None, terms.get(at + 1..).unwrap_or_default()),
            _ => {}
        }
        said |= matches!(term, Term::Hue(_) | Term::Act(_));
    }
    ended(opposite, hue, terms, terms.len())
}

fn ended(opposite: Option<Act>, hue: bool, terms: &[Term], at: usize) -> (Option<Act>, &[Term]) {
    (
        opposite.filter(|_| !hue),
        terms.get(at..).unwrap_or_default(),
    )
}
