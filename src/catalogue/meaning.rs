//! Rules about what a guide means: that it leads everyone to a good end.

use super::{Rule, change, error, warning};

/// Questions about the battery, one for each id.
macro_rules! clues {
    ($($id:literal)+) => {
        concat!("\n", $("  - {id: ", $id, ", kind: clue, ask: Is it so?, answers: [{id: a, say: A, points-to: {battery: slightly}}, {id: b, say: B}]}\n"),+, "steps:\n")
    };
}

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    // Lights.
    error(
        "unknown-looks",
        "what a light looks like cannot be read",
        "`looks` is written in fixed words, so that it can be drawn and compared: a colour, then what it does. The help says which word is not known.",
        &[change("looks: \"red, blinks fast\"", "looks: «\"redd, blinks fast\"»", "looks: \"red, blinks every 0.5 s\"", "did you mean `red`?")],
    ),
    error(
        "no-cause",
        "a light is a fault and nothing can be wrong",
        "Without a cause there is nothing to find out and nothing to mend. Name its causes, or the lights that it may be.",
        &[change("may-be: [slow-red, fast-red]}", "may-be: []}", "causes: {network: low}}", "add `causes:`")],
    ),
    error(
        "two-origins",
        "a light says in two ways what comes of it",
        "A light has causes of its own, or may be one of several others, or ends at once. Two of these would contradict each other.",
        &[
            change("may-be: [slow-red, fast-red]}", "causes: {network: low}, «may-be»: [slow-red, fast-red]}", "may-be: [fast-red, slow-red]}", "remove one"),
            change("end: all-well}", "end: all-well, causes: {network: low}}", "end: wait-more}", "remove `end`"),
        ],
    ),
    error(
        "may-be",
        "a light may be one that has no causes of its own",
        "Such a light takes the causes of the others in equal shares, so each of them needs some. A light that ends at once cannot be one of them.",
        &[change("may-be: [slow-red, fast-red]", "may-be: [slow-red, steady-green]", "may-be: [fast-red]", "name lights that have `causes`")],
    ),
    error(
        "same-looks",
        "nobody can tell two lights apart",
        "Who sees one of them would be led through the steps of the other. People see a difference in colour, in the number of flashes, and in the rate from twice as fast on; a light that leaves its rate open stands for every rate that no other light names. A light that may be another one is exempt.",
        &[
            change("end: all-well}\n", "end: all-well}\n  - {id: online, looks: «\"green, steady\"», state: normal, means: It works., end: all-well}\n", "end: all-well}\n  - {id: online, looks: \"blue, steady\", state: normal, means: It works., end: all-well}\n", "make one light of the two"),
            change("end: all-well}\n", "end: all-well}\n  - {id: asleep, looks: «\"red, blinks every 5 s\"», state: normal, means: It sleeps., end: all-well}\n", "end: all-well}\n  - {id: asleep, looks: \"red, blinks every 6 s\", state: normal, means: It sleeps., end: all-well}\n", "say what differs"),
        ],
    ),
    warning(
        "red-green",
        "only red and green tell two lights apart",
        "One man in twelve cannot see that difference. It is enough when a case with one of the two asks something besides safety, such as what the app shows.",
        &[change("end: all-well}\n", "end: all-well}\n  - {id: closed, looks: «\"red, steady\"», state: normal, means: It is locked., end: all-well}\n", "end: all-well}\n  - {id: closed, looks: \"red, steady\", state: fault, means: It is locked., causes: {network: low}}\n", "let a question")],
    ),
    error(
        "unnamed-light",
        "words for a light do not lead to it",
        "People write down what they see, or the words of an id. The first must lead to that very light, and the second must not lead to another.",
        &[
            change("end: all-well}\n", "end: all-well}\n  - {id: open, looks: «\"led: blue, steady\"», state: normal, means: It is open., end: all-well}\n", "end: all-well}\n  - {id: open, looks: \"power: blue, steady\", state: normal, means: It is open., end: all-well}\n", "blinkdoc whatis"),
            change("end: all-well}\n", "end: all-well}\n  - {id: «green-steady», looks: \"blue, steady\", state: normal, means: It is open., end: all-well}\n", "end: all-well}\n  - {id: blue-steady, looks: \"blue, steady\", state: normal, means: It is open., end: all-well}\n", "choose an id"),
        ],
    ),
    // Safety.
    error(
        "safety-answers",
        "a safety question does not tell safe from unsafe",
        "Whoever sees nothing bad must be able to say so and go on: one answer neither ends the case nor puts a step first. Whoever sees something bad must be led elsewhere, or the question need not be asked.",
        &[
            change(
                "id: hot\n    kind: safety\n    ask: Is it hot?\n    answers:\n      - {id: burnt, say: It smells, end: unplug-now}\n      - {id: hot, say: Hot, do-first: wait-out-update}\n      - {id: \"no\", say: \"No\"}\n",
                "id: «hot»\n    kind: safety\n    ask: Is it hot?\n    answers:\n      - {id: burnt, say: It smells, end: unplug-now}\n      - {id: hot, say: Hot, do-first: wait-out-update}\n",
                "id: hot\n    kind: safety\n    ask: Is it hot?\n    answers:\n      - {id: burnt, say: It smells, end: unplug-now}\n      - {id: cold, say: Not at all}\n",
                "add an answer",
            ),
            change(
                "id: hot\n    kind: safety\n    ask: Is it hot?\n    answers:\n      - {id: burnt, say: It smells, end: unplug-now}\n      - {id: hot, say: Hot, do-first: wait-out-update}\n",
                "id: «hot»\n    kind: safety\n    ask: Is it hot?\n    answers:\n      - {id: burnt, say: It smells}\n      - {id: hot, say: Hot}\n",
                "id: hot\n    kind: safety\n    ask: Is it hot?\n    answers:\n      - {id: burnt, say: It smells, end: unplug-now}\n      - {id: hot, say: Hot}\n",
                "`end` the case",
            ),
        ],
    ),
    error(
        "do-first",
        "a step is put first that must not come first",
        "`do-first` is first aid, before all else: only an answer to a safety question may demand it, and it must not erase anything.",
        &[
            change("{id: router, say: A new router,", "{id: router, say: A new router, «do-first»: reconnect,", "{id: router, say: A new router, end: unplug-now,", "`kind: safety`"),
            change("do-first: wait-out-update", "do-first: «factory-reset»", "do-first: reconnect", "erases nothing"),
        ],
    ),
    warning(
        "no-safety",
        "a guide asks about no danger",
        "Heat, smoke and damage come before everything else, and only a question of `kind: safety` is sure to be asked first. Ask what a person can see, smell or feel.",
        &[change(
            "    kind: safety\n    ask: Is it hot?\n    answers:\n      - {id: burnt, say: It smells, end: unplug-now}\n      - {id: hot, say: Hot, do-first: wait-out-update}\n",
            "    kind: clue\n    ask: Is it hot?\n    answers:\n      - {id: burnt, say: It smells, points-to: {battery: slightly}, end: unplug-now}\n",
            "    kind: safety\n    ask: Is it very hot?\n    answers:\n      - {id: burnt, say: It smells, end: unplug-now}\n",
            "`kind: safety`",
        )],
    ),
    error(
        "safety-when",
        "a safety question asks for a condition",
        "Safety comes before everything, so nothing is known yet when it is asked about. It is asked about always.",
        &[change("    ask: Is it hot?\n", "    ask: Is it hot?\n    «when»: [on-battery]\n", "    ask: Is it very hot?\n", "remove `when`")],
    ),
    // Waiting.
    error(
        "no-wait",
        "a device may be busy, and nothing lets it finish",
        "Who pulls the plug of a device that is updating may break it. A `busy` cause needs a step that waits for it, and nothing may keep a person from that step: no condition and no risk.",
        &[
            change("fixes: {update: certain}", "fixes: {battery: certain}", "fixes: {update: low}", "`fixes: {update: certain}`"),
            change("fixes: {update: certain},", "fixes: {update: certain}, risk: cuts-power,", "fixes: {update: certain}, risk: none,", "no `when` and no `risk`"),
            change("fixes: {update: certain},", "fixes: {update: certain}, when: [on-battery],", "fixes: {update: certain}, when: [],", "no `when` and no `risk`"),
        ],
    ),
    error(
        "busy-light",
        "a light is busy and does not lead to waiting",
        "What is busy must be left alone until it has finished. Such a light has a cause of `kind: busy`, or has no causes and ends in `wait`.",
        &[
            change("end: all-well}\n", "end: all-well}\n  - {id: starting, looks: \"blue, blinks\", state: «busy», means: It starts., causes: {network: low}}\n", "end: all-well}\n  - {id: starting, looks: \"blue, blinks\", state: busy, means: It starts., causes: {update: low}}\n", "`kind: busy`"),
            change("end: all-well}\n", "end: all-well}\n  - {id: starting, looks: \"blue, blinks\", state: «busy», means: It starts., end: all-well}\n", "end: all-well}\n  - {id: starting, looks: \"blue, blinks\", state: busy, means: It starts., end: wait-more}\n", "`kind: wait`"),
        ],
    ),
    // Questions.
    error(
        "no-answer",
        "no answer establishes a condition that something asks for",
        "What asks for such a condition is kept away for ever. Let an answer establish it that does not end the case, or remove it.",
        &[change("establishes: [on-battery]", "share: common", "establishes: [on-battery], share: common", "`establishes: [on-battery]`")],
    ),
    error(
        "impossible-when",
        "no answers can establish what a `when` asks for",
        "A question cannot establish what it asks for itself. Nor can a person give two answers to one question, so conditions of different answers never hold together.",
        &[change("    ask: Does it run on batteries?\n", "    ask: Does it run on batteries?\n    when: [«on-battery»]\n", "    ask: Does it run on batteries at all?\n", "before this")],
    ),
    error(
        "few-answers",
        "a question has fewer than two answers",
        "A question with one answer asks nothing. \"Not sure\" belongs to every question by itself and does not count.",
        &[
            change(
                "    answers:\n      - {id: router, say: A new router, share: seldom, points-to: {network: strongly}}\n      - {id: nothing, say: Nothing, share: common, points-away: {network: slightly}}\n",
                "    answers: «[»{id: router, say: A new router, points-to: {network: strongly}}]\n",
                "    answers: [{id: router, say: Router, points-to: {network: strongly}}, {id: nothing, say: Nothing}]\n",
                "what else a person may see",
            ),
            change(
                "    answers:\n      - {id: router, say: A new router, share: seldom, points-to: {network: strongly}}\n      - {id: nothing, say: Nothing, share: common, points-away: {network: slightly}}\n",
                "    answers: «[»]\n",
                "    answers: [{id: router, say: Router, points-to: {network: strongly}}, {id: nothing, say: Nothing}]\n",
                "what else a person may see",
            ),
        ],
    ),
    error(
        "impossible-cause",
        "every answer of a question rules out the same cause",
        "Whatever a person said, that cause would be gone, even when it is the right one. At least one answer must leave it.",
        &[change("{id: batteries, say: \"Yes\",", "{id: batteries, say: \"Yes\", rules-out: [battery],", "{id: batteries, say: \"Yes\", rules-out: [update],", "at least one answer")],
    ),
    warning(
        "no-cause-left",
        "an answer rules out every cause of a light",
        "Only \"something else\" is left then, which no step repairs, so the case goes to support with nothing tried. Name what else it may be, or let the answer end the case.",
        &[change("rules-out: [battery]", "rules-out: «[»battery, network]", "rules-out: [battery, update]", "let the answer `end` the case")],
    ),
    warning(
        "tells-nothing",
        "the answers of a question tell no causes apart",
        "A question takes time, and is worth it when some answer is likelier under one cause than under another, ends a case or opens a step. What is weighed is what comes of all words together: answers that all point to the same cause point nowhere.",
        &[
            change("\nsteps:\n", "\n  - {id: «same», kind: clue, ask: Is it so?, answers: [{id: a, say: A}, {id: b, say: B}]}\nsteps:\n", "\n  - {id: same, kind: clue, ask: Is it so?, answers: [{id: a, say: A, points-to: {battery: slightly}}, {id: b, say: B}]}\nsteps:\n", "remove the question"),
            change("points-away: {network: slightly}", "points-to: {network: strongly}", "points-to: {network: slightly}", "more than to others"),
            change("points-to: {network: strongly}}\n      - {id: nothing, say: Nothing, share: common, points-away: {network: slightly}}", "points-to: {network: 1.001}}\n      - {id: nothing, say: Nothing, share: common}", "points-to: {network: 1.2}}\n      - {id: nothing, say: Nothing, share: common}", "more than to others"),
        ],
    ),
    // Causes and steps.
    error(
        "no-remedy",
        "nothing is done about a cause",
        "A cause that no step repairs and nobody hands over keeps a person busy for nothing. It is handed over when an answer that points to it ends the case, or when the guide says under `support` with `when` at what time to call; a part that has failed is a good reason for the latter.",
        &[change("fixes: {battery: high}", "fixes: {network: low}", "fixes: {battery: medium, network: low}", "`fixes: {battery: …}`")],
    ),
    warning(
        "then-light",
        "a step leads to a light that it is for",
        "`then` names the lights that mean that the step has worked; a fault that it is for is none of them. Who sees the same trouble as before should not be told that.",
        &[change("then: [steady-green]", "then: [«slow-red»]", "then: [fast-red]", "when it has worked")],
    ),
    error(
        "no-loses",
        "a step erases something and does not say what",
        "Nobody should lose anything without having been told. `loses` is shown before the step is done.",
        &[change(" loses: Its name.,", "", " loses: All.,", "add `loses: …`")],
    ),
    error(
        "hidden-erase",
        "a step loses something and does not say that it erases",
        "What erases comes last of all and asks for a typed word. The program only knows which step that is from `risk: erases`.",
        &[change("risk: erases, loses: Its name.", "risk: cuts-power, «loses»: Its name.", "risk: cuts-power", "add `risk: erases`")],
    ),
    error(
        "empty-step",
        "a step does nothing, or fixes nothing",
        "A step tells a person what to do, and the program what it can repair. Without both it has no use.",
        &[
            change("fixes: {battery: high}", "fixes: «{»}", "fixes: {battery: certain}", "`fixes: {cause: medium}`"),
            change("do: [Follow the app.]", "do: «[»]", "do: [Do.]", "one action a line"),
        ],
    ),
    error(
        "bad-duration",
        "a wait is no length of time",
        "A wait is a whole number with `s`, `min` or `h`, a day at most, so that it can be counted down.",
        &[
            change("wait: 30 min", "wait: «30 days»", "wait: 1800 s", "`30 s`"),
            change("wait: 30 min", "wait: «-1 s»", "wait: 1 s", "a whole number"),
            change("wait: 30 min", "wait: «99999999999 h»", "wait: 29 min", "a day at most"),
        ],
    ),
    error(
        "bad-minutes",
        "a number of minutes cannot be",
        "Minutes decide which step comes first, so they must be true to life: more than nothing and at most a week.",
        &[
            change("    minutes: 3\n", "    minutes: «-3»\n", "    minutes: 0.5\n", "from 0.001"),
            change("    minutes: 3\n", "    minutes: «0»\n", "    minutes: 0.1\n", "from 0.001"),
            change("    minutes: 3\n", "    minutes: «1e-300»\n", "    minutes: 0.001\n", "from 0.001"),
            change("    minutes: 3\n", "    minutes: «525600»\n", "    minutes: 525.6\n", "a week"),
            change("    minutes: 3\n", "    minutes: «.inf»\n", "    minutes: 10080\n", "a week"),
            change("    minutes: 3\n", "    minutes: «.nan»\n", "    minutes: 10.5\n", "a week"),
            change("    minutes: 3\n", "    minutes: «99999999999999999999999»\n", "    minutes: 1e2\n", "a week"),
            change("{kind: wait, title: Wait,", "{kind: wait, minutes: «-1», title: Wait,", "{kind: wait, minutes: 0, title: Wait,", "from 0"),
        ],
    ),
    warning(
        "short-minutes",
        "a step takes fewer minutes than it waits",
        "The minutes of a step are all that pass until it is done, with every wait in it. With too few of them it comes too early, and people wait longer than they were told.",
        &[
            change("minutes: 30, effort", "minutes: «29», effort", "minutes: 31, effort", "write `minutes: 30`"),
            change("do: [Open the cover., Replace both cells.]", "do: [{wait: 3 min}, Open the cover., {wait: 20 s}]", "do: [{wait: 2 min}, Open the cover., {wait: 60 s}]", "write `minutes: 3.4`"),
        ],
    ),
    error(
        "cycle",
        "steps wait for each other",
        "When each of two steps comes after the other, neither can be the first. Remove one `after` or `needs` of the circle.",
        &[change("    when: [on-battery]\n", "    when: [on-battery]\n    after: [reconnect]\n", "    when: [on-battery]\n    after: [wait-out-update]\n", "remove one of")],
    ),
    // Endings.
    error(
        "built-in-ending",
        "an ending has a kind that is built in",
        "`fixed` and `support` belong to every guide and always read the same. An ending of a guide is `normal`, `setup`, `wait` or `stop`.",
        &[change("{kind: stop,", "{kind: «support»,", "{kind: stop,", "`normal`, `setup`, `wait` or `stop`")],
    ),
    error(
        "no-ending",
        "somebody comes to a place where nothing ends the case",
        "Every case ends. A light without causes needs an ending of its own kind, whoever cannot wait needs one of `kind: wait`, and whoever cannot give first aid one of `kind: stop`.",
        &[
            change("end: all-well}\n", "end: all-well}\n  - {id: dark, looks: \"off\", state: setup, means: Set it up.}\n", "end: all-well}\n  - {id: dark, looks: \"off\", state: normal, means: It sleeps.}\n", "add `end: …`"),
            change("{kind: wait, title: Wait,", "{kind: stop, title: Wait,", "{kind: wait, title: Stay,", "`kind: wait`"),
        ],
    ),
    // The whole.
    error(
        "too-many",
        "a light has more steps or questions than can be planned",
        "The best order is worked out exactly, for every set of what was tried: 12 steps and 6 questions that tell causes apart are the most for a light, 64 causes and 64 conditions for a guide. Merge small checks into one step, and related clues into one question.",
        &[change("\nsteps:\n", clues!("c1" "c2" "c3" "c4" "c5"), clues!("c1" "c2"), "6 the most")],
    ),
    warning(
        "many",
        "a light has so many steps or questions that people give up",
        "Nine steps and four questions are enough. Merge small checks into one step, and related clues into one question, such as what changed.",
        &[change("\nsteps:\n", clues!("c1" "c2" "c3"), clues!("c1" "c2"), "4 are enough")],
    ),
    warning(
        "unused",
        "something plays no part on any light",
        "No case ever comes to it, so it is a mistake elsewhere or it is not needed. Let a light lead to it, or remove it.",
        &[
            change("conditions:\n", "conditions:\n  «on-mains»: it has a plug\n", "conditions:\n", "remove the condition"),
            change("causes:\n", "causes:\n  «heat»: {name: too hot}\n", "causes:\n", "remove the cause"),
            change("endings:\n", "endings:\n  «idle»: {kind: normal, title: Idle, say: [Idle.]}\n", "endings:\n", "let a light lead to it"),
        ],
    ),
];
