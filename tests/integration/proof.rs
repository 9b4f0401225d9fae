//! What the proof says of guides, as authors write them and as no loader arranges them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use blinkdoc::finding::Finding;
use blinkdoc::kb::load::Text;
use blinkdoc::kb::outline::Outline;
use blinkdoc::kb::{self, EndingKind, Guide, Risk, StepId};
use blinkdoc::proof::{self, Breach, Fault, Item, Proof};
use proptest::prelude::*;

use super::common::guides;
use super::generated::copies;
use super::sample::{HALL_LAMP, read, with};
use super::walk::breaches;

/// The guide of a text in which nothing is wrong.
fn guide(text: &str) -> Guide {
    match read("hall-lamp.yaml", text) {
        Ok(mut guides) => guides.guides.remove(0),
        Err(findings) => panic!("{findings:?}"),
    }
}

/// What `kb check` says of a text.
fn told(text: &str) -> Vec<Finding> {
    let texts = [Text {
        file: "hall-lamp.yaml".to_owned(),
        text: text.to_owned(),
    }];
    let mut read = kb::inspect(&texts, &kb::Elsewhere::default(), Vec::new());
    let proofs = proof::of_all(&read.guides);
    proof::tell(&mut read, &texts, &proofs);
    read.findings
}

#[test]
fn the_built_in_guides_are_proved() {
    for guide in guides() {
        let proof = Proof::of(&guide);
        assert_eq!(proof.faults, BTreeSet::new(), "{}", guide.id);
        for (light, proof) in guide.lights.iter().zip(&proof.lights) {
            let entries = light.questions.len() + light.steps.len();
            assert!(proof.states > 0 && proof.walked > 0, "{}", light.id);
            assert!(proof.longest.answers > 0, "{}", light.id);
            let most = guide.questions.len() + guide.steps.len();
            assert!(proof.longest.answers <= most, "{}", light.id);
            assert!(light.steps.is_empty() || proof.longest.answers >= entries.min(3));
        }
    }
    assert_eq!(Proof::of(&guide(HALL_LAMP)).faults, BTreeSet::new());
}

/// The states of a light with one free step and one that erases: neither tried, the first tried or left
/// out, and both.
#[test]
fn the_states_of_a_small_guide_are_counted() {
    let text = "id: hall-lamp\nname: Lamp\ncauses: {net: {name: net}}\nlights:\n  - {id: red, looks: \"red, steady\", state: fault, means: Off., causes: {net: high}}\nsteps:\n  - {id: a, title: A, do: [A.], fixes: {net: low}, minutes: 2, effort: easy}\n  - {id: b, title: B, do: [B.], fixes: {net: high}, minutes: 3, effort: easy}\n  - {id: c, title: C, do: [C.], fixes: {net: high}, minutes: 7, effort: easy, risk: erases, loses: All.}\nsupport: {channels: [Here.], have-ready: [That.]}\n";
    let proof = Proof::of(&guide(text));
    assert_eq!(proof.faults, BTreeSet::new());
    // Any of a and b, then c.
    assert_eq!(proof.states(), 5);
    assert_eq!(proof.longest().answers, 3);
    assert!((proof.longest().minutes - 12.0).abs() < 1e-9);
}

/// A change to the sample guide that the loader lets pass, and what the proof says of it.
struct Mistake {
    code: &'static str,
    changes: &'static [(&'static str, &'static str)],
    title: &'static str,
    line: &'static str,
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        code: "dead-end",
        changes: &[("channels: [In the app.]", "channels: []")],
        title: "a case that nothing helps is handed over to nobody",
        line: "support:",
    },
    Mistake {
        code: "out-of-order",
        changes: &[("    after: [swap-batteries]\n", "    when: [on-battery]\n")],
        title: "as first aid, `reconnect` comes before its conditions are known to hold",
        line: "  - id: reconnect",
    },
    Mistake {
        code: "out-of-order",
        changes: &[(
            "    after: [swap-batteries]\n",
            "    needs: [swap-batteries]\n",
        )],
        title: "as first aid, `reconnect` comes before what it needs was done",
        line: "  - id: reconnect",
    },
];

