//! Prompting: what a person can be asked and can reply, whatever they sit in front of.

use std::io;

use thiserror::Error;

use crate::finding::is_control;
use crate::kb::NOT_SURE;
use crate::kb::check::normalised;
use crate::light::{Looks, Taps};
use crate::render::Page;
use crate::render::pieces::{duration, left};

/// The word that stands for the reply [`Reply::Back`].
pub const BACK: &str = "back";
/// The word that stands for the reply [`Reply::Change`].
pub const CHANGE: &str = "change";
/// The word that picks the row of [`Choice::skip`].
pub const SKIP: &str = "skip";
/// The word that stands for the reply [`Reply::Why`].
pub const WHY: &str = "why";
/// The word that stands for the reply [`Reply::Restart`].
pub const RESTART: &str = "restart";
/// The word that ends tapping.
pub const DONE: &str = "done";
/// The word for leaving.
pub const LEAVE: &str = "quit";
/// The word for what can be typed, or what the keys do.
pub const HELP: &str = "help";

/// What people say for not being sure.
const NOT_KNOWN: [&str; 6] = [
    NOT_SURE,
    "dont-know",
    "don-t-know",
    "i-dont-know",
    "i-don-t-know",
    "unsure",
];

/// Whether a line says that the person is not sure.
#[must_use]
pub fn is_not_known(line: &str) -> bool {
    NOT_KNOWN.contains(&normalised(line).as_str())
}

/// The row of a wait that starts the countdown.
pub const START: usize = 0;
/// The row of a wait for those who have waited already.
pub const WAITED: usize = 1;

/// Someone who can be asked.
pub trait Prompt {
    /// Shows something to read.
    ///
    /// # Errors
    ///
    /// When the dialog stops here.
    fn show(&mut self, page: &Page) -> Result<(), Stop>;

    /// Lets the person choose.
    ///
    /// # Errors
    ///
    /// When the dialog stops here.
    fn choose(&mut self, choice: &Choice) -> Result<Reply, Stop>;

    /// Lets the person type a line, which may be empty: [`Reply::Said`]. Of the choice its page is shown,
    /// but not its rows.
    ///
    /// # Errors
    ///
    /// When the dialog stops here.
    fn line(&mut self, choice: &Choice) -> Result<Reply, Stop>;

    /// Lets the person tap a rhythm: a press each time the light comes on, until that is enough.
    ///
    /// The page of the choice says what for; how it is done is added to it. It has no rows.
    ///
    /// # Errors
    ///
    /// When the dialog stops here.
    fn taps(&mut self, choice: &Choice) -> Result<Tapped, Stop>;

    /// Waits with the person, until the time is over or they go on before that. `begins` is called when
    /// the time begins to pass.
    ///
    /// Where nobody sits, no time passes, and no reply is asked for.
    ///
    /// # Errors
    ///
    /// When the dialog stops here.
    fn wait(&mut self, wait: &Wait, begins: &mut dyn FnMut()) -> Result<Waited, Stop>;
}

/// A wait that is part of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    choice: Choice,
    seconds: u32,
    passed: u32,
}

impl Wait {
    /// A wait of so many seconds, of which some have passed already; the first row of the choice says so.
    #[must_use]
    pub fn new(choice: Choice, seconds: u32, passed: u32) -> Self {
        let passed = passed.min(seconds);
        let mut wait = Self {
            choice,
            seconds,
            passed,
        };
        let label = if passed == 0 {
            format!("Start the countdown ({})", duration(seconds))
        } else {
            format!("Go on with the countdown ({})", left(wait.left()))
        };
        if let Some(row) = wait.choice.rows.get_mut(START) {
            row.label = label;
        }
        wait
    }

    /// How to spend it: its first rows are [`START`] and [`WAITED`].
    #[must_use]
    pub fn choice(&self) -> &Choice {
        &self.choice
    }

    /// How long it takes in all, in seconds.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        self.seconds
    }

    /// How much of it has passed already, in seconds.
    #[must_use]
    pub fn passed(&self) -> u32 {
        self.passed
    }

    /// What is left of it, in seconds.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.seconds - self.passed
    }
}

/// What came of a wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waited {
    /// The time is over, or the person goes on before that.
    Over,
    /// Nobody sits there who could wait.
    Alone,
    /// The person does something else.
    Replied {
        /// What they reply to the choice: neither [`START`] nor [`WAITED`].
        reply: Reply,
        /// How much of the wait had passed by then, in seconds.
        passed: u32,
    },
}

/// What a person tapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tapped {
    /// Presses, as many as were enough or until the person stopped.
    Presses(Taps),
    /// What the light did, in the words of a timeline.
    Timeline(String),
    /// Nothing: the person does something else.
    Replied(Reply),
}

