//! The notation that guides are written in, read strictly: a slip is an error, never a guess.
//!
//! ```text
//! looks  = led { "+" led }
//! led    = [ name ":" ] show { ", then" show }
//! show   = [ colour "," ] rhythm [ ", for" time ]
//!        | colour { "and" colour } "in turn" [ rate ] [ ", for" time ]
//! rhythm = "steady" | "blinks" [ rate ] | "pulses" | "flashes" ( count | code ) [ "every" time ]
//!        | "mostly on" | "off" | "any rhythm"
//! code   = number "long and" number "short"
//! rate   = "slowly" | "fast" | "every" time
//! ```

use super::colour::Colour;
use super::error::LooksError;
use super::looks::{Led, Looks, Show};
use super::rhythm::{Rate, Rhythm};
use super::span::Span;

impl Looks {
    /// Reads the canonical notation, such as `red, blinks every 2-3 s` or `blue, steady + green, blinks`.
    ///
    /// `solid` is taken for `steady` and `orange` for `amber`; case and spaces do not matter.
    ///
    /// # Errors
    ///
    /// Says which word is wrong; [`LooksError::help`] says what is accepted in its place.
    pub fn parse(text: &str) -> Result<Self, LooksError> {
        let text = tidy(text);
        let leds = text
            .split('+')
            .map(|led| parse_led(led.trim()))
            .collect::<Result<_, _>>()?;
        Ok(Self { leds })
    }
}

/// Small letters, and one space wherever there are several.
fn tidy(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

fn parse_led(text: &str) -> Result<Led, LooksError> {
    let (name, shows) = match text.split_once(':') {
        Some((name, shows)) => (Some(parse_name(name.trim())?), shows),
        None => (None, text),
    };
    let (before, show) = match shows.rsplit_once(", then ") {
        Some((before, show)) => (
            before
                .split(", then ")
                .map(parse_show)
                .collect::<Result<_, _>>()?,
            show,
        ),
        None => (Vec::new(), shows),
    };
    let show = parse_show(show)?;
    Ok(Led { name, before, show })
}

fn parse_name(name: &str) -> Result<String, LooksError> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ' ' || c == '-';
    if name.is_empty() || !name.chars().all(allowed) {
        return Err(LooksError::Name {
            name: name.to_owned(),
        });
    }
    Ok(name.to_owned())
}

fn parse_show(text: &str) -> Result<Show, LooksError> {
    let (text, for_ms) = match text.trim().split_once(", for ") {
        Some((text, time)) => (text, Some(parse_time(time)?)),
        None => (text.trim(), None),
    };
    let (colours, rhythm) = match text.split_once(" in turn") {
        Some((colours, rate)) => (
            parse_colours_in_turn(colours)?,
            Rhythm::Alternate(parse_rate(rate.trim())?),
        ),
        None => parse_colour_and_rhythm(text)?,
    };
    Ok(Show {
        colours,
        rhythm,
        for_ms,
    })
}

fn parse_colours_in_turn(text: &str) -> Result<Vec<Colour>, LooksError> {
    let colours = parse_colours(text)?;
    let repeats = |(at, colour)| colours.iter().take(at).any(|earlier| earlier == colour);
    let one = matches!(colours.as_slice(), [colour] if *colour != Colour::Any);
    if one || colours.iter().enumerate().any(repeats) {
        return Err(LooksError::OneColourInTurn {
            colours: text.to_owned(),
        });
    }
    Ok(colours)
}

fn parse_colour_and_rhythm(text: &str) -> Result<(Vec<Colour>, Rhythm), LooksError> {
    let Some((colours, rhythm)) = text.split_once(',') else {
        return parse_lone(text);
    };
    let (parsed, rhythm) = (parse_colours(colours)?, rhythm.trim());
    if parsed.len() > 1 {
        return Err(LooksError::SeveralColours {
            colours: colours.to_owned(),
        });
    }
    match rhythm.split_once(',') {
        None => Ok((parsed, parse_rhythm(rhythm)?)),
        Some((_, rest)) => Err(LooksError::LeftOver {
            words: rest.trim().to_owned(),
        }),
    }
}

/// A rhythm without a colour; a colour without a rhythm is an error of its own.
fn parse_lone(text: &str) -> Result<(Vec<Colour>, Rhythm), LooksError> {
    if text.is_empty() {
        return Err(LooksError::Empty);
    }
    if parse_colours(text).is_ok() {
        return Err(LooksError::NoRhythm {
            colours: text.to_owned(),
        });
    }
    Ok((vec![Colour::Any], parse_rhythm(text)?))
}

fn parse_colours(text: &str) -> Result<Vec<Colour>, LooksError> {
    text.split(" and ")
        .map(|colour| colour.trim().parse())
        .collect()
}

