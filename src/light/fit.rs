//! How well a light that somebody describes fits a light that is known.

#[cfg(test)]
mod tests;

use super::colour::Colour;
use super::looks::{Led, Looks, Show};
use super::rhythm::{Pace, Rate, Rhythm};
use super::span::Span;

/// What a match keeps when the known light leaves open what was described, such as its rate.
const OPEN: f64 = 0.9;
/// What a match keeps when the description leaves open what is known.
const UNSAID: f64 = 0.7;
/// What a match keeps for a rhythm that is easily taken for the other.
const ALIKE: f64 = 0.6;
/// What a match keeps for a rhythm that is the other one badly watched.
const REMOTE: f64 = 0.4;
/// Hues less alike than this are two colours; people mix up those that are more alike.
const SAME_HUE: f64 = 0.6;
/// What a match keeps for each LED that only one side mentions.
const LONE_LED: f64 = 0.6;
/// What a match keeps when only one side knows how it began, or how long it lasts.
const OTHER_PAST: f64 = 0.95;
/// How far apart two periods may be and still be one, as people count seconds.
const SAME_PERIOD: f64 = 2.0;
/// Periods in milliseconds that one person calls slow and another one fast.
const EITHER_PACE: Span = Span {
    low: 700,
    high: 1_400,
};
/// Scores nearer than this are equal.
const SAME_SCORE: f64 = 0.02;

/// How well a described light fits a known one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Whether nothing speaks against it.
    pub kind: FitKind,
    /// From 0 to 1; only for ranking lights within one kind.
    pub score: f64,
}

/// The ways to fit; what fits in none of them does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FitKind {
    /// Worth a second look, but another light: red for amber, or one colour of two.
    Remote,
    /// Something is near but not the same, or was left unsaid.
    Close,
    /// Colour and rhythm were both said, and both are right.
    Exact,
}

/// What a description selects among known lights, with a score in 0..=1 for each.
#[derive(Clone, Debug, PartialEq)]
pub enum Match<T> {
    /// One light, in colour and rhythm.
    Exact(T, f64),
    /// One light, nearly.
    Close(T, f64),
    /// Several lights fit equally well, in the order in which they were given.
    Ambiguous(Vec<(T, f64)>),
    /// No light fits.
    None,
}

impl<T> Match<T> {
    /// What these lights select that fit nearly.
    #[must_use]
    pub fn nearly(mut lights: Vec<(T, f64)>) -> Self {
        match (lights.len(), lights.pop()) {
            (_, None) => Self::None,
            (1, Some((light, score))) => Self::Close(light, score),
            (_, Some(last)) => {
                lights.push(last);
                Self::Ambiguous(lights)
            }
        }
    }

    /// The word for it, as programs read it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Exact(..) => "exact",
            Self::Close(..) => "close",
            Self::Ambiguous(_) => "ambiguous",
            Self::None => "none",
        }
    }

    /// What is selected, each with its score.
    #[must_use]
    pub fn into_scored(self) -> Vec<(T, f64)> {
        match self {
            Self::Exact(light, score) | Self::Close(light, score) => vec![(light, score)],
            Self::Ambiguous(lights) => lights,
            Self::None => Vec::new(),
        }
    }
}

/// How well `described` fits `known`, or nothing if it does not fit.
#[must_use]
pub fn fit(described: &Looks, known: &Looks) -> Option<Fit> {
    let pairs = pair_leds(&described.leds, &known.leds)?;
    let lone_leds = lone(&described.leds, &pairs, |pair| pair.described)
        + lone(&known.leds, &pairs, |pair| pair.known);
    let all = pairs.iter().fold(Fit::EXACT, |all, pair| all.and(pair.fit));
    Some((0..lone_leds).fold(all, |all, _| all.and(Fit::close(LONE_LED))))
}

