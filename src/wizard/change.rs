//! Changing what was told earlier: what of the rest still holds, and asking for it again.

use super::steps::{Walking, may_skip};
use super::{Turn, Visit, screens};
use crate::engine::{Case, Engine, Entry, Move};
use crate::kb::{Guide, LightId};

/// A case after something in it was changed.
#[derive(Clone, Debug, PartialEq)]
struct Changed {
    /// What still holds.
    case: Case,
    /// What does not, in the order in which it was told.
    dropped: Vec<Entry>,
}

/// The case with another light to start with.
fn with_light(guide: &Guide, case: &Case, light: Option<LightId>) -> Changed {
    let history = Vec::new();
    replay(guide, Case { light, history }, &case.history)
}

/// The case with another reply in place of the entry at a position.
fn with_entry(guide: &Guide, case: &Case, at: usize, entry: Entry) -> Changed {
    replay(guide, until(case, at).with(entry), &case.history[at + 1..])
}

/// The case as it was before the entry at a position.
fn until(case: &Case, at: usize) -> Case {
    let mut case = case.clone();
    case.history.truncate(at);
    case
}

/// Tells entries to a case again, as far as they still hold.
fn replay(guide: &Guide, case: Case, entries: &[Entry]) -> Changed {
    let engine = Engine::new(guide);
    let mut changed = Changed {
        case,
        dropped: Vec::new(),
    };
    for entry in entries {
        if engine.holds(&changed.case, *entry) {
            changed.case.history.push(*entry);
        } else {
            changed.dropped.push(*entry);
        }
    }
    changed
}

/// All that was told of a device, in words.
pub(super) fn all(guide: &Guide, case: Option<&Case>) -> Vec<String> {
    let Some(case) = case else { return Vec::new() };
    let light = screens::light_told(guide, case.light);
    let entries = case.history.iter();
    let entries = entries.map(|entry| screens::entry_told(guide, *entry));
    [light].into_iter().chain(entries).collect()
}

