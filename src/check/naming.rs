//! Lights that cannot be named: whoever writes down what one looks like, or the words of its id, must be
//! understood to mean that very light.

use crate::finding::Finding;
use crate::kb::check::is_id;
use crate::kb::draft::Draft;
use crate::light::{self, Apart, Looks, Match, apart};

/// How many LEDs a person tells of at once.
const MOST_LEDS: usize = 8;

/// Reads the looks of every light, and the words of its id, as a person's words are read.
pub(super) fn remarks(draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    if !draft.lights.is_whole() {
        return;
    }
    let parsed = draft
        .lights
        .read
        .iter()
        .map(|item| Looks::parse(&item.value.looks));
    let Ok(lights) = parsed.collect::<Result<Vec<Looks>, _>>() else {
        return;
    };
    for (at, item) in draft.lights.read.iter().enumerate() {
        let looks = lights[at].to_string();
        if !matches!(selected(&looks, at, &lights), Match::Exact(light, _) if light == at) {
            let place = draft.outline.place(item.node.under("looks"));
            let title = format!("words for the light `{}` do not lead to it", item.id);
            let finding = Finding::error("unnamed-light", title, place);
            findings.push(finding.help(
                "choose looks that people's words for it lead to; `blinkdoc whatis` shows how words are read",
            ));
        }
        let words = item.id.replace('-', " ");
        if is_id(&item.id)
            && let Match::Exact(other, _) = selected(&words, at, &lights)
            && other != at
        {
            let place = draft.outline.place(item.name);
            let title = format!(
                "the words `{words}` mean the light `{}`",
                draft.lights.read[other].id
            );
            let finding = Finding::error("unnamed-light", title, place);
            findings.push(finding.help("choose an id that does not describe another light"));
        }
    }
}

/// The light that words select. Lights that nobody can tell from the one that is meant have a finding of
/// their own, and stay out.
fn selected(words: &str, meant: usize, lights: &[Looks]) -> Match<usize> {
    let is_apart = |at: usize| at == meant || apart(&lights[at], &lights[meant]) != Apart::Not;
    let known = lights.iter().enumerate();
    let known = known.filter(|(at, looks)| looks.leds.len() <= MOST_LEDS && is_apart(*at));
    light::choose(&light::read(words).alternatives, known)
}
