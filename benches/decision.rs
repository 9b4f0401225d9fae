//! How long a decision takes: the first of a case, which fills a table, and a later one, which looks up.

#![allow(
    clippy::expect_used,
    reason = "a measurement stops at the first mistake and prints its result"
)]

use blinkdoc::engine::{Case, Engine, Entry, Move};
use blinkdoc::kb::{Guide, LightId, NOT_SURE};
use blinkdoc::library::Library;
use divan::Bencher;

fn main() {
    divan::main();
}

/// The largest light: the one with most steps and questions.
fn largest(guide: &Guide) -> LightId {
    let size = |light: &LightId| guide[*light].steps.len() + guide[*light].questions.len();
    guide
        .light_ids()
        .max_by_key(size)
        .expect("a guide has lights")
}

/// A case whose safety questions are answered, so that the next decision has a price.
fn case(guide: &Guide, light: LightId) -> Case {
    let mut case = Case::new(light);
    while let Move::Ask(question) = Engine::new(guide).advise(&case).next
        && guide[question].kind == blinkdoc::kb::QuestionKind::Safety
    {
        let answer = guide[question]
            .answer("no")
            .or_else(|| guide[question].answer(NOT_SURE));
        case.history.push(Entry::Answered(
            question,
            answer.expect("every question has \"not sure\""),
        ));
    }
    case
}

#[divan::bench]
fn first_decision_on_the_largest_light(bencher: Bencher<'_, '_>) {
    let guide = Library::default()
        .find("kasa")
        .expect("the guide is whole")
        .expect("the guide is there")
        .into_owned();
    let case = case(&guide, largest(&guide));
    bencher.bench(|| Engine::new(&guide).advise(divan::black_box(&case)));
}

#[divan::bench]
fn later_decision_on_the_largest_light(bencher: Bencher<'_, '_>) {
    let guide = Library::default()
        .find("kasa")
        .expect("the guide is whole")
        .expect("the guide is there")
        .into_owned();
    let mut case = case(&guide, largest(&guide));
    let mut engine = Engine::new(&guide);
    // Past the questions the table is whole, and serves.
    while let Move::Ask(question) = engine.advise(&case).next {
        case.history
            .push(Entry::Answered(question, guide[question].not_sure()));
    }
    bencher.bench_local(|| engine.advise(divan::black_box(&case)));
}

#[divan::bench]
fn unpack_a_guide() -> bool {
    Library::default()
        .find(divan::black_box("kasa"))
        .is_ok_and(|guide| guide.is_some())
}
