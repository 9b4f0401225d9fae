//! Text to words, each with the mark that stands before it.

/// A word as typed, and as the vocabulary spells it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// What stands between this word and the one before it.
    pub(super) mark: Mark,
    /// The word as typed.
    pub(super) typed: &'a str,
    /// The word in small letters and without apostrophes.
    pub(super) word: String,
}

/// What stands between two words; of several marks the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Nothing: they are cut from one word.
    Nothing,
    /// Nothing but spaces, or the beginning.
    Space,
    /// A hyphen without spaces around it.
    Dash,
    /// A comma, a full stop, a dash with spaces.
    Break,
    /// A colon.
    Colon,
    /// An ampersand.
    And,
    /// A slash.
    Slash,
    /// A plus sign.
    Plus,
    /// An arrow.
    Arrow,
}

/// Units that are written right after a number.
const SUFFIXES: [&str; 9] = ["x", "s", "sec", "secs", "ms", "hz", "m", "min", "times"];

/// Discs that stand for a light of their colour.
const LIGHTS: [char; 7] = ['🔴', '🟠', '🟡', '🟢', '🔵', '🟣', '⚪'];

/// Splits a text into words; signs that mean nothing here count as spaces.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        let start = rest.find(is_of_word).unwrap_or(rest.len());
        let (between, from_word) = rest.split_at(start);
        let (typed, after) = from_word.split_at(word_end(from_word));
        if typed.is_empty() {
            return tokens;
        }
        push_word(&mut tokens, mark(between), typed);
        rest = after;
    }
}

/// Whether a word may begin with this; a coloured disc is a word of its own.
fn is_of_word(char: char) -> bool {
    char.is_alphanumeric() || LIGHTS.contains(&char)
}

/// How far a word goes that begins the text: letters and digits, apostrophes and decimal points within.
fn word_end(text: &str) -> usize {
    if let Some(light) = text.chars().next().filter(|char| LIGHTS.contains(char)) {
        return light.len_utf8();
    }
    let mut chars = text.char_indices().peekable();
    let mut number = true;
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let within = match char {
            '\'' | '’' | '`' => next.is_some_and(char::is_alphanumeric),
            '.' | ',' => number && next.is_some_and(|next| next.is_ascii_digit()),
            _ => char.is_alphanumeric(),
        };
        if !within {
            return at;
        }
        number = number && char.is_ascii_digit();
    }
    text.len()
}

/// Adds a word, cut in two where a number and its unit are written as one.
fn push_word<'a>(tokens: &mut Vec<Token<'a>>, mark: Mark, typed: &'a str) {
    match cut(typed) {
        Some((first, second)) => {
            tokens.push(token(mark, first));
            tokens.push(token(Mark::Nothing, second));
        }
        None => tokens.push(token(mark, typed)),
    }
}

fn token(mark: Mark, typed: &str) -> Token<'_> {
    let word = typed
        .chars()
        .filter(|char| !matches!(char, '\'' | '’' | '`'))
        .map(|char| if char == ',' { '.' } else { char })
        .flat_map(char::to_lowercase)
        .collect();
    Token { mark, typed, word }
}

/// Cuts `3x`, `x3`, `500ms` and `LED2` between number and word; `EC70` and `2nd` stay whole.
fn cut(typed: &str) -> Option<(&str, &str)> {
    let is_digit = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',');
    if let Some((led, number)) = typed.split_at_checked(3)
        && led.eq_ignore_ascii_case("led")
        && !number.is_empty()
        && number.chars().all(is_digit)
    {
        return Some((led, number));
    }
    let (number, unit) = typed.split_at(typed.find(|char| !is_digit(char))?);
    if number.is_empty() {
        let digits = unit.strip_prefix(['x', 'X'])?;
        let counted = !digits.is_empty() && digits.chars().all(is_digit);
        return counted.then(|| unit.split_at(1));
    }
    SUFFIXES
        .contains(&unit.to_lowercase().as_str())
        .then_some((number, unit))
}

fn mark(between: &str) -> Mark {
    let tight = !between.contains(char::is_whitespace);
    between
        .chars()
        .map(|char| match char {
            '-' | '–' | '—' | '~' if tight => Mark::Dash,
            ':' => Mark::Colon,
            ',' | ';' | '.' | '!' | '?' | '…' | '(' | ')' | '\n' | '-' | '–' | '—' => {
                Mark::Break
            }
            '&' => Mark::And,
            '/' | '|' | '\\' => Mark::Slash,
            '+' => Mark::Plus,
            '>' | '→' | '⇒' => Mark::Arrow,
            _ => Mark::Space,
        })
        .max()
        .unwrap_or(Mark::Space)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(Mark, String)> {
        tokens(text)
            .into_iter()
            .map(|token| (token.mark, token.word))
            .collect()
    }

    #[test]
    fn words_keep_their_marks() {
        let words = [
            (Mark::Space, "doesnt"),
            (Mark::Break, "red"),
            (Mark::Dash, "blue"),
            (Mark::Slash, "ec70"),
            (Mark::And, "3"),
            (Mark::Nothing, "x"),
            (Mark::Break, "2.5"),
            (Mark::Nothing, "s"),
            (Mark::Arrow, "off"),
        ];
        let expected: Vec<_> = words
            .iter()
            .map(|(mark, word)| (*mark, (*word).to_owned()))
            .collect();
        assert_eq!(
            split("Doesn't, red-blue/EC70 & 3x - 2.5s -> off…"),
            expected
        );
    }

    #[test]
    fn signs_alone_are_no_words() {
        assert!(tokens("🙂 ‥ \u{0} '’' ... --").is_empty());
    }
}
