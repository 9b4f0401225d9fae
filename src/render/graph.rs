//! Decision trees, drawn with lines for people, and as Mermaid flowcharts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::Page;
use super::page::{NARROWEST, WIDEST, lines};
use super::pieces::{ending, minutes, move_name};
use crate::engine::{Case, End, Entry, Move, Outcome};
use crate::failure::count;
use crate::graph::{Branch, Change, Graph, Node};
use crate::kb::{Guide, LightId, NOT_SURE, Risk};
use crate::light::Glyphs;
use crate::request;

/// The width of the texts in a flowchart, in columns.
const CHART_COLUMNS: usize = 36;

/// The decision trees of some lights of a guide, with what it takes to draw them.
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// The trees.
    pub graphs: &'a [Graph],
    /// Where more guides are, for the commands that go on.
    pub kb: Option<&'a Path>,
}

impl Drawing<'_> {
    /// Drawn with lines, for a terminal of this many columns.
    #[must_use]
    pub fn to_text(&self, columns: usize, colour: bool, glyphs: Glyphs) -> String {
        let columns = columns.clamp(NARROWEST, WIDEST);
        let trees = self.graphs.iter().map(|graph| {
            let mut head = Page::new();
            let light = light(self.guide, graph.light);
            head.title(format!("{}: {light}", self.guide.name));
            let tree = Tree::of(self.guide, graph, columns, glyphs).draw();
            let notes = self.notes(graph);
            let parts = [
                head.to_text(columns, colour),
                tree,
                notes.to_text(columns, colour),
            ];
            parts.join("\n").trim_end().to_owned() + "\n"
        });
        trees.collect::<Vec<String>>().join("\n")
    }

    /// What stands below a tree.
    fn notes(&self, graph: &Graph) -> Page {
        let mut notes = Page::new();
        for note in notes_of(self.guide, graph) {
            notes.text(note);
        }
        if graph.cuts() > 0 {
            self.how_to_go_on(&mut notes, graph);
        }
        notes
    }

    /// One flowchart; of several lights, a Markdown page with a flowchart for each.
    #[must_use]
    pub fn to_mermaid(&self) -> String {
        if let [graph] = self.graphs {
            return chart(self.guide, graph);
        }
        let mut page = Page::new();
        page.title(self.guide.name.clone());
        let mut out = page.to_markdown();
        for graph in self.graphs {
            let mut head = Page::new();
            head.heading(light(self.guide, graph.light));
            let _ = write!(
                out,
                "\n{}\n```mermaid\n{}```\n",
                head.to_markdown(),
                chart(self.guide, graph)
            );
        }
        out
    }

    /// Adds how to see what was cut.
    fn how_to_go_on(&self, notes: &mut Page, graph: &Graph) {
        match graph.light {
            Some(light) if self.graphs.len() > 1 => {
                notes.text("There may be room for more on its own:");
                notes.command(request::graph_command(self.guide, light, self.kb));
            }
            _ => {
                notes.text("To walk any way to its end:");
                let case = Case {
                    light: graph.light,
                    history: Vec::new(),
                };
                notes.command(request::command(self.guide, Some(&case), self.kb) + " -i");
            }
        }
    }
}

/// What a light looks like, and its id.
fn light(guide: &Guide, light: Option<LightId>) -> String {
    match light {
        Some(light) => format!("{} ({})", guide[light].text, guide[light].id),
        None => "a light that the guide does not know".to_owned(),
    }
}

/// A move in words: `try cool-down: Unplug the camera and let it cool (25 minutes)`.
fn move_words(guide: &Guide, next: Move) -> String {
    let name = move_name(guide, next);
    match next {
        Move::Ask(question) => format!("{name}: {}", guide[question].ask),
        Move::Try(step) => {
            let step = &guide[step];
            let risk = match step.risk {
                Risk::None | Risk::CutsPower => "",
                Risk::Erases => ", erases",
            };
            format!("{name}: {} ({}{risk})", step.title, minutes(step.minutes))
        }
        Move::End(end) => format!("{name}: {}", ending(guide, end).1),
    }
}

/// What is told, in words: `hot: Hot to the hand, nothing else`, `no-change`.
fn told_words(guide: &Guide, told: Entry) -> String {
    match told {
        Entry::Answered(question, answer) => {
            let answer = &guide[question].answers[answer];
            if answer.id == NOT_SURE || answer.say.eq_ignore_ascii_case(&answer.id) {
                answer.id.clone()
            } else {
                format!("{}: {}", answer.id, answer.say)
            }
        }
        Entry::Tried(_, outcome) => outcome.word(guide),
    }
}

/// The lights that a step can change to where that ends a case otherwise than after most steps.
fn unusual<'a>(graph: &'a Graph, node: &'a Node) -> impl Iterator<Item = (&'a Change, End)> {
    let changes = node.changes.iter();
    let changes = changes.filter(|change| !graph.changes.contains(change));
    changes.filter_map(|change| Some((change, change.end?)))
}

