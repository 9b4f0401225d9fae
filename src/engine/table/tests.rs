//! The worked example of the theory (§8).

use super::*;
use crate::engine::rules::{QuestionRule, StepRule};

const EXACT: f64 = 1e-9;

/// Cable, settings or outage; reseat, restart or reset; "same when unplugged?". "Something else" and
/// "not sure" are switched off.
fn example() -> Problem {
    let step = |minutes, repairs: [f64; 3]| ProblemStep {
        minutes,
        repairs: repairs.into(),
    };
    let answer = |likelihood: [f64; 3]| ProblemAnswer {
        likelihood: likelihood.into(),
        ..ProblemAnswer::default()
    };
    let rule = |causes, after, erases| StepRule {
        causes,
        after,
        erases,
        ..StepRule::default()
    };
    Problem {
        belief: vec![6.0, 3.0, 1.0],
        support: 30.0,
        steps: vec![
            step(1.0, [0.8, 0.0, 0.0]),
            step(10.0, [0.2, 0.5, 0.0]),
            step(15.0, [0.0, 0.8, 0.0]),
        ],
        questions: vec![ProblemQuestion {
            minutes: 1.0,
            answers: vec![answer([0.1, 0.9, 0.1]), answer([0.9, 0.1, 0.9])],
        }],
        rules: Rules {
            steps: vec![
                rule(0b001, 0, false),
                rule(0b011, 0, false),
                rule(0b010, 0b011, true),
            ],
            questions: vec![QuestionRule::default()],
            ..Rules::default()
        },
    }
}

fn at(failed: u16, answer: Option<usize>) -> At {
    At {
        failed,
        answers: vec![answer],
    }
}

#[track_caller]
fn prices(table: &Table, at: &At) -> Prices {
    table.prices(at).expect("the table has this state")
}

#[track_caller]
fn price(prices: &Prices, choice: Choice) -> f64 {
    prices
        .moves
        .iter()
        .find(|(other, _)| *other == choice)
        .map(|(_, minutes)| *minutes)
        .expect("the move is legal")
}

#[track_caller]
fn assert_near(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < EXACT,
        "{found} is not {expected}"
    );
}

fn best(table: &Table, at: &At) -> Choice {
    prices(table, at)
        .best(|_| true)
        .expect("support is always possible")
        .0
}

#[test]
fn the_worked_example_has_its_prices() {
    let table = Table::of(example());
    let start = prices(&table, &at(0, None));
    assert_eq!(
        start.best(|_| true).map(|(choice, _)| choice),
        Some(Choice::Step(0))
    );
    assert_near(price(&start, Choice::Step(0)), 14.997);
    assert_near(price(&start, Choice::Question(0)), 15.477);
    assert_near(price(&start, Choice::Support), 30.0);
    assert_near(start.chances[0], 0.48);
}

#[test]
fn the_worked_example_has_its_costs_without_the_question() {
    let without = Problem {
        questions: Vec::new(),
        ..example()
    };
    let table = Table::of(Problem {
        rules: Rules {
            questions: Vec::new(),
            ..without.rules.clone()
        },
        ..without
    });
    let nothing_asked = At {
        failed: 0,
        answers: Vec::new(),
    };
    assert_near(
        prices(&table, &nothing_asked)
            .best(|_| true)
            .expect("there is a move")
            .1,
        16.58,
    );
    // Reseat, restart, reset, support: the page from top to bottom.
    let mut cost = 0.0;
    let mut belief = example().belief;
    for step in &example().steps {
        cost += step.minutes * belief.iter().sum::<f64>();
        belief = belief
            .iter()
            .zip(&step.repairs)
            .map(|(belief, repairs)| belief * (1.0 - repairs))
            .collect();
    }
    assert_near((cost + 30.0 * belief.iter().sum::<f64>()) / 10.0, 18.17);
}

#[test]
fn the_worked_example_has_its_beliefs() {
    let share = |belief: &[f64], cause: usize| belief[cause] / belief.iter().sum::<f64>();
    let Problem {
        belief,
        steps,
        questions,
        ..
    } = example();
    let reseated = after_failing(&belief, &steps, 0b001);
    assert_near(share(&reseated, 1), 0.576_923_076_923);
    let answered = |answer: usize| -> Vec<f64> {
        reseated
            .iter()
            .zip(&questions[0].answers[answer].likelihood)
            .map(|(belief, chance)| belief * chance)
            .collect()
    };
    assert_near(
        answered(0).iter().sum::<f64>() / reseated.iter().sum::<f64>(),
        0.561_538_461_538,
    );
    assert_near(share(&answered(0), 1), 0.924_657_534_247);
    assert_near(
        prices(&Table::of(example()), &at(0b001, Some(0))).chances[1],
        0.470_547_945_205,
    );
    let unrepaired: f64 = after_failing(&answered(0), &steps, 0b110).iter().sum();
    assert_near(
        (unrepaired + answered(1).iter().sum::<f64>()) / 10.0,
        0.2746,
    );
}

#[test]
fn the_worked_example_has_its_moves() {
    let table = Table::of(example());
    assert_eq!(best(&table, &at(0b001, None)), Choice::Question(0));
    assert_eq!(best(&table, &at(0b001, Some(0))), Choice::Step(1));
    assert_eq!(best(&table, &at(0b001, Some(1))), Choice::Support);
    assert_eq!(best(&table, &at(0b011, Some(0))), Choice::Step(2));
    let early = prices(&table, &at(0b001, Some(0)));
    assert!(
        early
            .moves
            .iter()
            .all(|(choice, _)| *choice != Choice::Step(2)),
        "the reset comes last"
    );
}

#[test]
fn too_many_questions_are_trimmed_to_the_limit() {
    let mut problem = example();
    let question = problem.questions[0].clone();
    let useless = ProblemAnswer {
        likelihood: vec![0.25; 3],
        ..ProblemAnswer::default()
    };
    for _ in 0..5 {
        problem.questions.push(ProblemQuestion {
            minutes: 1.0,
            answers: vec![useless.clone(); 4],
        });
        problem.rules.questions.push(QuestionRule::default());
    }
    problem.questions.push(question);
    problem.rules.questions.push(QuestionRule::default());
    let table = Table::of(problem);
    assert!(!table.is_whole());
    assert!(table.values.len() <= STATE_LIMIT);
    assert!(
        table.covered.contains(&0) && table.covered.contains(&6),
        "the useful ones stay: {:?}",
        table.covered
    );
    let start = prices(
        &table,
        &At {
            failed: 0,
            answers: vec![None; 7],
        },
    );
    assert!(price(&start, Choice::Step(0)) <= 14.997 + EXACT);
}
