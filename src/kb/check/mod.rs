//! Draft → guide: every link resolved, every word a number, every mistake in meaning a finding.

mod answers;
mod apart;
mod arrange;
mod links;
mod names;
mod plain;
mod remedies;
mod sound;

use super::draft::{
    AnswerDraft, CauseDraft, Draft, EndingDraft, Item, LightDraft, NoteDraft, QuestionDraft,
    SourceDraft, StepDraft, StepEntry, SupportDraft, TaskDraft, UsedStepDraft,
};
use super::outline::Node;
use super::shared::{Shared, Task};
use super::words::{
    NOT_SURE_CHANCE, OTHER_WEIGHT, QUESTION_MINUTES, SHARE, SUPPORT_MINUTES, Word, WordOrNumber,
};
use super::{
    Answer, Cause, Condition, Ending, EndingKind, Guide, Light, MOST_BITS, NOT_SURE, Note,
    Question, QuestionKind, Source, State, Step, Support,
};
use crate::finding::{Finding, has_errors};
use crate::light::Looks;
use links::{Kind, Links};
use plain::Plain;
use sound::Sound;

pub use links::{LONGEST_ID, is_id};
pub use names::{Name, clashes, normalised};
pub use plain::{LONGEST, SHORTEST};
pub use plain::{shared_notes, shared_steps};

/// What a draft means, when nothing is wrong in it and in what it uses of `shared`; else the findings
/// here and those about the shared files say what is.
#[must_use]
pub fn guide(draft: &Draft<'_>, shared: &Shared, findings: &mut Vec<Finding>) -> Option<Guide> {
    let mut checker = Checker {
        draft,
        links: Links::of(draft, shared),
        shared,
        findings,
    };
    let mut guide = checker.guide();
    checker.links.repeated(draft.outline, checker.findings);
    let sound = Sound::of(draft, findings);
    arrange::lights(&mut guide, draft, &sound, findings);
    apart::lights(&guide, draft, findings);
    answers::check(&guide, draft, &sound, findings);
    remedies::check(&guide, draft, &sound, findings);
    let is_whole = draft
        .used_steps()
        .all(|name| shared.steps.get(name).is_some())
        && draft
            .used_notes()
            .all(|name| shared.notes.get(name).is_some());
    Some(guide).filter(|_| is_whole && !has_errors(findings))
}

struct Checker<'a, 'd, 'f> {
    draft: &'a Draft<'d>,
    links: Links<'a>,
    shared: &'a Shared,
    findings: &'f mut Vec<Finding>,
}

