//! Prompting in numbered lines: for pipes, screen readers, simple terminals and `--plain`.

use std::io::{self, BufRead, Write};
use std::time::{Duration, Instant};

use crate::light::{Progress, Taps};
use crate::prompt::{
    BACK, Choice, DONE, HELP, Meaning, More, Prompt, Reply, Row, START, Stop, Tapped, WAITED, Wait,
    Waited,
};
use crate::render::Page;
use crate::render::pieces::{duration, wait_over};

/// How many lines in a row may say nothing that is understood, before nobody is taken to be there.
const MOST_UNKNOWN: usize = 20;

/// The keyboard of a person, whose lines come at the moment at which they end them.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// Listens for a line for so long; whether one is there.
    pub hear: fn(Duration) -> io::Result<bool>,
    /// Drops what was typed before the question that comes next.
    pub settle: fn(),
    /// What it means that its input has ended.
    pub left: fn() -> Stop,
}

/// Reads replies as lines of text and writes what is asked without any control codes.
#[derive(Debug)]
pub struct Plain<R, W> {
    input: R,
    output: W,
    columns: usize,
    /// The keyboard that the lines come from, if a person sits there.
    live: Option<Live>,
    /// How many lines were no row since the last one that was.
    unknown: usize,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// A prompt that wraps its text at this many columns.
    pub fn new(input: R, output: W, columns: usize) -> Self {
        Self {
            input,
            output,
            columns,
            live: None,
            unknown: 0,
        }
    }

    /// The same for lines from a keyboard.
    #[must_use]
    pub fn live(mut self, live: Live) -> Self {
        self.live = Some(live);
        self
    }

    /// Whether somebody may still be there after so many lines that were not understood.
    fn goes_on(&self, unknown: usize) -> bool {
        self.live.is_some() || unknown < MOST_UNKNOWN
    }

    /// Reads one line. A person who ends the input at a keyboard leaves.
    fn read_line(&mut self) -> Result<String, Stop> {
        let line = read_line(&mut self.input);
        match (line, self.live) {
            (Err(Stop::EndOfInput), Some(live)) => Err((live.left)()),
            (line, _) => line,
        }
    }

    fn settle(&self) {
        if let Some(live) = self.live {
            (live.settle)();
        }
    }

    fn write(&mut self, page: &Page) -> Result<(), Stop> {
        let text = page.to_text(self.columns, false);
        self.output.write_all(text.as_bytes())?;
        self.output.flush()?;
        Ok(())
    }

    /// Reads lines until one is a reply to this choice.
    pub(crate) fn reply(&mut self, choice: &Choice) -> Result<Reply, Stop> {
        while self.goes_on(self.unknown) {
            let line = self.read_line()?;
            match choice.meaning(&line) {
                Meaning::Reply(Reply::Picked(row)) => {
                    self.unknown = 0;
                    let mut page = Page::new();
                    page.item(">", &choice.rows[row].label);
                    self.show(&page)?;
                    return Ok(Reply::Picked(row));
                }
                Meaning::Reply(reply) => {
                    self.unknown += usize::from(matches!(reply, Reply::Said(_)));
                    self.say("")?;
                    return Ok(reply);
                }
                Meaning::Leave => return Err(Stop::Left),
                Meaning::Help => {
                    self.unknown += 1;
                    self.write(&help(choice))?;
                }
                Meaning::Unknown => {
                    self.unknown += 1;
                    self.say(&format!(
                        "That is no answer here. Type a number from 1 to {}, or `help`.",
                        choice.rows.len()
                    ))?;
                }
            }
        }
        Err(Stop::EndOfInput)
    }

    /// Reads a line that is typed behind a mark.
    pub(crate) fn typed(&mut self, choice: &Choice, mark: &str) -> Result<Reply, Stop> {
        let mut unknown = 0;
        while self.goes_on(unknown) {
            unknown += 1;
            self.output.write_all(mark.as_bytes())?;
            self.output.flush()?;
            match choice.line_meaning(&self.read_line()?) {
                Meaning::Reply(reply) => return Ok(reply),
                Meaning::Leave => return Err(Stop::Left),
                Meaning::Help | Meaning::Unknown => self.write(&line_help(choice))?,
            }
        }
        Err(Stop::EndOfInput)
    }

