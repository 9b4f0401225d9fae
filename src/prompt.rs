//! Prompting: what a person can be asked and can reply, whatever they sit in front of.

use std::io;

use thiserror::Error;

use crate::kb::check::normalised;
use crate::light::{Looks, Taps};
use crate::render::Page;

/// The word that stands for the reply [`Reply::Back`].
pub const BACK: &str = "back";
/// The word that stands for the reply [`Reply::Why`].
pub const WHY: &str = "why";
/// The word that stands for the reply [`Reply::Restart`].
pub const RESTART: &str = "restart";
/// The word that ends tapping.
pub const DONE: &str = "done";
/// The word for leaving.
pub const LEAVE: &str = "quit";

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

    /// Asks for a line of text.
    ///
    /// # Errors
    ///
    /// When the dialog stops here.
    fn line(&mut self, page: &Page) -> Result<String, Stop>;

    /// Lets the person tap a rhythm: a press each time the light comes on, until that is enough.
    ///
    /// The page says what for; how it is done is added to it.
    ///
    /// # Errors
    ///
    /// When the dialog stops here.
    fn taps(&mut self, page: &Page) -> Result<Tapped, Stop>;
}

/// What a person tapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tapped {
    /// Presses, as many as were enough or until the person stopped.
    Presses(Taps),
    /// What the light did, in the words of a timeline.
    Timeline(String),
    /// Nothing: the person would rather do something else.
    Nothing,
}

/// Something to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is asked, at the end of what there is to read before.
    pub page: Page,
    /// The rows to choose from, at least one.
    pub rows: Vec<Row>,
    /// The row that does no harm when it is picked by accident.
    pub default: usize,
    /// Whether something comes before, to go back to.
    pub has_back: bool,
    /// Why it is asked, if there is a reason to tell.
    pub why: Option<Page>,
    /// Whether a reply in the person's own words is as good as a row, wherever words can be typed.
    pub takes_words: bool,
}

impl Choice {
    /// Whether a line that is no row says something in the person's own words.
    #[must_use]
    pub fn is_said(&self, line: &str) -> bool {
        let word = line.trim().to_lowercase();
        let is_command = [BACK, WHY, RESTART, LEAVE].contains(&word.as_str());
        self.takes_words && !is_command && word.contains(char::is_alphabetic)
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
        self.rows.iter().position(|row| {
            row.id == words || normalised(&row.label) == words || row.key.is_some_and(is_key)
        })
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
    /// These words, which are no row.
    Said(String),
    /// The question before this one.
    Back,
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
            why: None,
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
