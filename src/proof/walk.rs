//! The walk of the advice: for each light the trunk, in which every answer is "not sure" and no step
//! changes anything, and every single deviation from it, each followed to its end.

use std::collections::{BTreeSet, HashMap};

use super::Longest;
use super::fault::Fault;
use super::rules::Rules;
use super::told::Told;
use crate::engine::{Case, Engine, Entry, Move, Outcome};
use crate::kb::places::Item;
use crate::kb::{Guide, LightId};

/// The most states of a guide that are walked; the richest built-in guide has a tenth of them.
const MOST_STATES: usize = 1 << 16;

/// Walks the advice of one guide.
pub(super) struct Walk<'g, 'a> {
    guide: &'g Guide,
    rules: &'a [Rules],
    /// Decides the trunk and what answers lead to, mostly from one table.
    trunk: Engine<'g>,
    /// Decides what other outcomes lead to, each from a table of its own.
    aside: Engine<'g>,
    /// What each state that was walked leads to.
    known: HashMap<Vec<u8>, Longest>,
    faults: &'a mut BTreeSet<Fault>,
}

/// What a walk came to after its last new state: a state that is known, or the end.
type Path = Vec<(Vec<u8>, f64)>;

impl<'g, 'a> Walk<'g, 'a> {
    pub(super) fn of(
        guide: &'g Guide,
        rules: &'a [Rules],
        faults: &'a mut BTreeSet<Fault>,
    ) -> Self {
        Self {
            guide,
            rules,
            trunk: Engine::new(guide),
            aside: Engine::new(guide),
            known: HashMap::new(),
            faults,
        }
    }

    /// Walks the trunk of a light and every deviation. The result is how many states are new, and the
    /// longest case.
    pub(super) fn light(&mut self, light: LightId) -> (usize, Longest) {
        let before = self.known.len();
        let mut case = Case::new(light);
        let mut longest = Longest::default();
        let mut so_far = Longest::default();
        let mut trunk = 0;
        loop {
            trunk += 1;
            longest = longest.max(so_far);
            let next = self.trunk.advise(&case).next;
            let told = Told::of(self.guide, &case);
            if !self.obeys(light, &told, next) {
                break;
            }
            if self.known.len() > MOST_STATES {
                self.faults.insert(Fault::TooManyStates { light });
                break;
            }
            so_far = so_far.and(self.minutes(next));
            match next {
                Move::End(_) => break,
                Move::Ask(question) => {
                    let not_sure = self.guide[question].not_sure();
                    for answer in 0..not_sure {
                        let case = case.with(Entry::Answered(question, answer));
                        longest = longest.max(so_far.then(self.follow(case, true)));
                    }
                    case.history.push(Entry::Answered(question, not_sure));
                }
                Move::Try(step) => {
                    let others = self
                        .guide
                        .light_ids()
                        .filter(|other| Some(*other) != told.light);
                    let plain = [Outcome::Fixed, Outcome::CouldNot, Outcome::OtherLight];
                    for outcome in plain.into_iter().chain(others.map(Outcome::Light)) {
                        let case = case.with(Entry::Tried(step, outcome));
                        longest = longest.max(so_far.then(self.follow(case, false)));
                    }
                    case.history.push(Entry::Tried(step, Outcome::NoChange));
                }
            }
        }
        (trunk + self.known.len() - before, longest)
    }

    /// Follows a case with "not sure" and "no change" to its end, or to a state that is known.
    fn follow(&mut self, mut case: Case, is_answer: bool) -> Longest {
        let mut path = Path::new();
        let mut rest = Longest::default();
        loop {
            let told = Told::of(self.guide, &case);
            let key = told.key();
            if let Some(known) = self.known.get(&key) {
                rest = *known;
                break;
            }
            let engine = if is_answer {
                &mut self.trunk
            } else {
                &mut self.aside
            };
            let next = engine.advise(&case).next;
            let light = told.light.or(case.light);
            let is_sound = light.is_none_or(|light| self.obeys(light, &told, next));
            let entry = match next {
                Move::Ask(question) => Entry::Answered(question, self.guide[question].not_sure()),
                Move::Try(step) => Entry::Tried(step, Outcome::NoChange),
                Move::End(_) => {
                    self.known.insert(key, rest);
                    break;
                }
            };
            if !is_sound {
                break;
            }
            path.push((key, self.minutes(next)));
            case.history.push(entry);
        }
        for (key, minutes) in path.into_iter().rev() {
            rest = Longest::default().and(minutes).then(rest);
            self.known.insert(key, rest);
        }
        rest
    }

    /// Whether a move keeps the rules; a case in which it does not is not followed.
    fn obeys(&mut self, light: LightId, told: &Told<'_>, next: Move) -> bool {
        let Some(breach) = told.breach(self.rules, next) else {
            return true;
        };
        let item = match next {
            Move::Ask(question) => Item::Question(question),
            Move::Try(step) => Item::Step(step),
            Move::End(_) => Item::Support,
        };
        self.faults.insert(Fault::Breach {
            light: Some(light),
            item,
            breach,
        });
        false
    }

    fn minutes(&self, next: Move) -> f64 {
        match next {
            Move::Ask(question) => self.guide[question].minutes,
            Move::Try(step) => self.guide[step].minutes,
            Move::End(_) => 0.0,
        }
    }
}
