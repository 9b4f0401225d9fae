//! A choice with pictures in a terminal: the list, the keyboard and the clock together.
//!
//! dialoguer waits for a key and cannot draw meanwhile, and it measures rows in bytes, of which a picture
//! has more than columns. So lists with pictures are drawn here; all others are dialoguer's.

use std::time::{Duration, Instant};

use super::grid;
use super::keyboard::{Event, Keyboard};
use super::keys::Key;
use super::list::{List, Picked};
use super::{ROWS, Size, Terminal};
use crate::plain::{append_rows, millis};
use crate::prompt::{Choice, Reply, Stop};

/// How often a list that moves is drawn, in milliseconds.
const FRAME_MS: u64 = 100;
/// How often a list that stands still looks whether the screen has another size, in milliseconds.
const GLANCE_MS: u64 = 500;

/// The least rows of a list, where what it asks leaves it few.
const LEAST_ROWS: usize = 6;

/// How a list was left.
enum Left {
    /// Something was picked.
    Picked(Picked),
    /// The screen is not as it was drawn any more.
    Stale,
}

impl Terminal {
    /// Lets the person choose among rows of which some have pictures.
    pub(super) fn choose_pictured(&mut self, choice: &Choice) -> Result<Reply, Stop> {
        let mut active = choice.default;
        loop {
            let size = self.size();
            if size.is_small() {
                return self.choose_in_lines(choice, size);
            }
            let mut list = self.list(choice, size);
            list.activate(active);
            let mut page = choice.page.clone();
            if !list.is_whole() {
                append_rows(&mut page, choice);
            }
            self.write(&page, list.height().max(ROWS + 1) + 1)?;
            if let Some(reply) = self.reply(choice, &mut list, size)? {
                return Ok(reply);
            }
            active = list.active();
        }
    }

    /// The list of a choice, with as many rows as there is room for below what is asked.
    fn list(&self, choice: &Choice, size: Size) -> List {
        // The last column stays free.
        let columns = size.columns - 1;
        // One line is for the hint on keys, and one for the cursor.
        let rows = size.rows - 2;
        let asked = choice.page.to_text(columns, false).lines().count();
        let rows = rows.saturating_sub(asked).max(LEAST_ROWS.min(rows));
        List::new(choice, self.drawing, rows, columns)
    }

    /// What the person replies with a list; none if the screen has to be drawn again.
    fn reply(
        &mut self,
        choice: &Choice,
        list: &mut List,
        size: Size,
    ) -> Result<Option<Reply>, Stop> {
        loop {
            let left = self.run(list, size)?;
            self.unread = 0;
            match left {
                Left::Stale => return Ok(None),
                Left::Picked(Picked::Row(row)) => {
                    self.keep(&choice.rows[row].label)?;
                    return Ok(Some(Reply::Picked(row)));
                }
                Left::Picked(Picked::More) => {
                    if let Some(reply) = self.more(choice)? {
                        return Ok(Some(reply));
                    }
                }
            }
        }
    }

    /// Shows a list until it is left.
    fn run(&self, list: &mut List, size: Size) -> Result<Left, Stop> {
        let mut keyboard = Keyboard::new(&self.term)?;
        let start = Instant::now();
        let mut shown = list.frame(0);
        self.term.write_str(&grid::draw(&shown))?;
        loop {
            let picked = match keyboard.next(self.next_frame(start))? {
                Event::Key(Key::Leave) => {
                    self.term.clear_last_lines(shown.len())?;
                    return Err(Stop::Left);
                }
                Event::Key(key) => list.press(key),
                Event::Resumed => return Ok(Left::Stale),
                Event::Time => None,
            };
            if let Some(picked) = picked {
                self.term.clear_last_lines(shown.len())?;
                return Ok(Left::Picked(picked));
            }
            if self.size() != size {
                // Where the lines are now differs from terminal to terminal.
                self.term.clear_screen()?;
                return Ok(Left::Stale);
            }
            let now = list.frame(self.frames(start) * self.frame_ms());
            let update = grid::update(&shown, &now);
            if !update.is_empty() {
                self.term.write_str(&update)?;
            }
            shown = now;
        }
    }

    /// When the list is drawn again if no key is pressed before.
    fn next_frame(&self, start: Instant) -> Instant {
        start + Duration::from_millis((self.frames(start) + 1) * self.frame_ms())
    }

    /// How many frames have begun after the first one.
    ///
    /// A key that is pressed between two frames shows the picture of the earlier one, so that no flash
    /// comes sooner after another than it should.
    fn frames(&self, start: Instant) -> u64 {
        millis(start.elapsed()) / self.frame_ms()
    }

    fn frame_ms(&self) -> u64 {
        if self.drawing.moves {
            FRAME_MS
        } else {
            GLANCE_MS
        }
    }
}
