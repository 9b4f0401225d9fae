//! A report on a case, for people and for programs.

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::Page;
use super::answer::{details, section, suspects, word};
use super::history::time;
use super::json::{causes, light, next, sentences};
use super::pieces::{ending, outcome_words, step_cost};
use crate::diagnosis::Diagnosis;
use crate::engine::{Entry, Move, Outcome};
use crate::kb::LightId;
use crate::report::{Report, missing};

/// The report as a page, with times of a time zone.
#[must_use]
pub fn page(report: &Report<'_>, zone: &TimeZone) -> Page {
    let record = report.record;
    let mut page = Page::new();
    let number = record.number;
    let name = &report.guide.name;
    page.title(if number == 0 {
        format!("Report: {name}")
    } else {
        format!("Report on case {number}: {name}")
    });
    let (begun, last) = (time(record.begun, zone), time(record.last, zone));
    page.text(format!("Begun {begun}, told last {last}."));
    details(&mut page, "The device", &record.details);
    the_light(&mut page, report);
    what_was_told(&mut page, report, zone);
    dropped(&mut page, report);
    if let Some(diagnosis) = &report.diagnosis {
        where_it_stands(&mut page, report, diagnosis, zone);
        what_is_left(&mut page, diagnosis);
        if !diagnosis.is_unsafe() {
            suspects(&mut page, diagnosis);
        }
    }
    section(
        &mut page,
        "Where to reach support",
        &report.guide.support.channels,
    );
    let missing = missing(report.guide, &record.details);
    section(&mut page, "Have ready", missing);
    page.heading("The same case again");
    page.command(report.command());
    page
}

/// The light that shows now, and the one that the case began with.
fn the_light(page: &mut Page, report: &Report<'_>) {
    page.heading("The light");
    let Some(diagnosis) = &report.diagnosis else {
        let light = report.record.light.as_ref();
        page.text(light.map_or_else(
            || "It was not told yet.".to_owned(),
            |light| format!("`{light}`, which the guide does not know any more."),
        ));
        return;
    };
    let unknown = "a light that the guide does not know";
    let looks = |light: Option<LightId>| light.map_or(unknown, |light| &report.guide[light].text);
    let (first, now) = (diagnosis.case.light, diagnosis.advice.light);
    if first == now {
        page.text(looks(now));
    } else {
        page.text(format!("{}; at first: {}", looks(now), looks(first)));
    }
    // What a light usually means is no comfort where something is burnt.
    if let Some(light) = diagnosis.light().filter(|_| !diagnosis.is_unsafe()) {
        page.text(&light.means);
    }
}

fn what_was_told(page: &mut Page, report: &Report<'_>, zone: &TimeZone) {
    let guide = report.guide;
    let mut seen = Vec::new();
    let mut tried = Vec::new();
    for (entry, at) in report.told() {
        let at = time(at, zone);
        match entry {
            Entry::Answered(question, answer) => {
                let question = &guide[question];
                let say = &question.answers[answer].say;
                seen.push(format!("{} {say} ({at})", question.ask));
            }
            Entry::Tried(step, outcome) => {
                let led_to = outcome_words(guide, outcome);
                tried.push(format!("{}: {led_to} ({at})", guide[step].title));
            }
        }
    }
    for (heading, items) in [("What was seen", seen), ("What was tried", tried)] {
        if !items.is_empty() {
            page.heading(heading);
        }
        for item in items {
            page.item("-", item);
        }
    }
}

/// What the guide, which has changed since, has no place for.
fn dropped(page: &mut Page, report: &Report<'_>) {
    if report.dropped.is_empty() {
        if report.is_changed {
            page.gap();
            page.text("The guide has changed since; all that was told still applies.");
        }
        return;
    }
    page.heading("The guide has changed since, and has no place for");
    for line in &report.dropped {
        page.item("-", line);
    }
}

fn where_it_stands(
    page: &mut Page,
    report: &Report<'_>,
    diagnosis: &Diagnosis<'_>,
    zone: &TimeZone,
) {
    let guide = report.guide;
    match diagnosis.advice.next {
        Move::End(end) => {
            let (kind, title, say) = ending(guide, end);
            page.heading(format!("{}: {title}", word(kind)));
            for say in say {
                page.item("-", say);
            }
            if let Some(ended) = &report.record.end {
                page.text(format!("The case ended {}.", time(ended.at, zone)));
            }
        }
        Move::Ask(question) => {
            page.heading("The case is open. It goes on with a question");
            page.text(&guide[question].ask);
        }
        Move::Try(step) => {
            page.heading("The case is open. It goes on with a step");
            page.text(&guide[step].title);
        }
    }
}

fn what_is_left(page: &mut Page, diagnosis: &Diagnosis<'_>) {
    let guide = diagnosis.guide;
    if !diagnosis.plan.steps.is_empty() {
        page.heading("What is left to try");
    }
    for (number, (step, after_support)) in diagnosis.plan.steps.iter().enumerate() {
        let step = &guide[*step];
        let after = if *after_support {
            "; support comes first"
        } else {
            ""
        };
        let number = format!("{}.", number + 1);
        page.item(
            number,
            format!("{} ({}{after})", step.title, step_cost(step)),
        );
    }
}

/// `blinkdoc.report/1`; times are in UTC.
#[must_use]
pub fn to_json(report: &Report<'_>) -> Value {
    let (record, guide) = (report.record, report.guide);
    let diagnosis = report.diagnosis.as_ref();
    let mut seen = Vec::new();
    let mut tried = Vec::new();
    for (entry, at) in report.told() {
        match entry {
            Entry::Answered(question, answer) => {
                let question = &guide[question];
                let answer = &question.answers[answer];
                seen.push(json!({"question": question.id, "ask": question.ask, "answer": answer.id, "say": answer.say, "at": at}));
            }
            Entry::Tried(step, outcome) => {
                let light = match outcome {
                    Outcome::Light(light) => Some(&guide[light].text),
                    _ => None,
                };
                tried.push(json!({"step": guide[step].id, "title": guide[step].title, "outcome": outcome.word(guide), "light": light, "at": at}));
            }
        }
    }
    let left = diagnosis.iter().flat_map(|diagnosis| &diagnosis.plan.steps);
    let left = left.map(|(step, after_support)| {
        json!({"id": guide[*step].id, "title": guide[*step].title, "after_support": after_support})
    });
    json!({
        "schema": "blinkdoc.report/1",
        "case": record.number,
        "version": record.version,
        "begun": record.begun,
        "last": record.last,
        "guide": {"id": guide.id, "name": guide.name, "digest": record.guide.digest, "changed": report.is_changed},
        "details": record.details,
        "first_light": record.light,
        "light": diagnosis.map(light),
        "seen": seen,
        "tried": tried,
        "dropped": report.dropped,
        "open": record.is_open(),
        "ended": record.end.as_ref().map(|ended| ended.at),
        "next": diagnosis.map(|diagnosis| next(guide, diagnosis.advice.next)),
        "left": left.collect::<Vec<Value>>(),
        "causes": diagnosis.map_or_else(Vec::new, causes),
        "support": {
            "channels": sentences(&guide.support.channels),
            "have_ready": sentences(guide.support.sheet()),
        },
        "command": report.command(),
    })
}
