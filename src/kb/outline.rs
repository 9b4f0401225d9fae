//! The outline of a YAML text: every value with its place, read for marks and never for values.
//!
//! Guides are plain YAML. Anchors, aliases and tags are findings here, so that nobody has to follow a
//! reference to understand a guide, and no file can be bigger than it looks.

use std::iter::Peekable;
use std::ops::Range;
use std::str::Chars;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use crate::finding::{Finding, Place, is_control};

/// How deep lists and maps may stand in each other; guides need 6.
const DEEPEST: usize = 24;
/// How many entries a list or a map may have; guides need 30. The checks that follow compare entries
/// with each other, so this also bounds the time they take.
const MOST_ENTRIES: usize = 200;

/// A text with the outline of its values.
#[derive(Debug)]
pub struct Outline {
    file: String,
    text: String,
    /// The byte offset of every character, then the length of the text.
    offsets: Vec<usize>,
    /// The lines, without the breaks between them.
    lines: Vec<Arc<str>>,
    root: Node,
}

/// One value and where it stands.
#[derive(Debug)]
pub struct Node {
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    faulty: bool,
    shape: Shape,
}

/// What a value consists of.
#[derive(Debug)]
enum Shape {
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Outline {
    /// Reads the outline of a text; the findings stand apart, so that the rest can still be used.
    ///
    /// # Errors
    ///
    /// The first syntax error, behind which nothing can be read.
    pub fn read(file: &str, text: &str, findings: &mut Vec<Finding>) -> Result<Self, Box<Finding>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        let mut offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
        offsets.push(text.len());
        let root = Node::new(Span::default(), Shape::Scalar(String::new()));
        let lines = lines(&text);
        let mut outline = Self {
            file: file.to_owned(),
            text,
            offsets,
            lines,
            root,
        };
        let root = Reader {
            outline: &outline,
            findings,
        }
        .document()?;
        outline.root = root;
        Ok(outline)
    }

    /// The value that the whole text is.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Where a value stands: its first line.
    #[must_use]
    pub fn place(&self, node: &Node) -> Place {
        let place = self.place_at(node.line, node.column);
        let width = match node.shape {
            Shape::Scalar(_) => place
                .source
                .chars()
                .skip(node.column - 1)
                .take(node.end - node.start)
                .count(),
            Shape::List(_) | Shape::Map(_) => 1,
        };
        Place {
            width: width.max(1),
            ..place
        }
    }

    /// Where the value stands that starts at this line and column, within a value that contains it.
    #[must_use]
    pub fn place_of(&self, within: &Node, line: usize, column: usize) -> Place {
        within
            .starting_at(line, column)
            .map_or_else(|| self.place_at(line, column), |node| self.place(node))
    }

    /// Where a stretch of a value's text stands, given in bytes of that text; up to the end of the line
    /// that it starts in. The value itself when it is written so that nobody can point into it.
    #[must_use]
    pub fn place_in(&self, node: &Node, stretch: &Range<usize>) -> Place {
        self.written(node, stretch)
            .unwrap_or_else(|| self.place(node))
    }

    fn written(&self, node: &Node, stretch: &Range<usize>) -> Option<Place> {
        let source = &self.text[self.offsets[node.start]..self.offsets[node.end]];
        let mut cursor = Cursor {
            source: source.chars().peekable(),
            spot: (node.line, node.column),
        };
        let meant = node.text().char_indices();
        let mut place: Option<Place> = None;
        for (at, c) in meant.take_while(|(at, _)| *at < stretch.end) {
            let (line, column) = cursor.find(c)?;
            if at >= stretch.start {
                let place = place.get_or_insert_with(|| self.place_at(line, column));
                let is_there = line == place.line && column <= place.source.chars().count();
                if is_there {
                    place.width = column - place.column + 1;
                }
            }
        }
        place
    }

    /// A place that something else counted out.
    #[must_use]
    pub fn place_at(&self, line: usize, column: usize) -> Place {
        Place {
            file: self.file.clone(),
            line: line.max(1),
            column: column.max(1),
            width: 1,
            source: self.line(line),
        }
    }

    /// The text of a value alone, with every line and column where it was in the value's first line;
    /// and how many lines of the file come before it.
    #[must_use]
    pub fn cut(&self, node: &Node) -> (String, usize) {
        let text = &self.text[self.offsets[node.start]..self.offsets[node.end]];
        (" ".repeat(node.column - 1) + text, node.line - 1)
    }

