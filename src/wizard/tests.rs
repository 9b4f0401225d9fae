//! Journeys as lists of replies, with what they come to and what is shown on the way.

use super::*;
use crate::kb::{Action, StepId};
use crate::keeper::{Forgetful, Keeper};
use crate::render::Page;
use crate::script::Script;

/// Walks with these replies from the first question; the journey in the words of the command line, and
/// the screens.
fn walk(inputs: &[&str]) -> (Result<Vec<String>, String>, Vec<String>) {
    walk_from(Start::default(), inputs)
}

fn walk_from(start: Start<'_>, inputs: &[&str]) -> (Result<Vec<String>, String>, Vec<String>) {
    walk_with(start, Script::new(inputs))
}

/// The same with a reply for each wait too.
fn walk_waiting(inputs: &[&str]) -> (Result<Vec<String>, String>, Vec<String>) {
    walk_with(Start::default(), Script::new(inputs).waiting())
}

fn walk_with(start: Start<'_>, mut script: Script) -> (Result<Vec<String>, String>, Vec<String>) {
    let library = Library::default();
    let journey = match super::walk(&library, start, &mut Forgetful, &mut script) {
        Ok(over) => Ok(words(&over.guide, &over.case)),
        Err(parted) => Err(format!(
            "{} before {:?}",
            parted.stop,
            Pending::after(parted.told.as_ref())
        )),
    };
    (journey, script.screens().to_vec())
}

fn words(guide: &Guide, case: &Case) -> Vec<String> {
    let light = case
        .light
        .map_or(crate::kb::OTHER, |light| &guide[light].id);
    let entries = case.history.iter().map(|entry| entry.words(guide));
    [light.to_owned()].into_iter().chain(entries).collect()
}

fn kasa() -> Cow<'static, Guide> {
    let library = Library::default();
    let guide = library.find("kasa").unwrap().unwrap();
    Cow::Owned(guide.into_owned())
}

/// The screen that these replies lead to.
fn last_screen(inputs: &[&str]) -> String {
    let (_, mut screens) = walk(inputs);
    screens.pop().unwrap()
}

/// The replies that lead to the step that erases, on the light of least steps.
const TO_ERASING: [&str; 7] = [
    "kasa-camera",
    "red-blue",
    "no",
    "not-sure",
    "not-sure",
    "no-change",
    "no-change",
];

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "each screen stands beside the input that leads to it"
)]
fn a_whole_case_from_the_first_question_to_the_fix() {
    let (journey, screens) = walk(&[
        "kasa-camera",
        "blinking-blue",
        "no",
        "unfinished",
        "not sure",
        "no-change",
        "fixed",
    ]);
    let told = [
        "blinking-blue",
        "hot=no",
        "setup=unfinished",
        "app=not-sure",
        "reconnect=no-change",
        "restart-router=fixed",
    ];
    assert_eq!(journey.unwrap(), told);
    let [device, light, safety, setup, app, reconnect, _] = screens.try_into().unwrap();
    assert_eq!(
        device,
        format!(
            "\
Let us find out what the blinking light means, and put it right. A few short
questions come first, then one step at a time. Nothing you press here changes
your device.

Does it smoke or smell of burning? Then switch off its power first.

Which device is it?
{}{}. Another device
",
            numbered_devices(),
            devices().len() + 1
        )
    );
    assert_eq!(
        light,
        "\
What does the light do now?
Watch it for ten seconds, then choose what comes nearest.
1. red, blinks slowly: It looks for its Wi-Fi and does not get through.
2. red, blinks fast: An update is running or has failed, or a setting is wrong.
3. red, steady: Often it is too hot, has a fault inside, or has met a serious
   error.
4. red, blinks (unsure how fast): Most often it has lost Wi-Fi or its set-up is
   not right.
5. red and blue in turn: Usually it waits for set-up, which is no fault.
6. blue, blinks: Many models show this after a reset, ready for set-up.
7. blue, steady: It is working.
8. green, steady: It is working.
9. green, blinks: We know of no official meaning.
10. off: A dark light alone is no proof of trouble.
11. Say it in your own words
12. Tap its rhythm
13. It does something else
"
    );
    assert_eq!(
        safety,
        "\
The light: blue, blinks
Many models show this after a reset, ready for set-up. Your manual names the
set-up light of your model.

Safety first. Look, smell, then touch with dry hands: is the camera or its
adapter burnt, swollen, cracked, wet or hot?
1. It smells, smokes, or is scorched or swollen
2. It is cracked, or water got in
3. Hot to the hand, nothing else
4. None of these
5. Not sure
"
    );
    assert_eq!(
        setup,
        "\
Are you setting the camera up now, or did you reset it a moment ago?
1. Yes, I am setting it up or have reset it
2. Set-up was begun some time ago but not finished
3. No, it worked before and began by itself
4. Not sure
"
    );
    assert!(app.starts_with("What does the Kasa app show for this camera?\n1. Online"));
    assert_eq!(
        reconnect,
        "\
Step 1: Set up the camera afresh in the Kasa app
About 15 minutes, some care. If it does not help, about 2 more steps are left.
! Warning: Note your settings first; this removes them from the app.
! Warning: Without a set-up light afterwards, only a reset brings it back into
  the app, and that erases data.
1. In the Kasa app, open Devices, the camera, then its three dots or settings.
2. Tap \"Forget Device\" or \"Remove from Account\" if the camera is still listed.
3. Your Wi-Fi must offer 2.4 GHz, a radio band; see your model's specification.
4. Give 2.4 GHz a name of its own, or turn 5 GHz off until all is set up.
5. Put the phone on that 2.4 GHz Wi-Fi, and check its name and password.
6. Stop here if no set-up light comes.
7. Add the camera as new, type the password with care, and follow the app to its
   end.
=> The light should then be: green, steady; or blue, steady

Take your time. Afterwards: what does the light do now?
1. It is as it should be
2. No change
3. It shows another light now
4. I could not do this here
"
    );
}

