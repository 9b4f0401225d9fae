//! `diagnose`: one answer from flags, or a walk through questions and steps.

use std::borrow::Cow;

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::{Session, stopped};
use crate::cli::{Diagnose, Format};
use crate::description::Description;
use crate::diagnosis::Diagnosis;
use crate::engine::Case;
use crate::failure::{Failure, Status};
use crate::kb::{Guide, LightId};
use crate::output;
use crate::prompt::Stop;
use crate::render::{Page, answer, json};
use crate::request::{self, Flag, Found};
use crate::wizard::{self, Parted, Pending, Start, Told};

/// Answers at once where the flags are enough, and asks where they are not.
pub(super) fn run(
    session: &Session<'_>,
    arguments: &Diagnose,
    matches: &ArgMatches,
) -> Result<Status, Failure> {
    let flags = flags(matches);
    let library = &session.library;
    let mut guide = session.device(arguments.device.as_ref())?;
    let words = arguments.pattern.as_ref();
    let described = words.map(|words| Description::read(library, guide.as_deref(), words));
    if let (None, Some(described)) = (&guide, &described) {
        guide = match request::device_among(library, described) {
            Err(_) if session.can_ask() => None,
            guide => guide?,
        };
    }
    let diagnose = Run {
        session,
        arguments,
        described,
    };
    let light = match (&guide, &diagnose.described) {
        (Some(guide), Some(described)) => {
            let kb = session.kb.as_deref();
            Some(request::light(library, guide, described, kb))
        }
        _ => None,
    };
    if !arguments.interactive {
        match (&guide, &light) {
            (Some(guide), Some(Ok(light))) => return diagnose.answer(guide, *light, &flags),
            (_, Some(Err(failure))) if !session.can_ask() => return Err(failure.clone()),
            _ => {}
        }
    }
    if let (None, Some(described), true) = (&guide, &diagnose.described, session.global.no_input) {
        request::understood(described)?;
    }
    diagnose.walk(start(guide, light, diagnose.described.clone(), &flags)?)
}

/// The values of `--answer` and `--tried`, in the order in which they stand.
fn flags(matches: &ArgMatches) -> Vec<Flag> {
    let mut flags: Vec<(usize, Flag)> = Vec::new();
    let mut add = |id: &str, flag: fn(String) -> Flag| {
        if matches.value_source(id) == Some(ValueSource::CommandLine) {
            let values = matches.get_many::<String>(id).into_iter().flatten();
            let indices = matches.indices_of(id).into_iter().flatten();
            flags.extend(indices.zip(values.cloned().map(flag)));
        }
    };
    add("answer", Flag::Answer);
    add("tried", Flag::Tried);
    flags.sort_by_key(|(index, _)| *index);
    flags.into_iter().map(|(_, flag)| flag).collect()
}

/// Where the wizard starts, from what the flags say.
fn start<'l>(
    guide: Option<Cow<'l, Guide>>,
    light: Option<Result<Named, Failure>>,
    described: Option<Description>,
    flags: &[Flag],
) -> Result<Start<'l>, Failure> {
    let case = match (&guide, light) {
        // A light that is only near is for the person to confirm.
        (Some(guide), Some(Ok((light, found)))) if found == Found::Exact || !flags.is_empty() => {
            Some(request::case(guide, light, flags)?)
        }
        (_, Some(Err(failure))) if !flags.is_empty() => return Err(failure),
        (_, None) if !flags.is_empty() => {
            let failure = Failure::usage(
                "input-needed",
                "`--answer` and `--tried` need a device and a light",
            );
            return Err(failure.help("add `--device` and `--pattern`"));
        }
        _ => None,
    };
    Ok(Start {
        told: guide.map(|guide| Told { guide, case }),
        described,
    })
}

/// The light that was named, and how it was found.
type Named = (Option<LightId>, Found);

/// One run of `diagnose`.
struct Run<'r> {
    session: &'r Session<'r>,
    arguments: &'r Diagnose,
    /// The light in the person's words.
    described: Option<Description>,
}

impl Run<'_> {
    /// Answers at once.
    fn answer(
        &self,
        guide: &Guide,
        (light, found): Named,
        flags: &[Flag],
    ) -> Result<Status, Failure> {
        let case = request::case(guide, light, flags)?;
        let described = self.described.as_ref();
        let unknown_words = described.map(|described| described.reading.unknown_words.clone());
        let diagnosis = Diagnosis {
            unknown_words: unknown_words.unwrap_or_default(),
            ..self.diagnosis(guide, case, found)
        };
        self.print(&diagnosis, answer::page)?;
        Ok(Status::Success)
    }

    /// Walks a person through a case; its end is the answer.
    fn walk(&self, start: Start<'_>) -> Result<Status, Failure> {
        let told = start.told.clone();
        let missing = || self.missing(told.as_ref());
        let library = &self.session.library;
        match self
            .session
            .ask(missing, |prompt| wizard::walk(library, start, prompt))?
        {
            Ok(over) => {
                let diagnosis = self.diagnosis(&over.guide, over.case, Found::Exact);
                self.print(&diagnosis, answer::closing)
                    .map(|()| Status::Success)
            }
            Err(parted) => self.parted(*parted),
        }
    }

    /// What a dialog that stopped before its end comes to.
    fn parted(&self, parted: Parted<'_>) -> Result<Status, Failure> {
        let command = parted.told.as_ref().map(|told| self.command(told));
        if let (Stop::Left, Some(command)) = (&parted.stop, &command) {
            output::message(&format!("To go on from here later:\n  {command}\n"));
        }
        stopped(parted.stop, || {
            let failure = self.missing(parted.told.as_ref());
            command.into_iter().fold(failure, |failure, command| {
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
        if self.arguments.explain {
            diagnosis.with_outlook()
        } else {
            diagnosis
        }
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
