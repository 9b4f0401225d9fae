//! The run: arguments → command → answer or failure → exit status.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args as _, CommandFactory as _, FromArgMatches as _};

use crate::cli::{Cli, Command, Diagnose, Format, Global};
use crate::diagnosis::Diagnosis;
use crate::failure::Failure;
use crate::finding::printable;
use crate::kb::{Guide, LightId};
use crate::library::Library;
use crate::output::{self, Layout};
use crate::render::{answer, json};
use crate::request::{self, Flag, Found};

/// Runs the program with its arguments, its own name first.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let format = wanted_format(&arguments);
    let done = Cli::command()
        .try_get_matches_from(&arguments)
        .map_or_else(|error| usage(&error), |matches| command(&matches));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => report(&failure, format),
    }
}

/// Whether the arguments ask for JSON, even when something else in them is wrong.
fn wanted_format(arguments: &[OsString]) -> Format {
    let words: Vec<&str> = arguments
        .iter()
        .filter_map(|argument| argument.to_str())
        .collect();
    let is_json = words.contains(&"--format=json")
        || words.windows(2).any(|pair| pair == ["--format", "json"]);
    if is_json { Format::Json } else { Format::Text }
}

/// Help and version are answers; everything else that clap objects to is wrong usage.
fn usage(error: &clap::Error) -> Result<(), Failure> {
    let text = error.render();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => output::answer(&text.to_string()),
        _ => Err(wrong_usage(&text.to_string())),
    }
}

/// The parser's message, then its tips; its summary of the usage is a page away under `--help`.
fn wrong_usage(text: &str) -> Failure {
    let mut paragraphs = text
        .split("\n\n")
        .filter(|paragraph| !paragraph.starts_with("Usage:"));
    let message = paragraphs
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ");
    let mut failure = Failure::usage(
        "usage",
        message.lines().map(str::trim).collect::<Vec<_>>().join(" "),
    );
    let tips = paragraphs.map(|tip| tip.trim().trim_start_matches("tip: ").to_owned());
    failure.help.extend(tips);
    failure
}

/// Tells a failure in the form that was asked for.
fn report(failure: &Failure, format: Format) -> ExitCode {
    if format == Format::Json {
        // A failure to write has nowhere else to go.
        let _ = output::answer(&document(&failure.to_json()));
    } else {
        output::message(&failure.to_text());
    }
    ExitCode::from(failure.status as u8)
}

fn document(json: &serde_json::Value) -> String {
    format!("{json:#}\n")
}

fn command(matches: &ArgMatches) -> Result<(), Failure> {
    let cli = Cli::from_arg_matches(matches)
        .map_err(|error| Failure::usage("usage", printable(&error.to_string())))?;
    let (diagnose, told) = match (&cli.command, matches.subcommand()) {
        (Some(Command::Diagnose(diagnose)), Some((name, told))) => {
            nothing_before(matches, name)?;
            (diagnose, told)
        }
        _ => (&cli.diagnose, matches),
    };
    self::diagnose(diagnose, &cli.global, &flags(told))
}

/// The flags of `diagnose` may stand without a command, but not before one, where they would be lost.
fn nothing_before(matches: &ArgMatches, command: &str) -> Result<(), Failure> {
    let own = Diagnose::augment_args(clap::Command::new("diagnose"));
    let typed = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    match own
        .get_arguments()
        .find(|argument| typed(argument.get_id().as_str()))
    {
        Some(argument) => {
            let flag = argument.get_long().unwrap_or_default();
            let failure = Failure::usage("usage", format!("`--{flag}` stands before the command"));
            Err(failure.help(format!("put it behind: `blinkdoc {command} --{flag} …`")))
        }
        None => Ok(()),
    }
}

/// The values of `--answer` and `--tried`, in the order in which they stand.
fn flags(matches: &ArgMatches) -> Vec<Flag> {
    let mut flags: Vec<(usize, Flag)> = Vec::new();
    let mut add = |id: &str, flag: fn(String) -> Flag| {
        if matches.value_source(id) == Some(ValueSource::CommandLine) {
            let values = matches.get_many::<String>(id).into_iter().flatten();
            let indices = matches.indices_of(id).into_iter().flatten();
            flags.extend(indices.zip(values.cloned().map(flag)));
        }
    };
    add("answer", Flag::Answer);
    add("tried", Flag::Tried);
    flags.sort_by_key(|(index, _)| *index);
    flags.into_iter().map(|(_, flag)| flag).collect()
}

/// Where more guides are: the flag, else the variable.
fn guides(global: &Global) -> Option<PathBuf> {
    let variable = || env::var_os("BLINKDOC_KB").map(PathBuf::from);
    global
        .kb
        .clone()
        .or_else(variable)
        .filter(|path| !path.as_os_str().is_empty())
}

fn diagnose(arguments: &Diagnose, global: &Global, flags: &[Flag]) -> Result<(), Failure> {
    let kb = guides(global);
    let library = Library::with(kb.as_deref()).map_err(Failure::broken_guides)?;
    let Some(device) = &arguments.device else {
        return Err(request::missing_device(&library));
    };
    let guide = request::device(&library, device)?;
    let Some(pattern) = &arguments.pattern else {
        return Err(request::missing_pattern(&guide));
    };
    let (light, found) = request::light(&guide, pattern)?;
    one_shot(&library, &guide, light, found, arguments, global, flags)
}

fn one_shot(
    library: &Library,
    guide: &Guide,
    light: LightId,
    found: Found,
    arguments: &Diagnose,
    global: &Global,
    flags: &[Flag],
) -> Result<(), Failure> {
    let case = request::case(guide, light, flags)?;
    let mut diagnosis = Diagnosis::of(guide, case, found);
    diagnosis.is_replacement = library.is_replacement(&guide.id);
    diagnosis.kb = global.kb.as_ref().map(|path| path.display().to_string());
    print(&diagnosis, arguments, global)
}

fn print(diagnosis: &Diagnosis<'_>, arguments: &Diagnose, global: &Global) -> Result<(), Failure> {
    let text = match arguments.format {
        Format::Json => document(&json::diagnosis(diagnosis)),
        Format::Markdown => answer::page(diagnosis, arguments.explain).to_markdown(),
        Format::Text => {
            let Layout { columns, colour } = Layout::of_stdout(global.color);
            answer::page(diagnosis, arguments.explain).to_text(columns, colour)
        }
    };
    output::answer(&text)
}
