//! The rules of a case, on a small guide that has them all.

use super::*;
use crate::kb::load::Text;
use crate::kb::{self, NOT_SURE};

const LAMP: &str = r#"
id: lamp
name: Lamp
conditions: {online: the app shows it}
causes:
  network: {name: network}
  battery: {name: battery}
  setup: {name: waits for set-up}
  update: {name: an update, kind: busy}
lights:
  - {id: slow, looks: "red, blinks slowly", state: fault, means: m, causes: {network: high, battery: low}}
  - {id: fast, looks: "red, blinks fast", state: fault, means: m, causes: {update: medium, network: low}}
  - {id: blink, looks: "red, blinks", state: fault, means: m, may-be: [slow, fast]}
  - {id: blue, looks: "blue, blinks", state: setup, means: m, causes: {setup: high, network: low}}
  - {id: green, looks: "green, steady", state: normal, means: m}
questions:
  - id: hot
    kind: safety
    ask: Is it hot?
    answers:
      - {id: burnt, say: Burnt, end: stop}
      - {id: hot, say: Hot, do-first: cool}
      - {id: "no", say: "No"}
  - id: setting-up
    kind: clue
    ask: Are you setting it up?
    minutes: 30
    answers:
      - {id: "yes", say: "Yes", points-to: {setup: strongly}, end: go-on}
      - {id: "no", say: "No"}
  - id: app
    kind: context
    ask: What does the app show?
    minutes: 60
    answers:
      - {id: online, say: Online, establishes: [online], rules-out: [update]}
      - {id: offline, say: Offline}
steps:
  - {id: cool, title: Cool it, do: [Cool it.], fixes: {battery: low}, minutes: 20, effort: easy, risk: cuts-power}
  - {id: wait, title: Wait, do: [Wait.], fixes: {update: certain}, minutes: 30, effort: easy}
  - {id: open, title: Open it, do: [Open it.], fixes: {battery: low}, minutes: 1, effort: easy}
  - {id: swap, title: Swap, do: [Swap.], fixes: {battery: high}, minutes: 1, effort: easy, needs: [open]}
  - {id: restart, title: Restart, do: [Restart.], fixes: {network: medium}, minutes: 1, effort: easy, risk: cuts-power}
  - {id: repair, title: Repair in the app, do: [Tap.], fixes: {network: low}, minutes: 5, effort: easy, when: [online]}
  - {id: reset, title: Reset, do: [Reset.], fixes: {network: high, setup: high}, minutes: 10, effort: easy, risk: erases, loses: All.}
endings:
  stop: {kind: stop, title: Stop, say: [Stop.]}
  go-on: {kind: setup, title: Go on, say: [Go on.]}
  later: {kind: wait, title: Later, say: [Later.]}
  well: {kind: normal, title: Well, say: [Well.]}
support: {channels: [shop], have-ready: [model]}
"#;

fn lamp() -> Guide {
    let text = Text {
        file: "lamp.yaml".to_owned(),
        text: LAMP.to_owned(),
    };
    let read = kb::read(&[text], &kb::Elsewhere::default(), Vec::new());
    read.expect("the guide is sound").guides.remove(0)
}

/// A case told as on the command line: `slow hot=no restart=no-change`.
fn case(guide: &Guide, told: &str) -> Case {
    let mut words = told.split(' ');
    let light = words.next().and_then(|id| guide.light(id));
    let history = words.map(|word| {
        let (name, value) = word.split_once('=').expect("NAME=VALUE");
        match (guide.question(name), guide.step(name)) {
            (Some(question), _) => {
                Entry::Answered(question, guide[question].answer(value).expect("an answer"))
            }
            (None, step) => Entry::Tried(step.expect("a step"), outcome(guide, value)),
        }
    });
    Case {
        light,
        history: history.collect(),
    }
}

