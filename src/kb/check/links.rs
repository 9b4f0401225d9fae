//! Links: which ids a guide defines, and whether the ones it uses are among them.

use std::collections::BTreeMap;

use crate::finding::{Finding, Place, list, near_miss};
use crate::kb::draft::{Draft, Items};
use crate::kb::outline::{Node, Outline};
use crate::kb::shared::Shared;

/// Ids that are built in and cannot be given to anything else.
pub(super) const BUILT_IN: [&str; 6] = [
    "fixed",
    "support",
    "not-sure",
    "could-not",
    "no-change",
    "other",
];

/// Behind this many mistakes of a guide, links are no longer compared with all names: the first ones
/// say what is wrong, and the time that reading takes has a bound.
const MOST_MISTAKES: usize = 200;

/// What a link can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Condition,
    Cause,
    Light,
    Step,
    Ending,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Cause => "cause",
            Self::Light => "light",
            Self::Step => "step",
            Self::Ending => "ending",
        }
    }
}

/// The ids of a guide.
pub(super) struct Links<'a> {
    defined: BTreeMap<Kind, Vec<(&'a str, &'a Node)>>,
    /// No link leads to a question.
    questions: Vec<(&'a str, &'a Node)>,
    unread: BTreeMap<Kind, Vec<&'a str>>,
    /// The kinds of which nobody knows what was meant to be there.
    broken: Vec<Kind>,
    /// The shared steps that are used; what is wrong with their ids is told elsewhere.
    used: Vec<&'a str>,
}

impl<'a> Links<'a> {
    pub(super) fn of(draft: &'a Draft<'_>, shared: &'a Shared) -> Self {
        let mut links = Self {
            defined: BTreeMap::new(),
            questions: named(&draft.questions),
            unread: BTreeMap::new(),
            broken: Vec::new(),
            used: draft.used_steps().collect(),
        };
        links.add(Kind::Condition, &draft.conditions);
        links.add(Kind::Cause, &draft.causes);
        links.add(Kind::Light, &draft.lights);
        links.add(Kind::Step, &draft.steps);
        links.add(Kind::Ending, &draft.endings);
        // A link to the step that was meant is no second mistake beside a misspelt `use`.
        let misspelt = draft
            .used_steps()
            .filter(|name| shared.steps.get(name).is_none());
        for name in misspelt {
            match shared.steps.near_miss(name) {
                Some(meant) => links.unread.entry(Kind::Step).or_default().push(meant),
                None => links.broken.push(Kind::Step),
            }
        }
        links
    }

    fn add<T>(&mut self, kind: Kind, items: &'a Items<'_, T>) {
        self.defined.insert(kind, named(items));
        self.unread
            .insert(kind, items.unread.iter().map(String::as_str).collect());
        if items.is_broken {
            self.broken.push(kind);
        }
    }

    /// The position of what a link leads to. A link to something that could not be read leads nowhere
    /// and is no mistake of its own.
    pub(super) fn find(
        &self,
        kind: Kind,
        id: &str,
        node: &Node,
        outline: &Outline,
        findings: &mut Vec<Finding>,
    ) -> Option<u16> {
        let defined = self.defined.get(&kind).map_or(&[][..], Vec::as_slice);
        if let Some(position) = defined.iter().position(|(name, _)| *name == id) {
            return u16::try_from(position).ok();
        }
        let is_unread = self
            .unread
            .get(&kind)
            .is_some_and(|unread| unread.contains(&id));
        let is_known = is_unread || self.broken.contains(&kind);
        if !is_known && findings.len() < MOST_MISTAKES {
            let names = || defined.iter().map(|(name, _)| *name);
            let help = match near_miss(id, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if defined.is_empty() => {
                    format!("the guide has no {}s; add this one", kind.name())
                }
                None => format!("the guide has the {}s {}", kind.name(), list(names())),
            };
            let title = format!("there is no {} `{id}`", kind.name());
            findings.push(Finding::error(code(kind), title, outline.place(node)).help(help));
        }
        None
    }

    /// Every id is a plain word, none is built in, and none names two things of one kind.
    pub(super) fn repeated(&self, outline: &Outline, findings: &mut Vec<Finding>) {
        let linked = self.defined.iter().map(|(kind, ids)| (kind.name(), ids));
        for (kind, defined) in linked.chain([("question", &self.questions)]) {
            for (position, (id, node)) in defined.iter().enumerate() {
                let place = outline.place(node);
                let is_own = !self.used.contains(id);
                if is_own && BUILT_IN.contains(id) {
                    findings.push(
                        Finding::error("bad-id", format!("`{id}` is built in"), place)
                            .help("choose another id"),
                    );
                } else if is_own && !is_id(id) {
                    findings.push(bad_id(id, place));
                } else if let Some((_, first)) = defined[..position]
                    .iter()
                    .find(|(earlier, _)| earlier == id)
                {
                    let title = format!("a second {kind} is called `{id}`");
                    let finding = Finding::error("duplicate-id", title, place)
                        .related(outline.place(first), "first here");
                    findings.push(finding.help("give each an id of its own"));
                }
            }
        }
    }
}

/// The longest id, in characters.
pub const LONGEST_ID: usize = 60;

/// The ids of a list or map, each with its place.
fn named<'a, T>(items: &'a Items<'_, T>) -> Vec<(&'a str, &'a Node)> {
    let named = items.read.iter().map(|item| (item.id.as_str(), item.name));
    named.collect()
}

/// Whether a text can be an id: lower-case letters and digits, with single hyphens between them.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.len() <= LONGEST_ID && text.split('-').all(part)
}

/// The finding for a text that is no id.
pub(super) fn bad_id(text: &str, place: Place) -> Finding {
    Finding::error("bad-id", format!("`{text}` is no id"), place)
        .help("use lower-case letters, digits and single hyphens")
}

fn code(kind: Kind) -> &'static str {
    match kind {
        Kind::Condition => "unknown-condition",
        Kind::Cause => "unknown-cause",
        Kind::Light => "unknown-light",
        Kind::Step => "unknown-step",
        Kind::Ending => "unknown-ending",
    }
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn an_id_is_a_plain_word() {
        for id in ["a", "slow-red", "3x-amber", "kc100"] {
            assert!(is_id(id), "{id}");
        }
        for no_id in ["", "Slow", "slow red", "-a", "a-", "a--b", "ä", "a_b"] {
            assert!(!is_id(no_id), "{no_id}");
        }
    }
}
