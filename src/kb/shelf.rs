//! The shelf: guides that are read together, and what they must agree on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::check::{self, Name};
use super::draft::Draft;
use super::load::Text;
use super::outline::Outline;
use super::shared::{Kind, Shared};
use super::{Guide, parse};
use crate::finding::{self, Finding, Place, has_errors, near_miss};

/// Guides that were read together, and the names that lead to them.
#[derive(Debug, Default)]
pub struct Guides {
    /// The guides, in the order of their files.
    pub guides: Vec<Guide>,
    /// The position of the text that each guide was read from.
    pub texts: Vec<usize>,
    /// Every name that people type, as [`check::normalised`] writes it, and the guide it leads to.
    pub names: BTreeMap<String, usize>,
    /// Everything there is to say about the texts, in the order of the files.
    pub findings: Vec<Finding>,
}

/// What there is besides the texts that are read.
pub struct Elsewhere<'a> {
    /// The guide that a name belongs to.
    pub owner: &'a dyn Fn(&str) -> Option<String>,
    /// Shared files, without a mistake; what is read adds to them, and replaces what has the same name.
    pub shared: Vec<Text>,
}

impl Default for Elsewhere<'_> {
    fn default() -> Self {
        Self {
            owner: &|_| None,
            shared: Vec::new(),
        }
    }
}

/// Reads guides, and the shared files among the texts: all guides, or all findings.
///
/// # Errors
///
/// Every mistake in every text, in the order of the files; then no guide is loaded.
pub fn read(
    texts: &[Text],
    elsewhere: &Elsewhere<'_>,
    findings: Vec<Finding>,
) -> Result<Guides, Vec<Finding>> {
    let guides = inspect(texts, elsewhere, findings);
    if has_errors(&guides.findings) {
        Err(guides.findings)
    } else {
        Ok(guides)
    }
}

/// What else there is to say of a guide as written.
pub type Remarks<'a> = &'a dyn Fn(&Draft<'_>, &mut Vec<Finding>);

/// Reads guides like [`read`], and keeps those in which nothing is wrong beside the findings in the
/// others. `remarks` adds to the findings of each guide.
#[must_use]
pub fn inspect(texts: &[Text], elsewhere: &Elsewhere<'_>, findings: Vec<Finding>) -> Guides {
    inspect_with(texts, elsewhere, &|_, _| {}, findings)
}

/// Reads guides like [`inspect`]; `remarks` adds to the findings of each guide.
#[must_use]
pub fn inspect_with(
    texts: &[Text],
    elsewhere: &Elsewhere<'_>,
    remarks: Remarks<'_>,
    mut findings: Vec<Finding>,
) -> Guides {
    // What a file that cannot be read would have defined is no second mistake.
    let unread: Vec<String> = findings
        .iter()
        .map(|finding| finding.place.file.clone())
        .collect();
    let shared = shared(texts, elsewhere, &unread, &mut findings);
    let files = unread.iter().chain(texts.iter().map(|text| &text.file));
    let ids: BTreeSet<String> = files
        .filter(|file| Kind::of(file).is_none())
        .filter_map(|file| stem(file))
        .map(str::to_owned)
        .collect();
    let mut shelf = Shelf {
        taken: elsewhere.owner,
        remarks,
        shared: &shared,
        used_steps: BTreeSet::new(),
        used_notes: BTreeSet::new(),
        ids,
        read: BTreeMap::new(),
        names: Vec::new(),
        findings: &mut findings,
    };
    let read = texts
        .iter()
        .enumerate()
        .filter(|(_, text)| Kind::of(&text.file).is_none());
    let (texts, guides): (Vec<usize>, Vec<Guide>) = read
        .filter_map(|(at, text)| Some((at, shelf.add(text)?)))
        .unzip();
    shelf.unused();
    let names = check::clashes(shelf.names, &mut findings);
    finding::sort(&mut findings);
    // The first of several guides with one id; the others are a finding.
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, guide) in guides.iter().enumerate() {
        positions.entry(&guide.id).or_insert(at);
    }
    let names = names
        .into_iter()
        .filter_map(|(name, owner)| Some((name, *positions.get(owner.as_str())?)))
        .collect();
    Guides {
        guides,
        texts,
        names,
        findings,
    }
}

/// What is shared: elsewhere, and among the texts.
pub(super) fn shared(
    texts: &[Text],
    elsewhere: &Elsewhere<'_>,
    unread: &[String],
    findings: &mut Vec<Finding>,
) -> Shared {
    let mut shared = Shared::default();
    for kind in unread.iter().filter_map(|file| Kind::of(file)) {
        shared.break_off(kind);
    }
    let elsewhere = elsewhere.shared.iter().map(|text| (text, false));
    for (text, with_guides) in elsewhere.chain(texts.iter().map(|text| (text, true))) {
        let Some(kind) = Kind::of(&text.file) else {
            continue;
        };
        let mut own = Vec::new();
        match Outline::read(&text.file, &text.text, &mut own) {
            Ok(outline) if kind == Kind::Steps => {
                let items = parse::shared_steps(&outline, &mut own);
                check::shared_steps(&items, &outline, with_guides, &mut shared, &mut own);
            }
            Ok(outline) => {
                let items = parse::shared_notes(&outline, &mut own);
                check::shared_notes(&items, &outline, with_guides, &mut shared, &mut own);
            }
            Err(finding) => own.push(*finding),
        }
        if has_errors(&own) {
            shared.break_off(kind);
        }
        findings.append(&mut own);
    }
    shared
}

