//! Tapping in the wizard: the rhythm of a light instead of its name.

use super::{Turn, Visit, screens};
use crate::description::with_rhythm;
use crate::kb::LightId;
use crate::tapping;

impl Visit<'_> {
    /// Lets the person tap the rhythm of the light and pick one of these that have it; none to see the
    /// whole list again.
    pub(super) fn tap_light(&mut self, lights: &[LightId]) -> Result<Option<LightId>, Turn> {
        while let Some(beat) = tapping::rhythm(self.prompt)? {
            let fitting: Vec<LightId> = with_rhythm(self.guide, &beat.looks())
                .into_scored()
                .into_iter()
                .map(|(light, _)| light)
                .filter(|light| lights.contains(light))
                .collect();
            match self.pick(&screens::tapped(self.guide, &beat, &fitting)) {
                Ok(row) if row == fitting.len() => {}
                Ok(row) => return Ok(fitting.get(row).copied()),
                Err(Turn::Back) => return Ok(None),
                Err(turn) => return Err(turn),
            }
        }
        Ok(None)
    }
}
