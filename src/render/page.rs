//! A page: typed pieces of text, laid out last, as plain text for a terminal or as Markdown.

use console::Style;
use textwrap::{Options, WordSeparator, WordSplitter};

use super::picture::picture;
use crate::finding::printable;
use crate::light::{Cell, Glyphs};

/// The widest that text is set, in columns; longer lines tire the eye.
pub const WIDEST: usize = 100;
/// The narrowest that text is set, in columns.
pub(super) const NARROWEST: usize = 20;

/// Pieces of text in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    blocks: Vec<Block>,
}

/// One piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    Title(String),
    Heading(String),
    Alarm(String),
    Text(String),
    Item {
        mark: String,
        text: String,
        level: usize,
    },
    Warning {
        text: String,
        level: usize,
    },
    Picture {
        cells: Vec<Cell>,
        glyphs: Glyphs,
        text: String,
    },
    Command(String),
    Gap,
}

impl Page {
    /// A page with nothing on it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What the page is about.
    pub fn title(&mut self, text: impl Into<String>) {
        self.gap();
        self.blocks.push(Block::Title(text.into()));
    }

    /// What the next blocks are about.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.gap();
        self.blocks.push(Block::Heading(text.into()));
    }

    /// What nobody must miss, in a frame of its own that needs no colour.
    pub fn alarm(&mut self, text: impl Into<String>) {
        self.gap();
        self.blocks.push(Block::Alarm(text.into()));
    }

    /// A paragraph.
    pub fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    /// A point of a list; `mark` is what stands before it: `-`, `3.`.
    pub fn item(&mut self, mark: impl Into<String>, text: impl Into<String>) {
        self.sub_item(0, mark, text);
    }

    /// A point below a point.
    pub fn sub_item(&mut self, level: usize, mark: impl Into<String>, text: impl Into<String>) {
        self.blocks.push(Block::Item {
            mark: mark.into(),
            text: text.into(),
            level,
        });
    }

    /// Something to mind; the word "Warning" is part of it, so that it needs no colour.
    pub fn warning(&mut self, level: usize, text: impl Into<String>) {
        self.blocks.push(Block::Warning {
            text: text.into(),
            level,
        });
    }

    /// A picture of what an LED shows over time, with words beside it.
    pub fn picture(&mut self, cells: Vec<Cell>, glyphs: Glyphs, text: impl Into<String>) {
        self.blocks.push(Block::Picture {
            cells,
            glyphs,
            text: text.into(),
        });
    }

    /// A command to copy; a long one is folded between its flags, as a shell reads it.
    pub fn command(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Command(text.into()));
    }

    /// An empty line, unless one stands there already.
    pub fn gap(&mut self) {
        if !matches!(self.blocks.last(), None | Some(Block::Gap)) {
            self.blocks.push(Block::Gap);
        }
    }

    /// The pieces of another page behind those of this one.
    pub fn append(&mut self, other: Page) {
        self.blocks.extend(other.blocks);
    }

    /// The page as lines for a terminal of this many columns, with colour or without.
    #[must_use]
    pub fn to_text(&self, columns: usize, colour: bool) -> String {
        let columns = columns.clamp(NARROWEST, WIDEST);
        let mut out = String::new();
        for block in &self.blocks {
            block.write_text(columns, colour, &mut out);
        }
        out
    }

    /// The page as Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut out = String::new();
        let mut in_list = false;
        for block in &self.blocks {
            let is_list = matches!(
                block,
                Block::Item { .. } | Block::Warning { level: 1.., .. }
            );
            if is_list != in_list && !out.is_empty() && !out.ends_with("\n\n") {
                out.push('\n');
            }
            in_list = is_list;
            block.write_markdown(&mut out);
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
        out
    }
}

