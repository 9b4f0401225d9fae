//! The keeper of a case on disk: each change of what is told becomes a line of its file.

use std::fmt;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::file::Opened;
use super::{Store, Trouble, write_new};
use crate::engine::{Case, End};
use crate::kb::{Action, Guide, StepId};
use crate::keeper::Keeper;
use crate::record::{Detail, EndName, Event, GuideName, Header, Line, Record, SCHEMA, Wait, Whole};
use crate::render::{Page, report};
use crate::report::Report;

/// How wide a report in a file is set.
const COLUMNS: usize = 80;

/// Hears of a case on disk.
type WhenKept = dyn Fn(Option<&Record>);

/// Keeps a case in the store, from the first thing that is told. It remembers the case, too: what cannot be
/// written is written with what comes next, and can be reported in any case.
pub struct Keeping {
    /// Called with the case on disk whenever it changes; with none where something is missing there.
    when_kept: Box<WhenKept>,
    store: Store,
    /// The path of `--kb`, for reports.
    kb: Option<PathBuf>,
    /// What is told, kept or not.
    told: Option<Record>,
    opened: Option<Opened>,
    /// Whether a case was opened to go on with, and not looked at yet.
    is_fresh: bool,
    /// What its guide made of that case; nothing is written until something else is told.
    found: Option<(GuideName, Whole)>,
    /// Whether what is told next leaves the wait as it is.
    goes_on_waiting: bool,
    /// The case that goes on in a file of its own, by its number, and why.
    copied: Option<(u32, String)>,
    /// The guide that was kept last, which need not be named twice.
    named: Option<(Guide, GuideName)>,
    /// What the person should know and does not yet.
    unsaid: Option<Page>,
    /// Whether it was said that something cannot be kept.
    is_said: bool,
}

impl fmt::Debug for Keeping {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = &self.told;
        formatter
            .debug_struct("Keeping")
            .field("told", told)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// A keeper for a case that begins.
    #[must_use]
    pub fn begin(self) -> Keeping {
        Keeping {
            when_kept: Box::new(|_| {}),
            store: self,
            kb: None,
            told: None,
            opened: None,
            is_fresh: false,
            found: None,
            goes_on_waiting: false,
            copied: None,
            named: None,
            unsaid: None,
            is_said: false,
        }
    }

    /// A keeper that goes on with a case, and the case as it is now. A case that cannot be written to
    /// goes on in a new file.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn go_on(self, number: u32) -> Result<(Record, Keeping), Trouble> {
        let mut keeping = self.begin();
        let store = &keeping.store;
        let path = store.path(number)?;
        let why = match Opened::open(&path, number) {
            Ok(opened) if opened.record.unreadable == 0 => {
                let record = opened.record.clone();
                keeping.told = Some(record.clone());
                keeping.opened = Some(opened);
                keeping.is_fresh = true;
                return Ok((record, keeping));
            }
            Ok(_) => "has lines that cannot be read".to_owned(),
            Err(Trouble::Busy) => "is open in another blinkdoc".to_owned(),
            Err(trouble) => format!("cannot be written to ({trouble})"),
        };
        let record = store.read(number)?;
        keeping.told = Some(record.clone());
        keeping.copied = Some((record.number, why));
        keeping.is_fresh = true;
        Ok((record, keeping))
    }
}

impl Keeping {
    /// The case as it is on disk, once all of it is kept.
    #[must_use]
    pub fn kept(&self) -> Option<&Record> {
        let record = &self.opened.as_ref()?.record;
        let lacking = record.lines_to(self.told.as_ref()?);
        lacking.is_empty().then_some(record)
    }

    /// What the person should know and was not told yet.
    pub fn unsaid(&mut self) -> Option<Page> {
        self.unsaid.take()
    }

    /// Has this called with the case on disk, now and whenever it changes; with none where something is
    /// missing there.
    pub fn when_kept(&mut self, call: impl Fn(Option<&Record>) + 'static) {
        self.when_kept = Box::new(call);
        (self.when_kept)(self.kept());
    }

    /// Names the path of `--kb` in the commands of reports.
    pub fn reports_with(&mut self, kb: Option<PathBuf>) {
        self.kb = kb;
    }

