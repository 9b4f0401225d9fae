//! A draft: a guide as written, before anything in it is looked up.
//!
//! These types are the format of `kb/*.yaml`. Words stay words here and links stay names.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::outline::{Node, Outline};
#[cfg(schema)]
use super::schema::{Id, Minutes, MinutesOrNone, Wait};
use super::words::{Likelihood, Repair, Share, Strength, WordOrNumber};
use super::{CauseKind, Effort, EndingKind, QuestionKind, Risk, SourceKind, State};

/// A guide as written, each item with its place.
#[derive(Debug)]
pub struct Draft<'a> {
    /// Where everything stands.
    pub outline: &'a Outline,
    /// `id`.
    pub id: Option<Item<'a, String>>,
    /// `name`.
    pub name: Option<Item<'a, String>>,
    /// `also`.
    pub also: Items<'a, String>,
    /// `about`.
    pub about: Items<'a, NoteDraft>,
    /// `sources`.
    pub sources: Items<'a, SourceDraft>,
    /// `conditions`.
    pub conditions: Items<'a, String>,
    /// `causes`.
    pub causes: Items<'a, CauseDraft>,
    /// `lights`.
    pub lights: Items<'a, LightDraft>,
    /// `questions`.
    pub questions: Items<'a, QuestionDraft>,
    /// `steps`.
    pub steps: Items<'a, StepEntry>,
    /// `endings`.
    pub endings: Items<'a, EndingDraft>,
    /// `support`.
    pub support: Option<Item<'a, SupportDraft>>,
    /// `prevention`.
    pub prevention: Items<'a, NoteDraft>,
}

impl Draft<'_> {
    /// The names of the shared steps that it uses.
    pub fn used_steps(&self) -> impl Iterator<Item = &str> {
        let steps = self.steps.read.iter();
        steps.filter_map(|item| match &item.value {
            StepEntry::Own(_) => None,
            StepEntry::Used(used) => Some(used.name.as_str()),
        })
    }

    /// The names of the shared notes that it uses.
    pub fn used_notes(&self) -> impl Iterator<Item = &str> {
        let support = self.support.iter().map(|item| &item.value);
        let support = support.flat_map(SupportDraft::notes);
        let items = self.about.read.iter().chain(&self.prevention.read);
        let notes = items.map(|item| &item.value).chain(support);
        notes.filter_map(|note| note.used.as_deref())
    }

    /// Whether everything that can be linked to was read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.conditions.is_whole()
            && self.causes.is_whole()
            && self.lights.is_whole()
            && self.questions.is_whole()
            && self.steps.is_whole()
            && self.endings.is_whole()
    }
}

/// One thing that a guide lists, and where it stands.
#[derive(Debug)]
pub struct Item<'a, T> {
    /// What other places call it: its key, or its `id`; empty for things without a name.
    pub id: String,
    /// Where its name stands; the item itself when it has none.
    pub name: &'a Node,
    /// Where it stands.
    pub node: &'a Node,
    /// What it says.
    pub value: T,
}

/// A list or map of a guide.
#[derive(Debug)]
pub struct Items<'a, T> {
    /// The key under which they stand; the guide itself when the key is missing.
    pub node: &'a Node,
    /// What could be read.
    pub read: Vec<Item<'a, T>>,
    /// The ids of what could not be read, so that links to them are no second mistake.
    pub unread: Vec<String>,
    /// Whether the list itself is broken, so that nobody knows what should stand in it.
    pub is_broken: bool,
}

impl<T> Items<'_, T> {
    /// Whether all that is written was read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty() && !self.is_broken
    }
}

/// A sentence, bare or with its sources; or the name of shared ones.
///
/// `Keep it dry.` or `{say: Keep it dry., cite: [H-15]}` or `{use: support-sheet}`
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "TextOr<NoteFields>")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "Note"))]
pub struct NoteDraft {
    /// The sentence.
    pub say: Option<String>,
    /// `use`: the name of the shared notes that stand here.
    pub used: Option<String>,
    /// Rows of the ledger.
    pub cite: Vec<String>,
}

/// A sentence and the rows that it rests on, or the name of shared sentences.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    schema,
    derive(schemars::JsonSchema),
    schemars(inline, extend("oneOf" = [{"required": ["say"]}, {"required": ["use"]}]))
)]
struct NoteFields {
    /// The sentence.
    say: Option<String>,
    /// The name of sentences in `shared/notes.yaml` that stand here.
    #[serde(rename = "use")]
    used: Option<String>,
    /// The rows of the ledger that say so: `[H-15]`.
    #[serde(default)]
    cite: Vec<String>,
}

