//! The engine: a guide and a case in, the next move out.
//!
//! It is a pure function. It reads no file, clock, variable or terminal, and has nothing to fail on;
//! [`Engine`] only keeps the table of its last decision, which changes no answer.

mod case;
mod outlook;
mod problem;
mod reason;
mod rules;
mod situation;
mod table;
mod yardstick;

pub use case::{Case, End, Entry, Move, Outcome};
pub use outlook::{If, Outlook};
pub use reason::{Order, Price, Reason, Rule};
pub use situation::Standing;
pub use table::{STATE_LIMIT, TOLERANCE};
pub use yardstick::Yardsticks;

use crate::kb::{Guide, LightId, QuestionId, QuestionKind, Risk, StepId};
use problem::Choices;
use situation::Situation;
use table::{At, Choice, Prices, Table};

/// The most states of a table that a sum is worked out with: every light of a built-in guide has fewer.
const SUM_LIMIT: usize = 1 << 21;

/// Decides the cases of one guide.
#[derive(Clone, Debug)]
pub struct Engine<'g> {
    guide: &'g Guide,
    kept: Option<Kept>,
}

/// What there is to say about a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The light that shows now; none when the guide does not know it.
    pub light: Option<LightId>,
    /// The probability of each cause of the guide, in 0..=1, then of "something else". All are 0 where
    /// nothing is wrong.
    pub beliefs: Vec<f64>,
    /// What comes next.
    pub next: Move,
    /// Why.
    pub reason: Reason,
}

/// What would come if nothing helped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The open questions, in the order in which they would be asked.
    pub questions: Vec<QuestionId>,
    /// The steps left, in the order in which they would come if every open question were answered "not
    /// sure"; and whether support would be advised before.
    pub steps: Vec<(StepId, bool)>,
}

/// The table of an earlier decision, and the case that it was made for.
#[derive(Clone, Debug)]
struct Kept {
    case: Case,
    choices: Choices,
    table: Table,
}

/// The prices of one state, with the choices that they are for.
struct Offer {
    choices: Choices,
    prices: Prices,
    /// The question that a rule puts before the best of them.
    held_back_by: Option<usize>,
    /// Whether no question was left out for want of room.
    is_exact: bool,
}

impl Offer {
    fn of(choices: &Choices, table: &Table, at: &At) -> Option<Self> {
        let prices = table.prices(at)?;
        let best = prices.best(|_| true).filter(|_| !table.is_whole());
        let held_back_by = best.and_then(|(choice, _)| table.held_back_by(choice));
        Some(Self {
            choices: choices.clone(),
            prices,
            held_back_by,
            is_exact: table.is_whole(),
        })
    }
}

impl<'g> Engine<'g> {
    /// An engine for the cases of a guide.
    #[must_use]
    pub fn new(guide: &'g Guide) -> Self {
        Self { guide, kept: None }
    }

