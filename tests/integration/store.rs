//! Cases on disk: what is kept, and what becomes of it when files are torn, foreign, held or read-only.

use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use blinkdoc::engine::{Case, End, Engine, Entry, Move, Outcome};
use blinkdoc::kb::{Action, Guide, StepId};
use blinkdoc::keeper::Keeper as _;
use blinkdoc::record::{self, EntryName, Record, Unreadable, Whole, revive};
use blinkdoc::store::{Store, Trouble};
use jiff::Timestamp;
use tempfile::TempDir;

use super::common::guides;

/// A folder of cases, with a clock that can be set.
struct Folder {
    folder: TempDir,
    seconds: Rc<Cell<i64>>,
}

impl Folder {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            seconds: Rc::new(Cell::new(1_000_000)),
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn store(&self) -> Store {
        let seconds = Rc::clone(&self.seconds);
        let clock = move || Timestamp::from_second(seconds.get()).unwrap();
        Store::at(self.path(), Rc::new(clock))
    }

    fn text(&self, number: u32) -> String {
        fs::read_to_string(self.store().path(number).unwrap()).unwrap()
    }

    fn record(&self, number: u32) -> Record {
        self.store().read(number).unwrap()
    }

    fn numbers(&self) -> Vec<u32> {
        let kept = self.store().kept().unwrap();
        kept.records.iter().map(|record| record.number).collect()
    }
}

fn kasa() -> Guide {
    let mut guides = guides().into_iter();
    guides.find(|guide| guide.id == "kasa-camera").unwrap()
}

/// The case with so many entries, always the same.
fn case(guide: &Guide, entries: usize) -> Case {
    let mut case = Case::new(guide.light("slow-red").unwrap());
    let mut engine = Engine::new(guide);
    for _ in 0..entries {
        case.history.push(match engine.advise(&case).next {
            Move::Ask(question) if guide[question].id == "hot" => {
                Entry::Answered(question, guide[question].answer("no").unwrap())
            }
            Move::Ask(question) => Entry::Answered(question, 0),
            Move::Try(step) => Entry::Tried(step, Outcome::NoChange),
            Move::End(_) => panic!("the case is too short"),
        });
    }
    case
}

/// What the record of a case of this length says.
fn whole(guide: &Guide, entries: usize) -> Whole {
    Whole::of(guide, Some(&case(guide, entries)))
}

/// Keeps a case of this length as the wizard does, change by change.
fn keep(folder: &Folder, guide: &Guide, entries: usize) {
    let mut keeping = folder.store().begin();
    assert_eq!(keeping.keep(guide, None), None);
    for length in 0..=entries {
        assert_eq!(keeping.keep(guide, Some(&case(guide, length))), None);
    }
}

#[test]
fn each_answer_is_one_line_and_on_disk_at_once() {
    let (folder, guide) = (Folder::new(), kasa());
    let mut keeping = folder.store().begin();
    assert_eq!(folder.numbers(), [0; 0], "nothing is told, nothing is kept");
    keeping.keep(&guide, None);
    assert_eq!(folder.text(1).lines().count(), 1);
    for entries in 0..4 {
        keeping.keep(&guide, Some(&case(&guide, entries)));
        // A second time changes nothing.
        keeping.keep(&guide, Some(&case(&guide, entries)));
        assert_eq!(folder.text(1).lines().count(), entries + 2);
        assert_eq!(folder.record(1).whole(), whole(&guide, entries));
    }
    let text = folder.text(1);
    let lines: Vec<&str> = text.lines().collect();
    let header = r#"{"schema":"blinkdoc.case/1","case":1,"version":"0.1.0","at":"1970-01-12T13:46:40Z","guide":{"id":"kasa-camera","name":"TP-Link Kasa camera","digest":"sha256:"#;
    assert!(lines[0].starts_with(header), "{text}");
    assert_eq!(
        lines[1..3],
        [
            r#"{"at":"1970-01-12T13:46:40Z","light":"slow-red"}"#,
            r#"{"at":"1970-01-12T13:46:40Z","question":"hot","answer":"no"}"#,
        ]
    );
}