    /// The place of the first control character of a value; the value, when it is written as an escape.
    fn first_control(&self, node: &Node) -> Place {
        let place = self.place(node);
        let acts = |c: char| is_control(c) && !"\r\n".contains(c);
        let (text, _) = self.cut(node);
        let Some(before) = text.find(acts).map(|at| &text[..at]) else {
            return place;
        };
        let before = before.replace("\r\n", "\n");
        let above = before.matches(['\n', '\r']).count();
        let column = before
            .rsplit(['\n', '\r'])
            .next()
            .map_or(0, |line| line.chars().count());
        self.place_at(node.line + above, column + 1)
    }

    /// The place of the word that starts at this line and column.
    fn word_at(&self, line: usize, column: usize) -> Place {
        let place = self.place_at(line, column);
        let is_inside = |c: &char| !c.is_whitespace() && !",]}".contains(*c);
        let width = place
            .source
            .chars()
            .skip(place.column - 1)
            .take_while(is_inside)
            .count();
        Place {
            width: width.max(1),
            ..place
        }
    }

    /// The place behind the last word above a line, when there is nothing in that line.
    fn end_before(&self, line: usize, column: usize) -> Place {
        let last = |number: &usize| !self.line(*number).trim().is_empty();
        if last(&line) {
            return self.place_at(line, column);
        }
        let line = (1..line).rev().find(last).unwrap_or(1);
        let column = self.line(line).trim_end().chars().count() + 1;
        self.place_at(line, column)
    }

    fn line(&self, number: usize) -> Arc<str> {
        self.lines
            .get(number.saturating_sub(1))
            .cloned()
            .unwrap_or_default()
    }
}

/// Follows the text of a value through the file, past quotes, escapes and the breaks of its lines.
struct Cursor<'a> {
    source: Peekable<Chars<'a>>,
    /// Line and column of what comes next.
    spot: (usize, usize),
}

impl Cursor<'_> {
    /// Where the next character of a value stands; nowhere when it is written as an escape. A space that
    /// is written so stands where the escape starts.
    fn find(&mut self, meant: char) -> Option<(usize, usize)> {
        loop {
            let spot = self.spot;
            let c = *self.source.peek()?;
            let is_same = c == meant || (c.is_whitespace() && meant.is_whitespace());
            if meant.is_whitespace() && !is_same {
                return Some(spot);
            }
            self.source.next();
            self.spot = match c {
                '\r' if self.source.peek() == Some(&'\n') => spot,
                '\n' | '\r' => (spot.0 + 1, 1),
                _ => (spot.0, spot.1 + 1),
            };
            if is_same {
                return Some(spot);
            }
        }
    }
}

/// The lines of a text as YAML counts them: a carriage return alone breaks a line, too.
fn lines(text: &str) -> Vec<Arc<str>> {
    text.replace("\r\n", "\n")
        .split(['\n', '\r'])
        .map(|line| Arc::from(line.trim_end()))
        .collect()
}

impl Node {
    fn new(span: Span, shape: Shape) -> Self {
        Self {
            line: span.start.line().max(1),
            column: span.start.col() + 1,
            start: span.start.index(),
            end: span.end.index(),
            faulty: false,
            shape,
        }
    }

    fn starting_at(&self, line: usize, column: usize) -> Option<&Node> {
        if (self.line, self.column) == (line, column) && matches!(self.shape, Shape::Scalar(_)) {
            return Some(self);
        }
        let parts = self
            .entries()
            .iter()
            .flat_map(|(key, value)| [key, value])
            .chain(self.items());
        parts
            .into_iter()
            .find_map(|node| node.starting_at(line, column))
    }

    /// Whether something in it cannot be read; there is a finding that says so.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        self.faulty
    }

    /// Whether there is no value at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.shape, Shape::Scalar(text) if text.is_empty())
    }

    /// The keys, at any depth, behind which nothing stands.
    #[must_use]
    pub fn keys_without_value(&self) -> Vec<&Node> {
        let own = self.entries().iter().flat_map(|(key, value)| {
            let itself = value.is_empty().then_some(key);
            itself.into_iter().chain(value.keys_without_value())
        });
        let below = self.items().iter().flat_map(Node::keys_without_value);
        own.chain(below).collect()
    }

    /// Whether it is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self.shape, Shape::List(_))
    }

    /// Whether it is a map.
    #[must_use]
    pub fn is_map(&self) -> bool {
        matches!(self.shape, Shape::Map(_))
    }

    /// The text of a single value; nothing for a list or a map.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.shape {
            Shape::Scalar(text) => text,
            Shape::List(_) | Shape::Map(_) => "",
        }
    }

    /// The values of a list; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.shape {
            Shape::List(items) => items,
            Shape::Scalar(_) | Shape::Map(_) => &[],
        }
    }

    /// The keys and values of a map; none for anything else.
    #[must_use]
    pub fn entries(&self) -> &[(Node, Node)] {
        match &self.shape {
            Shape::Map(entries) => entries,
            Shape::Scalar(_) | Shape::List(_) => &[],
        }
    }

    /// The value under a key of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|(name, _)| name.text() == key)
            .map(|(_, value)| value)
    }

    /// The value under a key; the map itself when there is no such key.
    #[must_use]
    pub fn under(&self, key: &str) -> &Node {
        self.get(key).unwrap_or(self)
    }

    /// The key itself; the map when there is no such key.
    #[must_use]
    pub fn key(&self, key: &str) -> &Node {
        self.entries()
            .iter()
            .map(|(name, _)| name)
            .find(|name| name.text() == key)
            .unwrap_or(self)
    }

    /// One value of a list; the list itself when it is shorter.
    #[must_use]
    pub fn nth(&self, position: usize) -> &Node {
        self.items().get(position).unwrap_or(self)
    }
}

