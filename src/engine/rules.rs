//! The rules of order between steps and questions: what may come next, given what is known.
//!
//! Steps, questions, conditions and causes are bits here, so that a rule is one comparison.

/// The most steps of a problem.
pub(super) const MOST_STEPS: usize = 12;
/// Stands for "not now": a bit that no set of steps has.
pub(super) const CLOSED: u16 = 1 << 15;

/// What rules look at, as far as answers have told it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
}

/// The rules of one step.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StepRule {
    /// The causes that it can repair here.
    pub(super) causes: u64,
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
    /// The part of the facts that these rules look at.
    pub(super) fn relevant(&self, mut facts: Facts) -> Facts {
        let opens = |rule: &QuestionRule| rule.establishes & self.wanted() != 0;
        let asked = (0..)
            .zip(&self.questions)
            .filter(|(_, rule)| opens(rule))
            .fold(self.first, |bits, (position, _)| bits | 1 << position);
        facts.asked &= asked;
        facts
    }

    /// Whether some step has to wait until this question was asked.
    pub(super) fn waits_for(&self, question: usize) -> bool {
        self.first & 1 << question != 0 || self.questions[question].establishes & self.wanted() != 0
    }

    /// What may come next once answers have told these facts.
    pub(super) fn permit(&self, facts: Facts) -> Permit {
        let facts = self.known.and(facts);
        let belongs = self.belonging(facts.ruled_out);
        let open = self.open(belongs, facts);
        let mut permit = Permit::default();
        for (step, rule) in self
            .steps
            .iter()
            .enumerate()
            .filter(|(step, _)| open & 1 << step != 0)
        {
            permit.before[step] = (rule.after & open) | rule.needs | (rule.waits & belongs);
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

    /// The conditions that steps ask for and nobody has established.
    fn wanted(&self) -> u64 {
        self.steps.iter().fold(0, |bits, rule| bits | rule.when) & !self.known.established
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
    fn open(&self, belongs: u16, facts: Facts) -> u16 {
        let unasked = |rule: &QuestionRule, question: usize| {
            facts.asked & 1 << question == 0 && rule.when & !facts.established == 0
        };
        let wanted = self.wanted() & !facts.established;
        let could_open = |(question, rule): (usize, &QuestionRule)| {
            unasked(rule, question) && rule.establishes & wanted != 0
        };
        let may_open_more = self.questions.iter().enumerate().any(could_open);
        let first_is_due = self.first & !facts.asked != 0;
        let mut open = belongs
            & self.steps_with(|rule| {
                rule.when & !facts.established == 0
                    && !(rule.erases && may_open_more)
                    && !first_is_due
            });
        loop {
            let lasting =
                self.steps_with(|rule| (rule.needs | (rule.waits & belongs)) & !open == 0) & open;
            if lasting == open {
                return open;
            }
            open = lasting;
        }
    }

    fn steps_with(&self, is_meant: impl Fn(&StepRule) -> bool) -> u16 {
        (0..)
            .zip(&self.steps)
            .filter(|(_, rule)| is_meant(rule))
            .fold(0, |bits, (step, _): (u16, _)| bits | 1 << step)
    }
}
