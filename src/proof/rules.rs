//! The rules of order that every case obeys (safety first, busy means wait, erasing last), as questions
//! to one state: worked out from what a guide means, not from how the loader arranged it.

use crate::kb::{
    CauseId, CauseKind, ConditionId, Guide, Light, QuestionId, QuestionKind, Risk, StepId,
};

/// What the rules look at in one state of a light. Steps and questions are bits by their position on
/// the light, conditions and causes by their position in the guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Whether every safety question was answered.
    pub is_safe: bool,
    /// Whether a safety answer put a step first that was not tried yet.
    pub needs_aid: bool,
    /// The questions that were answered.
    pub asked: u64,
    /// The conditions that are established.
    pub established: u64,
    /// The causes that are excluded; a busy one only by what was said of the light that shows now.
    pub ruled_out: u64,
    /// The steps that were tried, whatever became of them.
    pub tried: u16,
    /// The steps that were really done.
    pub done: u16,
    /// The steps that cannot be done any more, because one that they need could not.
    pub closed: u16,
}

/// A move as the rules see it, by its position on the light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Play {
    /// Ask a question that is not about safety.
    Ask(usize),
    /// Try a step that no safety answer demands.
    Try(usize),
}

/// A rule that a move breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breach {
    /// It was asked or tried before.
    Twice,
    /// Nothing on this light calls for it.
    Foreign,
    /// A safety question is open.
    BeforeSafety,
    /// A safety answer put another step first.
    BeforeFirstAid,
    /// The device may be busy, and nobody has waited.
    Disturbs,
    /// One of its conditions is not established.
    LacksCondition,
    /// A step that it needs was not done.
    LacksNeeded,
    /// A step that comes earlier can still be tried.
    TooEarly,
    /// It erases, and a safety answer puts it first.
    ErasesFirst,
    /// It erases, and this step can still be tried, or an answer may still open it.
    ErasesBefore(StepId),
}

/// The rules of one light.
#[derive(Clone, Debug)]
pub struct Rules {
    steps: Vec<StepMeaning>,
    questions: Vec<QuestionMeaning>,
}

/// What the rules need to know of a step.
#[derive(Clone, Copy, Debug)]
struct StepMeaning {
    id: StepId,
    /// The causes of the light that it repairs.
    causes: u64,
    /// Those of them that are busy: the cure is to wait.
    busy: u64,
    when: u64,
    after: u16,
    needs: u16,
    erases: bool,
}

/// What the rules need to know of a question that is not about safety; nothing of the others.
#[derive(Clone, Copy, Debug, Default)]
struct QuestionMeaning {
    when: u64,
    establishes: u64,
}

impl Rules {
    /// The rules of a light.
    #[must_use]
    pub fn of(guide: &Guide, light: &Light) -> Self {
        let here: Vec<StepId> = light.steps.iter().map(|step| step.step).collect();
        let question = |id: &QuestionId| {
            let question = &guide[*id];
            if question.kind == QuestionKind::Safety {
                return QuestionMeaning::default();
            }
            // Behind an answer that ends the case nothing comes.
            let answers = question
                .answers
                .iter()
                .filter(|answer| answer.end.is_none());
            QuestionMeaning {
                when: conditions(&question.when),
                establishes: answers.fold(0, |bits, answer| bits | conditions(&answer.establishes)),
            }
        };
        Self {
            steps: here
                .iter()
                .map(|step| meaning(guide, light, &here, *step))
                .collect(),
            questions: light.questions.iter().map(question).collect(),
        }
    }

    /// The rule that a move breaks in a state.
    #[must_use]
    pub fn breach(&self, view: &View, play: Play) -> Option<Breach> {
        if !view.is_safe {
            return Some(Breach::BeforeSafety);
        }
        if view.needs_aid {
            return Some(Breach::BeforeFirstAid);
        }
        match play {
            Play::Ask(question) => self.breach_of_asking(view, question),
            Play::Try(step) => self.breach_of_trying(view, step),
        }
    }

    fn breach_of_asking(&self, view: &View, question: usize) -> Option<Breach> {
        if view.asked & 1 << question != 0 {
            return Some(Breach::Twice);
        }
        let lacks = self.questions[question].when & !view.established != 0;
        lacks.then_some(Breach::LacksCondition)
    }

