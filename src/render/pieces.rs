//! Pieces that several pages share: a step, an ending, minutes, percentages.

use super::Page;
use crate::engine::{End, Move, Outcome};
use crate::kb::{Action, Effort, EndingKind, Guide, Risk, State, Step, StepId};

/// Adds what a step says: its actions with the warnings before them, and what the light should do then.
pub fn step_body(page: &mut Page, guide: &Guide, step: StepId, level: usize) {
    let step = &guide[step];
    if let Some(loses) = &step.loses {
        page.warning(level, format!("this erases. Lost: {loses}"));
    }
    for action in &step.actions {
        match action {
            Action::Say(say) => page.sub_item(level, "-", say),
            Action::Warn(warn) => page.warning(level, warn),
            Action::Wait { seconds, say } => {
                page.sub_item(level, "-", wait(*seconds, say.as_deref()));
            }
        }
    }
    light_then(page, guide, step, level);
}

/// A wait, with what it is for: `Wait 30 seconds: Leave it off.`
#[must_use]
pub fn wait(seconds: u32, say: Option<&str>) -> String {
    let what_for = say.map(|say| format!(": {say}")).unwrap_or_default();
    format!("Wait {}{what_for}", duration(seconds))
}

/// Adds what the light should do after a step, if that is known.
pub fn light_then(page: &mut Page, guide: &Guide, step: &Step, level: usize) {
    if !step.then.is_empty() {
        page.sub_item(
            level,
            "=>",
            format!("The light should then be: {}", lights(guide, step)),
        );
    }
}

/// What a step costs and asks for: `3 minutes, easy`.
#[must_use]
pub fn step_cost(step: &Step) -> String {
    let effort = match step.effort {
        Effort::Easy => "easy",
        Effort::Medium => "some care",
        Effort::Hard => "needs patience or help",
    };
    let risk = match step.risk {
        Risk::None => "",
        Risk::CutsPower => ", cuts the power",
        Risk::Erases => ", erases",
    };
    format!("{}, {effort}{risk}", minutes(step.minutes))
}

/// The lights that mean a step worked, as one phrase.
#[must_use]
pub fn lights(guide: &Guide, step: &Step) -> String {
    let lights: Vec<&str> = step
        .then
        .iter()
        .map(|light| guide[*light].text.as_str())
        .collect();
    lights.join("; or ")
}

/// An ending's kind, title and sentences.
#[must_use]
pub fn ending(guide: &Guide, end: End) -> (EndingKind, &str, Vec<&str>) {
    match end {
        End::Fixed => (
            EndingKind::Fixed,
            "The light is as it should be",
            Vec::new(),
        ),
        End::Support => (EndingKind::Support, "Hand over to support", Vec::new()),
        End::Ending(ending) => {
            let ending = &guide[ending];
            (
                ending.kind,
                ending.title.as_str(),
                ending.say.iter().map(String::as_str).collect(),
            )
        }
    }
}

/// A move by its id: `try cool-down`.
#[must_use]
pub fn move_name(guide: &Guide, next: Move) -> String {
    match next {
        Move::Ask(question) => format!("ask {}", guide[question].id),
        Move::Try(step) => format!("try {}", guide[step].id),
        Move::End(end) => format!("end {}", end.id(guide)),
    }
}

/// What sort of state a light tells of, in a word or two.
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::Fault => "a fault",
        State::Setup => "set-up",
        State::Busy => "busy",
        State::Normal => "normal",
    }
}

/// What a step led to, as the end of a sentence.
#[must_use]
pub fn outcome_words(guide: &Guide, outcome: Outcome) -> String {
    match outcome {
        Outcome::Fixed => "fixed".to_owned(),
        Outcome::NoChange => "no change".to_owned(),
        Outcome::CouldNot => "could not be done".to_owned(),
        Outcome::Light(light) => format!("it then showed another light ({})", guide[light].text),
        Outcome::OtherLight => "it then showed a light that the guide does not know".to_owned(),
    }
}

/// Minutes for people, at most one decimal: `3 minutes`, `0.5 minutes`.
#[must_use]
pub fn minutes(minutes: f64) -> String {
    let number = one_decimal(minutes);
    let unit = if number == "1" { "minute" } else { "minutes" };
    format!("{number} {unit}")
}

/// A number with one decimal, or none when that is 0.
#[must_use]
pub fn one_decimal(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A length of time for people: `30 seconds`, `5 minutes`.
#[must_use]
pub fn duration(seconds: u32) -> String {
    match seconds {
        1 => "1 second".to_owned(),
        _ if seconds.is_multiple_of(60) => minutes(f64::from(seconds / 60)),
        _ if seconds < 120 => format!("{seconds} seconds"),
        _ => minutes(f64::from(seconds) / 60.0),
    }
}

/// What is said when a wait of so many seconds is over.
#[must_use]
pub fn wait_over(seconds: u32) -> String {
    format!("The wait is over: {}.", duration(seconds))
}

/// What is left of a wait: seconds, or minutes where there are many.
#[must_use]
pub fn left(seconds: u32) -> String {
    let whole = if seconds < 120 {
        seconds
    } else {
        seconds.next_multiple_of(60)
    };
    format!("{} left", duration(whole))
}

/// A probability for people: `48%`; what is not 0 never reads as 0.
#[must_use]
pub fn percent(probability: f64) -> String {
    if probability > 0.0 && probability < 0.005 {
        "under 1%".to_owned()
    } else {
        format!("{:.0}%", probability * 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_say_them() {
        assert_eq!(minutes(3.0), "3 minutes");
        assert_eq!(minutes(1.0), "1 minute");
        assert_eq!(minutes(0.5), "0.5 minutes");
        assert_eq!(duration(30), "30 seconds");
        assert_eq!(duration(60), "1 minute");
        assert_eq!(duration(90), "90 seconds");
        assert_eq!(duration(1800), "30 minutes");
        assert_eq!(left(1), "1 second left");
        assert_eq!(left(119), "119 seconds left");
        assert_eq!(left(121), "3 minutes left");
        assert_eq!(percent(0.4773), "48%");
        assert_eq!(percent(0.001), "under 1%");
        assert_eq!(percent(0.0), "0%");
    }
}
