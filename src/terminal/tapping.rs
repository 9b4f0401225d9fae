//! Tapping in a terminal: a key each time the light comes on.

use std::time::{Duration, Instant};

use super::Terminal;
use super::keyboard::{Event, Keyboard};
use super::keys::Key;
use crate::light::{Progress, Taps};
use crate::plain::{millis, seen};
use crate::prompt::{Stop, Tapped};

/// Keys that come faster than this are one key that is held down.
const HELD: Duration = Duration::from_millis(50);
/// How long keys are waited for at a time; there is nothing to do between.
const WAIT: Duration = Duration::from_secs(60);

impl Terminal {
    /// Gathers presses until the person ends it.
    ///
    /// Nobody stops at once, so presses after the last one that was needed are left out, and only Enter
    /// goes on: they must not answer the next question.
    pub(super) fn gather(&self) -> Result<Tapped, Stop> {
        let mut keyboard = Keyboard::new(&self.term)?;
        let start = Instant::now();
        let mut last = None;
        let mut taps = Taps::default();
        let mut is_enough = false;
        loop {
            self.count(&taps, is_enough)?;
            let key = match keyboard.next(Instant::now() + WAIT)? {
                Event::Key(key) => key,
                Event::Time => continue,
                Event::Resumed => {
                    // The pause is none of the light's.
                    taps = Taps::default();
                    is_enough = false;
                    continue;
                }
            };
            let now = Instant::now();
            let is_held = last.replace(now).is_some_and(|last| now - last < HELD);
            match key {
                Key::Enter => {
                    self.term.write_line("\n")?;
                    return Ok(Tapped::Presses(taps));
                }
                Key::Esc => {
                    self.term.clear_line()?;
                    return Ok(Tapped::Nothing);
                }
                Key::Leave => {
                    self.term.write_line("")?;
                    return Err(Stop::Left);
                }
                _ if is_held || is_enough => {}
                _ => {
                    taps.press(millis(now - start));
                    is_enough = taps.progress() != Progress::GoOn;
                }
            }
        }
    }

    /// Shows how many presses there were.
    fn count(&self, taps: &Taps, is_enough: bool) -> Result<(), Stop> {
        let seen = seen(taps.len());
        self.term.write_str(&if is_enough {
            format!("\r{seen}, enough: press Enter")
        } else {
            format!("\r{seen}")
        })?;
        Ok(())
    }
}
