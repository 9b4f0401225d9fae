//! Lights that a person cannot tell apart.

use crate::finding::{Finding, Place};
use crate::kb::draft::Draft;
use crate::kb::{Guide, LightId, QuestionKind};
use crate::light::{Apart, apart};

/// Holds every two lights of a guide against each other. A light that may be another one is made for
/// people who cannot tell, so the two may look the same.
pub(super) fn lights(guide: &Guide, draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    // A light that cannot be read has no looks, and a light that it may be may be meant.
    let hides = |finding: &Finding| ["unknown-looks", "unknown-light"].contains(&finding.code);
    if findings.iter().any(hides) || !draft.lights.is_whole() {
        return;
    }
    for light in guide.light_ids() {
        for earlier in guide.light_ids().take(light.at()) {
            if guide[light].may_be.contains(&earlier) || guide[earlier].may_be.contains(&light) {
                continue;
            }
            let names = (guide[earlier].id.as_str(), guide[light].id.as_str());
            let finding = match apart(&guide[earlier].looks, &guide[light].looks) {
                Apart::Not => same(names, looks(draft, light)),
                Apart::RedFromGreen if !asks(guide, earlier) && !asks(guide, light) => {
                    red_from_green(names, looks(draft, light))
                }
                Apart::RedFromGreen | Apart::Clearly => continue,
            };
            findings.push(finding.related(looks(draft, earlier), "the other one"));
        }
    }
}

/// Where a light says what it looks like.
fn looks(draft: &Draft<'_>, light: LightId) -> Place {
    let node = draft.lights.read[light.at()].node;
    draft.outline.place(node.under("looks"))
}

/// Whether a case with this light asks something besides safety.
fn asks(guide: &Guide, light: LightId) -> bool {
    let mut questions = guide[light].questions.iter();
    questions.any(|question| guide[*question].kind != QuestionKind::Safety)
}

fn same((earlier, light): (&str, &str), place: Place) -> Finding {
    let title = format!("nobody can tell the light `{light}` from `{earlier}`");
    Finding::error("same-looks", title, place).help(
        "make one light of the two, with a question that tells their causes apart; or say what differs",
    )
}

fn red_from_green((earlier, light): (&str, &str), place: Place) -> Finding {
    let title = format!("only red and green tell the light `{light}` from `{earlier}`");
    Finding::warning("red-green", title, place)
        .help("let a question, such as what the app shows, tell them apart as well")
}
