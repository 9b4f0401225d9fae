//! Which guide a name leads to, when guides are added to the built-in ones.

use std::path::Path;

use blinkdoc::finding::Finding;
use blinkdoc::kb::Guide;
use blinkdoc::library::Library;

use crate::program::{blinkdoc, file, finish, folder, run_with_kb};
use crate::sample::{HALL_LAMP, read_all, with};

const KASA: &str = include_str!("../../kb/kasa-camera.yaml");

fn library(kb: &Path) -> Library {
    Library::with(Some(kb)).unwrap_or_else(|findings| {
        panic!(
            "{}",
            findings.iter().map(Finding::to_string).collect::<String>()
        )
    })
}

fn find(library: &Library, name: &str) -> Option<Guide> {
    library
        .find(name)
        .expect("it unpacks")
        .map(std::borrow::Cow::into_owned)
}

/// The camera's guide, renamed for people and with other names.
fn other_camera() -> String {
    let names = KASA
        .lines()
        .find(|line| line.starts_with("also:"))
        .expect("it has names");
    let text = with(KASA, names, "also: [my camera]");
    with(&text, "name: TP-Link Kasa camera", "name: Our camera")
}

#[test]
fn an_added_guide_stands_beside_the_built_in_ones() {
    let kb = folder("names-added");
    file(&kb, "hall-lamp.yaml", HALL_LAMP);
    let library = library(&kb);
    let titles = library.titles();
    assert!(titles.is_sorted());
    assert!(titles.contains(&("hall-lamp", "Example hall lamp")));
    assert!(titles.contains(&("kasa-camera", "TP-Link Kasa camera")));
    for name in ["hall-lamp", "HL100", "example  hall_lamp"] {
        assert_eq!(
            find(&library, name).map(|guide| guide.id).as_deref(),
            Some("hall-lamp"),
            "{name}"
        );
    }
    assert_eq!(
        find(&library, "kasa").map(|guide| guide.id).as_deref(),
        Some("kasa-camera")
    );
    assert_eq!(library.near_miss("hl10"), Some("hl100"));
    assert!(!library.is_replacement("hall-lamp"));
    assert!(!library.is_replacement("kasa-camera"));
}

#[test]
fn a_replaced_guide_is_found_by_its_old_names_and_its_new_ones() {
    let kb = folder("names-replaced");
    let guide = file(&kb, "kasa-camera.yaml", other_camera());
    let library = library(&guide);
    for name in [
        "kasa-camera",
        "kasa",
        "kc100",
        "TP-Link Kasa camera",
        "my camera",
        "our camera",
    ] {
        let name_now = find(&library, name).map(|guide| guide.name);
        assert_eq!(name_now.as_deref(), Some("Our camera"), "{name}");
    }
    let ours = |(id, _): &&(&str, &str)| *id == "kasa-camera";
    let titles = library.titles();
    let ours: Vec<_> = titles.iter().filter(ours).collect();
    assert_eq!(ours, [&("kasa-camera", "Our camera")]);
    assert!(library.is_replacement("kasa-camera"));
}

#[test]
fn the_answer_says_that_a_guide_was_replaced() {
    let kb = folder("names-told");
    let guide = file(&kb, "kasa-camera.yaml", other_camera());
    let told = run_with_kb(&guide);
    assert_eq!((told.status, told.stderr.as_str()), (Some(0), ""));
    assert!(told.stdout.contains("Our camera"), "{}", told.stdout);
    assert!(
        told.stdout
            .contains("in place of the built-in `kasa-camera`"),
        "{}",
        told.stdout
    );
    let arguments = ["-d", "kasa", "-p", "slow-red", "--format", "json"];
    let json = finish(blinkdoc(&arguments).env("BLINKDOC_KB", &guide)).json();
    assert_eq!(json["guide"]["replaces_built_in"], true);
    assert_eq!(
        finish(&mut blinkdoc(&arguments)).json()["guide"]["replaces_built_in"],
        false
    );
}

