//! A person in front of the program: waits for what it asks, in lists or in lines, and replies.

use std::thread;
use std::time::{Duration, Instant};

use super::common::Session;
use super::journey::{Turn, words};

pub(crate) const ENTER: &str = "\r";
const UP: &str = "\u{1b}[A";
const DOWN: &str = "\u{1b}[B";

/// How long the program is waited for, on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is looked at meanwhile.
const GLANCE: Duration = Duration::from_millis(10);

/// What stands above the rows of a list.
const KEYS: &str = "keys, then Enter:";
/// The last row of a list, and of what that row opens.
const LAST: [&str; 3] = ["More...", "Leave", "Save and leave"];
/// What stands below a screenful.
const PAUSE: &str = "-- Press Enter to read on --";
/// What stands below numbered lines.
pub(crate) const LINES: &str = "or help):";
/// What stands below the request for consent.
pub(crate) const CONSENT: &str = "restart or quit.";
/// What stands below the list that comes before support, and its row that leaves all of it out.
const SHEET: &str = "  No, leave it all out\n  More...";
const NO_SHEET: usize = 1;
/// What stands below a countdown in lines.
const COUNTDOWN: &str = "Press Enter to go on before that.";

/// What the program waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    /// A row of a list.
    List,
    /// A line.
    Line,
    /// That the person has read a screenful.
    Pause,
    /// That a countdown passes.
    Countdown,
    /// Nothing any more.
    End,
}

/// A person in front of a session.
pub(crate) struct Person {
    pub(crate) session: Session,
    /// How much was written before the last reply.
    replied: usize,
    /// The same for the last key.
    pressed: usize,
}

impl Person {
    pub(crate) fn at(session: Session) -> Self {
        Self {
            session,
            replied: 0,
            pressed: 0,
        }
    }

    /// Presses keys; what is waited for afterwards is written after that.
    pub(crate) fn press(&mut self, keys: &str) {
        self.pressed = self.session.bytes().len();
        self.session.press(keys);
    }

    /// Waits until it is the person's turn.
    pub(crate) fn turn(&mut self) -> At {
        let start = Instant::now();
        loop {
            if let Some(at) = self.look() {
                return at;
            }
            let screen = self.session.screen();
            assert!(start.elapsed() < PATIENCE, "no turn in:\n{screen}");
            thread::sleep(GLANCE);
        }
    }

    /// What the program waits for, once all of it is written.
    fn look(&mut self) -> Option<At> {
        let has_ended = self.session.has_ended();
        let written = words(&self.written_since(self.pressed));
        let screen = self.session.screen();
        let is_at = |sign: &str| written.contains(sign) && words(&screen).ends_with(sign);
        if is_at(PAUSE) {
            Some(At::Pause)
        } else if is_at(LINES) || is_at(CONSENT) || is_at(&format!("{CONSENT} >")) {
            Some(At::Line)
        } else if is_at(COUNTDOWN) || is_at(" left") {
            Some(At::Countdown)
        } else if written.contains(KEYS) && self.has_list(&screen) {
            Some(At::List)
        } else {
            has_ended.then_some(At::End)
        }
    }

    fn written_since(&self, mark: usize) -> String {
        text(&self.session.bytes()[mark..])
    }

    /// Whether a list is there as a whole, and its keys are read.
    fn has_list(&self, screen: &str) -> bool {
        let Some((first, rows)) = list(screen) else {
            return false;
        };
        let is_last = |row: &&str| LAST.iter().any(|last| row.ends_with(last));
        let is_whole = rows.last().is_some_and(is_last) || first.is_some();
        let has_active = rows.iter().any(|row| row.starts_with("> "));
        is_whole && has_active && !self.session.has_modes_as_found()
    }

    /// Reads on until something is asked; what was on the screen, screenful by screenful.
    pub(crate) fn read_on(&mut self) -> Vec<String> {
        let mut screens = Vec::new();
        loop {
            let at = self.turn();
            screens.push(self.session.screen());
            if at != At::Pause {
                return screens;
            }
            self.press(ENTER);
        }
    }

    /// Reads on until the person is asked what this turn asks.
    pub(crate) fn arrive(&mut self, turn: &Turn) -> Vec<String> {
        let screens = self.read_on();
        let written = words(&self.written_since(self.replied));
        assert!(written.contains(&words(&turn.asks)), "{turn:?}\n{written}");
        screens
    }

    /// Reads on, and replies.
    pub(crate) fn reply(&mut self, turn: &Turn) {
        self.arrive(turn);
        self.replied = self.session.bytes().len();
        match (self.turn(), &turn.reply) {
            (At::List, reply) => {
                self.go_to(reply.row());
                self.press(ENTER);
            }
            (At::Line, reply) => self.press(&format!("{}\r", reply.line())),
            (at, _) => panic!("{at:?} takes no reply"),
        }
    }

    /// Starts the countdown of a wait.
    pub(crate) fn start_countdown(&mut self) {
        match self.turn() {
            At::List => {
                self.go_to(blinkdoc::prompt::START);
                self.press(ENTER);
            }
            _ => self.press("start\r"),
        }
        assert_eq!(self.turn(), At::Countdown);
    }

    /// Moves to the row at this place of a list.
    pub(crate) fn go_to(&mut self, row: usize) {
        let from = active(&self.session.screen()).expect("the list is there");
        let moves = if row < from {
            UP.repeat(from - row)
        } else {
            DOWN.repeat(row - from)
        };
        if moves.is_empty() {
            return;
        }
        self.session.press(&moves);
        self.session
            .wait_until(&format!("row {row}"), |screen| active(screen) == Some(row));
        self.session
            .wait_until("keys are read", |_| !self.session.has_modes_as_found());
    }

    /// Ends the program in front of a case that has come to its end, without a report; the status.
    pub(crate) fn finish(&mut self) -> u32 {
        loop {
            match self.read_on_at() {
                At::End => return self.session.status(),
                At::Line => self.press("quit\r"),
                _ => {
                    if self.session.screen().ends_with(SHEET) {
                        self.go_to(NO_SHEET);
                    }
                    self.press(ENTER);
                }
            }
        }
    }

    /// Reads on; what is waited for then.
    fn read_on_at(&mut self) -> At {
        self.read_on();
        self.turn()
    }
}

/// What was written, without control codes.
fn text(bytes: &[u8]) -> String {
    let written = String::from_utf8_lossy(bytes);
    let mut codes = written.split("\u{1b}[");
    let mut text = codes.next().unwrap_or_default().to_owned();
    for code in codes {
        // A code ends with the first sign that is neither a number nor between numbers.
        let end = code.find(|c: char| c.is_ascii_alphabetic());
        text.push_str(end.map_or("", |end| &code[end + 1..]));
    }
    text
}

/// The rows of the list at the end of a screen, and the number of the first one where not all are shown.
fn list(screen: &str) -> Option<(Option<usize>, Vec<&str>)> {
    let (_, list) = screen.rsplit_once(KEYS)?;
    let mut lines = list.lines();
    let shown = lines.next()?.trim();
    let first = shown.strip_prefix('[').and_then(|shown| {
        let (first, _) = shown.split_once('-')?;
        first.parse().ok()
    });
    Some((first, lines.collect()))
}

/// The place of the active row of the list at the end of a screen.
fn active(screen: &str) -> Option<usize> {
    let (first, rows) = list(screen)?;
    let active = rows.iter().position(|row| row.starts_with("> "))?;
    Some(active + first.map_or(0, |first| first - 1))
}
