//! The program as a person meets it, and the built-in guides: one test binary, so that it is linked once.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests may fail loudly"
)]

mod common;
mod journeys;
mod parity;
mod plain;
mod questions;
#[cfg(unix)]
mod terminal;
mod transcripts;
mod walk;
