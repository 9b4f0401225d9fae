//! Made-up presses of every kind: how often the rhythm is right, and what must hold for any presses.

use crate::light::{FitKind, fit};

use super::*;

/// How many logs of each count are pressed until it is enough.
const LOGS_STOPPED: usize = 40;

/// A row of numbers that look random and are the same in every run (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1.
    fn unit(&mut self) -> f64 {
        f64::from(u32::try_from(self.next() >> 32).unwrap()) / f64::from(u32::MAX)
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Each size as likely as its double.
    fn scaled(&mut self, low: f64, high: f64) -> f64 {
        self.between(low.ln(), high.ln()).exp()
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() >> 32).unwrap() % count
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// What the 200 ms to 4 s of a light with groups are.
#[derive(Clone, Copy, Debug)]
enum Scale {
    /// From flash to flash; the pause is 2 to 5 times as long.
    Spacing,
    /// As lights are built: groups every 1.2 to 8 s, flashes every 150 to 600 ms, and the pause at least
    /// twice as long as that.
    Built,
    /// From group to group, where flashes at least 150 ms apart fit in.
    Period,
}

/// Which of eight flashes are answered wrongly.
#[derive(Clone, Copy, Debug)]
enum Slips {
    None,
    /// Every eighth, missed or doubled.
    Eighth,
    /// One in eight by chance, missed or doubled.
    Chance,
    /// One in eight is missed, and one of the others in eight doubled.
    Twice,
    /// Every eighth is missed.
    Missed,
    /// Every eighth is doubled.
    Doubled,
}

/// For how long somebody presses.
#[derive(Clone, Copy, Debug)]
enum Length {
    Flashes(usize),
    /// So many groups; a blink is followed for three flashes for each.
    Groups(usize),
}

#[derive(Clone, Copy, Debug)]
struct Light {
    flashes: usize,
    spacing: f64,
    pause: f64,
}

impl Light {
    fn any(chance: &mut Chance, flashes: usize, scale: Scale) -> Self {
        let gaps = number(flashes - 1);
        loop {
            let period = chance.scaled(200.0, 4_000.0);
            let (spacing, pause) = match scale {
                _ if flashes == 1 => (period, period),
                Scale::Spacing => (period, period * chance.between(2.0, 5.0)),
                Scale::Built => {
                    let spacing = chance.between(150.0, 600.0);
                    (spacing, chance.scaled(1_200.0, 8_000.0) - gaps * spacing)
                }
                Scale::Period => {
                    let spacing = chance.between(150.0, 600.0);
                    (spacing, period - gaps * spacing)
                }
            };
            if flashes == 1 || pause >= 2.0 * spacing {
                return Self {
                    flashes,
                    spacing,
                    pause,
                };
            }
        }
    }

    fn period(self) -> f64 {
        number(self.flashes - 1) * self.spacing + self.pause
    }

    fn looks(self) -> Looks {
        let rhythm = rhythm(self.flashes, milliseconds(self.period()));
        Looks::from(Show::new(Colour::Any, rhythm))
    }

    /// The time from a flash to the next one; flashes are counted on from group to group.
    fn step(self, flash: usize) -> f64 {
        let ends_a_group = (flash + 1).is_multiple_of(self.flashes);
        if ends_a_group {
            self.pause
        } else {
            self.spacing
        }
    }

    fn presses(self, chance: &mut Chance, log: Log) -> Taps {
        let flashes = match log.length {
            Length::Flashes(flashes) => flashes,
            Length::Groups(groups) if self.flashes == 1 => 3 * groups,
            Length::Groups(groups) => groups * self.flashes,
        };
        let mut taps = Taps::default();
        let mut at = 0.0;
        let turn = chance.below(8);
        let first = if log.from_any {
            chance.below(self.flashes)
        } else {
            0
        };
        for flash in 0..flashes {
            let (missed, doubled) = log.slips.at(chance, flash % 8 == turn);
            if !missed {
                taps.press(milliseconds(at).into());
            }
            if doubled {
                taps.press(milliseconds(at + chance.between(40.0, 120.0)).into());
            }
            at += self.step(first + flash) * chance.between(1.0 - log.jitter, 1.0 + log.jitter);
        }
        taps
    }
}

impl Slips {
    /// Whether a flash is missed, or doubled.
    fn at(self, chance: &mut Chance, eighth: bool) -> (bool, bool) {
        let one_of_both = |wrong: bool, coin: bool| (wrong && coin, wrong && !coin);
        match self {
            Self::None => (false, false),
            Self::Eighth => one_of_both(eighth, chance.one_in(2)),
            Self::Chance => one_of_both(chance.one_in(8), chance.one_in(2)),
            Self::Twice => {
                let missed = chance.one_in(8);
                (missed, !missed && chance.one_in(8))
            }
            Self::Missed => (eighth, false),
            Self::Doubled => (false, eighth),
        }
    }
}

/// How a light is watched.
#[derive(Clone, Copy, Debug)]
struct Log {
    length: Length,
    slips: Slips,
    from_any: bool,
    jitter: f64,
}

impl Log {
    fn usual(length: Length, slips: Slips, from_any: bool) -> Self {
        Self {
            length,
            slips,
            from_any,
            jitter: 0.15,
        }
    }
}

/// Right in kind, count and period, as far as lights are told apart by it.
fn is_right(light: Light, beat: &Beat) -> bool {
    let looks = light.looks();
    let count = |looks: &Looks| looks.leds[0].show.rhythm.count();
    count(&beat.looks()) == count(&looks)
        && fit(&with_colour(&beat.looks()), &with_colour(&looks))
            .is_some_and(|fit| fit.kind == FitKind::Exact)
}

/// A colour that is said, so that only the rhythm decides how well looks fit.
fn with_colour(looks: &Looks) -> Looks {
    Looks::from(Show::new(Colour::Red, looks.leds[0].show.rhythm))
}

/// How often something is right, and how often it was tried.
#[derive(Clone, Copy, Default)]
struct Rate {
    right: usize,
    all: usize,
}

impl Rate {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn and(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            all: self.all + other.all,
        }
    }

    fn share(self) -> f64 {
        number(self.right) / number(self.all)
    }
}

