//! One notation for what an indicator light shows: words to looks, looks to words, and how well two looks fit.
//!
//! [`Looks::parse`] reads the notation that guides are written in, [`read`] reads what a person types,
//! and [`fit`] says how well the one meets the other. [`Led::at`] and [`Led::strip`] show what is meant.

mod colour;
mod span;

mod looks;
mod rhythm;

mod error;
mod parse;
mod write;

mod glow;
mod picture;

mod apart;
mod fit;
mod read;

mod tap;

#[cfg(test)]
mod tests;

pub use apart::{Apart, apart};
pub use colour::Colour;
pub use error::LooksError;
pub use fit::{Fit, FitKind, Match, choose, fit, nearest};
pub use glow::Glow;
pub use looks::{Led, Looks, Show};
pub use picture::{Cell, Glyphs};
pub use read::{Reading, known_words_near, read, read_with_names};
pub use rhythm::{Pace, Rate, Rhythm};
pub use span::Span;
pub use tap::{Beat, Progress, Taps, Timeline, TimelineError, TimelineFault, Verdict};
