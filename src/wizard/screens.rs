//! What the wizard's screens say: calm, short, without jargon.

use crate::description::Description;
use crate::engine::Outcome;
use crate::kb::{Guide, Light, LightId, OTHER, Question, QuestionKind, Step, StepId};
use crate::library::Title;
use crate::light::{Beat, Colour, Led, Looks};
use crate::prompt::{Choice, Row};
use crate::render::lights::not_understood;
use crate::render::pieces::{step_body, step_cost};
use crate::render::{Page, rhythm};

/// What a step can lead to, in the order of the rows; the last but one leads to the list of lights.
pub(super) const OUTCOMES: [(Outcome, &str); 4] = [
    (Outcome::Fixed, "It is as it should be"),
    (Outcome::NoChange, "No change"),
    (Outcome::OtherLight, "It shows another light now"),
    (Outcome::CouldNot, "I could not do this here"),
];
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

/// What is going to happen.
pub(super) fn welcome() -> Page {
    let mut page = Page::new();
    page.text("Let us find out what the blinking light means, and put it right. A few short questions come first, then one step at a time. Nothing you press here changes your device.");
    page.gap();
    page.text("Does it smoke or smell of burning? Then switch off its power first.");
    page
}

/// Which device it is.
pub(super) fn devices(titles: &[Title<'_>], has_back: bool) -> Choice {
    let mut page = Page::new();
    page.heading("Which device is it?");
    let known = titles.iter().map(|(id, name)| Row::new(*id, *name));
    Choice {
        page,
        rows: known.chain([Row::new(OTHER, "Another device")]).collect(),
        default: 0,
        has_back,
        why: None,
        takes_words: true,
    }
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

/// Which of these lights shows.
pub(super) fn lights(guide: &Guide, lights: &[LightId]) -> Choice {
    let mut page = Page::new();
    page.heading("What does the light do now?");
    page.text("Watch it for ten seconds, then choose what comes nearest.");
    let mut choice = choice_of_lights(guide, lights, page);
    let words = Row::new(WORDS, "Say it in your own words").key(WORDS_KEY);
    let tap = Row::new(TAP, "Tap its rhythm").key(TAP_KEY);
    choice.rows.splice(lights.len()..lights.len(), [words, tap]);
    choice.takes_words = true;
    choice
}

/// What to say of the light.
pub(super) fn words() -> Page {
    let mut page = Page::new();
    page.heading("Say what the light does");
    page.text("Its colour, and whether it blinks, and how fast: flashing red slowly, for example. Press Enter alone to return to the list.");
    page
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
        page,
        rows: known.chain(others).collect(),
        default: 0,
        has_back: true,
        why: None,
        takes_words: false,
    }
}

/// A choice of these lights, or something else.
fn choice_of_lights(guide: &Guide, lights: &[LightId], page: Page) -> Choice {
    let known = lights.iter().map(|light| light_row(&guide[*light]));
    Choice {
        page,
        rows: known
            .chain([Row::new(OTHER, "It does something else")])
            .collect(),
        default: 0,
        has_back: true,
        why: None,
        takes_words: false,
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
    Choice {
        page,
        rows: vec![
            Row::new("again", "Look again and choose from the list"),
            Row::new(
                "support",
                "It is none of these: tell me how to reach support",
            ),
        ],
        default: LOOK_AGAIN,
        has_back: true,
        why: None,
        takes_words: false,
    }
}

/// What a light means.
pub(super) fn meaning(light: &Light) -> Page {
    let mut page = Page::new();
    page.heading(format!("The light: {}", light.text));
    page.text(&light.means);
    page
}

/// A question of the guide.
pub(super) fn question(question: &Question, why: Page) -> Choice {
    let mut page = Page::new();
    page.heading(match question.kind {
        QuestionKind::Safety => format!("Safety first. {}", question.ask),
        QuestionKind::Context | QuestionKind::Clue => question.ask.clone(),
    });
    let answers = question.answers.iter();
    Choice {
        page,
        rows: answers
            .map(|answer| Row::new(&answer.id, &answer.say))
            .collect(),
        // "Not sure" moves nothing and ends no case.
        default: question.not_sure(),
        has_back: true,
        why: Some(why),
        takes_words: false,
    }
}

/// A step, and what it led to; `number` counts the steps of this case.
pub(super) fn step(guide: &Guide, step: StepId, number: usize, why: Page) -> Choice {
    let mut page = step_title(&guide[step], &format!("Step {number}: "));
    step_body(&mut page, guide, step, 0);
    page.heading("Take your time. Afterwards: what does the light do now?");
    let rows = OUTCOMES.iter().map(|(outcome, label)| {
        let id = match outcome {
            Outcome::OtherLight => "other-light".to_owned(),
            outcome => outcome.word(guide),
        };
        Row::new(id, *label)
    });
    Choice {
        page,
        rows: rows.collect(),
        default: NO_CHANGE,
        has_back: true,
        why: Some(why),
        takes_words: false,
    }
}

fn step_title(step: &Step, lead: &str) -> Page {
    let mut page = Page::new();
    page.title(format!("{lead}{}", step.title));
    page.text(format!("About {}.", step_cost(step)));
    page
}

/// What a step would erase, and the word that says to go on all the same.
pub(super) fn consent(step: &Step, word: &str) -> Page {
    let mut page = step_title(step, "This would come next: ");
    page.gap();
    let loses = step
        .loses
        .as_deref()
        .unwrap_or("what the device has stored.");
    page.warning(0, format!("this erases something for good. Lost: {loses}"));
    page.gap();
    page.text(format!(
        "If you agree to that, type the word {word} and press Enter. Press Enter alone if you do not."
    ));
    page
}

/// Whether to go on without a step that erases something.
pub(super) fn leave_out(why: Page) -> Choice {
    let mut page = Page::new();
    page.text("Nothing was erased.");
    page.heading("Shall we leave this step out?");
    Choice {
        page,
        rows: vec![
            Row::new("again", "No, show me again what it erases"),
            Row::new("leave-out", "Yes, go on without it"),
        ],
        default: 0,
        has_back: true,
        why: Some(why),
        takes_words: false,
    }
}
