//! A diagnosis for people, as one page.

use super::Page;
use super::lights::{danger, not_understood};
use super::pieces::{ending, outcome_words, percent, step_body, step_cost};
use super::reasons::{ahead, reasons};
use crate::diagnosis::Diagnosis;
use crate::engine::{End, Entry, Move, Outlook, Reason, Rule};
use crate::kb::{EndingKind, Guide, NOT_SURE, Note, QuestionId, QuestionKind, SourceKind, StepId};
use crate::record::Detail;
use crate::report::missing;
use crate::request::{self, Found};

/// What is said of a light that the guide does not know.
const UNKNOWN: &str = "Nothing is known of this light here; support can tell what it means.";
/// How many lines of prevention a fixed case shows.
const PREVENTION_LINES: usize = 3;

/// The page; with the reasons for the next move when the outlook is known.
#[must_use]
pub fn page(diagnosis: &Diagnosis<'_>) -> Page {
    let mut page = Page::new();
    head(&mut page, diagnosis);
    match diagnosis.end() {
        Some(end) => ended(&mut page, diagnosis, end),
        None => open(&mut page, diagnosis),
    }
    if let Some(outlook) = &diagnosis.outlook {
        why(&mut page, diagnosis, outlook);
    }
    if let Some(end) = diagnosis.end() {
        after_the_end(&mut page, diagnosis.guide, end);
    } else {
        if diagnosis.light().is_none_or(|light| !light.is_normal()) {
            support(&mut page, diagnosis.guide);
            prevention(&mut page, &diagnosis.guide.prevention);
        }
        sources(&mut page, diagnosis.guide);
    }
    page.heading("The same answer again");
    page.command(diagnosis.command());
    page
}

/// The last page of a dialog, which fits on one screen with the ending in sight. What is unsafe comes last
/// of all, so that nothing stands below it. `told` is what the person told for support.
#[must_use]
pub fn closing(diagnosis: &Diagnosis<'_>, told: &[Detail]) -> Page {
    let guide = diagnosis.guide;
    let end = diagnosis.end();
    let stop = end.filter(|end| end.kind(guide) == EndingKind::Stop);
    let mut page = Page::new();
    if let Some(end) = end.filter(|_| stop.is_none()) {
        ending_itself(&mut page, diagnosis, end);
        after_a_dialog(&mut page, diagnosis, end, told);
    }
    if let Some(outlook) = &diagnosis.outlook {
        why(&mut page, diagnosis, outlook);
    }
    page.heading("The same answer again, with all that you told");
    page.command(diagnosis.command());
    if let Some(stop) = stop {
        after_a_dialog(&mut page, diagnosis, stop, told);
        let (kind, title, say) = ending(guide, stop);
        page.alarm(format!("{}: {}", word(kind), title.to_uppercase()));
        rest_of_ending(&mut page, diagnosis, stop, &say);
    }
    page
}

/// What helps after a dialog that came to an ending of its kind.
fn after_a_dialog(page: &mut Page, diagnosis: &Diagnosis<'_>, end: End, told: &[Detail]) {
    let guide = diagnosis.guide;
    match end.kind(guide) {
        EndingKind::Fixed => prevention(page, first_few(&guide.prevention)),
        EndingKind::Stop => section(page, "Where to reach support", &guide.support.channels),
        EndingKind::Support => hand_over(page, diagnosis, told),
        EndingKind::Normal | EndingKind::Setup | EndingKind::Wait => {}
    }
}

fn why(page: &mut Page, diagnosis: &Diagnosis<'_>, outlook: &Outlook) {
    page.heading("Why this comes next");
    for (_, reason) in reasons(diagnosis.guide, &diagnosis.advice) {
        page.item("-", reason);
    }
    ahead(page, diagnosis.guide, diagnosis.advice.next, outlook);
}

