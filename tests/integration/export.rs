//! `kb export`: what stands in the JSON is enough to come to the engine's moves without the engine.

use std::collections::HashMap;

use blinkdoc::engine::{Case, End, Engine, Entry, Move, Outcome, Reason, STATE_LIMIT};
use blinkdoc::kb::{Guide, LightId, NOT_SURE};
use blinkdoc::render::knowledge;
use serde_json::Value;

use crate::common;

const EXACT: f64 = 1e-9;

fn exported() -> Value {
    let guides = common::guides();
    let text = knowledge::json(&guides).to_string();
    serde_json::from_str(&text).unwrap()
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field]
        .as_array()
        .unwrap_or_else(|| panic!("no list `{field}` in {value}"))
}

fn words<'v>(value: &'v Value, field: &str) -> Vec<&'v str> {
    list(value, field)
        .iter()
        .map(|word| word.as_str().unwrap())
        .collect()
}

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

fn by_id<'v>(values: &'v [Value], id: &str) -> &'v Value {
    values
        .iter()
        .find(|value| value["id"] == id)
        .unwrap_or_else(|| panic!("no `{id}`"))
}

#[test]
fn every_share_is_whole() {
    let exported = exported();
    assert_eq!(exported["schema"], "blinkdoc.knowledge/1");
    assert_eq!(exported["state_limit"], STATE_LIMIT);
    for guide in list(&exported, "guides") {
        let mut causes: Vec<&str> = list(guide, "causes")
            .iter()
            .map(|cause| cause["id"].as_str().unwrap())
            .collect();
        causes.push("other");
        for light in list(guide, "lights") {
            let priors = light["priors"].as_object().unwrap();
            assert!(
                priors
                    .iter()
                    .all(|(cause, prior)| causes.contains(&cause.as_str()) && number(prior) > 0.0)
            );
            assert_eq!(
                priors.is_empty(),
                light["ending"].is_string(),
                "{}",
                light["id"]
            );
            let sum: f64 = priors.values().map(number).sum();
            assert!(
                priors.is_empty() || (sum - 1.0).abs() < EXACT,
                "{}: {sum}",
                light["id"]
            );
        }
        for question in list(guide, "questions") {
            assert_eq!(list(question, "answers").last().unwrap()["id"], NOT_SURE);
            for cause in &causes {
                let answers = list(question, "answers").iter();
                let sum: f64 = answers
                    .map(|answer| number(&answer["likelihood"][cause]))
                    .sum();
                assert!(
                    (sum - 1.0).abs() < EXACT,
                    "{} under {cause}: {sum}",
                    question["id"]
                );
            }
        }
        for step in list(guide, "steps") {
            let repairs = step["repairs"].as_object().unwrap();
            assert!(
                repairs
                    .values()
                    .all(|chance| number(chance) > 0.0 && number(chance) <= 1.0)
            );
        }
    }
}

#[test]
fn a_step_names_what_any_light_puts_before_it() {
    for guide in list(&exported(), "guides") {
        for light in list(guide, "lights") {
            let order = list(light, "order");
            let steps: Vec<&str> = order
                .iter()
                .map(|place| place["step"].as_str().unwrap())
                .collect();
            assert_eq!(steps, words(light, "steps"));
            for place in order {
                let step = by_id(list(guide, "steps"), place["step"].as_str().unwrap());
                let (after, needs) = (words(step, "after"), words(step, "needs"));
                assert!(
                    words(place, "after")
                        .iter()
                        .all(|other| after.contains(other))
                );
                assert!(
                    words(place, "needs")
                        .iter()
                        .all(|other| needs.contains(other))
                );
                assert!(
                    words(place, "waits")
                        .iter()
                        .all(|other| needs.contains(other))
                );
                // And the other way round: nothing but that is meant on this light.
                for other in steps.iter().filter(|other| after.contains(other)) {
                    assert!(
                        words(place, "after").contains(other),
                        "{other} before {}",
                        step["id"]
                    );
                }
            }
        }
    }
}

/// A case of one light, and the numbers and rules that decide it, as the JSON tells them.
struct Reader<'v> {
    light: &'v Value,
    support: f64,
    belief: Vec<f64>,
    steps: Vec<ReadStep<'v>>,
    questions: Vec<ReadQuestion<'v>>,
    known: HashMap<State, f64>,
}