    /// The guide whose cases it decides.
    #[must_use]
    pub fn guide(&self) -> &'g Guide {
        self.guide
    }

    /// What comes next in a case, and why.
    pub fn advise(&mut self, case: &Case) -> Advice {
        let situation = Situation::of(self.guide, case);
        let (next, reason) = self
            .by_rule(&situation)
            .unwrap_or_else(|| self.by_price(case, &situation));
        Advice {
            light: situation.light,
            beliefs: normalised(&situation.belief),
            next,
            reason,
        }
    }

    /// What would come if every open question were answered "not sure" and no step helped.
    pub fn plan(&mut self, case: &Case) -> Plan {
        let mut plan = Plan::default();
        let mut case = case.clone();
        let mut after_support = false;
        loop {
            let next = match self.advise(&case).next {
                Move::End(End::Support) => {
                    after_support = true;
                    self.despite_support(&case)
                }
                Move::End(_) => None,
                next => Some(next),
            };
            match next {
                Some(Move::Ask(question)) => {
                    plan.questions.push(question);
                    case.history
                        .push(Entry::Answered(question, self.guide[question].not_sure()));
                }
                Some(Move::Try(step)) => {
                    plan.steps.push((step, after_support));
                    case.history.push(Entry::Tried(step, Outcome::NoChange));
                }
                Some(Move::End(_)) | None => break,
            }
        }
        let situation = Situation::of(self.guide, &case);
        if let Some(light) = situation.light.filter(|_| situation.end.is_none()) {
            let open = |question: &QuestionId| situation.answers[question.at()].is_none();
            plan.questions
                .extend(self.guide[light].questions.iter().copied().filter(open));
        }
        plan
    }

    /// Whether a rule has ended the case, whatever the prices.
    #[must_use]
    pub fn has_ended(&self, case: &Case) -> bool {
        let ruled = self.by_rule(&Situation::of(self.guide, case));
        matches!(ruled, Some((Move::End(_), _)))
    }

    /// Whether the light of a case has what an entry is about.
    #[must_use]
    pub fn is_about(&self, case: &Case, entry: Entry) -> bool {
        let situation = Situation::of(self.guide, case);
        let light = situation.light.map(|light| &self.guide[light]);
        match entry {
            Entry::Answered(question, _) => {
                self.guide[question].kind == QuestionKind::Safety
                    || light.is_some_and(|light| light.questions.contains(&question))
            }
            Entry::Tried(step, _) => {
                situation.first_aid(self.guide) == Some(step)
                    || light.is_some_and(|light| light.steps.iter().any(|here| here.step == step))
            }
        }
    }

    /// Whether an entry can come next in a case: the case goes on, its light has such a question or step,
    /// the conditions of that are established, and a light that came up is another one.
    #[must_use]
    pub fn holds(&self, case: &Case, entry: Entry) -> bool {
        let situation = Situation::of(self.guide, case);
        let (when, light) = match entry {
            Entry::Answered(question, _) => (&self.guide[question].when, None),
            Entry::Tried(step, Outcome::Light(light)) => (&self.guide[step].when, Some(light)),
            Entry::Tried(step, _) => (&self.guide[step].when, None),
        };
        !self.has_ended(case)
            && self.is_about(case, entry)
            && when
                .iter()
                .all(|condition| situation.is_established(*condition))
            && light.is_none_or(|light| situation.light != Some(light))
    }

    /// Where a case stands, to tell whether two cases go on in the same way.
    #[must_use]
    pub fn standing(&self, case: &Case) -> Standing {
        let situation = Situation::of(self.guide, case);
        Standing::of(self.guide, &situation, &normalised(&situation.belief))
    }

    /// The move that a rule demands.
    fn by_rule(&self, situation: &Situation) -> Option<(Move, Reason)> {
        let ruled = |next, rule| Some((next, Reason::Rule(rule)));
        let is_open = |question: &QuestionId| situation.answers[question.at()].is_none();
        let safety = self.guide.safety_questions().find(is_open);
        let first_aid = situation.first_aid(self.guide);
        let is_safe = safety.is_none() && first_aid.is_none();
        // A clue ends a case only once it is known to be safe.
        let is_clue = |rule: Rule| matches!(rule, Rule::Answer(question) if self.guide[question].kind != QuestionKind::Safety);
        if let Some((end, rule)) = situation.end.filter(|(_, rule)| is_safe || !is_clue(*rule)) {
            return ruled(Move::End(end), rule);
        }
        if let Some(question) = safety {
            return ruled(Move::Ask(question), Rule::Safety);
        }
        if let Some(step) = first_aid {
            return ruled(Move::Try(step), Rule::FirstAid);
        }
        let Some(light) = situation.light else {
            return ruled(Move::End(End::Support), Rule::UnknownLight);
        };
        if let Some(ending) = self.guide[light].end {
            return ruled(Move::End(End::Ending(ending)), Rule::NothingWrong);
        }
        None
    }

    /// The move with the fewest expected minutes.
    fn by_price(&mut self, case: &Case, situation: &Situation) -> (Move, Reason) {
        let nothing_left = (Move::End(End::Support), Reason::Rule(Rule::NothingLeft));
        let Some(offer) = self.offer(case, situation) else {
            return nothing_left;
        };
        if let Some(question) = offer.held_back_by {
            return (
                Move::Ask(offer.choices.questions[question]),
                Reason::Rule(Rule::Order),
            );
        }
        let prices = &offer.prices;
        let Some(best) = prices.best(|_| true).filter(|_| prices.moves.len() > 1) else {
            return nothing_left;
        };
        let next = offer.choices.as_move(best.0);
        (next, Reason::Price(self.price(&offer, best, situation)))
    }

    /// The same advice, its sum worked out with more room than a decision has: 16 MB, and as much time as
    /// nobody notices who has asked for it.
    #[must_use]
    pub fn with_larger_sum(&self, case: &Case, mut advice: Advice) -> Advice {
        if let Reason::Price(price) = &advice.reason
            && !price.is_exact
            && let Some(price) = self.larger_sum(case, advice.next)
        {
            advice.reason = Reason::Price(price);
        }
        advice
    }

    fn larger_sum(&self, case: &Case, next: Move) -> Option<Price> {
        let situation = Situation::of(self.guide, case);
        let light = &self.guide[situation.light?];
        let choices = Choices::left(self.guide, light, &situation);
        let problem = choices.problem(self.guide, light, &situation);
        let table = Table::within(problem, SUM_LIMIT);
        let offer = Offer::of(&choices, &table, &choices.start())?;
        let mut moves = offer.prices.moves.iter();
        let chosen = moves.find(|(choice, _)| choices.as_move(*choice) == next)?;
        Some(self.price(&offer, *chosen, &situation))
    }

    /// The sum behind a choice.
    fn price(
        &self,
        offer: &Offer,
        (choice, expected): (Choice, f64),
        situation: &Situation,
    ) -> Price {
        let Offer {
            choices, prices, ..
        } = offer;
        let next = choices.as_move(choice);
        let support = prices.moves.first().map_or(0.0, |(_, minutes)| *minutes);
        Price {
            minutes: self.minutes(next),
            chance: if let Choice::Step(step) = choice {
                prices.chances[step]
            } else {
                0.0
            },
            expected,
            is_exact: offer.is_exact,
            support,
            alternative: prices
                .best(|other| other != choice)
                .map(|(other, minutes)| (choices.as_move(other), minutes)),
            order: self.order(situation, next),
        }
    }

    fn minutes(&self, next: Move) -> f64 {
        match next {
            Move::Ask(question) => self.guide[question].minutes,
            Move::Try(step) => self.guide[step].minutes,
            Move::End(End::Support) => self.guide.support.minutes,
            Move::End(End::Fixed) => 0.0,
            Move::End(End::Ending(ending)) => self.guide[ending].minutes,
        }
    }

    /// The rule of order that a step obeys.
    fn order(&self, situation: &Situation, next: Move) -> Option<Order> {
        let Move::Try(step) = next else { return None };
        let light = &self.guide[situation.light?];
        if light.waits(self.guide).any(|wait| wait == step) {
            Some(Order::BusyMeansWait)
        } else if self.guide[step].risk == Risk::Erases {
            Some(Order::ErasingLast)
        } else {
            None
        }
    }

    /// The cheapest move that is not support; for the rest of a plan, when support is advised.
    fn despite_support(&mut self, case: &Case) -> Option<Move> {
        let situation = Situation::of(self.guide, case);
        if situation.end.is_some() {
            return None;
        }
        let Offer {
            choices, prices, ..
        } = self.offer(case, &situation)?;
        let step = prices.best(|choice| matches!(choice, Choice::Step(_)));
        // When no step is open, an answer may still open one.
        let (choice, _) = step.or_else(|| prices.best(|choice| choice != Choice::Support))?;
        Some(choices.as_move(choice))
    }

    /// What each move of a case costs, from the kept table where that serves.
    fn offer(&mut self, case: &Case, situation: &Situation) -> Option<Offer> {
        if let Some(kept) = &self.kept
            && let Some(at) = kept.at(case)
            && let Some(offer) = Offer::of(&kept.choices, &kept.table, &at)
        {
            return Some(offer);
        }
        let light = &self.guide[situation.light?];
        let choices = Choices::left(self.guide, light, situation);
        let table = Table::of(choices.problem(self.guide, light, situation));
        let offer = Offer::of(&choices, &table, &choices.start());
        self.kept = Some(Kept {
            case: case.clone(),
            choices,
            table,
        });
        offer
    }
}

