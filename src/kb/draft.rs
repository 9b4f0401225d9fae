//! A draft: a guide as written, before anything in it is looked up.
//!
//! These types are the format of `kb/*.yaml`. Words stay words here and links stay names.

use std::collections::BTreeMap;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::outline::{Node, Outline};
use super::words::WordOrNumber;
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
        let support = support
            .flat_map(|support| [&support.when, &support.channels, &support.have_ready])
            .flatten();
        let items = self.about.read.iter().chain(&self.prevention.read);
        let notes = items.map(|item| &item.value).chain(support);
        notes.filter_map(|note| note.used.as_deref())
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
#[derive(Clone, Debug)]
pub struct NoteDraft {
    /// The sentence.
    pub say: Option<String>,
    /// `use`: the name of the shared notes that stand here.
    pub used: Option<String>,
    /// Rows of the ledger.
    pub cite: Vec<String>,
}

impl<'de> Deserialize<'de> for NoteDraft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields {
            say: Option<String>,
            #[serde(rename = "use")]
            used: Option<String>,
            #[serde(default)]
            cite: Vec<String>,
        }
        let written: TextOr<Fields> = text_or(deserializer, "a sentence, or `say` and `cite`")?;
        Ok(match written {
            TextOr::Text(say) => Self {
                say: Some(say),
                used: None,
                cite: Vec::new(),
            },
            TextOr::Fields(Fields { say, used, cite }) => Self { say, used, cite },
        })
    }
}

/// One entry of `sources`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `kb::Source`")]
pub struct SourceDraft {
    pub id: String,
    pub title: String,
    pub by: Option<String>,
    pub kind: SourceKind,
    pub dated: Option<String>,
    pub url: Option<String>,
}

/// One entry of `causes`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `kb::Cause`")]
pub struct CauseDraft {
    pub name: String,
    pub about: Option<String>,
    #[serde(default)]
    pub kind: CauseKind,
    #[serde(default)]
    pub cite: Vec<String>,
}

/// One entry of `lights`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the fields are those of `kb::Light`")]
pub struct LightDraft {
    pub id: String,
    pub looks: String,
    pub state: State,
    pub means: String,
    #[serde(default)]
    pub causes: BTreeMap<String, WordOrNumber>,
    #[serde(default)]
    pub may_be: Vec<String>,
    pub end: Option<String>,
    #[serde(default)]
    pub article: Vec<String>,
    #[serde(default)]
    pub cite: Vec<String>,
}

/// One entry of `questions`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `kb::Question`")]
pub struct QuestionDraft {
    pub id: String,
    pub kind: QuestionKind,
    pub ask: String,
    pub why: Option<String>,
    pub minutes: Option<f64>,
    #[serde(default)]
    pub when: Vec<String>,
    pub answers: Vec<AnswerDraft>,
    #[serde(default)]
    pub cite: Vec<String>,
}

/// One entry of a question's `answers`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the fields are those of `kb::Answer`")]
pub struct AnswerDraft {
    pub id: String,
    pub say: String,
    pub share: Option<WordOrNumber>,
    #[serde(default)]
    pub points_to: BTreeMap<String, WordOrNumber>,
    #[serde(default)]
    pub points_away: BTreeMap<String, WordOrNumber>,
    #[serde(default)]
    pub rules_out: Vec<String>,
    #[serde(default)]
    pub establishes: Vec<String>,
    pub do_first: Option<String>,
    pub end: Option<String>,
    #[serde(default)]
    pub cite: Vec<String>,
}

/// One entry of `steps`.
#[derive(Debug)]
pub enum StepEntry {
    /// A step of the guide's own.
    Own(StepDraft),
    /// A shared step.
    Used(UsedStepDraft),
}

/// A step of the guide's own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `kb::Step`")]
pub struct StepDraft {
    pub id: String,
    pub title: String,
    #[serde(rename = "do")]
    pub actions: Vec<ActionDraft>,
    pub fixes: BTreeMap<String, WordOrNumber>,
    pub minutes: f64,
    pub effort: Effort,
    #[serde(default)]
    pub risk: Risk,
    pub loses: Option<String>,
    #[serde(default)]
    pub when: Vec<String>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub needs: Vec<String>,
    #[serde(default)]
    pub then: Vec<String>,
    #[serde(default)]
    pub cite: Vec<String>,
}

/// A shared step, with what the guide adds to it: all that depends on the guide's causes, lights,
/// conditions and sources.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `kb::Step`")]
pub struct UsedStepDraft {
    /// `use`: the id of the shared step, and of this one.
    #[serde(rename = "use")]
    pub name: String,
    pub fixes: BTreeMap<String, WordOrNumber>,
    pub minutes: Option<f64>,
    #[serde(default)]
    pub when: Vec<String>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub needs: Vec<String>,
    #[serde(default)]
    pub then: Vec<String>,
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

/// One entry of a step's `do`.
#[derive(Clone, Debug)]
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

impl<'de> Deserialize<'de> for ActionDraft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields {
            say: Option<String>,
            warn: Option<String>,
            wait: Option<String>,
        }
        const SHAPE: &str = "a sentence, `warn`, or `wait` with `say`";
        let written: TextOr<Fields> = text_or(deserializer, SHAPE)?;
        match written {
            TextOr::Text(say) => Ok(Self::Say(say)),
            TextOr::Fields(Fields {
                say: Some(say),
                warn: None,
                wait: None,
            }) => Ok(Self::Say(say)),
            TextOr::Fields(Fields {
                say: None,
                warn: Some(warn),
                wait: None,
            }) => Ok(Self::Warn(warn)),
            TextOr::Fields(Fields {
                say,
                warn: None,
                wait: Some(wait),
            }) => Ok(Self::Wait(wait, say)),
            TextOr::Fields(_) => Ok(Self::Mixed),
        }
    }
}

/// One entry of `endings`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the fields are those of `kb::Ending`")]
pub struct EndingDraft {
    pub kind: EndingKind,
    pub title: String,
    pub say: Vec<String>,
    #[serde(default)]
    pub minutes: f64,
    pub continue_with: Option<String>,
    #[serde(default)]
    pub cite: Vec<String>,
}

/// `support`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the fields are those of `kb::Support`")]
pub struct SupportDraft {
    pub minutes: Option<f64>,
    #[serde(default)]
    pub when: Vec<NoteDraft>,
    pub channels: Vec<NoteDraft>,
    pub have_ready: Vec<NoteDraft>,
    #[serde(default)]
    pub cite: Vec<String>,
}

/// A value that may be written as a bare text or with fields.
enum TextOr<T> {
    Text(String),
    Fields(T),
}

/// Reads a [`TextOr`], with messages as exact as those of the fields themselves.
fn text_or<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
    shape: &'static str,
) -> Result<TextOr<T>, D::Error> {
    struct Either<T>(&'static str, std::marker::PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
        type Value = TextOr<T>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(TextOr::Text(text.to_owned()))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(TextOr::Fields)
        }
    }

    deserializer.deserialize_any(Either(shape, std::marker::PhantomData))
}
