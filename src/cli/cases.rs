//! The commands for cases that were kept: `resume`, `history`, `report`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::{Format, TextOrJson};

/// The case of `resume`.
#[derive(Clone, Debug, Args)]
pub struct Resume {
    /// The case by its number; the newest open one when none is named
    #[arg(value_name = "CASE", value_parser = number)]
    pub case: Option<u32>,
}

/// The flags of `history`.
#[derive(Clone, Debug, Args)]
pub struct History {
    /// Delete this case, or `all` that would be listed
    #[arg(long = "delete", value_name = "CASE")]
    pub delete: Option<Which>,
    /// Only cases in which nothing was told for so many days
    #[arg(long = "older-than", value_name = "DAYS")]
    pub older_than: Option<u32>,
    /// How to print the answer
    #[arg(long = "format", value_enum, default_value_t = TextOrJson::Text, value_name = "FORMAT")]
    pub format: TextOrJson,
}

/// The case and the flags of `report`.
#[derive(Clone, Debug, Args)]
pub struct Report {
    /// The case by its number; the newest one when none is named
    #[arg(value_name = "CASE", value_parser = number)]
    pub case: Option<u32>,
    /// How to print the report
    #[arg(long = "format", value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,
    /// Write the report to this file, in place of what is there
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The number of a case.
fn number(word: &str) -> Result<u32, &'static str> {
    let number = word.parse();
    number.map_err(|_| "name a case by its number; `blinkdoc history` lists them")
}

/// Which cases to delete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that would be listed.
    All,
    /// The one with this number.
    One(u32),
}

impl FromStr for Which {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "all" => Ok(Self::All),
            number => number
                .parse()
                .map(Self::One)
                .map_err(|_| "name a case by its number, or `all`"),
        }
    }
}
