//! `kb graph`: every drawn way is the engine's, and the drawing can be read by people and by Mermaid.

use std::collections::BTreeSet;

use blinkdoc::engine::{Case, Engine, Move};
use blinkdoc::graph::{Graph, ROOM, ROOM_AMONG_OTHERS};
use blinkdoc::kb::{self, Guide, load::Text};
use blinkdoc::light::Glyphs;
use blinkdoc::render::graph::Drawing;

use crate::common;

fn graphs(guide: &Guide, room: usize) -> Vec<Graph> {
    guide
        .light_ids()
        .map(|light| Graph::of(guide, Some(light), room))
        .collect()
}

fn drawing<'a>(guide: &'a Guide, graphs: &'a [Graph]) -> Drawing<'a> {
    Drawing {
        guide,
        graphs,
        kb: None,
    }
}

#[test]
fn every_drawn_way_is_the_engines() {
    /// How many ways of one graph are replayed.
    const MOST_WAYS: usize = 400;
    let mut replayed = 0;
    for guide in common::guides() {
        for graph in graphs(&guide, ROOM) {
            let mut engine = Engine::new(&guide);
            let start = Case {
                light: graph.light,
                history: Vec::new(),
            };
            let mut ways = vec![(0, start)];
            let mut at = 0;
            while let Some((node, case)) = ways.get(at).cloned() {
                let node = &graph.nodes[node];
                assert_eq!(node.next, engine.advise(&case).next, "{case:?}");
                for branch in &node.branches {
                    if ways.len() < MOST_WAYS {
                        ways.push((branch.to, case.with(branch.told)));
                    }
                }
                at += 1;
            }
            replayed += at;
        }
    }
    assert!(replayed > 1000, "{replayed}");
}

#[test]
fn the_trunk_is_drawn_to_its_end_and_every_other_answer_for_a_move() {
    for guide in common::guides() {
        for graph in [graphs(&guide, ROOM), graphs(&guide, 0)].concat() {
            let last = *graph.trunk.last().unwrap();
            assert!(matches!(graph.nodes[last].next, Move::End(_)));
            for node in &graph.trunk[..graph.trunk.len() - 1] {
                let node = &graph.nodes[*node];
                let told = match node.next {
                    Move::Ask(question) => guide[question].answers.len(),
                    Move::Try(_) => 3,
                    Move::End(_) => 0,
                };
                assert_eq!(node.branches.len(), told);
            }
            assert_eq!(graph.cuts() > 0, graph.followed.is_some());
        }
    }
}

#[test]
fn a_drawing_says_when_and_what_was_cut() {
    for guide in common::guides() {
        for graph in graphs(&guide, ROOM) {
            let graphs = [graph];
            let drawing = drawing(&guide, &graphs);
            let text = drawing.to_text(80, false, Glyphs::Ascii);
            let cut = format!(
                "Cut: {} of the {} moves",
                graphs[0].cuts(),
                graphs[0].moves()
            );
            assert_eq!(text.contains(&cut), graphs[0].cuts() > 0, "{text}");
            let dots = text.lines().filter(|line| line.ends_with(" ...")).count();
            assert_eq!(dots, graphs[0].cuts(), "{text}");
            assert_eq!(drawing.to_mermaid().contains("Cut: "), graphs[0].cuts() > 0);
        }
    }
}

#[test]
fn a_drawing_stays_within_its_width() {
    for guide in common::guides() {
        let graphs = graphs(&guide, ROOM_AMONG_OTHERS);
        for (columns, glyphs) in [
            (80, Glyphs::Blocks),
            (80, Glyphs::Ascii),
            (50, Glyphs::Blocks),
        ] {
            let text = drawing(&guide, &graphs).to_text(columns, false, glyphs);
            for line in text.lines().filter(|line| !line.contains("blinkdoc")) {
                assert!(line.chars().count() <= columns, "{line}");
                assert_eq!(line, line.trim_end());
            }
            let lines = ['├', '└', '│', '→', '…'];
            assert_eq!(text.contains(lines), glyphs == Glyphs::Blocks);
        }
    }
}

