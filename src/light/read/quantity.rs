//! What a number counts: flashes, the time between them, the time that something lasts.

use super::term::{Act, Joint, Term};
use crate::light::span::Span;

/// Milliseconds in the second that hertz counts by.
const SECOND: u64 = 1_000;

/// How far a counted "blink" may stand from its number: "7 very short red blinks".
const REACH: usize = 4;

/// The quantity that begins these terms, in terms of its own, and how many terms it takes.
pub(super) fn quantity<'a>(terms: &[Term<'a>], blinked: bool) -> Option<(Vec<Term<'a>>, usize)> {
    too_long(terms)
        .or_else(|| often(terms, blinked))
        .or_else(|| every(terms))
        .or_else(|| waited(terms))
        .or_else(|| pause(terms))
        .or_else(|| blink_time(terms, blinked))
        .or_else(|| lasting(terms))
        .or_else(|| hertz(terms))
        .or_else(|| flashes(terms))
        .or_else(|| hues_joined_by_dash(terms))
}

/// "for 3 days", "once a week": longer than anybody watches a light.
fn too_long<'a>(terms: &[Term<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    let (count, counted) = times(terms).map_or((None, 0), |(count, length)| (Some(count), length));
    let rest = terms.get(counted..)?;
    let word = usize::from(matches!(
        rest,
        [
            Term::For | Term::Every | Term::Per | Term::A | Term::Joint(Joint::After),
            ..
        ]
    ));
    let rest = rest.get(word..)?;
    let number = amount(rest).map_or(0, |(_, length)| length);
    matches!(rest.get(number)?, Term::LongUnit)
        .then(|| (Vec::new(), counted + word + number + 1))
        .filter(|_| count.is_none() || word > 0)
}

/// "once per second", "3 times every 10 s", "twice".
fn often<'a>(terms: &[Term<'a>], blinked: bool) -> Option<(Vec<Term<'a>>, usize)> {
    if let Some(rate) = rate(terms) {
        return Some(rate);
    }
    let (count, length) = times(terms)?;
    let rest = terms.get(length..)?;
    if let Some((unit, more)) = per_unit(rest) {
        let period = so_often_in(count, unit);
        return Some((vec![Term::Period(period)], length + more));
    }
    let once = count == Span::exactly(1);
    if let Some((period, more)) = every(rest) {
        let terms = if once {
            period
        } else {
            [vec![Term::Count(count)], period].concat()
        };
        return Some((terms, length + more));
    }
    // "once" can also mean "as soon as": "once connected it turns blue".
    let term = if once && !blinked {
        Term::Filler
    } else {
        Term::Count(count)
    };
    Some((vec![term], length))
}

/// The period of what happens so often in a unit of time, in milliseconds: 1 at least.
fn so_often_in(count: Span, unit: u32) -> Span {
    let period = |count: u32| (unit / count.max(1)).max(1);
    Span::between(period(count.high), period(count.low))
}

/// "2 per second", "3 blinks a second".
fn rate<'a>(terms: &[Term<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    let (count, length) = number(terms)?;
    let counted = terms.get(length..)?;
    let act: Vec<Term> = counted
        .first()
        .filter(|term| matches!(term, Term::Act(Act::Blinks)))
        .copied()
        .into_iter()
        .collect();
    let (unit, more) = per_unit(counted.get(act.len()..)?)?;
    let count = whole(count);
    let period = so_often_in(count, unit);
    let length = length + act.len() + more;
    Some(([act, vec![Term::Period(period)]].concat(), length))
}

fn times(terms: &[Term]) -> Option<(Span, usize)> {
    match terms {
        [Term::Often(count), ..] => Some((Span::exactly(*count), 1)),
        [Term::Times, rest @ ..] => amount(rest).map(|(count, length)| (whole(count), length + 1)),
        _ => {
            let (count, length) = amount(terms)?;
            matches!(terms.get(length)?, Term::Times).then(|| (whole(count), length + 1))
        }
    }
}

