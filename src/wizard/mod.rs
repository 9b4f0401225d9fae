//! The wizard: asks for what the engine wants to know, one question and one step at a time.
//!
//! It has no opinion of its own: which question or step comes next is the engine's business, what it
//! looks like is that of the [`Prompt`].

mod change;
mod ending;
mod lights;
mod screens;
mod steps;
mod why;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::description::Description;
use crate::engine::{Advice, Case, Engine, Entry, Move};
use crate::kb::{Guide, LightId, QuestionId};
use crate::keeper::Keeper;
use crate::library::Library;
use crate::prompt::{Choice, Prompt, Reply, Stop};
use crate::render::Page;
use crate::render::lights::danger;

/// The word that has to be typed before a step that erases something.
pub const ERASE: &str = "erase";

/// What a person has told so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<'l> {
    /// The guide to the device.
    pub guide: Cow<'l, Guide>,
    /// The light and what came after it, once the light is told.
    pub case: Option<Case>,
}

impl<'l> Told<'l> {
    /// The device alone.
    #[must_use]
    pub fn device(guide: Cow<'l, Guide>) -> Self {
        Self { guide, case: None }
    }
}

/// What is known before the first question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start<'l> {
    /// What the person has told already.
    pub told: Option<Told<'l>>,
    /// The light in the person's words; asked for where it is not told and these do not settle it.
    pub described: Option<Description>,
    /// What the person should read first.
    pub first: Vec<Page>,
}

/// A case that has come to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Over<'l> {
    /// The guide to the device.
    pub guide: Cow<'l, Guide>,
    /// The case; the engine's advice on it is an end.
    pub case: Case,
}

/// A dialog that stopped before the end of the case.
#[derive(Debug)]
pub struct Parted<'l> {
    /// What was told until then.
    pub told: Option<Told<'l>>,
    /// Why it stopped.
    pub stop: Stop,
}

/// What has to be told next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// The device.
    Device,
    /// The light of the device.
    Light,
    /// What the engine asks for.
    Move(Move),
}

impl Pending {
    /// What has to be told after this.
    #[must_use]
    pub fn after(told: Option<&Told<'_>>) -> Self {
        match told {
            None => Self::Device,
            Some(Told { case: None, .. }) => Self::Light,
            Some(Told {
                guide,
                case: Some(case),
            }) => Self::Move(Engine::new(guide).advise(case).next),
        }
    }
}

/// Walks a person through a case, from what is known already to an end of the case. The keeper keeps what
/// is told before the next question is shown.
///
/// # Errors
///
/// When the dialog stops before that: with what was told, and why it stopped.
pub fn walk<'l>(
    library: &'l Library,
    start: Start<'l>,
    keeper: &mut dyn Keeper,
    prompt: &mut dyn Prompt,
) -> Result<Over<'l>, Box<Parted<'l>>> {
    let is_told = start.told.as_ref().is_some_and(|told| told.case.is_some());
    let mut walk = Walk {
        library,
        told: start.told,
        // Words for a light that is told have no more to say.
        described: start.described.filter(|_| !is_told),
        set_aside: None,
        keeper,
        prompt,
    };
    walk.begin(&start.first).map_err(|stop| {
        let mut told = walk.told;
        if matches!(stop, Stop::Left) {
            // Whoever leaves before telling anything new goes on with what they told before.
            told = told.or(walk.set_aside);
        }
        Box::new(Parted { told, stop })
    })
}

/// A walk from device to device.
struct Walk<'l, 'p> {
    library: &'l Library,
    told: Option<Told<'l>>,
    described: Option<Description>,
    /// What was told before the person started again or changed the device, so that they can go back to
    /// it.
    set_aside: Option<Told<'l>>,
    keeper: &'p mut dyn Keeper,
    prompt: &'p mut dyn Prompt,
}

