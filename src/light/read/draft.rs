//! Joins chunks that speak of the same light: "red and blue" with "blinking", "orange" with "or red".

use super::chunk::Chunk;
use super::cues::{Contradiction, Cues};
use super::term::{Act, Joint};
use crate::light::colour::Colour;

/// One light as far as it was described: the choices of what it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft<'a> {
    /// The choices, in the order in which they were said; at least one.
    pub(super) choices: Vec<Choice<'a>>,
}

/// One thing that the light may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice<'a> {
    /// The LED's name.
    pub(super) name: Option<&'a str>,
    /// Its colours; each is a list of the colours that a hue may stand for.
    pub(super) hues: Vec<&'static [Colour]>,
    /// What is said of the rhythm.
    pub(super) cues: Cues,
}

/// Where a chunk belongs.
enum Place {
    /// To another LED.
    OtherLed,
    /// To the same LED, as another choice.
    OtherChoice,
    /// To what was said just before.
    Same,
}

/// Joins the chunks of one moment into lights.
pub(super) fn drafts<'a>(chunks: &[Chunk<'a>]) -> Result<Vec<Draft<'a>>, Contradiction> {
    let mut drafts: Vec<Draft> = Vec::new();
    for chunk in chunks {
        let last = drafts
            .last_mut()
            .and_then(|draft| Some((draft.choices.last()?.clone(), draft)));
        let Some((said, draft)) = last else {
            drafts.push(Draft::from(chunk));
            continue;
        };
        match place(&said, chunk) {
            Place::OtherLed => drafts.push(Draft::from(chunk)),
            Place::OtherChoice => draft.choices.push(Choice::from(chunk)),
            Place::Same => {
                if let Some(choice) = draft.choices.last_mut() {
                    choice.join(chunk)?;
                }
            }
        }
    }
    drafts.iter_mut().for_each(Draft::complete);
    Ok(drafts)
}

fn place(said: &Choice, chunk: &Chunk) -> Place {
    let both_named = said.name.is_some() && chunk.name.is_some();
    let other_name = said.name != chunk.name
        && (both_named || chunk.name.is_some() && said.cues.contradicts(chunk.cues));
    let speaks = chunk.hue.is_some() || chunk.cues.has_rhythm();
    let said_all = !said.hues.is_empty() || said.cues.has_rhythm();
    if other_name || chunk.is_other && said_all {
        Place::OtherLed
    } else if chunk.joint == Joint::Or {
        if speaks {
            Place::OtherChoice
        } else {
            Place::Same
        }
    } else if is_one_hue(said, chunk) || is_one_act(said, chunk) {
        Place::OtherChoice
    } else if is_paced_together(said, chunk) {
        Place::Same
    } else if said.is_complete() && (chunk.is_complete() || is_timed_apart(said, chunk)) {
        Place::OtherLed
    } else {
        Place::Same
    }
}

/// "orange/red", "orange red": two names for one hue, if nothing else was said between them.
fn is_one_hue(said: &Choice, chunk: &Chunk) -> bool {
    let tight = matches!(chunk.joint, Joint::Beside | Joint::Slash);
    let near = |one: &[Colour], other: &[Colour]| {
        one.iter()
            .any(|one| other.iter().any(|other| one.is_neighbour(*other)))
    };
    let hues = said.hues.last().zip(chunk.hue);
    let undecided = !said.cues.has_rhythm() || !chunk.cues.has_rhythm();
    tight && undecided && hues.is_some_and(|(one, other)| near(one, other))
}

/// "solid/blinking red": what cannot be true at once is a choice.
fn is_one_act(said: &Choice, chunk: &Chunk) -> bool {
    chunk.joint == Joint::Slash && said.cues.contradicts(chunk.cues)
}

/// "rapid red and blue flashing": the rate that comes first is that of both.
fn is_paced_together(said: &Choice, chunk: &Chunk) -> bool {
    let joined = matches!(chunk.joint, Joint::Beside | Joint::And | Joint::Slash);
    let blinks = chunk.hue.is_some() && chunk.cues.act == Some(Act::Blinks);
    joined
        && blinks
        && said.cues.act.is_none()
        && said.cues.count.is_none()
        && !chunk.cues.is_timed()
}

