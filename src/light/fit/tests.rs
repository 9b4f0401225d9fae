use super::{Fit, FitKind, choose, fit, nearest};
use crate::light::{Looks, read};

fn fit_of(described: &str, known: &str) -> Option<Fit> {
    let readings = read(described).alternatives;
    let known = Looks::parse(known).unwrap();
    readings
        .iter()
        .filter_map(|described| fit(described, &known))
        .max_by(|a, b| (a.kind, a.score).partial_cmp(&(b.kind, b.score)).unwrap())
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn descriptions_fit_known_lights() {
    use FitKind::{Close, Exact, Remote};
    for (described, known, kind) in [
        ("blinking red", "red, blinks", Some(Exact)),
        ("blinking red", "red, blinks every 2-3 s", Some(Close)),
        ("blinking red", "red, blinks fast", Some(Close)),
        ("blinking red", "red, steady", None),
        ("slow red", "red, blinks every 2-3 s", Some(Exact)),
        ("slow red", "red, blinks fast", None),
        (
            "2 long and 3 short red flashes",
            "red, flashes 2 long and 1-4 short",
            Some(Exact),
        ),
        (
            "2 long and 3 short red flashes",
            "red, flashes 3 long and 3 short",
            Some(Close),
        ),
        (
            "2 long and 3 short red flashes",
            "red, flashes 3 times",
            None,
        ),
        (
            "5 red flashes",
            "red, flashes 2 long and 1-4 short",
            Some(Close),
        ),
        ("8 red flashes", "red, flashes 2 long and 1-4 short", None),
        ("slow red", "red, blinks", Some(Exact)),
        (
            "red every 2 seconds",
            "red, blinks every 2-3 s",
            Some(Exact),
        ),
        ("red every 2 seconds", "red, blinks fast", None),
        ("red every second", "red, blinks slowly", Some(Exact)),
        ("red every second", "red, blinks fast", Some(Close)),
        ("red every 800 ms", "red, blinks fast", Some(Exact)),
        ("red every 800 ms", "red, blinks slowly", Some(Close)),
        ("red every 300 ms", "red, blinks slowly", None),
        (
            "red every 10 seconds",
            "red, blinks every 2-3 s",
            Some(Close),
        ),
        (
            "flashes red once every 3 seconds",
            "red, blinks every 2-3 s",
            Some(Exact),
        ),
        ("solid red", "red, steady", Some(Exact)),
        ("solid red", "green, steady", None),
        ("solid yellow", "amber, steady", Some(Close)),
        ("solid orange", "amber, steady", Some(Exact)),
        ("pulsing blue", "blue, blinks slowly", Some(Close)),
        ("pulsing blue", "blue, blinks fast", None),
        ("pale blue, blinking", "cyan, blinks", Some(Exact)),
        ("pale blue, blinking", "blue, blinks", Some(Exact)),
        ("blinking", "red, blinks", Some(Close)),
        ("red", "red, steady", Some(Close)),
        ("red", "red, blinks fast", Some(Close)),
        ("red", "off", None),
        ("no light", "off", Some(Exact)),
        ("solid green until it goes off", "off", Some(Remote)),
        ("green light is off", "off", Some(Exact)),
        (
            "blue and red alternating",
            "red and blue in turn",
            Some(Exact),
        ),
        ("flashing amber", "amber and green in turn", Some(Close)),
        (
            "flashing red and green",
            "amber and green in turn",
            Some(Remote),
        ),
        (
            "green and red in turn",
            "red and blue in turn",
            Some(Remote),
        ),
        ("orange slow blink", "red, blinks slowly", Some(Remote)),
        ("solid cyan", "green, steady", Some(Remote)),
        ("solid purple", "pink, steady", Some(Close)),
        (
            "3 red flashes",
            "red, flashes 3 times every 15 s",
            Some(Exact),
        ),
        ("5 red flashes", "red, flashes 5-6 times", Some(Exact)),
        ("4 red flashes", "red, flashes 5-6 times", Some(Close)),
        ("2 red flashes", "red, flashes 5-6 times", None),
        ("2 red flashes", "red, blinks slowly", Some(Remote)),
        ("2 red flashes", "red, blinks", Some(Close)),
        ("blinking red", "red, flashes twice", Some(Close)),
        (
            "red flashes 5 times",
            "blue, off, then red, flashes 5-6 times",
            Some(Exact),
        ),
        (
            "solid blue and blinking green",
            "blue, steady + green, blinks",
            Some(Exact),
        ),
        (
            "blinking green and solid blue",
            "blue, steady + green, blinks",
            Some(Exact),
        ),
        ("solid blue and blinking green", "blue, steady", Some(Close)),
        ("solid blue", "blue, steady + green, blinks", Some(Close)),
        ("solid blue, green is off", "blue, steady", Some(Exact)),
        ("power light is red", "power: red, steady", Some(Exact)),
        ("power light is red", "wifi: red, steady", None),
        ("power light is red", "red, steady", Some(Exact)),
        ("blinking red", "ring: red, blinks", Some(Close)),
        (
            "blinks amber, then solid green",
            "green, steady",
            Some(Close),
        ),
    ] {
        let found = fit_of(described, known).map(|fit| fit.kind);
        assert_eq!(found, kind, "`{described}` as `{known}`");
    }
}

#[test]
fn an_unknown_rate_fits_slow_and_fast_alike() {
    let slow = fit_of("blinking red", "red, blinks every 2-3 s");
    assert_eq!(slow, fit_of("blinking red", "red, blinks fast"));
}

fn chosen(described: &str, lights: &[&'static str]) -> (&'static str, Vec<&'static str>) {
    let looks: Vec<Looks> = lights
        .iter()
        .map(|light| Looks::parse(light).unwrap())
        .collect();
    let found = choose(
        &read(described).alternatives,
        lights.iter().copied().zip(&looks),
    );
    let word = found.word();
    let scored = found.into_scored();
    assert!(scored.iter().all(|(_, score)| (0.0..=1.0).contains(score)));
    (word, scored.into_iter().map(|(light, _)| light).collect())
}

#[test]
fn one_light_of_several_is_chosen() {
    let plain = [
        "red, blinks every 2-3 s",
        "red, blinks fast",
        "red, steady",
        "green, steady",
    ];
    let with_open_rate = ["red, blinks", "red, blinks every 2-3 s", "red, blinks fast"];
    let hub = [
        "blue, steady",
        "blue, steady + green, steady",
        "blue, steady + green, blinks",
    ];
    for (described, lights, word, expected) in [
        ("solid green", &plain[..], "exact", vec!["green, steady"]),
        ("slow red", &plain, "exact", vec!["red, blinks every 2-3 s"]),
        (
            "pulsing red",
            &plain,
            "close",
            vec!["red, blinks every 2-3 s"],
        ),
        (
            "blinking red",
            &plain,
            "ambiguous",
            vec!["red, blinks every 2-3 s", "red, blinks fast"],
        ),
        (
            "solid red or green",
            &plain,
            "ambiguous",
            vec!["red, steady", "green, steady"],
        ),
        ("blinking white", &plain, "none", vec![]),
        ("orange slow blink", &plain, "none", vec![]),
        ("nonsense", &plain, "none", vec![]),
        (
            "blinking red",
            &with_open_rate,
            "exact",
            vec!["red, blinks"],
        ),
        (
            "slow red",
            &with_open_rate,
            "exact",
            vec!["red, blinks every 2-3 s"],
        ),
        ("solid blue", &hub, "exact", vec!["blue, steady"]),
        (
            "blue solid, green blinking",
            &hub,
            "exact",
            vec!["blue, steady + green, blinks"],
        ),
    ] {
        assert_eq!(chosen(described, lights), (word, expected), "{described}");
    }
}

#[test]
fn what_is_not_chosen_can_be_near() {
    let lights = ["red, blinks slowly", "red, steady", "green, steady"];
    let looks: Vec<Looks> = lights
        .iter()
        .map(|light| Looks::parse(light).unwrap())
        .collect();
    let near = |described: &str| {
        let near = nearest(
            &read(described).alternatives,
            lights.iter().copied().zip(&looks),
        );
        near.into_iter().map(|(light, _)| light).collect::<Vec<_>>()
    };
    assert_eq!(near("orange slow blink"), ["red, blinks slowly"]);
    assert_eq!(near("solid cyan"), ["green, steady"]);
    assert!(near("white, pulsing").is_empty());
}
