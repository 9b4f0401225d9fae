//! Tables of phrasings and fits, and what must hold for any text.

use super::*;

/// The file's words in ours: colours by `;` are two LEDs, by `+` one LED's colours, by `|` alternatives.
fn as_expected(colours: &str, rhythm: &str) -> Vec<String> {
    if rhythm == "sequence" {
        return vec![format!("{} sequence", colours.replace('+', " "))];
    }
    if colours.contains(';') {
        let rhythms: Vec<&str> = rhythm.split(';').collect();
        let leds = colours
            .split(';')
            .zip(rhythms)
            .map(|(colour, rhythm)| format!("{colour} {}", word(rhythm)));
        return vec![leds.collect::<Vec<_>>().join(" + ")];
    }
    colours
        .split('|')
        .map(|colour| match colour.split_once('+') {
            Some((one, other)) => format!("{one} {other} alternate"),
            None => format!("{colour} {}", word(rhythm)),
        })
        .collect()
}

fn word(rhythm: &str) -> String {
    match rhythm.strip_prefix("flash-") {
        Some(count) => count.trim_end_matches("-repeating").replace("-or-", "-") + "x",
        None => rhythm.replace("solid", "steady"),
    }
}

fn summary(looks: &Looks) -> String {
    let leds: Vec<String> = looks
        .leds
        .iter()
        .map(|led| {
            let colours: Vec<&str> = led.colours().iter().map(|colour| colour.word()).collect();
            let rhythm = match led.show.rhythm.count() {
                Some(count) if led.before.is_empty() => format!("{count}x"),
                _ => led.rhythm_word().to_owned(),
            };
            format!("{} {rhythm}", colours.join(" "))
        })
        .collect();
    leds.join(" + ")
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "a few misses are allowed, and are worth seeing"
)]
fn phrasings_of_real_users_are_read() {
    let table = include_str!("../../tests/fixtures/phrasings.tsv");
    let mut misses = Vec::new();
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [phrase, colours, rhythm, _source] = fields[..] else {
            panic!("not four fields: {line}");
        };
        let expected = as_expected(colours, rhythm);
        let found = read(phrase);
        let summaries: Vec<String> = found.alternatives.iter().map(summary).collect();
        // A hue between two names has one reading more than the file.
        if !summaries.starts_with(&expected) {
            misses.push(format!(
                "{phrase}\n   expected {expected:?}\n   found {summaries:?} {found:?}"
            ));
        }
    }
    println!("{}", misses.join("\n"));
    assert!(misses.len() <= 3, "{} misses", misses.len());
}

