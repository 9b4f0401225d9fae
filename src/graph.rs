//! The decision tree of a light, as far as it can be drawn: what comes after what.
//!
//! The tree unfolds from the guide, and explodes. Its trunk is the way on which every answer is "not
//! sure" and no step helps; whoever tells something else leaves the trunk, and is followed as many moves
//! as there is room for. Cases that go on in the same way meet in one node, so a tree is really a graph.

use std::collections::BTreeMap;

use crate::engine::{Case, End, Engine, Entry, Move, Outcome, Standing};
use crate::kb::{Guide, LightId, StepId};

/// The nodes that one graph has room for.
pub const ROOM: usize = 120;
/// The nodes that each of several graphs has room for.
pub const ROOM_AMONG_OTHERS: usize = 40;

/// What comes after what, for one light.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// The light; none for one that the guide does not know.
    pub light: Option<LightId>,
    /// Every move, the first one first. An ending has one node, however many ways lead to it.
    pub nodes: Vec<Node>,
    /// The nodes of the trunk, in order, by position.
    pub trunk: Vec<usize>,
    /// How many moves every way is followed after it has left the trunk; none when all ways are
    /// followed to their ends.
    pub followed: Option<usize>,
    /// What lights most steps may change to, and where that ends the case.
    pub changes: Vec<Change>,
}

/// One move, and what may come of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The move.
    pub next: Move,
    /// What may be told then; empty for an ending, and where the graph was cut.
    pub branches: Vec<Branch>,
    /// The lights that a step may change to, by where the case then ends; empty for a question.
    pub changes: Vec<Change>,
}

impl Node {
    /// Whether it goes on but is not followed.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.branches.is_empty() && !matches!(self.next, Move::End(_))
    }
}

/// What is told after a move, and where that leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// What is told.
    pub told: Entry,
    /// The node that it leads to, by position.
    pub to: usize,
    /// Whether this is the first way to that node.
    pub is_first: bool,
}

/// Lights that a step may change to, with the same end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The lights.
    pub lights: Vec<LightId>,
    /// Where the case ends; none when it goes on with the light that shows then.
    pub end: Option<End>,
}

impl Graph {
    /// The graph of a light. All ways beside the trunk are followed for one move, and for as many more as
    /// leave no more than `room` nodes.
    #[must_use]
    pub fn of(guide: &Guide, light: Option<LightId>, room: usize) -> Self {
        let mut grower = Grower::new(guide, light);
        let mut edge = grower.grow_trunk();
        let mut followed = 1;
        while !edge.is_empty() {
            let size = grower.graph.nodes.len();
            let mut next = Vec::new();
            for node in &edge {
                next.extend(grower.grow(*node));
                if grower.graph.nodes.len() > room {
                    grower.take_back(&edge, size);
                    grower.graph.followed = Some(followed);
                    return grower.graph;
                }
            }
            followed += 1;
            edge = next;
        }
        grower.graph
    }

    /// Whether a branch is part of the trunk, which takes the last one of every node on it.
    #[must_use]
    pub fn is_trunk(&self, from: usize, branch: Branch) -> bool {
        self.trunk.contains(&from) && self.nodes[from].branches.last() == Some(&branch)
    }

    /// How many moves are drawn.
    #[must_use]
    pub fn moves(&self) -> usize {
        let is_open = |node: &&Node| !matches!(node.next, Move::End(_));
        self.nodes.iter().filter(is_open).count()
    }

    /// How many nodes go on but are not followed.
    #[must_use]
    pub fn cuts(&self) -> usize {
        self.nodes.iter().filter(|node| node.is_cut()).count()
    }
}

/// What makes two ways meet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meeting {
    /// Endings of the same id.
    End(String),
    /// Cases that go on in the same way.
    Open(Standing),
}

struct Grower<'g> {
    guide: &'g Guide,
    engine: Engine<'g>,
    graph: Graph,
    /// The case of each node.
    cases: Vec<Case>,
    known: BTreeMap<Meeting, usize>,
}

impl<'g> Grower<'g> {
    /// A graph with nothing but its first move.
    fn new(guide: &'g Guide, light: Option<LightId>) -> Self {
        let mut grower = Self {
            guide,
            engine: Engine::new(guide),
            graph: Graph {
                light,
                nodes: Vec::new(),
                trunk: Vec::new(),
                followed: None,
                changes: Vec::new(),
            },
            cases: Vec::new(),
            known: BTreeMap::new(),
        };
        grower.node(Case {
            light,
            history: Vec::new(),
        });
        grower
    }

