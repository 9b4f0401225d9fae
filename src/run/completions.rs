//! `completions`: a script for a shell, made from what the command line declares and from the names that
//! are built in.

use clap::builder::{PossibleValue, PossibleValuesParser, Str};
use clap::{Arg, Command, CommandFactory as _, ValueHint};

use crate::built_in::GUIDES;
use crate::catalogue;
use crate::cli::{Cli, Completions};
use crate::failure::{Failure, Status};
use crate::output;

/// Prints the script.
pub(super) fn run(arguments: &Completions) -> Result<Status, Failure> {
    let mut command = with_values(Cli::command());
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "blinkdoc", &mut script);
    output::answer(&String::from_utf8_lossy(&script)).map(|()| Status::Success)
}

/// The command with the values that a shell can offer; when the program reads its arguments, free words
/// stand in the same places.
fn with_values(command: Command) -> Command {
    command.mut_args(with_value).mut_subcommands(with_values)
}

fn with_value(argument: Arg) -> Arg {
    if !argument.get_action().takes_values() {
        return argument;
    }
    let name = argument.get_value_names().and_then(<[_]>::first);
    match name.map(Str::as_str) {
        Some("DEVICE" | "GUIDE") => argument.value_parser(devices()),
        Some("CODE") => argument.value_parser(codes()),
        // Without a hint some shells offer files.
        _ if is_free(&argument) => argument.value_hint(ValueHint::Other),
        _ => argument,
    }
}

/// Whether any word may stand there.
fn is_free(argument: &Arg) -> bool {
    argument.get_value_hint() == ValueHint::Unknown && argument.get_possible_values().is_empty()
}

fn devices() -> PossibleValuesParser {
    let devices = GUIDES.iter();
    PossibleValuesParser::new(devices.map(|(id, name, _)| PossibleValue::new(*id).help(*name)))
}

fn codes() -> PossibleValuesParser {
    let rules = catalogue::rules();
    PossibleValuesParser::new(rules.map(|rule| PossibleValue::new(rule.code).help(rule.what)))
}