#[test]
fn a_mistake_that_only_a_proof_finds_is_told_at_its_place() {
    assert_eq!(told(HALL_LAMP), []);
    for mistake in MISTAKES {
        let text = mistake
            .changes
            .iter()
            .fold(HALL_LAMP.to_owned(), |text, (good, bad)| {
                with(&text, good, bad)
            });
        let findings = told(&text);
        let found = findings
            .iter()
            .find(|finding| finding.title == mistake.title);
        let found = found.unwrap_or_else(|| panic!("{}: {findings:?}", mistake.title));
        assert_eq!(found.code, mistake.code);
        assert_eq!(&*found.place.source, mistake.line);
        assert!(found.help.is_some());
    }
}

/// What is said to play no part at all is not said to be unreachable as well.
#[test]
fn one_mistake_is_told_once() {
    let text = with(
        HALL_LAMP,
        "  wait-more:",
        "  spare: {kind: normal, title: Spare, say: [Spare.]}\n  wait-more:",
    );
    let codes: Vec<&str> = told(&text).iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["unused"]);
}

fn has(faults: &BTreeSet<Fault>, meant: impl Fn(&Breach) -> bool) -> bool {
    faults
        .iter()
        .any(|fault| matches!(fault, Fault::Breach { breach, .. } if meant(breach)))
}

/// The loader never arranges a guide like these; the proof finds out by itself.
#[test]
fn a_guide_in_another_arrangement_fails_the_proof() {
    let arranged = |arrange: &dyn Fn(&mut Guide)| {
        let mut guide = guide(HALL_LAMP);
        arrange(&mut guide);
        Proof::of(&guide).faults
    };
    let faults = arranged(&|guide| {
        for step in guide.lights.iter_mut().flat_map(|light| &mut light.steps) {
            step.waits.clear();
        }
    });
    assert!(
        has(&faults, |breach| *breach == Breach::Disturbs),
        "{faults:?}"
    );
    let faults = arranged(&|guide| {
        for step in guide.lights.iter_mut().flat_map(|light| &mut light.steps) {
            step.after.clear();
        }
    });
    assert!(
        has(&faults, |breach| matches!(breach, Breach::ErasesBefore(_))),
        "{faults:?}"
    );
    assert!(
        has(&faults, |breach| *breach == Breach::TooEarly),
        "{faults:?}"
    );
    let faults = arranged(&|guide| {
        for step in guide.lights.iter_mut().flat_map(|light| &mut light.steps) {
            step.needs.clear();
            step.after.clear();
        }
    });
    assert!(
        has(&faults, |breach| *breach == Breach::LacksNeeded),
        "{faults:?}"
    );
    let faults = arranged(&|guide| {
        guide.lights[0]
            .questions
            .retain(|question| question.at() != 0);
    });
    assert!(
        has(&faults, |breach| *breach == Breach::BeforeSafety),
        "{faults:?}"
    );
    let faults = arranged(&|guide| {
        let steps = &mut guide.lights[0].steps;
        let [first, second] = [steps[0].step, steps[1].step];
        steps[0].after.push(second);
        steps[1].after.push(first);
    });
    assert!(
        faults
            .iter()
            .any(|fault| matches!(fault, Fault::DeadEnd { .. })),
        "{faults:?}"
    );
    for kind in [EndingKind::Stop, EndingKind::Wait] {
        let faults = arranged(&|guide| {
            for ending in guide
                .endings
                .iter_mut()
                .filter(|ending| ending.kind == kind)
            {
                ending.kind = EndingKind::Normal;
            }
        });
        assert!(
            faults
                .iter()
                .any(|fault| matches!(fault, Fault::NoEnding { .. })),
            "{faults:?}"
        );
    }
    let faults = arranged(&|guide| guide.questions[1].answers[0].establishes.clear());
    let lost = Fault::Unreachable(Item::Step(StepId(1)));
    assert!(faults.contains(&lost), "{faults:?}");
    let faults = arranged(&|guide| guide.steps[2].risk = Risk::Erases);
    assert!(
        has(&faults, |breach| *breach == Breach::ErasesFirst),
        "{faults:?}"
    );
}

