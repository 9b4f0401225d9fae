//! The catalogue of rules: every example breaks its rule where it says so, once, and its mended form does
//! not; and every code that the program can give is in the catalogue.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use blinkdoc::catalogue::{Example, LAMP, Rule, rules};
use blinkdoc::check;
use blinkdoc::finding::{Finding, Place, has_errors};
use blinkdoc::kb::Elsewhere;
use blinkdoc::kb::load::Text;

use crate::sample::{times, with};

/// Rules that no guide's text can show, with the test that breaks them.
const ELSEWHERE: &[(&str, &str)] = &[
    ("unreadable", "bad_input.rs"),
    ("no-guides", "bad_input.rs"),
    ("not-utf-8", "bad_input.rs"),
    ("too-big", "bad_input.rs"),
    ("too-long", "guides.rs"),
    ("unknown-shared", "shared.rs"),
    ("endless", "proof.rs"),
    ("unreachable", "proof.rs"),
    ("unsafe-order", "proof.rs"),
    ("erases-early", "proof.rs"),
    ("unproved", "proof.rs"),
    ("expects-nothing", "../../src/scenario/tests.rs"),
    ("unknown-device", "../../src/scenario/tests.rs"),
    ("not-understood", "../../src/scenario/tests.rs"),
    ("unknown-pattern", "../../src/scenario/tests.rs"),
    ("ambiguous-pattern", "../../src/scenario/tests.rs"),
    ("wrong-form", "../../src/scenario/tests.rs"),
    ("unknown-question", "../../src/scenario/tests.rs"),
    ("unknown-answer", "../../src/scenario/tests.rs"),
    ("unknown-outcome", "../../src/scenario/tests.rs"),
    ("told-twice", "../../src/scenario/tests.rs"),
    ("unknown-move", "../../src/scenario/tests.rs"),
    ("never-came-up", "../../src/scenario/tests.rs"),
    ("came-up", "../../src/scenario/tests.rs"),
    ("other-order", "../../src/scenario/tests.rs"),
    ("other-end", "../../src/scenario/tests.rs"),
];

/// Every example with its rule.
fn examples() -> impl Iterator<Item = (&'static Rule, &'static Example)> {
    rules().flat_map(|rule| rule.examples.iter().map(move |example| (rule, example)))
}

/// Line, column and width of what an example says is underlined.
fn underlined(example: &Example) -> Option<(usize, usize, usize)> {
    let (before, meant) = example.underlined()?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default();
    Some((
        line,
        column.chars().count() + 1,
        meant.chars().count().max(1),
    ))
}

/// Findings as people see them.
fn told<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> String {
    findings.into_iter().map(Finding::to_string).collect()
}

