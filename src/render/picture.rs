//! The picture of a light as text: its cells as signs, in their colours where there is colour.

use console::Style;

use crate::light::{Cell, Colour, Glyphs};

/// Cells as text, with colour or without.
#[must_use]
pub fn picture(cells: &[Cell], glyphs: Glyphs, colour: bool) -> String {
    let same = |a: &Cell, b: &Cell| style(*a) == style(*b);
    let runs = cells.chunk_by(same).map(|run| {
        let signs: String = run.iter().map(|cell| cell.sign(glyphs)).collect();
        if colour {
            style(run[0]).apply_to(signs).to_string()
        } else {
            signs
        }
    });
    runs.collect()
}

/// How a cell is painted: lit in its colour, dark in the background.
#[must_use]
pub fn style(cell: Cell) -> Style {
    let style = Style::new().force_styling(true);
    match cell.glow.map(|glow| glow.colour) {
        None => style.dim(),
        Some(Colour::Red) => style.red(),
        Some(Colour::Amber) => style.color256(208),
        Some(Colour::Yellow) => style.yellow().bright(),
        Some(Colour::Green) => style.green(),
        Some(Colour::Blue) => style.blue().bright(),
        Some(Colour::Cyan) => style.cyan(),
        Some(Colour::Purple) => style.magenta(),
        Some(Colour::Pink) => style.color256(213),
        // White would vanish on a light background.
        Some(Colour::White | Colour::Rainbow | Colour::Any) => style,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::light::Looks;

    #[test]
    fn cells_of_one_colour_are_painted_together() {
        let looks = Looks::parse("red, blinks fast, then blue, steady").unwrap();
        let strip = &looks.strips(6)[0];
        assert_eq!(picture(strip, Glyphs::Blocks, false), "█░█▓▓▓");
        assert_eq!(
            picture(strip, Glyphs::Ascii, true),
            "\u{1b}[31m#\u{1b}[0m\u{1b}[2m.\u{1b}[0m\u{1b}[31m#\u{1b}[0m\u{1b}[38;5;12m===\u{1b}[0m"
        );
    }
}