fn change_words(guide: &Guide, change: &Change) -> String {
    let lights = change.lights.iter();
    let words = lights.map(|light| Outcome::Light(*light).word(guide));
    words.collect::<Vec<_>>().join(", ")
}

/// What a drawing leaves out: changes of the light, and what had to be cut.
fn notes_of(guide: &Guide, graph: &Graph) -> Vec<String> {
    let mut notes = Vec::new();
    if graph.nodes.iter().any(|node| !node.changes.is_empty()) {
        let ended = graph.changes.iter().filter_map(|change| {
            let lights = change_words(guide, change);
            Some(format!("{lights}: end {}.", change.end?.id(guide)))
        });
        let parts: Vec<String> = ["A step may also change the light.".to_owned()]
            .into_iter()
            .chain(ended)
            .chain([
                "Another light of the guide: on in the tree of that light.".to_owned(),
                "A light that it does not know: end support.".to_owned(),
            ])
            .collect();
        notes.push(parts.join(" "));
    }
    if let Some(followed) = graph.followed {
        notes.push(format!(
            "Cut: {} of the {} drawn go on where dots stand. Other ways than `not-sure` and `no-change` are followed for {}.",
            graph.cuts(),
            count(graph.moves(), "move"),
            count(followed, "move")
        ));
    }
    notes
}

/// A tree drawn with lines.
struct Tree<'a> {
    guide: &'a Guide,
    graph: &'a Graph,
    columns: usize,
    signs: Signs,
    /// The moves that were told in words.
    told: Vec<Move>,
    /// The numbers of the nodes that are referred to.
    numbers: BTreeMap<usize, usize>,
    out: String,
}

/// What lines are drawn with.
struct Signs {
    branch: &'static str,
    last: &'static str,
    beside: &'static str,
    arrow: &'static str,
    more: &'static str,
}

impl Signs {
    fn of(glyphs: Glyphs) -> Self {
        match glyphs {
            Glyphs::Blocks => Self {
                branch: "├─ ",
                last: "└─ ",
                beside: "│  ",
                arrow: "→ ",
                more: " …",
            },
            Glyphs::Ascii => Self {
                branch: "|- ",
                last: "`- ",
                beside: "|  ",
                arrow: "-> ",
                more: " ...",
            },
        }
    }
}

/// What stands before the lines below the last branch, and below the number of a move of the trunk.
const INDENT: &str = "   ";

impl<'a> Tree<'a> {
    fn of(guide: &'a Guide, graph: &'a Graph, columns: usize, glyphs: Glyphs) -> Self {
        let is_open = |node: &usize| !matches!(graph.nodes[*node].next, Move::End(_));
        let mut numbered: Vec<usize> = graph.trunk.iter().copied().filter(is_open).collect();
        let branches = graph.nodes.iter().flat_map(|node| &node.branches);
        for branch in branches.filter(|branch| !branch.is_first && is_open(&branch.to)) {
            if !numbered.contains(&branch.to) {
                numbered.push(branch.to);
            }
        }
        Self {
            guide,
            graph,
            columns,
            signs: Signs::of(glyphs),
            told: Vec::new(),
            numbers: numbered.into_iter().zip(1..).collect(),
            out: String::new(),
        }
    }

    fn draw(mut self) -> String {
        let graph = self.graph;
        for at in &graph.trunk {
            let node = &graph.nodes[*at];
            let words = move_words(self.guide, node.next);
            if let Some(number) = self.numbers.get(at) {
                if *at > 0 {
                    self.out.push('\n');
                }
                self.told.push(node.next);
                self.put(&words, &format!("{number:>2} "), INDENT);
                self.branches(node, INDENT);
            } else if *at == 0 {
                self.put(&words, "", "");
            }
        }
        self.out
    }

    /// Draws what may be told after a move, and what comes then.
    fn branches(&mut self, node: &Node, lead: &str) {
        for (change, end) in unusual(self.graph, node) {
            let words = change_words(self.guide, change);
            let target = self.words_once(Move::End(end));
            self.branch(&words, &target, lead, false);
        }
        for (position, branch) in node.branches.iter().enumerate() {
            let is_last = position + 1 == node.branches.len();
            let told = told_words(self.guide, branch.told);
            let target = self.target(*branch);
            self.branch(&told, &target, lead, is_last);
            if !self.is_elsewhere(*branch) {
                let lead = self.below(lead, is_last);
                let graph = self.graph;
                self.branches(&graph.nodes[branch.to], &lead);
            }
        }
    }

    /// Whether the node that a branch leads to is drawn elsewhere.
    fn is_elsewhere(&self, branch: Branch) -> bool {
        !branch.is_first || self.graph.trunk.contains(&branch.to)
    }

    /// What a branch leads to: a move, or the number of one that is drawn elsewhere.
    fn target(&mut self, branch: Branch) -> String {
        let node = &self.graph.nodes[branch.to];
        let number = self.numbers.get(&branch.to);
        match number.map(usize::to_string) {
            Some(number) if self.is_elsewhere(branch) => number,
            number => {
                let number = number.map_or(String::new(), |number| format!("{number} "));
                let more = if node.is_cut() { self.signs.more } else { "" };
                format!("{number}{}{more}", self.words_once(node.next))
            }
        }
    }

