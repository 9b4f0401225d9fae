//! A list of rows with pictures of lights: what it shows at a moment, and what a key does to it.

use console::Style;

use super::grid::Line;
use super::keys::Key;
use super::rows::{self, Room};
use super::{Drawing, KEYS, MORE};
use crate::light::{Cell, Led, Looks};
use crate::prompt::{Choice, Row};
use crate::render::picture;

/// How many columns a strip has: as many as there is room for.
const STRIPS: [usize; 3] = [12, 6, 0];
/// The least columns of a lamp, so that it is seen at a glance.
const LAMP: usize = 2;
/// What stands before the active row.
const ACTIVE: &str = "> ";
/// What stands before the others.
const OTHER: &str = "  ";

/// A list of rows, of which one is active.
#[derive(Clone, Debug)]
pub(super) struct List {
    choice: Choice,
    drawing: Drawing,
    shape: Shape,
    /// The rows in words, "More..." last.
    lines: Vec<String>,
    /// Whether every label is there in full.
    is_whole: bool,
    active: usize,
    /// The first row that is shown, and how many are.
    top: usize,
    height: usize,
}

/// What a key picks in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    /// This row of the choice.
    Row(usize),
    /// What else can be done.
    More,
}

impl List {
    /// The list of a choice on a screen with room for so many rows of so many columns.
    pub(super) fn new(choice: &Choice, drawing: Drawing, rows: usize, columns: usize) -> Self {
        let choice = with_keys(choice);
        let columns = columns.saturating_sub(ACTIVE.len());
        let shape = Shape::best(&choice, drawing.moves, columns);
        let room = Room::columns(columns - shape.columns());
        let (mut lines, is_whole) = rows::fit(&choice, room);
        lines.push(MORE.to_owned());
        let mut list = Self {
            active: choice.default,
            height: lines.len().min(rows).max(1),
            top: 0,
            choice,
            drawing,
            shape,
            lines,
            is_whole,
        };
        list.scroll();
        list
    }

    /// How many lines it takes on the screen.
    pub(super) fn height(&self) -> usize {
        self.height + 1
    }

    /// Whether every label is there in full.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The place of the active row.
    pub(super) fn active(&self) -> usize {
        self.active
    }

    /// Makes a row active.
    pub(super) fn activate(&mut self, row: usize) {
        self.active = row.min(self.lines.len() - 1);
        self.scroll();
    }

    /// What a key picks, if it picks something; other keys move.
    pub(super) fn press(&mut self, key: Key) -> Option<Picked> {
        let count = self.lines.len();
        match key {
            Key::Enter => return Some(self.picked(self.active)),
            Key::Esc => return Some(Picked::More),
            Key::Up | Key::Char('k') => self.activate((self.active + count - 1) % count),
            Key::Down | Key::Char('j') => self.activate((self.active + 1) % count),
            Key::Home => self.activate(0),
            Key::End => self.activate(count - 1),
            Key::PageUp => self.activate(self.active.saturating_sub(self.height)),
            Key::PageDown => self.activate(self.active + self.height),
            Key::Char(c) => return self.press_char(c),
            _ => {}
        }
        None
    }

    /// A digit moves to the row of that number; a row's own key picks it.
    fn press_char(&mut self, c: char) -> Option<Picked> {
        if let Some(number @ 1..) = c.to_digit(10) {
            let row = usize::try_from(number).map_or(usize::MAX, |number| number - 1);
            if row < self.choice.rows.len() {
                self.activate(row);
            }
            return None;
        }
        let key = c.to_ascii_lowercase();
        let row = self.choice.rows.iter().position(|row| row.key == Some(key));
        row.map(Picked::Row)
    }

    fn picked(&self, row: usize) -> Picked {
        if row < self.choice.rows.len() {
            Picked::Row(row)
        } else {
            Picked::More
        }
    }

    /// Keeps the active row among those that are shown.
    fn scroll(&mut self) {
        let first = (self.active + 1).saturating_sub(self.height);
        self.top = self.top.clamp(first, self.active);
    }

    /// What it shows so many milliseconds after it was first shown.
    pub(super) fn frame(&self, ms: u64) -> Vec<Line> {
        let shown = self.top..self.top + self.height;
        let rows = shown.map(|row| self.line(row, ms));
        [self.title()].into_iter().chain(rows).collect()
    }