fn outcome(guide: &Guide, word: &str) -> Outcome {
    let plain = Outcome::PLAIN
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, outcome)| *outcome);
    plain
        .or_else(|| Some(Outcome::Light(guide.light(word.strip_prefix("light:")?)?)))
        .unwrap_or(Outcome::OtherLight)
}

/// What comes next, by its id.
fn next(guide: &Guide, told: &str) -> String {
    name(guide, Engine::new(guide).advise(&case(guide, told)).next)
}

fn name(guide: &Guide, next: Move) -> String {
    match next {
        Move::Ask(question) => guide[question].id.clone(),
        Move::Try(step) => guide[step].id.clone(),
        Move::End(End::Ending(ending)) => guide[ending].id.clone(),
        Move::End(end) => format!("{end:?}"),
    }
}

#[test]
fn safety_comes_first_on_every_light() {
    let lamp = lamp();
    for light in &lamp.lights {
        assert_eq!(next(&lamp, &light.id), "hot");
        assert_eq!(next(&lamp, &format!("{} hot=burnt", light.id)), "stop");
        assert_eq!(next(&lamp, &format!("{} hot=hot", light.id)), "cool");
        assert_eq!(
            next(&lamp, &format!("{} hot=hot cool=could-not", light.id)),
            "stop"
        );
    }
    assert_eq!(next(&lamp, "green hot=no"), "well");
}

#[test]
fn a_busy_device_is_waited_for_until_it_is_ruled_out() {
    let lamp = lamp();
    for light in ["fast", "blink"] {
        assert_eq!(next(&lamp, &format!("{light} hot=no")), "wait");
        assert_eq!(
            next(&lamp, &format!("{light} hot=no wait=could-not")),
            "later"
        );
        assert_ne!(next(&lamp, &format!("{light} hot=no app=online")), "wait");
        assert_ne!(
            next(&lamp, &format!("{light} hot=no wait=no-change")),
            "wait"
        );
    }
    // Heat alone comes before the wait.
    assert_eq!(next(&lamp, "fast hot=hot"), "cool");
    assert_eq!(next(&lamp, "fast hot=hot cool=no-change"), "wait");
}

#[test]
fn no_update_was_true_of_the_light_of_that_moment() {
    let lamp = lamp();
    let told = "slow hot=no app=online restart=light:fast";
    assert_eq!(next(&lamp, told), "wait");
    let advice = Engine::new(&lamp).advise(&case(&lamp, told));
    assert!(
        advice.beliefs[3] > 0.3,
        "an update is likely again: {:?}",
        advice.beliefs
    );
}

#[test]
fn erasing_waits_for_every_question_that_could_open_a_step() {
    let lamp = lamp();
    let tried = "slow hot=no restart=no-change open=no-change swap=no-change cool=no-change";
    assert_eq!(next(&lamp, tried), "app");
    assert_eq!(next(&lamp, &format!("{tried} app=offline")), "reset");
    assert_eq!(next(&lamp, &format!("{tried} app=not-sure")), "reset");
    assert_eq!(next(&lamp, &format!("{tried} app=online")), "repair");
    assert_eq!(
        next(&lamp, &format!("{tried} app=online repair=no-change")),
        "reset"
    );
}

#[test]
fn a_set_up_light_asks_about_set_up_before_any_step() {
    let lamp = lamp();
    assert_eq!(next(&lamp, "blue hot=no"), "setting-up");
    assert_eq!(next(&lamp, "blue hot=no setting-up=yes"), "go-on");
    assert_eq!(next(&lamp, "blue hot=no setting-up=no"), "restart");
}

#[test]
fn a_step_that_could_not_be_done_takes_those_with_it_that_need_it() {
    let lamp = lamp();
    let plan = |told: &str| plan_ids(&lamp, told);
    assert!(plan("slow hot=no").contains(&"swap".to_owned()));
    assert!(!plan("slow hot=no open=could-not").contains(&"swap".to_owned()));
    assert!(plan("slow hot=no open=no-change").contains(&"swap".to_owned()));
}

