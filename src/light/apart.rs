//! Whether a person who looks at two lights can tell which of them it is.

use super::colour::Colour;
use super::looks::{Led, Looks, Show};
use super::rhythm::{Rate, Rhythm};
use super::span::Span;

/// From this ratio of two periods on, people see a difference without counting.
const SEEN_RATIO: f64 = 2.0;

/// How two lights differ to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// In nothing that a person would notice.
    Not,
    /// In red against green alone, which one man in twelve cannot see.
    RedFromGreen,
    /// Clearly.
    Clearly,
}

/// Whether a person can tell two lights apart. What a light leaves open, such as its rate or its colour,
/// stands for all that no other light names.
#[must_use]
pub fn apart(one: &Looks, other: &Looks) -> Apart {
    if are_alike(one, other, &|colour| colour) {
        Apart::Not
    } else if are_alike(one, other, &without_green) {
        Apart::RedFromGreen
    } else {
        Apart::Clearly
    }
}

/// How a person sees a colour.
type Eye<'a> = &'a dyn Fn(Colour) -> Colour;

fn without_green(colour: Colour) -> Colour {
    if colour == Colour::Green {
        Colour::Red
    } else {
        colour
    }
}

fn are_alike(one: &Looks, other: &Looks, eye: Eye<'_>) -> bool {
    let mut left: Vec<&Led> = other.leds.iter().collect();
    let has_twin = |led: &Led| {
        let twin = left.iter().position(|other| leds_alike(led, other, eye));
        twin.map(|at| left.swap_remove(at)).is_some()
    };
    one.leds.len() == other.leds.len() && one.leds.iter().all(has_twin)
}

fn leds_alike(one: &Led, other: &Led, eye: Eye<'_>) -> bool {
    let names = match (&one.name, &other.name) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let mut shows = one.shows().zip(other.shows());
    names
        && one.before.len() == other.before.len()
        && shows.all(|(one, other)| shows_alike(one, other, eye))
}

fn shows_alike(one: &Show, other: &Show, eye: Eye<'_>) -> bool {
    let colours = |show: &Show| {
        let mut colours: Vec<Colour> = show.colours.iter().map(|colour| eye(*colour)).collect();
        colours.sort_unstable();
        colours.dedup();
        colours
    };
    let is_dark = one.rhythm == Rhythm::Off;
    rhythms_alike(one.rhythm, other.rhythm) && (is_dark || colours(one) == colours(other))
}

fn rhythms_alike(one: Rhythm, other: Rhythm) -> bool {
    use Rhythm::{Alternate, Blink, Flashes};
    match (one.as_blink(), other.as_blink()) {
        (Blink(one), Blink(other)) | (Alternate(one), Alternate(other)) => rates_alike(one, other),
        (
            Flashes { count, long, every },
            Flashes {
                count: other,
                long: other_long,
                every: other_every,
            },
        ) => {
            let is_same_code = match (long, other_long) {
                (Some(long), Some(other)) => long.overlaps(other),
                (None, None) => true,
                _ => false,
            };
            is_same_code
                && count.overlaps(other)
                && every.zip(other_every).is_none_or(periods_alike)
        }
        (one, other) => one == other,
    }
}

fn rates_alike(one: Rate, other: Rate) -> bool {
    match (one, other) {
        (Rate::Every(one), Rate::Every(other)) => periods_alike((one, other)),
        _ => one.pace() == other.pace(),
    }
}

fn periods_alike((one, other): (Span, Span)) -> bool {
    one.ratio(other) < SEEN_RATIO
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lights_differ_as_people_see_them() {
        use Apart::{Clearly, Not, RedFromGreen};
        for (one, other, expected) in [
            ("red, blinks every 2 s", "red, blinks every 3 s", Not),
            ("red, blinks every 2 s", "red, blinks every 4 s", Clearly),
            ("red, blinks slowly", "red, blinks every 3 s", Not),
            ("red, blinks slowly", "red, blinks fast", Clearly),
            ("red, blinks", "red, blinks fast", Clearly),
            ("red, blinks", "any colour, blinks", Clearly),
            ("red, flashes 3 times", "red, flashes 4 times", Clearly),
            ("red, flashes 3-5 times", "red, flashes 4 times", Not),
            (
                "red, flashes 2 long and 3 short",
                "red, flashes 4 long and 3 short",
                Clearly,
            ),
            (
                "red, flashes 2 long and 3 short",
                "red, flashes 3 times",
                Clearly,
            ),
            (
                "red, flashes twice every 5 s",
                "red, flashes twice every 15 s",
                Clearly,
            ),
            ("red, flashes once every 5 s", "red, blinks every 5 s", Not),
            ("red and blue in turn", "blue and red in turn", Not),
            ("red, steady", "green, steady", RedFromGreen),
            (
                "red and blue in turn",
                "green and blue in turn",
                RedFromGreen,
            ),
            ("red, steady", "green, blinks", Clearly),
            ("red, steady", "amber, steady", Clearly),
            ("off", "red, off", Not),
            ("power: red, steady", "red, steady", Not),
            ("power: red, steady", "wifi: red, steady", Clearly),
            (
                "red, steady + blue, steady",
                "blue, steady + red, steady",
                Not,
            ),
            ("red, steady + blue, steady", "red, steady", Clearly),
            ("blue, steady, then red, steady", "red, steady", Clearly),
        ] {
            let [one, other] = [one, other].map(|looks| Looks::parse(looks).unwrap());
            assert_eq!(apart(&one, &other), expected, "{one} / {other}");
            assert_eq!(apart(&other, &one), expected, "{other} / {one}");
        }
    }
}
