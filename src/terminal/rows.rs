//! The rows of a choice as lines that fit the terminal, whatever they say.

use textwrap::core::display_width;

use crate::finding::printable;
use crate::prompt::{Choice, Row};

/// What stands for the rest of a line that was cut.
const REST: &str = "...";
/// What stands between a label and its hint.
const BETWEEN: &str = "  ";
/// The shortest cut of a hint that is worth reading.
const LEAST_HINT: usize = 16;

/// The room that a line has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    columns: usize,
    bytes: usize,
}

impl Room {
    /// So many columns, whatever they hold.
    #[cfg(unix)]
    pub(super) fn columns(columns: usize) -> Self {
        Self {
            columns,
            bytes: usize::MAX,
        }
    }

    /// So many columns for dialoguer, which counts bytes where it means columns. A row that wraps makes
    /// it wipe the lines above, so a line must be short in both.
    pub(super) fn bytes(columns: usize) -> Self {
        Self {
            columns,
            bytes: columns,
        }
    }

    fn fits(self, text: &str) -> bool {
        display_width(text) <= self.columns && text.len() <= self.bytes
    }

    /// What is left of it behind a text.
    fn behind(self, text: &str) -> Self {
        Self {
            columns: self.columns.saturating_sub(display_width(text)),
            bytes: self.bytes.saturating_sub(text.len()),
        }
    }
}

/// Whether every label of a choice has room.
#[cfg(unix)]
pub(super) fn has_room(choice: &Choice, room: Room) -> bool {
    choice
        .rows
        .iter()
        .all(|row| room.fits(&printable(&row.label)))
}

/// One line for each row, and whether every label is there in full.
pub(super) fn fit(choice: &Choice, room: Room) -> (Vec<String>, bool) {
    let labels: Vec<String> = choice
        .rows
        .iter()
        .map(|row| printable(&row.label).into_owned())
        .collect();
    if labels.iter().all(|label| room.fits(label)) {
        let widest = labels.iter().map(|label| display_width(label)).max();
        let lines = choice
            .rows
            .iter()
            .zip(labels)
            .map(|(row, label)| with_hint(row, label, widest.unwrap_or(0), room));
        return (lines.collect(), true);
    }
    let lines = (1..)
        .zip(labels)
        .map(|(number, label)| cut(&format!("{number}. {label}"), room));
    (lines.collect(), false)
}

/// A label, then its hint in a column of its own, as far as there is room for it.
fn with_hint(row: &Row, mut label: String, widest: usize, room: Room) -> String {
    let Some(hint) = &row.hint else { return label };
    label.push_str(&" ".repeat(widest - display_width(&label)));
    label.push_str(BETWEEN);
    let hint = printable(hint);
    let room = room.behind(&label);
    if room.fits(&hint) || room.columns.min(room.bytes) >= LEAST_HINT {
        label.push_str(&cut(&hint, room));
    }
    label.truncate(label.trim_end().len());
    label
}

/// As much of a text as fits, whole words if possible.
pub(super) fn cut(text: &str, room: Room) -> String {
    if room.fits(text) {
        return text.to_owned();
    }
    let room = room.behind(REST);
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if !room.fits(&text[..next]) {
            break;
        }
        end = next;
    }
    let kept = &text[..end];
    let whole = kept
        .rfind(' ')
        .filter(|space| *space > end / 2)
        .map_or(kept, |space| &kept[..space]);
    format!("{}{REST}", whole.trim_end_matches([' ', ',', ':', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Page;

    fn choice(rows: Vec<Row>) -> Choice {
        Choice {
            page: Page::new(),
            rows,
            default: 0,
            has_back: true,
            has_told: false,
            skip: None,
            has_reason: false,
            reason: None,
            takes_words: false,
        }
    }

    #[test]
    fn hints_stand_in_a_column() {
        let rows = vec![
            Row::new("a", "red, blinks").hint("It looks for its Wi-Fi."),
            Row::new("b", "off").hint("It may be switched off in the app."),
            Row::new("c", "It does something else"),
        ];
        let (lines, is_whole) = fit(&choice(rows), Room::bytes(50));
        assert_eq!(
            lines,
            [
                "red, blinks             It looks for its Wi-Fi.",
                "off                     It may be switched off...",
                "It does something else",
            ]
        );
        assert!(is_whole);
    }

    #[test]
    fn a_hint_without_room_is_left_out() {
        let rows = vec![Row::new("a", "red, blinks every 2-3 s").hint("It looks for its Wi-Fi.")];
        assert_eq!(
            fit(&choice(rows), Room::bytes(37)).0,
            ["red, blinks every 2-3 s"]
        );
    }

    #[test]
    fn long_labels_are_cut_and_numbered() {
        let rows = vec![
            Row::new("a", "A microwave stands between the camera and the router"),
            Row::new("b", "No"),
        ];
        let (lines, is_whole) = fit(&choice(rows), Room::bytes(30));
        assert_eq!(lines, ["1. A microwave stands...", "2. No"]);
        assert!(!is_whole);
    }

    #[test]
    fn no_line_is_too_long_in_columns_or_in_bytes() {
        for text in [
            "Die Leuchte blinkt grün, während die Kamera über WLAN ein Gerät sucht",
            "Камера ищет сеть и не находит её, хотя она работает",
            "カメラが点滅していて何も表示されないときはここを選んでください",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "\u{1b}[2J\u{202e}",
        ] {
            for columns in 8..120 {
                let rows = vec![Row::new("a", text).hint(text), Row::new("b", "No")];
                let room = Room::bytes(columns);
                let (lines, _) = fit(&choice(rows), room);
                assert!(
                    lines.iter().all(|line| room.fits(line)),
                    "{columns}: {lines:?}"
                );
            }
        }
    }
}
