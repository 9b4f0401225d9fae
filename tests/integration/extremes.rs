//! Guides with the most extreme numbers: every case ends, and no number leaves its range.

use std::fmt::Write as _;

use blinkdoc::diagnosis::Diagnosis;
use blinkdoc::engine::{Case, End, Engine, Entry, Move, Outcome, Reason};
use blinkdoc::finding::Finding;
use blinkdoc::kb::{Guide, LightId};
use blinkdoc::render;
use blinkdoc::request::Found;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::sample::{findings, read, times};

/// Numbers that cannot be in a guide that loads.
const IMPOSSIBLE: [f64; 8] = [
    0.0,
    -1.0,
    1.0,
    5e-324,
    f64::MAX,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

/// The least and the greatest that may stand for a weight, a share or a factor, and one between.
const WEIGHTS: [&str; 3] = ["0.001", "1", "1000"];
const REPAIRS: [&str; 3] = ["0.001", "0.5", "0.999"];
const MINUTES: [&str; 4] = ["0.001", "0.5", "30", "10080"];
const CAUSES: [&str; 3] = ["cable", "network", "update"];

/// What a small guide is made of, and what is told in a case of it.
#[derive(Clone, Debug)]
struct Numbers {
    /// Weights of the causes, and of "something else", on two lights.
    lights: Vec<[usize; 4]>,
    /// How many safety questions there are, how rare their safe answers are, and what those speak
    /// against.
    safety: [usize; 3],
    /// Of each clue: what its two answers point to, how strongly, and which causes they rule out.
    clues: Vec<[usize; 6]>,
    /// Of each step: the cause, the chance, the minutes and what comes before.
    steps: Vec<[usize; 4]>,
    support: usize,
    /// Which of all replies a person gives each time.
    replies: Vec<usize>,
}

prop_compose! {
    fn numbers()(
        lights in vec(any::<[usize; 4]>(), 2),
        safety in any::<[usize; 3]>(),
        clues in vec(any::<[usize; 6]>(), 0..=3),
        steps in vec(any::<[usize; 4]>(), 1..=6),
        support in any::<usize>(),
        replies in vec(any::<usize>(), 80),
    ) -> Numbers {
        Numbers { lights, safety, clues, steps, support, replies }
    }
}

fn pick(words: &[&'static str], number: usize) -> &'static str {
    words[number % words.len()]
}

/// The causes that are bits of a number, at most so many of them.
fn some_causes(number: usize, most: usize) -> impl Iterator<Item = &'static str> {
    let is_in = move |at: &usize| number >> at & 1 == 1;
    (0..CAUSES.len())
        .filter(is_in)
        .take(most)
        .map(|at| CAUSES[at])
}

fn map(names: impl IntoIterator<Item = &'static str>, number: &str) -> String {
    let entries: Vec<String> = names
        .into_iter()
        .map(|name| format!("{name}: {number}"))
        .collect();
    format!("{{{}}}", entries.join(", "))
}

fn text(numbers: &Numbers) -> String {
    let mut text = "id: small\nname: Small\ncauses:\n  cable: {name: C}\n  network: {name: N}\n  update: {name: U, kind: busy}\nlights:\n".to_owned();
    let everything = || CAUSES.into_iter().chain(["other"]);
    for (at, colour) in ["red", "blue"].into_iter().enumerate() {
        let weights = numbers.lights[at].map(|number| pick(&WEIGHTS, number));
        let named = everything().zip(weights).skip(at);
        let causes: Vec<String> = named
            .map(|(name, weight)| format!("{name}: {weight}"))
            .collect();
        let causes = causes.join(", ");
        let _ = writeln!(
            text,
            "  - {{id: {colour}, looks: \"{colour}, steady\", state: fault, means: M., causes: {{{causes}}}}}"
        );
    }
    text += "questions:\n  - {id: smell, kind: safety, ask: S?, answers: [{id: burnt, say: B, end: stop}, {id: safe, say: S}]}\n";
    let [count, rare, against] = numbers.safety;
    for at in 0..count % 40 {
        let all = |number| map(everything(), number);
        let _ = writeln!(
            text,
            "  - {{id: safety{at}, kind: safety, ask: S?, answers: [{{id: burnt, say: B, share: 1000, points-to: {}, points-away: {}, end: stop}}, {{id: safe, say: S, share: {}, points-to: {}, points-away: {}}}]}}",
            all("1000"),
            all("0.001"),
            pick(&WEIGHTS, rare),
            all(pick(&["0.001", "1", "1000"], against)),
            all(pick(&["1000", "1", "0.001"], against)),
        );
    }
    for (at, [share, a, to, b, away, out]) in numbers.clues.iter().enumerate() {
        let _ = writeln!(
            text,
            "  - {{id: clue{at}, kind: clue, ask: Q?, minutes: {}, answers: [{{id: a, say: A, share: {}, points-to: {}}}, {{id: b, say: B, points-away: {}, rules-out: [{}]}}, {{id: c, say: C, rules-out: [{}]}}, {{id: d, say: D}}]}}",
            pick(&MINUTES, out / 64),
            pick(&WEIGHTS, *share),
            map(some_causes(*a, 3), pick(&WEIGHTS, *to)),
            map(some_causes(*b, 3), pick(&WEIGHTS, *away)),
            some_causes(*out, 3).collect::<Vec<_>>().join(", "),
            some_causes(out / 8, 3).collect::<Vec<_>>().join(", "),
        );
    }
    text += "steps:\n  - {id: wait, title: W, do: [W.], fixes: {update: 0.999}, minutes: 0.001, effort: easy}\n";
    for (at, [cause, chance, minutes, before]) in numbers.steps.iter().enumerate() {
        let before = if at > 0 && before % 3 == 0 {
            format!(
                ", {}: [s{}]",
                pick(&["after", "needs"], before / 3),
                before / 6 % at
            )
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "  - {{id: s{at}, title: S, do: [S.], fixes: {{{}: {}}}, minutes: {}, effort: easy{before}}}",
            CAUSES[cause % 2],
            pick(&REPAIRS, *chance),
            pick(&MINUTES, *minutes),
        );
    }
    let _ = writeln!(
        text,
        "endings:\n  stop: {{kind: stop, title: S, say: [S.]}}\n  later: {{kind: wait, title: L, say: [L.]}}\nsupport: {{minutes: {}, when: [It is worn.], channels: [Here.], have-ready: [That.]}}",
        pick(&MINUTES, numbers.support)
    );
    text
}

fn guide(numbers: &Numbers) -> Guide {
    let text = text(numbers);
    let mut guides = read("small.yaml", &text).unwrap_or_else(|found| {
        let told: String = found.iter().map(Finding::to_string).collect();
        panic!("{told}\n{text}")
    });
    guides.guides.remove(0)
}

/// The case after a reply to a move; each step may also change the light.
fn replied(guide: &Guide, case: &Case, next: Move, reply: usize) -> Option<Case> {
    Some(case.with(match next {
        Move::End(_) => return None,
        // Most people are safe, or the case would be over.
        Move::Ask(question) => {
            let answers = &guide[question].answers;
            let staying: Vec<usize> = (0..answers.len())
                .filter(|answer| answers[*answer].end.is_none())
                .collect();
            Entry::Answered(question, staying[reply % staying.len()])
        }
        Move::Try(step) => {
            let light = u16::from((reply / 8).is_multiple_of(2) && guide.lights.len() > 1);
            let outcome = match reply % 8 {
                0 => Outcome::CouldNot,
                1 => Outcome::Light(LightId(light)),
                _ => Outcome::NoChange,
            };
            Entry::Tried(step, outcome)
        }
    }))
}

/// Plays a case to its end, looks at every state of it, and fails when a move comes twice.
fn play(guide: &Guide, light: LightId, replies: &[usize], look: impl Fn(&Case)) {
    let mut engine = Engine::new(guide);
    let mut case = Case::new(light);
    loop {
        look(&case);
        let next = engine.advise(&case).next;
        let told = case.history.len();
        let Some(longer) = replied(guide, &case, next, replies[told % replies.len()]) else {
            return;
        };
        case = longer;
        let most = guide.steps.len() + guide.questions.len();
        assert!(
            case.history.len() <= most,
            "a move came twice: {:?}",
            case.history
        );
    }
}

/// All numbers that are told of a case can be.
fn is_sound(guide: &Guide, case: &Case) {
    let diagnosis = Diagnosis::of(guide, case.clone(), Found::Exact).with_outlook();
    let advice = &diagnosis.advice;
    let sum: f64 = advice.beliefs.iter().sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum} after {:?}", case.history);
    if let Reason::Price(price) = &advice.reason {
        let other = price.alternative.map_or(0.0, |(_, minutes)| minutes);
        for minutes in [price.minutes, price.expected, price.support, other] {
            assert!(
                (0.0..1e6).contains(&minutes),
                "{price:?} after {:?}",
                case.history
            );
        }
        assert!(price.expected <= price.support, "{price:?}");
        assert!((0.0..=1.0).contains(&price.chance), "{price:?}");
    }
    let told = render::json::diagnosis(&diagnosis);
    let causes = told["causes"].as_array().expect("there are causes");
    assert!(!causes.is_empty() && causes.iter().all(|cause| cause["probability"].is_f64()));
    let page = render::answer::page(&diagnosis).to_text(80, false);
    for wrong in ["NaN", "inf ", "-0"] {
        assert!(!page.contains(wrong), "{page}");
    }
}

/// The guide with numbers that cannot be, as no text could give it.
fn impossible(mut guide: Guide, numbers: &[usize]) -> Guide {
    let mut numbers = numbers.iter().cycle();
    let mut spoil = |number: &mut f64| {
        let at = numbers.next().copied().unwrap_or_default();
        *number = *IMPOSSIBLE
            .get(at % (2 * IMPOSSIBLE.len()))
            .unwrap_or(number);
    };
    for light in &mut guide.lights {
        light.priors.iter_mut().for_each(&mut spoil);
        spoil(&mut light.weight);
    }
    for question in &mut guide.questions {
        spoil(&mut question.minutes);
        let answers = question.answers.iter_mut();
        answers
            .flat_map(|answer| &mut answer.likelihood)
            .for_each(&mut spoil);
    }
    for step in &mut guide.steps {
        spoil(&mut step.minutes);
        step.repairs.iter_mut().for_each(&mut spoil);
    }
    spoil(&mut guide.support.minutes);
    guide
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn every_case_of_an_extreme_guide_ends_and_makes_sense(numbers in numbers()) {
        let guide = guide(&numbers);
        for light in guide.light_ids() {
            play(&guide, light, &numbers.replies, |case| is_sound(&guide, case));
        }
    }

    /// No text gives such a guide, but nothing in the engine relies on that.
    #[test]
    fn every_case_of_an_impossible_guide_ends(numbers in numbers()) {
        let guide = impossible(guide(&numbers), &numbers.replies);
        for light in guide.light_ids() {
            play(&guide, light, &numbers.replies, |case| {
                let _ = Diagnosis::of(&guide, case.clone(), Found::Exact).with_outlook();
            });
        }
    }
}

/// A guide of one light with so many steps and clues of five answers each.
fn crowd(steps: usize, clues: usize) -> String {
    let answer = |clue: usize, n: usize| {
        let [to, out] = [(clue + n) % 6, (clue + n + 3) % 6];
        format!(
            "{{id: a{n}, say: A, points-to: {{c{to}: strongly}}, points-away: {{c{out}: slightly}}}}, "
        )
    };
    let clue = |clue: usize| {
        let answers = times(5, |n| answer(clue, n));
        format!("  - {{id: q{clue}, kind: clue, ask: Q?, answers: [{answers}]}}\n")
    };
    let step = |n: usize| {
        let (cause, minutes) = (n % 6, n + 1);
        format!(
            "  - {{id: s{n}, title: T, do: [Do.], fixes: {{c{cause}: medium}}, minutes: {minutes}, effort: easy}}\n"
        )
    };
    format!(
        "id: crowd\nname: Crowd\ncauses:\n{}lights:\n  - {{id: red, looks: \"red, steady\", state: fault, means: M., causes: {{{}}}}}\nquestions:\n  - {{id: hot, kind: safety, ask: Hot?, answers: [{{id: hot, say: Hot, end: stop}}, {{id: cold, say: Cold}}]}}\n{}steps:\n{}endings:\n  stop: {{kind: stop, title: S, say: [S.]}}\nsupport: {{channels: [Here.], have-ready: [That.]}}\n",
        times(6, |n| format!("  c{n}: {{name: C}}\n")),
        times(6, |n| format!("c{n}: medium, ")),
        times(clues, clue),
        times(steps, step),
    )
}

fn codes(text: &str) -> Vec<&'static str> {
    let found = findings("crowd.yaml", text);
    found.iter().map(|finding| finding.code).collect()
}

