//! How long decisions take, and how much memory. On every light of the built-in guides the first
//! decision of a case has 0.5 ms, every later one has 0.2 ms, and a case has 4 MB. On a guide as large
//! as a guide may be every decision has 10 ms.
//!
//! `cargo bench --bench decision` looks for the slowest decisions first, and tells what they are. "Max
//! alloc" is the most memory that is in use at a time. Medians are meant; on a machine that does other
//! things as well, compare the numbers of one run.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement stops at the first mistake and prints its result"
)]

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};
use std::iter;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use blinkdoc::engine::{Case, Engine, Entry, Move, Outcome, Standing};
use blinkdoc::kb::{self, Guide, LightId};
use blinkdoc::library::Library;
use blinkdoc::{built_in, score};
use divan::{AllocProfiler, Bencher};

#[path = "../tests/integration/largest.rs"]
mod largest;

#[global_allocator]
static MEMORY: AllocProfiler = AllocProfiler::system();

/// The decisions on one light of the largest guide that are looked at: all would take a day.
const MOST_DECISIONS: usize = 3_000;
/// The decisions on one light that are measured again, and how often.
const AGAIN: usize = 10;
const TIMES: usize = 15;

static BUILT_IN: LazyLock<Vec<Guide>> = LazyLock::new(|| {
    let library = Library::default();
    let guides = library.guides().expect("the guides are whole");
    guides.into_iter().map(Cow::into_owned).collect()
});
static LARGEST: LazyLock<Vec<Guide>> = LazyLock::new(|| {
    let guides = kb::inspect(&[largest::guide()], &built_in::elsewhere(), Vec::new());
    guides.guides
});
static ON_BUILT_IN: LazyLock<Slowest> = LazyLock::new(|| Slowest::of(&BUILT_IN, usize::MAX));
static ON_LARGEST: LazyLock<Slowest> = LazyLock::new(|| Slowest::of(&LARGEST, MOST_DECISIONS));

fn main() {
    println!("built-in guides: {}", *ON_BUILT_IN);
    println!("largest guide: {}", *ON_LARGEST);
    divan::main();
}

/// A decision of a case, behind all those before it.
#[derive(Clone)]
struct Decision {
    guide: &'static Guide,
    case: Case,
    /// How much of the history was told before the first decision.
    told_before: usize,
}

impl Decision {
    /// The engine as it stands before this decision.
    fn engine(&self) -> Engine<'static> {
        let mut engine = Engine::new(self.guide);
        for told in self.told_before..self.case.history.len() {
            engine.advise(&Case {
                light: self.case.light,
                history: self.case.history[..told].to_vec(),
            });
        }
        engine
    }

    fn median(&self) -> Duration {
        let time = || {
            let mut engine = self.engine();
            let start = Instant::now();
            engine.advise(divan::black_box(&self.case));
            start.elapsed()
        };
        let mut times: Vec<Duration> = iter::repeat_with(time).take(TIMES).collect();
        times.sort_unstable();
        times[TIMES / 2]
    }

    /// Its median is the greatest of these.
    fn slowest(decisions: impl IntoIterator<Item = Self>) -> Option<Self> {
        decisions.into_iter().max_by_key(Self::median)
    }
}

impl Display for Decision {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let light = self.case.light.map(|light| self.guide[light].id.as_str());
        write!(f, "{} {}", self.guide.id, light.unwrap_or_default())?;
        let told = &self.case.history[self.told_before..];
        told.iter()
            .try_for_each(|entry| write!(f, " {}", entry.words(self.guide)))
    }
}

/// All decisions on one light that the advice leads to.
struct Walk {
    start: Decision,
    most: usize,
    seen: BTreeSet<Standing>,
    later: Vec<(Duration, Case)>,
}

impl Walk {
    fn on(guide: &'static Guide, light: LightId, most: usize) -> Self {
        let case = score::harmless(guide, light);
        let mut walk = Self {
            start: Decision {
                guide,
                told_before: case.history.len(),
                case: case.clone(),
            },
            most,
            seen: BTreeSet::new(),
            later: Vec::new(),
        };
        walk.from(&case, Engine::new(guide));
        walk
    }