impl Fields for NoteFields {
    const SHAPE: &'static str = "a sentence, or `say` and `cite`";
}

impl From<TextOr<NoteFields>> for NoteDraft {
    fn from(written: TextOr<NoteFields>) -> Self {
        match written {
            TextOr::Text(say) => Self {
                say: Some(say),
                used: None,
                cite: Vec::new(),
            },
            TextOr::Fields(NoteFields { say, used, cite }) => Self { say, used, cite },
        }
    }
}

/// Where facts are from: a manual, a help page, an article.
///
/// `{id: H, title: Hall lamp quick guide, by: Example Ltd, kind: maker, dated: 2026-01}`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "Source"))]
pub struct SourceDraft {
    /// What the ids of its rows start with: the rows of `H` are `H-1`, `H-2` and so on.
    pub id: String,
    /// Its title, as it is printed.
    pub title: String,
    /// Who wrote it, when that is known.
    pub by: Option<String>,
    /// What kind of source it is. The careful ones win where sources disagree.
    pub kind: SourceKind,
    /// When it was written or last changed, when that is known: `2026-01`.
    pub dated: Option<String>,
    /// Its address, when it has one.
    pub url: Option<String>,
}

/// One thing that can be wrong, or that the device may be busy with.
///
/// `network: {name: Wi-Fi connection, about: It does not reach the router., cite: [H-3]}`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "Cause"))]
pub struct CauseDraft {
    /// Its name for people, to be read in a list: `Wi-Fi connection`.
    pub name: String,
    /// What can be behind it, in a sentence.
    pub about: Option<String>,
    /// `busy` for what must not be disturbed, such as an update; its cure is to wait.
    #[serde(default)]
    pub kind: CauseKind,
    /// The rows of the ledger that name it.
    #[serde(default)]
    pub cite: Vec<String>,
}

/// One pattern that the device can show.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "Light"))]
pub struct LightDraft {
    /// A short name to link to: `slow-red`.
    #[cfg_attr(schema, schemars(with = "Id"))]
    pub id: String,
    /// What people see, in a small notation: a colour, and what it does.
    ///
    /// `red, blinks every 2-3 s`, or `fast`, or `slowly`, or without a rate; `green, steady`;
    /// `amber, flashes 3 times every 15 s`; `red and blue in turn`; `white, pulses`; `off`; several
    /// LEDs with `+`, a name before `:`, and what comes later behind `, then`. `blinkdoc whatis WORDS`
    /// writes any words in it.
    #[cfg_attr(schema, schemars(extend("examples" = super::schema::LOOKS)))]
    pub looks: String,
    /// What sort of state the device is in when it shows this light.
    pub state: State,
    /// What the light means, in one or two sentences.
    pub means: String,
    /// How likely each cause is: `{network: high, battery: low}`. Causes that are not named are not
    /// possible; "something else" always is.
    #[serde(default)]
    pub causes: BTreeMap<String, WordOrNumber<Likelihood>>,
    /// Instead of `causes`: the lights that this one may be when its rate is unknown.
    #[serde(default)]
    pub may_be: Vec<String>,
    /// Instead of `causes`: the ending of a light that needs no fix.
    pub end: Option<String>,
    /// The steps in the order that the source prints, for comparison only.
    #[serde(default)]
    pub article: Vec<String>,
    /// The rows of the ledger that describe it.
    #[serde(default)]
    pub cite: Vec<String>,
}

/// Something that a person can look at or tell.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "Question"))]
pub struct QuestionDraft {
    /// A short name to link to: `changed`.
    #[cfg_attr(schema, schemars(with = "Id"))]
    pub id: String,
    /// What it is for.
    pub kind: QuestionKind,
    /// The question, about what a person can see, smell, feel or remember.
    pub ask: String,
    /// Why it is asked, in a sentence.
    pub why: Option<String>,
    /// Minutes that an answer takes; 0.5 when nothing is said.
    #[cfg_attr(schema, schemars(with = "Option<Minutes>"))]
    pub minutes: Option<f64>,
    /// The conditions under which it is asked: all of them.
    #[serde(default)]
    pub when: Vec<String>,
    /// Two to five answers that do not overlap. "Not sure" belongs to every question by itself.
    pub answers: Vec<AnswerDraft>,
    /// The rows of the ledger that it rests on.
    #[serde(default)]
    pub cite: Vec<String>,
}