/// Phrasings of our own, each with the canonical texts of its readings.
const PHRASINGS: &[(&str, &[&str])] = &[
    // Colour and rhythm in either order.
    ("solid blue", &["blue, steady"]),
    ("flashing orange", &["amber, blinks"]),
    ("orange flashing", &["amber, blinks"]),
    ("Blue light, blinking", &["blue, blinks"]),
    ("the light is blinking red slowly", &["red, blinks slowly"]),
    ("slow red", &["red, blinks slowly"]),
    ("fast-blinking green LED", &["green, blinks fast"]),
    ("rapidly flashing amber", &["amber, blinks fast"]),
    ("steady white light", &["white, steady"]),
    ("constant red", &["red, steady"]),
    ("red light is always on", &["red, steady"]),
    ("red light stays on", &["red, steady"]),
    ("red light on my kasa cam", &["red, any rhythm"]),
    ("red", &["red, any rhythm"]),
    ("the LED is purple", &["purple, steady"]),
    ("it turned pink", &["pink, steady"]),
    ("static cyan", &["cyan, steady"]),
    ("breathing blue", &["blue, pulses"]),
    ("white light fades in and out", &["white, pulses"]),
    ("flickering yellow", &["yellow, blinks fast"]),
    ("rainbow pulsing", &["rainbow, pulses"]),
    ("constantly blinking red", &["red, blinks"]),
    ("blinking green all the time", &["green, blinks"]),
    ("keeps flashing on and off in red", &["red, blinks"]),
    ("no light", &["off"]),
    ("there are no lights at all", &["off"]),
    ("the light is off", &["off"]),
    ("light won't turn on", &["off"]),
    ("the led is not lit", &["off"]),
    ("completely dark", &["off"]),
    ("green light went out", &["green, off"]),
    ("blinking", &["any colour, blinks"]),
    (
        "it blinks but I can't tell the colour",
        &["any colour, blinks"],
    ),
    // Numbers.
    ("blinks red every 3 seconds", &["red, blinks every 3 s"]),
    ("red blink every 2-3s", &["red, blinks every 2-3 s"]),
    (
        "red flashing about every two or three seconds",
        &["red, blinks every 2-3 s"],
    ),
    (
        "green flash every other second",
        &["green, blinks every 2 s"],
    ),
    ("blue blinking once per second", &["blue, blinks every 1 s"]),
    (
        "blinks twice a second, green",
        &["green, blinks every 0.5 s"],
    ),
    ("flashing red at 8 Hz", &["red, blinks every 0.125 s"]),
    (
        "blinks white at 2 second intervals",
        &["white, blinks every 2 s"],
    ),
    ("red blinks 500ms apart", &["red, blinks every 0.5 s"]),
    ("three amber flashes", &["amber, flashes 3 times"]),
    ("amber 3x", &["amber, flashes 3 times"]),
    (
        "flashes red 3x every 15 seconds",
        &["red, flashes 3 times every 15 s"],
    ),
    ("blinks red twice, then pauses", &["red, flashes twice"]),
    ("rapid double flash of green", &["green, flashes twice"]),
    (
        "blue blinks three times then a pause of 5 seconds and repeats",
        &["blue, flashes 3 times"],
    ),
    ("5 or 6 red flashes", &["red, flashes 5-6 times"]),
    (
        "green flashes 2 long and 3 short",
        &["green, flashes 2 long and 3 short"],
    ),
    (
        "two long green flashes, then three short ones",
        &["green, flashes 2 long and 3 short"],
    ),
    (
        "green light: 4 long flashes followed by 4 short flashes",
        &["green, flashes 4 long and 4 short"],
    ),
    (
        "1 long 2 short green",
        &["green, flashes 1 long and 2 short"],
    ),
    ("double blinking red", &["red, flashes twice"]),
    ("single white flash", &["white, flashes once"]),
    ("once connected it turns blue", &["blue, steady"]),
    (
        "green for 5 seconds, then blinking red",
        &["green, steady, for 5 s, then red, blinks"],
    ),
    // Two LEDs, two colours.
    (
        "blinking blue, solid green",
        &["blue, blinks + green, steady"],
    ),
    (
        "solid blue and blinking green",
        &["blue, steady + green, blinks"],
    ),
    (
        "solid blue blinking green",
        &["blue, steady + green, blinks"],
    ),
    (
        "green blinking while blue is solid",
        &["green, blinks + blue, steady"],
    ),
    (
        "blue and green lights both solid",
        &["blue, steady + green, steady"],
    ),
    (
        "solid blue + solid green",
        &["blue, steady + green, steady"],
    ),
    (
        "red and green blinking at the same time",
        &["red, blinks + green, blinks"],
    ),
    (
        "power light is red and wifi light is blinking blue",
        &["power: red, steady + wifi: blue, blinks"],
    ),
    ("blinking red and blue", &["red and blue in turn"]),
    ("red and blue blinking", &["red and blue in turn"]),
    ("alternating red and green", &["red and green in turn"]),
    ("flashes amber/green", &["amber and green in turn"]),
    ("blinks between amber and blue", &["amber and blue in turn"]),
    (
        "red then blue then red then blue",
        &["red and blue in turn"],
    ),
    (
        "blinking fast red and green alternately",
        &["red and green in turn fast"],
    ),
    // Alternatives.
    ("blinking orange or red", &["amber, blinks", "red, blinks"]),
    ("solid yellow/orange", &["yellow, steady", "amber, steady"]),
    (
        "maybe red, maybe amber, blinking",
        &["red, blinks", "amber, blinks"],
    ),
    (
        "either blinking or pulsing blue",
        &["blue, blinks", "blue, pulses"],
    ),
    (
        "blinking red or solid green",
        &["red, blinks", "green, steady"],
    ),
    ("pale blue, steady", &["blue, steady", "cyan, steady"]),
    (
        "not sure if it's red or green but it flashes",
        &["red, blinks", "green, blinks"],
    ),
    // Negations.
    ("red light won't stop flashing", &["red, blinks"]),
    ("never stops blinking green", &["green, blinks"]),
    ("solid red instead of blinking green", &["red, steady"]),
    (
        "it should be solid green but is blinking red",
        &["red, blinks"],
    ),
    ("red, not blinking", &["red, steady"]),
    ("blue but not solid", &["blue, blinks"]),
    (
        "the light isn't blinking blue, it's solid amber",
        &["amber, steady"],
    ),
    ("can't connect, red light blinking", &["red, blinks"]),
    // Sequences.
    (
        "blinks green then stays solid green",
        &["green, blinks, then green, steady"],
    ),
    (
        "goes from blinking amber to solid white",
        &["amber, blinks, then white, steady"],
    ),
    (
        "first blinking blue, then solid blue",
        &["blue, blinks, then blue, steady"],
    ),
    (
        "blinks red and turns green",
        &["red, blinks, then green, steady"],
    ),
    (
        "red flashes 5 or 6 times after the blue light goes out",
        &["blue, off, then red, flashes 5-6 times"],
    ),
    (
        "momentary green then slow blinking green",
        &["green, flashes once, then green, blinks slowly"],
    ),
    (
        "solid green until it goes off",
        &["green, steady, then off"],
    ),
    // Others.
    ("mostly on, green", &["green, mostly on"]),
    ("blue inverse blink", &["blue, mostly on"]),
    ("BLINKING RED!!!", &["red, blinks"]),
    ("blikning redd", &["red, blinks"]),
    ("grean ligth flahsing slwoly", &["green, blinks slowly"]),
    (
        "after I flashed the firmware the led blinks blue",
        &["blue, blinks"],
    ),
    ("rot blinkend", &["red, blinks"]),
    ("light blue pulsing", &["blue, pulses", "cyan, pulses"]),
    (
        "LED keeps blinking blue and never turns solid",
        &["blue, blinks"],
    ),
    (
        "one long red blink followed by two short",
        &["red, flashes 1 long and 2 short"],
    ),
    ("the light turns off and on", &["any colour, blinks"]),
    (
        "left light red, right light green",
        &["left: red, any rhythm + right: green, any rhythm"],
    ),
    ("no red light anymore, only a solid blue", &["blue, steady"]),
    (
        "red for 1 second, off for 1 second",
        &["red, blinks every 2 s"],
    ),
    ("Blink Mini 2 blinks red", &["red, blinks"]),
    (
        "sync module 2 blinking blue and solid green",
        &["blue, blinks + green, steady"],
    ),
    ("goes solid green after a few seconds", &["green, steady"]),
    ("two leds are blinking red", &["red, blinks"]),
    (
        "it flashes red every 5 seconds or so",
        &["red, blinks every 5 s"],
    ),
    ("switches between red and blue", &["red and blue in turn"]),
    (
        "changes color from green to red",
        &["green, steady, then red, steady"],
    ),
    (
        "light comes on green for a second and goes off",
        &["green, steady, for 1 s, then off"],
    ),
    (
        "the LED stopped blinking and is now solid green",
        &["green, steady"],
    ),
    (
        "between two and three red flashes",
        &["red, flashes 2-3 times"],
    ),
    (
        "power LED off, wifi LED blinking",
        &["power: off + wifi: any colour, blinks"],
    ),
    ("dead, no lights", &["off"]),
    ("2hz red", &["red, blinks every 0.5 s"]),
    ("dark red solid", &["red, steady"]),
    (
        "orange (maybe red) blinking slowly",
        &["amber, blinks slowly", "red, blinks slowly"],
    ),
    // Not understood.
    ("", &[]),
    ("my camera is broken", &[]),
    ("💡", &[]),
    ("камера мигает", &[]),
];

