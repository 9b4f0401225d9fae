//! The properties that any table has (theory §9), on problems drawn by lot.

use std::collections::HashMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::engine::rules::{QuestionRule, StepRule};

/// How far apart two costs in minutes may lie for the order of their sums.
const EXACT: f64 = 1e-9;
const CAUSES: usize = 4;

/// A state: the steps that failed, and the answer to each question.
type State = (u16, Vec<Option<usize>>);

fn minutes() -> impl Strategy<Value = f64> {
    select(vec![0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0])
}

/// A few of four bits, often none.
fn bits() -> impl Strategy<Value = u64> {
    prop_oneof![2 => Just(0), 1 => select(vec![1_u64, 2, 4]), 1 => 0..8_u64]
}

/// The numbers of a step; the last cause is "something else", which nothing repairs.
fn step() -> impl Strategy<Value = ProblemStep> {
    let chance = select(vec![0.0, 0.0, 0.2, 0.5, 0.8, 0.95]);
    (minutes(), vec(chance, CAUSES - 1)).prop_map(|(minutes, mut repairs)| {
        repairs.push(0.0);
        ProblemStep { minutes, repairs }
    })
}

/// Questions in numbers; whatever an answer excludes has no likelihood, and the answer before the last
/// may end the case.
fn question(telling: impl Strategy<Value = bool>) -> impl Strategy<Value = ProblemQuestion> {
    let weights = vec(vec(1..10_u8, CAUSES), 2..=3);
    let ends = prop_oneof![4 => Just(None), 1 => minutes().prop_map(Some)];
    let facts = vec((bits(), bits()), 3);
    let parts = (minutes(), weights, facts, ends, telling);
    parts.prop_map(|(minutes, weights, facts, ends, tells)| {
        let excluded = |answer: usize| if tells { facts[answer].1 & 0b110 } else { 0 };
        let weight = |answer: usize, cause: usize| {
            let is_excluded = answer > 0 && excluded(answer) & 1 << cause != 0;
            f64::from(weights[answer][cause]) * f64::from(u8::from(!is_excluded))
        };
        let total = |cause| -> f64 { (0..weights.len()).map(|answer| weight(answer, cause)).sum() };
        let (weight, total) = (&weight, &total);
        let likelihood =
            |answer: usize| (0..CAUSES).map(move |cause| weight(answer, cause) / total(cause));
        let answers = (0..weights.len()).map(|answer| ProblemAnswer {
            likelihood: likelihood(answer).collect(),
            facts: Facts {
                established: if tells { facts[answer].0 & 0b11 } else { 0 },
                ruled_out: if answer > 0 { excluded(answer) } else { 0 },
                asked: 0,
            },
            ends: ends.filter(|_| tells && answer == 1),
        });
        ProblemQuestion {
            minutes,
            answers: answers.collect(),
        }
    })
}

fn rule_of_question(question: &ProblemQuestion, when: u64) -> QuestionRule {
    let lasting = question
        .answers
        .iter()
        .filter(|answer| answer.ends.is_none());
    QuestionRule {
        when: when & 0b11,
        establishes: lasting.fold(0, |bits, answer| bits | answer.facts.established),
    }
}

/// The rules of steps as a loader arranges them: links lead to earlier ones, the first step may wait for a
/// busy device, and erasing comes behind everything else.
fn rules_of(steps: &[ProblemStep], links: &[[u64; 4]], is_busy: bool) -> Vec<StepRule> {
    let causes = |step: &ProblemStep| {
        let repaired = (0..)
            .zip(&step.repairs)
            .filter(|(_, chance)| **chance > 0.0);
        repaired.fold(0, |bits, (cause, _)| bits | 1 << cause)
    };
    let small = |bits: u64| u16::try_from(bits).unwrap_or_default();
    let waits = is_busy && steps.first().is_some_and(|step| causes(step) & 0b10 != 0);
    let erases = |at: usize| at > 0 && links[at][3] & 1 == 1;
    let erasing = small(
        (0..steps.len())
            .filter(|at| erases(*at))
            .fold(0, |bits, at| bits | 1 << at),
    );
    let rule = |(at, step): (usize, &ProblemStep)| {
        let [after, needs, when, _] = links[at];
        let earlier = (1 << at) - 1;
        let gentle = if erases(at) { u16::MAX } else { !erasing };
        let all_else = if erases(at) {
            small((1 << steps.len()) - 1) & !erasing
        } else {
            0
        };
        StepRule {
            causes: causes(step),
            busy: if waits { causes(step) & 0b10 } else { 0 },
            when: if at == 0 { 0 } else { when & 0b11 },
            after: small(after) & earlier & gentle | all_else,
            needs: small(needs) & earlier & gentle,
            waits: u16::from(waits && at > 0),
            erases: erases(at),
        }
    };
    steps.iter().enumerate().map(rule).collect()
}