    /// Follows the trunk to its end; the nodes beside it.
    fn grow_trunk(&mut self) -> Vec<usize> {
        let mut beside = Vec::new();
        let mut at = Some(0);
        while let Some(node) = at {
            self.graph.trunk.push(node);
            beside.extend(self.grow(node));
            at = self.graph.nodes[node]
                .branches
                .last()
                .map(|branch| branch.to);
        }
        beside.retain(|node| !self.graph.trunk.contains(node));
        let steps = self.graph.trunk.iter();
        let changes = steps.map(|node| &self.graph.nodes[*node].changes);
        let mut changes = changes.filter(|changes| !changes.is_empty());
        self.graph.changes = changes.next().cloned().unwrap_or_default();
        beside
    }

    /// Adds what comes after a node; the new nodes that go on.
    fn grow(&mut self, node: usize) -> Vec<usize> {
        let start = self.graph.nodes.len();
        let case = self.cases[node].clone();
        let next = self.graph.nodes[node].next;
        let told = self.told(next).into_iter();
        let branches = told.map(|told| self.branch(&case, told)).collect();
        let changes = self.changes(&case, next);
        let grown = &mut self.graph.nodes[node];
        grown.branches = branches;
        grown.changes = changes;
        let is_open = |node: &usize| !matches!(self.graph.nodes[*node].next, Move::End(_));
        (start..self.graph.nodes.len()).filter(is_open).collect()
    }

    /// Takes back what was added after these nodes.
    fn take_back(&mut self, nodes: &[usize], size: usize) {
        self.graph.nodes.truncate(size);
        for node in nodes {
            self.graph.nodes[*node].branches.clear();
            self.graph.nodes[*node].changes.clear();
        }
    }

    /// What may be told after a move while the light stays as it is, the trunk's way last.
    fn told(&self, next: Move) -> Vec<Entry> {
        match next {
            Move::Ask(question) => (0..self.guide[question].answers.len())
                .map(|answer| Entry::Answered(question, answer))
                .collect(),
            Move::Try(step) => [Outcome::Fixed, Outcome::CouldNot, Outcome::NoChange]
                .map(|outcome| Entry::Tried(step, outcome))
                .into(),
            Move::End(_) => Vec::new(),
        }
    }

    fn branch(&mut self, case: &Case, told: Entry) -> Branch {
        let size = self.graph.nodes.len();
        let to = self.node(case.with(told));
        Branch {
            told,
            to,
            is_first: to == size,
        }
    }

    /// The node of a case, which is new unless another case goes on in the same way.
    fn node(&mut self, case: Case) -> usize {
        let next = self.engine.advise(&case).next;
        let meeting = match next {
            Move::End(end) => Meeting::End(end.id(self.guide).to_owned()),
            Move::Ask(_) | Move::Try(_) => Meeting::Open(self.engine.standing(&case)),
        };
        let nodes = &mut self.graph.nodes;
        *self.known.entry(meeting).or_insert_with(|| {
            nodes.push(Node {
                next,
                branches: Vec::new(),
                changes: Vec::new(),
            });
            self.cases.push(case);
            nodes.len() - 1
        })
    }

    /// The lights that a step may change to, by where the case then ends.
    fn changes(&mut self, case: &Case, next: Move) -> Vec<Change> {
        let Move::Try(step) = next else {
            return Vec::new();
        };
        let mut changes: Vec<Change> = Vec::new();
        let others = self.guide.light_ids();
        for light in others.filter(|light| Some(*light) != case.light) {
            let end = self.end_after(case, step, light);
            match changes.iter_mut().find(|change| change.end == end) {
                Some(change) => change.lights.push(light),
                None => changes.push(Change {
                    lights: vec![light],
                    end,
                }),
            }
        }
        changes
    }

    /// Where a case ends once a step has changed its light; none when it goes on.
    fn end_after(&mut self, case: &Case, step: StepId, light: LightId) -> Option<End> {
        let case = case.with(Entry::Tried(step, Outcome::Light(light)));
        if !self.engine.has_ended(&case) {
            return None;
        }
        match self.engine.advise(&case).next {
            Move::End(end) => Some(end),
            Move::Ask(_) | Move::Try(_) => None,
        }
    }
}
