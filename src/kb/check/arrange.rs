//! The rules that the loader adds to every light, so that no author can break them: which questions
//! and steps belong to it, waiting before everything else, erasing last of all.

use super::answers;
use super::sound::Sound;
use crate::finding::{Finding, has_errors};
use crate::kb::draft::{Draft, Items};
use crate::kb::{
    Answer, CauseKind, ConditionId, EndingId, EndingKind, Guide, Light, LightId, LightStep,
    MOST_CLUES, MOST_STEPS, Question, QuestionId, QuestionKind, Risk, State, Step, StepId,
};

/// Above this many steps a light gets a warning.
const MANY_STEPS: usize = 9;
/// Above this many questions a light gets a warning.
const MANY_CLUES: usize = 4;

/// Works out the questions, steps and order of every light. Where mistakes were found before, a rule
/// says nothing that mending them could make untrue.
pub(super) fn lights(
    guide: &mut Guide,
    draft: &Draft<'_>,
    sound: &Sound,
    findings: &mut Vec<Finding>,
) {
    let mut arranger = Arranger {
        sound,
        cycles: Vec::new(),
        draft,
        findings,
    };
    for id in guide.light_ids() {
        let members = arranger.members(guide, id);
        mix(guide, id, &members);
    }
    for id in guide.light_ids() {
        let light = arranger.light(guide, id);
        guide.lights[id.at()] = light;
    }
    arranger.busy(guide);
    arranger.first_aid(guide);
    arranger.waiting(guide);
    arranger.harmless(guide);
    arranger.conditions(guide);
    arranger.unused(guide);
}

/// A light that may be several others has their priors in equal shares.
fn mix(guide: &mut Guide, id: LightId, members: &[LightId]) {
    if members.is_empty() {
        return;
    }
    let count = f64::from(u16::try_from(members.len()).unwrap_or(u16::MAX));
    let mean = |part: &dyn Fn(&Light) -> f64| {
        members
            .iter()
            .map(|member| part(&guide[*member]))
            .sum::<f64>()
            / count
    };
    let priors = (0..=guide.causes.len())
        .map(|cause| mean(&|light| light.priors[cause]))
        .collect();
    let weight = mean(&|light| light.weight);
    let light = &mut guide.lights[id.at()];
    light.priors = priors;
    light.weight = weight;
}

struct Arranger<'a, 'd, 'f> {
    sound: &'a Sound,
    /// The steps of each cycle that was told.
    cycles: Vec<Vec<StepId>>,
    draft: &'a Draft<'d>,
    findings: &'f mut Vec<Finding>,
}