    fn say(&mut self, text: &str) -> Result<(), Stop> {
        let mut page = Page::new();
        page.text(text);
        self.write(&page)
    }
}

impl<R: BufRead, W: Write> Prompt for Plain<R, W> {
    fn show(&mut self, page: &Page) -> Result<(), Stop> {
        let mut page = page.clone();
        page.gap();
        self.write(&page)
    }

    fn choose(&mut self, choice: &Choice) -> Result<Reply, Stop> {
        self.settle();
        self.write(&numbered(choice))?;
        self.reply(choice)
    }

    fn line(&mut self, choice: &Choice) -> Result<Reply, Stop> {
        self.settle();
        self.write(&choice.page)?;
        let reply = self.typed(choice, "")?;
        self.say("")?;
        Ok(reply)
    }

    fn taps(&mut self, choice: &Choice) -> Result<Tapped, Stop> {
        self.settle();
        let mut page = choice.page.clone();
        let is_live = self.live.is_some();
        page.append(how_to_tap(is_live));
        self.write(&page)?;
        let mut taps = Taps::default();
        let mut unknown = 0;
        let start = Instant::now();
        while self.goes_on(unknown) {
            let line = self.read_line()?;
            match (
                line.trim().to_lowercase().as_str(),
                choice.line_meaning(&line),
            ) {
                ("", _) if is_live => {
                    taps.press(millis(start.elapsed()));
                    if taps.progress() == Progress::GoOn {
                        continue;
                    }
                    self.say(&format!("That is all I need: {}.", seen(taps.len())))?;
                    self.say("")?;
                    return Ok(Tapped::Presses(taps));
                }
                (DONE, _) if !taps.is_empty() => return Ok(Tapped::Presses(taps)),
                ("" | DONE, _) => {
                    unknown += 1;
                    self.write(&how_to_tap(is_live))?;
                }
                (_, Meaning::Reply(Reply::Said(timeline))) => {
                    return Ok(Tapped::Timeline(timeline));
                }
                (_, Meaning::Reply(reply)) => return Ok(Tapped::Replied(reply)),
                (_, Meaning::Leave) => return Err(Stop::Left),
                (_, Meaning::Help | Meaning::Unknown) => {
                    unknown += 1;
                    let mut page = how_to_tap(is_live);
                    page.text("You can also type:");
                    append_more(&mut page, choice, |more| more.word().to_owned());
                    self.write(&page)?;
                }
            }
        }
        Err(Stop::EndOfInput)
    }

    fn wait(&mut self, wait: &Wait, begins: &mut dyn FnMut()) -> Result<Waited, Stop> {
        let Some(live) = self.live else {
            self.show(&passed_at_once(wait))?;
            return Ok(Waited::Alone);
        };
        match self.choose(wait.choice())? {
            Reply::Picked(START) => {
                begins();
                self.count_down(wait, live)
            }
            Reply::Picked(WAITED) => Ok(Waited::Over),
            reply => Ok(Waited::Replied {
                reply,
                passed: wait.passed(),
            }),
        }
    }
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Waits until the time is over or a line says something else; one line tells of its beginning and
    /// one of its end.
    fn count_down(&mut self, wait: &Wait, live: Live) -> Result<Waited, Stop> {
        self.settle();
        let left = duration(wait.left());
        self.say(&format!(
            "Waiting {left}. Press Enter to go on before that."
        ))?;
        let start = Instant::now();
        let length = Duration::from_secs(wait.left().into());
        while (live.hear)(length.saturating_sub(start.elapsed()))? {
            let line = self.read_line()?;
            if line.is_empty() {
                self.say("")?;
                return Ok(Waited::Over);
            }
            match wait.choice().meaning(&line) {
                Meaning::Reply(Reply::Picked(WAITED)) => {
                    self.say("")?;
                    return Ok(Waited::Over);
                }
                Meaning::Reply(Reply::Picked(START) | Reply::Said(_)) | Meaning::Unknown => {
                    self.say("Still waiting. Press Enter to go on, or type `help`.")?;
                }
                Meaning::Reply(reply) => {
                    self.say("")?;
                    let passed = wait.passed() + seconds(start.elapsed());
                    return Ok(Waited::Replied { reply, passed });
                }
                Meaning::Leave => return Err(Stop::Left),
                Meaning::Help => self.write(&help(wait.choice()))?,
            }
        }
        self.say(&wait_over(wait.seconds()))?;
        self.say("")?;
        Ok(Waited::Over)
    }
}

