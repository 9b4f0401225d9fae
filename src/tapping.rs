//! Tapping: a person's presses, or a timeline, to the rhythm of a light.

use crate::light::{Beat, Timeline, TimelineError, Verdict};
use crate::prompt::{Choice, Prompt, Reply, Stop, Tapped};
use crate::render::Page;

/// What a person who was asked to tap does.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// They tap this rhythm.
    Beat(Beat),
    /// They do something else.
    Reply(Reply),
}

/// Lets a person tap until there is a rhythm, or they do something else. The choice says what is open to
/// them.
///
/// # Errors
///
/// When the dialog stops here.
pub fn rhythm(prompt: &mut dyn Prompt, choice: Choice) -> Result<Heard, Stop> {
    let mut choice = Choice {
        page: first(),
        ..choice
    };
    loop {
        let verdict = match prompt.taps(&choice)? {
            Tapped::Replied(reply) => return Ok(Heard::Reply(reply)),
            Tapped::Presses(taps) => Ok(taps.verdict()),
            Tapped::Timeline(text) => Timeline::parse(&text).map(|timeline| timeline.verdict()),
        };
        match verdict {
            Ok(Verdict::Clear(beat)) => return Ok(Heard::Beat(beat)),
            unclear => choice.page = again(&unclear),
        }
    }
}

fn first() -> Page {
    let mut page = Page::new();
    page.heading("Tap the rhythm of the light");
    page
}

/// Why nothing was made of what was tapped, before it is tapped again.
fn again(unclear: &Result<Verdict, TimelineError>) -> Page {
    let mut page = Page::new();
    page.text(match unclear {
        Ok(verdict) => format!("That was {}.", what_is_wrong(verdict)),
        Err(error) => format!("{error}: {}.", error.help()),
    });
    page.heading("Let us start over");
    page
}

/// Why no rhythm was made out, as the end of a sentence.
#[must_use]
pub fn what_is_wrong(verdict: &Verdict) -> String {
    match verdict {
        Verdict::TooFew { more } => {
            let flashes = if *more == 1 { "flash" } else { "flashes" };
            format!("too short: it takes {more} more {flashes}, at least")
        }
        Verdict::Uneven | Verdict::Clear(_) => "too uneven to make out a rhythm".to_owned(),
    }
}