/// Chooses among known lights by the alternative readings of one description.
pub fn choose<'a, T>(
    readings: &[Looks],
    lights: impl IntoIterator<Item = (T, &'a Looks)>,
) -> Match<T> {
    let fits = fits(readings, lights).filter(|(_, fit)| fit.kind > FitKind::Remote);
    let mut best: Option<Fit> = None;
    let mut chosen = Vec::new();
    for (light, fit) in fits {
        match best {
            Some(best) if fit.equals(best) => chosen.push((light, fit.score)),
            Some(best) if !fit.beats(best) => {}
            _ => {
                best = Some(fit);
                chosen = vec![(light, fit.score)];
            }
        }
    }
    match (best, Match::nearly(chosen)) {
        (Some(best), Match::Close(light, score)) if best.kind == FitKind::Exact => {
            Match::Exact(light, score)
        }
        (_, chosen) => chosen,
    }
}

/// The lights that come nearest where none was chosen, each with its score.
pub fn nearest<'a, T>(
    readings: &[Looks],
    lights: impl IntoIterator<Item = (T, &'a Looks)>,
) -> Vec<(T, f64)> {
    let fits = fits(readings, lights);
    let mut scored: Vec<(T, f64)> = fits.map(|(light, fit)| (light, fit.score)).collect();
    let best = scored.iter().map(|(_, score)| *score).fold(0.0, f64::max);
    scored.retain(|(_, score)| best - score < SAME_SCORE);
    scored
}

/// The lights that fit one of the readings in any way, each with its best fit.
fn fits<'a, T>(
    readings: &[Looks],
    lights: impl IntoIterator<Item = (T, &'a Looks)>,
) -> impl Iterator<Item = (T, Fit)> {
    let lights = lights.into_iter();
    lights.filter_map(|(light, looks)| Some((light, best_fit(readings, looks)?)))
}

fn best_fit(readings: &[Looks], known: &Looks) -> Option<Fit> {
    readings
        .iter()
        .filter_map(|described| fit(described, known))
        .reduce(|best, fit| if fit.beats(best) { fit } else { best })
}

impl Fit {
    const EXACT: Self = Self::exact(1.0);

    const fn exact(score: f64) -> Self {
        Self {
            kind: FitKind::Exact,
            score,
        }
    }

    const fn close(score: f64) -> Self {
        Self {
            kind: FitKind::Close,
            score,
        }
    }

    const fn remote(score: f64) -> Self {
        Self {
            kind: FitKind::Remote,
            score,
        }
    }

    /// Both together: no better than the worse, and weaker than each.
    fn and(self, other: Self) -> Self {
        Self {
            kind: self.kind.min(other.kind),
            score: self.score * other.score,
        }
    }

    fn equals(self, other: Self) -> bool {
        self.kind == other.kind && (self.score - other.score).abs() < SAME_SCORE
    }

    fn beats(self, other: Self) -> bool {
        (self.kind, self.score) > (other.kind, other.score)
    }
}

/// A described LED and the known one that it is taken for, by their places.
struct Pair {
    described: usize,
    known: usize,
    fit: Fit,
}

/// Pairs the LEDs of both sides, the best fitting ones first; nothing if no two fit.
fn pair_leds(described: &[Led], known: &[Led]) -> Option<Vec<Pair>> {
    let mut candidates = Vec::new();
    for (d, described) in described.iter().enumerate() {
        for (k, known) in known.iter().enumerate() {
            candidates.extend(fit_led(described, known).map(|fit| Pair {
                described: d,
                known: k,
                fit,
            }));
        }
    }
    candidates.sort_by(|a, b| {
        let kind = b.fit.kind.cmp(&a.fit.kind);
        kind.then(b.fit.score.total_cmp(&a.fit.score))
    });
    let mut pairs: Vec<Pair> = Vec::new();
    for candidate in candidates {
        let taken =
            |pair: &Pair| pair.described == candidate.described || pair.known == candidate.known;
        if !pairs.iter().any(taken) {
            pairs.push(candidate);
        }
    }
    (!pairs.is_empty()).then_some(pairs)
}

