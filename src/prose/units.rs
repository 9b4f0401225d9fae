//! How units are spelt behind a number, and how they are not.

use super::text::Word;

/// A unit with the one spelling that guides use.
struct Unit {
    /// Behind the number 1, and behind a hyphen.
    one: &'static str,
    /// Behind any other number.
    many: &'static str,
    /// What else people write.
    others: &'static [&'static str],
}

const fn word(one: &'static str, many: &'static str, others: &'static [&'static str]) -> Unit {
    Unit { one, many, others }
}

const fn symbol(symbol: &'static str, others: &'static [&'static str]) -> Unit {
    word(symbol, symbol, others)
}

#[rustfmt::skip]
const UNITS: [Unit; 14] = [
    word("second", "seconds", &["s", "sec", "secs"]),
    word("minute", "minutes", &["min", "mins"]),
    word("hour", "hours", &["h", "hr", "hrs"]),
    word("metre", "metres", &["m", "meter", "meters"]),
    word("centimetre", "centimetres", &["cm", "centimeter", "centimeters"]),
    word("millimetre", "millimetres", &["mm", "millimeter", "millimeters"]),
    word("foot", "feet", &["ft"]),
    symbol("GHz", &["ghz", "Ghz", "GHZ", "gHz", "gigahertz"]),
    symbol("V", &["v", "volt", "volts", "Volt", "Volts"]),
    symbol("A", &["amp", "amps", "Amp", "Amps", "ampere", "amperes"]),
    symbol("W", &["w", "watt", "watts", "Watt", "Watts"]),
    symbol("mA", &["ma", "milliamp", "milliamps"]),
    symbol("°C", &["°c", "celsius", "Celsius"]),
    symbol("Mbit/s", &["Mbps", "mbps", "Mb/s", "mbit/s"]),
];

/// A number whose unit is spelt in a way of its own: how many words it takes from the first, and what
/// it should be.
pub(super) fn misspelt(words: &[Word<'_>]) -> Option<(usize, String)> {
    let first = words.first()?;
    let letters = first.bare.find(|c: char| c.is_alphabetic() || c == '°');
    match letters.map(|at| first.bare.split_at(at)) {
        Some((number, unit)) => {
            let bare = number.trim_end_matches('-');
            let is_hyphened = bare.len() < number.len();
            joined(bare, unit, is_hyphened).map(|good| (1, good))
        }
        None if first.is_marked_behind() => None,
        None => {
            let unit = words
                .get(1)
                .filter(|unit| unit.marked.starts_with(unit.bare))?;
            apart(first.bare, unit.bare).map(|good| (2, good))
        }
    }
}

/// `30s`, `5V`, `2.4-GHz`: right is `30-second` alone.
fn joined(number: &str, unit: &str, is_hyphened: bool) -> Option<String> {
    let known = UNITS.iter().find(|known| known.has(unit))?;
    let is_right = is_hyphened && known.one == unit && known.one != known.many;
    (is_number(number) && !is_right).then(|| known.behind(number))
}

/// `30 sec`, `10 metre`: right is `30 seconds`.
fn apart(number: &str, unit: &str) -> Option<String> {
    let known = UNITS.iter().find(|known| known.has(unit))?;
    let good = known.behind(number);
    (is_number(number) && !good.ends_with(&format!(" {unit}"))).then_some(good)
}

impl Unit {
    fn has(&self, unit: &str) -> bool {
        unit == self.one || unit == self.many || self.others.contains(&unit)
    }

    fn behind(&self, number: &str) -> String {
        let is_one = number == "1" || number.contains('/');
        let unit = if is_one { self.one } else { self.many };
        format!("{number} {unit}")
    }
}

/// Whether it is a number, a range or a fraction: `2.4`, `10-15`, `1/6`.
fn is_number(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || ".,-–/".contains(c);
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::super::text::words;
    use super::*;

    fn mended(text: &str) -> Vec<String> {
        let words = words(text);
        let from = 0..words.len();
        from.filter_map(|at| misspelt(&words[at..]))
            .map(|(_, good)| good)
            .collect()
    }

    #[test]
    fn every_other_spelling_has_one_remedy() {
        for unit in &UNITS {
            for other in unit.others {
                let good = format!("30 {}", unit.many);
                assert_eq!(mended(&format!("Take 30 {other}.")), [good.as_str()]);
                assert_eq!(mended(&format!("Take 30{other}, then")), [good.as_str()]);
                assert_eq!(mended(&format!("Take 30-{other} breaks")), [good.as_str()]);
            }
            assert_eq!(mended(&format!("Take 30 {}.", unit.many)), [""; 0]);
            assert_eq!(mended(&format!("Take 1 {}.", unit.one)), [""; 0]);
        }
    }

    #[test]
    fn numbers_agree_with_their_units() {
        assert_eq!(
            mended("In 10 metre, 1 hours, 2-3 mins"),
            ["10 metres", "1 hour", "2-3 minutes"]
        );
        assert_eq!(mended("A 30-second wait, a 5-minutes wait"), ["5 minutes"]);
        assert_eq!(
            mended("30seconds at 2.4-GHz, then 35°C"),
            ["30 seconds", "2.4 GHz", "35 °C"]
        );
    }

    #[test]
    fn other_numbers_are_left_alone() {
        let text = "HS105, 802.11n, 4K, 1080p, buttons 1, 2, m and 5 (A); 2 AA or 2 C cells, 1/2 hour, 24 of 7, P100 v 2, 10 VA";
        assert_eq!(mended(text), [""; 0]);
    }
}
