//! Many guides of the size of the built-in ones: their texts under other ids and names.

use blinkdoc::built_in;
use blinkdoc::kb::load::Text;
use blinkdoc::kb::shared::Kind;

/// So many guides, each a built-in one in turn.
pub(crate) fn copies(count: usize) -> Vec<Text> {
    let mut texts = built_in::texts();
    texts.retain(|text| Kind::of(&text.file).is_none());
    let copy = |number: usize| {
        let text = &texts[number % texts.len()].text;
        let id = text.lines().find_map(|line| line.strip_prefix("id: "));
        let id = format!("{}-copy-{number}", id.unwrap_or_default());
        let line = |line: &str| {
            if line.starts_with("id: ") {
                format!("id: {id}\n")
            } else if line.starts_with("name: ") {
                format!("name: Copy number {number}\n")
            } else if line.starts_with("also: ") {
                format!("also: [copy {number}]\n")
            } else {
                format!("{line}\n")
            }
        };
        Text {
            file: format!("{id}.yaml"),
            text: text.lines().map(line).collect(),
        }
    };
    (0..count).map(copy).collect()
}
