//! Lights for people and for programs: what looks are made of, and what words for a light mean.

use serde_json::{Value, json};

use super::Page;
use super::pieces::state;
use crate::description::{Description, Fitting};
use crate::finding::list;
use crate::kb::{Guide, Light};
use crate::light::{Looks, Span};

/// Looks for programs: each LED with its colours and rhythm, the short id and the canonical text.
#[must_use]
pub fn looks(looks: &Looks) -> Value {
    let led = |led: &crate::light::Led| {
        json!({
            "colours": led.colours().into_iter().map(crate::light::Colour::word).collect::<Vec<_>>(),
            "rhythm": led.rhythm_word(),
            "name": led.name,
            "count": led.show.rhythm.count().map(number),
            "period_ms": led.show.rhythm.period_ms().map(range),
            "for_ms": led.show.for_ms.map(range),
        })
    };
    json!({
        "leds": looks.leds.iter().map(led).collect::<Vec<_>>(),
        "id": looks.id(),
        "looks": looks.to_string(),
    })
}

/// A number, or a range as `[low, high]`.
fn number(span: Span) -> Value {
    if span.low == span.high {
        span.low.into()
    } else {
        range(span)
    }
}

fn range(span: Span) -> Value {
    json!([span.low, span.high])
}

/// What words for a light mean, and which lights that is.
#[derive(Clone, Copy, Debug)]
pub struct Meaning<'a> {
    /// The words.
    pub described: &'a Description,
    /// The device that they are about, if one is named.
    pub device: Option<&'a Guide>,
    /// The lights that fit: of this device, or of all.
    pub lights: &'a [Fitting<'a>],
    /// The lights of other devices that fit, where this device has none.
    pub elsewhere: &'a [Fitting<'a>],
    /// The lights that come near, where none fits.
    pub nearest: &'a [Fitting<'a>],
}

impl Meaning<'_> {
    /// For programs: `blinkdoc.whatis/1`.
    #[must_use]
    pub fn json(&self) -> Value {
        let reading = &self.described.reading;
        json!({
            "schema": "blinkdoc.whatis/1",
            "words": self.described.words,
            "device": self.device.map(|guide| &guide.id),
            "understood": reading.alternatives.iter().map(looks).collect::<Vec<_>>(),
            "unknown_words": reading.unknown_words,
            "lights": self.lights.iter().map(fitting).collect::<Vec<_>>(),
            "elsewhere": self.elsewhere.iter().map(fitting).collect::<Vec<_>>(),
            "nearest": self.nearest.iter().map(fitting).collect::<Vec<_>>(),
        })
    }

    /// For people.
    #[must_use]
    pub fn page(&self) -> Page {
        let mut page = Page::new();
        match self.described.reading.alternatives.as_slice() {
            [] => {}
            [one] => page.text(format!("Understood: {one}")),
            several => {
                page.text("This can mean:");
                for one in several {
                    page.item("-", one.to_string());
                }
            }
        }
        not_understood(&mut page, &self.described.reading.unknown_words);
        match self.device {
            _ if !self.lights.is_empty() => {}
            Some(guide) => its_lights(&mut page, guide),
            None => {
                page.gap();
                page.text("No device that I know has such a light.");
            }
        }
        for lights in [self.lights, self.elsewhere, self.nearest] {
            for of_guide in lights.chunk_by(is_of_one_guide) {
                section(&mut page, of_guide);
            }
        }
        page
    }
}

fn fitting(fitting: &Fitting<'_>) -> Value {
    let light = fitting.light;
    json!({
        "guide": fitting.guide.id,
        "light": light.id,
        "match": fitting.found,
        "score": fitting.score,
        "looks": light.text,
        "state": light.state,
        "means": light.means,
    })
}

fn is_of_one_guide(one: &Fitting<'_>, other: &Fitting<'_>) -> bool {
    one.guide.id == other.guide.id
}

/// The lights of one guide that fit.
fn section(page: &mut Page, lights: &[Fitting<'_>]) {
    if let Some(Fitting { guide, found, .. }) = lights.first() {
        page.heading(match *found {
            "exact" => guide.name.clone(),
            "close" => format!("{}, nearly", guide.name),
            "ambiguous" => format!("{}, one of these", guide.name),
            _ => format!("{}, near it but another light", guide.name),
        });
    }
    for Fitting { guide, light, .. } in lights {
        page.item("-", line(light));
        page.command(format!("blinkdoc diagnose -d {} -p {}", guide.id, light.id));
    }
}

/// Adds the words that were not understood, if there are such.
pub(super) fn not_understood(page: &mut Page, words: &[String]) {
    if !words.is_empty() {
        let words = list(words.iter().map(String::as_str));
        page.text(format!("Not understood: {words}"));
    }
}

/// What a device has, where the light that was described is none of its own.
fn its_lights(page: &mut Page, guide: &Guide) {
    page.heading(format!("{}: no such light. It has:", guide.name));
    for light in &guide.lights {
        page.item("-", format!("{} ({})", light.text, state(light.state)));
    }
}

fn line(light: &Light) -> String {
    format!("{} ({}): {}", light.text, state(light.state), light.means)
}
