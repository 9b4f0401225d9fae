//! What an LED shows at a moment, so that it can be drawn and can move.
//!
//! Times that a guide gives are kept. Where it gives none, all lights move on one beat, so that a list
//! of them is calm to look at. Nothing flashes more than three times a second, whatever a guide says:
//! quicker flashes can harm people with photosensitive epilepsy.

use std::f64::consts::TAU;
use std::iter;

use super::colour::Colour;
use super::looks::{Led, Show};
use super::rhythm::{Rate, Rhythm};

/// The beat that all nominal times are multiples of, in milliseconds: 2.5 flashes a second, which is
/// seen as fast and is safe.
pub(super) const BEAT: u64 = 400;
/// The shortest time from flash to flash, in milliseconds: a little less than three flashes a second.
const QUICKEST: u64 = 340;
/// From a long flash to the next flash, where a code is made of long and short ones.
const LONG_FLASH: u64 = 3 * BEAT;
/// From flash to flash when nobody said how fast: as far from fast as from slow.
const UNSAID: u64 = 2 * BEAT;
/// From flash to flash when it is slow, as most makers mean it.
const SLOW: u64 = 5 * BEAT;
/// The longest that a flash of a blink is lit; rare flashes are short.
const LONGEST_FLASH: u64 = 600;
/// The time from one brightest moment of a pulse to the next: a slow breath.
const PULSE: u64 = 5 * BEAT;
/// The pause after counted flashes: long enough to end the count.
const PAUSE: u64 = 3 * BEAT;
/// The least pause after counted flashes, where the guide's time leaves no room for more.
const LEAST_PAUSE: u64 = 2 * BEAT;
/// From break to break of a light that is mostly on.
const INVERSE: u64 = 5 * BEAT;
/// How long each hue of a rainbow lasts.
const HUE: u64 = 2 * BEAT;
/// How long an earlier show of a sequence lasts when nobody said.
const PASSING: u64 = 5 * BEAT;
/// The longest that an earlier show is waited for, because nobody watches a picture for a minute.
const LONGEST_PASSING: u64 = 10_000;
/// How long the lasting show of a sequence is shown before the sequence starts again, and how long it
/// is dark after a light that ends by itself.
const LASTING: u64 = 10 * BEAT;

/// The brightness of a light that is fully lit.
const FULL: u8 = 100;

/// The hues of a rainbow, in order.
const HUES: [Colour; 5] = [
    Colour::Red,
    Colour::Yellow,
    Colour::Green,
    Colour::Blue,
    Colour::Purple,
];

/// What an LED shows at a moment in which it is lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glow {
    /// The colour at that moment, one hue of a rainbow; [`Colour::Any`] if nobody named it.
    pub colour: Colour,
    /// Which of its colours that is, counted from 0 in the order in which they are first shown.
    pub turn: usize,
    /// How bright it is, from 1 to 100.
    pub brightness: u8,
}

/// A stretch of time in which an LED does one thing.
pub(super) struct Scene<'l> {
    pub(super) show: &'l Show,
    /// When it begins, in milliseconds from the start.
    pub(super) start: u64,
    /// For how many milliseconds it lasts.
    pub(super) lasts: u64,
}

impl Led {
    /// What it shows so many milliseconds after the start; nothing while it is dark.
    ///
    /// A sequence and a light that ends by itself start again after a while. A rhythm that nobody named
    /// is drawn steady: then all that is known is the colour.
    #[must_use]
    pub fn at(&self, ms: u64) -> Option<Glow> {
        let mut at = ms % self.round();
        for scene in self.scenes() {
            if at < scene.lasts {
                return self.glow(scene.show, at);
            }
            at -= scene.lasts;
        }
        None
    }

