//! What the wizard's screens say: calm, short, without jargon.

use crate::description::Description;
use crate::engine::{Case, End, Entry, Outcome};
use crate::kb::{EndingKind, Guide, Light, LightId, OTHER, Question, QuestionKind, Step};
use crate::library::Title;
use crate::light::{Beat, Colour, Led, Looks};
use crate::prompt::{BACK, CHANGE, Choice, HELP, LEAVE, RESTART, Row, START, WHY};
use crate::record::Detail;
use crate::render::answer::{section, word};
use crate::render::lights::not_understood;
use crate::render::pieces::{ending, outcome_words, step_cost, wait_over};
use crate::render::{Page, rhythm};

/// What a step can lead to, in the order of the rows; the last but one leads to the list of lights.
pub(super) const OUTCOMES: [(Outcome, &str); 4] = [
    (Outcome::Fixed, "It is as it should be"),
    (Outcome::NoChange, "No change"),
    (Outcome::OtherLight, "It shows another light now"),
    (Outcome::CouldNot, COULD_NOT),
];
/// What leaving a step out is called.
const COULD_NOT: &str = "I could not do this here";
/// The row for an outcome that does no harm by accident: [`Outcome::NoChange`].
const NO_CHANGE: usize = 1;
/// The row that leads from an unknown light back to the list.
pub(super) const LOOK_AGAIN: usize = 0;
/// The row that leaves a step out.
pub(super) const LEAVE_OUT: usize = 1;

/// From this sureness on a tapped rhythm is told without a doubt.
const SURE: f64 = 0.9;

/// The id of the row that leads to tapping, and its key.
pub(super) const TAP: &str = "tap";
const TAP_KEY: char = 't';
/// The id of the row that leads to own words, and its key.
pub(super) const WORDS: &str = "words";
const WORDS_KEY: char = 'w';

/// The row that leaves out what support will want to know.
pub(super) const NO_SHEET: usize = 1;
/// The ids of what can be done at the end of a case.
pub(super) const GO_ON: &str = "go-on";
pub(super) const SHEET: &str = "sheet";
pub(super) const REPORT: &str = "report";
pub(super) const SAVE: &str = "save";

const WHY_DEVICE: &str = "The same light means one thing on one device and another thing on the next, so I must know yours first.";
const WHY_LIGHT: &str = "Its colour and its rhythm decide what it means, and so what can help.";
const WHY_UNKNOWN: &str =
    "I tell nothing that no source tells. What any other light means, only its maker knows.";
const WHY_DETAILS: &str = "Support asks for this before it helps. On the report it is at hand, and it stays on this computer.";

/// What is going to happen.
pub(super) fn welcome() -> Page {
    let mut page = Page::new();
    page.text("Let us find out what the blinking light means, and put it right. A few short questions come first, then one step at a time. Nothing you press here changes your device.");
    page.gap();
    page.text("Does it smoke or smell of burning? Then switch off its power first.");
    page
}