fn per_unit(terms: &[Term]) -> Option<(u32, usize)> {
    match terms {
        [Term::Per | Term::A, Term::Unit(unit), ..] => Some((*unit, 2)),
        [Term::Per, rest @ ..] => time(rest).map(|(time, length)| (time.middle(), length + 1)),
        _ => None,
    }
}

/// "every 2-3 s", "every other second", "2 second intervals".
fn every<'a>(terms: &[Term<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    let (period, length) = match terms {
        [Term::Every, Term::Other, Term::Unit(unit), ..] => {
            (Span::exactly(unit.saturating_mul(2)), 3)
        }
        [Term::Every, Term::Unit(unit), ..] => (Span::exactly(*unit), 2),
        [Term::Every, rest @ ..] => time(rest).map(|(time, length)| (time, length + 1))?,
        _ => {
            let (time, length) = time(terms)?;
            matches!(terms.get(length)?, Term::Apart).then_some((time, length + 1))?
        }
    };
    Some((vec![Term::Period(period)], length))
}

/// "after 5 seconds" says when, which no light shows.
fn waited<'a>(terms: &[Term<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    match terms {
        [Term::Joint(Joint::After), rest @ ..] => {
            time(rest).map(|(_, length)| (Vec::new(), length + 1))
        }
        _ => None,
    }
}

/// "a 2 second pause", "waits 2 s": how long it is dark between flashes is not how long they last.
fn pause<'a>(terms: &[Term<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    let length = match terms {
        [Term::Again, Term::For, rest @ ..] => time(rest)?.1 + 2,
        [Term::Again, rest @ ..] => time(rest)?.1 + 1,
        _ => {
            let (_, length) = time(terms)?;
            let described = usize::from(terms.get(length) == Some(&Term::Length));
            (terms.get(length + described)? == &Term::Again).then_some(length + described + 1)?
        }
    };
    Some((vec![Term::Again], length))
}

/// "blinks slowly (500 ms)": no light blinks for milliseconds only.
fn blink_time<'a>(terms: &[Term<'a>], blinked: bool) -> Option<(Vec<Term<'a>>, usize)> {
    let (period, length) = time(terms)?;
    let in_ms = matches!(terms.get(length - 1), Some(Term::Unit(1)));
    let acts = matches!(terms.get(length), Some(Term::Act(_)));
    (blinked && in_ms && !acts).then(|| (vec![Term::Period(period)], length))
}

/// "for 8 seconds", "2 s", "for a second".
fn lasting<'a>(terms: &[Term<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    let (time, length) = match terms {
        [Term::For, rest @ ..] => time(rest).map(|(time, length)| (time, length + 1))?,
        [Term::A, ..] => return None,
        _ => time(terms)?,
    };
    Some((vec![Term::Lasting(time)], length))
}

/// "8 Hz".
fn hertz<'a>(terms: &[Term<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    let (rate, length) = amount(terms)?;
    let period = |thousandths: u32| milliseconds(SECOND * SECOND / u64::from(thousandths.max(1)));
    matches!(terms.get(length)?, Term::Hertz).then(|| {
        let period = Span::between(period(rate.low), period(rate.high));
        (vec![Term::Period(period)], length + 1)
    })
}

/// "3 blinks", "double flash", "7 short red blinks", "3 short".
fn flashes<'a>(terms: &[Term<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    let (count, length, is_fold) = match terms {
        [Term::Fold(count), ..] => (Span::exactly(*count), 1, true),
        _ => amount(terms).map(|(count, length)| (whole(count), length, false))?,
    };
    let counted = terms.get(length..)?;
    let about_flash = |term: &&Term| {
        matches!(
            term,
            Term::Pace(_) | Term::Hue(_) | Term::Length | Term::Dash
        )
    };
    let described = counted.iter().take(REACH).take_while(about_flash).count();
    let counts = match counted.get(described) {
        Some(Term::Act(Act::Blinks | Act::Pulses)) => true,
        Some(Term::Doing(_)) => is_fold,
        None | Some(Term::Joint(_) | Term::Number(_)) => counted.first() == Some(&Term::Length),
        Some(_) => false,
    };
    counts.then(|| (vec![Term::Count(count)], length))
}

