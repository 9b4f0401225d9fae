//! The scripted prompt: replies from a list, and the screens that they were given to.

use std::collections::VecDeque;
use std::mem;

use anyhow::anyhow;

use crate::plain::append_rows;
use crate::prompt::{BACK, Choice, LEAVE, Prompt, RESTART, Reply, Stop, Tapped, WHY};
use crate::render::Page;

/// How wide screens are set.
const COLUMNS: usize = 80;

/// A prompt that replies from a list; after the last reply the input has ended.
#[derive(Debug, Default)]
pub struct Script {
    inputs: VecDeque<String>,
    screens: Vec<String>,
    unread: Page,
}

impl Script {
    /// A script of replies: ids of rows, the words `back`, `why`, `restart` and `quit`, words of
    /// consent, own words, and timelines.
    #[must_use]
    pub fn new(inputs: &[&str]) -> Self {
        Self {
            inputs: inputs.iter().map(|input| (*input).to_owned()).collect(),
            ..Self::default()
        }
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
        if let Some(row) = choice.row(&input) {
            return Ok(Reply::Picked(row));
        }
        match input.as_str() {
            BACK if choice.has_back => Ok(Reply::Back),
            WHY if choice.why.is_some() => Ok(Reply::Why),
            RESTART => Ok(Reply::Restart),
            LEAVE => Err(Stop::Left),
            _ if choice.is_said(&input) => Ok(Reply::Said(input)),
            _ => Err(Stop::Failed(anyhow!("no reply `{input}` on this screen"))),
        }
    }

    fn line(&mut self, page: &Page) -> Result<String, Stop> {
        self.next(page.clone())
    }

    fn taps(&mut self, page: &Page) -> Result<Tapped, Stop> {
        let input = self.next(page.clone())?;
        match input.as_str() {
            BACK => Ok(Tapped::Nothing),
            LEAVE => Err(Stop::Left),
            _ => Ok(Tapped::Timeline(input)),
        }
    }
}
