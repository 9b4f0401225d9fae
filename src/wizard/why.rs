//! Why a question or a step comes now, in a few sentences for the person who asks.

use crate::engine::{Advice, Order, Reason, Rule};
use crate::kb::{Guide, QuestionId, QuestionKind, StepId};
use crate::render::Page;
use crate::render::pieces::{minutes, percent};

/// How many causes are named.
const MOST_CAUSES: usize = 3;
/// The probability below which a cause is not worth naming.
const LEAST_BELIEF: f64 = 0.05;

/// Why a question comes now.
pub(super) fn question(guide: &Guide, question: QuestionId, advice: &Advice) -> Page {
    let mut page = Page::new();
    page.heading("Why this question?");
    let question = &guide[question];
    let is_safety = question.kind == QuestionKind::Safety;
    page.text(match &question.why {
        Some(why) => why,
        None if is_safety => "Safety comes before everything else.",
        None => "The answer decides what is worth trying next.",
    });
    if !is_safety {
        causes(&mut page, guide, advice);
    }
    page
}

/// Why a step comes now.
pub(super) fn step(guide: &Guide, step: StepId, advice: &Advice) -> Page {
    let mut page = Page::new();
    page.heading("Why this step?");
    match &advice.reason {
        Reason::Rule(Rule::FirstAid) => {
            page.text("What you told about safety puts it before everything else.");
        }
        Reason::Rule(_) => {}
        Reason::Price(price) => {
            page.text(match price.order {
                Some(Order::BusyMeansWait) => {
                    "The device may be busy with something that must not be disturbed, so waiting comes first."
                }
                Some(Order::ErasingLast) => "Everything that erases nothing has been tried or left out.",
                None => "Of all that is left, it is likely to save you the most time.",
            });
            page.text(format!(
                "It takes about {} and has a chance of {} to help.",
                minutes(guide[step].minutes),
                percent(price.chance)
            ));
        }
    }
    causes(&mut page, guide, advice);
    page
}

/// Adds the likeliest causes.
fn causes(page: &mut Page, guide: &Guide, advice: &Advice) {
    let mut causes: Vec<(usize, f64)> = advice
        .beliefs
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, belief)| *belief >= LEAST_BELIEF)
        .collect();
    causes.sort_by(|a, b| b.1.total_cmp(&a.1));
    if causes.is_empty() {
        return;
    }
    page.text("What is most likely behind the light, from what you told:");
    for (cause, belief) in causes.into_iter().take(MOST_CAUSES) {
        page.item(
            "-",
            format!("{} ({})", guide.cause_name(cause), percent(belief)),
        );
    }
}