/// One answer of a question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "Answer"))]
pub struct AnswerDraft {
    /// A short name, unique within the question; `"yes"` and `"no"` stand in quotes.
    #[cfg_attr(schema, schemars(with = "Id"))]
    pub id: String,
    /// The answer as a person would give it.
    pub say: String,
    /// How often people give it, whatever the cause; `sometimes` when nothing is said.
    pub share: Option<WordOrNumber<Share>>,
    /// The causes that it makes more likely: `{network: strongly}`.
    #[serde(default)]
    pub points_to: BTreeMap<String, WordOrNumber<Strength>>,
    /// The causes that it makes less likely: `{battery: slightly}`.
    #[serde(default)]
    pub points_away: BTreeMap<String, WordOrNumber<Strength>>,
    /// The causes that it excludes; only where it really does.
    #[serde(default)]
    pub rules_out: Vec<String>,
    /// The conditions that it establishes.
    #[serde(default)]
    pub establishes: Vec<String>,
    /// The step that it puts before everything else; for safety questions.
    pub do_first: Option<String>,
    /// The ending that it leads to at once.
    pub end: Option<String>,
    /// The rows of the ledger that it rests on.
    #[serde(default)]
    pub cite: Vec<String>,
}

/// One fix to try: a step of the guide's own, or a shared one with `use`.
#[derive(Debug)]
#[cfg_attr(
    schema,
    derive(schemars::JsonSchema),
    schemars(rename = "StepEntry", untagged)
)]
pub enum StepEntry {
    /// A step of the guide's own.
    Own(StepDraft),
    /// A shared step.
    Used(UsedStepDraft),
}

/// One fix to try.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "Step"))]
pub struct StepDraft {
    /// A short name to link to: `swap-batteries`.
    #[cfg_attr(schema, schemars(with = "Id"))]
    pub id: String,
    /// What to do, in one line that starts with a verb.
    pub title: String,
    /// What to do, one action at a time, the warning before the action that needs it.
    #[serde(rename = "do")]
    pub actions: Vec<ActionDraft>,
    /// The causes that it repairs, and how surely once gentler steps have failed: `{battery: high}`.
    pub fixes: BTreeMap<String, WordOrNumber<Repair>>,
    /// Minutes that it takes, with all waits.
    #[cfg_attr(schema, schemars(with = "Minutes"))]
    pub minutes: f64,
    /// How hard it is; shown, never decides.
    pub effort: Effort,
    /// What it can do harm to.
    #[serde(default)]
    pub risk: Risk,
    /// What is lost, for a step that `erases`.
    pub loses: Option<String>,
    /// The conditions under which it can be done: all of them.
    #[serde(default)]
    pub when: Vec<String>,
    /// The steps that come earlier, whatever became of them.
    #[serde(default)]
    pub after: Vec<String>,
    /// The steps that must have been done.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The lights that mean it worked.
    #[serde(default)]
    pub then: Vec<String>,
    /// The rows of the ledger that it rests on.
    #[serde(default)]
    pub cite: Vec<String>,
}

/// A shared step, with what the guide adds to it: all that depends on the guide's causes, lights,
/// conditions and sources.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "UsedStep"))]
pub struct UsedStepDraft {
    /// The id of a step in `shared/steps.yaml`, and of this one: `restart-router`.
    #[serde(rename = "use")]
    #[cfg_attr(schema, schemars(with = "Id"))]
    pub name: String,
    /// The causes that it repairs, and how surely once gentler steps have failed: `{network: medium}`.
    pub fixes: BTreeMap<String, WordOrNumber<Repair>>,
    /// Minutes that it takes here, where they are others than those of the shared step.
    #[cfg_attr(schema, schemars(with = "Option<Minutes>"))]
    pub minutes: Option<f64>,
    /// The conditions under which it can be done: all of them.
    #[serde(default)]
    pub when: Vec<String>,
    /// The steps that come earlier, whatever became of them.
    #[serde(default)]
    pub after: Vec<String>,
    /// The steps that must have been done.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The lights that mean it worked.
    #[serde(default)]
    pub then: Vec<String>,
    /// The rows of the ledger that it rests on.
    #[serde(default)]
    pub cite: Vec<String>,
}

/// One entry of `shared/steps.yaml`: the part of a step that is the same for every device.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `kb::Step`")]
pub struct TaskDraft {
    pub id: String,
    pub title: String,
    #[serde(rename = "do")]
    pub actions: Vec<ActionDraft>,
    pub minutes: f64,
    pub effort: Effort,
    #[serde(default)]
    pub risk: Risk,
    pub loses: Option<String>,
}

