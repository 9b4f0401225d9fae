//! A rhythm that was tapped, in the words that people use.

use crate::light::{Beat, Rhythm};

/// From this period on, in milliseconds, people count seconds and not flashes.
const COUNTS_SECONDS: u32 = 700;

/// What a tapped rhythm is: `about one flash every 2 seconds`, `3 flashes, then a pause`.
#[must_use]
pub fn rhythm(beat: &Beat) -> String {
    let every = beat.period_ms.map(seconds);
    match (beat.rhythm, every) {
        (Rhythm::Steady, _) => "on all the time".to_owned(),
        (Rhythm::Off, _) => "off all the time".to_owned(),
        (Rhythm::Inverse, Some(every)) => {
            format!("mostly on, with a short break about every {every}")
        }
        (Rhythm::Flashes { count, .. }, Some(every)) => {
            format!("{count} flashes, then a pause, and again about every {every}")
        }
        (_, Some(every)) => match beat.period_ms {
            Some(ms @ 1..COUNTS_SECONDS) => format!("about {} flashes a second", per_second(ms)),
            _ => format!("about one flash every {every}"),
        },
        (rhythm, None) => rhythm.to_string(),
    }
}

/// A time as people say it: `second`, `2.5 seconds`.
fn seconds(ms: u32) -> String {
    let tenths = ms.saturating_add(50) / 100;
    match (tenths / 10, tenths % 10) {
        (1, 0) => "second".to_owned(),
        (whole, 0) => format!("{whole} seconds"),
        (whole, part) => format!("{whole}.{part} seconds"),
    }
}

/// How often in a second, to the nearest half.
fn per_second(period_ms: u32) -> String {
    let halves = (2_000 + period_ms / 2) / period_ms;
    match halves % 2 {
        0 => format!("{}", halves / 2),
        _ => format!("{}.5", halves / 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::light::{Timeline, Verdict};

    #[test]
    fn a_rhythm_is_told_as_people_count_it() {
        for (timeline, words) in [
            ("on 500 off 1500", "about one flash every 2 seconds"),
            ("on 500 off 500", "about one flash every second"),
            ("on 500 off 400", "about one flash every 0.9 seconds"),
            ("on 200 off 200", "about 2.5 flashes a second"),
            ("on 100 off 100", "about 5 flashes a second"),
            (
                "on 200 off 200 on 200 off 200 on 200 off 1600",
                "3 flashes, then a pause, and again about every 2.6 seconds",
            ),
            (
                "on 1800 off 200",
                "mostly on, with a short break about every 2 seconds",
            ),
            ("on 5000", "on all the time"),
            ("off 5000", "off all the time"),
        ] {
            match Timeline::parse(timeline).unwrap().verdict() {
                Verdict::Clear(beat) => assert_eq!(rhythm(&beat), words),
                verdict => panic!("{timeline}: {verdict:?}"),
            }
        }
    }
}