#[test]
fn every_number_is_that_of_one_move() {
    for guide in common::guides() {
        for graph in graphs(&guide, ROOM) {
            let graphs = [graph];
            let text = drawing(&guide, &graphs).to_text(100, false, Glyphs::Ascii);
            let is_number =
                |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
            let mut numbered = Vec::new();
            let mut meant = BTreeSet::new();
            for line in text.lines() {
                let (_, target) = line.rsplit_once("-> ").unwrap_or(("", line));
                match target.trim().split_once(' ') {
                    Some((number, rest))
                        if is_number(number)
                            && (rest.starts_with("ask ") || rest.starts_with("try ")) =>
                    {
                        numbered.push(number.to_owned());
                    }
                    None if is_number(target.trim()) => {
                        meant.insert(target.trim().to_owned());
                    }
                    _ => {}
                }
            }
            let once: BTreeSet<String> = numbered.iter().cloned().collect();
            assert_eq!(once.len(), numbered.len(), "{text}");
            assert!(meant.is_subset(&once), "{text}");
        }
    }
}

/// The parts of a line `name["words"]:::class` or `name ==>|"words"| name`, strictly.
#[derive(Debug, PartialEq, Eq)]
enum Line<'t> {
    Node(&'t str),
    Edge(&'t str, &'t str),
    Class(&'t str),
}

fn name(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let reserved = [
        "end", "graph", "subgraph", "style", "class", "click", "default",
    ];
    (!name.is_empty() && !reserved.contains(&name)).then_some((name, rest))
}

/// What stands behind a text in quotes.
fn behind_words(text: &str) -> Option<&str> {
    let (words, rest) = text.strip_prefix('"')?.split_once('"')?;
    let marked = words.replace("<br>", "");
    let is_plain = |c: char| !c.is_control() && !"<>[]{}|`\\&".contains(c);
    let mut hashes = marked.split('#').skip(1);
    let is_code = |code: &str| {
        let number = code.split(';').next().unwrap_or_default();
        code.contains(';') && number.parse::<u32>().is_ok()
    };
    (!words.is_empty() && marked.chars().all(is_plain) && hashes.all(is_code)).then_some(rest)
}

fn line(text: &str) -> Option<Line<'_>> {
    let text = text.strip_prefix("  ")?;
    if let Some(class) = text.strip_prefix("classDef ") {
        let (name, style) = class.split_once(' ')?;
        return style.contains(':').then_some(Line::Class(name));
    }
    let (from, rest) = name(text)?;
    for arrow in [" -->|", " ==>|"] {
        if let Some(rest) = rest.strip_prefix(arrow) {
            let (to, rest) = name(behind_words(rest)?.strip_prefix("| ")?)?;
            return rest.is_empty().then_some(Line::Edge(from, to));
        }
    }
    for (open, close) in [("{{", "}}"), ("([", "])"), ("[", "]")] {
        if let Some(rest) = rest.strip_prefix(open) {
            let rest = behind_words(rest)?.strip_prefix(close)?;
            let is_class = ["", ":::cut", ":::note"].contains(&rest);
            return is_class.then_some(Line::Node(from));
        }
    }
    None
}

/// Fails unless a flowchart is one, with every node declared once, and used.
#[track_caller]
fn assert_chart(chart: &str) {
    let mut lines = chart.lines();
    assert_eq!(lines.next(), Some("flowchart TD"));
    let (mut nodes, mut used, mut classes, mut edges) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), 0);
    for text in lines {
        match line(text) {
            Some(Line::Node(name)) => assert!(nodes.insert(name), "twice: {text}"),
            Some(Line::Edge(from, to)) => {
                used.extend([from, to]);
                edges += 1;
            }
            Some(Line::Class(name)) => assert!(classes.insert(name), "twice: {text}"),
            None => panic!("not a line of a flowchart: {text}"),
        }
    }
    for class in ["cut", "note"] {
        assert_eq!(
            classes.contains(class),
            chart.contains(&format!(":::{class}"))
        );
    }
    nodes.retain(|node| !node.starts_with("note"));
    assert!(
        nodes.len() == 1 && used.is_empty() || nodes == used,
        "{chart}"
    );
    assert!(
        edges <= 500 && chart.len() <= 50_000,
        "more than Mermaid draws: {edges} {}",
        chart.len()
    );
}

