//! Rules about the wording: what people read must be plain, short and kind.

use super::{Rule, change, warning};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    warning(
        "long-sentence",
        "a sentence has 25 words or more",
        "Who is worried reads in pieces. Say one thing in a sentence, and the next thing in the next one.",
        &[change("[Keep it dry.]", "[\"«Keep it dry, a b c d e f g h i j k l m n o p q r s t u v».\"]", "[\"Keep it dry, a b c d e f g h i j k l m n o p q r s t u.\"]", "under 25")],
    ),
    warning(
        "jargon",
        "a word of the trade is explained nowhere",
        "Explain it with a plain word in the same light, cause, question, step or ending, or once for the guide in `about` or the `about` of a cause. A plain word in the same text will do, or `means …`, `that is, …` and `(a …)` right behind it.",
        &[change("means: It is connected.", "means: Its «firmware» works.", "means: Its firmware (the built-in software) works.", "`firmware (the software inside the device)`")],
    ),
    warning(
        "belittling",
        "a word makes light of what a reader has to do",
        "`simply`, `just`, `easy` and their like say that who cannot do it is to blame. They are left out, and nothing is lost.",
        &[change("do: [Follow the app.]", "do: [You «just» follow the app.]", "do: [Follow the app.]", "`a moment ago`")],
    ),
    warning(
        "title-verb",
        "the title of a step does not start with what to do",
        "The title alone must say what to do: `Restart the router`, `Check the cable`. It starts with a verb in the form of a request.",
        &[change("title: Put in fresh batteries", "title: «Swapping» the batteries", "title: Swap the batteries", "`Swap`")],
    ),
    warning(
        "unit",
        "a unit is spelt in a way of its own",
        "One spelling in all guides: `30 seconds`, `5 minutes`, `2 hours`, `10 metres`, `30 feet`, `2.4 GHz`, `5 V`, `1 A`, `35 °C`.",
        &[change("do: [Hold the button.]", "do: [Hold it for «10 sec».]", "do: [Hold it for 10 seconds.]", "write `10 seconds`")],
    ),
    warning(
        "question-mark",
        "a question does not end with a question mark",
        "What stands under `ask` is what a person answers, so it ends with the question.",
        &[change("ask: Is it hot?", "ask: Say whether it is «hot».", "ask: Is it hot (to the hand)?", "a `?`")],
    ),
    warning(
        "full-stop",
        "a sentence does not end",
        "Sentences end with a full stop, so that nobody wonders whether something is missing. A few words in small letters do for `channels`, `loses` and what a wait is for.",
        &[change("means: It is connected.", "means: It is «connected»", "means: It is connected!", "full stop")],
    ),
    warning(
        "spaces",
        "two spaces stand in a row",
        "They are shown as they are written. Write one.",
        &[change("do: [Follow the app.]", "do: [Follow«  »the app.]", "do: [Follow the app.]", "write one")],
    ),
];
