//! `tap`: the rhythm of a light, tapped or given as a timeline, and the lights that have it.

use std::borrow::Cow;

use super::{Session, stopped};
use crate::cli::Tap;
use crate::description::tapped;
use crate::failure::{Failure, Status};
use crate::kb::Guide;
use crate::light::{Beat, Timeline, Verdict};
use crate::output;
use crate::prompt::{Choice, Prompt, Reply};
use crate::render::Page;
use crate::render::tap::Tapped;
use crate::tapping::{self, Heard, what_is_wrong};

/// The shortest time from flash to flash that anyone sees as flashes, in milliseconds.
const QUICKEST: u32 = 20;

/// Hears a rhythm, and says what it is.
pub(super) fn run(session: &Session<'_>, arguments: &Tap) -> Result<Status, Failure> {
    let device = session.device(arguments.device.as_ref())?;
    if let Some(timeline) = &arguments.timeline {
        return answer(session, device.as_deref(), &read(timeline)?);
    }
    let choice = Choice {
        has_told: false,
        ..Choice::new(Page::new(), Vec::new())
    };
    let tap = |prompt: &mut dyn Prompt| loop {
        match tapping::rhythm(prompt, choice.clone()) {
            Ok(Heard::Reply(Reply::Restart)) => {}
            heard => return heard,
        }
    };
    match session.ask(missing, tap)? {
        Ok(Heard::Beat(beat)) => answer(session, device.as_deref(), &beat),
        Ok(Heard::Reply(_)) => Ok(Status::Success),
        Err(stop) => stopped(stop, missing),
    }
}

/// Says what the rhythm is, and which lights of the device, or of all, have it.
fn answer(session: &Session<'_>, device: Option<&Guide>, beat: &Beat) -> Result<Status, Failure> {
    let guides = match device {
        Some(device) => vec![Cow::Borrowed(device)],
        None => session.guides()?,
    };
    let lights = tapped(&beat.looks(), guides.iter().map(Cow::as_ref));
    let tapped = Tapped {
        beat,
        device,
        lights: &lights,
        kb: session.kb.as_deref(),
    };
    session.answer(|| tapped.page(output::glyphs()), || tapped.json())?;
    Ok(Status::Success)
}

fn read(timeline: &str) -> Result<Beat, Failure> {
    let verdict = match Timeline::parse(timeline) {
        Ok(timeline) => timeline.verdict(),
        Err(error) => {
            return Err(Failure::usage("wrong-timeline", error.to_string()).help(error.help()));
        }
    };
    match verdict {
        Verdict::Clear(beat) if beat.period_ms.is_some_and(|ms| ms < QUICKEST) => {
            let message = "no eye sees flashes that quick: the times are in milliseconds";
            Err(Failure::usage("wrong-timeline", message)
                .help("write seconds like `on 2 s off 2 s`"))
        }
        Verdict::Clear(beat) => Ok(beat),
        unclear => Err(Failure::usage(
            "unclear-rhythm",
            format!("the timeline is {}", what_is_wrong(&unclear)),
        )
        .help("give a longer timeline, or a more even one")),
    }
}

fn missing() -> Failure {
    let failure = Failure::usage(
        "input-needed",
        "`--timeline` is missing: what does the light do?",
    );
    failure
        .help("write it like `--timeline \"on 200 off 200 on 200 off 1400\"`, or tap in a terminal")
}
