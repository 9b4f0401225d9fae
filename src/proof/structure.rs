//! The structural proof: every state that legal moves can lead to, whatever the engine would choose.
//!
//! What is legal follows from the guide as the loader arranged it ([`LightStep`]: `after`, `needs`,
//! `waits`) and from `when`, kinds and risks; what must hold are the [`Rules`]. A light may also show
//! after another one, with any of its steps tried already. So the rules are held against every set of
//! tried steps; the states that are counted are those that a case on this light alone can reach.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::Fault;
use super::rules::{Breach, Play, Rules, View, causes, conditions, positions};
use super::told::busy;
use crate::kb::places::Item;
use crate::kb::{
    Answer, EndingId, EndingKind, Guide, Light, LightId, LightStep, QuestionId, QuestionKind, Risk,
    StepId,
};

/// The most states of one light that are looked at; the richest built-in light has a hundredth of them.
const MOST_STATES: usize = 1 << 20;

/// What legal moves have reached somewhere in a guide.
#[derive(Debug)]
pub(super) struct Reached {
    questions: Vec<bool>,
    steps: Vec<bool>,
    endings: Vec<bool>,
}

impl Reached {
    pub(super) fn nothing(guide: &Guide) -> Self {
        Self {
            questions: vec![false; guide.questions.len()],
            steps: vec![false; guide.steps.len()],
            endings: vec![false; guide.endings.len()],
        }
    }

    /// An ending that a rule demands.
    fn ends(&mut self, ending: Option<EndingId>) {
        if let Some(ending) = ending {
            self.endings[ending.at()] = true;
        }
    }

    /// What no legal move has reached.
    pub(super) fn missing(&self) -> impl Iterator<Item = Item> {
        let not = |reached: &[bool]| -> Vec<u16> {
            (0..)
                .zip(reached)
                .filter(|(_, reached)| !**reached)
                .map(|(at, _)| at)
                .collect()
        };
        let questions = not(&self.questions)
            .into_iter()
            .map(|at| Item::Question(QuestionId(at)));
        let steps = not(&self.steps)
            .into_iter()
            .map(|at| Item::Step(StepId(at)));
        let endings = not(&self.endings)
            .into_iter()
            .map(|at| Item::Ending(EndingId(at)));
        questions.chain(steps).chain(endings)
    }
}

/// Proves what safety answers demand, once for all lights.
pub(super) fn first_aid(guide: &Guide, reached: &mut Reached, faults: &mut BTreeSet<Fault>) {
    for answer in guide
        .safety_questions()
        .flat_map(|question| &guide[question].answers)
    {
        let Some(id) = answer.do_first else { continue };
        let step = &guide[id];
        reached.steps[id.at()] = true;
        let stop = guide.ending_of_kind(EndingKind::Stop);
        reached.ends(stop);
        if stop.is_none() {
            faults.insert(Fault::NoEnding {
                light: None,
                step: id,
            });
        }
        let breach = if step.risk == Risk::Erases {
            Breach::ErasesFirst
        } else if conditions(&step.when) & !conditions(&answer.establishes) != 0 {
            Breach::LacksCondition
        } else if !step.needs.is_empty() {
            Breach::LacksNeeded
        } else {
            continue;
        };
        faults.insert(Fault::Breach {
            light: None,
            item: Item::Step(id),
            breach,
        });
    }
}

/// Proves one light; the result is how many states it has.
pub(super) fn light(
    guide: &Guide,
    id: LightId,
    rules: &Rules,
    reached: &mut Reached,
    faults: &mut BTreeSet<Fault>,
) -> usize {
    let light = &guide[id];
    let steps: Vec<ArrangedStep> = light
        .steps
        .iter()
        .map(|step| arranged(guide, light, step))
        .collect();
    let mut structure = Structure {
        guide,
        id,
        rules,
        reached,
        is_safe: guide
            .safety_questions()
            .all(|question| light.questions.contains(&question)),
        questions: light
            .questions
            .iter()
            .map(|question| asked(guide, light, &steps, *question))
            .collect(),
        closings: closings(&steps),
        steps,
        is_stuck: false,
        faults,
    };
    structure.prove()
}

