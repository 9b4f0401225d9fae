//! The same journey gives the same moves, whatever the person sits in front of.

#![cfg(unix)]

use super::common::Blinkdoc;

/// The reply to a wait, which lines from a pipe do without.
const WAITED: &str = "I have waited already";

/// What is asked after the end, where a report can be made.
const OFFER: &str = "This case is at its end. What next?";

/// What was picked, below the question or step that asked for it.
const JOURNEY: [(&str, &str); 10] = [
    ("Which device is it?", "TP-Link Kasa camera"),
    ("What does the light do now?", "blue, blinks"),
    ("Look, smell, then touch", "None of these"),
    ("Are you setting the camera up", "No, it worked before"),
    ("What does the Kasa app show", "Not sure"),
    (
        "Step 1: Set up the camera afresh",
        "I could not do this here",
    ),
    ("Step 2: Restart the router", WAITED),
    ("Step 2 goes on: Restart", WAITED),
    ("Step 2 goes on: Restart", "It shows another light now"),
    ("What does the light do now?", "green, steady"),
];

#[test]
fn terminal_and_plain_lines_lead_the_same_way() {
    // A screen so high that nothing leaves it.
    let mut session = Blinkdoc::new(&["diagnose"]).in_terminal(81, 200);
    for (below, label) in JOURNEY {
        session.pick(below, label);
    }
    session.pick(OFFER, "Finish");
    assert_eq!(session.status(), 0);
    let lines = [
        "kasa-camera",
        "blinking-blue",
        "no",
        "no",
        "not-sure",
        "could-not",
        "other-light",
        "steady-green",
    ];
    let output = Blinkdoc::new(&["diagnose"]).with_lines(&lines);
    let dialog = String::from_utf8(output.stderr).unwrap();
    let screen = session.screen();
    let (screen, _) = screen.split_once(OFFER).unwrap();
    assert_eq!(moves(screen), moves(&dialog));
    assert!(moves(screen).len() > lines.len());
}

/// The lines of a dialog that tell its moves and what was picked.
fn moves(dialog: &str) -> Vec<&str> {
    let is_move =
        |line: &&str| line.ends_with('?') || line.starts_with("Step ") || line.starts_with("> ");
    let is_wait = |line: &&str| line.ends_with(WAITED);
    let moves = dialog.lines().filter(is_move);
    moves.filter(|line| !is_wait(line)).collect()
}
