//! blinkdoc.
fn main() {}
