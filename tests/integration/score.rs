//! What the advice costs, beside the best that is possible, the article's order, and cases drawn by lot.

use blinkdoc::engine::{Case, End, Engine, Entry, Move, Outcome, Reason};
use blinkdoc::kb::{Guide, LightId};
use blinkdoc::score::{self, LightScore};

use super::common::guides;

/// Every light of the built-in guides with something to decide.
fn scores() -> Vec<(Guide, Vec<LightScore>)> {
    let guides = guides().into_iter();
    guides
        .map(|guide| {
            let scores = score::of(&guide);
            (guide, scores)
        })
        .collect()
}

/// The minutes of the safety questions, which no other order asks.
fn safety_minutes(guide: &Guide) -> f64 {
    let questions = guide.safety_questions();
    questions.map(|question| guide[question].minutes).sum()
}

#[test]
fn the_advice_is_as_good_as_the_rules_allow() {
    let mut ratios = Vec::new();
    for (guide, scores) in scores() {
        for score in scores {
            let light = &guide[score.light].id;
            let best = score.yardsticks.optimum;
            let ratio = (score.blinkdoc.minutes - safety_minutes(&guide)) / best;
            assert!(score.yardsticks.is_exact, "{}/{light}", guide.id);
            assert!(ratio > 1.0 - 1e-9, "{}/{light}: {ratio}", guide.id);
            assert!(ratio < 1.002, "{}/{light}: {ratio}", guide.id);
            assert!(best <= score.yardsticks.steps_only + 1e-9);
            assert!(score.yardsticks.unconstrained <= best + 1e-9);
            ratios.push(ratio);
        }
    }
    assert!(ratios.len() > 30);
    assert!(mean(&ratios) < 1.001, "{}", mean(&ratios));
}

#[test]
fn the_advice_takes_less_of_a_persons_time_than_the_article() {
    let mut ratios = Vec::new();
    for (guide, scores) in scores() {
        for score in scores {
            let light = &guide[score.light];
            let Some(article) = score.article else {
                continue;
            };
            if light.waits(&guide).next().is_some() {
                continue;
            }
            let ratio = score.blinkdoc.own / article.own;
            assert!(ratio <= 1.0, "{}/{}: {ratio}", guide.id, light.id);
            assert!(
                score.blinkdoc.support <= article.support + 0.01,
                "{}/{}",
                guide.id,
                light.id
            );
            ratios.push(ratio);
        }
    }
    assert!(ratios.len() >= 4);
    assert!(mean(&ratios) <= 0.85, "{}", mean(&ratios));
}

#[test]
fn the_sum_that_is_told_is_what_a_case_takes() {
    let mut trimmed = 0;
    for (guide, scores) in scores() {
        for score in scores {
            let case = score::harmless(&guide, score.light);
            let mut engine = Engine::new(&guide);
            let advice = engine.advise(&case);
            let Reason::Price(quick) = &advice.reason else {
                panic!("a rule decides over {}", guide[score.light].id);
            };
            trimmed += usize::from(!quick.is_exact);
            let Reason::Price(told) = engine.with_larger_sum(&case, advice).reason else {
                panic!("the sum is lost");
            };
            let takes = score.blinkdoc.minutes - safety_minutes(&guide);
            let ratio = told.expected / takes;
            let light = &guide[score.light].id;
            assert!(told.is_exact, "{}/{light}", guide.id);
            assert!(
                (0.998..1.001).contains(&ratio),
                "{}/{light}: {ratio}",
                guide.id
            );
        }
    }
    assert!(trimmed > 0);
}

fn mean(numbers: &[f64]) -> f64 {
    let count = f64::from(u32::try_from(numbers.len()).expect("few numbers"));
    numbers.iter().sum::<f64>() / count
}

/// Numbers that look random and are the same everywhere (splitmix64).
struct Lot(u64);

