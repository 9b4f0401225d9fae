//! Rules about links: whatever a guide names must be there.

use super::{Rule, change, error};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    error(
        "unknown-cause",
        "a link names a cause that is not there",
        "What it says about that cause would be lost. The causes of a guide stand under `causes`.",
        &[
            change("fixes: {battery: high}", "fixes: {«batery»: high}", "fixes: {battery: low}", "did you mean `battery`?"),
            change("rules-out: [battery]", "rules-out: [battery, «heat»]", "rules-out: [battery, update]", "the causes `network`, `battery` and `update`"),
        ],
    ),
    error(
        "unknown-light",
        "a link names a light that is not there",
        "`may-be` and `then` name lights of the same guide by their ids.",
        &[
            change("then: [steady-green]", "then: [«stedy-green»]", "then: []", "did you mean `steady-green`?"),
            change("may-be: [slow-red, fast-red]", "may-be: [slow-red, «fast-rad»]", "may-be: [slow-red]", "did you mean `fast-red`?"),
        ],
    ),
    error(
        "unknown-step",
        "a link names a step that is not there",
        "`after`, `needs`, `do-first` and `article` name steps of the same guide by their ids.",
        &[
            change("after: [swap-batteries]", "after: [«swap-batery»]", "after: []", "did you mean `swap-batteries`?"),
            change("do-first: wait-out-update", "do-first: «wait-out-updat»", "do-first: reconnect", "did you mean `wait-out-update`?"),
            change("article: [reconnect]", "article: [reconnect, «xyz»]", "article: [reconnect, swap-batteries]", "the guide has the steps"),
        ],
    ),
    error(
        "unknown-ending",
        "a link names an ending that is not there",
        "Who gives that answer would stand before nothing. The endings of a guide stand under `endings`.",
        &[change("end: unplug-now", "end: «unplug»", "end: wait-more", "did you mean `unplug-now`?")],
    ),
    error(
        "unknown-condition",
        "a link names a condition that is not there",
        "`when` and `establishes` name conditions of the same guide by their ids.",
        &[change("when: [on-battery]", "when: [«on-batery»]", "when: []", "did you mean `on-battery`?")],
    ),
    error(
        "unknown-source",
        "a cited row belongs to no source of the guide",
        "Every claim can be followed to where it is from: a row starts with the id of its source. Add the source, or mend the row.",
        &[change("cite: [H-7]", "cite: [H-7, «X-1»]", "cite: [H-7, H-8]", "(`H`), or add its source")],
    ),
    error(
        "unknown-guide",
        "an ending goes on with a guide that is not there",
        "`continue-with` names a built-in guide, or one that is read along with this one, by its id.",
        &[change("{kind: wait, title: Wait,", "{kind: wait, title: Wait, continue-with: «hal-lamp»,", "{kind: wait, title: Wait, continue-with: hall-lamp,", "did you mean `hall-lamp`?")],
    ),
    error(
        "unknown-shared",
        "`use` names something that is not shared",
        "What several guides have in common stands in `shared/steps.yaml` and `shared/notes.yaml`, beside the guides. The help names what is there.",
        &[],
    ),
];
