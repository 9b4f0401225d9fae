//! Sensitivity: how a light's first move and minutes hold when one word of its guide is moved by a notch.

use super::{Follower, harmless};
use crate::engine::{Case, Engine, Move, Reason};
use crate::kb::notch::Varied;
use crate::kb::{Guide, LightId};

/// The least loss that is worth naming, in minutes.
const NOTABLE: f64 = 0.1;
/// How many words are named that flip nothing.
const MOST_OTHERS: usize = 3;

/// How the advice for one light holds. All times are minutes, as in [`super::Course::minutes`], without
/// the safety questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// The light.
    pub light: LightId,
    /// What comes first once it is known to be safe.
    pub first: Move,
    /// What the advice takes.
    pub minutes: f64,
    /// The words that play a part on this light, moved one at a time, in the order of the words.
    pub trials: Vec<Trial>,
}

/// What one word comes to when it is moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// The position of the varied guide.
    pub varied: usize,
    /// What then comes first.
    pub first: Move,
    /// What the advice that knows of it takes.
    pub minutes: f64,
    /// How many more minutes the advice of the guide as written takes if the moved word is the truth.
    pub lost: f64,
}

impl Sensitivity {
    /// Whether something else comes first in a trial.
    #[must_use]
    pub fn is_flip(&self, trial: &Trial) -> bool {
        trial.first != self.first
    }

    /// The trials that an author should know of: all flips, and the costliest of the others.
    #[must_use]
    pub fn telling(&self) -> Vec<Trial> {
        let mut trials = self.trials.clone();
        trials.sort_by(|a, b| b.lost.total_cmp(&a.lost).then(a.varied.cmp(&b.varied)));
        let (mut telling, mut others): (Vec<_>, Vec<_>) =
            trials.into_iter().partition(|trial| self.is_flip(trial));
        others.retain(|trial| trial.lost >= NOTABLE);
        others.truncate(MOST_OTHERS);
        telling.append(&mut others);
        telling
    }

    /// The least and the greatest minutes of the trials and of the guide as written.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        let minutes = || self.trials.iter().map(|trial| trial.minutes);
        (
            minutes().fold(self.minutes, f64::min),
            minutes().fold(self.minutes, f64::max),
        )
    }

    /// The most minutes that a word can cost by being wrong by a notch.
    #[must_use]
    pub fn most_lost(&self) -> f64 {
        self.trials
            .iter()
            .map(|trial| trial.lost)
            .fold(0.0, f64::max)
    }
}

/// How the advice of a guide holds on each light with something to decide.
#[must_use]
pub fn of(guide: &Guide, varied: &[Varied]) -> Vec<Sensitivity> {
    guide
        .light_ids()
        .filter_map(|light| of_light(guide, light, varied))
        .collect()
}

fn of_light(guide: &Guide, light: LightId, varied: &[Varied]) -> Option<Sensitivity> {
    let case = harmless(guide, light);
    let (first, belief) = start(guide, &case)?;
    let mut keeping = Follower::of(guide);
    let minutes = keeping.follow(&case, &belief).minutes;
    let touching = (0..)
        .zip(varied)
        .filter(|(_, varied)| plays_a_part(guide, &varied.guide, light));
    let trial = |(at, Varied { guide: truth, .. }): (usize, &Varied)| {
        let (first, belief) = start(truth, &case)?;
        let minutes = Follower::of(truth).follow(&case, &belief).minutes;
        let kept = keeping.follow_where(truth, &case, &belief).minutes;
        Some(Trial {
            varied: at,
            first,
            minutes,
            // A trimmed table may leave a hair's breadth to the old advice.
            lost: (kept - minutes).max(0.0),
        })
    };
    let trials = touching.filter_map(trial).collect();
    Some(Sensitivity {
        light,
        first,
        minutes,
        trials,
    })
}

/// What comes first in a case, and the chance of each cause; none when a rule decides it.
fn start(guide: &Guide, case: &Case) -> Option<(Move, Vec<f64>)> {
    let advice = Engine::new(guide).advise(case);
    matches!(advice.reason, Reason::Price(_)).then_some((advice.next, advice.beliefs))
}

/// Whether two guides that differ in one word differ in numbers that count on a light.
fn plays_a_part(guide: &Guide, varied: &Guide, light: LightId) -> bool {
    let (written, moved) = (&guide[light], &varied[light]);
    let counts = |cause: usize| written.priors[cause] > 0.0;
    let differ = |a: &[f64], b: &[f64]| {
        let mut pairs = a.iter().zip(b).enumerate();
        pairs.any(|(cause, (a, b))| a.total_cmp(b).is_ne() && counts(cause))
    };
    let steps = || written.steps.iter().map(|step| step.step);
    let mut questions = written.questions.iter();
    written.priors != moved.priors
        || steps().any(|step| differ(&guide[step].repairs, &varied[step].repairs))
        || questions.any(|question| {
            let mut answers = guide[*question]
                .answers
                .iter()
                .zip(&varied[*question].answers);
            answers.any(|(a, b)| differ(&a.likelihood, &b.likelihood))
        })
}