fn head(page: &mut Page, diagnosis: &Diagnosis<'_>) {
    let guide = diagnosis.guide;
    match diagnosis.light() {
        Some(light) => page.title(format!("{}: {}", guide.name, light.text)),
        None => page.title(format!(
            "{}: a light that the guide does not know",
            guide.name
        )),
    }
    if diagnosis.found == Found::Close && diagnosis.advice.light == diagnosis.case.light {
        page.text("This is the nearest light that the guide knows.");
    }
    if let Some(danger) = danger(&diagnosis.danger_words).filter(|_| !diagnosis.is_checked()) {
        page.append(danger);
        page.gap();
    }
    not_understood(page, &diagnosis.unknown_words);
    if diagnosis.is_replacement {
        page.text(format!(
            "This guide was read from `--kb`, in place of the built-in `{}`.",
            guide.id
        ));
    }
}

fn told(page: &mut Page, diagnosis: &Diagnosis<'_>) {
    if diagnosis.case.history.is_empty() {
        return;
    }
    let guide = diagnosis.guide;
    page.heading("So far");
    for entry in &diagnosis.case.history {
        match *entry {
            Entry::Answered(question, answer) => page.item(
                "-",
                format!(
                    "{} {}",
                    guide[question].ask, guide[question].answers[answer].say
                ),
            ),
            Entry::Tried(step, outcome) => page.item(
                "-",
                format!("{}: {}", guide[step].title, outcome_words(guide, outcome)),
            ),
        }
    }
}

/// The page of a case that goes on.
fn open(page: &mut Page, diagnosis: &Diagnosis<'_>) {
    let guide = diagnosis.guide;
    page.gap();
    page.text(diagnosis.light().map_or(UNKNOWN, |light| &light.means));
    told(page, diagnosis);
    safety(page, diagnosis);
    let light = diagnosis.light();
    let is_safe = diagnosis.advice.reason != Reason::Rule(Rule::FirstAid);
    if let Some(end) = light.and_then(|light| light.end).filter(|_| is_safe) {
        let (_, title, say) = ending(guide, End::Ending(end));
        page.heading(format!("If none of this is so: {title}"));
        page.text(say.join(" "));
        return;
    }
    suspects(page, diagnosis);
    next(page, diagnosis);
    questions(page, diagnosis);
    steps(page, diagnosis);
    steps_behind_conditions(page, diagnosis);
}

fn safety(page: &mut Page, diagnosis: &Diagnosis<'_>) {
    let guide = diagnosis.guide;
    let of_kind = |question: &&QuestionId| guide[**question].kind == QuestionKind::Safety;
    for question in diagnosis.plan.questions.iter().filter(of_kind) {
        let question = &guide[*question];
        page.heading("Check first, for your safety");
        page.text(&question.ask);
        for answer in &question.answers {
            let (mark, consequence) = match (answer.end, answer.do_first) {
                (Some(end), _) => ("!", guide[end].title.clone()),
                (None, Some(step)) => ("!", format!("{} before anything else", guide[step].title)),
                (None, None) if answer.id == NOT_SURE => continue,
                (None, None) => ("-", "go on".to_owned()),
            };
            page.item(
                mark,
                format!(
                    "{} ({}={}): {consequence}",
                    answer.say, question.id, answer.id
                ),
            );
        }
    }
}

pub(super) fn suspects(page: &mut Page, diagnosis: &Diagnosis<'_>) {
    let suspects = diagnosis.suspects();
    if !suspects.is_empty() {
        page.heading("Likely causes");
    }
    for suspect in suspects {
        let number = percent(suspect.probability);
        let about = suspect
            .about
            .map(|about| format!(": {about}"))
            .unwrap_or_default();
        page.item(
            "-",
            format!("{} ({}, {number}){about}", suspect.name, suspect.likelihood),
        );
    }
}

fn next(page: &mut Page, diagnosis: &Diagnosis<'_>) {
    let guide = diagnosis.guide;
    match diagnosis.advice.next {
        Move::Ask(question) if guide[question].kind != QuestionKind::Safety => {
            page.heading("Best next");
            page.text(format!("Answer a question: {}", guide[question].ask));
        }
        Move::Try(step) => {
            page.heading("Best next");
            page.text(format!(
                "{} ({})",
                guide[step].title,
                step_cost(&guide[step])
            ));
        }
        Move::Ask(_) | Move::End(_) => {}
    }
}