    fn from(&mut self, case: &Case, mut engine: Engine<'static>) {
        if self.seen.len() == self.most || !self.seen.insert(engine.standing(case)) {
            return;
        }
        let start = Instant::now();
        let next = engine.advise(case).next;
        self.later.push((start.elapsed(), case.clone()));
        let guide = self.start.guide;
        let replies: Vec<Entry> = match next {
            Move::Ask(question) => (0..guide[question].answers.len())
                .map(|answer| Entry::Answered(question, answer))
                .collect(),
            Move::Try(step) => [Outcome::NoChange, Outcome::CouldNot]
                .map(|outcome| Entry::Tried(step, outcome))
                .into(),
            Move::End(_) => Vec::new(),
        };
        for reply in replies {
            self.from(&case.with(reply), engine.clone());
        }
    }

    /// The later decision that takes longest.
    fn slowest_later(mut self) -> Option<Decision> {
        self.later.remove(0);
        self.later.sort_by_key(|(time, _)| *time);
        let slow = self.later.into_iter().rev().take(AGAIN);
        Decision::slowest(slow.map(|(_, case)| Decision {
            case,
            ..self.start.clone()
        }))
    }
}

/// The decisions that take longest.
struct Slowest {
    decisions: usize,
    first: Decision,
    later: Decision,
    /// The slowest later one of every light.
    of_lights: Vec<Decision>,
}

impl Slowest {
    fn of(guides: &'static [Guide], most: usize) -> Self {
        let lights = |guide: &'static Guide| guide.light_ids().map(move |light| (guide, light));
        let lights = guides.iter().flat_map(lights);
        let walks: Vec<Walk> = lights
            .map(|(guide, light)| Walk::on(guide, light, most))
            .collect();
        let decisions = walks.iter().map(|walk| walk.later.len()).sum();
        let first = Decision::slowest(walks.iter().map(|walk| walk.start.clone()));
        let of_lights: Vec<Decision> = walks.into_iter().filter_map(Walk::slowest_later).collect();
        let later = Decision::slowest(of_lights.iter().cloned());
        Self {
            decisions,
            first: first.expect("there are lights"),
            later: later.expect("a case goes on"),
            of_lights,
        }
    }
}

impl Display for Slowest {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            decisions,
            first,
            later,
            ..
        } = self;
        write!(f, "{decisions} decisions; the slowest first one: {first}; ")?;
        write!(f, "the slowest later one: {later}")
    }
}

fn measure(bencher: Bencher<'_, '_>, decision: &Decision) {
    bencher
        .with_inputs(|| decision.engine())
        .bench_local_refs(|engine| engine.advise(divan::black_box(&decision.case)));
}

/// Every light's case up to its slowest decision, one after the other.
fn remember(bencher: Bencher<'_, '_>, slowest: &Slowest) {
    bencher.bench_local(|| {
        for decision in &slowest.of_lights {
            decision.engine().advise(divan::black_box(&decision.case));
        }
    });
}

#[divan::bench]
fn first_decision(bencher: Bencher<'_, '_>) {
    measure(bencher, &ON_BUILT_IN.first);
}

#[divan::bench]
fn later_decision(bencher: Bencher<'_, '_>) {
    measure(bencher, &ON_BUILT_IN.later);
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn memory_of_cases(bencher: Bencher<'_, '_>) {
    remember(bencher, &ON_BUILT_IN);
}

#[divan::bench]
fn largest_guide_first_decision(bencher: Bencher<'_, '_>) {
    measure(bencher, &ON_LARGEST.first);
}

#[divan::bench]
fn largest_guide_later_decision(bencher: Bencher<'_, '_>) {
    measure(bencher, &ON_LARGEST.later);
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn largest_guide_memory_of_cases(bencher: Bencher<'_, '_>) {
    remember(bencher, &ON_LARGEST);
}

#[divan::bench]
fn unpack_a_guide() -> bool {
    Library::default()
        .find(divan::black_box("kasa"))
        .is_ok_and(|guide| guide.is_some())
}