#[test]
fn back_and_a_changed_answer_are_kept_with_the_times_of_what_stays() {
    let (folder, guide) = (Folder::new(), kasa());
    let mut keeping = folder.store().begin();
    keeping.keep(&guide, Some(&case(&guide, 1)));
    folder.seconds.set(1_000_100);
    keeping.keep(&guide, Some(&case(&guide, 3)));
    folder.seconds.set(1_000_200);
    keeping.keep(&guide, Some(&case(&guide, 2)));
    assert_eq!(folder.record(1).whole(), whole(&guide, 2));
    let mut changed = case(&guide, 2);
    let Entry::Answered(question, _) = changed.history[1] else {
        panic!("it is a question");
    };
    changed.history[1] = Entry::Answered(question, guide[question].not_sure());
    keeping.keep(&guide, Some(&changed));
    let record = folder.record(1);
    assert_eq!(record.whole(), Whole::of(&guide, Some(&changed)));
    let times: Vec<i64> = record
        .history
        .iter()
        .map(|told| told.at.as_second())
        .collect();
    assert_eq!(times, [1_000_000, 1_000_200]);
    // Back to the list of lights is the same case, not another.
    keeping.keep(&guide, Some(&case(&guide, 0)));
    keeping.keep(&guide, None);
    assert_eq!(folder.record(1).whole(), Whole::default());
    assert_eq!(folder.numbers(), [1]);
}

#[test]
fn another_device_or_another_start_is_another_case_once_something_was_answered() {
    let folder = Folder::new();
    let guides = guides();
    let [other, ..] = guides.as_slice() else {
        panic!("there are guides");
    };
    let guide = kasa();
    let mut keeping = folder.store().begin();
    keeping.keep(other, None);
    keeping.keep(&guide, None);
    assert_eq!(folder.record(1).guide.id, "kasa-camera");
    keeping.keep(&guide, Some(&case(&guide, 2)));
    keeping.keep(&guide, None);
    assert_eq!(
        folder.record(1).whole(),
        whole(&guide, 2),
        "it is still there"
    );
    assert_eq!(folder.record(2).whole(), Whole::default());
    keeping.keep(&guide, Some(&case(&guide, 2)));
    keeping.keep(other, None);
    assert_eq!(folder.numbers(), [3, 2, 1]);
    assert_eq!(folder.record(3).guide.id, other.id);
}

#[test]
fn a_file_that_is_torn_anywhere_loses_no_whole_line_and_can_be_gone_on_with() {
    let (folder, guide) = (Folder::new(), kasa());
    keep(&folder, &guide, 3);
    let text = folder.text(1);
    let path = folder.store().path(1).unwrap();
    let header = text.find('\n').unwrap() + 1;
    for end in 0..=text.len() {
        fs::write(&path, &text.as_bytes()[..end]).unwrap();
        if end < header {
            let read = folder.store().read(1);
            assert!(matches!(
                read,
                Err(Trouble::Unreadable(Unreadable::Foreign))
            ));
            assert_eq!(folder.store().kept().unwrap().problems.len(), 1);
            continue;
        }
        let lines = text[..end].matches('\n').count();
        let (record, mut keeping) = folder.store().go_on(1).unwrap();
        let told = lines
            .checked_sub(2)
            .map_or(Whole::default(), |entries| whole(&guide, entries));
        assert_eq!(record.whole(), told);
        let known = lines.checked_sub(2).map(|entries| case(&guide, entries));
        assert_eq!(keeping.keep(&guide, known.as_ref()), None);
        assert_eq!(keeping.keep(&guide, Some(&case(&guide, 3))), None);
        assert_eq!(folder.record(1).whole(), whole(&guide, 3));
        assert_eq!(folder.record(1).unreadable, 0);
        assert_eq!(folder.numbers(), [1]);
    }
}

