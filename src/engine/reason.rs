//! Why a move comes next: the rule that decided, or the sum.

use super::case::Move;
use crate::kb::{QuestionId, StepId};

/// Why a move comes next.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A rule decided.
    Rule(Rule),
    /// The move with the fewest expected minutes.
    Price(Price),
}

/// A rule that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Safety questions come before all else.
    Safety,
    /// A safety answer put this step first.
    FirstAid,
    /// This light has no causes: it needs nothing done.
    NothingWrong,
    /// Some step has to wait until this was asked.
    Order,
    /// An answer to this question ended the case.
    Answer(QuestionId),
    /// This step left the light as it should be.
    Fixed(StepId),
    /// This step erased everything, and the device wants to be set up.
    Reset(StepId),
    /// This step could not be done, and nothing safe is left without it.
    CouldNot(StepId),
    /// The guide does not know the light that shows now.
    UnknownLight,
    /// Nothing is left that could help.
    NothingLeft,
}

/// The sum behind a move. All times are minutes, all chances lie in 0..=1.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// What the move itself takes.
    pub minutes: f64,
    /// The chance that it fixes the light now; 0 for a question.
    pub chance: f64,
    /// Expected minutes until the light is fixed or handed over, this move first.
    pub expected: f64,
    /// Whether the expected minutes are exact; else questions were left out for want of room, and they are
    /// at most that many.
    pub is_exact: bool,
    /// The expected minutes of handing over at once.
    pub support: f64,
    /// The best other move and its expected minutes.
    pub alternative: Option<(Move, f64)>,
    /// The order of a rule that the move obeys.
    pub order: Option<Order>,
}

/// A rule of order that held other moves back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The device may be busy, so waiting comes before every other step.
    BusyMeansWait,
    /// What erases comes after everything else.
    ErasingLast,
}
