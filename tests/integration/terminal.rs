//! The dialog in a real pseudo-terminal: screens, keys, signals, and what is left behind.

use std::thread;
use std::time::Duration;

use super::common::{Blinkdoc, Session};

const ENTER: &str = "\r";
const UP: &str = "\u{1b}[A";
const ESC: &str = "\u{1b}";
const CTRL_C: &str = "\u{3}";

fn begin() -> Session {
    Blinkdoc::new(&["diagnose"]).in_terminal(80, 24)
}

/// The program with pictures that stand still.
fn still(arguments: &[&str]) -> Blinkdoc {
    Blinkdoc::new(arguments).with("BLINKDOC_REDUCED_MOTION", "1")
}

/// A dialog that has come to the list of lights.
fn at_the_lights() -> Session {
    let mut session = begin();
    session.pick("Which device is it?", "TP-Link Kasa camera");
    session.wait_for_row("red, blinks slowly");
    session
}

/// Waits for the end; what is left must be the terminal as it was found.
fn assert_ends(session: &mut Session, status: u32) {
    assert_eq!(session.status(), status);
    assert!(session.has_cursor());
    assert!(session.has_modes_as_found());
}

#[test]
fn ctrl_c_leaves_the_terminal_as_it_was_found() {
    let mut session = at_the_lights();
    assert!(!session.has_cursor());
    assert!(!session.has_modes_as_found());
    session.press(CTRL_C);
    assert_ends(&mut session, 130);
    // Nothing but an empty line between the list and the last words.
    let end = "More...\n\nKept as case 1. To go on from here: blinkdoc resume 1";
    assert!(session.screen().trim_end().ends_with(end));
}

#[test]
fn ctrl_c_is_safe_at_any_moment() {
    for wait in 0..20 {
        let mut session = begin();
        session.wait_for("Let us");
        thread::sleep(Duration::from_millis(20 * wait));
        session.press(CTRL_C);
        assert_ends(&mut session, 130);
    }
}

#[test]
fn signals_leave_the_terminal_as_it_was_found() {
    for (signal, status) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        for _ in 0..5 {
            let mut session = at_the_lights();
            session.kill(signal);
            assert_ends(&mut session, status);
        }
    }
}

#[test]
fn ctrl_c_ends_a_typed_answer_too() {
    let mut session = at_the_consent();
    session.press("era");
    session.press(CTRL_C);
    assert_ends(&mut session, 130);
}

#[test]
fn ctrl_c_ends_numbered_lines_too() {
    let mut session = Blinkdoc::new(&["diagnose", "--plain"]).in_terminal(80, 24);
    session.wait_for("Your answer");
    session.press(CTRL_C);
    assert_ends(&mut session, 130);
    assert!(!session.bytes().contains(&b'\x1b'));
}

#[test]
fn esc_is_harmless() {
    let mut session = at_the_lights();
    session.press(ESC);
    session.wait_for("> Return to the question");
    session.press(ESC);
    session.wait_for_row("red, blinks slowly");
    // An arrow key that comes in two parts, as over a slow line.
    session.press(ESC);
    session.wait_for("> Return to the question");
    session.press("[B");
    session.press(ENTER);
    session.wait_for_row("red, blinks slowly");
    session.press(CTRL_C);
    assert_ends(&mut session, 130);
}

#[test]
fn more_goes_back_and_stops() {
    let mut session = at_the_lights();
    session.press(UP);
    session.wait_for_row("More...");
    session.press(ENTER);
    session.wait_for("> Return to the question");
    session.pick("Arrow", "Go back to what was before");
    session.wait_for("Which device is it?\nArrow keys");
    session.press(ESC);
    session.wait_for("> Return to the question");
    session.pick("Arrow", "Leave");
    assert_ends(&mut session, 0);
}

#[test]
fn going_back_finds_the_old_answer_and_esc_the_row() {
    let mut session = at_the_lights();
    session.pick("What does the light do now?", "blue, blinks");
    session.pick("Look, smell, then touch", "None of these");
    session.wait_for("Are you setting the camera up");
    session.wait_for_row("Not sure");
    session.press(UP);
    session.wait_for_row("No, it worked before");
    session.press(ESC);
    session.wait_for("> Return to the question");
    session.press(ENTER);
    session.wait_for_row("No, it worked before");
    session.press(ESC);
    session.wait_for("> Return to the question");
    session.pick("Arrow", "Go back to what was before");
    session.wait_for_row("None of these");
    session.press(CTRL_C);
    assert_ends(&mut session, 130);
}

