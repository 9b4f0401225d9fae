//! Journeys: a case from the device to its end, and what a person is asked and replies on the way.

use blinkdoc::engine::{Advice, Case, Engine, Entry, Move, Outcome};
use blinkdoc::kb::{Action, Guide, LightId, OTHER, Risk, StepId};
use blinkdoc::library::Library;
use blinkdoc::prompt::WAITED;
use blinkdoc::record::Whole;
use blinkdoc::wizard::ERASE;

/// Numbers that look like chance, and are the same each time.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        let mut chance = Self(seed);
        // Seeds that are near each other lead apart.
        for _ in 0..4 {
            chance.below(2);
        }
        chance
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        // Knuth's linear congruential generator; its high bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % count
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.below(several.len())]
    }
}

/// A case and the moves that came up on the way, the ending last.
#[derive(Clone, Debug)]
pub(crate) struct Journey<'g> {
    pub(crate) guide: &'g Guide,
    pub(crate) case: Case,
    pub(crate) moves: Vec<Move>,
}

impl<'g> Journey<'g> {
    /// The journey that tells this case.
    pub(crate) fn of(guide: &'g Guide, case: &Case) -> Self {
        let mut engine = Engine::new(guide);
        let lengths = 0..=case.history.len();
        let moves = lengths.map(|entries| engine.advise(&first(case, entries)).next);
        Self {
            guide,
            case: case.clone(),
            moves: moves.collect(),
        }
    }

    /// A journey to the end of a case, with answers and outcomes that are all over the place.
    pub(crate) fn by_chance(guide: &'g Guide, light: LightId, chance: &mut Chance) -> Self {
        let engine = Engine::new(guide);
        Self::with(guide, light, |case, advice| {
            let entry = match advice.next {
                Move::Ask(question) => {
                    Entry::Answered(question, chance.below(guide[question].answers.len()))
                }
                Move::Try(step) => {
                    Entry::Tried(step, outcome_by_chance(guide, advice.light, chance))
                }
                Move::End(_) => return None,
            };
            // Most cases are to go on for a while.
            if chance.below(4) > 0 && engine.has_ended(&case.with(entry)) {
                return unhelpful(guide, advice.next);
            }
            Some(entry)
        })
    }

    /// A journey to the end of a case in which nothing is known and nothing helps.
    pub(crate) fn in_vain(guide: &'g Guide, light: LightId) -> Self {
        Self::with(guide, light, |_, advice| unhelpful(guide, advice.next))
    }

    /// A journey on which this is told, to where nothing more is.
    fn with(
        guide: &'g Guide,
        light: LightId,
        mut tell: impl FnMut(&Case, &Advice) -> Option<Entry>,
    ) -> Self {
        let mut engine = Engine::new(guide);
        let mut journey = Self {
            guide,
            case: Case::new(light),
            moves: Vec::new(),
        };
        loop {
            let advice = engine.advise(&journey.case);
            journey.moves.push(advice.next);
            match tell(&journey.case, &advice) {
                Some(entry) => journey.case.history.push(entry),
                None => return journey,
            }
        }
    }

    /// How much there is to tell: the device, the light, then each entry.
    pub(crate) fn all(&self) -> usize {
        self.case.history.len() + 2
    }

    /// What the record says when so much was told: the device, the light, then each entry.
    pub(crate) fn whole(&self, told: usize) -> Whole {
        let case = told
            .checked_sub(2)
            .map(|entries| first(&self.case, entries));
        Whole::of(self.guide, case.as_ref())
    }

    /// The flags that tell so much.
    pub(crate) fn flags(&self, told: usize) -> Vec<String> {
        let mut flags = Vec::new();
        if told > 0 {
            flags.extend(["-d".to_owned(), self.guide.id.clone()]);
        }
        if let Some(entries) = told.checked_sub(2) {
            flags.extend(["-p".to_owned(), self.light_word().to_owned()]);
            for entry in &self.case.history[..entries] {
                let flag = match entry {
                    Entry::Answered(..) => "--answer",
                    Entry::Tried(..) => "--tried",
                };
                flags.extend([flag.to_owned(), entry.words(self.guide)]);
            }
        }
        flags
    }

    fn light_word(&self) -> &str {
        self.case.light.map_or(OTHER, |light| &self.guide[light].id)
    }

    /// Words that stand on the screen when so much was told.
    pub(crate) fn asked(&self, told: usize) -> &str {
        let Some(entries) = told.checked_sub(2) else {
            return [DEVICE, LIGHT][told];
        };
        match self.moves[entries] {
            Move::Ask(question) => &self.guide[question].ask,
            Move::Try(step) => &self.guide[step].title,
            Move::End(_) => "",
        }
    }