#[test]
fn phrasings_of_our_own_are_read() {
    let mut misses = Vec::new();
    for (phrase, expected) in PHRASINGS {
        let found = read(phrase);
        let texts: Vec<String> = found.alternatives.iter().map(Looks::to_string).collect();
        if texts != *expected {
            misses.push(format!(
                "{phrase}\n   expected {expected:?}\n   found    {texts:?} {:?} {:?}",
                found.unknown_words, found.contradiction
            ));
        }
    }
    assert_none_missed(&misses);
}

fn assert_none_missed(misses: &[String]) {
    assert!(
        misses.is_empty(),
        "{} misses\n{}",
        misses.len(),
        misses.join("\n")
    );
}

/// A table of ours in a file: each phrase with the canonical texts of its readings, a bar between two.
#[test]
fn many_phrasings_are_read() {
    let table = include_str!("../../tests/fixtures/readings.tsv");
    let mut misses = Vec::new();
    for line in table.lines().skip(1) {
        let (phrase, expected) = line.split_once('\t').unwrap();
        let found = read(phrase);
        let texts: Vec<String> = found.alternatives.iter().map(Looks::to_string).collect();
        let canonical = |text| Looks::parse(text).unwrap().to_string();
        let expected: Vec<String> = expected.split(" | ").map(canonical).collect();
        if texts != expected {
            misses.push(format!(
                "{phrase}\n   expected {expected:?}\n   found {texts:?}"
            ));
        }
    }
    assert_none_missed(&misses);
}