impl Checker<'_, '_, '_> {
    fn guide(&mut self) -> Guide {
        let draft = self.draft;
        let text = |item: &Option<Item<'_, String>>| {
            item.as_ref()
                .map(|item| item.value.clone())
                .unwrap_or_default()
        };
        self.guide_id();
        self.bits();
        Guide {
            id: text(&draft.id),
            name: text(&draft.name),
            also: draft
                .also
                .read
                .iter()
                .map(|item| normalised(&item.value))
                .collect(),
            about: self.notes(&draft.about.read),
            sources: draft
                .sources
                .read
                .iter()
                .map(|item| source(&item.value))
                .collect(),
            conditions: draft
                .conditions
                .read
                .iter()
                .map(|item| Condition {
                    id: item.id.clone(),
                    text: item.value.clone(),
                })
                .collect(),
            causes: draft
                .causes
                .read
                .iter()
                .map(|item| self.cause(item))
                .collect(),
            lights: draft
                .lights
                .read
                .iter()
                .map(|item| self.light(item))
                .collect(),
            questions: draft
                .questions
                .read
                .iter()
                .map(|item| self.question(item))
                .collect(),
            steps: draft
                .steps
                .read
                .iter()
                .map(|item| self.step(item))
                .collect(),
            endings: draft
                .endings
                .read
                .iter()
                .map(|item| self.ending(item))
                .collect(),
            support: draft
                .support
                .as_ref()
                .map_or_else(no_support, |item| self.support(item)),
            prevention: self.notes(&draft.prevention.read),
        }
    }

    fn error(
        &mut self,
        code: &'static str,
        title: impl Into<String>,
        node: &Node,
        help: impl Into<String>,
    ) {
        self.plain().error(code, title, node, help);
    }

    fn plain(&mut self) -> Plain<'_, '_> {
        Plain {
            outline: self.draft.outline,
            findings: self.findings,
        }
    }

    fn minutes(&mut self, minutes: f64, node: &Node) -> f64 {
        self.plain().minutes(minutes, node)
    }

    /// The engine keeps a bit for each cause and each condition.
    fn bits(&mut self) {
        let causes = self
            .draft
            .causes
            .read
            .get(MOST_BITS)
            .map(|item| ("causes", item.name));
        let conditions = self
            .draft
            .conditions
            .read
            .get(MOST_BITS)
            .map(|item| ("conditions", item.name));
        for (what, node) in causes.into_iter().chain(conditions) {
            let title = format!("a guide has {MOST_BITS} {what} at the most");
            self.error("too-many", title, node, "merge related ones");
        }
    }

    /// The id is a plain word, and the file is named after it.
    fn guide_id(&mut self) {
        let Some(id) = &self.draft.id else { return };
        if !links::is_id(&id.value) {
            self.error(
                "bad-id",
                format!("`{}` is no id", id.value),
                id.node,
                "use lower-case letters, digits and single hyphens",
            );
        }
        if id.value == super::OTHER {
            self.error(
                "bad-id",
                "`other` is built in",
                id.node,
                "choose another id",
            );
        }
    }

    fn notes(&mut self, items: &[Item<'_, NoteDraft>]) -> Vec<Note> {
        items
            .iter()
            .flat_map(|item| self.note(&item.value, item.node))
            .collect()
    }

    /// The sentence of a note, or the sentences of the shared notes that stand there.
    fn note(&mut self, note: &NoteDraft, node: &Node) -> Vec<Note> {
        let NoteDraft { say, used, cite } = note;
        let cite = self.cite(cite, node.under("cite"));
        let sentences = match (say, used) {
            (Some(say), None) => vec![say.clone()],
            (None, Some(name)) => {
                let place = self.draft.outline.place(node.under("use"));
                self.findings.extend(self.shared.notes.missing(name, place));
                self.shared.notes.get(name).cloned().unwrap_or_default()
            }
            (Some(_), Some(_)) => {
                let title = "a note has `say` or `use`, not both";
                self.error(
                    "unknown-field",
                    title,
                    node.key("say"),
                    "remove one of the two",
                );
                Vec::new()
            }
            (None, None) => {
                self.error("missing-field", "this needs `say`", node, "add `say: …`");
                Vec::new()
            }
        };
        let note = |say| Note {
            say,
            cite: cite.clone(),
        };
        sentences.into_iter().map(note).collect()
    }

    /// Every cited row belongs to a source of the guide.
    fn cite(&mut self, rows: &[String], node: &Node) -> Vec<String> {
        for (position, row) in rows.iter().enumerate() {
            let known = self
                .draft
                .sources
                .read
                .iter()
                .any(|source| row.starts_with(&source.id));
            if !known && self.draft.sources.is_whole() {
                let sources = crate::finding::list(
                    self.draft
                        .sources
                        .read
                        .iter()
                        .map(|source| source.id.as_str()),
                );
                let help = format!(
                    "cite a row of one of the guide's sources ({sources}), or add its source"
                );
                self.error(
                    "unknown-source",
                    format!("no source has the row `{row}`"),
                    node.nth(position),
                    help,
                );
            }
        }
        rows.to_vec()
    }

    fn cause(&mut self, item: &Item<'_, CauseDraft>) -> Cause {
        let CauseDraft {
            name,
            about,
            kind,
            cite,
        } = &item.value;
        let cite = self.cite(cite, item.node.under("cite"));
        Cause {
            id: item.id.clone(),
            name: name.clone(),
            about: about.clone(),
            kind: *kind,
            cite,
        }
    }

    fn light(&mut self, item: &Item<'_, LightDraft>) -> Light {
        let LightDraft {
            looks,
            state,
            means,
            causes,
            may_be,
            end,
            article,
            cite,
            ..
        } = &item.value;
        let parsed = Looks::parse(looks);
        if let Err(error) = &parsed {
            let title = format!("this light cannot be read: {error}");
            self.error(
                "unknown-looks",
                title,
                item.node.under("looks"),
                error.help(),
            );
        }
        if causes.is_empty() && may_be.is_empty() && *state == State::Fault {
            self.error(
                "no-cause",
                format!("the light `{}` is a fault and has no causes", item.id),
                item.name,
                "add `causes:`, or `may-be:` with the lights that it may be",
            );
        }
        if !causes.is_empty() && !may_be.is_empty() {
            self.error(
                "two-origins",
                "a light has `causes` or `may-be`, not both",
                item.node.key("may-be"),
                "remove one of the two",
            );
        }
        let weights = self.numbers(
            causes,
            item.node.under("causes"),
            OTHER_WEIGHT,
            0.0,
            causes.is_empty(),
        );
        let weight: f64 = weights.iter().sum();
        let priors = weights
            .iter()
            .map(|part| if weight > 0.0 { part / weight } else { 0.0 })
            .collect();
        Light {
            id: item.id.clone(),
            text: looks.clone(),
            looks: parsed.unwrap_or_else(|_| Looks { leds: Vec::new() }),
            state: *state,
            means: means.clone(),
            may_be: self.linked(Kind::Light, may_be, item.node.under("may-be")),
            priors,
            weight,
            end: end
                .as_ref()
                .and_then(|end| self.link(Kind::Ending, end, item.node.under("end"))),
            questions: Vec::new(),
            steps: Vec::new(),
            article: self.linked(Kind::Step, article, item.node.under("article")),
            cite: self.cite(cite, item.node.under("cite")),
        }
    }

    /// A number for each cause of the guide: the word's, or `unnamed`; the last one is for "something
    /// else". All are 0 when `none` are wanted.
    fn numbers<W: Word>(
        &mut self,
        words: &std::collections::BTreeMap<String, WordOrNumber<W>>,
        node: &Node,
        other: f64,
        unnamed: f64,
        none: bool,
    ) -> Vec<f64> {
        let count = self.draft.causes.read.len();
        let mut numbers = vec![unnamed; count];
        numbers.push(if none { 0.0 } else { other });
        for (cause, word) in words {
            let number = match word.number() {
                Ok(number) => number,
                Err(help) => {
                    self.error(
                        "unknown-word",
                        format!("`{word}` is not a word or number for this"),
                        node.under(cause),
                        help,
                    );
                    continue;
                }
            };
            if cause == super::OTHER {
                numbers[count] = number;
            } else if let Some(at) = self.links.find(
                Kind::Cause,
                cause,
                node.key(cause),
                self.draft.outline,
                self.findings,
            ) {
                numbers[usize::from(at)] = number;
            }
        }
        numbers
    }

    fn link<I: From<Position>>(&mut self, kind: Kind, id: &str, node: &Node) -> Option<I> {
        self.links
            .find(kind, id, node, self.draft.outline, self.findings)
            .map(|at| I::from(Position(at)))
    }

    fn linked<I: From<Position>>(&mut self, kind: Kind, ids: &[String], node: &Node) -> Vec<I> {
        ids.iter()
            .enumerate()
            .filter_map(|(position, id)| self.link(kind, id, node.nth(position)))
            .collect()
    }

    fn question(&mut self, item: &Item<'_, QuestionDraft>) -> Question {
        let QuestionDraft {
            kind,
            ask,
            why,
            minutes,
            when,
            answers,
            cite,
            ..
        } = &item.value;
        let node = item.node.under("answers");
        let mut shares: Vec<Vec<f64>> = Vec::new();
        let mut meant: Vec<Answer> = Vec::new();
        for (position, answer) in answers.iter().enumerate() {
            shares.push(self.shares(answer, node.nth(position)));
            meant.push(self.answer(answer, node.nth(position), *kind));
        }
        self.answer_ids(answers, node);
        if !answers.is_empty() {
            self.normalise(&mut meant, &shares, item);
        }
        meant.push(not_sure(self.draft.causes.read.len()));
        Question {
            id: item.id.clone(),
            kind: *kind,
            ask: ask.clone(),
            why: why.clone(),
            minutes: self.minutes(
                minutes.unwrap_or(QUESTION_MINUTES),
                item.node.under("minutes"),
            ),
            when: self.linked(Kind::Condition, when, item.node.under("when")),
            answers: meant,
            cite: self.cite(cite, item.node.under("cite")),
        }
    }

    fn answer(&mut self, answer: &AnswerDraft, node: &Node, kind: QuestionKind) -> Answer {
        if answer.do_first.is_some() && kind != QuestionKind::Safety {
            self.error(
                "do-first",
                "only an answer to a safety question can put a step first",
                node.key("do-first"),
                "make the question `kind: safety`, or remove `do-first`",
            );
        }
        Answer {
            id: answer.id.clone(),
            say: answer.say.clone(),
            likelihood: Vec::new(),
            establishes: self.linked(
                Kind::Condition,
                &answer.establishes,
                node.under("establishes"),
            ),
            rules_out: self.linked(Kind::Cause, &answer.rules_out, node.under("rules-out")),
            do_first: answer
                .do_first
                .as_ref()
                .and_then(|step| self.link(Kind::Step, step, node.under("do-first"))),
            end: answer
                .end
                .as_ref()
                .and_then(|end| self.link(Kind::Ending, end, node.under("end"))),
            cite: self.cite(&answer.cite, node.under("cite")),
        }
    }

    /// How often this answer is given under each cause, before the answers are weighed together.
    fn shares(&mut self, answer: &AnswerDraft, node: &Node) -> Vec<f64> {
        let common = answer
            .share
            .clone()
            .unwrap_or_else(|| WordOrNumber::word(SHARE));
        let share = common.number().unwrap_or_else(|help| {
            self.error(
                "unknown-word",
                format!("`{common}` is not a word or number for this"),
                node.under("share"),
                help,
            );
            1.0
        });
        let to = self.numbers(&answer.points_to, node.under("points-to"), 1.0, 1.0, false);
        let away = self.numbers(
            &answer.points_away,
            node.under("points-away"),
            1.0,
            1.0,
            false,
        );
        let mut shares: Vec<f64> = to
            .iter()
            .zip(&away)
            .map(|(to, away)| share * to / away)
            .collect();
        for cause in
            self.linked::<super::CauseId>(Kind::Cause, &answer.rules_out, node.under("rules-out"))
        {
            shares[cause.at()] = 0.0;
        }
        shares
    }

    /// Turns shares into likelihoods: for each cause they sum to 1, "not sure" included.
    fn normalise(
        &mut self,
        answers: &mut [Answer],
        shares: &[Vec<f64>],
        item: &Item<'_, QuestionDraft>,
    ) {
        for cause in 0..=self.draft.causes.read.len() {
            let sum: f64 = shares.iter().map(|shares| shares[cause]).sum();
            if sum <= 0.0 {
                let id = self
                    .draft
                    .causes
                    .read
                    .get(cause)
                    .map_or(super::OTHER, |cause| &cause.id);
                self.error(
                    "impossible-cause",
                    format!("every answer rules out `{id}`"),
                    item.name,
                    "leave at least one answer that the cause allows",
                );
                continue;
            }
            for (answer, shares) in answers.iter_mut().zip(shares) {
                answer
                    .likelihood
                    .push(shares[cause] / sum * (1.0 - NOT_SURE_CHANCE));
            }
        }
    }

    /// The answers of a question have ids of their own.
    fn answer_ids(&mut self, answers: &[AnswerDraft], node: &Node) {
        if answers.len() < 2 {
            self.error(
                "few-answers",
                "a question needs at least two answers",
                node,
                "add what else a person may see; \"not sure\" does not count",
            );
        }
        for (position, answer) in answers.iter().enumerate() {
            let place = node.nth(position).under("id");
            if links::BUILT_IN.contains(&answer.id.as_str()) {
                self.error(
                    "bad-id",
                    format!("`{}` is built in", answer.id),
                    place,
                    "choose another id; \"not sure\" belongs to every question by itself",
                );
            } else if !links::is_id(&answer.id) {
                self.error(
                    "bad-id",
                    format!("`{}` is no id", answer.id),
                    place,
                    "use lower-case letters, digits and single hyphens",
                );
            } else if answers[..position]
                .iter()
                .any(|earlier| earlier.id == answer.id)
            {
                self.error(
                    "duplicate-id",
                    format!("another answer of this question is called `{}`", answer.id),
                    place,
                    "give each answer an id of its own",
                );
            }
        }
    }

    fn step(&mut self, item: &Item<'_, StepEntry>) -> Step {
        let (task, fixes, when, after, needs, then, cite) = match &item.value {
            StepEntry::Own(own) => {
                let task = TaskDraft::from(own);
                let task = self.plain().task(&task, item.name, item.node);
                let StepDraft {
                    fixes,
                    when,
                    after,
                    needs,
                    then,
                    cite,
                    ..
                } = own;
                (task, fixes, when, after, needs, then, cite)
            }
            StepEntry::Used(used) => {
                let task = self.shared_task(used, item.node);
                let UsedStepDraft {
                    fixes,
                    when,
                    after,
                    needs,
                    then,
                    cite,
                    ..
                } = used;
                (task, fixes, when, after, needs, then, cite)
            }
        };
        if fixes.is_empty() {
            self.error(
                "empty-step",
                format!("the step `{}` fixes no cause", item.id),
                item.node.under("fixes"),
                "name what it can fix: `fixes: {cause: medium}`",
            );
        }
        let mut repairs = self.numbers(fixes, item.node.under("fixes"), 0.0, 0.0, false);
        repairs.pop();
        Step {
            id: item.id.clone(),
            title: task.title,
            actions: task.actions,
            repairs,
            minutes: task.minutes,
            effort: task.effort,
            risk: task.risk,
            loses: task.loses,
            when: self.linked(Kind::Condition, when, item.node.under("when")),
            after: self.linked(Kind::Step, after, item.node.under("after")),
            needs: self.linked(Kind::Step, needs, item.node.under("needs")),
            then: self.linked(Kind::Light, then, item.node.under("then")),
            cite: self.cite(cite, item.node.under("cite")),
        }
    }

    /// What a shared step does, with the guide's own minutes if it gives them. Nothing when it cannot be
    /// had; there is a finding that says why.
    fn shared_task(&mut self, used: &UsedStepDraft, node: &Node) -> Task {
        let place = self.draft.outline.place(node.under("use"));
        self.findings
            .extend(self.shared.steps.missing(&used.name, place));
        let mut task = self
            .shared
            .steps
            .get(&used.name)
            .cloned()
            .unwrap_or_default();
        if let Some(minutes) = used.minutes {
            let node = node.under("minutes");
            task.minutes = self
                .plain()
                .minutes_with_waits(minutes, &task.actions, node);
        }
        task
    }

    fn ending(&mut self, item: &Item<'_, EndingDraft>) -> Ending {
        let EndingDraft {
            kind,
            title,
            say,
            minutes,
            continue_with,
            cite,
        } = &item.value;
        if matches!(kind, EndingKind::Fixed | EndingKind::Support) {
            self.error(
                "built-in-ending",
                "the endings `fixed` and `support` are built in",
                item.node.under("kind"),
                "use `normal`, `setup`, `wait` or `stop`",
            );
        }
        Ending {
            id: item.id.clone(),
            kind: *kind,
            title: title.clone(),
            say: say.clone(),
            minutes: self
                .plain()
                .minutes_from(0.0, *minutes, item.node.under("minutes")),
            continue_with: continue_with.clone(),
            cite: self.cite(cite, item.node.under("cite")),
        }
    }

    fn support(&mut self, item: &Item<'_, SupportDraft>) -> Support {
        let SupportDraft {
            minutes,
            when,
            channels,
            have_ready,
            attach,
            cite,
        } = &item.value;
        self.cite(cite, item.node.under("cite"));
        let mut notes = |notes: &[NoteDraft], key: &str| -> Vec<Note> {
            let node = item.node.under(key);
            notes
                .iter()
                .enumerate()
                .flat_map(|(position, note)| self.note(note, node.nth(position)))
                .collect()
        };
        let (when, channels) = (notes(when, "when"), notes(channels, "channels"));
        let have_ready = notes(have_ready, "have-ready");
        let attach = notes(attach, "attach");
        Support {
            minutes: self.minutes(
                minutes.unwrap_or(SUPPORT_MINUTES),
                item.node.under("minutes"),
            ),
            when,
            channels,
            have_ready,
            attach,
        }
    }
}