#[test]
fn back_goes_through_answers_light_and_device() {
    let (journey, screens) = walk(&[
        "kasa-camera",
        "off",
        "no",
        "back",
        "back",
        "back",
        "kasa-camera",
        "blinking-blue",
        "hot",
        "back",
        "no",
        "yes",
    ]);
    assert_eq!(journey.unwrap(), ["blinking-blue", "hot=no", "setup=yes"]);
    // One back each from the app question, the safety question and the list of lights.
    assert!(screens[4].ends_with("5. Not sure\n"));
    assert!(screens[5].starts_with("What does the light do now?"));
    assert!(screens[6].starts_with("Which device is it?"));
}

#[test]
fn starting_again_can_be_taken_back() {
    let (journey, screens) = walk(&["kasa-camera", "off", "no", "restart", "back", "picture"]);
    assert_eq!(journey.unwrap(), ["no-light", "hot=no", "dark=picture"]);
    assert!(screens[4].starts_with("Which device is it?"));
    assert!(screens[5].contains("Open the Kasa app and tap the camera."));
}

#[test]
fn the_first_question_has_nothing_before_it() {
    let (journey, _) = walk(&["back"]);
    assert_eq!(
        journey,
        Err("no reply `back` on this screen before Device".to_owned())
    );
}

#[test]
fn why_is_told_before_the_same_question() {
    let screen = last_screen(&["kasa-camera", "blinking-blue", "no", "why"]);
    let question = "\n\
Are you setting the camera up now, or did you reset it a moment ago?
1. Yes, I am setting it up or have reset it
2. Set-up was begun some time ago but not finished
3. No, it worked before and began by itself
4. Not sure
";
    let why = "\
Why this question?
This light usually means that the camera waits for set-up, and then nothing is
wrong.
What is most likely behind the light, from what you told:
- waiting for set-up (52%)
- set-up wrong or unfinished (26%)
- Wi-Fi changed or lost (9%)
In minutes: 0.5 minutes to answer; 26 minutes expected this way until the light
is fixed or handed over; 26.3 with \"What does the Kasa app show for this
camera?\" first; 360 with support at once.

What each answer leads to
- Yes, I am setting it up or have reset it: the end: Go on with the set-up
";
    assert!(screen.starts_with(why), "{screen}");
    assert!(screen.contains("\nWhat would change this\n"), "{screen}");
    assert!(screen.ends_with(question), "{screen}");
}