    /// How to use it, and which part of it is shown.
    fn title(&self) -> Line {
        let mut line = Line::default();
        line.push(KEYS, &Style::new());
        let count = self.lines.len();
        if self.height < count {
            let rows = format!(" [{}-{} of {count}]", self.top + 1, self.top + self.height);
            line.push(&rows, &Style::new());
        }
        line
    }

    fn line(&self, row: usize, ms: u64) -> Line {
        let (mark, style) = if row == self.active {
            (ACTIVE, self.drawing.active_style())
        } else {
            (OTHER, Style::new())
        };
        let mut line = Line::default();
        line.push(mark, &style);
        if let Some(looks) = self.choice.rows.get(row).and_then(|row| row.looks.as_ref()) {
            self.push_picture(&mut line, looks, ms);
        }
        line.pad(ACTIVE.len() + self.shape.columns());
        line.push(&self.lines[row], &style);
        line
    }

    /// Adds the lamps, which show this moment, and the strips, which show what comes.
    fn push_picture(&self, line: &mut Line, looks: &Looks, ms: u64) {
        let count = looks.leds.len().max(1);
        let lamp = |led: &Led| vec![Cell::from(led.at(ms)); self.shape.lamp / count];
        for cell in looks.leds.iter().flat_map(lamp) {
            self.push_cell(line, cell);
        }
        if self.shape.lamp > 0 {
            line.pad(ACTIVE.len() + self.shape.lamp + 1);
        }
        let between = count - 1;
        let strips = looks.strips(self.shape.strip.saturating_sub(between) / count);
        for (at, strip) in strips.into_iter().enumerate() {
            if at > 0 && !strip.is_empty() {
                line.push(" ", &Style::new());
            }
            for cell in strip {
                self.push_cell(line, cell);
            }
        }
    }

    fn push_cell(&self, line: &mut Line, cell: Cell) {
        let style = if self.drawing.colour {
            picture::style(cell)
        } else {
            Style::new()
        };
        let sign = cell.sign(self.drawing.glyphs);
        line.push(sign.encode_utf8(&mut [0; 4]), &style);
    }
}

/// How many columns the parts of a picture have; none for a part that is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shape {
    lamp: usize,
    strip: usize,
}

impl Shape {
    /// The largest picture that leaves room for the labels.
    fn best(choice: &Choice, moves: bool, columns: usize) -> Self {
        let leds = |row: &Row| row.looks.as_ref().map(|looks| looks.leds.len());
        let Some(most) = choice.rows.iter().filter_map(leds).max() else {
            return Self::default();
        };
        let lamp = if moves { most.max(LAMP) } else { 0 };
        let has_room = |shape: &Self| {
            let room = columns.checked_sub(shape.columns());
            room.is_some_and(|room| rows::has_room(choice, Room::columns(room)))
        };
        STRIPS
            .map(|strip| Self { lamp, strip })
            .into_iter()
            .find(has_room)
            .unwrap_or_default()
    }

    /// The columns of the whole picture, with a space behind each part.
    fn columns(self) -> usize {
        let part = |columns: usize| if columns == 0 { 0 } else { columns + 1 };
        part(self.lamp) + part(self.strip)
    }
}