/// A problem with all the rules that a guide can give it.
fn problem() -> impl Strategy<Value = Problem> {
    let steps = vec((step(), [bits(), bits(), bits(), bits()]), 0..=5);
    let questions = vec((question(Just(true)), bits()), 0..=3);
    let support = select(vec![5.0, 40.0, 360.0]);
    let first = prop_oneof![2 => Just(0), 1 => 0..8_u16];
    let belief = vec(1..10_u8, CAUSES);
    let parts = (belief, support, steps, questions, first, any::<bool>());
    parts.prop_map(|(belief, support, steps, questions, first, is_busy)| {
        let (steps, links): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
        let rule = |(question, when): &(ProblemQuestion, u64)| rule_of_question(question, *when);
        let rules = Rules {
            steps: rules_of(&steps, &links, is_busy),
            questions: questions.iter().map(rule).collect(),
            first: first & ((1 << questions.len()) - 1),
            ..Rules::default()
        };
        Problem {
            belief: belief.into_iter().map(f64::from).collect(),
            support,
            steps,
            questions: questions
                .into_iter()
                .map(|(question, _)| question)
                .collect(),
            rules,
        }
    })
}

/// The problem with one question more, which holds nothing back.
fn asking(mut problem: Problem, question: ProblemQuestion, when: u64) -> Problem {
    problem
        .rules
        .questions
        .push(rule_of_question(&question, when));
    problem.questions.push(question);
    problem
}

/// Those of the bits that stand in an order, by their place in it.
fn moved(bits: u64, order: &[usize]) -> u64 {
    let kept = (0..).zip(order).filter(|(_, from)| bits & 1 << **from != 0);
    kept.fold(0, |all, (to, _): (u64, _)| all | 1 << to)
}

fn moved_few(bits: u16, order: &[usize]) -> u16 {
    u16::try_from(moved(bits.into(), order)).unwrap_or_default()
}

fn picked<T: Clone>(all: &[T], order: &[usize]) -> Vec<T> {
    order.iter().map(|at| all[*at].clone()).collect()
}

/// The problem with its causes, steps and questions in another order, or with some of them only.
fn arranged(problem: &Problem, causes: &[usize], steps: &[usize], questions: &[usize]) -> Problem {
    let facts = |facts: Facts| Facts {
        ruled_out: moved(facts.ruled_out, causes),
        ..facts
    };
    let step = |step: ProblemStep| ProblemStep {
        repairs: picked(&step.repairs, causes),
        ..step
    };
    let answer = |answer: ProblemAnswer| ProblemAnswer {
        likelihood: picked(&answer.likelihood, causes),
        facts: facts(answer.facts),
        ..answer
    };
    let question = |question: ProblemQuestion| ProblemQuestion {
        answers: question.answers.into_iter().map(answer).collect(),
        ..question
    };
    let rule = |rule: StepRule| StepRule {
        causes: moved(rule.causes, causes),
        busy: moved(rule.busy, causes),
        after: moved_few(rule.after, steps),
        needs: moved_few(rule.needs, steps),
        waits: moved_few(rule.waits, steps),
        ..rule
    };
    let rules = &problem.rules;
    Problem {
        belief: picked(&problem.belief, causes),
        support: problem.support,
        steps: picked(&problem.steps, steps)
            .into_iter()
            .map(step)
            .collect(),
        questions: picked(&problem.questions, questions)
            .into_iter()
            .map(question)
            .collect(),
        rules: Rules {
            known: facts(rules.known),
            steps: picked(&rules.steps, steps).into_iter().map(rule).collect(),
            questions: picked(&rules.questions, questions),
            first: moved_few(rules.first, questions),
            left_out: 0,
        },
    }
}

fn start(problem: &Problem) -> State {
    (0, vec![None; problem.questions.len()])
}