#[test]
fn being_unable_or_unsure_says_nothing_about_causes() {
    let lamp = lamp();
    let beliefs = |told: &str| Engine::new(&lamp).advise(&case(&lamp, told)).beliefs;
    let before = beliefs("slow hot=no");
    for told in ["slow hot=no app=not-sure", "slow hot=no restart=could-not"] {
        for (found, expected) in beliefs(told).iter().zip(&before) {
            assert!((found - expected).abs() < 1e-12, "{told}");
        }
    }
    assert_eq!(
        lamp.questions
            .iter()
            .filter(|question| question.answers[question.not_sure()].id == NOT_SURE)
            .count(),
        3
    );
}

#[test]
fn a_light_of_unknown_rate_is_both_in_equal_shares() {
    let lamp = lamp();
    let priors = |id: &str| &lamp[lamp.light(id).expect("a light")].priors;
    for (cause, prior) in priors("blink").iter().enumerate() {
        assert!(
            (prior - f64::midpoint(priors("slow")[cause], priors("fast")[cause])).abs() < 1e-12
        );
    }
}

#[test]
fn a_changed_light_keeps_what_was_learnt() {
    let lamp = lamp();
    assert_eq!(next(&lamp, "slow hot=no restart=light:green"), "Fixed");
    assert_eq!(next(&lamp, "slow hot=no restart=light:other"), "Support");
    // The failed restart speaks against the network on the new light too; what changed it does not.
    let network = |told: &str| Engine::new(&lamp).advise(&case(&lamp, told)).beliefs[0];
    assert!(
        network("slow hot=no restart=no-change open=light:fast")
            < network("slow hot=no open=light:fast")
    );
    assert!((network("slow hot=no restart=light:fast") - network("fast hot=no")).abs() < 1e-12);
    // Nothing is tried twice.
    assert!(
        !plan_ids(&lamp, "slow hot=no restart=no-change open=light:fast")
            .contains(&"restart".to_owned())
    );
}

fn plan_ids(guide: &Guide, told: &str) -> Vec<String> {
    let plan = Engine::new(guide).plan(&case(guide, told));
    plan.steps
        .iter()
        .map(|(step, _)| guide[*step].id.clone())
        .collect()
}

#[test]
fn a_plan_goes_on_behind_support() {
    let mut cheap = lamp();
    cheap.support.minutes = 2.0;
    let plan = Engine::new(&cheap).plan(&case(&cheap, "slow hot=no"));
    let after: Vec<bool> = plan
        .steps
        .iter()
        .map(|(_, after_support)| *after_support)
        .collect();
    assert!(after.contains(&true) && after.is_sorted(), "{after:?}");
    let ids = plan_ids(&cheap, "slow hot=no");
    assert_eq!(ids.last().map(String::as_str), Some("reset"));
    assert!(
        !ids.contains(&"repair".to_owned()),
        "nobody has seen it in the app"
    );
    let asked: Vec<&str> = plan
        .questions
        .iter()
        .map(|question| cheap[*question].id.as_str())
        .collect();
    assert!(asked.contains(&"app"), "{asked:?}");
}

#[test]
fn when_nothing_is_left_support_goes_on() {
    let lamp = lamp();
    let all = "slow hot=no app=offline restart=no-change open=no-change swap=no-change cool=no-change reset=no-change";
    let advice = Engine::new(&lamp).advise(&case(&lamp, all));
    assert_eq!(advice.next, Move::End(End::Support));
    assert_eq!(advice.reason, Reason::Rule(Rule::NothingLeft));
}

#[test]
fn a_kept_table_gives_the_answers_of_a_fresh_one() {
    let lamp = lamp();
    let mut engine = Engine::new(&lamp);
    for told in [
        "slow hot=no",
        "slow hot=no restart=no-change",
        "slow hot=no restart=no-change app=online",
        "slow hot=no app=offline",
        "fast hot=no",
    ] {
        let case = case(&lamp, told);
        let (kept, fresh) = (engine.advise(&case), Engine::new(&lamp).advise(&case));
        assert_eq!(kept.next, fresh.next, "{told}");
        if let (Reason::Price(kept), Reason::Price(fresh)) = (kept.reason, fresh.reason) {
            assert!((kept.expected - fresh.expected).abs() < 1e-9, "{told}");
        }
    }
}

