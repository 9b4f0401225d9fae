//! Scenarios of a small guide: what is replayed, what is missed, and what is a mistake in a file.

use super::*;

/// The guide `porch-lamp` beside the built-in ones.
fn library() -> Library {
    Library::with(Some(Path::new("tests/fixtures/porch"))).unwrap()
}

/// What comes of a file of this name with this text.
fn tested_as(file: &str, text: &str) -> Tested {
    let text = Text {
        file: file.to_owned(),
        text: text.to_owned(),
    };
    test(&[text], &library(), None, Vec::new()).unwrap()
}

fn tested(text: &str) -> Tested {
    tested_as("porch-lamp.yaml", text)
}

/// The codes of all mistakes and misses, and what each underlines.
fn codes(tested: &Tested) -> Vec<(&'static str, String)> {
    let misses = tested.verdicts.iter().flat_map(|verdict| &verdict.misses);
    let told = tested.findings.iter().chain(misses);
    told.map(|finding| {
        let Place {
            source,
            column,
            width,
            ..
        } = &finding.place;
        let underlined = source.chars().skip(column.saturating_sub(1)).take(*width);
        (finding.code, underlined.collect())
    })
    .collect()
}

/// A code, a file that breaks its rule, what is underlined, and the same file mended.
const RULES: [(&str, &str, &str, &str); 20] = [
    (
        "wrong-shape",
        "name: a",
        "n",
        "- {name: a, light: slow-red, expect: {end: support}}",
    ),
    (
        "wrong-shape",
        "- {name: a, light: slow-red, case: hot=no, expect: {end: support}}",
        "hot=no",
        "- {name: a, light: slow-red, case: [hot=no], expect: {end: support}}",
    ),
    (
        "wrong-shape",
        "- {name: a, light: slow-red, expect: {try: {reconnect: fixed}}}",
        "{",
        "- {name: a, light: slow-red, expect: {try: reconnect}}",
    ),
    (
        "yaml-syntax",
        "- {name: a, light: slow-red, expect: {end: support}",
        "",
        "- {name: a, light: slow-red, expect: {end: support}}",
    ),
    (
        "unknown-field",
        "- {name: a, light: slow-red, expect: {tries: reconnect}}",
        "tries",
        "- {name: a, light: slow-red, expect: {try: reconnect}}",
    ),
    (
        "missing-field",
        "- {name: a, expect: {end: support}}",
        "{",
        "- {name: a, light: slow-red, expect: {end: support}}",
    ),
    (
        "no-value",
        "- {name: a, light: slow-red, expect: {end: }}",
        "end",
        "- {name: a, light: slow-red, expect: {end: support}}",
    ),
    (
        "expects-nothing",
        "- {name: a, light: slow-red, expect: {}}",
        "expect",
        "- {name: a, light: slow-red, expect: {ask: hot}}",
    ),
    (
        "not-understood",
        "- {name: a, light: zebra, expect: {ask: hot}}",
        "zebra",
        "- {name: a, light: other, expect: {ask: hot}}",
    ),
    (
        "unknown-pattern",
        "- {name: a, light: steady blue, expect: {ask: hot}}",
        "steady blue",
        "- {name: a, light: steady green, expect: {ask: hot}}",
    ),
    (
        "ambiguous-pattern",
        "- {name: a, light: red, expect: {ask: hot}}",
        "red",
        "- {name: a, light: red and slow, expect: {ask: hot}}",
    ),
    (
        "wrong-form",
        "- {name: a, light: slow-red, case: [hot], expect: {ask: hot}}",
        "hot",
        "- {name: a, light: slow-red, case: [hot=no], expect: {ask: hot}}",
    ),
    (
        "unknown-move",
        "- {name: a, light: slow-red, case: [het=no], expect: {ask: hot}}",
        "het=no",
        "- {name: a, light: slow-red, case: [hot=no], expect: {ask: hot}}",
    ),
    (
        "unknown-answer",
        "- {name: a, light: slow-red, case: [hot=yes], expect: {ask: hot}}",
        "hot=yes",
        "- {name: a, light: slow-red, case: [hot=hot], expect: {ask: hot}}",
    ),
    (
        "unknown-outcome",
        "- {name: a, light: slow-red, case: [reconnect=light:green], expect: {ask: hot}}",
        "reconnect=light:green",
        "- {name: a, light: slow-red, case: [reconnect=light:steady-green], expect: {ask: hot}}",
    ),
    (
        "told-twice",
        "- {name: a, light: slow-red, case: [hot=no, hot=burnt], expect: {ask: hot}}",
        "hot=burnt",
        "- {name: a, light: slow-red, case: [hot=no, changed=router], expect: {ask: hot}}",
    ),
    (
        "unknown-question",
        "- {name: a, light: slow-red, expect: {ask: reconnect}}",
        "reconnect",
        "- {name: a, light: slow-red, expect: {ask: changed}}",
    ),
    (
        "unknown-step",
        "- {name: a, light: slow-red, expect: {try: [reconnect, changed]}}",
        "changed",
        "- {name: a, light: slow-red, expect: {try: reconnect, ask: changed}}",
    ),
    (
        "unknown-move",
        "- {name: a, light: slow-red, expect: {never: [erase, paint]}}",
        "paint",
        "- {name: a, light: steady-green, expect: {never: [erase, changed]}}",
    ),
    (
        "unknown-ending",
        "- {name: a, light: slow-red, expect: {end: finished}}",
        "finished",
        "- {name: a, light: steady-green, expect: {end: all-well}}",
    ),
];

