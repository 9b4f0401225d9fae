//! What the loader says of guides with several mistakes, of many entries, and from any editor.

use std::collections::BTreeSet;
use std::path::Path;

use blinkdoc::library::Library;
use blinkdoc::{kb, kb::load};

use crate::sample::{HALL_LAMP, findings, read, read_all, with};

#[test]
fn nothing_is_wrong_with_the_sample() {
    assert_eq!(findings("hall-lamp.yaml", HALL_LAMP), []);
}

#[test]
fn a_list_has_an_end() {
    let entries = |count: usize| format!("[{}]", vec!["Keep it dry."; count].join(", "));
    let text = |count| with(HALL_LAMP, "[Keep it dry.]", &entries(count));
    assert_eq!(findings("hall-lamp.yaml", &text(200)), []);
    let found = findings("hall-lamp.yaml", &text(201));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "too-long");
    assert_eq!(
        found[0].place.column,
        "prevention: [".len() + 200 * "Keep it dry., ".len() + 1
    );
}

/// The sample with more steps for its network, and more questions about it.
fn crowded(steps: usize, questions: usize) -> String {
    let step = |n| {
        format!(
            "  - {{id: s{n}, title: T, do: [Do.], fixes: {{network: low}}, minutes: 1, effort: easy}}\n"
        )
    };
    let question = |n| {
        format!(
            "  - {{id: q{n}, kind: clue, ask: Q?, answers: [{{id: a, say: A, points-to: {{network: slightly}}}}, {{id: b, say: B}}]}}\n"
        )
    };
    let steps: String = (0..steps).map(step).collect();
    let questions: String = (0..questions).map(question).collect();
    let text = with(HALL_LAMP, "endings:\n", &format!("{steps}endings:\n"));
    with(&text, "\nsteps:\n", &format!("\n{questions}steps:\n"))
}

#[test]
fn a_light_has_no_more_steps_and_questions_than_can_be_planned() {
    let told = |steps, questions, code| {
        let found = findings("hall-lamp.yaml", &crowded(steps, questions));
        let about = found.iter().filter(|finding| finding.code == code);
        about
            .map(|finding| finding.title.clone())
            .collect::<Vec<_>>()
    };
    let all = "the light `blinking-red` has";
    // Four steps and two questions are there already; the light that may be two has all of them.
    assert_eq!(told(5, 2, "many"), Vec::<String>::new());
    assert!(told(6, 2, "many").contains(&format!("{all} 10 steps")));
    assert!(told(5, 3, "many").contains(&format!("{all} 5 questions")));
    assert_eq!(told(8, 4, "too-many"), Vec::<String>::new());
    assert!(told(9, 4, "too-many").contains(&format!("{all} 13 steps")));
    assert!(told(8, 5, "too-many").contains(&format!("{all} 7 questions")));
}

#[test]
fn a_guide_has_as_many_causes_and_conditions_as_the_engine_has_bits() {
    for (key, entry) in [
        ("causes:\n", "  more-NUMBER: {name: more}\n"),
        ("conditions:\n", "  more-NUMBER: more\n"),
    ] {
        let told = |count: usize| {
            let entries: String = (0..count)
                .map(|number| entry.replace("NUMBER", &number.to_string()))
                .collect();
            let text = HALL_LAMP.replace(key, &format!("{key}{entries}"));
            findings("hall-lamp.yaml", &text)
                .iter()
                .any(|finding| finding.code == "too-many")
        };
        let room = 64 - if key == "causes:\n" { 3 } else { 1 };
        assert!(!told(room), "{key}");
        assert!(told(room + 1), "{key}");
    }
}

/// Three broken steps, a dangling link, a word that is none, and steps that wait for each other.
const SEVERAL: &[(&str, &str)] = &[
    (
        "causes: {update: medium, network: low}",
        "causes: {update: «often», network: low}",
    ),
    ("end: unplug-now", "end: «unplug»"),
    ("    title: Leave it alone\n", "    titel: Leave it alone\n"),
    ("    minutes: 3\n", "    minutes: three\n"),
    ("    after: [swap-batteries]", "    after: [factory-reset]"),
    ("    risk: erases\n", "    risk: «erase»\n"),
    ("[In the app.]", "[{say: In the app., cite: [«Z-1»]}]"),
];

#[test]
fn everything_wrong_is_told_at_once_in_the_order_of_the_file() {
    let mut text = HALL_LAMP.to_owned();
    for (good, bad) in SEVERAL {
        text = with(&text, good, &bad.replace(['«', '»'], ""));
    }
    let found = read("hall-lamp.yaml", &text).expect_err("nothing is half-loaded");
    let told: Vec<(&str, usize, usize)> = found
        .iter()
        .map(|finding| (finding.code, finding.place.line, finding.place.column))
        .collect();
    let line = |word: &str| {
        text.lines()
            .position(|line| line.contains(word))
            .expect("it stands there")
            + 1
    };
    let expected = [
        ("unknown-word", line("often"), 22),
        ("unknown-ending", line("end: unplug}"), 42),
        ("unknown-field", line("titel"), 5),
        ("wrong-shape", line("three"), 14),
        ("unknown-word", line("erase"), 11),
        ("unknown-source", line("Z-1"), 40),
    ];
    assert_eq!(told, expected);
    assert!(found.iter().all(|finding| finding.help.is_some()));
}