/// Something to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says alone whether something is open"
)]
pub struct Choice {
    /// What is asked, at the end of what there is to read before.
    pub page: Page,
    /// The rows to choose from; none where a line is to be typed.
    pub rows: Vec<Row>,
    /// The row that does no harm when it is picked by accident.
    pub default: usize,
    /// Whether something comes before, to go back to.
    pub has_back: bool,
    /// Whether something was told, which can be changed, and gone on with at another time.
    pub has_told: bool,
    /// The row that skipping stands for, where it is allowed.
    pub skip: Option<usize>,
    /// Whether there is a reason to tell, for those who ask why: that of the advice.
    pub has_reason: bool,
    /// The reason, where it is always the same.
    pub reason: Option<&'static str>,
    /// Whether a reply in the person's own words is as good as a row, wherever words can be typed.
    pub takes_words: bool,
}

impl Choice {
    /// A choice of these rows, the first one the default, after something was told; it takes no words,
    /// cannot be skipped and has no reason to tell.
    #[must_use]
    pub fn new(page: Page, rows: Vec<Row>) -> Self {
        Self {
            page,
            rows,
            default: 0,
            has_back: true,
            has_told: true,
            skip: None,
            has_reason: false,
            reason: None,
            takes_words: false,
        }
    }

    /// Whether a line that is no row says something in the person's own words.
    fn is_said(&self, line: &str) -> bool {
        let word = line.trim().to_lowercase();
        let is_command = More::ALL.iter().any(|more| more.is_said_by(&word));
        // Keys such as Esc and arrows write signs of their own into a line.
        let is_text = !word.contains(is_control);
        self.takes_words && !is_command && is_text && word.contains(char::is_alphabetic)
    }

    /// What a line means as a reply to this choice.
    #[must_use]
    pub fn meaning(&self, line: &str) -> Meaning {
        if let Some(row) = self.row(line) {
            return Meaning::Reply(Reply::Picked(row));
        }
        if let Some(meaning) = self.command(line) {
            return meaning;
        }
        if self.is_said(line) {
            return Meaning::Reply(Reply::Said(line.to_owned()));
        }
        Meaning::Unknown
    }

    /// What a line means where a line is to be typed.
    #[must_use]
    pub fn line_meaning(&self, line: &str) -> Meaning {
        let word = line.trim().to_lowercase();
        // A word for something that is not open here is no answer either.
        if More::ALL.iter().any(|more| more.is_said_by(&word)) {
            return self.command(line).unwrap_or(Meaning::Unknown);
        }
        Meaning::Reply(Reply::Said(line.to_owned()))
    }

    /// What a line means that is a word for something else than an answer.
    #[must_use]
    pub fn command(&self, line: &str) -> Option<Meaning> {
        let word = line.trim().to_lowercase();
        let more = self.more().find(|more| more.is_said_by(&word))?;
        Some(more.meaning(self))
    }

    /// The row that skipping stands for, in words.
    fn skipped(&self) -> &str {
        let row = self.skip.and_then(|row| self.rows.get(row));
        row.map_or("", |row| &row.label)
    }

    /// What can be done instead of answering.
    pub fn more(&self) -> impl Iterator<Item = More> {
        More::ALL.into_iter().filter(|more| more.is_open(self))
    }

    /// The row that a person means by its number, counted from 1, its id or its words.
    #[must_use]
    pub fn row(&self, typed: &str) -> Option<usize> {
        let number = typed.trim().trim_end_matches(['.', ')']).parse::<usize>();
        if let Ok(number) = number {
            return number.checked_sub(1).filter(|row| *row < self.rows.len());
        }
        let words = normalised(typed);
        let is_key = |key: char| typed.trim().chars().eq([key]);
        let words = if is_not_known(typed) {
            NOT_SURE.to_owned()
        } else {
            words
        };
        self.rows.iter().position(|row| {
            row.id == words || normalised(&row.label) == words || row.key.is_some_and(is_key)
        })
    }
}

/// What a line means as a reply to a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This reply.
    Reply(Reply),
    /// The person leaves.
    Leave,
    /// The person wants to know what can be typed.
    Help,
    /// Nothing.
    Unknown,
}

/// What can be done at a choice instead of answering it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    /// Going back.
    Back,
    /// Changing what was told.
    Change,
    /// Leaving this out.
    Skip,
    /// Asking why.
    Why,
    /// Asking what can be done.
    Help,
    /// Starting again.
    Restart,
    /// Leaving.
    Leave,
}

