//! The proof of a guide: that every case ends well, whatever a person answers.
//!
//! [`Rules`] says what holds in every state. The structural proof holds them against every legal move,
//! whatever the engine would choose; the walk holds them against the engine's own advice.

mod fault;
mod rules;
mod structure;
mod told;
mod walk;

use std::collections::BTreeSet;
use std::panic;
use std::thread;

use crate::finding::{self, Finding};
use crate::kb::load::Text;
use crate::kb::outline::Outline;
use crate::kb::{Guide, Guides};

pub use crate::kb::places::Item;
pub use fault::Fault;
pub use rules::{Breach, Play, Rules, View};
pub use told::Told;

/// What was proved of a guide.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proof {
    /// What was proved of each of its lights.
    pub lights: Vec<LightProof>,
    /// What keeps it from being proved.
    pub faults: BTreeSet<Fault>,
}

/// What was proved of a light.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LightProof {
    /// The states that legal moves lead to while this light shows.
    pub states: usize,
    /// The states that the advice was walked through, as far as no earlier light had led there.
    pub walked: usize,
    /// The longest case that was walked.
    pub longest: Longest,
}

/// How long a case is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Longest {
    /// Questions answered and steps tried.
    pub answers: usize,
    /// The minutes that they take.
    pub minutes: f64,
}

impl Longest {
    /// The greater of each.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self {
            answers: self.answers.max(other.answers),
            minutes: self.minutes.max(other.minutes),
        }
    }

    /// One answer more, which takes these minutes.
    fn and(self, minutes: f64) -> Self {
        self.then(Self {
            answers: 1,
            minutes,
        })
    }

    /// One case behind the other.
    fn then(self, rest: Self) -> Self {
        Self {
            answers: self.answers + rest.answers,
            minutes: self.minutes + rest.minutes,
        }
    }
}

impl Proof {
    /// Proves a guide.
    #[must_use]
    pub fn of(guide: &Guide) -> Self {
        let rules: Vec<Rules> = guide
            .lights
            .iter()
            .map(|light| Rules::of(guide, light))
            .collect();
        let mut faults = BTreeSet::new();
        let mut reached = structure::Reached::nothing(guide);
        structure::first_aid(guide, &mut reached, &mut faults);
        let mut lights = vec![LightProof::default(); guide.lights.len()];
        for (id, light) in guide.light_ids().zip(&mut lights) {
            light.states = structure::light(guide, id, &rules[id.at()], &mut reached, &mut faults);
        }
        let mut walk = walk::Walk::of(guide, &rules, &mut faults);
        for (id, light) in guide.light_ids().zip(&mut lights) {
            (light.walked, light.longest) = walk.light(id);
        }
        faults.extend(reached.missing().map(Fault::Unreachable));
        if guide.support.channels.is_empty() {
            faults.insert(Fault::NoHandOver);
        }
        Self { lights, faults }
    }

    /// The states that legal moves lead to, over all lights.
    #[must_use]
    pub fn states(&self) -> usize {
        self.lights.iter().map(|light| light.states).sum()
    }

    /// The states that the advice was walked through.
    #[must_use]
    pub fn walked(&self) -> usize {
        self.lights.iter().map(|light| light.walked).sum()
    }

    /// The longest case that was walked.
    #[must_use]
    pub fn longest(&self) -> Longest {
        self.lights
            .iter()
            .fold(Longest::default(), |longest, light| {
                longest.max(light.longest)
            })
    }
}

/// Proves guides, several at a time; the proofs stand in the order of the guides.
#[must_use]
pub fn of_all(guides: &[Guide]) -> Vec<Proof> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = guides.len().div_ceil(workers).max(1);
    let prove = |guides: &[Guide]| -> Vec<Proof> { guides.iter().map(Proof::of).collect() };
    thread::scope(|scope| {
        let shares: Vec<_> = guides
            .chunks(share)
            .map(|guides| scope.spawn(move || prove(guides)))
            .collect();
        let done = shares.into_iter().map(thread::ScopedJoinHandle::join);
        done.flat_map(|proofs| proofs.unwrap_or_else(|cause| panic::resume_unwind(cause)))
            .collect()
    })
}

/// Adds to guides what their proofs found, each at its place in the text.
pub fn tell(read: &mut Guides, texts: &[Text], proofs: &[Proof]) {
    for ((guide, text), proof) in read.guides.iter().zip(&read.texts).zip(proofs) {
        if proof.faults.is_empty() {
            continue;
        }
        // The places are only in the text, which has been read without a mistake before.
        let Text { file, text } = &texts[*text];
        let Ok(outline) = Outline::read(file, text, &mut Vec::new()) else {
            continue;
        };
        for fault in &proof.faults {
            let finding = fault.finding(guide, &outline);
            if !is_told(&read.findings, &finding) {
                read.findings.push(finding);
            }
        }
    }
    finding::sort(&mut read.findings);
}

/// Whether the same was said of the same item: on another light, or that it plays no part at all.
fn is_told(findings: &[Finding], finding: &Finding) -> bool {
    let is_unused = |told: &Finding| {
        finding.code == "unreachable" && matches!(told.code, "unused" | "tells-nothing")
    };
    let is_same = |told: &Finding| told.code == finding.code || is_unused(told);
    findings
        .iter()
        .any(|told| is_same(told) && told.place == finding.place)
}
