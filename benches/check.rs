//! How long `kb check` takes for many guides of the size of the built-in ones; it must grow with their
//! number and no faster. 1,000 guides have 20 seconds and 500 MB.
//!
//! `cargo bench --bench check` tells the times. For the memory, let it write the guides to a folder and
//! ask the operating system about the program:
//!
//! ```sh
//! cargo bench --bench check -- --write target/guides
//! command time -v target/release/blinkdoc kb check target/guides
//! ```

#![allow(
    clippy::expect_used,
    reason = "a measurement stops at the first mistake and prints its result"
)]

use std::path::Path;
use std::{env, fs};

use blinkdoc::kb::Guides;
use blinkdoc::proof::Proof;
use blinkdoc::{built_in, check, kb};
use divan::Bencher;
use generated::copies;

#[path = "../tests/integration/generated.rs"]
mod generated;

fn main() {
    let mut arguments = env::args().skip_while(|argument| argument != "--write");
    if let Some(folder) = arguments.nth(1) {
        write(Path::new(&folder));
    } else {
        divan::main();
    }
}

/// Writes 1,000 guides into a folder.
fn write(folder: &Path) {
    fs::create_dir_all(folder).expect("the folder can be made");
    for text in copies(1_000) {
        fs::write(folder.join(text.file), text.text).expect("a guide can be written");
    }
}

fn read(texts: &[kb::load::Text]) -> Guides {
    kb::inspect(texts, &built_in::elsewhere(), Vec::new())
}

#[divan::bench(args = [10, 100, 1_000], sample_count = 3, sample_size = 1)]
fn check_all(bencher: Bencher<'_, '_>, count: usize) {
    let texts = copies(count);
    bencher.bench(|| {
        let checked = check::guides(divan::black_box(&texts), &built_in::elsewhere(), Vec::new());
        assert!(checked.guides.findings.is_empty() && checked.proofs.len() == count);
    });
}

#[divan::bench(args = [10, 100], sample_count = 3, sample_size = 1)]
fn read_alone(bencher: Bencher<'_, '_>, count: usize) {
    let texts = copies(count);
    bencher.bench(|| read(divan::black_box(&texts)));
}

#[divan::bench]
fn prove_the_richest_guide(bencher: Bencher<'_, '_>) {
    let richest = read(&built_in::texts())
        .guides
        .into_iter()
        .max_by_key(|guide| guide.steps.len());
    let richest = richest.expect("there are guides");
    bencher.bench(|| Proof::of(divan::black_box(&richest)));
}
