//! Every scenario of the built-in guides gives the same moves, whatever tells it.

use blinkdoc::engine::Case;
use blinkdoc::kb::Guide;
use blinkdoc::keeper::Forgetful;
use blinkdoc::library::Library;
use blinkdoc::request::{self, Flag};
use blinkdoc::scenario::{self, Verdict};
use blinkdoc::script::Script;
use blinkdoc::wizard::{self, Start};
use blinkdoc::{built_in, record::Whole};
use serde_json::Value;

use super::common::{Blinkdoc, guides};
use super::journey::{Journey, words};
use super::parallel;

/// What each scenario comes to when it is replayed.
fn verdicts() -> Vec<Verdict> {
    let tested = scenario::test(
        &built_in::scenarios(),
        &Library::default(),
        None,
        Vec::new(),
    );
    let verdicts = tested.expect("the guides are whole").verdicts;
    assert!(verdicts.len() > 180, "{}", verdicts.len());
    verdicts
}

/// Does this with each scenario and its journey.
fn with_each(run: impl Fn(&Verdict, &Journey<'_>) + Sync) {
    let guides = guides();
    let name = |verdict: &Verdict| format!("{}: {}", verdict.guide, verdict.name);
    parallel::each(&verdicts(), name, |verdict| {
        let guide = guides.iter().find(|guide| guide.id == verdict.guide);
        let guide = guide.expect("the guide is there");
        run(verdict, &Journey::of(guide, &case(guide, verdict)));
    });
}

/// The case that a scenario comes to.
fn case(guide: &Guide, verdict: &Verdict) -> Case {
    let flags: Vec<Flag> = verdict.came_up.iter().cloned().map(Flag::Entry).collect();
    request::case(guide, guide.light(&verdict.light), &flags).expect("the case can be told")
}

/// The moves of an answer for programs, with what was told, and the ending.
fn moves(answer: &[u8]) -> (Vec<String>, String) {
    let answer: Value = serde_json::from_slice(answer).expect("the answer is JSON");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entry = |entry: &Value| {
        let entry: Vec<String> = entry.as_object().unwrap().values().map(word).collect();
        entry.join("=")
    };
    let history = answer["history"].as_array().unwrap();
    assert_eq!(answer["next"]["kind"], "end");
    (
        history.iter().map(entry).collect(),
        word(&answer["next"]["id"]),
    )
}

fn expected(verdict: &Verdict) -> (Vec<String>, String) {
    (verdict.came_up.clone(), verdict.end.0.clone())
}

#[test]
fn every_scenario_gives_the_same_moves_in_a_script() {
    with_each(|_, journey| {
        let lines = journey.lines();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut script = Script::new(&lines);
        let library = Library::default();
        let walked = wizard::walk(&library, Start::default(), &mut Forgetful, &mut script);
        let over = walked.expect("it comes to an end");
        assert_eq!(over.guide.id, journey.guide.id);
        assert_eq!(over.case, journey.case);
    });
}

#[test]
fn every_scenario_gives_the_same_moves_by_flags() {
    with_each(|verdict, journey| {
        let flags = journey.flags(journey.all());
        let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        let arguments = [&["diagnose", "--format", "json"], &flags[..]].concat();
        let output = Blinkdoc::new(&arguments).with_lines(&[]);
        assert_eq!(moves(&output.stdout), expected(verdict));
    });
}

#[test]
fn every_scenario_gives_the_same_moves_in_lines() {
    with_each(|verdict, journey| {
        let lines = journey.lines();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let output = Blinkdoc::new(&["diagnose", "--format", "json"]).with_lines(&lines);
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(moves(&output.stdout), expected(verdict));
        assert_all_asked(journey, &String::from_utf8(output.stderr).unwrap());
    });
}

#[cfg(unix)]
#[test]
fn every_scenario_gives_the_same_moves_in_a_terminal() {
    use super::person::Person;

    with_each(|verdict, journey| {
        let blinkdoc = Blinkdoc::new(&["diagnose"]).with("BLINKDOC_REDUCED_MOTION", "1");
        let mut person = Person::at(blinkdoc.in_terminal(100, 50));
        for turn in journey.turns() {
            person.reply(&turn);
        }
        assert_eq!(person.finish(), 0);
        let record = blinkdoc.record(1);
        assert_eq!(
            record.whole(),
            Whole::of(journey.guide, Some(&journey.case))
        );
        let end = record.end.expect("it has ended").end;
        assert_eq!((end.id, end.kind), verdict.end);
        assert_all_asked(journey, &person.session.transcript());
    });
}

/// The dialog asked what the journey says, in that order.
fn assert_all_asked(journey: &Journey<'_>, dialog: &str) {
    let dialog = words(dialog);
    let mut rest = dialog.as_str();
    for turn in journey.turns() {
        let asks = words(&turn.asks);
        let (_, later) = rest
            .split_once(&asks)
            .unwrap_or_else(|| panic!("no {asks} in {rest}"));
        rest = later;
    }
}