/// The choice with the keys of its rows behind their labels.
fn with_keys(choice: &Choice) -> Choice {
    let mut choice = choice.clone();
    for row in &mut choice.rows {
        if let Some(key) = row.key {
            row.label = format!("{} ({key})", row.label);
        }
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::light::Glyphs;
    use crate::render::Page;
    use crate::terminal::grid;

    const STILL: Drawing = Drawing {
        colour: false,
        glyphs: Glyphs::Blocks,
        moves: false,
    };
    const MOVING: Drawing = Drawing {
        moves: true,
        ..STILL
    };

    fn light(looks: &str) -> Row {
        Row::new(looks, looks).looks(Looks::parse(looks).unwrap())
    }

    fn choice() -> Choice {
        Choice {
            page: Page::new(),
            rows: vec![
                light("red, blinks fast").hint("An update is running."),
                light("blue, steady + green, blinks"),
                Row::new("tap", "Tap it instead").key('t'),
            ],
            default: 0,
            has_back: false,
            has_told: false,
            skip: None,
            has_reason: false,
            reason: None,
            takes_words: false,
        }
    }

    fn shown(list: &List, ms: u64) -> String {
        grid::draw(&list.frame(ms))
    }

    #[test]
    fn pictures_stand_before_the_words() {
        let list = List::new(&choice(), STILL, 20, 80);
        assert_eq!(
            shown(&list, 0),
            "\
Arrow keys, then Enter:
> █░█░█░█░█░█░ red, blinks fast              An update is running.
  █████ ██░░█  blue, steady + green, blinks
               Tap it instead (t)
               More...
"
        );
    }

    #[test]
    fn lamps_go_on_and_off() {
        let list = List::new(&choice(), MOVING, 20, 60);
        let on = "\
Arrow keys, then Enter:
> ██ █░█░█░█░█░█░ red, blinks fast
  ██ █████ ██░░█  blue, steady + green, blinks
                  Tap it instead (t)
                  More...
";
        assert_eq!(shown(&list, 0), on);
        let off = on.replacen("> ██", "> ░░", 1);
        assert_eq!(shown(&list, 200), off);
        let dark = on.replacen("  ██ █████", "  █░ █████", 1);
        assert_eq!(shown(&list, 400), dark);
    }

    #[test]
    fn a_picture_gives_way_to_the_labels() {
        let first = |drawing, columns| {
            let text = shown(&List::new(&choice(), drawing, 20, columns), 0);
            text.lines().nth(1).unwrap().to_owned()
        };
        for (columns, moving, still) in [
            (
                46,
                "> ██ █░█░█░█░█░█░ red, blinks fast",
                "> █░█░█░█░█░█░ red, blinks fast",
            ),
            (
                45,
                "> ██ █░█░█░ red, blinks fast",
                "> █░█░█░█░█░█░ red, blinks fast",
            ),
            (
                42,
                "> ██ █░█░█░ red, blinks fast",
                "> █░█░█░ red, blinks fast",
            ),
            (37, "> ██ red, blinks fast", "> █░█░█░ red, blinks fast"),
            (32, "> red, blinks fast", "> red, blinks fast"),
        ] {
            assert_eq!(first(MOVING, columns), moving, "{columns}");
            assert_eq!(first(STILL, columns), still, "{columns}");
        }
    }

    #[test]
    fn keys_move_and_pick() {
        let row = |keys: &[Key]| {
            let mut list = List::new(&choice(), STILL, 20, 80);
            let picked = keys.iter().find_map(|key| list.press(*key));
            (list.active(), picked)
        };
        for (keys, active, picked) in [
            (&[Key::Down, Key::Down, Key::Up][..], 1, None),
            (&[Key::Up], 3, None),
            (&[Key::End, Key::Down], 0, None),
            (&[Key::Char('j'), Key::Char('j'), Key::Char('k')], 1, None),
            (&[Key::PageDown, Key::PageUp], 0, None),
            (&[Key::Char('3')], 2, None),
            (&[Key::Char('4')], 0, None),
            (&[Key::Char('0'), Key::Char(' '), Key::Other], 0, None),
            (&[Key::Down, Key::Enter], 1, Some(Picked::Row(1))),
            (&[Key::End, Key::Enter], 3, Some(Picked::More)),
            (&[Key::Esc], 0, Some(Picked::More)),
            (&[Key::Char('t')], 0, Some(Picked::Row(2))),
            (&[Key::Char('T')], 0, Some(Picked::Row(2))),
        ] {
            assert_eq!(row(keys), (active, picked), "{keys:?}");
        }
    }

    #[test]
    fn a_long_list_follows_the_active_row() {
        let rows = (1..=20).map(|number| Row::new(number.to_string(), format!("row {number}")));
        let choice = Choice {
            rows: rows.collect(),
            ..choice()
        };
        let mut list = List::new(&choice, STILL, 3, 40);
        let keys = "Arrow keys, then Enter:";
        assert_eq!(
            shown(&list, 0),
            format!("{keys} [1-3 of 21]\n> row 1\n  row 2\n  row 3\n")
        );
        list.press(Key::PageDown);
        assert_eq!(
            shown(&list, 0),
            format!("{keys} [2-4 of 21]\n  row 2\n  row 3\n> row 4\n")
        );
        list.press(Key::Up);
        assert!(shown(&list, 0).ends_with("  row 2\n> row 3\n  row 4\n"));
        list.press(Key::End);
        assert!(shown(&list, 0).ends_with("  row 19\n  row 20\n> More...\n"));
        assert_eq!(list.height(), 4);
    }
}
