//! Free words to readings.

use super::looks::Looks;

/// What a person's words may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The looks that the words may mean, the likeliest first; empty if they were not understood.
    pub alternatives: Vec<Looks>,
    /// Words that belong to no light, as typed and in order, such as a device's name.
    pub unknown_words: Vec<String>,
    /// What contradicts itself, if something does; then there are no alternatives.
    pub contradiction: Option<String>,
}

/// Reads what a person types about a light.
#[must_use]
pub fn read(words: &str) -> Reading {
    Reading {
        alternatives: Looks::parse(words).into_iter().collect(),
        ..Reading::default()
    }
}