impl Arranger<'_, '_, '_> {
    fn error(
        &mut self,
        code: &'static str,
        light: LightId,
        title: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self
            .draft
            .outline
            .place(self.draft.lights.read[light.at()].name);
        self.findings
            .push(Finding::error(code, title, place).help(help));
    }

    /// The lights that a light may be: plain ones with causes.
    fn members(&mut self, guide: &Guide, id: LightId) -> Vec<LightId> {
        let members = &guide[id].may_be;
        for member in members {
            if !guide[*member].may_be.is_empty() || guide[*member].weight <= 0.0 {
                let title = format!(
                    "`{}` may be `{}`, which has no causes of its own",
                    guide[id].id, guide[*member].id
                );
                self.error("may-be", id, title, "name lights that have `causes`");
            }
        }
        members.clone()
    }

    fn light(&mut self, guide: &Guide, id: LightId) -> Light {
        let mut light = guide[id].clone();
        let steps = belonging_steps(guide, &light);
        light.questions = belonging_questions(guide, &light, &steps);
        self.endings(guide, id, &mut light);
        self.sizes(guide, id, &light, steps.len());
        // A light of any size would take its time to put in order.
        if steps.len() <= MOST_STEPS {
            let waits = |step: &StepId| guide[*step].waits_for_busy(guide, &light);
            let waiting: Vec<StepId> = steps.iter().copied().filter(waits).collect();
            light.steps = steps
                .iter()
                .map(|step| in_order(guide, &steps, &waiting, *step))
                .collect();
        }
        if let Some(cycle) = cycle(&light.steps) {
            self.cycle(guide, id, cycle);
        }
        light
    }

    /// Steps that wait for each other, told once however many lights they are on.
    fn cycle(&mut self, guide: &Guide, light: LightId, mut cycle: Vec<StepId>) {
        let path: Vec<&str> = cycle.iter().map(|step| guide[*step].id.as_str()).collect();
        let title = format!(
            "on the light `{}` these steps wait for each other: {}",
            guide[light].id,
            path.join(" → ")
        );
        cycle.sort_unstable();
        cycle.dedup();
        if !self.cycles.contains(&cycle) {
            self.error(
                "cycle",
                light,
                title,
                "remove one of their `after` or `needs`",
            );
            self.cycles.push(cycle);
        }
    }

    /// Where a case with this light ends by rule.
    fn endings(&mut self, guide: &Guide, id: LightId, light: &mut Light) {
        if light.weight <= 0.0 {
            let kind = match light.state {
                State::Normal => EndingKind::Normal,
                State::Setup => EndingKind::Setup,
                State::Busy | State::Fault => EndingKind::Wait,
            };
            light.end = light.end.or_else(|| guide.ending_of_kind(kind));
            if light.end.is_none() && self.sound.endings {
                let title = format!("the light `{}` has no causes and no ending", light.id);
                self.error(
                    "no-ending",
                    id,
                    title,
                    "add `end: …`, or an ending of the same kind as its state",
                );
            }
        } else if light.end.is_some() {
            let title = format!(
                "the light `{}` has causes, so it does not end at once",
                light.id
            );
            self.error("two-origins", id, title, "remove `end`, or the causes");
        }
    }

    /// A person who cannot give first aid has an ending.
    fn first_aid(&mut self, guide: &Guide) {
        let demands = |question: &Question| {
            question
                .answers
                .iter()
                .any(|answer| answer.do_first.is_some())
        };
        let demanding = guide.questions.iter().position(demands);
        let stop = guide.ending_of_kind(EndingKind::Stop);
        if let (Some(at), None, true) = (demanding, stop, self.sound.endings) {
            let item = &self.draft.questions.read[at];
            let title = format!(
                "whoever cannot do what `{}` puts first has no ending",
                item.id
            );
            let finding = Finding::error("no-ending", title, self.draft.outline.place(item.name));
            self.findings
                .push(finding.help("add an ending of `kind: stop`"));
        }
    }

    /// A person who cannot wait has an ending.
    fn waiting(&mut self, guide: &Guide) {
        let waits = |id: &LightId| guide[*id].waits(guide).next().is_some();
        let waiting = guide.light_ids().find(waits);
        let wait = guide.ending_of_kind(EndingKind::Wait);
        if let (Some(light), None, true) = (waiting, wait, self.sound.endings) {
            let title = format!(
                "whoever cannot wait on the light `{}` has no ending",
                guide[light].id
            );
            self.error("no-ending", light, title, "add an ending of `kind: wait`");
        }
    }

    fn sizes(&mut self, guide: &Guide, id: LightId, light: &Light, steps: usize) {
        let clues = light
            .questions
            .iter()
            .filter(|question| guide[**question].kind != QuestionKind::Safety)
            .count();
        let counts = [
            ("steps", steps, MOST_STEPS, MANY_STEPS),
            ("questions", clues, MOST_CLUES, MANY_CLUES),
        ];
        for (what, count, most, many) in counts {
            let title = format!("the light `{}` has {count} {what}", light.id);
            let help = format!("merge related ones: {many} are enough, {most} the most");
            if count > most {
                self.error("too-many", id, title, help);
            } else if count > many {
                let place = self
                    .draft
                    .outline
                    .place(self.draft.lights.read[id.at()].name);
                self.findings
                    .push(Finding::warning("many", title, place).help(help));
            }
        }
    }

    /// A cause that wants to be left alone has a step that waits.
    fn busy(&mut self, guide: &Guide) {
        if !self.sound.repairs {
            return;
        }
        for (at, cause) in guide.causes.iter().enumerate() {
            let shows = guide.lights.iter().any(|light| light.priors[at] > 0.0);
            let waits = guide.steps.iter().any(|step| step.repairs[at] > 0.0);
            if cause.kind == CauseKind::Busy && shows && !waits {
                let place = self.draft.outline.place(self.draft.causes.read[at].name);
                let title = format!("no step waits for `{}`", cause.id);
                let help = format!(
                    "add a step that waits, with `fixes: {{{}: certain}}`",
                    cause.id
                );
                self.findings
                    .push(Finding::error("no-wait", title, place).help(help));
            }
        }
    }

    /// What waits for a busy device may come at any time and does no harm; nor does what comes first.
    fn harmless(&mut self, guide: &Guide) {
        let busy = |step: &Step| {
            guide
                .causes
                .iter()
                .zip(&step.repairs)
                .any(|(cause, chance)| cause.kind == CauseKind::Busy && *chance > 0.0)
        };
        for (step, item) in guide.steps.iter().zip(&self.draft.steps.read) {
            if busy(step) && (step.risk != Risk::None || !step.when.is_empty()) {
                let title = format!(
                    "`{}` waits for a busy device, so nothing may keep it from that",
                    item.id
                );
                let finding = Finding::error("no-wait", title, self.draft.outline.place(item.name));
                self.findings.push(
                    finding.help("give it no `when` and no `risk`, or let it fix no busy cause"),
                );
            }
        }
        for (question, item) in guide.questions.iter().zip(&self.draft.questions.read) {
            if question.kind == QuestionKind::Safety && !question.when.is_empty() {
                let finding = Finding::error(
                    "safety-when",
                    format!("the safety question `{}` asks for a condition", item.id),
                    self.draft.outline.place(item.node.key("when")),
                );
                self.findings
                    .push(finding.help("remove `when`: safety is asked about always"));
            }
            let erases = |answer: &Answer| {
                answer
                    .do_first
                    .is_some_and(|step| guide[step].risk == Risk::Erases)
            };
            if let Some(position) = question.answers.iter().position(erases) {
                let place = self
                    .draft
                    .outline
                    .place(item.node.under("answers").nth(position).under("do-first"));
                let finding =
                    Finding::error("do-first", "a step that erases cannot come first", place);
                self.findings.push(
                    finding.help("name a step that makes the device safe and erases nothing"),
                );
            }
        }
    }

    /// Every condition that something asks for can be established.
    fn conditions(&mut self, guide: &Guide) {
        if !self.sound.answers {
            return;
        }
        for (at, item) in (0..).map(ConditionId).zip(&self.draft.conditions.read) {
            let established = all_answers(guide)
                .any(|answer| answer.end.is_none() && answer.establishes.contains(&at));
            if asks_for(guide, at) && !established {
                let title = format!("no answer establishes the condition `{}`", item.id);
                let help = format!(
                    "add `establishes: [{}]` to an answer, or remove the condition",
                    item.id
                );
                self.findings.push(
                    Finding::error("no-answer", title, self.draft.outline.place(item.name))
                        .help(help),
                );
            }
        }
    }

    /// Every condition, cause, question, step and ending plays a part on some light, as far as that can be
    /// told.
    fn unused(&mut self, guide: &Guide) {
        if has_errors(self.findings) || !self.draft.is_whole() {
            return;
        }
        let on_a_light = |part: &dyn Fn(&Light) -> bool| guide.lights.iter().any(part);
        let causes = |at: usize| on_a_light(&|light| light.priors[at] > 0.0);
        let questions = |at: usize| {
            // That its answers tell nothing is a rule of its own.
            let id = QuestionId(u16::try_from(at).unwrap_or(u16::MAX));
            answers::tells_nothing(guide, id)
                || on_a_light(&|light| light.questions.iter().any(|other| other.at() == at))
        };
        let first = |at: usize| {
            all_answers(guide).any(|answer| answer.do_first.is_some_and(|step| step.at() == at))
        };
        let steps = |at: usize| {
            first(at) || on_a_light(&|light| light.steps.iter().any(|step| step.step.at() == at))
        };
        let endings = |at: usize| {
            let by_rule =
                [EndingKind::Wait, EndingKind::Stop].map(|kind| guide.ending_of_kind(kind));
            let is_this = |end: Option<EndingId>| end.is_some_and(|end| end.at() == at);
            by_rule.into_iter().any(is_this)
                || on_a_light(&|light| is_this(light.end))
                || all_answers(guide).any(|answer| answer.end.is_some_and(|end| end.at() == at))
        };
        let wanted =
            |at: usize| asks_for(guide, ConditionId(u16::try_from(at).unwrap_or(u16::MAX)));
        self.unused_items("condition", &self.draft.conditions, &wanted);
        self.unused_items("cause", &self.draft.causes, &causes);
        self.unused_items("question", &self.draft.questions, &questions);
        self.unused_items("step", &self.draft.steps, &steps);
        self.unused_items("ending", &self.draft.endings, &endings);
    }

    fn unused_items<T>(
        &mut self,
        what: &str,
        items: &Items<'_, T>,
        is_used: &dyn Fn(usize) -> bool,
    ) {
        for (_, item) in items
            .read
            .iter()
            .enumerate()
            .filter(|(position, _)| !is_used(*position))
        {
            let title = format!("the {what} `{}` plays no part on any light", item.id);
            let finding = Finding::warning("unused", title, self.draft.outline.place(item.name));
            self.findings
                .push(finding.help(format!("let a light lead to it, or remove the {what}")));
        }
    }
}

