//! Standard output and error: their width, their colour, and what happens when nobody reads them.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};

use console::Term;

use crate::cli::When;
use crate::failure::Failure;
use crate::light::Glyphs;

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

/// The signs for pictures that the terminal can show, as far as the locale tells.
#[must_use]
pub fn glyphs() -> Glyphs {
    glyphs_of(|name| env::var_os(name))
}

/// The first of the locale's variables that says something decides; without any, nothing is promised.
fn glyphs_of(variable: impl Fn(&str) -> Option<OsString>) -> Glyphs {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    let locale = locale.unwrap_or_default();
    let locale = locale.to_string_lossy().to_lowercase();
    if ["utf8", "utf-8"].iter().any(|name| locale.contains(name)) {
        Glyphs::Blocks
    } else {
        Glyphs::Ascii
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_need_a_locale_that_has_them() {
        for (all, ctype, lang, glyphs) in [
            ("", "", "", Glyphs::Ascii),
            ("", "", "C", Glyphs::Ascii),
            ("", "", "en_GB.UTF-8", Glyphs::Blocks),
            ("", "", "en_GB.utf8", Glyphs::Blocks),
            ("", "", "de_DE.Utf-8@euro", Glyphs::Blocks),
            ("", "", "de_DE.ISO-8859-1", Glyphs::Ascii),
            ("", "C.UTF-8", "C", Glyphs::Blocks),
            ("", "POSIX", "en_GB.UTF-8", Glyphs::Ascii),
            ("C", "C.UTF-8", "en_GB.UTF-8", Glyphs::Ascii),
            ("C.UTF-8", "C", "C", Glyphs::Blocks),
        ] {
            let variable = |name: &str| match name {
                "LC_ALL" => Some(all.into()),
                "LC_CTYPE" => Some(ctype.into()),
                _ => Some(lang.into()),
            };
            assert_eq!(glyphs_of(variable), glyphs, "{all} {ctype} {lang}");
        }
        assert_eq!(glyphs_of(|_| None), Glyphs::Ascii);
    }
}
