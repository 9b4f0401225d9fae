//! The catalogue of rules, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::page::WIDEST;
use crate::catalogue::{Example, Rule, rules};
use crate::failure::finding;
use crate::finding::printable;

/// What stands before each line of a guide that is shown.
const INDENT: &str = "    ";

/// Every code with what is wrong where its rule is broken.
#[must_use]
pub fn list_to_text(columns: usize) -> String {
    let longest = rules().map(|rule| rule.code.len()).max().unwrap_or(0);
    let lines = rules().map(|rule| {
        let lead = format!("{:longest$}  ", rule.code);
        let options = textwrap::Options::new(columns.min(WIDEST))
            .initial_indent(&lead)
            .subsequent_indent(INDENT);
        format!("{}\n", textwrap::fill(rule.what, options))
    });
    let lines: String = lines.collect();
    format!(
        "{lines}\n`blinkdoc kb explain CODE` shows a guide that breaks the rule, and the same guide mended.\n"
    )
}

/// `blinkdoc.rules/1`: every code.
#[must_use]
pub fn list_to_json() -> Value {
    let rules: Vec<Value> = rules()
        .map(|rule| json!({"code": rule.code, "severity": rule.severity.to_string(), "what": rule.what}))
        .collect();
    json!({"schema": "blinkdoc.rules/1", "rules": rules})
}

/// What a rule means, and its first example: the guide that breaks it, what the checker says of that,
/// and the guide mended.
#[must_use]
pub fn to_text(rule: &Rule, columns: usize) -> String {
    let paragraph = |text: &str| format!("{}\n\n", textwrap::fill(text, columns.min(WIDEST)));
    let mut text = paragraph(&format!("{}[{}]: {}", rule.severity, rule.code, rule.what));
    text.push_str(&paragraph(rule.why));
    if let Some(example) = rule.examples.first() {
        text.push_str(&paragraph(&introduction(example)));
        shown(&mut text, &example.broken());
        text.push_str("The checker says:\n\n");
        for finding in example.findings() {
            let _ = writeln!(text, "{finding}");
        }
        text.push_str("The same guide mended:\n\n");
        shown(&mut text, &example.mended());
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn introduction(example: &Example) -> String {
    if example.is_beside_the_lamp() {
        format!(
            "`{}` breaks it, beside the guide `hall-lamp`:",
            example.file
        )
    } else {
        "This guide breaks it:".to_owned()
    }
}

/// A guide as it is written.
fn shown(text: &mut String, guide: &str) {
    for line in guide.lines() {
        let _ = writeln!(
            text,
            "{}",
            format!("{INDENT}{}", printable(line)).trim_end()
        );
    }
    text.push('\n');
}

/// `blinkdoc.rule/1`: what a rule means, with all its examples.
#[must_use]
pub fn to_json(rule: &Rule) -> Value {
    let example = |example: &Example| {
        json!({
            "file": example.file,
            "broken": example.broken(),
            "findings": example.findings().iter().map(finding).collect::<Vec<Value>>(),
            "mended": example.mended(),
        })
    };
    json!({
        "schema": "blinkdoc.rule/1",
        "code": rule.code,
        "severity": rule.severity.to_string(),
        "what": rule.what,
        "why": rule.why,
        "examples": rule.examples.iter().map(example).collect::<Vec<Value>>(),
    })
}
