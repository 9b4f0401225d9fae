//! The keys of a terminal: bytes to keys, whichever way they are cut into pieces.

/// The byte that begins what a key with a name sends.
const ESC: u8 = 0x1b;
/// What stands before and behind a text that is pasted, in terminals that tell.
const PASTE: [&[u8]; 2] = [b"\x1b[200~", b"\x1b[201~"];
/// The longest that a key sends; anything longer is no key.
const LONGEST: usize = 32;

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    Enter,
    Esc,
    /// A letter, digit or sign.
    Char(char),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D.
    Leave,
    /// Ctrl-Z.
    Suspend,
    /// Ctrl-\.
    Quit,
    /// Any other key.
    Other,
}

/// Bytes that came from the keyboard and have not become keys yet.
#[derive(Debug, Default)]
pub(super) struct Keys {
    bytes: Vec<u8>,
    /// Whether the bytes are a text that is being pasted, which is no key.
    is_pasted: bool,
}

impl Keys {
    /// Takes bytes in the order in which they came.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }

    /// Whether the bytes so far may be only the first part of a key.
    pub(super) fn is_cut(&self) -> bool {
        !self.bytes.is_empty() && !self.is_pasted
    }

    /// The next key, if it is there as a whole.
    pub(super) fn next(&mut self) -> Option<Key> {
        loop {
            if self.is_pasted && !self.skip_paste() {
                return None;
            }
            if self.bytes.starts_with(PASTE[0]) {
                self.bytes.drain(..PASTE[0].len());
                self.is_pasted = true;
                continue;
            }
            let (key, length) = first(&self.bytes)?;
            self.bytes.drain(..length);
            return Some(key);
        }
    }

    /// The next key when nothing more comes: a lone Esc, or a byte that is none.
    pub(super) fn give_up(&mut self) -> Option<Key> {
        if !self.is_cut() {
            return None;
        }
        let byte = self.bytes.remove(0);
        Some(if byte == ESC { Key::Esc } else { Key::Other })
    }

    /// Drops a pasted text; whether it has come to its end.
    fn skip_paste(&mut self) -> bool {
        let end = self
            .bytes
            .windows(PASTE[1].len())
            .position(|bytes| bytes == PASTE[1]);
        // Ctrl-C works even if the end of the text never comes.
        let interrupt = self.bytes.iter().position(|byte| *byte == 3);
        match (end, interrupt) {
            (Some(end), interrupt) if interrupt.is_none_or(|at| end < at) => {
                self.bytes.drain(..end + PASTE[1].len());
                self.is_pasted = false;
            }
            (_, Some(interrupt)) => {
                self.bytes.drain(..interrupt);
                self.is_pasted = false;
            }
            // The end itself may come in two parts.
            _ => {
                let kept = self.bytes.len().min(PASTE[1].len() - 1);
                self.bytes.drain(..self.bytes.len() - kept);
            }
        }
        !self.is_pasted
    }
}

/// The first key and how many bytes it takes; none if there is too little of it.
fn first(bytes: &[u8]) -> Option<(Key, usize)> {
    let key = match *bytes {
        [] | [ESC] => return None,
        [ESC, b'[', ..] => return bracketed(bytes),
        [ESC, b'O', ref rest @ ..] => return rest.first().map(|last| (named(*last), 3)),
        // Two keys that came at once.
        [ESC, ..] => Key::Esc,
        [b'\r' | b'\n', ..] => Key::Enter,
        [3, ..] => Key::Interrupt,
        [4, ..] => Key::Leave,
        [0x1a, ..] => Key::Suspend,
        [0x1c, ..] => Key::Quit,
        [..=0x1f | 0x7f, ..] => Key::Other,
        _ => return character(bytes),
    };
    Some((key, 1))
}

/// A key that begins with ESC and a bracket: parameters, then a last byte that names it.
fn bracketed(bytes: &[u8]) -> Option<(Key, usize)> {
    // The function keys of the Linux console have a bracket more.
    if let [_, _, b'[', rest @ ..] = bytes {
        return rest.first().map(|_| (Key::Other, 4));
    }
    let parameters = bytes[2..]
        .iter()
        .take(LONGEST)
        .take_while(|byte| (0x20..0x40).contains(*byte))
        .count();
    if parameters == LONGEST {
        return Some((Key::Other, 2 + LONGEST));
    }
    let last = bytes.get(2 + parameters)?;
    let key = match (last, &bytes[2..2 + parameters]) {
        (b'~', b"1" | b"7") => Key::Home,
        (b'~', b"4" | b"8") => Key::End,
        (b'~', b"5") => Key::PageUp,
        (b'~', b"6") => Key::PageDown,
        // A byte that ends no key belongs to the next one.
        (..0x40 | 0x7f.., _) => return Some((Key::Other, 2 + parameters)),
        _ => named(*last),
    };
    Some((key, 3 + parameters))
}

fn named(last: u8) -> Key {
    match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'M' => Key::Enter,
        _ => Key::Other,
    }
}

