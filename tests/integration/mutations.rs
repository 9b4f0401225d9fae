//! Guides as accidents leave them: cut off, shuffled, with lines lost, doubled or replaced. Whatever
//! comes of it is a guide or a finding with a place, and soon.

use std::time::Instant;

use blinkdoc::diagnosis::Diagnosis;
use blinkdoc::engine::Case;
use blinkdoc::finding::{Finding, has_errors};
use blinkdoc::kb::Guide;
use blinkdoc::request::Found;
use proptest::prelude::*;

use crate::sample::{HALL_LAMP, read, times, with};

const KASA: &str = include_str!("../../kb/kasa-camera.yaml");

/// Milliseconds that reading may take; a debug build on a busy machine is slow.
const PATIENCE: u128 = 10_000;

/// Reads a text and checks what comes of it.
fn survives(file: &str, text: &str) {
    let start = Instant::now();
    match read(file, text) {
        Ok(guides) => guides.guides.iter().for_each(can_be_walked),
        Err(findings) => {
            assert!(has_errors(&findings));
            assert!(findings.is_sorted_by(|a, b| a.place <= b.place));
            for finding in &findings {
                is_well_placed(finding, text);
            }
        }
    }
    assert!(start.elapsed().as_millis() < PATIENCE, "slow: {text:.99}");
}

/// A finding's place is one of the text, and it prints.
fn is_well_placed(finding: &Finding, text: &str) {
    let place = &finding.place;
    let text = text
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let line = text.split('\n').nth(place.line - 1).map(str::trim_end);
    assert_eq!(line, Some(&*place.source), "{finding}");
    assert!(place.width >= 1 && place.column >= 1, "{finding}");
    assert!(
        place.column - 1 <= place.source.chars().count() + 1,
        "{finding}"
    );
    assert!(finding.help.is_some(), "{finding}");
    let printed = finding.to_string();
    assert!(
        printed.chars().all(|c| c == '\n' || !c.is_control()),
        "{printed:?}"
    );
}

/// Every light of a guide has a next move, and no number in it is out of range.
fn can_be_walked(guide: &Guide) {
    for light in guide.light_ids() {
        let diagnosis = Diagnosis::of(guide, Case::new(light), Found::Exact);
        let sum: f64 = diagnosis.advice.beliefs.iter().sum();
        assert!(
            guide[light].weight <= 0.0 || (sum - 1.0).abs() < 1e-6,
            "{sum}"
        );
    }
}

#[test]
fn a_guide_that_is_cut_off_anywhere_is_a_finding() {
    assert!(read("kasa-camera.yaml", KASA).is_ok());
    let cuts = (0..KASA.len())
        .step_by(97)
        .chain(KASA.len() - 40..KASA.len());
    for cut in cuts.filter(|cut| KASA.is_char_boundary(*cut)) {
        survives("kasa-camera.yaml", &KASA[..cut]);
    }
    for cut in 0..HALL_LAMP.len() {
        survives("hall-lamp.yaml", &HALL_LAMP[..cut]);
    }
}

/// The extreme numbers that are accepted give a case that can be walked.
#[test]
fn extreme_numbers_give_a_guide_that_works() {
    let text = with(HALL_LAMP, "minutes: 10\n", "minutes: 0.001\n");
    let text = with(&text, "minutes: 5\n", "minutes: 10080\n");
    let text = with(
        &text,
        "{network: high, battery: low}",
        "{network: 1000, battery: 0.001}",
    );
    let text = with(
        &text,
        "share: seldom, points-to: {network: strongly}",
        "share: 1000, points-to: {network: 1000}, points-away: {battery: 1000, other: 0.001}",
    );
    let text = with(
        &text,
        "share: common, points-away: {network: slightly}",
        "share: 0.001, points-away: {network: 1000}, points-to: {other: 0.001}",
    );
    let text = with(&text, "fixes: {battery: high}", "fixes: {battery: 0.001}");
    assert!(read("hall-lamp.yaml", &text).is_ok());
    survives("hall-lamp.yaml", &text);
}

