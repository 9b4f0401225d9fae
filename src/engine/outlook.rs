//! The outlook of a case: where each answer leads, and what would change the advice.

use super::case::{Case, Entry, Move, Outcome};
use super::reason::Reason;
use super::{Advice, Engine};
use crate::kb::{LightId, QuestionId, QuestionKind};

/// Where each answer leads, and what would change the advice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// What comes next after each answer of the question that comes next, in its order; empty when no
    /// question does.
    pub answers: Vec<Move>,
    /// What would come first instead, and everything that would bring it.
    pub changes: Vec<(Move, Vec<If>)>,
}

/// Something that may turn out otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum If {
    /// An open question has this answer.
    Answer(QuestionId, usize),
    /// The light is another one.
    Light(LightId),
}

impl Engine<'_> {
    /// Where a case can go from here. `advice` is what was advised for it; where a rule decided, nothing
    /// would change it but what the rule asks for.
    pub fn outlook(&mut self, case: &Case, advice: &Advice) -> Outlook {
        let guide = self.guide;
        let mut outlook = Outlook::default();
        if let Move::Ask(question) = advice.next {
            outlook.answers = (0..guide[question].answers.len())
                .map(|answer| {
                    self.advise(&case.with(Entry::Answered(question, answer)))
                        .next
                })
                .collect();
        }
        if matches!(advice.reason, Reason::Rule(_)) {
            return outlook;
        }
        for (what, case) in self.others(case, advice) {
            let next = self.advise(&case).next;
            if next == advice.next {
                continue;
            }
            match outlook.changes.iter_mut().find(|(other, _)| *other == next) {
                Some((_, ifs)) => ifs.push(what),
                None => outlook.changes.push((next, vec![what])),
            }
        }
        outlook
    }

    /// The case with one thing otherwise: an open question answered, or another light. Answers that end
    /// a case say nothing about what comes first.
    fn others(&self, case: &Case, advice: &Advice) -> Vec<(If, Case)> {
        let guide = self.guide;
        let was_asked = |id: QuestionId| {
            let asked = |entry: &Entry| matches!(entry, Entry::Answered(asked, _) if *asked == id);
            case.history.iter().any(asked)
        };
        let light = advice.light.map(|light| &guide[light]);
        let open = light
            .iter()
            .flat_map(|light| &light.questions)
            .copied()
            .filter(|id| {
                guide[*id].kind != QuestionKind::Safety
                    && !was_asked(*id)
                    && advice.next != Move::Ask(*id)
            });
        let answers = open.flat_map(|id| {
            let answers = guide[id].answers.iter().enumerate();
            let lasting = answers.filter(|(_, answer)| answer.end.is_none());
            lasting
                .map(move |(answer, _)| {
                    (
                        If::Answer(id, answer),
                        case.with(Entry::Answered(id, answer)),
                    )
                })
                .collect::<Vec<_>>()
        });
        let lights = guide
            .light_ids()
            .filter(|light| Some(*light) != advice.light)
            .filter(|light| guide[*light].end.is_none())
            .map(|light| (If::Light(light), with_light(case, light)))
            .filter(|(_, case)| self.fits(case));
        answers.chain(lights).collect()
    }

    /// Whether everything that was told could have been told of the light that showed at that moment.
    fn fits(&self, case: &Case) -> bool {
        (0..case.history.len()).all(|told| {
            let before = Case {
                light: case.light,
                history: case.history[..told].to_vec(),
            };
            self.is_about(&before, case.history[told]) && !self.has_ended(&before)
        })
    }
}

/// The case with another light showing now.
fn with_light(case: &Case, light: LightId) -> Case {
    let mut case = case.clone();
    let changed = case.history.iter_mut().rev().find_map(|entry| match entry {
        Entry::Tried(_, outcome @ (Outcome::Light(_) | Outcome::OtherLight)) => Some(outcome),
        _ => None,
    });
    match changed {
        Some(outcome) => *outcome = Outcome::Light(light),
        None => case.light = Some(light),
    }
    case
}
