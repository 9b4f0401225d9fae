//! blinkdoc: what a blinking light means, and how to fix it.

use std::process::ExitCode;

fn main() -> ExitCode {
    blinkdoc::run::run(std::env::args_os())
}
