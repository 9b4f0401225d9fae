//! Danger that nobody is asked about: a guide without a safety question.

use crate::finding::Finding;
use crate::kb::QuestionKind;
use crate::kb::draft::Draft;

/// A guide asks about heat, smoke or damage before everything else.
pub(super) fn remarks(draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    let mut questions = draft.questions.read.iter();
    let is_asked = questions.any(|item| item.value.kind == QuestionKind::Safety);
    if let Some(id) = &draft.id
        && draft.questions.is_whole()
        && !is_asked
    {
        let title = format!("the guide `{}` asks about no danger", id.value);
        let finding = Finding::warning("no-safety", title, draft.outline.place(id.node));
        let help = "add a question of `kind: safety`: is it hot, does it smell, is it damaged?";
        findings.push(finding.help(help));
    }
}