/// A step as the loader arranged it, in bits: steps by their position on the light.
#[derive(Clone, Copy, Debug)]
struct ArrangedStep {
    causes: u64,
    busy: u64,
    when: u64,
    after: u16,
    needs: u16,
    waits: u16,
    erases: bool,
}

fn arranged(guide: &Guide, light: &Light, step: &LightStep) -> ArrangedStep {
    let here: Vec<StepId> = light.steps.iter().map(|step| step.step).collect();
    let written = &guide[step.step];
    let repaired =
        (0..guide.causes.len()).filter(|at| light.priors[*at] > 0.0 && written.repairs[*at] > 0.0);
    let causes = repaired.fold(0, |bits, at| bits | 1 << at);
    ArrangedStep {
        causes,
        busy: causes & busy(guide),
        when: conditions(&written.when),
        after: positions(&here, &step.after),
        needs: positions(&here, &step.needs),
        waits: positions(&here, &step.waits),
        erases: written.risk == Risk::Erases,
    }
}

/// A question of a light, with those of its answers that change what may come.
#[derive(Clone, Debug)]
struct AskedQuestion {
    id: QuestionId,
    is_safety: bool,
    when: u64,
    /// What its answers can establish, as far as anything asks for it.
    establishes: u64,
    answers: Vec<AskedAnswer>,
    /// Whether any answer changes what may come.
    counts: bool,
}

impl AskedQuestion {
    fn may_be_asked(&self, at: usize, told: &Facts) -> bool {
        !self.is_safety && told.asked & 1 << at == 0 && self.when & !told.established == 0
    }
}

#[derive(Clone, Copy, Debug)]
struct AskedAnswer {
    establishes: u64,
    rules_out: u64,
    end: Option<EndingId>,
    aid: Option<StepId>,
}

fn asked(guide: &Guide, light: &Light, steps: &[ArrangedStep], id: QuestionId) -> AskedQuestion {
    let question = &guide[id];
    let whens = light
        .questions
        .iter()
        .map(|question| conditions(&guide[*question].when));
    let cared_for = steps
        .iter()
        .map(|step| step.when)
        .chain(whens)
        .fold(0, |bits, when| bits | when);
    let repaired = steps.iter().fold(0, |bits, step| bits | step.causes);
    let answer = |answer: &Answer| AskedAnswer {
        establishes: conditions(&answer.establishes) & cared_for,
        rules_out: causes(&answer.rules_out) & repaired,
        end: answer.end,
        aid: answer.do_first,
    };
    let answers: Vec<AskedAnswer> = question.answers.iter().map(answer).collect();
    AskedQuestion {
        id,
        is_safety: question.kind == QuestionKind::Safety,
        when: conditions(&question.when),
        establishes: answers
            .iter()
            .fold(0, |bits, answer| bits | answer.establishes),
        counts: answers
            .iter()
            .any(|answer| answer.establishes | answer.rules_out != 0),
        answers,
    }
}

/// What answers have told, as far as it changes what may come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Facts {
    asked: u64,
    established: u64,
    ruled_out: u64,
}

impl Facts {
    /// Both ways in which an answer counts: about the light that shows, and about one that showed before,
    /// when what was said of a busy device is stale.
    fn told(self, answer: &AskedAnswer, busy: u64) -> [Self; 2] {
        [u64::MAX, !busy].map(|lasting| Self {
            established: self.established | answer.establishes,
            ruled_out: self.ruled_out | answer.rules_out & lasting,
            ..self
        })
    }
}

/// Every combination of facts, in an order in which no answer leads backwards.
#[derive(Debug, Default)]
struct AllFacts {
    all: Vec<Facts>,
    /// The steps that first aid had tried before each, for those that a case starts with.
    starts: Vec<(usize, u16)>,
    /// From which facts to which others an answer leads while the light stays as it is.
    answers: Vec<(usize, usize)>,
}

/// The sets of steps that cannot be done any more, because one that they need could not.
#[derive(Debug)]
struct Closings {
    sets: Vec<u16>,
    /// For each set and step, the set once that step could not be done.
    then: Vec<Vec<usize>>,
}

