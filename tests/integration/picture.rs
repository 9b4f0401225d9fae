//! The picture of the README: a case in a real pseudo-terminal, written as SVG.
//!
//! Text stays text. Each run of cells in one style has the width that it has on the screen, so that columns
//! stand below each other in any font.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use vt100::{Cell, Color, Screen};

use super::common::{Blinkdoc, Session};

/// Where it lives.
const FILE: &str = "tests/integration/screens/wizard.svg";

/// What it shows, for those who do not see it.
const ABOUT: &str = "The device is a Kasa camera. A list shows what its lights look like; \"red, blinks \
                     slowly\" is picked. Questions follow, for safety first, and then a step with its parts \
                     in order.";

/// The columns of the screen.
const COLUMNS: u16 = 80;
/// The rows of the screen: as many as keep the whole case on it.
const ROWS: u16 = 60;

/// The size of a cell, and the margin around all.
const WIDTH: usize = 9;
const HEIGHT: usize = 20;
const MARGIN: usize = 20;
/// From the bottom of a row to the line on which its letters stand.
const DESCENT: usize = 5;

const BACKGROUND: &str = "#11151c";
const FOREGROUND: &str = "#e4e8ee";
const DIM: &str = "#8b95a5";
const LINE: &str = "#3c4553";
/// The eight colours of a terminal, then the bright ones; all can be told from the background.
const PALETTE: [&str; 16] = [
    "#8b95a5", "#ff6b62", "#5fc96b", "#e0b64a", "#6cabff", "#d08bf2", "#4fcbd6", "#e4e8ee",
    "#a9b2c0", "#ff8f88", "#86dd90", "#f2d06b", "#93c2ff", "#e0aef7", "#7fdde5", "#ffffff",
];

/// `UPDATE_PICTURE=1 cargo test --test integration -- picture` writes what the wizard shows now.
#[test]
fn the_picture_in_the_readme_is_the_present_wizard() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let present = svg(&case());
    if env::var_os("UPDATE_PICTURE").is_some() {
        fs::write(&path, &present).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap();
    assert!(
        written == present,
        "{FILE} is out of date: UPDATE_PICTURE=1 cargo test --test integration -- picture"
    );
    assert!(include_str!("../../README.md").contains(&format!("]({FILE})")));
}

/// A row of the screen: its cells in runs of one style.
type Line = Vec<Run>;

/// Words of one style with single spaces between them.
struct Run {
    text: String,
    style: Style,
    /// The first column that it takes, and the one behind it.
    begin: usize,
    end: usize,
}

/// How cells are painted.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    colour: &'static str,
    is_bold: bool,
}

/// What a case shows at three moments, each from the line that begins with these words on.
fn case() -> Vec<Vec<Line>> {
    let blinkdoc = Blinkdoc::new(&["--color", "always"])
        .with("BLINKDOC_REDUCED_MOTION", "1")
        .with("LANG", "C.UTF-8");
    let mut session = blinkdoc.in_terminal(COLUMNS, ROWS);
    let wait_for_list = |session: &Session, below: &str| {
        session.wait_until(below, |screen| {
            let list = screen.rsplit_once(below);
            list.is_some_and(|(_, list)| list.ends_with("More..."))
        });
    };
    session.pick("Which device is it?", "TP-Link Kasa camera");
    wait_for_list(&session, "What does the light do now?");
    let lights = lines(&session.picture(), "Which device");
    session.press("\r");
    wait_for_list(&session, "Look, smell, then touch");
    let question = lines(&session.picture(), "The light:");
    session.pick("Look, smell, then touch", "None of these");
    session.pick("What does the Kasa app show", "Offline, missing");
    session.pick("What happened shortly before", "A new router");
    wait_for_list(&session, "Step 1:");
    let step = lines(&session.picture(), "What happened");
    vec![lights, question, step]
}

/// The rows of a screen from the one that begins with these words on.
fn lines(screen: &Screen, first: &str) -> Vec<Line> {
    let rows = screen.rows(0, COLUMNS);
    let texts: Vec<String> = rows.collect();
    let begin = texts
        .iter()
        .rposition(|row| row.starts_with(first))
        .unwrap();
    let end = texts
        .iter()
        .rposition(|row| !row.trim().is_empty())
        .unwrap();
    (begin..=end).map(|row| line(screen, row)).collect()
}

fn line(screen: &Screen, row: usize) -> Line {
    let mut line: Line = Vec::new();
    for column in 0..COLUMNS {
        let cell = screen.cell(row.try_into().unwrap(), column).unwrap();
        let column = usize::from(column);
        let end = column + if cell.is_wide() { 2 } else { 1 };
        let style = Style::of(cell);
        match line.last_mut() {
            _ if cell.contents().trim().is_empty() => {}
            Some(run) if run.style == style && column <= run.end + 1 => {
                run.text.push_str(&" ".repeat(column - run.end));
                run.text.push_str(cell.contents());
                run.end = end;
            }
            _ => line.push(Run {
                text: cell.contents().to_owned(),
                style,
                begin: column,
                end,
            }),
        }
    }
    line
}

impl Style {
    fn of(cell: &Cell) -> Self {
        let colour = match cell.fgcolor() {
            Color::Idx(colour) => PALETTE[usize::from(colour)],
            _ if cell.dim() => DIM,
            _ => FOREGROUND,
        };
        Self {
            colour,
            is_bold: cell.bold(),
        }
    }
}

/// The screens below each other, a line between them.
fn svg(screens: &[Vec<Line>]) -> String {
    let width = usize::from(COLUMNS) * WIDTH + 2 * MARGIN;
    let mut y = MARGIN;
    let mut body = String::new();
    for (at, screen) in screens.iter().enumerate() {
        if at > 0 {
            let middle = y + MARGIN;
            writeln!(body, "<path d=\"M0 {middle}H{width}\" stroke=\"{LINE}\"/>").unwrap();
            y += 2 * MARGIN;
        }
        for line in screen {
            y += HEIGHT;
            for run in line {
                write(&mut body, run, y - DESCENT);
            }
        }
    }
    let height = y + MARGIN;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-labelledby=\"title about\" fill=\"{FOREGROUND}\" font-size=\"15\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\">\n\
         <title id=\"title\">The wizard in a terminal</title>\n\
         <desc id=\"about\">{}</desc>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n\
         {body}</svg>\n",
        escaped(ABOUT)
    )
}

fn write(svg: &mut String, run: &Run, y: usize) {
    let x = MARGIN + run.begin * WIDTH;
    let length = (run.end - run.begin) * WIDTH;
    write!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\""
    )
    .unwrap();
    if run.style.colour != FOREGROUND {
        write!(svg, " fill=\"{}\"", run.style.colour).unwrap();
    }
    if run.style.is_bold {
        svg.push_str(" font-weight=\"bold\"");
    }
    writeln!(svg, ">{}</text>", escaped(&run.text)).unwrap();
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
