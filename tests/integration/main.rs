//! Tests of the whole: the program from outside, and the built-in guides.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "helpers outside `#[test]` are tests too"
)]

mod transcripts;
mod walk;