/// How many LEDs of one side have no partner; a dark one needs none.
fn lone(leds: &[Led], pairs: &[Pair], side: impl Fn(&Pair) -> usize) -> usize {
    let paired = |at| pairs.iter().any(|pair| side(pair) == at);
    leds.iter()
        .enumerate()
        .filter(|(at, led)| led.show.rhythm != Rhythm::Off && !paired(*at))
        .count()
}

fn fit_led(described: &Led, known: &Led) -> Option<Fit> {
    if let (Some(described), Some(known)) = (&described.name, &known.name)
        && described != known
    {
        return None;
    }
    let name = match (&described.name, &known.name) {
        (None, Some(_)) => Fit::close(UNSAID),
        _ => Fit::EXACT,
    };
    let last = fit_show(&described.show, &known.show)?;
    let past = match (described.before.last(), known.before.last()) {
        (None, None) => Fit::EXACT,
        // Lit and then off may be all that a light does, over and over.
        (Some(before), None)
            if described.show.rhythm == Rhythm::Off && before.rhythm != Rhythm::Off =>
        {
            Fit::remote(OTHER_PAST)
        }
        // The light may still be going through what was described.
        (Some(_), None) => Fit::close(OTHER_PAST),
        (None, Some(_)) => Fit::exact(OTHER_PAST),
        (Some(described), Some(known)) => fit_show(described, known).unwrap_or(Fit::close(ALIKE)),
    };
    Some(last.and(past).and(name))
}

fn fit_show(described: &Show, known: &Show) -> Option<Fit> {
    let rhythm = fit_rhythm(described.rhythm, known.rhythm)?;
    if known.rhythm == Rhythm::Off {
        return Some(rhythm);
    }
    let colours = fit_colours(&described.colours, &known.colours)?;
    let time = fit_time(described.for_ms, known.for_ms);
    Some(rhythm.and(colours).and(time))
}

/// Fits colours without regard to their order. People may miss one of two colours; one that they see and
/// that is not there makes it another light.
fn fit_colours(described: &[Colour], known: &[Colour]) -> Option<Fit> {
    let best = |colour: &Colour| {
        known
            .iter()
            .filter_map(|known| fit_colour(*colour, *known))
            .reduce(|best, fit| if fit.beats(best) { fit } else { best })
    };
    let fits: Vec<Fit> = described.iter().filter_map(best).collect();
    let unseen = known.len().saturating_sub(fits.len());
    let not_there = described.len() - fits.len().min(known.len());
    let all = fits.into_iter().reduce(Fit::and)?;
    match (unseen, not_there) {
        (0, 0) => Some(all),
        (1, 0) => Some(all.and(Fit::close(REMOTE))),
        (0 | 1, 1) => Some(all.and(Fit::remote(REMOTE))),
        _ => None,
    }
}

fn fit_colour(described: Colour, known: Colour) -> Option<Fit> {
    let likeness = described.likeness(known);
    match (described, known) {
        _ if described == known => Some(Fit::EXACT),
        (Colour::Any, _) => Some(Fit::close(UNSAID)),
        (_, Colour::Any) => Some(Fit::exact(OPEN)),
        _ if likeness >= SAME_HUE => Some(Fit::close(likeness)),
        _ if likeness > 0.0 => Some(Fit::remote(likeness)),
        _ => None,
    }
}

