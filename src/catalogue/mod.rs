//! The catalogue of rules: for every code that a finding can have what it means, why it matters, and
//! examples: a guide that breaks the rule and the same guide mended.
//!
//! The examples are the rules' tests. Each is one change to one small guide, so that a reader sees the
//! rule and nothing else.

mod links;
mod meaning;
mod names;
mod proof;
mod prose;
mod scenario;
mod shape;
mod text;

use crate::check;
use crate::finding::{Finding, Severity};
use crate::kb::Elsewhere;
use crate::kb::load::Text;

/// The guide that all examples change. Nothing is wrong with it.
pub const LAMP: &str = include_str!("lamp.yaml");
/// The name of its file.
const LAMP_FILE: &str = "hall-lamp.yaml";

/// One rule of the checker.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What its findings are called.
    pub code: &'static str,
    /// How severe its findings are.
    pub severity: Severity,
    /// What is wrong where it is broken, in one line: lower case, no full stop.
    pub what: &'static str,
    /// Why it matters and what to do, in a few sentences.
    pub why: &'static str,
    /// Guides that break it; none for what a guide's text cannot show.
    pub examples: &'static [Example],
}

/// A guide that breaks a rule, and the same guide mended: the lamp with one change.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The name of the guide's file. Unless it is the lamp's own, the lamp stands beside it.
    pub file: &'static str,
    /// What stands in the lamp, once.
    good: &'static str,
    /// What breaks the rule in its place; the stretch that the finding underlines stands in `«»`.
    broken: &'static str,
    /// What may stand there.
    mended: &'static str,
    /// A part of what the finding advises.
    pub help: &'static str,
}

/// Every rule, in the order in which a guide meets them: the text, its shape, its names, its links, and
/// what it means.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        text::RULES,
        shape::RULES,
        names::RULES,
        links::RULES,
        meaning::RULES,
        proof::RULES,
        prose::RULES,
        scenario::RULES,
    ]
    .into_iter()
    .flatten()
}

/// The rule with this code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

impl Example {
    /// The guide that breaks the rule.
    #[must_use]
    pub fn broken(&self) -> String {
        self.with(&self.broken.replace(['«', '»'], ""))
    }

    /// The guide up to the stretch that the finding underlines, and that stretch; none when the finding
    /// is about something that is not there.
    #[must_use]
    pub fn underlined(&self) -> Option<(String, &'static str)> {
        let (before, rest) = self.broken.split_once('«')?;
        let (meant, _) = rest.split_once('»')?;
        let (start, _) = LAMP.split_once(self.good)?;
        Some((format!("{start}{before}"), meant))
    }

    /// The same guide mended.
    #[must_use]
    pub fn mended(&self) -> String {
        self.with(self.mended)
    }

    /// Everything that the checker says of the guide that breaks the rule.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        self.check(self.broken())
    }

    /// Everything that the checker says of the mended guide.
    #[must_use]
    pub fn findings_when_mended(&self) -> Vec<Finding> {
        self.check(self.mended())
    }

    /// Whether the lamp stands beside the guide, unchanged.
    #[must_use]
    pub fn is_beside_the_lamp(&self) -> bool {
        self.file != LAMP_FILE
    }

    fn with(&self, change: &str) -> String {
        LAMP.replacen(self.good, change, 1)
    }

    fn check(&self, guide: String) -> Vec<Finding> {
        let text = |file: &str, text| Text {
            file: file.to_owned(),
            text,
        };
        let mut texts = vec![text(self.file, guide)];
        if self.is_beside_the_lamp() {
            texts.insert(0, text(LAMP_FILE, LAMP.to_owned()));
        }
        check::guides(&texts, &Elsewhere::default(), Vec::new())
            .guides
            .findings
    }
}

/// A rule whose findings keep a guide from being used.
const fn error(
    code: &'static str,
    what: &'static str,
    why: &'static str,
    examples: &'static [Example],
) -> Rule {
    Rule {
        code,
        severity: Severity::Error,
        what,
        why,
        examples,
    }
}

/// A rule whose findings a guide can live with.
const fn warning(
    code: &'static str,
    what: &'static str,
    why: &'static str,
    examples: &'static [Example],
) -> Rule {
    Rule {
        severity: Severity::Warning,
        ..error(code, what, why, examples)
    }
}

/// One change to the lamp.
const fn change(
    good: &'static str,
    broken: &'static str,
    mended: &'static str,
    help: &'static str,
) -> Example {
    Example {
        file: LAMP_FILE,
        good,
        broken,
        mended,
        help,
    }
}

/// A second guide beside the lamp: the lamp with one change, in a file of another name.
const fn beside(
    file: &'static str,
    good: &'static str,
    broken: &'static str,
    mended: &'static str,
    help: &'static str,
) -> Example {
    Example {
        file,
        ..change(good, broken, mended, help)
    }
}