fn parse_rhythm(text: &str) -> Result<Rhythm, LooksError> {
    let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
    match (verb, rest) {
        ("steady" | "solid", "") => Ok(Rhythm::Steady),
        ("pulses", "") => Ok(Rhythm::Pulse),
        ("mostly", "on") => Ok(Rhythm::Inverse),
        ("off", "") => Ok(Rhythm::Off),
        ("any", "rhythm") => Ok(Rhythm::Any),
        ("blinks", rate) => Ok(Rhythm::Blink(parse_rate(rate)?)),
        ("flashes", rest) => parse_flashes(rest),
        _ => Err(LooksError::rhythm(text)),
    }
}

fn parse_rate(text: &str) -> Result<Rate, LooksError> {
    match text {
        "" => Ok(Rate::Unsaid),
        "slowly" => Ok(Rate::Slow),
        "fast" => Ok(Rate::Fast),
        _ => match text.strip_prefix("every ") {
            Some(time) => Ok(Rate::Every(parse_time(time)?)),
            None => Err(LooksError::Rate {
                words: text.to_owned(),
            }),
        },
    }
}

fn parse_flashes(text: &str) -> Result<Rhythm, LooksError> {
    let (count, every) = match text.split_once(" every ") {
        Some((count, time)) => (count, Some(parse_time(time)?)),
        None => (text, None),
    };
    let counts = match count {
        "once" => Some((None, Span::exactly(1))),
        "twice" => Some((None, Span::exactly(2))),
        _ => parse_times(count).or_else(|| parse_code(count)),
    };
    match counts {
        Some((long, count)) => Ok(Rhythm::Flashes { count, long, every }),
        None => Err(LooksError::Count {
            words: format!("flashes {text}").trim_end().to_owned(),
        }),
    }
}

/// `3 times`, which has no long flashes.
fn parse_times(text: &str) -> Option<(Option<Span>, Span)> {
    let count = Span::parse_count(text.strip_suffix(" times")?)?;
    Some((None, count))
}

/// `2 long and 3 short`.
fn parse_code(text: &str) -> Option<(Option<Span>, Span)> {
    let (long, short) = text.strip_suffix(" short")?.split_once(" long and ")?;
    Some((Some(Span::parse_count(long)?), Span::parse_count(short)?))
}

fn parse_time(text: &str) -> Result<Span, LooksError> {
    Span::parse_time(text).ok_or_else(|| LooksError::Time {
        words: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        match Looks::parse(text) {
            Ok(looks) => format!("parsed as {looks}"),
            Err(error) => format!("{error}: {}", error.help()),
        }
    }

    #[test]
    fn mistakes_name_the_word_and_the_remedy() {
        for (text, expected) in [
            (
                "",
                "no light described: write it like `red, blinks every 2-3 s`",
            ),
            ("rde, steady", "`rde` is not a colour: did you mean `red`?"),
            (
                "red, blnks",
                "`blnks` is not a rhythm: did you mean `blinks`?",
            ),
            (
                "red, blinks often",
                "`often` is not a rate: use `slowly`, `fast`, `every 2-3 s` or nothing",
            ),
            (
                "red, blinks every 3",
                "`3` is not a time: write it like `2 s`, `2-3 s`, `250 ms` or `5 min`",
            ),
            (
                "red",
                "`red` has no rhythm: add a rhythm, such as `red, steady`",
            ),
            (
                "red and blue, blinks",
                "`red and blue` are several colours for one LED: write `red and blue in turn`, or join two LEDs with `+`",
            ),
            (
                "red in turn",
                "`red` cannot come in turn: name two different colours, such as `red and blue in turn`",
            ),
            (
                "red, steady, blinks",
                "`blinks` is left over: after the rhythm comes at most a time, such as `for 3 s`",
            ),
            (
                "red, flashes",
                "`flashes` does not say how many flashes: use `once`, `twice`, `3 times`, `3-4 times` or `2 long and 3 short`; without a number write `blinks`",
            ),
            (
                "red, flashes 2 long and short",
                "`flashes 2 long and short` does not say how many flashes: use `once`, `twice`, `3 times`, `3-4 times` or `2 long and 3 short`; without a number write `blinks`",
            ),
            (
                "käse: red, steady",
                "`käse` is not a name for an LED: use small letters, digits, spaces and hyphens",
            ),
        ] {
            assert_eq!(message(text), expected);
        }
    }

    #[test]
    fn two_spellings_are_accepted() {
        assert_eq!(message("Orange,  SOLID"), "parsed as amber, steady");
        assert_eq!(message("blinks fast"), "parsed as any colour, blinks fast");
    }
}