fn prices(table: &Table, (failed, answers): &State) -> Prices {
    let at = At {
        failed: *failed,
        answers: answers.clone(),
    };
    table.prices(&at).expect("the table has this state")
}

fn best(table: &Table, state: &State) -> (Choice, f64) {
    prices(table, state)
        .best(|_| true)
        .expect("support is always possible")
}

/// The fewest expected minutes.
fn value(problem: &Problem) -> f64 {
    best(&Table::of(problem.clone()), &start(problem)).1
}

/// The belief in a state; not normalised.
fn belief(problem: &Problem, (failed, answers): &State) -> Vec<f64> {
    let mut belief = after_failing(&problem.belief, &problem.steps, *failed);
    for (question, answer) in problem.questions.iter().zip(answers) {
        let Some(answer) = answer else { continue };
        for (belief, likelihood) in belief.iter_mut().zip(&question.answers[*answer].likelihood) {
            *belief *= likelihood;
        }
    }
    belief
}

/// What the rules allow in a state.
fn permit(problem: &Problem, (_, answers): &State) -> Permit {
    let mut facts = Facts::default();
    for (at, answer) in answers.iter().enumerate() {
        if let Some(answer) = answer {
            facts = facts
                .and(problem.questions[at].answers[*answer].facts)
                .asked(at);
        }
    }
    problem.rules.permit(facts)
}

/// The state with one more failed step.
fn failed((failed, answers): &State, step: usize) -> State {
    (failed | 1 << step, answers.clone())
}

/// The state with one more answer.
fn answered((failed, answers): &State, question: usize, answer: usize) -> State {
    let mut answers = answers.clone();
    answers[question] = Some(answer);
    (*failed, answers)
}

/// The least cost of a state and of all that follow, one by one: minutes times `|b|`.
fn naive(problem: &Problem, state: &State, known: &mut HashMap<State, f64>) -> f64 {
    if let Some(cost) = known.get(state) {
        return *cost;
    }
    let sum = |state: &State| -> f64 { belief(problem, state).iter().sum() };
    let permit = permit(problem, state);
    let mut least = problem.support * sum(state);
    for (at, step) in problem.steps.iter().enumerate() {
        if permit.allows(at, state.0) {
            let rest = naive(problem, &failed(state, at), known);
            least = least.min(step.minutes * sum(state) + rest);
        }
    }
    for (at, question) in problem.questions.iter().enumerate() {
        if state.1[at].is_none() && permit.allows_question(at) {
            let mut cost = question.minutes * sum(state);
            for (position, answer) in question.answers.iter().enumerate() {
                let next = answered(state, at, position);
                cost += match answer.ends {
                    Some(minutes) => minutes * sum(&next),
                    None => naive(problem, &next, known),
                };
            }
            least = least.min(cost);
        }
    }
    known.insert(state.clone(), least);
    least
}

/// Every state that legal moves lead to, with its least cost.
fn states(problem: &Problem) -> HashMap<State, f64> {
    let mut known = HashMap::new();
    naive(problem, &start(problem), &mut known);
    known
}

/// The expected cost of every legal order of steps, with nothing asked and support behind them.
fn costs_of_orders(problem: &Problem) -> Vec<f64> {
    let permit = permit(problem, &start(problem));
    let mut costs = Vec::new();
    let mut open = vec![(start(problem), 0.0)];
    let all: f64 = problem.belief.iter().sum();
    while let Some((state, spent)) = open.pop() {
        let left: f64 = belief(problem, &state).iter().sum();
        costs.push((spent + problem.support * left) / all);
        for (at, step) in problem.steps.iter().enumerate() {
            if permit.allows(at, state.0) {
                open.push((failed(&state, at), spent + step.minutes * left));
            }
        }
    }
    costs
}

