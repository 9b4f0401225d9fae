//! The program as a person meets it: one test binary, so that it is linked once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod common;
mod journeys;
mod plain;
#[cfg(unix)]
mod terminal;
