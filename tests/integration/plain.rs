//! The dialog in numbered lines, through pipes.

use super::common::Blinkdoc;

#[test]
fn a_case_is_told_in_numbers_ids_and_words() {
    let output = Blinkdoc::new(&["diagnose"]).with_lines(&[
        "kasa-camera",
        "blinking-blue",
        "None of these",
        "unfinished",
        "what?",
        "not sure",
        "no-change",
        "fixed",
    ]);
    let dialog = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0));
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.contains("The light is as it should be"), "{stdout}");
    assert!(!dialog.contains('\u{1b}'));
    assert!(dialog.contains("That is no answer here. Type a number from 1 to 5, or `help`.\n"));
    assert!(dialog.contains("\nStep 1: Set up the camera afresh in the Kasa app\n"));
    assert!(dialog.ends_with("> It is as it should be\n\n"));
}

#[test]
fn a_rhythm_is_told_as_a_timeline() {
    let output = Blinkdoc::new(&["diagnose", "-d", "kasa"]).with_lines(&[
        "tap",
        "on 200 off 200",
        "2",
        "tap",
        "back",
        "off",
    ]);
    let dialog = String::from_utf8(output.stderr).unwrap();
    assert!(
        dialog.contains("\nYou tapped: about 2.5 flashes a second.\n"),
        "{dialog}"
    );
    assert!(dialog.contains("\nThe light: "), "{dialog}");
}

#[test]
fn the_end_of_the_input_ends_the_program() {
    for lines in [&[][..], &["1"], &["1", "blinking-blue"]] {
        let output = Blinkdoc::new(&["diagnose"]).with_lines(lines);
        assert_eq!(output.status.code(), Some(2), "{lines:?}");
    }
}

#[test]
fn endless_nonsense_comes_to_an_end() {
    let output = Blinkdoc::new(&["diagnose"]).with_lines(&["y"; 1000]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_is_unsafe_stands_last_and_in_a_frame() {
    let output = Blinkdoc::new(&["diagnose"]).with_lines(&["kasa", "blinking-blue", "burnt"]);
    let stdout = String::from_utf8(output.stdout).unwrap();
    let (above, alarm) = stdout.split_once("\n!!!!").unwrap();
    assert!(above.contains("The same answer again"), "{above}");
    assert!(
        alarm.contains("\n!! STOP: UNPLUG IT NOW AND DO NOT USE IT\n!!!!"),
        "{alarm}"
    );
    assert!(
        alarm.ends_with("- Do not plug it in again; contact Kasa support.\n"),
        "{alarm}"
    );
}