/// Holds every example against a check of its findings, and shows those that fail it.
fn every_example(
    findings: impl Fn(&Example) -> Vec<Finding>,
    is_right: impl Fn(&Rule, &Example, &[Finding]) -> bool,
) {
    let mut wrong = Vec::new();
    for (rule, example) in examples() {
        let found = findings(example);
        if !is_right(rule, example, &found) {
            wrong.push(format!("{}: {example:.200?}\n{}", rule.code, told(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_wrong_with_the_lamp() {
    assert_eq!(codes_of(LAMP), Vec::<&str>::new());
    assert!(LAMP.lines().count() <= 60);
}

/// What is said of a guide that is the lamp with changes.
fn codes_of(guide: &str) -> Vec<&'static str> {
    let text = Text {
        file: "hall-lamp.yaml".to_owned(),
        text: guide.to_owned(),
    };
    let checked = check::guides(&[text], &Elsewhere::default(), Vec::new()).guides;
    checked
        .findings
        .iter()
        .map(|finding| finding.code)
        .collect()
}

/// The lamp with a second condition, which the answer `mains` establishes or another question does.
fn with_two_conditions(when: &str, elsewhere: bool) -> String {
    let text = with(
        LAMP,
        "conditions:\n",
        "conditions:\n  on-mains: it has a plug\n",
    );
    let text = with(&text, "when: [on-battery]", &format!("when: [{when}]"));
    if elsewhere {
        let question = "  - {id: plug, kind: context, ask: Has it a plug?, answers: [{id: a, say: A, establishes: [on-mains]}, {id: b, say: B}]}\n";
        with(&text, "\nsteps:\n", &format!("\n{question}steps:\n"))
    } else {
        with(
            &text,
            "{id: mains, say: \"No\",",
            "{id: mains, say: \"No\", establishes: [on-mains],",
        )
    }
}

#[test]
fn conditions_of_two_answers_to_one_question_never_hold_together() {
    for (when, elsewhere, expected) in [
        ("on-battery, on-mains", false, &["impossible-when"][..]),
        ("on-mains", false, &["unused", "unreachable"]),
        ("on-battery, on-mains", true, &[]),
    ] {
        assert_eq!(
            codes_of(&with_two_conditions(when, elsewhere)),
            expected,
            "{when}"
        );
    }
}

#[test]
fn a_cause_that_no_step_repairs_is_handed_over() {
    let unrepaired = with(LAMP, "fixes: {battery: high}", "fixes: {network: low}");
    let called = "support: {when: [The battery is worn.], channels";
    let points = "{id: nothing, say: Nothing, end: all-well, points-to: {battery: strongly},";
    for (good, better) in [
        ("support: {channels", called),
        ("{id: nothing, say: Nothing,", points),
    ] {
        assert_eq!(codes_of(&unrepaired), ["no-remedy"]);
        assert_eq!(
            codes_of(&with(&unrepaired, good, better)),
            Vec::<&str>::new()
        );
    }
}

#[test]
fn a_light_that_may_be_another_looks_like_it() {
    let text = with(
        LAMP,
        "looks: \"red, blinks\"",
        "looks: \"red, blinks slowly\"",
    );
    assert_eq!(codes_of(&text), Vec::<&str>::new());
    let text = with(&text, "may-be: [slow-red, fast-red]", "may-be: [fast-red]");
    assert_eq!(codes_of(&text), ["same-looks"]);
}

#[test]
fn the_lamp_cut_off_anywhere_is_a_finding_with_a_place() {
    for cut in 0..LAMP.len() {
        let text = Text {
            file: "hall-lamp.yaml".to_owned(),
            text: LAMP[..cut].to_owned(),
        };
        let checked = check::guides(&[text], &Elsewhere::default(), Vec::new()).guides;
        let places = checked
            .findings
            .iter()
            .all(|finding| finding.place.line > 0);
        assert!(places, "{}", told(&checked.findings));
        assert!(!checked.guides.is_empty() || has_errors(&checked.findings));
    }
}

#[test]
fn every_example_breaks_its_rule_at_the_word_and_says_what_to_do() {
    every_example(Example::findings, |rule, example, found| {
        found.iter().any(|finding| {
            let Place {
                file,
                line,
                column,
                width,
                ..
            } = &finding.place;
            let help = finding.help.as_deref().unwrap_or_default();
            (finding.code, finding.severity) == (rule.code, rule.severity)
                && file == example.file
                && *line > 0
                && underlined(example).is_none_or(|place| place == (*line, *column, *width))
                && help.contains(example.help)
        })
    });
}

/// A rule that is broken once is told once: the rest of the guide has no part in it.
#[test]
fn a_mistake_is_told_once_and_drags_nothing_along() {
    every_example(Example::findings, |rule, _, found| {
        let (same, others): (Vec<_>, Vec<_>) =
            found.iter().partition(|finding| finding.code == rule.code);
        let is_own = |finding: &&Finding| belongs_to(rule.code, finding);
        (same.len() == 1 || same.iter().all(is_own)) && others.iter().all(is_own)
    });
}

/// Whether a second finding is a mistake of its own in the example of a rule.
fn belongs_to(code: &str, finding: &Finding) -> bool {
    matches!(
        (code, finding.code),
        // A guide with another id stands in a file of another name.
        ("bad-id", "file-name")
        // An alias needs an anchor, and a guide's documents are read up to the second.
        | ("alias", "anchor")
        | ("several-documents", _)
        // Nothing is in a guide that is no map.
        | ("wrong-shape", "missing-field")
        // A question about a cause belongs to every light that may have it.
        | ("many", "many")
        | ("too-many", "too-many")
    )
}

#[test]
fn a_mended_guide_breaks_no_rule() {
    every_example(Example::findings_when_mended, |rule, _, found| {
        !has_errors(found) && found.iter().all(|finding| finding.code != rule.code)
    });
}

#[test]
fn every_example_changes_one_stretch_of_the_lamp() {
    for (rule, example) in examples() {
        let broken = example.broken();
        assert_ne!(broken, LAMP, "{}", rule.code);
        assert_ne!(broken, example.mended(), "{}", rule.code);
    }
}

/// The codes that the source names.
fn codes() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = CHECKERS.iter().map(|name| source.join(name)).collect();
    let mut codes = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the source is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).expect("it can be read");
                codes.extend(codes_in(&text).map(str::to_owned));
            }
        }
    }
    codes
}

