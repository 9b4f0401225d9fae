//! The bar of a countdown: one short line, whatever becomes of the screen around it.

use std::io;

use anyhow::Context as _;
use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};

use super::Size;
use crate::prompt::{Stop, Wait};
use crate::render::pieces::left;

/// The columns of the whole line, which every screen with room for a list has.
const LINE: usize = 37;
/// The columns of the bar; the longest text behind it is `119 seconds left`.
const BAR: usize = 18;

/// A bar on a line of its own.
#[derive(Debug)]
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar for a wait, on a screen of this size; the smallest have room for the text alone.
    pub(super) fn new(term: &Term, wait: &Wait, size: Size) -> Result<Self, Stop> {
        let line = Line {
            term: term.clone(),
            columns: LINE.min(size.columns - 1),
        };
        let template = if size.is_small() {
            "{msg}".to_owned()
        } else {
            format!("[{{bar:{BAR}}}] {{msg}}")
        };
        let style = ProgressStyle::with_template(&template)
            .context("the bar has no shape")?
            .progress_chars("#>.");
        let target = ProgressDrawTarget::term_like(Box::new(line));
        let bar = ProgressBar::with_draw_target(Some(wait.seconds().into()), target);
        Ok(Self(bar.with_style(style)))
    }

    /// Shows how much of the wait has passed, in seconds.
    pub(super) fn show(&self, wait: &Wait, passed: u32) {
        self.0.set_position(passed.into());
        self.0
            .set_message(left(wait.seconds().saturating_sub(passed)));
    }

    /// Takes the bar from the screen.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

/// The part of the terminal that the bar knows of.
///
/// indicatif fills its line with spaces as far as the screen is wide. A terminal that becomes narrower
/// would wrap them, and what is above would be drawn over.
#[derive(Debug)]
struct Line {
    term: Term,
    columns: usize,
}

impl TermLike for Line {
    fn width(&self) -> u16 {
        self.columns.try_into().unwrap_or(u16::MAX)
    }

    fn move_cursor_up(&self, n: usize) -> io::Result<()> {
        self.term.move_cursor_up(n)
    }

    fn move_cursor_down(&self, n: usize) -> io::Result<()> {
        self.term.move_cursor_down(n)
    }

    fn move_cursor_right(&self, n: usize) -> io::Result<()> {
        self.term.move_cursor_right(n)
    }

    fn move_cursor_left(&self, n: usize) -> io::Result<()> {
        self.term.move_cursor_left(n)
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.term.write_line(text)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.term.write_str(text)
    }

    fn clear_line(&self) -> io::Result<()> {
        self.term.clear_line()
    }

    fn flush(&self) -> io::Result<()> {
        self.term.flush()
    }
}
