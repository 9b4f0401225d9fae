//! The rules of order between steps and questions: what may come next, given what is known.
//!
//! Steps, questions, conditions and causes are bits here, so that a rule is one comparison.

use crate::kb::{MOST_CLUES, MOST_STEPS};

/// Stands for "not now": a bit that no set of steps has.
pub(super) const CLOSED: u16 = 1 << 15;

const _: () = assert!(
    MOST_STEPS < 15 && MOST_CLUES <= 16,
    "sets of steps and of questions have 16 bits"
);

/// What rules look at, as far as answers have told it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Facts {
    /// The conditions that are established.
    pub(super) established: u64,
    /// The causes that are excluded.
    pub(super) ruled_out: u64,
    /// The questions that were asked.
    pub(super) asked: u16,
}

impl Facts {
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            established: self.established | other.established,
            ruled_out: self.ruled_out | other.ruled_out,
            asked: self.asked | other.asked,
        }
    }

    /// The part of the facts that rules look at: not which other questions were asked.
    pub(super) fn about(mut self, questions: u16) -> Self {
        self.asked &= questions;
        self
    }

    pub(super) fn asked(mut self, question: usize) -> Self {
        self.asked |= 1 << question;
        self
    }
}

/// The rules of one problem.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    /// What was known before.
    pub(super) known: Facts,
    pub(super) steps: Vec<StepRule>,
    pub(super) questions: Vec<QuestionRule>,
    /// The questions that come before any step.
    pub(super) first: u16,
    /// The questions that there is no room to think about; they hold nothing back here.
    pub(super) left_out: u16,
}

/// The rules of one step.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StepRule {
    /// The causes that it can repair here.
    pub(super) causes: u64,
    /// Those of them that a device is busy with: the repair is to wait.
    pub(super) busy: u64,
    /// The conditions that it asks for.
    pub(super) when: u64,
    /// The steps that come earlier.
    pub(super) after: u16,
    /// The steps that must have been done.
    pub(super) needs: u16,
    /// The steps that wait for a busy device.
    pub(super) waits: u16,
    /// Whether it erases, and so comes after every question that could open another step.
    pub(super) erases: bool,
}

/// The rules of one question.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct QuestionRule {
    /// The conditions that it asks for.
    pub(super) when: u64,
    /// The conditions that its answers can establish.
    pub(super) establishes: u64,
}

/// What may come next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Permit {
    /// The steps that must have been resolved before each step; [`CLOSED`] for one that may not come.
    pub(super) before: [u16; MOST_STEPS],
    /// The questions that may be asked, if they were not.
    pub(super) questions: u16,
}

impl Default for Permit {
    /// Nothing may come.
    fn default() -> Self {
        Self {
            before: [CLOSED; MOST_STEPS],
            questions: 0,
        }
    }
}

impl Permit {
    pub(super) fn allows(&self, step: usize, resolved: u16) -> bool {
        resolved & 1 << step == 0 && self.before[step] & !resolved == 0
    }

    pub(super) fn allows_question(&self, question: usize) -> bool {
        self.questions & 1 << question != 0
    }
}

impl Rules {
    /// The questions that some step has to wait for.
    pub(super) fn holding(&self) -> u16 {
        let wanted = self.wanted(self.known);
        let opens = |rule: &QuestionRule| rule.establishes & wanted != 0;
        let questions = (0..).zip(&self.questions).filter(|(_, rule)| opens(rule));
        questions.fold(self.first, |bits, (position, _): (u16, _)| {
            bits | 1 << position
        }) & !self.left_out
    }

    /// What may come next once answers have told these facts.
    pub(super) fn permit(&self, facts: Facts) -> Permit {
        let facts = self.known.and(facts);
        let waiting = self.waiting(facts.ruled_out);
        let open = self.open(facts);
        let mut permit = Permit::default();
        for (step, rule) in self
            .steps
            .iter()
            .enumerate()
            .filter(|(step, _)| open & 1 << step != 0)
        {
            permit.before[step] = (rule.after & open) | rule.needs | (rule.waits & waiting);
        }
        for (question, rule) in self.questions.iter().enumerate() {
            if rule.when & !facts.established == 0 {
                permit.questions |= 1 << question;
            }
        }
        permit
    }

