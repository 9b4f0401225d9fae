//! The scores of guides, as a table with bars and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::lights::thousandths;
use super::pieces::percent;
use crate::kb::Guide;
use crate::light::Glyphs;
use crate::score::{Course, LightScore};

/// How many columns the longest bar has.
const BAR: u8 = 48;

/// The scores of guides for people: a table of their lights, and the same as bars.
#[must_use]
pub fn to_text(scored: &[(&Guide, Vec<LightScore>)], columns: usize, glyphs: Glyphs) -> String {
    let mut text = String::new();
    for (guide, scores) in scored {
        let _ = writeln!(text, "{} ({})", guide.name, guide.id);
        if scores.is_empty() {
            let _ = writeln!(text, "No light of it has anything to decide.\n");
            continue;
        }
        table(&mut text, guide, scores);
        bars(&mut text, guide, scores, glyphs);
    }
    text.push_str(&textwrap::fill(LEGEND, columns));
    text.push('\n');
    text
}

/// What the columns and bars are.
const LEGEND: &str = "\
Minutes are expected minutes until the light is fixed or handed over, waiting for support included; \
`yours` leaves that wait out.
article: the order that the source prints. steps: the best order without questions. Only blinkdoc asks \
about safety first, which takes 0.5 minutes a question or as long as the guide says.
free: the best that is possible if nothing had to be waited for and erasing could come at any time; \
what blinkdoc takes above it is the price of safety, and of asking about safety first.
support, erased: the share of cases that end at support, and in which something is erased.
asked: how many times a person is asked something.";

/// One line a light, all numbers below each other.
fn table(text: &mut String, guide: &Guide, scores: &[LightScore]) {
    let width = scores.iter().map(|score| guide[score.light].id.len());
    let width = width.max().unwrap_or_default().max("light".len());
    let _ = writeln!(
        text,
        "{:width$}  blinkdoc  article    steps     free    yours  support  asked  erased",
        "light"
    );
    for score in scores {
        let Course {
            minutes,
            own,
            support,
            answers,
            erased,
        } = score.blinkdoc;
        let article = score
            .article
            .map_or_else(|| "-".to_owned(), |course| format!("{:.1}", course.minutes));
        let _ = writeln!(
            text,
            "{:width$}  {minutes:>8.1}  {article:>7}  {:>7.1}  {:>7.1}  {own:>7.1}  {:>7}  {answers:>5.1}  {:>6}",
            guide[score.light].id,
            score.yardsticks.steps_only,
            score.yardsticks.unconstrained,
            percent(support),
            percent(erased),
        );
    }
    for score in scores.iter().filter(|score| !score.yardsticks.is_exact) {
        let _ = writeln!(
            text,
            "{}: too large to work out all the others; `free` is at most as printed",
            guide[score.light].id
        );
    }
    text.push('\n');
}

/// The minutes of each light as bars of one scale.
fn bars(text: &mut String, guide: &Guide, scores: &[LightScore], glyphs: Glyphs) {
    let longest = scores
        .iter()
        .flat_map(|score| rows(score).map(|(_, minutes)| minutes))
        .fold(0.0, f64::max);
    let cell = match glyphs {
        Glyphs::Blocks => "█",
        Glyphs::Ascii => "#",
    };
    for score in scores {
        let _ = writeln!(text, "{}", guide[score.light].id);
        for (name, minutes) in rows(score) {
            let _ = writeln!(
                text,
                "  {name:8} {minutes:>7.1}  {}",
                cell.repeat(cells(minutes / longest * f64::from(BAR)))
            );
        }
    }
    text.push('\n');
}

/// The minutes of a light, by name.
fn rows(score: &LightScore) -> impl Iterator<Item = (&'static str, f64)> + use<> {
    let article = score.article.map(|course| ("article", course.minutes));
    [("blinkdoc", score.blinkdoc.minutes)]
        .into_iter()
        .chain(article)
        .chain([
            ("steps", score.yardsticks.steps_only),
            ("free", score.yardsticks.unconstrained),
        ])
}

/// A length in whole cells; what is there at all has one.
fn cells(length: f64) -> usize {
    (1..=BAR)
        .rev()
        .find(|cells| f64::from(*cells) <= length.round())
        .map_or(1, usize::from)
}

/// `blinkdoc.score/1`: an entry for each light with something to decide.
#[must_use]
pub fn to_json(scored: &[(&Guide, Vec<LightScore>)]) -> Value {
    let entry = |guide: &Guide, score: &LightScore| {
        let rounded = |number: f64| json!(thousandths(number));
        let course = |course: &Course| {
            json!({
                "minutes": rounded(course.minutes), "own": rounded(course.own),
                "p_support": rounded(course.support), "answers": rounded(course.answers),
                "p_erased": rounded(course.erased),
            })
        };
        json!({
            "guide": guide.id,
            "light": guide[score.light].id,
            "blinkdoc": rounded(score.blinkdoc.minutes),
            "article": score.article.map(|course| rounded(course.minutes)),
            "steps_only": rounded(score.yardsticks.steps_only),
            "unconstrained": rounded(score.yardsticks.unconstrained),
            "p_support": rounded(score.blinkdoc.support),
            "answers": rounded(score.blinkdoc.answers),
            "p_erased": rounded(score.blinkdoc.erased),
            "own": rounded(score.blinkdoc.own),
            "is_busy": guide[score.light].waits(guide).next().is_some(),
            "is_exact": score.yardsticks.is_exact,
            "in_article_order": score.article.as_ref().map(course),
        })
    };
    let scores: Vec<Value> = scored
        .iter()
        .flat_map(|(guide, scores)| scores.iter().map(|score| entry(guide, score)))
        .collect();
    json!({"schema": "blinkdoc.score/1", "scores": scores})
}
