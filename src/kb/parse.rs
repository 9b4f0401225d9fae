//! Text → draft: reads a guide item by item, so that a mistake in one never hides one in another.

use serde::de::DeserializeOwned;

use super::draft::{Draft, Item, Items, StepEntry, TaskDraft};
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
/// What a step takes from the shared step that it uses.
const TAKEN: [&str; 6] = ["id", "title", "do", "effort", "risk", "loses"];
/// What it says itself.
const OWN: [&str; 7] = ["fixes", "minutes", "when", "after", "needs", "then", "cite"];

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
        steps: parser.steps(),
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

/// Reads `shared/steps.yaml`: a list of steps.
#[must_use]
pub fn shared_steps<'a>(outline: &'a Outline, findings: &mut Vec<Finding>) -> Items<'a, TaskDraft> {
    let root = outline.root();
    let spots = named(root.items());
    let mut parser = Parser { outline, findings };
    parser.all(root, &spots, "shared steps are a list", "`- id: …`")
}

/// Reads `shared/notes.yaml`: a map of names, each with its sentences.
#[must_use]
pub fn shared_notes<'a>(
    outline: &'a Outline,
    findings: &mut Vec<Finding>,
) -> Items<'a, Vec<String>> {
    let root = outline.root();
    let entries = root.entries().iter();
    let spots: Vec<Spot<'a>> = entries
        .filter(|(name, _)| !name.is_faulty())
        .map(|(name, item)| (name, item))
        .collect();
    let mut parser = Parser { outline, findings };
    let shape = "shared notes are a map of names, each with its sentences";
    parser.all(root, &spots, shape, "`name: [a sentence, …]`")
}

/// The items of a list with their names: `id`, or `use`, where there is one.
fn named(items: &[Node]) -> Vec<Spot<'_>> {
    let keys = |item| {
        ["id", "use"]
            .into_iter()
            .find_map(|key| Node::get(item, key))
    };
    let spots = items.iter().map(|item| (keys(item).unwrap_or(item), item));
    spots.collect()
}

/// The name and the place of an item.
type Spot<'a> = (&'a Node, &'a Node);

/// How a parser reads one item, given its name and the item.
type Read<P, T> = fn(&mut P, &Node, &Node) -> Option<T>;

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
        self.list_of(key, Self::value)
    }

    /// `steps`: those of the guide, and shared ones.
    fn steps(&mut self) -> Items<'a, StepEntry> {
        self.list_of("steps", |parser, name, node| {
            if node.get("use").is_some() {
                if parser.takes_and_writes(node) {
                    return None;
                }
                parser.value(name, node).map(StepEntry::Used)
            } else {
                parser.value(name, node).map(StepEntry::Own)
            }
        })
    }

    /// Whether a step with `use` also writes what it takes from the shared step.
    fn takes_and_writes(&mut self, node: &Node) -> bool {
        let taken = |key: &&Node| !key.is_faulty() && TAKEN.contains(&key.text());
        let twice: Vec<&Node> = node
            .entries()
            .iter()
            .map(|(key, _)| key)
            .filter(taken)
            .collect();
        for key in &twice {
            let title = format!("`{}` is taken from the shared step", key.text());
            let finding = Finding::error("unknown-field", title, self.outline.place(key));
            let own = list(OWN);
            self.findings
                .push(finding.help(format!("remove it; beside `use` stand {own}")));
        }
        !twice.is_empty()
    }

    fn list_of<T>(&mut self, key: &str, read: Read<Self, T>) -> Items<'a, T> {
        let value = self.outline.root().get(key);
        let spots = named(value.map_or(&[][..], Node::items));
        let help = "one item to a line, each behind `- `";
        self.items(key, &spots, "a list", help, read)
    }

    /// The items of a map; the name of each is its key.
    fn map<T: DeserializeOwned>(&mut self, key: &str) -> Items<'a, T> {
        let value = self.outline.root().get(key);
        let entries = value.map_or(&[][..], Node::entries);
        let spots: Vec<Spot<'a>> = entries.iter().map(|(name, item)| (name, item)).collect();
        let help = "one `name: …` to a line";
        self.items(key, &spots, "a map", help, Self::value)
    }

    /// The items that a whole file consists of.
    fn all<T: DeserializeOwned>(
        &mut self,
        node: &'a Node,
        spots: &[Spot<'a>],
        shape: &str,
        help: &str,
    ) -> Items<'a, T> {
        if spots.is_empty() && !node.is_faulty() {
            let finding = Finding::error("wrong-shape", shape, self.outline.place(node));
            self.findings
                .push(finding.help(format!("start it with {help}, or remove the file")));
        }
        self.each(node, spots, spots.is_empty(), Self::value)
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

    fn items<T>(
        &mut self,
        key: &str,
        spots: &[Spot<'a>],
        shape: &str,
        help: &str,
        read: Read<Self, T>,
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
        let is_broken = count > 1 || (count > 0 && spots.is_empty());
        self.each(node, spots, is_broken, read)
    }

    fn each<T>(
        &mut self,
        node: &'a Node,
        spots: &[Spot<'a>],
        is_broken: bool,
        read: Read<Self, T>,
    ) -> Items<'a, T> {
        let mut items = Items {
            node,
            read: Vec::new(),
            unread: Vec::new(),
            is_broken,
        };
        for (name, node) in spots {
            let id = name.text().to_owned();
            match read(self, name, node) {
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