impl Block {
    fn write_text(&self, columns: usize, colour: bool, out: &mut String) {
        let bold = colour.then(|| Style::new().bold().force_styling(true));
        let alarm = colour.then(|| Style::new().yellow().bold().force_styling(true));
        match self {
            Self::Title(text) | Self::Heading(text) => {
                wrapped(out, text, "", columns, bold.as_ref());
            }
            Self::Alarm(text) => framed(out, text, columns, alarm.as_ref()),
            Self::Text(text) => wrapped(out, text, "", columns, None),
            Self::Item { mark, text, level } => wrapped(
                out,
                text,
                &format!("{}{mark} ", indent(*level)),
                columns,
                None,
            ),
            Self::Warning { text, level } => wrapped(
                out,
                &format!("Warning: {text}"),
                &format!("{}! ", indent(*level)),
                columns,
                alarm.as_ref(),
            ),
            Self::Picture {
                cells,
                glyphs,
                text,
            } => {
                // The signs are set without colour, which has no width, and painted where they stand.
                let plain = picture(cells, *glyphs, false);
                let start = out.len();
                wrapped(out, text, &format!("{plain}  "), columns, None);
                let painted = picture(cells, *glyphs, colour);
                out.replace_range(start..start + plain.len(), &painted);
            }
            Self::Command(text) => folded(out, text, columns),
            Self::Gap => out.push('\n'),
        }
    }

    fn write_markdown(&self, out: &mut String) {
        let line = match self {
            Self::Title(text) => format!("# {}\n\n", escaped(text)),
            Self::Heading(text) | Self::Alarm(text) => format!("## {}\n\n", escaped(text)),
            Self::Text(text) => format!("{}\n\n", escaped(text)),
            Self::Item { mark, text, level } => format!(
                "{}{} {}\n",
                "   ".repeat(*level),
                markdown_mark(mark),
                escaped(text)
            ),
            Self::Warning { text, level: 0 } => format!("> **Warning:** {}\n\n", escaped(text)),
            Self::Warning { text, level } => {
                format!("{}- **Warning:** {}\n", "   ".repeat(*level), escaped(text))
            }
            Self::Picture {
                cells,
                glyphs,
                text,
            } => format!("`{}` {}\n\n", picture(cells, *glyphs, false), escaped(text)),
            Self::Command(text) => format!("```sh\n{}\n```\n\n", printable(text)),
            Self::Gap => String::new(),
        };
        out.push_str(&line);
    }
}

fn indent(level: usize) -> String {
    "   ".repeat(level)
}

/// Writes a text in lines of at most `columns`, the first behind `lead`, the others below its text.
fn wrapped(out: &mut String, text: &str, lead: &str, columns: usize, style: Option<&Style>) {
    let hanging = " ".repeat(textwrap::core::display_width(lead));
    for line in lines(text, lead, &hanging, columns) {
        match style {
            Some(style) => out.push_str(&style.apply_to(line).to_string()),
            None => out.push_str(&line),
        }
        out.push('\n');
    }
}

/// Writes a text between two lines of signs that are as wide as it is.
fn framed(out: &mut String, text: &str, columns: usize, style: Option<&Style>) {
    const MARK: &str = "!! ";
    let lines = lines(text, MARK, MARK, columns);
    let width = lines.iter().map(|line| textwrap::core::display_width(line));
    let rule = "!".repeat(width.max().unwrap_or_default());
    for line in [&rule].into_iter().chain(&lines).chain([&rule]) {
        match style {
            Some(style) => out.push_str(&style.apply_to(line).to_string()),
            None => out.push_str(line),
        }
        out.push('\n');
    }
}

/// A text in lines of at most `columns`, the first behind `lead`, the others behind `hanging`.
pub(super) fn lines(text: &str, lead: &str, hanging: &str, columns: usize) -> Vec<String> {
    let text = printable(text);
    if text.is_ascii() && lead.len() + text.len() <= columns {
        return vec![format!("{lead}{text}").trim_end().to_owned()];
    }
    let options = Options::new(columns)
        .word_splitter(WordSplitter::NoHyphenation)
        .word_separator(WordSeparator::AsciiSpace)
        .break_words(false)
        .subsequent_indent(hanging)
        .initial_indent(lead);
    let lines = textwrap::wrap(&text, options).into_iter();
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// Writes a command, in several lines if it is long: a shell joins lines that end in a backslash.
fn folded(out: &mut String, command: &str, columns: usize) {
    const FIRST: &str = "  ";
    const NEXT: &str = " \\\n    ";
    let command = printable(command);
    let mut parts = command.split(" -");
    let mut width = FIRST.len();
    out.push_str(FIRST);
    if let Some(part) = parts.next() {
        out.push_str(part);
        width += textwrap::core::display_width(part);
    }
    for part in parts {
        let part_width = textwrap::core::display_width(part) + " -".len();
        if width + part_width + " \\".len() > columns {
            out.push_str(NEXT);
            width = NEXT.len() - " \\\n".len() - 1;
        } else {
            out.push(' ');
        }
        out.push('-');
        out.push_str(part);
        width += part_width;
    }
    out.push('\n');
}

/// Numbers stay numbers in Markdown; every other mark becomes a point.
fn markdown_mark(mark: &str) -> &str {
    let is_number = mark
        .strip_suffix('.')
        .is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()));
    if is_number { mark } else { "-" }
}

