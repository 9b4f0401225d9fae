//! `diagnose`: one answer from flags, or a walk through questions and steps.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _};

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::Session;
use super::dialog::Dialog;
use crate::cli::Diagnose;
use crate::danger::danger;
use crate::description::Description;
use crate::failure::{Failure, Status};
use crate::kb::{Guide, LightId};
use crate::record::Record;
use crate::render::Page;
use crate::render::lights::{self, POWER_OFF};
use crate::request::{self, Flag, Found};
use crate::store::Store;
use crate::wizard::{Start, Told};

/// Answers at once where the flags are enough, and asks where they are not. What words tell of danger
/// comes before all else.
pub(super) fn run(
    session: &Session<'_>,
    arguments: &Diagnose,
    matches: &ArgMatches,
) -> Result<Status, Failure> {
    diagnose(session, arguments, matches).map_err(|mut failure| {
        let words = arguments.pattern.as_deref().unwrap_or_default();
        if !danger(words).is_empty() {
            failure.help.insert(0, POWER_OFF.to_owned());
        }
        failure
    })
}

fn diagnose(
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
    let dialog = Dialog {
        session,
        explain: arguments.explain,
        described,
    };
    let light = match (&guide, &dialog.described) {
        (Some(guide), Some(described)) => {
            let kb = session.kb.as_deref();
            Some(request::light(library, guide, described, kb))
        }
        _ => None,
    };
    if !arguments.interactive {
        match (&guide, &light) {
            (Some(guide), Some(Ok((light, found)))) => {
                let case = request::case(guide, *light, &flags)?;
                return dialog.answer(guide, case, *found);
            }
            (_, Some(Err(failure))) if !session.can_ask() => return Err(failure.clone()),
            _ => {}
        }
    }
    if let (None, Some(described), true) = (&guide, &dialog.described, session.global.no_input) {
        request::understood(described)?;
    }
    let mut start = start(guide, light, dialog.described.clone(), &flags)?;
    // Whoever answers through a pipe can do so again, and would fill the disk.
    let store = io::stdin().is_terminal().then(Store::here);
    let described = dialog.described.as_ref();
    let danger = described.and_then(|described| lights::danger(&described.danger()));
    // Whoever tells a whole case means that one.
    let is_told = start.told.as_ref().is_some_and(|told| told.case.is_some());
    let open = store.as_ref().filter(|_| !is_told).and_then(open);
    let open = open.map(|number| still_open(session, number));
    start.first = danger.into_iter().chain(open).collect();
    dialog.walk(start, store.map(Store::begin))
}

/// The case that can be gone on with, if there is one.
fn open(store: &Store) -> Option<u32> {
    let records = store.kept().ok()?.records;
    let is_open = |record: &&Record| record.is_open() && record.light.is_some();
    records.iter().find(is_open).map(|record| record.number)
}

/// What is said of it before another one begins.
fn still_open(session: &Session<'_>, number: u32) -> Page {
    let mut page = Page::new();
    page.text(format!("Case {number} is still open. To go on with it:"));
    page.command(request::case_command(
        "resume",
        number,
        session.kb.as_deref(),
    ));
    page
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
        first: Vec::new(),
    })
}

/// The light that was named, and how it was found.
type Named = (Option<LightId>, Found);