impl Kept {
    /// The state of the table that a later case has come to; none when the table does not serve it.
    fn at(&self, case: &Case) -> Option<At> {
        if case.light != self.case.light {
            return None;
        }
        let since = case.history.strip_prefix(self.case.history.as_slice())?;
        // A table without all questions serves one decision: the next one has room for more.
        if !since.is_empty() && !self.table.is_whole() {
            return None;
        }
        let mut at = self.choices.start();
        for entry in since {
            match *entry {
                Entry::Answered(question, answer) => {
                    let position = self
                        .choices
                        .questions
                        .iter()
                        .position(|other| *other == question)?;
                    at.answers[position] = Some(answer);
                }
                Entry::Tried(step, Outcome::NoChange) => {
                    let position = self.choices.steps.iter().position(|other| *other == step)?;
                    at.failed |= 1 << position;
                }
                Entry::Tried(..) => return None,
            }
        }
        Some(at)
    }
}

impl Choices {
    /// The state in which nothing was tried or asked.
    fn start(&self) -> At {
        At {
            failed: 0,
            answers: vec![None; self.questions.len()],
        }
    }

    fn as_move(&self, choice: Choice) -> Move {
        match choice {
            Choice::Support => Move::End(End::Support),
            Choice::Step(step) => Move::Try(self.steps[step]),
            Choice::Question(question) => Move::Ask(self.questions[question]),
        }
    }
}

fn normalised(belief: &[f64]) -> Vec<f64> {
    let total: f64 = belief.iter().sum();
    belief
        .iter()
        .map(|part| if total > 0.0 { part / total } else { 0.0 })
        .collect()
}

#[cfg(test)]
mod tests;