/// A position in a list of the guide, on its way to an id type.
#[derive(Clone, Copy)]
struct Position(u16);

macro_rules! from_position {
    ($($id:ident),+) => {$(
        impl From<Position> for super::$id {
            fn from(position: Position) -> Self {
                Self(position.0)
            }
        }
    )+};
}

from_position!(LightId, CauseId, StepId, EndingId, ConditionId);

fn source(draft: &SourceDraft) -> Source {
    let SourceDraft {
        id,
        title,
        by,
        kind,
        dated,
        url,
    } = draft;
    Source {
        id: id.clone(),
        title: title.clone(),
        by: by.clone(),
        kind: *kind,
        dated: dated.clone(),
        url: url.clone(),
    }
}

fn not_sure(causes: usize) -> Answer {
    Answer {
        id: NOT_SURE.to_owned(),
        say: "Not sure".to_owned(),
        likelihood: vec![NOT_SURE_CHANCE; causes + 1],
        establishes: Vec::new(),
        rules_out: Vec::new(),
        do_first: None,
        end: None,
        cite: Vec::new(),
    }
}

fn no_support() -> Support {
    Support {
        minutes: SUPPORT_MINUTES,
        when: Vec::new(),
        channels: Vec::new(),
        have_ready: Vec::new(),
        attach: Vec::new(),
    }
}