#[test]
fn lines_that_cannot_be_read_hide_no_other_and_are_never_written_to() {
    let (folder, guide) = (Folder::new(), kasa());
    keep(&folder, &guide, 3);
    let text = folder.text(1);
    let path = folder.store().path(1).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for broken in 1..lines.len() {
        let mut damaged = lines.clone();
        damaged[broken] = "\0\0\0";
        let damaged = damaged.join("\n") + "\n";
        fs::write(&path, &damaged).unwrap();
        let record = folder.record(1);
        assert_eq!(record.unreadable, 1);
        assert_eq!(record.history.len(), 3 - usize::from(broken > 1));
        assert_eq!(folder.store().kept().unwrap().problems.len(), 1);
        let (_, mut keeping) = folder.store().go_on(1).unwrap();
        assert_eq!(keeping.keep(&guide, Some(&case(&guide, 2))), None);
        let page = keeping.keep(&guide, Some(&case(&guide, 3))).unwrap();
        assert_eq!(
            page.to_text(100, false),
            "Case 1 has lines that cannot be read. It is left as it is, and goes on as case 2.\n"
        );
        assert_eq!(folder.record(2).whole(), whole(&guide, 3));
        assert_eq!(folder.text(1), damaged);
        drop(keeping);
        folder.store().delete(2).unwrap();
    }
}

#[test]
fn what_a_later_version_adds_is_passed_over() {
    let (folder, guide) = (Folder::new(), kasa());
    keep(&folder, &guide, 1);
    let path = folder.store().path(1).unwrap();
    let at = r#""at":"1970-01-12T13:46:40Z""#;
    let more = format!(
        "{{{at},\"mood\":\"calm\"}}\n{{{at},\"light\":7}}\n{{{at},\"question\":\"app\",\"answer\":\"offline\",\"by\":\"voice\"}}\n"
    );
    fs::write(&path, folder.text(1) + &more).unwrap();
    let record = folder.record(1);
    assert_eq!(record.unreadable, 0);
    let app = EntryName::Answer {
        question: "app".to_owned(),
        answer: "offline".to_owned(),
    };
    assert_eq!(record.history.last().unwrap().entry, app);
}

#[test]
fn what_is_no_case_is_told_and_never_touched() {
    let (folder, guide) = (Folder::new(), kasa());
    let later = r#"{"schema":"blinkdoc.case/2"}"#;
    let files = [
        ("1.jsonl", "", "no case of blinkdoc"),
        ("2.jsonl", "to do: buy batteries\n", "no case of blinkdoc"),
        (
            "4.jsonl",
            "{\"schema\":\"blinkdoc.case/1\"}\n",
            "no case of blinkdoc",
        ),
        ("7.jsonl", later, "no case of blinkdoc"),
        ("8.jsonl", &format!("{later}\n"), "another version"),
    ];
    for (name, text, _) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::create_dir(folder.path().join("9.jsonl")).unwrap();
    for other in ["notes.txt", "07.jsonl", "0.jsonl", "x.jsonl", "-3.jsonl"] {
        fs::write(folder.path().join(other), "mine").unwrap();
    }
    let problems = folder.store().kept().unwrap().problems;
    assert_eq!(problems.len(), 6, "{problems:?}");
    for (name, _, problem) in files {
        let told = problems.iter().find(|line| line.contains(name)).unwrap();
        assert!(
            told.contains(problem) && told.contains("left as it is"),
            "{told}"
        );
    }
    for number in [1, 2, 4, 7, 8, 9] {
        assert!(folder.store().delete(number).is_err());
        assert!(folder.store().go_on(number).is_err());
    }
    keep(&folder, &guide, 1);
    assert_eq!(folder.numbers(), [10], "no number is taken twice");
    for (name, text, _) in files {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
    }
}

#[test]
fn a_file_that_is_too_large_is_told_and_left() {
    let (folder, guide) = (Folder::new(), kasa());
    keep(&folder, &guide, 1);
    let path = folder.store().path(1).unwrap();
    fs::write(&path, folder.text(1) + &" ".repeat(2 << 20)).unwrap();
    let problems = folder.store().kept().unwrap().problems;
    assert!(problems[0].contains("too large"), "{problems:?}");
}