#[test]
fn a_light_that_is_wished_for_is_not_seen() {
    for phrase in [
        "how do I get a solid blue light",
        "trying to get solid green light",
        "want a solid blue",
        "it needs to be solid blue",
        "waiting for it to turn green",
        "when will it be green",
        "how to make it solid green",
        "it was green",
        "used to be solid green",
        "can't get it to blink blue",
        "I want it to go solid green",
        "how can I make it blink green",
        "why won't it turn green",
        "won't turn blue",
        "waiting for the green light",
        "I just want a green light",
        "waiting for camera to turn blue",
    ] {
        assert_eq!(read(phrase).alternatives, [], "{phrase}");
    }
}

#[test]
fn ordinary_words_are_no_news() {
    for phrase in [
        "my camera in the kitchen keeps flashing red slow since yesterday",
        "Hi all, I bought this plug last week and now the LED blinks amber, what does it mean?",
        "after I entered the password the light on the doorbell went solid red and nothing works",
        "please help, 2 of my 3 cameras flash red every 5 seconds since the power cut on Monday",
        "I already tried to reset the hub 3 times but it still shows a blinking orange light",
        "the app says offline although the wifi is fine, light is pulsing blue",
    ] {
        let found = read(phrase);
        assert_eq!(found.unknown_words, [""; 0], "{phrase}");
        assert_eq!(found.alternatives.len(), 1, "{phrase}");
    }
}

#[test]
fn words_that_may_be_meant_are_near() {
    for (word, near) in [
        ("blnkgi", "blink"),
        ("BLNKGI", "blinking"),
        ("flsahin", "flashing"),
        ("purpel", "purple"),
        ("pulsnig", "pulsing"),
    ] {
        let found = known_words_near(word);
        assert!(found.contains(&near), "{word}: {found:?}");
        assert!(found.len() <= 3, "{word}: {found:?}");
    }
    for word in ["", "kasa", "qwerty", "frobnicate", "камера", "🙂"] {
        assert_eq!(known_words_near(word), [""; 0], "{word}");
    }
}

#[test]
fn ordinary_words_are_no_slips() {
    for word in [
        "sold", "write", "timer", "want", "night", "breaking", "string", "policy", "root",
        "parent", "content", "greet", "blocking", "reported",
    ] {
        let found = read(&format!("green {word}"));
        let texts: Vec<String> = found.alternatives.iter().map(Looks::to_string).collect();
        assert_eq!(texts, ["green, any rhythm"], "{word}");
    }
}

#[test]
fn what_belongs_to_no_light_is_handed_back() {
    for (phrase, unknown) in [
        ("kasa cam slow red", vec!["kasa"]),
        ("Blink mini 2 solid red", vec!["Blink", "mini", "2"]),
        (
            "my TP-Link HS105 plug is blinking amber",
            vec!["TP", "HS105"],
        ),
        ("the wifi light is red, no wifi", vec![]),
        ("blinking red", vec![]),
    ] {
        assert_eq!(read(phrase).unknown_words, unknown, "{phrase}");
    }
}

