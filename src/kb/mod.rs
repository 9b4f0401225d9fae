//! The knowledge base: a [`Guide`] is all that is known of one device family, as meant.
//!
//! A guide starts as YAML text ([`parse`]: text → draft, as written, every value with its place), is
//! checked ([`check`]: draft → guide, or findings) and then holds links that cannot dangle: a light
//! names its steps by [`StepId`], and every such id indexes the guide it came from. What several guides
//! have in common stands once, and they take it by name ([`shared`]).

pub mod check;
pub mod draft;
pub mod load;
pub mod notch;
pub mod outline;
pub mod parse;
pub mod places;
#[cfg(schema)]
pub mod schema;
pub mod shared;
pub mod shelf;
pub mod words;

pub use shelf::{Elsewhere, Guides, inspect, inspect_with, read};

use std::ops::Index;

use serde::{Deserialize, Serialize};

use crate::light::Looks;

/// The most steps of one light, so that its decision table stays exact (4096 sets).
pub const MOST_STEPS: usize = 12;
/// The most questions of one light that tell causes or set-ups apart.
pub const MOST_CLUES: usize = 6;
/// The most causes, and the most conditions, of a guide: the engine keeps a bit for each.
pub const MOST_BITS: usize = 64;
/// The id of the cause that stands for everything a guide does not name.
pub const OTHER: &str = "other";
/// The id of the answer that belongs to every question and moves nothing.
pub const NOT_SURE: &str = "not-sure";

/// Declares the id types: each indexes one list of the guide it came from.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $list:ident: $item:ty;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u16);

        impl $name {
            /// The position in the guide's list.
            #[must_use]
            pub fn at(self) -> usize {
                usize::from(self.0)
            }
        }

        impl Index<$name> for Guide {
            type Output = $item;
            fn index(&self, id: $name) -> &$item {
                &self.$list[id.at()]
            }
        }
    )+};
}

ids! {
    /// One light of a guide.
    LightId => lights: Light;
    /// One cause of a guide.
    CauseId => causes: Cause;
    /// One question of a guide.
    QuestionId => questions: Question;
    /// One step of a guide.
    StepId => steps: Step;
    /// One ending of a guide.
    EndingId => endings: Ending;
    /// One condition of a guide.
    ConditionId => conditions: Condition;
}

/// All that is known of one device family.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guide {
    /// Short name, also the name of the file.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What else people type for it, lower case.
    pub also: Vec<String>,
    /// What a reader should know of the guide as a whole.
    pub about: Vec<Note>,
    /// Where the facts are from.
    pub sources: Vec<Source>,
    /// Facts of a person's set-up that steps and questions may ask for.
    pub conditions: Vec<Condition>,
    /// What can be wrong.
    pub causes: Vec<Cause>,
    /// The patterns that the device can show.
    pub lights: Vec<Light>,
    /// What a person can look at or tell, in the order of asking when nothing else decides.
    pub questions: Vec<Question>,
    /// The fixes to try.
    pub steps: Vec<Step>,
    /// Where a case can end besides "fixed" and "support".
    pub endings: Vec<Ending>,
    /// How to hand over.
    pub support: Support,
    /// How to keep it from coming back.
    pub prevention: Vec<Note>,
}

impl Guide {
    /// The light with this id.
    #[must_use]
    pub fn light(&self, id: &str) -> Option<LightId> {
        (0..)
            .map(LightId)
            .zip(&self.lights)
            .find(|(_, light)| light.id == id)
            .map(|(at, _)| at)
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<QuestionId> {
        (0..)
            .map(QuestionId)
            .zip(&self.questions)
            .find(|(_, question)| question.id == id)
            .map(|(at, _)| at)
    }

    /// The step with this id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<StepId> {
        (0..)
            .map(StepId)
            .zip(&self.steps)
            .find(|(_, step)| step.id == id)
            .map(|(at, _)| at)
    }

    /// The first ending of a kind: where a case ends when a rule, and no answer, ends it.
    #[must_use]
    pub fn ending_of_kind(&self, kind: EndingKind) -> Option<EndingId> {
        let is_meant = |(_, ending): &(EndingId, &Ending)| ending.kind == kind;
        (0..)
            .map(EndingId)
            .zip(&self.endings)
            .find(is_meant)
            .map(|(id, _)| id)
    }

    /// The safety questions, in the guide's order; they belong to every light.
    pub fn safety_questions(&self) -> impl Iterator<Item = QuestionId> + '_ {
        let all = (0..).map(QuestionId).zip(&self.questions);
        all.filter(|(_, question)| question.kind == QuestionKind::Safety)
            .map(|(id, _)| id)
    }

    /// The ids of all lights, in the guide's order.
    pub fn light_ids(&self) -> impl Iterator<Item = LightId> + use<> {
        (0..).map(LightId).take(self.lights.len())
    }

    /// What each light looks like, in the guide's order.
    pub fn looks(&self) -> impl Iterator<Item = (LightId, &Looks)> {
        self.light_ids()
            .zip(self.lights.iter().map(|light| &light.looks))
    }

    /// The name of a cause for people; the index behind the last named cause is "something else".
    #[must_use]
    pub fn cause_name(&self, cause: usize) -> &str {
        self.causes
            .get(cause)
            .map_or("something else", |cause| &cause.name)
    }

    /// The id of a cause; the index behind the last named cause is [`OTHER`].
    #[must_use]
    pub fn cause_id(&self, cause: usize) -> &str {
        self.causes.get(cause).map_or(OTHER, |cause| &cause.id)
    }
}

