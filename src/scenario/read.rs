//! Text → scenarios: every name looked up in the guide, every mistake a finding with its place.

use std::borrow::Cow;
use std::path::Path;

use super::draft::{Ids, ScenarioDraft};
use super::{Goal, Scenario, Written};
use crate::description::Description;
use crate::engine::{End, Entry, Move};
use crate::failure::{Failure, Status};
use crate::finding::{Finding, Place, list, near_miss};
use crate::kb::load::Text;
use crate::kb::outline::{Node, Outline};
use crate::kb::{EndingId, EndingKind, Guide, LightId, parse};
use crate::library::Library;
use crate::light::Match;
use crate::request::{self, Flag};

/// The scenarios of one file.
#[derive(Clone, Debug)]
pub struct Scenarios<'l> {
    /// The guide that the file is named after.
    pub guide: Cow<'l, Guide>,
    /// Those in which nothing is wrong.
    pub scenarios: Vec<Scenario>,
}

/// Reads a file of scenarios; none when it is no such file, or no guide has its name. A mistake leaves
/// out the scenario that it is in.
///
/// # Errors
///
/// When a built-in guide is damaged.
pub fn read<'l>(
    text: &Text,
    library: &'l Library,
    kb: Option<&Path>,
    findings: &mut Vec<Finding>,
) -> Result<Option<Scenarios<'l>>, Failure> {
    let guide = match request::device(library, stem(&text.file)) {
        Ok(guide) => Some(guide),
        Err(failure) if failure.status == Status::CannotRun => return Err(failure),
        Err(failure) => {
            findings.push(no_guide(&failure, &text.file));
            None
        }
    };
    let outline = match Outline::read(&text.file, &text.text, findings) {
        Ok(outline) => outline,
        Err(finding) => {
            findings.push(*finding);
            return Ok(None);
        }
    };
    let items = outline.root().items();
    if items.is_empty() {
        findings.push(no_list(&outline));
    }
    let drafts: Vec<(&Node, ScenarioDraft)> = items
        .iter()
        .filter_map(|item| Some((item, parse::value(&outline, item, item, findings)?)))
        .collect();
    let Some(guide) = guide else { return Ok(None) };
    let mut reader = Reader {
        outline: &outline,
        library,
        guide: &guide,
        kb,
        findings,
    };
    let scenarios = drafts
        .iter()
        .filter_map(|(item, draft)| reader.scenario(item, draft))
        .collect();
    Ok(Some(Scenarios { guide, scenarios }))
}

/// The name of a file without folder and ending.
fn stem(file: &str) -> &str {
    let stem = Path::new(file).file_stem();
    stem.and_then(|stem| stem.to_str()).unwrap_or(file)
}

fn no_guide(failure: &Failure, file: &str) -> Finding {
    let finding = failure.at(Place::whole_file(file));
    let help = finding.help.clone().unwrap_or_default();
    finding.help(format!(
        "name the file after its guide, or add the guide by `--kb`; {help}"
    ))
}

fn no_list(outline: &Outline) -> Finding {
    Finding::error(
        "wrong-shape",
        "a file of scenarios is a list with something in it",
        outline.place(outline.root()),
    )
    .help("start each scenario with `- name: …`")
}

