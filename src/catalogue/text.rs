//! Rules about the files of guides, and about YAML as such.

use super::{Rule, change, error};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    error(
        "unreadable",
        "a file or folder cannot be read",
        "Check the path and its permissions. No guide can show this, because none was read.",
        &[],
    ),
    error(
        "no-guides",
        "a folder has no guide in it",
        "A guide is a file that ends in `.yaml`; hidden files do not count. No guide can show this, because there is none.",
        &[],
    ),
    error(
        "too-big",
        "a file is larger than 256 KiB",
        "No device family needs that much, and a huge file would make everyone wait. Such a guide is too long to be shown here.",
        &[],
    ),
    error(
        "not-utf-8",
        "a file is not UTF-8 text",
        "Its bytes cannot be turned into letters for sure, so nothing of it is used. Save it with the encoding UTF-8. The bytes of such a file cannot be shown as text.",
        &[],
    ),
    error(
        "yaml-syntax",
        "the text is not YAML",
        "Behind such a place nobody knows what belongs to what, so the rest of the file is not read. Most often a text with `: ` in it, or with a special sign in front, is not in quotes; or a tab stands where spaces belong.",
        &[
            change("name: Example hall lamp", "name: Example«:» hall lamp", "name: 'Example: hall lamp'", "in quotes"),
            change("prevention: [Keep it dry.]", "prevention: [Keep it dry.«»", "prevention:\n- Keep it dry.", "close the `[`"),
            change("ask: Is it hot?", "ask: «@»hot?", "ask: \"@hot?\"", "in quotes"),
            change("ask: Is it hot?", "ask: «\"»\\hot?\"", "ask: \"\\u0048ot?\"", "backslash"),
            change("about: [We have this lamp on our shelf.]", "about: «*»shelf", "about: ['*shelf']", "in quotes"),
            change("causes:\n  network:", "causes:\n\t«n»etwork:", "causes:\n    # indented\n  network:", "never with tabs"),
        ],
    ),
    error(
        "too-deep",
        "lists and maps stand too deep in each other",
        "A guide needs six levels, and 24 are allowed. More is an accident with brackets, or an attempt to make the reader run out of memory.",
        &[change("[Keep it dry.]", "[[[[[[[[[[[[[[[[[[[[[[[«[»x]]]]]]]]]]]]]]]]]]]]]]]]", "[Keep it, dry]", "flatter")],
    ),
    error(
        "too-long",
        "a list or map has more than 200 entries",
        "Guides need about thirty. The rules compare entries with each other, so the limit also bounds how long they take. Such a guide is too long to be shown here.",
        &[],
    ),
    error(
        "several-documents",
        "a second YAML document starts in the file",
        "One file is one guide. What stands behind the `---` would be lost, so it is refused.",
        &[change("prevention:", "«---»\nprevention:", "# ---\nprevention:", "remove the `---`")],
    ),
    error(
        "anchor",
        "an anchor gives a value a name",
        "Guides have no references, so that nobody has to jump about in a file to understand it, and no file is bigger than it looks. Write each value where it belongs.",
        &[change("[Keep it dry.]", "[«&dry» Keep it dry.]", "[Keep & dry.]", "no anchors")],
    ),
    error(
        "alias",
        "an alias refers to another place of the file",
        "Guides have no references, so merges with `<<` are none either. Write the value out, here and elsewhere.",
        &[
            change("have-ready: [serial number]", "have-ready: [&n number, «*n»]", "have-ready: [number, 'a *n']", "no `*alias`"),
            change(
                "  network: {name: Wi-Fi connection, cite: [H-3]}\n  battery: {name: empty battery}\n",
                "  network: &one {name: Wi-Fi connection, cite: [H-3]}\n  battery: {<<: «*one»}\n",
                "  network: {name: Wi-Fi connection, cite: [H-3]}\n  battery: {name: Empty battery, cite: [H-3]}\n",
                "write the value out",
            ),
        ],
    ),
    error(
        "tag",
        "a tag changes the type of a value",
        "The format says what each value is, so a tag has nothing to add. Write the value plainly, in quotes if it must be a text.",
        &[change("say: Hot,", "say: «!!str» Hot,", "say: Hot!!,", "remove the `!tag`")],
    ),
    error(
        "control-character",
        "a text has a character that acts on a terminal",
        "Such characters could move the cursor, colour the screen, or turn the direction of writing. A guide only has characters that show.",
        &[
            change("ask: Is it hot?", "ask: «\"Is it \\e[31mhot?\"»", "ask: \"Is it \\\"hot\\\"?\"", "remove it"),
            change("ask: Is it hot?", "ask: Is it «\u{202e}»hot?", "ask: Ist es heiß?", "remove it"),
        ],
    ),
    error(
        "duplicate-key",
        "a key stands twice in one map",
        "YAML would keep one of the two values and drop the other without a word. Keep the one that is meant.",
        &[change("    minutes: 3\n", "    minutes: 3\n    «minutes»: 11\n", "    minutes: 11\n", "keep one of the two")],
    ),
];