impl Visit<'_> {
    /// Lets the person change something told earlier; going back changes nothing.
    pub(super) fn change(&mut self) -> Result<(), Turn> {
        loop {
            let details = self.details();
            let choice = screens::earlier(self.guide, self.case.as_ref(), &details);
            // The details stand last, before the row that changes nothing.
            let entries = choice.rows.len() - details.len() - 1;
            let picked = match self.pick(&choice) {
                Ok(row) if row == choice.default => Err(Turn::Back),
                Ok(0) => Err(Turn::Device),
                picked => picked,
            };
            let changed = match picked {
                Err(Turn::Back) => return Ok(()),
                Err(Turn::Change) => continue,
                Ok(row) if row >= entries => {
                    let told = self.detail(&details[row - entries].name, "");
                    told.map(|()| None)
                }
                picked => self.ask_again(picked?),
            };
            match changed {
                Ok(Some(changed)) => return self.put(changed),
                Ok(None) => return Ok(()),
                // To the list again.
                Err(Turn::Back | Turn::Change) => {}
                Err(turn) => return Err(turn),
            }
        }
    }

    /// Asks again for what stands in a row behind the device; none when the person tells the same.
    fn ask_again(&mut self, row: usize) -> Result<Option<Changed>, Turn> {
        let Some(case) = self.case.clone() else {
            return Ok(None);
        };
        // The light stands before the first entry.
        let Some(at) = row.checked_sub(2) else {
            let light = self.ask_light(None, case.light)?;
            let is_new = light != case.light;
            return Ok(is_new.then(|| with_light(self.guide, &case, light)));
        };
        let Some(told) = case.history.get(at).copied() else {
            return Ok(None);
        };
        let entry = self.ask_entry_again(&until(&case, at), told)?;
        Ok((entry != told).then(|| with_entry(self.guide, &case, at, entry)))
    }

    /// Asks again for what was told after `before`, with that as the default.
    fn ask_entry_again(&mut self, before: &Case, told: Entry) -> Result<Entry, Turn> {
        let guide = self.guide;
        let advice = Engine::new(guide).advise(before);
        self.asked_in = Some(before.clone());
        // Flags can tell things in an order of their own, and then there is no reason for it.
        let has_reason = advice.next == told.replies_to();
        match told {
            Entry::Answered(question, answer) => {
                let choice = screens::question(&guide[question], Some(answer), has_reason);
                Ok(Entry::Answered(question, self.pick(&choice)?))
            }
            Entry::Tried(step, outcome) => {
                let may_skip = may_skip(guide, before, step);
                let page = screens::step_again(&guide[step]);
                let choice = screens::outcome(guide, page, Some(outcome), may_skip, has_reason);
                let outcome = self.outcome(&choice, advice.light, Some(outcome))?;
                Ok(Entry::Tried(step, outcome))
            }
        }
    }

    /// Goes on with a changed case, after naming what was dropped.
    fn put(&mut self, changed: Changed) -> Result<(), Turn> {
        let dropped = changed.dropped.into_iter();
        let dropped = dropped.map(|entry| screens::entry_told(self.guide, entry));
        let mut dropped: Vec<String> = dropped.collect();
        if let Some(begun) = self.walking.map(Walking::step) {
            // How far the person has come in a step counts as long as it is the next one.
            if Engine::new(self.guide).advise(&changed.case).next == Move::Try(begun) {
                self.keeper.goes_on_waiting();
            } else {
                dropped.push(screens::begun(&self.guide[begun]));
                self.walking = None;
            }
        }
        self.prompt.show(&screens::changed(dropped))?;
        *self.case = Some(changed.case);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use crate::request::{self, Flag};

    /// A Kasa camera's case: `fast-red hot=no app=live`.
    fn case(guide: &Guide, told: &str) -> Case {
        let mut words = told.split(' ');
        let light = words.next().and_then(|id| guide.light(id));
        let flags: Vec<Flag> = words.map(|word| Flag::Entry(word.to_owned())).collect();
        request::case(guide, light, &flags).expect("the case is sound")
    }

    /// What is left of a case, and what is dropped, after a change: `light=ID`, or an entry in place of
    /// the one about the same.
    fn changed(told: &str, change: &str) -> (String, String) {
        let library = Library::default();
        let guide = library.find("kasa").unwrap().unwrap();
        let before = case(&guide, told);
        let changed = if let Some(light) = change.strip_prefix("light=") {
            with_light(&guide, &before, guide.light(light))
        } else {
            let entry = request::entry(&guide, &Flag::Entry(change.to_owned())).expect("an entry");
            let is_it = |other: &Entry| other.replies_to() == entry.replies_to();
            let at = before.history.iter().position(is_it).expect("it was told");
            with_entry(&guide, &before, at, entry)
        };
        let words = |entries: &[Entry]| {
            let words = entries.iter().map(|entry| entry.words(&guide));
            words.collect::<Vec<_>>().join(" ")
        };
        (words(&changed.case.history), words(&changed.dropped))
    }

    #[test]
    fn later_entries_stay_as_far_as_they_hold() {
        for (told, change, kept, dropped) in [
            (
                "blinking-blue hot=no setup=no app=not-sure reconnect=no-change",
                "setup=unfinished",
                "hot=no setup=unfinished app=not-sure reconnect=no-change",
                "",
            ),
            // An answer that ends the case.
            (
                "blinking-blue hot=no setup=no app=not-sure",
                "setup=yes",
                "hot=no setup=yes",
                "app=not-sure",
            ),
            (
                "blinking-blue hot=no setup=no app=not-sure",
                "hot=burnt",
                "hot=burnt",
                "setup=no app=not-sure",
            ),
            // First aid comes next; what was seen stays seen.
            (
                "blinking-blue hot=no setup=no",
                "hot=hot",
                "hot=hot setup=no",
                "",
            ),
            // First aid that nothing asks for any more.
            (
                "blinking-blue hot=hot cool-down=no-change setup=no",
                "hot=no",
                "hot=no setup=no",
                "cool-down=no-change",
            ),
            // A condition that is not met any more.
            (
                "fast-red hot=no app=live update-firmware=no-change reconnect=no-change",
                "app=not-sure",
                "hot=no app=not-sure reconnect=no-change",
                "update-firmware=no-change",
            ),
        ] {
            let expected = (kept.to_owned(), dropped.to_owned());
            assert_eq!(changed(told, change), expected, "{told}, {change}");
        }
    }

    #[test]
    fn another_light_keeps_what_it_has_in_common() {
        for (told, light, kept, dropped) in [
            (
                "blinking-blue hot=no setup=no app=not-sure",
                "light=fast-red",
                "hot=no app=not-sure",
                "setup=no",
            ),
            (
                "blinking-blue hot=no app=not-sure",
                "light=steady-green",
                "hot=no",
                "app=not-sure",
            ),
            (
                "blinking-blue hot=no app=not-sure",
                "light=other",
                "hot=no",
                "app=not-sure",
            ),
            // A change to the light that showed all the time.
            (
                "blinking-blue hot=no reconnect=light:fast-red app=not-sure",
                "light=fast-red",
                "hot=no app=not-sure",
                "reconnect=light:fast-red",
            ),
            (
                "blinking-blue hot=no reconnect=light:fast-red app=not-sure",
                "light=slow-red",
                "hot=no reconnect=light:fast-red app=not-sure",
                "",
            ),
        ] {
            let expected = (kept.to_owned(), dropped.to_owned());
            assert_eq!(changed(told, light), expected, "{told}, {light}");
        }
    }
}
