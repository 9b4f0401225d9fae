//! What helps those who write guides: the guide of `kb new`, and the examples of `kb/README.md`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

use blinkdoc::finding::has_errors;
use blinkdoc::kb::load::Text;
use blinkdoc::kb::schema::{self, LOOKS};
use blinkdoc::kb::words::{Likelihood, Repair, Share, Strength, Word};
use blinkdoc::{built_in, check};
use proptest::prelude::*;
use serde_json::Value;

use crate::ledger::{self, Ledger};
use crate::sample::{findings, with};

const PAGE: &str = include_str!("../../kb/README.md");

/// Runs the program in a folder.
fn blinkdoc(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_blinkdoc"))
        .args(arguments)
        .current_dir(folder)
        .env("BLINKDOC_KB", "")
        .output()
        .expect("it runs")
}

/// What `kb new` prints for an id and more arguments.
fn new(arguments: &[&str]) -> String {
    let arguments = [&["kb", "new", "--output", "-"], arguments].concat();
    let told = blinkdoc(&env::temp_dir(), &arguments);
    assert!(told.status.success(), "{arguments:?}: {told:?}");
    assert_eq!(told.stderr, b"", "{arguments:?}");
    String::from_utf8(told.stdout).expect("it is text")
}

/// A folder of this test's own, which is removed with it.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("blinkdoc-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("it can be made");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_new_guide_has_nothing_to_mend() {
    for id in ["hall-lamp", "x", "42", "a-very-long-name-for-a-small-lamp"] {
        assert_eq!(findings(&format!("{id}.yaml"), &new(&[id])), [], "{id}");
    }
    let odd = "The 'new' lamp: #2 \"{id}\"";
    let text = new(&["lamp-2", "--name", odd]);
    assert_eq!(findings("lamp-2.yaml", &text), []);
    let guide: Value = serde_yaml::from_str(&text).expect("it is YAML");
    assert_eq!(guide["name"].as_str(), Some(odd));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the name, the guide is sound, or it is said why it cannot be.
    #[test]
    fn any_name_gives_a_sound_guide_or_a_reason(name in "\\PC{0,12}|.{0,6}") {
        let arguments = ["kb", "new", "lamp-2", "--output=-", &format!("--name={name}")];
        prop_assume!(!name.contains('\0'));
        let told = blinkdoc(&env::temp_dir(), &arguments);
        if told.status.success() {
            let text = String::from_utf8(told.stdout).expect("it is text");
            prop_assert_eq!(findings("lamp-2.yaml", &text), []);
            let guide: Value = serde_yaml::from_str(&text).expect("it is YAML");
            prop_assert_eq!(guide["name"].as_str(), Some(name.as_str()));
        } else {
            prop_assert_eq!(told.status.code(), Some(2));
            prop_assert!(told.stderr.starts_with(b"error: "));
        }
    }
}

/// All keys of all parts of a guide stand in it, so that nobody has to look for one elsewhere.
#[test]
fn a_new_guide_shows_every_key() {
    let text = new(&["hall-lamp"]);
    let schema = schema::schema();
    let mut keys = BTreeSet::new();
    properties(&schema, &mut keys);
    assert!(keys.contains("points-away"));
    for key in keys {
        let is_key = |at: usize| {
            let before = text[..at].chars().next_back();
            before.is_some_and(|c| !c.is_alphanumeric() && c != '-')
        };
        let shown = text
            .match_indices(&format!("{key}:"))
            .any(|(at, _)| is_key(at));
        assert!(shown, "`{key}` does not stand in it");
    }
}

/// The names of all properties in a schema.
fn properties(schema: &Value, keys: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                keys.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| properties(value, keys));
        }
        Value::Array(items) => items.iter().for_each(|value| properties(value, keys)),
        _ => {}
    }
}

#[test]
fn a_new_guide_answers_for_each_of_its_lights() {
    let folder = Folder::new("new");
    let told = blinkdoc(&folder.0, &["kb", "new", "hall-lamp"]);
    assert!(told.status.success(), "{told:?}");
    for light in ["slow-red", "fast-red", "blinking-red", "steady-green"] {
        let told = blinkdoc(
            &folder.0,
            &[
                "--kb=hall-lamp.yaml",
                "diagnose",
                "-d=hall-lamp",
                "-p",
                light,
            ],
        );
        assert!(told.status.success(), "{light}: {told:?}");
        assert_eq!(String::from_utf8_lossy(&told.stderr), "", "{light}");
    }
}

