//! Signals: whatever ends the program, the terminal is left as it was found.

use std::io::{self, IsTerminal as _};
use std::panic;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use console::Term;

use crate::mode::Mode;
use crate::output;
#[cfg(unix)]
use crate::terminal::tty;
use crate::terminal::tty::Modes;

/// How long the end of the program is waited for, on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(10);

/// Makes sure that the terminal is put back when a signal or a panic ends the program.
///
/// A signal `n` ends it with status `128 + n`. Call it once, before the first question.
///
/// # Errors
///
/// When the system does not let signals be watched.
pub fn guard(mode: Mode) -> io::Result<()> {
    let found = Found {
        modes: Modes::now(),
        mode,
    };
    IS_TERMINAL.store(io::stdin().is_terminal(), Ordering::SeqCst);
    let for_panics = found.clone();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        for_panics.restore();
        report(panic);
    }));
    watch(found)
}

/// Waits until the thread that watches signals has ended the program.
///
/// It returns only where nobody watches; then the caller ends with status 130.
pub(crate) fn wait_for_end() {
    if cfg!(unix) {
        IS_AT_REST.store(true, Ordering::SeqCst);
        thread::sleep(PATIENCE);
    }
}

/// Whether the thread that asks does nothing any more but wait for the end.
static IS_AT_REST: AtomicBool = AtomicBool::new(false);

/// Whether a signal ends the program at this moment: then nothing else may.
static IS_ENDING: AtomicBool = AtomicBool::new(false);

/// Leaves the end of the program to a signal that may be on its way: a terminal that goes is known by an
/// error first.
pub(crate) fn give_time() {
    if !IS_TERMINAL.load(Ordering::SeqCst) {
        return;
    }
    for _ in 0..MOMENTS {
        if IS_ENDING.load(Ordering::SeqCst) {
            wait_for_end();
        }
        thread::sleep(MOMENT);
    }
}

/// Whether a terminal was there at the start, which can go.
static IS_TERMINAL: AtomicBool = AtomicBool::new(false);

/// How often, and how long each time, a signal is waited for.
const MOMENTS: usize = 20;
const MOMENT: Duration = Duration::from_millis(10);

/// Leaves the end of the program to a signal, if one is ending it.
pub(crate) fn give_way() {
    if IS_ENDING.load(Ordering::SeqCst) {
        wait_for_end();
    }
}

/// The terminal as it was found.
#[derive(Clone, Debug)]
struct Found {
    modes: Modes,
    mode: Mode,
}

impl Found {
    fn restore(&self) {
        self.modes.set();
        if self.mode == Mode::Terminal {
            let term = Term::stderr();
            // Nobody is left to hear of a terminal that has gone.
            let _ = term.show_cursor();
            let _ = term.write_line("");
        }
        // A thread that is just changing them has not ended its case either.
        if let Ok(words) = LAST_WORDS.try_lock() {
            output::message(&words);
        }
    }
}

/// What is said when a signal or a panic ends the program.
static LAST_WORDS: Mutex<String> = Mutex::new(String::new());

/// Sets what is said when a signal or a panic ends the program, such as where answers are kept.
pub fn last_words(words: &str) {
    if let Ok(mut last) = LAST_WORDS.lock() {
        words.clone_into(&mut last);
    }
}

#[cfg(unix)]
fn watch(found: Found) -> io::Result<()> {
    use std::sync::Arc;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
    use signal_hook::flag;
    use signal_hook::iterator::Signals;

    // A file that may not grow any more is an error of the write, and no reason to end.
    flag::register(SIGXFSZ, Arc::default())?;
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            loop {
                // A prompt that any signal disturbs sends an interrupt of its own after it.
                let caught: Vec<i32> = signals.wait().collect();
                let cause = caught.iter().find(|signal| **signal != SIGINT);
                if let Some(signal) = cause.or(caught.first()) {
                    IS_ENDING.store(true, Ordering::SeqCst);
                    found.restore_for_good();
                    end(128 + signal);
                }
            }
        })?;
    Ok(())
}

#[cfg(unix)]
impl Found {
    /// Puts the terminal back so that no other thread can change it again.
    fn restore_for_good(&self) {
        use std::io::Write as _;

        let Ok(mut taken) = tty::take() else {
            return self.restore();
        };
        self.modes.set_on(&taken.input);
        let mut words = String::new();
        if self.mode == Mode::Terminal {
            words.push_str(SHOW_CURSOR);
            words.push('\n');
        }
        if let Ok(last) = LAST_WORDS.try_lock() {
            words.push_str(&last);
        }
        // Nobody is left to hear of a terminal that has gone.
        let _ = taken.output.write_all(words.as_bytes());
        // A change that was under way comes to its end meanwhile. Who reads a line changes nothing, and
        // is not waited for any longer.
        for _ in 0..TURNS {
            if IS_AT_REST.load(Ordering::SeqCst) {
                break;
            }
            thread::sleep(TURN);
        }
        self.modes.set_on(&taken.input);
    }
}

/// How often, and how long each time, the thread that asks is waited for.
#[cfg(unix)]
const TURNS: usize = 10;
#[cfg(unix)]
const TURN: Duration = Duration::from_millis(10);

/// What `console` writes to show the cursor.
#[cfg(unix)]
const SHOW_CURSOR: &str = "\x1b[?25h";

#[cfg(unix)]
#[expect(clippy::exit, reason = "a signal ends the program wherever it is")]
fn end(status: i32) -> ! {
    std::process::exit(status)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same on every platform")]
fn watch(_: Found) -> io::Result<()> {
    Ok(())
}
