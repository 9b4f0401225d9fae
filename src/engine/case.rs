//! A case: one troubleshooting, as the light it is about and the ordered history of what was told.

use crate::kb::{EndingId, Guide, LightId, QuestionId, StepId};

/// One troubleshooting of one guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The light that it started with; none when the guide does not know the light.
    pub light: Option<LightId>,
    /// What was told since, oldest first.
    pub history: Vec<Entry>,
}

impl Case {
    /// A case about a light, with nothing told yet.
    #[must_use]
    pub fn new(light: LightId) -> Self {
        Self {
            light: Some(light),
            history: Vec::new(),
        }
    }

    /// The case one entry later.
    #[must_use]
    pub fn with(&self, entry: Entry) -> Self {
        let mut case = self.clone();
        case.history.push(entry);
        case
    }
}

/// One thing that a person told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// An answer, by its position among the answers of the question.
    Answered(QuestionId, usize),
    /// What a step led to.
    Tried(StepId, Outcome),
}

/// What a step led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The light is as it should be.
    Fixed,
    /// The light is as it was.
    NoChange,
    /// The person could not do it.
    CouldNot,
    /// It shows another light of the guide.
    Light(LightId),
    /// It shows a light that the guide does not know.
    OtherLight,
}

impl Outcome {
    /// The outcomes that need no light to be named.
    pub const PLAIN: [(&'static str, Self); 3] = [
        ("fixed", Self::Fixed),
        ("no-change", Self::NoChange),
        ("could-not", Self::CouldNot),
    ];

    /// The outcome in the words of the command line: `no-change`, `light:steady-green`.
    #[must_use]
    pub fn word(self, guide: &Guide) -> String {
        match self {
            Self::Fixed => "fixed".to_owned(),
            Self::NoChange => "no-change".to_owned(),
            Self::CouldNot => "could-not".to_owned(),
            Self::Light(light) => format!("light:{}", guide[light].id),
            Self::OtherLight => format!("light:{}", crate::kb::OTHER),
        }
    }
}

/// What comes next in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Ask this question.
    Ask(QuestionId),
    /// Try this step.
    Try(StepId),
    /// The case is over.
    End(End),
}

/// Where a case is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The light is as it should be.
    Fixed,
    /// A person at the support desk goes on.
    Support,
    /// An ending of the guide.
    Ending(EndingId),
}

impl End {
    /// The id of the ending: `fixed`, `support`, or that of an ending of the guide.
    #[must_use]
    pub fn word(self, guide: &Guide) -> &str {
        match self {
            Self::Fixed => "fixed",
            Self::Support => "support",
            Self::Ending(ending) => &guide[ending].id,
        }
    }
}