/// The codes that scenarios share with the command line, whose words they take.
const FROM_THE_COMMAND_LINE: [&str; 9] = [
    "ambiguous-pattern",
    "not-understood",
    "unknown-answer",
    "unknown-device",
    "unknown-move",
    "unknown-outcome",
    "unknown-pattern",
    "unknown-question",
    "wrong-form",
];

/// The parts of the source that have something to say about guides.
const CHECKERS: &[&str] = &["check", "kb", "proof", "prose", "scenario"];

/// The texts that stand where a source names the rule of a finding.
fn codes_in(source: &str) -> impl Iterator<Item = &str> {
    const BEFORE: [&str; 8] = [
        "error(",
        "warning(",
        "problem(",
        "fault(",
        "unknown_name(",
        ".warn(",
        "breach(",
        "=>",
    ];
    let behind = move |before: &'static str| {
        source
            .match_indices(before)
            .filter_map(move |(at, _)| source[at + before.len()..].trim_start().strip_prefix('"'))
            .filter_map(|text| text.split('"').next())
            .filter(move |code| before != "=>" || code.starts_with("unknown-"))
    };
    BEFORE.into_iter().flat_map(behind)
}

#[test]
fn every_code_is_in_the_catalogue_and_every_rule_has_an_example() {
    let listed: Vec<String> = rules().map(|rule| rule.code.to_owned()).collect();
    let known: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(listed.len(), known.len(), "a code stands there twice");
    let mut named = codes();
    // What scenarios share with the command line is named there.
    named.extend(FROM_THE_COMMAND_LINE.map(str::to_owned));
    let missing: Vec<&String> = named.symmetric_difference(&known).collect();
    assert!(missing.is_empty(), "on one side alone: {missing:?}");
    let shown = |rule: &&Rule| rule.examples.is_empty();
    let without: Vec<&str> = rules().filter(shown).map(|rule| rule.code).collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, _)| *code).collect();
    assert_eq!(without.into_iter().collect::<BTreeSet<&str>>(), elsewhere);
    for (code, file) in ELSEWHERE {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/integration")
            .join(file);
        let text = fs::read_to_string(file).expect("the test is there");
        assert!(text.matches(&format!("\"{code}\"")).count() > 0, "{code}");
    }
}

#[test]
fn every_rule_is_told_in_a_few_plain_sentences() {
    for rule in rules() {
        let sentences = rule.why.matches(". ").count() + 1;
        assert!((1..=3).contains(&sentences), "{}: {}", rule.code, rule.why);
        assert!(rule.why.ends_with('.'), "{}", rule.code);
        assert!(!rule.what.ends_with('.'), "{}", rule.code);
        assert!(rule.what.chars().count() <= 80, "{}", rule.what);
    }
}

/// Guides in which much has to be compared with much.
#[test]
fn a_hostile_guide_is_checked_at_once() {
    let start = Instant::now();
    let leds = |last: &str| format!("{}{last}", "red, steady + ".repeat(4_000));
    let light = |id: &str, looks: &str| {
        format!(
            "  - {{id: {id}, looks: \"{looks}\", state: normal, means: It is on., end: all-well}}\n"
        )
    };
    let [one, other] = ["blue, steady", "blue, blinks"].map(leds);
    let lights = [light("first", &one), light("second", &other)].concat();
    let many = with(LAMP, "questions:\n", &format!("{lights}questions:\n"));
    assert_eq!(codes_of(&many), ["unnamed-light", "unnamed-light"]);

    let conditions = times(60, |n| format!("  c{n}: it is so\n"));
    let all = times(60, |n| format!("c{n}, "));
    let answer = |n: usize| format!("{{id: a{n}, say: A, establishes: [c{n}]}}, ");
    let question = |n: usize| {
        let answers = times(60, answer);
        format!("  - {{id: q{n}, kind: context, ask: Which?, answers: [{answers}]}}\n")
    };
    let step = |n: usize| {
        format!(
            "  - {{id: s{n}, title: T, do: [Do.], fixes: {{battery: low}}, minutes: 1, effort: easy, when: [{all}]}}\n"
        )
    };
    let text = with(LAMP, "conditions:\n", &format!("conditions:\n{conditions}"));
    let text = with(
        &text,
        "\nsteps:\n",
        &format!("\n{}steps:\n{}", question(0), times(150, step)),
    );
    let told = codes_of(&text);
    assert_eq!(
        told.iter()
            .filter(|code| **code == "impossible-when")
            .count(),
        150
    );
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
