//! Flags → guide, light and history: what a person named, looked up, or a failure that says what there is.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use crate::description::Description;
use crate::engine::{Advice, Case, Engine, Entry, Move, Outcome};
use crate::failure::Failure;
use crate::finding::{list, near_miss};
use crate::kb::check::normalised;
use crate::kb::{Guide, Light, LightId, OTHER, QuestionId, StepId};
use crate::library::Library;
use crate::light::{self, Match};

/// For how many words that were not understood near ones are looked up.
const MOST_LOOKED_UP: usize = 5;
/// How many characters of a person's words a message repeats; no word for a light is longer.
const MOST_QUOTED: usize = 60;

/// How a light was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// By its id, or by its colour and rhythm.
    Exact,
    /// It is near to what was said.
    Close,
}

impl Found {
    /// The word that programs read.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Close => "close",
        }
    }
}

/// One thing that a person told, in words: `--answer` and `--tried` in the order of the command line, or
/// a list of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flag {
    /// `--answer QUESTION=ANSWER`
    Answer(String),
    /// `--tried STEP=OUTCOME`
    Tried(String),
    /// Either of the two, without its flag
    Entry(String),
}

/// The guide that a name leads to.
///
/// # Errors
///
/// When no guide has that name.
pub fn device<'l>(library: &'l Library, name: &str) -> Result<Cow<'l, Guide>, Failure> {
    let found = library
        .find(name)
        .map_err(|error| Failure::cannot_run("damaged", format!("{error:#}")))?;
    found.ok_or_else(|| {
        let ids = library
            .titles()
            .iter()
            .map(|(id, _)| (*id).to_owned())
            .collect();
        let failure = Failure::unknown(
            "unknown-device",
            format!("there is no device `{name}`"),
            library.near_miss(name),
            "the devices are",
            ids,
        );
        if is_file_name(name) {
            let name = shell_word(name);
            failure.help(format!(
                "a guide in a file is read with `--kb {name}`, and then named by its id"
            ))
        } else {
            failure
        }
    })
}

/// Whether this looks like the file of a guide.
fn is_file_name(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// The guide that is named among a person's words for a light; none when no device is.
///
/// # Errors
///
/// When several are.
pub fn device_among<'l>(
    library: &'l Library,
    described: &Description,
) -> Result<Option<Cow<'l, Guide>>, Failure> {
    let mut guides: Vec<Cow<'l, Guide>> = Vec::new();
    for name in &described.reading.devices {
        let guide = device(library, name)?;
        if guides.iter().all(|known| known.id != guide.id) {
            guides.push(guide);
        }
    }
    match guides.len() {
        0 | 1 => Ok(guides.pop()),
        _ => Err(several_devices(described, &guides)),
    }
}

