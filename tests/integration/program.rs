//! Runs the real program with an environment of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;
use std::{fs, io};

use serde_json::Value;

/// How long any answer to bad input may take. The promise is a second; a debug build on a busy machine
/// gets more.
const PATIENCE: u128 = 10_000;

/// What the program printed, and its exit status.
pub(crate) struct Told {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Told {
    /// The JSON document that is all of standard output.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.stderr, "", "nothing else is said");
        serde_json::from_str(&self.stdout).expect("standard output is one JSON document")
    }
}

/// The program, ready for more arguments.
pub(crate) fn blinkdoc(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_blinkdoc"));
    command.env_clear().args(arguments).stdin(Stdio::null());
    command
}

/// Runs the program with these arguments.
pub(crate) fn run(arguments: &[&str]) -> Told {
    finish(&mut blinkdoc(arguments))
}

/// Runs the program with a guide, or a folder of guides, for the built-in camera.
pub(crate) fn run_with_kb(kb: &Path) -> Told {
    finish(blinkdoc(&["-d", "kasa", "-p", "slow-red", "--kb"]).arg(kb))
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command) -> Told {
    let start = Instant::now();
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("the program starts");
    assert!(
        start.elapsed().as_millis() < PATIENCE,
        "{command:?} is slow"
    );
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    Told {
        status: status.code(),
        stdout: text(stdout),
        stderr: text(stderr),
    }
}

/// An empty folder of its own for each test.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => panic!("{error}"),
        _ => fs::create_dir_all(&folder).expect("the folder can be made"),
    }
    folder
}

/// A file with this content.
pub(crate) fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let file = folder.join(name);
    fs::write(&file, content).expect("the file can be written");
    file
}