struct ReadStep<'v> {
    id: &'v str,
    minutes: f64,
    /// By position of the cause.
    repairs: Vec<f64>,
    when: Vec<&'v str>,
    after: Vec<&'v str>,
    needs: Vec<&'v str>,
    waits: Vec<&'v str>,
    erases: bool,
}

struct ReadQuestion<'v> {
    id: &'v str,
    minutes: f64,
    when: Vec<&'v str>,
    answers: Vec<ReadAnswer<'v>>,
}

struct ReadAnswer<'v> {
    id: &'v str,
    likelihood: Vec<f64>,
    establishes: Vec<&'v str>,
    rules_out: Vec<usize>,
    /// The kind and the minutes of the ending that it leads to.
    ending: Option<(&'v str, f64)>,
}

/// The steps that failed, a bit each, and the answers that were given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct State {
    failed: u32,
    answers: Vec<Option<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Support,
    Step(usize),
    Question(usize),
}

impl<'v> Reader<'v> {
    /// A light of a guide, after "not sure" to every safety question.
    fn new(guide: &'v Value, light: &'v Value) -> Self {
        let priors = light["priors"].as_object().unwrap();
        let causes: Vec<&str> = priors.keys().map(String::as_str).collect();
        let of_causes = |numbers: &Value| -> Vec<f64> {
            causes
                .iter()
                .map(|cause| numbers[cause].as_f64().unwrap_or(0.0))
                .collect()
        };
        let step = |place: &'v Value| {
            let id = place["step"].as_str().unwrap();
            let step = by_id(list(guide, "steps"), id);
            ReadStep {
                id,
                minutes: number(&step["minutes"]),
                repairs: of_causes(&step["repairs"]),
                when: words(step, "when"),
                after: words(place, "after"),
                needs: words(place, "needs"),
                waits: words(place, "waits"),
                erases: step["risk"] == "erases",
            }
        };
        let answer = |answer: &'v Value| {
            let ruled_out = words(answer, "rules_out");
            let ending = answer["ending"]
                .as_str()
                .map(|id| by_id(list(guide, "endings"), id));
            ReadAnswer {
                id: answer["id"].as_str().unwrap(),
                likelihood: of_causes(&answer["likelihood"]),
                establishes: words(answer, "establishes"),
                rules_out: (0..causes.len())
                    .filter(|cause| ruled_out.contains(&causes[*cause]))
                    .collect(),
                ending: ending
                    .map(|ending| (ending["kind"].as_str().unwrap(), number(&ending["minutes"]))),
            }
        };
        let question = |id: &'v str| {
            let question = by_id(list(guide, "questions"), id);
            (question["kind"] != "safety").then(|| ReadQuestion {
                id,
                minutes: number(&question["minutes"]),
                when: words(question, "when"),
                answers: list(question, "answers").iter().map(answer).collect(),
            })
        };
        Self {
            light,
            support: number(&guide["support"]["minutes"]),
            belief: priors.values().map(number).collect(),
            steps: list(light, "order").iter().map(step).collect(),
            questions: words(light, "questions")
                .into_iter()
                .filter_map(question)
                .collect(),
            known: HashMap::new(),
        }
    }

    /// At most how many states there are.
    fn states(&self) -> usize {
        let answers = self
            .questions
            .iter()
            .map(|question| question.answers.len() + 1);
        answers.product::<usize>() << self.steps.len()
    }

    fn start(&self) -> State {
        State {
            failed: 0,
            answers: vec![None; self.questions.len()],
        }
    }

    fn given(&self, state: &State) -> Vec<&ReadAnswer<'v>> {
        let given = self.questions.iter().zip(&state.answers);
        given
            .filter_map(|(question, answer)| Some(&question.answers[(*answer)?]))
            .collect()
    }

    fn belief(&self, state: &State) -> f64 {
        let given = self.given(state);
        let of_cause = |cause: usize| {
            let failed = (0..self.steps.len()).filter(|step| state.failed & 1 << step != 0);
            let failed: f64 = failed
                .map(|step| 1.0 - self.steps[step].repairs[cause])
                .product();
            let told: f64 = given
                .iter()
                .map(|answer| answer.likelihood[cause])
                .product();
            self.belief[cause] * failed * told
        };
        (0..self.belief.len()).map(of_cause).sum()
    }

    fn at(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }

    /// The steps and questions that may come, after the rules `belongs` to `question`.
    fn allowed(&self, state: &State) -> Vec<Choice> {
        let given = self.given(state);
        let is_established = |condition: &&str| {
            given
                .iter()
                .any(|answer| answer.establishes.contains(condition))
        };
        let holds = |when: &[&str]| when.iter().all(is_established);
        let is_tried = |step: usize| state.failed & 1 << step != 0;
        let all = || 0..self.steps.len();
        // belongs
        let repairs = |step: &usize| {
            let causes = self.steps[*step].repairs.iter().enumerate();
            let mut left = causes
                .filter(|(_, chance)| **chance > 0.0)
                .map(|(cause, _)| cause);
            left.any(|cause| !given.iter().any(|answer| answer.rules_out.contains(&cause)))
        };
        let mut belongs: Vec<usize> = all().filter(repairs).collect();
        let mut next = 0;
        while let Some(step) = belongs.get(next) {
            let needed = self.steps[*step].needs.iter().filter_map(|id| self.at(id));
            let more: Vec<usize> = needed.filter(|need| !belongs.contains(need)).collect();
            belongs.extend(more);
            next += 1;
        }
        // wanted
        let askable: Vec<usize> = (0..self.questions.len())
            .filter(|at| state.answers[*at].is_none() && holds(&self.questions[*at].when))
            .collect();
        let establishes = |question: usize, condition: &str| {
            self.questions[question]
                .answers
                .iter()
                .any(|answer| answer.establishes.contains(&condition))
        };
        let mut wanted: Vec<&str> = self
            .steps
            .iter()
            .flat_map(|step| step.when.clone())
            .filter(|c| !is_established(c))
            .collect();
        let mut next = 0;
        while let Some(condition) = wanted.get(next).copied() {
            let opening =
                (0..self.questions.len()).filter(|question| establishes(*question, condition));
            let asked_for = opening.flat_map(|question| self.questions[question].when.clone());
            let more: Vec<&str> = asked_for
                .filter(|c| !is_established(c) && !wanted.contains(c))
                .collect();
            wanted.extend(more);
            next += 1;
        }
        let is_opening = |question: &usize| {
            wanted
                .iter()
                .any(|condition| establishes(*question, condition))
        };
        let may_open_more = askable.iter().any(is_opening);
        let sets_up = |question: &usize| {
            let mut endings = self.questions[*question]
                .answers
                .iter()
                .filter_map(|answer| answer.ending);
            endings.any(|(kind, _)| kind == "setup")
        };
        let is_held = self.light["state"] == "setup" && askable.iter().any(sets_up);
        // open
        let waits = |step: usize| -> Vec<usize> {
            let waits = self.steps[step].waits.iter().filter_map(|id| self.at(id));
            waits.filter(|wait| belongs.contains(wait)).collect()
        };
        let needs = |step: usize| -> Vec<usize> {
            let needs = self.steps[step].needs.iter();
            needs
                .filter_map(|id| self.at(id))
                .chain(waits(step))
                .collect()
        };
        let may_be_open = |step: &usize| {
            let ReadStep { when, erases, .. } = &self.steps[*step];
            holds(when) && !(*erases && may_open_more) && !is_held
        };
        let mut open: Vec<usize> = belongs.iter().copied().filter(may_be_open).collect();
        loop {
            let before = open.clone();
            open.retain(|step| needs(*step).iter().all(|need| before.contains(need)));
            if open.len() == before.len() {
                break;
            }
        }
        // before
        let may_come = |step: &usize| {
            let after = self.steps[*step].after.iter().filter_map(|id| self.at(id));
            let mut earlier = after
                .filter(|other| open.contains(other))
                .chain(needs(*step));
            open.contains(step) && !is_tried(*step) && earlier.all(is_tried)
        };
        let steps = all().filter(may_come).map(Choice::Step);
        steps
            .chain(askable.into_iter().map(Choice::Question))
            .collect()
    }

    /// What a move costs, times |b|.
    fn price(&mut self, state: &State, choice: Choice) -> f64 {
        let total = self.belief(state);
        match choice {
            Choice::Support => self.support * total,
            Choice::Step(step) => {
                let mut next = state.clone();
                next.failed |= 1 << step;
                self.steps[step].minutes * total + self.value(&next)
            }
            Choice::Question(question) => {
                let mut price = self.questions[question].minutes * total;
                for answer in 0..self.questions[question].answers.len() {
                    let mut next = state.clone();
                    next.answers[question] = Some(answer);
                    price += self.value(&next);
                }
                price
            }
        }
    }

    fn value(&mut self, state: &State) -> f64 {
        if let Some(value) = self.known.get(state) {
            return *value;
        }
        let ending = self.given(state).iter().find_map(|answer| answer.ending);
        let value = match ending {
            Some((_, minutes)) => minutes * self.belief(state),
            None => self.best(state).1,
        };
        self.known.insert(state.clone(), value);
        value
    }

    /// The best move and its price, times |b|.
    fn best(&mut self, state: &State) -> (Choice, f64) {
        let tolerance = 1e-12 * self.belief(state);
        let mut best = (Choice::Support, self.price(state, Choice::Support));
        for choice in self.allowed(state) {
            let price = self.price(state, choice);
            if price < best.1 - tolerance {
                best = (choice, price);
            }
        }
        best
    }

    fn name(&self, choice: Choice) -> &'v str {
        match choice {
            Choice::Support => "support",
            Choice::Step(step) => self.steps[step].id,
            Choice::Question(question) => self.questions[question].id,
        }
    }
}

