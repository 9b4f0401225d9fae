//! Which template presses follow best, how sure that is, or that they follow none.
//!
//! For each count of flashes a few templates are guessed from the times between the presses. The one that
//! costs least is fitted to the presses by least squares. Then all counts are compared by what they cost:
//! [`Template::lay`] reckons the presses, and [`Template::price`] makes large groups dearer, so that the
//! simpler one is preferred. To have no rhythm at all costs [`NO_RHYTHM`] for each press.

use super::template::{Laid, Stride, Template, number};

/// The most flashes that a group can have.
pub(super) const MOST_FLASHES: usize = 8;
/// What groups cost, compared to a blink.
const GROUPS: f64 = 2.5;
/// What each flash of a group costs.
const FLASH: f64 = 0.9;
/// What each press costs that follows no rhythm.
const NO_RHYTHM: f64 = 2.3;
/// How many times as long as the spacing a pause is at least.
///
/// Presses that tell of a shorter one are taken for groups only as far as the error of presses allows.
const LEAST_PAUSE: f64 = 1.5;
/// How much longer than that for each flash: a blink with one flash missed in eight is no group of seven.
const LEAST_PAUSE_PER_FLASH: f64 = 0.12;
/// How often a template is fitted to the presses.
const ROUNDS: usize = 2;
/// How much worse than no rhythm a guess may be, before it is fitted.
const BAD_GUESS: f64 = 1.5;

/// The template that presses follow best.
#[derive(Clone, Debug)]
pub(super) struct Best {
    /// The template, with the steps that fit the presses best.
    pub(super) template: Template,
    /// The presses laid over it.
    pub(super) laid: Laid,
    /// From 0 to 1: how likely it is among the best templates of all counts and no rhythm at all.
    ///
    /// Each of them has the weight `exp(-cost)`; this is the share of the one chosen.
    pub(super) sureness: f64,
}

/// Finds the best template for presses at rising times in milliseconds, unless they follow none.
pub(super) fn best(times: &[f64]) -> Option<Best> {
    let gaps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let no_rhythm = NO_RHYTHM * number(gaps.len());
    let candidates: Vec<Candidate> = (1..=MOST_FLASHES)
        .filter_map(|flashes| Candidate::find(flashes, times, &gaps, no_rhythm))
        .collect();
    let best = candidates
        .iter()
        .min_by(|one, other| one.cost.total_cmp(&other.cost))
        .filter(|best| best.cost < no_rhythm)?;
    let weight = |cost: f64| (best.cost - cost).exp();
    let weights = candidates.iter().map(|candidate| weight(candidate.cost));
    Some(Best {
        template: best.template.fitted(&best.laid.strides),
        laid: best.laid.clone(),
        sureness: 1.0 / (weights.sum::<f64>() + weight(no_rhythm)),
    })
}

/// The best template with a certain count.
struct Candidate {
    template: Template,
    laid: Laid,
    /// What both cost together.
    cost: f64,
}

impl Candidate {
    fn find(flashes: usize, times: &[f64], gaps: &[f64], no_rhythm: f64) -> Option<Self> {
        let mut limit = BAD_GUESS * no_rhythm;
        let mut best = None;
        for guess in guesses(flashes, gaps) {
            if let Some(laid) = guess.lay(times, limit) {
                limit = laid.cost;
                best = Some((guess, laid));
            }
        }
        let (mut template, mut laid) = best?;
        for _ in 0..ROUNDS {
            let fitted = template.fitted(&laid.strides).with_least_pause();
            let Some(better) = fitted.lay(times, laid.cost) else {
                break;
            };
            (template, laid) = (fitted, better);
        }
        Some(Self {
            cost: laid.cost + template.price(),
            template,
            laid,
        })
    }
}

/// Templates to begin with, whose steps are some of the times between presses.
fn guesses(flashes: usize, gaps: &[f64]) -> Vec<Template> {
    let mut gaps = gaps.to_vec();
    gaps.sort_by(f64::total_cmp);
    if flashes == 1 {
        let pauses = hundredths(&gaps, &[15, 30, 50, 70]);
        return pauses.map(Template::blink).collect();
    }
    let with_spacing = |spacing: f64| {
        let longer = &gaps[gaps.partition_point(|gap| *gap < LEAST_PAUSE * spacing)..];
        hundredths(longer, &[30, 70]).map(move |pause| {
            let guess = Template {
                flashes,
                spacing,
                pause,
            };
            guess.with_least_pause()
        })
    };
    hundredths(&gaps, &[20, 35, 50])
        .flat_map(with_spacing)
        .collect()
}

/// The values that stand after so many hundredths of a sorted list, each once.
fn hundredths(sorted: &[f64], places: &[usize]) -> impl Iterator<Item = f64> {
    let mut values: Vec<f64> = places
        .iter()
        .filter_map(|place| sorted.get(sorted.len() * place / 100).copied())
        .collect();
    values.dedup();
    values.into_iter()
}

impl Template {
    fn blink(period: f64) -> Self {
        Self {
            flashes: 1,
            spacing: period,
            pause: period,
        }
    }

    fn price(&self) -> f64 {
        if self.flashes == 1 {
            0.0
        } else {
            GROUPS + FLASH * number(self.flashes)
        }
    }

    /// The template with the steps that explain the strides best, or the same one if there is none.
    ///
    /// Of all spacings and pauses it takes those with the least sum of `((time - Σ step) / √Σ step²)²`,
    /// where the roots are taken from the template as it is.
    fn fitted(&self, strides: &[Stride]) -> Self {
        let sum = |term: &dyn Fn(f64, f64, f64) -> f64| -> f64 {
            let terms = strides.iter().map(|Stride { time, steps }| {
                term(steps.spacings.into(), steps.pauses.into(), *time)
                    / self.spread(*steps).powi(2)
            });
            terms.sum()
        };
        let pause_alone = sum(&|_, p, time| p * time) / sum(&|_, p, _| p * p);
        if self.flashes == 1 {
            return Self::blink(pause_alone);
        }
        let [ss, sp, pp] = [
            sum(&|s, _, _| s * s),
            sum(&|s, p, _| s * p),
            sum(&|_, p, _| p * p),
        ];
        let [st, pt] = [sum(&|s, _, time| s * time), sum(&|_, p, time| p * time)];
        let spacing = (st * pp - pt * sp) / (ss * pp - sp * sp);
        let pause = (pt * ss - st * sp) / (ss * pp - sp * sp);
        if !(spacing > 0.0 && pause.is_finite()) {
            return *self;
        }
        Self {
            spacing,
            pause,
            ..*self
        }
    }

    /// The template with a pause that is clear enough for so many flashes; a blink stays as it is.
    fn with_least_pause(self) -> Self {
        let times = LEAST_PAUSE + LEAST_PAUSE_PER_FLASH * number(self.flashes);
        let least = if self.flashes == 1 {
            0.0
        } else {
            self.spacing * times
        };
        Self {
            pause: self.pause.max(least),
            ..self
        }
    }
}