#[test]
fn another_light_is_chosen_from_those_that_did_not_show() {
    let to_list = [
        "kasa-camera",
        "blinking-blue",
        "no",
        "no",
        "not-sure",
        "other-light",
    ];
    let list = last_screen(&to_list);
    assert!(list.contains("red, blinks fast"));
    assert!(!list.contains("blue, blinks"));

    let (journey, screens) = walk(&[&to_list[..], &["fast-red", "fixed"]].concat());
    assert_eq!(
        journey.unwrap()[4..],
        ["reconnect=light:fast-red", "wait-out-update=fixed"]
    );
    assert!(screens[7].starts_with("The light: red, blinks fast\nAn update is running"));

    let (journey, _) = walk(&[&to_list[..], &["steady-green"]].concat());
    assert_eq!(journey.unwrap()[4], "reconnect=light:steady-green");

    let (journey, _) = walk(&[&to_list[..], &["back", "could-not", "fixed"]].concat());
    assert_eq!(
        journey.unwrap()[4..],
        ["reconnect=could-not", "restart-router=fixed"]
    );

    let (journey, _) = walk(&[&to_list[..], &["other", "support"]].concat());
    assert_eq!(journey.unwrap()[4], "reconnect=light:other");
}

#[test]
fn a_light_that_the_guide_does_not_know_is_for_support() {
    let (journey, screens) = walk(&["kasa-camera", "other", "again", "other", "support", "no"]);
    assert_eq!(journey.unwrap(), ["other", "hot=no"]);
    assert_eq!(
        screens[2],
        "\
I do not know any other light of the TP-Link Kasa camera. These are the ones I
know:
- red, blinks slowly
- red, blinks fast
- red, steady
- red, blinks
- red and blue in turn
- blue, blinks
- blue, steady
- green, steady
- green, blinks
- off

How shall we go on?
1. Look again and choose from the list
2. It is none of these: tell me how to reach support
"
    );
}

/// The devices that there are guides for.
fn devices() -> Vec<String> {
    let library = Library::default();
    let titles = library.titles().into_iter();
    titles.map(|(_, name)| name.to_owned()).collect()
}

/// The rows of the devices.
fn numbered_devices() -> String {
    let rows = devices().into_iter().zip(1..);
    let rows: Vec<String> = rows.map(|(name, row)| format!("{row}. {name}\n")).collect();
    rows.concat()
}

#[test]
fn another_device_is_told_honestly_and_the_list_comes_again() {
    assert_eq!(
        last_screen(&["other"]),
        format!(
            "\
I am sorry, I only know these devices:
{}What is told here would be wrong for any other. Its manual says what its lights
mean, or its maker can tell you.

Which device is it?
{}{}. Another device
",
            devices()
                .into_iter()
                .map(|name| format!("- {name}\n"))
                .collect::<Vec<_>>()
                .concat(),
            numbered_devices(),
            devices().len() + 1
        )
    );
}

#[test]
fn what_erases_asks_for_a_word_before_it_says_how() {
    let consent = last_screen(&TO_ERASING);
    assert_eq!(
        consent,
        "\
This would come next: Reset the camera to its factory state
About 25 minutes, some care, erases.

! Warning: this erases something for good. Lost: All settings and Wi-Fi details,
  and perhaps recordings.

If you agree to that, type the word erase and press Enter. Press Enter alone if
you do not. You can also type back, change, why, restart or quit.
"
    );
    let step = last_screen(&[&TO_ERASING[..], &["erase"]].concat());
    assert!(step.starts_with("Step 3: Reset the camera to its factory state\n"));
}

#[test]
fn anything_but_the_word_leaves_out_what_erases_after_asking() {
    let asked = last_screen(&[&TO_ERASING[..], &["yes"]].concat());
    assert_eq!(
        asked,
        "\
Nothing was erased.

Shall we leave this step out?
1. No, show me again what it erases
2. Yes, go on without it
"
    );
    let (journey, _) = walk(&[&TO_ERASING[..], &["yes", "again", "no", "leave-out"]].concat());
    assert_eq!(journey.unwrap().last().unwrap(), "factory-reset=could-not");
    let (journey, _) = walk(&[&TO_ERASING[..], &["no", "back", "fixed"]].concat());
    assert_eq!(journey.unwrap().last().unwrap(), "restart-router=fixed");
}

#[test]
fn a_healthy_light_needs_no_more_than_the_safety_question() {
    let (journey, _) = walk(&["kasa-camera", "steady-green", "no"]);
    assert_eq!(journey.unwrap(), ["steady-green", "hot=no"]);
}

#[test]
fn what_is_missing_is_known_when_the_dialog_stops() {
    for (inputs, pending) in [
        (&[][..], "the input ended before Device"),
        (&["kasa-camera"], "the input ended before Light"),
        (
            &["kasa-camera", "off"],
            "the input ended before Move(Ask(QuestionId(0)))",
        ),
        (&["kasa-camera", "quit"], "left before Light"),
    ] {
        assert_eq!(walk(inputs).0, Err(pending.to_owned()));
    }
}

