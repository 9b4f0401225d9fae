//! The run: arguments → command → answer or failure → exit status.

mod cases;
mod completions;
mod diagnose;
mod dialog;
mod history;
mod kb;
mod lights;
mod man;
mod report;
mod resume;
mod tap;
mod whatis;

use std::borrow::Cow;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, Args as _, CommandFactory as _, FromArgMatches as _};
use serde_json::Value;

use crate::cli::{Cli, Command, Diagnose, Format, Global};
use crate::failure::{Failure, Status};
use crate::finding::{is_control, printable};
use crate::kb::Guide;
use crate::library::Library;
use crate::mode::Mode;
use crate::output::{self, Layout};
use crate::prompt::{Prompt, Stop};
use crate::render::Page;
use crate::request;
use crate::signals;

/// Runs the program with its arguments, its own name first.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let format = wanted_format(&arguments);
    let done = Cli::command()
        .try_get_matches_from(&arguments)
        .map_or_else(|error| usage(&error), |matches| command(&matches));
    let status = done.unwrap_or_else(|failure| tell(&failure, format));
    signals::give_way();
    status.into()
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
fn usage(error: &clap::Error) -> Result<Status, Failure> {
    let text = error.render();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::answer(&text.to_string()).map(|()| Status::Success)
        }
        _ => Err(wrong_usage(error, &text.to_string())),
    }
}

/// What clap says, its first paragraph the message and the others help; its summary of the usage is a
/// page away under `--help`.
fn wrong_usage(error: &clap::Error, text: &str) -> Failure {
    let is_usage = |paragraph: &&str| paragraph.starts_with("Usage:");
    let one_line = |paragraph: &str| {
        paragraph
            .lines()
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut paragraphs = text
        .trim()
        .split("\n\n")
        .filter(|paragraph| !is_usage(paragraph))
        .map(one_line);
    let message = paragraphs.next().unwrap_or_default();
    let mut failure = Failure::usage("usage", message.trim_start_matches("error: "));
    failure
        .help
        .extend(paragraphs.map(|help| help.trim_start_matches("tip: ").to_owned()));
    if let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue) {
        failure.candidates.clone_from(values);
    }
    if matches!(
        error.kind(),
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand
    ) {
        failure.help.push(
            "words for a light belong in quotes: `blinkdoc diagnose -p \"slow red\"`".to_owned(),
        );
    }
    failure
}

/// Tells a failure in the form that was asked for.
fn tell(failure: &Failure, format: Format) -> Status {
    if format == Format::Json {
        // A failure to write has nowhere else to go.
        let _ = output::answer(&document(&failure.to_json()));
    } else {
        output::message(&failure.to_text());
    }
    failure.status
}

/// A JSON document. JSON itself leaves some characters as they are that act on a terminal.
fn document(json: &Value) -> String {
    let mut document = serde_json::to_string_pretty(json).unwrap_or_default();
    let is_plain = |byte: u8| byte == b'\n' || (b' '..=b'~').contains(&byte);
    if !document.bytes().all(is_plain) {
        let escaped = |c: char| {
            if c != '\n' && is_control(c) {
                format!("\\u{:04x}", u32::from(c))
            } else {
                c.to_string()
            }
        };
        document = document.chars().map(escaped).collect();
    }
    document.push('\n');
    document
}

fn command(matches: &ArgMatches) -> Result<Status, Failure> {
    let cli = Cli::from_arg_matches(matches)
        .map_err(|error| Failure::usage("usage", printable(&error.to_string())))?;
    let told = match matches.subcommand() {
        Some((name, told)) => {
            nothing_before(matches, name)?;
            told
        }
        None => matches,
    };
    let command = cli.command.unwrap_or(Command::Diagnose(cli.diagnose));
    let open = || Session::open(&cli.global, command.format());
    match &command {
        Command::Diagnose(arguments) => diagnose::run(&open()?, arguments, told),
        Command::Whatis(arguments) => whatis::run(&open()?, arguments),
        Command::Lights(arguments) => lights::run(&open()?, arguments),
        Command::Tap(arguments) => tap::run(&open()?, arguments),
        Command::Resume(arguments) => resume::run(&open()?, arguments),
        Command::History(arguments) => history::run(&open()?, arguments),
        Command::Report(arguments) => report::run(&open()?, arguments),
        Command::Kb(command) => kb::run(&cli.global, command),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man => man::run(),
    }
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
            let cli = Cli::command();
            let takes = cli
                .find_subcommand(command)
                .into_iter()
                .flat_map(clap::Command::get_arguments)
                .any(|argument| argument.get_long() == Some(flag));
            Err(failure.help(if takes {
                format!("put it behind: `blinkdoc {command} --{flag} …`")
            } else {
                format!(
                    "`{command}` does not take it; `blinkdoc {command} --help` says what it takes"
                )
            }))
        }
        None => Ok(()),
    }
}

