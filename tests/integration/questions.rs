//! How many answers a person gives before the first step or the ending.

use blinkdoc::engine::{Case, Engine, Entry, Move};
use blinkdoc::kb::{Guide, LightId};

use super::common::guides;

/// The answers before the light is told: the device and the light itself.
const BEFORE: usize = 2;
/// The most answers before the first step, whatever they are.
const MOST: usize = 8;
/// What is enough on most lights.
const ENOUGH: usize = 6;

#[test]
fn the_first_step_comes_after_few_answers() {
    let (mut lights, mut enough) = (0, 0);
    for guide in guides() {
        let id = &guide.id;
        let counts: Vec<usize> = guide
            .light_ids()
            .map(|light| most_answers(&guide, light))
            .collect();
        for (light, count) in guide.lights.iter().zip(&counts) {
            println!(
                "{id}: {} answers at the most before the first step of `{}`",
                count, light.id
            );
            assert!(
                *count <= MOST,
                "`{}` of `{id}` asks {count} times before its first step",
                light.id
            );
        }
        lights += counts.len();
        enough += counts.iter().filter(|count| **count <= ENOUGH).count();
    }
    assert!(
        2 * enough > lights,
        "only {enough} of {lights} lights get by with {ENOUGH}"
    );
}

/// The most answers, the device and the light included, over everything that a person can answer.
fn most_answers(guide: &Guide, light: LightId) -> usize {
    fn more(engine: &mut Engine<'_>, guide: &Guide, case: &Case) -> usize {
        let Move::Ask(question) = engine.advise(case).next else {
            return 0;
        };
        let answers = 0..guide[question].answers.len();
        let after = answers
            .map(|answer| more(engine, guide, &case.with(Entry::Answered(question, answer))));
        1 + after.max().unwrap_or_default()
    }
    BEFORE + more(&mut Engine::new(guide), guide, &Case::new(light))
}
