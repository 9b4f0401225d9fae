//! Names: what people type for a device, unique over all guides.

use std::collections::BTreeMap;

use crate::finding::{Finding, Place};

/// A name as it is compared: lower case, with single hyphens between its words.
#[must_use]
pub fn normalised(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

/// One name of a guide and the place where it is given.
#[derive(Debug)]
pub struct Name {
    /// The name as it is compared.
    pub name: String,
    /// The id of the guide that it names.
    pub owner: String,
    /// Where it stands.
    pub place: Place,
}

/// All names, each leading to the id of one guide; a name of two guides is a finding.
#[must_use]
pub fn clashes(names: Vec<Name>, findings: &mut Vec<Finding>) -> BTreeMap<String, String> {
    let mut known: BTreeMap<String, (String, Place)> = BTreeMap::new();
    for Name { name, owner, place } in names {
        match known.get(&name) {
            Some((earlier, first)) if *earlier != owner => {
                let title = format!("`{name}` names the guide `{earlier}` as well");
                let finding = Finding::error("duplicate-name", title, place)
                    .related(first.clone(), "first here");
                findings
                    .push(finding.help("leave the name to the guide that more people mean by it"));
            }
            Some(_) => {}
            None => {
                known.insert(name, (owner, place));
            }
        }
    }
    known
        .into_iter()
        .map(|(name, (owner, _))| (name, owner))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn names_differ_in_words_only() {
        for name in [
            "Kasa Camera",
            "kasa-camera",
            " kasa  camera ",
            "KASA_camera",
        ] {
            assert_eq!(normalised(name), "kasa-camera");
        }
    }
}
