//! What the checker says of the wording of a guide: every rule with a guide that breaks it, a neighbour
//! that does not, and the word that is meant.

use std::fmt::Write as _;

use blinkdoc::finding::{Finding, Place, Severity};
use blinkdoc::kb::outline::Outline;
use blinkdoc::kb::parse;
use blinkdoc::kb::shared::Kind;
use blinkdoc::{built_in, prose};

use crate::sample::{HALL_LAMP, findings, with};

/// Bad wording in the sample guide, and a change at the same spot that is none.
struct Rule {
    /// The rule that is broken.
    code: &'static str,
    /// What stands in the sample.
    good: &'static str,
    /// What breaks the rule in its place; the stretch that must be underlined stands in `«»`.
    broken: &'static str,
    /// What may stand there as well.
    silent: &'static str,
    /// A part of the remedy.
    help: &'static str,
}

const fn rule(
    code: &'static str,
    good: &'static str,
    broken: &'static str,
    silent: &'static str,
    help: &'static str,
) -> Rule {
    Rule {
        code,
        good,
        broken,
        silent,
        help,
    }
}

#[rustfmt::skip]
const RULES: &[Rule] = &[
    // 25 words, and 24.
    rule("long-sentence", "[Keep it dry.]", "[\"«Keep it dry, a b c d e f g h i j k l m n o p q r s t u v».\"]", "[\"Keep it dry, a b c d e f g h i j k l m n o p q r s t u.\"]", "under 25"),
    rule("long-sentence", "  battery: {name: empty battery}", "  battery:\n    name: empty battery\n    about: >-\n      It is empty.\n      «It is so empty that»\n      one two three four five six seven eight nine ten\n      one two three four five six seven eight nine ten.", "  battery:\n    name: empty battery\n    about: >-\n      It is so empty that\n      one two three four five six seven eight nine ten.\n      One two three four five six seven eight nine ten.", "in two"),
    rule("long-sentence", "say: [Do not use it.]", "say: ['«Don''t use it; e.g. don''t a b c d e f g h i j k l m n o p q r s t».']", "say: ['Don''t use it. E.g. don''t a b c d e f g h i j k l m n o p q r s.']", "in two"),
    rule("jargon", "means: It is connected.", "means: Its «firmware» works.", "means: Its firmware (the built-in software) works.", "`firmware (the software inside the device)`"),
    rule("jargon", "[Keep it dry.]", "[Keep it dry., \"Say \\\"no\\\" to «MAC addresses».\"]", "[Keep it dry., MAC addresses are for machines., A MAC address is a number.]", "here or in `about`"),
    rule("jargon", "ask: Did anything change?", "ask: Did the «LED» change?", "ask: What led it to change?", "`LED (a small light)`"),
    rule("jargon", "{id: router, say: A new router,", "{id: router, say: A new «SSID»,", "{id: router, say: \"A new SSID, that is, another Wi-Fi\",", "explain it"),
    rule("jargon", "means: It is connected.", "means: A light that is green means that the «firmware» works.", "means: The firmware means what runs it.", "explain it"),
    rule("jargon", "title: Set it up afresh\n    do: [Follow the app.]", "title: Set up the «bridge»\n    do: [Find the bridge.]", "title: Set up the bridge\n    do: [Find the bridge (the one with the lamps).]", "explain it"),
    rule("jargon", "title: Set it up afresh", "title: Set it up at 2.4 «GHz» (our own figure)", "title: Set it up at 2.4 GHz (a Wi-Fi for far rooms)", "radio band"),
    rule("belittling", "do: [Follow the app.]", "do: [You «just» follow the app.]", "do: [You follow the app to adjust it.]", "`a moment ago`"),
    rule("belittling", "say: Nothing, share", "say: \"Nothing, «of course»\", share", "say: \"Nothing, of that course\", share", "leave it out"),
    rule("belittling", "ask: Is it hot?", "ask: Is it «Easily» hot?", "ask: Is it greasy or hot?", "leave it out"),
    rule("title-verb", "title: Put in fresh batteries", "title: «Batteries»", "title: Replace the batteries", "`Restart …`"),
    rule("title-verb", "title: Put in fresh batteries", "title: «Swapping» the batteries", "title: \"“Swap” the batteries\"", "`Swap`"),
    rule("title-verb", "title: Reset it", "title: |-\n      «The» reset", "title: |-\n      Don't reset it", "start it with"),
    rule("unit", "ten seconds.", "«10 sec».", "10 seconds.", "write `10 seconds`"),
    rule("unit", "ten seconds.", "«10s».", "10 seconds or in 10-second goes.", "write `10 seconds`"),
    rule("unit", "[Keep it dry.]", "[Keep it at «2.4ghz» (a radio band).]", "[\"Keep it at 2.4 GHz (a radio band), 802.11n.\"]", "write `2.4 GHz`"),
    rule("unit", "channels: [In the app.]", "channels: [\"In the app, \\u0032 steps and «10 metre» away.\"]", "channels: [\"In the app, 10 metres away.\"]", "write `10 metres`"),
    rule("question-mark", "ask: Is it hot?", "ask: Touch it and say whether it is «hot».", "ask: Touch it. Is it hot (to the hand?)", "a `?`"),
    rule("full-stop", "means: It is connected.", "means: It is «connected»", "means: \"It is connected (to the Wi-Fi).\"", "full stop"),
    rule("full-stop", "means: It is connected.", "means: «\"It is connect\\u00e9d\"»", "means: \"It is connect\\u00e9d.\"", "full stop"),
    rule("full-stop", "say: Leave it plugged in.", "say: Leave it plugged «in»", "say: until it is done", "full stop"),
    rule("full-stop", "do: [Follow the app.]", "do: [{say: Follow the «app»}]", "do: [{say: Follow the \"app\".}]", "full stop"),
    rule("full-stop", "warn: Do not mix old and new cells.", "warn: do not mix old and new «cells»", "warn: Do not mix old and new cells!", "full stop"),
    rule("spaces", "do: [Follow the app.]", "do: [Follow«   »the app.]", "do: [Follow\n         the app.]", "write one"),
];

