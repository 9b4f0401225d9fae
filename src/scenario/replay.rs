//! The replay: what comes up in a case when its entries are told as they are asked for.

use std::path::Path;

use super::{Goal, Scenario, Written};
use crate::engine::{Case, End, Engine, Entry, Move, Outcome};
use crate::finding::{self, Finding, Place};
use crate::kb::{EndingKind, Guide, OTHER};
use crate::request;

/// What came of one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The name of the scenario.
    pub name: String,
    /// Where its name stands.
    pub place: Place,
    /// The id of the guide.
    pub guide: String,
    /// The id of the light that it starts with.
    pub light: String,
    /// What came up, with what was told, in the words of the command line.
    pub came_up: Vec<String>,
    /// The id of the ending, and its kind.
    pub end: (String, EndingKind),
    /// The command that tells the whole case.
    pub command: String,
    /// Where it was not as expected; none when the scenario passes.
    pub misses: Vec<Finding>,
}

impl Verdict {
    /// Whether all was as expected.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.misses.is_empty()
    }
}

/// Replays a scenario to the end of its case. `kb` is the path of `--kb`, for the command.
#[must_use]
pub fn replay(guide: &Guide, scenario: &Scenario, kb: Option<&Path>) -> Verdict {
    let (case, end) = play(guide, scenario);
    let came = Came {
        guide,
        moves: case
            .history
            .iter()
            .map(|entry| entry.replies_to())
            .collect(),
        end,
    };
    Verdict {
        name: scenario.name.clone(),
        place: scenario.place.clone(),
        guide: guide.id.clone(),
        light: scenario
            .light
            .map_or(OTHER, |light| &guide[light].id)
            .to_owned(),
        came_up: case
            .history
            .iter()
            .map(|entry| entry.words(guide))
            .collect(),
        end: (end.id(guide).to_owned(), end.kind(guide)),
        command: request::command(guide, Some(&case), kb),
        misses: came.misses(scenario),
    }
}

/// The case that comes of telling each entry when its question or step comes up.
fn play(guide: &Guide, scenario: &Scenario) -> (Case, End) {
    let mut engine = Engine::new(guide);
    let mut case = Case {
        light: scenario.light,
        history: Vec::new(),
    };
    loop {
        let next = engine.advise(&case).next;
        let told = scenario.case.iter().map(|entry| entry.value);
        let told = told.clone().find(|entry| entry.replies_to() == next);
        let otherwise = match next {
            Move::Ask(question) => Entry::Answered(question, guide[question].not_sure()),
            Move::Try(step) => Entry::Tried(step, Outcome::NoChange),
            Move::End(end) => return (case, end),
        };
        case.history.push(told.unwrap_or(otherwise));
    }
}

/// What came up, and where it ended.
struct Came<'g> {
    guide: &'g Guide,
    moves: Vec<Move>,
    end: End,
}

impl Came<'_> {
    /// Where it was not as expected.
    fn misses(&self, scenario: &Scenario) -> Vec<Finding> {
        let mut misses = self.missing(scenario);
        misses.extend(self.out_of_order(&scenario.asks));
        misses.extend(self.out_of_order(&scenario.tries));
        let unwanted = scenario.never.iter().filter(|never| self.has(never.value));
        misses.extend(unwanted.map(|never| self.came_up(never)));
        misses.extend(scenario.end.as_ref().and_then(|goal| self.other_end(goal)));
        finding::sort(&mut misses);
        misses
    }

    fn has(&self, wanted: Move) -> bool {
        self.moves.contains(&wanted)
    }

    /// What had to come up and did not, each once.
    fn missing(&self, scenario: &Scenario) -> Vec<Finding> {
        let told = scenario.case.iter();
        let told = told.map(|entry| (entry.value.replies_to(), &entry.place));
        let expected = scenario.asks.iter().chain(&scenario.tries);
        let expected = expected.map(|wanted| (wanted.value, &wanted.place));
        let mut missing: Vec<(Move, &Place)> = Vec::new();
        for (wanted, place) in told.chain(expected) {
            if !self.has(wanted) && missing.iter().all(|(known, _)| *known != wanted) {
                missing.push((wanted, place));
            }
        }
        missing
            .into_iter()
            .map(|(wanted, place)| self.never_came_up(wanted, place))
            .collect()
    }

    fn never_came_up(&self, wanted: Move, place: &Place) -> Finding {
        let what = match wanted {
            Move::Ask(_) => "the question",
            Move::Try(_) => "the step",
            Move::End(_) => "the ending",
        };
        let title = format!("{what} `{}` never came up", wanted.id(self.guide));
        let end = self.end.id(self.guide);
        let help = format!("the case ended with `{end}` first: mend the guide, or leave it out");
        Finding::error("never-came-up", title, place.clone()).help(help)
    }

    /// The first of several that came up too early.
    fn out_of_order(&self, wanted: &[Written<Move>]) -> Option<Finding> {
        let at = |wanted: &Written<Move>| self.moves.iter().position(|came| *came == wanted.value);
        let came: Vec<(&Written<Move>, usize)> = wanted
            .iter()
            .filter_map(|wanted| Some((wanted, at(wanted)?)))
            .collect();
        let (first, second) = came.windows(2).find_map(|pair| match pair {
            [(first, earlier), (second, later)] if earlier > later => Some((first, second)),
            _ => None,
        })?;
        let [before, after] = [second, first].map(|wanted| wanted.value.id(self.guide));
        let title = format!("`{before}` came up before `{after}`");
        let finding = Finding::error("other-order", title, second.place.clone());
        Some(finding.help("mend the guide, or list them in the order in which they come up"))
    }

    fn came_up(&self, never: &Written<Move>) -> Finding {
        let title = format!("`{}` came up", never.value.id(self.guide));
        Finding::error("came-up", title, never.place.clone())
            .help("mend the guide, or leave it out of `never`")
    }

    fn other_end(&self, goal: &Written<Goal>) -> Option<Finding> {
        let is_reached = match goal.value {
            Goal::One(end) => end == self.end,
            Goal::Kind(kind) => kind == self.end.kind(self.guide),
        };
        let end = self.end.id(self.guide);
        let title = format!("the case ended with `{end}`");
        let finding = Finding::error("other-end", title, goal.place.clone());
        (!is_reached).then(|| finding.help("mend the guide, or expect this ending"))
    }
}