/// Which device it is.
///
/// `before` is the device that it was, for those who start again or change it.
pub(super) fn devices(titles: &[Title<'_>], before: Option<&str>) -> Choice {
    let mut page = Page::new();
    page.heading("Which device is it?");
    let known = titles.iter().map(|(id, name)| Row::new(*id, *name));
    let rows = known.chain([Row::new(OTHER, "Another device")]).collect();
    Choice {
        default: titles
            .iter()
            .position(|(id, _)| Some(*id) == before)
            .unwrap_or_default(),
        has_back: before.is_some(),
        has_told: before.is_some(),
        reason: Some(WHY_DEVICE),
        takes_words: true,
        ..Choice::new(page, rows)
    }
}

/// A reason that is always the same.
pub(super) fn reason(reason: &'static str) -> Page {
    let mut page = Page::new();
    page.text(reason);
    page
}

/// The device that a person named in their own words.
pub(super) fn device(guide: &Guide) -> Page {
    let mut page = Page::new();
    page.text(format!("The device: {}", guide.name));
    page
}

/// What to do about a device that no guide knows.
pub(super) fn other_device(titles: &[Title<'_>]) -> Page {
    let mut page = Page::new();
    page.text("I am sorry, I only know these devices:");
    for (_, name) in titles {
        page.item("-", *name);
    }
    page.text(
        "What is told here would be wrong for any other. Its manual says what its lights mean, or its maker can tell you.",
    );
    page
}

/// Which of these lights shows; `before` is the one that was told before.
pub(super) fn lights(guide: &Guide, lights: &[LightId], before: Option<LightId>) -> Choice {
    let mut page = Page::new();
    page.heading("What does the light do now?");
    page.text("Watch it for ten seconds, then choose what comes nearest.");
    let mut choice = choice_of_lights(guide, lights, page);
    let words = Row::new(WORDS, "Say it in your own words").key(WORDS_KEY);
    let tap = Row::new(TAP, "Tap its rhythm").key(TAP_KEY);
    choice.rows.splice(lights.len()..lights.len(), [words, tap]);
    choice.reason = Some(WHY_LIGHT);
    choice.takes_words = true;
    let is_before = |light: &LightId| Some(*light) == before;
    choice.default = lights.iter().position(is_before).unwrap_or_default();
    choice
}

/// What to say of the light.
pub(super) fn words() -> Choice {
    let mut page = Page::new();
    page.heading("Say what the light does");
    page.text("Its colour, and whether it blinks, and how fast: flashing red slowly, for example. Press Enter alone to return to the list.");
    Choice {
        reason: Some(WHY_LIGHT),
        ..Choice::new(page, Vec::new())
    }
}

/// What is said of a line with keys in it that are no text.
pub(super) fn no_text() -> Page {
    let mut page = Page::new();
    page.text("I could not read that: Esc and arrow keys write signs of their own into a line. Please type it again.");
    page
}

/// What can be done instead of tapping.
pub(super) fn taps() -> Choice {
    Choice {
        reason: Some(WHY_LIGHT),
        ..Choice::new(Page::new(), Vec::new())
    }
}

/// What was tapped, and which of the lights that fit it is.
pub(super) fn tapped(guide: &Guide, beat: &Beat, lights: &[LightId]) -> Choice {
    let mut page = Page::new();
    let doubt = if beat.sureness < SURE {
        ". I am not sure of it: it was uneven"
    } else {
        ""
    };
    page.text(format!("You tapped: {}{doubt}.", rhythm(beat)));
    page.heading(match lights {
        [] => "I know no light that does that. How shall we go on?",
        [_] => "It sounds like this light. Is it?",
        _ => "Which of these comes nearest?",
    });
    let known = lights.iter().map(|light| light_row(&guide[*light]));
    let others = [
        Row::new(TAP, "Tap again").key(TAP_KEY),
        Row::new("list", "Show me the whole list"),
    ];
    Choice {
        reason: Some(WHY_LIGHT),
        ..Choice::new(page, known.chain(others).collect())
    }
}

/// A choice of these lights, or something else.
fn choice_of_lights(guide: &Guide, lights: &[LightId], page: Page) -> Choice {
    let known = lights.iter().map(|light| light_row(&guide[*light]));
    let other = Row::new(OTHER, "It does something else");
    Choice {
        reason: Some(WHY_LIGHT),
        ..Choice::new(page, known.chain([other]).collect())
    }
}

/// Which of the lights that fit a person's words it is, by what tells them apart.
pub(super) fn telling_apart(guide: &Guide, lights: &[LightId], described: &Description) -> Choice {
    let looks: Vec<&Looks> = lights.iter().map(|light| &guide[*light].looks).collect();
    let mut page = Page::new();
    not_understood(&mut page, &described.reading.unknown_words);
    page.heading(
        match (looks.as_slice(), one_colour(&looks), one_rhythm(&looks)) {
            ([_], ..) => "It sounds like this light. Is it?".to_owned(),
            (_, Some(colour), None) => format!("What does the {colour} light do?"),
            (_, None, Some(_)) => "Which colour does it have?".to_owned(),
            _ => "Which of these comes nearest?".to_owned(),
        },
    );
    if lights.len() > 1 {
        page.text("Watch it for ten seconds. Slow means one flash in one to three seconds, or fewer. Fast means more than one flash a second.");
    }
    choice_of_lights(guide, lights, page)
}

/// The colour that all of these have in common, if each has only one.
fn one_colour(looks: &[&Looks]) -> Option<Colour> {
    one_of_all(looks, |led| match led.colours()[..] {
        [colour] => Some(colour),
        _ => None,
    })
}

/// The word for the rhythm that all of these have in common.
fn one_rhythm(looks: &[&Looks]) -> Option<&'static str> {
    one_of_all(looks, |led| Some(led.rhythm_word()))
}

/// What is the same of every LED of all these.
fn one_of_all<T: Copy + PartialEq>(looks: &[&Looks], of: impl Fn(&Led) -> Option<T>) -> Option<T> {
    let mut all = looks.iter().flat_map(|looks| &looks.leds).map(of);
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}

/// What to say where a person's words lead to no light of the guide.
pub(super) fn not_found(described: &Description) -> Page {
    let mut page = Page::new();
    page.text(match (&described.reading.contradiction, described.is_understood()) {
        (Some(contradiction), _) => {
            format!("Your words contradict themselves: {contradiction}. Let us look at the light together.")
        }
        (None, true) => "I know no light like the one you describe. These are the ones I know.".to_owned(),
        (None, false) => "I did not understand your words for the light. Let us look at it together.".to_owned(),
    });
    page
}

fn light_row(light: &Light) -> Row {
    let label = if light.may_be.is_empty() {
        light.text.clone()
    } else {
        format!("{} (unsure how fast)", light.text)
    };
    Row::new(&light.id, label)
        .hint(first_sentence(&light.means))
        .looks(light.looks.clone())
}

fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ")
        .next()
        .map_or(text, str::trim_end)
}

