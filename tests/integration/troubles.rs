//! What cannot be kept, cannot be read or is in use elsewhere: the wizard goes on, and says so once.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use blinkdoc::kb::Guide;

use super::common::{Blinkdoc, guides};
use super::journey::{Journey, Turn, words};
use super::person::Person;

/// What is said where answers cannot be kept.
const NOT_KEPT: &str = "Your answers cannot be kept";

fn kasa() -> Guide {
    let mut guides = guides().into_iter();
    guides.find(|guide| guide.id == "kasa-camera").unwrap()
}

/// A long journey.
fn journey(guide: &Guide) -> Journey<'_> {
    let journey = Journey::in_vain(guide, guide.light("slow-red").unwrap());
    assert!(journey.case.history.len() > 11, "{:?}", journey.case);
    journey
}

/// The turns of a journey from the one on that is asked when so much was told.
fn turns(journey: &Journey<'_>, told: usize) -> Vec<Turn> {
    let mut turns = journey.turns();
    turns.retain(|turn| turn.told >= told);
    turns
}

/// A person who tells all of a journey from there on; what was on the screen at last.
fn tell(blinkdoc: &Blinkdoc, journey: &Journey<'_>, told: usize) -> String {
    let mut person = Person::at(blinkdoc.in_terminal(100, 50));
    for turn in turns(journey, told) {
        person.reply(&turn);
    }
    assert_eq!(person.finish(), 0);
    assert!(person.session.has_cursor());
    assert!(person.session.has_modes_as_found());
    words(&person.session.transcript())
}

/// The files in the folder of cases.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap_or_default())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn a_disk_that_fills_up_keeps_what_it_has() {
    let guide = kasa();
    let journey = journey(&guide);
    for arguments in [&["diagnose"][..], &["diagnose", "--plain"]] {
        let blinkdoc = Blinkdoc::new(arguments);
        let told = tell(&blinkdoc.clone().limited(1), &journey, 0);
        assert_eq!(told.matches(NOT_KEPT).count(), 1, "{told}");
        let record = blinkdoc.record(1);
        assert_eq!(record.unreadable, 0);
        let entries = record.history.len();
        assert!((1..journey.case.history.len()).contains(&entries));
        assert_eq!(record.whole(), journey.whole(entries + 2));
        let output = blinkdoc.and_then(&["resume"]).with_lines(&[]);
        let asked = words(&String::from_utf8(output.stderr).unwrap());
        let pending = words(journey.asked(entries + 2));
        assert!(asked.contains(&pending), "{pending}\n{asked}");
    }
}

#[test]
fn a_disk_that_is_full_loses_nothing_that_exists() {
    let guide = kasa();
    let journey = journey(&guide);
    let blinkdoc = Blinkdoc::new(&["diagnose", "--plain"]);
    let told = tell(&blinkdoc.clone().limited(0), &journey, 0);
    assert_eq!(told.matches(NOT_KEPT).count(), 1, "{told}");
    assert_eq!(files(&blinkdoc.cases()), []);

    let mut person = Person::at(blinkdoc.in_terminal(100, 50));
    for turn in turns(&journey, 0).iter().take(4) {
        person.reply(turn);
    }
    person.turn();
    person.session.kill_at_once();
    let before = files(&blinkdoc.cases());
    assert_eq!(before.len(), 1);
    let resume = blinkdoc.and_then(&["resume", "--plain"]).limited(0);
    let told = tell(&resume, &journey, 4);
    assert_eq!(told.matches(NOT_KEPT).count(), 1, "{told}");
    assert_eq!(files(&blinkdoc.cases()), before);
}

/// Takes from everybody the right to write to a folder and to the files in it. Whoever has every right all
/// the same gets a file in place of the folder, and no case.
fn shut(folder: &Path) -> bool {
    for (name, _) in files(folder) {
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o400)).unwrap();
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).unwrap();
    let is_shut = tempfile::tempfile_in(folder).is_err();
    if !is_shut {
        fs::remove_dir_all(folder).unwrap();
        fs::write(folder, "in the way").unwrap();
    }
    is_shut
}

#[test]
fn a_folder_that_can_only_be_read_is_read() {
    let guide = kasa();
    let journey = journey(&guide);
    let blinkdoc = Blinkdoc::new(&["diagnose", "--plain"]);
    let mut person = Person::at(blinkdoc.in_terminal(100, 50));
    for turn in turns(&journey, 0).iter().take(4) {
        person.reply(turn);
    }
    person.turn();
    person.session.kill_at_once();
    let before = files(&blinkdoc.cases());
    let is_shut = shut(&blinkdoc.cases());
    let told = if is_shut {
        let resume = blinkdoc.and_then(&["resume", "--plain"]);
        tell(&resume, &journey, 4)
    } else {
        tell(&blinkdoc, &journey, 0)
    };
    assert_eq!(told.matches(NOT_KEPT).count(), 1, "{told}");
    if is_shut {
        assert_eq!(files(&blinkdoc.cases()), before);
        fs::set_permissions(blinkdoc.cases(), fs::Permissions::from_mode(0o700)).unwrap();
    } else {
        assert_eq!(fs::read_to_string(blinkdoc.cases()).unwrap(), "in the way");
    }
}

