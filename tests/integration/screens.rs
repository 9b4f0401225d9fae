//! What stands on the screen, at several sizes, in colour and without.
//!
//! Each screen is a file in `screens/`, in a folder for its size; where it takes several screenfuls, a
//! line of dots stands between them. `UPDATE_SCREENS=1 cargo test screens` writes what they are now.

use std::path::Path;
use std::{env, fs};

use blinkdoc::request::{self, Flag};

use super::common::{Blinkdoc, guides};
use super::journey::Journey;
use super::parallel;
use super::person::Person;

const SIZES: [(u16, u16); 3] = [(80, 24), (40, 20), (200, 60)];

/// What stands between two screenfuls.
const NEXT: &str = "\n. . . . . . . . . . . . . . . . . . .\n";

/// A way through the guide to the Kasa camera.
struct Way {
    light: &'static str,
    told: &'static [&'static str],
    /// How many of the entries flags tell; without them the device is the first question.
    flags: Option<usize>,
    /// The screens to look at, by the turn at which they come.
    screens: &'static [(usize, &'static str)],
    /// What the screen at the end is called.
    end: &'static str,
}

const WAYS: [Way; 3] = [
    Way {
        light: "blinking-blue",
        told: &[
            "hot=no",
            "setup=no",
            "app=not-sure",
            "reconnect=light:fast-red",
            "wait-out-update=fixed",
        ],
        flags: None,
        screens: &[
            (0, "device"),
            (1, "lights"),
            (2, "safety"),
            (4, "question"),
            (5, "step"),
            (6, "light-again"),
            (7, "wait"),
            (8, "outcome"),
        ],
        end: "fixed",
    },
    Way {
        light: "red-blue",
        told: &[
            "hot=no",
            "setup=not-sure",
            "app=not-sure",
            "reconnect=no-change",
            "restart-router=no-change",
            "factory-reset=no-change",
        ],
        flags: Some(5),
        screens: &[(0, "consent"), (1, "erasing")],
        end: "support",
    },
    Way {
        light: "blinking-blue",
        told: &["hot=burnt"],
        flags: Some(0),
        screens: &[],
        end: "stop",
    },
];

#[test]
fn screens_are_as_written_in_colour_and_without() {
    let mut runs = Vec::new();
    for way in &WAYS {
        for size in SIZES {
            runs.extend([false, true].map(|colour| (way, size, colour)));
        }
    }
    let name = |(way, size, colour): &(&Way, (u16, u16), bool)| {
        format!("{} at {size:?}, colour: {colour}", way.end)
    };
    parallel::each(&runs, name, |(way, size, colour)| way.walk(*size, *colour));
}

impl Way {
    fn walk(&self, size: (u16, u16), colour: bool) {
        let guides = guides();
        let guide = guides.iter().find(|guide| guide.id == "kasa-camera");
        let guide = guide.expect("the guide is there");
        let flags = self.told.iter().map(|told| Flag::Entry((*told).to_owned()));
        let flags: Vec<Flag> = flags.collect();
        let case = request::case(guide, guide.light(self.light), &flags);
        let journey = Journey::of(guide, &case.expect("the case can be told"));
        let told = self.flags.map_or(0, |entries| entries + 2);

        let flags = journey.flags(told);
        let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        let when = if colour { "always" } else { "never" };
        let arguments = [&["diagnose", "-i", "--color", when], &flags[..]].concat();
        let blinkdoc = Blinkdoc::new(&arguments).with("BLINKDOC_REDUCED_MOTION", "1");
        let mut person = Person::at(blinkdoc.in_terminal(size.0, size.1));
        let mut turns = journey.turns();
        turns.retain(|turn| turn.told >= told);
        let mut has_colour = false;
        for (at, turn) in turns.iter().enumerate() {
            let screens = person.arrive(turn);
            let name = self.screens.iter().find(|(known, _)| *known == at);
            if let Some((_, name)) = name {
                assert_screen(size, name, &screens.join(NEXT), colour);
            }
            has_colour |= person.session.has_colour();
            assert!(!person.session.has_wrapped_line());
            person.reply(turn);
        }
        assert_eq!(person.finish(), 0);
        assert_screen(size, self.end, &person.session.screen(), colour);
        has_colour |= person.session.has_colour();
        assert_eq!(has_colour, colour);
    }
}

/// Compares what is on the screen with what is written; with colour it is the same.
fn assert_screen((columns, rows): (u16, u16), name: &str, screen: &str, colour: bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integration/screens");
    let folder = folder.join(format!("{columns}x{rows}"));
    let path = folder.join(format!("{name}.txt"));
    let screen = format!("{}\n", screen.trim_end());
    if env::var_os("UPDATE_SCREENS").is_some() {
        if !colour {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, screen).unwrap();
        }
        return;
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        written,
        screen,
        "{}: UPDATE_SCREENS=1 cargo test screens",
        path.display()
    );
}