fn several_devices(described: &Description, guides: &[Cow<'_, Guide>]) -> Failure {
    let message = format!("`{}` names several devices", quoted(&described.words));
    let mut failure = Failure::usage("ambiguous-device", message);
    for guide in guides {
        failure = failure.help(format!("add `--device {}` for {}", guide.id, guide.name));
        failure.candidates.push(guide.id.clone());
    }
    failure
}

/// The light of a guide that words describe: by id, or by colour and rhythm. `kb` is the path of
/// `--kb`, for the commands that a failure names.
///
/// # Errors
///
/// When the words are not understood, no light fits, or several fit equally well.
pub fn light(
    library: &Library,
    guide: &Guide,
    described: &Description,
    kb: Option<&Path>,
) -> Result<(Option<LightId>, Found), Failure> {
    if described.words == OTHER {
        return Ok((None, Found::Exact));
    }
    match described.lights(guide) {
        Match::Exact(light, _) => Ok((Some(light), Found::Exact)),
        Match::Close(light, _) => Ok((Some(light), Found::Close)),
        Match::Ambiguous(lights) => Err(ambiguous(guide, &described.words, &lights, kb)),
        Match::None => Err(no_light(library, guide, described, kb)),
    }
}

fn no_light(
    library: &Library,
    guide: &Guide,
    described: &Description,
    kb: Option<&Path>,
) -> Failure {
    let ids = guide.lights.iter().map(|light| light.id.as_str());
    let by_looks = described.nearest(guide).first().map(|(light, _)| *light);
    let near = match by_looks.map(|light| &guide[light]) {
        _ if described.reading.contradiction.is_some() => None,
        Some(light) => Some((
            light,
            format!("the nearest is `{}`: {}", light.id, light.text),
        )),
        None => near_miss(&normalised(&described.words), ids)
            .and_then(|id| guide.light(id))
            .map(|light| {
                (
                    &guide[light],
                    format!("did you mean `{}`?", guide[light].id),
                )
            }),
    };
    let failure = match understood(described) {
        Err(failure) if near.is_none() => failure,
        _ => {
            let words = quoted(&described.words);
            let message = format!("the guide `{}` knows no light `{words}`", guide.id);
            Failure::usage("unknown-pattern", message)
        }
    };
    let (light, help) = near.unzip();
    let failure = help.into_iter().fold(failure, Failure::help);
    let failure = list_lights(failure, guide, light, kb);
    elsewhere(library, guide, described)
        .into_iter()
        .fold(failure, Failure::help)
}

/// Fails unless the words say something of a light.
///
/// # Errors
///
/// When nothing of it is understood, or it contradicts itself.
pub fn understood(described: &Description) -> Result<(), Failure> {
    let words = quoted(&described.words);
    if let Some(contradiction) = &described.reading.contradiction {
        let message = format!("`{words}` contradicts itself: {contradiction}");
        let failure = Failure::usage("contradiction", message);
        return Err(failure.help("which is it? Say what the light does most of the time"));
    }
    if described.is_understood() {
        return Ok(());
    }
    let message = if words.is_empty() {
        "not understood: no words are there".to_owned()
    } else {
        format!("not understood: `{words}`")
    };
    let mut failure = Failure::usage("not-understood", message);
    let is_short = |word: &&String| word.len() <= MOST_QUOTED;
    let unknown = described.reading.unknown_words.iter();
    let unknown = unknown.filter(is_short).take(MOST_LOOKED_UP);
    let near: BTreeSet<&str> = unknown
        .flat_map(|word| light::known_words_near(word))
        .collect();
    if !near.is_empty() {
        let quoted: Vec<String> = near.iter().map(|word| format!("`{word}`")).collect();
        failure = failure.help(format!("did you mean {}?", quoted.join(" or ")));
        failure.candidates = near.into_iter().map(str::to_owned).collect();
    }
    Err(failure.help("say the colour and what it does, such as `flashing red slowly`"))
}

/// As much of a person's words as a message has room for.
fn quoted(words: &str) -> Cow<'_, str> {
    match words.char_indices().nth(MOST_QUOTED) {
        Some((end, _)) => Cow::Owned(format!("{}…", &words[..end])),
        None => Cow::Borrowed(words),
    }
}

fn ambiguous(guide: &Guide, words: &str, lights: &[(LightId, f64)], kb: Option<&Path>) -> Failure {
    let words = quoted(words);
    let message = format!("`{words}` fits several lights of `{}`", guide.id);
    let mut failure = Failure::usage("ambiguous-pattern", message);
    for (light, _) in lights {
        let command = command(guide, Some(&Case::new(*light)), kb);
        failure = failure.help(format!("`{command}` for {}", guide[*light].text));
        failure.candidates.push(guide[*light].id.clone());
    }
    failure
}

/// The command that tells a device, and a case as far as it has come.
#[must_use]
pub fn command(guide: &Guide, case: Option<&Case>, kb: Option<&Path>) -> String {
    let mut words = vec!["blinkdoc diagnose".to_owned(), format!("-d {}", guide.id)];
    if let Some(case) = case {
        words.push(format!(
            "-p {}",
            case.light.map_or(OTHER, |light| &guide[light].id)
        ));
        words.extend(case.history.iter().map(|entry| {
            let flag = match entry {
                Entry::Answered(..) => "--answer",
                Entry::Tried(..) => "--tried",
            };
            format!("{flag} {}", entry.words(guide))
        }));
    }
    words.extend(kb.map(kb_flag));
    words.join(" ")
}

/// The command that starts with a device.
#[must_use]
pub fn device_command(id: &str, kb: Option<&Path>) -> String {
    let mut words = vec![format!("blinkdoc diagnose -d {id}")];
    words.extend(kb.map(kb_flag));
    words.join(" ")
}

/// The command that shows the lights of a device.
#[must_use]
pub fn lights_command(guide: &Guide, kb: Option<&Path>) -> String {
    let mut words = vec![format!("blinkdoc lights {}", guide.id)];
    words.extend(kb.map(kb_flag));
    words.join(" ")
}

/// The command that draws the decision tree of a light.
#[must_use]
pub fn graph_command(guide: &Guide, light: LightId, kb: Option<&Path>) -> String {
    let mut words = vec![format!(
        "blinkdoc kb graph {} {}",
        guide.id, guide[light].id
    )];
    words.extend(kb.map(kb_flag));
    words.join(" ")
}