#[test]
fn flags_are_answers_already_given() {
    let guide = kasa();
    let mut case = Case::new(guide.light("blinking-blue").unwrap());
    let hot = guide.question("hot").unwrap();
    case.history
        .push(Entry::Answered(hot, guide[hot].answer("no").unwrap()));
    let start = Start {
        told: Some(Told {
            guide,
            case: Some(case),
        }),
        ..Start::default()
    };
    let (journey, screens) = walk_from(start.clone(), &["yes"]);
    assert_eq!(journey.unwrap(), ["blinking-blue", "hot=no", "setup=yes"]);
    assert!(screens[0].starts_with("The light: blue, blinks\n"));
    let (journey, _) = walk_from(start, &["back", "burnt"]);
    assert_eq!(journey.unwrap(), ["blinking-blue", "hot=burnt"]);
}

#[test]
fn the_words_for_the_light_shorten_the_list_once() {
    let start = |words: &str| Start {
        described: Some(Description::read(&Library::default(), None, words)),
        ..Start::default()
    };
    let (_, screens) = walk_from(start("red, blinks fast"), &["kasa-camera", "fast-red"]);
    assert!(screens[1].starts_with("It sounds like this light. Is it?\n1. red, blinks fast"));
    assert!(screens[2].starts_with("The light: red, blinks fast\n"));
    let (_, screens) = walk_from(start("red, any rhythm"), &["kasa-camera", "other"]);
    assert!(!screens[1].contains("blue, blinks"), "{}", screens[1]);
    assert!(screens[2].contains("blue, blinks"), "{}", screens[2]);
    let (_, screens) = walk_from(start("red, blinks fast"), &["kasa-camera", "back"]);
    assert!(screens[2].starts_with("What does the light do now?"));
}

#[test]
fn a_light_that_fits_several_is_one_question_that_tells_them_apart() {
    let question = |words: &str| {
        let start = Start {
            described: Some(Description::read(&Library::default(), None, words)),
            told: Some(Told::device(kasa())),
            ..Start::default()
        };
        let (_, mut screens) = walk_from(start, &[]);
        screens.remove(0)
    };
    let red = question("a red light");
    assert!(red.starts_with("What does the red light do?"), "{red}");
    assert!(red.contains("Fast means more than one flash a second."));
    assert!(red.contains("2. red, blinks fast") && !red.contains("green"));
    let steady = question("it is solid");
    assert!(steady.starts_with("Which colour does it have?"), "{steady}");
    assert!(steady.contains("1. red, steady") && !steady.contains("blinks"));
    let near = question("pulsing blue");
    assert!(
        near.starts_with("It sounds like this light. Is it?"),
        "{near}"
    );
    assert!(near.contains("1. blue, blinks") && near.contains("2. It does something else"));
}

#[test]
fn words_that_lead_nowhere_are_said_before_the_list() {
    for (words, said) in [
        ("solid blinking red", "Your words contradict themselves: "),
        ("xyzzy", "I did not understand your words for the light."),
        (
            "pulsing white",
            "I know no light like the one you describe.",
        ),
    ] {
        let start = Start {
            described: Some(Description::read(&Library::default(), None, words)),
            told: Some(Told::device(kasa())),
            ..Start::default()
        };
        let (_, screens) = walk_from(start, &[]);
        assert!(screens[0].starts_with(said), "{}", screens[0]);
        assert!(screens[0].contains("10. off"), "{}", screens[0]);
    }
}

#[test]
fn a_tapped_rhythm_leaves_the_lights_that_have_it() {
    let fitting = |timeline: &str| last_screen(&["kasa-camera", "tap", timeline]);
    assert_eq!(
        fitting("on 500 off 1500"),
        "\
You tapped: about one flash every 2 seconds.

Which of these comes nearest?
1. red, blinks slowly: It looks for its Wi-Fi and does not get through.
2. red and blue in turn: Usually it waits for set-up, which is no fault.
3. blue, blinks: Many models show this after a reset, ready for set-up.
4. green, blinks: We know of no official meaning.
5. Tap again
6. Show me the whole list
"
    );
    assert_eq!(
        fitting("off 5000"),
        "\
You tapped: off all the time.

It sounds like this light. Is it?
1. off: A dark light alone is no proof of trouble.
2. Tap again
3. Show me the whole list
"
    );
    let (journey, _) = walk(&["kasa-camera", "tap", "on 100 off 100", "fast-red", "quit"]);
    assert_eq!(
        journey,
        Err("left before Move(Ask(QuestionId(0)))".to_owned())
    );
}

