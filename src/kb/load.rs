//! Folder → named texts: the one file that reads guides, and what they share, from disk.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use super::shared::Kind;
use crate::finding::{Finding, Place};

/// The biggest file that is read as a guide, in bytes; the built-in guides are under 50 kB.
const BIGGEST: u64 = 256 << 10;

/// The text of a guide or of a shared file, and the name of the file.
#[derive(Debug)]
pub struct Text {
    /// The path as the person gave it, or below the folder that they gave.
    pub file: String,
    /// What it says.
    pub text: String,
}

/// The texts of a guide file, or of all guides of a folder, in the order of their names, then those
/// that they share. What cannot be read becomes a finding.
#[must_use]
pub fn texts(path: &Path, findings: &mut Vec<Finding>) -> Vec<Text> {
    let files = match files(path) {
        Ok(files) => files,
        Err(finding) => {
            findings.push(*finding);
            return Vec::new();
        }
    };
    let mut texts = Vec::new();
    for file in files.into_iter().chain(shared_files(path, findings)) {
        match text(&file) {
            Ok(text) => texts.push(text),
            Err(finding) => findings.push(*finding),
        }
    }
    texts
}

/// The folder of the scenarios of a folder of guides, if it is there.
#[must_use]
pub fn scenarios_beside(path: &Path) -> Option<PathBuf> {
    Some(path.join("scenarios")).filter(|folder| folder.is_dir())
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Box<Finding>> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| unreadable(path, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let file = entry.map_err(|error| unreadable(path, &error))?.path();
        if is_guide(&file) {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        let finding = problem("no-guides", path, "no guide is in this folder");
        return Err(Box::new(
            finding.help("name a folder with `.yaml` files, or one such file"),
        ));
    }
    Ok(files)
}

/// The shared files of a folder; a file of another name beside them has no use.
fn shared_files(folder: &Path, findings: &mut Vec<Finding>) -> Vec<PathBuf> {
    let mut files = Kind::ALL.map(|kind| folder.join(kind.path())).to_vec();
    let entries = fs::read_dir(folder.join("shared")).into_iter().flatten();
    let mut others: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    others.retain(|file| is_guide(file) && !files.contains(file));
    for file in others {
        let finding = problem("file-name", &file, "no shared file has this name");
        findings.push(finding.help("name it `steps.yaml` or `notes.yaml`"));
    }
    let absent = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
    let is_absent = |error: io::Error| absent.contains(&error.kind());
    files.retain(|file| !fs::symlink_metadata(file).is_err_and(is_absent));
    files
}

/// Whether a file of a folder is meant as a guide; editors leave hidden files of the same ending behind.
fn is_guide(path: &Path) -> bool {
    let is_hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let is_yaml = path
        .extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml");
    is_yaml && !is_hidden
}

fn text(path: &Path) -> Result<Text, Box<Finding>> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !metadata.is_file() {
        return Err(Box::new(
            problem("unreadable", path, "this is no regular file").help("name a `.yaml` file"),
        ));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(BIGGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > BIGGEST {
        let finding = problem("too-big", path, "the file is larger than 256 KiB");
        return Err(Box::new(
            finding.help("a guide is one device family: split it"),
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text {
            file: path.display().to_string(),
            text,
        }),
        Err(error) => Err(Box::new(not_utf_8(path, &error))),
    }
}

/// The finding for bytes that are no text, at the first of them.
fn not_utf_8(path: &Path, error: &FromUtf8Error) -> Finding {
    let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let good = String::from_utf8_lossy(good);
    let line = good.rsplit('\n').next().unwrap_or_default();
    let mut finding = problem("not-utf-8", path, "the file is not UTF-8 text");
    finding.place = Place {
        line: good.matches('\n').count() + 1,
        column: line.chars().count() + 1,
        width: 1,
        source: line.into(),
        ..finding.place
    };
    finding.help("save it with the encoding UTF-8")
}

fn unreadable(path: &Path, error: &io::Error) -> Box<Finding> {
    let (title, help) = match error.kind() {
        io::ErrorKind::NotFound => (
            "there is no such file or folder".to_owned(),
            "check the path",
        ),
        io::ErrorKind::PermissionDenied => (
            "this may not be read".to_owned(),
            "change its permissions, or name another path",
        ),
        _ => (
            format!("this cannot be read: {error}"),
            "try again, or name another path",
        ),
    };
    Box::new(problem("unreadable", path, &title).help(help))
}

fn problem(code: &'static str, path: &Path, title: &str) -> Finding {
    Finding::error(code, title, Place::whole_file(&path.display().to_string()))
}