#[test]
fn a_home_without_room_for_cases_is_told_once() {
    let guide = kasa();
    let journey = journey(&guide);
    // A folder that is not named from the root up does not count.
    for state in ["", "somewhere"] {
        let blinkdoc = Blinkdoc::new(&["diagnose", "--plain"]);
        let blinkdoc = blinkdoc.with("HOME", "/dev/null");
        let told = tell(&blinkdoc.with("XDG_STATE_HOME", state), &journey, 0);
        assert_eq!(told.matches(NOT_KEPT).count(), 1, "{told}");
    }
    let home = tempfile::tempdir().unwrap();
    let blinkdoc = Blinkdoc::new(&["diagnose", "--plain"]).without("XDG_STATE_HOME");
    let told = tell(
        &blinkdoc.with("HOME", home.path().to_str().unwrap()),
        &journey,
        0,
    );
    assert!(!told.contains(NOT_KEPT), "{told}");
    let cases = home.path().join(".local/state/blinkdoc/cases");
    assert_eq!(files(&cases).len(), 1);
}

#[test]
fn a_wizard_starts_where_no_variable_names_a_folder() {
    let blinkdoc = Blinkdoc::new(&["diagnose", "--plain"]).without("XDG_STATE_HOME");
    let mut person = Person::at(blinkdoc.in_terminal(100, 50));
    person.turn();
    person.press("quit\r");
    assert_eq!(person.session.status(), 0);
}

#[test]
fn files_that_are_no_cases_are_left_alone() {
    let guide = kasa();
    let journey = journey(&guide);
    let blinkdoc = Blinkdoc::new(&["diagnose", "--plain"]);
    let mut person = Person::at(blinkdoc.in_terminal(100, 50));
    for turn in turns(&journey, 0).iter().take(6) {
        person.reply(turn);
    }
    person.turn();
    person.session.kill_at_once();
    let case = blinkdoc.record(1);
    let text = fs::read_to_string(blinkdoc.cases().join("1.jsonl")).unwrap();
    let broken = text.replacen("\"question\"", "\0", 1);
    for (name, text) in [
        ("1.jsonl", broken.as_str()),
        ("2.jsonl", "to do: buy batteries\n"),
        ("3.jsonl", &text[..40]),
        ("4.jsonl", "{\"schema\":\"blinkdoc.case/9\"}\n"),
        ("5.jsonl", ""),
        ("notes.txt", "mine"),
    ] {
        fs::write(blinkdoc.cases().join(name), text).unwrap();
    }
    let before = files(&blinkdoc.cases());

    let resume = blinkdoc.and_then(&["resume", "--plain"]);
    resume.with_lines(&[]);
    assert!(
        !blinkdoc.cases().join("6.jsonl").exists(),
        "nothing new is told"
    );
    let missed = resume.with_lines(&["no"]);
    let asked = words(&String::from_utf8(missed.stderr).unwrap());
    assert!(
        asked.contains("Case 1 has lines that cannot be read"),
        "{asked}"
    );
    let goes_on = "It is left as it is, and goes on as case 6.";
    assert_eq!(asked.matches(goes_on).count(), 1, "{asked}");
    assert_eq!(blinkdoc.record(6).history.len(), case.history.len());

    let told = tell(&blinkdoc, &journey, 0);
    assert!(!told.contains(NOT_KEPT), "{told}");
    assert_eq!(blinkdoc.record(7).whole(), journey.whole(journey.all()));
    let mut after = files(&blinkdoc.cases());
    after.retain(|(name, _)| !["6.jsonl", "7.jsonl"].contains(&name.as_str()));
    assert_eq!(after, before);
    let output = blinkdoc.and_then(&["history"]).with_lines(&[]);
    let warned = String::from_utf8(output.stderr).unwrap();
    assert_eq!(warned.matches("warning: ").count(), 5, "{warned}");
}

#[test]
fn two_wizards_at_once_keep_what_each_is_told() {
    let guide = kasa();
    let journey = journey(&guide);
    let blinkdoc = Blinkdoc::new(&["diagnose"]);
    let start = |blinkdoc: &Blinkdoc| Person::at(blinkdoc.in_terminal(100, 50));
    let mut both = [start(&blinkdoc), start(&blinkdoc)];
    let turns = turns(&journey, 0);
    for turn in &turns[..4] {
        for person in &mut both {
            person.reply(turn);
            person.turn();
        }
    }
    let [mut first, mut second] = both;
    second.session.kill_at_once();

    let mut third = start(&blinkdoc.and_then(&["resume", "1"]));
    third.turn();
    for turn in &turns[4..6] {
        first.reply(turn);
        third.reply(turn);
    }
    first.turn();
    third.turn();
    let told = words(&third.session.transcript());
    let elsewhere =
        "Case 1 is open in another blinkdoc. It is left as it is, and goes on as case 3.";
    assert_eq!(told.matches(elsewhere).count(), 1, "{told}");
    first.session.kill_at_once();
    third.session.kill_at_once();
    for (number, taken) in [(1, 6), (2, 4), (3, 6)] {
        let record = blinkdoc.record(number);
        assert_eq!(record.whole(), journey.whole(turns[taken].told), "{number}");
    }
}