#[test]
fn what_is_no_rhythm_is_tapped_again() {
    for (timeline, told) in [
        (
            "on 200 off",
            "`off` has no time after it: add a time, such as `200`, `200 ms` or `0.2 s`.\n",
        ),
        (
            "on 200 off 200 on 200",
            "That was too short: it takes 3 more flashes, at least.\n",
        ),
        (
            "on 9 off 91 on 9 off 791 on 9 off 141 on 9 off 591 on 9 off 301 on 9 off 1491 on 9",
            "That was too uneven to make out a rhythm.\n",
        ),
    ] {
        let screen = last_screen(&["kasa-camera", "tap", timeline]);
        assert_eq!(screen, format!("{told}\nLet us start over\n"));
    }
}

#[test]
fn tapping_leads_back_to_the_list() {
    let is_list = |inputs: &[&str]| {
        let screen = last_screen(&[&["kasa-camera", "tap"], inputs].concat());
        assert!(screen.contains("What does the light do now?"), "{screen}");
    };
    is_list(&["back"]);
    is_list(&["on 500 off 1500", "back"]);
    is_list(&["on 500 off 1500", "list"]);
    is_list(&["on 500 off 1500", "tap", "back"]);
}

#[test]
fn the_light_can_be_said_in_own_words() {
    for (inputs, light) in [
        (
            vec!["kasa-camera", "it keeps flashing red, slowly", "slow-red"],
            "slow-red",
        ),
        (
            vec!["kasa-camera", "words", "solid green", "steady-green"],
            "steady-green",
        ),
        (
            vec![
                "kasa-camera",
                "xyzzy",
                "words",
                "breathing blue",
                "blinking-blue",
            ],
            "blinking-blue",
        ),
        (vec!["kasa-camera", "red", "fast-red"], "fast-red"),
        (
            vec!["kasa-camera", "red", "back", "no light at all", "no-light"],
            "no-light",
        ),
        (vec!["my kasa cam", "slow-red"], "slow-red"),
        (
            vec!["my kasa cam is flashing red slowly", "slow-red"],
            "slow-red",
        ),
        (
            vec!["a toaster, flashing red slowly", "kasa-camera", "slow-red"],
            "slow-red",
        ),
    ] {
        let inputs = [inputs, vec!["burnt"]].concat();
        let (journey, _) = walk(&inputs);
        assert_eq!(journey.unwrap(), [light, "hot=burnt"], "{inputs:?}");
    }
}

#[test]
fn words_that_are_commands_describe_no_light() {
    for word in ["", "back", "Back"] {
        let (_, screens) = walk(&["kasa-camera", "words", word]);
        assert!(
            screens[3].starts_with("What does the light do now?"),
            "{word:?}"
        );
    }
    // Keys that write signs of their own lose nothing without a word.
    for word in [
        "\u{1b}",
        "flashing red\u{1b}[D",
        "\u{202e}red",
        "r\u{fffd}d",
    ] {
        let screen = last_screen(&["kasa-camera", "words", word]);
        assert!(screen.starts_with("I could not read that"), "{screen}");
        assert!(screen.contains("\nSay what the light does\n"), "{screen}");
    }
    let (journey, _) = walk(&["kasa-camera", "words", "quit"]);
    assert_eq!(journey, Err("left before Light".to_owned()));
}

#[test]
fn words_for_the_light_outlive_words_for_the_device() {
    let start = Start {
        described: Some(Description::read(&Library::default(), None, "fast red")),
        ..Start::default()
    };
    let (_, screens) = walk_from(start, &["my kasa"]);
    assert!(
        screens[1].contains("1. red, blinks fast:"),
        "{}",
        screens[1]
    );
}

/// The replies that lead to the question what the app shows, after one about set-up.
const TO_THE_APP: [&str; 4] = ["kasa-camera", "blinking-blue", "no", "no"];

