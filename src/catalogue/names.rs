//! Rules about ids and names.

use super::{Rule, beside, change, error};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    error(
        "bad-id",
        "an id is no plain word, or is built in",
        "Ids are typed on command lines and stand in saved cases: lower-case letters and digits, with single hyphens between them. `other`, `not-sure`, `fixed`, `support`, `could-not` and `no-change` mean the same in every guide.",
        &[
            change("conditions:\n", "conditions:\n  «On Mains»: it has a plug\n", "conditions:\n  on-mains: it has a plug\n", "lower-case"),
            change("id: hall-lamp\n", "id: «hall lamp»\n", "id: hall-lamp # a comment\n", "single hyphens"),
            change("causes:\n", "causes:\n  «other»: {name: anything}\n", "causes:\n", "choose another id"),
            change("{id: mains,", "{id: «not-sure»,", "{id: sure,", "belongs to every question"),
            change("{id: mains,", "{id: «the mains»,", "{id: the-mains,", "single hyphens"),
        ],
    ),
    error(
        "duplicate-id",
        "two things of one kind have the same id",
        "A link to that id could mean either. Things of different kinds may share one: a step may be called like a cause.",
        &[
            change("id: factory-reset", "id: «reconnect»", "id: steady-green", "an id of its own"),
            change("id: mains", "id: «batteries»", "id: reconnect", "an id of its own"),
        ],
    ),
    error(
        "bad-name",
        "a name has no letter and no digit",
        "People type names to find their device. Signs alone cannot be told apart when they are typed.",
        &[change("also: [hl100]", "also: [«'--'»]", "also: [光]", "people can type")],
    ),
    error(
        "duplicate-name",
        "two guides have the same name",
        "Whoever types it could mean either device. Leave it to the guide that more people mean by it.",
        &[beside(
            "porch-lamp.yaml",
            "id: hall-lamp\nname: Example hall lamp\nalso: [hl100]",
            "id: porch-lamp\nname: Example porch lamp\nalso: [«hl100»]",
            "id: porch-lamp\nname: Example porch lamp\nalso: [pl100]",
            "more people mean",
        )],
    ),
    error(
        "file-name",
        "a guide stands in a file of another name",
        "A guide is found by the name of its file: the guide `lamp` is `lamp.yaml`. Rename one of the two.",
        &[change("id: hall-lamp\n", "id: «lamp»\n", "id: 'hall-lamp'\n", "`lamp.yaml`")],
    ),
];