#[test]
fn words_that_leave_the_light_open_are_asked_about() {
    for (words, question) in [
        ("kasa red", "What does the red light do?"),
        ("kasa solid blinking red", "contradict themselves"),
        ("kasa xyzzy", "I did not understand"),
    ] {
        let arguments = ["diagnose", "-p", words];
        let session = Blinkdoc::new(&arguments).in_terminal(80, 24);
        session.wait_for(question);
        let mut session =
            Blinkdoc::new(&[&arguments[..], &["--no-input"]].concat()).in_terminal(80, 24);
        assert_ends(&mut session, 2);
    }
}

#[test]
fn a_key_pressed_too_early_answers_nothing() {
    let mut session = begin();
    session.wait_for("> Blink camera");
    session.press("\r\r\r");
    session.wait_for_row("red, blinks");
    thread::sleep(Duration::from_millis(500));
    assert!(session.screen().ends_with("  More..."));
}

#[test]
fn a_line_typed_too_early_answers_nothing() {
    let mut session = Blinkdoc::new(&["diagnose", "--plain"]).in_terminal(80, 60);
    session.wait_for("Your answer");
    session.press("kasa-camera\r1\r");
    session.wait_for("What does the light do now?");
    session.press("1\rno\rno\r");
    session.wait_for("Safety first.");
    let screen = session.wait_for_turn();
    assert!(screen.ends_with("Your answer (1-5, or help):"), "{screen}");
}

/// The lines of the list of lights, from its first row on.
fn lights(screen: &str) -> Vec<&str> {
    let rows = screen.lines().skip_while(|line| !line.ends_with("Enter:"));
    rows.skip(1).collect()
}

#[test]
fn the_lamps_of_the_list_move_and_nothing_else_does() {
    let session = at_the_lights();
    let first = session.screen();
    let second = session.wait_until("another picture", |screen| screen != first);
    for (before, now) in lights(&first).into_iter().zip(lights(&second)) {
        // A mark and a space, then the lamp of two cells.
        let [before, now] = [before, now].map(|line| {
            let cells: Vec<char> = line.chars().collect();
            [cells[..2].to_vec(), cells[4..].to_vec()]
        });
        assert_eq!(before, now);
    }
    let rest = |screen: &str| screen.lines().count() - lights(screen).len();
    assert_eq!(rest(&first), rest(&second));
}

#[test]
fn pictures_stand_still_for_those_who_want_it() {
    let mut session = still(&["diagnose", "-d", "kasa"]).in_terminal(80, 24);
    session.wait_for_row("red, blinks slowly");
    let before = session.bytes().len();
    thread::sleep(Duration::from_millis(1_200));
    assert_eq!(session.bytes().len(), before);
    session.press(CTRL_C);
    assert_ends(&mut session, 130);
}

#[test]
fn pictures_are_blocks_in_colour_where_that_can_be_shown() {
    let blinkdoc = still(&["diagnose", "-d", "kasa", "--color", "always"]);
    let session = blinkdoc.with("LANG", "C.UTF-8").in_terminal(80, 24);
    session.wait_for("> ███░░░░░░░██ red, blinks slowly");
    let written = String::from_utf8(session.bytes()).unwrap();
    assert!(written.contains("\u{1b}[31m███\u{1b}[0m"), "{written:?}");
}

#[test]
fn every_key_counts_while_the_list_moves() {
    let mut session = at_the_lights();
    for _ in 0..10 {
        session.press(&"\u{1b}[B\u{1b}OA".repeat(10));
        // The same again, while the last ones are still read.
        thread::sleep(Duration::from_millis(30));
    }
    session.press("\u{1b}[B\r");
    session.wait_for("> red, blinks fast\n\nThe light: red, blinks fast");
}

#[test]
fn no_key_is_echoed_into_a_list_of_words() {
    let mut session = begin();
    session.wait_for_row("Blink camera");
    for _ in 0..200 {
        session.press("\u{1b}[B");
        // The next one comes while the list is drawn.
        thread::sleep(Duration::from_micros(200));
    }
    session.press("\u{1b}[A");
    let screen = session.wait_for_turn();
    assert!(
        !session.bytes().windows(2).any(|pair| pair == b"^["),
        "{screen}"
    );
}

