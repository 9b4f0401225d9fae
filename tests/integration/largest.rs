//! A guide as large as a guide may be: one light with 12 steps and 6 questions of 5 answers each.

use std::fmt::Write as _;

use blinkdoc::kb::load::Text;
use blinkdoc::kb::{MOST_CLUES, MOST_STEPS};

/// How many answers each question has besides "not sure".
const ANSWERS: usize = 5;
const CHANCES: [&str; 4] = ["high", "medium", "low", "certain"];

/// Its text. Nothing holds a step back, so that the steps may fail in any order; every step repairs three
/// causes and every answer points to one.
pub(crate) fn guide() -> Text {
    let text = write().unwrap_or_default();
    Text {
        file: "large-lamp.yaml".to_owned(),
        text,
    }
}

fn write() -> Result<String, std::fmt::Error> {
    let mut text = String::from("id: large-lamp\nname: Large lamp\ncauses:\n");
    for cause in 0..MOST_STEPS {
        writeln!(text, "  cause-{cause}: {{name: part {cause}}}")?;
    }
    text.push_str("lights:\n  - id: red\n    looks: red, blinks\n    state: fault\n");
    text.push_str("    means: One of its parts is broken.\n    causes:\n");
    for cause in 0..MOST_STEPS {
        writeln!(text, "      cause-{cause}: {}", CHANCES[cause % 3])?;
    }
    text.push_str("questions:\n");
    for question in 0..MOST_CLUES {
        writeln!(text, "  - id: question-{question}\n    kind: clue")?;
        writeln!(text, "    ask: How is part {question}?\n    answers:")?;
        for answer in 0..ANSWERS {
            let cause = (question * 2 + answer) % MOST_STEPS;
            write!(text, "      - {{id: answer-{answer}, say: Way {answer}, ")?;
            writeln!(text, "points-to: {{cause-{cause}: strongly}}}}")?;
        }
    }
    text.push_str("steps:\n");
    for step in 0..MOST_STEPS {
        writeln!(text, "  - id: step-{step}\n    title: Change part {step}")?;
        writeln!(text, "    do: [Change it.]\n    minutes: {}", 3 + step)?;
        text.push_str("    effort: easy\n    fixes:\n");
        for nth in 0..3 {
            let cause = (step + nth * 4) % MOST_STEPS;
            writeln!(text, "      cause-{cause}: {}", CHANCES[(step + nth) % 3])?;
        }
    }
    text.push_str("support: {channels: [the maker], have-ready: [model]}\n");
    Ok(text)
}
