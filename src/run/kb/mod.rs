//! `kb`: commands for those who write guides.

mod check;
mod explain;

use super::{guides, print};
use crate::cli::{Global, Kb};
use crate::failure::{Failure, Status};

/// Runs a command about guides.
pub(super) fn run(global: &Global, command: &Kb) -> Result<Status, Failure> {
    match command {
        Kb::Check(arguments) => check::run(global, arguments),
        Kb::Explain(arguments) => explain::run(global, arguments),
    }
}
