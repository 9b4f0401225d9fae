//! Why a move comes next, in sentences.

use super::Page;
use super::pieces::{ending, minutes, one_decimal, percent};
use crate::engine::{Advice, End, If, Move, Order, Outlook, Price, Reason, Rule};
use crate::kb::{Guide, Step};
use crate::suspects::suspects;

/// Up to this many minutes a step is called quick.
const QUICK: f64 = 5.0;
/// Up to this part of them, a difference of expected minutes is not worth a number.
const ALIKE: f64 = 0.01;

/// A reason by its name: `next` in words, `sum` in numbers, `rule` where one decided.
pub type Named = (&'static str, String);

/// The name of the reason in numbers.
pub const SUM: &str = "sum";

/// The reasons for the next move.
#[must_use]
pub fn reasons(guide: &Guide, advice: &Advice) -> Vec<Named> {
    match &advice.reason {
        Reason::Rule(rule) => vec![("rule", by_rule(guide, *rule))],
        Reason::Price(price) => {
            let mut reasons = vec![
                ("next", in_words(guide, advice, price)),
                (SUM, sum(guide, advice.next, price)),
            ];
            reasons.extend(price.order.map(|order| ("rule", in_order(order))));
            reasons
        }
    }
}

/// Adds where each answer leads, and what would change the advice.
pub fn ahead(page: &mut Page, guide: &Guide, next: Move, outlook: &Outlook) {
    if let Move::Ask(question) = next {
        page.heading("What each answer leads to");
        for (answer, then) in guide[question].answers.iter().zip(&outlook.answers) {
            page.item("-", format!("{}: {}", answer.say, comes(guide, *then)));
        }
    }
    if !outlook.changes.is_empty() {
        page.heading("What would change this");
    }
    for (other, ifs) in &outlook.changes {
        let other = comes(guide, *other);
        if let [only] = ifs[..] {
            page.item("-", format!("{other}, if {}", in_case(guide, only)));
            continue;
        }
        page.item("-", format!("{other}, if one of these holds:"));
        for what in ifs {
            page.sub_item(1, "-", in_case(guide, *what));
        }
    }
}

/// What comes, as the start of a sentence.
fn comes(guide: &Guide, next: Move) -> String {
    match next {
        Move::Ask(_) => format!("the question {}", name(guide, next)),
        Move::Try(_) => format!("the step {}", name(guide, next)),
        Move::End(end) => {
            let (_, title, _) = ending(guide, end);
            format!("the end: {title}")
        }
    }
}

fn in_case(guide: &Guide, what: If) -> String {
    match what {
        If::Answer(question, answer) => {
            let question = &guide[question];
            format!(
                "the answer to \"{}\" is \"{}\"",
                question.ask, question.answers[answer].say
            )
        }
        If::Light(light) => format!("the light is \"{}\" instead", guide[light].text),
    }
}

fn by_rule(guide: &Guide, rule: Rule) -> String {
    match rule {
        Rule::Safety => "Safety comes before everything else.".to_owned(),
        Rule::FirstAid => "The safety answer puts this step before all others.".to_owned(),
        Rule::NothingWrong => "This light is no fault, so there is nothing to try.".to_owned(),
        Rule::Order => "Some of what is left has to wait for this answer.".to_owned(),
        Rule::Answer(question) => format!("The answer to \"{}\" settles it.", guide[question].ask),
        Rule::Fixed(step) => format!(
            "After \"{}\" the light is as it should be.",
            guide[step].title
        ),
        Rule::Reset(step) => format!(
            "After \"{}\" the device wants to be set up.",
            guide[step].title
        ),
        Rule::CouldNot(step) => format!(
            "\"{}\" could not be done, and nothing else is safe without it.",
            guide[step].title
        ),
        Rule::UnknownLight => "The guide does not know the light that shows now.".to_owned(),
        Rule::NothingLeft => "Nothing is left that could help.".to_owned(),
    }
}

fn in_words(guide: &Guide, advice: &Advice, price: &Price) -> String {
    match advice.next {
        Move::Ask(_) => "The answer decides what is worth trying next.".to_owned(),
        Move::Try(step) => step_in_words(guide, advice, &guide[step], price),
        Move::End(End::Support) => {
            "What is left to try would cost more time than it is likely to save.".to_owned()
        }
        Move::End(_) => "The case is over.".to_owned(),
    }
}

fn step_in_words(guide: &Guide, advice: &Advice, step: &Step, price: &Price) -> String {
    let suspects = suspects(guide, advice);
    let is_repaired = |position: usize| {
        suspects
            .get(position)
            .is_some_and(|suspect| suspect.is_repaired_by(guide, step))
    };
    let Some(repaired) = (0..suspects.len()).find(|position| is_repaired(*position)) else {
        return "It prepares the steps after it.".to_owned();
    };
    let (speed, does) = match price.order {
        Some(Order::BusyMeansWait) => ("It does no harm", "waits out"),
        _ if price.minutes <= QUICK => ("It is quick", "can fix"),
        _ => ("It is worth its time", "can fix"),
    };
    let name = suspects[repaired].name;
    let what = match (repaired, is_repaired(1)) {
        (0, true) => format!("the two likeliest causes: {name}, and {}", suspects[1].name),
        (0, false) => format!("the likeliest cause: {name}"),
        _ => format!("this cause: {name}"),
    };
    format!("{speed}, and it {does} {what}.")
}

fn sum(guide: &Guide, next: Move, price: &Price) -> String {
    let mut parts = match next {
        Move::Try(_) => vec![
            minutes(price.minutes),
            format!(
                "{} chance that it fixes the light now",
                percent(price.chance)
            ),
        ],
        Move::Ask(_) => vec![format!("{} to answer", minutes(price.minutes))],
        Move::End(_) => Vec::new(),
    };
    let at_most = if price.is_exact { "" } else { "at most " };
    parts.push(format!(
        "{at_most}{} expected this way until the light is fixed or handed over",
        minutes(price.expected)
    ));
    let support = Move::End(End::Support);
    if let Some((other, expected)) = price.alternative.filter(|(other, _)| *other != support) {
        let expected = if (expected - price.expected).abs() < price.expected * ALIKE {
            "about the same".to_owned()
        } else {
            one_decimal(expected)
        };
        parts.push(format!("{expected} with {} first", name(guide, other)));
    }
    if next != support {
        parts.push(format!(
            "{} with support at once",
            one_decimal(price.support)
        ));
    }
    parts.join("; ") + "."
}

fn name(guide: &Guide, next: Move) -> String {
    match next {
        Move::Ask(question) => format!("\"{}\"", guide[question].ask),
        Move::Try(step) => format!("\"{}\"", guide[step].title),
        Move::End(_) => "support".to_owned(),
    }
}

fn in_order(order: Order) -> String {
    match order {
        Order::BusyMeansWait => {
            "The device may be busy with something that must not be disturbed, so waiting comes first.".to_owned()
        }
        Order::ErasingLast => {
            "It erases something, so everything else was tried or left out before it.".to_owned()
        }
    }
}