/// Texts that grow faster than they look, or that make a reader compare everything with everything.
#[test]
fn a_hostile_text_is_a_finding_at_once() {
    let many = |each: &dyn Fn(usize) -> String| times(12_000, each);
    let long = "a".repeat(80_000);
    let texts = [
        "[".repeat(100_000),
        "{a: ".repeat(60_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        "a: ".repeat(80_000),
        "&a ".repeat(80_000),
        "\"".repeat(200_001),
        "\n".repeat(250_000),
        "#".repeat(250_000),
        "!".repeat(250_000),
        "%".repeat(250_000),
        " ".repeat(250_000),
        times(600, |depth| format!("{}a:\n", " ".repeat(depth))),
        format!("id: {long}\nlights: [{{id: {long}b}}]\nsteps: [{{id: a, then: [{long}c]}}]"),
        format!("id: &a [{}]\n", "*a, ".repeat(50_000)),
        many(&|n| format!("key{n}: {n}\n")),
        format!("{{{}}}", many(&|n| format!("key{n}: {n}, "))),
        format!("conditions: {{{}}}", many(&|n| format!("key{n}: x, "))),
        format!("also: [{}]", many(&|n| format!("name{n}, "))),
        crossed(),
    ];
    for text in texts {
        survives("hall-lamp.yaml", &text);
    }
}

/// As many links that lead nowhere as fit, each to be compared with as many names.
fn crossed() -> String {
    let names = times(200, |n| format!("  condition-number-{n}: x\n"));
    let links = times(120, |n| format!("condition-nmuber-{n:03}x, "));
    let steps = times(70, |n| {
        format!(
            "  - {{id: s{n}, title: t, do: [x], fixes: {{}}, minutes: 1, effort: easy, when: [{links}]}}\n"
        )
    });
    format!("id: hall-lamp\nname: x\nconditions:\n{names}steps:\n{steps}")
}

#[test]
fn an_alias_bomb_stays_small() {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, before) in ('b'..='z').zip('a'..) {
        let nine = format!("*{before}, ").repeat(9);
        text = format!("{text}{name}: &{name} [{nine}]\n");
    }
    survives("hall-lamp.yaml", &text);
}

/// One accident.
#[derive(Clone, Debug)]
enum Accident {
    Delete(usize),
    Double(usize),
    Swap(usize, usize),
    Replace(usize, String),
    Indent(usize, usize),
    Insert(usize, usize, char),
}

fn accident() -> impl Strategy<Value = Accident> {
    let line = 0..500_usize;
    let odd = prop::sample::select(vec![
        "",
        "\t",
        "\r",
        "\u{feff}",
        "---",
        "...",
        "- ",
        "  - x",
        "id: slow-red",
        "    id: x",
        "  - id: kasa",
        "<<: *a",
        "? a",
        ": b",
        "    when: [nowhere]",
        "    after: [factory-reset]",
        "    needs: [factory-reset]",
        "    minutes: .nan",
        "    minutes: -1e999",
        "    minutes: 0x7f",
        "    fixes: {network: 1e-320}",
        "    causes: {update: 0.001}",
        "    looks: \"\"",
        "    may-be: [blinking-red]",
        "    state: normal",
        "    - {wait: 4294967296 s}",
        "support: ~",
        "lights: []",
        "\u{1b}[2J",
        "\u{85}",
        "\u{2028}",
        "\u{0}",
        "'",
        "\"",
        "[",
        "}",
        "|",
        ">-",
    ]);
    prop_oneof![
        line.clone().prop_map(Accident::Delete),
        line.clone().prop_map(Accident::Double),
        (line.clone(), line.clone()).prop_map(|(a, b)| Accident::Swap(a, b)),
        (line.clone(), odd).prop_map(|(at, text)| Accident::Replace(at, text.to_owned())),
        (line.clone(), 0..6_usize).prop_map(|(at, by)| Accident::Indent(at, by)),
        (
            line,
            0..80_usize,
            prop::sample::select(
                "\u{0}\t\r\n\u{1b}\u{202e}:,[]{}&*!|>'\"%@`#-? é光"
                    .chars()
                    .collect::<Vec<_>>()
            )
        )
            .prop_map(|(at, column, c)| Accident::Insert(at, column, c)),
    ]
}

fn after(text: &str, accidents: &[Accident]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for accident in accidents {
        let count = lines.len();
        if count == 0 {
            break;
        }
        match accident {
            Accident::Delete(at) => drop(lines.remove(at % count)),
            Accident::Double(at) => lines.insert(at % count, lines[at % count].clone()),
            Accident::Swap(a, b) => lines.swap(a % count, b % count),
            Accident::Replace(at, text) => lines[at % count].clone_from(text),
            Accident::Indent(at, by) => {
                let line = &mut lines[at % count];
                *line = format!("{}{}", " ".repeat(*by), line.trim_start());
            }
            Accident::Insert(at, column, c) => {
                let line = &mut lines[at % count];
                let place = line
                    .char_indices()
                    .map(|(at, _)| at)
                    .nth(*column)
                    .unwrap_or(line.len());
                line.insert(place, *c);
            }
        }
    }
    lines.join("\n")
}

/// Few cases, because each reads a whole guide; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(48),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn accidents_to_the_camera_guide(accidents in prop::collection::vec(accident(), 1..5)) {
        survives("kasa-camera.yaml", &after(KASA, &accidents));
    }

    #[test]
    fn accidents_to_the_sample(accidents in prop::collection::vec(accident(), 1..8)) {
        survives("hall-lamp.yaml", &after(HALL_LAMP, &accidents));
    }

    #[test]
    fn any_text_at_all(text in "\\PC{0,200}|([a-z:\\- \\[\\]{},&*!|>'\"#\n\t\r]{0,200})") {
        survives("hall-lamp.yaml", &text);
    }
}
