//! A case that was left goes on: after leaving, after an end, with another guide, and where it is held.

use std::fs;

use serde_json::Value;

use super::common::Blinkdoc;

/// What is kept of a camera's case: so many lines of it.
const LINES: [&str; 6] = [
    r#"{"schema":"blinkdoc.case/1","case":1,"version":"0.1.0","at":"2026-02-01T21:00:00Z","guide":{"id":"kasa-camera","name":"TP-Link Kasa camera","digest":"sha256:0"}}"#,
    r#"{"at":"2026-02-01T21:00:30Z","light":"fast-red"}"#,
    r#"{"at":"2026-02-01T21:01:00Z","question":"hot","answer":"no"}"#,
    r#"{"at":"2026-02-01T21:01:30Z","question":"app","answer":"not-sure"}"#,
    r#"{"at":"2026-02-01T21:02:00Z","step":"wait-out-update","outcome":"could-not"}"#,
    r#"{"at":"2026-02-01T21:02:00Z","end":{"id":"wait-for-update","kind":"wait"}}"#,
];

/// The program with a case of which these lines are kept.
fn kept(arguments: &[&str], lines: &[&str]) -> Blinkdoc {
    let blinkdoc = Blinkdoc::new(arguments);
    fs::create_dir_all(blinkdoc.cases()).unwrap();
    fs::write(blinkdoc.cases().join("1.jsonl"), lines.join("\n") + "\n").unwrap();
    blinkdoc
}