/// What to do about a light that the guide does not know.
pub(super) fn unknown_light(guide: &Guide) -> Choice {
    let mut page = Page::new();
    page.text(format!(
        "I do not know any other light of the {}. These are the ones I know:",
        guide.name
    ));
    for light in &guide.lights {
        page.item("-", &light.text);
    }
    page.heading("How shall we go on?");
    let rows = vec![
        Row::new("again", "Look again and choose from the list"),
        Row::new(
            "support",
            "It is none of these: tell me how to reach support",
        ),
    ];
    Choice {
        reason: Some(WHY_UNKNOWN),
        default: LOOK_AGAIN,
        ..Choice::new(page, rows)
    }
}

/// What a light means.
pub(super) fn meaning(light: &Light) -> Page {
    let mut page = Page::new();
    page.heading(format!("The light: {}", light.text));
    page.text(&light.means);
    page
}

/// A question of the guide; `chosen` is the answer that was given before.
pub(super) fn question(question: &Question, chosen: Option<usize>, has_reason: bool) -> Choice {
    let is_safety = question.kind == QuestionKind::Safety;
    let mut page = Page::new();
    page.heading(if is_safety {
        format!("Safety first. {}", question.ask)
    } else {
        question.ask.clone()
    });
    let answers = question.answers.iter();
    let rows = answers.map(|answer| Row::new(&answer.id, &answer.say));
    Choice {
        // "Not sure" moves nothing and ends no case.
        default: chosen.unwrap_or(question.not_sure()),
        skip: (!is_safety).then_some(question.not_sure()),
        has_reason,
        ..Choice::new(page, rows.collect())
    }
}

/// The title of a step, what it costs, and what may follow it.
pub(super) fn step_title(step: &Step, lead: &str, follows: &str) -> Page {
    let mut page = Page::new();
    page.title(format!("{lead}{}", step.title));
    page.text(format!("About {}.{follows}", step_cost(step)));
    page
}

/// The title of a step that was tried.
pub(super) fn step_again(step: &Step) -> Page {
    let mut page = Page::new();
    page.title(&step.title);
    page
}

/// How many steps may follow one that does not help.
pub(super) fn follows(steps: usize) -> String {
    let steps = match steps {
        0 => "no other step is left".to_owned(),
        1 => "about 1 more step is left".to_owned(),
        _ => format!("about {steps} more steps are left"),
    };
    format!(" If it does not help, {steps}.")
}

/// What is said of a wait whose time has passed while the person was away.
pub(super) fn wait_is_over(seconds: u32) -> Page {
    let mut page = Page::new();
    page.text(wait_over(seconds));
    page
}

