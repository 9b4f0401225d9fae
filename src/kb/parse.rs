//! Text → draft: reads a guide item by item, so that a mistake in one never hides one in another.

use serde::de::DeserializeOwned;

use super::draft::{Draft, Item, Items};
use super::outline::{Node, Outline};
use crate::finding::{Finding, list, near_miss};

/// The keys of a guide, in the order in which guides write them.
const KEYS: [&str; 13] = [
    "id",
    "name",
    "also",
    "about",
    "sources",
    "conditions",
    "causes",
    "lights",
    "questions",
    "steps",
    "endings",
    "support",
    "prevention",
];

/// Reads what a guide says; mistakes go to `findings` and leave out the item they are in.
#[must_use]
pub fn draft<'a>(outline: &'a Outline, findings: &mut Vec<Finding>) -> Draft<'a> {
    let mut parser = Parser { outline, findings };
    parser.keys();
    Draft {
        outline,
        id: parser.one("id"),
        name: parser.one("name"),
        also: parser.items("also", &parser.values("also")),
        about: parser.items("about", &parser.values("about")),
        sources: parser.items("sources", &parser.with_ids("sources")),
        conditions: parser.items("conditions", &parser.named("conditions")),
        causes: parser.items("causes", &parser.named("causes")),
        lights: parser.items("lights", &parser.with_ids("lights")),
        questions: parser.items("questions", &parser.with_ids("questions")),
        steps: parser.items("steps", &parser.with_ids("steps")),
        endings: parser.items("endings", &parser.named("endings")),
        support: parser.one("support"),
        prevention: parser.items("prevention", &parser.values("prevention")),
    }
}

/// The name and the place of an item.
type Spot<'a> = (&'a Node, &'a Node);

struct Parser<'a, 'f> {
    outline: &'a Outline,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Parser<'a, '_> {
    /// Every key of a guide is known, and those that must be there are.
    fn keys(&mut self) {
        let root = self.outline.root();
        if !root.is_map() {
            let finding = Finding::error(
                "wrong-shape",
                "a guide is a map of keys and values",
                self.outline.place(root),
            );
            self.findings
                .push(finding.help(format!("start it with `id:`; its keys are {}", list(KEYS))));
            return;
        }
        for (key, _) in root.entries() {
            if !KEYS.contains(&key.text()) {
                self.findings.push(unknown_field(self.outline, key, &KEYS));
            }
        }
        for key in ["id", "name", "lights", "support"] {
            if root.get(key).is_none() {
                let finding = Finding::error(
                    "missing-field",
                    format!("a guide needs `{key}`"),
                    self.outline.place(root),
                );
                self.findings.push(finding.help(format!("add `{key}: …`")));
            }
        }
    }

    /// The values of a list.
    fn values(&self, key: &str) -> Vec<Spot<'a>> {
        self.outline
            .root()
            .get(key)
            .map_or(&[][..], Node::items)
            .iter()
            .map(|item| (item, item))
            .collect()
    }

    /// The values of a list whose name is their `id`.
    fn with_ids(&self, key: &str) -> Vec<Spot<'a>> {
        self.values(key)
            .into_iter()
            .map(|(item, _)| (item.under("id"), item))
            .collect()
    }

    /// The values of a map whose name is their key.
    fn named(&self, key: &str) -> Vec<Spot<'a>> {
        self.outline
            .root()
            .get(key)
            .map_or(&[][..], Node::entries)
            .iter()
            .map(|(name, item)| (name, item))
            .collect()
    }

    fn one<T: DeserializeOwned>(&mut self, key: &str) -> Option<Item<'a, T>> {
        let node = self.outline.root().get(key)?;
        let value = self.value(node)?;
        Some(Item {
            id: String::new(),
            name: self.outline.root().key(key),
            node,
            value,
        })
    }

    fn items<T: DeserializeOwned>(&mut self, key: &str, spots: &[Spot<'a>]) -> Items<'a, T> {
        let node = self.outline.root().key(key);
        if self.outline.root().get(key).is_some() && spots.is_empty() {
            let finding = Finding::error(
                "wrong-shape",
                format!("`{key}` is empty or has the wrong shape"),
                self.outline.place(node),
            );
            self.findings
                .push(finding.help("fill it as the other guides do, or remove the key"));
        }
        let mut items = Items {
            node,
            read: Vec::new(),
            unread: Vec::new(),
        };
        for (name, node) in spots {
            let id = name.text().to_owned();
            match self.value(node) {
                Some(value) => items.read.push(Item {
                    id,
                    name,
                    node,
                    value,
                }),
                None => items.unread.push(id),
            }
        }
        items
    }

    /// Reads one value by serde; a mistake in it becomes one finding.
    fn value<T: DeserializeOwned>(&mut self, node: &Node) -> Option<T> {
        if node.is_faulty() {
            return None;
        }
        let (text, lines_before) = self.outline.cut(node);
        match serde_yaml::from_str(&text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.findings.push(self.mistake(node, lines_before, &error));
                None
            }
        }
    }

    /// What serde says of a value, in the words and with the place of a finding.
    fn mistake(&self, node: &Node, lines_before: usize, error: &serde_yaml::Error) -> Finding {
        let message = error.to_string();
        let message = message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(message, _)| message);
        let place = error.location().map_or_else(
            || self.outline.place(node),
            |location| {
                self.outline
                    .place_of(node, location.line() + lines_before, location.column())
            },
        );
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        // The path before the message repeats the place.
        let fault = [
            "unknown field",
            "missing field",
            "unknown variant",
            "invalid type",
            "invalid value",
        ]
        .iter()
        .find_map(|start| message.find(start).map(|at| &message[at..]))
        .unwrap_or(message);
        match (
            fault.split(' ').take(2).collect::<Vec<_>>().as_slice(),
            quoted.split_first(),
        ) {
            (["unknown", "field"], Some((field, known))) => unknown_name(
                "unknown-field",
                &format!("there is no key `{field}` here"),
                field,
                known,
                place,
            ),
            (["unknown", "variant"], Some((word, known))) => unknown_name(
                "unknown-word",
                &format!("`{word}` is not a word for this"),
                word,
                known,
                place,
            ),
            (["missing", "field"], Some((field, _))) => {
                Finding::error("missing-field", format!("this needs `{field}`"), place)
                    .help(format!("add `{field}: …`"))
            }
            _ => Finding::error("wrong-shape", fault.to_owned(), place)
                .help("write it as the other guides do"),
        }
    }
}

fn unknown_field(outline: &Outline, key: &Node, known: &[&str]) -> Finding {
    let title = format!("there is no key `{}` here", key.text());
    unknown_name(
        "unknown-field",
        &title,
        key.text(),
        known,
        outline.place(key),
    )
}

/// A name that is none of the known ones: the near miss, or the list.
fn unknown_name(
    code: &'static str,
    title: &str,
    name: &str,
    known: &[&str],
    mut place: crate::finding::Place,
) -> Finding {
    place.width = name.chars().count();
    let help = match near_miss(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", list(known.iter().copied())),
    };
    Finding::error(code, title, place).help(help)
}
