//! Tapping: the rhythm of a light instead of its name.

use std::slice;

use super::{Turn, Visit, screens};
use crate::kb::{Guide, LightId};
use crate::light::{self, Led, Looks, Timeline, Verdict};
use crate::prompt::Tapped;

impl Visit<'_> {
    /// Lets the person tap the rhythm of the light and pick one of these that have it; none to see the
    /// whole list again.
    pub(super) fn tap_light(&mut self, lights: &[LightId]) -> Result<Option<LightId>, Turn> {
        let mut page = screens::tap();
        loop {
            let verdict = match self.prompt.taps(&page)? {
                Tapped::Nothing => return Ok(None),
                Tapped::Presses(taps) => Ok(taps.verdict()),
                Tapped::Timeline(text) => Timeline::parse(&text).map(|timeline| timeline.verdict()),
            };
            let beat = match verdict {
                Ok(Verdict::Clear(beat)) => beat,
                unclear => {
                    page = screens::tap_again(&unclear);
                    continue;
                }
            };
            let fitting = fitting(self.guide, lights, &beat.looks());
            match self.pick(&screens::tapped(self.guide, &beat, &fitting)) {
                Ok(row) if row == fitting.len() => page = screens::tap(),
                Ok(row) => return Ok(fitting.get(row).copied()),
                Err(Turn::Back) => return Ok(None),
                Err(turn) => return Err(turn),
            }
        }
    }
}

/// The lights that have a rhythm: of each colour those that fit best, for nobody taps a colour.
fn fitting(guide: &Guide, lights: &[LightId], looks: &Looks) -> Vec<LightId> {
    let colours =
        |light: LightId| -> Vec<_> { guide[light].looks.leds.iter().map(Led::colours).collect() };
    let is_best = |light: &LightId| {
        let same = lights
            .iter()
            .filter(|other| colours(**other) == colours(*light))
            .map(|other| (*other, &guide[*other].looks));
        let best = light::choose(slice::from_ref(looks), same).into_scored();
        best.iter().any(|(best, _)| best == light)
    };
    lights.iter().copied().filter(is_best).collect()
}
