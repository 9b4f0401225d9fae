//! Journeys as lists of replies, with what they come to and what is shown on the way.

use super::*;
use crate::keeper::Forgetful;
use crate::script::Script;

/// Walks with these replies from the first question; the journey in the words of the command line, and
/// the screens.
fn walk(inputs: &[&str]) -> (Result<Vec<String>, String>, Vec<String>) {
    walk_from(Start::default(), inputs)
}

fn walk_from(start: Start<'_>, inputs: &[&str]) -> (Result<Vec<String>, String>, Vec<String>) {
    let library = Library::default();
    let mut script = Script::new(inputs);
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
About 15 minutes, some care.
! Warning: Note your settings first; this removes them from the app.
! Warning: Without a set-up light afterwards, only a reset brings it back into
  the app, and that erases data.
- In the Kasa app, open Devices, the camera, then its three dots or settings.
- Tap \"Forget Device\" or \"Remove from Account\" if the camera is still listed.
- Your Wi-Fi must offer 2.4 GHz, a radio band; see your model's specification.
- Give 2.4 GHz a name of its own, or turn 5 GHz off until all is set up.
- Put the phone on that 2.4 GHz Wi-Fi, and check its name and password.
- Stop here if no set-up light comes.
- Add the camera as new, type the password with care, and follow the app to its
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
you do not.
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
    for word in ["", "back", "Back", "\u{1b}", "\u{1b}[D"] {
        let (_, screens) = walk(&["kasa-camera", "words", word]);
        assert!(
            screens[3].starts_with("What does the light do now?"),
            "{word:?}"
        );
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