/// Looks up what the scenarios of one file name.
struct Reader<'a> {
    outline: &'a Outline,
    library: &'a Library,
    guide: &'a Guide,
    kb: Option<&'a Path>,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn scenario(&mut self, item: &Node, draft: &ScenarioDraft) -> Option<Scenario> {
        let before = self.findings.len();
        let expect = item.under("expect");
        let guide = self.guide;
        let light = self.light(item.under("light"), &draft.light);
        let case = self.case(item.under("case"), &draft.case);
        let asks = self.named(expect.under("ask"), &draft.expect.ask, |id| {
            Ok(vec![Move::Ask(request::question_named(guide, id)?)])
        });
        let tries = self.named(expect.under("try"), &draft.expect.tries, |id| {
            Ok(vec![Move::Try(request::step_named(guide, id)?)])
        });
        let never = self.named(expect.under("never"), &draft.expect.never, |id| {
            request::moves_named(guide, id)
        });
        let end = draft.expect.end.as_ref();
        let end = end.and_then(|word| self.end(expect.under("end"), word));
        if self.findings.len() > before {
            return None;
        }
        if [&asks, &tries, &never].iter().all(|moves| moves.is_empty()) && end.is_none() {
            self.findings.push(
                Finding::error(
                    "expects-nothing",
                    "this scenario expects nothing",
                    self.outline.place(item.key("expect")),
                )
                .help("say where it ends, `end: fixed`, or what comes up, `try: …`"),
            );
            return None;
        }
        Some(Scenario {
            name: draft.name.clone(),
            place: self.outline.place(item.under("name")),
            light,
            case,
            asks,
            tries,
            never,
            end,
        })
    }

    /// The light that the words mean; none for a light that the guide does not know.
    fn light(&mut self, node: &Node, words: &str) -> Option<LightId> {
        let described = Description::read(self.library, Some(self.guide), words);
        match request::light(self.library, self.guide, &described, self.kb) {
            Ok((light, _)) => light,
            Err(failure) => {
                let mut finding = failure.at(self.outline.place(node));
                if let Match::Ambiguous(lights) = described.lights(self.guide) {
                    let ids = lights
                        .iter()
                        .map(|(light, _)| self.guide[*light].id.as_str());
                    finding = finding.help(format!("say more, or use one of {}", list(ids)));
                }
                self.findings.push(finding);
                None
            }
        }
    }

    /// The entries of a case, each about another question or step.
    fn case(&mut self, node: &Node, case: &[String]) -> Vec<Written<Entry>> {
        let mut entries: Vec<Written<Entry>> = Vec::new();
        for (position, words) in case.iter().enumerate() {
            let place = self.outline.place(node.nth(position));
            let entry = match request::entry(self.guide, &Flag::Entry(words.clone())) {
                Ok(entry) => entry,
                Err(failure) => {
                    self.findings.push(failure.at(place));
                    continue;
                }
            };
            let same = |earlier: &&Written<Entry>| earlier.value.replies_to() == entry.replies_to();
            if let Some(earlier) = entries.iter().find(same) {
                let title = format!("`{words}` tells something a second time");
                let finding = Finding::error("told-twice", title, place)
                    .related(earlier.place.clone(), "first here")
                    .help("keep the one that holds: nothing is asked twice");
                self.findings.push(finding);
                continue;
            }
            entries.push(Written {
                value: entry,
                place,
            });
        }
        entries
    }

    /// The questions or steps that ids name.
    fn named(
        &mut self,
        node: &Node,
        ids: &Ids,
        look_up: impl Fn(&str) -> Result<Vec<Move>, Failure>,
    ) -> Vec<Written<Move>> {
        let mut moves = Vec::new();
        for (position, id) in ids.0.iter().enumerate() {
            let place = self.outline.place(node.nth(position));
            match look_up(id) {
                Ok(named) => moves.extend(named.into_iter().map(|value| Written {
                    value,
                    place: place.clone(),
                })),
                Err(failure) => self.findings.push(failure.at(place)),
            }
        }
        moves
    }

    /// The ending with this id, or any ending of this kind.
    fn end(&mut self, node: &Node, word: &str) -> Option<Written<Goal>> {
        let guide = self.guide;
        let own = (0..).map(EndingId).zip(&guide.endings);
        let own = own.map(|(id, ending)| (ending.id.as_str(), Goal::One(End::Ending(id))));
        let kinds = EndingKind::ALL.map(|(word, kind)| (word, Goal::Kind(kind)));
        let goals: Vec<(&str, Goal)> = own.chain(kinds).collect();
        let place = self.outline.place(node);
        if let Some((_, goal)) = goals.iter().find(|(name, _)| *name == word) {
            return Some(Written {
                value: *goal,
                place,
            });
        }
        let names = || goals.iter().map(|(name, _)| *name);
        let help = match near_miss(word, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use one of {}", list(names())),
        };
        let title = format!("the guide `{}` has no ending `{word}`", guide.id);
        self.findings
            .push(Finding::error("unknown-ending", title, place).help(help));
        None
    }
}