#[test]
fn two_wizards_at_once_never_share_a_file() {
    let (folder, guide) = (Folder::new(), kasa());
    let mut first = folder.store().begin();
    let mut second = folder.store().begin();
    first.keep(&guide, None);
    second.keep(&guide, Some(&case(&guide, 2)));
    first.keep(&guide, Some(&case(&guide, 1)));
    assert_eq!(folder.record(1).whole(), whole(&guide, 1));
    assert_eq!(folder.record(2).whole(), whole(&guide, 2));
    assert!(matches!(folder.store().delete(1), Err(Trouble::Busy)));

    let (record, mut third) = folder.store().go_on(1).unwrap();
    assert_eq!(record.whole(), whole(&guide, 1));
    assert_eq!(third.keep(&guide, Some(&case(&guide, 1))), None);
    assert_eq!(folder.numbers(), [2, 1], "nothing new is told yet");
    let page = third.keep(&guide, Some(&case(&guide, 2))).unwrap();
    assert!(
        page.to_text(100, false)
            .contains("open in another blinkdoc")
    );
    assert_eq!(third.kept().map(|kept| kept.number), Some(3));
    assert_eq!(folder.record(1).whole(), whole(&guide, 1));
    assert_eq!(folder.record(3).whole(), whole(&guide, 2));

    drop((first, second, third));
    let (_, mut again) = folder.store().go_on(1).unwrap();
    assert_eq!(again.keep(&guide, Some(&case(&guide, 1))), None);
    assert_eq!(again.keep(&guide, Some(&case(&guide, 2))), None);
    assert_eq!(folder.record(1).whole(), whole(&guide, 2));
    drop(again);
    folder.store().delete(1).unwrap();
    assert_eq!(folder.numbers(), [3, 2]);
}

#[test]
fn many_cases_that_begin_at_once_all_get_numbers_of_their_own() {
    let (folder, guide) = (Folder::new(), kasa());
    let path = folder.path();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let mut keeping = Store::at(path, Rc::new(Timestamp::now)).begin();
                    assert_eq!(keeping.keep(&guide, Some(&case(&guide, 1))), None);
                }
            });
        }
    });
    let mut numbers = folder.numbers();
    numbers.reverse();
    assert_eq!(numbers, (1..=40).collect::<Vec<u32>>());
}

#[test]
fn a_folder_that_cannot_be_used_is_told_once() {
    let (folder, guide) = (Folder::new(), kasa());
    let file = folder.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let mut keeping = Store::at(&file.join("cases"), Rc::new(Timestamp::now)).begin();
    let page = keeping.keep(&guide, None).unwrap().to_text(100, false);
    assert!(
        page.starts_with("Your answers cannot be kept in `"),
        "{page}"
    );
    for entries in 0..3 {
        assert_eq!(keeping.keep(&guide, Some(&case(&guide, entries))), None);
    }
    assert_eq!(keeping.kept(), None);
    assert_eq!(fs::read_to_string(&file).unwrap(), "in the way");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_look_into_a_case() {
    use std::os::unix::fs::PermissionsExt as _;

    let (folder, guide) = (Folder::new(), kasa());
    let cases = folder.path().join("state/cases");
    let store = || Store::at(&cases, Rc::new(Timestamp::now));
    store().begin().keep(&guide, None);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&cases), 0o700);
    assert_eq!(mode(&store().path(1).unwrap()), 0o600);
    assert_eq!(
        fs::read_dir(&cases).unwrap().count(),
        1,
        "nothing is left over"
    );
}

/// A step with a wait, and the position of the wait.
fn a_wait(guide: &Guide) -> (StepId, usize, u32) {
    let steps = (0..).map(StepId).zip(&guide.steps);
    let mut waits = steps.filter_map(|(id, step)| {
        let mut actions = step.actions.iter().enumerate();
        actions.find_map(|(at, action)| match action {
            Action::Wait { seconds, .. } => Some((id, at, *seconds)),
            _ => None,
        })
    });
    waits.next().unwrap()
}