/// A character in UTF-8; bytes that are none are one unknown key each.
fn character(bytes: &[u8]) -> Option<(Key, usize)> {
    let length = match bytes[0] {
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
        _ => 1,
    };
    let have = &bytes[..length.min(bytes.len())];
    match str::from_utf8(have) {
        Ok(text) => text.chars().next().map(|c| (Key::Char(c), length)),
        Err(error) if error.error_len().is_none() => None,
        Err(_) => Some((Key::Other, 1)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// The keys of some bytes that come in these parts, and nothing after them.
    fn keys(parts: &[&[u8]]) -> Vec<Key> {
        let mut keys = Keys::default();
        let mut found = Vec::new();
        for part in parts {
            keys.feed(part);
            found.extend(std::iter::from_fn(|| keys.next()));
        }
        while let Some(key) = keys.give_up() {
            found.push(key);
            found.extend(std::iter::from_fn(|| keys.next()));
        }
        found
    }

    #[test]
    fn every_terminal_s_arrows_are_known() {
        for (bytes, key) in [
            (&b"\x1b[A"[..], Key::Up),
            (b"\x1bOA", Key::Up),
            (b"\x1b[1;5B", Key::Down),
            (b"\x1bOB", Key::Down),
            (b"\x1b[H", Key::Home),
            (b"\x1b[1~", Key::Home),
            (b"\x1b[7~", Key::Home),
            (b"\x1bOF", Key::End),
            (b"\x1b[4~", Key::End),
            (b"\x1b[5~", Key::PageUp),
            (b"\x1b[6~", Key::PageDown),
            (b"\r", Key::Enter),
            (b"\n", Key::Enter),
            (b"\x1bOM", Key::Enter),
            (b"\x1b[3~", Key::Other),
            (b"\x1b[[A", Key::Other),
            (b"\x1b", Key::Esc),
            (b"\x7f", Key::Other),
            (b"\x03", Key::Interrupt),
            (b"\x04", Key::Leave),
            (b"\x1a", Key::Suspend),
            (b"\x1c", Key::Quit),
            (b"t", Key::Char('t')),
            ("ä".as_bytes(), Key::Char('ä')),
            ("灯".as_bytes(), Key::Char('灯')),
        ] {
            assert_eq!(keys(&[bytes]), [key], "{bytes:?}");
            // The same cut in two, wherever that is.
            for at in 1..bytes.len() {
                let (one, two) = bytes.split_at(at);
                assert_eq!(keys(&[one, two]), [key], "{one:?} {two:?}");
            }
        }
    }

    #[test]
    fn keys_that_come_at_once_are_all_there() {
        let down_up_enter = [Key::Down, Key::Up, Key::Enter];
        assert_eq!(keys(&[b"\x1b[B\x1b[A\r"]), down_up_enter);
        assert_eq!(keys(&[b"\x1b[B\x1b", b"[A\r"]), down_up_enter);
        assert_eq!(keys(&[b"\x1b\x1b[B"]), [Key::Esc, Key::Down]);
        assert_eq!(keys(&[b"\x1bj"]), [Key::Esc, Key::Char('j')]);
        assert_eq!(keys(&[b"\x1b["]), [Key::Esc, Key::Char('[')]);
    }

    #[test]
    fn a_pasted_text_is_no_key() {
        let paste: &[u8] = b"\x1b[200~quit\r\x1b[A\x1b[201~j";
        for at in 1..paste.len() {
            let (one, two) = paste.split_at(at);
            assert_eq!(keys(&[one, two]), [Key::Char('j')], "{at}");
        }
        assert_eq!(
            keys(&[b"\x1b[200~endless", b"\x03j"]),
            [Key::Interrupt, Key::Char('j')]
        );
    }

    #[test]
    fn bytes_that_are_no_key_do_not_swallow_the_next() {
        assert_eq!(keys(&[b"\xffj"]), [Key::Other, Key::Char('j')]);
        assert_eq!(keys(&[b"\xc3j"]), [Key::Other, Key::Char('j')]);
        assert_eq!(keys(&[b"\xc3"]), [Key::Other]);
        assert_eq!(
            keys(&[b"\x1b[1;\rj"]),
            [Key::Other, Key::Enter, Key::Char('j')]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(parts in vec(vec(any::<u8>(), 0..80), 0..8)) {
            let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
            let bytes: usize = parts.iter().map(|part| part.len()).sum();
            prop_assert!(keys(&parts).len() <= bytes);
        }

        #[test]
        fn cutting_changes_nothing(names in vec(0_usize..6, 0..40), cut in 0_usize..200) {
            let known: [(&[u8], Key); 6] = [
                (b"\x1b[A", Key::Up),
                (b"\x1bOB", Key::Down),
                (b"\r", Key::Enter),
                (b"7", Key::Char('7')),
                ("é".as_bytes(), Key::Char('é')),
                (b"\x1b[5~", Key::PageUp),
            ];
            let bytes: Vec<u8> = names.iter().flat_map(|name| known[*name].0).copied().collect();
            let expected: Vec<Key> = names.iter().map(|name| known[*name].1).collect();
            let (one, two) = bytes.split_at(cut.min(bytes.len()));
            prop_assert_eq!(keys(&[one, two]), expected);
        }
    }
}