/// Phrases with devices named in them, the devices, and the readings.
const NAMED: &[(&str, &[&str], &[&str])] = &[
    ("blink is red", &["blink"], &["red, steady"]),
    ("Blink: solid red", &["blink"], &["red, steady"]),
    ("blink, solid red", &["blink"], &["red, steady"]),
    (
        "blink sync module solid blue and blinking green",
        &["blink"],
        &["blue, steady + green, blinks"],
    ),
    (
        "kasa cam flashing red slow",
        &["kasa-cam"],
        &["red, blinks slowly"],
    ),
    ("kasa cam: red, blinks", &["kasa-cam"], &["red, blinks"]),
    ("ring: red, blinks", &[], &["ring: red, blinks"]),
    (
        "ring doorbell red flashing ring",
        &["ring-doorbell"],
        &["ring: red, blinks"],
    ),
    (
        "TP-Link Kasa keeps flashing blue",
        &["tp-link-kasa"],
        &["blue, blinks"],
    ),
    ("my blink is flashing red", &["blink"], &["red, blinks"]),
    (
        "blink flashing red slowly",
        &["blink"],
        &["red, blinks slowly"],
    ),
    ("blink solid red", &["blink"], &["red, steady"]),
    ("Blink's light is solid red", &["blink"], &["red, steady"]),
    ("Blink blinking red", &["blink"], &["red, blinks"]),
    (
        "blink camera blinks blue",
        &["blink-camera"],
        &["blue, blinks"],
    ),
    ("blink mini 2 blinks red", &["blink-mini"], &["red, blinks"]),
    ("solid red light on my blink", &["blink"], &["red, steady"]),
    (
        "solid red, blink camera",
        &["blink-camera"],
        &["red, steady"],
    ),
    ("red blink", &[], &["red, blinks"]),
    ("blink red", &[], &["red, blinks"]),
    ("fast blink", &[], &["any colour, blinks fast"]),
    ("it will blink", &[], &["any colour, blinks"]),
    ("slow red blink", &[], &["red, blinks slowly"]),
    (
        "hall lamp, red light blinks",
        &["hall-lamp"],
        &["red, blinks"],
    ),
    ("my lamp is off", &["lamp"], &["off"]),
    ("red lamp", &[], &["red, any rhythm"]),
    ("ring light is blue", &[], &["ring: blue, steady"]),
    (
        "kasa cam 3 red blinks",
        &["kasa-cam"],
        &["red, flashes 3 times"],
    ),
    ("two red flashes kasa", &["kasa"], &["red, flashes twice"]),
];

#[test]
fn a_device_is_named_among_the_words() {
    let names = [
        "kasa",
        "kasa-cam",
        "tp-link-kasa",
        "blink",
        "blink-camera",
        "blink-mini",
        "hall-lamp",
        "lamp",
        "ring",
        "ring-doorbell",
    ];
    for (phrase, devices, looks) in NAMED {
        let found = read_with_names(phrase, &|name| names.contains(&name));
        let texts: Vec<String> = found.alternatives.iter().map(Looks::to_string).collect();
        assert_eq!(found.devices, *devices, "{phrase}");
        assert_eq!(texts, *looks, "{phrase}");
    }
}

#[test]
fn no_period_is_nothing() {
    for phrase in [
        "red 1000000 times per second",
        "blinks red 5000 times a second",
    ] {
        let texts: Vec<String> = read(phrase)
            .alternatives
            .iter()
            .map(Looks::to_string)
            .collect();
        assert_eq!(texts, ["red, blinks every 0.001 s"], "{phrase}");
    }
}

#[test]
fn contradictions_are_said() {
    for (phrase, contradiction) in [
        (
            "solid blinking red",
            "a light cannot be steady and blink at the same time",
        ),
        (
            "the light is pulsing solid",
            "a light cannot be steady and blink at the same time",
        ),
        (
            "slow fast red",
            "a light cannot blink slowly and fast at the same time",
        ),
        (
            "off blinking",
            "a light cannot be off and lit at the same time",
        ),
        (
            "blinking red, solid",
            "a light cannot be steady and blink at the same time",
        ),
        (
            "red light slowly blinking rapidly",
            "a light cannot blink slowly and fast at the same time",
        ),
        (
            "the solid light is off",
            "a light cannot be off and lit at the same time",
        ),
    ] {
        let reading = read(phrase);
        assert_eq!(
            reading.contradiction.as_deref(),
            Some(contradiction),
            "{phrase}"
        );
        assert!(reading.alternatives.is_empty());
    }
}

#[test]
fn ids_are_words_too() {
    for id in [
        "slow-red",
        "fast-red",
        "steady-red",
        "blink-red",
        "alternate-red-blue",
        "steady-green",
        "blink-blue",
        "off",
        "3x-amber",
        "5-6x-red",
        "inverse-green",
        "pulse-white",
        "steady-blue+blink-green",
        "any-red",
        "slow",
        "fast-alternate-red-blue",
        "blink-amber-then-steady-amber",
    ] {
        let ids: Vec<String> = read(id).alternatives.iter().map(Looks::id).collect();
        assert_eq!(ids, [id]);
    }
}

