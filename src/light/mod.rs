//! One notation for what an indicator light shows: words to looks, looks to words, and how well two looks fit.
//!
//! [`Looks::parse`] reads the notation that guides are written in, [`read`] reads what a person types,
//! and [`fit`] says how well the one meets the other.

mod colour;
mod span;

mod looks;
mod rhythm;

mod error;
mod parse;
mod write;

mod fit;
mod read;

#[cfg(test)]
mod tests;

pub use colour::Colour;
pub use error::LooksError;
pub use fit::{Fit, FitKind, Match, choose, fit};
pub use looks::{Led, Looks, Show};
pub use read::{Reading, known_words_near, read, read_with_names};
pub use rhythm::{Pace, Rate, Rhythm};
pub use span::Span;