/// The command that does something with a case that was kept: `resume`, `report`.
#[must_use]
pub fn case_command(verb: &str, number: u32, kb: Option<&Path>) -> String {
    let mut words = vec![format!("blinkdoc {verb} {number}")];
    words.extend(kb.map(kb_flag));
    words.join(" ")
}

fn kb_flag(path: &Path) -> String {
    format!("--kb {}", shell_word(&path.display().to_string()))
}

/// Adds what the guide knows, the nearest light first.
fn list_lights(
    mut failure: Failure,
    guide: &Guide,
    near: Option<&Light>,
    kb: Option<&Path>,
) -> Failure {
    let ids = || guide.lights.iter().map(|light| light.id.as_str());
    failure.candidates = ids().map(str::to_owned).collect();
    if let Some(near) = near {
        failure.candidates.sort_by_key(|id| *id != near.id);
    }
    failure
        .help(format!("its lights are: {}", list(ids())))
        .help(format!(
            "`{}` shows what they look like",
            lights_command(guide, kb)
        ))
}

/// The lights of other guides that the words fit.
fn elsewhere(library: &Library, guide: &Guide, described: &Description) -> Option<String> {
    // A guide that is damaged is no reason to hide what is wrong with the words.
    let guides = library.guides().unwrap_or_default();
    let others = guides.iter().filter(|other| other.id != guide.id);
    let lights: Vec<String> = others
        .flat_map(|other| {
            let lights = described.lights(other).into_scored().into_iter();
            lights.map(|(light, _)| format!("`{}` of `{}`", other[light].id, other.id))
        })
        .collect();
    (!lights.is_empty()).then(|| format!("other devices have such a light: {}", lights.join(", ")))
}

/// The case that flags tell, entry by entry.
///
/// # Errors
///
/// When a flag names something that the guide does not have, says something twice, or comes after the
/// case has ended.
pub fn case(guide: &Guide, light: Option<LightId>, flags: &[Flag]) -> Result<Case, Failure> {
    let mut engine = Engine::new(guide);
    let mut case = Case {
        light,
        history: Vec::new(),
    };
    for flag in flags {
        case.history.push(told(&mut engine, &case, flag)?);
    }
    Ok(case)
}

/// The entry that a flag adds to a case of the engine's guide.
///
/// # Errors
///
/// When it names something that the guide does not have, says something twice, or comes after the case
/// has ended.
pub fn told(engine: &mut Engine<'_>, case: &Case, flag: &Flag) -> Result<Entry, Failure> {
    let guide = engine.guide();
    if engine.has_ended(case) {
        let failure = Failure::usage(
            "case-ended",
            format!("the case has ended before {}", flag.text()),
        );
        return Err(failure.help("leave out what comes after the end"));
    }
    let entry = entry(guide, flag)?;
    if case
        .history
        .iter()
        .any(|earlier| earlier.replies_to() == entry.replies_to())
    {
        let failure = Failure::usage(
            "told-twice",
            format!("{} tells something a second time", flag.text()),
        );
        return Err(failure.help("keep the one that holds"));
    }
    if !engine.is_about(case, entry) {
        return Err(not_of_this_light(guide, &engine.advise(case), flag, entry));
    }
    Ok(entry)
}

/// The failure of a flag about something that the light does not have.
fn not_of_this_light(guide: &Guide, advice: &Advice, flag: &Flag, entry: Entry) -> Failure {
    let light = advice.light.map(|light| &guide[light]);
    let name = light.map_or(OTHER, |light| &light.id);
    let (what, ids): (&str, Vec<String>) = match entry {
        Entry::Answered(..) => (
            "questions",
            light
                .map(|light| {
                    light
                        .questions
                        .iter()
                        .map(|question| guide[*question].id.clone())
                        .collect()
                })
                .unwrap_or_default(),
        ),
        Entry::Tried(..) => (
            "steps",
            light
                .map(|light| {
                    light
                        .steps
                        .iter()
                        .map(|step| guide[step.step].id.clone())
                        .collect()
                })
                .unwrap_or_default(),
        ),
    };
    let message = format!("{} has no place on the light `{name}`", flag.text());
    Failure::unknown(
        "not-of-this-light",
        message,
        None,
        &format!("its {what} are"),
        ids,
    )
}