    /// Whether nothing was told yet since the case was opened to go on with.
    fn is_as_found(&mut self, guide: &GuideName, now: &Whole) -> bool {
        if mem::take(&mut self.is_fresh) {
            let is_same = |told: &Record| told.guide == *guide && told.whole() == *now;
            if self.copied.is_some() || !self.told.as_ref().is_some_and(is_same) {
                self.found = Some((guide.clone(), now.clone()));
            }
        }
        let found = self.found.take();
        self.found = found.filter(|(name, whole)| name == guide && whole == now);
        self.found.is_some()
    }

    /// Remembers all that is told.
    fn remember(&mut self, guide: &GuideName, now: &Whole) {
        let at = self.store.now();
        let told = self.told.take();
        let is_other = told
            .as_ref()
            .is_some_and(|told| begins_anew(told, guide, now));
        if is_other {
            self.opened = None;
            self.copied = None;
        }
        let told = told.filter(|_| !is_other);
        let mut told = told.unwrap_or_else(|| Record::new(header(at, guide.clone())));
        let (wait, waited) = (told.wait.clone(), told.waited.clone());
        for event in told.events_to(guide, now) {
            told.happened(Line { at, event });
        }
        if mem::take(&mut self.goes_on_waiting) {
            (told.wait, told.waited) = (wait, waited);
        }
        self.told = Some(told);
    }

    /// Remembers something other than what is told.
    fn happens(&mut self, event: Event) {
        let at = self.store.now();
        if let Some(told) = &mut self.told {
            told.happened(Line { at, event });
        }
        self.write();
    }

    /// Writes what is remembered and not on disk.
    fn write(&mut self) {
        let written = self.try_to_write();
        self.note(written);
        (self.when_kept)(self.kept());
    }

    fn try_to_write(&mut self) -> io::Result<()> {
        let Some(told) = &self.told else {
            return Ok(());
        };
        if let Some(opened) = &mut self.opened {
            let lines = opened.record.lines_to(told);
            return if lines.is_empty() {
                Ok(())
            } else {
                opened.append(lines)
            };
        }
        let header = header(told.begun, told.guide.clone());
        let lines = Record::new(header.clone()).lines_to(told);
        let opened = Opened::new(&self.store, header, &lines)?;
        if let Some((old, why)) = self.copied.take() {
            let new = opened.record.number;
            let mut page = Page::new();
            page.text(format!(
                "Case {old} {why}. It is left as it is, and goes on as case {new}."
            ));
            self.unsaid = Some(page);
        }
        self.opened = Some(opened);
        Ok(())
    }

    /// What is remembered, under the number that it has on disk.
    fn known(&self) -> Option<Record> {
        let number = self.number().unwrap_or_default();
        let told = self.told.clone()?;
        Some(Record { number, ..told })
    }

    fn number(&self) -> Option<u32> {
        self.opened.as_ref().map(|opened| opened.record.number)
    }

    /// Remembers that something could not be kept; nothing is said of it twice.
    fn note(&mut self, kept: io::Result<()>) {
        if let Err(error) = kept
            && !self.is_said
        {
            self.is_said = true;
            let mut page = Page::new();
            let folder = self.store.folder.as_deref();
            let place = folder.map(|folder| format!(" in `{}`", folder.display()));
            let place = place.unwrap_or_default();
            page.text(format!("Your answers cannot be kept{place}: {error}. You can go on all the same, but not later from where you stop."));
            page.gap();
            self.unsaid = Some(page);
        }
    }
}

/// The first line of a case, whose number is known when it has a file.
fn header(at: Timestamp, guide: GuideName) -> Header {
    Header {
        schema: SCHEMA.to_owned(),
        case: 0,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        at,
        guide,
    }
}

/// Whether what is told now is another case than that of a record: another device, or another start, once
/// something was told that is worth keeping.
fn begins_anew(record: &Record, guide: &GuideName, now: &Whole) -> bool {
    let is_other = record.guide.id != guide.id || now.light.is_none();
    is_other && !record.history.is_empty()
}

