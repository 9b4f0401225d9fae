//! What the loader says of a guide: every rule with a guide that breaks it and a neighbour that does not.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use blinkdoc::finding::{Finding, Place, has_errors};
use blinkdoc::library::Library;
use blinkdoc::{kb, kb::load};

use crate::sample::{HALL_LAMP, findings, read, read_all, with};

/// A mistake in the sample guide, and a change at the same spot that is none.
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
    // The text.
    rule("yaml-syntax", "name: Example hall lamp", "name: Example«:» hall lamp", "name: 'Example: hall lamp'", "in quotes"),
    rule("yaml-syntax", "prevention: [Keep it dry.]", "prevention: [Keep it dry.«»", "prevention:\n- Keep it dry.", "close the `[`"),
    rule("yaml-syntax", "ask: Is it hot?", "ask: «@»hot?", "ask: \"@hot?\"", "in quotes"),
    rule("yaml-syntax", "ask: Is it hot?", "ask: «\"»\\hot?\"", "ask: \"\\u0048ot?\"", "backslash"),
    rule("yaml-syntax", "about: [We have this lamp on our shelf.]", "about: «*»shelf", "about: ['*shelf']", "in quotes"),
    rule("too-deep", "[Keep it dry.]", "[[[[[[[[[[[[[[[[[[[[[[[«[»x]]]]]]]]]]]]]]]]]]]]]]]]", "[Keep it, dry]", "flatter"),
    rule("several-documents", "prevention:", "«---»\nprevention:", "# ---\nprevention:", "remove the `---`"),
    rule("anchor", "[Keep it dry.]", "[«&dry» Keep it dry.]", "[Keep & dry.]", "no anchors"),
    rule("alias", "  have-ready: [serial number]", "  have-ready: [&n number, «*n»]", "  have-ready: [number, 'a *n']", "no `*alias`"),
    rule("tag", "say: Hot,", "say: «!!str» Hot,", "say: Hot!!,", "remove the `!tag`"),
    rule("control-character", "ask: Is it hot?", "ask: «\"Is it \\e[31mhot?\"»", "ask: \"Is it \\\"hot\\\"?\"", "remove it"),
    rule("control-character", "ask: Is it hot?", "ask: Is it «\u{202e}»hot?", "ask: Ist es heiß?", "remove it"),
    rule("duplicate-key", "minutes: 10", "minutes: 10\n    «minutes»: 11", "minutes: 11", "keep one of the two"),
    // The shape.
    rule("unknown-field", "about: [We", "«abuot»: [We", "about: [We", "did you mean `about`?"),
    rule("unknown-field", "by: Example Ltd", "«xyz»: Example Ltd", "url: https://example.org/", "use one of `id`, `title`, `by`"),
    rule("no-value", "say: Hot,", "say: Hot, «my hand»,", "say: \"Hot, my hand\",", "in quotes"),
    rule("unknown-field", "minutes: 10", "«minuts»: 10", "minutes: 10", "did you mean `minutes`?"),
    rule("missing-field", "name: Example hall lamp\n", "", "name: Lamp\n", "add `name: …`"),
    rule("missing-field", "    title: Set it up afresh\n", "", "    title: Set it up\n", "add `title: …`"),
    rule("missing-field", "{id: \"no\", say: \"No\"}", "«{»id: \"no\"}", "{id: \"no\", say: None of these}", "add `say: …`"),
    rule("unknown-word", "effort: medium\n    after", "effort: «medum»\n    after", "effort: hard\n    after", "did you mean `medium`?"),
    rule("unknown-word", "risk: erases", "risk: «explodes»", "risk: erases", "use one of `none`, `cuts-power` and `erases`"),
    rule("unknown-word", "{network: high, battery: low}", "{network: «hihg», battery: low}", "{network: 5, battery: low}", "did you mean `high`?"),
    rule("unknown-word", "{network: high, battery: low}", "{network: high, battery: «0»}", "{network: high, battery: 0.001}", "a weight from 0.001 to 1000"),
    rule("unknown-word", "fixes: {battery: high}", "fixes: {battery: «1»}", "fixes: {battery: 0.99}", "a chance from 0.001 to 0.999"),
    rule("unknown-word", "share: common, points-away", "share: «.nan», points-away", "share: 6, points-away", "a weight"),
    rule("unknown-word", "points-to: {network: strongly}", "points-to: {network: «.inf»}", "points-to: {network: 20}", "a factor"),
    rule("wrong-shape", HALL_LAMP, "«-» a list", HALL_LAMP, "start it with `id:`"),
    rule("wrong-shape", HALL_LAMP, "«»", HALL_LAMP, "start it with `id:`"),
    rule("wrong-shape", "minutes: 10", "minutes: «ten»", "minutes: 1e1", "write a number"),
    rule("wrong-shape", "name: Example hall lamp", "name: «[»lamp]", "name: 12", "write a text"),
    rule("no-value", "name: Example hall lamp", "«name»:", "name: nothing", "write the value"),
    rule("no-value", "    minutes: 1\n", "    «minutes»: ~\n", "    minutes: 2\n", "write the value"),
    rule("no-value", "[Keep it dry.]", "\n  - Keep it dry.\n  -«»", "\n  - Keep it dry.\n", "write the value"),
    rule("wrong-shape", "ask: Is it hot?", "ask: «[»hot?]", "ask: \"[hot?]\"", "write a text"),
    rule("no-value", "ask: Is it hot?", "«ask»:", "ask: Hot?", "write the value"),
    rule("wrong-shape", "cite: [H-7]", "cite: «H-7»", "cite: [H-7, H-8]", "write a list"),
    rule("wrong-shape", "  battery: {name: empty battery}", "  battery: «empty»", "  battery:\n    name: empty", "keys and values"),
    rule("wrong-shape", "[Keep it dry.]", "[«[»dry]]", "[{say: Dry., cite: [H-1]}]", "a sentence, or `say` and `cite`"),
    rule("wrong-shape", "do: [Follow the app.]", "do: [«[»app]]", "do: [{say: Follow.}, {wait: 1 h}]", "a sentence, `warn`, or `wait` with `say`"),
    rule("wrong-shape", "do: [Follow the app.]", "do: [«{»say: Follow., warn: Mind.}]", "do: [{warn: Mind.}]", "an action of each"),
    rule("wrong-shape", "{network: high, battery: low}", "{network: «[»high], battery: low}", "{network: low, battery: low}", "a word or a number"),
    rule("wrong-shape", "also: [hl100]", "«also»: []", "also:\n  - hl100", "remove the key"),
    rule("wrong-shape", "also: [hl100]", "«also»: {hl100: x}", "also: [hl 100]", "behind `- `"),
    rule("wrong-shape", "conditions:\n  on-battery: it runs on batteries", "«conditions»: [on-battery]", "conditions: {on-battery: yes}", "one `name: …` to a line"),
    rule("wrong-shape", "prevention: [Keep it dry.]", "? «[»a]\n: b", "? prevention\n: [Keep it dry.]", "one word before the `:`"),
    // Names.
    rule("bad-id", "id: hall-lamp\n", "id: «hall lamp»\n", "id: hall-lamp # a comment\n", "single hyphens"),
    rule("bad-id", "conditions:\n", "conditions:\n  «On Mains»: it has a plug\n", "conditions:\n  on-mains: it has a plug\n", "lower-case"),
    rule("bad-id", "causes:\n", "causes:\n  «other»: {name: anything}\n", "causes:\n", "choose another id"),
    rule("bad-id", "{id: mains,", "{id: «not-sure»,", "{id: sure,", "belongs to every question"),
    rule("bad-id", "{id: mains,", "{id: «the mains»,", "{id: the-mains,", "single hyphens"),
    rule("duplicate-id", "id: factory-reset", "id: «reconnect»", "id: steady-green", "an id of its own"),
    rule("duplicate-id", "id: mains", "id: «batteries»", "id: reconnect", "an id of its own"),
    rule("bad-name", "also: [hl100]", "also: [«'--'»]", "also: [光]", "people can type"),
    rule("file-name", "id: hall-lamp\n", "id: «lamp»\n", "id: 'hall-lamp'\n", "`lamp.yaml`"),
    // Links.
    rule("unknown-cause", "fixes: {battery: high}", "fixes: {«batery»: high}", "fixes: {battery: low}", "did you mean `battery`?"),
    rule("unknown-cause", "rules-out: [battery]", "rules-out: [battery, «heat»]", "rules-out: [battery, update]", "the causes `network`, `battery` and `update`"),
    rule("unknown-light", "may-be: [slow-red, fast-red]", "may-be: [slow-red, «fast-rad»]", "may-be: [slow-red]", "did you mean `fast-red`?"),
    rule("unknown-light", "then: [steady-green]", "then: [«stedy-green»]", "then: []", "did you mean `steady-green`?"),
    rule("unknown-step", "after: [swap-batteries]", "after: [«swap-batery»]", "after: []", "did you mean `swap-batteries`?"),
    rule("unknown-step", "do-first: reconnect", "do-first: «recconect»", "do-first: swap-batteries", "did you mean `reconnect`?"),
    rule("unknown-step", "article: [reconnect]", "article: [reconnect, «xyz»]", "article: [reconnect, swap-batteries]", "the guide has the steps"),
    rule("unknown-ending", "end: unplug-now", "end: «unplug»", "end: wait-more", "did you mean `unplug-now`?"),
    rule("unknown-condition", "when: [on-battery]", "when: [«on-batery»]", "when: []", "did you mean `on-battery`?"),
    rule("unknown-source", "cite: [H-7]", "cite: [H-7, «X-1»]", "cite: [H-7, H-8]", "(`H`), or add its source"),
    rule("unknown-guide", "{kind: wait, title: Wait,", "{kind: wait, title: Wait, continue-with: «hal-lamp»,", "{kind: wait, title: Wait, continue-with: hall-lamp,", "did you mean `hall-lamp`?"),
    // Meaning.
    rule("unknown-looks", "looks: red, blinks fast", "looks: «redd, blinks fast»", "looks: red, blinks every 1 s", "did you mean `red`?"),
    rule("no-cause", "may-be: [slow-red, fast-red]\n", "\n", "causes: {network: low}\n", "add `causes:`"),
    rule("two-origins", "    may-be: [slow-red, fast-red]", "    causes: {network: low}\n    «may-be»: [slow-red, fast-red]", "    may-be: [fast-red, slow-red]", "remove one"),
    rule("two-origins", "    end: all-well", "    end: all-well\n    causes: {network: low}", "    end: wait-more", "remove `end`"),
    rule("may-be", "may-be: [slow-red, fast-red]", "may-be: [slow-red, steady-green]", "may-be: [fast-red]", "name lights that have `causes`"),
    rule("do-first", "{id: router, say: A new router,", "{id: router, say: A new router, «do-first»: reconnect,", "{id: router, say: A new router, end: unplug-now,", "`kind: safety`"),
    rule("do-first", "say: Hot, do-first: reconnect", "say: Hot, do-first: «factory-reset»", "say: Hot, do-first: wait-out-update", "erases nothing"),
    rule("safety-when", "    ask: Is it hot?\n", "    ask: Is it hot?\n    «when»: [on-battery]\n", "    ask: Is it very hot?\n", "remove `when`"),
    rule("no-wait", "    fixes: {update: certain}\n", "    fixes: {update: certain}\n    risk: cuts-power\n", "    fixes: {update: certain}\n    risk: none\n", "no `when` and no `risk`"),
    rule("no-wait", "    fixes: {update: certain}\n", "    fixes: {update: certain}\n    when: [on-battery]\n", "    fixes: {update: certain}\n    when: []\n", "no `when` and no `risk`"),
    rule("impossible-cause", "{id: batteries, say: \"Yes\",", "{id: batteries, say: \"Yes\", rules-out: [battery],", "{id: batteries, say: \"Yes\", rules-out: [update],", "at least one answer"),
    rule("no-answer", "    answers:\n      - {id: router, say: A new router, share: seldom, points-to: {network: strongly}}\n      - {id: nothing, say: Nothing, share: common, points-away: {network: slightly}}\n", "    answers: «[»]\n", "    answers: [{id: router, say: Router, points-to: {network: strongly}}, {id: nothing, say: Nothing}]\n", "at least two answers"),
    rule("no-answer", "establishes: [on-battery]", "share: common", "establishes: [on-battery], share: common", "`establishes: [on-battery]`"),
    rule("no-loses", "    loses: Its name.\n", "", "    loses: All.\n", "add `loses: …`"),
    rule("empty-step", "do: [Follow the app.]", "do: «[»]", "do: [Do.]", "one action a line"),
    rule("empty-step", "fixes: {battery: high}", "fixes: «{»}", "fixes: {battery: certain}", "`fixes: {cause: medium}`"),
    rule("bad-duration", "wait: 30 min", "wait: «30 days»", "wait: 24 h", "`30 s`"),
    rule("bad-duration", "wait: 30 min", "wait: «-1 s»", "wait: 1 s", "a whole number"),
    rule("bad-minutes", "minutes: 10", "minutes: «-3»", "minutes: 0.5", "minutes above 0"),
    rule("bad-minutes", "minutes: 10", "minutes: «.inf»", "minutes: 10080", "a week"),
    rule("bad-minutes", "minutes: 10", "minutes: «.nan»", "minutes: 10.5", "a week"),
    rule("bad-minutes", "minutes: 10", "minutes: «99999999999999999999999»", "minutes: 1e2", "a week"),
    rule("bad-minutes", "{kind: wait, title: Wait,", "{kind: wait, minutes: «-1», title: Wait,", "{kind: wait, minutes: 0, title: Wait,", "from 0"),
    rule("built-in-ending", "{kind: stop,", "{kind: «support»,", "{kind: stop,", "`normal`, `setup`, `wait` or `stop`"),
    rule("no-ending", "    end: all-well\n", "    end: all-well\n  - {id: dark, looks: \"off\", state: setup, means: Set it up.}\n", "    end: all-well\n  - {id: dark, looks: \"off\", state: normal, means: It sleeps.}\n", "add `end: …`"),
    rule("no-ending", "{kind: wait, title: Wait,", "{kind: stop, title: Wait,", "{kind: wait, title: Stay,", "`kind: wait`"),
    rule("no-wait", "    fixes: {update: certain}", "    fixes: {battery: certain}", "    fixes: {update: low}", "`fixes: {update: certain}`"),
    rule("cycle", "    when: [on-battery]", "    when: [on-battery]\n    after: [reconnect]", "    when: [on-battery]\n    after: [wait-out-update]", "remove one of"),
    rule("unused", "causes:\n", "causes:\n  «heat»: {name: too hot}\n", "causes:\n", "remove the cause"),
    rule("unused", "endings:\n", "endings:\n  «idle»: {kind: normal, title: Idle, say: [Idle.]}\n", "endings:\n", "let a light lead to it"),
];