fn closings(steps: &[ArrangedStep]) -> Closings {
    let closed_by = |mut set: u16| {
        loop {
            let more = bits_where(steps, |step| step.needs & set != 0) | set;
            if more == set {
                return set;
            }
            set = more;
        }
    };
    let mut closings = Closings {
        sets: vec![0],
        then: Vec::new(),
    };
    let mut next = 0;
    while let Some(set) = closings.sets.get(next).copied() {
        let mut then = Vec::with_capacity(steps.len());
        for step in 0..steps.len() {
            let bit = 1 << step;
            // The step itself was tried; what needs it is closed.
            let closed = if set & bit == 0 {
                closed_by(set | bit) & !bit
            } else {
                set
            };
            let known = closings.sets.iter().position(|known| *known == closed);
            then.push(known.unwrap_or(closings.sets.len()));
            if known.is_none() {
                closings.sets.push(closed);
            }
        }
        closings.then.push(then);
        next += 1;
    }
    closings
}

struct Structure<'a> {
    guide: &'a Guide,
    id: LightId,
    rules: &'a Rules,
    reached: &'a mut Reached,
    /// Whether every safety question of the guide is asked on this light.
    is_safe: bool,
    steps: Vec<ArrangedStep>,
    questions: Vec<AskedQuestion>,
    closings: Closings,
    /// Whether a dead end was told.
    is_stuck: bool,
    faults: &'a mut BTreeSet<Fault>,
}

/// What some facts leave open.
#[derive(Debug)]
struct Open {
    facts: Facts,
    /// The steps that help something, or that one needs that does.
    belong: u16,
    /// Those of them whose conditions hold.
    able: u16,
    /// For each step, those that must have been done.
    before: Vec<u16>,
    /// The conditions that a question can establish now.
    askable: u64,
}

/// What may come in one state.
#[derive(Clone, Copy, Debug)]
struct Legal {
    /// The steps that may be tried.
    steps: u16,
    /// The steps that are left, now or later.
    left: u16,
}