/// What `report` says of the newest case, for programs.
fn report(blinkdoc: &Blinkdoc) -> Value {
    let output = blinkdoc
        .and_then(&["report", "--format", "json"])
        .with_lines(&[]);
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_is_answered_through_a_pipe_is_kept_in_a_case_that_is_gone_on_with() {
    let blinkdoc = kept(&["resume"], &LINES[..2]);
    let output = blinkdoc.with_lines(&["no"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.starts_with("Case 1: TP-Link Kasa camera, after 0 answers.\n"),
        "{told}"
    );
    assert!(told.contains("Safety first."), "{told}");
    assert!(
        told.ends_with("go on from here with `blinkdoc resume 1`\n"),
        "{told}"
    );
    assert_eq!(report(&blinkdoc)["seen"][0]["answer"], "no");
}

#[test]
fn a_new_case_through_a_pipe_is_not_kept() {
    let blinkdoc = Blinkdoc::new(&["diagnose"]);
    blinkdoc.with_lines(&["kasa-camera", "fast-red", "no"]);
    assert!(!blinkdoc.cases().exists());
}

#[test]
fn what_ended_a_case_with_waiting_is_asked_again() {
    let blinkdoc = kept(&["resume"], &LINES);
    let output = blinkdoc.with_lines(&["go-on", "fixed"]);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stderr).unwrap();
    let again = "\n2. I have waited: go on\n";
    assert!(told.contains(again), "{told}");
    assert!(
        told.contains("Step 1: Leave it plugged in and wait"),
        "{told}"
    );
    assert!(
        told.ends_with("Kept as case 1. For a report on it: blinkdoc report 1\n"),
        "{told}"
    );
    let report = report(&blinkdoc);
    assert_eq!(report["tried"][0]["outcome"], "fixed");
    assert_eq!(report["open"], false);
    assert_eq!(report["seen"][0]["at"], "2026-02-01T21:01:00Z");
    let output = blinkdoc.with_lines(&[]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("error: there is no open case"), "{told}");
}

#[test]
fn looking_at_a_case_that_waits_changes_nothing() {
    let blinkdoc = kept(&["resume"], &LINES);
    let file = blinkdoc.cases().join("1.jsonl");
    let output = blinkdoc.with_lines(&[]);
    assert_eq!(output.status.code(), Some(0));
    let wait = LINES[5];
    assert!(fs::read_to_string(file).unwrap().contains(wait));
    assert_eq!(report(&blinkdoc)["next"]["ending"]["kind"], "wait");
}

#[test]
fn a_case_goes_on_behind_the_waits_of_a_step_that_are_over() {
    let waited = r#"{"at":"2026-02-01T21:03:00Z","waited":{"step":"restart-router","number":1,"seconds":30}}"#;
    let lines = [
        LINES[0],
        r#"{"at":"2026-02-01T21:00:30Z","light":"blinking-blue"}"#,
        LINES[2],
        r#"{"at":"2026-02-01T21:01:10Z","question":"setup","answer":"no"}"#,
        LINES[3],
        r#"{"at":"2026-02-01T21:02:00Z","step":"reconnect","outcome":"could-not"}"#,
        waited,
    ];
    let told = String::from_utf8(kept(&["resume"], &lines).with_lines(&[]).stderr).unwrap();
    assert!(told.contains("The wait is over: 30 seconds.\n"), "{told}");
    assert!(
        told.contains("Step 2 goes on: Restart the router\n"),
        "{told}"
    );
    assert!(!told.contains("Unplug the router."), "{told}");
    // Without it the step begins from its start.
    let told = String::from_utf8(kept(&["resume"], &lines[..6]).with_lines(&[]).stderr).unwrap();
    assert!(told.contains("Unplug the router."), "{told}");
}

#[test]
fn a_case_in_which_only_the_device_was_told_is_not_gone_on_with_before_others() {
    let blinkdoc = kept(&["resume"], &LINES[..3]);
    let header = LINES[0].replace("\"case\":1", "\"case\":2");
    fs::write(blinkdoc.cases().join("2.jsonl"), header + "\n").unwrap();
    let told = String::from_utf8(blinkdoc.with_lines(&[]).stderr).unwrap();
    assert!(told.starts_with("Case 1: "), "{told}");
    fs::remove_file(blinkdoc.cases().join("1.jsonl")).unwrap();
    let told = String::from_utf8(blinkdoc.with_lines(&[]).stderr).unwrap();
    assert!(told.starts_with("Case 2: "), "{told}");
}

#[test]
fn a_report_is_written_to_a_file_in_place_of_what_is_there() {
    let blinkdoc = kept(&[], &LINES);
    let file = blinkdoc.cases().join("report.md");
    fs::write(&file, "an older report").unwrap();
    let name = file.to_str().unwrap();
    let output = blinkdoc
        .and_then(&["report", "--format", "markdown", "-o", name])
        .with_lines(&[]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout, b"");
    let printed = blinkdoc
        .and_then(&["report", "--format", "markdown"])
        .with_lines(&[]);
    assert_eq!(fs::read(&file).unwrap(), printed.stdout);
}

#[test]
fn history_deletes_what_it_lists() {
    let blinkdoc = kept(&[], &LINES);
    fs::write(blinkdoc.cases().join("2.jsonl"), "not a case").unwrap();
    let output = blinkdoc
        .and_then(&["history", "--delete", "all", "--format", "json"])
        .with_lines(&[]);
    let history: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(history["deleted"][0]["case"], 1);
    assert_eq!(history["cases"], serde_json::json!([]));
    assert!(!blinkdoc.cases().join("1.jsonl").exists());
    assert!(blinkdoc.cases().join("2.jsonl").exists());
}

/// The time of the first answer is long before that of the case, and that of the next one long after.
#[test]
fn a_clock_that_jumped_hides_no_answer() {
    let early = LINES[2].replace("2026", "1999");
    let late = LINES[3].replace("2026", "2199");
    let lines = [LINES[0], LINES[1], &early, &late];
    let blinkdoc = kept(&["resume"], &lines);
    let output = blinkdoc.with_lines(&[]);
    let told = String::from_utf8(output.stderr).unwrap();
    let goes_on = "Case 1: TP-Link Kasa camera, after 2 answers.\n";
    assert!(told.starts_with(goes_on), "{told}");
    let report = report(&blinkdoc);
    assert_eq!(report["seen"][0]["at"], "1999-02-01T21:01:00Z");
    assert_eq!(report["seen"][1]["at"], "2199-02-01T21:01:30Z");
    for format in ["text", "markdown"] {
        let output = blinkdoc
            .and_then(&["report", "--format", format])
            .with_lines(&[]);
        assert_eq!(output.status.code(), Some(0));
    }
    // What was told last counts for the age of a case, and this was told in days to come.
    let older = ["history", "--delete", "all", "--older-than", "1"];
    blinkdoc.and_then(&older).with_lines(&[]);
    assert_eq!(blinkdoc.record(1).history.len(), 2);
}

#[cfg(unix)]
#[test]
fn a_case_that_was_left_goes_on_in_a_terminal() {
    let blinkdoc = Blinkdoc::new(&["diagnose", "--plain"]);
    let mut session = blinkdoc.in_terminal(80, 24);
    for (screen, reply) in [
        ("Which device is it?", "kasa-camera\r"),
        ("What does the light do now?", "fast-red\r"),
        ("Safety first.", "no\r"),
        ("What does the Kasa app show", "quit\r"),
    ] {
        session.wait_for(screen);
        session.press(reply);
    }
    assert_eq!(session.status(), 0);
    let kept = "Kept as case 1. To go on from here: blinkdoc resume 1";
    assert!(session.screen().ends_with(kept), "{}", session.screen());
    let mut session = blinkdoc
        .and_then(&["resume", "--plain"])
        .in_terminal(80, 24);
    session.wait_for("What does the Kasa app show");
    session.kill("TERM");
    assert_eq!(session.status(), 143);
    assert!(session.screen().ends_with(kept), "{}", session.screen());
}

#[cfg(unix)]
#[test]
fn a_wizard_that_cannot_keep_says_so_once_and_goes_on() {
    let blinkdoc = Blinkdoc::new(&["diagnose", "--plain"]).with("XDG_STATE_HOME", "/dev/null");
    let mut session = blinkdoc.in_terminal(80, 60);
    for (screen, reply) in [
        ("Which device is it?", "kasa-camera\r"),
        ("What does the light do now?", "fast-red\r"),
        ("Safety first.", "burnt\r"),
        ("What next?", "finish\r"),
    ] {
        session.wait_for(screen);
        session.press(reply);
    }
    assert_eq!(session.status(), 0);
    let told = session.transcript();
    assert_eq!(
        told.matches("Your answers cannot be kept").count(),
        1,
        "{told}"
    );
    assert!(told.contains("STOP: "), "{told}");
}
