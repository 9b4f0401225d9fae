//! Promises of the whole program: its guides, its loader, and what it says to bad input.

mod bad_input;
mod guides;
mod ledger;
mod mutations;
mod names;
mod program;
mod sample;
