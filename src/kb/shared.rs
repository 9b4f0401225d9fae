//! Shared things: steps and notes that stand once in `shared/`, for guides to take with `use`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Action, Effort, Risk};
use crate::finding::{Finding, Place, list, near_miss};

/// The part of a step that is the same for every device.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// What to do, in one line.
    pub title: String,
    /// What to do, one action at a time.
    pub actions: Vec<Action>,
    /// Minutes that it takes, waits included.
    pub minutes: f64,
    /// How hard it is.
    pub effort: Effort,
    /// What it can do harm to.
    pub risk: Risk,
    /// What is lost.
    pub loses: Option<String>,
}

/// Which shared things a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `shared/steps.yaml`.
    Steps,
    /// `shared/notes.yaml`.
    Notes,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Steps, Self::Notes];

    /// What the file of this path holds; nothing for a file that is not shared.
    #[must_use]
    pub fn of(file: &str) -> Option<Self> {
        let path = Path::new(file);
        Self::ALL
            .into_iter()
            .find(|kind| path.ends_with(kind.path()))
    }

    /// The file, below the folder of the guides that use it.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Steps => "shared/steps.yaml",
            Self::Notes => "shared/notes.yaml",
        }
    }
}

/// All that is shared.
#[derive(Debug)]
pub struct Shared {
    /// The steps, each for one entry of a guide's `steps`.
    pub steps: Stock<Task>,
    /// The notes: under each name the sentences that stand in for it.
    pub notes: Stock<Vec<String>>,
}

impl Default for Shared {
    fn default() -> Self {
        Self {
            steps: Stock::new("shared step"),
            notes: Stock::new("shared note"),
        }
    }
}

impl Shared {
    /// Notes that there is a mistake in a file, so that nobody knows for sure what it shares.
    pub fn break_off(&mut self, kind: Kind) {
        match kind {
            Kind::Steps => self.steps.is_broken = true,
            Kind::Notes => self.notes.is_broken = true,
        }
    }
}

/// The shared things of one kind, by their names.
#[derive(Debug)]
pub struct Stock<T> {
    /// What one of them is called in a finding.
    what: &'static str,
    entries: BTreeMap<String, Entry<T>>,
    /// Whether there may be more than was read.
    is_broken: bool,
}

#[derive(Debug)]
struct Entry<T> {
    /// What it says.
    value: T,
    /// Where it stands, if it was read together with the guides.
    place: Option<Place>,
}

impl<T> Stock<T> {
    fn new(what: &'static str) -> Self {
        Self {
            what,
            entries: BTreeMap::new(),
            is_broken: false,
        }
    }

    /// Adds something, in place of what had this name before. It has a place when it was read together
    /// with the guides that may use it.
    pub fn add(&mut self, name: &str, value: T, place: Option<Place>) {
        self.entries.insert(name.to_owned(), Entry { value, place });
    }

    /// Where something of this name stands among what was read together with the guides.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.entries.get(name)?.place.as_ref()
    }

    /// What has this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.entries.get(name).map(|entry| &entry.value)
    }

    /// The name that was probably meant.
    #[must_use]
    pub fn near_miss(&self, name: &str) -> Option<&str> {
        near_miss(name, self.entries.keys().map(String::as_str))
    }

    /// The finding for a name that nothing has, at the place that uses it; nothing when there may be
    /// something of this name in what could not be read.
    #[must_use]
    pub fn missing(&self, name: &str, place: Place) -> Option<Finding> {
        if self.is_broken || self.entries.contains_key(name) {
            return None;
        }
        let names = self.entries.keys().map(String::as_str);
        let help = match self.near_miss(name) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.entries.is_empty() => {
                format!("there is no {} at all; write this one out", self.what)
            }
            None => format!("the {}s are {}", self.what, list(names)),
        };
        let title = format!("there is no {} `{name}`", self.what);
        Some(Finding::error("unknown-shared", title, place).help(help))
    }

    /// The findings for what no guide uses, of all that was read together with the guides.
    pub fn unused<'a>(&'a self, used: &'a BTreeSet<String>) -> impl Iterator<Item = Finding> + 'a {
        let entries = self
            .entries
            .iter()
            .filter(|(name, _)| !used.contains(*name));
        let places = entries.filter_map(|(name, entry)| Some((name, entry.place.clone()?)));
        places.map(|(name, place)| {
            let title = format!("no guide uses the {} `{name}`", self.what);
            Finding::warning("unused", title, place).help("use it in a guide, or remove it")
        })
    }
}
