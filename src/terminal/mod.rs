//! Prompting in a terminal: the one file that names dialoguer.
//!
//! The text of a question is written here, wrapped to the width that the terminal has at that moment;
//! dialoguer is given nothing but rows of one line each. Its rows know neither Ctrl-D nor Ctrl-Z. Lists
//! with pictures, which can move, are drawn by `pictured`; `waiting` counts down with indicatif.

#[cfg(unix)]
mod pictured;
#[cfg(unix)]
mod tapping;
#[cfg(unix)]
mod waiting;

#[cfg(unix)]
mod bar;

#[cfg(unix)]
mod grid;
#[cfg(unix)]
mod keyboard;
#[cfg(unix)]
mod keys;
#[cfg(unix)]
mod list;

mod rows;
mod screens;
pub(crate) mod tty;

use std::cell::RefCell;
use std::fmt;
use std::io;

use console::{Style, Term};
use dialoguer::Select;
use dialoguer::theme::Theme;

use rows::Room;
use tty::Modes;

use crate::finding::printable;
use crate::light::Glyphs;
use crate::plain::{Live, Plain, append_more, append_rows, numbered, read_line};
use crate::prompt::{Choice, Meaning, More, Prompt, Reply, Stop, Tapped, Wait, Waited};
use crate::render::Page;
use crate::signals;

/// How to use a list of rows.
const KEYS: &str = "Arrow keys, then Enter:";
/// The last row of every choice.
const MORE: &str = "More...";
/// The first row of what [`MORE`] opens.
const RETURN: &str = "Return to the question";
/// How many rows have room below a question at least, so that what [`MORE`] opens pushes little away.
const ROWS: usize = 5;
/// The smallest screen that has room for a list; on a smaller one questions are numbered lines.
const LEAST: Size = Size {
    rows: 10,
    columns: 38,
};

/// The keyboard of this terminal.
pub(crate) const KEYBOARD: Live = Live {
    hear: tty::hear,
    settle: tty::settle,
    left,
};

/// What the end of the input means: the person leaves, unless the terminal has gone, which ends the
/// program.
fn left() -> Stop {
    signals::give_time();
    Stop::Left
}

/// Asks on the standard error output and reads keys from the standard input, which both are terminals.
#[derive(Debug)]
pub struct Terminal {
    term: Term,
    drawing: Drawing,
    /// How many lines were written since the person last pressed a key.
    unread: usize,
}

/// What may be drawn in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Whether colour is used.
    pub colour: bool,
    /// The signs for pictures.
    pub glyphs: Glyphs,
    /// Whether pictures move.
    pub moves: bool,
}