/// A text whose characters mean themselves in Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Page {
        let mut page = Page::new();
        page.title("Kasa camera");
        page.gap();
        page.text("It looks for its Wi-Fi and does not find it.");
        page.heading("Steps");
        page.item("1.", "Put it back into the wall");
        page.warning(1, "Not while an update runs");
        page.sub_item(1, "-", "Unplug it");
        page.gap();
        page.command("blinkdoc -d kasa");
        page
    }

    #[test]
    fn a_page_wraps_below_its_marks() {
        let expected = "Kasa camera\n\nIt looks for its Wi-Fi\nand does not find it.\n\nSteps\n1. Put it back into the\n   wall\n   ! Warning: Not while\n     an update runs\n   - Unplug it\n\n  blinkdoc -d kasa\n";
        assert_eq!(sample().to_text(23, false), expected);
    }

    #[test]
    fn colour_changes_no_character() {
        let coloured = sample().to_text(40, true);
        assert!(coloured.contains("\u{1b}["));
        assert_eq!(
            console::strip_ansi_codes(&coloured),
            sample().to_text(40, false)
        );
    }

    #[test]
    fn words_wrap_beside_a_picture_in_its_colours() {
        let looks = crate::light::Looks::parse("red, blinks fast").unwrap();
        let mut page = Page::new();
        page.picture(
            looks.strips(4).remove(0),
            Glyphs::Blocks,
            "red, blinks very fast",
        );
        assert_eq!(
            page.to_text(20, false),
            "█░█░  red, blinks\n      very fast\n"
        );
        assert_eq!(
            console::strip_ansi_codes(&page.to_text(20, true)),
            page.to_text(20, false)
        );
        assert!(page.to_text(20, true).starts_with("\u{1b}[31m█"));
        assert_eq!(page.to_markdown(), "`█░█░` red, blinks very fast\n");
    }

    #[test]
    fn an_alarm_stands_out_without_colour() {
        let mut page = Page::new();
        page.text("So far.");
        page.alarm("STOP: Unplug it now");
        assert_eq!(
            page.to_text(40, false),
            "So far.\n\n!!!!!!!!!!!!!!!!!!!!!!\n!! STOP: Unplug it now\n!!!!!!!!!!!!!!!!!!!!!!\n"
        );
        assert_eq!(
            page.to_text(20, false),
            "So far.\n\n!!!!!!!!!!!!!!!!!!\n!! STOP: Unplug it\n!! now\n!!!!!!!!!!!!!!!!!!\n"
        );
    }

    #[test]
    fn a_page_reads_as_markdown() {
        let expected = "# Kasa camera\n\nIt looks for its Wi-Fi and does not find it.\n\n## Steps\n\n1. Put it back into the wall\n   - **Warning:** Not while an update runs\n   - Unplug it\n\n```sh\nblinkdoc -d kasa\n```\n";
        assert_eq!(sample().to_markdown(), expected);
    }

    #[test]
    fn a_long_command_folds_between_its_flags() {
        let mut page = Page::new();
        page.command("blinkdoc diagnose -d kasa -p slow-red --answer hot=no");
        assert_eq!(
            page.to_text(60, false),
            "  blinkdoc diagnose -d kasa -p slow-red --answer hot=no\n"
        );
        let expected = "  blinkdoc diagnose -d kasa \\\n    -p slow-red --answer hot=no\n";
        assert_eq!(page.to_text(35, false), expected);
    }

    #[test]
    fn text_cannot_act_on_the_terminal() {
        let mut page = Page::new();
        page.text("a\u{1b}[2Jb");
        assert_eq!(page.to_text(40, false), "a\\u{1b}[2Jb\n");
        assert_eq!(page.to_markdown(), "a\\\\u{1b}\\[2Jb\n");
    }
}
