//! Which light shows: picked from a list, said in the person's own words, or tapped.

use super::{Answer, Turn, Visit, screens};
use crate::description::{Description, with_rhythm};
use crate::finding::is_control;
use crate::kb::LightId;
use crate::light::Match;
use crate::render::lights::danger;
use crate::tapping::{self, Heard};

impl Visit<'_> {
    /// Asks which light shows now, other than the one that showed before; none when the guide does not
    /// know it. `chosen` is what was told when it was asked the last time.
    pub(super) fn ask_light(
        &mut self,
        before: Option<LightId>,
        chosen: Option<LightId>,
    ) -> Result<Option<LightId>, Turn> {
        let is_new = |light: &LightId| Some(*light) != before;
        let lights: Vec<LightId> = self.guide.light_ids().filter(is_new).collect();
        loop {
            if let Some(light) = self.pick_light(&lights, chosen)? {
                return Ok(Some(light));
            }
            match self.pick(&screens::unknown_light(self.guide)) {
                Ok(screens::LOOK_AGAIN) | Err(Turn::Back) => {}
                Ok(_) => return Ok(None),
                Err(turn) => return Err(turn),
            }
        }
    }

    /// Asks which of these lights shows now; none for something else.
    fn pick_light(
        &mut self,
        lights: &[LightId],
        chosen: Option<LightId>,
    ) -> Result<Option<LightId>, Turn> {
        let choice = screens::lights(self.guide, lights, chosen);
        loop {
            let words = match self.answer(&choice)? {
                Answer::Words(words) => Some(words),
                Answer::Row(row) => match choice.rows[row].id.as_str() {
                    screens::WORDS => match self.words()? {
                        None => continue,
                        words => words,
                    },
                    screens::TAP => None,
                    _ => return Ok(lights.get(row).copied()),
                },
            };
            let light = match words {
                Some(words) => {
                    let described = Description::read(self.library, Some(self.guide), &words);
                    if let Some(page) = danger(&described.danger()) {
                        self.prompt.show(&page)?;
                    }
                    self.light_in_words(&described, lights)
                }
                None => self.tapped_light(lights),
            };
            match light {
                Ok(Some(light)) => return Ok(Some(light)),
                Ok(None) | Err(Turn::Back) => {}
                Err(turn) => return Err(turn),
            }
        }
    }

    /// Asks for the person's own words; none to see the list again.
    fn words(&mut self) -> Result<Option<String>, Turn> {
        loop {
            match self.line(&screens::words()) {
                Ok(line) if line.trim().is_empty() => return Ok(None),
                Ok(line) if is_text(&line) => return Ok(Some(line)),
                Ok(_) => self.prompt.show(&screens::no_text())?,
                Err(Turn::Back) => return Ok(None),
                Err(turn) => return Err(turn),
            }
        }
    }

    /// The one of these lights that fits a person's words; none when they do not settle it.
    pub(super) fn light_in_words(
        &mut self,
        described: &Description,
        among: &[LightId],
    ) -> Result<Option<LightId>, Turn> {
        let lights = scored(described.lights(self.guide), among);
        if lights.is_empty() {
            self.prompt.show(&screens::not_found(described))?;
            return Ok(None);
        }
        let row = self.pick(&screens::telling_apart(self.guide, &lights, described))?;
        Ok(lights.get(row).copied())
    }

    /// Lets the person tap the rhythm of the light and pick one of these that have it; none to see the
    /// whole list again.
    fn tapped_light(&mut self, among: &[LightId]) -> Result<Option<LightId>, Turn> {
        loop {
            let choice = screens::taps();
            let beat = match tapping::rhythm(self.prompt, choice.clone())? {
                Heard::Beat(beat) => beat,
                Heard::Reply(reply) => {
                    self.answered(&choice, reply)?;
                    continue;
                }
            };
            let lights = scored(with_rhythm(self.guide, &beat.looks()), among);
            let row = self.pick(&screens::tapped(self.guide, &beat, &lights))?;
            // The row behind the lights is for tapping again.
            if row != lights.len() {
                return Ok(lights.get(row).copied());
            }
        }
    }
}

/// What was selected, as far as it is among these.
fn scored(selected: Match<LightId>, among: &[LightId]) -> Vec<LightId> {
    let lights = selected.into_scored().into_iter().map(|(light, _)| light);
    lights.filter(|light| among.contains(light)).collect()
}

/// Whether a line is text: nothing that only keys such as Esc and arrows write, nothing that cannot be
/// seen, and nothing that came broken.
pub(super) fn is_text(line: &str) -> bool {
    let is_broken = |c: char| c == char::REPLACEMENT_CHARACTER;
    !line.trim().is_empty() && !line.contains(is_control) && !line.contains(is_broken)
}