fn questions(page: &mut Page, diagnosis: &Diagnosis<'_>) {
    let guide = diagnosis.guide;
    let is_open = |question: &&QuestionId| guide[**question].kind != QuestionKind::Safety;
    let mut open = diagnosis.plan.questions.iter().filter(is_open).peekable();
    let Some(first) = open.peek().map(|question| &guide[**question]) else {
        return;
    };
    page.heading("Questions that narrow it down");
    let example = format!("--answer {}={}", first.id, first.answers[0].id);
    page.text(format!(
        "Add what you know to the command, such as {example}, and the order below changes."
    ));
    for question in open {
        let question = &guide[*question];
        page.item("-", &question.ask);
        for answer in &question.answers[..question.not_sure()] {
            page.sub_item(
                1,
                "-",
                format!("{} ({}={})", answer.say, question.id, answer.id),
            );
        }
    }
}

fn steps(page: &mut Page, diagnosis: &Diagnosis<'_>) {
    let guide = diagnosis.guide;
    let mut support_was_advised = false;
    for (number, (step, after_support)) in diagnosis.plan.steps.iter().enumerate() {
        if number == 0 && !after_support {
            page.heading("What to try, in this order, until the light is as it should be");
        }
        if *after_support && !support_was_advised {
            page.heading("Only if you would rather not call support yet");
            support_was_advised = true;
        }
        page.gap();
        page.item(
            format!("{}.", number + 1),
            format!("{} ({})", guide[*step].title, step_cost(&guide[*step])),
        );
        conditions(page, guide, *step);
        step_body(page, guide, *step, 1);
    }
}

/// The steps that an answer would open.
fn steps_behind_conditions(page: &mut Page, diagnosis: &Diagnosis<'_>) {
    let guide = diagnosis.guide;
    let is_planned = |step: StepId| {
        diagnosis
            .plan
            .steps
            .iter()
            .any(|(planned, _)| *planned == step)
    };
    let was_tried = |step: StepId| {
        diagnosis
            .case
            .history
            .iter()
            .any(|entry| matches!(entry, Entry::Tried(tried, _) if *tried == step))
    };
    let steps = diagnosis
        .light()
        .into_iter()
        .flat_map(|light| &light.steps)
        .map(|step| step.step);
    let mut closed = steps
        .filter(|step| !guide[*step].when.is_empty() && !is_planned(*step) && !was_tried(*step))
        .peekable();
    if closed.peek().is_some() {
        page.heading("Also possible, depending on your answers");
    }
    for step in closed {
        let conditions: Vec<&str> = guide[step]
            .when
            .iter()
            .map(|condition| guide[*condition].text.as_str())
            .collect();
        page.item(
            "-",
            format!("{}, if {}", guide[step].title, conditions.join(" and ")),
        );
    }
}

fn conditions(page: &mut Page, guide: &Guide, step: StepId) {
    for condition in &guide[step].when {
        page.sub_item(1, "-", format!("Only if {}.", guide[*condition].text));
    }
}

/// The page of a case that is over: the ending before everything else.
fn ended(page: &mut Page, diagnosis: &Diagnosis<'_>, end: End) {
    ending_itself(page, diagnosis, end);
    told(page, diagnosis);
    steps(page, diagnosis);
}

/// What the ending is, what to do now, and why the case is over, unless an answer has just told that.
fn ending_itself(page: &mut Page, diagnosis: &Diagnosis<'_>, end: End) {
    let (kind, title, say) = ending(diagnosis.guide, end);
    page.heading(format!("{}: {title}", word(kind)));
    rest_of_ending(page, diagnosis, end, &say);
}

/// What an ending says below its title.
fn rest_of_ending(page: &mut Page, diagnosis: &Diagnosis<'_>, end: End, say: &[&str]) {
    for say in say {
        page.item("-", *say);
    }
    if let End::Ending(ending) = end
        && let Some(other) = &diagnosis.guide[ending].continue_with
    {
        page.text("Go on with:");
        page.command(request::device_command(other, diagnosis.kb.as_deref()));
    }
    if !matches!(diagnosis.advice.reason, Reason::Rule(Rule::Answer(_))) {
        let reasons = reasons(diagnosis.guide, &diagnosis.advice);
        page.text(
            reasons
                .into_iter()
                .next()
                .map(|(_, reason)| reason)
                .unwrap_or_default(),
        );
    }
}

