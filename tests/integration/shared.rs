//! Shared steps and notes: what guides can take with `use`, and what the loader says when that goes wrong.

use std::path::Path;

use blinkdoc::catalogue;
use blinkdoc::finding::{Finding, Severity};
use blinkdoc::kb::load::Text;
use blinkdoc::kb::{self, Action, Elsewhere, Guides, Step};

use crate::program::{blinkdoc, file, finish, folder, run_with_kb};
use crate::sample::{HALL_LAMP, with};

const STEPS: &str = "- id: restart-router
  title: Restart the router
  do:
    - {warn: Tell the others.}
    - Unplug the router.
    - {wait: 30 s, say: Leave it off.}
  minutes: 8
  effort: medium
  risk: cuts-power
- id: move-closer
  title: Move it closer
  do: [Carry it to the router.]
  minutes: 5
  effort: easy
";

const NOTES: &str = "support-sheet:
  - serial number
  - what you have tried
dry: [Keep it dry.]
";

/// The sample with two shared steps and two shared notes.
fn guide() -> String {
    let used = "  - {use: restart-router, fixes: {network: medium}, then: [steady-green], cite: [H-20]}
  - {use: move-closer, fixes: {network: low}, minutes: 4, when: [on-battery], after: [restart-router], needs: [reconnect]}
  - id: factory-reset\n";
    let text = with(HALL_LAMP, "  - id: factory-reset\n", used);
    let text = with(
        &text,
        "[serial number]",
        "[{use: support-sheet, cite: [H-21]}, the cable]",
    );
    with(&text, "[Keep it dry.]", "[{use: dry}]")
}

fn text(file: &str, text: &str) -> Text {
    Text {
        file: file.to_owned(),
        text: text.to_owned(),
    }
}

/// Reads a guide together with shared steps and notes.
fn inspect(guide: &str, steps: &str, notes: &str) -> Guides {
    let texts = [
        text("kb/hall-lamp.yaml", guide),
        text("kb/shared/steps.yaml", steps),
        text("kb/shared/notes.yaml", notes),
    ];
    kb::inspect(&texts, &Elsewhere::default(), Vec::new())
}

fn step<'a>(guides: &'a Guides, id: &str) -> &'a Step {
    let guide = &guides.guides[0];
    &guide[guide.step(id).expect("the guide has it")]
}

#[test]
fn a_guide_says_in_one_line_what_is_written_once_for_all() {
    let guides = inspect(&guide(), STEPS, NOTES);
    assert_eq!(guides.findings, []);
    let router = step(&guides, "restart-router");
    assert_eq!(router.title, "Restart the router");
    assert_eq!(router.actions.len(), 3);
    let wait = Action::Wait {
        seconds: 30,
        say: Some("Leave it off.".to_owned()),
    };
    assert_eq!(router.actions[2], wait);
    assert_eq!((router.minutes, router.repairs[0]), (8.0, 0.5));
    assert_eq!(router.cite, ["H-20"]);
    let closer = step(&guides, "move-closer");
    assert_eq!((closer.minutes, closer.repairs[0]), (4.0, 0.2));
    assert_eq!(
        (closer.when.len(), closer.after.len(), closer.needs.len()),
        (1, 1, 1)
    );
    let support = &guides.guides[0].support.have_ready;
    let said: Vec<(&str, usize)> = support
        .iter()
        .map(|note| (note.say.as_str(), note.cite.len()))
        .collect();
    assert_eq!(
        said,
        [
            ("serial number", 1),
            ("what you have tried", 1),
            ("the cable", 0)
        ]
    );
    assert_eq!(guides.guides[0].prevention[0].say, "Keep it dry.");
}

/// Which of the three texts is changed.
#[derive(Clone, Copy)]
enum In {
    Guide,
    Steps,
    Notes,
}

