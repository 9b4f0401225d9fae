//! The dialog: one answer at once, or a walk with a person to the end of a case, which is the answer.

use std::path::Path;

use super::{Session, stopped};
use crate::cli::Format;
use crate::description::Description;
use crate::diagnosis::Diagnosis;
use crate::engine::Case;
use crate::failure::{Failure, Status};
use crate::kb::Guide;
use crate::keeper::{Forgetful, Keeper};
use crate::output::{self, Layout};
use crate::prompt::Stop;
use crate::record::Record;
use crate::render::{Page, answer, json};
use crate::request::{self, Found};
use crate::signals;
use crate::store::Keeping;
use crate::wizard::{self, Parted, Pending, Start, Told};

/// The command that goes on with a case.
const RESUME: &str = "resume";

/// How answers are given.
pub(super) struct Dialog<'r> {
    pub(super) session: &'r Session<'r>,
    /// Whether the reasons are wanted.
    pub(super) explain: bool,
    /// The light in the person's words.
    pub(super) described: Option<Description>,
}

impl Dialog<'_> {
    /// Answers at once.
    pub(super) fn answer(
        &self,
        guide: &Guide,
        case: Case,
        found: Found,
    ) -> Result<Status, Failure> {
        let described = self.described.as_ref();
        let unknown_words = described.map(|described| described.reading.unknown_words.clone());
        let diagnosis = Diagnosis {
            unknown_words: unknown_words.unwrap_or_default(),
            danger_words: described.map(Description::danger).unwrap_or_default(),
            ..self.diagnosis(guide, case, found)
        };
        self.print(&diagnosis, answer::page)?;
        Ok(Status::Success)
    }

    /// Walks a person through a case; its end is the answer. What is told is kept, where it can be.
    pub(super) fn walk(
        &self,
        start: Start<'_>,
        mut keeping: Option<Keeping>,
    ) -> Result<Status, Failure> {
        let told = start.told.clone();
        let missing = || self.missing(told.as_ref());
        let kb = self.session.kb.as_deref();
        let library = &self.session.library;
        let walked = self.session.ask(missing, |prompt| {
            let mut forgetful = Forgetful;
            let keeper: &mut dyn Keeper = match &mut keeping {
                Some(keeping) => {
                    let kb = self.session.kb.clone();
                    keeping.reports_with(kb.clone());
                    keeping.when_kept(move |record| {
                        let words = record.map(|record| kept(record, kb.as_deref()));
                        signals::last_words(&words.unwrap_or_default());
                    });
                    keeping
                }
                None => &mut forgetful,
            };
            wizard::walk(library, start, keeper, prompt)
        })?;
        if let Some(page) = keeping.as_mut().and_then(Keeping::unsaid) {
            self.message(&page);
        }
        match walked {
            Ok(over) => {
                let diagnosis = self.diagnosis(&over.guide, over.case, Found::Exact);
                let record = keeping.as_ref().and_then(Keeper::record);
                let told = record.map(|record| record.details.as_slice());
                self.print(&diagnosis, |diagnosis| {
                    answer::closing(diagnosis, told.unwrap_or_default())
                })?;
                if let Some(record) = keeping.as_ref().and_then(Keeping::kept) {
                    output::message(&kept(record, kb));
                }
                Ok(Status::Success)
            }
            Err(parted) => self.parted(*parted, keeping.as_ref().and_then(Keeping::kept)),
        }
    }

    /// What a dialog that stopped before its end comes to.
    fn parted(&self, parted: Parted<'_>, record: Option<&Record>) -> Result<Status, Failure> {
        let kb = self.session.kb.as_deref();
        let command = parted.told.as_ref().map(|told| self.command(told));
        match (&parted.stop, record, &command) {
            (Stop::Left, Some(record), _) => output::message(&kept(record, kb)),
            (Stop::Left, None, Some(command)) => {
                output::message(&format!("To go on from here later:\n  {command}\n"));
            }
            _ => {}
        }
        stopped(parted.stop, || {
            let failure = self.missing(parted.told.as_ref());
            let resume = |record: &Record| request::case_command(RESUME, record.number, kb);
            let resume = record.map(resume);
            resume
                .or(command)
                .into_iter()
                .fold(failure, |failure, command| {
                    failure.help(format!("go on from here with `{command}`"))
                })
        })
    }

    /// The failure of a dialog in which nobody can tell what comes next.
    fn missing(&self, told: Option<&Told<'_>>) -> Failure {
        match (Pending::after(told), told) {
            (Pending::Move(next), Some(told)) => request::missing(&told.guide, next),
            (Pending::Light, Some(told)) => request::missing_pattern(&told.guide),
            _ => request::missing_device(&self.session.library, self.described.as_ref()),
        }
    }

    /// The command that goes on with what was told.
    fn command(&self, told: &Told<'_>) -> String {
        request::command(&told.guide, told.case.as_ref(), self.session.kb.as_deref()) + " -i"
    }

    fn diagnosis<'g>(&self, guide: &'g Guide, case: Case, found: Found) -> Diagnosis<'g> {
        let diagnosis = Diagnosis {
            is_replacement: self.session.library.is_replacement(&guide.id),
            kb: self.session.kb.clone(),
            ..Diagnosis::of(guide, case, found)
        };
        if self.explain {
            diagnosis.with_outlook()
        } else {
            diagnosis
        }
    }

    /// Shows a page that is no answer.
    pub(super) fn message(&self, page: &Page) {
        let Layout { columns, colour } = Layout::of_stderr(self.session.global.color);
        output::message(&page.to_text(columns, colour));
    }

    /// Prints the answer in the form that was asked for; `text` makes the page for people.
    fn print(
        &self,
        diagnosis: &Diagnosis<'_>,
        text: impl Fn(&Diagnosis<'_>) -> Page,
    ) -> Result<(), Failure> {
        let page = || match self.session.format {
            Format::Markdown => answer::page(diagnosis),
            Format::Text | Format::Json => text(diagnosis),
        };
        self.session.answer(page, || json::diagnosis(diagnosis))
    }
}

/// Where a case can be found; `kb` is the path of `--kb`.
fn kept(record: &Record, kb: Option<&Path>) -> String {
    let number = record.number;
    let (what, verb) = if record.is_open() {
        ("To go on from here", RESUME)
    } else {
        ("For a report on it", "report")
    };
    let command = request::case_command(verb, number, kb);
    format!("Kept as case {number}. {what}: {command}\n")
}