/// A wait in front of which nobody sits.
pub(crate) fn passed_at_once(wait: &Wait) -> Page {
    let mut page = wait.choice().page.clone();
    page.gap();
    page.text(format!("This is where you wait {}.", duration(wait.left())));
    page.text("Going on at once, since nobody is at the keyboard.");
    page
}

/// A time in whole seconds.
pub(crate) fn seconds(time: Duration) -> u32 {
    u32::try_from(time.as_secs()).unwrap_or(u32::MAX)
}

/// How a rhythm is told in lines; only live lines tell by when they come.
fn how_to_tap(is_live: bool) -> Page {
    let mut page = Page::new();
    if is_live {
        page.text(format!(
            "Press Enter each time the light comes on. I say when it is enough. Type {DONE} to stop before that, {BACK} to leave it, or {HELP}."
        ));
        page.text("Or type for how many milliseconds it is on and off, such as:");
    } else {
        page.text(format!(
            "Type for how many milliseconds it is on and off, {BACK} to leave it, or {HELP}, such as:"
        ));
    }
    page.item("-", "on 200 off 200 on 200 off 1400");
    page
}

/// How many presses there were.
pub(crate) fn seen(presses: usize) -> String {
    match presses {
        1 => "1 flash seen".to_owned(),
        _ => format!("{presses} flashes seen"),
    }
}

/// A time in whole milliseconds.
pub(crate) fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Reads one line, without its end.
///
/// # Errors
///
/// When the input has ended or cannot be read.
pub(crate) fn read_line(input: &mut impl BufRead) -> Result<String, Stop> {
    let mut line = Vec::new();
    if input.read_until(b'\n', &mut line)? == 0 {
        return Err(Stop::EndOfInput);
    }
    Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
}

/// The question, its rows with their numbers, and how to answer.
pub(crate) fn numbered(choice: &Choice) -> Page {
    let mut page = choice.page.clone();
    append_rows(&mut page, choice);
    page.text(request(choice));
    page
}

/// What an answer can be, in short.
fn request(choice: &Choice) -> String {
    let words = if choice.takes_words { ", words" } else { "" };
    format!("Your answer (1-{}{words}, or help):", choice.rows.len())
}

/// Adds the rows of a choice with their numbers.
pub(crate) fn append_rows(page: &mut Page, choice: &Choice) {
    for (number, row) in (1..).zip(&choice.rows) {
        let Row { label, hint, .. } = row;
        let text = match hint {
            Some(hint) => format!("{label}: {hint}"),
            None => label.clone(),
        };
        page.item(format!("{number}."), text);
    }
}

/// Adds what can be done instead of answering, each under a name.
pub(crate) fn append_more(page: &mut Page, choice: &Choice, name: impl Fn(More) -> String) {
    for more in choice.more() {
        page.item("-", format!("{}: {}", name(more), more.about(choice)));
    }
}

/// What can be typed.
fn help(choice: &Choice) -> Page {
    let mut page = Page::new();
    page.gap();
    page.text(format!(
        "Type the number of an answer, from 1 to {}, or its words. You can also type:",
        choice.rows.len()
    ));
    if choice.takes_words {
        page.item("-", "your own words for it");
    }
    append_more(&mut page, choice, |more| more.word().to_owned());
    page.text(request(choice));
    page
}

