//! The modes of the terminal: remembered at the start, put back at any end; and keys pressed too early.

#[cfg(unix)]
pub(crate) use unix::{Modes, hear, settle, take};

#[cfg(not(unix))]
pub(crate) use elsewhere::{Modes, hear, settle};

#[cfg(unix)]
mod unix {
    use std::fs::{File, OpenOptions};
    use std::io;
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fd::{AsFd, OwnedFd};
    use rustix::io::Errno;
    use rustix::termios::{
        InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };
    use signal_hook::consts::SIGINT;
    use signal_hook::low_level::raise;

    /// How long no key must have been pressed, in tenths of a second.
    const QUIET: u8 = 2;
    /// What Ctrl-C leaves behind when it is pressed while a list is read.
    const CTRL_C: u8 = 3;

    /// The modes of the terminal on the standard input, if there is one.
    #[derive(Clone, Debug)]
    pub(crate) struct Modes(Option<Termios>);

    impl Modes {
        /// The modes as they are now.
        pub(crate) fn now() -> Self {
            Self(tcgetattr(io::stdin()).ok())
        }

        /// Gives the terminal these modes.
        pub(crate) fn set(&self) {
            self.set_on(io::stdin());
        }

        /// Gives these modes to the terminal behind a descriptor.
        pub(crate) fn set_on(&self, terminal: impl AsFd) {
            if let Some(modes) = &self.0 {
                // Nobody is left to hear of a terminal that has gone.
                let _ = tcsetattr(terminal, OptionalActions::Now, modes);
            }
        }

        /// The same for keys one by one: without echo, and with no key that the system acts on.
        pub(crate) fn keys(&self) -> Self {
            let mut modes = self.clone();
            if let Some(modes) = &mut modes.0 {
                modes.local_modes.remove(
                    LocalModes::ECHO | LocalModes::ICANON | LocalModes::IEXTEN | LocalModes::ISIG,
                );
                modes.input_modes.remove(InputModes::IXON);
                modes.special_codes[SpecialCodeIndex::VMIN] = 1;
                modes.special_codes[SpecialCodeIndex::VTIME] = 0;
            }
            modes
        }

        /// The same without echo and line mode; a read returns at once, or empty after a quiet moment.
        fn quiet(&self) -> Self {
            let mut modes = self.clone();
            if let Some(modes) = &mut modes.0 {
                modes
                    .local_modes
                    .remove(LocalModes::ECHO | LocalModes::ICANON);
                modes.special_codes[SpecialCodeIndex::VMIN] = 0;
                modes.special_codes[SpecialCodeIndex::VTIME] = QUIET;
            }
            modes
        }
    }

    /// The terminal, taken away from the rest of the program.
    #[derive(Debug)]
    pub(crate) struct Taken {
        /// What was the standard input.
        pub(crate) input: OwnedFd,
        /// What was the standard error output.
        pub(crate) output: File,
    }

    /// Takes the terminal away from every other thread: one that is just about to change its modes or to
    /// draw does not reach it any more.
    pub(crate) fn take() -> io::Result<Taken> {
        let taken = Taken {
            input: rustix::io::dup(io::stdin())?,
            output: File::from(rustix::io::dup(io::stderr())?),
        };
        let nothing = OpenOptions::new()
            .read(true)
            .write(true)
            .open("/dev/null")?;
        rustix::stdio::dup2_stdin(&nothing)?;
        rustix::stdio::dup2_stderr(&nothing)?;
        Ok(taken)
    }

    /// Waits for the keyboard for so long; whether there is something to read.
    pub(crate) fn hear(time: Duration) -> io::Result<bool> {
        let stdin = io::stdin();
        let until = Instant::now() + time;
        loop {
            let wait = until.saturating_duration_since(Instant::now());
            let wait = Timespec::try_from(wait).unwrap_or_default();
            match poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&wait)) {
                Ok(count) => return Ok(count > 0),
                // A signal that ends the program is the business of another thread.
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Waits for a quiet moment, and throws away the keys that were pressed before it.
    ///
    /// Nobody has read a question that quickly, so those keys were not meant for it.
    pub(crate) fn settle() {
        let found = Modes::now();
        found.quiet().set();
        let mut keys = [0; 64];
        while let Ok(count @ 1..) = rustix::io::read(io::stdin(), &mut keys) {
            if keys[..count].contains(&CTRL_C) {
                // Without a handler the default ends the program, so there is nothing to report.
                let _ = raise(SIGINT);
            }
        }
        found.set();
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::io;
    use std::thread;
    use std::time::Duration;

    /// Nothing: the console puts its modes back by itself.
    #[derive(Clone, Debug)]
    pub(crate) struct Modes;

    impl Modes {
        /// Nothing to remember.
        pub(crate) fn now() -> Self {
            Self
        }

        /// Nothing to give.
        #[expect(clippy::unused_self, reason = "the same on every platform")]
        pub(crate) fn set(&self) {}

        /// Nothing to change.
        #[expect(clippy::unused_self, reason = "the same on every platform")]
        pub(crate) fn keys(&self) -> Self {
            Self
        }
    }

    /// Waits for so long; nothing can be heard meanwhile.
    #[expect(clippy::unnecessary_wraps, reason = "the same on every platform")]
    pub(crate) fn hear(time: Duration) -> io::Result<bool> {
        thread::sleep(time);
        Ok(false)
    }

    /// Waits for a moment.
    pub(crate) fn settle() {
        thread::sleep(Duration::from_millis(200));
    }
}
