//! The store: cases on disk, a file of JSON lines for each, in the platform's folder for state.
//!
//! The files are numbered in the order in which their cases began, whatever the clock says. A file
//! appears with its first line in it, grows at its end, and is held by one wizard at a time. What is no
//! case of blinkdoc is never written to and never deleted.

mod file;
mod keeping;

pub use file::{write, write_new};
pub use keeping::Keeping;

use std::fmt;
use std::fs::{self, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use etcetera::BaseStrategy as _;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};

use crate::record::{Record, Unreadable};
use file::Opened;

/// What the names of files end with.
const ENDING: &str = ".jsonl";

/// Tells the time.
pub type Clock = Rc<dyn Fn() -> Timestamp>;

/// The folder of cases, the clock that dates them, and the time zone for people.
#[derive(Clone)]
pub struct Store {
    folder: Option<PathBuf>,
    clock: Clock,
    zone: TimeZone,
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = &self.folder;
        formatter
            .debug_struct("Store")
            .field("folder", folder)
            .finish_non_exhaustive()
    }
}

/// What is in the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The cases, the newest first.
    pub records: Vec<Record>,
    /// What is wrong with files, a line each.
    pub problems: Vec<String>,
}

/// Why a case cannot be read or deleted.
#[derive(Debug)]
pub enum Trouble {
    /// There is no file for it.
    Missing,
    /// Another wizard works on it.
    Busy,
    /// The file holds no case.
    Unreadable(Unreadable),
    /// The system objects.
    Failed(io::Error),
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(formatter, "there is no such case"),
            Self::Busy => write!(formatter, "another blinkdoc works on it"),
            Self::Unreadable(error) => write!(formatter, "{error}"),
            Self::Failed(error) => write!(formatter, "{error}"),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Failed(error),
        }
    }
}

impl From<TryLockError> for Trouble {
    fn from(error: TryLockError) -> Self {
        match error {
            TryLockError::WouldBlock => Self::Busy,
            TryLockError::Error(error) => Self::Failed(error),
        }
    }
}

impl Store {
    /// The store of the person who runs the program: `$XDG_STATE_HOME/blinkdoc/cases` or
    /// `~/.local/state/blinkdoc/cases`, and on Windows a folder of the local application data.
    #[must_use]
    pub fn here() -> Self {
        let folder = etcetera::choose_base_strategy().ok().map(|strategy| {
            let state = strategy.state_dir();
            let state = state.unwrap_or_else(|| strategy.cache_dir());
            state.join("blinkdoc").join("cases")
        });
        let seconds = || {
            let now = Timestamp::now();
            now.round(Unit::Second).unwrap_or(now)
        };
        Self {
            folder,
            clock: Rc::new(seconds),
            zone: TimeZone::system(),
        }
    }

    /// A store in a folder, with a clock that shows universal time.
    #[must_use]
    pub fn at(folder: &Path, clock: Clock) -> Self {
        Self {
            folder: Some(folder.to_owned()),
            clock,
            zone: TimeZone::UTC,
        }
    }

    /// The time zone of the person.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Every case, and what is wrong with files that look like one. A folder that is not there holds
    /// none.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn kept(&self) -> io::Result<Kept> {
        let mut kept = Kept::default();
        let mut numbers = self.numbers()?;
        numbers.sort_unstable();
        for number in numbers.into_iter().rev() {
            match self.read(number) {
                Ok(record) => {
                    if record.unreadable > 0 {
                        let problem = "it has lines that cannot be read; the others are used";
                        kept.problems.push(self.problem(number, problem));
                    }
                    kept.records.push(record);
                }
                // It was deleted meanwhile.
                Err(Trouble::Missing) => {}
                Err(trouble) => {
                    let problem = format!("{trouble}; it is left as it is");
                    kept.problems.push(self.problem(number, &problem));
                }
            }
        }
        Ok(kept)
    }

    fn problem(&self, number: u32, problem: &str) -> String {
        let path = self.path(number).unwrap_or_default();
        format!("`{}`: {problem}", path.display())
    }

    /// The case with this number.
    ///
    /// # Errors
    ///
    /// When it is not there or cannot be read.
    pub fn read(&self, number: u32) -> Result<Record, Trouble> {
        let path = self.path(number)?;
        file::read(&path, number).map(|(record, _)| record)
    }

    /// Deletes a case.
    ///
    /// # Errors
    ///
    /// When it is not there, is no case, is worked on, or the system objects.
    pub fn delete(&self, number: u32) -> Result<(), Trouble> {
        let path = self.path(number)?;
        self.read(number)?;
        // A file that cannot be held can perhaps be deleted all the same.
        if let Err(Trouble::Busy) = Opened::open(&path, number) {
            return Err(Trouble::Busy);
        }
        fs::remove_file(path).map_err(Trouble::from)
    }

    /// The path of a case's file.
    ///
    /// # Errors
    ///
    /// When no folder is known.
    pub fn path(&self, number: u32) -> io::Result<PathBuf> {
        Ok(self.folder()?.join(format!("{number}{ENDING}")))
    }

    fn folder(&self) -> io::Result<&Path> {
        let unknown = "the system names no home directory";
        let folder = self.folder.as_deref();
        folder.ok_or_else(|| io::Error::other(unknown))
    }

    /// The numbers that are taken, in no order.
    fn numbers(&self) -> io::Result<Vec<u32>> {
        let folder = match fs::read_dir(self.folder()?) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            folder => folder?,
        };
        let mut numbers = Vec::new();
        for entry in folder {
            numbers.extend(entry?.file_name().to_str().and_then(number));
        }
        Ok(numbers)
    }
}

/// The number of the case that a file of this name is for.
fn number(name: &str) -> Option<u32> {
    let digits = name.strip_suffix(ENDING)?;
    let number = digits.parse().ok().filter(|number| *number > 0)?;
    (u32::to_string(&number) == digits).then_some(number)
}