    /// What it does one after the other, in a round that starts again after its last scene.
    pub(super) fn scenes(&self) -> impl Iterator<Item = Scene<'_>> {
        let lasting = match (self.show.for_ms, self.before.as_slice()) {
            (Some(_), _) => passing(&self.show),
            (None, []) => u64::MAX,
            (None, _) => whole_rounds(LASTING, self.show.rhythm),
        };
        let passing = self.before.iter().map(|show| (show, passing(show)));
        let mut next = 0;
        passing
            .chain(iter::once((&self.show, lasting)))
            .map(move |(show, lasts)| {
                let start = next;
                next += lasts;
                Scene { show, start, lasts }
            })
    }

    /// After how many milliseconds it starts again.
    fn round(&self) -> u64 {
        let scenes: u64 = self.scenes().map(|scene| scene.lasts).sum();
        match self.show.for_ms {
            Some(_) => scenes + LASTING,
            None => scenes,
        }
    }

    /// What it shows so long after the beginning of a show.
    fn glow(&self, show: &Show, ms: u64) -> Option<Glow> {
        let round = round(show.rhythm);
        let brightness = brightness(show.rhythm, ms % round);
        if brightness == 0 {
            return None;
        }
        let (colour, turn) = self.colour(show, ms / round);
        Some(Glow {
            colour,
            turn,
            brightness,
        })
    }

    /// The colour of a show in its round of this number, and which of the LED's colours that is.
    fn colour(&self, show: &Show, round: u64) -> (Colour, usize) {
        let colour = match show.rhythm {
            Rhythm::Alternate(_) => pick(&show.colours, round),
            _ => show.colours.first(),
        };
        let colour = colour.copied().unwrap_or(Colour::Any);
        let known = self.colours().iter().position(|known| *known == colour);
        let known = known.unwrap_or(0);
        match (colour, show.rhythm) {
            (Colour::Rainbow, _) => {
                let hue = pick(&HUES, round).copied().unwrap_or(colour);
                (hue, known + place(HUES.len(), round))
            }
            // Nobody named the colours that come in turn.
            (Colour::Any, Rhythm::Alternate(_)) if show.colours.len() < 2 => {
                (colour, known + place(2, round))
            }
            _ => (colour, known),
        }
    }
}

/// What comes in the round of this number, when these come in turn.
fn pick<T>(all: &[T], round: u64) -> Option<&T> {
    all.get(place(all.len(), round))
}

fn place(count: usize, round: u64) -> usize {
    let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
    usize::try_from(round % count).unwrap_or(0)
}

/// How long an earlier show of a sequence is shown.
fn passing(show: &Show) -> u64 {
    let told = show.for_ms.map_or(PASSING, |time| time.middle().into());
    let told = told.clamp(BEAT, LONGEST_PASSING);
    let is_even = matches!(show.rhythm, Rhythm::Steady | Rhythm::Any | Rhythm::Off);
    if is_even && !show.colours.contains(&Colour::Rainbow) {
        return told;
    }
    whole_rounds(told, show.rhythm).min(LONGEST_PASSING)
}

/// About so much time, in whole rounds of a rhythm, so that the next show does not flash too soon after
/// its last flash.
fn whole_rounds(ms: u64, rhythm: Rhythm) -> u64 {
    let round = round(rhythm);
    (ms / round).max(1) * round
}

/// The time after which a rhythm comes again, perhaps in its next colour.
pub(super) fn round(rhythm: Rhythm) -> u64 {
    match rhythm {
        Rhythm::Steady | Rhythm::Any | Rhythm::Off => HUE,
        Rhythm::Blink(rate) | Rhythm::Alternate(rate) => period(rate),
        Rhythm::Pulse => PULSE,
        Rhythm::Inverse => INVERSE,
        Rhythm::Flashes { every, .. } => {
            let group = group(rhythm);
            every.map_or(group + PAUSE, |every| {
                u64::from(every.middle()).max(group + LEAST_PAUSE)
            })
        }
    }
}

fn period(rate: Rate) -> u64 {
    match rate {
        Rate::Fast => BEAT,
        Rate::Unsaid => UNSAID,
        Rate::Slow => SLOW,
        Rate::Every(period) => u64::from(period.middle()).max(QUICKEST),
    }
}

/// How long the flashes of one group take; none for a rhythm that is not counted.
pub(super) fn group(rhythm: Rhythm) -> u64 {
    let short = rhythm
        .count()
        .map_or(0, |count| u64::from(count.low.max(1)) * BEAT);
    long_flashes(rhythm) + short
}

/// How long the long flashes take that come before the others of a group.
fn long_flashes(rhythm: Rhythm) -> u64 {
    rhythm
        .long_count()
        .map_or(0, |count| u64::from(count.low) * LONG_FLASH)
}

/// How bright it is so long after the beginning of a round, from 0 to 100.
fn brightness(rhythm: Rhythm, ms: u64) -> u8 {
    let is_lit = match rhythm {
        Rhythm::Steady | Rhythm::Any | Rhythm::Alternate(_) => true,
        Rhythm::Off => false,
        Rhythm::Blink(rate) => ms < (period(rate) / 2).min(LONGEST_FLASH),
        Rhythm::Flashes { .. } => match ms.checked_sub(long_flashes(rhythm)) {
            None => ms % LONG_FLASH < LONG_FLASH - BEAT,
            Some(short) => ms < group(rhythm) && short % BEAT < BEAT / 2,
        },
        Rhythm::Inverse => ms < INVERSE - BEAT,
        Rhythm::Pulse => return breath(ms),
    };
    if is_lit { FULL } else { 0 }
}

