//! One text of a guide, cut into words and sentences.

use std::ops::Range;

/// Shortened words: their full stop ends no sentence.
const SHORTENED: [&str; 13] = [
    "approx.", "ca.", "cf.", "Dr.", "e.g.", "fig.", "i.e.", "max.", "min.", "Mr.", "Mrs.", "St.",
    "vs.",
];

/// What stands between two spaces, when a letter or a digit is in it: `Wi-Fi`, `e.g.` and `2.4` are one
/// word each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// With the marks around it.
    pub(super) marked: &'a str,
    /// Without them; the `°` of a unit is no mark.
    pub(super) bare: &'a str,
    /// Where the bare word stands in the text, in bytes.
    pub(super) at: Range<usize>,
}

impl Word<'_> {
    /// Whether a mark stands right behind the word.
    pub(super) fn is_marked_behind(&self) -> bool {
        !self.marked.ends_with(self.bare)
    }

    /// Whether the word has the last full stop, question mark or exclamation mark of a sentence.
    fn ends_sentence(&self, next: Option<&Word<'_>>) -> bool {
        let goes_on = next.is_some_and(|next| next.bare.starts_with(char::is_lowercase));
        let marked = self
            .marked
            .trim_start_matches(['(', '[', '"', '“', '\'', '‘']);
        is_ended(self.marked) && !goes_on && !SHORTENED.contains(&marked)
    }
}

/// Whether a text ends as a sentence does.
pub(super) fn is_ended(text: &str) -> bool {
    text.trim_end_matches([')', ']', '"', '”', '\'', '’'])
        .ends_with(['.', '?', '!', '…'])
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let is_mark = |c: char| !c.is_alphanumeric() && c != '°';
    let mut end = 0;
    let mut words = Vec::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let start = end;
        end += piece.len();
        let marked = piece.trim_end();
        let behind = marked.trim_start_matches(is_mark);
        let bare = behind.trim_end_matches(is_mark);
        if !bare.is_empty() {
            let start = start + marked.len() - behind.len();
            let at = start..start + bare.len();
            words.push(Word { marked, bare, at });
        }
    }
    words
}

/// The sentences of a text, each with its words.
pub(super) fn sentences<'w, 'a>(words: &'w [Word<'a>]) -> Vec<&'w [Word<'a>]> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (position, word) in words.iter().enumerate() {
        if word.ends_sentence(words.get(position + 1)) {
            sentences.push(&words[start..=position]);
            start = position + 1;
        }
    }
    if start < words.len() {
        sentences.push(&words[start..]);
    }
    sentences
}

/// The positions at which a phrase stands among words. A capital letter in the phrase is meant; the end
/// of a plural or `'s` may follow its last word.
pub(super) fn find<'w>(words: &'w [Word<'_>], phrase: &'w str) -> impl Iterator<Item = usize> + 'w {
    let last = phrase.matches(' ').count();
    // Most words differ in their first letter, and every word of every text comes by here.
    let first = phrase.as_bytes().first();
    let starts = move |word: &Word<'_>| {
        let letter = word.bare.as_bytes().first();
        letter
            .zip(first)
            .is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
    };
    let is_at = move |position: &usize| {
        starts(&words[*position])
            && phrase.split(' ').enumerate().all(|(part, meant)| {
                let word = words.get(position + part);
                word.is_some_and(|word| match rest(word.bare, meant) {
                    Some("") => part == last || !word.is_marked_behind(),
                    Some("s" | "es" | "'s" | "’s") => part == last,
                    _ => false,
                })
            })
    };
    (0..words.len()).filter(is_at)
}

/// What is left of a word behind its beginning, if it begins so.
fn rest<'a>(word: &'a str, beginning: &str) -> Option<&'a str> {
    let (start, rest) = word.split_at_checked(beginning.len())?;
    let is_same = start == beginning
        || (start.eq_ignore_ascii_case(beginning) && !beginning.contains(char::is_uppercase));
    is_same.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(text: &str) -> Vec<usize> {
        sentences(&words(text))
            .iter()
            .map(|sentence| sentence.len())
            .collect()
    }

    #[test]
    fn numbers_units_and_shortened_words_end_no_sentence() {
        assert_eq!(lengths("Use 2.4 GHz. Wait."), [3, 1]);
        assert_eq!(
            lengths("Use another room, e.g. Anna's, for approx. 5 minutes."),
            [9]
        );
        assert_eq!(lengths("It needs 5 V. Then plug it in."), [4, 4]);
        assert_eq!(lengths("Open app.tapo.com now"), [3]);
    }

    #[test]
    fn marks_in_quotes_end_a_sentence_only_at_its_end() {
        assert_eq!(lengths("Tap \"Ready?\" and wait."), [4]);
        assert_eq!(
            lengths("It asks \"Ready?\" Tap it (now!) Then wait."),
            [3, 3, 2]
        );
        assert_eq!(lengths("Wait … then look. 5 minutes do."), [3, 3]);
    }

    #[test]
    fn nothing_and_marks_alone_are_no_words() {
        assert_eq!(lengths(""), [0; 0]);
        assert_eq!(lengths(" – & … "), [0; 0]);
        assert_eq!(lengths("“Ja” – 光"), [2]);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Über  „Wi-Fi“ (35 °C).";
        let words = words(text);
        let bare: Vec<&str> = words.iter().map(|word| &text[word.at.clone()]).collect();
        assert_eq!(bare, ["Über", "Wi-Fi", "35", "°C"]);
    }

    #[test]
    fn a_phrase_is_found_with_its_endings_and_capitals() {
        let at = |text: &'static str, phrase| find(&words(text), phrase).collect::<Vec<_>>();
        assert_eq!(
            at(
                "The camera's firmware, Firmware's and firmwares",
                "firmware"
            ),
            [2, 3, 5]
        );
        assert_eq!(at("They led us to LEDs and the LED.", "LED"), [4, 7]);
        assert_eq!(at("A MAC address. A MAC, address", "MAC address"), [1]);
        assert_eq!(at("Of course, of a course", "of course"), [0]);
        assert_eq!(at("é", "firmware"), [0; 0]);
    }
}