#[test]
fn an_earlier_answer_can_be_changed() {
    let inputs = [&TO_THE_APP[..], &["change", "setup", "unfinished"]].concat();
    let (_, screens) = walk(&inputs);
    assert_eq!(
        screens[5],
        "\
What do you want to change?
1. The device: TP-Link Kasa camera
2. The light: blue, blinks
3. Look, smell, then touch with dry hands: is the camera or its adapter burnt,
   swollen, cracked, wet or hot? -> None of these
4. Are you setting the camera up now, or did you reset it a moment ago? -> No,
   it worked before and began by itself
5. Nothing
"
    );
    assert!(screens[6].starts_with("Are you setting the camera up now"));
    let last = "Changed. All the rest still counts.\n\nWhat does the Kasa app show";
    assert!(screens[7].starts_with(last), "{}", screens[7]);
    let (journey, _) = walk(&[&inputs[..], &["not-sure", "fixed"]].concat());
    let told = [
        "blinking-blue",
        "hot=no",
        "setup=unfinished",
        "app=not-sure",
        "reconnect=fixed",
    ];
    assert_eq!(journey.unwrap(), told);
}

#[test]
fn what_was_told_is_the_default_when_it_is_asked_again() {
    let guide = kasa();
    let hot = guide.question("hot").unwrap();
    for answer in 0..guide[hot].answers.len() {
        let choice = screens::question(&guide[hot], Some(answer), false);
        assert_eq!(choice.default, answer);
    }
    for (row, (outcome, _)) in screens::OUTCOMES.into_iter().enumerate() {
        let again = screens::outcome(&guide, Page::new(), Some(outcome), true, false);
        assert_eq!(again.default, row);
    }
    let lights: Vec<LightId> = guide.light_ids().collect();
    let again = screens::lights(&guide, &lights, Some(lights[2]));
    assert_eq!(again.default, 2);
    let library = Library::default();
    let titles = library.titles();
    assert_eq!(screens::devices(&titles, Some(titles[3].0)).default, 3);
    // What may change a case is no row to press Enter on by accident.
    let list = screens::earlier(&guide, None, &[]);
    assert_eq!(list.rows[list.default].id, "nothing");
}

#[test]
fn looking_at_what_was_told_changes_nothing() {
    for inputs in [
        &["nothing"][..],
        &["back"],
        &["change", "nothing"],
        &["setup", "no"],
        &["setup", "back", "back"],
        &["setup", "change", "back"],
        &["light", "blinking-blue"],
        &["light", "back", "back"],
        &["light", "words", "change", "back"],
        &["device", "kasa-camera"],
        &["device", "back"],
        &["device", "change"],
    ] {
        let inputs = [&TO_THE_APP[..], &["change"], inputs].concat();
        let screen = last_screen(&inputs);
        assert!(
            screen.contains("What does the Kasa app show") && !screen.contains("Changed."),
            "{inputs:?}: {screen}"
        );
    }
}

#[test]
fn what_does_not_hold_any_more_is_named() {
    let screen = last_screen(&[&TO_THE_APP[..], &["change", "light", "fast-red"]].concat());
    let named = "\
Changed. No longer counted:
- Are you setting the camera up now, or did you reset it a moment ago? -> No, it
  worked before and began by itself

The light: red, blinks fast
";
    assert!(screen.starts_with(named), "{screen}");
    let screen = last_screen(&[&TO_THE_APP[..], &["change", "device", "blink-camera"]].concat());
    let named = "Changed. No longer counted:\n- The light: blue, blinks\n- Look, smell";
    assert!(screen.starts_with(named), "{screen}");
    assert!(
        screen.contains("\nWhat does the light do now?\n"),
        "{screen}"
    );
    let (journey, _) = walk(&[&TO_THE_APP[..], &["change", "hot", "burnt"]].concat());
    assert_eq!(journey.unwrap(), ["blinking-blue", "hot=burnt"]);
}

#[test]
fn what_a_step_led_to_can_be_changed_too() {
    let to_router = [
        &TO_THE_APP[..],
        &["not-sure", "no-change", "change", "reconnect"],
    ]
    .concat();
    let screen = last_screen(&to_router);
    assert!(
        screen.starts_with(
            "Set up the camera afresh in the Kasa app\n\nWhat did the light do then?\n"
        ),
        "{screen}"
    );
    let (journey, _) = walk(&[&to_router[..], &["could-not", "fixed"]].concat());
    assert_eq!(
        journey.unwrap()[4..],
        ["reconnect=could-not", "restart-router=fixed"]
    );
    let (journey, _) = walk(&[&to_router[..], &["other-light", "steady-green"]].concat());
    assert_eq!(journey.unwrap()[4..], ["reconnect=light:steady-green"]);
}