impl<'l> Walk<'l, '_> {
    /// Goes on after showing what comes first.
    fn begin(&mut self, first: &[Page]) -> Result<Over<'l>, Stop> {
        for page in first {
            self.prompt.show(page)?;
        }
        if self.told.is_none() {
            self.prompt.show(&screens::welcome())?;
        }
        self.run()
    }

    fn run(&mut self) -> Result<Over<'l>, Stop> {
        loop {
            let Some(told) = &mut self.told else {
                self.ask_device()?;
                continue;
            };
            let mut visit = Visit {
                library: self.library,
                guide: &told.guide,
                case: &mut told.case,
                described: &mut self.described,
                explained: None,
                walking: None,
                asked_in: None,
                taken_back: None,
                has_details: false,
                keeper: self.keeper,
                prompt: self.prompt,
            };
            match visit.run() {
                Ok(case) => {
                    let guide = told.guide.clone();
                    return Ok(Over { guide, case });
                }
                Err(Turn::Back | Turn::Change) => self.told = None,
                Err(Turn::Device) => self.change_device()?,
                Err(Turn::Restart) => self.set_aside = self.told.take(),
                Err(Turn::Stop(stop)) => return Err(stop),
            }
        }
    }

    /// Asks for the device again. What was told of another device counts no longer, and is named.
    fn change_device(&mut self) -> Result<(), Stop> {
        let before = self.told.take();
        self.set_aside.clone_from(&before);
        while self.told.is_none() {
            self.ask_device()?;
        }
        self.set_aside = None;
        let id = |told: &Option<Told<'_>>| told.as_ref().map(|told| told.guide.id.clone());
        if id(&self.told) == id(&before) {
            self.told = before;
            self.described = None;
        } else if let Some(before) = before {
            let dropped = change::all(&before.guide, before.case.as_ref());
            self.prompt.show(&screens::changed(dropped))?;
        }
        Ok(())
    }

    fn ask_device(&mut self) -> Result<(), Stop> {
        let titles = self.library.titles();
        let before = self.set_aside.as_ref();
        let choice = screens::devices(&titles, before.map(|told| told.guide.id.as_str()));
        match self.prompt.choose(&choice)? {
            Reply::Picked(row) => match titles.get(row) {
                Some((id, _)) => self.told = self.library.find(id)?.map(Told::device),
                None => self.prompt.show(&screens::other_device(&titles))?,
            },
            Reply::Said(words) => {
                let described = Description::read(self.library, None, &words);
                if let Some(page) = danger(&described.danger()) {
                    self.prompt.show(&page)?;
                }
                match described.reading.devices.as_slice() {
                    [name] => {
                        self.told = self.library.find(name)?.map(Told::device);
                        if let Some(told) = &self.told {
                            self.prompt.show(&screens::device(&told.guide))?;
                        }
                    }
                    // What the light does is known then, and the device is asked for again.
                    [] if described.is_understood() => {}
                    _ => self.prompt.show(&screens::other_device(&titles))?,
                }
                if described.is_understood() {
                    self.described = Some(described);
                }
            }
            // Nothing but the device is asked here, so changing nothing is going back.
            Reply::Back | Reply::Change => self.told = self.set_aside.take(),
            Reply::Why => {
                if let Some(reason) = choice.reason {
                    self.prompt.show(&screens::reason(reason))?;
                }
            }
            Reply::Restart => {}
        }
        Ok(())
    }
}

/// What a person answers.
enum Answer {
    /// This row.
    Row(usize),
    /// These words, where the choice takes words.
    Words(String),
}

/// What a person does instead of answering.
enum Turn {
    Back,
    /// Changes something told earlier.
    Change,
    /// Changes the device.
    Device,
    Restart,
    Stop(Stop),
}

impl From<Stop> for Turn {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

/// A walk through the lights, questions and steps of one device.
struct Visit<'v> {
    library: &'v Library,
    guide: &'v Guide,
    case: &'v mut Option<Case>,
    described: &'v mut Option<Description>,
    /// The light whose meaning was shown last.
    explained: Option<LightId>,
    /// How far the person has come in the step that is asked about.
    walking: Option<steps::Walking>,
    /// The case in which what is asked now came up.
    asked_in: Option<Case>,
    /// What was told last and taken back.
    taken_back: Option<Entry>,
    /// Whether the person was asked for what support will want to know.
    has_details: bool,
    keeper: &'v mut dyn Keeper,
    prompt: &'v mut dyn Prompt,
}

