//! A case leads the same way whether it is told in lines or by flags, one entry at a time.

use blinkdoc::engine::{End, Move};
use blinkdoc::kb::Guide;
use serde_json::Value;

use super::common::{Blinkdoc, guides};
use super::journey::{Chance, Journey};

/// Journeys through each light.
const JOURNEYS: u64 = 4;

#[test]
fn lines_and_flags_lead_the_same_way() {
    for guide in guides() {
        for light in guide.light_ids() {
            for seed in 0..JOURNEYS {
                let journey = Journey::by_chance(&guide, light, &mut Chance::new(seed));
                in_lines(&journey);
                by_flags(&journey);
            }
        }
    }
}

/// Told in numbered lines, the case ends with the command that tells it in flags.
fn in_lines(journey: &Journey<'_>) {
    let arguments = [
        vec!["diagnose".to_owned()],
        journey.flags(2),
        vec!["-i".to_owned()],
    ]
    .concat();
    // The device and the light are told already. A long command is folded, as a shell reads it.
    let output = run(&arguments, &journey.lines()[2..]).replace(" \\\n    ", " ");
    let flags = journey.flags(journey.all()).join(" ");
    let command = format!("blinkdoc diagnose {flags}");
    assert!(
        output.contains(&format!("  {command}\n")),
        "{command}\n{output}"
    );
}

/// Told in flags, one more each time, the same moves come next.
fn by_flags(journey: &Journey<'_>) {
    for (entries, expected) in journey.moves.iter().enumerate() {
        let arguments = [
            vec!["diagnose".to_owned()],
            journey.flags(entries + 2),
            vec!["--format=json".to_owned()],
        ]
        .concat();
        let answer: Value =
            serde_json::from_str(&run(&arguments, &[])).expect("the answer is JSON");
        let found = (
            answer["next"]["kind"].as_str(),
            answer["next"]["id"].as_str(),
        );
        assert_eq!(found, word(journey.guide, *expected), "{arguments:?}");
    }
}

/// What JSON calls a move.
fn word(guide: &Guide, next: Move) -> (Option<&str>, Option<&str>) {
    match next {
        Move::Ask(question) => (Some("ask"), Some(&guide[question].id)),
        Move::Try(step) => (Some("try"), Some(&guide[step].id)),
        Move::End(End::Fixed) => (Some("end"), Some("fixed")),
        Move::End(End::Support) => (Some("end"), Some("support")),
        Move::End(End::Ending(ending)) => (Some("end"), Some(&guide[ending].id)),
    }
}

fn run(arguments: &[String], lines: &[String]) -> String {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let output = Blinkdoc::new(&arguments).with_lines(&lines);
    assert!(
        output.status.success(),
        "{arguments:?} {lines:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("the answer is UTF-8")
}
