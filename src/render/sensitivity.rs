//! How the advice of guides holds when a word is moved by a notch, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::json::next as move_to_json;
use super::lights::thousandths;
use super::pieces::{minutes, move_name};
use crate::finding::printable;
use crate::kb::Guide;
use crate::kb::notch::Varied;
use crate::score::sensitivity::{Sensitivity, Trial};

/// A guide with each of its words moved by a notch, and what comes of that.
pub type Held<'g> = (&'g Guide, Vec<Varied>, Vec<Sensitivity>);

/// How the advice holds, for people: a table of the lights, then the words that flip it.
#[must_use]
pub fn to_text(held: &[Held<'_>], columns: usize) -> String {
    let mut text = String::new();
    for (guide, varied, lights) in held {
        let _ = writeln!(text, "{} ({})", guide.name, guide.id);
        if lights.is_empty() {
            let _ = writeln!(text, "No light of it has anything to decide.\n");
            continue;
        }
        table(&mut text, guide, lights);
        for light in lights {
            words(&mut text, guide, varied, light);
        }
    }
    text.push_str(&textwrap::fill(LEGEND, columns));
    text.push('\n');
    text
}

/// What the columns are.
const LEGEND: &str = "\
Every word that counts for a light was moved by one notch, one at a time (`high` to `medium`, \
`sometimes` to `common`).
first: what comes first once it is known to be safe. minutes: expected minutes until the light is fixed \
or handed over, without the safety questions; least and most: the same, over all moves. They say how \
much quicker or slower cases get, not how good the advice is.
moves: how many were tried. flips: how many of them put something else first.
lost: how many of those minutes the advice wastes if a word is wrong by a notch, at most.
Below stand the words that flip the first move, and the costliest others: there better evidence is worth \
most.";

/// One line a light, all numbers below each other.
fn table(text: &mut String, guide: &Guide, lights: &[Sensitivity]) {
    let names = lights.iter().map(|light| guide[light.light].id.clone());
    let firsts = lights.iter().map(|light| move_name(guide, light.first));
    let width = |words: &mut dyn Iterator<Item = String>, head: &str| {
        words.map(|word| word.len()).fold(head.len(), usize::max)
    };
    let light_width = width(&mut names.into_iter(), "light");
    let first_width = width(&mut firsts.into_iter(), "first");
    let _ = writeln!(
        text,
        "{:light_width$}  {:first_width$}  minutes   least    most  moves  flips   lost",
        "light", "first"
    );
    for light in lights {
        let (least, most) = light.range();
        let _ = writeln!(
            text,
            "{:light_width$}  {:first_width$}  {:>7.1} {least:>6.1}  {most:>6.1}  {:>5}  {:>5}  {:>5.1}",
            guide[light.light].id,
            move_name(guide, light.first),
            light.minutes,
            light.trials.len(),
            flips(light),
            light.most_lost(),
        );
    }
    text.push('\n');
}

/// How many moves of a word put something else first.
fn flips(light: &Sensitivity) -> usize {
    let flips = light.trials.iter().filter(|trial| light.is_flip(trial));
    flips.count()
}

/// The words that an author should know of: those that flip the first move, and the costliest others.
fn words(text: &mut String, guide: &Guide, varied: &[Varied], light: &Sensitivity) {
    let telling = light.telling();
    if telling.is_empty() {
        let _ = writeln!(
            text,
            "{}\n  no word matters by a notch\n",
            guide[light.light].id
        );
        return;
    }
    let _ = writeln!(text, "{}", guide[light.light].id);
    for trial in telling {
        let Varied {
            place,
            about,
            from,
            to,
            ..
        } = &varied[trial.varied];
        let then = if light.is_flip(&trial) {
            format!("`{}` would come first; ", move_name(guide, trial.first))
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "  {place}: {}: {to} instead of {}\n    {then}{} lost",
            printable(about),
            printable(from),
            lost(trial.lost),
        );
    }
    text.push('\n');
}

/// A loss of minutes; what is lost at all never reads as 0.
fn lost(loss: f64) -> String {
    match loss {
        0.05.. => minutes(loss),
        _ => "under 0.1 minutes".to_owned(),
    }
}

/// `blinkdoc.vary/1`: an entry for each light with something to decide.
#[must_use]
pub fn to_json(held: &[Held<'_>]) -> Value {
    let lights = held.iter().flat_map(|(guide, varied, lights)| {
        let entry = |light: &Sensitivity| entry(guide, varied, light);
        lights.iter().map(entry).collect::<Vec<Value>>()
    });
    json!({"schema": "blinkdoc.vary/1", "lights": lights.collect::<Vec<Value>>()})
}

fn entry(guide: &Guide, varied: &[Varied], light: &Sensitivity) -> Value {
    let (least, most) = light.range();
    let rounded = |number: f64| json!(thousandths(number));
    let trial = |trial: &Trial| {
        let Varied {
            place,
            about,
            from,
            to,
            ..
        } = &varied[trial.varied];
        json!({
            "file": place.file, "line": place.line, "column": place.column,
            "word": about, "from": from, "to": to,
            "first": move_to_json(guide, trial.first), "flips": light.is_flip(trial),
            "minutes": rounded(trial.minutes), "lost": rounded(trial.lost),
        })
    };
    json!({
        "guide": guide.id, "light": guide[light.light].id,
        "first": move_to_json(guide, light.first),
        "minutes": rounded(light.minutes), "least": rounded(least), "most": rounded(most),
        "flips": flips(light), "lost": rounded(light.most_lost()),
        "trials": light.trials.iter().map(trial).collect::<Vec<Value>>(),
    })
}
