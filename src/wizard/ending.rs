//! The end of a case: what support will want to know, a report, and a last chance to change something.

use super::lights::is_text;
use super::screens::Offer;
use super::{Turn, Visit, screens};
use crate::engine::{End, Engine};
use crate::kb::EndingKind;
use crate::prompt::{Stop, is_not_known};
use crate::record::Detail;

/// The most characters of something that is typed for support.
const LONGEST: usize = 200;

impl Visit<'_> {
    /// Ends the case, after all that the person still wants to do.
    pub(super) fn end(&mut self, end: End) -> Result<(), Turn> {
        let record = self.keeper.record();
        let is_back = record.is_some_and(|record| record.end.is_some());
        if let Some(page) = self.keeper.ended(self.guide, end) {
            self.prompt.show(&page)?;
        }
        if self.keeper.record().is_none() {
            // There is nothing to report from, and nobody sits there.
            return Ok(());
        }
        let told = match end.kind(self.guide) {
            EndingKind::Support => self.fill_in(end),
            _ => Ok(()),
        };
        match told.and_then(|()| self.see_off(end, is_back)) {
            // Whoever leaves here has come to the end all the same.
            Err(Turn::Stop(Stop::Left | Stop::EndOfInput)) => Ok(()),
            done => done,
        }
    }

    /// Offers the report until the person has no more to do.
    fn see_off(&mut self, end: End, is_back: bool) -> Result<(), Turn> {
        let mut choice = screens::end(self.guide, end, self.offer(end, is_back));
        loop {
            let row = self.pick(&choice)?;
            let page = match choice.rows[row].id.as_str() {
                screens::REPORT => self.keeper.report(self.guide),
                screens::SAVE => self.keeper.save_report(self.guide),
                screens::SHEET => {
                    self.ask_details(&self.missing())?;
                    None
                }
                // What led to the wait is asked again.
                screens::GO_ON => {
                    self.last_what_ended();
                    return Err(Turn::Back);
                }
                _ => return Ok(()),
            };
            if let Some(page) = page {
                self.prompt.show(&page)?;
            }
            choice = screens::anything_else(self.offer(end, is_back));
        }
    }

    fn offer(&self, end: End, is_back: bool) -> Offer {
        let kind = end.kind(self.guide);
        let is_for_support = matches!(kind, EndingKind::Stop | EndingKind::Support);
        Offer {
            goes_on: kind == EndingKind::Wait,
            is_back,
            has_sheet: is_for_support && !self.missing().is_empty(),
        }
    }

    /// Puts what ended the case last, so that going back asks for it again.
    fn last_what_ended(&mut self) {
        let Some(case) = self.case.as_mut() else {
            return;
        };
        let engine = Engine::new(self.guide);
        let mut open = (0..case.history.len()).rev().filter_map(|at| {
            let mut without = case.clone();
            let entry = without.history.remove(at);
            (!engine.has_ended(&without)).then(|| without.with(entry))
        });
        if let Some(found) = open.next() {
            *case = found;
        }
    }

    /// Asks for each thing that support will want to know and nobody has told yet.
    fn fill_in(&mut self, end: End) -> Result<(), Turn> {
        let missing = self.missing();
        if missing.is_empty() || self.has_details {
            return Ok(());
        }
        loop {
            let row = self.pick(&screens::sheet(self.guide, end, &missing))?;
            if row == screens::NO_SHEET || self.ask_details(&missing)? {
                break;
            }
        }
        // What was left out was seen, and is not asked again.
        self.has_details = true;
        Ok(())
    }

    /// Asks for these one by one; false when the person goes back before the first.
    fn ask_details(&mut self, names: &[String]) -> Result<bool, Turn> {
        let mut at = 0;
        while let Some(name) = names.get(at) {
            let place = format!(", {} of {}", at + 1, names.len());
            at = match (self.detail(name, &place), at) {
                (Err(Turn::Back), 0) => return Ok(false),
                (Err(Turn::Back), _) => at - 1,
                (told, _) => {
                    told?;
                    at + 1
                }
            };
        }
        Ok(true)
    }

    /// What was told for support.
    pub(super) fn details(&self) -> Vec<Detail> {
        let record = self.keeper.record();
        record.map_or_else(Vec::new, |record| record.details.clone())
    }

    /// What support will want to know and nobody has told yet.
    fn missing(&self) -> Vec<String> {
        let details = self.details();
        let is_told = |name: &String| details.iter().any(|detail| detail.name == *name);
        let names = self.guide.support.have_ready.iter();
        let names = names.map(|note| note.say.clone());
        names.filter(|name| !is_told(name)).collect()
    }

    /// Asks for one thing that support will want to know; it may be left out, or as it is. `place` says
    /// which of several it is.
    pub(super) fn detail(&mut self, name: &str, place: &str) -> Result<(), Turn> {
        let details = self.details();
        let told = details.iter().find(|detail| detail.name == name);
        let told = told.map(|detail| detail.value.as_str());
        let choice = screens::detail(name, place, told);
        loop {
            let line = self.line(&choice)?;
            let line = line.trim();
            if line.is_empty() || is_not_known(line) {
                return Ok(());
            }
            if is_text(line) && line.chars().count() <= LONGEST {
                if let Some(page) = self.keeper.detail(name, line) {
                    self.prompt.show(&page)?;
                }
                return Ok(());
            }
            self.prompt.show(&screens::no_detail(LONGEST))?;
        }
    }
}