#[test]
fn a_wait_that_was_interrupted_goes_on_with_the_time_that_has_passed() {
    let (folder, guide) = (Folder::new(), kasa());
    let (step, at, seconds) = a_wait(&guide);
    let mut keeping = folder.store().begin();
    keeping.keep(&guide, Some(&case(&guide, 1)));
    assert_eq!(keeping.waiting(&guide), None);
    keeping.waits(&guide, step, at);
    drop(keeping);
    for (later, passed) in [(7, 7), (0, 0), (-500, 0), (i64::from(seconds) + 9, seconds)] {
        folder.seconds.set(1_000_000 + later);
        let (_, mut keeping) = folder.store().go_on(1).unwrap();
        keeping.keep(&guide, Some(&case(&guide, 1)));
        assert_eq!(keeping.waiting(&guide), Some((step, at, passed)), "{later}");
        // It goes on, and begins no second time.
        keeping.waits(&guide, step, at);
    }
    let (_, mut keeping) = folder.store().go_on(1).unwrap();
    keeping.waited(&guide, step, at);
    let over = Some((step, at, seconds));
    assert_eq!(keeping.waiting(&guide), over);
    let lines = folder.text(1).lines().count();
    keeping.waited(&guide, step, at);
    assert_eq!(folder.text(1).lines().count(), lines, "it is over once");
    drop(keeping);
    let (_, mut keeping) = folder.store().go_on(1).unwrap();
    keeping.keep(&guide, Some(&case(&guide, 1)));
    assert_eq!(keeping.waiting(&guide), over);
    keeping.waits(&guide, step, at);
    assert_eq!(
        keeping.waiting(&guide),
        Some((step, at, 0)),
        "it begins anew"
    );
    keeping.keep(&guide, Some(&case(&guide, 2)));
    assert_eq!(folder.record(1).wait, None, "an answer ends it");
}

#[test]
fn an_end_and_details_are_kept_and_an_answer_opens_the_case_again() {
    let (folder, guide) = (Folder::new(), kasa());
    let mut keeping = folder.store().begin();
    let mut fixed = case(&guide, 2);
    keeping.keep(&guide, Some(&fixed));
    keeping.detail("model", "KC120");
    keeping.detail("serial number", "1");
    keeping.detail("model", "KC110");
    let details = folder.record(1).details;
    let details: Vec<(&str, &str)> = details
        .iter()
        .map(|detail| (detail.name.as_str(), detail.value.as_str()))
        .collect();
    assert_eq!(details, [("serial number", "1"), ("model", "KC110")]);
    let Entry::Tried(step, _) = case(&guide, 3).history[2] else {
        panic!("it is a step");
    };
    fixed.history.push(Entry::Tried(step, Outcome::Fixed));
    keeping.keep(&guide, Some(&fixed));
    let Move::End(end) = Engine::new(&guide).advise(&fixed).next else {
        panic!("it is fixed");
    };
    keeping.ended(&guide, end);
    let lines = folder.text(1).lines().count();
    keeping.ended(&guide, end);
    assert_eq!(folder.text(1).lines().count(), lines, "it is said once");
    assert!(!folder.record(1).is_open());
    keeping.keep(&guide, Some(&case(&guide, 2)));
    assert!(folder.record(1).is_open());
}

#[test]
fn a_changed_guide_keeps_what_applies_and_names_the_rest() {
    let (folder, guide) = (Folder::new(), kasa());
    keep(&folder, &guide, 3);
    let record = folder.record(1);
    let revived = revive(&record, &guide);
    assert_eq!(revived.case, Some(case(&guide, 3)));
    assert_eq!(revived.dropped, [""; 0]);

    let mut changed = guide.clone();
    let hot = changed.question("hot").unwrap();
    changed.questions[hot.at()].id = "heat".to_owned();
    let revived = revive(&record, &changed);
    assert_eq!(revived.case.unwrap().history, case(&guide, 3).history[1..]);
    assert_eq!(revived.times.len(), 2);
    let [dropped] = revived.dropped.try_into().unwrap();
    assert!(dropped.starts_with("`hot=no`: "), "{dropped}");
    assert!(dropped.contains("has no question `hot`"), "{dropped}");

    let light = changed.light("slow-red").unwrap();
    changed.lights[light.at()].id = "lazy-red".to_owned();
    let revived = revive(&record, &changed);
    assert_eq!(revived.case, None);
    assert_eq!(revived.dropped.len(), 4, "the light and three entries");
}

#[test]
fn going_on_with_a_changed_guide_is_kept_with_its_new_digest() {
    let (folder, guide) = (Folder::new(), kasa());
    keep(&folder, &guide, 2);
    let mut changed = guide.clone();
    changed.name = "Another name".to_owned();
    let (record, mut keeping) = folder.store().go_on(1).unwrap();
    assert_eq!(record.guide.name, guide.name);
    let text = folder.text(1);
    keeping.keep(&changed, Some(&case(&guide, 2)));
    assert_eq!(folder.text(1), text, "looking at it changes nothing");
    keeping.keep(&changed, Some(&case(&guide, 3)));
    let now = folder.record(1);
    assert_eq!(now.guide.name, "Another name");
    assert_ne!(now.guide.digest, record.guide.digest);
    assert_eq!(now.whole(), whole(&guide, 3));
}

