//! Small guides drawn by lot, with whatever rules a guide may have.

use std::fmt::{self, Debug, Formatter, Write as _};

use blinkdoc::kb::Guide;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::sample::read;

/// What can be wrong in a small guide; the last two want to be left alone.
const CAUSES: [&str; 5] = ["net", "power", "wire", "update", "start"];
const CONDITIONS: [&str; 3] = ["on-battery", "online", "near"];

/// A small guide, shown as its text.
pub(crate) struct Small {
    pub(crate) guide: Guide,
    text: String,
}

impl Debug for Small {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Small guides that the loader takes: three lights, one of which may be one of two; busy causes; steps in
/// all sorts of order; clues that establish, exclude and end.
pub(crate) fn small_guides() -> impl Strategy<Value = Small> {
    let weights = || {
        let weight = select(vec!["high", "medium", "low", "0.3"]);
        (subsequence(CAUSES.to_vec(), 1..=4), vec(weight, 4)).prop_map(|(causes, weights)| {
            let weights = causes.iter().zip(weights);
            let weights: Vec<String> = weights
                .map(|(cause, weight)| format!("{cause}: {weight}"))
                .collect();
            weights.join(", ")
        })
    };
    let support = select(vec![4_u16, 40, 360]);
    let parts = (
        vec(weights(), 3),
        vec(question(), 0..=3),
        steps(),
        safe(),
        support,
    );
    parts.prop_filter_map(
        "the loader refuses it",
        |(weights, questions, steps, safe, support)| {
            let text = text(&weights, &questions, &steps, &safe, support);
            let guide = read("small.yaml", &text).ok()?.guides.remove(0);
            Some(Small { guide, text })
        },
    )
}

/// The harmless answer to the safety question, which may tell something all the same.
fn safe() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just(String::new()), 1 => fact()]
}

/// What an answer does to the rules of order.
fn fact() -> impl Strategy<Value = String> {
    prop_oneof![
        select(CONDITIONS.to_vec()).prop_map(|condition| format!(", establishes: [{condition}]")),
        select(CAUSES.to_vec()).prop_map(|cause| format!(", rules-out: [{cause}]")),
        (select(CONDITIONS.to_vec()), select(CAUSES.to_vec())).prop_map(
            |(condition, cause)| format!(", establishes: [{condition}], rules-out: [{cause}]")
        ),
    ]
}

/// What stands behind the words of an answer.
fn answer() -> impl Strategy<Value = String> {
    let points = (
        select(vec!["points-to", "points-away"]),
        select(CAUSES.to_vec()),
        select(vec!["strongly", "slightly", "2"]),
    );
    let points = points.prop_map(|(way, cause, how)| format!(", {way}: {{{cause}: {how}}}"));
    let end = select(vec!["go-on", "well", "later"]).prop_map(|end| format!(", end: {end}"));
    let share = select(vec!["", ", share: common", ", share: seldom"]);
    let plain = || Just(String::new());
    (
        share,
        prop_oneof![1 => plain(), 2 => points],
        prop_oneof![plain(), fact()],
        prop_oneof![4 => plain(), 1 => end],
    )
        .prop_map(|(share, points, fact, end)| format!("{share}{points}{fact}{end}"))
}

/// The conditions that something asks for: often none.
fn when() -> impl Strategy<Value = String> {
    let some = subsequence(CONDITIONS.to_vec(), 1..=2);
    prop_oneof![
        3 => Just(String::new()),
        2 => some.prop_map(|some| format!(", when: [{}]", some.join(", "))),
    ]
}

/// What stands behind the words of a question.
fn question() -> impl Strategy<Value = String> {
    let minutes = select(vec!["0.1", "0.5", "2", "30"]);
    (minutes, when(), vec(answer(), 2..=3)).prop_map(|(minutes, when, answers)| {
        let mut text = format!("minutes: {minutes}{when}, answers: [");
        for (at, answer) in answers.iter().enumerate() {
            let _ = write!(text, "{{id: a{at}, say: A{answer}}}, ");
        }
        text + "]"
    })
}