#[test]
fn the_most_crowded_light_is_warned_of_and_answered() {
    let text = crowd(12, 6);
    assert_eq!(codes(&text), ["many", "many"]);
    assert_eq!(codes(&crowd(9, 4)), Vec::<&str>::new());
    for (steps, clues) in [(13, 6), (12, 7)] {
        assert!(codes(&crowd(steps, clues)).contains(&"too-many"));
    }
    let guide = read("crowd.yaml", &text)
        .expect("it loads")
        .guides
        .remove(0);
    is_sound(&guide, &Case::new(LightId(0)));
    for replies in [[1, 2, 3, 4, 5], [4, 2, 6, 2, 4], [5, 5, 5, 5, 5]] {
        play(&guide, LightId(0), &replies, |case| {
            let advice = Engine::new(&guide).advise(case);
            let asks_safety = advice.reason == Reason::Rule(blinkdoc::engine::Rule::Safety);
            assert_eq!(asks_safety, case.history.is_empty());
        });
    }
}

#[test]
fn answers_that_leave_no_cause_lead_to_support() {
    let text = crowd(12, 4);
    let mut guide = read("crowd.yaml", &text)
        .expect("it loads")
        .guides
        .remove(0);
    let clue = guide.question("q0").expect("it is there");
    guide.questions[clue.at()].answers[0].likelihood.fill(0.0);
    let safe = Entry::Answered(guide.question("hot").expect("it is there"), 1);
    let case = Case::new(LightId(0)).with(safe);
    let mut engine = Engine::new(&guide);
    assert!(matches!(
        engine.advise(&case).next,
        Move::Ask(_) | Move::Try(_)
    ));
    let case = case.with(Entry::Answered(clue, 0));
    is_sound(&guide, &case);
    let advice = engine.advise(&case);
    assert_eq!(advice.next, Move::End(End::Support));
    assert_eq!(advice.beliefs.last(), Some(&1.0));
}