/// A sentence with the ledger rows that it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The sentence.
    pub say: String,
    /// Rows of the ledger.
    pub cite: Vec<String>,
}

/// Where facts are from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What the ids of its rows start with.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who wrote it, when known.
    pub by: Option<String>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// When it was written or last changed, when known.
    pub dated: Option<String>,
    /// Its address, when it has one.
    pub url: Option<String>,
}

/// What kind of source a fact is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(inline))]
pub enum SourceKind {
    /// The maker of the device.
    Maker,
    /// A careful third party.
    ThirdParty,
    /// A popular article.
    Article,
}

/// A fact of a person's set-up, established by an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Short name.
    pub id: String,
    /// The fact as a clause: "it runs on batteries".
    pub text: String,
}

/// One thing that can be wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// Short name.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What can be behind it.
    pub about: Option<String>,
    /// Whether it is a fault, or a device that is busy and wants to be left alone.
    pub kind: CauseKind,
    /// Rows of the ledger.
    pub cite: Vec<String>,
}

/// Whether a cause is a fault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(inline))]
pub enum CauseKind {
    /// Something is wrong.
    #[default]
    Fault,
    /// Something is going on that must not be disturbed; the cure is to wait.
    Busy,
}

/// One pattern that a device's indicator can show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Light {
    /// Short name.
    pub id: String,
    /// The pattern in the guide's words.
    pub text: String,
    /// The pattern as meant.
    pub looks: Looks,
    /// What sort of state the device is in.
    pub state: State,
    /// What the light means.
    pub means: String,
    /// The lights that this one may be when its rate is unknown.
    pub may_be: Vec<LightId>,
    /// The probability of each cause before anything is known, in 0..=1: one entry for each cause of
    /// the guide, then "something else". They sum to 1; all are 0 for a light without causes.
    pub priors: Vec<f64>,
    /// The sum of the weights behind [`Light::priors`], which turns a probability back into a word.
    pub weight: f64,
    /// Where a case with this light ends when it has no causes.
    pub end: Option<EndingId>,
    /// The questions that belong to this light: safety first, then the guide's order.
    pub questions: Vec<QuestionId>,
    /// The steps that belong to this light, in the guide's order.
    pub steps: Vec<LightStep>,
    /// The order that the source prints, for comparison only.
    pub article: Vec<StepId>,
    /// Rows of the ledger.
    pub cite: Vec<String>,
}

impl Light {
    /// Whether a device that shows this light has nothing wrong with it.
    #[must_use]
    pub fn is_normal(&self) -> bool {
        self.state == State::Normal && self.steps.is_empty()
    }

    /// The steps of this light that wait for a busy device.
    pub fn waits<'a>(&'a self, guide: &'a Guide) -> impl Iterator<Item = StepId> + 'a {
        let steps = self.steps.iter().map(|step| step.step);
        steps.filter(move |step| guide[*step].waits_for_busy(guide, self))
    }
}

/// What sort of state a device is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(inline))]
pub enum State {
    /// Something is wrong.
    Fault,
    /// It waits to be set up.
    Setup,
    /// It is doing something and must be left alone.
    Busy,
    /// All is well.
    Normal,
}

/// A step in its place among the other steps of one light.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LightStep {
    /// The step.
    pub step: StepId,
    /// The steps of this light that come earlier, whatever became of them.
    pub after: Vec<StepId>,
    /// The steps of this light that must have been done.
    pub needs: Vec<StepId>,
    /// The steps of this light that wait for a busy device, and must have been done unless what the
    /// device may be busy with is ruled out.
    pub waits: Vec<StepId>,
}

/// Something a person can look at or tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Short name.
    pub id: String,
    /// What it is for.
    pub kind: QuestionKind,
    /// The question.
    pub ask: String,
    /// Why it is asked.
    pub why: Option<String>,
    /// Minutes that an answer takes.
    pub minutes: f64,
    /// The conditions under which it is asked: all of them.
    pub when: Vec<ConditionId>,
    /// The choices; the last one is "not sure".
    pub answers: Vec<Answer>,
    /// Rows of the ledger.
    pub cite: Vec<String>,
}

impl Question {
    /// The position of the answer with this id.
    #[must_use]
    pub fn answer(&self, id: &str) -> Option<usize> {
        self.answers.iter().position(|answer| answer.id == id)
    }

    /// The position of "not sure".
    #[must_use]
    pub fn not_sure(&self) -> usize {
        self.answers.len() - 1
    }
}

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(inline))]
pub enum QuestionKind {
    /// Comes before everything else.
    Safety,
    /// Finds out what the person's set-up is.
    Context,
    /// Tells causes apart.
    Clue,
}

