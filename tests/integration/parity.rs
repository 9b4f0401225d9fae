//! A case leads the same way whether it is told in lines or by flags, one entry at a time.

use blinkdoc::engine::{Case, End, Engine, Entry, Move, Outcome};
use blinkdoc::kb::{Guide, LightId, Risk};
use serde_json::Value;

use super::common::{Blinkdoc, guides};

/// Journeys through each light.
const JOURNEYS: u64 = 4;
/// What steps lead to on these journeys.
const OUTCOMES: [Outcome; 3] = [Outcome::NoChange, Outcome::NoChange, Outcome::CouldNot];

#[test]
fn lines_and_flags_lead_the_same_way() {
    for guide in guides() {
        for light in guide.light_ids() {
            for seed in 0..JOURNEYS {
                let journey = Journey::of(&guide, light, seed);
                journey.in_lines(&guide);
                journey.by_flags(&guide);
            }
        }
    }
}

/// A case and the moves that came up on the way, the ending last.
struct Journey {
    case: Case,
    moves: Vec<Move>,
}

impl Journey {
    /// A journey to the end of a case, with answers and outcomes that are all over the place.
    fn of(guide: &Guide, light: LightId, seed: u64) -> Self {
        let mut engine = Engine::new(guide);
        let mut journey = Self {
            case: Case::new(light),
            moves: Vec::new(),
        };
        let mut chance = seed;
        let mut pick = |count: usize| {
            // Knuth's linear congruential generator; its high bits are the good ones.
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(chance >> 33).expect("31 bits fit") % count
        };
        loop {
            let next = engine.advise(&journey.case).next;
            journey.moves.push(next);
            let entry = match next {
                Move::End(_) => return journey,
                Move::Ask(question) => {
                    Entry::Answered(question, pick(guide[question].answers.len()))
                }
                Move::Try(step) => Entry::Tried(step, OUTCOMES[pick(OUTCOMES.len())]),
            };
            journey.case.history.push(entry);
        }
    }

    fn flags(&self, guide: &Guide) -> Vec<String> {
        let flag = |entry: &Entry| match *entry {
            Entry::Answered(question, answer) => [
                "--answer".to_owned(),
                format!(
                    "{}={}",
                    guide[question].id, guide[question].answers[answer].id
                ),
            ],
            Entry::Tried(step, outcome) => [
                "--tried".to_owned(),
                format!("{}={}", guide[step].id, outcome.word(guide)),
            ],
        };
        self.case.history.iter().flat_map(flag).collect()
    }

    fn start(&self, guide: &Guide) -> Vec<String> {
        let light = self.case.light.expect("the journey starts with a light");
        ["diagnose", "-d", &guide.id, "-p", &guide[light].id]
            .map(str::to_owned)
            .into()
    }

    /// Told in numbered lines, the case ends with the command that tells it in flags.
    fn in_lines(&self, guide: &Guide) {
        let mut lines: Vec<String> = Vec::new();
        for entry in &self.case.history {
            match *entry {
                Entry::Answered(question, answer) => {
                    lines.push(guide[question].answers[answer].id.clone());
                }
                Entry::Tried(step, outcome) => {
                    if guide[step].risk == Risk::Erases {
                        lines.push("erase".to_owned());
                    }
                    lines.push(outcome.word(guide));
                }
            }
        }
        let mut arguments = self.start(guide);
        arguments.push("-i".to_owned());
        // A long command is folded, as a shell reads it.
        let output = run(&arguments, &lines).replace(" \\\n    ", " ");
        let command = [
            vec!["blinkdoc".to_owned()],
            self.start(guide),
            self.flags(guide),
        ]
        .concat()
        .join(" ");
        assert!(
            output.contains(&format!("  {command}\n")),
            "{command}\n{output}"
        );
    }

    /// Told in flags, one more each time, the same moves come next.
    fn by_flags(&self, guide: &Guide) {
        let flags = self.flags(guide);
        for (entries, expected) in self.moves.iter().enumerate() {
            let arguments = [
                self.start(guide),
                flags[..2 * entries].to_vec(),
                vec!["--format=json".to_owned()],
            ]
            .concat();
            let answer: Value =
                serde_json::from_str(&run(&arguments, &[])).expect("the answer is JSON");
            let found = (
                answer["next"]["kind"].as_str(),
                answer["next"]["id"].as_str(),
            );
            assert_eq!(found, word(guide, *expected), "{arguments:?}");
        }
    }
}

/// What JSON calls a move.
fn word(guide: &Guide, next: Move) -> (Option<&str>, Option<&str>) {
    match next {
        Move::Ask(question) => (Some("ask"), Some(&guide[question].id)),
        Move::Try(step) => (Some("try"), Some(&guide[step].id)),
        Move::End(End::Fixed) => (Some("end"), Some("fixed")),
        Move::End(End::Support) => (Some("end"), Some("support")),
        Move::End(End::Ending(ending)) => (Some("end"), Some(&guide[ending].id)),
    }
}

fn run(arguments: &[String], lines: &[String]) -> String {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let output = Blinkdoc::new(&arguments).with_lines(&lines);
    assert!(
        output.status.success(),
        "{arguments:?} {lines:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("the answer is UTF-8")
}
