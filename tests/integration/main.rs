//! Promises of the whole program: its guides, its loader, and what it says to bad input.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod bad_input;
mod guides;
mod ledger;
mod mutations;
mod names;
mod program;
mod sample;