impl Flag {
    fn text(&self) -> String {
        match self {
            Self::Answer(text) => format!("`--answer {text}`"),
            Self::Tried(text) => format!("`--tried {text}`"),
            Self::Entry(text) => format!("`{text}`"),
        }
    }
}

/// One entry of a case, from one flag.
///
/// # Errors
///
/// When the flag names something that the guide does not have.
pub fn entry(guide: &Guide, flag: &Flag) -> Result<Entry, Failure> {
    match flag {
        Flag::Answer(text) => {
            let (question, answer) = pair(flag, text, "QUESTION=ANSWER")?;
            let question = question_named(guide, question)?;
            Ok(Entry::Answered(
                question,
                answer_named(guide, question, answer)?,
            ))
        }
        Flag::Tried(text) => {
            let (step, outcome) = pair(flag, text, "STEP=OUTCOME")?;
            let step = step_named(guide, step)?;
            Ok(Entry::Tried(step, outcome_named(guide, outcome)?))
        }
        Flag::Entry(text) => {
            let (id, word) = pair(flag, text, "QUESTION=ANSWER` or `STEP=OUTCOME")?;
            either(guide, id, word)
        }
    }
}

/// An entry whose id says whether it is about a question or a step; where it is both, the word says.
fn either(guide: &Guide, id: &str, word: &str) -> Result<Entry, Failure> {
    let is_answer = |question: QuestionId| guide[question].answer(word).is_some();
    match (guide.question(id), guide.step(id)) {
        (Some(question), step) if step.is_none() || is_answer(question) => Ok(Entry::Answered(
            question,
            answer_named(guide, question, word)?,
        )),
        (_, Some(step)) => Ok(Entry::Tried(step, outcome_named(guide, word)?)),
        _ => Err(unknown_move(guide, id)),
    }
}

/// The questions and steps that an id names.
///
/// # Errors
///
/// When it names none.
pub fn moves_named(guide: &Guide, id: &str) -> Result<Vec<Move>, Failure> {
    let question = guide.question(id).map(Move::Ask);
    let step = guide.step(id).map(Move::Try);
    let moves: Vec<Move> = question.into_iter().chain(step).collect();
    if moves.is_empty() {
        return Err(unknown_move(guide, id));
    }
    Ok(moves)
}

fn unknown_move(guide: &Guide, id: &str) -> Failure {
    let questions = guide.questions.iter().map(|question| question.id.as_str());
    let steps = guide.steps.iter().map(|step| step.id.as_str());
    unknown(
        "unknown-move",
        &format!("the guide `{}` has no question or step `{id}`", guide.id),
        id,
        "its questions and steps are",
        questions.chain(steps),
    )
}

fn pair<'t>(flag: &Flag, text: &'t str, form: &str) -> Result<(&'t str, &'t str), Failure> {
    text.split_once('=').ok_or_else(|| {
        Failure::usage("wrong-form", format!("{} has no `=`", flag.text()))
            .help(format!("write it as `{form}`"))
    })
}

/// The question that an id names.
///
/// # Errors
///
/// When it names none.
pub fn question_named(guide: &Guide, id: &str) -> Result<QuestionId, Failure> {
    let ids = || guide.questions.iter().map(|question| question.id.as_str());
    guide.question(id).ok_or_else(|| {
        unknown(
            "unknown-question",
            &format!("the guide `{}` has no question `{id}`", guide.id),
            id,
            "its questions are",
            ids(),
        )
    })
}

fn answer_named(guide: &Guide, question: QuestionId, id: &str) -> Result<usize, Failure> {
    let question = &guide[question];
    let ids = || question.answers.iter().map(|answer| answer.id.as_str());
    question.answer(id).ok_or_else(|| {
        unknown(
            "unknown-answer",
            &format!("the question `{}` has no answer `{id}`", question.id),
            id,
            "its answers are",
            ids(),
        )
    })
}

/// The step that an id names.
///
/// # Errors
///
/// When it names none.
pub fn step_named(guide: &Guide, id: &str) -> Result<StepId, Failure> {
    let ids = || guide.steps.iter().map(|step| step.id.as_str());
    guide.step(id).ok_or_else(|| {
        unknown(
            "unknown-step",
            &format!("the guide `{}` has no step `{id}`", guide.id),
            id,
            "its steps are",
            ids(),
        )
    })
}

