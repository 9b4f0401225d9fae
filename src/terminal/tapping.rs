//! Tapping in a terminal: a key each time the light comes on.

use std::time::{Duration, Instant};

use super::Terminal;
use super::keyboard::{Event, Keyboard};
use super::keys::Key;
use crate::light::{Progress, Taps};
use crate::plain::{millis, seen};
use crate::prompt::Stop;

/// Keys that come faster than this are one key that is held down.
const HELD: Duration = Duration::from_millis(50);
/// How long keys are waited for at a time; there is nothing to do between.
const WAIT: Duration = Duration::from_secs(60);

impl Terminal {
    /// Gathers presses until the person ends it; none for Esc before the first one. After that Esc, which
    /// part of an arrow key may be, loses nothing.
    ///
    /// Nobody stops at once, so presses after the last one that was needed are left out, and only Enter
    /// goes on: they must not answer the next question.
    pub(super) fn gather(&self) -> Result<Option<Taps>, Stop> {
        let mut keyboard = Keyboard::new(&self.term)?;
        let start = Instant::now();
        let mut last = None;
        let mut taps = Taps::default();
        let mut progress = Progress::GoOn;
        loop {
            self.count(&taps, &progress)?;
            let key = match keyboard.next(Instant::now() + WAIT)? {
                Event::Key(key) => key,
                Event::Time => continue,
                Event::Resumed => {
                    // The pause is none of the light's.
                    taps = Taps::default();
                    progress = Progress::GoOn;
                    continue;
                }
            };
            let now = Instant::now();
            let is_held = last.replace(now).is_some_and(|last| now - last < HELD);
            match key {
                Key::Enter => {
                    self.term.write_line("\n")?;
                    return Ok(Some(taps));
                }
                Key::Esc if taps.is_empty() => {
                    self.term.clear_line()?;
                    return Ok(None);
                }
                Key::Esc => {}
                Key::Leave => {
                    self.term.write_line("")?;
                    return Err(Stop::Left);
                }
                _ if is_held || progress != Progress::GoOn => {}
                _ => {
                    taps.press(millis(now - start));
                    progress = taps.progress();
                }
            }
        }
    }

    /// Shows how many presses there were, in place of what was shown before.
    fn count(&self, taps: &Taps, progress: &Progress) -> Result<(), Stop> {
        let what_next = match progress {
            Progress::GoOn => "",
            Progress::Done(_) => ", enough: press Enter",
            Progress::StartOver => ", too uneven: press Enter to start over",
        };
        self.term.clear_line()?;
        self.term
            .write_str(&format!("{}{what_next}", seen(taps.len())))?;
        Ok(())
    }
}