/// The text that is changed, a rule, what stands there, what breaks the rule in its place with the meant
/// stretch in `«»`, what may stand there as well, and a part of the remedy.
type Rule = (
    In,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const RULES: &[Rule] = &[
    (In::Guide, "unknown-shared", "use: restart-router", "use: «restart-rooter»", "use: restart-router ", "did you mean `restart-router`?"),
    (In::Guide, "unknown-shared", "use: restart-router", "use: «Wi-Fi»", "use: \"restart-router\"", "the shared steps are `move-closer` and `restart-router`"),
    (In::Guide, "unknown-shared", "use: dry", "use: «wet»", "say: wet", "the shared notes are `dry` and `support-sheet`"),
    (In::Guide, "unknown-shared", "use: support-sheet", "use: «support-shet»", "use: dry", "did you mean `support-sheet`?"),
    (In::Guide, "unknown-field", "{network: low}, minutes: 4,", "{network: low}, «title»: Mine,", "{network: 0.3}, cite: [H-1],", "beside `use` stand `fixes`, `minutes`, `when`, `after`, `needs`, `then` and `cite`"),
    (In::Guide, "unknown-field", "{use: move-closer,", "{«id»: closer, use: move-closer,", "{use: move-closer,", "remove it"),
    (In::Guide, "unknown-field", "minutes: 4,", "«minuts»: 4,", "minutes: 5,", "did you mean `minutes`?"),
    (In::Guide, "missing-field", "{use: move-closer, fixes: {network: low},", "«{»use: move-closer,", "{use: move-closer, fixes: {battery: low},", "add `fixes: …`"),
    (In::Guide, "empty-step", "{use: move-closer, fixes: {network: low},", "{use: move-closer, fixes: «{»},", "{use: move-closer, fixes: {network: high},", "`fixes: {cause: medium}`"),
    (In::Guide, "bad-minutes", "minutes: 4", "minutes: «0»", "minutes: 0.1", "from 0.001"),
    (In::Guide, "short-minutes", "{network: medium}, then", "{network: medium}, minutes: «0.4», then", "{network: medium}, minutes: 0.5, then", "write `minutes: 0.5`"),
    (In::Guide, "unknown-step", "after: [restart-router]", "after: [«restart-rooter»]", "after: []", "did you mean `restart-router`?"),
    (In::Guide, "duplicate-id", "use: move-closer,", "use: «restart-router»,", "use: move-closer,", "an id of its own"),
    (In::Guide, "duplicate-id", "  - id: factory-reset\n", "  - id: «restart-router»\n", "  - id: reset\n", "an id of its own"),
    (In::Guide, "unknown-source", "cite: [H-21]", "cite: [«Z-1»]", "cite: [H-1]", "add its source"),
    (In::Guide, "unknown-field", "{use: dry}", "{use: dry, «say»: Dry.}", "{say: Dry.}", "remove one of the two"),
    (In::Guide, "missing-field", "{use: support-sheet, cite: [H-21]}", "«{»cite: [H-21]}", "{say: All., cite: [H-21]}", "add `say: …`"),
    (In::Guide, "wrong-shape", "use: dry", "use: «[»dry]", "use: 'dry'", "write a text"),
    (In::Guide, "no-value", "use: dry", "«use»:", "use: dry", "write the value"),

    (In::Steps, "duplicate-id", "id: move-closer", "id: «restart-router»", "id: move-closer", "an id of its own"),
    (In::Steps, "unknown-field", "  effort: easy\n", "  effort: easy\n  «fixes»: {network: low}\n", "  effort: hard\n", "use one of `id`, `title`, `do`"),
    (In::Steps, "unknown-field", "- id: move-closer\n", "- id: move-closer\n  «use»: move-closer\n", "- id: move-closer\n", "use one of `id`"),
    (In::Steps, "missing-field", "  title: Move it closer\n", "", "  title: Closer\n", "add `title: …`"),
    (In::Steps, "bad-id", "id: move-closer", "id: «Move Closer»", "id: move-closer", "single hyphens"),
    (In::Steps, "bad-id", "id: move-closer", "id: «fixed»", "id: move-closer", "choose another id"),
    (In::Steps, "no-loses", "  effort: easy\n", "  effort: easy\n  risk: erases\n", "  effort: easy\n  risk: erases\n  loses: All.\n", "add `loses: …`"),
    (In::Steps, "empty-step", "do: [Carry it to the router.]", "do: «[»]", "do: [Carry it.]", "one action a line"),
    (In::Steps, "wrong-shape", "{warn: Tell the others.}", "«{»warn: Tell them., say: Now.}", "{warn: Tell them.}", "an action of each"),
    (In::Steps, "bad-duration", "wait: 30 s", "wait: «30 days»", "wait: 1 min", "`30 s`"),
    (In::Steps, "bad-minutes", "minutes: 5", "minutes: «-5»", "minutes: 0.5", "from 0.001"),
    (In::Steps, "short-minutes", "wait: 30 s", "wait: 500 s", "wait: 480 s", "write `minutes: 8.4`"),
    (In::Steps, "unknown-word", "effort: easy", "effort: «esy»", "effort: hard", "did you mean `easy`?"),
    (In::Steps, "wrong-shape", STEPS, "«»", STEPS, "start it with `- id: …`"),
    (In::Steps, "wrong-shape", STEPS, "«restart-router»: {}", STEPS, "start it with `- id: …`"),
    (In::Steps, "wrong-shape", STEPS, "«nothing» here", STEPS, "start it with `- id: …`"),
    (In::Steps, "no-value", "  effort: easy\n", "  effort: easy\n-«»\n", "  effort: easy\n", "write the value"),
    (In::Steps, "yaml-syntax", "  minutes: 8\n", "\tminutes: 8\n", "  minutes: 9\n", ""),
    (In::Steps, "anchor", "title: Move it closer", "title: «&a» Move it closer", "title: Move & carry", "no anchors"),
    (In::Steps, "control-character", "Carry it", "Carry «\u{202e}»it", "Carry ⇒ it", "remove it"),

    (In::Notes, "no-value", "dry: [Keep it dry.]", "«dry»: []", "dry: [Dry.]", "write a sentence"),
    (In::Notes, "no-value", "dry: [Keep it dry.]", "«dry»:", "dry: [\"\"]", "write the value"),
    (In::Notes, "wrong-shape", "dry: [Keep it dry.]", "dry: «Keep it dry.»", "dry: [Dry.]", "write a list"),
    (In::Notes, "wrong-shape", "[Keep it dry.]", "[«{»use: dry}]", "[Use it., Dry it.]", "write a text"),
    (In::Notes, "duplicate-key", "dry: [Keep it dry.]", "dry: [Keep it dry.]\n«dry»: [Dry.]", "dry: [Dry.]", "keep one of the two"),
    (In::Notes, "bad-id", "dry: [Keep it dry.]", "dry: [Keep it dry.]\n«Sheet»: [Number]", "dry: [Dry.]", "single hyphens"),
    (In::Notes, "wrong-shape", NOTES, "«-» dry", NOTES, "start it with `name: [a sentence, …]`"),
    (In::Notes, "several-documents", "dry: [", "«---»\ndry: [", "dry: [", "remove the `---`"),
];

/// The three texts with one of them changed, and where in that one the marks stand.
fn changed((which, _, good, _, _, _): &Rule, into: &str) -> ([String; 3], Option<(usize, usize)>) {
    let mut texts = [guide(), STEPS.to_owned(), NOTES.to_owned()];
    let text = &mut texts[*which as usize];
    let marked = with(text, good, into);
    let before = marked.split_once('«').map(|(before, _)| before.to_owned());
    *text = marked.replace(['«', '»'], "");
    let place = before.map(|before| {
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    });
    (texts, place)
}

fn told(findings: &[Finding]) -> String {
    findings.iter().map(Finding::to_string).collect()
}

/// Each mistake is told once, where it stands, and drags nothing along in the guide.
#[test]
fn every_mistake_is_told_once_where_it_stands() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (which, code, _, broken, _, help) = rule;
        let ([guide, steps, notes], place) = changed(rule, broken);
        let found = inspect(&guide, &steps, &notes).findings;
        let file = ["hall-lamp.yaml", "shared/steps.yaml", "shared/notes.yaml"][*which as usize];
        let is_meant = |finding: &Finding| {
            let at = (finding.place.line, finding.place.column);
            let remedy = finding.help.as_deref().unwrap_or_default();
            finding.code == *code
                && finding.place.file == format!("kb/{file}")
                && catalogue::rule(code).is_some_and(|rule| rule.severity == finding.severity)
                && place.is_none_or(|place| place == at)
                && remedy.contains(help)
        };
        if found.len() != 1 || !is_meant(&found[0]) {
            wrong.push(format!("{code}: {broken:.200}\n{}", told(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_neighbours_of_a_mistake_are_none() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (_, code, _, _, silent, _) = rule;
        let ([guide, steps, notes], _) = changed(rule, silent);
        let found = inspect(&guide, &steps, &notes).findings;
        if found.iter().any(|finding| finding.code != "unused") {
            wrong.push(format!("{code}: {silent:.200}\n{}", told(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_shared_and_used_by_nobody_is_told_when_the_guides_are_at_hand() {
    let unused = |guide: &str, steps: &str| {
        let found = inspect(guide, steps, NOTES).findings;
        let titles = found.iter().map(|finding| {
            assert_eq!(finding.severity, Severity::Warning);
            assert_eq!(finding.code, "unused");
            finding.title.clone()
        });
        titles.collect::<Vec<_>>()
    };
    assert_eq!(unused(&guide(), STEPS), Vec::<String>::new());
    let more =
        format!("{STEPS}- {{id: wait, title: Wait, do: [Wait.], minutes: 1, effort: easy}}\n");
    assert_eq!(
        unused(&guide(), &more),
        ["no guide uses the shared step `wait`"]
    );
    let dry = with(&guide(), "[{use: dry}]", "[Dry.]");
    assert_eq!(unused(&dry, STEPS), ["no guide uses the shared note `dry`"]);

    let shared = || vec![text("kb/shared/steps.yaml", &more)];
    let alone = kb::inspect(&shared(), &Elsewhere::default(), Vec::new());
    assert_eq!(alone.findings, [], "nobody knows which guides there are");
    let elsewhere = Elsewhere {
        shared: shared(),
        ..Elsewhere::default()
    };
    let lamp = [text("hall-lamp.yaml", HALL_LAMP)];
    assert_eq!(kb::inspect(&lamp, &elsewhere, Vec::new()).findings, []);
    let broken = with(HALL_LAMP, "minutes: 10", "minutes: ten");
    let found = inspect(&broken, STEPS, NOTES).findings;
    assert_eq!(
        found.len(),
        1,
        "a guide with a mistake may have meant to use it"
    );
}

#[test]
fn a_name_that_was_used_wrongly_is_no_mistake_where_it_is_linked() {
    let text = with(&guide(), "use: restart-router", "use: restart-rooter");
    let found = inspect(&text, STEPS, NOTES).findings;
    assert_eq!(found.len(), 1, "{}", told(&found));
    let text = with(&text, "needs: [reconnect]}", "needs: [recconect]}");
    let found = inspect(&text, STEPS, NOTES).findings;
    assert_eq!(found.len(), 2, "{}", told(&found));
}

/// Without anything shared there is nothing to use.
#[test]
fn without_a_shared_file_every_use_is_told() {
    let texts = [text("kb/hall-lamp.yaml", &guide())];
    let found = kb::inspect(&texts, &Elsewhere::default(), Vec::new()).findings;
    assert_eq!(found.len(), 4, "{}", told(&found));
    for finding in &found {
        assert_eq!(finding.code, "unknown-shared");
        let help = finding.help.as_deref().unwrap_or_default();
        assert!(help.contains("write this one out"), "{finding}");
    }
}

#[test]
fn a_shared_file_reads_the_same_from_any_editor() {
    let plain = inspect(&guide(), STEPS, NOTES).guides;
    for mended in [
        |text: &str| text.replace('\n', "\r\n"),
        |text: &str| format!("\u{feff}{text}"),
        |text: &str| format!("---\n# shared\n{text}..."),
    ] {
        let same = inspect(&guide(), &mended(STEPS), &mended(NOTES));
        assert_eq!(told(&same.findings), "");
        assert_eq!(same.guides, plain);
    }
}

/// Cut off anywhere, a shared file is whole as far as it goes, or has the finding itself.
#[test]
fn a_shared_file_that_is_cut_off_anywhere_is_a_finding() {
    for cut in 0..STEPS.len() {
        let found = inspect(&guide(), &STEPS[..cut], NOTES).findings;
        is_about(&found, "kb/shared/steps.yaml", &STEPS[..cut]);
    }
    for cut in 0..NOTES.len() {
        let found = inspect(&guide(), STEPS, &NOTES[..cut]).findings;
        is_about(&found, "kb/shared/notes.yaml", &NOTES[..cut]);
    }
}

/// Findings stand in a shared file, or say that the guide uses what is no longer there.
fn is_about(found: &[Finding], file: &str, text: &str) {
    for finding in found {
        assert!(finding.help.is_some(), "{text}\n{finding}");
        assert!(finding.place.line > 0, "{text}\n{finding}");
        let is_there = finding.place.file == file || finding.code == "unknown-shared";
        assert!(is_there, "{text}\n{finding}");
    }
    let has = |code| found.iter().any(|finding| finding.code == code);
    assert!(
        !(has("yaml-syntax") && has("unknown-shared")),
        "{text}\n{}",
        told(found)
    );
}

#[test]
fn a_folder_is_read_with_what_it_shares() {
    let kb = folder("shared-own");
    file(&kb, "hall-lamp.yaml", guide());
    std::fs::create_dir_all(kb.join("shared")).expect("it can be made");
    file(&kb, "shared/steps.yaml", STEPS);
    file(&kb, "shared/notes.yaml", NOTES);
    let told = run_with_kb(&kb);
    assert_eq!((told.status, told.stderr.as_str()), (Some(0), ""));
    let arguments = ["-d", "hall-lamp", "-p", "slow-red", "--kb"];
    let told = finish(blinkdoc(&arguments).arg(&kb));
    assert!(
        told.stdout.contains("Restart the router"),
        "{}",
        told.stdout
    );
    assert!(
        told.stdout.contains("Tell the others."),
        "its own one wins: {}",
        told.stdout
    );

    file(&kb, "shared/step.yaml", STEPS);
    let told = run_with_kb(&kb);
    assert_eq!(told.status, Some(3));
    assert!(
        told.stderr
            .contains("error[file-name]: no shared file has this name"),
        "{}",
        told.stderr
    );
    std::fs::remove_file(kb.join("shared/step.yaml")).expect("it is there");

    file(&kb, "shared/notes.yaml", b"dry: [\xff]");
    let told = run_with_kb(&kb);
    assert_eq!(told.status, Some(3));
    let findings = told.stderr.matches("error[").count();
    assert_eq!(findings, 1, "what it shares is told once: {}", told.stderr);
    assert!(told.stderr.contains("error[not-utf-8]"), "{}", told.stderr);
}

/// A guide called `steps` in a folder called something else is a guide, and so is any other.
#[test]
fn only_two_files_are_shared() {
    let is_shared = |file: &str| kb::shared::Kind::of(file).is_some();
    assert!(is_shared("shared/steps.yaml") && is_shared("/a/shared/notes.yaml"));
    for file in [
        "steps.yaml",
        "shared/hall-lamp.yaml",
        "unshared/steps.yaml",
        "shared/a/steps.yaml",
    ] {
        assert!(!is_shared(file), "{file}");
    }
    assert!(!is_shared(
        &Path::new("kb").join("hall-lamp.yaml").display().to_string()
    ));
}
