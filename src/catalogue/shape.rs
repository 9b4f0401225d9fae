//! Rules about the shape of a guide: its keys, and what may stand behind them.

use super::{LAMP, Rule, change, error};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    error(
        "unknown-field",
        "a key is none that belongs there",
        "A misspelt key would be left out without a word, and with it what it says. The keys of a guide are always the same.",
        &[
            change("    minutes: 3\n", "    «minuts»: 3\n", "    minutes: 3\n", "did you mean `minutes`?"),
            change("about: [We", "«abuot»: [We", "about: [We", "did you mean `about`?"),
            change("by: Example Ltd", "«xyz»: Example Ltd", "url: https://example.org/", "use one of `id`, `title`, `by`"),
        ],
    ),
    error(
        "missing-field",
        "something that must be there is missing",
        "Without it the entry has no meaning, or the answer would have a hole. The help names the key to add.",
        &[
            change("    title: Put in fresh batteries\n", "", "    title: Swap the cells\n", "add `title: …`"),
            change("name: Example hall lamp\n", "", "name: Lamp\n", "add `name: …`"),
            change("{id: \"no\", say: \"No\"}", "«{»id: \"no\"}", "{id: \"no\", say: None of these}", "add `say: …`"),
        ],
    ),
    error(
        "no-value",
        "a key or a dash has nothing behind it",
        "Nobody can tell whether a value was forgotten or the key was meant to go. In a text between braces a comma may be the reason: it starts a new key.",
        &[
            change("say: Hot,", "say: Hot, «my hand»,", "say: \"Hot, my hand\",", "in quotes"),
            change("name: Example hall lamp", "«name»:", "name: nothing", "write the value"),
            change("    minutes: 3\n", "    «minutes»: ~\n", "    minutes: 2\n", "write the value"),
            change("[Keep it dry.]", "\n  - Keep it dry.\n  -«»", "\n  - Keep it dry.\n", "write the value"),
            change("ask: Is it hot?", "«ask»:", "ask: Hot?", "write the value"),
        ],
    ),
    error(
        "unknown-word",
        "a word or number is none that is accepted there",
        "Likelihoods, kinds, risks and the like are written with a few fixed words, or with a number in a sound range. Anything else would have no meaning.",
        &[
            change("effort: easy\n    when", "effort: «esy»\n    when", "effort: hard\n    when", "did you mean `easy`?"),
            change("risk: erases", "risk: «explodes»", "risk: erases", "use one of `none`, `cuts-power` and `erases`"),
            change("{network: high, battery: low}", "{network: «hihg», battery: low}", "{network: 5, battery: low}", "did you mean `high`?"),
            change("{network: high, battery: low}", "{network: high, battery: «0»}", "{network: high, battery: 0.001}", "a weight from 0.001 to 1000"),
            change("{network: high, battery: low}", "{network: high, battery: «-2»}", "{network: high, battery: 2}", "a weight from 0.001 to 1000"),
            change("{network: high, battery: low}", "{network: high, battery: «1000000000000000000000»}", "{network: high, battery: 1000}", "a weight from 0.001 to 1000"),
            change("fixes: {battery: high}", "fixes: {battery: «1»}", "fixes: {battery: 0.99}", "a chance from 0.001 to 0.999"),
            change("share: common, points-away", "share: «.nan», points-away", "share: 6, points-away", "a weight"),
            change("points-to: {network: strongly}", "points-to: {network: «.inf»}", "points-to: {network: 20}", "a factor"),
            change("points-to: {network: strongly}", "points-to: {network: «1e999»}", "points-to: {network: 1e2}", "a factor"),
        ],
    ),
    error(
        "wrong-shape",
        "a value is not of the kind that belongs there",
        "A text stands where a list belongs, or a list where a number does. An empty list says nothing either: leave its key out.",
        &[
            change("    minutes: 3\n", "    minutes: «three»\n", "    minutes: 3e0\n", "write a number"),
            change(LAMP, "«-» a list", LAMP, "start it with `id:`"),
            change(LAMP, "«»", LAMP, "start it with `id:`"),
            change("name: Example hall lamp", "name: «[»lamp]", "name: 12", "write a text"),
            change("ask: Is it hot?", "ask: «[»hot?]", "ask: \"[hot?]\"", "write a text"),
            change("cite: [H-7]", "cite: «H-7»", "cite: [H-7, H-8]", "write a list"),
            change("  battery: {name: empty battery}", "  battery: «empty»", "  battery:\n    name: empty", "keys and values"),
            change("[Keep it dry.]", "[«[»dry]]", "[{say: Dry., cite: [H-1]}]", "a sentence, or `say` and `cite`"),
            change("do: [Hold the button.]", "do: [«[»app]]", "do: [{say: Follow.}, {wait: 5 min}]", "a sentence, `warn`, or `wait` with `say`"),
            change("do: [Hold the button.]", "do: [«{»say: Follow., warn: Mind.}]", "do: [{warn: Mind.}]", "an action of each"),
            change("{network: high, battery: low}", "{network: «[»high], battery: low}", "{network: low, battery: low}", "a word or a number"),
            change("also: [hl100]", "«also»: []", "also:\n  - hl100", "remove the key"),
            change("also: [hl100]", "«also»: {hl100: x}", "also: [hl 100]", "behind `- `"),
            change("conditions:\n  on-battery: it runs on batteries", "«conditions»: [on-battery]", "conditions: {on-battery: yes}", "one `name: …` to a line"),
            change("prevention: [Keep it dry.]", "? «[»a]\n: b", "? prevention\n: [Keep it dry.]", "one word before the `:`"),
        ],
    ),
];
