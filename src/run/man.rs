//! `man`: the manual page of the whole program, made from what the command line declares.

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command, CommandFactory as _};
use roff::{Inline, Roff, bold, italic, roman};

use crate::cli::Cli;
use crate::failure::{Failure, Status};
use crate::output;

/// What the command line does not declare: exit status, environment, files, examples.
const REST: &str = include_str!("man.roff");

/// Prints the manual page.
pub(super) fn run() -> Result<Status, Failure> {
    let mut blinkdoc = Cli::command();
    // Spells out how each command is called.
    blinkdoc.build();
    let mut page = Roff::new();
    head(&mut page, &blinkdoc);
    page.control("SH", ["COMMANDS"]);
    commands(&mut page, &blinkdoc);
    output::answer(&(page.render() + REST)).map(|()| Status::Success)
}

/// What the program is, and what every command takes.
fn head(page: &mut Roff, blinkdoc: &Command) {
    let version = format!("blinkdoc {}", blinkdoc.get_version().unwrap_or_default());
    let no_date = "\"\"";
    page.control("TH", ["BLINKDOC", "1", no_date, &version]);
    page.control("SH", ["NAME"]);
    page.text([roman(format!("blinkdoc - {}", plain(blinkdoc.get_about())))]);
    page.control("SH", ["SYNOPSIS"]);
    page.text([bold(usage(blinkdoc))]);
    page.control("SH", ["DESCRIPTION"]);
    paragraphs(page, &plain(blinkdoc.get_long_about()));
    page.control("SH", ["OPTIONS"]);
    paragraphs(
        page,
        "Every command takes these. Without a command, those of `blinkdoc diagnose` may stand here too.",
    );
    let is_own = |argument: &&Arg| argument.is_global_set() || !is_declared(argument);
    blinkdoc
        .get_arguments()
        .filter(is_own)
        .for_each(|argument| option(page, argument));
}

/// The commands of a command and what each takes, one after the other.
fn commands(page: &mut Roff, parent: &Command) {
    for command in parent.get_subcommands() {
        page.control("SS", [usage(command).as_str()]);
        let about = command.get_long_about().or_else(|| command.get_about());
        paragraphs(page, &plain(about));
        command
            .get_arguments()
            .filter(|argument| !argument.is_global_set() && is_declared(argument))
            .for_each(|argument| option(page, argument));
        if let Some(more) = command.get_after_long_help() {
            paragraphs(page, &plain(Some(more)));
        }
        commands(page, command);
    }
}

/// Whether blinkdoc declares it, and not clap: each command has `--help`.
fn is_declared(argument: &Arg) -> bool {
    !["help", "version"].contains(&argument.get_id().as_str())
}

/// How a command is called.
fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage: ").to_owned()
}

/// An option or a word of a command, and below it what it does.
fn option(page: &mut Roff, argument: &Arg) {
    page.control("TP", []);
    page.text(call(argument));
    let help = argument.get_long_help().or_else(|| argument.get_help());
    let mut text = words(&plain(help));
    text.extend(values(argument));
    page.text(text);
}

/// How an option or a word is typed: `-d, --device DEVICE`.
fn call(argument: &Arg) -> Vec<Inline> {
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let flags: Vec<String> = short.into_iter().chain(long).collect();
    let mut call = vec![bold(flags.join(", "))];
    if argument.get_action().takes_values() {
        let names = argument.get_value_names().unwrap_or_default();
        let gap = if flags.is_empty() { "" } else { " " };
        call.extend(
            names
                .iter()
                .flat_map(|name| [roman(gap), italic(name.as_str())]),
        );
    }
    call
}

/// The values that an option takes, if they are fixed.
fn values(argument: &Arg) -> Vec<Inline> {
    let values = argument.get_possible_values();
    if !argument.get_action().takes_values() || values.is_empty() {
        return Vec::new();
    }
    let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let mut text = vec![roman(": "), bold(values.join(", "))];
    if let Some(default) = argument.get_default_values().first() {
        text.push(roman("; without it "));
        text.push(bold(default.to_string_lossy()));
    }
    text
}

/// A text that a declaration may have, without its styles.
fn plain(text: Option<&StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

/// Paragraphs of text. Where a line is indented, all lines of its paragraph stay as they are.
fn paragraphs(page: &mut Roff, text: &str) {
    for paragraph in text.split("\n\n") {
        page.control("PP", []);
        if paragraph.lines().any(|line| line.starts_with(' ')) {
            page.control("nf", []);
            for line in paragraph.lines() {
                page.text(words(line));
            }
            page.control("fi", []);
        } else {
            page.text(words(paragraph));
        }
    }
}

/// Text with what stands in backticks in bold.
fn words(text: &str) -> Vec<Inline> {
    let parts = text.split('`').enumerate();
    parts
        .map(|(at, part)| if at % 2 == 1 { bold(part) } else { roman(part) })
        .collect()
}