/// What stands behind the words of each step: those that wait, then up to five others.
fn steps() -> impl Strategy<Value = Vec<String>> {
    let fixes = |causes: &'static [&str], most| {
        let chance = select(vec!["certain", "high", "medium", "low"]);
        (subsequence(causes, 0..=most), chance).prop_map(|(causes, chance)| {
            causes.iter().fold(String::new(), |text, cause| {
                text + &format!(", {cause}: {chance}")
            })
        })
    };
    let minutes = || select(vec![1_u16, 2, 5, 20]);
    let wait = move |cause: &'static str| {
        let also = prop_oneof![2 => Just(String::new()), 1 => fixes(&CAUSES[..3], 1)];
        (also, minutes()).prop_map(move |(also, minutes)| {
            format!("fixes: {{{cause}: certain{also}}}, minutes: {minutes}")
        })
    };
    let earlier = |key: &'static str| {
        move |at: usize, number: usize| match number {
            0..6 if number < at => format!(", {key}: [s{number}]"),
            _ => String::new(),
        }
    };
    let (after, needs) = (earlier("after"), earlier("needs"));
    let risk = prop_oneof![3 => Just(""), 1 => Just(", risk: erases, loses: All.")];
    let links = (0..14_usize, 0..18_usize);
    let step = (
        select(CAUSES[..3].to_vec()),
        fixes(&CAUSES[..3], 1),
        minutes(),
        risk,
        when(),
        links,
    );
    (wait("update"), wait("start"), vec(step, 1..=5)).prop_map(move |(update, start, steps)| {
        let others = steps.into_iter().enumerate();
        let others = others.map(|(at, (cause, also, minutes, risk, when, links))| {
            let also = if also.contains(cause) {
                String::new()
            } else {
                also
            };
            let (after, needs) = (after(at, links.0), needs(at, links.1));
            format!(
                "fixes: {{{cause}: medium{also}}}, minutes: {minutes}{risk}{when}{after}{needs}"
            )
        });
        let others: Vec<String> = others.collect();
        [update, start].into_iter().chain(others).collect()
    })
}

fn text(
    weights: &[String],
    questions: &[String],
    steps: &[String],
    safe: &str,
    support: u16,
) -> String {
    let mut text = format!(
        "id: small\nname: Small\nconditions: {{on-battery: b, online: o, near: n}}\ncauses:\n  net: {{name: n}}\n  power: {{name: p}}\n  wire: {{name: w}}\n  update: {{name: u, kind: busy}}\n  start: {{name: s, kind: busy}}\nlights:\n  - {{id: slow, looks: \"red, blinks slowly\", state: fault, means: M., causes: {{{}}}}}\n  - {{id: fast, looks: \"red, blinks fast\", state: fault, means: M., causes: {{{}}}}}\n  - {{id: red, looks: \"red, blinks\", state: fault, means: M., may-be: [slow, fast]}}\n  - {{id: blue, looks: \"blue, blinks\", state: setup, means: M., causes: {{{}}}}}\n  - {{id: green, looks: \"green, steady\", state: normal, means: M.}}\nquestions:\n  - {{id: hot, kind: safety, ask: H?, answers: [{{id: burnt, say: B, end: stop}}, {{id: no-heat, say: N{safe}}}]}}\n",
        weights[0], weights[1], weights[2]
    );
    for (at, question) in questions.iter().enumerate() {
        let _ = writeln!(text, "  - {{id: q{at}, kind: clue, ask: Q?, {question}}}");
    }
    text += "steps:\n";
    for (at, step) in steps.iter().enumerate() {
        let id = match at {
            0 => "wait".to_owned(),
            1 => "wait-more".to_owned(),
            at => format!("s{}", at - 2),
        };
        let _ = writeln!(
            text,
            "  - {{id: {id}, title: S, do: [S.], effort: easy, {step}}}"
        );
    }
    let _ = write!(
        text,
        "endings:\n  stop: {{kind: stop, title: S, say: [S.]}}\n  well: {{kind: normal, title: W, say: [W.]}}\n  later: {{kind: wait, title: L, say: [L.], minutes: 15}}\n  go-on: {{kind: setup, title: G, say: [G.], minutes: 5}}\nsupport: {{minutes: {support}, when: [It is broken.], channels: [Here.], have-ready: [That.]}}\n"
    );
    text
}
