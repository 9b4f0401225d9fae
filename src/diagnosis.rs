//! A diagnosis: all that is to be said about a case at one moment, whatever form it is printed in.

use std::path::PathBuf;

use crate::engine::{Advice, Case, End, Engine, Entry, Move, Outlook, Plan};
use crate::kb::{EndingKind, Guide, Light, QuestionKind};
use crate::request::{self, Found};
use crate::suspects::{Suspect, suspects};

/// What is to be said about a case.
#[derive(Debug)]
pub struct Diagnosis<'g> {
    /// The guide.
    pub guide: &'g Guide,
    /// Whether the guide came from `--kb` in place of a built-in one.
    pub is_replacement: bool,
    /// The path of `--kb`, for the command that says the same again.
    pub kb: Option<PathBuf>,
    /// The case.
    pub case: Case,
    /// How its light was found.
    pub found: Found,
    /// The words for the light that were not understood.
    pub unknown_words: Vec<String>,
    /// The words that tell of smoke, a smell or damage.
    pub danger_words: Vec<String>,
    /// What comes next.
    pub advice: Advice,
    /// What would come if nothing helped.
    pub plan: Plan,
    /// Where it can go from here; only when the reasons were asked for.
    pub outlook: Option<Outlook>,
}

impl<'g> Diagnosis<'g> {
    /// All that is to be said about a case.
    #[must_use]
    pub fn of(guide: &'g Guide, case: Case, found: Found) -> Self {
        let mut engine = Engine::new(guide);
        let advice = engine.advise(&case);
        let plan = engine.plan(&case);
        Self {
            guide,
            is_replacement: false,
            kb: None,
            case,
            found,
            unknown_words: Vec::new(),
            danger_words: Vec::new(),
            advice,
            plan,
            outlook: None,
        }
    }

    /// The same, with where it can go from here.
    #[must_use]
    pub fn with_outlook(mut self) -> Self {
        let mut engine = Engine::new(self.guide);
        self.advice = engine.with_larger_sum(&self.case, self.advice);
        let outlook = engine.outlook(&self.case, &self.advice);
        self.outlook = Some(outlook);
        self
    }

    /// The light that shows now; none when the guide does not know it.
    #[must_use]
    pub fn light(&self) -> Option<&'g Light> {
        self.advice.light.map(|light| &self.guide[light])
    }

    /// Where the case has ended.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        match self.advice.next {
            Move::End(end) => Some(end),
            Move::Ask(_) | Move::Try(_) => None,
        }
    }

    /// Whether the device must not be used any more.
    #[must_use]
    pub fn is_unsafe(&self) -> bool {
        let kind = self.end().map(|end| end.kind(self.guide));
        kind == Some(EndingKind::Stop)
    }

    /// Whether something was told of heat, smoke or damage.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        let is_safety = |entry: &Entry| match entry {
            Entry::Answered(question, _) => self.guide[*question].kind == QuestionKind::Safety,
            Entry::Tried(..) => false,
        };
        self.case.history.iter().any(is_safety)
    }

    /// The causes that are still possible, the likeliest first.
    #[must_use]
    pub fn suspects(&self) -> Vec<Suspect<'g>> {
        suspects(self.guide, &self.advice)
    }

    /// The command that gives this diagnosis again.
    #[must_use]
    pub fn command(&self) -> String {
        request::command(self.guide, Some(&self.case), self.kb.as_deref())
    }
}
