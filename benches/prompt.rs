//! How long it takes from a key press to the screen that shows what the key did, with the real program in
//! a real pseudo-terminal. Every key press has 10 ms, the slowest too.
//!
//! The emulated screen is looked at each time the program has written something; the time that takes is
//! in the numbers. So is what else the machine does: `a_line_through_cat` says how much of the slowest is
//! not blinkdoc's. `cargo bench --bench prompt` runs this alone.

#![allow(
    clippy::expect_used,
    reason = "a measurement stops at the first mistake"
)]

fn main() {
    #[cfg(unix)]
    divan::main();
}

#[cfg(unix)]
mod keys {
    use std::io::{Read, Write};

    use divan::Bencher;
    use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
    use tempfile::TempDir;
    use vt100::Parser;

    const DOWN: &str = "\u{1b}[B";
    const UP: &str = "\u{1b}[A";

    /// How many key presses are timed: so many that some meet a frame of the moving list.
    const PRESSES: u32 = 4_000;
    /// The sizes of screens, in columns and rows.
    const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];

    /// What the terminal takes, and a program that does nothing.
    #[divan::bench(args = SIZES, sample_count = PRESSES, sample_size = 1)]
    fn a_line_through_cat(bencher: Bencher<'_, '_>, size: (u16, u16)) {
        let mut session = Session::of(CommandBuilder::new("cat"), size);
        let mut lines = [("1\r", "1\n1"), ("2\r", "2\n2")].into_iter().cycle();
        bencher.bench_local(|| {
            let (line, twice) = lines.next().expect("it goes on for ever");
            session.press(line);
            session.wait_until(|screen| screen.ends_with(twice));
        });
    }

    #[divan::bench(args = SIZES, sample_count = PRESSES, sample_size = 1)]
    fn arrow_in_the_moving_list(bencher: Bencher<'_, '_>, size: (u16, u16)) {
        time_arrows(bencher, Session::begin(&["-d", "kasa"], size));
    }

    #[divan::bench(args = SIZES, sample_count = PRESSES, sample_size = 1)]
    fn arrow_in_a_list_of_words(bencher: Bencher<'_, '_>, size: (u16, u16)) {
        time_arrows(bencher, Session::begin(&[], size));
    }

    /// From Enter to the question that comes next: the list of lights, and the one behind it.
    #[divan::bench(args = SIZES, sample_count = PRESSES, sample_size = 1)]
    fn line_in_plain_mode(bencher: Bencher<'_, '_>, size: (u16, u16)) {
        const LIGHTS: &str = "Your answer (1-13, words, or help):";
        const SAFETY: &str = "Your answer (1-5, or help):";
        let mut session = Session::begin(&["-d", "kasa", "--plain"], size);
        session.wait_until(|screen| screen.ends_with(LIGHTS));
        let mut lines = [("1\r", SAFETY), ("back\r", LIGHTS)].into_iter().cycle();
        bencher.bench_local(|| {
            let (line, question) = lines.next().expect("it goes on for ever");
            session.press(line);
            session.wait_until(|screen| screen.ends_with(question));
        });
    }

    /// Presses the arrow keys in turn, and waits each time for the row to be the active one.
    fn time_arrows(bencher: Bencher<'_, '_>, mut session: Session) {
        session.wait_until(|screen| active_row(screen).is_some());
        let first = active_row(&session.screen()).expect("a row is active");
        let mut keys = [(DOWN, first + 1), (UP, first)].into_iter().cycle();
        bencher.bench_local(|| {
            let (key, row) = keys.next().expect("it goes on for ever");
            session.press(key);
            session.wait_until(|screen| active_row(screen) == Some(row));
        });
    }

    /// The line of the active row, in a list that stands on the screen to its end.
    fn active_row(screen: &str) -> Option<usize> {
        let lines: Vec<&str> = screen.lines().collect();
        lines.last().filter(|line| line.ends_with("More..."))?;
        lines.iter().rposition(|line| line.starts_with("> "))
    }

    /// The program in a pseudo-terminal of its own, in colour.
    struct Session {
        child: Box<dyn Child + Send + Sync>,
        keyboard: Box<dyn Write + Send>,
        output: Box<dyn Read + Send>,
        parser: Parser,
        /// Where cases are kept.
        _state: TempDir,
    }

    impl Session {
        fn begin(arguments: &[&str], size: (u16, u16)) -> Self {
            let mut blinkdoc = CommandBuilder::new(env!("CARGO_BIN_EXE_blinkdoc"));
            blinkdoc.args(arguments);
            Self::of(blinkdoc, size)
        }

        fn of(mut program: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
            let state = tempfile::tempdir().expect("a folder can be made");
            program.env("XDG_STATE_HOME", state.path());
            program.env("TERM", "xterm-256color");
            program.env("LC_ALL", "C.UTF-8");
            for setting in [
                "NO_COLOR",
                "ACCESSIBLE",
                "BLINKDOC_REDUCED_MOTION",
                "BLINKDOC_KB",
            ] {
                program.env_remove(setting);
            }
            let size = PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            };
            let pair = native_pty_system().openpty(size).expect("a terminal");
            let child = pair.slave.spawn_command(program).expect("it starts");
            let rows = rows.try_into().expect("it has rows");
            let columns = columns.try_into().expect("it has columns");
            Self {
                child,
                keyboard: pair.master.take_writer().expect("a keyboard"),
                output: pair.master.try_clone_reader().expect("a screen"),
                parser: Parser::new(rows, columns, 0),
                _state: state,
            }
        }

        fn screen(&self) -> String {
            self.parser.screen().contents()
        }

        fn press(&mut self, keys: &str) {
            let pressed = self.keyboard.write_all(keys.as_bytes());
            pressed.expect("it reads its keyboard");
        }

        /// Reads what the program writes until the screen is so.
        fn wait_until(&mut self, is_so: impl Fn(&str) -> bool) {
            let mut written = [0; 4096];
            while !is_so(&self.screen()) {
                let count = self.output.read(&mut written).expect("it writes");
                assert!(count > 0, "it has ended");
                self.parser.process(&written[..count]);
            }
        }
    }

    impl Drop for Session {
        fn drop(&mut self) {
            // A program that has ended cannot be killed.
            let _ = self.child.kill();
        }
    }
}