/// Rules that need more than one change to one guide, with the test that breaks them.
const ELSEWHERE: &[(&str, &str)] = &[
    ("duplicate-name", "names.rs"),
    ("unreadable", "bad_input.rs"),
    ("no-guides", "bad_input.rs"),
    ("not-utf-8", "bad_input.rs"),
    ("too-big", "bad_input.rs"),
    ("too-long", "guides.rs"),
    ("too-many", "guides.rs"),
    ("many", "guides.rs"),
];

/// No link leads to a question, so the rule cannot be broken.
const UNREACHABLE: &str = "unknown-question";

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

#[test]
fn nothing_is_wrong_with_the_sample() {
    assert_eq!(findings("hall-lamp.yaml", HALL_LAMP), []);
}

#[test]
fn every_rule_points_at_the_word_and_says_what_to_do() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (text, place) = unmarked(&with(HALL_LAMP, rule.good, rule.broken));
        let found = findings("hall-lamp.yaml", &text);
        let is_meant = |finding: &&Finding| {
            let Place {
                file,
                line,
                column,
                width,
                ..
            } = &finding.place;
            let help = finding.help.as_deref().unwrap_or_default();
            finding.code == rule.code
                && file == "hall-lamp.yaml"
                && *line > 0
                && place.is_none_or(|place| place == (*line, *column, *width))
                && help.contains(rule.help)
        };
        if found.iter().find(is_meant).is_none() {
            wrong.push(format!(
                "{}: {:.200}\n{}",
                rule.code,
                rule.broken,
                told(&found)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Findings as people see them.
fn told<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> String {
    findings.into_iter().map(Finding::to_string).collect()
}

/// A rule that is broken once is told once: the rest of the guide has no part in it.
#[test]
fn a_mistake_is_told_once_and_drags_nothing_along() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (text, _) = unmarked(&with(HALL_LAMP, rule.good, rule.broken));
        let found = findings("hall-lamp.yaml", &text);
        let (same, others): (Vec<_>, Vec<_>) =
            found.iter().partition(|finding| finding.code == rule.code);
        let is_own = |finding: &&Finding| belongs_to(rule.code, finding);
        if same.len() > 1 && !same.iter().all(is_own) || !others.iter().all(is_own) {
            wrong.push(format!(
                "{}: {:.200}\n{}",
                rule.code,
                rule.broken,
                told(&found)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
    )
}

#[test]
fn the_neighbours_of_a_mistake_are_none() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (text, _) = unmarked(&with(HALL_LAMP, rule.good, rule.silent));
        let found = findings("hall-lamp.yaml", &text);
        if has_errors(&found) || found.iter().any(|finding| finding.code == rule.code) {
            wrong.push(format!(
                "{}: {:.200}\n{}",
                rule.code,
                rule.silent,
                told(&found)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The codes that the loader's source names.
fn codes() -> BTreeSet<String> {
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/kb")];
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

/// The texts that stand where a source names the rule of a finding.
fn codes_in(source: &str) -> impl Iterator<Item = &str> {
    const BEFORE: [&str; 6] = [
        "error(",
        "warning(",
        "problem(",
        "fault(",
        "unknown_name(",
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
fn every_rule_of_the_loader_has_an_example() {
    let shown: BTreeSet<String> = RULES
        .iter()
        .map(|rule| rule.code)
        .chain(ELSEWHERE.iter().map(|(code, _)| *code))
        .chain([UNREACHABLE])
        .map(str::to_owned)
        .collect();
    assert_eq!(codes(), shown);
    for (code, file) in ELSEWHERE {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/integration")
            .join(file);
        let text = fs::read_to_string(file).expect("the test is there");
        assert!(text.matches(&format!("\"{code}\"")).count() > 0, "{code}");
    }
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
    let read = kb::read(&texts, &|_| None, findings).expect("the built-in guides have no mistakes");
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

#[test]
fn the_guide_of_the_authors_page_is_sound() {
    let page = include_str!("../../kb/README.md");
    let (_, rest) = page.split_once("```yaml\n").expect("the page has a guide");
    let (text, _) = rest.split_once("```").expect("the guide ends");
    assert_eq!(findings("hall-lamp.yaml", text), Vec::new());
}
