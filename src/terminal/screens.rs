//! Lines to screenfuls, so that nothing scrolls away unread.

/// Cuts lines into the parts between which a person is asked to read on.
///
/// `unread` lines stand above the first part already, and `tail` lines, fewer than the `height` of the
/// screen, follow the last one. Each earlier part leaves a line for the request to go on.
pub(super) fn split<'l>(
    lines: &'l [&'l str],
    unread: usize,
    tail: usize,
    height: usize,
) -> Vec<&'l [&'l str]> {
    let mut parts = Vec::new();
    let mut above = unread;
    let mut rest = lines;
    while above + rest.len() + tail > height && (above > 0 || !rest.is_empty()) {
        let room = height.saturating_sub(above + 1);
        let least = usize::from(above == 0);
        let (part, later) = rest.split_at(break_before(rest, room.max(least)));
        parts.push(part);
        rest = later;
        above = 0;
    }
    parts.push(rest);
    parts
}

/// How many of the lines to show when there is room for so many: whole paragraphs, if that is not too
/// little.
fn break_before(lines: &[&str], room: usize) -> usize {
    let most = room.min(lines.len());
    let paragraph = lines[..most].iter().rposition(|line| line.is_empty());
    match paragraph {
        Some(end) if end >= most / 2 => end + 1,
        _ => most,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lengths of the parts that so many lines are cut into.
    fn lengths(lines: &[&str], unread: usize, tail: usize, height: usize) -> Vec<usize> {
        let parts = split(lines, unread, tail, height);
        assert_eq!(parts.concat(), lines);
        parts.iter().map(|part| part.len()).collect()
    }

    #[test]
    fn what_fits_is_one_screen() {
        assert_eq!(lengths(&["a"; 14], 0, 10, 24), [14]);
        assert_eq!(lengths(&["a"; 4], 10, 10, 24), [4]);
        assert_eq!(lengths(&[], 0, 0, 24), [0]);
    }

    #[test]
    fn a_part_leaves_room_for_the_request_to_go_on() {
        assert_eq!(lengths(&["a"; 15], 0, 10, 24), [15, 0]);
        assert_eq!(lengths(&["a"; 60], 0, 0, 24), [23, 23, 14]);
        assert_eq!(lengths(&["a"; 10], 10, 10, 24), [10, 0]);
    }

    #[test]
    fn a_paragraph_stays_whole() {
        let mut lines = ["a"; 30];
        lines[15] = "";
        assert_eq!(lengths(&lines, 0, 5, 24), [16, 14]);
    }

    #[test]
    fn what_was_shown_before_is_read_first() {
        assert_eq!(lengths(&["a"; 5], 24, 4, 24), [0, 5]);
    }

    #[test]
    fn the_smallest_screen_comes_to_an_end() {
        assert_eq!(lengths(&["a"; 3], 1, 0, 1), [0, 1, 1, 1]);
    }
}
