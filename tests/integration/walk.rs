//! Walks every state that the engine's advice can lead to, and holds the rules of order in each.
//!
//! Every answer of every question, "not sure" included, every step left without effect or not done,
//! and the light changing to any other once.

use std::collections::HashSet;
use std::thread;

use blinkdoc::engine::{Case, Engine, Entry, Move, Outcome, Reason};
use blinkdoc::kb::{Guide, LightId};
use blinkdoc::proof::{Rules, Told};

use proptest::collection::vec;
use proptest::prelude::*;

use super::common::guides;
use super::small::small_guides;

#[test]
fn every_state_of_every_light_obeys_the_rules() {
    for guide in guides() {
        let id = &guide.id;
        let lights: Vec<LightId> = guide.light_ids().collect();
        let walks: Vec<Walk<'_>> = thread::scope(|scope| {
            let halves = [0, 1].map(|half| {
                let (guide, lights) = (&guide, &lights);
                scope.spawn(move || {
                    let mut walk = Walk::of(guide);
                    for light in lights.iter().skip(half).step_by(2) {
                        walk.from(&Case::new(*light));
                    }
                    walk
                })
            });
            halves
                .map(|half| half.join().expect("no walk fails"))
                .into()
        });
        let breaches: Vec<&String> = walks.iter().flat_map(|walk| &walk.breaches).collect();
        assert!(breaches.is_empty(), "{id}: {:?}", breaches[0]);
        let states: usize = walks.iter().map(|walk| walk.seen.len()).sum();
        let longest = walks
            .iter()
            .map(|walk| walk.longest)
            .max()
            .unwrap_or_default();
        println!("{id}: {states} states, the longest case has {longest} entries");
        assert!(states > 100 * lights.len(), "the walk went somewhere");
    }
}

/// The moves of a small guide that break a rule, in any state that the advice leads to.
pub(crate) fn breaches(guide: &Guide) -> Vec<String> {
    let mut walk = Walk::of(guide);
    for light in guide.light_ids() {
        walk.from(&Case::new(light));
    }
    walk.breaches
}

/// A walk through the states of one guide.
struct Walk<'g> {
    guide: &'g Guide,
    rules: Vec<Rules>,
    engine: Engine<'g>,
    seen: HashSet<u128>,
    longest: usize,
    breaches: Vec<String>,
}

impl<'g> Walk<'g> {
    fn of(guide: &'g Guide) -> Self {
        let rules = guide.lights.iter().map(|light| Rules::of(guide, light));
        Self {
            guide,
            rules: rules.collect(),
            engine: Engine::new(guide),
            seen: HashSet::new(),
            longest: 0,
            breaches: Vec::new(),
        }
    }

    fn from(&mut self, case: &Case) {
        let told = Told::of(self.guide, case);
        if !self.seen.insert(key(&told)) {
            return;
        }
        let advice = self.engine.advise(case);
        assert_eq!(told.light, advice.light, "after {:?}", case.history);
        self.longest = self.longest.max(case.history.len());
        if let Some(breach) = told.breach(&self.rules, advice.next) {
            let broken = format!("{breach:?}: {:?} after {case:?}", advice.next);
            self.breaches.push(broken);
            return;
        }
        match advice.next {
            Move::End(_) => {}
            Move::Ask(question) => {
                for answer in 0..self.guide[question].answers.len() {
                    self.from(&case.with(Entry::Answered(question, answer)));
                }
            }
            Move::Try(step) => {
                for outcome in [Outcome::NoChange, Outcome::CouldNot] {
                    self.from(&case.with(Entry::Tried(step, outcome)));
                }
                if !told.has_changed {
                    for light in self
                        .guide
                        .light_ids()
                        .filter(|light| Some(*light) != advice.light)
                    {
                        self.from(&case.with(Entry::Tried(step, Outcome::Light(light))));
                    }
                }
            }
        }
    }
}

/// A number for the state that a case has come to; the walk lets the light change once.
fn key(told: &Told<'_>) -> u128 {
    let digits = told.digits().into_iter();
    let digits = digits.chain([(usize::from(told.has_changed), 2)]);
    digits.fold(0, |key: u128, (digit, radix)| {
        let key = key
            .checked_mul(radix as u128)
            .expect("a key has room for every digit");
        key + digit as u128
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// However often the light changes, nothing is asked or tried twice; and what is kept from earlier
    /// decisions changes nothing.
    #[test]
    fn a_case_of_a_generated_guide_ends_whatever_is_told(
        small in small_guides(),
        replies in vec(any::<usize>(), 32),
    ) {
        let guide = &small.guide;
        let mut outcomes = vec![Outcome::NoChange, Outcome::CouldNot, Outcome::OtherLight];
        outcomes.extend(guide.light_ids().map(Outcome::Light));
        for light in guide.light_ids() {
            let mut case = Case::new(light);
            let mut engine = Engine::new(guide);
            for reply in &replies {
                let (kept, fresh) = (engine.advise(&case), Engine::new(guide).advise(&case));
                if let (Reason::Price(kept), Reason::Price(fresh)) = (&kept.reason, &fresh.reason) {
                    prop_assert!((kept.expected - fresh.expected).abs() < 1e-9, "{case:?}");
                } else {
                    prop_assert_eq!(kept.next, fresh.next);
                }
                let entry = match kept.next {
                    Move::End(_) => break,
                    Move::Ask(question) => {
                        Entry::Answered(question, reply % guide[question].answers.len())
                    }
                    Move::Try(step) => Entry::Tried(step, outcomes[reply % outcomes.len()]),
                };
                let is_new = |before: &Entry| before.replies_to() != entry.replies_to();
                prop_assert!(case.history.iter().all(is_new), "{entry:?} after {case:?}");
                case.history.push(entry);
            }
            prop_assert!(case.history.len() <= guide.questions.len() + guide.steps.len());
        }
    }
}