impl More {
    /// All of it, in the order in which it is offered.
    pub const ALL: [Self; 7] = [
        Self::Back,
        Self::Change,
        Self::Skip,
        Self::Why,
        Self::Help,
        Self::Restart,
        Self::Leave,
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Back => BACK,
            Self::Change => CHANGE,
            Self::Skip => SKIP,
            Self::Why => WHY,
            Self::Help => HELP,
            Self::Restart => RESTART,
            Self::Leave => LEAVE,
        }
    }

    /// Whether a word, in lower case, means it.
    #[must_use]
    pub fn is_said_by(self, word: &str) -> bool {
        let others: &[&str] = match self {
            Self::Help => &["?"],
            Self::Leave => &["leave", "exit"],
            _ => &[],
        };
        word == self.word() || others.contains(&word)
    }

    /// It as a row.
    #[must_use]
    pub fn label(self, choice: &Choice) -> String {
        match self {
            Self::Back => "Go back to what was before".to_owned(),
            Self::Change => "Change an earlier answer".to_owned(),
            Self::Skip => format!("Skip this: {}", choice.skipped()),
            Self::Why => "Why this now?".to_owned(),
            Self::Help => "Help".to_owned(),
            Self::Restart => "Start again".to_owned(),
            Self::Leave if choice.has_told => "Save and leave".to_owned(),
            Self::Leave => "Leave".to_owned(),
        }
    }

    /// What it does.
    #[must_use]
    pub fn about(self, choice: &Choice) -> String {
        match self {
            Self::Back => "to what was asked before this".to_owned(),
            Self::Change => {
                "something told earlier; what came later stays, as far as it still holds".to_owned()
            }
            Self::Skip => format!("the same as \"{}\"", choice.skipped()),
            Self::Why => "why this comes now".to_owned(),
            Self::Help => "these lines".to_owned(),
            Self::Restart => "from the first question".to_owned(),
            Self::Leave if choice.has_told => "stop here, and go on another time".to_owned(),
            Self::Leave => "stop here".to_owned(),
        }
    }

    fn is_open(self, choice: &Choice) -> bool {
        match self {
            Self::Back => choice.has_back,
            Self::Change => choice.has_told,
            Self::Skip => choice.skip.is_some(),
            Self::Why => choice.has_reason || choice.reason.is_some(),
            Self::Help | Self::Restart | Self::Leave => true,
        }
    }

    /// What it means as a reply to a choice.
    #[must_use]
    pub fn meaning(self, choice: &Choice) -> Meaning {
        match self {
            Self::Back => Meaning::Reply(Reply::Back),
            Self::Change => Meaning::Reply(Reply::Change),
            Self::Skip => choice
                .skip
                .map_or(Meaning::Unknown, |row| Meaning::Reply(Reply::Picked(row))),
            Self::Why => Meaning::Reply(Reply::Why),
            Self::Help => Meaning::Help,
            Self::Restart => Meaning::Reply(Reply::Restart),
            Self::Leave => Meaning::Leave,
        }
    }
}

/// One row of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Short name that stays the same, such as an answer's id.
    pub id: String,
    /// The row in words.
    pub label: String,
    /// A hint behind the label, which may be cut where there is little room.
    pub hint: Option<String>,
    /// The light that it stands for, where it is worth a picture; the label says the same in words.
    pub looks: Option<Looks>,
    /// A key that picks it wherever keys are read one by one.
    pub key: Option<char>,
}

impl Row {
    /// A row without a hint.
    #[must_use]
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            hint: None,
            looks: None,
            key: None,
        }
    }

    /// The same row with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same row with the light that it stands for.
    #[must_use]
    pub fn looks(mut self, looks: Looks) -> Self {
        self.looks = Some(looks);
        self
    }

    /// The same row with a key of its own.
    #[must_use]
    pub fn key(mut self, key: char) -> Self {
        self.key = Some(key);
        self
    }
}

/// What a person replies to a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// This row.
    Picked(usize),
    /// These words, which are no row; a line that was typed, as it is.
    Said(String),
    /// The question before this one.
    Back,
    /// What was told earlier, to change some of it.
    Change,
    /// Why this comes now.
    Why,
    /// The first question of all.
    Restart,
}

/// Why a dialog stopped before its end.
#[derive(Debug, Error)]
pub enum Stop {
    /// The person left.
    #[error("left")]
    Left,
    /// A signal ends the program.
    #[error("interrupted")]
    Interrupted,
    /// Nobody is there to answer any more.
    #[error("the input ended")]
    EndOfInput,
    /// Asking failed.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::Interrupted => Self::Interrupted,
            io::ErrorKind::UnexpectedEof => Self::EndOfInput,
            _ => Self::Failed(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_meant_by_number_id_or_words() {
        let rows = [("no", "No, nothing else"), ("not-sure", "Not sure")];
        let choice = Choice {
            page: Page::new(),
            rows: rows.map(|(id, label)| Row::new(id, label)).into(),
            default: 1,
            has_back: false,
            has_told: false,
            skip: None,
            has_reason: false,
            reason: None,
            takes_words: false,
        };
        for (typed, row) in [
            ("1", Some(0)),
            ("2.", Some(1)),
            (" NO ", Some(0)),
            ("no nothing else", Some(0)),
            ("not sure", Some(1)),
            ("0", None),
            ("3", None),
            ("-1", None),
            ("", None),
            ("nothing", None),
        ] {
            assert_eq!(choice.row(typed), row, "{typed}");
        }
    }
}
