//! Suspects: the causes that are still possible, with a word and a number for each.

use crate::engine::Advice;
use crate::kb::words::likelihood_word;
use crate::kb::{Guide, Step};

/// A cause that is still possible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suspect<'g> {
    /// Its id.
    pub id: &'g str,
    /// Its name for people.
    pub name: &'g str,
    /// What can be behind it.
    pub about: Option<&'g str>,
    /// How likely it is, as a word.
    pub likelihood: &'static str,
    /// How likely it is, in 0..=1.
    pub probability: f64,
}

impl Suspect<'_> {
    /// Whether a step can repair it.
    #[must_use]
    pub fn is_repaired_by(&self, guide: &Guide, step: &Step) -> bool {
        let mut causes = guide.causes.iter().zip(&step.repairs);
        causes.any(|(cause, repairs)| cause.id == self.id && *repairs > 0.0)
    }
}

/// The causes that are still possible, the likeliest first.
#[must_use]
pub fn suspects<'g>(guide: &'g Guide, advice: &Advice) -> Vec<Suspect<'g>> {
    let weight = advice.light.map_or(0.0, |light| guide[light].weight);
    let suspect = |(cause, probability): (usize, &f64)| Suspect {
        id: guide.cause_id(cause),
        name: guide.cause_name(cause),
        about: guide
            .causes
            .get(cause)
            .and_then(|cause| cause.about.as_deref()),
        likelihood: likelihood_word(probability * weight),
        probability: *probability,
    };
    let possible = advice
        .beliefs
        .iter()
        .enumerate()
        .filter(|(_, probability)| **probability > 0.0);
    let mut suspects: Vec<Suspect<'_>> = possible.map(suspect).collect();
    suspects.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    suspects
}