impl Structure<'_> {
    fn prove(&mut self) -> usize {
        let sets = self.closings.sets.len() << self.steps.len();
        let Some(facts) = self.all_facts(MOST_STATES / sets) else {
            self.faults.insert(Fault::TooManyStates { light: self.id });
            return 0;
        };
        let light = &self.guide[self.id];
        if light.end.is_some() {
            self.reached.ends(light.end);
            return 1;
        }
        let mut reached = vec![vec![false; sets]; facts.all.len()];
        for (start, aided) in &facts.starts {
            reached[*start][usize::from(*aided) * self.closings.sets.len()] = true;
        }
        let mut answers = facts.answers.iter().peekable();
        let mut states = 0;
        for (at, told) in facts.all.iter().enumerate() {
            let mut here = std::mem::take(&mut reached[at]);
            self.ask(told, here.contains(&true));
            states += self.states(told, &mut here);
            while let Some((_, to)) = answers.next_if(|(from, _)| *from == at) {
                for (to, here) in reached[*to].iter_mut().zip(&here) {
                    *to |= *here;
                }
            }
        }
        states
    }

    /// Every combination of facts; none when there are more than `most`.
    fn all_facts(&mut self, most: usize) -> Option<AllFacts> {
        let busy = busy(self.guide);
        let mut known: BTreeMap<Facts, usize> = BTreeMap::new();
        let mut number = |facts: Facts, all: &mut Vec<Facts>| {
            *known.entry(facts).or_insert_with(|| {
                all.push(facts);
                all.len() - 1
            })
        };
        let mut facts = AllFacts::default();
        for (start, is_fresh, aided) in self.after_safety(busy, most)? {
            let at = number(start, &mut facts.all);
            if is_fresh {
                facts.starts.push((at, aided));
            }
        }
        let mut next = 0;
        while let Some(told) = facts.all.get(next).copied() {
            for (at, question) in self.questions.iter().enumerate() {
                if !question.counts || !question.may_be_asked(at, &told) {
                    continue;
                }
                for answer in question
                    .answers
                    .iter()
                    .filter(|answer| answer.end.is_none())
                {
                    let asked = Facts {
                        asked: told.asked | 1 << at,
                        ..told
                    };
                    let [fresh, stale] = asked.told(answer, busy);
                    facts.answers.push((next, number(fresh, &mut facts.all)));
                    number(stale, &mut facts.all);
                }
            }
            if facts.all.len() > most {
                return None;
            }
            next += 1;
        }
        Some(facts)
    }

    /// What is told once every safety question was answered and first aid was given: the facts, whether a
    /// case on this light alone can start with them, and the steps that were tried.
    fn after_safety(&mut self, busy: u64, most: usize) -> Option<BTreeSet<(Facts, bool, u16)>> {
        let light = &self.guide[self.id];
        let here: Vec<StepId> = light.steps.iter().map(|step| step.step).collect();
        let mut starts = BTreeSet::from([(Facts::default(), true, 0)]);
        for question in self.questions.iter().filter(|question| question.is_safety) {
            self.reached.questions[question.id.at()] = true;
            let mut next = BTreeSet::new();
            for answer in &question.answers {
                if answer.end.is_some() {
                    self.reached.ends(answer.end);
                    continue;
                }
                let aid = answer.aid.map_or(0, |aid| positions(&here, &[aid]));
                for (facts, is_fresh, aided) in &starts {
                    let [fresh, stale] = facts.told(answer, busy);
                    next.insert((fresh, *is_fresh, aided | aid));
                    next.insert((stale, *is_fresh && fresh == stale, aided | aid));
                }
            }
            if next.len() > most {
                return None;
            }
            starts = next;
        }
        Some(starts)
    }

    /// Asks what may be asked with these facts, and ends where an answer ends.
    fn ask(&mut self, told: &Facts, is_reached: bool) {
        let view = self.view(told, 0, 0);
        for (at, question) in self.questions.iter().enumerate() {
            if !question.may_be_asked(at, told) {
                continue;
            }
            if is_reached {
                self.reached.questions[question.id.at()] = true;
                question
                    .answers
                    .iter()
                    .for_each(|answer| self.reached.ends(answer.end));
            }
            if let Some(breach) = self.rules.breach(&view, Play::Ask(at)) {
                self.faults.insert(Fault::Breach {
                    light: Some(self.id),
                    item: Item::Question(question.id),
                    breach,
                });
            }
        }
    }

    /// Every set of tried steps with these facts; `reached` grows by what steps lead to. The result is how
    /// many of these states a case on this light alone can reach.
    fn states(&mut self, told: &Facts, reached: &mut [bool]) -> usize {
        let open = self.open(told);
        let mut states = 0;
        let mut at = 0;
        for tried in (0..=u16::MAX).take(1 << self.steps.len()) {
            for closing in 0..self.closings.sets.len() {
                let closed = self.closings.sets[closing];
                if closed & tried == 0 {
                    let legal = self.legal(&open, tried, closed);
                    self.hold(&open, tried, closed, legal);
                    if reached[at] {
                        states += 1;
                        self.try_steps(legal.steps, tried, closing, reached);
                    }
                }
                at += 1;
            }
        }
        states
    }

    fn open(&self, facts: &Facts) -> Open {
        let mut belong = bits_where(&self.steps, |step| step.causes & !facts.ruled_out != 0);
        loop {
            let needed =
                bits_of(&self.steps, belong).fold(belong, |bits, (_, step)| bits | step.needs);
            if needed == belong {
                break;
            }
            belong = needed;
        }
        let waiting = bits_where(&self.steps, |step| step.busy & !facts.ruled_out != 0);
        let questions = self.questions.iter().enumerate();
        Open {
            facts: *facts,
            belong,
            able: belong & bits_where(&self.steps, |step| step.when & !facts.established == 0),
            before: self
                .steps
                .iter()
                .map(|step| step.needs | step.waits & waiting)
                .collect(),
            askable: questions
                .filter(|(at, question)| question.may_be_asked(*at, facts))
                .fold(0, |bits, (_, question)| bits | question.establishes),
        }
    }

    /// The steps that may come: `when` holds, what they need and wait for was done, and what comes earlier
    /// was tried or cannot be.
    fn legal(&self, open: &Open, tried: u16, closed: u16) -> Legal {
        let mut left = open.able & !tried & !closed;
        loop {
            let lasting = bits_of(&self.steps, left)
                .filter(|(at, _)| open.before[*at] & !(tried | left) == 0)
                .fold(0, |bits, (at, _)| bits | 1 << at);
            if lasting == left {
                break;
            }
            left = lasting;
        }
        let may_come = |(at, step): &(usize, &ArrangedStep)| {
            step.after & left == 0
                && open.before[*at] & !tried == 0
                && !(step.erases && self.may_open_more(open, tried | closed))
        };
        let steps = bits_of(&self.steps, left)
            .filter(may_come)
            .fold(0, |bits, (at, _)| bits | 1 << at);
        Legal { steps, left }
    }

    /// Whether an answer can establish what a step asks for that was not tried.
    fn may_open_more(&self, open: &Open, tried: u16) -> bool {
        let steps = bits_of(&self.steps, open.belong & !tried);
        let mut wanted =
            steps.fold(0, |bits, (_, step)| bits | step.when) & !open.facts.established;
        loop {
            let opening = self
                .questions
                .iter()
                .filter(|question| question.establishes & wanted != 0);
            let more = opening.fold(wanted, |bits, question| bits | question.when)
                & !open.facts.established;
            if more == wanted {
                return open.askable & wanted != 0;
            }
            wanted = more;
        }
    }

    /// Holds the rules against every legal move of a state.
    fn hold(&mut self, open: &Open, tried: u16, closed: u16, legal: Legal) {
        let view = self.view(&open.facts, tried, closed);
        for (at, _) in bits_of(&self.steps, legal.steps) {
            if let Some(breach) = self.rules.breach(&view, Play::Try(at)) {
                self.faults.insert(Fault::Breach {
                    light: Some(self.id),
                    item: Item::Step(self.step(at)),
                    breach,
                });
            }
        }
        let may_ask = || {
            let mut questions = self.questions.iter().enumerate();
            questions
                .any(|(at, question)| question.counts && question.may_be_asked(at, &open.facts))
        };
        if legal.steps == 0 && legal.left != 0 && !self.is_stuck && !may_ask() {
            self.is_stuck = true;
            let left = bits_of(&self.steps, legal.left).map(|(at, _)| self.step(at));
            self.faults.insert(Fault::DeadEnd {
                light: self.id,
                left: left.collect(),
            });
        }
    }

    /// Tries every step that may come, done and not done.
    fn try_steps(&mut self, legal: u16, tried: u16, closing: usize, reached: &mut [bool]) {
        let count = self.closings.sets.len();
        for (at, step) in bits_of(&self.steps, legal) {
            let id = self.step(at);
            let row = usize::from(tried | 1 << at) * count;
            self.reached.steps[id.at()] = true;
            reached[row + closing] = true;
            if step.erases {
                self.reached
                    .ends(self.guide.ending_of_kind(EndingKind::Setup));
            }
            let wait = self
                .guide
                .ending_of_kind(EndingKind::Wait)
                .filter(|_| step.busy != 0);
            self.reached.ends(wait);
            if wait.is_none() {
                reached[row + self.closings.then[closing][at]] = true;
            }
            if wait.is_none() && step.busy != 0 {
                self.faults.insert(Fault::NoEnding {
                    light: Some(self.id),
                    step: id,
                });
            }
        }
    }

    fn view(&self, facts: &Facts, tried: u16, closed: u16) -> View {
        View {
            is_safe: self.is_safe,
            needs_aid: false,
            asked: facts.asked,
            established: facts.established,
            ruled_out: facts.ruled_out,
            tried,
            // What needs a step that could not be done is closed.
            done: tried,
            closed,
        }
    }

    fn step(&self, at: usize) -> StepId {
        self.guide[self.id].steps[at].step
    }
}

/// The steps of a set, with their positions.
fn bits_of(steps: &[ArrangedStep], set: u16) -> impl Iterator<Item = (usize, &ArrangedStep)> {
    steps
        .iter()
        .enumerate()
        .filter(move |(at, _)| set & 1 << at != 0)
}

/// The set of the steps that are meant.
fn bits_where(steps: &[ArrangedStep], is_meant: impl Fn(&ArrangedStep) -> bool) -> u16 {
    let steps = steps.iter().enumerate();
    steps
        .filter(|(_, step)| is_meant(step))
        .fold(0, |bits, (at, _)| bits | 1 << at)
}