/// How to spend a wait, or leave it; a step that may be left out can be skipped.
pub(super) fn wait(mut page: Page, may_skip: bool) -> Choice {
    page.gap();
    let rows = vec![
        Row::new("start", "Start the countdown"),
        Row::new("waited", "I have waited already"),
        Row::new("could-not", COULD_NOT),
    ];
    Choice {
        default: START,
        skip: may_skip.then_some(rows.len() - 1),
        has_reason: true,
        ..Choice::new(page, rows)
    }
}

/// What a step led to; `chosen` is what was told before.
pub(super) fn outcome(
    guide: &Guide,
    mut page: Page,
    chosen: Option<Outcome>,
    may_skip: bool,
    has_reason: bool,
) -> Choice {
    page.heading(match chosen {
        None => "Take your time. Afterwards: what does the light do now?",
        Some(_) => "What did the light do then?",
    });
    let rows = OUTCOMES.iter().map(|(outcome, label)| {
        let id = match outcome {
            Outcome::OtherLight => "other-light".to_owned(),
            outcome => outcome.word(guide),
        };
        Row::new(id, *label)
    });
    let row = |wanted: Outcome| OUTCOMES.iter().position(|(outcome, _)| *outcome == wanted);
    let default = chosen.and_then(|chosen| match chosen {
        Outcome::Light(_) => row(Outcome::OtherLight),
        outcome => row(outcome),
    });
    Choice {
        default: default.unwrap_or(NO_CHANGE),
        skip: row(Outcome::CouldNot).filter(|_| may_skip),
        has_reason,
        ..Choice::new(page, rows.collect())
    }
}

/// What a step would erase, and the word that says to go on all the same.
pub(super) fn consent(step: &Step, word: &str) -> Choice {
    let mut page = step_title(step, "This would come next: ", "");
    page.gap();
    let loses = step
        .loses
        .as_deref()
        .unwrap_or("what the device has stored.");
    page.warning(0, format!("this erases something for good. Lost: {loses}"));
    page.gap();
    page.text(format!(
        "If you agree to that, type the word {word} and press Enter. Press Enter alone if you do not. You can also type {BACK}, {CHANGE}, {WHY}, {RESTART} or {LEAVE}."
    ));
    Choice {
        has_reason: true,
        ..Choice::new(page, Vec::new())
    }
}

/// Whether to go on without a step that erases something.
pub(super) fn leave_out() -> Choice {
    let mut page = Page::new();
    page.text("Nothing was erased.");
    page.heading("Shall we leave this step out?");
    let rows = vec![
        Row::new("again", "No, show me again what it erases"),
        Row::new("leave-out", "Yes, go on without it"),
    ];
    Choice {
        has_reason: true,
        ..Choice::new(page, rows)
    }
}

/// Whether to write down what support will want to know, a thing each.
pub(super) fn sheet(guide: &Guide, end: End, missing: &[String]) -> Choice {
    let mut page = Page::new();
    title_of(&mut page, guide, end);
    page.text("Support can take it from here, and will ask for:");
    for name in missing {
        page.item("-", name);
    }
    page.heading("Shall I put that on a report for them?");
    page.text("I ask for one thing at a time, and you can leave any of it out.");
    let rows = vec![
        Row::new("yes", "Yes, ask me for each"),
        Row::new("no", "No, leave it all out"),
    ];
    Choice {
        reason: Some(WHY_DETAILS),
        skip: Some(NO_SHEET),
        ..Choice::new(page, rows)
    }
}

/// One thing that support will want to know; `told` is what was told of it before.
pub(super) fn detail(name: &str, place: &str, told: Option<&str>) -> Choice {
    let mut page = Page::new();
    page.heading(format!("For support{place}: {name}"));
    let (told, otherwise) = match told {
        Some(told) => (format!("It says: {told}. "), "Keep it"),
        None => (String::new(), "Leave it out"),
    };
    page.text(format!(
        "{told}Type it and press Enter. Press Enter alone to {}. You can also type {BACK}, {CHANGE} or {HELP}.",
        otherwise.to_lowercase()
    ));
    let rows = vec![Row::new("leave-out", otherwise)];
    Choice {
        reason: Some(WHY_DETAILS),
        skip: Some(0),
        ..Choice::new(page, rows)
    }
}

