//! Running the program in an environment that the test owns: in pipes, or in a real pseudo-terminal.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::rc::Rc;
use std::sync::Arc;

use blinkdoc::kb::Guide;
use blinkdoc::library::Library;
use blinkdoc::record::Record;
use blinkdoc::store::Store;
use jiff::Timestamp;
use tempfile::TempDir;

#[cfg(unix)]
pub(crate) use pseudo::Session;

/// The built-in guides.
pub(crate) fn guides() -> Vec<Guide> {
    let library = Library::default();
    let guide = |id: &str| {
        library
            .find(id)
            .expect("the guide is whole")
            .expect("the guide is there")
            .into_owned()
    };
    library
        .titles()
        .into_iter()
        .map(|(id, _)| guide(id))
        .collect()
}

/// The program with its arguments and its environment.
#[derive(Clone, Debug)]
pub(crate) struct Blinkdoc {
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
    /// How large a file may become, in blocks.
    limit: Option<u32>,
    /// Where cases are kept.
    state: Arc<TempDir>,
    /// Where it runs, if not here.
    folder: Option<PathBuf>,
}

impl Blinkdoc {
    /// `blinkdoc` with these arguments, without colour, on a terminal that can do what most can, and
    /// with an empty folder for cases.
    pub(crate) fn new(arguments: &[&str]) -> Self {
        let state = tempfile::tempdir().unwrap();
        let folder = state.path().to_str().unwrap().to_owned();
        let blinkdoc = Self {
            arguments: arguments
                .iter()
                .map(|argument| (*argument).into())
                .collect(),
            variables: Vec::new(),
            limit: None,
            state: Arc::new(state),
            folder: None,
        };
        blinkdoc
            .with("XDG_STATE_HOME", &folder)
            .with("TZ", "UTC")
            .with("TERM", "xterm-256color")
            .with("NO_COLOR", "1")
    }

    /// The same with an environment variable.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.into(), value.into()));
        self
    }

    /// The same without an environment variable.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self
    }

    /// The same where no file becomes larger than so many blocks of 512 bytes, or of 1024 in some shells.
    pub(crate) fn limited(mut self, blocks: u32) -> Self {
        self.limit = Some(blocks);
        self
    }

    /// What is started, and its arguments.
    fn command(&self) -> (String, Vec<String>) {
        let program = env!("CARGO_BIN_EXE_blinkdoc").to_owned();
        let Some(blocks) = self.limit else {
            return (program, self.arguments.clone());
        };
        let script = format!("ulimit -f {blocks} && exec \"$0\" \"$@\"");
        let shell = ["-c".to_owned(), script, program];
        let arguments = shell.into_iter().chain(self.arguments.iter().cloned());
        ("/bin/sh".to_owned(), arguments.collect())
    }

    /// The same with other arguments, and the same folder for cases.
    pub(crate) fn and_then(&self, arguments: &[&str]) -> Self {
        Self {
            arguments: arguments
                .iter()
                .map(|argument| (*argument).into())
                .collect(),
            ..self.clone()
        }
    }

    /// The same, running in a folder of its own.
    pub(crate) fn in_its_folder(self) -> Self {
        Self {
            folder: Some(self.folder().to_owned()),
            ..self
        }
    }

    /// The folder that is its own.
    pub(crate) fn folder(&self) -> &Path {
        self.state.path()
    }

    /// The folder of cases.
    pub(crate) fn cases(&self) -> PathBuf {
        self.state.path().join("blinkdoc/cases")
    }

    /// What is kept of a case.
    pub(crate) fn record(&self, number: u32) -> Record {
        let store = Store::at(&self.cases(), Rc::new(Timestamp::now));
        store.read(number).unwrap()
    }

    /// Runs it with these lines on the standard input.
    pub(crate) fn with_lines(&self, lines: &[&str]) -> Output {
        let here = PathBuf::from(".");
        let (program, arguments) = self.command();
        let mut child = Command::new(program)
            .args(arguments)
            .current_dir(self.folder.as_ref().unwrap_or(&here))
            .env_clear()
            .env("COLUMNS", "80")
            .envs(self.variables.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        for line in lines {
            // A program that has ended reads no more.
            let _ = writeln!(input, "{line}");
        }
        drop(input);
        child.wait_with_output().unwrap()
    }
}

#[cfg(unix)]
mod pseudo {
    use std::io::{Read as _, Write};
    use std::process::Command;
    use std::sync::{Arc, Mutex};
    use std::thread::{self, JoinHandle};
    use std::time::{Duration, Instant};