/// One choice of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Short name.
    pub id: String,
    /// The choice in words.
    pub say: String,
    /// How likely this answer is under each cause, in 0..=1: one entry for each cause of the guide,
    /// then "something else". For each cause the answers of a question sum to 1.
    pub likelihood: Vec<f64>,
    /// What it establishes.
    pub establishes: Vec<ConditionId>,
    /// The causes that it excludes.
    pub rules_out: Vec<CauseId>,
    /// The step that it demands before everything else.
    pub do_first: Option<StepId>,
    /// The ending that it leads to at once.
    pub end: Option<EndingId>,
    /// Rows of the ledger.
    pub cite: Vec<String>,
}

/// One fix to try.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Short name.
    pub id: String,
    /// What to do, in one line.
    pub title: String,
    /// What to do, one action at a time; written `do` in a guide.
    pub actions: Vec<Action>,
    /// The chance that it repairs each cause of the guide, in 0..=1, once gentler steps have failed.
    pub repairs: Vec<f64>,
    /// Minutes that it takes, waits included.
    pub minutes: f64,
    /// How hard it is; shown, never decides.
    pub effort: Effort,
    /// What it can do harm to.
    pub risk: Risk,
    /// What is lost.
    pub loses: Option<String>,
    /// The conditions under which it can be done: all of them.
    pub when: Vec<ConditionId>,
    /// The steps that come earlier, as written.
    pub after: Vec<StepId>,
    /// The steps that must have been done, as written.
    pub needs: Vec<StepId>,
    /// The lights that mean it worked.
    pub then: Vec<LightId>,
    /// Rows of the ledger.
    pub cite: Vec<String>,
}

impl Step {
    /// Whether it waits for a device that may be busy when it shows this light.
    #[must_use]
    pub fn waits_for_busy(&self, guide: &Guide, light: &Light) -> bool {
        let mut causes = guide.causes.iter().zip(&light.priors).zip(&self.repairs);
        causes.any(|((cause, prior), repairs)| {
            cause.kind == CauseKind::Busy && *prior > 0.0 && *repairs > 0.0
        })
    }
}

/// One action of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// Do this.
    Say(String),
    /// Mind this before you do the next.
    Warn(String),
    /// Wait this long.
    Wait {
        /// How long, in seconds.
        seconds: u32,
        /// What for.
        say: Option<String>,
    },
}

impl Action {
    /// How long it waits, in seconds.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        match self {
            Self::Wait { seconds, .. } => *seconds,
            Self::Say(_) | Self::Warn(_) => 0,
        }
    }
}

/// How hard a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(inline))]
pub enum Effort {
    /// Anyone can do it where they stand.
    #[default]
    Easy,
    /// It takes some care, or a tool or an app.
    Medium,
    /// It takes patience or help.
    Hard,
}

/// What a step can do harm to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(inline))]
pub enum Risk {
    /// Nothing.
    #[default]
    None,
    /// It takes the power away, which a running update does not survive.
    CutsPower,
    /// It erases something, and takes the power away.
    Erases,
}

/// Where a case can end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ending {
    /// Short name.
    pub id: String,
    /// What sort of ending it is.
    pub kind: EndingKind,
    /// The ending in one line.
    pub title: String,
    /// What to tell the person.
    pub say: Vec<String>,
    /// Minutes that the person still spends after it.
    pub minutes: f64,
    /// The guide to go on with.
    pub continue_with: Option<String>,
    /// Rows of the ledger.
    pub cite: Vec<String>,
}

/// What sort of ending a case has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(inline))]
pub enum EndingKind {
    /// The light is as it should be again.
    #[cfg_attr(schema, schemars(skip))]
    Fixed,
    /// Nothing is wrong.
    Normal,
    /// Go on with setting it up.
    Setup,
    /// Leave it alone for a while.
    Wait,
    /// Unsafe: do not use it.
    Stop,
    /// Hand over.
    #[cfg_attr(schema, schemars(skip))]
    Support,
}

impl EndingKind {
    /// Every kind with its word.
    pub const ALL: [(&'static str, Self); 6] = [
        ("fixed", Self::Fixed),
        ("normal", Self::Normal),
        ("setup", Self::Setup),
        ("wait", Self::Wait),
        ("stop", Self::Stop),
        ("support", Self::Support),
    ];
}

/// How to hand over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Support {
    /// Minutes that a hand-over costs.
    pub minutes: f64,
    /// When it is time to call.
    pub when: Vec<Note>,
    /// Where to call.
    pub channels: Vec<Note>,
    /// What to have at hand, a thing each.
    pub have_ready: Vec<Note>,
    /// What goes with it and cannot be typed.
    pub attach: Vec<Note>,
}

impl Support {
    /// All that support wants to have.
    pub fn sheet(&self) -> impl Iterator<Item = &Note> {
        self.have_ready.iter().chain(&self.attach)
    }
}