#[test]
fn steps_that_wait_for_each_other_are_told_besides_other_mistakes() {
    let text = with(
        HALL_LAMP,
        "needs: [reconnect]",
        "needs: [reconnect]\n    after: [wat]",
    );
    let text = with(&text, "after: [swap-batteries]", "after: [factory-reset]");
    let found = findings("hall-lamp.yaml", &text);
    let codes: BTreeSet<&str> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, BTreeSet::from(["cycle", "unknown-step"]));
    let cycle = found
        .iter()
        .find(|finding| finding.code == "cycle")
        .expect("it is there");
    assert!(
        cycle
            .title
            .contains("reconnect → factory-reset → reconnect")
            || cycle
                .title
                .contains("factory-reset → reconnect → factory-reset"),
        "{cycle}"
    );
}

/// A syntax error hides the rest of its own file, and nothing of another.
#[test]
fn every_file_of_a_folder_has_its_say() {
    let broken = with(HALL_LAMP, "minutes: 10", "minutes: -1");
    let found = read_all(&[
        ("a/hall-lamp.yaml", &broken),
        ("a/b.yaml", "id: [b\n"),
        ("a/c.yaml", "id: c\n"),
    ]);
    let found = found.expect_err("nothing is half-loaded");
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|finding| (finding.place.file.as_str(), finding.code))
        .collect();
    let missing = ("a/c.yaml", "missing-field");
    assert_eq!(
        told,
        [
            ("a/b.yaml", "yaml-syntax"),
            missing,
            missing,
            missing,
            ("a/hall-lamp.yaml", "bad-minutes")
        ]
    );
}

#[test]
fn a_list_that_is_none_does_not_make_every_link_to_it_a_mistake() {
    for (good, bad) in [
        ("\nendings:\n  all-well:", "\nendings: []\nx:\n  all-well:"),
        ("\ncauses:\n", "\ncauses: 3\nx:\n"),
        ("\nsteps:\n", "\nsteps: {a: b}\nx:\n"),
        ("\nsources:\n", "\nsources:\n\nx:\n"),
    ] {
        let found = findings("hall-lamp.yaml", &with(HALL_LAMP, good, bad));
        let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["wrong-shape", "unknown-field"], "{bad:?}");
    }
}

/// Line breaks, a byte order mark and marks of documents change nothing.
#[test]
fn a_guide_reads_the_same_from_any_editor() {
    let plain = read("hall-lamp.yaml", HALL_LAMP)
        .expect("nothing is wrong")
        .guides;
    for text in [
        HALL_LAMP.replace('\n', "\r\n"),
        format!("\u{feff}{HALL_LAMP}"),
        format!("---\n{HALL_LAMP}"),
        format!("%YAML 1.2\n---\n{HALL_LAMP}...\n"),
        HALL_LAMP.trim_end().to_owned(),
    ] {
        let same = read("hall-lamp.yaml", &text).expect("nothing is wrong either");
        assert_eq!(same.guides, plain);
    }
}

#[test]
fn places_are_right_behind_any_characters_and_line_breaks() {
    let text = with(HALL_LAMP, "title: Reset it", "title: Ä 光 🔦 zurücksetzen");
    let text = with(
        &text,
        "do: [Hold the button for ten seconds.]",
        "do: [Schlüssel 光 🔦, {wait: 10}]",
    );
    let breaks = ["\n", "\r\n", "\r"];
    for mended in breaks.map(|line_break| text.replace('\n', line_break)) {
        let found = findings("hall-lamp.yaml", &mended);
        assert_eq!(found.len(), 1, "{found:?}");
        let place = &found[0].place;
        assert_eq!(&*place.source, "    do: [Schlüssel 光 🔦, {wait: 10}]");
        assert_eq!((place.column, place.width), (32, 2), "{}", found[0]);
    }
}

/// The program holds what `kb/` says: the build script used the same loader.
#[test]
fn the_built_in_guides_are_those_of_the_folder() {
    let mut findings = Vec::new();
    let texts = load::texts(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("kb"),
        &mut findings,
    );
    let read = kb::read(&texts, &kb::Elsewhere::default(), findings)
        .expect("the built-in guides have no mistakes");
    let library = Library::default();
    assert_eq!(library.titles().len(), read.guides.len());
    for (name, guide) in &read.names {
        let guide = &read.guides[*guide];
        let built_in = library
            .find(name)
            .expect("it unpacks")
            .expect("it is there");
        assert_eq!(&*built_in, guide, "{name}");
    }
}