#[test]
fn the_flag_wins_over_the_environment_and_nothing_is_no_path() {
    let kb = folder("names-flag");
    let guide = file(&kb, "kasa-camera.yaml", other_camera());
    let arguments = ["-d", "kasa", "-p", "slow-red", "--kb"];
    let told = finish(
        blinkdoc(&arguments)
            .arg(&guide)
            .env("BLINKDOC_KB", "/missing"),
    );
    assert_eq!(told.status, Some(0), "{}", told.stderr);
    let told = finish(blinkdoc(&arguments[..4]).env("BLINKDOC_KB", ""));
    assert_eq!(told.status, Some(0), "{}", told.stderr);
    assert!(!told.stdout.contains("--kb"), "{}", told.stdout);
}

#[test]
fn a_name_of_two_guides_is_told_with_both_places() {
    let other = with(HALL_LAMP, "id: hall-lamp", "id: porch-lamp");
    let found = read_all(&[("hall-lamp.yaml", HALL_LAMP), ("porch-lamp.yaml", &other)]);
    let found = found.expect_err("two guides cannot share a name");
    let told: Vec<(&str, usize, usize)> = found
        .iter()
        .map(|finding| (finding.code, finding.place.line, finding.place.column))
        .collect();
    assert_eq!(told, [("duplicate-name", 2, 7), ("duplicate-name", 3, 8)]);
    assert_eq!(
        found[1].title,
        "`hl100` names the guide `hall-lamp` as well"
    );
    let related = found[1]
        .related
        .as_ref()
        .map(|(place, _)| place.to_string());
    assert_eq!(related.as_deref(), Some("hall-lamp.yaml:3:8"));
}

/// A guide with another mistake still claims its names.
#[test]
fn a_name_clash_is_told_besides_other_mistakes() {
    let kb = folder("names-clash");
    let text = with(HALL_LAMP, "also: [hl100]", "also: [hl100, Kasa]");
    let guide = file(
        &kb,
        "hall-lamp.yaml",
        with(&text, "minutes: 10", "minutes: ten"),
    );
    let findings = Library::with(Some(&guide)).expect_err("nothing is half-loaded");
    let told: Vec<String> = findings
        .iter()
        .map(|finding| finding.title.clone())
        .collect();
    assert_eq!(
        told,
        [
            "`kasa` names the built-in guide `kasa-camera`",
            "a text where a number belongs"
        ]
    );
}

#[test]
fn one_guide_in_two_files_is_told_with_both_places() {
    let found = read_all(&[
        ("a/hall-lamp.yaml", HALL_LAMP),
        ("a/hall-lamp.yml", HALL_LAMP),
    ]);
    let found = found.expect_err("which of the two is meant?");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, "duplicate-id");
    assert_eq!(found[0].place.to_string(), "a/hall-lamp.yml:1:5");
    assert!(found[0].related.is_some() && found[0].help.is_some());
}

#[test]
fn an_ending_goes_on_with_a_guide_of_the_same_folder_or_a_built_in_one() {
    let kb = folder("names-onward");
    let onward = |guide: &str| {
        let ending = format!("{{kind: wait, title: Wait, continue-with: {guide},");
        with(HALL_LAMP, "{kind: wait, title: Wait,", &ending)
    };
    for (guide, is_there) in [
        ("kasa-camera", true),
        ("porch-lamp", true),
        ("kasa", false),
        ("attic-lamp", false),
    ] {
        let names = with(
            HALL_LAMP,
            "id: hall-lamp\nname: Example hall lamp\nalso: [hl100]",
            "id: porch-lamp\nname: Porch lamp",
        );
        file(&kb, "porch-lamp.yaml", names);
        file(&kb, "hall-lamp.yaml", onward(guide));
        assert_eq!(Library::with(Some(&kb)).is_ok(), is_there, "{guide}");
    }
}