/// The name of a file without folder and ending.
fn stem(file: &str) -> Option<&str> {
    Path::new(file).file_stem()?.to_str()
}

/// What guides that are read together must agree on.
struct Shelf<'a, 'f> {
    taken: &'a dyn Fn(&str) -> Option<String>,
    remarks: Remarks<'a>,
    shared: &'a Shared,
    used_steps: BTreeSet<String>,
    used_notes: BTreeSet<String>,
    /// The ids that the names of the files promise.
    ids: BTreeSet<String>,
    /// The ids that were read, and where each stands first.
    read: BTreeMap<String, Place>,
    names: Vec<Name>,
    findings: &'f mut Vec<Finding>,
}

impl Shelf<'_, '_> {
    /// Reads one guide. Its id, its names and its links to other guides count even when something else
    /// in it is wrong.
    fn add(&mut self, text: &Text) -> Option<Guide> {
        let mut own = Vec::new();
        let outline = match Outline::read(&text.file, &text.text, &mut own) {
            Ok(outline) => outline,
            Err(finding) => {
                self.findings.append(&mut own);
                self.findings.push(*finding);
                return None;
            }
        };
        let draft = parse::draft(&outline, &mut own);
        let guide = check::guide(&draft, self.shared, &mut own);
        (self.remarks)(&draft, &mut own);
        self.findings.append(&mut own);
        self.used_steps
            .extend(draft.used_steps().map(str::to_owned));
        self.used_notes
            .extend(draft.used_notes().map(str::to_owned));
        self.id(&draft);
        self.names(&draft);
        self.onward(&draft);
        guide
    }

    /// Everything shared is used, as far as that can be told: a guide with a mistake may have meant to.
    fn unused(&mut self) {
        if self.read.is_empty() || has_errors(self.findings) {
            return;
        }
        let steps = self.shared.steps.unused(&self.used_steps);
        let notes = self.shared.notes.unused(&self.used_notes);
        self.findings.extend(steps.chain(notes));
    }

    /// The file is named after the guide, and no other file is the same guide.
    fn id(&mut self, draft: &Draft<'_>) {
        let Some(id) = &draft.id else { return };
        let place = draft.outline.place(id.node);
        if stem(&place.file).is_some_and(|stem| stem != id.value) {
            let title = format!("the guide `{}` stands in a file of another name", id.value);
            let help = if check::is_id(&id.value) {
                format!("rename the file to `{}.yaml`, or change the id", id.value)
            } else {
                "give the guide and its file the same name".to_owned()
            };
            self.findings
                .push(Finding::error("file-name", title, place.clone()).help(help));
        }
        if let Some(first) = self.read.get(&id.value) {
            let title = format!("a second file is the guide `{}`", id.value);
            let finding = Finding::error("duplicate-id", title, place.clone())
                .related(first.clone(), "first here");
            self.findings
                .push(finding.help("keep one of the two files"));
        }
        self.read.entry(id.value.clone()).or_insert(place);
    }

    /// The names of a guide have letters, and belong to no guide elsewhere.
    fn names(&mut self, draft: &Draft<'_>) {
        let Some(id) = &draft.id else { return };
        for item in draft.id.iter().chain(&draft.name).chain(&draft.also.read) {
            let name = check::normalised(&item.value);
            let place = draft.outline.place(item.node);
            let owner = (self.taken)(&name).filter(|owner| !self.ids.contains(owner));
            if name.is_empty() {
                let title = format!("`{}` has no letter and no digit", item.value);
                let finding = Finding::error("bad-name", title, place);
                self.findings
                    .push(finding.help("write a name that people can type"));
            } else if let Some(owner) = owner {
                let title = format!("`{name}` names the built-in guide `{owner}`");
                let finding = Finding::error("duplicate-name", title, place);
                self.findings.push(finding.help("choose another name"));
            } else {
                self.names.push(Name {
                    name,
                    owner: id.value.clone(),
                    place,
                });
            }
        }
    }

    /// An ending goes on with a guide that exists.
    fn onward(&mut self, draft: &Draft<'_>) {
        for ending in &draft.endings.read {
            let Some(guide) = &ending.value.continue_with else {
                continue;
            };
            let is_built_in = (self.taken)(guide).is_some_and(|owner| owner == *guide);
            if is_built_in || self.ids.contains(guide) {
                continue;
            }
            let title = format!("there is no guide `{guide}`");
            let place = draft.outline.place(ending.node.under("continue-with"));
            let help = match near_miss(guide, self.ids.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name the `id` of a guide".to_owned(),
            };
            self.findings
                .push(Finding::error("unknown-guide", title, place).help(help));
        }
    }
}
