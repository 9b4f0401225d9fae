//! Text → draft: reads a guide item by item, so that a mistake in one never hides one in another.

use serde::de::DeserializeOwned;

use super::draft::{Draft, Item, Items};
use super::outline::{Node, Outline};
use crate::finding::{Finding, Place, list, near_miss};

/// The keys of a guide, in the order in which guides write them.
pub const KEYS: [&str; 13] = [
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

/// The keys that every guide has.
pub const NEEDED: [&str; 4] = ["id", "name", "lights", "support"];

/// Reads what a guide says; mistakes go to `findings` and leave out the item they are in.
#[must_use]
pub fn draft<'a>(outline: &'a Outline, findings: &mut Vec<Finding>) -> Draft<'a> {
    let mut parser = Parser { outline, findings };
    parser.keys();
    Draft {
        outline,
        id: parser.one("id"),
        name: parser.one("name"),
        also: parser.list("also"),
        about: parser.list("about"),
        sources: parser.list("sources"),
        conditions: parser.map("conditions"),
        causes: parser.map("causes"),
        lights: parser.list("lights"),
        questions: parser.list("questions"),
        steps: parser.list("steps"),
        endings: parser.map("endings"),
        support: parser.one("support"),
        prevention: parser.list("prevention"),
    }
}

/// Reads one value of an outline; a mistake in it becomes one finding. `name` is where it is blamed when
/// nothing stands there.
#[must_use]
pub fn value<T: DeserializeOwned>(
    outline: &Outline,
    name: &Node,
    node: &Node,
    findings: &mut Vec<Finding>,
) -> Option<T> {
    Parser { outline, findings }.value(name, node)
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
            if !KEYS.contains(&key.text()) && !key.is_faulty() {
                self.findings.push(unknown_field(self.outline, key, &KEYS));
            }
        }
        for key in NEEDED {
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

    /// The items of a list; the name of each is its `id`, if it has one.
    fn list<T: DeserializeOwned>(&mut self, key: &str) -> Items<'a, T> {
        let value = self.outline.root().get(key);
        let items = value.map_or(&[][..], Node::items);
        let spots: Vec<Spot<'a>> = items.iter().map(|item| (item.under("id"), item)).collect();
        self.items(
            key,
            &spots,
            "a list",
            "one item to a line, each behind `- `",
        )
    }

    /// The items of a map; the name of each is its key.
    fn map<T: DeserializeOwned>(&mut self, key: &str) -> Items<'a, T> {
        let value = self.outline.root().get(key);
        let entries = value.map_or(&[][..], Node::entries);
        let spots: Vec<Spot<'a>> = entries.iter().map(|(name, item)| (name, item)).collect();
        self.items(key, &spots, "a map", "one `name: …` to a line")
    }

    fn one<T: DeserializeOwned>(&mut self, key: &str) -> Option<Item<'a, T>> {
        let node = self.outline.root().get(key)?;
        let name = self.outline.root().key(key);
        let value = self.value(name, node)?;
        Some(Item {
            id: String::new(),
            name,
            node,
            value,
        })
    }

    fn items<T: DeserializeOwned>(
        &mut self,
        key: &str,
        spots: &[Spot<'a>],
        shape: &str,
        help: &str,
    ) -> Items<'a, T> {
        let root = self.outline.root();
        let node = root.key(key);
        let count = root
            .entries()
            .iter()
            .filter(|(name, _)| name.text() == key)
            .count();
        if count > 0 && spots.is_empty() {
            let title = format!("`{key}` is not {shape} with something in it");
            let finding = Finding::error("wrong-shape", title, self.outline.place(node));
            self.findings
                .push(finding.help(format!("write {help}, or remove the key")));
        }
        let mut items = Items {
            node,
            read: Vec::new(),
            unread: Vec::new(),
            is_broken: count > 1 || (count > 0 && spots.is_empty()),
        };
        for (name, node) in spots {
            let id = name.text().to_owned();
            match self.value(name, node) {
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
    fn value<T: DeserializeOwned>(&mut self, name: &Node, node: &Node) -> Option<T> {
        if node.is_faulty() {
            return None;
        }
        let mut empty = node.keys_without_value();
        empty.extend(node.is_empty().then_some(name));
        if !empty.is_empty() {
            let findings = empty.into_iter().map(|node| no_value(self.outline, node));
            self.findings.extend(findings);
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
            (["invalid", "type:" | "value:"], _) => wrong_shape(fault, place),
            _ => Finding::error("wrong-shape", fault.to_owned(), place)
                .help("write it as the other guides do"),
        }
    }
}

/// The finding for a key or an item that nothing stands behind.
fn no_value(outline: &Outline, node: &Node) -> Finding {
    let title = match node.text() {
        "" => "nothing stands here".to_owned(),
        key => format!("nothing stands behind `{key}`"),
    };
    let help = if node.text().contains(' ') {
        "put the text in quotes if this belongs to the text before it"
    } else {
        "write the value, or remove the key"
    };
    Finding::error("no-value", title, outline.place(node)).help(help)
}

/// What serde says of a value of another type, in the words of guides: "invalid type: string "abc",
/// expected f64".
fn wrong_shape(fault: &str, place: Place) -> Finding {
    let (found, expected) = fault
        .split_once(": ")
        .and_then(|(_, types)| types.rsplit_once(", expected "))
        .unwrap_or((fault, "something else"));
    let found = match found.split([' ', '`', '"']).next().unwrap_or_default() {
        "string" => "a text",
        "integer" | "floating" => "a number",
        "boolean" => "a yes or no",
        "sequence" => "a list",
        "map" => "a map",
        "unit" | "null" => "nothing",
        _ => found,
    };
    let (expected, help) = match expected {
        "a string" => (
            "a text",
            "write a text, in quotes if it looks like a number",
        ),
        "f64" => ("a number", "write a number"),
        "a sequence" => ("a list", "write a list: `[…, …]`"),
        "a map" => ("a map", "write keys and values: `{…: …}`"),
        _ if expected.starts_with("struct ") => ("a map", "write keys and values: `{…: …}`"),
        shape => (shape, ""),
    };
    let finding = Finding::error(
        "wrong-shape",
        format!("{found} where {expected} belongs"),
        place,
    );
    if help.is_empty() {
        finding.help(format!("write {expected}"))
    } else {
        finding.help(help)
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
    mut place: Place,
) -> Finding {
    place.width = name.chars().count().max(1);
    let help = match near_miss(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", list(known.iter().copied())),
    };
    Finding::error(code, title, place).help(help)
}
