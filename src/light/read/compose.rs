//! Makes looks of what was described: every choice once, the likeliest first.

use super::draft::{Choice, Draft};
use crate::light::colour::Colour;
use crate::light::looks::{Led, Looks, Show};
use crate::light::rhythm::Rhythm;

/// More readings than this help nobody.
const MOST_READINGS: usize = 12;
/// More LEDs, or more moments of a sequence, than this no person describes.
const MOST_PARTS: usize = 8;

/// The looks that the moments of a description may mean.
pub(super) fn compose(moments: &[Vec<Draft>]) -> Vec<Looks> {
    let moments: Vec<Vec<Vec<Led>>> = moments
        .iter()
        .map(|drafts| leds(drafts))
        .filter(|readings| !readings.is_empty())
        .collect();
    if moments.len() > MOST_PARTS {
        return Vec::new();
    }
    let mut readings = Vec::new();
    for moments in every_choice(&moments) {
        let looks = in_sequence(moments);
        if looks.leds.len() <= MOST_PARTS && !readings.contains(&looks) {
            readings.extend((!looks.leds.is_empty()).then_some(looks));
        }
    }
    readings
}

/// Every way to read the lights of one moment.
fn leds(drafts: &[Draft]) -> Vec<Vec<Led>> {
    let drafts: Vec<Vec<Vec<Led>>> = drafts
        .iter()
        .map(|draft| {
            draft
                .choices
                .iter()
                .flat_map(choice_leds)
                .collect::<Vec<_>>()
        })
        .filter(|readings| !readings.is_empty())
        .collect();
    if drafts.is_empty() || drafts.len() > MOST_PARTS {
        return Vec::new();
    }
    every_choice(&drafts)
        .into_iter()
        .map(|leds| leds.concat())
        .collect()
}

/// Every way to read one choice: usually one, more if a hue can be called by two names.
fn choice_leds(choice: &Choice) -> Vec<Vec<Led>> {
    let hues: Vec<Vec<Colour>> = choice.hues.iter().map(|hue| hue.to_vec()).collect();
    every_choice(&hues)
        .into_iter()
        .map(|colours| lit(choice, &each_once(colours)))
        .filter(|leds| !leds.is_empty())
        .collect()
}

/// Pale blue and blue may be the same.
fn each_once(mut colours: Vec<Colour>) -> Vec<Colour> {
    let mut seen = Vec::with_capacity(colours.len());
    colours.retain(|colour| {
        let is_new = !seen.contains(colour);
        seen.push(*colour);
        is_new
    });
    colours
}

/// One LED, or one for each colour if they are lit at once; none if nothing was said of a light.
fn lit(choice: &Choice, colours: &[Colour]) -> Vec<Led> {
    let led = |colours: Vec<Colour>| Led {
        name: choice.name.map(str::to_owned),
        before: Vec::new(),
        show: Show {
            rhythm: choice.cues.rhythm(choice.hues.len().min(colours.len())),
            colours,
            for_ms: choice.cues.lasting,
        },
    };
    if colours.len() > 1 && choice.cues.is_at_once() {
        return colours.iter().map(|colour| led(vec![*colour])).collect();
    }
    let led = led(if colours.is_empty() {
        vec![Colour::Any]
    } else {
        colours.to_vec()
    });
    let says_nothing = colours.is_empty() && (led.show.rhythm == Rhythm::Any || choice.is_idle());
    if says_nothing { Vec::new() } else { vec![led] }
}

/// The LEDs of the last moment; the first of them showed what came before.
fn in_sequence(mut moments: Vec<Vec<Led>>) -> Looks {
    let mut leds = moments.pop().unwrap_or_default();
    let before = moments
        .into_iter()
        .filter_map(|leds| leds.into_iter().next());
    if let Some(first) = leds.first_mut() {
        for led in before {
            first.name = first.name.take().or(led.name);
            first.before.push(led.show);
        }
    }
    Looks { leds }
}

/// One item of each list, in every way there is, up to a limit.
fn every_choice<T: Clone>(lists: &[Vec<T>]) -> Vec<Vec<T>> {
    lists.iter().fold(vec![Vec::new()], |choices, list| {
        let longer = |item: &T| {
            let item = item.clone();
            choices.iter().map(move |choice| {
                let mut choice = choice.clone();
                choice.push(item.clone());
                choice
            })
        };
        list.iter().flat_map(longer).take(MOST_READINGS).collect()
    })
}
