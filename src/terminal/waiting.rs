//! Waiting in a terminal: a countdown that a key skips, between lists that offer something else.

use std::time::{Duration, Instant};

use super::bar::Bar;
use super::keyboard::{Event, Keyboard};
use super::keys::Key;
use super::{Size, Terminal, tty};
use crate::plain::seconds;
use crate::prompt::{Prompt as _, Reply, START, Stop, WAITED, Wait, Waited};
use crate::render::Page;
use crate::render::pieces::wait_over;

/// The key that goes on before the time is over.
const SKIP: char = 's';
/// What rings.
const BELL: &str = "\u{7}";

/// How a countdown was left.
enum Left {
    /// The time is over.
    Over,
    /// The person goes on before that.
    Skipped,
    /// The person wants to do something else; the time goes on.
    Aside,
}

/// The time of a wait, from the first countdown on.
#[derive(Clone, Copy, Debug)]
struct Clock {
    /// How much had passed before, in seconds.
    passed: u32,
    since: Option<Instant>,
}

impl Clock {
    fn start(&mut self) {
        self.since.get_or_insert_with(Instant::now);
    }

    /// How much of the wait has passed.
    fn elapsed(self) -> Duration {
        let since = self.since.map_or(Duration::ZERO, |since| since.elapsed());
        since + Duration::from_secs(self.passed.into())
    }
}

impl Terminal {
    /// Waits with the person.
    pub(super) fn wait_for(
        &mut self,
        wait: &Wait,
        begins: &mut dyn FnMut(),
    ) -> Result<Waited, Stop> {
        let mut wait = wait.clone();
        let mut clock = Clock {
            passed: wait.passed(),
            since: None,
        };
        loop {
            match self.choose(wait.choice())? {
                Reply::Picked(START) => {
                    if clock.since.is_none() {
                        begins();
                    }
                    clock.start();
                }
                Reply::Picked(WAITED) => return Ok(Waited::Over),
                reply => {
                    let passed = seconds(clock.elapsed());
                    return Ok(Waited::Replied { reply, passed });
                }
            }
            match self.count_down(&wait, clock)? {
                Left::Over => {
                    self.term.write_str(BELL)?;
                    let mut page = Page::new();
                    page.text(wait_over(wait.seconds()));
                    self.show(&page)?;
                    return Ok(Waited::Over);
                }
                Left::Skipped => return Ok(Waited::Over),
                Left::Aside => {
                    let mut choice = wait.choice().clone();
                    choice.page = Page::new();
                    choice.page.text("Meanwhile the time goes on.");
                    wait = Wait::new(choice, wait.seconds(), seconds(clock.elapsed()));
                }
            }
        }
    }

    /// Counts down until the time is over or a key leaves it; other keys do nothing.
    fn count_down(&mut self, wait: &Wait, clock: Clock) -> Result<Left, Stop> {
        tty::settle();
        let mut page = Page::new();
        page.text(format!(
            "Press {SKIP} to go on before that, or Esc for something else."
        ));
        self.write(&page, 2)?;
        self.unread = 0;
        let mut keyboard = Keyboard::new(&self.term)?;
        let mut size = self.size();
        let mut bar = Bar::new(&self.term, wait, size)?;
        loop {
            let elapsed = clock.elapsed();
            let passed = seconds(elapsed);
            if passed >= wait.seconds() {
                bar.clear();
                return Ok(Left::Over);
            }
            bar.show(wait, passed);
            let next = Duration::from_secs(u64::from(passed) + 1);
            let until = Instant::now() + next.saturating_sub(elapsed);
            let left = match keyboard.next(until)? {
                Event::Key(Key::Char(key)) if key.to_ascii_lowercase() == SKIP => Ok(Left::Skipped),
                Event::Key(Key::Esc) => Ok(Left::Aside),
                Event::Key(Key::Leave) => Err(Stop::Left),
                Event::Key(_) | Event::Time | Event::Resumed => {
                    bar = self.resized(bar, wait, &mut size)?;
                    continue;
                }
            };
            bar.clear();
            return left;
        }
    }

    /// The bar for the size that the screen has now.
    fn resized(&self, bar: Bar, wait: &Wait, size: &mut Size) -> Result<Bar, Stop> {
        let before = std::mem::replace(size, self.size());
        if before.is_small() == size.is_small() {
            return Ok(bar);
        }
        bar.clear();
        Bar::new(&self.term, wait, *size)
    }
}