#[test]
fn skipping_is_not_sure_or_could_not_where_that_is_safe() {
    let (journey, _) = walk(&[
        "kasa-camera",
        "blinking-blue",
        "no",
        "skip",
        "skip",
        "skip",
        "fixed",
    ]);
    assert_eq!(
        journey.unwrap()[2..],
        [
            "setup=not-sure",
            "app=not-sure",
            "reconnect=could-not",
            "restart-router=fixed"
        ]
    );
    let to_wait = [&TO_THE_APP[..], &["not-sure", "other-light", "fast-red"]].concat();
    for inputs in [
        &["kasa-camera", "skip"][..],
        &["kasa-camera", "blinking-blue", "skip"],
        // First aid, and a device that may be busy.
        &["kasa-camera", "blinking-blue", "hot", "skip"],
        &[&to_wait[..], &["skip"]].concat(),
        &[&TO_ERASING[..], &["no", "skip"]].concat(),
    ] {
        // Words for a light are no mistake; all else stops here.
        let (journey, _) = walk(inputs);
        let stop = journey.unwrap_err();
        assert!(
            stop.starts_with("no reply `skip` on this screen"),
            "{inputs:?}: {stop}"
        );
    }
}

/// The replies that lead to a step with two waits.
const TO_WAITING: [&str; 6] = [
    "kasa-camera",
    "blinking-blue",
    "no",
    "no",
    "not-sure",
    "no-change",
];

#[test]
fn waits_pass_at_once_where_nobody_sits() {
    assert_eq!(
        last_screen(&TO_WAITING),
        "\
Step 2: Restart the router
About 8 minutes, easy, cuts the power. If it does not help, about 1 more step is
left.
! Warning: Wait until no update is running, and tell others that the internet
  will drop.
1. Unplug the router.
2. Wait 30 seconds: Leave it off, then plug it in again.

This is where you wait 30 seconds.
Going on at once, since nobody is at the keyboard.

Step 2 goes on: Restart the router
3. Wait 5 minutes: Let it come up fully and hold a steady connection.

This is where you wait 5 minutes.
Going on at once, since nobody is at the keyboard.

Step 2 goes on: Restart the router
4. Check whether your phone gets onto the internet through this Wi-Fi.
5. Ask your internet provider if nothing does.
6. Look at the light of the device again.
=> The light should then be: green, steady; or blue, steady

Take your time. Afterwards: what does the light do now?
1. It is as it should be
2. No change
3. It shows another light now
4. I could not do this here
"
    );
}

#[test]
fn a_step_is_walked_from_wait_to_wait() {
    let (journey, screens) =
        walk_waiting(&[&TO_WAITING[..], &["start", "waited", "fixed"]].concat());
    assert_eq!(journey.unwrap().last().unwrap(), "restart-router=fixed");
    let rows = |time: &str| {
        format!(
            "\n\n1. Start the countdown ({time})\n2. I have waited already\n3. I could not do this here\n"
        )
    };
    assert!(screens[6].starts_with("Step 2: Restart the router\n"));
    assert!(screens[6].ends_with(&rows("30 seconds")), "{}", screens[6]);
    assert!(screens[7].starts_with("Step 2 goes on: Restart the router\n3. Wait 5 minutes"));
    assert!(screens[7].ends_with(&rows("5 minutes")), "{}", screens[7]);
    assert!(screens[8].starts_with("Step 2 goes on: Restart the router\n4. Check whether"));
}

/// Remembers a wait of the step that restarts the router.
struct Midway {
    action: Option<usize>,
    passed: u32,
}

impl Keeper for Midway {
    fn waiting(&self, guide: &Guide) -> Option<(StepId, usize, u32)> {
        Some((guide.step("restart-router")?, self.action?, self.passed))
    }

    fn waits(&mut self, _: &Guide, _: StepId, action: usize) {
        self.action = Some(action);
    }

    fn waited(&mut self, _: &Guide, _: StepId, _: usize) {
        self.action = None;
    }
}