impl Drawing {
    /// The style of the active row.
    fn active_style(self) -> Style {
        let style = Style::new().for_stderr();
        if self.colour {
            style.cyan().bold()
        } else {
            style
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    rows: usize,
    columns: usize,
}

impl Size {
    /// Whether it has no room for a list.
    fn is_small(self) -> bool {
        self.rows < LEAST.rows || self.columns < LEAST.columns
    }
}

impl Terminal {
    /// A prompt on the terminal.
    #[must_use]
    pub fn new(drawing: Drawing) -> Self {
        console::set_colors_enabled_stderr(drawing.colour);
        Self {
            term: Term::stderr(),
            drawing,
            unread: 0,
        }
    }

    fn size(&self) -> Size {
        let (rows, columns) = self.term.size();
        Size {
            rows: rows.into(),
            columns: columns.into(),
        }
    }

    /// Writes a page in screenfuls; `tail` lines will follow it.
    fn write(&mut self, page: &Page, tail: usize) -> Result<(), Stop> {
        let size = self.size();
        let text = page.to_text(size.columns - 1, self.drawing.colour);
        let lines: Vec<&str> = text.lines().collect();
        let tail = tail.min(size.rows - 1);
        let parts = screens::split(&lines, self.unread, tail, size.rows);
        for (position, part) in parts.iter().enumerate() {
            if position > 0 {
                self.pause()?;
            }
            for line in *part {
                self.term.write_line(line)?;
            }
            self.unread += part.len();
        }
        Ok(())
    }

    /// Waits until the person has read what is on the screen.
    fn pause(&mut self) -> Result<(), Stop> {
        self.term.write_str("-- Press Enter to read on --")?;
        let line = read_line(&mut io::stdin().lock()).map_err(|stop| match stop {
            Stop::EndOfInput => left(),
            stop => stop,
        })?;
        if More::Leave.is_said_by(&line.trim().to_lowercase()) {
            return Err(Stop::Left);
        }
        self.term.clear_last_lines(1)?;
        self.unread = 0;
        tty::settle();
        Ok(())
    }

    /// Lets the person pick a line; for Esc, the line at which they were.
    fn select(&mut self, lines: &[String], default: usize) -> Result<Result<usize, usize>, Stop> {
        let _guard = Picking::begin(&self.term);
        let theme = Ascii {
            active: self.drawing.active_style(),
            last: RefCell::default(),
        };
        let picked = Select::with_theme(&theme)
            .with_prompt(KEYS)
            .report(false)
            .items(lines)
            .default(default)
            .interact_on_opt(&self.term)
            .map_err(|dialoguer::Error::IO(error)| stop(error))?;
        self.unread = 0;
        let last = theme.last.into_inner();
        let last = lines.iter().position(|line| *line == last);
        Ok(picked.ok_or(last.unwrap_or(default)))
    }

    /// Keeps what was picked on the screen, in place of the rows.
    fn keep(&mut self, label: &str) -> Result<(), Stop> {
        let mut page = Page::new();
        page.item(">", label);
        page.gap();
        self.write(&page, 0)?;
        self.unread = 0;
        Ok(())
    }

    /// Offers what else can be done; none to return to the question.
    fn more(&mut self, choice: &Choice) -> Result<Option<Reply>, Stop> {
        let room = Room::bytes(self.size().columns - 3);
        let label = |label: String| rows::cut(&printable(&label), room);
        let mut labels = vec![RETURN.to_owned()];
        labels.extend(choice.more().map(|more| label(more.label(choice))));
        let picked = self.select(&labels, 0)?.ok();
        let picked = picked.and_then(|row| row.checked_sub(1));
        let Some(more) = picked.and_then(|row| choice.more().nth(row)) else {
            return Ok(None);
        };
        self.keep(&more.label(choice))?;
        match more.meaning(choice) {
            Meaning::Reply(reply) => Ok(Some(reply)),
            Meaning::Leave => Err(Stop::Left),
            Meaning::Help => {
                self.write(&help(choice), choice.rows.len() + 3)?;
                Ok(None)
            }
            Meaning::Unknown => Ok(None),
        }
    }

    /// Lets the person choose in numbered lines, which need no room.
    fn choose_in_lines(&mut self, choice: &Choice, size: Size) -> Result<Reply, Stop> {
        self.write(&numbered(choice), 1)?;
        self.unread = 0;
        Plain::new(io::stdin().lock(), self.term.clone(), size.columns)
            .live(KEYBOARD)
            .reply(choice)
    }
}

impl Prompt for Terminal {
    fn show(&mut self, page: &Page) -> Result<(), Stop> {
        let mut page = page.clone();
        page.gap();
        self.write(&page, 0)
    }

    fn choose(&mut self, choice: &Choice) -> Result<Reply, Stop> {
        tty::settle();
        #[cfg(unix)]
        if choice.rows.iter().any(|row| row.looks.is_some()) {
            return self.choose_pictured(choice);
        }
        let size = self.size();
        if size.is_small() {
            return self.choose_in_lines(choice, size);
        }
        // A row stands behind a mark and a space, and the last column stays free.
        let (mut lines, is_whole) = rows::fit(choice, Room::bytes(size.columns - 3));
        lines.push(MORE.to_owned());
        let mut page = choice.page.clone();
        if !is_whole {
            append_rows(&mut page, choice);
        }
        // One line is for the hint on keys, and one for the cursor.
        self.write(&page, lines.len().max(ROWS) + 2)?;
        let mut at = choice.default;
        loop {
            match self.select(&lines, at)? {
                Ok(row) if row < choice.rows.len() => {
                    self.keep(&choice.rows[row].label)?;
                    return Ok(Reply::Picked(row));
                }
                Ok(_) => {}
                // Esc loses nothing.
                Err(row) => at = row,
            }
            if let Some(reply) = self.more(choice)? {
                return Ok(reply);
            }
        }
    }

    fn line(&mut self, choice: &Choice) -> Result<Reply, Stop> {
        tty::settle();
        self.write(&choice.page, 2)?;
        self.unread = 0;
        let columns = self.size().columns;
        let reply = Plain::new(io::stdin().lock(), self.term.clone(), columns)
            .live(KEYBOARD)
            .typed(choice, "> ")?;
        self.term.write_line("")?;
        Ok(reply)
    }

    #[cfg(unix)]
    fn taps(&mut self, choice: &Choice) -> Result<Tapped, Stop> {
        tty::settle();
        let mut page = choice.page.clone();
        page.text("Press the space bar each time the light comes on, until I say that it is enough. Then press Enter. Before the first press, Esc leads to something else.");
        self.write(&page, 2)?;
        self.unread = 0;
        loop {
            if let Some(taps) = self.gather()? {
                return Ok(Tapped::Presses(taps));
            }
            if let Some(reply) = self.more(choice)? {
                return Ok(Tapped::Replied(reply));
            }
        }
    }

    #[cfg(not(unix))]
    fn taps(&mut self, choice: &Choice) -> Result<Tapped, Stop> {
        let columns = self.size().columns;
        self.unread = 0;
        Plain::new(io::stdin().lock(), self.term.clone(), columns)
            .live(KEYBOARD)
            .taps(choice)
    }

    #[cfg(unix)]
    fn wait(&mut self, wait: &Wait, begins: &mut dyn FnMut()) -> Result<Waited, Stop> {
        self.wait_for(wait, begins)
    }

    #[cfg(not(unix))]
    fn wait(&mut self, wait: &Wait, begins: &mut dyn FnMut()) -> Result<Waited, Stop> {
        let columns = self.size().columns;
        self.unread = 0;
        Plain::new(io::stdin().lock(), self.term.clone(), columns)
            .live(KEYBOARD)
            .wait(wait, begins)
    }
}

/// What the keys do.
fn help(choice: &Choice) -> Page {
    let mut page = Page::new();
    page.text("The up and down arrow keys move from row to row, and Enter picks the row. Ctrl-C ends the program at once.");
    page.text("Esc loses nothing: it opens the same as the row \"More...\":");
    append_more(&mut page, choice, |more| more.label(choice));
    page.gap();
    page
}

/// The terminal while dialoguer reads keys; as it was before, however that ends.
///
/// dialoguer puts back the modes it found after each key, and draws. A key that is pressed meanwhile must
/// not be echoed into the list.
struct Picking<'t> {
    term: &'t Term,
    found: Modes,
}

impl<'t> Picking<'t> {
    fn begin(term: &'t Term) -> Self {
        let found = Modes::now();
        found.keys().set();
        Self { term, found }
    }
}

impl Drop for Picking<'_> {
    fn drop(&mut self) {
        // Nobody is left to hear of a terminal that has gone.
        let _ = self.term.show_cursor();
        self.found.set();
    }
}

/// A theme that any font and any locale can show.
struct Ascii {
    active: Style,
    /// The line that was active last.
    last: RefCell<String>,
}

impl Theme for Ascii {
    fn format_select_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        f.write_str(prompt)
    }

    fn format_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        active: bool,
    ) -> fmt::Result {
        if active {
            text.clone_into(&mut self.last.borrow_mut());
            write!(f, "{}", self.active.apply_to(format_args!("> {text}")))
        } else {
            write!(f, "  {text}")
        }
    }
}

/// What a failed prompt means; a signal is the business of another thread, which ends the program.
fn stop(error: io::Error) -> Stop {
    if error.kind() == io::ErrorKind::Interrupted {
        signals::wait_for_end();
    }
    Stop::from(error)
}
