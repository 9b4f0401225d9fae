//! Rules about scenarios: what a story in `kb/scenarios/` expects must come true.

use super::{Rule, error};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    error(
        "unknown-device",
        "a file of scenarios is named after no guide",
        "A file of scenarios is called as its guide: `kb/scenarios/hall-lamp.yaml`. Add a guide of your own by `--kb`.",
        &[],
    ),
    error(
        "not-understood",
        "the words for a light say nothing of a light",
        "`light` takes the words that `--pattern` takes: a colour and what it does, or the id of a light.",
        &[],
    ),
    error(
        "unknown-pattern",
        "the words for a light fit no light of the guide",
        "The light is understood, and the guide has none like it. `blinkdoc lights DEVICE` shows what it has.",
        &[],
    ),
    error(
        "ambiguous-pattern",
        "the words for a light fit several lights",
        "A story is about one light. Say more of it, or name its id.",
        &[],
    ),
    error(
        "wrong-form",
        "an entry is not of the form NAME=VALUE",
        "An entry of a story is `QUESTION=ANSWER` or `STEP=OUTCOME`, as on the command line.",
        &[],
    ),
    error(
        "unknown-question",
        "a scenario names a question that is not there",
        "`ask` takes ids of questions. The help names them.",
        &[],
    ),
    error(
        "unknown-answer",
        "a scenario names an answer that the question does not have",
        "The help names the answers of the question; `not-sure` belongs to each.",
        &[],
    ),
    error(
        "unknown-outcome",
        "a scenario names no outcome of a step",
        "The outcomes are `fixed`, `no-change`, `could-not` and `light:ID`.",
        &[],
    ),
    error(
        "expects-nothing",
        "a scenario expects nothing",
        "A story that cannot fail proves nothing. Say under `expect` what comes up, what never does, or where it ends.",
        &[],
    ),
    error(
        "told-twice",
        "a scenario tells the same thing twice",
        "A question is asked once and a step is tried once in a case. Keep one of the two entries.",
        &[],
    ),
    error(
        "unknown-move",
        "a scenario names a question or step that is not there",
        "The ids of a scenario are those of its guide. The help names them.",
        &[],
    ),
    error(
        "never-came-up",
        "something that a scenario tells or expects did not come up",
        "The engine asks, and an entry replies when its question or step comes. The finding says what came instead: mend the story, or the guide.",
        &[],
    ),
    error(
        "came-up",
        "something came up that a scenario says never does",
        "`never` names what must not come up in this story, a dangerous step for example. Look at what the guide leads to.",
        &[],
    ),
    error(
        "other-order",
        "what a scenario expects came up in another order",
        "The ids behind `ask` and `try` come up in the order in which they stand, with others between them if need be.",
        &[],
    ),
    error(
        "other-end",
        "a scenario ended elsewhere",
        "`end` is the id of an ending or its kind. The finding says where the story ended.",
        &[],
    ),
];
