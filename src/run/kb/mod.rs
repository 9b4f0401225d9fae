//! `kb`: commands for those who write guides.

mod check;
mod explain;
mod export;
mod graph;
mod new;
mod score;
mod test;

use super::{Session, document, guides, print};
use crate::cli::{Global, Kb};
use crate::failure::{Failure, Status};
use crate::kb::schema;
use crate::output;

/// Runs a command about guides.
pub(super) fn run(global: &Global, command: &Kb) -> Result<Status, Failure> {
    let open = || Session::open(global, command.format());
    match command {
        Kb::Check(arguments) => check::run(global, arguments),
        Kb::Test(arguments) => test::run(global, arguments),
        Kb::Graph(arguments) => graph::run(&open()?, arguments),
        Kb::Score(arguments) => score::run(&open()?, arguments),
        Kb::Export(arguments) => export::run(&open()?, arguments),
        Kb::Schema => output::answer(&document(&schema::schema())).map(|()| Status::Success),
        Kb::New(arguments) => new::run(arguments),
        Kb::Explain(arguments) => explain::run(global, arguments),
    }
}
