//! A fault that the proof has found, and the finding that tells it.

use super::rules::Breach;
use crate::finding::{Finding, list};
use crate::kb::outline::Outline;
use crate::kb::places::{Item, place};
use crate::kb::{Guide, LightId, StepId};

/// What keeps a guide from being proved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Nothing may come, though steps are left.
    DeadEnd {
        /// The light that shows then.
        light: LightId,
        /// The steps that are left: they wait for each other.
        left: Vec<StepId>,
    },
    /// Whoever cannot do this step, which nothing safe is left without, has no ending.
    NoEnding {
        /// The light on which it waits for a busy device; none for first aid.
        light: Option<LightId>,
        /// The step.
        step: StepId,
    },
    /// Nobody is there to hand over to.
    NoHandOver,
    /// No case ever comes to it.
    Unreachable(Item),
    /// A move that breaks a rule of order.
    Breach {
        /// The light on which it may come; none for first aid.
        light: Option<LightId>,
        /// What is asked or tried.
        item: Item,
        /// The rule.
        breach: Breach,
    },
    /// There are more states than can be looked at.
    TooManyStates {
        /// The light that has them.
        light: LightId,
    },
}

impl Fault {
    /// The finding, with its place in the text of the guide.
    #[must_use]
    pub fn finding(&self, guide: &Guide, outline: &Outline) -> Finding {
        let at = |item| place(outline, item);
        match self {
            Self::DeadEnd { light, left } => {
                let names = list(left.iter().map(|step| guide[*step].id.as_str()));
                let fault = format!(
                    "on the light `{}` nothing may come next, and these steps are left: {names}",
                    guide[*light].id
                );
                Finding::error("dead-end", fault, at(Item::Light(*light)))
                    .help("let none of their `after` and `needs` lead back to itself")
            }
            Self::NoEnding { light, step } => {
                let (kind, verb) = if light.is_some() {
                    ("wait", "wait")
                } else {
                    ("stop", "do it")
                };
                Finding::error(
                    "dead-end",
                    format!(
                        "`{}` comes before everything, and whoever cannot {verb} has no ending",
                        guide[*step].id
                    ),
                    at(Item::Step(*step)),
                )
                .help(format!("add an ending of `kind: {kind}`"))
            }
            Self::NoHandOver => Finding::error(
                "dead-end",
                "a case that nothing helps is handed over to nobody",
                at(Item::Support),
            )
            .help("name in `channels` where to ask"),
            Self::Unreachable(item) => unreachable(guide, *item, outline),
            Self::Breach {
                light,
                item,
                breach,
            } => {
                let (code, fault, help) = told(guide, *breach);
                let name = name(guide, *item);
                let finding = match light {
                    Some(light) => Finding::error(
                        code,
                        format!("on the light `{}`, `{name}` {fault}", guide[*light].id),
                        at(*item),
                    )
                    .related(at(Item::Light(*light)), "on this light"),
                    None => {
                        Finding::error(code, format!("as first aid, `{name}` {fault}"), at(*item))
                    }
                };
                finding.help(help)
            }
            Self::TooManyStates { light } => Finding::warning(
                "unproved",
                format!(
                    "the light `{}` has too many states to look at each",
                    guide[*light].id
                ),
                at(Item::Light(*light)),
            )
            .help("let fewer answers establish conditions or rule out causes"),
        }
    }
}

fn unreachable(guide: &Guide, item: Item, outline: &Outline) -> Finding {
    let name = name(guide, item);
    let (fault, help) = match item {
        Item::Light(_) => (
            format!("nobody can name the light `{name}`: its own words lead to other lights"),
            "write `looks` so that its words mean this light",
        ),
        Item::Question(_) => (
            format!("no case ever comes to the question `{name}`"),
            "ask in `when` for conditions that can hold together",
        ),
        Item::Step(_) => (
            format!("no case ever comes to the step `{name}`"),
            "ask in `when` for conditions that can hold together, and let the steps that it needs be done",
        ),
        Item::Ending(_) | Item::Support => (
            format!("no case ever comes to the ending `{name}`"),
            "let an answer or a light lead to it, or remove it",
        ),
    };
    Finding::error("unreachable", fault, place(outline, item)).help(help)
}

fn name(guide: &Guide, item: Item) -> &str {
    match item {
        Item::Light(id) => &guide[id].id,
        Item::Question(id) => &guide[id].id,
        Item::Step(id) => &guide[id].id,
        Item::Ending(id) => &guide[id].id,
        Item::Support => "support",
    }
}

/// The code of a breach, what it is and what to do.
fn told(guide: &Guide, broken: Breach) -> (&'static str, String, &'static str) {
    let report = "please report this guide: the order of its moves is wrong";
    match broken {
        Breach::Twice => breach("endless", "comes twice in a case", report),
        Breach::Foreign => breach("out-of-order", "comes though nothing calls for it", report),
        Breach::BeforeSafety => breach("unsafe-order", "comes before the safety questions", report),
        Breach::BeforeFirstAid => breach("unsafe-order", "comes before first aid", report),
        Breach::Disturbs => breach(
            "unsafe-order",
            "may disturb a device that is busy",
            "let every step wait for the step that waits",
        ),
        Breach::LacksCondition => breach(
            "out-of-order",
            "comes before its conditions are known to hold",
            "remove its `when`, or let the answer that leads to it establish the condition",
        ),
        Breach::LacksNeeded => breach(
            "out-of-order",
            "comes before what it needs was done",
            "remove its `needs`, or write all of it in one step",
        ),
        Breach::TooEarly => breach(
            "out-of-order",
            "comes before a step that it comes `after`",
            report,
        ),
        Breach::ErasesFirst => breach(
            "erases-early",
            "erases before anything else was tried",
            "name a step that makes the device safe and erases nothing",
        ),
        Breach::ErasesBefore(gentler) => breach(
            "erases-early",
            format!("erases while `{}` is still left", guide[gentler].id),
            "let it come after every step that erases nothing",
        ),
    }
}

/// A code, what it is and what to do.
fn breach(
    code: &'static str,
    fault: impl Into<String>,
    help: &'static str,
) -> (&'static str, String, &'static str) {
    (code, fault.into(), help)
}
