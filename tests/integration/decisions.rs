//! Decisions are the same everywhere, to the last bit; and a guide as large as a guide may be is decided.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use blinkdoc::engine::{Case, Engine, Entry, Move, Outcome, Reason};
use blinkdoc::kb::{self, Guide, LightId, MOST_CLUES, MOST_STEPS};
use blinkdoc::{built_in, score};

use super::common::guides;
use super::largest;

/// How many decisions of each light are written down.
const DECISIONS: usize = 3;

/// `UPDATE_DECISIONS=1 cargo test decisions` writes what is decided now.
#[test]
fn decisions_are_the_same_everywhere() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integration/decisions.txt");
    let mut present = String::new();
    for guide in guides() {
        for light in guide.light_ids() {
            present.extend(line(&guide, light));
        }
    }
    if env::var_os("UPDATE_DECISIONS").is_some() {
        fs::write(&path, &present).expect("it can be written");
    }
    let written = fs::read_to_string(&path).expect("it is there");
    for (written, present) in written.lines().zip(present.lines()) {
        assert_eq!(written, present, "UPDATE_DECISIONS=1 cargo test decisions");
    }
    assert_eq!(written.lines().count(), present.lines().count());
}

/// The first decisions on a light, each with its expected minutes in full; none where a rule ends the
/// case at once. Every question gets its first answer, and no step helps.
fn line(guide: &Guide, light: LightId) -> Option<String> {
    let mut line = format!("{} {}:", guide.id, guide[light].id);
    let mut engine = Engine::new(guide);
    let mut case = score::harmless(guide, light);
    if engine.has_ended(&case) {
        return None;
    }
    for _ in 0..DECISIONS {
        let advice = engine.advise(&case);
        let minutes = match advice.reason {
            Reason::Price(price) => format!("{:?}", price.expected),
            Reason::Rule(_) => "rule".to_owned(),
        };
        let (id, reply) = match advice.next {
            Move::Ask(question) => (&guide[question].id, Entry::Answered(question, 0)),
            Move::Try(step) => (&guide[step].id, Entry::Tried(step, Outcome::NoChange)),
            Move::End(_) => break,
        };
        write!(line, " {id} {minutes}").ok()?;
        case.history.push(reply);
    }
    Some(line + "\n")
}

#[test]
fn every_case_of_the_largest_guide_ends() {
    let read = kb::inspect(&[largest::guide()], &built_in::elsewhere(), Vec::new());
    let guide = read.guides.first().expect("the guide is read");
    let light = guide.light_ids().next().expect("it has a light");
    assert_eq!(guide[light].steps.len(), MOST_STEPS);
    assert_eq!(guide[light].questions.len(), MOST_CLUES);
    let warnings: Vec<&str> = read.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(warnings, ["many", "many"]);
    let answers = guide.questions[0].answers.len();
    for answer in 0..answers {
        let mut engine = Engine::new(guide);
        let mut case = Case::new(light);
        loop {
            let reply = match engine.advise(&case).next {
                Move::Ask(question) => Entry::Answered(question, answer),
                Move::Try(step) => Entry::Tried(step, Outcome::NoChange),
                Move::End(_) => break,
            };
            assert!(!case.history.contains(&reply), "nothing comes twice");
            case.history.push(reply);
        }
        assert!(!case.history.is_empty(), "something comes before support");
    }
}