    /// A move in words, and once it was told in words by its id.
    fn words_once(&mut self, next: Move) -> String {
        if self.told.contains(&next) {
            return move_name(self.guide, next);
        }
        self.told.push(next);
        move_words(self.guide, next)
    }

    /// Draws one branch, in one line if there is room.
    fn branch(&mut self, told: &str, target: &str, lead: &str, is_last: bool) {
        let sign = if is_last {
            self.signs.last
        } else {
            self.signs.branch
        };
        let first = format!("{lead}{sign}");
        let below = self.below(lead, is_last);
        let arrow = self.signs.arrow;
        let line = format!("{told} {arrow}{target}");
        let width = textwrap::core::display_width(&first) + textwrap::core::display_width(&line);
        if width <= self.columns {
            self.put(&line, &first, &below);
        } else {
            self.put(told, &first, &format!("{below}  "));
            self.put(target, &format!("{below}{arrow}"), &format!("{below}  "));
        }
    }

    /// What stands before the lines below a branch.
    fn below(&self, lead: &str, is_last: bool) -> String {
        let beside = if is_last { INDENT } else { self.signs.beside };
        format!("{lead}{beside}")
    }

    fn put(&mut self, text: &str, lead: &str, hanging: &str) {
        for line in lines(text, lead, hanging, self.columns) {
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }
}

/// A Mermaid flowchart.
fn chart(guide: &Guide, graph: &Graph) -> String {
    let mut chart = Chart {
        guide,
        graph,
        ends: Vec::new(),
        lines: vec!["flowchart TD".to_owned()],
    };
    chart.moves();
    chart.branches();
    chart.notes();
    chart.lines.join("\n") + "\n"
}

struct Chart<'a> {
    guide: &'a Guide,
    graph: &'a Graph,
    /// The endings that have a node.
    ends: Vec<End>,
    lines: Vec<String>,
}

impl Chart<'_> {
    fn line(&mut self, line: &str) {
        self.lines.push(format!("  {line}"));
    }

    fn moves(&mut self) {
        let graph = self.graph;
        for (at, node) in graph.nodes.iter().enumerate() {
            let (open, close) = match node.next {
                Move::Ask(_) => ("{{", "}}"),
                Move::Try(_) => ("[", "]"),
                Move::End(end) => {
                    self.end(end);
                    continue;
                }
            };
            let (more, class) = if node.is_cut() {
                (" …", ":::cut")
            } else {
                ("", "")
            };
            let words = label(&format!("{}{more}", move_words(self.guide, node.next)));
            self.line(&format!("move{at}{open}{words}{close}{class}"));
        }
    }

    fn branches(&mut self) {
        let graph = self.graph;
        for (at, node) in graph.nodes.iter().enumerate() {
            for branch in &node.branches {
                let arrow = if graph.is_trunk(at, *branch) {
                    "==>"
                } else {
                    "-->"
                };
                let told = label(&told_words(self.guide, branch.told));
                let to = match graph.nodes[branch.to].next {
                    Move::End(end) => self.end(end),
                    Move::Ask(_) | Move::Try(_) => format!("move{}", branch.to),
                };
                self.line(&format!("move{at} {arrow}|{told}| {to}"));
            }
            for (change, end) in unusual(graph, node) {
                let told = label(&change_words(self.guide, change));
                let to = self.end(end);
                self.line(&format!("move{at} -->|{told}| {to}"));
            }
        }
    }

    /// The name of an ending's node, which is drawn if it was not.
    fn end(&mut self, end: End) -> String {
        let known = self.ends.iter().position(|other| *other == end);
        let name = format!("end{}", known.unwrap_or(self.ends.len()));
        if known.is_none() {
            self.ends.push(end);
            let words = label(&move_words(self.guide, Move::End(end)));
            self.line(&format!("{name}([{words}])"));
        }
        name
    }

    fn notes(&mut self) {
        let notes = notes_of(self.guide, self.graph);
        for (number, note) in notes.iter().enumerate() {
            self.line(&format!("note{number}[{}]:::note", label(note)));
        }
        if !notes.is_empty() {
            self.line("classDef note fill:none,stroke:none");
        }
        if self.graph.cuts() > 0 {
            self.line("classDef cut stroke-dasharray:5 5");
        }
    }
}

/// A text in quotes, whose characters mean themselves in Mermaid.
fn label(text: &str) -> String {
    let mut label = String::from("\"");
    for (position, line) in lines(text, "", "", CHART_COLUMNS).iter().enumerate() {
        if position > 0 {
            label.push_str("<br>");
        }
        for c in line.chars() {
            if matches!(
                c,
                '"' | '#' | '&' | '<' | '>' | '`' | '[' | ']' | '{' | '}' | '|' | '\\'
            ) {
                let _ = write!(label, "#{};", u32::from(c));
            } else {
                label.push(c);
            }
        }
    }
    label.push('"');
    label
}