#[test]
fn keys_of_the_list_of_lights() {
    let mut session = at_the_lights();
    for (keys, row) in [
        ("3", "red, steady"),
        ("jj", "red and blue in turn"),
        ("k", "red, blinks (unsure how fast)"),
        ("\u{1b}[H", "red, blinks slowly"),
        ("\u{1b}[F\u{1b}[A", "It does something else"),
        ("\u{1b}[B\u{1b}[B", "red, blinks slowly"),
        ("\u{1b}[200~5\r\u{1b}[201~x", "red, blinks slowly"),
    ] {
        session.press(keys);
        session.wait_for_row(row);
    }
    session.press("\u{4}");
    assert_ends(&mut session, 0);
    let kept = "Kept as case 1. To go on from here: blinkdoc resume 1";
    assert!(session.screen().contains(kept));
}

#[test]
fn a_list_is_drawn_again_for_another_size() {
    let mut session = at_the_lights();
    session.press("j");
    session.wait_for_row("red, blinks fast");
    for (columns, rows) in [(50, 24), (40, 20), (100, 30)] {
        session.resize(columns, rows);
        session.wait_until("the list from the top", |screen| {
            screen.starts_with("What does the light do now?") && screen.ends_with("More...")
        });
        session.wait_for_row("red, blinks fast");
        assert!(!session.has_wrapped_line());
    }
    session.resize(30, 20);
    session.wait_for("-- Press Enter to read on --");
}

#[test]
fn an_interrupt_right_behind_another_key_ends_it() {
    let mut session = at_the_lights();
    session.press("\r\u{3}");
    assert_ends(&mut session, 130);
}

#[test]
fn each_key_is_a_flash_while_tapping() {
    let mut session = at_the_lights();
    session.press("t");
    session.wait_for("0 flashes seen");
    assert!(!session.has_cursor());
    for (key, seen) in [
        (" ", "1 flash seen"),
        ("\u{1b}[B", "2 flashes seen"),
        ("x", "3 flashes seen"),
    ] {
        session.press(key);
        session.wait_until(seen, |screen| screen.ends_with(seen));
        // Longer than a key that is held down takes to come again.
        thread::sleep(Duration::from_millis(80));
    }
    session.press(ENTER);
    session.wait_for("That was too short: it takes 2 more flashes, at least.");
    session.wait_for("0 flashes seen");
    session.press(" ");
    session.wait_until("a flash", |screen| screen.ends_with("1 flash seen"));
    // Esc, which may be part of an arrow key, loses no flash.
    session.press(ESC);
    let screen = session.wait_for_turn();
    assert!(screen.ends_with("1 flash seen"), "{screen}");
    session.press(ENTER);
    session.wait_until("a new start", |screen| screen.ends_with("0 flashes seen"));
    session.press(ESC);
    session.pick("Arrow", "Go back to what was before");
    session.wait_for_row("red, blinks slowly");
    session.press("t");
    session.wait_until("tapping again", |screen| screen.ends_with("0 flashes seen"));
    session.press(CTRL_C);
    assert_ends(&mut session, 130);
}

#[test]
fn each_line_is_a_flash_while_tapping_in_lines() {
    let mut session = Blinkdoc::new(&["diagnose", "-d", "kasa", "--plain"]).in_terminal(80, 40);
    session.wait_for("Your answer");
    session.press("tap\r");
    session.wait_for("Press Enter each time the light comes on.");
    session.press("\r\rdone\r");
    session.wait_for("That was too short");
    session.press("on 500 off 1500\r");
    session.wait_for("You tapped: about one flash every 2 seconds.");
    session.press("1\r");
    session.wait_for("The light: red, blinks slowly");
}

/// A dialog that has come to the step that erases.
fn at_the_consent() -> Session {
    let mut session = begin();
    for (below, label) in [
        ("Which device is it?", "TP-Link"),
        ("What does the light do now?", "red and blue"),
        ("Look, smell, then touch", "None of these"),
        ("Are you setting the camera up", "Not sure"),
        ("What does the Kasa app show", "Not sure"),
        ("Step 1: Set up the camera", "No change"),
        ("Step 2: Restart the router", "I have waited already"),
        ("Step 2 goes on: Restart", "I have waited already"),
        ("Step 2 goes on: Restart", "No change"),
    ] {
        session.pick(below, label);
    }
    session.wait_for("type the word erase");
    session
}

