//! The library: the built-in guides and those read from `--kb`, found by any of their names.

use std::borrow::Cow;
use std::path::Path;

use anyhow::Context as _;

use crate::finding::{Finding, near_miss};
use crate::kb::check::normalised;
use crate::kb::{self, Guide, Guides};

use crate::built_in::{self, GUIDES, NAMES};

/// All guides at hand.
#[derive(Debug, Default)]
pub struct Library {
    added: Guides,
}

/// A guide's id and its name for people.
pub type Title<'a> = (&'a str, &'a str);

impl Library {
    /// The built-in guides, with those of a file or folder; a guide of the same id replaces a built-in
    /// one.
    ///
    /// # Errors
    ///
    /// Every mistake in what was to be added; then nothing is.
    pub fn with(path: Option<&Path>) -> Result<Self, Vec<Finding>> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let mut findings = Vec::new();
        let texts = kb::load::texts(path, &mut findings);
        kb::read(&texts, &built_in::elsewhere(), findings).map(|added| Self { added })
    }

    /// The guide that people mean by a name.
    ///
    /// # Errors
    ///
    /// When the packed form of a built-in guide cannot be unpacked, which is a mistake in blinkdoc.
    pub fn find(&self, name: &str) -> anyhow::Result<Option<Cow<'_, Guide>>> {
        let name = normalised(name);
        let (added, built_in) = match self.places(&name) {
            (None, None) => self.places(&as_one_word(&name)),
            places => places,
        };
        if let Some(at) = added {
            return Ok(Some(Cow::Borrowed(&self.added.guides[at])));
        }
        let Some(at) = built_in else {
            return Ok(None);
        };
        let (id, _, packed) = GUIDES[at];
        if let Some(guide) = self.added.guides.iter().find(|guide| guide.id == id) {
            return Ok(Some(Cow::Borrowed(guide)));
        }
        let guide = postcard::from_bytes(packed)
            .with_context(|| format!("the built-in guide `{id}` is damaged; please report this"))?;
        Ok(Some(Cow::Owned(guide)))
    }

    /// What could be better in the guides that were added.
    #[must_use]
    pub fn warnings(&self) -> &[Finding] {
        &self.added.findings
    }

    /// Every guide's id and name, in the order of the ids.
    #[must_use]
    pub fn titles(&self) -> Vec<Title<'_>> {
        let mut titles: Vec<Title<'_>> = self
            .added
            .guides
            .iter()
            .map(|guide| (guide.id.as_str(), guide.name.as_str()))
            .collect();
        let built_in = GUIDES.iter().map(|(id, name, _)| (*id, *name));
        titles.extend(built_in.filter(|(id, _)| !self.replaces(id)));
        titles.sort_unstable();
        titles
    }

    /// Whether a guide has this name, as [`normalised`] writes it; `kc-120` is `kc120` as well.
    #[must_use]
    pub fn is_name(&self, name: &str) -> bool {
        [name, &as_one_word(name)]
            .into_iter()
            .any(|name| self.places(name) != (None, None))
    }

    /// Where a name leads among the guides that were added, and among the built-in ones.
    fn places(&self, name: &str) -> (Option<usize>, Option<usize>) {
        (
            self.added.names.get(name).copied(),
            NAMES.get(name).copied(),
        )
    }

    /// Every guide, in the order of the ids.
    ///
    /// # Errors
    ///
    /// When the packed form of a built-in guide cannot be unpacked, which is a mistake in blinkdoc.
    pub fn guides(&self) -> anyhow::Result<Vec<Cow<'_, Guide>>> {
        let ids = self.titles().into_iter().map(|(id, _)| id);
        let guides = ids.filter_map(|id| self.find(id).transpose());
        guides.collect()
    }

    /// The name nearest to one that leads nowhere.
    #[must_use]
    pub fn near_miss(&self, name: &str) -> Option<&str> {
        let names = self
            .added
            .names
            .keys()
            .map(String::as_str)
            .chain(NAMES.keys().copied());
        near_miss(&normalised(name), names)
    }

    /// Whether this guide was read from `--kb` in place of a built-in one.
    #[must_use]
    pub fn is_replacement(&self, id: &str) -> bool {
        self.replaces(id) && GUIDES.iter().any(|(built_in, ..)| *built_in == id)
    }

    fn replaces(&self, id: &str) -> bool {
        self.added.guides.iter().any(|guide| guide.id == id)
    }
}

/// A name without its hyphens: people write model numbers in several ways.
fn as_one_word(name: &str) -> String {
    name.replace('-', "")
}
