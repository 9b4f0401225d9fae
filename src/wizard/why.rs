//! Why a question or a step comes now, in a few sentences for the person who asks.

use crate::engine::{Advice, Outlook};
use crate::kb::{Guide, QuestionId, QuestionKind};
use crate::render::Page;
use crate::render::pieces::percent;
use crate::render::reasons::{SUM, ahead, reasons};
use crate::suspects::suspects;

/// How many causes are named.
const MOST_CAUSES: usize = 3;
/// The probability below which a cause is not worth naming.
const LEAST_BELIEF: f64 = 0.05;

/// Why a question comes now.
pub(super) fn question(
    guide: &Guide,
    question: QuestionId,
    advice: &Advice,
    outlook: &Outlook,
) -> Page {
    let mut page = Page::new();
    page.heading("Why this question?");
    match &guide[question].why {
        Some(why) => page.text(why),
        None => in_words(&mut page, guide, advice),
    }
    if guide[question].kind != QuestionKind::Safety {
        causes(&mut page, guide, advice);
        in_numbers(&mut page, guide, advice);
        ahead(&mut page, guide, advice.next, outlook);
    }
    page
}

/// Why a step comes now.
pub(super) fn step(guide: &Guide, advice: &Advice, outlook: &Outlook) -> Page {
    let mut page = Page::new();
    page.heading("Why this step?");
    in_words(&mut page, guide, advice);
    causes(&mut page, guide, advice);
    in_numbers(&mut page, guide, advice);
    ahead(&mut page, guide, advice.next, outlook);
    page
}

/// Adds the sum.
fn in_numbers(page: &mut Page, guide: &Guide, advice: &Advice) {
    for (_, sum) in reasons(guide, advice)
        .into_iter()
        .filter(|(name, _)| *name == SUM)
    {
        page.text(format!("In minutes: {sum}"));
    }
}

/// Adds the reasons, without the sum.
fn in_words(page: &mut Page, guide: &Guide, advice: &Advice) {
    for (name, reason) in reasons(guide, advice) {
        if name != SUM {
            page.text(reason);
        }
    }
}

/// Adds the likeliest causes.
fn causes(page: &mut Page, guide: &Guide, advice: &Advice) {
    let suspects = suspects(guide, advice);
    let mut likely = suspects
        .iter()
        .filter(|suspect| suspect.probability >= LEAST_BELIEF)
        .take(MOST_CAUSES)
        .peekable();
    if likely.peek().is_some() {
        page.text("What is most likely behind the light, from what you told:");
    }
    for suspect in likely {
        page.item(
            "-",
            format!("{} ({})", suspect.name, percent(suspect.probability)),
        );
    }
}