/// Whether a step or a question asks for a condition.
fn asks_for(guide: &Guide, condition: ConditionId) -> bool {
    let mut steps = guide.steps.iter();
    let mut questions = guide.questions.iter();
    steps.any(|step| step.when.contains(&condition))
        || questions.any(|question| question.when.contains(&condition))
}

fn all_answers(guide: &Guide) -> impl Iterator<Item = &Answer> {
    guide
        .questions
        .iter()
        .flat_map(|question| &question.answers)
}

/// The steps that fix one of the light's causes, and those that they need.
fn belonging_steps(guide: &Guide, light: &Light) -> Vec<StepId> {
    let fixes = |step: &Step| {
        step.repairs
            .iter()
            .zip(&light.priors)
            .any(|(chance, prior)| *chance > 0.0 && *prior > 0.0)
    };
    let mut belongs: Vec<bool> = guide.steps.iter().map(fixes).collect();
    let mut grown = true;
    while grown {
        grown = false;
        for (step, _) in guide
            .steps
            .iter()
            .zip(belongs.clone())
            .filter(|(_, belongs)| *belongs)
        {
            for need in &step.needs {
                grown |= !belongs[need.at()];
                belongs[need.at()] = true;
            }
        }
    }
    (0..)
        .map(StepId)
        .zip(belongs)
        .filter(|(_, belongs)| *belongs)
        .map(|(step, _)| step)
        .collect()
}

