//! Lights for people and for programs: what looks are made of, and what words for a light mean.

use std::path::Path;

use serde_json::{Value, json};

use super::Page;
use super::picture::picture;
use super::pieces::state;
use crate::description::{Description, Fitting};
use crate::engine::Case;
use crate::finding::list;
use crate::kb::{Guide, Light, LightId};
use crate::light::{Colour, Glyphs, Led, Looks, Span};
use crate::request;

/// How many cells a picture has: about four seconds.
const CELLS: usize = 20;
/// How many of the words that were not understood are shown.
const MOST_WORDS: usize = 8;

/// Looks for programs: each LED, the short id and the canonical text.
#[must_use]
pub fn looks(looks: &Looks) -> Value {
    json!({"leds": leds(looks), "id": looks.id(), "looks": looks.to_string()})
}

/// Each LED for programs, with its colours and rhythm.
fn leds(looks: &Looks) -> Vec<Value> {
    let led = |led: &Led| {
        json!({
            "colours": led.colours().into_iter().map(Colour::word).collect::<Vec<_>>(),
            "rhythm": led.rhythm_word(),
            "name": led.name,
            "count": led.show.rhythm.count().map(number),
            "period_ms": led.show.rhythm.period_ms().map(range),
            "for_ms": led.show.for_ms.map(range),
        })
    };
    looks.leds.iter().map(led).collect()
}

/// Adds what each LED shows, as a picture with words beside it.
pub(super) fn draw(page: &mut Page, looks: &Looks, glyphs: Glyphs) {
    for (led, cells) in looks.leds.iter().zip(looks.strips(CELLS)) {
        page.picture(cells, glyphs, led.to_string());
    }
}

/// `blinkdoc.lights/1`: the devices that there are guides for.
#[must_use]
pub fn devices_json<'g>(guides: impl IntoIterator<Item = &'g Guide>) -> Value {
    let device = |guide: &Guide| {
        let lights: Vec<&str> = guide.lights.iter().map(|light| light.id.as_str()).collect();
        json!({"id": guide.id, "name": guide.name, "also": guide.also, "lights": lights})
    };
    let devices: Vec<Value> = guides.into_iter().map(device).collect();
    json!({"schema": "blinkdoc.lights/1", "guides": devices})
}

/// The devices that there are guides for, for people; `kb` is where more guides are.
#[must_use]
pub fn devices_page<'g>(guides: impl IntoIterator<Item = &'g Guide>, kb: Option<&Path>) -> Page {
    let mut page = Page::new();
    for guide in guides {
        let lights = guide.lights.len();
        page.title(guide.name.clone());
        page.text(format!("{lights} lights; show them with:"));
        page.command(request::lights_command(guide, kb));
    }
    page
}

/// `blinkdoc.lights/1`: the lights of one device, each with a picture for every LED.
#[must_use]
pub fn lights_json(guide: &Guide) -> Value {
    let light = |light: &Light| {
        let strips = light.looks.strips(CELLS);
        let pictures: Vec<String> = strips
            .iter()
            .map(|cells| picture(cells, Glyphs::Blocks, false))
            .collect();
        json!({
            "id": light.id, "looks": light.text, "leds": leds(&light.looks), "state": light.state,
            "means": light.means, "picture": pictures, "cite": light.cite,
        })
    };
    json!({
        "schema": "blinkdoc.lights/1",
        "guide": {"id": guide.id, "name": guide.name},
        "lights": guide.lights.iter().map(light).collect::<Vec<_>>(),
    })
}

/// The lights of one device, each with its picture, for people; `kb` is where more guides are.
#[must_use]
pub fn lights_page(guide: &Guide, glyphs: Glyphs, kb: Option<&Path>) -> Page {
    let mut page = Page::new();
    page.title(guide.name.clone());
    page.text("Each strip shows a few seconds, from left to right.");
    for light in &guide.lights {
        page.gap();
        draw(&mut page, &light.looks, glyphs);
        page.text(format!(
            "{} ({}): {}",
            light.id,
            state(light.state),
            light.means
        ));
    }
    if let Some(first) = guide.light_ids().next() {
        page.heading("What to do about one of them");
        page.command(command(guide, first, kb));
    }
    page
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
    /// Where more guides are, for the commands that go on.
    pub kb: Option<&'a Path>,
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
    pub fn page(&self, glyphs: Glyphs) -> Page {
        let mut page = Page::new();
        let readings = &self.described.reading.alternatives;
        page.text(match readings.len() {
            1 => "Understood:",
            _ => "This can mean one of these:",
        });
        for reading in readings {
            draw(&mut page, reading, glyphs);
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
            sections(&mut page, lights, self.kb);
        }
        page
    }
}

/// A light that fits, for programs.
pub(super) fn fitting(fitting: &Fitting<'_>) -> Value {
    let light = fitting.light();
    json!({
        "guide": fitting.guide.id,
        "light": light.id,
        "match": fitting.found,
        "score": thousandths(fitting.score),
        "looks": light.text,
        "state": light.state,
        "means": light.means,
    })
}

/// A share with as many digits as it is worth.
pub(super) fn thousandths(share: f64) -> f64 {
    (share * 1_000.0).round() / 1_000.0
}

fn is_of_one_guide(one: &Fitting<'_>, other: &Fitting<'_>) -> bool {
    one.guide.id == other.guide.id
}

/// Adds lights that fit, guide by guide.
pub(super) fn sections(page: &mut Page, lights: &[Fitting<'_>], kb: Option<&Path>) {
    for of_guide in lights.chunk_by(is_of_one_guide) {
        section(page, of_guide, kb);
    }
}

/// The lights of one guide that fit.
fn section(page: &mut Page, lights: &[Fitting<'_>], kb: Option<&Path>) {
    if let Some(Fitting { guide, found, .. }) = lights.first() {
        page.heading(match *found {
            "exact" => guide.name.clone(),
            "close" => format!("{}, nearly", guide.name),
            "ambiguous" => format!("{}, one of these", guide.name),
            _ => format!("{}: another light that comes near", guide.name),
        });
    }
    for fitting in lights {
        page.item("-", line(fitting.light()));
        page.command(command(fitting.guide, fitting.light, kb));
    }
}

/// What must be done first where something smokes, smells or is damaged.
pub const POWER_OFF: &str = "does it smoke, smell of burning, or is it damaged? Switch off the power of its outlet first, or pull the plug if you can reach it safely, even if an update may be running";

/// What must be done first, if words tell of danger.
#[must_use]
pub fn danger(words: &[String]) -> Option<Page> {
    let shown = words.iter().map(String::as_str).take(MOST_WORDS);
    let mut page = Page::new();
    page.alarm("POWER OFF FIRST");
    page.text(format!("You mention {}: {POWER_OFF}.", list(shown)));
    Some(page).filter(|_| !words.is_empty())
}

/// Adds the words that were not understood, if there are such: each once, and not too many.
pub fn not_understood(page: &mut Page, words: &[String]) {
    let mut shown: Vec<&str> = Vec::new();
    for word in words {
        if shown.len() < MOST_WORDS && !shown.contains(&word.as_str()) {
            shown.push(word);
        }
    }
    if !shown.is_empty() {
        let more = if words.iter().all(|word| shown.contains(&word.as_str())) {
            ""
        } else {
            ", and more"
        };
        page.text(format!("Not understood: {}{more}", list(shown)));
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

/// The command that says what to do about a light.
fn command(guide: &Guide, light: LightId, kb: Option<&Path>) -> String {
    request::command(guide, Some(&Case::new(light)), kb)
}
