//! Guides with one word moved by a notch, and what the advice for the guide as written then costs.

use std::ops::Range;

use blinkdoc::catalogue::LAMP;
use blinkdoc::kb::load::Text;
use blinkdoc::kb::notch::{Varied, varied};
use blinkdoc::kb::{self, Guide};
use blinkdoc::score::{self, sensitivity};
use blinkdoc::{built_in, finding};

/// The lamp of the catalogue, and a built-in guide.
fn texts() -> Vec<Text> {
    let lamp = Text {
        file: "hall-lamp.yaml".to_owned(),
        text: LAMP.to_owned(),
    };
    let doorbell = |text: &Text| text.file.ends_with("blink-doorbell.yaml");
    let mut texts = vec![lamp];
    texts.extend(built_in::texts().into_iter().filter(doorbell));
    assert_eq!(texts.len(), 2);
    texts
}

fn read(text: &Text) -> Guide {
    let text = Text {
        file: text.file.clone(),
        text: text.text.clone(),
    };
    let mut guides = kb::inspect(&[text], &built_in::elsewhere(), Vec::new());
    assert!(!finding::has_errors(&guides.findings));
    guides.guides.remove(0)
}

/// Where a word of a text stands, in bytes.
fn stretch(text: &str, place: &finding::Place) -> Range<usize> {
    let before = text.split_inclusive('\n').take(place.line - 1);
    let line: usize = before.map(str::len).sum();
    let columns = |count: usize| -> usize {
        let characters = text[line..].chars().take(count);
        characters.map(char::len_utf8).sum()
    };
    line + columns(place.column - 1)..line + columns(place.column - 1 + place.width)
}

#[test]
fn a_moved_word_means_what_the_edited_text_means() {
    for text in texts() {
        let as_written = read(&text);
        let mut edited = 0;
        for Varied {
            place,
            about,
            from,
            to,
            guide,
        } in varied(&text, &[], &built_in::elsewhere())
        {
            let stretch = stretch(&text.text, &place);
            assert_ne!(guide, as_written, "{place}: {about}");
            if text.text[stretch.clone()] != *from {
                assert!(about.starts_with("share of"), "{place}: {about}");
                continue;
            }
            let mut text = Text {
                file: text.file.clone(),
                text: text.text.clone(),
            };
            text.text.replace_range(stretch, to);
            assert_eq!(read(&text), guide, "{place}: {about}");
            edited += 1;
        }
        assert!(edited > 10, "{edited}");
    }
}

#[test]
fn every_word_that_changes_the_minutes_of_a_light_is_tried() {
    for text in texts() {
        let guide = read(&text);
        let safety = guide.safety_questions().map(|id| guide[id].minutes);
        let safety: f64 = safety.sum();
        let varied = varied(&text, &[], &built_in::elsewhere());
        let lights = sensitivity::of(&guide, &varied);
        assert!(!lights.is_empty());
        for held in lights {
            for (at, Varied { guide, about, .. }) in varied.iter().enumerate() {
                let score = score::of_light(guide, held.light);
                let minutes = score.expect("a light").blinkdoc.minutes - safety;
                let trial = held.trials.iter().find(|trial| trial.varied == at);
                let found = trial.map_or(held.minutes, |trial| trial.minutes);
                assert!(
                    (minutes - found).abs() < 1e-9,
                    "{about}: {minutes}, {found}"
                );
            }
        }
    }
}

#[test]
fn advice_that_does_not_know_of_a_moved_word_is_never_better() {
    let (mut flips, mut harmless) = (0, 0);
    for text in texts() {
        let guide = read(&text);
        let varied = varied(&text, &[], &built_in::elsewhere());
        for held in sensitivity::of(&guide, &varied) {
            let (least, most) = held.range();
            for trial in &held.trials {
                assert!(trial.lost >= 0.0 && trial.lost <= held.most_lost());
                assert!((least..=most).contains(&trial.minutes));
                flips += usize::from(held.is_flip(trial));
                harmless += usize::from(trial.lost < 1e-9);
            }
            let named = held.telling();
            let all_flips = held.trials.iter().filter(|trial| held.is_flip(trial));
            assert!(all_flips.into_iter().all(|flip| named.contains(flip)));
        }
    }
    assert!(
        flips > 0 && harmless > 0,
        "{flips} flips, {harmless} harmless"
    );
}