/// What the loader never lets through has a code of its own all the same.
#[test]
fn every_fault_has_its_code() {
    let guide = guide(HALL_LAMP);
    let outline = Outline::read("hall-lamp.yaml", HALL_LAMP, &mut Vec::new()).expect("it is YAML");
    let light = guide.light("slow-red").expect("it is there");
    let step = StepId(0);
    let breach = |breach| Fault::Breach {
        light: Some(light),
        item: Item::Step(step),
        breach,
    };
    for (fault, code) in [
        (Fault::Unreachable(Item::Step(step)), "unreachable"),
        (Fault::TooManyStates { light }, "unproved"),
        (breach(Breach::Twice), "endless"),
        (breach(Breach::BeforeSafety), "unsafe-order"),
        (breach(Breach::Disturbs), "unsafe-order"),
        (breach(Breach::ErasesBefore(StepId(1))), "erases-early"),
    ] {
        let finding = fault.finding(&guide, &outline);
        assert_eq!(finding.code, code);
        assert!(finding.place.line > 1, "{finding}");
        assert!(finding.help.is_some(), "{finding}");
    }
}

/// Two steps that erase come after everything else, in the order of their prices.
#[test]
fn two_steps_that_erase_come_last() {
    let second = "  - id: deep-reset\n    title: Reset it wholly\n    do: [Hold it for a minute.]\n    fixes: {network: low}\n    minutes: 2\n    effort: medium\n    risk: erases\n    loses: Everything.\nendings:\n";
    let text = with(HALL_LAMP, "endings:\n", second);
    let guide = guide(&text);
    assert_eq!(Proof::of(&guide).faults, BTreeSet::new());
    assert_eq!(breaches(&guide), Vec::<String>::new());
    let light = guide.light("slow-red").expect("it is there");
    let mut engine = blinkdoc::engine::Engine::new(&guide);
    let plan = engine.plan(&blinkdoc::engine::Case::new(light));
    let erasing: Vec<&str> = plan
        .steps
        .iter()
        .map(|(step, _)| &guide[*step])
        .skip_while(|step| step.risk != Risk::Erases)
        .map(|step| step.id.as_str())
        .collect();
    // The quicker of two that help as much comes first.
    assert_eq!(erasing, ["deep-reset", "factory-reset"]);
}

#[test]
fn generated_guides_are_proved() {
    let texts = copies(14);
    let mut read = kb::inspect(&texts, &blinkdoc::built_in::elsewhere(), Vec::new());
    assert_eq!(read.findings, []);
    let proofs = proof::of_all(&read.guides);
    proof::tell(&mut read, &texts, &proofs);
    assert_eq!((read.findings, read.guides.len()), (Vec::new(), 14));
    let single: Vec<Proof> = read.guides.iter().map(Proof::of).collect();
    assert_eq!(single, proofs);
}

/// A small guide in numbers: what each step and question is about, taken modulo what there is.
#[derive(Clone, Debug)]
struct Numbers {
    steps: Vec<[usize; 5]>,
    questions: Vec<[usize; 4]>,
    /// Which links of the arrangement are taken away.
    cut: usize,
}

fn numbers() -> impl Strategy<Value = Numbers> {
    let steps = prop::collection::vec(any::<[u8; 5]>(), 1..5);
    let questions = prop::collection::vec(any::<[u8; 4]>(), 0..3);
    (steps, questions, any::<u8>()).prop_map(|(steps, questions, cut)| Numbers {
        steps: steps
            .into_iter()
            .map(|step| step.map(usize::from))
            .collect(),
        questions: questions
            .into_iter()
            .map(|question| question.map(usize::from))
            .collect(),
        cut: usize::from(cut),
    })
}

