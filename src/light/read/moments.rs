//! Divides chunks into the moments of a sequence: what a light shows first, then, and in the end.

use super::chunk::Chunk;
use super::cues::{Contradiction, Cues};
use super::draft::{Choice, Draft, drafts};
use super::term::{Act, Joint};
use crate::light::colour::Colour;

/// More turns than this nobody tells one by one.
const MOST_TURNS: usize = 64;

/// The lights of each moment, the lasting one last.
pub(super) fn moments(mut chunks: Vec<Chunk<'_>>) -> Result<Vec<Vec<Draft<'_>>>, Contradiction> {
    put_first_what_came_first(&mut chunks);
    list_alternatives(&mut chunks);
    light_what_goes_dark(&mut chunks);
    blink_by_on_and_off(&mut chunks);
    stay_lit_between_breaks(&mut chunks);
    change_at_contradictions(&mut chunks);
    join_colours_in_turn(&mut chunks);
    join_state_to_its_colour(&mut chunks);
    if chunks.iter().skip(1).any(is_next) {
        part_at_commas(&mut chunks);
    }
    let mut moments = Vec::new();
    for group in chunks.chunk_by(|_, next| !is_next(next)) {
        let drafts = in_turn(drafts(group)?);
        if !choices(&drafts).all(Choice::is_idle) {
            moments.push(drafts);
        }
    }
    let mut moments = without_pauses(moments);
    drop_leading_end(&mut moments);
    spread_colours(&mut moments);
    if moments.len() > 1 {
        light_bare_colours(&mut moments);
    }
    Ok(repeated_in_turn(moments))
}

fn is_next(chunk: &Chunk) -> bool {
    matches!(chunk.joint, Joint::Then | Joint::Becomes)
}

/// "red flashes after the blue light goes out": the blue light came first.
fn put_first_what_came_first(chunks: &mut [Chunk]) {
    let Some(at) = chunks.iter().position(|chunk| chunk.joint == Joint::After) else {
        return;
    };
    let earlier = chunks.len() - at;
    chunks.rotate_left(at);
    if let Some(first) = chunks.first_mut() {
        first.joint = Joint::Beside;
    }
    if let Some(later) = chunks.get_mut(earlier) {
        later.joint = Joint::Becomes;
    }
}

/// "red, green or blue": before an "or", commas say "or" as well.
fn list_alternatives(chunks: &mut [Chunk]) {
    for at in (2..chunks.len()).rev() {
        if let Some([first, listed, last]) = chunks.get_mut(at - 2..=at)
            && last.joint == Joint::Or
            && listed.joint == Joint::Break
            && listed.is_hue_only()
            && first.hue.is_some()
            && last.hue.is_some()
        {
            listed.joint = Joint::Or;
        }
    }
}

/// "flashes twice and stops, white": a colour at the end is not that of the dark.
fn light_what_goes_dark(chunks: &mut Vec<Chunk>) {
    let is_only_hue = chunks.iter().filter(|chunk| chunk.hue.is_some()).count() == 1;
    let [first, .., dark, last] = chunks.as_mut_slice() else {
        return;
    };
    let goes_dark = matches!(dark.cues.act, Some(Act::Off | Act::Stops));
    if is_only_hue && goes_dark && last.is_hue_only() && last.joint == Joint::Break {
        first.hue = last.hue;
        chunks.pop();
    }
}

/// "red for 1 s, off for 1 s" is a blink with a period of 2 s, and so is "between red and off".
fn blink_by_on_and_off(chunks: &mut Vec<Chunk>) {
    let mut at = 0;
    while let Some([on, off]) = chunks.get_mut(at..at + 2) {
        at += 1;
        let lit = !matches!(on.cues.act, Some(Act::Off | Act::Stops));
        let by_turns = on.cues.act == Some(Act::InTurn) && on.hue.is_some() && off.hue.is_none();
        if by_turns && off.cues.act == Some(Act::Off) {
            on.cues.act = Some(Act::Blinks);
            chunks.remove(at);
        } else if let (Some(lit_for), Some(dark_for)) = (on.cues.lasting, off.cues.lasting)
            && lit
            && off.cues.act == Some(Act::Off)
        {
            on.hue = on.hue.or(off.hue);
            on.cues = Cues::blinking(lit_for.plus(dark_for));
            chunks.remove(at);
        }
    }
}

/// "stays on but goes off for a moment": a light that is dark for a moment only is mostly on.
fn stay_lit_between_breaks(chunks: &mut [Chunk]) {
    let mut lit = true;
    for chunk in chunks {
        if lit && chunk.cues.act == Some(Act::Off) && chunk.cues.briefly {
            chunk.cues.act = Some(Act::MostlyOn);
            chunk.joint = chunk.joint.min(Joint::Break);
        }
        lit = matches!(
            chunk.cues.act,
            None | Some(Act::Is | Act::Lit | Act::Even | Act::Steady)
        );
    }
}

/// "was blinking but is solid": what cannot be true at once was true one after the other.
fn change_at_contradictions(chunks: &mut [Chunk]) {
    let mut said: Option<(Cues, Option<&'static [Colour]>)> = None;
    for chunk in chunks {
        if let Some((cues, hue)) = said
            && (hue.is_none() || chunk.hue.is_none() || hue == chunk.hue)
            && (chunk.joint == Joint::But && cues.contradicts(chunk.cues)
                || chunk.joint <= Joint::And && cues.counts_otherwise(chunk.cues))
        {
            chunk.joint = Joint::Becomes;
        }
        if !chunk.cues.is_empty() {
            said = Some((chunk.cues, chunk.hue));
        }
    }
}

/// "blinks blue then red" and "red then blue" show both in turn, unless a state is reached in the end.
fn join_colours_in_turn(chunks: &mut [Chunk]) {
    let mut hue = None;
    for chunk in chunks.iter_mut() {
        if hue.is_some() && is_next(chunk) && chunk.cues.act == Some(Act::InTurn) {
            chunk.joint = Joint::And;
        }
        hue = hue.or(chunk.hue);
    }
    let first = chunks
        .iter()
        .rposition(|chunk| !chunk.is_hue_only())
        .unwrap_or(0);
    let Some((first, bare)) = chunks.get_mut(first..).and_then(<[Chunk]>::split_first_mut) else {
        return;
    };
    let turns = matches!(
        first.cues.act,
        None | Some(Act::Blinks | Act::InTurn | Act::Pulses)
    );
    if first.hue.is_some() && turns {
        for chunk in bare.iter_mut().filter(|chunk| chunk.joint == Joint::Then) {
            chunk.joint = Joint::And;
        }
    }
}

/// "the red light is now blinking" is one state, not a red light that begins to blink.
fn join_state_to_its_colour(chunks: &mut [Chunk]) {
    if let [first, second, ..] = chunks
        && first.is_hue_only()
        && second.joint == Joint::Becomes
        && second.hue.is_none()
    {
        second.joint = Joint::Break;
    }
}

/// In a sequence, a comma before the next complete statement means "then" as well.
fn part_at_commas(chunks: &mut [Chunk]) {
    let mut lit = false;
    for chunk in chunks {
        let states = chunk.hue.is_some() && chunk.cues.act.is_some() && chunk.name.is_none();
        if matches!(chunk.joint, Joint::Break | Joint::But) && states && lit {
            chunk.joint = Joint::Then;
        }
        lit |= chunk.hue.is_some();
    }
}

/// "red blink, blue blink, red blink": a colour that comes again is of the same LED, in turn.
fn in_turn(drafts: Vec<Draft>) -> Vec<Draft> {
    let all = drafts.len();
    if all > MOST_TURNS {
        return drafts;
    }
    let mut distinct: Vec<Draft> = Vec::with_capacity(all);
    for draft in drafts {
        if !distinct.iter().any(|other| other.shows_the_same(&draft)) {
            distinct.push(draft);
        }
    }
    if distinct.len() < all
        && distinct.len() > 1
        && let Some(turns) = turns(distinct.iter())
    {
        return vec![turns];
    }
    distinct
}

/// "red to green to red to green": moments that come again are one light that shows them in turn.
fn repeated_in_turn(moments: Vec<Vec<Draft>>) -> Vec<Vec<Draft>> {
    let repeats = |period: &usize| {
        moments.len() >= 2 * period
            && moments
                .iter()
                .zip(moments.iter().skip(*period))
                .all(|(one, other)| one == other)
    };
    let longest = moments.len().min(MOST_TURNS) / 2;
    let Some(period) = (1..=longest).find(repeats) else {
        return moments;
    };
    match turns(moments.iter().take(period).flatten()) {
        Some(turns) if period > 1 => vec![vec![turns]],
        _ => moments.into_iter().take(period).collect(),
    }
}

/// One LED that shows the colours of several in turn; none if one is named, or nothing but dark.
fn turns<'a, 'b: 'a>(drafts: impl Iterator<Item = &'a Draft<'b>>) -> Option<Draft<'b>> {
    let mut all: Option<Choice> = None;
    for draft in drafts {
        let [choice] = draft.choices.as_slice() else {
            return None;
        };
        let [hue] = choice.hues.as_slice() else {
            return None;
        };
        if choice.name.is_some() || matches!(choice.cues.act, Some(Act::Off | Act::Stops)) {
            return None;
        }
        match &mut all {
            Some(all) => all.hues.push(hue),
            None => all = Some(choice.clone()),
        }
    }
    let mut all = all?;
    if all.hues.len() > 1 {
        all.cues.lasting = None;
    }
    all.cues.act = Some(Act::InTurn);
    Some(Draft { choices: vec![all] })
}

/// "stopped blinking, now solid green": at the beginning, an end shows nothing.
fn drop_leading_end(moments: &mut Vec<Vec<Draft>>) {
    let ends = |choice: &Choice| choice.hues.is_empty() && choice.cues.act == Some(Act::Stops);
    if moments.len() > 1
        && moments
            .first()
            .is_some_and(|first| choices(first).all(ends))
    {
        moments.remove(0);
    }
}

/// Leaves out moments that only say that counted flashes pause, stop or come again.
fn without_pauses(moments: Vec<Vec<Draft<'_>>>) -> Vec<Vec<Draft<'_>>> {
    let mut kept: Vec<Vec<Draft>> = Vec::with_capacity(moments.len());
    for moment in moments {
        match kept.last_mut() {
            Some(before) if is_pause(&moment, before) => repeat_after_pause(before, &moment),
            _ => kept.push(moment),
        }
    }
    kept
}

fn is_pause(moment: &[Draft], before: &[Draft]) -> bool {
    let counted = choices(before).any(|choice| choice.cues.count.is_some());
    choices(moment).all(|choice| {
        let stops = choice.cues.act == Some(Act::Stops) && counted;
        let again = choice.cues.again && (counted || choice.cues.act != Some(Act::Off));
        choice.hues.is_empty() && (again || stops)
    })
}

/// Takes over how long the pause is, if it was said.
fn repeat_after_pause(before: &mut [Draft], pause: &[Draft]) {
    let period = choices(pause).find_map(|choice| choice.cues.period);
    for choice in before.iter_mut().flat_map(|draft| &mut draft.choices) {
        choice.cues.period = choice.cues.period.or(period);
    }
}

fn choices<'a, 'b>(drafts: &'b [Draft<'a>]) -> impl Iterator<Item = &'b Choice<'a>> {
    drafts.iter().flat_map(|draft| &draft.choices)
}

/// A moment without a colour keeps the one before it, or has the one after it; darkness has none.
fn spread_colours(moments: &mut [Vec<Draft>]) {
    let mut last = Vec::new();
    for moment in moments.iter_mut() {
        spread(moment, &mut last);
    }
    for moment in moments.iter_mut().rev() {
        spread(moment, &mut last);
    }
}

/// In a sequence a colour without a rhythm was lit for a while: "green, then blinking green".
fn light_bare_colours(moments: &mut [Vec<Draft>]) {
    for choice in moments
        .iter_mut()
        .flatten()
        .flat_map(|draft| &mut draft.choices)
    {
        choice.cues.act = choice
            .cues
            .act
            .or((!choice.cues.has_rhythm()).then_some(Act::Is));
    }
}

fn spread(moment: &mut [Draft], last: &mut Vec<&'static [Colour]>) {
    for choice in moment.iter_mut().flat_map(|draft| &mut draft.choices) {
        let dark = matches!(choice.cues.act, Some(Act::Off | Act::Stops));
        if choice.hues.is_empty() && choice.name.is_none() && !dark {
            choice.hues.clone_from(last);
        } else if !choice.hues.is_empty() {
            last.clone_from(&choice.hues);
        }
    }
}
