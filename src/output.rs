//! Standard output and error: their width, their colour, and what happens when nobody reads them.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};

use console::Term;

use crate::cli::When;
use crate::failure::Failure;

/// Columns of a text that goes to no terminal.
const DEFAULT_COLUMNS: usize = 80;

/// How texts for standard output are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The width in columns.
    pub columns: usize,
    /// Whether colour is used.
    pub colour: bool,
}

impl Layout {
    /// The layout of standard output.
    #[must_use]
    pub fn of_stdout(when: When) -> Self {
        Self::of(&Term::stdout(), io::stdout().is_terminal(), when)
    }

    /// The layout of standard error.
    #[must_use]
    pub fn of_stderr(when: When) -> Self {
        Self::of(&Term::stderr(), io::stderr().is_terminal(), when)
    }

    fn of(term: &Term, is_terminal: bool, when: When) -> Self {
        let asked = || {
            env::var("COLUMNS")
                .ok()?
                .parse()
                .ok()
                .filter(|columns| *columns > 0)
        };
        let measured = || {
            is_terminal
                .then(|| term.size_checked())
                .flatten()
                .map(|(_, columns)| usize::from(columns))
        };
        Self {
            columns: measured().or_else(asked).unwrap_or(DEFAULT_COLUMNS),
            colour: colour(when, is_terminal),
        }
    }
}

/// Whether a stream gets colour: the flag decides, then `NO_COLOR`, then `CLICOLOR_FORCE`, then
/// whether it is a terminal that can.
#[must_use]
pub fn colour(when: When, is_terminal: bool) -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if is_set("NO_COLOR") => false,
        When::Auto
            if env::var_os("CLICOLOR_FORCE")
                .is_some_and(|value| !value.is_empty() && value != "0") =>
        {
            true
        }
        When::Auto => is_terminal && env::var_os("TERM").is_some_and(|term| term != "dumb"),
    }
}

/// Writes the answer. A reader that has gone away is no error.
///
/// # Errors
///
/// When the answer cannot be written, on a full disk for example.
pub fn answer(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::cannot_run(
            "cannot-write",
            format!("the answer cannot be written: {error}"),
        )
        .help("check where standard output leads")),
        _ => Ok(()),
    }
}

/// Writes a message. Where nobody can read it there is nobody to tell.
pub fn message(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