impl Visit<'_> {
    /// Goes on until the case is over.
    fn run(&mut self) -> Result<Case, Turn> {
        let mut engine = Engine::new(self.guide);
        loop {
            if let Some(page) = self.keeper.keep(self.guide, self.case.as_ref()) {
                self.prompt.show(&page)?;
            }
            match self.go_on(&mut engine) {
                Ok(Some(case)) => return Ok(case),
                Ok(None) => {}
                Err(Turn::Back) if self.case.is_some() => self.untell(),
                Err(Turn::Change) => self.change()?,
                Err(turn) => return Err(turn),
            }
        }
    }

    /// Asks for what has to be told next; the case, if it is over.
    fn go_on(&mut self, engine: &mut Engine<'_>) -> Result<Option<Case>, Turn> {
        let Some(case) = self.case.as_ref() else {
            self.begin()?;
            return Ok(None);
        };
        let advice = engine.advise(case);
        let told = match advice.next {
            Move::End(end) => {
                let case = case.clone();
                self.end(end)?;
                return Ok(Some(case));
            }
            Move::Ask(question) => self.ask(question, &advice)?,
            Move::Try(step) => {
                let plan = engine.plan(case);
                self.try_step(step, &advice, &plan)?
            }
        };
        self.tell(told);
        Ok(None)
    }

    fn begin(&mut self) -> Result<(), Turn> {
        let all: Vec<LightId> = self.guide.light_ids().collect();
        // The words count once.
        let light = match self.described.take() {
            Some(described) => match self.light_in_words(&described, &all) {
                Err(Turn::Back) => None,
                light => light?,
            },
            None => None,
        };
        let light = match light {
            Some(light) => Some(light),
            None => self.ask_light(None, None)?,
        };
        *self.case = Some(Case {
            light,
            history: Vec::new(),
        });
        Ok(())
    }

    fn tell(&mut self, entry: Entry) {
        self.walking = None;
        if let Some(case) = self.case {
            case.history.push(entry);
        }
    }

    /// Drops what was told last.
    fn untell(&mut self) {
        self.walking = None;
        self.taken_back = self.case.as_mut().and_then(|case| case.history.pop());
        if self.taken_back.is_none() {
            *self.case = None;
            self.explained = None;
        }
    }

    fn ask(&mut self, question: QuestionId, advice: &Advice) -> Result<Entry, Turn> {
        self.explain(advice.light)?;
        self.asked_in.clone_from(self.case);
        // What was told before going back is the default.
        let told = match self.taken_back {
            Some(Entry::Answered(told, answer)) if told == question => Some(answer),
            _ => None,
        };
        let answer = self.pick(&screens::question(&self.guide[question], told, true))?;
        Ok(Entry::Answered(question, answer))
    }

    /// Why what is asked now is asked.
    fn why(&self) -> Option<Page> {
        let case = self.asked_in.as_ref()?;
        let mut engine = Engine::new(self.guide);
        let advice = engine.advise(case);
        let advice = engine.with_larger_sum(case, advice);
        let outlook = engine.outlook(case, &advice);
        match advice.next {
            Move::Ask(question) => Some(why::question(self.guide, question, &advice, &outlook)),
            Move::Try(_) => Some(why::step(self.guide, &advice, &outlook)),
            Move::End(_) => None,
        }
    }

    /// Tells what a light means, when it is another one than before.
    fn explain(&mut self, light: Option<LightId>) -> Result<(), Stop> {
        if let Some(light) = light.filter(|light| self.explained != Some(*light)) {
            self.prompt.show(&screens::meaning(&self.guide[light]))?;
            self.explained = Some(light);
        }
        Ok(())
    }

    /// Lets the person pick a row.
    fn pick(&mut self, choice: &Choice) -> Result<usize, Turn> {
        loop {
            if let Answer::Row(row) = self.answer(choice)? {
                return Ok(row);
            }
        }
    }

    /// Lets the person answer, after telling why as often as they want to know.
    fn answer(&mut self, choice: &Choice) -> Result<Answer, Turn> {
        loop {
            let reply = self.prompt.choose(choice)?;
            if let Some(answer) = self.answered(choice, reply)? {
                return Ok(answer);
            }
        }
    }

    /// Lets the person type a line, which may be empty.
    fn line(&mut self, choice: &Choice) -> Result<String, Turn> {
        loop {
            let reply = self.prompt.line(choice)?;
            match self.answered(choice, reply)? {
                Some(Answer::Words(line)) => return Ok(line),
                // Leaving it out is saying nothing.
                Some(Answer::Row(_)) => return Ok(String::new()),
                None => {}
            }
        }
    }

    /// The answer that a reply to a choice gives; none after telling why, to be asked again.
    fn answered(&mut self, choice: &Choice, reply: Reply) -> Result<Option<Answer>, Turn> {
        match reply {
            Reply::Picked(row) => Ok(Some(Answer::Row(row))),
            Reply::Said(words) => Ok(Some(Answer::Words(words))),
            Reply::Back => Err(Turn::Back),
            Reply::Change => Err(Turn::Change),
            Reply::Restart => Err(Turn::Restart),
            Reply::Why => {
                let why = if choice.has_reason {
                    self.why()
                } else {
                    choice.reason.map(screens::reason)
                };
                if let Some(why) = why {
                    self.prompt.show(&why)?;
                }
                Ok(None)
            }
        }
    }
}
