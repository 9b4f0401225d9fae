//! The mode of prompting: lists in a terminal, or numbered lines; the one place that decides it.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};

use crate::output;
use crate::plain::Plain;
use crate::prompt::Prompt;
use crate::terminal::{Drawing, KEYBOARD, Terminal};

/// How a person is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// With lists to move in.
    Terminal,
    /// With numbered lines.
    Plain,
}

impl Mode {
    /// The mode that fits where the program runs; `plain` asks for numbered lines anyway.
    #[must_use]
    pub fn here(plain: bool) -> Self {
        let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
        Self::of(plain, is_terminal, |name| env::var_os(name))
    }

    fn of(plain: bool, is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let is_accessible = variable("ACCESSIBLE").is_some_and(|value| !value.is_empty());
        // Windows sets no TERM.
        let is_simple = variable("TERM").map_or(cfg!(unix), |term| term == "dumb");
        if plain || !is_terminal || is_accessible || is_simple {
            Self::Plain
        } else {
            Self::Terminal
        }
    }

    /// A prompt of this mode on the standard input and error output; `colour` and `columns` are for the
    /// mode that uses them.
    #[must_use]
    pub fn prompt(self, colour: bool, columns: usize) -> Box<dyn Prompt> {
        match self {
            Self::Terminal => Box::new(Terminal::new(Drawing {
                colour,
                glyphs: output::glyphs(),
                moves: moves(|name| env::var_os(name)),
            })),
            Self::Plain => {
                let plain = Plain::new(io::stdin().lock(), io::stderr(), columns);
                Box::new(if io::stdin().is_terminal() {
                    plain.live(KEYBOARD)
                } else {
                    plain
                })
            }
        }
    }
}

/// Whether pictures may move in a terminal that can draw them.
fn moves(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    variable("BLINKDOC_REDUCED_MOTION").is_none_or(|value| value.is_empty() || value == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_need_a_terminal_that_can_draw_them() {
        for (plain, is_terminal, accessible, term, mode) in [
            (false, true, None, Some("xterm"), Mode::Terminal),
            (false, true, Some(""), Some("xterm"), Mode::Terminal),
            (true, true, None, Some("xterm"), Mode::Plain),
            (false, false, None, Some("xterm"), Mode::Plain),
            (false, true, Some("1"), Some("xterm"), Mode::Plain),
            (false, true, None, Some("dumb"), Mode::Plain),
        ] {
            let variable = |name: &str| match name {
                "ACCESSIBLE" => accessible.map(OsString::from),
                _ => term.map(OsString::from),
            };
            assert_eq!(Mode::of(plain, is_terminal, variable), mode);
        }
    }

    #[test]
    fn pictures_move_unless_somebody_objects() {
        for (value, does_move) in [
            (None, true),
            (Some(""), true),
            (Some("0"), true),
            (Some("1"), false),
            (Some("yes"), false),
        ] {
            assert_eq!(moves(|_| value.map(OsString::from)), does_move, "{value:?}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_terminal_of_unknown_kind_gets_lines() {
        assert_eq!(Mode::of(false, true, |_| None), Mode::Plain);
    }
}