fn row(rates: &[Rate]) -> String {
    let all = rates.iter().copied().fold(Rate::default(), Rate::and);
    let cells: Vec<String> = rates
        .iter()
        .chain([&all])
        .map(|rate| format!("{:6.2}", 100.0 * rate.share()))
        .collect();
    cells.join(" ")
}

/// The rates for groups of one to seven.
fn rates(
    chance: &mut Chance,
    logs: usize,
    make: impl Fn(&mut Chance) -> (Scale, Log),
) -> [Rate; 7] {
    let mut rates = [Rate::default(); 7];
    for _ in 0..logs {
        for (rate, flashes) in rates.iter_mut().zip(1..) {
            let (scale, log) = make(chance);
            let light = Light::any(chance, flashes, scale);
            let verdict = light.presses(chance, log).verdict();
            rate.count(matches!(verdict, Verdict::Clear(beat) if is_right(light, &beat)));
        }
    }
    rates
}

#[test]
#[expect(clippy::print_stdout, reason = "the rates are worth seeing")]
fn ten_thousand_logs_are_heard_right() {
    let rates = rates(&mut Chance(1), 1_429, |chance| {
        let scale = [Scale::Spacing, Scale::Built][chance.below(2)];
        let slips = [Slips::Eighth, Slips::Chance][chance.below(2)];
        let length = Length::Flashes(24 + chance.below(25));
        (scale, Log::usual(length, slips, chance.one_in(2)))
    });
    println!("flashes: 1 to 7, all\n{}", row(&rates));
    let all = rates.into_iter().fold(Rate::default(), Rate::and);
    assert!(all.all >= 10_000);
    assert!(all.share() >= 0.99);
    for rate in rates {
        assert!(rate.share() >= 0.97);
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the rates are worth seeing")]
fn logs_of_any_length_and_with_any_slips_are_mostly_heard_right() {
    println!("{:30} flashes: 1 to 7, all", "");
    for (scale, slips, length, least) in [
        (Scale::Built, Slips::None, Length::Groups(3), 0.98),
        (Scale::Built, Slips::Chance, Length::Flashes(16), 0.96),
        (Scale::Built, Slips::Chance, Length::Flashes(24), 0.98),
        (Scale::Built, Slips::Chance, Length::Flashes(32), 0.99),
        (Scale::Built, Slips::Chance, Length::Groups(4), 0.97),
        (Scale::Built, Slips::Chance, Length::Groups(6), 0.99),
        (Scale::Built, Slips::Chance, Length::Groups(8), 0.99),
        (Scale::Built, Slips::Eighth, Length::Flashes(24), 0.98),
        (Scale::Built, Slips::Missed, Length::Flashes(24), 0.96),
        (Scale::Built, Slips::Doubled, Length::Flashes(24), 0.98),
        (Scale::Built, Slips::Twice, Length::Flashes(24), 0.95),
        (Scale::Spacing, Slips::Chance, Length::Flashes(16), 0.93),
        (Scale::Spacing, Slips::Chance, Length::Flashes(24), 0.97),
        (Scale::Spacing, Slips::Chance, Length::Flashes(32), 0.98),
        (Scale::Spacing, Slips::Chance, Length::Groups(6), 0.98),
        (Scale::Spacing, Slips::Eighth, Length::Flashes(24), 0.96),
        (Scale::Spacing, Slips::Missed, Length::Flashes(24), 0.96),
        (Scale::Spacing, Slips::Doubled, Length::Flashes(24), 0.96),
        (Scale::Spacing, Slips::Twice, Length::Flashes(24), 0.95),
        (Scale::Period, Slips::Chance, Length::Flashes(24), 0.97),
        (Scale::Period, Slips::Eighth, Length::Groups(6), 0.97),
    ] {
        let rates = rates(&mut Chance(2), 40, |chance| {
            (scale, Log::usual(length, slips, chance.one_in(2)))
        });
        let name = format!("{scale:?}, {slips:?}, {length:?}");
        println!("{name:30} {}", row(&rates));
        let all = rates.into_iter().fold(Rate::default(), Rate::and);
        assert!(all.share() >= least, "{name}");
    }
}

#[test]
fn slow_and_fast_are_told_apart_away_from_a_second() {
    let mut chance = Chance(3);
    let mut rate = Rate::default();
    while rate.all < 1_000 {
        let light = Light::any(&mut chance, 1, Scale::Built);
        if (900.0..1_100.0).contains(&light.period()) {
            continue;
        }
        let log = Log::usual(Length::Flashes(24), Slips::Chance, false);
        let verdict = light.presses(&mut chance, log).verdict();
        let word = light.looks().leds[0].rhythm_word();
        rate.count(matches!(verdict, Verdict::Clear(beat) if beat.rhythm.word() == word));
    }
    assert!(rate.share() >= 0.99);
}

/// Presses one after another until nobody needs to go on: how many, and what was heard.
fn press_until_done(taps: &Taps) -> (usize, Progress) {
    let mut so_far = Taps::default();
    for at in &taps.at_ms {
        so_far.press(*at);
        match so_far.progress() {
            Progress::GoOn => {}
            progress => return (so_far.len(), progress),
        }
    }
    (so_far.len(), Progress::GoOn)
}

#[test]
fn even_presses_are_soon_enough() {
    for (flashes, spacing, pause, enough) in [
        (1, 1_000.0, 1_000.0, 5),
        (1, 3_000.0, 3_000.0, 5),
        (1, 300.0, 300.0, 9),
        (2, 400.0, 1_600.0, 6),
        (3, 300.0, 2_400.0, 9),
        (5, 250.0, 1_500.0, 15),
        (7, 400.0, 2_000.0, 21),
    ] {
        let light = Light {
            flashes,
            spacing,
            pause,
        };
        let log = Log {
            length: Length::Flashes(60),
            slips: Slips::None,
            from_any: false,
            jitter: 0.0,
        };
        let (presses, progress) = press_until_done(&light.presses(&mut Chance(4), log));
        assert!(
            matches!(&progress, Progress::Done(beat) if is_right(light, beat)),
            "{light:?}: {progress:?}"
        );
        assert_eq!(presses, enough, "{light:?}");
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the rates are worth seeing")]
fn whoever_stops_when_told_is_heard_right() {
    for (slips, jitter, least) in [
        (Slips::None, 0.05, 0.98),
        (Slips::None, 0.15, 0.98),
        (Slips::Chance, 0.15, 0.97),
    ] {
        let mut chance = Chance(5);
        let mut rates = [Rate::default(); 7];
        let mut presses = [0; 7];
        for _ in 0..LOGS_STOPPED {
            for (rate, flashes) in rates.iter_mut().zip(1..) {
                let light = Light::any(&mut chance, flashes, Scale::Built);
                let log = Log {
                    jitter,
                    ..Log::usual(Length::Flashes(80), slips, chance.one_in(2))
                };
                let (count, progress) = press_until_done(&light.presses(&mut chance, log));
                rate.count(matches!(progress, Progress::Done(beat) if is_right(light, &beat)));
                presses[flashes - 1] += count;
            }
        }
        println!("{slips:?}, jitter {jitter}: {}", row(&rates));
        println!("presses: {:?}", presses.map(|count| count / LOGS_STOPPED));
        let all = rates.into_iter().fold(Rate::default(), Rate::and);
        assert!(all.share() >= least, "{slips:?} {jitter}");
    }
}

/// So many presses at any moments, one second apart on average.
fn any_moments(chance: &mut Chance, presses: usize) -> Taps {
    let mut at: Vec<f64> = (0..presses)
        .map(|_| chance.between(0.0, 1_000.0 * number(presses)))
        .collect();
    at.sort_by(f64::total_cmp);
    at.into_iter().map(|at| milliseconds(at).into()).collect()
}

/// So many presses whose distances are anything from 0.2 to 4 s.
fn any_distances(chance: &mut Chance, presses: usize) -> Taps {
    let mut at = 0.0;
    let mut next = || {
        at += chance.between(200.0, 4_000.0);
        milliseconds(at).into()
    };
    (0..presses).map(|_| next()).collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "the rates are worth seeing")]
fn presses_at_random_are_too_uneven() {
    type Make = fn(&mut Chance, usize) -> Taps;
    for (name, make, presses, least) in [
        ("moments", any_moments as Make, 8, 0.80),
        ("moments", any_moments, 16, 0.98),
        ("moments", any_moments, 32, 0.99),
        ("distances", any_distances, 16, 0.85),
        ("distances", any_distances, 32, 0.96),
    ] {
        let mut chance = Chance(6);
        let mut rate = Rate::default();
        for _ in 0..300 {
            let taps = make(&mut chance, presses);
            rate.count(taps.verdict() == Verdict::Uneven);
        }
        println!("{presses} random {name}: {:.3}", rate.share());
        assert!(rate.share() >= least, "{presses} {name}");
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the rates are worth seeing")]
fn whoever_presses_at_random_is_told_to_start_over() {
    let mut chance = Chance(7);
    let (mut over, mut presses) = (Rate::default(), 0);
    for _ in 0..300 {
        let (count, progress) = press_until_done(&any_moments(&mut chance, 2 * MOST));
        over.count(progress == Progress::StartOver);
        presses += count;
    }
    println!(
        "start over: {:.3} after {} presses",
        over.share(),
        presses / 300
    );
    assert!(over.share() >= 0.9);
}

#[test]
fn slips_are_counted() {
    let presses = [0, 1_000, 1_080, 2_000, 3_000, 5_000, 6_000, 7_000];
    let Verdict::Clear(beat) = presses.into_iter().collect::<Taps>().verdict() else {
        panic!("no rhythm");
    };
    assert_eq!(beat.looks().to_string(), "any colour, blinks every 1 s");
    assert_eq!((beat.doubled, beat.missed), (1, 1));
    assert_eq!((beat.period_ms, beat.spacing_ms), (Some(1_000), None));
    assert!(beat.evenness > 0.99 && beat.sureness > 0.9, "{beat:?}");
}

#[test]
fn groups_have_a_spacing() {
    let presses = [0, 300, 600, 3_000, 3_300, 3_600, 6_000, 6_300, 6_600];
    let Verdict::Clear(beat) = presses.into_iter().collect::<Taps>().verdict() else {
        panic!("no rhythm");
    };
    assert_eq!(
        beat.looks().to_string(),
        "any colour, flashes 3 times every 3 s"
    );
    assert_eq!((beat.period_ms, beat.spacing_ms), (Some(3_000), Some(300)));
}

#[test]
fn a_few_presses_are_too_few() {
    for (presses, more) in [(0, 5), (1, 4), (4, 1)] {
        let taps: Taps = (0..presses).map(|press| press * 1_000).collect();
        assert_eq!(taps.verdict(), Verdict::TooFew { more });
        assert_eq!(taps.progress(), Progress::GoOn);
    }
}

#[test]
fn a_long_log_is_heard_like_presses() {
    let mut chance = Chance(8);
    for flashes in 1..=7 {
        let light = Light::any(&mut chance, flashes, Scale::Built);
        let log = Log::usual(Length::Flashes(40), Slips::None, true);
        let taps = light.presses(&mut chance, log);
        let entries: Vec<String> = taps
            .at_ms
            .windows(2)
            .map(|pair| format!("on 40 off {}", pair[1] - pair[0] - 40))
            .collect();
        let timeline = Timeline::parse(&entries.join(" ")).unwrap();
        let presses: Taps = taps.at_ms[..entries.len()].iter().copied().collect();
        assert_eq!(timeline.verdict(), presses.verdict());
    }
}

mod properties {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn holds(verdict: &Verdict) -> Result<(), TestCaseError> {
        if let Verdict::Clear(beat) = verdict {
            prop_assert!((0.0..=1.0).contains(&beat.evenness), "{:?}", beat);
            prop_assert!((0.0..=1.0).contains(&beat.sureness), "{:?}", beat);
            prop_assert_eq!(Looks::parse(&beat.looks().to_string()), Ok(beat.looks()));
        }
        Ok(())
    }

    fn times() -> impl Strategy<Value = Vec<u64>> {
        prop_oneof![
            vec(any::<u64>(), 0..40),
            vec(0..5_u64, 0..40),
            vec(0..20_000_u64, 0..40),
            vec(u64::MAX - 20_000..=u64::MAX, 0..300),
            vec(
                select(vec![0, 1, 1_000, u64::from(u32::MAX), u64::MAX]),
                0..40
            ),
        ]
    }

    proptest! {
        #[test]
        fn any_presses_get_an_answer(times in times()) {
            let taps: Taps = times.into_iter().collect();
            holds(&taps.verdict())?;
            let _ = taps.progress();
        }

        #[test]
        fn presses_are_heard_the_same_in_any_order_and_at_any_time(
            (times, shuffled) in vec(0..20_000_u64, 0..40)
                .prop_flat_map(|times| (Just(times.clone()), Just(times).prop_shuffle())),
            later in 0..u64::from(u32::MAX),
        ) {
            let taps: Taps = times.into_iter().collect();
            let others: Taps = shuffled.into_iter().map(|at| at + later).collect();
            prop_assert_eq!(taps.verdict(), others.verdict());
        }

        #[test]
        fn any_text_is_a_timeline_or_a_mistake_in_it(text in any::<String>()) {
            answers(&text)?;
        }

        #[test]
        fn any_words_are_a_timeline_or_a_mistake_in_them(
            words in vec(select(vec!["on", "off", "Off:", "200", "0", "1.5", "4294967295", "s", "ms", "min", ",", "é"]), 0..40),
        ) {
            answers(&words.join(" "))?;
        }

        #[test]
        fn any_times_are_a_timeline(times in vec((any::<bool>(), 1..100_000_u32), 1..60)) {
            let entries: Vec<String> = times
                .iter()
                .map(|(on, ms)| format!("{} {ms}", if *on { "on" } else { "off" }))
                .collect();
            holds(&Timeline::parse(&entries.join(" ")).unwrap().verdict())?;
        }
    }

    fn answers(text: &str) -> Result<(), TestCaseError> {
        match Timeline::parse(text) {
            Ok(timeline) => holds(&timeline.verdict()),
            Err(error) => {
                prop_assert!(text.get(error.at.clone()).is_some());
                prop_assert!(!error.to_string().is_empty() && !error.help().is_empty());
                Ok(())
            }
        }
    }
}