#[test]
fn a_wait_that_was_interrupted_goes_on_with_the_time_that_has_passed() {
    let guide = kasa();
    let router = guide.step("restart-router").unwrap();
    let mut actions = guide[router].actions.iter();
    let is_wait = |action: &Action| matches!(action, Action::Wait { .. });
    let second = actions.rposition(is_wait);
    let last = |passed: u32| {
        let mut keeper = Midway {
            action: second,
            passed,
        };
        let mut script = Script::new(&TO_WAITING).waiting();
        let library = Library::default();
        let walked = super::walk(&library, Start::default(), &mut keeper, &mut script);
        assert!(walked.is_err(), "the script has ended");
        script.screens().last().cloned().unwrap()
    };
    let screen = last(60);
    assert!(
        screen.starts_with("Step 2 goes on: Restart the router\n3. Wait 5"),
        "{screen}"
    );
    assert!(
        screen.contains("1. Go on with the countdown (4 minutes left)"),
        "{screen}"
    );
    let screen = last(300);
    let over = "The wait is over: 5 minutes.\n\nStep 2 goes on: Restart the router\n4. Check";
    assert!(screen.starts_with(over), "{screen}");
}

#[test]
fn everything_else_can_be_done_at_a_wait() {
    let at_second = [&TO_WAITING[..], &["start"]].concat();
    let end = |inputs: &[&str]| {
        let (journey, mut screens) = walk_waiting(&[&at_second[..], inputs].concat());
        (journey, screens.pop().unwrap())
    };
    for inputs in [&["why"][..], &["change", "back"], &["change", "nothing"]] {
        // The first wait is behind the person.
        let (_, screen) = end(inputs);
        assert!(
            screen.contains("Start the countdown (5 minutes)"),
            "{inputs:?}: {screen}"
        );
    }
    let (_, screen) = end(&["back"]);
    assert!(
        screen.starts_with("Step 1: Set up the camera afresh"),
        "{screen}"
    );
    for word in ["could-not", "skip"] {
        let (_, screen) = end(&[word]);
        assert!(screen.contains("This would come next: Reset"), "{screen}");
    }
    let (_, screen) = end(&["restart"]);
    assert!(screen.starts_with("Which device is it?"), "{screen}");
    let (journey, _) = end(&["quit"]);
    assert!(journey.unwrap_err().starts_with("left before Move(Try("));
}

#[test]
fn words_work_where_the_word_of_consent_is_asked_for() {
    let (journey, _) = walk(&[&TO_ERASING[..], &["back", "fixed"]].concat());
    assert_eq!(journey.unwrap().last().unwrap(), "restart-router=fixed");
    for inputs in [
        &["help"][..],
        &["why"],
        &["change", "back"],
        &["no", "change", "back"],
    ] {
        let screen = last_screen(&[&TO_ERASING[..], inputs].concat());
        assert!(
            screen.contains("type the word erase"),
            "{inputs:?}: {screen}"
        );
    }
    let (journey, _) = walk(&[&TO_ERASING[..], &["quit"]].concat());
    assert!(journey.unwrap_err().starts_with("left before Move(Try("));
    // Agreeing once is enough, however often the person looks aside.
    let screen = last_screen(&[&TO_ERASING[..], &["erase", "change", "back"]].concat());
    assert!(screen.starts_with("Step 3: Reset the camera"), "{screen}");
}

#[test]
fn leaving_right_after_starting_again_keeps_what_was_told() {
    let (journey, _) = walk(&[&TO_THE_APP[..], &["restart", "quit"]].concat());
    assert!(journey.unwrap_err().starts_with("left before Move(Ask("));
}

#[test]
fn why_is_told_wherever_there_is_a_reason() {
    for (inputs, why) in [
        (&[][..], "The same light means one thing"),
        (&["kasa-camera"], "Its colour and its rhythm"),
        (&["kasa-camera", "words"], "Its colour and its rhythm"),
        (&["kasa-camera", "red"], "Its colour and its rhythm"),
        (
            &["kasa-camera", "other"],
            "I tell nothing that no source tells.",
        ),
    ] {
        let screen = last_screen(&[inputs, &["why"]].concat());
        assert!(screen.starts_with(why), "{inputs:?}: {screen}");
    }
}

#[test]
fn words_of_danger_come_before_all_else() {
    for inputs in [
        &["it smells burnt"][..],
        &["kasa red and smoke"],
        &["kasa-camera", "red, slow, with sparks"],
        &["kasa-camera", "words", "smoke"],
    ] {
        let screen = last_screen(inputs);
        assert!(
            screen.contains("!! POWER OFF FIRST\n"),
            "{inputs:?}: {screen}"
        );
    }
    let screen = last_screen(&["kasa-camera", "burning red"]);
    assert!(!screen.contains("POWER OFF"), "{screen}");
}
