//! The run: arguments → command → answer or failure → exit status.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _};

use crate::cli::{Cli, Command, Diagnose, Format, Global};
use crate::diagnosis::Diagnosis;
use crate::failure::Failure;
use crate::finding::{is_control, printable};
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
        _ => Err(wrong_usage(error, &text.to_string())),
    }
}

/// What clap says, its first paragraph the message and the others help.
fn wrong_usage(error: &clap::Error, text: &str) -> Failure {
    let mut paragraphs = text.trim().split("\n\n").map(|paragraph| {
        let between = if paragraph.starts_with("Usage:") {
            " or "
        } else {
            " "
        };
        let lines: Vec<&str> = paragraph.lines().map(str::trim).collect();
        lines.join(between)
    });
    let message = paragraphs.next().unwrap_or_default();
    let mut failure = Failure::usage("usage", message.trim_start_matches("error: "));
    failure
        .help
        .extend(paragraphs.map(|help| help.trim_start_matches("tip: ").to_owned()));
    if let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue) {
        failure.candidates.clone_from(values);
    }
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

/// A JSON document. JSON itself leaves some characters as they are that act on a terminal.
fn document(json: &serde_json::Value) -> String {
    let mut document = String::new();
    for c in format!("{json:#}\n").chars() {
        if c != '\n' && is_control(c) {
            let _ = write!(document, "\\u{:04x}", u32::from(c));
        } else {
            document.push(c);
        }
    }
    document
}

fn command(matches: &ArgMatches) -> Result<(), Failure> {
    let cli = Cli::from_arg_matches(matches)
        .map_err(|error| Failure::usage("usage", printable(&error.to_string())))?;
    let (diagnose, told) = match &cli.command {
        Some(Command::Diagnose(diagnose)) => (
            diagnose,
            matches.subcommand().map_or(matches, |(_, matches)| matches),
        ),
        None => (&cli.diagnose, matches),
    };
    self::diagnose(diagnose, &cli.global, &flags(told))
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

fn diagnose(arguments: &Diagnose, global: &Global, flags: &[Flag]) -> Result<(), Failure> {
    let kb = global.kb();
    let library = Library::with(kb)
        .map_err(|findings| Failure::broken_guides(kb.unwrap_or(Path::new("")), findings))?;
    let Some(device) = &arguments.device else {
        return Err(request::missing_device(&library));
    };
    let guide = request::device(&library, device)?;
    let Some(pattern) = &arguments.pattern else {
        return Err(request::missing_pattern(&guide));
    };
    let (light, found) = request::light(&guide, pattern, kb)?;
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
    diagnosis.kb = global.kb().map(|path| path.display().to_string());
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
