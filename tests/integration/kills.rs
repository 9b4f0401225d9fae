//! The program is killed at any moment, again and again: nothing is lost that another question followed.

use std::thread;
use std::time::{Duration, Instant};

use blinkdoc::kb::{Guide, LightId};
use serde_json::Value;

use super::common::{Blinkdoc, guides};
use super::journey::{Chance, Journey, Reply, words};
use super::parallel;
use super::person::{CONSENT, LINES};

/// How many stores there are, and how often a program that writes to each of them is killed.
const STORES: u64 = 20;
const KILLS: usize = 10;

/// How long a question is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn a_kill_at_any_moment_loses_nothing() {
    let guides = guides();
    let seeds: Vec<u64> = (0..STORES).collect();
    let name = |seed: &u64| format!("seed {seed}");
    parallel::each(&seeds, name, |seed| kill_again_and_again(&guides, *seed));
}

/// Tells cases in lines, and kills the program while a reply is read and kept; each case goes on until it has ended or nothing of it is left to tell.
fn kill_again_and_again(guides: &[Guide], seed: u64) {
    let mut chance = Chance::new(seed);
    let blinkdoc = Blinkdoc::new(&[]);
    let mut kills = 0;
    for number in 1.. {
        let guide = chance.pick(guides);
        let lights: Vec<LightId> = guide.light_ids().collect();
        let light = *chance.pick(&lights);
        let mut case = Killed {
            blinkdoc: &blinkdoc,
            number,
            journey: Journey::by_chance(guide, light, &mut chance),
            told: 0,
            waits: 0,
        };
        while !case.is_over() {
            if kills == KILLS {
                return;
            }
            kills += usize::from(case.kill(&mut chance));
        }
    }
}

/// A case that is killed again and again.
struct Killed<'g> {
    blinkdoc: &'g Blinkdoc,
    number: u32,
    journey: Journey<'g>,
    /// How much of it is kept.
    told: usize,
    /// How many waits of the step that comes next are over.
    waits: usize,
}

impl Killed<'_> {
    fn is_over(&self) -> bool {
        self.told == self.journey.all()
    }

    /// Goes on with the case, and kills the program at some moment; whether it was still running.
    fn kill(&mut self, chance: &mut Chance) -> bool {
        let number = self.number.to_string();
        let arguments = match self.told {
            0 => vec!["diagnose", "--plain"],
            _ => vec!["resume", &number, "--plain"],
        };
        let mut turns = self.journey.turns();
        turns.retain(|turn| turn.told >= self.told);
        for _ in 0..self.waits {
            let over = turns.iter().position(|turn| turn.reply == Reply::Waited);
            turns.drain(..=over.expect("it is a wait of the journey"));
        }
        let mut session = self.blinkdoc.and_then(&arguments).in_terminal(80, 24);
        let wanted = chance.below(turns.len() + 1);
        let start = Instant::now();
        let mut replied = 0;
        while replied < wanted && !session.has_ended() {
            assert!(start.elapsed() < PATIENCE, "{}", session.screen());
            if asked(&session.bytes()) > replied {
                session.press(&format!("{}\r", turns[replied].reply.line()));
                replied += 1;
            } else {
                thread::sleep(Duration::from_micros(200));
            }
        }
        // The last reply is just being kept.
        thread::sleep(Duration::from_micros(chance.below(5_000) as u64));
        let is_killed = session.kill_at_once();
        // What was on the screen by then has told the person that all before it counts.
        let last = asked(&session.bytes()).checked_sub(1);
        let told = |last: usize| turns.get(last).map_or(self.journey.all(), |turn| turn.told);
        self.assert_kept(last.map(told));
        is_killed
    }

    /// What was told before the last question that was shown is kept, and perhaps the reply to it.
    fn assert_kept(&mut self, shown: Option<usize>) {
        let least = shown.map_or(self.told, |shown| shown.max(self.told));
        let most = shown.map_or(self.told, |shown| shown + 1);
        let most = most.max(least).min(self.journey.all());
        let history = self.run(&["history", "--format", "json"]).0;
        let history: Value = serde_json::from_str(&history).unwrap();
        assert_eq!(history["problems"], serde_json::json!([]));
        let kept = history["cases"].as_array().unwrap().len();
        if kept < self.number as usize {
            assert_eq!((kept, least), (self.number as usize - 1, 0));
            return;
        }
        let record = self.blinkdoc.record(self.number);
        assert_eq!(record.unreadable, 0);
        let told = (least.max(1)..=most).find(|told| record.whole() == self.journey.whole(*told));
        let flags = self.journey.flags(most).join(" ");
        self.told = told.unwrap_or_else(|| panic!("{least} to {most} of {flags}: {record:?}"));
        self.waits = record.waited.map_or(0, |waited| waited.number);
        if !self.is_over() {
            let (_, told) = self.run(&["resume", &self.number.to_string()]);
            let pending = words(self.journey.asked(self.told));
            assert!(words(&told).contains(&pending), "{pending}\n{told}");
        }
    }

    fn run(&self, arguments: &[&str]) -> (String, String) {
        let output = self.blinkdoc.and_then(arguments).with_lines(&[]);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr))
    }
}

/// How many questions were shown to the end.
fn asked(written: &[u8]) -> usize {
    let written = words(&String::from_utf8_lossy(written));
    let count = |sign: &str| written.matches(sign).count();
    count(LINES) + count(CONSENT)
}