#[test]
fn only_the_typed_word_agrees_to_erase() {
    let mut session = at_the_consent();
    session.press("\r");
    session.pick("Nothing was erased.", "No, show me again");
    session.wait_until("the consent again", |screen| {
        screen.matches("type the word erase").count() == 2 && screen.ends_with("> ")
    });
    session.press("erase\r");
    session.wait_for("Hold it with a paperclip");
}

#[test]
fn an_earlier_answer_is_changed_with_the_old_one_preselected() {
    let mut session = at_the_lights();
    session.pick("What does the light do now?", "blue, blinks");
    session.pick("Look, smell, then touch", "None of these");
    session.wait_for_row("Not sure");
    session.press(ESC);
    session.wait_for("> Return to the question");
    session.pick("Arrow", "Change an earlier answer");
    session.wait_for_row("4. Nothing");
    session.pick("What do you want to change?", "3. Look, smell");
    session.wait_for_row("None of these");
    session.pick("Safety first.", "Hot to the hand");
    session.wait_for("Changed. All the rest still counts.\n\nStep 1: Unplug the camera");
    session.wait_for_row("Start the countdown (20 minutes)");
    session.press(CTRL_C);
    assert_ends(&mut session, 130);
}

#[test]
fn help_says_what_the_keys_do() {
    let mut session = at_the_lights();
    session.press(ESC);
    session.wait_for("> Return to the question");
    session.pick("Arrow", "Help");
    session.wait_for("- Save and leave: stop here, and go on another time");
    session.wait_for("-- Press Enter to read on --");
    session.press(ENTER);
    session.wait_for_row("red, blinks slowly");
    session.press(ESC);
    session.wait_for("> Return to the question");
    session.pick("Arrow", "Save and leave");
    assert_ends(&mut session, 0);
}

/// Whether the screen ends with a bar that has so much time left.
fn has_bar(screen: &str, time: &str) -> bool {
    let end = screen.trim_end().strip_suffix(" left");
    end.is_some_and(|end| end.ends_with(time))
}

/// A dialog that has come to a wait of two seconds, which a wait of half an hour follows.
fn at_a_wait(arguments: &[&str]) -> Session {
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/desk-lamp.yaml");
    let lamp = [
        "diagnose",
        "-d",
        "desk-lamp",
        "-p",
        "red",
        "-i",
        "--kb",
        guide,
    ];
    let flags = ["--answer", "hot=no"];
    let arguments = [&lamp[..], &flags, arguments].concat();
    let session = Blinkdoc::new(&arguments).in_terminal(80, 24);
    session.wait_for("Start the countdown (2 seconds)");
    session
}

#[test]
fn a_wait_counts_down_and_says_that_it_is_over() {
    let mut session = at_a_wait(&[]);
    session.wait_for_row("Start the countdown (2 seconds)");
    session.press(ENTER);
    session.wait_until("a bar", |screen| has_bar(screen, ""));
    assert!(!session.has_cursor());
    // None of these answers what comes after the wait.
    session.press("\r\rx\u{1b}[B");
    session.wait_for("The wait is over: 2 seconds.");
    assert!(session.bytes().contains(&b'\x07'));
    session.wait_for_row("Start the countdown (30 minutes)");
    thread::sleep(Duration::from_millis(500));
    assert!(session.screen().ends_with("  More..."));
    session.press(ENTER);
    session.wait_until("a bar", |screen| has_bar(screen, "30 minutes"));
    for (columns, rows) in [(40, 20), (200, 60), (38, 24), (80, 24)] {
        session.resize(columns, rows);
        thread::sleep(Duration::from_millis(1_200));
        let screen = session.wait_until("a bar", |screen| has_bar(screen, "30 minutes"));
        assert_eq!(screen.matches("minutes left").count(), 1, "{screen}");
        assert!(!session.has_wrapped_line(), "{screen}");
    }
    // Esc loses nothing, not even the time.
    session.press(ESC);
    session.wait_for("Meanwhile the time goes on.");
    session.wait_for_row("Go on with the countdown (30 minutes left)");
    session.press(ENTER);
    session.wait_until("a bar", |screen| has_bar(screen, "30 minutes"));
    session.press("s");
    session.wait_for_row("No change");
    session.press(CTRL_C);
    assert_ends(&mut session, 130);
}