#[test]
fn every_flowchart_is_one() {
    for guide in common::guides() {
        for graph in graphs(&guide, ROOM) {
            assert_chart(&drawing(&guide, &[graph]).to_mermaid());
        }
        let graphs = graphs(&guide, ROOM_AMONG_OTHERS);
        let page = drawing(&guide, &graphs).to_mermaid();
        let charts: Vec<&str> = page.split("```mermaid\n").skip(1).collect();
        assert_eq!(charts.len(), guide.lights.len());
        for chart in charts {
            assert_chart(chart.split_once("```").unwrap().0);
        }
    }
}

/// A guide whose texts have every sign that means something in a flowchart.
const SIGNS: &str = r#"
id: signs
name: "Signs #1 [\"quoted\"]"
causes: {a: {name: a}}
lights:
  - {id: red, looks: "red, steady", state: fault, means: m, causes: {a: high}}
questions:
  - id: odd
    kind: clue
    ask: "Is \"it\" [really] {so} | <b>#1</b> & `x` %% end ;\\?"
    answers:
      - {id: "yes", say: "\"Yes\" --> end", points-to: {a: strongly}}
      - {id: "no", say: "No; [or] {not}|so", points-away: {a: strongly}}
steps:
  - {id: fix, title: "```Fix``` (\"it\") 日本語", do: [Do it.], fixes: {a: high}, minutes: 30, effort: easy}
  - {id: last, title: "%%{init: {}}%%", do: [Do it.], fixes: {a: low}, minutes: 30, effort: easy}
support: {channels: [shop], have-ready: [model]}
"#;

#[test]
fn no_sign_of_a_text_acts_in_a_flowchart() {
    let text = Text {
        file: "signs.yaml".to_owned(),
        text: SIGNS.to_owned(),
    };
    let guides =
        kb::read(&[text], &kb::Elsewhere::default(), Vec::new()).expect("the guide is sound");
    let guide = &guides.guides[0];
    let graphs = graphs(guide, ROOM);
    let chart = drawing(guide, &graphs).to_mermaid();
    assert_chart(&chart);
    assert!(
        chart.contains("#34;quoted") || chart.contains("#34;it#34;"),
        "{chart}"
    );
    assert!(
        chart.contains("ask odd") && chart.contains("try fix"),
        "{chart}"
    );
}

#[test]
fn the_checker_of_flowcharts_sees_what_is_wrong() {
    for wrong in [
        "  end[\"a\"]",
        "  a[\"a\"",
        "  a[a]",
        "  a[\"a \" b\"]",
        "  a[\"<b>\"]",
        "  a[\"#1\"]",
        "  a -->|\"x\"| ",
        "  a -->|x| b",
        "  a --> |\"x\"| b",
        "  a b",
    ] {
        assert_eq!(line(wrong), None, "{wrong}");
    }
    assert_eq!(line("  a{{\"x #34;<br>y\"}}:::cut"), Some(Line::Node("a")));
}

#[test]
fn ways_that_go_on_alike_meet() {
    let meet = |graph: &Graph| {
        let branches = graph.nodes.iter().flat_map(|node| &node.branches);
        let is_open = |to: usize| !matches!(graph.nodes[to].next, Move::End(_));
        branches
            .filter(|branch| is_open(branch.to) && !branch.is_first)
            .count()
    };
    let guides = common::guides();
    let met = guides.iter().flat_map(|guide| graphs(guide, ROOM));
    assert!(met.map(|graph| meet(&graph)).sum::<usize>() > 0);
}