/// The guide of these numbers, when the loader takes it.
fn small(numbers: &Numbers) -> Option<Guide> {
    const CAUSES: [&str; 3] = ["net", "power", "update"];
    const CONDITIONS: [&str; 2] = ["on-battery", "online"];
    let when = |number: usize| match number % 4 {
        0 | 1 => String::new(),
        other => format!("    when: [{}]\n", CONDITIONS[other - 2]),
    };
    let mut text = "id: hall-lamp\nname: Lamp\nconditions: {on-battery: b, online: o}\ncauses:\n  net: {name: n}\n  power: {name: p}\n  update: {name: u, kind: busy}\nlights:\n  - {id: red, looks: \"red, steady\", state: fault, means: M., causes: {net: high, power: low, update: low}}\n  - {id: blue, looks: \"blue, steady\", state: setup, means: M., causes: {net: high}}\n  - {id: green, looks: \"green, steady\", state: normal, means: M.}\nquestions:\n  - {id: hot, kind: safety, ask: Hot?, answers: [{id: burnt, say: B, end: stop}, {id: none, say: N}]}\n  - {id: supply, kind: context, ask: S?, answers: [{id: a, say: A, establishes: [on-battery]}, {id: b, say: B, establishes: [online]}]}\n".to_owned();
    for (at, [opens, out, kind, asks]) in numbers.questions.iter().enumerate() {
        let opens = if opens % 3 < 2 {
            format!(", establishes: [{}]", CONDITIONS[opens % 3])
        } else {
            String::new()
        };
        let out = if out % 4 < 3 {
            format!(", rules-out: [{}]", CAUSES[out % 4])
        } else {
            String::new()
        };
        let kind = if kind.is_multiple_of(2) {
            "context"
        } else {
            "clue"
        };
        let _ = write!(
            text,
            "  - id: q{at}\n    kind: {kind}\n    ask: Q?\n{}    answers: [{{id: a, say: A{opens}}}, {{id: b, say: B{out}}}]\n",
            when(*asks)
        );
    }
    text += "steps:\n  - {id: wait, title: W, do: [W.], fixes: {update: certain}, minutes: 9, effort: easy}\n";
    for (at, [cause, risk, asks, after, needs]) in numbers.steps.iter().enumerate() {
        let risk = if risk.is_multiple_of(4) {
            "    risk: erases\n    loses: All.\n"
        } else {
            ""
        };
        let earlier = |key: &str, number: usize| {
            if at > 0 && number.is_multiple_of(3) {
                format!("    {key}: [s{}]\n", number / 3 % at)
            } else {
                String::new()
            }
        };
        let _ = write!(
            text,
            "  - id: s{at}\n    title: S\n    do: [S.]\n    fixes: {{{}: medium}}\n    minutes: {}\n    effort: easy\n{risk}{}{}{}",
            CAUSES[cause % 2],
            at + 1,
            when(*asks),
            earlier("after", *after),
            earlier("needs", *needs)
        );
    }
    text += "endings:\n  stop: {kind: stop, title: S, say: [S.]}\n  well: {kind: normal, title: W, say: [W.]}\n  later: {kind: wait, title: L, say: [L.]}\nsupport: {channels: [Here.], have-ready: [That.]}\n";
    read("hall-lamp.yaml", &text)
        .ok()
        .map(|mut guides| guides.guides.remove(0))
}

fn order_is_broken(faults: &BTreeSet<Fault>) -> bool {
    let is_order = |fault: &Fault| {
        matches!(
            fault,
            Fault::Breach { .. } | Fault::DeadEnd { .. } | Fault::NoEnding { .. }
        )
    };
    faults.iter().any(is_order)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever an author writes, the loader arranges it so that the order can be proved.
    #[test]
    fn what_the_loader_arranges_keeps_the_order(numbers in numbers()) {
        let Some(guide) = small(&numbers) else { return Ok(()) };
        let proof = Proof::of(&guide);
        prop_assert!(!order_is_broken(&proof.faults), "{:?}", proof.faults);
        prop_assert_eq!(breaches(&guide), Vec::<String>::new());
    }

    /// Where the engine's advice can break a rule, the structural proof has found it, too.
    #[test]
    fn the_proof_finds_what_the_full_walk_finds(numbers in numbers()) {
        let Some(mut guide) = small(&numbers) else { return Ok(()) };
        for (at, step) in guide.lights.iter_mut().flat_map(|light| &mut light.steps).enumerate() {
            let is_kept = |link: &StepId| (numbers.cut >> ((at + link.at()) % 8)) & 1 == 0;
            match numbers.cut % 3 {
                0 => step.after.retain(is_kept),
                1 => step.needs.retain(is_kept),
                _ => step.waits.retain(is_kept),
            }
        }
        if !breaches(&guide).is_empty() {
            prop_assert!(order_is_broken(&Proof::of(&guide).faults));
        }
    }
}