/// What every command works with.
struct Session<'r> {
    library: Library,
    global: &'r Global,
    /// Where more guides are.
    kb: Option<PathBuf>,
    format: Format,
}

impl<'r> Session<'r> {
    /// Reads the guides of `--kb`, and tells what could be better in them; programs have no use for that.
    fn open(global: &'r Global, format: Format) -> Result<Self, Failure> {
        let kb = guides(global);
        let broken =
            |findings| Failure::broken_guides(kb.as_deref().unwrap_or(Path::new("")), findings);
        let library = Library::with(kb.as_deref()).map_err(broken)?;
        if format != Format::Json {
            for warning in library.warnings() {
                output::message(&format!("{warning}\n"));
            }
        }
        Ok(Self {
            library,
            global,
            kb,
            format,
        })
    }

    /// The guide that a flag names, if it is there.
    fn device(&self, name: Option<&String>) -> Result<Option<Cow<'_, Guide>>, Failure> {
        name.map(|name| request::device(&self.library, name))
            .transpose()
    }

    /// Every guide at hand.
    fn guides(&self) -> Result<Vec<Cow<'_, Guide>>, Failure> {
        let guides = self.library.guides();
        guides.map_err(|error| Failure::cannot_run("damaged", format!("{error:#}")))
    }

    /// Whether a person sits in front of it, who can be asked what the flags left open.
    fn can_ask(&self) -> bool {
        let is_seen = io::stdin().is_terminal() && io::stderr().is_terminal();
        is_seen && !self.global.no_input && self.format == Format::Text
    }

    /// Asks a person; `missing` is the failure where nobody can be asked.
    fn ask<T>(
        &self,
        missing: impl FnOnce() -> Failure,
        dialog: impl FnOnce(&mut dyn Prompt) -> T,
    ) -> Result<T, Failure> {
        if self.global.no_input {
            return Err(missing());
        }
        if io::stdin().is_terminal() && !io::stderr().is_terminal() {
            return Err(
                missing().help("standard error is no terminal, so nobody would see the questions")
            );
        }
        let mode = Mode::here(self.global.plain);
        signals::guard(mode).map_err(|error| {
            Failure::cannot_run("signals", format!("signals cannot be watched: {error}"))
        })?;
        let Layout { columns, colour } = Layout::of_stderr(self.global.color);
        Ok(dialog(mode.prompt(colour, columns).as_mut()))
    }

    /// Prints the answer in the form that was asked for.
    fn answer(
        &self,
        page: impl FnOnce() -> Page,
        json: impl FnOnce() -> Value,
    ) -> Result<(), Failure> {
        let text = || match self.format {
            Format::Markdown => page().to_markdown(),
            Format::Json | Format::Text => {
                let Layout { columns, colour } = Layout::of_stdout(self.global.color);
                page().to_text(columns, colour)
            }
        };
        print(self.format, text, json)
    }
}

/// Prints an answer: a JSON document where that was asked for, else a text.
fn print(
    format: Format,
    text: impl FnOnce() -> String,
    json: impl FnOnce() -> Value,
) -> Result<(), Failure> {
    output::answer(&if format == Format::Json {
        document(&json())
    } else {
        text()
    })
}

/// What a dialog that stopped before its end comes to; `missing` is the failure where the input ended.
fn stopped(stop: Stop, missing: impl FnOnce() -> Failure) -> Result<Status, Failure> {
    if matches!(stop, Stop::EndOfInput | Stop::Failed(_)) {
        signals::give_time();
    }
    match stop {
        Stop::Left => Ok(Status::Success),
        Stop::Interrupted => Ok(Status::Interrupted),
        Stop::EndOfInput => Err(missing()),
        Stop::Failed(error) => Err(Failure::cannot_run(
            "prompt",
            format!("asking failed: {error:#}"),
        )),
    }
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