#[test]
fn what_was_dropped_comes_back_with_its_guide_as_long_as_nothing_else_is_told() {
    let (folder, guide) = (Folder::new(), kasa());
    keep(&folder, &guide, 3);
    let (_, mut keeping) = folder.store().go_on(1).unwrap();
    // Another guide of that id knows only the first answer.
    for _ in 0..3 {
        assert_eq!(keeping.keep(&guide, Some(&case(&guide, 1))), None);
    }
    drop(keeping);
    assert_eq!(folder.record(1).whole(), whole(&guide, 3));
}

#[test]
fn a_record_that_is_copied_tells_the_same() {
    let (folder, guide) = (Folder::new(), kasa());
    keep(&folder, &guide, 3);
    let (_, mut keeping) = folder.store().go_on(1).unwrap();
    keeping.detail("model", "EC70");
    for end in ["waited", "wait", "end"] {
        let router = guide.step("restart-router").unwrap();
        let mut actions = guide[router].actions.iter();
        let wait = actions.position(|action| matches!(action, Action::Wait { .. }));
        folder.seconds.set(folder.seconds.get() + 10);
        match end {
            "waited" => keeping.waited(&guide, router, wait.unwrap()),
            "wait" => keeping.waits(&guide, router, wait.unwrap()),
            _ => assert_eq!(keeping.ended(&guide, End::Support), None),
        }
        let record = folder.record(1);
        let first = folder.text(1).lines().next().unwrap().to_owned() + "\n";
        let (empty, _) = record::read(1, first.as_bytes()).unwrap();
        let mut lines = first;
        for line in empty.lines_to(&record) {
            lines.push_str(&(serde_json::to_string(&line).unwrap() + "\n"));
        }
        let (copy, whole) = record::read(1, lines.as_bytes()).unwrap();
        assert_eq!(copy, record);
        assert_eq!(whole, lines.len());
    }
}

#[test]
fn what_could_not_be_written_is_written_with_what_comes_next() {
    let (folder, guide) = (Folder::new(), kasa());
    let place = folder.path().join("place");
    fs::write(&place, "in the way").unwrap();
    let mut keeping = Store::at(&place, Rc::new(Timestamp::now)).begin();
    assert!(keeping.keep(&guide, Some(&case(&guide, 2))).is_some());
    assert_eq!(keeping.detail("model", "EC70"), None);
    assert_eq!(keeping.kept(), None);
    assert_eq!(keeping.record().unwrap().whole(), whole(&guide, 2));
    fs::remove_file(&place).unwrap();
    assert_eq!(keeping.detail("serial number", "S-1"), None);
    let kept = keeping.kept().unwrap();
    assert_eq!(kept.whole(), whole(&guide, 2));
    let details: Vec<&str> = kept.details.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(details, ["EC70", "S-1"]);
}

#[test]
fn a_clock_that_jumps_changes_no_order() {
    let (folder, guide) = (Folder::new(), kasa());
    for seconds in [5_000_000, -5_000_000, 1_000] {
        folder.seconds.set(seconds);
        keep(&folder, &guide, 2);
    }
    assert_eq!(folder.numbers(), [3, 2, 1]);
}

#[test]
fn a_clock_that_jumps_within_a_case_loses_no_answer() {
    let (folder, guide) = (Folder::new(), kasa());
    let mut keeping = folder.store().begin();
    let times = [1_000_000, 5_000_000, -5_000_000, 1_000];
    for (entries, seconds) in times.into_iter().enumerate() {
        folder.seconds.set(seconds);
        assert_eq!(keeping.keep(&guide, Some(&case(&guide, entries))), None);
    }
    let record = folder.record(1);
    assert_eq!(record.whole(), whole(&guide, 3));
    let at = |told: &record::Told| told.at.as_second();
    let told: Vec<i64> = record.history.iter().map(at).collect();
    assert_eq!(told, times[1..]);
}
