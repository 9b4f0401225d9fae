//! Whatever ends the program at whatever prompt: the terminal is as it was found, and nothing told is lost.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::thread;
use std::time::Duration;

use blinkdoc::kb::{Guide, LightId};

use super::common::{Blinkdoc, Session, guides};
use super::journey::{Chance, Journey, Reply, Turn, words};
use super::parallel;
use super::person::{At, Person};

/// How often each end is tried.
const RUNS: u64 = 100;

const SIZES: [(u16, u16); 4] = [(80, 24), (40, 20), (60, 16), (200, 60)];

#[test]
fn a_typed_ctrl_c_loses_nothing_at_any_prompt() {
    assert_all(100_000, |session| session.press("\u{3}"), 130);
}

#[test]
fn an_interrupt_loses_nothing_at_any_prompt() {
    assert_all(200_000, |session| session.kill("INT"), 130);
}

#[test]
fn a_termination_loses_nothing_at_any_prompt() {
    assert_all(300_000, |session| session.kill("TERM"), 143);
}

#[test]
fn a_hangup_loses_nothing_at_any_prompt() {
    assert_all(400_000, |session| session.kill("HUP"), 129);
}

/// Ends a dialog at many prompts, of every kind.
fn assert_all(first_seed: u64, end: fn(&mut Session), status: u32) {
    let guides = guides();
    let seeds = first_seed..first_seed + RUNS;
    let runs: Vec<Run<'_>> = seeds.map(|seed| Run::of(&guides, seed)).collect();
    let kinds: BTreeSet<(&str, bool)> = runs.iter().map(Run::kind).collect();
    assert_eq!(kinds.len(), 10, "{kinds:?}");
    parallel::each(&runs, Run::to_string, |run| run.clone().assert(end, status));
}

/// The turn to stop at: now and then one of a rare kind.
fn last(turns: &[Turn], chance: &mut Chance) -> usize {
    let is_rare = |turn: &Turn| !matches!(turn.reply, Reply::Row(..)) || turn.told < 2;
    let is_rarest = |turn: &Turn| matches!(turn.reply, Reply::Word(_));
    let at = |is_meant: &dyn Fn(&Turn) -> bool| -> Vec<usize> {
        (0..turns.len())
            .filter(|at| is_meant(&turns[*at]))
            .collect()
    };
    let rarest = at(&is_rarest);
    match chance.below(3) {
        0 => chance.below(turns.len()),
        1 if !rarest.is_empty() => *chance.pick(&rarest),
        _ => *chance.pick(&at(&is_rare)),
    }
}

/// A dialog up to the prompt at which it is ended.
#[derive(Clone)]
struct Run<'g> {
    seed: u64,
    journey: Journey<'g>,
    /// How much is told by flags.
    flags: usize,
    /// The turns that are taken, and the one that is not.
    taken: Vec<Turn>,
    last: Turn,
    is_plain: bool,
    size: (u16, u16),
    chance: Chance,
}

impl fmt::Display for Run<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = self.journey.flags(self.last.told).join(" ");
        let at = &self.last.reply;
        write!(
            f,
            "seed {}: after `{told}`, before {at:?}; plain: {}, size: {:?}, told by flags: {}",
            self.seed, self.is_plain, self.size, self.flags
        )
    }
}

impl<'g> Run<'g> {
    fn of(guides: &'g [Guide], seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let guide = chance.pick(guides);
        let lights: Vec<LightId> = guide.light_ids().collect();
        let light = *chance.pick(&lights);
        let journey = Journey::by_chance(guide, light, &mut chance);
        let mut turns = journey.turns();
        let last = last(&turns, &mut chance);
        let last = turns.drain(last..).next().expect("there are turns");
        // Far into a case it starts with most of it told.
        let flags = last.told.saturating_sub(chance.below(4));
        turns.retain(|turn| turn.told >= flags);
        Self {
            seed,
            journey,
            flags,
            taken: turns,
            last,
            is_plain: chance.below(3) == 0,
            size: *chance.pick(&SIZES),
            chance,
        }
    }

    /// What it is ended at.
    fn kind(&self) -> (&'static str, bool) {
        let kind = match (&self.last.reply, self.last.told) {
            (Reply::Word(_), _) => "consent",
            (Reply::Waited, _) => "wait",
            (Reply::Row(..), 0) => "device",
            (Reply::Row(..), 1) => "light",
            (Reply::Row(..), _) => "question or outcome",
        };
        (kind, self.is_plain)
    }

    fn assert(mut self, end: fn(&mut Session), status: u32) {
        let mut arguments = vec!["diagnose".to_owned(), "-i".to_owned()];
        arguments.extend(self.journey.flags(self.flags));
        arguments.extend(self.is_plain.then(|| "--plain".to_owned()));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let blinkdoc = Blinkdoc::new(&arguments);
        let (columns, rows) = self.size;
        let mut person = Person::at(blinkdoc.in_terminal(columns, rows));
        for turn in &self.taken {
            person.reply(turn);
        }
        self.dither(&mut person);
        thread::sleep(Duration::from_micros(self.chance.below(5_000) as u64));
        end(&mut person.session);
        assert_eq!(person.session.status(), status);
        assert!(person.session.has_cursor());
        assert!(person.session.has_modes_as_found());
        let has_codes = person.session.bytes().contains(&b'\x1b');
        assert!(!self.is_plain || !has_codes);
        self.assert_kept(&blinkdoc);
    }

    /// Does something at the last prompt that tells nothing.
    fn dither(&mut self, person: &mut Person) {
        if self.chance.below(2) == 0 && person.turn() == At::Pause {
            return;
        }
        person.arrive(&self.last);
        let kind = self.chance.below(4);
        match (person.turn(), kind) {
            (_, 0 | 1) if self.last.reply == Reply::Waited => person.start_countdown(),
            (At::List, 1) => {
                person.press("\u{1b}");
                person.turn();
                assert!(person.session.screen().contains("Return to the question"));
            }
            (At::List, 2) => {
                let row = self.last.reply.row();
                person.go_to(row);
            }
            (At::Line, 1 | 2) => person.press("er"),
            _ => {}
        }
    }

    /// All that was told is kept, and what was asked is asked again.
    fn assert_kept(&self, blinkdoc: &Blinkdoc) {
        let told = self.last.told;
        let output = blinkdoc.and_then(&["resume"]).with_lines(&[]);
        assert_eq!(output.status.code(), Some(2));
        let asked = words(&String::from_utf8(output.stderr).unwrap());
        if told == 0 {
            assert!(fs::read_dir(blinkdoc.cases()).is_err());
            assert!(asked.starts_with("error: there is no open case"), "{asked}");
            return;
        }
        let record = blinkdoc.record(1);
        assert_eq!(record.whole(), self.journey.whole(told));
        assert_eq!(record.unreadable, 0);
        assert!(asked.starts_with("Case 1: "), "{asked}");
        let pending = words(self.journey.asked(told));
        assert!(asked.contains(&pending), "{pending}\n{asked}");
    }
}
