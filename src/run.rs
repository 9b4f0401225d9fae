//! The run: arguments → command → answer or failure → exit status.

use std::borrow::Cow;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, Args as _, CommandFactory as _, FromArgMatches as _};

use crate::cli::{Cli, Command, Diagnose, Format, Global};
use crate::diagnosis::Diagnosis;
use crate::engine::Case;
use crate::failure::{Failure, Status};
use crate::finding::{is_control, printable};
use crate::kb::Guide;
use crate::library::Library;
use crate::light;
use crate::mode::Mode;
use crate::output::{self, Layout};
use crate::prompt::Stop;
use crate::render::{Page, answer, json};
use crate::request::{self, Flag, Found};
use crate::signals;
use crate::wizard::{self, Parted, Pending, Start, Told};

/// Runs the program with its arguments, its own name first.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let format = wanted_format(&arguments);
    let done = Cli::command()
        .try_get_matches_from(&arguments)
        .map_or_else(|error| usage(&error), |matches| command(&matches));
    done.unwrap_or_else(|failure| report(&failure, format))
        .into()
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
    failure
}

/// Tells a failure in the form that was asked for.
fn report(failure: &Failure, format: Format) -> Status {
    if format == Format::Json {
        // A failure to write has nowhere else to go.
        let _ = output::answer(&document(&failure.to_json()));
    } else {
        output::message(&failure.to_text());
    }
    failure.status
}

/// A JSON document. JSON itself leaves some characters as they are that act on a terminal.
fn document(json: &serde_json::Value) -> String {
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

fn diagnose(arguments: &Diagnose, global: &Global, flags: &[Flag]) -> Result<Status, Failure> {
    let kb = guides(global);
    let broken =
        |findings| Failure::broken_guides(kb.as_deref().unwrap_or(Path::new("")), findings);
    let library = Library::with(kb.as_deref()).map_err(broken)?;
    tell_warnings(&library, arguments.format);
    let session = Session {
        library: &library,
        arguments,
        global,
        kb,
    };
    let guide = arguments
        .device
        .as_ref()
        .map(|name| request::device(&library, name))
        .transpose()?;
    match (guide, &arguments.pattern) {
        (Some(guide), Some(pattern)) if !arguments.interactive => {
            let (light, found) = request::light(&guide, pattern, session.kb.as_deref())?;
            let case = request::case(&guide, light, flags)?;
            let page = |diagnosis: &Diagnosis<'_>| answer::page(diagnosis, arguments.explain);
            session
                .print(&guide, case, found, page)
                .map(|()| Status::Success)
        }
        (guide, pattern) => session.walk(start(guide, pattern.as_deref(), flags)?),
    }
}

/// Tells what could be better in the guides of `--kb`; programs have no use for it.
fn tell_warnings(library: &Library, format: Format) {
    if format != Format::Json {
        for warning in library.warnings() {
            output::message(&format!("{warning}\n"));
        }
    }
}

/// Where the wizard starts, from what the flags say.
fn start<'l>(
    guide: Option<Cow<'l, Guide>>,
    pattern: Option<&str>,
    flags: &[Flag],
) -> Result<Start<'l>, Failure> {
    let light = match (&guide, pattern) {
        (Some(guide), Some(pattern)) => Some(request::light(guide, pattern, None)),
        _ => None,
    };
    let case = match (&guide, light) {
        // A light that is only near is for the person to confirm.
        (Some(guide), Some(Ok((light, found)))) if found == Found::Exact || !flags.is_empty() => {
            Some(request::case(guide, light, flags)?)
        }
        (_, Some(Err(failure))) if !flags.is_empty() => return Err(failure),
        (_, None) if !flags.is_empty() => {
            let failure = Failure::usage(
                "input-needed",
                "`--answer` and `--tried` need a device and a light",
            );
            return Err(failure.help("add `--device` and `--pattern`"));
        }
        _ => None,
    };
    let looks = pattern
        .map(|words| light::read(words).alternatives)
        .unwrap_or_default();
    Ok(Start {
        told: guide.map(|guide| Told { guide, case }),
        looks,
    })
}

