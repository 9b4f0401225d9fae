//! A finding: one thing the loader or the checker has to say about a file, with its place and remedy.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};
use std::sync::Arc;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file works, and could be better.
    Warning,
}

impl Display for Severity {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A stretch of one line of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the person named it, or `kb/<id>.yaml` for a built-in guide.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// How many characters of the line are meant; at least 1.
    pub width: usize,
    /// The whole line as it stands in the file; all findings of a line share it.
    pub source: Arc<str>,
}

impl Place {
    /// The file as a whole, when no line is to blame.
    #[must_use]
    pub fn whole_file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            ..Self::default()
        }
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.file))?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        Ok(())
    }
}

/// One mistake or remark: what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable kebab-case name of the rule.
    pub code: &'static str,
    /// Whether the file can be used all the same.
    pub severity: Severity,
    /// The fault in a few words: lower case, no full stop, names in backticks.
    pub title: String,
    /// Where it is.
    pub place: Place,
    /// Another place that belongs to it, with a few words on why.
    pub related: Option<(Place, String)>,
    /// What to do about it, in the imperative.
    pub help: Option<String>,
}

impl Finding {
    /// A finding that makes its file unusable.
    #[must_use]
    pub fn error(code: &'static str, title: impl Into<String>, place: Place) -> Self {
        Self {
            code,
            severity: Severity::Error,
            title: title.into(),
            place,
            related: None,
            help: None,
        }
    }

    /// A finding that its file can live with.
    #[must_use]
    pub fn warning(code: &'static str, title: impl Into<String>, place: Place) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, title, place)
        }
    }

    /// The same finding with a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same finding with a second place.
    #[must_use]
    pub fn related(mut self, place: Place, label: &str) -> Self {
        self.related = Some((place, label.to_owned()));
        self
    }
}

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let title = printable(&self.title);
        writeln!(f, "{}[{}]: {title}", self.severity, self.code)?;
        write_place(f, &self.place, "")?;
        if let Some((place, label)) = &self.related {
            write_place(f, place, label)?;
        }
        if let Some(help) = &self.help {
            writeln!(f, "  help: {}", printable(help))?;
        }
        Ok(())
    }
}

/// Writes `--> file:line:column`, then the source line with the meant stretch underlined.
fn write_place(f: &mut Formatter<'_>, place: &Place, label: &str) -> fmt::Result {
    writeln!(f, "  --> {place}")?;
    if place.line == 0 {
        return Ok(());
    }
    let number = place.line.to_string();
    let [before, meant, behind] = window(place);
    let indent = " ".repeat(before.chars().count());
    let marks = "^".repeat(meant.chars().count().max(1));
    writeln!(f, "{number} | {before}{meant}{behind}")?;
    let gutter = " ".repeat(number.len());
    writeln!(
        f,
        "{gutter} | {}",
        format!("{indent}{marks} {label}").trim_end()
    )
}

/// The stretch that a place means, with what stands before and behind it in its line. A long line is
/// cut around that stretch.
fn window(place: &Place) -> [String; 3] {
    const LONGEST: usize = 120;
    const BEFORE: usize = 50;
    let start = place.column - 1;
    let is_long = place.source.chars().nth(LONGEST).is_some();
    let from = if is_long {
        start.saturating_sub(BEFORE)
    } else {
        0
    };
    let mut shown = place.source.chars().skip(from);
    let mut before: String = shown.by_ref().take(start - from).collect();
    let meant: String = shown
        .by_ref()
        .take(place.width.clamp(1, LONGEST - BEFORE))
        .collect();
    let room = LONGEST.saturating_sub(before.chars().count() + meant.chars().count());
    let mut behind: String = shown.by_ref().take(room).collect();
    if from > 0 {
        before.insert(0, '…');
    }
    if shown.next().is_some() {
        behind.push('…');
    }
    [before, meant, behind].map(|part| printable(&part).into_owned())
}

/// The findings that make a file unusable.
#[must_use]
pub fn has_errors(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
}

/// Puts findings in the order in which a person reads the files, each once.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| (&a.place, a.code, &a.title).cmp(&(&b.place, b.code, &b.title)));
    findings.dedup();
}

/// A text that cannot move the cursor or colour the terminal: control and direction characters are
/// spelt out as `\u{…}`.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| (b' '..=b'~').contains(&byte);
    if text.bytes().all(is_plain) || !text.chars().any(is_control) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_control(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether a character would act on a terminal instead of being shown: the C0 and C1 controls, line
/// and paragraph separators, and the marks that turn the direction of writing.
#[must_use]
pub fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The accepted name nearest to what was typed, when one is near enough to be meant: by its letters, or
/// because it starts with what was typed.
#[must_use]
pub fn near_miss<'a>(typed: &str, accepted: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR: f64 = 0.6;
    const START: usize = 3;
    // The comparison takes the product of both lengths, and no name is that long.
    const LONGEST: usize = 200;
    if typed.len() > LONGEST {
        return None;
    }
    let mut best: Option<(f64, &str)> = None;
    for name in accepted.into_iter().filter(|name| name.len() <= LONGEST) {
        let is_start = typed.len() >= START && name.starts_with(typed);
        let score = if is_start {
            1.0
        } else {
            strsim::normalized_damerau_levenshtein(typed, name)
        };
        if score >= NEAR && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}

/// `a`, `b` and `c`, each in backticks.
#[must_use]
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_underlines_the_word_it_means() {
        let place = Place {
            file: "kb/a.yaml".to_owned(),
            line: 14,
            column: 9,
            width: 7,
            source: "    do: netwrok".into(),
        };
        let finding = Finding::error("unknown-cause", "no cause `netwrok`", place)
            .help("did you mean `network`?");
        let expected = "error[unknown-cause]: no cause `netwrok`\n  --> kb/a.yaml:14:9\n14 |     do: netwrok\n   |         ^^^^^^^\n  help: did you mean `network`?\n";
        assert_eq!(finding.to_string(), expected);
    }

    #[test]
    fn a_long_line_is_cut_around_the_word() {
        let line = format!("{}netwrok{}", "a ".repeat(100), " b".repeat(100));
        let place = Place {
            file: "a.yaml".to_owned(),
            line: 2,
            column: 201,
            width: 7,
            source: line.into(),
        };
        let text = Finding::error("unknown-cause", "no cause `netwrok`", place).to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[2].starts_with("2 | …a a "), "{text}");
        assert!(lines[2].ends_with('…'), "{text}");
        let at = |line: &str, part| line.find(part).map(|at| line[..at].chars().count());
        assert_eq!(at(lines[2], "netwrok"), at(lines[3], "^^^^^^^"));
    }

    #[test]
    fn control_characters_are_spelt_out() {
        assert_eq!(
            printable("a\u{1b}[31mb\u{202e}c\nd"),
            "a\\u{1b}[31mb\\u{202e}c\\u{a}d"
        );
        assert_eq!(printable("grün · 光"), "grün · 光");
    }

    #[test]
    fn only_a_near_name_is_offered() {
        assert_eq!(near_miss("netwrok", ["power", "network"]), Some("network"));
        assert_eq!(near_miss("net", ["power", "network"]), Some("network"));
        assert_eq!(near_miss("zebra", ["power", "network"]), None);
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        assert_eq!(list([]), "none");
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