    /// What a person is asked from the first question on, and replies.
    pub(crate) fn turns(&self) -> Vec<Turn> {
        let mut turns = Turns {
            guide: self.guide,
            told: 0,
            turns: Vec::new(),
        };
        turns.device();
        turns.told = 1;
        turns.light(None, self.case.light);
        let mut engine = Engine::new(self.guide);
        for (at, entry) in self.case.history.iter().enumerate() {
            turns.told = at + 2;
            match *entry {
                Entry::Answered(question, answer) => {
                    let question = &self.guide[question];
                    turns.row(&question.ask, answer, &question.answers[answer].id);
                }
                Entry::Tried(step, outcome) => {
                    let before = engine.advise(&first(&self.case, at)).light;
                    turns.step(step, outcome, before);
                }
            }
        }
        turns.turns
    }

    /// The same in the lines of a pipe, where no wait takes a reply.
    pub(crate) fn lines(&self) -> Vec<String> {
        let turns = self.turns().into_iter();
        let turns = turns.filter(|turn| turn.reply != Reply::Waited);
        turns.map(|turn| turn.reply.line().to_owned()).collect()
    }
}

/// The first entries of a case.
fn first(case: &Case, entries: usize) -> Case {
    Case {
        light: case.light,
        history: case.history[..entries].to_vec(),
    }
}

/// The reply to a move that leads nowhere.
fn unhelpful(guide: &Guide, next: Move) -> Option<Entry> {
    match next {
        Move::Ask(question) => Some(Entry::Answered(question, guide[question].not_sure())),
        Move::Try(step) => Some(Entry::Tried(step, Outcome::NoChange)),
        Move::End(_) => None,
    }
}

fn outcome_by_chance(guide: &Guide, light: Option<LightId>, chance: &mut Chance) -> Outcome {
    let others: Vec<LightId> = guide.light_ids().filter(|id| Some(*id) != light).collect();
    match chance.below(8) {
        0 | 1 => Outcome::CouldNot,
        2 => Outcome::Light(*chance.pick(&others)),
        _ => Outcome::NoChange,
    }
}

const DEVICE: &str = "Which device is it?";
const LIGHT: &str = "What does the light do now?";

/// What a person is asked once, and the reply that leads on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    /// How much was told before: the device, the light, then each entry.
    pub(crate) told: usize,
    /// Words that stand on the screen.
    pub(crate) asks: String,
    pub(crate) reply: Reply,
}

/// What a person replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// The row at this place, which has this id.
    Row(usize, String),
    /// A word in a line.
    Word(&'static str),
    /// To a wait: that it is over already.
    Waited,
}

impl Reply {
    /// The place of the row that is meant, where there are rows.
    pub(crate) fn row(&self) -> usize {
        match self {
            Self::Row(row, _) => *row,
            Self::Waited => WAITED,
            Self::Word(_) => panic!("a word is no row"),
        }
    }

    /// The line that says it.
    pub(crate) fn line(&self) -> &str {
        match self {
            Self::Row(_, id) => id,
            Self::Word(word) => word,
            Self::Waited => "waited",
        }
    }
}

/// Turns as they come up.
struct Turns<'g> {
    guide: &'g Guide,
    told: usize,
    turns: Vec<Turn>,
}

impl Turns<'_> {
    fn ask(&mut self, asks: &str, reply: Reply) {
        self.turns.push(Turn {
            told: self.told,
            asks: asks.to_owned(),
            reply,
        });
    }

    fn row(&mut self, asks: &str, row: usize, id: &str) {
        self.ask(asks, Reply::Row(row, id.to_owned()));
    }

    fn device(&mut self) {
        let library = Library::default();
        let id = &self.guide.id;
        let row = library.titles().iter().position(|(known, _)| known == id);
        self.row(DEVICE, row.expect("the guide is built in"), id);
    }

    /// Which light shows, other than the one before.
    fn light(&mut self, before: Option<LightId>, light: Option<LightId>) {
        let lights: Vec<LightId> = self
            .guide
            .light_ids()
            .filter(|id| Some(*id) != before)
            .collect();
        if let Some(light) = light {
            let row = lights.iter().position(|known| *known == light);
            let id = &self.guide[light].id;
            return self.row(LIGHT, row.expect("it is another light"), id);
        }
        // Own words and tapping stand before it.
        self.row(LIGHT, lights.len() + 2, OTHER);
        self.row("How shall we go on?", 1, "support");
    }

    fn step(&mut self, step: StepId, outcome: Outcome, before: Option<LightId>) {
        let step = &self.guide[step];
        if step.risk == Risk::Erases {
            self.ask(&step.title, Reply::Word(ERASE));
        }
        for action in &step.actions {
            if matches!(action, Action::Wait { .. }) {
                self.ask(&step.title, Reply::Waited);
            }
        }
        let (row, id) = match outcome {
            Outcome::Fixed => (0, "fixed"),
            Outcome::NoChange => (1, "no-change"),
            Outcome::Light(_) | Outcome::OtherLight => (2, "other-light"),
            Outcome::CouldNot => (3, "could-not"),
        };
        self.row("Afterwards: what does the light do now?", row, id);
        match outcome {
            Outcome::Light(light) => self.light(before, Some(light)),
            Outcome::OtherLight => self.light(before, None),
            _ => {}
        }
    }
}

/// A text without the ends of its lines.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