/// "slow red, fast blue": each has its own time.
fn is_timed_apart(said: &Choice, chunk: &Chunk) -> bool {
    chunk.hue.is_some() && chunk.cues.is_timed() && said.cues.is_timed()
}

impl<'a> Choice<'a> {
    /// Whether it says no more than that there is a light.
    pub(super) fn is_idle(&self) -> bool {
        self.hues.is_empty() && self.cues.is_idle()
    }

    fn is_complete(&self) -> bool {
        (!self.hues.is_empty() || self.name.is_some())
            && (self.cues.act.is_some_and(Act::is_clear) || self.cues.is_timed())
    }

    fn join(&mut self, chunk: &Chunk<'a>) -> Result<(), Contradiction> {
        self.name = self.name.or(chunk.name);
        self.cues.merge(chunk.cues)?;
        let Some(hue) = chunk.hue else {
            return Ok(());
        };
        if !self.hues.contains(&hue) {
            self.cues.together |= chunk.joint == Joint::While && !self.hues.is_empty();
            self.hues.push(hue);
        }
        // How long each of several colours shows is not how long the light does.
        if self.hues.len() > 1 && chunk.cues.lasting.is_some() {
            self.cues.lasting = None;
        }
        Ok(())
    }
}

impl Draft<'_> {
    /// Whether both are the same light, of which one may be said to start again.
    pub(super) fn shows_the_same(&self, other: &Self) -> bool {
        let same = |(one, other): (&Choice, &Choice)| {
            let mut cues = one.cues;
            cues.again = other.cues.again;
            one.name == other.name && one.hues == other.hues && cues == other.cues
        };
        self.choices.len() == other.choices.len()
            && self.choices.iter().zip(&other.choices).all(same)
    }

    /// "flashing either pink or purple slowly": both flash slowly.
    fn share_pace(&mut self) {
        let act = |choice: &Choice| choice.cues.act;
        let blinks = |choice: &&Choice| matches!(act(choice), Some(Act::Blinks | Act::Pulses));
        let paced = |choice: &&Choice| act(choice).is_none() && choice.cues.is_timed();
        let acting = self.choices.iter().find(blinks).map(|choice| choice.cues);
        let pace = self.choices.iter().find(paced).map(|choice| choice.cues);
        let (Some(acting), Some(pace)) = (acting.filter(|cues| !cues.is_timed()), pace) else {
            return;
        };
        for cues in self.choices.iter_mut().map(|choice| &mut choice.cues) {
            if cues.act.is_none() {
                cues.act = acting.act;
            } else if *cues == acting {
                cues.take_rate(pace);
            }
        }
    }

    /// Gives each choice what only another one says: in "orange or red blinking" both blink.
    fn complete(&mut self) {
        self.share_pace();
        let with_hue = self
            .choices
            .iter()
            .find(|choice| !choice.hues.is_empty())
            .cloned();
        let rhythms = |choice: &&Choice| choice.cues.has_rhythm();
        let is_said = |choice: &&Choice| !choice.cues.is_empty();
        let with_rhythm = self
            .choices
            .iter()
            .find(rhythms)
            .or_else(|| self.choices.iter().find(is_said))
            .cloned();
        for choice in &mut self.choices {
            let lacks_hue = choice.hues.is_empty() && choice.cues.act != Some(Act::Off);
            if let Some(other) = with_hue.as_ref().filter(|_| lacks_hue) {
                choice.hues.clone_from(&other.hues);
            }
            if let Some(other) = with_rhythm.as_ref().filter(|_| !choice.cues.has_rhythm()) {
                choice.cues = other.cues;
            }
        }
    }
}

impl<'a> From<&Chunk<'a>> for Choice<'a> {
    fn from(chunk: &Chunk<'a>) -> Self {
        Self {
            name: chunk.name,
            hues: chunk.hue.into_iter().collect(),
            cues: chunk.cues,
        }
    }
}

impl<'a> From<&Chunk<'a>> for Draft<'a> {
    fn from(chunk: &Chunk<'a>) -> Self {
        Self {
            choices: vec![Choice::from(chunk)],
        }
    }
}
