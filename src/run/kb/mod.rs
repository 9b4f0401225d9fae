//! `kb`: commands for those who write guides.

mod check;
mod test;
mod export;
mod graph;

use super::{Session, guides, print};
use crate::cli::{Global, Kb};
use crate::failure::{Failure, Status};

/// Runs a command about guides.
pub(super) fn run(global: &Global, command: &Kb) -> Result<Status, Failure> {
    match command {
        Kb::Check(arguments) => check::run(global, arguments),
        Kb::Test(arguments) => test::run(global, arguments),
        Kb::Export(arguments) => export::run(global, arguments),
        Kb::Graph(arguments) => graph::run(global, arguments),
    }
}
