//! `kb`: commands for those who write guides.

mod check;
mod score;

use super::{Session, guides, print};
use crate::cli::{Global, Kb};
use crate::failure::{Failure, Status};

/// Runs a command about guides.
pub(super) fn run(global: &Global, command: &Kb) -> Result<Status, Failure> {
    let open = || Session::open(global, command.format());
    match command {
        Kb::Check(arguments) => check::run(global, arguments),
        Kb::Score(arguments) => score::run(&open()?, arguments),
    }
}
