//! The end of a case in the wizard: what support will want to know, the report, and a change of mind.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use blinkdoc::engine::{Case, Engine, Move};
use blinkdoc::keeper::Keeper as _;
use blinkdoc::library::Library;
use blinkdoc::record::Record;
use blinkdoc::script::Script;
use blinkdoc::store::{Keeping, Store};
use blinkdoc::wizard::{self, Start};
use jiff::Timestamp;

use super::common::Blinkdoc;

/// A case that has come to its end.
struct Ended {
    /// What was told, in the words of the command line.
    told: String,
    /// The id of the end.
    end: String,
    record: Record,
    screens: Vec<String>,
    keeping: Keeping,
}

/// Walks to an end with these replies, and keeps the case in a folder.
fn walk_in(folder: &Path, replies: &[&str]) -> Ended {
    let clock = || Timestamp::from_second(1_000_000).unwrap();
    let mut keeping = Store::at(folder, Rc::new(clock)).begin();
    let library = Library::default();
    let mut script = Script::new(replies);
    let over = wizard::walk(&library, Start::default(), &mut keeping, &mut script)
        .unwrap_or_else(|parted| panic!("{:?}: {:#?}", parted.stop, script.screens()));
    let Case { history, .. } = &over.case;
    let told: Vec<String> = history.iter().map(|it| it.words(&over.guide)).collect();
    let Move::End(end) = Engine::new(&over.guide).advise(&over.case).next else {
        panic!("it has not ended");
    };
    Ended {
        told: told.join(" "),
        end: end.id(&over.guide).to_owned(),
        record: keeping.record().unwrap().clone(),
        screens: script.screens().to_vec(),
        keeping,
    }
}

fn walk(replies: &[&str]) -> Ended {
    walk_in(tempfile::tempdir().unwrap().path(), replies)
}

/// The replies to a Kasa camera, up to an end, and the id of that end.
const ENDS: [(&[&str], &str); 6] = [
    (&["blinking-blue", "no", "yes"], "finish-setup"),
    (&["steady-green", "no"], "all-well"),
    (&["slow-red", "burnt"], "unplug-now"),
    (
        &["fast-red", "no", "not-sure", "could-not"],
        "wait-for-update",
    ),
    (&["fast-red", "no", "not-sure", "fixed"], "fixed"),
    (&["other", "support", "no"], "support"),
];

fn replies<'r>(to_end: &[&'r str], more: &[&'r str]) -> Vec<&'r str> {
    [&["kasa-camera"], to_end, more].concat()
}

#[test]
fn every_end_offers_a_report_and_the_end_of_input_is_the_end() {
    for (to_end, end) in ENDS {
        let sheet: &[&str] = if end == "support" { &["no"] } else { &[] };
        for last in [&["finish"][..], &["quit"], &[], &["report", "finish"]] {
            let ended = walk(&replies(to_end, &[sheet, last].concat()));
            assert_eq!(ended.end, end);
            assert_eq!(ended.record.end.as_ref().unwrap().end.id, end);
            let offers = ended.screens.iter().filter(|it| it.contains("What next?"));
            assert_eq!(offers.count(), last.len().max(1), "{end} {last:?}");
        }
    }
}

#[test]
fn a_stop_is_an_alarm_before_anything_is_asked() {
    let ended = walk(&replies(ENDS[2].0, &["finish"]));
    let screen = ended.screens.last().unwrap();
    let alarm = "\
!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
!! STOP: UNPLUG IT NOW AND DO NOT USE IT
!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
- Switch off the power of its outlet, or pull the plug if you can reach it
  safely.
";
    let offer = "
This case is at its end. What next?
1. Finish
2. Show a report on it
3. Save a report as a file here
4. Add what support will ask for
";
    assert!(
        screen.starts_with(alarm) && screen.ends_with(offer),
        "{screen}"
    );
}

#[test]
fn support_asks_for_one_thing_after_the_other() {
    let ended = walk(&replies(
        ENDS[5].0,
        &[
            "yes", "EC70", "", "back", "S-1", "skip", " ", "report", "finish",
        ],
    ));
    let [
        ..,
        sheet,
        model,
        serial,
        firmware,
        again,
        _,
        purchase,
        _,
        report,
    ] = ended.screens.as_slice()
    else {
        panic!("too few screens");
    };
    assert_eq!(
        sheet,
        "\
SUPPORT: Hand over to support
Support can take it from here, and will ask for:
- model
- serial number
- firmware version (of the built-in software)
- date of purchase

Shall I put that on a report for them?
I ask for one thing at a time, and you can leave any of it out.
1. Yes, ask me for each
2. No, leave it all out
"
    );
    let keys = "Press Enter alone to leave it out. You can also type\nback, change or help.\n";
    assert_eq!(
        *model,
        format!("For support, 1 of 4: model\nType it and press Enter. {keys}")
    );
    assert!(
        serial.starts_with("For support, 2 of 4: serial number\n"),
        "{serial}"
    );
    assert!(
        firmware.starts_with("For support, 3 of 4: firmware"),
        "{firmware}"
    );
    assert_eq!(again, serial, "back is to the one before");
    assert!(
        purchase.starts_with("For support, 4 of 4: date"),
        "{purchase}"
    );
    let device = "\nThe device\n- model: EC70\n- serial number: S-1\n";
    assert!(report.contains(device), "{report}");
    let ready = "\nHave ready\n- firmware version (of the built-in software)\n- date of purchase\n- a photo";
    assert!(report.contains(ready), "{report}");
}

#[test]
fn what_was_told_can_be_changed_after_the_end() {
    let ended = walk(&replies(
        ENDS[4].0,
        &["change", "wait-out-update", "could-not", "finish"],
    ));
    assert_eq!(ended.end, "wait-for-update");
    assert!(
        ended.told.ends_with("wait-out-update=could-not"),
        "{}",
        ended.told
    );
    let ended = walk(&replies(
        ENDS[5].0,
        &[
            "yes", "EC70", "", "", "", "change", "model", "EC71", "finish",
        ],
    ));
    let details: Vec<_> = ended
        .record
        .details
        .iter()
        .map(|it| it.value.as_str())
        .collect();
    assert_eq!(details, ["EC71"]);
}

#[test]
fn what_cannot_be_kept_can_still_be_reported() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let ended = walk_in(&file, &replies(ENDS[4].0, &["report", "finish"]));
    assert_eq!(ended.keeping.kept(), None);
    let report = ended.screens.last().unwrap();
    assert!(
        report.starts_with("Report: TP-Link Kasa camera\n"),
        "{report}"
    );
    assert!(
        report.contains("- Leave it plugged in and wait: fixed"),
        "{report}"
    );
}