/// What helps after an ending of its kind.
fn after_the_end(page: &mut Page, guide: &Guide, end: End) {
    match ending(guide, end).0 {
        EndingKind::Fixed => prevention(page, first_few(&guide.prevention)),
        EndingKind::Stop => {
            section(page, "Where to reach support", &guide.support.channels);
            section(page, "Have ready", guide.support.sheet());
        }
        EndingKind::Support => support(page, guide),
        EndingKind::Normal | EndingKind::Setup | EndingKind::Wait => {}
    }
}

/// The word for an ending, which needs no colour to be noticed.
#[must_use]
pub fn word(kind: EndingKind) -> &'static str {
    match kind {
        EndingKind::Fixed => "FIXED",
        EndingKind::Normal => "NORMAL",
        EndingKind::Setup => "SET-UP",
        EndingKind::Wait => "WAIT",
        EndingKind::Stop => "STOP",
        EndingKind::Support => "SUPPORT",
    }
}

fn support(page: &mut Page, guide: &Guide) {
    section(page, "When to call support", &guide.support.when);
    section(page, "Where", &guide.support.channels);
    section(page, "Have ready", guide.support.sheet());
}

/// Sentences below a heading, if there are any.
pub fn section<'n>(page: &mut Page, heading: &str, sentences: impl IntoIterator<Item = &'n Note>) {
    let mut sentences = sentences.into_iter().peekable();
    if sentences.peek().is_some() {
        page.heading(heading);
    }
    for note in sentences {
        page.item("-", &note.say);
    }
}

/// The support desk in a few lines, and what was left untried.
fn hand_over(page: &mut Page, diagnosis: &Diagnosis<'_>, told: &[Detail]) {
    let guide = diagnosis.guide;
    section(page, "Where to reach support", &guide.support.channels);
    details(page, "What to tell them", told);
    let ready: Vec<&str> = missing(guide, told).map(|note| note.say.as_str()).collect();
    page.text(format!("Have ready: {}.", ready.join(", ")));
    let left: Vec<&str> = diagnosis
        .plan
        .steps
        .iter()
        .map(|(step, _)| guide[*step].title.as_str())
        .collect();
    if !left.is_empty() {
        page.text(format!(
            "Not tried, if you would rather go on: {}.",
            left.join("; ")
        ));
    }
}

/// What was told for support, below a heading, if there is anything.
pub(super) fn details(page: &mut Page, heading: &str, told: &[Detail]) {
    if !told.is_empty() {
        page.heading(heading);
    }
    for Detail { name, value } in told {
        page.item("-", format!("{name}: {value}"));
    }
}

fn first_few(prevention: &[Note]) -> &[Note] {
    &prevention[..prevention.len().min(PREVENTION_LINES)]
}

fn prevention(page: &mut Page, sentences: &[Note]) {
    section(page, "So that it does not come back", sentences);
}

fn sources(page: &mut Page, guide: &Guide) {
    section(page, "Good to know", &guide.about);
    if !guide.sources.is_empty() {
        page.heading("Where this is from");
    }
    for source in &guide.sources {
        let by = source
            .by
            .as_ref()
            .map(|by| format!(", {by}"))
            .unwrap_or_default();
        let dated = source
            .dated
            .as_ref()
            .map(|dated| format!(", {dated}"))
            .unwrap_or_default();
        let url = source
            .url
            .as_ref()
            .map(|url| format!(", {url}"))
            .unwrap_or_default();
        page.item(
            "-",
            format!("{} ({}{by}{dated}{url})", source.title, kind(source.kind)),
        );
    }
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Maker => "the maker",
        SourceKind::ThirdParty => "a third party",
        SourceKind::Article => "an article",
    }
}
