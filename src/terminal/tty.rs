//! The modes of the terminal: remembered at the start, put back at any end, and its type-ahead.

#[cfg(unix)]
pub(crate) use unix::{Modes, discard_type_ahead};

#[cfg(not(unix))]
pub(crate) use elsewhere::{Modes, discard_type_ahead};

#[cfg(unix)]
mod unix {
    use std::io;

    use rustix::termios::{OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr};

    /// The modes of the terminal on the standard input, if there is one.
    #[derive(Clone, Debug)]
    pub(crate) struct Modes(Option<Termios>);

    impl Modes {
        /// The modes as they are now.
        pub(crate) fn now() -> Self {
            Self(tcgetattr(io::stdin()).ok())
        }

        /// Puts them back.
        pub(crate) fn restore(&self) {
            if let Some(modes) = &self.0 {
                // Nobody is left to hear of a terminal that has gone.
                let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
            }
        }
    }

    /// Throws away what was typed and not read yet.
    pub(crate) fn discard_type_ahead() {
        // What cannot be thrown away is answered too early, which `back` puts right.
        let _ = tcflush(io::stdin(), QueueSelector::IFlush);
    }
}

#[cfg(not(unix))]
mod elsewhere {
    /// Nothing: the console puts its modes back by itself.
    #[derive(Clone, Debug)]
    pub(crate) struct Modes;

    impl Modes {
        /// Nothing to remember.
        pub(crate) fn now() -> Self {
            Self
        }

        /// Nothing to put back.
        pub(crate) fn restore(&self) {}
    }

    /// Nothing to throw away.
    pub(crate) fn discard_type_ahead() {}
}