#[test]
fn every_mistake_is_found_where_it_stands() {
    for (code, broken, underlined, mended) in RULES {
        let found = codes(&tested(broken));
        let [(found_code, found_underlined)] = found.as_slice() else {
            panic!("{code}: {found:?} in {broken}");
        };
        assert_eq!(
            (*found_code, found_underlined.as_str()),
            (code, underlined),
            "{broken}"
        );
        let mended = tested(mended);
        assert_eq!(codes(&mended), [], "{code}");
        assert_eq!(mended.verdicts.len(), 1, "{code}");
    }
}

#[test]
fn a_miss_is_told_where_it_was_expected() {
    let case = "light: slow-red, case: [hot=no, reconnect=fixed]";
    for (code, expect, underlined, mended) in [
        ("never-came-up", "try: erase", "erase", "never: erase"),
        ("never-came-up", "ask: updating", "updating", "ask: changed"),
        (
            "came-up",
            "never: [erase, changed]",
            "changed",
            "never: erase",
        ),
        (
            "other-order",
            "try: [reconnect, swap-batteries]",
            "swap-batteries",
            "try: [swap-batteries, reconnect]",
        ),
        (
            "other-order",
            "ask: [changed, hot]",
            "hot",
            "ask: [hot, changed]",
        ),
        ("other-end", "end: all-well", "all-well", "end: fixed"),
        ("other-end", "end: support", "support", "try: reconnect"),
    ] {
        let file = |expect: &str| format!("- {{name: a, {case}, expect: {{{expect}}}}}");
        assert_eq!(
            codes(&tested(&file(expect))),
            [(code, underlined.to_owned())],
            "{expect}"
        );
        assert_eq!(codes(&tested(&file(mended))), [], "{mended}");
    }
}

/// What came up for this light and these entries, and where it ended.
fn came(light: &str, case: &str) -> (Vec<String>, String) {
    let text = format!("- {{name: a, light: {light}, case: [{case}], expect: {{ask: hot}}}}");
    let mut tested = tested(&text);
    let verdict = tested.verdicts.remove(0);
    (verdict.came_up, verdict.end.0)
}

#[test]
fn what_no_entry_tells_is_not_sure_and_no_change() {
    let (came, end) = came("slow-red", "");
    let expected = [
        "hot=not-sure",
        "changed=not-sure",
        "swap-batteries=no-change",
        "reconnect=no-change",
        "cool-down=no-change",
        "erase=no-change",
    ];
    assert_eq!(came, expected);
    assert_eq!(end, "support");
}

#[test]
fn entries_are_told_when_they_are_asked_for_in_whatever_order_they_stand() {
    let expected = (
        ["hot=no", "changed=router", "reconnect=fixed"]
            .map(str::to_owned)
            .to_vec(),
        "fixed".to_owned(),
    );
    assert_eq!(
        came("slow-red", "hot=no, changed=router, reconnect=fixed"),
        expected
    );
    assert_eq!(
        came("slow-red", "reconnect=fixed, changed=router, hot=no"),
        expected
    );
}

#[test]
fn a_case_goes_on_with_another_light() {
    let (came, end) = came(
        "fast-red",
        "hot=no, wait-out-update=light:slow-red, swap-batteries=light:steady-green",
    );
    assert_eq!(came.first().unwrap(), "hot=no");
    assert_eq!(came.last().unwrap(), "swap-batteries=light:steady-green");
    assert_eq!(end, "fixed");
}

#[test]
fn an_entry_that_never_came_up_is_told_once() {
    let text = "- {name: a, light: slow-red, case: [hot=burnt, reconnect=fixed], expect: {try: reconnect, end: stop}}";
    assert_eq!(
        codes(&tested(text)),
        [("never-came-up", "reconnect=fixed".to_owned())]
    );
}

#[test]
fn a_mistake_leaves_out_its_own_scenario_alone() {
    let text = "\
- {name: a, light: slow-red, expect: {end: finished}}
- {name: b, light: slow-red, expect: {end: support}}
- {name: c, light: slow-red, expect: {end: fixed}}
";
    let tested = tested(text);
    let names: Vec<&str> = tested
        .verdicts
        .iter()
        .map(|verdict| verdict.name.as_str())
        .collect();
    assert_eq!(names, ["b", "c"]);
    assert_eq!(tested.findings.len(), 1);
    assert_eq!(tested.failed().count(), 1);
}

#[test]
fn a_file_of_no_guide_is_still_read_for_its_shape() {
    let tested = tested_as(
        "scenarios/porch-lmp.yaml",
        "- {name: a, light: slow-red, expect: {ends: fixed}}",
    );
    let found: Vec<&str> = tested.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(found, ["unknown-device", "unknown-field"]);
    let help = tested.findings[0].help.as_deref().unwrap();
    assert!(help.contains("`porch-lamp`"), "{help}");
}

#[test]
fn an_id_of_a_question_and_a_step_is_what_stands_behind_it() {
    use crate::request::{Flag, entry};
    let library = library();
    let guide = crate::request::device(&library, "porch-lamp").unwrap();
    let mut guide = guide.into_owned();
    guide.questions[1].id = "reconnect".to_owned();
    let words = |words: &str| {
        let entry = entry(&guide, &Flag::Entry(words.to_owned()));
        entry.map(Entry::replies_to).map_err(|failure| failure.kind)
    };
    let moves = crate::request::moves_named(&guide, "reconnect").unwrap();
    let [question, step] = moves[..] else {
        panic!("{moves:?}")
    };
    assert_eq!(words("reconnect=router"), Ok(question));
    assert_eq!(words("reconnect=not-sure"), Ok(question));
    assert_eq!(words("reconnect=fixed"), Ok(step));
    assert_eq!(words("reconnect=light:slow-red"), Ok(step));
    assert_eq!(words("reconnect=zebra"), Err("unknown-outcome"));
}