/// A text without its marks, and line, column and width of the stretch between them.
fn unmarked(text: &str) -> (String, Option<(usize, usize, usize)>) {
    let Some((before, rest)) = text.split_once('«') else {
        return (text.to_owned(), None);
    };
    let (meant, behind) = rest.split_once('»').expect("a mark is closed");
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    let width = meant.chars().count().max(1);
    (
        format!("{before}{meant}{behind}"),
        Some((line, column, width)),
    )
}

/// Findings as people see them.
fn told<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> String {
    findings.into_iter().map(Finding::to_string).collect()
}

/// What there is to say about the wording of one guide, which can be read.
fn remarks(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let outline = Outline::read("hall-lamp.yaml", text, &mut found).expect("it is YAML");
    let draft = parse::draft(&outline, &mut found);
    assert_eq!(found, [], "it can be read: {text}");
    prose::remarks(&draft, &mut found);
    found
}

#[test]
fn nothing_is_wrong_with_the_wording_of_the_sample() {
    assert_eq!(remarks(HALL_LAMP), []);
}

#[test]
fn every_rule_is_broken_once_and_at_the_word() {
    let mut wrong = String::new();
    for rule in RULES {
        let (text, place) = unmarked(&with(HALL_LAMP, rule.good, rule.broken));
        let found = remarks(&text);
        let is_meant = |finding: &Finding| {
            let Place {
                line,
                column,
                width,
                ..
            } = finding.place;
            finding.code == rule.code
                && finding.severity == Severity::Warning
                && place == Some((line, column, width))
                && finding
                    .help
                    .as_deref()
                    .is_some_and(|help| help.contains(rule.help))
        };
        if !matches!(&found[..], [only] if is_meant(only)) {
            let _ = writeln!(wrong, "{}: {place:?}\n{}", rule.code, told(&found));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_neighbours_of_bad_wording_are_silent() {
    let mut wrong = String::new();
    for rule in RULES {
        let (text, _) = unmarked(&with(HALL_LAMP, rule.good, rule.silent));
        let mut found = remarks(&text);
        found.append(&mut findings("hall-lamp.yaml", &text));
        if !found.is_empty() {
            let _ = writeln!(wrong, "{}: {}\n{}", rule.code, rule.silent, told(&found));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The loader reads what is worded badly without a word: those who use a guide are not its authors.
#[test]
fn wording_is_no_matter_of_the_loader() {
    for rule in RULES {
        let (text, _) = unmarked(&with(HALL_LAMP, rule.good, rule.broken));
        assert_eq!(findings("hall-lamp.yaml", &text), [], "{}", rule.code);
    }
}

#[test]
fn jargon_that_is_explained_once_is_known_in_the_whole_guide() {
    let used = with(
        HALL_LAMP,
        "means: It is connected.",
        "means: Its firmware works.",
    );
    let used = with(&used, "[Keep it dry.]", "[Update the firmware.]");
    assert_eq!(remarks(&used).len(), 2);
    let about = with(
        &used,
        "on our shelf.",
        "on our shelf., Firmware is its software.",
    );
    assert_eq!(remarks(&about), []);
    let cause = with(
        &used,
        "{name: empty battery}",
        "{name: empty battery, about: Firmware is its software.}",
    );
    assert_eq!(remarks(&cause), []);
    // One item explains it for no other.
    let step = with(
        &used,
        "Replace both cells.",
        "Replace its firmware (the software).",
    );
    assert_eq!(remarks(&step).len(), 2);
}

#[test]
fn what_cannot_be_read_may_explain_the_jargon() {
    let used = with(
        HALL_LAMP,
        "means: It is connected.",
        "means: Its firmware works",
    );
    let broken = with(&used, "{name: empty battery}", "{nam: empty battery}");
    let mut found = Vec::new();
    let outline = Outline::read("hall-lamp.yaml", &broken, &mut found).expect("it is YAML");
    let draft = parse::draft(&outline, &mut found);
    prose::remarks(&draft, &mut found);
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["unknown-field", "full-stop"]);
}

#[test]
fn the_built_in_guides_are_well_worded() {
    for text in built_in::texts() {
        let mut found = Vec::new();
        let outline = Outline::read(&text.file, &text.text, &mut found).expect("it is YAML");
        if let Some(kind) = Kind::of(&text.file) {
            prose::shared_remarks(kind, &outline, &mut found);
        } else {
            let draft = parse::draft(&outline, &mut found);
            prose::remarks(&draft, &mut found);
        }
        assert!(found.is_empty(), "{}", told(&found));
    }
}