impl From<&StepDraft> for TaskDraft {
    fn from(step: &StepDraft) -> Self {
        Self {
            id: step.id.clone(),
            title: step.title.clone(),
            actions: step.actions.clone(),
            minutes: step.minutes,
            effort: step.effort,
            risk: step.risk,
            loses: step.loses.clone(),
        }
    }
}

/// One action of a step: a sentence, `warn`, or `wait` with `say`.
///
/// `Open the cover.` or `{warn: Do not mix old and new cells.}` or
/// `{wait: 30 s, say: until it has started}`
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "TextOr<ActionFields>")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "Action"))]
pub enum ActionDraft {
    /// A bare sentence, or `say` alone.
    Say(String),
    /// `warn`.
    Warn(String),
    /// `wait`, and `say` what for.
    Wait(String, Option<String>),
    /// A mixture of these, which means nothing.
    Mixed,
}

/// A warning, a wait, or a sentence with its key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    schema,
    derive(schemars::JsonSchema),
    schemars(inline, extend("minProperties" = 1, "dependencies" = {"warn": {"maxProperties": 1}}))
)]
struct ActionFields {
    /// What to do, or what to wait for.
    say: Option<String>,
    /// What to mind before the next action.
    warn: Option<String>,
    /// How long to wait: `30 s`, `15 min` or `1 h`, a day at most.
    #[cfg_attr(schema, schemars(with = "Option<Wait>"))]
    wait: Option<String>,
}

impl Fields for ActionFields {
    const SHAPE: &'static str = "a sentence, `warn`, or `wait` with `say`";
}

impl From<TextOr<ActionFields>> for ActionDraft {
    fn from(written: TextOr<ActionFields>) -> Self {
        let ActionFields { say, warn, wait } = match written {
            TextOr::Text(say) => return Self::Say(say),
            TextOr::Fields(fields) => fields,
        };
        match (say, warn, wait) {
            (Some(say), None, None) => Self::Say(say),
            (None, Some(warn), None) => Self::Warn(warn),
            (say, None, Some(wait)) => Self::Wait(wait, say),
            _ => Self::Mixed,
        }
    }
}

/// One place where a case can end.
///
/// `all-well: {kind: normal, title: All is well, say: [It is connected.], cite: [H-9]}`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "Ending"))]
pub struct EndingDraft {
    /// What sort of ending it is.
    pub kind: EndingKind,
    /// The ending in one line.
    pub title: String,
    /// What to tell the person, one sentence each.
    pub say: Vec<String>,
    /// Minutes that the person still spends after it.
    #[serde(default)]
    #[cfg_attr(schema, schemars(with = "MinutesOrNone"))]
    pub minutes: f64,
    /// The id of another guide to go on with.
    pub continue_with: Option<String>,
    /// The rows of the ledger that it rests on.
    #[serde(default)]
    pub cite: Vec<String>,
}

/// How to hand over to support.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(rename = "Support"))]
pub struct SupportDraft {
    /// Minutes that a hand-over costs; 360 when nothing is said.
    #[cfg_attr(schema, schemars(with = "Option<Minutes>"))]
    pub minutes: Option<f64>,
    /// When it is time to call.
    #[serde(default)]
    pub when: Vec<NoteDraft>,
    /// Where to call.
    pub channels: Vec<NoteDraft>,
    /// What to have at hand, a thing each, which the wizard asks for one by one: model, serial number.
    pub have_ready: Vec<NoteDraft>,
    /// What goes with it and cannot be typed: a photo or video of the light, what was tried.
    #[serde(default)]
    pub attach: Vec<NoteDraft>,
    /// The rows of the ledger that it rests on.
    #[serde(default)]
    pub cite: Vec<String>,
}

impl SupportDraft {
    /// All its notes.
    fn notes(&self) -> impl Iterator<Item = &NoteDraft> {
        let notes = [&self.when, &self.channels, &self.have_ready, &self.attach];
        notes.into_iter().flatten()
    }
}

/// A value that may be written as a bare text or with fields.
#[cfg_attr(schema, derive(schemars::JsonSchema), schemars(untagged))]
enum TextOr<T> {
    /// A bare sentence.
    Text(String),
    /// With keys.
    Fields(T),
}

/// The fields behind a [`TextOr`].
trait Fields {
    /// What is expected, for a message.
    const SHAPE: &'static str;
}

impl<'de, T: Fields + Deserialize<'de>> Deserialize<'de> for TextOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        // Written out, for messages as exact as those of the fields themselves.
        impl<'de, T: Fields + Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = TextOr<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(T::SHAPE)
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(TextOr::Text(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(TextOr::Fields)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}
