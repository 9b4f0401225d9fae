//! Everything there is to say about guides: what the loader says, what readers would stumble over, and
//! what was proved.

mod danger;
mod naming;

use crate::finding::{self, Finding};
use crate::kb::draft::Draft;
use crate::kb::load::Text;
use crate::kb::outline::Outline;
use crate::kb::shared::Kind;
use crate::kb::{self, Elsewhere, Guides};
use crate::proof::{self, Proof};
use crate::prose;

/// Guides that were checked.
#[derive(Debug)]
pub struct Checked {
    /// The guides in which nothing is wrong, and all findings.
    pub guides: Guides,
    /// What was proved of each of them.
    pub proofs: Vec<Proof>,
}

/// Checks guides like [`kb::inspect`], and says besides what keeps nobody from using them.
#[must_use]
pub fn guides(texts: &[Text], elsewhere: &Elsewhere<'_>, findings: Vec<Finding>) -> Checked {
    let mut guides = kb::inspect_with(texts, elsewhere, &remarks, findings);
    shared_remarks(texts, &mut guides.findings);
    let proofs = proof::of_all(&guides.guides);
    proof::tell(&mut guides, texts, &proofs);
    Checked { guides, proofs }
}

/// What else there is to say of the shared files among the texts; what keeps them from being read has
/// been told.
fn shared_remarks(texts: &[Text], findings: &mut Vec<Finding>) {
    for text in texts {
        if let Some(kind) = Kind::of(&text.file)
            && let Ok(outline) = Outline::read(&text.file, &text.text, &mut Vec::new())
        {
            prose::shared_remarks(kind, &outline, findings);
        }
    }
    finding::sort(findings);
}

/// What else there is to say of one guide as written.
fn remarks(draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    danger::remarks(draft, findings);
    naming::remarks(draft, findings);
    prose::remarks(draft, findings);
}
