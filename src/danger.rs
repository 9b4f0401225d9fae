//! Danger: the words of a person that tell of smoke, a smell, sparks or damage.

/// Such words. Those that people use for lights as well, such as `burning` and `hot`, are none of them.
const WORDS: [&str; 30] = [
    "burned",
    "burnt",
    "fire",
    "flame",
    "flames",
    "fumes",
    "melted",
    "melting",
    "scorched",
    "smell",
    "smelling",
    "smells",
    "smelly",
    "smelt",
    "smoke",
    "smokes",
    "smoking",
    "smoky",
    "smoulders",
    "smouldering",
    "smoldering",
    "charred",
    "exploded",
    "explosion",
    "spark",
    "sparking",
    "sparks",
    "stinks",
    "swelling",
    "swollen",
];

/// The words of a text that tell of danger, in lower case and in their order, each once.
#[must_use]
pub fn danger(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let word = word.to_lowercase();
        if WORDS.contains(&word.as_str()) && !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::danger;

    #[test]
    fn words_of_danger_are_heard_among_others() {
        for (text, found) in [
            (
                "my kasa camera smells burnt and blinks red",
                &["smells", "burnt"][..],
            ),
            ("SMOKE, smoke!", &["smoke"]),
            ("red; sparks fly", &["sparks"]),
            ("the red light is burning all the time", &[]),
            ("blinks red when the fireplace is on", &[]),
            ("", &[]),
        ] {
            assert_eq!(danger(text), found, "{text}");
        }
    }
}