fn outcome_named(guide: &Guide, word: &str) -> Result<Outcome, Failure> {
    let light = |id: &str| match id {
        OTHER => Some(Outcome::OtherLight),
        id => guide.light(id).map(Outcome::Light),
    };
    let id = word.strip_prefix("light:");
    let plain = Outcome::PLAIN
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, outcome)| *outcome);
    plain.or_else(|| id.and_then(light)).ok_or_else(|| {
        let ids = || {
            guide
                .lights
                .iter()
                .map(|light| light.id.as_str())
                .chain([OTHER])
        };
        let plain = || Outcome::PLAIN.iter().map(|(name, _)| *name);
        let near = match id {
            Some(id) => near_miss(id, ids()).map(|id| format!("light:{id}")),
            None => near_miss(word, plain()).map(str::to_owned),
        };
        let lights = ids().map(|id| format!("light:{id}"));
        let words = plain().map(str::to_owned).chain(lights).collect();
        let message = format!("there is no outcome `{word}`");
        Failure::unknown(
            "unknown-outcome",
            message,
            near.as_deref(),
            "the outcomes are",
            words,
        )
    })
}

fn unknown<'a>(
    kind: &'static str,
    message: &str,
    typed: &str,
    what: &str,
    accepted: impl Iterator<Item = &'a str>,
) -> Failure {
    let accepted: Vec<String> = accepted.map(str::to_owned).collect();
    let near = near_miss(typed, accepted.iter().map(String::as_str));
    Failure::unknown(kind, message.to_owned(), near, what, accepted.clone())
}

/// The failure of a case that waits for something nobody is there to tell.
#[must_use]
pub fn missing(guide: &Guide, next: Move) -> Failure {
    match next {
        Move::Ask(question) => {
            let question = &guide[question];
            let mut failure = Failure::usage(
                "input-needed",
                format!("`--answer {}=…` is missing: {}", question.id, question.ask),
            );
            failure.candidates = question
                .answers
                .iter()
                .map(|answer| format!("{}={}", question.id, answer.id))
                .collect();
            let answers = question
                .answers
                .iter()
                .map(|answer| format!("`{}` ({})", answer.id, answer.say))
                .collect::<Vec<_>>();
            failure.help(format!("its answers are {}", answers.join(", ")))
        }
        Move::Try(step) => {
            let step = &guide[step];
            let mut failure = Failure::usage(
                "input-needed",
                format!("`--tried {}=…` is missing: {}", step.id, step.title),
            );
            let outcomes = Outcome::PLAIN
                .iter()
                .map(|(name, _)| *name)
                .chain(["light:ID"]);
            failure.candidates = outcomes
                .map(|outcome| format!("{}={outcome}", step.id))
                .collect();
            failure.help("its outcome is `fixed`, `no-change`, `could-not` or `light:ID`, the light that it shows now")
        }
        Move::End(_) => {
            Failure::usage("input-needed", "nothing more is needed: the case has ended")
        }
    }
}

/// The failure of a request that names no device, unless a word of the description nearly does.
#[must_use]
pub fn missing_device(library: &Library, described: Option<&Description>) -> Failure {
    let titles = library.titles();
    let mut failure = Failure::usage("input-needed", "`--device` is missing");
    let unknown = described.map(|described| &described.reading.unknown_words);
    let mut unknown = unknown.into_iter().flatten().take(MOST_LOOKED_UP);
    if let Some(near) = unknown.find_map(|word| library.near_miss(word)) {
        failure = failure.help(format!("did you mean `{near}`?"));
    }
    failure.candidates = titles.iter().map(|(id, _)| (*id).to_owned()).collect();
    let devices: Vec<String> = titles
        .iter()
        .map(|(id, name)| format!("`{id}` ({name})"))
        .collect();
    failure.help(format!("the devices are {}", devices.join(", ")))
}

/// The failure of a request that names no light.
#[must_use]
pub fn missing_pattern(guide: &Guide) -> Failure {
    let message = "`--pattern` is missing: what does the light do?";
    let mut failure = Failure::usage("input-needed", message);
    failure.candidates = guide.lights.iter().map(|light| light.id.clone()).collect();
    let lights: Vec<String> = guide
        .lights
        .iter()
        .map(|light| format!("`{}` ({})", light.id, light.text))
        .collect();
    failure.help(format!(
        "the lights of `{}` are {}",
        guide.id,
        lights.join(", ")
    ))
}

/// A word as a shell reads it back.
#[must_use]
pub fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./+:@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[test]
    fn a_path_survives_the_shell() {
        assert_eq!(shell_word("kb/my.yaml"), "kb/my.yaml");
        assert_eq!(shell_word("my guides"), "'my guides'");
        assert_eq!(shell_word("it's"), r"'it'\''s'");
    }
}
