//! How long one answer takes, as a ratio to an empty Rust program in the same run; and how many
//! instructions, where valgrind is installed.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement stops at the first mistake and prints its result"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each program runs; they take turns, so that both meet the same noise.
const RUNS: usize = 300;

fn main() {
    let empty = empty_program();
    let blinkdoc = Path::new(env!("CARGO_BIN_EXE_blinkdoc"));
    for light in ["slow-red", "blinking-red", "no-light"] {
        let arguments = ["diagnose", "--device", "kasa", "--pattern", light];
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..RUNS {
            times[0].push(time(&empty, &[]));
            times[1].push(time(blinkdoc, &arguments));
        }
        let [empty_time, time] = times.map(median);
        let ratio = time.as_secs_f64() / empty_time.as_secs_f64();
        println!("{light}: {time:?} against {empty_time:?} for an empty program: {ratio:.2} times");
        if let Some(count) = instructions(blinkdoc, &arguments) {
            println!("{light}: {count} instructions");
        }
    }
}

/// Compiles `fn main() {}`.
fn empty_program() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    fs::write(&source, "fn main() {}\n").expect("the target folder can be written");
    let compiled = Command::new("rustc")
        .arg("-O")
        .arg("-o")
        .arg(&program)
        .arg(&source)
        .status();
    assert!(
        compiled.expect("rustc can be started").success(),
        "an empty program compiles"
    );
    program
}

fn time(program: &Path, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .status();
    assert!(
        status.expect("the program can be started").success(),
        "the program succeeds"
    );
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// What callgrind counts; nothing where valgrind is not installed.
fn instructions(program: &Path, arguments: &[&str]) -> Option<String> {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments);
    let output = valgrind.stdout(Stdio::null()).output().ok()?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    told.lines().find_map(|line| {
        line.split_once("Collected : ")
            .map(|(_, count)| count.trim().to_owned())
    })
}