impl Lot {
    /// A number in 0..1.
    #[allow(clippy::cast_precision_loss, reason = "53 bits are exact")]
    fn draw(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A position, each as likely as its weight says.
    fn pick(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let total: f64 = weights.clone().sum();
        let mut rest = self.draw() * total;
        let mut last = 0;
        for (position, weight) in weights.enumerate() {
            if weight > 0.0 {
                last = position;
                if rest < weight {
                    return position;
                }
                rest -= weight;
            }
        }
        last
    }
}

/// What the engine advises in one situation, and where each reply leads.
struct Node {
    case: Case,
    next: Move,
    children: Vec<Option<usize>>,
}

/// The situations that came up, each decided by the engine once.
struct Tree<'g> {
    guide: &'g Guide,
    engine: Engine<'g>,
    nodes: Vec<Node>,
}

impl<'g> Tree<'g> {
    fn of(guide: &'g Guide, light: LightId) -> Self {
        let mut tree = Self {
            guide,
            engine: Engine::new(guide),
            nodes: Vec::new(),
        };
        tree.add(score::harmless(guide, light));
        tree
    }

    fn add(&mut self, case: Case) -> usize {
        let next = self.engine.advise(&case).next;
        let children = match next {
            Move::Ask(question) => self.guide[question].answers.len(),
            Move::Try(_) => 1,
            Move::End(_) => 0,
        };
        self.nodes.push(Node {
            case,
            next,
            children: vec![None; children],
        });
        self.nodes.len() - 1
    }

    fn child(&mut self, node: usize, reply: usize, entry: Entry) -> usize {
        if let Some(child) = self.nodes[node].children[reply] {
            return child;
        }
        let case = self.nodes[node].case.with(entry);
        let child = self.add(case);
        self.nodes[node].children[reply] = Some(child);
        child
    }

    /// The minutes of one case in which this is wrong.
    fn play(&mut self, cause: usize, lot: &mut Lot) -> f64 {
        let guide = self.guide;
        let mut minutes = 0.0;
        let mut node = 0;
        loop {
            match self.nodes[node].next {
                Move::Ask(question) => {
                    minutes += guide[question].minutes;
                    let answers = guide[question].answers.iter();
                    let answer = lot.pick(answers.map(|answer| answer.likelihood[cause]));
                    node = self.child(node, answer, Entry::Answered(question, answer));
                }
                Move::Try(step) => {
                    minutes += guide[step].minutes;
                    let repairs = guide[step].repairs.get(cause).copied().unwrap_or_default();
                    if lot.draw() < repairs {
                        return minutes;
                    }
                    node = self.child(node, 0, Entry::Tried(step, Outcome::NoChange));
                }
                Move::End(End::Support) => return minutes + guide.support.minutes,
                Move::End(End::Ending(ending)) => return minutes + guide[ending].minutes,
                Move::End(End::Fixed) => return minutes,
            }
        }
    }
}

#[test]
fn cases_drawn_by_lot_take_as_long_as_the_sum_says() {
    const CASES: u32 = 100_000;
    let mut worst = 0.0_f64;
    for (guide, scores) in scores() {
        for score in scores {
            let mut tree = Tree::of(&guide, score.light);
            let belief = Engine::new(&guide).advise(&tree.nodes[0].case).beliefs;
            let mut lot = Lot(20_260_101);
            let (mut sum, mut squares) = (0.0, 0.0);
            for _ in 0..CASES {
                let cause = lot.pick(belief.iter().copied());
                let minutes = tree.play(cause, &mut lot);
                sum += minutes;
                squares += minutes * minutes;
            }
            let cases = f64::from(CASES);
            let mean = sum / cases;
            let error = ((squares / cases - mean * mean) / cases).sqrt();
            let expected = score.blinkdoc.minutes - safety_minutes(&guide);
            let off = (mean - expected).abs() / error;
            assert!(
                off < 3.0,
                "{}/{}: {mean} drawn, {expected} computed, {off} errors apart",
                guide.id,
                guide[score.light].id
            );
            worst = worst.max(off);
        }
    }
    assert!(worst > 0.0);
}