#[test]
fn a_wait_that_is_interrupted_leaves_the_terminal_as_it_was_found() {
    for (signal, status) in [
        ("", 130),
        ("INT", 130),
        ("TERM", 143),
        ("HUP", 129),
        ("QUIT", 131),
    ] {
        let mut session = at_a_wait(&[]);
        session.wait_for_row("Start the countdown (2 seconds)");
        session.pick("Unplug it", "I have waited already");
        session.wait_for_row("Start the countdown (30 minutes)");
        session.press(ENTER);
        session.wait_until("a bar", |screen| has_bar(screen, ""));
        if signal.is_empty() {
            session.press(CTRL_C);
        } else {
            session.kill(signal);
        }
        assert_ends(&mut session, status);
    }
}

#[test]
fn a_wait_in_lines_is_one_line_at_its_start_and_one_at_its_end() {
    let mut session = at_a_wait(&["--plain"]);
    session.press("1\r");
    session.wait_for("Waiting 2 seconds. Press Enter to go on before that.");
    session.wait_for("The wait is over: 2 seconds.");
    session.wait_for("Start the countdown (30 minutes)");
    session.press("1\r");
    session.wait_for("Waiting 30 minutes. Press Enter to go on before that.");
    session.press("\r");
    session.wait_for("Take your time. Afterwards: what does the light do now?");
    session.press("quit\r");
    assert_ends(&mut session, 0);
    assert!(!session.bytes().contains(&b'\x1b'));
    // The guide is not a built-in one.
    let again = "To go on from here: blinkdoc resume 1 --kb ";
    assert!(session.screen().contains(again), "{}", session.screen());
}

#[test]
fn nothing_scrolls_away_unread_at_80_by_24() {
    assert_all_is_read(80, 24);
}

#[test]
fn nothing_scrolls_away_unread_at_40_by_20() {
    assert_all_is_read(40, 20);
}

#[test]
fn nothing_scrolls_away_unread_at_38_by_10() {
    assert_all_is_read(38, 10);
}

/// Walks to the end of a case with nothing but Enter, and waits skipped; every line must stand on the screen at some turn
/// of the person, and none may wrap.
fn assert_all_is_read(columns: u16, rows: u16) {
    let mut session = still(&["diagnose", "-d", "kasa-camera"]).in_terminal(columns, rows);
    let mut read = String::new();
    while !read.contains("Nothing was erased.") {
        let screen = session.wait_for_turn();
        assert!(!session.has_wrapped_line(), "{screen}");
        read.push_str(&screen);
        read.push('\n');
        let is_countdown = has_bar(&screen, "");
        session.press(if is_countdown { "s" } else { ENTER });
    }
    for line in session.transcript().lines() {
        // What the person picked needs no second reading.
        assert!(line.starts_with("> ") || read.contains(line), "{line}");
    }
}

#[test]
fn a_screen_too_small_for_lists_gets_numbered_lines() {
    let mut session = Blinkdoc::new(&["diagnose"]).in_terminal(30, 24);
    session.wait_for("-- Press Enter to read on --");
    session.press("\r");
    session.wait_for("Your answer (1-10, words,");
    session.press("kasa-camera\r");
    session.wait_for("-- Press Enter to read on --");
    session.press("\r");
    session.wait_for("Your answer (1-13, words, or");
    session.press("quit\r");
    assert_ends(&mut session, 0);
}

#[test]
fn simple_terminals_and_screen_readers_get_numbered_lines() {
    for (name, value) in [("TERM", "dumb"), ("ACCESSIBLE", "1")] {
        let blinkdoc = Blinkdoc::new(&["diagnose"]).with(name, value);
        let mut session = blinkdoc.in_terminal(80, 24);
        session.wait_for("Your answer (1-10, words, or help):");
        session.press("quit\r");
        assert_ends(&mut session, 0);
        assert!(!session.bytes().contains(&b'\x1b'));
    }
}
