//! Rules that the proof holds against every state: no text of a guide that loads should break them.

use super::{Rule, change, error, warning};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    error(
        "dead-end",
        "a case can come to where nothing may follow",
        "Whatever a person answers, something must come next: a question, a step or an ending. The finding names what is missing: an ending, or somebody to hand over to.",
        &[change("channels: [In the app.]", "channels: []", "channels: [In the shop.]", "name in `channels`")],
    ),
    error(
        "endless",
        "a move can come twice in a case",
        "Every question is asked once and every step is tried once, so that each case ends. The loader sees to it; if it did not, please report this.",
        &[],
    ),
    error(
        "unreachable",
        "no case ever comes to it",
        "A question, step or ending that nobody can reach helps nobody, and a light whose own words lead to another one is never found. Mend the conditions or the words, or remove it.",
        &[],
    ),
    error(
        "unsafe-order",
        "a move can come before what safety demands",
        "Safety questions and first aid come before everything, and power stays on while a device may be busy. The loader sees to it; if it did not, please report this.",
        &[],
    ),
    error(
        "out-of-order",
        "a move can come twice, or before what it waits for",
        "A question is asked once, a step is tried once, behind all that it needs and under its conditions. First aid comes before anything is known, so it can ask for nothing.",
        &[change("do-first: wait-out-update", "do-first: swap-batteries", "do-first: reconnect", "remove its `when`")],
    ),
    error(
        "erases-early",
        "something can be erased while a gentler step is left",
        "What erases comes last of all, when nothing else is left to try or to ask. The loader sees to it; if it did not, please report this.",
        &[],
    ),
    warning(
        "unproved",
        "a light has too many states to look at each",
        "The proof looks at every state of a light, up to a limit. Let fewer answers establish conditions or rule causes out.",
        &[],
    ),
];