    use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
    use rustix::process::{Pid, Signal, kill_process};
    use tempfile::TempDir;
    use vt100::{Parser, Screen};

    use super::Blinkdoc;

    /// How long a screen is waited for.
    const PATIENCE: Duration = Duration::from_secs(30);
    /// How often the screen is looked at meanwhile.
    const BLINK: Duration = Duration::from_millis(10);

    /// The signs that a picture is drawn with where the locale promises no others.
    const PICTURE: [char; 7] = ['#', '=', '-', ':', '|', '.', ' '];

    /// What the program has written to the terminal.
    struct Written {
        parser: Parser,
        bytes: Vec<u8>,
    }

    /// The program in a pseudo-terminal of its own.
    pub(crate) struct Session {
        child: Box<dyn Child + Send + Sync>,
        master: Box<dyn MasterPty + Send>,
        keyboard: Box<dyn Write + Send>,
        written: Arc<Mutex<Written>>,
        reader: Option<JoinHandle<()>>,
        modes: String,
        /// Lives as long as the program that keeps cases in it.
        _state: Arc<TempDir>,
    }

    impl Blinkdoc {
        /// Starts it in a terminal of this size.
        pub(crate) fn in_terminal(&self, columns: u16, rows: u16) -> Session {
            let size = PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            };
            let pair = native_pty_system().openpty(size).unwrap();
            let modes = modes(pair.master.as_ref());
            let (program, arguments) = self.command();
            let mut command = CommandBuilder::new(program);
            command.args(arguments);
            command.cwd(env!("CARGO_MANIFEST_DIR"));
            command.env_clear();
            for (name, value) in &self.variables {
                command.env(name, value);
            }
            let child = pair.slave.spawn_command(command).unwrap();
            let written = Arc::new(Mutex::new(Written {
                parser: Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0),
                bytes: Vec::new(),
            }));
            let reader = read(pair.master.as_ref(), Arc::clone(&written));
            Session {
                child,
                keyboard: pair.master.take_writer().unwrap(),
                master: pair.master,
                written,
                reader: Some(reader),
                modes,
                _state: Arc::clone(&self.state),
            }
        }
    }

    /// Reads what the program writes until it has ended.
    fn read(master: &dyn MasterPty, written: Arc<Mutex<Written>>) -> JoinHandle<()> {
        let mut output = master.try_clone_reader().unwrap();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                let mut written = written.lock().unwrap();
                written.parser.process(&buffer[..count]);
                written.bytes.extend(&buffer[..count]);
            }
        })
    }

    fn modes(master: &dyn MasterPty) -> String {
        format!("{:?}", master.get_termios().unwrap())
    }

    impl Session {
        /// What is on the screen, without trailing spaces and empty lines.
        pub(crate) fn screen(&self) -> String {
            self.written.lock().unwrap().parser.screen().contents()
        }

        /// The screen with its colours.
        pub(crate) fn picture(&self) -> Screen {
            self.written.lock().unwrap().parser.screen().clone()
        }

        /// Everything that was written, control codes included.
        pub(crate) fn bytes(&self) -> Vec<u8> {
            self.written.lock().unwrap().bytes.clone()
        }

        /// Whether some line of the screen was too long for it.
        pub(crate) fn has_wrapped_line(&self) -> bool {
            let written = self.written.lock().unwrap();
            let screen = written.parser.screen();
            let (rows, _) = screen.size();
            (0..rows.get()).any(|row| screen.row_wrapped(row))
        }

        /// Whether some of the screen has a colour of its own.
        pub(crate) fn has_colour(&self) -> bool {
            let written = self.written.lock().unwrap();
            let screen = written.parser.screen();
            let (rows, columns) = screen.size();
            let mut cells = (0..rows.get())
                .flat_map(|row| (0..columns.get()).filter_map(move |at| screen.cell(row, at)));
            cells.any(|cell| cell.fgcolor() != vt100::Color::Default)
        }

        /// Whether the cursor can be seen.
        pub(crate) fn has_cursor(&self) -> bool {
            !self.written.lock().unwrap().parser.screen().hide_cursor()
        }

        /// Whether echo, line mode and all other modes are those that the program found.
        pub(crate) fn has_modes_as_found(&self) -> bool {
            modes(self.master.as_ref()) == self.modes
        }

        /// Presses keys.
        pub(crate) fn press(&mut self, keys: &str) {
            self.keyboard.write_all(keys.as_bytes()).unwrap();
            self.keyboard.flush().unwrap();
        }

        /// Waits for the screen to be so.
        pub(crate) fn wait_until(&self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
            let start = Instant::now();
            loop {
                let screen = self.screen();
                if is_so(&screen) {
                    return screen;
                }
                assert!(start.elapsed() < PATIENCE, "no:\n{what}\nin:\n{screen}");
                thread::sleep(BLINK);
            }
        }

        /// Waits until the program writes nothing more, so that it is the person's turn.
        pub(crate) fn wait_for_turn(&self) -> String {
            const STILL: Duration = Duration::from_millis(300);
            let start = Instant::now();
            loop {
                assert!(start.elapsed() < PATIENCE, "no end in:\n{}", self.screen());
                let before = self.bytes().len();
                thread::sleep(STILL);
                if self.bytes().len() == before {
                    return self.screen();
                }
            }
        }

        /// Everything that was ever shown and not taken away again, as on a screen without end.
        pub(crate) fn transcript(&self) -> String {
            let written = self.written.lock().unwrap();
            let (_, columns) = written.parser.screen().size();
            let mut endless = Parser::new(5000.try_into().unwrap(), columns, 0);
            endless.process(&written.bytes);
            endless.screen().contents()
        }

        /// Waits for a text to be on the screen.
        pub(crate) fn wait_for(&self, text: &str) -> String {
            self.wait_until(text, |screen| screen.contains(text))
        }

        /// Waits for a row to be the active one of the list at the end of the screen.
        pub(crate) fn wait_for_row(&self, label: &str) -> String {
            self.wait_until(label, |screen| {
                active_row(screen).is_some_and(|row| row.starts_with(label))
                    && screen.ends_with("More...")
            })
        }

        /// Gives the terminal another size.
        pub(crate) fn resize(&self, columns: u16, rows: u16) {
            let size = PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            };
            let mut written = self.written.lock().unwrap();
            let parser = &mut written.parser;
            parser.set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
            drop(written);
            self.master.resize(size).unwrap();
        }

        /// Waits for a list below a text, moves to a row of it, and presses Enter.
        pub(crate) fn pick(&mut self, below: &str, label: &str) {
            const DOWN: &str = "\u{1b}[B";
            let is_there = |screen: &str| {
                let list = screen.rsplit_once(below);
                let rows = list.and_then(|(_, list)| list.rsplit_once("keys, then Enter:\n"));
                // Half a list does not say yet which row is active.
                rows.is_some_and(|(_, rows)| rows.contains("> "))
            };
            loop {
                let screen = self.wait_until(below, is_there);
                let active = active_row(&screen);
                let is_meant = active.is_some_and(|row| row.starts_with(label));
                let active = active.map(str::to_owned);
                if is_meant {
                    self.press("\r");
                    // The list is gone before the next one is looked for.
                    self.wait_until(label, |screen| {
                        !is_there(screen) || active_row(screen) != active.as_deref()
                    });
                    return;
                }
                self.press(DOWN);
                self.wait_until(label, |screen| {
                    is_there(screen) && active_row(screen) != active.as_deref()
                });
            }
        }

        /// Sends a signal to the program, by its name.
        pub(crate) fn kill(&self, signal: &str) {
            let process = self.child.process_id().unwrap().to_string();
            let status = Command::new("kill").args(["-s", signal, &process]).status();
            assert!(status.unwrap().success());
        }

        /// Kills the program, which hears nothing of it, and reads what it had written; whether it had not
        /// ended by itself.
        pub(crate) fn kill_at_once(&mut self) -> bool {
            if !self.has_ended() {
                let process = self.child.process_id().unwrap().try_into().unwrap();
                // One that has just ended by itself cannot be killed any more.
                let _ = kill_process(Pid::from_raw(process).unwrap(), Signal::KILL);
            }
            self.end().signal().is_some()
        }

        /// Whether the program has ended.
        pub(crate) fn has_ended(&mut self) -> bool {
            self.child.try_wait().unwrap().is_some()
        }

        /// Waits for the program to end; its status.
        pub(crate) fn status(&mut self) -> u32 {
            self.end().exit_code()
        }

        /// Waits for the program to end, and reads all that it has written.
        fn end(&mut self) -> ExitStatus {
            let status = self.child.wait().unwrap();
            if let Some(reader) = self.reader.take() {
                reader.join().unwrap();
            }
            status
        }
    }

    impl Drop for Session {
        fn drop(&mut self) {
            // A test that failed leaves nothing running; a program that has ended cannot be killed.
            let _ = self.child.kill();
        }
    }

    /// The words of the active row, behind its picture.
    fn active_row(screen: &str) -> Option<&str> {
        screen
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("> "))
            .map(|row| row.trim_start_matches(&PICTURE[..]))
    }
}
