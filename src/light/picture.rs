//! The picture of a light: a strip of time, and the signs that it is drawn with.

use super::glow::{self, BEAT, Glow, Scene};
use super::looks::{Led, Looks};
use super::rhythm::Rhythm;

/// About how many milliseconds one cell of a strip stands for: half a beat, so that every flash is seen.
const CELL: u64 = BEAT / 2;
/// How many milliseconds of darkness show that a group of flashes, or a light, has ended.
const END: u64 = BEAT;
/// The brightness below which a light is drawn dark, and that below which it is drawn half lit.
const DIM: [u8; 2] = [20, 70];
/// How far apart a cell that stands for a long time is looked at, in milliseconds.
const GLANCE: u64 = CELL / 2;
/// How often it is looked at, so that a strip of hours is drawn as quickly as one of seconds.
const MOST_GLANCES: u64 = 32;

/// One cell of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is lit, and nothing in a dark cell.
    pub glow: Option<Glow>,
    /// Whether it stands for so long that the light goes on and off in it.
    pub is_flash: bool,
}

/// The signs that pictures are drawn with; dark and lit, and colours in turn, differ without colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// Blocks, which every font for terminals has: `██░░░░██░░░░`.
    Blocks,
    /// Signs that any terminal can show: `##....##....`.
    #[default]
    Ascii,
}

impl Looks {
    /// What each LED shows over time, in strips of so many cells, the first cell at the start of a flash.
    ///
    /// ```
    /// use blinkdoc::light::{Cell, Glyphs, Looks};
    ///
    /// let looks = Looks::parse("red, blinks slowly").unwrap();
    /// let strip: String = looks.strips(12)[0].iter().map(|cell| cell.sign(Glyphs::Blocks)).collect();
    /// assert_eq!(strip, "███░░░░░░░██");
    /// ```
    #[must_use]
    pub fn strips(&self, cells: usize) -> Vec<Vec<Cell>> {
        self.leds.iter().map(|led| led.strip(cells)).collect()
    }
}

impl Led {
    /// What it shows over time, in so many cells of about a fifth of a second.
    ///
    /// The cells are longer where a group of flashes would not end in them. The shows of a sequence get
    /// equal parts of the strip.
    #[must_use]
    pub fn strip(&self, cells: usize) -> Vec<Cell> {
        let scenes: Vec<Scene<'_>> = self.scenes().collect();
        // The last show matters most.
        let first = scenes.len().saturating_sub(cells);
        let scenes = &scenes[first..];
        let Some((last, passing)) = scenes.split_last() else {
            return Vec::new();
        };
        let share = cells / scenes.len();
        let mut strip = Vec::with_capacity(cells);
        for scene in passing {
            strip.extend(self.part(scene, share));
        }
        strip.extend(self.part(last, cells - strip.len()));
        strip
    }

    /// The part of a strip for one scene.
    fn part(&self, scene: &Scene<'_>, cells: usize) -> impl Iterator<Item = Cell> {
        let count = u64::try_from(cells).unwrap_or(u64::MAX);
        let length = cell_length(scene, count);
        let start = scene.start;
        (0..count).map(move |cell| self.cell(start + cell * length, length))
    }

    /// The cell for the time from `start` on.
    fn cell(&self, start: u64, length: u64) -> Cell {
        if length < 2 * CELL {
            return Cell::from(self.at(start + length / 2));
        }
        let glances = (length / GLANCE).min(MOST_GLANCES);
        let seen = |glance| self.at(start + GLANCE / 2 + glance * GLANCE);
        Cell {
            glow: (0..glances).find_map(seen),
            is_flash: (0..glances).any(|glance| seen(glance).is_none()),
        }
    }
}

/// How many milliseconds each of so many cells stands for, so that the scene can be recognised.
fn cell_length(scene: &Scene<'_>, cells: u64) -> u64 {
    let rhythm = scene.show.rhythm;
    let mut length = match rhythm {
        // A whole number of cells to a round, so that all rounds look the same.
        Rhythm::Blink(_) | Rhythm::Alternate(_) => {
            let round = glow::round(rhythm);
            round / (round.saturating_add(CELL / 2) / CELL).max(1)
        }
        _ => CELL,
    };
    let least = match (scene.show.for_ms, rhythm) {
        (Some(_), _) => scene.lasts.saturating_add(END),
        (None, Rhythm::Flashes { .. }) => glow::group(rhythm) + END,
        (None, _) => 0,
    };
    while cells > 0 && length.saturating_mul(cells) < least {
        length = length.saturating_mul(2);
    }
    length
}

impl From<Option<Glow>> for Cell {
    /// What shows at one moment.
    fn from(glow: Option<Glow>) -> Self {
        Self {
            glow,
            is_flash: false,
        }
    }
}

