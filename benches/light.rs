//! How long it takes to read what a person types about a light.

use blinkdoc::light;
use divan::Bencher;

/// Phrases that people wrote, with the place where each was found.
const PHRASINGS: &str = include_str!("../tests/fixtures/phrasings.tsv");

fn main() {
    divan::main();
}

fn phrases() -> Vec<&'static str> {
    PHRASINGS
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').next())
        .collect()
}

#[divan::bench]
fn read_the_longest_phrase(bencher: Bencher<'_, '_>) {
    let longest = phrases()
        .into_iter()
        .max_by_key(|phrase| phrase.len())
        .unwrap_or_default();
    bencher.bench(|| light::read(divan::black_box(longest)));
}

#[divan::bench]
fn read_a_short_phrase(bencher: Bencher<'_, '_>) {
    bencher.bench(|| light::read(divan::black_box("flashing red slowly")));
}

/// Groups of three flashes, as many presses as a person is ever asked for.
#[divan::bench]
fn hear_many_presses(bencher: Bencher<'_, '_>) {
    let taps: light::Taps = (0..48)
        .map(|press| press / 3 * 2_000 + press % 3 * 300)
        .collect();
    bencher.bench(|| divan::black_box(&taps).progress());
}