/// A step among the steps of a light: what is written, and what the rules add.
fn in_order(guide: &Guide, steps: &[StepId], waiting: &[StepId], step: StepId) -> LightStep {
    let here = |ids: &[StepId]| -> Vec<StepId> {
        ids.iter()
            .copied()
            .filter(|id| steps.contains(id))
            .collect()
    };
    let mut after = here(&guide[step].after);
    if guide[step].risk == Risk::Erases {
        let earlier = |other: &StepId| guide[*other].risk != Risk::Erases;
        after.extend(steps.iter().copied().filter(earlier));
    }
    after.sort_unstable();
    after.dedup();
    let waits = if waiting.contains(&step) {
        Vec::new()
    } else {
        waiting.to_vec()
    };
    LightStep {
        step,
        after,
        needs: here(&guide[step].needs),
        waits,
    }
}

/// The questions of a light, safety first: those that tell its causes apart, and those that establish
/// what its steps or its other questions ask for.
fn belonging_questions(guide: &Guide, light: &Light, steps: &[StepId]) -> Vec<QuestionId> {
    let is_safety = |question: &Question| question.kind == QuestionKind::Safety;
    let mut belongs: Vec<bool> = guide
        .questions
        .iter()
        .map(|question| is_safety(question) || moves(question, light))
        .collect();
    let mut wanted: Vec<ConditionId> = steps
        .iter()
        .flat_map(|step| &guide[*step].when)
        .copied()
        .collect();
    let mut grown = true;
    while grown {
        grown = false;
        for (question, belongs) in guide.questions.iter().zip(&mut belongs) {
            let establishes = question
                .answers
                .iter()
                .flat_map(|answer| &answer.establishes)
                .any(|condition| wanted.contains(condition));
            *belongs |= establishes;
            if *belongs
                && question
                    .when
                    .iter()
                    .any(|condition| !wanted.contains(condition))
            {
                wanted.extend(&question.when);
                grown = true;
            }
        }
    }
    let all = || {
        (0..)
            .map(QuestionId)
            .zip(&belongs)
            .filter(|(_, belongs)| **belongs)
            .map(|(id, _)| id)
    };
    let of = |safety: bool| all().filter(move |id| is_safety(&guide[*id]) == safety);
    of(true).chain(of(false)).collect()
}

/// Whether the answers of a question tell some of the light's causes apart.
fn moves(question: &Question, light: &Light) -> bool {
    let possible = |likelihood: &Vec<f64>| -> Vec<f64> {
        likelihood
            .iter()
            .zip(&light.priors)
            .filter(|(_, prior)| **prior > 0.0)
            .map(|(chance, _)| *chance)
            .collect()
    };
    question.answers.iter().any(|answer| {
        possible(&answer.likelihood)
            .windows(2)
            .any(|pair| (pair[0] - pair[1]).abs() > 1e-12)
    })
}

/// Steps that wait for each other, as a path that ends where it starts.
fn cycle(steps: &[LightStep]) -> Option<Vec<StepId>> {
    let before = |step: StepId| {
        steps
            .iter()
            .find(|other| other.step == step)
            .into_iter()
            .flat_map(|other| other.after.iter().chain(&other.needs).chain(&other.waits))
    };
    // Whatever is left once every step that waits for nothing has been taken away is on a cycle or
    // behind one; walking backwards from there must meet a step twice.
    let mut left: Vec<StepId> = steps.iter().map(|step| step.step).collect();
    loop {
        let rest: Vec<StepId> = left
            .iter()
            .copied()
            .filter(|step| before(*step).any(|earlier| left.contains(earlier)))
            .collect();
        if rest.len() == left.len() {
            break;
        }
        left = rest;
    }
    let mut path = vec![*left.first()?];
    loop {
        let last = *path.last()?;
        let earlier = *before(last).find(|earlier| left.contains(earlier))?;
        if let Some(start) = path.iter().position(|step| *step == earlier) {
            let mut cycle = path.split_off(start);
            cycle.push(earlier);
            cycle.reverse();
            return Some(cycle);
        }
        path.push(earlier);
    }
}