    fn breach_of_trying(&self, view: &View, step: usize) -> Option<Breach> {
        let meaning = &self.steps[step];
        if view.tried & 1 << step != 0 {
            return Some(Breach::Twice);
        }
        if meaning.busy == 0 && self.waiting(view.ruled_out) & !view.done != 0 {
            return Some(Breach::Disturbs);
        }
        if meaning.when & !view.established != 0 {
            return Some(Breach::LacksCondition);
        }
        if meaning.needs & !view.done != 0 {
            return Some(Breach::LacksNeeded);
        }
        let earlier = meaning.after & !view.tried;
        if earlier != 0 && earlier & self.left(view, view.established) != 0 {
            return Some(Breach::TooEarly);
        }
        if meaning.erases {
            let left =
                self.left(view, self.establishable(view)) & !self.steps_with(|step| step.erases);
            let mut gentler = (0..).zip(&self.steps).filter(|(at, _)| left & 1 << at != 0);
            return gentler
                .next()
                .map(|(_, gentler)| Breach::ErasesBefore(gentler.id));
        }
        None
    }

    /// The steps that wait for something that the device may be busy with.
    #[must_use]
    pub fn waiting(&self, ruled_out: u64) -> u16 {
        self.steps_with(|step| step.busy & !ruled_out != 0)
    }

    /// The steps that can never be done once these could not: those that need them.
    #[must_use]
    pub fn closed_by(&self, could_not: u16) -> u16 {
        let mut closed = 0;
        loop {
            let more = self.steps_with(|step| step.needs & (could_not | closed) != 0);
            if more == closed {
                return closed;
            }
            closed = more;
        }
    }

    /// The steps that can still be tried and could help, if these conditions held.
    fn left(&self, view: &View, established: u64) -> u16 {
        let mut left =
            self.steps_with(|step| step.when & !established == 0) & !view.tried & !view.closed;
        loop {
            let lasting = left & self.steps_with(|step| step.needs & !(view.done | left) == 0);
            if lasting == left {
                return left & self.steps_with(|step| step.causes & !view.ruled_out != 0);
            }
            left = lasting;
        }
    }

    /// The conditions that are established, or that open questions can still establish.
    fn establishable(&self, view: &View) -> u64 {
        let mut all = view.established;
        loop {
            let open = self.questions.iter().enumerate();
            let open = open
                .filter(|(at, question)| view.asked & 1 << at == 0 && question.when & !all == 0);
            let more = open.fold(all, |bits, (_, question)| bits | question.establishes);
            if more == all {
                return all;
            }
            all = more;
        }
    }

    fn steps_with(&self, is_meant: impl Fn(&StepMeaning) -> bool) -> u16 {
        let steps = self.steps.iter().enumerate();
        steps
            .filter(|(_, step)| is_meant(step))
            .fold(0, |bits, (at, _)| bits | 1 << at)
    }
}

fn meaning(guide: &Guide, light: &Light, here: &[StepId], id: StepId) -> StepMeaning {
    let step = &guide[id];
    let repaired = |at: &usize| light.priors[*at] > 0.0 && step.repairs[*at] > 0.0;
    let is_busy = |at: &usize| guide.causes[*at].kind == CauseKind::Busy;
    let causes = || (0..guide.causes.len()).filter(repaired);
    StepMeaning {
        id,
        causes: causes().fold(0, |bits, at| bits | 1 << at),
        busy: causes().filter(is_busy).fold(0, |bits, at| bits | 1 << at),
        when: conditions(&step.when),
        after: positions(here, &step.after),
        needs: positions(here, &step.needs),
        erases: step.risk == Risk::Erases,
    }
}

/// A bit for each condition.
pub(super) fn conditions(ids: &[ConditionId]) -> u64 {
    ids.iter().fold(0, |bits, id| bits | 1 << id.0)
}

/// A bit for each cause.
pub(super) fn causes(ids: &[CauseId]) -> u64 {
    ids.iter().fold(0, |bits, id| bits | 1 << id.0)
}

/// A bit for the position of each of these steps among those of a light.
pub(super) fn positions(here: &[StepId], ids: &[StepId]) -> u16 {
    let steps = here.iter().enumerate();
    steps
        .filter(|(_, step)| ids.contains(step))
        .fold(0, |bits, (at, _)| bits | 1 << at)
}