/// What can be typed instead of an answer of one's own.
fn line_help(choice: &Choice) -> Page {
    let mut page = Page::new();
    page.gap();
    page.text("Type your answer and press Enter, or one of these:");
    append_more(&mut page, choice, |more| more.word().to_owned());
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice() -> Choice {
        let mut page = Page::new();
        page.heading("Is it hot?");
        Choice {
            page,
            rows: vec![
                Row::new("hot", "Hot to the hand").hint("it hurts"),
                Row::new("no", "No"),
                Row::new("not-sure", "Not sure"),
            ],
            default: 2,
            has_back: true,
            has_told: true,
            skip: Some(2),
            has_reason: false,
            reason: None,
            takes_words: false,
        }
    }

    /// Chooses with these lines as the input; what came of it, and what was written.
    fn choose(lines: &str) -> (Result<Reply, Stop>, String) {
        let mut output = Vec::new();
        let reply = Plain::new(lines.as_bytes(), &mut output, 40).choose(&choice());
        (reply, String::from_utf8(output).unwrap())
    }

    #[test]
    fn a_choice_is_numbered_lines() {
        let (reply, written) = choose("2\n");
        let expected = "\
Is it hot?
1. Hot to the hand: it hurts
2. No
3. Not sure
Your answer (1-3, or help):
> No

";
        assert_eq!(written, expected);
        assert!(matches!(reply, Ok(Reply::Picked(1))));
    }

    #[test]
    fn words_are_replies_too() {
        assert!(matches!(choose("not sure\n").0, Ok(Reply::Picked(2))));
        assert!(matches!(choose("BACK\n").0, Ok(Reply::Back)));
        assert!(matches!(choose("change\n").0, Ok(Reply::Change)));
        assert!(matches!(choose("Skip\n").0, Ok(Reply::Picked(2))));
        assert!(matches!(choose("restart\n").0, Ok(Reply::Restart)));
        assert!(matches!(choose("leave\n").0, Err(Stop::Left)));
    }

    #[test]
    fn an_unknown_line_is_asked_again() {
        let (reply, written) = choose("why\n\n\u{fffd}\n7\nhot");
        assert!(matches!(reply, Ok(Reply::Picked(0))));
        let again = "That is no answer here. Type a number\nfrom 1 to 3, or `help`.\n";
        assert_eq!(written.matches(again).count(), 4);
    }

    #[test]
    fn help_lists_what_can_be_typed() {
        let (_, written) = choose("help\n1\n");
        let listed = "\
- back: to what was asked before this
- change: something told earlier; what
  came later stays, as far as it still
  holds
- skip: the same as \"Not sure\"
- help: these lines
- restart: from the first question
- quit: stop here, and go on another
  time
";
        assert!(written.contains(listed), "{written}");
    }

    #[test]
    fn the_end_of_the_input_ends_the_dialog() {
        assert!(matches!(choose("").0, Err(Stop::EndOfInput)));
        assert!(matches!(choose(&"y\n".repeat(99)).0, Err(Stop::EndOfInput)));
    }

    /// Taps with these lines as the input.
    /// A keyboard on which nothing is typed too early.
    fn live(hear: fn(Duration) -> io::Result<bool>) -> Live {
        Live {
            hear,
            settle: || {},
            left: || Stop::Left,
        }
    }

    fn taps(lines: &str, is_live: bool) -> (Result<Tapped, Stop>, String) {
        let mut output = Vec::new();
        let mut plain = Plain::new(lines.as_bytes(), &mut output, 72);
        if is_live {
            plain = plain.live(live(|_| Ok(true)));
        }
        let tapped = plain.taps(&Choice::new(Page::new(), Vec::new()));
        (tapped, String::from_utf8(output).unwrap())
    }

    #[test]
    fn lines_from_a_file_tell_a_timeline_only() {
        let timeline = "on 200 off 1800";
        let (tapped, written) = taps(&format!("\n{timeline}\n"), false);
        assert_eq!(tapped.unwrap(), Tapped::Timeline(timeline.to_owned()));
        assert_eq!(
            written,
            "\
Type for how many milliseconds it is on and off, back to leave it, or
help, such as:
- on 200 off 200 on 200 off 1400
"
            .repeat(2)
        );
        for (word, reply) in [
            ("Back", Reply::Back),
            ("change", Reply::Change),
            ("restart", Reply::Restart),
        ] {
            let tapped = taps(&format!("help\n{word}\n"), false);
            assert_eq!(tapped.0.unwrap(), Tapped::Replied(reply));
            assert!(tapped.1.contains("- restart: from the first question"));
        }
        assert!(matches!(taps("quit\n", false).0, Err(Stop::Left)));
        assert!(matches!(taps("done\n", false).0, Err(Stop::EndOfInput)));
        let nonsense = "\n".repeat(99);
        assert!(matches!(taps(&nonsense, false).0, Err(Stop::EndOfInput)));
    }

    #[test]
    fn each_line_of_a_person_is_a_press() {
        let Tapped::Presses(presses) = taps("\n\n\ndone\n", true).0.unwrap() else {
            panic!("no presses");
        };
        assert_eq!(presses.len(), 3);
        let (tapped, _) = taps("\non 200 off 1800\n", true);
        assert!(matches!(tapped, Ok(Tapped::Timeline(_))));
        // All at one moment: nothing comes of them, and it ends by itself.
        let (tapped, written) = taps(&"\n".repeat(999), true);
        assert!(matches!(tapped, Ok(Tapped::Presses(_)) | Err(Stop::Left)));
        assert!(written.starts_with("Press Enter each time the light comes on."));
    }

    /// Waits half a minute with these lines as the input.
    fn wait(lines: &str, live: Option<Live>) -> (Result<Waited, Stop>, String) {
        let mut output = Vec::new();
        let mut plain = Plain::new(lines.as_bytes(), &mut output, 80);
        plain.live = live;
        let waited = plain.wait(&Wait::new(choice(), 30, 0), &mut || ());
        (waited, String::from_utf8(output).unwrap())
    }

    #[test]
    fn no_time_passes_and_no_line_is_read_where_nobody_sits() {
        let (waited, written) = wait("", None);
        assert_eq!(waited.unwrap(), Waited::Alone);
        assert_eq!(
            written,
            "\
Is it hot?

This is where you wait 30 seconds.
Going on at once, since nobody is at the keyboard.

"
        );
    }

    #[test]
    fn a_wait_is_one_line_at_its_start_and_one_at_its_end() {
        let (waited, written) = wait("1\n", Some(live(|_| Ok(false))));
        assert_eq!(waited.unwrap(), Waited::Over);
        let dialog = "\
1. Start the countdown (30 seconds): it hurts
2. No
3. Not sure
Your answer (1-3, or help):
> Start the countdown (30 seconds)

Waiting 30 seconds. Press Enter to go on before that.
The wait is over: 30 seconds.

";
        assert!(written.ends_with(dialog), "{written}");
    }

    #[test]
    fn a_line_can_end_a_wait() {
        let waited = |lines: &str| wait(lines, Some(live(|_| Ok(true))));
        assert_eq!(waited("2\n").0.unwrap(), Waited::Over);
        let (over, written) = waited("1\nnonsense\n1\nhelp\n\n");
        assert_eq!(over.unwrap(), Waited::Over);
        assert_eq!(written.matches("Still waiting.").count(), 2);
        assert!(written.contains("- quit: "));
        for (word, expected) in [
            ("back", Reply::Back),
            ("change", Reply::Change),
            ("3", Reply::Picked(2)),
        ] {
            // Before the countdown and within it.
            for before in ["", "1\n"] {
                let Waited::Replied { reply, .. } = waited(&format!("{before}{word}\n")).0.unwrap()
                else {
                    panic!("{word} is no reply");
                };
                assert_eq!(reply, expected);
            }
        }
        assert!(matches!(waited("1\nquit\n").0, Err(Stop::Left)));
        assert!(matches!(waited("1\n").0, Err(Stop::Left)));
    }

    #[test]
    fn words_are_taken_where_they_are_asked_for_and_not_for_ever() {
        let choose = |lines: &str, times: usize| {
            let mut plain = Plain::new(lines.as_bytes(), Vec::new(), 80);
            let choice = Choice {
                takes_words: true,
                ..choice()
            };
            (0..times)
                .map(|_| plain.choose(&choice))
                .collect::<Result<Vec<Reply>, Stop>>()
        };
        let replies = choose("it glows\nhot\n", 2).unwrap();
        assert_eq!(
            replies,
            [Reply::Said("it glows".to_owned()), Reply::Picked(0)]
        );
        assert!(matches!(
            choose(&"y\n".repeat(99), 99),
            Err(Stop::EndOfInput)
        ));
    }
}
