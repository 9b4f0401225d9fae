//! The keyboard of a terminal: keys one by one, at once and without echo, with a limit to the wait.

use std::io;
use std::time::{Duration, Instant};

use console::Term;
use rustix::io::Errno;
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGINT, SIGQUIT};
use signal_hook::low_level::raise;

use super::keys::{Key, Keys};
use super::tty::{self, Modes};
use crate::prompt::Stop;
use crate::signals;

/// How long the rest of a key is waited for, over a slow line.
const REST: Duration = Duration::from_millis(50);

/// What happens at the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A key was pressed.
    Key(Key),
    /// The wait is over.
    Time,
    /// The program was stopped and goes on; others may have written to the screen meanwhile.
    Resumed,
}

/// The terminal on the standard input, as long as its keys are read one by one.
///
/// The cursor is hidden meanwhile. All is put back when the value is dropped.
#[derive(Debug)]
pub(super) struct Keyboard<'t> {
    term: &'t Term,
    found: Modes,
    keys: Keys,
    /// When the last byte came.
    last: Instant,
}

impl<'t> Keyboard<'t> {
    /// Takes over the keyboard.
    pub(super) fn new(term: &'t Term) -> io::Result<Self> {
        let keyboard = Self {
            term,
            found: Modes::now(),
            keys: Keys::default(),
            last: Instant::now(),
        };
        keyboard.take()?;
        Ok(keyboard)
    }

    fn take(&self) -> io::Result<()> {
        self.found.keys().set();
        self.term.hide_cursor()
    }

    fn give_back(&self) {
        // Nobody is left to hear of a terminal that has gone.
        let _ = self.term.show_cursor();
        self.found.set();
    }

    /// The next event, at the given time at the latest.
    ///
    /// Every key is given out, in the order in which they were pressed; only those that end or stop the
    /// program do so here.
    pub(super) fn next(&mut self, until: Instant) -> Result<Event, Stop> {
        let Some(key) = self.key(until)? else {
            return Ok(Event::Time);
        };
        match key {
            Key::Interrupt => Err(end(SIGINT)),
            Key::Quit => Err(end(SIGQUIT)),
            Key::Suspend => {
                self.suspend()?;
                Ok(Event::Resumed)
            }
            key => Ok(Event::Key(key)),
        }
    }

    fn key(&mut self, until: Instant) -> Result<Option<Key>, Stop> {
        loop {
            if let Some(key) = self.keys.next() {
                return Ok(Some(key));
            }
            let until = if self.keys.is_cut() {
                self.last + REST
            } else {
                until
            };
            if tty::hear(until.saturating_duration_since(Instant::now()))? {
                self.read()?;
            } else {
                return Ok(self.keys.give_up());
            }
        }
    }

    /// Reads what has been pressed.
    fn read(&mut self) -> Result<(), Stop> {
        let mut bytes = [0; 256];
        match rustix::io::read(io::stdin(), &mut bytes) {
            Ok(0) => return Err(Stop::EndOfInput),
            Ok(count) => self.keys.feed(&bytes[..count]),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(error) => return Err(io::Error::from(error).into()),
        }
        self.last = Instant::now();
        Ok(())
    }

    /// Stops the program, as Ctrl-Z does everywhere else, until the shell lets it go on.
    fn suspend(&self) -> Result<(), Stop> {
        self.give_back();
        kill_current_process_group(Signal::TSTP).map_err(io::Error::from)?;
        self.take()?;
        Ok(())
    }
}

impl Drop for Keyboard<'_> {
    fn drop(&mut self) {
        self.give_back();
        // What was pressed together with the last key answers nothing, but an interrupt still counts.
        while let Some(key) = self.keys.next() {
            if key == Key::Interrupt {
                end(SIGINT);
            }
        }
    }
}

/// Ends the program by a signal, which another thread is waiting for.
fn end(signal: i32) -> Stop {
    // Without a handler the default ends the program, so there is nothing to report.
    let _ = raise(signal);
    signals::wait_for_end();
    Stop::Interrupted
}
