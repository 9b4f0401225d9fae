//! Why a move comes next, in sentences.

use super::pieces::{minutes, one_decimal, percent};
use crate::diagnosis::Diagnosis;
use crate::engine::{End, Move, Order, Price, Reason, Rule};
use crate::kb::Guide;

/// The reasons for the next move: a name for each, and the sentence.
#[must_use]
pub fn reasons(diagnosis: &Diagnosis<'_>) -> Vec<(&'static str, String)> {
    match &diagnosis.advice.reason {
        Reason::Rule(rule) => vec![("rule", by_rule(diagnosis.guide, *rule))],
        Reason::Price(price) => {
            let mut reasons = vec![
                ("next", in_words(diagnosis, price)),
                ("sum", sum(diagnosis.guide, diagnosis.advice.next, price)),
            ];
            reasons.extend(price.order.map(|order| ("rule", in_order(order))));
            reasons
        }
    }
}

fn by_rule(guide: &Guide, rule: Rule) -> String {
    match rule {
        Rule::Safety => "Safety comes before everything else.".to_owned(),
        Rule::FirstAid => "The safety answer puts this step before all others.".to_owned(),
        Rule::NothingWrong => "This light is no fault, so there is nothing to try.".to_owned(),
        Rule::Answer(question) => format!("The answer to \"{}\" settles it.", guide[question].ask),
        Rule::Fixed(step) => format!(
            "After \"{}\" the light is as it should be.",
            guide[step].title
        ),
        Rule::CouldNot(step) => format!(
            "\"{}\" could not be done, and nothing safe comes before it.",
            guide[step].title
        ),
        Rule::UnknownLight => "The guide does not know the light that shows now.".to_owned(),
        Rule::NothingLeft => "Nothing is left that could help.".to_owned(),
    }
}

fn in_words(diagnosis: &Diagnosis<'_>, price: &Price) -> String {
    let suspects = diagnosis.suspects();
    let likeliest: Vec<&str> = suspects
        .iter()
        .take(2)
        .map(|suspect| suspect.name)
        .collect();
    match diagnosis.advice.next {
        Move::Ask(_) => "The answer decides what is worth trying next.".to_owned(),
        Move::Try(step) => {
            let step = &diagnosis.guide[step];
            let helps = |cause: &crate::diagnosis::Suspect<'_>| {
                diagnosis
                    .guide
                    .causes
                    .iter()
                    .zip(&step.repairs)
                    .any(|(known, repairs)| known.id == cause.id && *repairs > 0.0)
            };
            let speed = if price.minutes <= 5.0 {
                "It is quick"
            } else {
                "It is worth its time"
            };
            match suspects.iter().find(|suspect| helps(suspect)) {
                Some(suspect) if likeliest.first() == Some(&suspect.name) => format!(
                    "{speed}, and it can fix the likeliest cause: {}.",
                    suspect.name
                ),
                Some(suspect) => format!("{speed}, and it can fix this cause: {}.", suspect.name),
                None => "It prepares the steps after it.".to_owned(),
            }
        }
        Move::End(End::Support) => {
            "What is left to try would cost more time than it is likely to save.".to_owned()
        }
        Move::End(_) => "The case is over.".to_owned(),
    }
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
    parts.push(format!("{} expected this way", minutes(price.expected)));
    let support = Move::End(End::Support);
    if let Some((other, expected)) = price.alternative.filter(|(other, _)| *other != support) {
        parts.push(format!(
            "{} with {} first",
            one_decimal(expected),
            name(guide, other)
        ));
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
            "The device may be updating, so waiting comes before every other step.".to_owned()
        }
        Order::ErasingLast => "It erases something, so everything else comes before it.".to_owned(),
    }
}
