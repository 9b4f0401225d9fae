//! Cuts a statement into chunks, each with at most one colour and what is said of it.

use super::cues::{Contradiction, Cues};
use super::term::{Act, Joint, Term};
use crate::light::colour::Colour;

/// Further than this an act's colour does not stand from it, in terms.
const LONGEST_STATEMENT: usize = 24;

/// A stretch of words about one colour, or about none.
#[derive(Clone, Debug)]
pub(super) struct Chunk<'a> {
    /// What stands before it.
    pub(super) joint: Joint,
    /// Whether it speaks of "the other" LED.
    pub(super) is_other: bool,
    /// The LED's name.
    pub(super) name: Option<&'a str>,
    /// The colour; several where the hue lies between them.
    pub(super) hue: Option<&'static [Colour]>,
    /// Whether it is said to become so.
    pub(super) turns: bool,
    /// What is said of the rhythm.
    pub(super) cues: Cues,
}

impl Chunk<'_> {
    fn new(joint: Joint) -> Self {
        Self {
            joint,
            is_other: false,
            name: None,
            hue: None,
            turns: false,
            cues: Cues::default(),
        }
    }

    /// Whether it says nothing of a light.
    pub(super) fn is_empty(&self) -> bool {
        self.hue.is_none() && self.name.is_none() && self.cues.is_empty()
    }

    /// Whether it is a bare colour.
    pub(super) fn is_hue_only(&self) -> bool {
        self.hue.is_some() && self.cues.is_empty()
    }

    /// Whether it says which light does what; "in turn" speaks of more than one colour.
    pub(super) fn is_complete(&self) -> bool {
        let act = self.cues.act.filter(|act| *act != Act::InTurn);
        (self.hue.is_some() || self.name.is_some()) && act.is_some_and(Act::is_clear)
    }
}

/// Cuts terms into chunks; those that say nothing are left out.
pub(super) fn chunks<'a>(terms: &[Term<'a>]) -> Result<Vec<Chunk<'a>>, Contradiction> {
    let mut cutter = Cutter {
        done: Vec::new(),
        open: Chunk::new(Joint::Beside),
        moving: false,
    };
    for (at, term) in terms.iter().enumerate() {
        cutter.take(*term, terms.get(at + 1..).unwrap_or_default())?;
    }
    cutter.cut(Joint::Break);
    Ok(cutter.done)
}

struct Cutter<'a> {
    done: Vec<Chunk<'a>>,
    open: Chunk<'a>,
    /// Whether something is said to change, so that "to" begins its new state.
    moving: bool,
}

impl<'a> Cutter<'a> {
    fn take(&mut self, term: Term<'a>, after: &[Term]) -> Result<(), Contradiction> {
        match term {
            Term::Joint(joint) => self.cut(joint),
            Term::From => self.moving = true,
            Term::To if self.moving && self.has_light() => self.cut(Joint::Becomes),
            Term::To if self.open.hue.is_some() && hue_follows(after) => self.cut(Joint::Becomes),
            Term::Turns => self.turn()?,
            Term::Name(name) => self.name(name, after),
            Term::Hue(hue) => self.hue(hue),
            Term::Act(act) => self.act(act, after)?,
            Term::Other => {
                if self.has_light() {
                    self.cut(Joint::Beside);
                }
                self.open.is_other = true;
            }
            Term::Count(count) if self.open.cues.count.is_some_and(|open| open != count) => {
                self.cut(Joint::Then);
                self.open.cues.add(term)?;
            }
            Term::Lasting(_) if self.open.cues.lasting.is_some() => {
                self.cut(Joint::Beside);
                self.open.cues.add(term)?;
            }
            _ => self.open.cues.add(term)?,
        }
        Ok(())
    }

    /// Ends the open chunk; several joints in a row count as the greatest of them.
    fn cut(&mut self, joint: Joint) {
        if self.open.is_empty() {
            self.open.joint = self.open.joint.max(joint);
            self.open.is_other = false;
        } else {
            self.done
                .push(std::mem::replace(&mut self.open, Chunk::new(joint)));
        }
    }

    fn has_light(&self) -> bool {
        self.open.hue.is_some() || self.open.cues.has_rhythm()
    }

    /// Whether the chunk before the open one, next to it or joined by "and", says that a light is lit.
    fn was_just_lit(&self) -> bool {
        let lit = |cues: Cues| cues.has_rhythm() && cues.act != Some(Act::Off);
        self.open.joint <= Joint::And && self.done.last().is_some_and(|chunk| lit(chunk.cues))
    }

    /// "blinks red and turns green", "solid red goes green"; but "red light turns off" is one state.
    fn turn(&mut self) -> Result<(), Contradiction> {
        self.moving = true;
        if self.open.is_complete() {
            self.cut(Joint::Becomes);
        } else if self.open.is_empty() && !self.done.is_empty() && self.open.joint <= Joint::And {
            self.open.joint = Joint::Becomes;
        }
        self.open.turns = true;
        self.open.cues.add(Term::Turns)
    }

    /// "blinking red wifi light" is one light, "solid green wifi light blinks" are two.
    fn name(&mut self, name: &'a str, after: &[Term]) {
        let described = self.open.is_complete() && acts_or_hue_follows(after);
        if self.open.name.is_some() || described {
            self.cut(Joint::Beside);
        }
        self.open.name = Some(name);
    }

    fn hue(&mut self, hue: &'static [Colour]) {
        if self.open.hue.is_some_and(|open| open != hue) {
            self.cut(Joint::Beside);
        }
        self.open.hue = Some(hue);
    }

    /// A second act begins a new chunk if a colour for it follows, "solid blue blinking green",
    /// or if the first one has had its time, "on for 1 s off for 1 s"; an end is a new state,
    /// "blinks and goes off".
    fn act(&mut self, act: Act, after: &[Term]) -> Result<(), Contradiction> {
        if act == Act::Off && self.open.cues.lasting.is_some() && self.has_light() {
            self.cut(Joint::Beside);
        }
        if matches!(act, Act::Off | Act::Stops) && self.open.is_empty() && self.was_just_lit() {
            self.open.joint = self.open.joint.max(Joint::Becomes);
        }
        let differs = self
            .open
            .cues
            .act
            .is_some_and(|open| open.is_clear() && open != act);
        if act.is_clear() && differs && self.open.hue.is_some() && hue_follows(after) {
            self.cut(Joint::Beside);
        }
        self.open.cues.add(Term::Act(act))
    }
}

fn acts_or_hue_follows(terms: &[Term]) -> bool {
    let next = terms.iter().find(|term| **term != Term::Indicator);
    matches!(
        next,
        Some(Term::Hue(_) | Term::Act(_) | Term::Pace(_) | Term::Count(_) | Term::Turns)
    )
}

fn hue_follows(terms: &[Term]) -> bool {
    terms
        .iter()
        .take(LONGEST_STATEMENT)
        .take_while(|term| !matches!(term, Term::Joint(_)))
        .any(|term| matches!(term, Term::Hue(_)))
}