    /// For each step, what must come earlier in every one of these permits that allows it at all.
    pub(super) fn loosest(&self, permits: &[Permit]) -> Vec<u16> {
        let least = |step: usize| {
            permits
                .iter()
                .map(|permit| permit.before[step])
                .filter(|before| *before != CLOSED)
                .reduce(|a, b| a & b)
        };
        (0..self.steps.len())
            .map(|step| least(step).unwrap_or(CLOSED))
            .collect()
    }

    /// The conditions that decide over what may still come: nobody has established them, open questions
    /// can, and steps ask for them, or questions that could establish another such condition.
    fn wanted(&self, facts: Facts) -> u64 {
        let establishable = self.establishable(facts);
        let can_come = self.steps_under(establishable, facts.ruled_out);
        let mut wanted = (0..)
            .zip(&self.steps)
            .filter(|(step, _)| can_come & 1 << step != 0)
            .fold(0, |bits, (_, rule): (u16, _)| bits | rule.when)
            & !facts.established;
        loop {
            let opens = self
                .askable(facts, establishable)
                .filter(|(_, rule)| rule.establishes & wanted != 0);
            let more = opens.fold(wanted, |bits, (_, rule)| bits | rule.when) & !facts.established;
            if more == wanted {
                return wanted;
            }
            wanted = more;
        }
    }

    /// The conditions that are established, or that open questions can still establish.
    fn establishable(&self, facts: Facts) -> u64 {
        let mut established = facts.established;
        loop {
            let open = self.askable(facts, established);
            let more = open.fold(established, |bits, (_, rule)| bits | rule.establishes);
            if more == established {
                return established;
            }
            established = more;
        }
    }

    /// The questions that were not asked, and may be where these conditions are established.
    fn askable(
        &self,
        facts: Facts,
        established: u64,
    ) -> impl Iterator<Item = (u16, &QuestionRule)> {
        let is_askable = move |(question, rule): &(u16, &QuestionRule)| {
            facts.asked & 1 << question == 0 && rule.when & !established == 0
        };
        (0..).zip(&self.questions).filter(is_askable)
    }

    /// The steps that wait for something that the device may still be busy with.
    fn waiting(&self, ruled_out: u64) -> u16 {
        self.steps_with(|rule| rule.busy & !ruled_out != 0)
    }

    /// The steps that can repair something that is not excluded, and the steps that those need.
    fn belonging(&self, ruled_out: u64) -> u16 {
        let mut belongs = self.steps_with(|rule| rule.causes & !ruled_out != 0);
        loop {
            let needed = (0..)
                .zip(&self.steps)
                .filter(|(step, _)| belongs & 1 << step != 0)
                .fold(0, |bits, (_, rule): (u16, _)| bits | rule.needs);
            if needed & !belongs == 0 {
                return belongs;
            }
            belongs |= needed;
        }
    }

    /// The steps whose conditions hold, whose questions were asked and whose needed steps are open.
    fn open(&self, facts: Facts) -> u16 {
        let wanted = self.wanted(facts);
        let askable = || {
            let askable = self.askable(facts, facts.established);
            askable.filter(|(question, _)| self.left_out & 1 << question == 0)
        };
        if askable().any(|(question, _)| self.first & 1 << question != 0) {
            return 0;
        }
        let may_open_more = askable().any(|(_, rule)| rule.establishes & wanted != 0);
        let erasing = self.steps_with(|rule| rule.erases && may_open_more);
        self.lasting(self.steps_under(facts.established, facts.ruled_out) & !erasing)
    }

    /// The steps that could help and could be done under these conditions.
    fn steps_under(&self, established: u64, ruled_out: u64) -> u16 {
        let can_be_done = self.steps_with(|rule| rule.when & !established == 0);
        self.lasting(can_be_done & self.belonging(ruled_out))
    }

    /// Those of some steps that need none besides them.
    fn lasting(&self, steps: u16) -> u16 {
        let mut steps = steps;
        loop {
            let lasting = steps & self.steps_with(|rule| rule.needs & !steps == 0);
            if lasting == steps {
                return lasting;
            }
            steps = lasting;
        }
    }

    fn steps_with(&self, is_meant: impl Fn(&StepRule) -> bool) -> u16 {
        (0..)
            .zip(&self.steps)
            .filter(|(_, rule)| is_meant(rule))
            .fold(0, |bits, (step, _): (u16, _)| bits | 1 << step)
    }
}