fn fit_rhythm(described: Rhythm, known: Rhythm) -> Option<Fit> {
    use Rhythm::{Alternate, Any, Blink, Flashes, Inverse, Off, Pulse, Steady};
    match (described.as_blink(), known.as_blink()) {
        (Off, Off) | (Steady, Steady) | (Pulse, Pulse) | (Inverse, Inverse) | (Any, Any) => {
            Some(Fit::EXACT)
        }
        (Off, _) | (_, Off) => None,
        (Any, _) => Some(Fit::close(UNSAID)),
        (_, Any) => Some(Fit::exact(OPEN)),
        (Blink(described), Blink(known)) | (Alternate(described), Alternate(known)) => {
            fit_rate(described, known)
        }
        (
            Flashes { count, long, every },
            Flashes {
                count: known,
                long: known_long,
                every: known_every,
            },
        ) => fit_code((long, count), (known_long, known))
            .map(|fit| fit.and(fit_time(every, known_every))),
        (Pulse, Blink(rate)) | (Blink(rate), Pulse) if rate.pace() != Some(Pace::Fast) => {
            Some(Fit::close(ALIKE))
        }
        (Inverse, Steady | Blink(_)) | (Steady | Blink(_), Inverse) => Some(Fit::close(ALIKE)),
        // Who counts flashes does not mean an even blink, whose rate is known.
        (Flashes { count, .. }, Blink(rate)) if count.low > 1 && rate != Rate::Unsaid => {
            Some(Fit::remote(REMOTE))
        }
        (Blink(_), Flashes { .. } | Alternate(_)) | (Flashes { .. } | Alternate(_), Blink(_)) => {
            Some(Fit::close(REMOTE))
        }
        _ => None,
    }
}

fn fit_rate(described: Rate, known: Rate) -> Option<Fit> {
    match (described, known) {
        (Rate::Unsaid, Rate::Unsaid) => Some(Fit::EXACT),
        (Rate::Unsaid, _) => Some(Fit::close(UNSAID)),
        (_, Rate::Unsaid) => Some(Fit::exact(OPEN)),
        (Rate::Every(described), Rate::Every(known)) if described.ratio(known) < SAME_PERIOD => {
            Some(Fit::exact(1.0 / described.ratio(known).sqrt()))
        }
        (Rate::Every(_), Rate::Every(_)) if described.pace() == known.pace() => {
            Some(Fit::close(ALIKE))
        }
        (Rate::Every(period), _) | (_, Rate::Every(period)) if period.overlaps(EITHER_PACE) => {
            Some(if described.pace() == known.pace() {
                Fit::exact(OPEN)
            } else {
                Fit::close(ALIKE)
            })
        }
        _ => (described.pace() == known.pace()).then_some(Fit::EXACT),
    }
}

/// Long flashes and short ones are counted apart; who did not tell them apart counted all of them.
fn fit_code(described: (Option<Span>, Span), known: (Option<Span>, Span)) -> Option<Fit> {
    let all = |(long, count): (Option<Span>, Span)| long.map_or(count, |long| long.plus(count));
    match (described.0, known.0) {
        (None, None) => fit_flashes(described.1, known.1),
        (Some(long), Some(known_long)) => {
            Some(fit_flashes(long, known_long)?.and(fit_flashes(described.1, known.1)?))
        }
        _ => all(described)
            .overlaps(all(known))
            .then_some(Fit::close(REMOTE)),
    }
}

/// People miscount by one; a range that was said is met by any number in it.
fn fit_flashes(described: Span, known: Span) -> Option<Fit> {
    let near = Span::between(
        described.low.saturating_sub(1),
        described.high.saturating_add(1),
    );
    if described.overlaps(known) {
        Some(Fit::EXACT)
    } else if near.overlaps(known) {
        Some(Fit::close(ALIKE))
    } else {
        None
    }
}

/// Fits how long something takes; what only one side says hardly counts.
fn fit_time(described: Option<Span>, known: Option<Span>) -> Fit {
    match (described, known) {
        (Some(described), Some(known)) if described.ratio(known) >= SAME_PERIOD => {
            Fit::close(ALIKE)
        }
        (None, None) | (Some(_), Some(_)) => Fit::EXACT,
        _ => Fit::exact(OTHER_PAST),
    }
}