impl Cell {
    /// The sign that stands for the cell.
    #[must_use]
    pub fn sign(self, glyphs: Glyphs) -> char {
        let (dark, half, flash, turns) = match glyphs {
            Glyphs::Blocks => ('░', '▄', '▌', ['█', '▓', '▒']),
            Glyphs::Ascii => ('.', ':', '|', ['#', '=', '-']),
        };
        match self.glow {
            None => dark,
            Some(_) if self.is_flash => flash,
            Some(glow) if glow.brightness < DIM[0] => dark,
            Some(glow) if glow.brightness < DIM[1] => half,
            Some(glow) => turns[glow.turn % turns.len()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The strips of a light, with one space between two LEDs.
    fn drawn(looks: &str, cells: usize, glyphs: Glyphs) -> String {
        let looks = Looks::parse(looks).unwrap();
        let strips: Vec<String> = looks
            .strips(cells)
            .iter()
            .map(|strip| strip.iter().map(|cell| cell.sign(glyphs)).collect())
            .collect();
        strips.join(" ")
    }

    #[test]
    fn every_rhythm_has_a_picture_of_its_own() {
        for (looks, blocks, ascii) in [
            ("red, steady", "████████████", "############"),
            ("red, off", "░░░░░░░░░░░░", "............"),
            ("red, any rhythm", "████████████", "############"),
            ("red, blinks slowly", "███░░░░░░░██", "###.......##"),
            ("red, blinks", "██░░██░░██░░", "##..##..##.."),
            ("red, blinks fast", "█░█░█░█░█░█░", "#.#.#.#.#.#."),
            ("red, blinks every 2-3 s", "███░░░░░░░░░", "###........."),
            ("red, blinks every 1 s", "██░░░██░░░██", "##...##...##"),
            ("red, blinks every 0.5 s", "██░██░██░██░", "##.##.##.##."),
            ("red, blinks every 0.125 s", "█░█░█░█░█░█░", "#.#.#.#.#.#."),
            ("red, blinks every 5 min", "███░░░░░░░░░", "###........."),
            ("blue, pulses", "░▄▄████▄▄░░▄", ".::####::..:"),
            ("red, flashes once", "█░░░░░░░█░░░", "#.......#..."),
            ("red, flashes 3 times", "█░█░█░░░░░░░", "#.#.#......."),
            ("red, flashes 5-6 times", "█░█░█░█░█░░░", "#.#.#.#.#..."),
            ("red, flashes 7 times", "▌▌▌▌▌▌▌░░░▌▌", "|||||||...||"),
            ("red, mostly on", "████████░░██", "########..##"),
            ("red and blue in turn", "████▓▓▓▓████", "####====####"),
            ("red and blue in turn fast", "██▓▓██▓▓██▓▓", "##==##==##=="),
            (
                "red and blue and green in turn fast",
                "██▓▓▒▒██▓▓▒▒",
                "##==--##==--",
            ),
            ("any colour in turn fast", "██▓▓██▓▓██▓▓", "##==##==##=="),
            ("rainbow, steady", "████▓▓▓▓▒▒▒▒", "####====----"),
            (
                "amber, blinks, then amber, steady",
                "██░░████████",
                "##..########",
            ),
            (
                "red, flashes twice, then blue, steady",
                "█░█░░░▓▓▓▓▓▓",
                "#.#...======",
            ),
            ("green, steady, for 3 s", "███████▌░░░░", "#######|...."),
            (
                "blue, steady + green, blinks fast",
                "████████████ █░█░█░█░█░█░",
                "############ #.#.#.#.#.#.",
            ),
        ] {
            assert_eq!(drawn(looks, 12, Glyphs::Blocks), blocks, "{looks}");
            assert_eq!(drawn(looks, 12, Glyphs::Ascii), ascii, "{looks}");
        }
    }

    #[test]
    fn a_strip_can_be_short_or_long() {
        for (looks, cells, strip) in [
            ("red, blinks slowly", 24, "███░░░░░░░███░░░░░░░███░"),
            ("red, flashes 3 times", 24, "█░█░█░░░░░░░█░█░█░░░░░░░"),
            ("red, flashes 3 times", 6, "▌▌▌░░░"),
            ("red, blinks fast, then blue, steady", 3, "█▓▓"),
            ("red, blinks fast, then blue, steady", 1, "▓"),
            ("red, blinks", 0, ""),
        ] {
            assert_eq!(drawn(looks, cells, Glyphs::Blocks), strip, "{looks}");
        }
    }

    #[test]
    fn a_cell_carries_its_colour() {
        let looks = Looks::parse("red and blue in turn fast").unwrap();
        let colours: Vec<&str> = looks.strips(4)[0]
            .iter()
            .filter_map(|cell| cell.glow)
            .map(|glow| glow.colour.word())
            .collect();
        assert_eq!(colours, ["red", "red", "blue", "blue"]);
    }
}