#[test]
fn a_reset_device_wants_to_be_set_up() {
    let lamp = lamp();
    let told =
        "slow hot=no restart=no-change open=no-change swap=no-change cool=no-change app=offline";
    assert_eq!(next(&lamp, &format!("{told} reset=light:blue")), "go-on");
    // A healthy light is told as such, but nothing is called fixed before set-up.
    assert_eq!(next(&lamp, &format!("{told} reset=light:green")), "well");
    assert_eq!(next(&lamp, &format!("{told} reset=fixed")), "Fixed");
}

#[test]
fn a_clue_ends_a_case_only_once_it_is_safe() {
    let lamp = lamp();
    assert_eq!(next(&lamp, "blue setting-up=yes"), "hot");
    assert_eq!(next(&lamp, "blue setting-up=yes hot=burnt"), "stop");
    assert_eq!(next(&lamp, "blue setting-up=yes hot=hot"), "cool");
    assert_eq!(
        next(&lamp, "blue setting-up=yes hot=hot cool=no-change"),
        "go-on"
    );
    assert_eq!(next(&lamp, "blue setting-up=yes hot=no"), "go-on");
}

#[test]
fn a_light_has_its_own_questions_and_steps() {
    let lamp = lamp();
    let engine = Engine::new(&lamp);
    let is_about = |told: &str, entry: &str| {
        let entry = *case(&lamp, &format!("slow {entry}"))
            .history
            .last()
            .expect("an entry");
        engine.is_about(&case(&lamp, told), entry)
    };
    assert!(is_about("slow", "hot=no") && is_about("slow", "restart=no-change"));
    assert!(!is_about("slow", "setting-up=yes") && is_about("blue", "setting-up=yes"));
    assert!(!is_about("fast", "swap=fixed") && is_about("slow", "swap=fixed"));
    assert!(!is_about("green", "cool=no-change") && is_about("green hot=hot", "cool=no-change"));
}

/// A guide of its own for one rule: what stands in for its questions and its steps.
fn guide_with(conditions: &str, questions: &str, steps: &str) -> Guide {
    let text = format!(
        "id: one\nname: One\nconditions: {conditions}\ncauses: {{a: {{name: a}}}}\nlights:\n  - {{id: red, looks: \"red, steady\", state: setup, means: m, causes: {{a: high}}}}\nquestions:\n{questions}steps:\n{steps}endings:\n  go-on: {{kind: setup, title: Go on, say: [Go on.]}}\n  stop: {{kind: stop, title: Stop, say: [Stop.]}}\nsupport: {{channels: [shop], have-ready: [model]}}\n"
    );
    let text = Text {
        file: "one.yaml".to_owned(),
        text,
    };
    kb::read(&[text], &kb::Elsewhere::default(), Vec::new())
        .expect("the guide is sound")
        .guides
        .remove(0)
}

const WIPE: &str = "  - {id: wipe, title: Wipe, do: [Wipe.], fixes: {a: certain}, minutes: 1, effort: easy, risk: erases, loses: All.}\n";

#[test]
fn erasing_waits_for_a_chain_of_questions() {
    let guide = guide_with(
        "{one: one, two: two}",
        "  - {id: first, kind: context, ask: First?, minutes: 50, answers: [{id: \"yes\", say: \"Yes\", establishes: [one]}, {id: \"no\", say: \"No\"}]}\n  - {id: second, kind: context, ask: Second?, minutes: 50, when: [one], answers: [{id: \"yes\", say: \"Yes\", establishes: [two]}, {id: \"no\", say: \"No\"}]}\n",
        &format!(
            "  - {{id: gentle, title: Gentle, do: [Do.], fixes: {{a: low}}, minutes: 1, effort: easy, when: [two]}}\n{WIPE}"
        ),
    );
    assert_eq!(next(&guide, "red"), "first");
    assert_eq!(next(&guide, "red first=no"), "wipe");
    assert_eq!(next(&guide, "red first=yes"), "second");
    assert_eq!(next(&guide, "red first=yes second=no"), "wipe");
    assert_eq!(next(&guide, "red first=yes second=yes"), "gentle");
}

