//! The program as a person meets it, and the built-in guides: one test binary, so that it is linked once.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod authors;
mod bad_input;
mod common;
mod decisions;
mod endings;
mod export;
mod extremes;
mod generated;
mod graph;
mod guides;
#[cfg(unix)]
mod interrupts;
mod journey;
mod journeys;
#[cfg(unix)]
mod kills;
mod largest;
mod ledger;
mod manual;
mod mutations;
mod names;
mod optimum;
mod parallel;
mod parity;
#[cfg(unix)]
mod person;
#[cfg(unix)]
mod picture;
mod plain;
mod program;
mod proof;
mod prose;
mod questions;
mod resume;
mod rules;
mod same_moves;
mod sample;
mod scenarios;
mod schema;
mod score;
#[cfg(unix)]
mod screens;
mod shared;
mod small;
mod store;
#[cfg(unix)]
mod terminal;
mod transcripts;
#[cfg(unix)]
mod troubles;
mod vary;
mod walk;
