//! The JSON Schema of a guide, derived from the types of its [`draft`](super::draft), for editors.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::check::{LONGEST, LONGEST_ID, SHORTEST};
use super::draft::{
    CauseDraft, EndingDraft, LightDraft, NoteDraft, QuestionDraft, SourceDraft, StepEntry,
    SupportDraft,
};
use super::words::{Word, WordOrNumber};

/// The first line of a guide, which tells an editor where the schema is.
pub const FIRST_LINE: &str = "# yaml-language-server: $schema=guide.schema.json\n";

/// Examples of how a light is written.
pub const LOOKS: [&str; 13] = [
    "red, blinks",
    "red, blinks fast",
    "red, blinks slowly",
    "red, blinks every 2-3 s",
    "green, steady",
    "amber, flashes 3 times every 15 s",
    "green, flashes 2 long and 3 short",
    "red and blue in turn",
    "white, pulses",
    "off",
    "amber, blinks, then green, steady",
    "blue, steady + green, blinks",
    "ring: red, pulses",
];

/// The JSON Schema of a guide's file, in the dialect that editors know best (draft 7).
#[must_use]
pub fn schema() -> Value {
    let schema = SchemaSettings::draft07()
        .with_transform(RecursiveTransform(as_loaded))
        .into_generator()
        .into_root_schema_for::<File>();
    schema.to_value()
}

/// A guide: all that is known of one family of devices. The file is called `<id>.yaml`.
///
/// `blinkdoc kb new ID` writes one to start from, and `blinkdoc kb check` says what is wrong with it.
#[derive(Debug, JsonSchema)]
#[schemars(rename = "Guide", deny_unknown_fields)]
pub struct File {
    /// The short name of the guide, also the name of its file: `hall-lamp`.
    pub id: Id,
    /// The name of the device for people: `Example hall lamp`.
    pub name: String,
    /// What else people type for it. A name leads to one guide alone: `[lamp, hl100]`.
    #[schemars(length(min = 1))]
    pub also: Option<Vec<String>>,
    /// What a reader should know of the guide as a whole, a sentence each.
    #[schemars(length(min = 1))]
    pub about: Option<Vec<NoteDraft>>,
    /// Where the facts are from.
    #[schemars(length(min = 1))]
    pub sources: Option<Vec<SourceDraft>>,
    /// Facts of a person's set-up that answers establish and that steps and questions ask for with
    /// `when`, each as a clause: `on-battery: it runs on batteries`.
    pub conditions: Option<Named<String>>,
    /// What can be wrong, each under its id. "Something else" belongs to every light by itself.
    pub causes: Option<Named<CauseDraft>>,
    /// The patterns that the device can show.
    #[schemars(length(min = 1))]
    pub lights: Vec<LightDraft>,
    /// What a person can look at or tell, in the order of asking when nothing else decides.
    #[schemars(length(min = 1))]
    pub questions: Option<Vec<QuestionDraft>>,
    /// The fixes to try.
    #[schemars(length(min = 1))]
    pub steps: Option<Vec<StepEntry>>,
    /// Where a case can end besides `fixed` and `support`, each under its id.
    pub endings: Option<Named<EndingDraft>>,
    /// How to hand over to support.
    pub support: SupportDraft,
    /// How to keep it from coming back, a sentence each.
    #[schemars(length(min = 1))]
    pub prevention: Option<Vec<NoteDraft>>,
}

/// Declares types that stand for a plain value in the schema, and say what it may be.
macro_rules! values {
    ($($(#[$doc:meta])* $name:ident: $schema:tt;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }

            fn inline_schema() -> bool {
                true
            }
        }
    )+};
}

values! {
    /// A short name: lower-case letters and digits, with single hyphens between them.
    Id: {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": LONGEST_ID};
    /// Minutes above 0, a week at most.
    Minutes: {"type": "number", "minimum": SHORTEST, "maximum": LONGEST};
    /// Minutes from 0, a week at most.
    MinutesOrNone: {"type": "number", "minimum": 0, "maximum": LONGEST};
    /// A length of time with its unit.
    Wait: {"type": "string", "pattern": "^[0-9]+ (s|min|h)$"};
}

/// A map from ids to what they name.
#[derive(Debug)]
pub struct Named<T>(pub BTreeMap<String, T>);

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Named_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": generator.subschema_for::<Id>(),
            "additionalProperties": generator.subschema_for::<T>(),
            "minProperties": 1,
        })
    }

    fn inline_schema() -> bool {
        true
    }
}

impl<W: Word> JsonSchema for WordOrNumber<W> {
    fn schema_name() -> Cow<'static, str> {
        W::NUMBERS.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = W::WORDS.iter().map(|(word, _)| *word).collect();
        let (least, greatest) = W::RANGE;
        json_schema!({
            "anyOf": [
                {"enum": words},
                {"type": "number", "minimum": least, "maximum": greatest, "description": W::NUMBERS},
            ],
        })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// Says of a part of the schema what holds for all of a guide: no value is left empty, and what looks
/// like a number may stand for a text.
fn as_loaded(schema: &mut Schema) {
    let is_null = |schema: &Value| schema.get("type") == Some(&json!("null"));
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [name] = types.as_slice() {
            let name = name.clone();
            schema.insert("type".to_owned(), name);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| !is_null(choice));
        if let [Value::Object(choice)] = choices.as_slice() {
            let choice = choice.clone();
            schema.remove("anyOf");
            schema.ensure_object().extend(choice);
        }
    }
    let is_text = schema.get("type") == Some(&json!("string"));
    if is_text && schema.get("const").is_none() && schema.get("enum").is_none() {
        schema.insert("type".to_owned(), json!(["string", "number"]));
    }
    if schema
        .get("default")
        .is_some_and(|default| *default == json!([]) || *default == json!({}))
    {
        schema.remove("default");
    }
    if let Some(Value::String(description)) = schema.get_mut("description") {
        let paragraphs = description.split("\n\n");
        let paragraphs: Vec<String> = paragraphs.map(|text| text.replace('\n', " ")).collect();
        *description = paragraphs.join("\n\n");
    }
}