/// "red-blue" is "red/blue"; every other hyphen joins the words of one statement.
fn hues_joined_by_dash<'a>(terms: &[Term<'a>]) -> Option<(Vec<Term<'a>>, usize)> {
    match terms {
        [hue @ Term::Hue(_), Term::Dash, Term::Hue(_), ..] => {
            Some((vec![*hue, Term::Joint(Joint::Slash)], 2))
        }
        _ => None,
    }
}

/// A time in milliseconds: "2 to 3 seconds", "a minute", "half a second".
fn time(terms: &[Term]) -> Option<(Span, usize)> {
    let (amount, length) = amount(terms).unwrap_or((Span::exactly(1_000), 0));
    let rest = terms.get(length..)?;
    let article = usize::from(matches!(rest, [Term::A | Term::Dash, ..]));
    match rest.get(article)? {
        Term::Unit(unit) if length + article > 0 => {
            let ms = |thousandths| milliseconds(u64::from(thousandths) * u64::from(*unit) / 1_000);
            Some((
                Span::between(ms(amount.low), ms(amount.high)),
                length + article + 1,
            ))
        }
        _ => None,
    }
}

/// A number or a range, in thousandths: "3", "2-3", "between two and three", "a few".
fn amount(terms: &[Term]) -> Option<(Span, usize)> {
    match terms {
        [Term::A, rest @ ..] => {
            let (amount, length) = number(rest)?;
            Some((amount, length + 1))
        }
        _ => number(terms),
    }
}

fn number(terms: &[Term]) -> Option<(Span, usize)> {
    match terms {
        // Nothing is counted by nought.
        [Term::Number(Span { high: 0, .. }), ..] => None,
        [
            Term::Number(one),
            Term::Joint(Joint::Slash),
            Term::Number(parts),
            Term::Unit(_),
            ..,
        ] if *one == Span::exactly(1_000) && parts.low > 1_000 => {
            Some((Span::exactly(1_000_000 / parts.low), 3))
        }
        [Term::Number(tens), Term::Dash, Term::Number(ones), ..]
            if is_tens_and_ones(*tens, *ones) =>
        {
            Some((Span::exactly(tens.low + ones.low), 3))
        }
        [
            Term::Act(Act::InTurn),
            Term::Number(low),
            Term::Joint(Joint::And),
            Term::Number(high),
            ..,
        ] => Some((Span::between(low.low, high.high), 4)),
        [
            Term::Number(low),
            Term::Dash | Term::To | Term::Joint(Joint::Or | Joint::Slash),
            Term::Number(high),
            ..,
        ] => Some((Span::between(low.low, high.high), 3)),
        [Term::Number(number), ..] => Some((*number, 1)),
        _ => None,
    }
}

/// "twenty-one".
fn is_tens_and_ones(tens: Span, ones: Span) -> bool {
    let tens_only = (20_000..100_000).contains(&tens.low) && tens.low.is_multiple_of(10_000);
    tens_only && tens.low == tens.high && ones.high < 10_000 && ones.low == ones.high
}

/// Thousandths as a whole number, at least one.
pub(super) fn whole(thousandths: Span) -> Span {
    Span::between(
        (thousandths.low / 1_000).max(1),
        thousandths.high.div_ceil(1_000).max(1),
    )
}

/// Milliseconds as they are kept, at least one.
fn milliseconds(ms: u64) -> u32 {
    u32::try_from(ms).unwrap_or(u32::MAX).max(1)
}
