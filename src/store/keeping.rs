//! The keeper of a case on disk: each change of what is told becomes a line of its file.

use std::fmt;
use std::io;
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

/// Keeps a case in the store, from the first thing that is told. It remembers the case too, for what
/// cannot be written can still be reported.
pub struct Keeping {
    /// Called with the case whenever it has become another one, open or ended.
    when_kept: Box<dyn Fn(&Record)>,
    store: Store,
    /// The path of `--kb`, for reports.
    kb: Option<PathBuf>,
    /// What is told, kept or not.
    told: Option<Record>,
    opened: Option<Opened>,
    /// The case that goes on in a file of its own, and why.
    copied: Option<(Record, String)>,
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
                return Ok((record, keeping));
            }
            Ok(_) => "has lines that cannot be read".to_owned(),
            Err(Trouble::Busy) => "is open in another blinkdoc".to_owned(),
            Err(trouble) => format!("cannot be written to ({trouble})"),
        };
        let record = store.read(number)?;
        keeping.told = Some(record.clone());
        keeping.copied = Some((record.clone(), why));
        Ok((record, keeping))
    }
}

impl Keeping {
    /// The case as it is on disk, once it is kept.
    #[must_use]
    pub fn kept(&self) -> Option<&Record> {
        self.opened.as_ref().map(|opened| &opened.record)
    }

    /// What the person should know and was not told yet.
    pub fn unsaid(&mut self) -> Option<Page> {
        self.unsaid.take()
    }

    /// Has this called with the case on disk, now and whenever it changes.
    pub fn when_kept(&mut self, call: impl Fn(&Record) + 'static) {
        self.when_kept = Box::new(call);
        self.is_kept();
    }

    /// Names the path of `--kb` in the commands of reports.
    pub fn reports_with(&mut self, kb: Option<PathBuf>) {
        self.kb = kb;
    }

    fn is_kept(&self) {
        self.kept().into_iter().for_each(&self.when_kept);
    }

    /// Remembers all that is told.
    fn remember(&mut self, guide: &GuideName, now: &Whole) {
        let at = self.store.now();
        let told = self.told.take();
        let told = told.filter(|told| !begins_anew(told, guide, now));
        let mut told = told.unwrap_or_else(|| Record::new(self.header(guide.clone())));
        for event in told.events_to(guide, now) {
            told.happened(Line { at, event });
        }
        self.told = Some(told);
    }

    fn tell(&mut self, guide: &GuideName, now: &Whole) -> io::Result<()> {
        if let Some(opened) = &mut self.opened
            && !begins_anew(&opened.record, guide, now)
        {
            let events = opened.record.events_to(guide, now);
            return self.write(events);
        }
        self.opened = None;
        let at = self.store.now();
        let mut lines = Vec::new();
        let mut record = Record::new(self.header(guide.clone()));
        if let Some((copied, _)) = &self.copied {
            record.guide = copied.guide.clone();
            lines = copied.lines();
            lines.iter().cloned().for_each(|line| record.happened(line));
        }
        let header = self.header(record.guide.clone());
        let events = record.events_to(guide, now).into_iter();
        lines.extend(events.map(|event| Line { at, event }));
        let opened = Opened::new(&self.store, header, &lines)?;
        if let Some((copied, why)) = self.copied.take() {
            let (old, new) = (copied.number, opened.record.number);
            let mut page = Page::new();
            page.text(format!(
                "Case {old} {why}. It is left as it is, and goes on as case {new}."
            ));
            self.unsaid = Some(page);
        }
        self.opened = Some(opened);
        self.is_kept();
        Ok(())
    }

    /// The wait that has begun and not ended, and when it began.
    fn begun(&self) -> Option<&(Wait, Timestamp)> {
        self.told.as_ref()?.wait.as_ref()
    }

    fn header(&self, guide: GuideName) -> Header {
        Header {
            schema: SCHEMA.to_owned(),
            case: 0,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            at: self.store.now(),
            guide,
        }
    }

    fn write(&mut self, events: Vec<Event>) -> io::Result<()> {
        let at = self.store.now();
        match &mut self.opened {
            Some(opened) if !events.is_empty() => {
                let lines = events.into_iter().map(|event| Line { at, event });
                opened.append(lines.collect())?;
                self.is_kept();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Remembers and keeps something other than what is told.
    fn happens(&mut self, event: Event) {
        let at = self.store.now();
        if let Some(told) = &mut self.told {
            let event = event.clone();
            told.happened(Line { at, event });
        }
        let kept = self.write(vec![event]);
        self.note(kept);
    }

    /// What is remembered, under the number that it has on disk.
    fn known(&self) -> Option<Record> {
        let number = self.kept().map(|kept| kept.number).unwrap_or_default();
        let told = self.told.clone()?;
        Some(Record { number, ..told })
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
            self.remember(&name, &now);
            let kept = self.tell(&name, &now);
            self.note(kept);
        }
        self.unsaid()
    }

    fn ended(&mut self, guide: &Guide, end: End) {
        let end = EndName {
            id: end.id(guide).to_owned(),
            kind: end.kind(guide),
        };
        let known = self.told.as_ref().and_then(|told| told.end.as_ref());
        if known.is_none_or(|known| known.end != end) {
            self.happens(Event::End { end });
        }
    }

    fn waits(&mut self, guide: &Guide, step: StepId, action: usize) {
        let begun = self.begun().map(|(begun, _)| begun.clone());
        if let Some(wait) = wait(guide, step, action).filter(|wait| begun.as_ref() != Some(wait)) {
            self.happens(Event::Wait { wait });
        }
    }

    fn waiting(&self, guide: &Guide) -> Option<(StepId, usize, u32)> {
        let (begun, since) = self.begun()?;
        let step = guide.step(&begun.step)?;
        let mut actions = 0..guide[step].actions.len();
        let action = actions.find(|at| wait(guide, step, *at).as_ref() == Some(begun))?;
        let passed = self.store.now().duration_since(*since).as_secs();
        // A clock that was set back has seen nothing pass.
        let passed = u32::try_from(passed.max(0)).unwrap_or(u32::MAX);
        Some((step, action, passed.min(begun.seconds)))
    }

    fn waited(&mut self, guide: &Guide, step: StepId, action: usize) {
        if let Some(waited) = wait(guide, step, action) {
            self.happens(Event::Waited { waited });
        }
    }

    fn detail(&mut self, name: &str, value: &str) {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.happens(Event::Detail {
            detail: Detail { name, value },
        });
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
        let saved = write_new(Path::new(""), &file_name(self.kept()), &text);
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
fn file_name(kept: Option<&Record>) -> String {
    let number = kept.map(|kept| format!("-{}", kept.number));
    format!("blinkdoc-case{}", number.unwrap_or_default())
}
