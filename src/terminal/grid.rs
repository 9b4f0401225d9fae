//! Lines of cells on the screen, and what to write so that they become other lines.
//!
//! The cursor stands at the start of the line below the last one, before and after.

use std::fmt::Write as _;

use console::Style;
use textwrap::core::display_width;

/// One column of the screen. A wide character takes two, and leaves the text of the second one empty.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    text: String,
    style: Style,
}

/// A line of the screen, without its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line(Vec<Cell>);

impl Line {
    /// Adds a text; what takes no room of its own goes with the character before it.
    pub(super) fn push(&mut self, text: &str, style: &Style) {
        for c in text.chars() {
            let width = display_width(c.encode_utf8(&mut [0; 4]));
            match (width, self.0.last_mut()) {
                (0, Some(before)) => before.text.push(c),
                _ => self.push_cell(c.into(), style),
            }
            for _ in 1..width {
                self.push_cell(String::new(), style);
            }
        }
    }

    fn push_cell(&mut self, text: String, style: &Style) {
        let style = style.clone();
        self.0.push(Cell { text, style });
    }

    /// Adds spaces until it is so wide.
    pub(super) fn pad(&mut self, columns: usize) {
        let missing = columns.saturating_sub(self.0.len());
        self.push(&" ".repeat(missing), &Style::new());
    }

    /// Writes what differs from the line that stands where the cursor is.
    fn update(&self, before: &Self, out: &mut String) {
        let is_new = |at: usize| before.0.get(at) != self.0.get(at);
        let columns: Vec<usize> = (0..self.0.len()).filter(|at| is_new(*at)).collect();
        for run in columns.chunk_by(|a, b| a + 1 == *b) {
            to_column(run[0], out);
            write_cells(&self.0[run[0]..run[0] + run.len()], out);
        }
        if self.0.len() < before.0.len() {
            to_column(self.0.len(), out);
            out.push_str("\u{1b}[K");
        }
    }
}

fn to_column(column: usize, out: &mut String) {
    out.push('\r');
    if column > 0 {
        // Writing to a string cannot fail.
        let _ = write!(out, "\u{1b}[{column}C");
    }
}

fn write_cells(cells: &[Cell], out: &mut String) {
    for run in cells.chunk_by(|a, b| a.style == b.style) {
        let text: String = run.iter().map(|cell| cell.text.as_str()).collect();
        let _ = write!(out, "{}", run[0].style.apply_to(text));
    }
}

/// What draws lines where nothing is yet.
pub(super) fn draw(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        write_cells(&line.0, &mut out);
        out.push('\n');
    }
    out
}

/// What turns drawn lines into as many others: nothing but the cells that changed.
pub(super) fn update(before: &[Line], now: &[Line]) -> String {
    let mut out = String::new();
    let heights = (1..=now.len()).rev();
    for ((before, now), height) in before.iter().zip(now).zip(heights) {
        if before != now {
            let _ = write!(out, "\u{1b}[{height}A");
            now.update(before, &mut out);
            let _ = write!(out, "\r\u{1b}[{height}B");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use vt100::Parser;

    use super::*;

    fn line(text: &str) -> Line {
        let mut line = Line::default();
        line.push(text, &Style::new());
        line
    }

    #[test]
    fn only_what_changed_is_written() {
        let before = [line("a ## one"), line("b .. two"), line("c ## three")];
        let now = [line("a ## one"), line("b ## two"), line("c ## tree")];
        assert_eq!(
            update(&before, &now),
            "\u{1b}[2A\r\u{1b}[2C##\r\u{1b}[2B\u{1b}[1A\r\u{1b}[6Cre\r\u{1b}[9C\u{1b}[K\r\u{1b}[1B"
        );
        assert_eq!(update(&now, &now), "");
    }

    #[test]
    fn another_style_is_a_change() {
        let red = Style::new().red().force_styling(true);
        let mut now = line("a ");
        now.push("b", &red);
        assert_eq!(
            update(&[line("a b")], &[now]),
            "\u{1b}[1A\r\u{1b}[2C\u{1b}[31mb\u{1b}[0m\r\u{1b}[1B"
        );
    }

    proptest! {
        #[test]
        fn an_update_shows_the_same_as_drawing(
            before in vec("[ab灯é# ]{0,12}", 4),
            now in vec("[ab灯é# ]{0,12}", 4),
        ) {
            let lines = |texts: &[String]| -> Vec<Line> { texts.iter().map(|text| line(text)).collect() };
            let (before, now) = (lines(&before), lines(&now));
            let screen = |text: String| {
                let mut parser = Parser::new(8.try_into().unwrap(), 40.try_into().unwrap(), 0);
                parser.process(text.replace('\n', "\r\n").as_bytes());
                let screen = parser.screen();
                (screen.contents(), screen.cursor_position())
            };
            let updated = screen(draw(&before) + &update(&before, &now));
            prop_assert_eq!(updated, screen(draw(&now)));
        }
    }
}