/// What one run of `diagnose` works with.
struct Session<'r> {
    library: &'r Library,
    arguments: &'r Diagnose,
    global: &'r Global,
    kb: Option<PathBuf>,
}

impl Session<'_> {
    /// Walks a person through a case; its end is the answer.
    fn walk(&self, start: Start<'_>) -> Result<Status, Failure> {
        if self.global.no_input {
            return Err(self.missing(start.told.as_ref()));
        }
        if io::stdin().is_terminal() && !io::stderr().is_terminal() {
            let failure = self.missing(start.told.as_ref());
            return Err(
                failure.help("standard error is no terminal, so nobody would see the questions")
            );
        }
        let mode = Mode::here(self.global.plain);
        signals::guard(mode).map_err(|error| {
            Failure::cannot_run("signals", format!("signals cannot be watched: {error}"))
        })?;
        let Layout { columns, colour } = Layout::of_stderr(self.global.color);
        let mut prompt = mode.prompt(colour, columns);
        match wizard::walk(self.library, start, prompt.as_mut()) {
            Ok(over) => {
                let page =
                    |diagnosis: &Diagnosis<'_>| answer::closing(diagnosis, self.arguments.explain);
                self.print(&over.guide, over.case, Found::Exact, page)
                    .map(|()| Status::Success)
            }
            Err(parted) => self.parted(*parted),
        }
    }

    /// What a dialog that stopped before its end comes to.
    fn parted(&self, parted: Parted<'_>) -> Result<Status, Failure> {
        let command = parted.told.as_ref().map(|told| self.command(told));
        match parted.stop {
            Stop::Left => {
                if let Some(command) = command {
                    output::message(&format!("To go on from here later:\n  {command}\n"));
                }
                Ok(Status::Success)
            }
            Stop::Interrupted => Ok(Status::Interrupted),
            Stop::EndOfInput => {
                let failure = self.missing(parted.told.as_ref());
                Err(command.into_iter().fold(failure, |failure, command| {
                    failure.help(format!("go on from here with `{command}`"))
                }))
            }
            Stop::Failed(error) => Err(Failure::cannot_run(
                "prompt",
                format!("asking failed: {error:#}"),
            )),
        }
    }

    /// The failure of a dialog in which nobody can tell what comes next.
    fn missing(&self, told: Option<&Told<'_>>) -> Failure {
        match (Pending::after(told), told) {
            (Pending::Move(next), Some(told)) => request::missing(&told.guide, next),
            (Pending::Light, Some(told)) => request::missing_pattern(&told.guide),
            _ => request::missing_device(self.library),
        }
    }

    /// The command that goes on with what was told.
    fn command(&self, told: &Told<'_>) -> String {
        request::command(&told.guide, told.case.as_ref(), self.kb.as_deref()) + " -i"
    }

    fn diagnosis<'g>(&self, guide: &'g Guide, case: Case, found: Found) -> Diagnosis<'g> {
        Diagnosis {
            is_replacement: self.library.is_replacement(&guide.id),
            kb: self.kb.clone(),
            ..Diagnosis::of(guide, case, found)
        }
    }

    /// Prints the answer in the form that was asked for; `text` makes the page for people.
    fn print(
        &self,
        guide: &Guide,
        case: Case,
        found: Found,
        text: impl Fn(&Diagnosis<'_>) -> Page,
    ) -> Result<(), Failure> {
        let diagnosis = self.diagnosis(guide, case, found);
        output::answer(&match self.arguments.format {
            Format::Json => document(&json::diagnosis(&diagnosis)),
            Format::Markdown => answer::page(&diagnosis, self.arguments.explain).to_markdown(),
            Format::Text => {
                let Layout { columns, colour } = Layout::of_stdout(self.global.color);
                text(&diagnosis).to_text(columns, colour)
            }
        })
    }
}