#[test]
fn a_set_up_question_that_cannot_be_asked_holds_nothing_back() {
    let guide = guide_with(
        "{one: one}",
        "  - {id: first, kind: context, ask: First?, answers: [{id: \"yes\", say: \"Yes\", establishes: [one]}, {id: \"no\", say: \"No\"}]}\n  - {id: setting-up, kind: clue, ask: Setting up?, when: [one], answers: [{id: \"yes\", say: \"Yes\", points-to: {a: strongly}, end: go-on}, {id: \"no\", say: \"No\"}]}\n",
        "  - {id: fix, title: Fix, do: [Do.], fixes: {a: high}, minutes: 1, effort: easy}\n",
    );
    assert_eq!(next(&guide, "red first=no"), "fix");
    assert_eq!(next(&guide, "red first=yes"), "setting-up");
}

#[test]
fn every_first_aid_is_given() {
    let guide = guide_with(
        "{one: one}",
        "  - {id: hot, kind: safety, ask: Hot?, answers: [{id: \"yes\", say: \"Yes\", do-first: cool}, {id: \"no\", say: \"No\"}]}\n  - {id: wet, kind: safety, ask: Wet?, answers: [{id: \"yes\", say: \"Yes\", do-first: dry}, {id: \"no\", say: \"No\"}]}\n",
        "  - {id: cool, title: Cool, do: [Do.], fixes: {a: low}, minutes: 9, effort: easy}\n  - {id: dry, title: Dry, do: [Do.], fixes: {a: low}, minutes: 9, effort: easy}\n  - {id: fix, title: Fix, do: [Do.], fixes: {a: high}, minutes: 1, effort: easy}\n",
    );
    assert_eq!(next(&guide, "red hot=yes wet=yes"), "cool");
    assert_eq!(next(&guide, "red hot=yes wet=yes cool=no-change"), "dry");
    assert_eq!(
        next(&guide, "red hot=yes wet=yes cool=no-change dry=no-change"),
        "fix"
    );
    assert_eq!(
        next(&guide, "red hot=yes wet=yes cool=no-change dry=could-not"),
        "stop"
    );
}

#[test]
fn a_question_that_a_rule_waits_for_is_asked_even_without_room_for_it() {
    let names = ["p", "q", "r", "s", "t"];
    let conditions: Vec<String> = names.iter().map(|name| format!("{name}: {name}")).collect();
    let question = |name: &&str| {
        format!(
            "  - {{id: {name}, kind: context, ask: Is it {name}?, answers: [{{id: \"yes\", say: \"Yes\", establishes: [{name}]}}, {{id: a, say: A}}, {{id: b, say: B}}, {{id: c, say: C}}, {{id: d, say: D}}]}}\n"
        )
    };
    let step = |name: &&str| {
        format!(
            "  - {{id: fix-{name}, title: Fix, do: [Do.], fixes: {{a: low}}, minutes: 20, effort: easy, when: [{name}]}}\n"
        )
    };
    let questions: String = names.iter().map(question).collect();
    let steps: String = names.iter().map(step).collect();
    let guide = guide_with(
        &format!("{{{}}}", conditions.join(", ")),
        &questions,
        &(steps + WIPE),
    );
    let mut told = "red".to_owned();
    for _ in names {
        let asked = next(&guide, &told);
        assert!(names.contains(&asked.as_str()), "{asked} after {told}");
        told = format!("{told} {asked}=a");
    }
    assert_eq!(next(&guide, &told), "wipe");
}