/// The brightness of a pulse, which rises and falls smoothly from dark to dark.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the time is less than one pulse, the brightness at most 100"
)]
fn breath(ms: u64) -> u8 {
    let turn = TAU * (ms % PULSE) as f64 / PULSE as f64;
    (f64::from(FULL) * (1.0 - turn.cos()) / 2.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::super::looks::Looks;
    use super::*;

    fn led(looks: &str) -> Led {
        Looks::parse(looks).unwrap().leds.remove(0)
    }

    /// When it comes on or changes its colour within so many milliseconds.
    fn changes(looks: &str, until: u64) -> Vec<(u64, String)> {
        let led = led(looks);
        let mut before = None;
        let mut changes = Vec::new();
        for ms in (0..until).step_by(10) {
            let now = led.at(ms).map(|glow| glow.colour);
            if now != before {
                let word = now.map_or("dark", Colour::word);
                changes.push((ms, word.to_owned()));
            }
            before = now;
        }
        changes
    }

    /// When it comes on within so many milliseconds.
    fn flashes(looks: &str, until: u64) -> Vec<u64> {
        let mut times = changes(looks, until);
        times.retain(|(_, word)| word != "dark");
        times.into_iter().map(|(ms, _)| ms).collect()
    }

    #[test]
    fn times_that_were_said_are_kept() {
        assert_eq!(
            flashes("red, blinks every 2-3 s", 8_000),
            [0, 2_500, 5_000, 7_500]
        );
        assert_eq!(flashes("red, blinks every 5 min", 600_000), [0, 300_000]);
        assert_eq!(
            flashes("red, flashes twice every 15 s", 20_000),
            [0, 400, 15_000, 15_400]
        );
        assert_eq!(
            flashes("red and blue in turn every 1 s", 3_500),
            [0, 1_000, 2_000, 3_000]
        );
    }

    #[test]
    fn rates_without_a_time_differ_clearly() {
        assert_eq!(flashes("red, blinks fast", 1_000), [0, 400, 800]);
        assert_eq!(flashes("red, blinks", 2_000), [0, 800, 1_600]);
        assert_eq!(flashes("red, blinks slowly", 5_000), [0, 2_000, 4_000]);
        assert_eq!(
            flashes("red, flashes 3 times", 3_000),
            [0, 400, 800, 2_400, 2_800]
        );
    }

    #[test]
    fn long_flashes_come_before_short_ones() {
        let words: Vec<String> = changes("red, flashes 2 long and 2 short", 4_500)
            .into_iter()
            .map(|(ms, word)| format!("{ms} {word}"))
            .collect();
        let lit = |on: u64, off: u64| [format!("{on} red"), format!("{off} dark")];
        let expected = [
            lit(0, 800),
            lit(1_200, 2_000),
            lit(2_400, 2_600),
            lit(2_800, 3_000),
        ];
        assert_eq!(words[..8], expected.concat());
    }

    #[test]
    fn eight_hertz_is_drawn_at_less_than_three() {
        assert_eq!(
            flashes("red, blinks every 0.125 s", 1_500),
            [0, 340, 680, 1_020, 1_360]
        );
        assert_eq!(
            flashes("red, flashes 3 times every 0.5 s", 3_000),
            [0, 400, 800, 2_000, 2_400, 2_800]
        );
    }

    #[test]
    fn a_sequence_starts_again() {
        let words = |looks, until| -> Vec<String> {
            let changes = changes(looks, until);
            changes
                .into_iter()
                .map(|(ms, word)| format!("{ms} {word}"))
                .collect()
        };
        assert_eq!(
            words("green, steady, for 3 s, then red, steady", 8_000),
            ["0 green", "3000 red", "7000 green"]
        );
        assert_eq!(
            words("green, steady, for 3 s", 8_000),
            ["0 green", "3000 dark", "7000 green"]
        );
        assert_eq!(
            words("blue, blinks, then green, off", 6_500),
            [
                "0 blue",
                "400 dark",
                "800 blue",
                "1200 dark",
                "5600 blue",
                "6000 dark",
                "6400 blue"
            ]
        );
    }

    #[test]
    fn a_pulse_rises_and_falls() {
        let led = led("blue, pulses");
        let levels: Vec<u8> = (0..=2_000)
            .step_by(250)
            .map(|ms| led.at(ms).map_or(0, |glow| glow.brightness))
            .collect();
        assert_eq!(levels, [0, 15, 50, 85, 100, 85, 50, 15, 0]);
    }

    #[test]
    fn a_rainbow_shows_one_hue_after_the_other() {
        let led = led("rainbow, steady");
        let hues: Vec<Colour> = (0..6)
            .filter_map(|round| led.at(round * HUE))
            .map(|glow| glow.colour)
            .collect();
        assert_eq!(hues[..5], HUES);
        assert_eq!(hues[5], HUES[0]);
    }
}