/// What is said of a line that cannot be put on a report.
pub(super) fn no_detail(longest: usize) -> Page {
    let mut page = Page::new();
    page.text(format!(
        "That cannot go on a report. It takes letters, digits and signs, {longest} at most."
    ));
    page
}

/// What the end of a case asks of the person, and what to do after it.
pub(super) fn end(guide: &Guide, end: End, offer: Offer) -> Choice {
    let (kind, title, say) = ending(guide, end);
    let mut page = Page::new();
    if kind == EndingKind::Stop {
        page.alarm(format!("{}: {}", word(kind), title.to_uppercase()));
    } else {
        title_of(&mut page, guide, end);
    }
    for say in say {
        page.item("-", say);
    }
    if matches!(kind, EndingKind::Stop | EndingKind::Support) {
        section(&mut page, "Where to reach support", &guide.support.channels);
    }
    whats_next(page, offer)
}

/// What to do after that.
pub(super) fn anything_else(offer: Offer) -> Choice {
    whats_next(Page::new(), offer)
}

/// What a case that has ended offers besides its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// Whether the end is only for a while, and the case can go on.
    pub(super) goes_on: bool,
    /// Whether the person comes back to go on.
    pub(super) is_back: bool,
    /// Whether there is something left that support will want to know.
    pub(super) has_sheet: bool,
}

fn whats_next(mut page: Page, offer: Offer) -> Choice {
    page.heading("This case is at its end. What next?");
    let mut rows = vec![Row::new("finish", "Finish")];
    if offer.goes_on {
        rows.push(Row::new(GO_ON, "I have waited: go on"));
    }
    rows.push(Row::new(REPORT, "Show a report on it"));
    rows.push(Row::new(SAVE, "Save a report as a file here"));
    if offer.has_sheet {
        rows.push(Row::new(SHEET, "Add what support will ask for"));
    }
    Choice {
        default: usize::from(offer.goes_on && offer.is_back),
        ..Choice::new(page, rows)
    }
}

fn title_of(page: &mut Page, guide: &Guide, end: End) {
    let (kind, title, _) = ending(guide, end);
    page.title(format!("{}: {title}", word(kind)));
}

/// What was told so far, to change some of it: the device, the light, each entry, then what was told for
/// support; the last row changes nothing.
pub(super) fn earlier(guide: &Guide, case: Option<&Case>, details: &[Detail]) -> Choice {
    let mut page = Page::new();
    page.heading("What do you want to change?");
    let mut rows = vec![Row::new("device", format!("The device: {}", guide.name))];
    if let Some(case) = case {
        rows.push(Row::new("light", light_told(guide, case.light)));
        rows.extend(case.history.iter().map(|entry| {
            let id = match *entry {
                Entry::Answered(question, _) => &guide[question].id,
                Entry::Tried(step, _) => &guide[step].id,
            };
            Row::new(id, entry_told(guide, *entry))
        }));
    }
    let details = details.iter();
    rows.extend(details.map(|Detail { name, value }| Row::new(name, format!("{name}: {value}"))));
    rows.push(Row::new("nothing", "Nothing"));
    Choice {
        default: rows.len() - 1,
        ..Choice::new(page, rows)
    }
}

/// What becomes of the rest after something was changed: what does not hold any more is named.
pub(super) fn changed(dropped: Vec<String>) -> Page {
    let mut page = Page::new();
    if dropped.is_empty() {
        page.text("Changed. All the rest still counts.");
    } else {
        page.text("Changed. No longer counted:");
    }
    for told in dropped {
        page.item("-", told);
    }
    page
}

/// A step that was begun.
pub(super) fn begun(step: &Step) -> String {
    format!("{} -> begun", step.title)
}

/// The light that was told.
pub(super) fn light_told(guide: &Guide, light: Option<LightId>) -> String {
    let light = light.map_or("one that the guide does not know", |light| {
        &guide[light].text
    });
    format!("The light: {light}")
}

/// An entry as it was told: `Is it hot? -> No`.
pub(super) fn entry_told(guide: &Guide, entry: Entry) -> String {
    match entry {
        Entry::Answered(question, answer) => {
            let question = &guide[question];
            format!("{} -> {}", question.ask, question.answers[answer].say)
        }
        Entry::Tried(step, outcome) => {
            format!("{} -> {}", guide[step].title, outcome_words(guide, outcome))
        }
    }
}