#[test]
fn what_is_no_detail_is_asked_for_again() {
    let long = "x".repeat(201);
    let ended = walk(&replies(
        ENDS[5].0,
        &[
            "yes", "\u{1b}[A", &long, "EC70", "back", "", "", "", "", "finish",
        ],
    ));
    let is_refused = |screen: &&String| screen.starts_with("That cannot go on a report.");
    assert_eq!(ended.screens.iter().filter(is_refused).count(), 2);
    let said = "It says: EC70. Type it and press Enter. Press Enter alone to keep it.";
    assert!(
        ended.screens.iter().any(|screen| screen.contains(said)),
        "{:#?}",
        ended.screens
    );
    assert_eq!(ended.record.details[0].value, "EC70");
    // Back before the first is the sheet again.
    let ended = walk(&replies(ENDS[5].0, &["yes", "back", "no", "finish"]));
    assert!(ended.record.details.is_empty());
}

#[test]
fn an_ended_case_is_opened_at_its_end_and_its_report_is_saved_beside_what_is_there() {
    let blinkdoc = Blinkdoc::new(&["resume", "1"]).in_its_folder();
    walk_in(&blinkdoc.cases(), &replies(ENDS[4].0, &["finish"]));
    let output = blinkdoc.with_lines(&["save", "save", "finish"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(
        told.contains("\nIt has ended; what you told can still be changed.\n"),
        "{told}"
    );
    for name in ["blinkdoc-case-1.txt", "blinkdoc-case-1-2.txt"] {
        assert!(
            told.contains(&format!("The report is in the file `{name}`")),
            "{told}"
        );
        let report = fs::read_to_string(blinkdoc.folder().join(name)).unwrap();
        assert!(
            report.starts_with("Report on case 1: TP-Link Kasa camera\n"),
            "{report}"
        );
    }
    assert!(
        told.ends_with("For a report on it: blinkdoc report 1\n"),
        "{told}"
    );
    let output = blinkdoc.with_lines(&["change", "wait-out-update", "could-not"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.ends_with("To go on from here: blinkdoc resume 1\n"),
        "{told}"
    );
}

#[test]
fn a_wait_goes_on_and_a_stop_takes_what_support_will_ask_for() {
    let ended = walk(&replies(ENDS[3].0, &["go-on", "fixed", "finish"]));
    assert_eq!(ended.end, "fixed");
    let ended = walk(&replies(
        ENDS[2].0,
        &["sheet", "EC70", "", "", "", "sheet", "back", "finish"],
    ));
    assert_eq!(ended.record.details[0].value, "EC70");
    assert!(
        ended
            .screens
            .iter()
            .any(|it| it.starts_with("For support, 1 of 3: serial"))
    );
}

#[test]
fn a_step_that_was_dropped_begins_anew_when_it_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut keeping = Store::at(folder.path(), Rc::new(Timestamp::now)).begin();
    let to_wait = ["kasa-camera", "slow-red", "hot", "waited"];
    let library = Library::default();
    let mut last = |more: &[&str]| {
        let mut script = Script::new(&[&to_wait[..], more].concat()).waiting();
        let walked = wizard::walk(&library, Start::default(), &mut keeping, &mut script);
        assert!(walked.is_err(), "the replies end before the case");
        script.screens().last().unwrap().clone()
    };
    let screen = last(&["change", "nothing"]);
    assert!(screen.starts_with("Step 1 goes on: "), "{screen}");
    let screen = last(&["change", "hot", "no"]);
    assert!(screen.contains("let it cool -> begun\n"), "{screen}");
    let screen = last(&["change", "hot", "no", "change", "hot", "hot"]);
    assert!(
        screen.contains("Start the countdown (20 minutes)"),
        "{screen}"
    );
}
