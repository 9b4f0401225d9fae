//! The program as a person meets it, and the built-in guides: one test binary, so that it is linked once.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod bad_input;
mod common;
mod guides;
mod journeys;
mod ledger;
mod mutations;
mod names;
mod parity;
mod plain;
mod program;
mod questions;
mod sample;
mod shared;
#[cfg(unix)]
mod terminal;
mod transcripts;
mod walk;
