//! The schema of guides: it says of a file's shape what the loader says.

use std::path::Path;
use std::{env, fs};

use blinkdoc::catalogue::rules;
use blinkdoc::kb::check::is_id;
use blinkdoc::kb::shared::Kind;
use blinkdoc::kb::{parse, schema};
use blinkdoc::light::Looks;
use jsonschema::Validator;
use serde_json::Value;

use crate::sample::{HALL_LAMP, with};

/// The rules of a file's shape, all of which an editor must find as well.
const SHAPE: [&str; 5] = [
    "unknown-field",
    "missing-field",
    "no-value",
    "wrong-shape",
    "unknown-word",
];

fn validator() -> Validator {
    jsonschema::draft7::new(&schema::schema()).expect("it is a schema")
}

/// What the schema says against a guide; a text that is no JSON in the dress of YAML is wrong as well.
fn wrong(validator: &Validator, text: &str) -> Option<String> {
    let guide: Value = match serde_yaml::from_str(text) {
        Ok(guide) => guide,
        Err(error) => return Some(error.to_string()),
    };
    let error = validator.iter_errors(&guide).next()?;
    Some(format!("{}: {error}", error.instance_path()))
}

#[test]
fn the_loader_and_the_schema_know_the_same_keys() {
    let schema = schema::schema();
    let properties = schema["properties"].as_object().expect("a guide is a map");
    assert_eq!(properties.keys().collect::<Vec<_>>(), parse::KEYS);
    assert_eq!(schema["required"], serde_json::json!(parse::NEEDED));
}

#[test]
fn the_built_in_guides_have_the_shape_of_the_schema() {
    let validator = validator();
    let texts = blinkdoc::built_in::texts().into_iter();
    for text in texts.filter(|text| Kind::of(&text.file).is_none()) {
        assert_eq!(wrong(&validator, &text.text), None, "{}", text.file);
        assert!(
            text.text.starts_with(schema::FIRST_LINE),
            "{} tells an editor where its schema is",
            text.file
        );
    }
}

#[test]
fn the_schema_rejects_every_mistake_in_the_shape() {
    let validator = validator();
    for rule in rules().filter(|rule| SHAPE.contains(&rule.code)) {
        for example in rule.examples {
            let text = example.broken();
            assert!(wrong(&validator, &text).is_some(), "{}: {text}", rule.code);
        }
    }
}

#[test]
fn the_schema_accepts_what_the_loader_accepts() {
    let validator = validator();
    for rule in rules() {
        for example in rule.examples {
            let text = example.mended();
            assert_eq!(wrong(&validator, &text), None, "{}: {text}", rule.code);
        }
    }
}

#[test]
fn an_id_is_one_for_the_schema_and_the_loader() {
    let validator = validator();
    let longest = "a".repeat(60);
    let too_long = "a".repeat(61);
    for id in [
        "a", "lamp-2", "2-lamps", &longest, &too_long, "", "-a", "a-", "a--b", "A", "a b", "a_b",
        "\u{e9}",
    ] {
        let text = with(HALL_LAMP, "id: factory-reset", &format!("id: {id:?}"));
        assert_eq!(wrong(&validator, &text).is_none(), is_id(id), "{id}");
    }
}

#[test]
fn every_example_of_a_light_can_be_read() {
    for looks in schema::LOOKS {
        let read = Looks::parse(looks).expect("it is in the notation");
        assert_eq!(read.to_string(), looks);
    }
}

/// `UPDATE_SCHEMA=1 cargo test schema` writes what the types say now.
#[test]
fn the_schema_beside_the_guides_is_the_present_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("kb/guide.schema.json");
    let mut present = serde_json::to_string_pretty(&schema::schema()).expect("it is JSON");
    present.push('\n');
    if env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &present).expect("it can be written");
    }
    let written = fs::read_to_string(&path).expect("it is there");
    assert!(
        written == present,
        "kb/guide.schema.json is out of date: UPDATE_SCHEMA=1 cargo test schema"
    );
}