#[test]
fn a_new_guide_goes_where_it_is_told_and_overwrites_nothing() {
    let folder = Folder::new("where");
    fs::create_dir(folder.0.join("kb")).expect("it can be made");
    for (arguments, status) in [
        (&["hall-lamp", "-o", "kb"][..], 0),
        (&["hall-lamp", "-o", "kb/hall-lamp.yaml"], 3),
        (&["hall-lamp", "-o", "nowhere/hall-lamp.yaml"], 3),
        (&["hall-lamp", "-o", "lamp.yaml"], 2),
        (&["hall-lamp"], 0),
    ] {
        let told = blinkdoc(&folder.0, &[&["kb", "new"], arguments].concat());
        assert_eq!(told.status.code(), Some(status), "{arguments:?}: {told:?}");
        assert_eq!(told.stdout, b"", "{arguments:?}");
    }
    fs::write(folder.0.join("hall-lamp.yaml"), "mine").expect("it can be written");
    let told = blinkdoc(&folder.0, &["kb", "new", "hall-lamp"]);
    assert_eq!(told.status.code(), Some(3));
    let kept = fs::read_to_string(folder.0.join("hall-lamp.yaml")).expect("it is there");
    assert_eq!(kept, "mine");
    let told = blinkdoc(&folder.0, &["kb", "check", "kb"]);
    assert!(told.status.success(), "{told:?}");
}

/// The blocks of the page in this language.
fn blocks(language: &str) -> Vec<&'static str> {
    let blocks: Vec<&str> = PAGE
        .split(&format!("```{language}\n"))
        .skip(1)
        .filter_map(|block| block.split("```").next())
        .collect();
    assert!(!blocks.is_empty(), "{language}");
    blocks
}

fn is_scenario(block: &str) -> bool {
    block.starts_with("- name:")
}

#[test]
fn the_parts_of_a_guide_on_the_page_are_those_of_a_new_one() {
    let text = new(&["hall-lamp"]);
    let own = |part: &&str| !is_scenario(part) && !is_shared(part);
    for part in blocks("yaml").into_iter().filter(own) {
        assert!(text.contains(part), "{part}");
    }
}

/// Whether a block shows what a guide takes from `shared/`.
fn is_shared(block: &str) -> bool {
    block.contains("use: ")
}

#[test]
fn the_shared_texts_of_the_page_can_be_used() {
    let part = blocks("yaml").into_iter().find(|part| is_shared(part));
    let (step, sheet) = part
        .and_then(|part| part.strip_prefix("steps:\n")?.split_once("support:\n"))
        .expect("a step and a sheet");
    let text = new(&["hall-lamp"]);
    let text = with(&text, "\nsteps:\n", &format!("\nsteps:\n{step}"));
    let text = with(&text, "  have-ready:\n", sheet);
    let text = Text {
        file: "hall-lamp.yaml".to_owned(),
        text: text.replace("H-14", "LEAF-14"),
    };
    let checked = check::guides(&[text], &built_in::elsewhere(), Vec::new());
    assert!(!has_errors(&checked.guides.findings), "{checked:?}");
}

/// The commands of the page, run one after the other in an empty folder.
#[cfg(unix)]
#[test]
fn the_commands_of_the_page_do_what_it_says() {
    let folder = Folder::new("page");
    fs::create_dir(folder.0.join("scenarios")).expect("it can be made");
    let mut parts = blocks("yaml").into_iter();
    let scenario = parts.find(|part| is_scenario(part)).expect("there is one");
    fs::write(folder.0.join("scenarios/hall-lamp.yaml"), scenario).expect("it can be written");
    let program = Path::new(env!("CARGO_BIN_EXE_blinkdoc"));
    let path = program.parent().expect("it is in a folder");
    for command in blocks("sh").iter().flat_map(|block| block.lines()) {
        if command.starts_with("cargo ") {
            assert_eq!(command, "cargo test --test integration");
            continue;
        }
        let told = Command::new("sh")
            .args(["-c", command])
            .current_dir(&folder.0)
            .env("PATH", format!("{}:/usr/bin:/bin", path.display()))
            .env("BLINKDOC_KB", "")
            .output()
            .expect("there is a shell");
        assert!(told.status.success(), "{command}: {told:?}");
    }
    let schema = fs::read_to_string(folder.0.join("guide.schema.json")).expect("it is written");
    let schema: Value = serde_json::from_str(&schema).expect("it is JSON");
    assert_eq!(schema, schema::schema());
}

#[test]
fn the_lights_of_the_page_are_the_examples_of_the_schema() {
    let first = blocks("text")[0];
    assert_eq!(first.lines().collect::<Vec<_>>(), LOOKS);
}

#[test]
fn the_ledger_of_the_page_belongs_to_the_new_guide() {
    let ledger = Ledger::of(blocks("markdown")[0]);
    let guide = serde_yaml::from_str(&new(&["hall-lamp"])).expect("it is YAML");
    let mut cited = BTreeSet::new();
    ledger::cites(&guide, &mut cited);
    assert!(ledger.rows.len() > 2);
    for row in ledger.rows.keys() {
        let is_aside = ledger.laid_aside.contains_key(row);
        assert_ne!(cited.contains(row), is_aside, "{row}");
    }
}

#[test]
fn the_words_of_the_page_are_those_of_the_loader() {
    fn row<W: Word>(what: &str) {
        let words = W::WORDS
            .iter()
            .map(|(word, number)| format!("`{word}` {number}"));
        let row = format!("| {what} | {} |\n", words.collect::<Vec<_>>().join(", "));
        assert!(PAGE.contains(&row), "{row}");
    }
    row::<Likelihood>("a light's `causes`");
    row::<Repair>("a step's `fixes`");
    row::<Share>("an answer's `share`");
    row::<Strength>("`points-to`, `points-away`");
}
