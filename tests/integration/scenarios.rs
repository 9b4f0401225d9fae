//! The scenarios of the built-in guides: what people meet, for every light of every guide.

use std::collections::BTreeSet;

use blinkdoc::built_in;
use blinkdoc::engine::{Engine, Entry, Move};
use blinkdoc::kb::load::Text;
use blinkdoc::kb::{EndingKind, LightId};
use blinkdoc::library::Library;
use blinkdoc::request::{self, Flag};
use blinkdoc::scenario::{self, Goal, Scenario, Scenarios, Tested, Written};

use super::common::guides;

/// Tests texts about the built-in guides.
fn test(texts: &[Text]) -> Tested {
    scenario::test(texts, &Library::default(), None, Vec::new()).expect("the guides are whole")
}

#[test]
fn every_built_in_scenario_passes() {
    let tested = test(&built_in::scenarios());
    assert_eq!(tested.findings, []);
    for verdict in &tested.verdicts {
        assert!(verdict.is_passed(), "{verdict:#?}");
    }
}

#[test]
fn every_light_has_a_scenario_of_its_own() {
    let tested = test(&built_in::scenarios());
    let told: BTreeSet<(&str, &str)> = tested
        .verdicts
        .iter()
        .map(|verdict| (verdict.guide.as_str(), verdict.light.as_str()))
        .collect();
    for guide in guides() {
        for light in &guide.lights {
            assert!(
                told.contains(&(guide.id.as_str(), light.id.as_str())),
                "no scenario tells of `{}` of `{}`",
                light.id,
                guide.id
            );
        }
    }
}

/// The command of a verdict tells the case again: its flags are taken, and it ends at the same place.
#[test]
fn what_came_up_can_be_told_again() {
    let guides = guides();
    for verdict in test(&built_in::scenarios()).verdicts {
        let guide = guides.iter().find(|guide| guide.id == verdict.guide);
        let guide = guide.expect("the guide is there");
        let flags: Vec<Flag> = verdict.came_up.iter().cloned().map(Flag::Entry).collect();
        let light = guide.light(&verdict.light);
        let case = request::case(guide, light, &flags).expect("the case can be told");
        let Move::End(end) = Engine::new(guide).advise(&case).next else {
            panic!("{} does not end", verdict.name);
        };
        assert_eq!(
            (end.id(guide), end.kind(guide)),
            (&*verdict.end.0, verdict.end.1)
        );
        assert_eq!(
            verdict.command,
            request::command(guide, Some(&case), None),
            "{}",
            verdict.name
        );
    }
}

/// Each story has a name of its own in its file.
#[test]
fn no_name_is_given_twice() {
    let mut names = BTreeSet::new();
    for verdict in test(&built_in::scenarios()).verdicts {
        let name = (verdict.guide, verdict.name);
        assert!(names.insert(name.clone()), "{name:?} twice");
    }
}

/// A scenario that holds today fails when the guide leads elsewhere: each expectation is turned round.
#[test]
fn every_expectation_can_fail() {
    let library = Library::default();
    let mut turned = 0;
    for text in built_in::scenarios() {
        let mut findings = Vec::new();
        let read = scenario::read(&text, &library, None, &mut findings);
        let Scenarios { guide, scenarios } =
            read.expect("the guide is whole").expect("it is there");
        for scenario in scenarios {
            let (_, kind) = scenario::replay(&guide, &scenario, None).end;
            for wrong in turned_round(&scenario, kind) {
                turned += 1;
                let verdict = scenario::replay(&guide, &wrong, None);
                assert!(!verdict.is_passed(), "{wrong:#?}");
            }
        }
    }
    assert!(turned > 200, "{turned}");
}

/// The scenario with one expectation wrong: what comes up must not, what does not come up must, and the
/// end is of another kind.
fn turned_round(scenario: &Scenario, kind: EndingKind) -> Vec<Scenario> {
    let mut wrong = Vec::new();
    if let Some(end) = &scenario.end {
        let other = EndingKind::ALL.iter().find(|(_, other)| *other != kind);
        wrong.extend(other.map(|(_, other)| Scenario {
            end: Some(Written {
                value: Goal::Kind(*other),
                place: end.place.clone(),
            }),
            ..scenario.clone()
        }));
    }
    for moves in [&scenario.asks, &scenario.tries] {
        if !moves.is_empty() {
            wrong.push(Scenario {
                never: moves.clone(),
                ..scenario.clone()
            });
        }
    }
    if !scenario.never.is_empty() {
        wrong.push(Scenario {
            tries: scenario.never.clone(),
            ..scenario.clone()
        });
    }
    wrong
}

/// Whatever is cut off a file, the missing end is a finding, or nothing is missing.
#[test]
fn a_file_that_is_cut_anywhere_is_told_about() {
    let mut texts = built_in::scenarios();
    let mut text = texts.remove(0);
    let whole = text.text.clone();
    for end in (0..whole.len())
        .step_by(13)
        .filter(|end| whole.is_char_boundary(*end))
    {
        whole[..end].clone_into(&mut text.text);
        let tested = test(std::slice::from_ref(&text));
        let is_told = !tested.findings.is_empty();
        assert!(is_told || tested.failed().next().is_none(), "{}", text.text);
    }
}

/// Line ends and marks of other systems change nothing but the places.
#[test]
fn a_file_from_another_system_is_the_same() {
    for text in built_in::scenarios() {
        let there = Text {
            file: text.file.clone(),
            text: format!("\u{feff}{}", text.text.replace('\n', "\r\n")),
        };
        let [here, there] = [text, there].map(|text| test(&[text]));
        assert_eq!(there.findings, []);
        assert_eq!(here.verdicts, there.verdicts);
    }
}

/// Every light can also be named by its id, and by "other" where the guide does not know it.
#[test]
fn a_light_is_named_by_its_id() {
    let library = Library::default();
    for guide in guides() {
        let ids = guide.light_ids().map(|id| (Some(id), guide[id].id.clone()));
        for (light, id) in ids.chain([(None::<LightId>, "other".to_owned())]) {
            let text = Text {
                file: format!("{}.yaml", guide.id),
                text: format!("- {{name: a, light: {id}, case: [hot=no], expect: {{ask: hot}}}}"),
            };
            let mut findings = Vec::new();
            let read = scenario::read(&text, &library, None, &mut findings);
            let Scenarios { scenarios, .. } =
                read.expect("the guide is whole").expect("it is there");
            assert_eq!(findings, []);
            assert_eq!(scenarios[0].light, light);
            let Entry::Answered(question, _) = scenarios[0].case[0].value else {
                panic!("{:?}", scenarios[0].case);
            };
            assert_eq!(guide[question].id, "hot");
        }
    }
}