/// Every light of the makers' tables that we hold, in the notation.
const MAKERS_LIGHTS: &[&str] = &[
    // Plugs: setup, factory reset, success, no network.
    "amber and green in turn",
    "amber and blue in turn",
    "amber, blinks fast",
    "amber, steady",
    "blue, blinks",
    "blue, steady",
    "any colour, blinks fast",
    "any colour, blinks slowly",
    "red, blinks",
    // A firmware's table with six rhythms in one colour.
    "off",
    "any colour, flashes once every 2 s",
    "any colour, mostly on",
    "any colour, blinks every 0.5 s",
    "any colour, blinks every 0.25 s",
    "any colour, blinks every 0.1 s, for 3 s",
    "any colour, blinks fast, for 3 s",
    // A hub with two LEDs.
    "blue, blinks + green, steady",
    "blue, steady + green, blinks",
    "blue, steady + green, steady",
    "red, steady",
    // Cameras and doorbells.
    "red, blinks every 3 s",
    "blue, off, then red, flashes 5-6 times",
    "red, flashes 4 times, then red, blinks fast",
    "red, steady, then green, blinks, then blue, steady",
    "ring: red, blinks",
    "green, steady, for 60 s",
];

#[test]
fn the_makers_tables_can_be_written() {
    for text in MAKERS_LIGHTS {
        let text = text.replace("for 60 s", "for 1 min");
        assert_eq!(Looks::parse(&text).map(|looks| looks.to_string()), Ok(text));
    }
}

mod properties {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::*;

    fn span() -> impl Strategy<Value = Span> {
        (1..u32::MAX, 1..u32::MAX).prop_map(|(one, other)| Span::between(one, other))
    }

    fn rate() -> impl Strategy<Value = Rate> {
        prop_oneof![
            Just(Rate::Unsaid),
            Just(Rate::Slow),
            Just(Rate::Fast),
            span().prop_map(Rate::Every)
        ]
    }

    fn flashes() -> impl Strategy<Value = Rhythm> {
        (span(), option::of(span()), option::of(span()))
            .prop_map(|(count, long, every)| Rhythm::Flashes { count, long, every })
    }

    fn show() -> impl Strategy<Value = Show> {
        let one = prop_oneof![
            Just(Rhythm::Steady),
            rate().prop_map(Rhythm::Blink),
            Just(Rhythm::Pulse),
            flashes(),
            Just(Rhythm::Inverse),
            Just(Rhythm::Off),
            Just(Rhythm::Any),
        ];
        let one = (
            select(&Colour::ALL[..]).prop_map(|colour| vec![colour]),
            one,
        );
        let several = (
            subsequence(&Colour::ALL[..], 2..5).prop_shuffle(),
            rate().prop_map(Rhythm::Alternate),
        );
        let any_in_turn = rate().prop_map(|rate| (vec![Colour::Any], Rhythm::Alternate(rate)));
        (prop_oneof![one, several, any_in_turn], option::of(span())).prop_map(
            |((colours, rhythm), for_ms)| Show {
                colours,
                rhythm,
                for_ms,
            },
        )
    }

    fn led() -> impl Strategy<Value = Led> {
        (
            option::of("[a-z0-9]{1,8}([ -][a-z0-9]{1,4})?"),
            vec(show(), 0..3),
            show(),
        )
            .prop_map(|(name, before, show)| Led { name, before, show })
    }

    fn looks() -> impl Strategy<Value = Looks> {
        vec(led(), 1..4).prop_map(|leds| Looks { leds })
    }

    /// The same light with times of less than two seconds, which few numbers of 32 bits are.
    fn hastened(mut led: Led) -> Led {
        let short = |time: &mut Span| *time = Span::exactly(1 + time.low % 2_000);
        for show in led.before.iter_mut().chain([&mut led.show]) {
            show.for_ms.iter_mut().for_each(short);
            match &mut show.rhythm {
                Rhythm::Blink(Rate::Every(time)) | Rhythm::Alternate(Rate::Every(time)) => {
                    short(time);
                }
                Rhythm::Flashes { count, long, every } => {
                    *count = Span::exactly(1 + count.low % 8);
                    *long = None;
                    every.iter_mut().for_each(short);
                }
                _ => {}
            }
        }
        led
    }

