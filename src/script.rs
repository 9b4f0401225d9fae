//! The scripted prompt: replies from a list, and the screens that they were given to.

use std::collections::VecDeque;
use std::mem;

use anyhow::anyhow;

use crate::plain::{append_rows, passed_at_once};
use crate::prompt::{Choice, Meaning, Prompt, Reply, START, Stop, Tapped, WAITED, Wait, Waited};
use crate::render::Page;

/// How wide screens are set.
const COLUMNS: usize = 80;

/// A prompt that replies from a list; after the last reply the input has ended.
#[derive(Debug, Default)]
pub struct Script {
    inputs: VecDeque<String>,
    screens: Vec<String>,
    unread: Page,
    /// Whether waits take a reply too.
    is_waiting: bool,
}

impl Script {
    /// A script of replies: ids of rows, words such as `back` and `quit`, words of consent, own words,
    /// and timelines. Waits pass at once.
    #[must_use]
    pub fn new(inputs: &[&str]) -> Self {
        Self {
            inputs: inputs.iter().map(|input| (*input).to_owned()).collect(),
            ..Self::default()
        }
    }

    /// The same with a reply for each wait too.
    #[must_use]
    pub fn waiting(mut self) -> Self {
        self.is_waiting = true;
        self
    }

    /// What was shown before each reply, rows included.
    #[must_use]
    pub fn screens(&self) -> &[String] {
        &self.screens
    }

    fn next(&mut self, screen: Page) -> Result<String, Stop> {
        let mut page = mem::take(&mut self.unread);
        page.append(screen);
        self.screens.push(page.to_text(COLUMNS, false));
        self.inputs.pop_front().ok_or(Stop::EndOfInput)
    }
}

impl Prompt for Script {
    fn show(&mut self, page: &Page) -> Result<(), Stop> {
        self.unread.append(page.clone());
        self.unread.gap();
        Ok(())
    }

    fn choose(&mut self, choice: &Choice) -> Result<Reply, Stop> {
        let mut screen = choice.page.clone();
        append_rows(&mut screen, choice);
        let input = self.next(screen)?;
        reply(&input, choice.meaning(&input))
    }

    fn line(&mut self, choice: &Choice) -> Result<Reply, Stop> {
        let input = self.next(choice.page.clone())?;
        reply(&input, choice.line_meaning(&input))
    }

    fn taps(&mut self, choice: &Choice) -> Result<Tapped, Stop> {
        let input = self.next(choice.page.clone())?;
        match choice.command(&input) {
            Some(meaning) => reply(&input, meaning).map(Tapped::Replied),
            None => Ok(Tapped::Timeline(input)),
        }
    }

    fn wait(&mut self, wait: &Wait, begins: &mut dyn FnMut()) -> Result<Waited, Stop> {
        if !self.is_waiting {
            self.show(&passed_at_once(wait))?;
            return Ok(Waited::Alone);
        }
        match self.choose(wait.choice())? {
            Reply::Picked(START) => {
                begins();
                Ok(Waited::Over)
            }
            Reply::Picked(WAITED) => Ok(Waited::Over),
            reply => Ok(Waited::Replied {
                reply,
                passed: wait.passed(),
            }),
        }
    }
}

/// The reply that an input means.
fn reply(input: &str, meaning: Meaning) -> Result<Reply, Stop> {
    match meaning {
        Meaning::Reply(reply) => Ok(reply),
        Meaning::Leave => Err(Stop::Left),
        Meaning::Help | Meaning::Unknown => {
            Err(Stop::Failed(anyhow!("no reply `{input}` on this screen")))
        }
    }
}
