//! A scenario as written: the format of `kb/scenarios/*.yaml`.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// One item of a scenario file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScenarioDraft {
    pub(super) name: String,
    pub(super) light: String,
    #[serde(default)]
    pub(super) case: Vec<String>,
    pub(super) expect: ExpectDraft,
}

/// `expect`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectDraft {
    #[serde(default)]
    pub(super) ask: Ids,
    #[serde(default, rename = "try")]
    pub(super) tries: Ids,
    #[serde(default)]
    pub(super) never: Ids,
    pub(super) end: Option<String>,
}

/// One id, or a list of ids.
#[derive(Debug, Default)]
pub(super) struct Ids(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Ids {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;

        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Ids;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id, or a list of ids")
            }

            fn visit_str<E>(self, id: &str) -> Result<Ids, E> {
                Ok(Ids(vec![id.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Ids, A::Error> {
                let mut ids = Vec::new();
                while let Some(id) = items.next_element()? {
                    ids.push(id);
                }
                Ok(Ids(ids))
            }
        }

        deserializer.deserialize_any(OneOrMore)
    }
}