fn not_sure_of_safety(guide: &Guide, light: LightId) -> Case {
    let told = guide.safety_questions();
    let told = told.map(|question| Entry::Answered(question, guide[question].not_sure()));
    Case {
        light: Some(light),
        history: told.collect(),
    }
}

fn name(guide: &Guide, next: Move) -> &str {
    match next {
        Move::Ask(question) => &guide[question].id,
        Move::Try(step) => &guide[step].id,
        Move::End(end) => end.id(guide),
    }
}

/// Compares the engine and the reader from a state on, move by move; how many moves they agreed on.
fn compare(
    guide: &Guide,
    engine: &mut Engine<'_>,
    reader: &mut Reader<'_>,
    case: &Case,
    state: &State,
    moves: usize,
) -> usize {
    let advice = engine.advise(case);
    if state.answers.iter().any(Option::is_some) && matches!(advice.next, Move::End(End::Ending(_)))
    {
        return 0;
    }
    let (choice, price) = reader.best(state);
    assert_eq!(
        name(guide, advice.next),
        reader.name(choice),
        "{} {case:?}",
        guide.id
    );
    if let Reason::Price(told) = &advice.reason {
        let expected = price / reader.belief(state);
        assert!(
            (told.expected - expected).abs() < EXACT * expected.max(1.0),
            "{} is not {expected}",
            told.expected
        );
    }
    if moves == 0 {
        return 1;
    }
    let next: Vec<(Entry, State)> = match (advice.next, choice) {
        (Move::Ask(id), Choice::Question(question)) => {
            let answers = guide[id].answers.iter().enumerate();
            answers
                .map(|(at, answer)| {
                    let theirs = reader.questions[question]
                        .answers
                        .iter()
                        .position(|theirs| theirs.id == answer.id);
                    let mut state = state.clone();
                    state.answers[question] = theirs;
                    (Entry::Answered(id, at), state)
                })
                .collect()
        }
        (Move::Try(id), Choice::Step(step)) => {
            let mut state = state.clone();
            state.failed |= 1 << step;
            vec![(Entry::Tried(id, Outcome::NoChange), state)]
        }
        _ => Vec::new(),
    };
    let mut agreed = 1;
    for (entry, state) in next {
        agreed += compare(guide, engine, reader, &case.with(entry), &state, moves - 1);
    }
    agreed
}

#[test]
fn another_program_comes_to_the_same_moves() {
    let exported = exported();
    let (mut lights, mut agreed) = (0, 0);
    for guide in common::guides() {
        let told = by_id(list(&exported, "guides"), &guide.id);
        for light in guide.light_ids() {
            let mut reader = Reader::new(told, by_id(list(told, "lights"), &guide[light].id));
            // Above the limit the engine leaves questions out, which this reader does not.
            if guide[light].end.is_some() || reader.states() > STATE_LIMIT {
                continue;
            }
            let mut engine = Engine::new(&guide);
            let state = reader.start();
            let case = not_sure_of_safety(&guide, light);
            lights += 1;
            agreed += compare(&guide, &mut engine, &mut reader, &case, &state, 4);
        }
    }
    assert!(lights >= 10 && agreed >= 200, "{lights} {agreed}");
}
