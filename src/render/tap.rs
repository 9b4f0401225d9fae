//! A rhythm that was tapped, for people and for programs: what it is, and the lights that have it.

use std::path::Path;

use serde_json::{Value, json};

use super::Page;
use super::lights::{draw, fitting, looks, sections, thousandths};
use super::pieces::percent;
use super::rhythm::rhythm;
use crate::description::Fitting;
use crate::kb::Guide;
use crate::light::{Beat, Glyphs, Pace, Rhythm};

/// A rhythm, with the lights that have it.
#[derive(Clone, Copy, Debug)]
pub struct Tapped<'a> {
    /// The rhythm.
    pub beat: &'a Beat,
    /// The device whose lights were looked at, if it was one.
    pub device: Option<&'a Guide>,
    /// The lights that have it, in any colour.
    pub lights: &'a [Fitting<'a>],
    /// Where more guides are, for the commands that go on.
    pub kb: Option<&'a Path>,
}

impl Tapped<'_> {
    /// For programs: `blinkdoc.tap/1`.
    #[must_use]
    pub fn json(&self) -> Value {
        let beat = self.beat;
        json!({
            "schema": "blinkdoc.tap/1",
            "device": self.device.map(|guide| &guide.id),
            "understood": looks(&beat.looks()),
            "period_ms": beat.period_ms,
            "spacing_ms": beat.spacing_ms,
            "rate": rate(beat),
            "evenness": thousandths(beat.evenness),
            "sureness": thousandths(beat.sureness),
            "doubled": beat.doubled,
            "missed": beat.missed,
            "lights": self.lights.iter().map(fitting).collect::<Vec<_>>(),
        })
    }

    /// For people.
    #[must_use]
    pub fn page(&self, glyphs: Glyphs) -> Page {
        let beat = self.beat;
        let mut page = Page::new();
        page.text(format!("That is {}.", rhythm(beat)));
        draw(&mut page, &beat.looks(), glyphs);
        if beat.period_ms.is_some() {
            page.text(quality(beat));
        }
        if self.lights.is_empty() {
            page.gap();
            page.text(match self.device {
                Some(guide) => format!("The {} has no light like that.", guide.name),
                None => "No device that I know has a light like that.".to_owned(),
            });
        }
        sections(&mut page, self.lights, self.kb);
        page
    }
}

/// How even it was, how sure it is, and what was put right.
fn quality(beat: &Beat) -> String {
    let mut parts: Vec<String> = rate(beat)
        .map(|rate| format!("rate: {rate}"))
        .into_iter()
        .collect();
    parts.push(format!("even: {}", percent(beat.evenness)));
    parts.push(format!("sure: {}", percent(beat.sureness)));
    if beat.doubled > 0 {
        parts.push(format!("pressed twice: {}", beat.doubled));
    }
    if beat.missed > 0 {
        parts.push(format!("missed: {}", beat.missed));
    }
    parts.join(" · ")
}

/// What people call the rate of a blink.
fn rate(beat: &Beat) -> Option<&'static str> {
    match beat.rhythm {
        Rhythm::Blink(rate) => rate.pace().map(|pace| match pace {
            Pace::Slow => "slow",
            Pace::Fast => "fast",
        }),
        _ => None,
    }
}