/// Turns the events of the parser into nodes.
struct Reader<'a> {
    outline: &'a Outline,
    findings: &'a mut Vec<Finding>,
}

type Events<'a> = Parser<'a, StrInput<'a>>;

impl Reader<'_> {
    fn document(&mut self) -> Result<Node, Box<Finding>> {
        let outline = self.outline;
        let mut events = Parser::new_from_str(&outline.text);
        let mut root = Node::new(Span::default(), Shape::Scalar(String::new()));
        let mut documents = 0;
        loop {
            match self.next(&mut events)? {
                (Event::StreamEnd, _) => return Ok(root),
                (Event::DocumentStart(_), span) => {
                    documents += 1;
                    if documents > 1 {
                        self.fault(
                            "several-documents",
                            "a second document starts here",
                            span,
                            "keep one guide to a file: remove the `---`",
                        );
                        return Ok(root);
                    }
                    let first = self.next(&mut events)?;
                    root = self.node(&mut events, first, 1)?;
                }
                _ => {}
            }
        }
    }

    fn next<'e>(&self, events: &mut Events<'e>) -> Result<(Event<'e>, Span), Box<Finding>> {
        match events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(Box::new(self.syntax(&error))),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn syntax(&self, error: &ScanError) -> Finding {
        let (line, column) = (error.marker().line(), error.marker().col() + 1);
        if error.info().contains("recursion limit") {
            return self.too_deep(line, column);
        }
        Finding::error(
            "yaml-syntax",
            format!("this is not YAML: {}", error.info()),
            self.outline.end_before(line, column),
        )
        .help(syntax_help(error.info()))
    }

    fn too_deep(&self, line: usize, column: usize) -> Finding {
        let title = format!("lists and maps stand more than {DEEPEST} deep in each other");
        let place = self.outline.place_at(line, column);
        Finding::error("too-deep", title, place).help("write it flatter: a guide needs 6 levels")
    }

    /// A list or map that has no room for one more entry.
    fn is_full(&self, entries: usize, span: Span) -> Result<(), Box<Finding>> {
        if entries < MOST_ENTRIES {
            return Ok(());
        }
        let title = format!("this is the entry after {MOST_ENTRIES} others, the most there may be");
        let place = self
            .outline
            .place_at(span.start.line(), span.start.col() + 1);
        Err(Box::new(
            Finding::error("too-long", title, place).help("leave out what no case needs"),
        ))
    }

    fn node(
        &mut self,
        events: &mut Events<'_>,
        (event, span): (Event<'_>, Span),
        depth: usize,
    ) -> Result<Node, Box<Finding>> {
        if depth > DEEPEST {
            return Err(Box::new(
                self.too_deep(span.start.line(), span.start.col() + 1),
            ));
        }
        let (anchor, tag) = match &event {
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag) => (*anchor, tag.is_some()),
            _ => (0, false),
        };
        let mut node = Node::new(span, Shape::Scalar(String::new()));
        match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) if is_null(&text) => {}
            Event::Scalar(text, ..) => node.shape = Shape::Scalar(text.into_owned()),
            Event::SequenceStart(..) => self.list(events, &mut node, depth)?,
            Event::MappingStart(..) => self.map(events, &mut node, depth)?,
            _ => node.faulty = self.alias(span),
        }
        if anchor > 0 {
            node.faulty = self.fault(
                "anchor",
                "an anchor names this value",
                span,
                "remove the `&name`: a guide uses no anchors",
            );
        }
        if tag {
            node.faulty = self.fault(
                "tag",
                "a tag changes the type of this value",
                span,
                "remove the `!tag` and write the value plainly",
            );
        }
        if node.text().chars().any(|c| is_control(c) && c != '\n') {
            let place = self.outline.first_control(&node);
            let finding = Finding::error(
                "control-character",
                "this text has a control character",
                place,
            );
            self.findings
                .push(finding.help("remove it: no text may act on a terminal"));
            node.faulty = true;
        }
        Ok(node)
    }

    fn list(
        &mut self,
        events: &mut Events<'_>,
        list: &mut Node,
        depth: usize,
    ) -> Result<(), Box<Finding>> {
        let mut items = Vec::new();
        loop {
            match self.next(events)? {
                (Event::SequenceEnd | Event::StreamEnd, span) => {
                    list.end = span.end.index().max(list.end);
                    break;
                }
                event => {
                    self.is_full(items.len(), event.1)?;
                    items.push(self.node(events, event, depth + 1)?);
                }
            }
        }
        list.faulty = items.iter().any(Node::is_faulty);
        list.shape = Shape::List(items);
        Ok(())
    }

    fn map(
        &mut self,
        events: &mut Events<'_>,
        map: &mut Node,
        depth: usize,
    ) -> Result<(), Box<Finding>> {
        let mut entries: Vec<(Node, Node)> = Vec::new();
        loop {
            match self.next(events)? {
                (Event::MappingEnd | Event::StreamEnd, span) => {
                    map.end = span.end.index().max(map.end);
                    break;
                }
                event => {
                    self.is_full(entries.len(), event.1)?;
                    let mut key = self.node(events, event, depth + 1)?;
                    let event = self.next(events)?;
                    let value = self.node(events, event, depth + 1)?;
                    key.faulty |= self.is_no_word(&key) || self.is_duplicate(&key, &entries);
                    entries.push((key, value));
                }
            }
        }
        map.faulty = entries
            .iter()
            .any(|(key, value)| key.faulty || value.faulty);
        map.shape = Shape::Map(entries);
        Ok(())
    }

    fn is_no_word(&mut self, key: &Node) -> bool {
        if matches!(key.shape, Shape::Scalar(_)) {
            return false;
        }
        let place = self.outline.place(key);
        self.findings.push(
            Finding::error("wrong-shape", "a list or a map where a key belongs", place)
                .help("write one word before the `:`"),
        );
        true
    }

    fn is_duplicate(&mut self, key: &Node, entries: &[(Node, Node)]) -> bool {
        let Some((earlier, _)) = entries
            .iter()
            .find(|(earlier, _)| earlier.text() == key.text())
        else {
            return false;
        };
        let title = format!("the key `{}` stands here a second time", key.text());
        let finding = Finding::error("duplicate-key", title, self.outline.place(key))
            .related(self.outline.place(earlier), "first here")
            .help("keep one of the two");
        self.findings.push(finding);
        true
    }

    /// Notes the first alias of a file; the others have the same remedy.
    fn alias(&mut self, span: Span) -> bool {
        if self
            .findings
            .iter()
            .any(|finding| finding.code == "alias" && finding.place.file == self.outline.file)
        {
            return true;
        }
        let title = "this refers to another place of the file";
        self.fault(
            "alias",
            title,
            span,
            "write the value out, here and elsewhere: a guide uses no `*alias`",
        )
    }

    /// Notes a finding; the result says that the value is faulty.
    fn fault(&mut self, code: &'static str, title: &str, span: Span, help: &str) -> bool {
        let place = self
            .outline
            .word_at(span.start.line(), span.start.col() + 1);
        self.findings
            .push(Finding::error(code, title, place).help(help));
        true
    }
}

/// Whether a plain text is YAML's word for nothing.
fn is_null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

/// What to do about a text that is not YAML, by what the parser met.
fn syntax_help(info: &str) -> &'static str {
    let helps = [
        ("tab", "indent with spaces, never with tabs"),
        (
            "mapping values are not allowed",
            "put a text with `: ` in quotes, and line up the keys of a map",
        ),
        (
            "unexpected character",
            "put a text that starts with this character in quotes",
        ),
        ("bracket", "pair the brackets, or put the text in quotes"),
        (
            "escape",
            "write `\\\\` for a backslash, or use single quotes",
        ),
        (
            "flow sequence",
            "close the `[` with a `]`, with commas between",
        ),
        (
            "flow mapping",
            "close the `{` with a `}`, with commas between",
        ),
        ("unexpected end of stream", "close the quotes"),
        (
            "unknown anchor",
            "write the value out, or put the `*` in quotes",
        ),
        (
            "expect ':'",
            "write `key: value`, or indent the line under the one that it goes on with",
        ),
    ];
    helps.iter().find(|(met, _)| info.contains(met)).map_or(
        "compare the indentation and the quotes with the lines above",
        |(_, help)| help,
    )
}
