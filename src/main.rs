//! The wizard alone, until the command line is there.

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use blinkdoc::engine::{Engine, Move};
use blinkdoc::library::Library;
use blinkdoc::mode::Mode;
use blinkdoc::prompt::Stop;
use blinkdoc::render::pieces;
use blinkdoc::signals;
use blinkdoc::wizard::{self, Pending, Start};

fn main() -> ExitCode {
    let mode = Mode::here(env::args().any(|argument| argument == "--plain"));
    if signals::guard(mode).is_err() {
        return ExitCode::from(3);
    }
    let library = Library::default();
    let mut prompt = mode.prompt(env::var_os("NO_COLOR").is_none(), 80);
    let (line, status) = match wizard::walk(&library, Start::default(), prompt.as_mut()) {
        Ok(over) => {
            let Move::End(end) = Engine::new(&over.guide).advise(&over.case).next else {
                return ExitCode::from(3);
            };
            let (_, title, _) = pieces::ending(&over.guide, end);
            (title.to_owned(), 0)
        }
        Err(parted) => match parted.stop {
            Stop::Left => ("left".to_owned(), 0),
            Stop::Interrupted => (String::new(), 130),
            Stop::EndOfInput => (format!("{:?}", Pending::after(parted.told.as_ref())), 2),
            Stop::Failed(error) => (format!("{error:#}"), 3),
        },
    };
    let _ = writeln!(io::stdout(), "{line}");
    ExitCode::from(status)
}