    proptest! {
        #[test]
        fn canonical_text_reads_back(looks in looks()) {
            let text = looks.to_string();
            prop_assert_eq!(Looks::parse(&text), Ok(looks.clone()));
            prop_assert_eq!(read(&text).alternatives, vec![looks]);
        }

        #[test]
        fn a_light_fits_itself(looks in looks()) {
            let fit = fit(&looks, &looks);
            prop_assert!(fit.is_some_and(|fit| fit.kind == FitKind::Exact && fit.score > 0.99), "{:?}", fit);
        }

        #[test]
        fn any_light_has_a_picture(looks in looks(), cells in 0_usize..40) {
            let strips = looks.strips(cells);
            prop_assert_eq!(strips.len(), looks.leds.len());
            prop_assert!(strips.iter().all(|strip| strip.len() == cells));
        }

        #[test]
        fn nothing_flashes_more_than_three_times_a_second(led in led(), start in 0_u64..100_000) {
            for led in [hastened(led.clone()), led] {
                let seen = |at: u64| led.at(start + at * 10).map(|glow| glow.colour);
                let flashes: Vec<u64> = (1..2_000)
                    .filter(|at| seen(*at).is_some() && seen(*at) != seen(at - 1))
                    .collect();
                let too_fast = flashes.windows(4).find(|four| four[3] - four[0] < 100);
                prop_assert!(too_fast.is_none(), "{}: {:?}", led, too_fast);
            }
        }

        #[test]
        fn any_text_gets_an_answer(text in any::<String>()) {
            let _ = Looks::parse(&text).map_err(|error| (error.to_string(), error.help()));
            let _ = known_words_near(&text);
            reads_back(&text)?;
        }

        #[test]
        fn any_words_get_an_answer(words in vec(any_word(), 0..40)) {
            reads_back(&words.join(" "))?;
        }

        #[test]
        fn any_words_with_odd_marks_get_an_answer(words in vec((any_word(), ".{0,3}"), 0..30)) {
            let text: String = words.into_iter().flat_map(|(word, mark)| [word.to_owned(), mark]).collect();
            reads_back(&text)?;
        }
    }

    fn reads_back(text: &str) -> Result<(), TestCaseError> {
        let reading = read_with_names(text, &|name| name.len() % 5 == 0);
        for looks in read(text)
            .alternatives
            .into_iter()
            .chain(reading.alternatives)
        {
            prop_assert_eq!(Looks::parse(&looks.to_string()), Ok(looks));
        }
        Ok(())
    }

    /// Words that mean much to the reader, so that chance makes statements of them.
    fn any_word() -> impl Strategy<Value = &'static str> {
        select(vec![
            "red",
            "orange",
            "pale blue",
            "green",
            "solid",
            "blinking",
            "pulsing",
            "off",
            "on",
            "stops",
            "slow",
            "fast",
            "twice",
            "3",
            "0",
            "4294967296",
            "99999999999999999999",
            "seconds",
            "every",
            "for",
            "a",
            "per",
            "hz",
            "times",
            "double",
            "then",
            "and",
            "or",
            ",",
            "/",
            "-",
            "+",
            "not",
            "no",
            "instead of",
            "after",
            "while",
            "turns",
            "to",
            "from",
            "between",
            "light",
            "power",
            "is",
            "it",
            "briefly",
            "again",
            "both",
            "kasa",
            "now",
            "but",
            "sometimes",
            "S",
            "LED",
            "ring",
            "camera",
            "when on",
            "reset",
            "hours",
            "redblink",
            "steady",
            "left",
            "everything else",
        ])
    }
}

/// A reader that looks back over all that was said would take minutes for these.
#[test]
fn long_texts_get_an_answer() {
    for word in [
        "red ",
        "blink ",
        "solid red blinking blue ",
        "or ",
        "not ",
        "then red ",
        "gibberish ",
        "3 ",
        "/",
        "or red ",
        "off ",
        "camera off ",
        "power ",
        "power light red ",
        "the light on top ",
        "solidblue ",
        "\u{0}\u{1b}[31m",
        "🔴 ",
    ] {
        let text = word.repeat(10_000);
        let reading = read_with_names(&text, &|name| name == "red-blink" || name == "camera");
        assert!(reading.alternatives.len() <= 12, "{word}");
    }
}
