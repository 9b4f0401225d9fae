//! `kb`: commands for those who write guides.

mod check;
mod new;

use super::{document, guides, print};
use crate::cli::{Global, Kb};
use crate::failure::{Failure, Status};
use crate::kb::schema;
use crate::output;

/// Runs a command about guides.
pub(super) fn run(global: &Global, command: &Kb) -> Result<Status, Failure> {
    match command {
        Kb::Check(arguments) => check::run(global, arguments),
        Kb::Schema => output::answer(&document(&schema::schema())).map(|()| Status::Success),
        Kb::New(arguments) => new::run(arguments),
    }
}