/// What a case costs when every decision has this many states: minutes times `|b|`. Every move is legal
/// under all rules.
fn played(problem: &Problem, limit: usize) -> f64 {
    let total: f64 = problem.belief.iter().sum();
    let table = Table::within(problem.clone(), limit);
    let begin = start(problem);
    let (mut choice, _) = best(&table, &begin);
    if let Some(question) = table.held_back_by(choice).filter(|_| !table.is_whole()) {
        choice = Choice::Question(question);
    }
    let permit = permit(problem, &begin);
    let all = |count: usize| -> Vec<usize> { (0..count).collect() };
    let but = |count: usize, left_out: usize| -> Vec<usize> {
        (0..count).filter(|at| *at != left_out).collect()
    };
    let causes = all(problem.belief.len());
    let (steps, questions) = (problem.steps.len(), problem.questions.len());
    match choice {
        Choice::Support => problem.support * total,
        Choice::Step(step) => {
            assert!(permit.allows(step, 0), "step {step} comes too early");
            let mut rest = arranged(problem, &causes, &but(steps, step), &all(questions));
            rest.belief = belief(problem, &failed(&begin, step));
            problem.steps[step].minutes * total + played(&rest, limit)
        }
        Choice::Question(question) => {
            assert!(
                permit.allows_question(question),
                "question {question} comes too early"
            );
            let mut cost = problem.questions[question].minutes * total;
            for (position, answer) in problem.questions[question].answers.iter().enumerate() {
                let mut rest = arranged(problem, &causes, &all(steps), &but(questions, question));
                rest.belief = belief(problem, &answered(&begin, question, position));
                rest.rules.known = rest.rules.known.and(answer.facts);
                cost += match answer.ends {
                    Some(minutes) => minutes * rest.belief.iter().sum::<f64>(),
                    None => played(&rest, limit),
                };
            }
            cost
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_says_what_a_plain_recursion_says(problem in problem()) {
        let table = Table::of(problem.clone());
        for (state, cost) in states(&problem) {
            let total: f64 = belief(&problem, &state).iter().sum();
            let (_, minutes) = best(&table, &state);
            prop_assert!((minutes - cost / total).abs() < EXACT, "{minutes} at {state:?}");
        }
    }

    /// Support at once is the shortest of the orders.
    #[test]
    fn no_fixed_order_is_cheaper(problem in problem()) {
        let least = costs_of_orders(&problem).into_iter().fold(f64::INFINITY, f64::min);
        prop_assert!(value(&problem) <= least + EXACT);
        let all = |count: usize| -> Vec<usize> { (0..count).collect() };
        let silent = arranged(&problem, &all(CAUSES), &all(problem.steps.len()), &[]);
        let least = costs_of_orders(&silent).into_iter().fold(f64::INFINITY, f64::min);
        prop_assert!((value(&silent) - least).abs() < EXACT, "one of them is the best without questions");
    }

    /// What establishes a condition may hold back what erases; other questions only offer more.
    #[test]
    fn another_question_costs_nothing(problem in problem(), mut question in question(Just(true)), when in bits()) {
        for answer in &mut question.answers {
            answer.facts.established = 0;
        }
        prop_assert!(value(&asking(problem.clone(), question, when)) <= value(&problem) + EXACT);
    }

    /// Where nothing erases, nothing waits for a step that no other names; but a step that needs others
    /// may give those a part to play.
    #[test]
    fn another_step_costs_nothing(mut problem in problem(), step in step(), after in bits(), when in bits()) {
        let gentle: Vec<usize> =
            (0..problem.steps.len()).filter(|at| !problem.rules.steps[*at].erases).collect();
        let all: Vec<usize> = (0..problem.questions.len()).collect();
        problem = arranged(&problem, &[0, 1, 2, 3], &gentle, &all);
        let least = value(&problem);
        let repaired = (0..).zip(&step.repairs).filter(|(_, chance)| **chance > 0.0);
        problem.rules.steps.push(StepRule {
            causes: repaired.fold(0, |bits, (cause, _)| bits | 1 << cause),
            when: when & 0b11,
            after: u16::try_from(after).unwrap_or_default() & ((1 << gentle.len()) - 1),
            waits: problem.rules.steps.iter().fold(0, |bits, rule| bits | rule.waits),
            ..StepRule::default()
        });
        problem.steps.push(step);
        prop_assert!(value(&problem) <= least + EXACT);
    }

    #[test]
    fn a_question_that_tells_nothing_apart_is_not_asked(
        problem in problem(),
        mut question in question(Just(false)),
        when in bits(),
    ) {
        for answer in &mut question.answers {
            answer.likelihood = vec![answer.likelihood[0]; CAUSES];
        }
        let blunt = Choice::Question(problem.questions.len());
        let problem = asking(problem, question, when);
        let table = Table::of(problem.clone());
        for state in states(&problem).into_keys() {
            prop_assert_ne!(best(&table, &state).0, blunt, "{:?}", state);
        }
    }

    #[test]
    fn scaling_changes_no_decision(problem in problem(), factor in 0.001..1000.0_f64) {
        let mut weights = problem.clone();
        weights.belief.iter_mut().for_each(|belief| *belief *= factor);
        let mut costs = problem.clone();
        costs.support *= factor;
        costs.steps.iter_mut().for_each(|step| step.minutes *= factor);
        for question in &mut costs.questions {
            question.minutes *= factor;
            question.answers.iter_mut().filter_map(|answer| answer.ends.as_mut()).for_each(|ends| *ends *= factor);
        }
        let least = value(&problem);
        prop_assert!((value(&weights) - least).abs() < EXACT);
        prop_assert!((value(&costs) / factor - least).abs() < EXACT);
    }

    /// Else the answers would change nothing, and it could have come first. A step that only an answer
    /// allows is worth asking for, and so is an ending.
    #[test]
    fn the_answers_of_a_question_that_is_asked_do_not_all_lead_to_the_same(problem in problem()) {
        let table = Table::of(problem.clone());
        for state in states(&problem).into_keys() {
            let Choice::Question(question) = best(&table, &state).0 else { continue };
            let answers = &problem.questions[question].answers;
            if answers.iter().any(|answer| answer.ends.is_some()) {
                continue;
            }
            let next = (0..answers.len()).map(|answer| best(&table, &answered(&state, question, answer)).0);
            let next: Vec<Choice> = next.collect();
            let could_come_now = match next[0] {
                Choice::Support => true,
                Choice::Step(step) => permit(&problem, &state).allows(step, state.0),
                Choice::Question(_) => false,
            };
            let are_one = next.iter().all(|choice| *choice == next[0]);
            prop_assert!(!(are_one && could_come_now), "{next:?} at {state:?}");
        }
    }

    #[test]
    fn the_order_of_a_list_costs_nothing(
        problem in problem(),
        causes in Just([0, 1, 2, 3]).prop_shuffle(),
        steps in Just([0, 1, 2, 3, 4]).prop_shuffle(),
        questions in Just([0, 1, 2]).prop_shuffle(),
    ) {
        let here = |order: &[usize], count: usize| -> Vec<usize> {
            order.iter().copied().filter(|at| *at < count).collect()
        };
        let steps = here(&steps, problem.steps.len());
        let questions = here(&questions, problem.questions.len());
        let other = arranged(&problem, &causes, &steps, &questions);
        prop_assert!((value(&other) - value(&problem)).abs() < EXACT);
    }

    #[test]
    fn a_case_with_less_room_keeps_the_rules_and_ends(problem in problem(), limit in prop_oneof![1..20_usize, 20..400_usize]) {
        let total: f64 = problem.belief.iter().sum();
        let least = value(&problem);
        prop_assert!(played(&problem, limit) / total >= least - EXACT);
        prop_assert!((played(&problem, STATE_LIMIT) / total - least).abs() < EXACT);
    }
}

/// A question that could open a step, once another has opened it, may have no room beside that one.
#[test]
fn what_erases_waits_for_a_chain_of_questions_without_room_for_it() {
    let step = |chance: f64| ProblemStep {
        minutes: 0.1,
        repairs: vec![chance, 0.0],
    };
    let question = |established: u64| {
        let answer = |established| ProblemAnswer {
            likelihood: vec![0.5; 2],
            facts: Facts {
                established,
                ..Facts::default()
            },
            ends: None,
        };
        ProblemQuestion {
            minutes: 1.0,
            answers: vec![answer(established), answer(0)],
        }
    };
    let questions = vec![question(0b10), question(0b01)];
    let step_rule = |when, after, erases| StepRule {
        causes: 1,
        when,
        after,
        erases,
        ..StepRule::default()
    };
    let problem = Problem {
        belief: vec![1.0; 2],
        support: 100.0,
        steps: vec![step(0.2), step(0.9)],
        rules: Rules {
            steps: vec![step_rule(0b01, 0, false), step_rule(0, 0b01, true)],
            questions: vec![
                rule_of_question(&questions[0], 0),
                rule_of_question(&questions[1], 0b10),
            ],
            ..Rules::default()
        },
        questions,
    };
    let is_whole = |limit| Table::within(problem.clone(), limit).is_whole();
    assert!(!is_whole(1) && is_whole(40));
    for limit in 1..40 {
        played(&problem, limit);
    }
}
