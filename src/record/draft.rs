//! Text → record: line by line, so that one line that cannot be read never hides another.

use serde_json::Value;
use thiserror::Error;

use super::{Header, Line, Record, SCHEMA};

/// What all versions of the schema start with.
const ANY_SCHEMA: &str = "blinkdoc.case/";

/// Why a file is no record.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// It was written by a version of blinkdoc that writes records in another way.
    #[error("it is of another version of blinkdoc")]
    OtherVersion,
    /// It is something else, or its first line is broken.
    #[error("it is no case of blinkdoc")]
    Foreign,
}

/// The record that a file holds, and how many of its bytes are whole lines. A last line without an end
/// was never told in full and is left out; events of unknown kinds are passed over.
///
/// # Errors
///
/// When the first line is not that of a record.
pub fn read(number: u32, text: &[u8]) -> Result<(Record, usize), Unreadable> {
    let whole = text.iter().rposition(|byte| *byte == b'\n');
    let whole = whole.map_or(0, |end| end + 1);
    let mut lines = text[..whole].split_inclusive(|byte| *byte == b'\n');
    let mut record = Record::new(header(lines.next().unwrap_or_default())?);
    // A file that was copied or renamed is the case that its name says.
    record.number = number;
    for line in lines {
        match serde_json::from_slice::<Value>(line) {
            Ok(value) => {
                if let Ok(line) = serde_json::from_value::<Line>(value) {
                    record.happened(line);
                }
            }
            Err(_) => record.unreadable += 1,
        }
    }
    Ok((record, whole))
}

fn header(line: &[u8]) -> Result<Header, Unreadable> {
    let value: Value = serde_json::from_slice(line).map_err(|_| Unreadable::Foreign)?;
    match value["schema"].as_str() {
        Some(SCHEMA) => serde_json::from_value(value).map_err(|_| Unreadable::Foreign),
        Some(schema) if schema.starts_with(ANY_SCHEMA) => Err(Unreadable::OtherVersion),
        _ => Err(Unreadable::Foreign),
    }
}