/// A wait by its ids, if the action is one.
fn wait(guide: &Guide, step: StepId, action: usize) -> Option<Wait> {
    let step = &guide[step];
    let Some(Action::Wait { seconds, .. }) = step.actions.get(action) else {
        return None;
    };
    let earlier = step.actions.iter().take(action);
    let earlier = earlier.filter(|action| matches!(action, Action::Wait { .. }));
    Some(Wait {
        step: step.id.clone(),
        number: earlier.count() + 1,
        seconds: *seconds,
    })
}

impl Keeper for Keeping {
    fn keep(&mut self, guide: &Guide, case: Option<&Case>) -> Option<Page> {
        if self.named.as_ref().is_none_or(|(named, _)| named != guide) {
            self.named = Some((guide.clone(), GuideName::of(guide)));
        }
        if let Some((_, name)) = self.named.clone() {
            let now = Whole::of(guide, case);
            if !self.is_as_found(&name, &now) {
                self.remember(&name, &now);
                self.write();
            }
        }
        self.unsaid()
    }

    fn ended(&mut self, guide: &Guide, end: End) -> Option<Page> {
        let end = EndName {
            id: end.id(guide).to_owned(),
            kind: end.kind(guide),
        };
        let known = self.told.as_ref().and_then(|told| told.end.as_ref());
        if self.found.is_none() && known.is_none_or(|known| known.end != end) {
            self.happens(Event::End { end });
        }
        self.unsaid()
    }

    fn waits(&mut self, guide: &Guide, step: StepId, action: usize) {
        let begun = self.told.as_ref().and_then(|told| told.wait.as_ref());
        let begun = begun.map(|(begun, _)| begun.clone());
        if let Some(wait) = wait(guide, step, action).filter(|wait| begun.as_ref() != Some(wait)) {
            self.happens(Event::Wait { wait });
        }
    }

    fn waiting(&self, guide: &Guide) -> Option<(StepId, usize, u32)> {
        let told = self.told.as_ref()?;
        let (last, passed) = match (&told.wait, &told.waited) {
            (Some((begun, since)), _) => {
                let passed = self.store.now().duration_since(*since).as_secs();
                // A clock that was set back has seen nothing pass.
                let passed = u32::try_from(passed.max(0)).unwrap_or(u32::MAX);
                (begun, passed.min(begun.seconds))
            }
            (None, Some(waited)) => (waited, waited.seconds),
            (None, None) => return None,
        };
        let step = guide.step(&last.step)?;
        let mut actions = 0..guide[step].actions.len();
        let action = actions.find(|at| wait(guide, step, *at).as_ref() == Some(last))?;
        Some((step, action, passed))
    }

    fn waited(&mut self, guide: &Guide, step: StepId, action: usize) {
        let known = self.told.as_ref().filter(|told| told.wait.is_none());
        let known = known.and_then(|told| told.waited.clone());
        if let Some(waited) = wait(guide, step, action)
            .filter(|it| self.found.is_none() && known.as_ref() != Some(it))
        {
            self.happens(Event::Waited { waited });
        }
    }

    fn goes_on_waiting(&mut self) {
        self.goes_on_waiting = true;
    }

    fn detail(&mut self, name: &str, value: &str) -> Option<Page> {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.happens(Event::Detail {
            detail: Detail { name, value },
        });
        self.unsaid()
    }

    fn record(&self) -> Option<&Record> {
        self.told.as_ref()
    }

    fn report(&self, guide: &Guide) -> Option<Page> {
        let record = self.known()?;
        let report = Report::of(&record, guide, self.kb.clone());
        Some(report::page(&report, &self.store.zone))
    }

    fn save_report(&mut self, guide: &Guide) -> Option<Page> {
        let text = self.report(guide)?.to_text(COLUMNS, false);
        let saved = write_new(Path::new(""), &file_name(self.number()), &text);
        let mut page = Page::new();
        page.text(match saved {
            Ok(path) => format!(
                "The report is in the file `{}`, in this folder.",
                path.display()
            ),
            Err(error) => format!("The report cannot be saved in this folder: {error}."),
        });
        Some(page)
    }
}

/// The name of a report's file, without its ending.
fn file_name(number: Option<u32>) -> String {
    let number = number.map(|number| format!("-{number}"));
    format!("blinkdoc-case{}", number.unwrap_or_default())
}
