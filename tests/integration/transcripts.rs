//! Transcripts: every example of the README, and the command line's answers, mistakes and statuses.

/// Each block is run as it stands: standard output, standard error and exit status are compared.
/// `TRYCMD=overwrite cargo test transcripts` writes what the program says now.
#[test]
fn every_transcript_is_what_the_program_says() {
    cases("80")
        .case("README.md")
        .case("tests/cli/*.md")
        .case("tests/cli/*.toml");
}

#[test]
fn a_narrow_page_is_what_the_program_says() {
    cases("40").case("tests/cli/narrow/*.md");
}

/// Transcripts at a width, with nothing of this machine's settings.
fn cases(columns: &str) -> trycmd::TestCases {
    let cases = trycmd::TestCases::new();
    for (variable, value) in [
        ("COLUMNS", columns),
        ("NO_COLOR", "1"),
        ("BLINKDOC_KB", ""),
        ("CLICOLOR_FORCE", ""),
        ("LC_ALL", "C.UTF-8"),
        ("TZ", "UTC"),
        // Cases stand beside the transcripts, if anywhere.
        ("XDG_STATE_HOME", ""),
        ("HOME", "."),
    ] {
        cases.env(variable, value);
    }
    cases
}

/// The commands of the README that are no transcripts: the wizard, which the tests of the terminal and
/// of plain lines run, and what builds or measures.
#[test]
fn the_readme_has_no_command_that_is_not_run() {
    let page = include_str!("../../README.md");
    let blocks = page.split("```sh\n").skip(1);
    let commands: Vec<&str> = blocks
        .filter_map(|block| block.split("```").next())
        .map(str::trim)
        .collect();
    assert_eq!(
        commands,
        ["cargo run --release", "cargo test", "cargo bench"]
    );
}
