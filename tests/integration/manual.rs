//! The manual page and the scripts for shells: nothing that can be typed is missing in them.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::{fs, io};

use blinkdoc::cli::Cli;
use clap::CommandFactory as _;

use crate::program::run;

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// The program, with how each command of it is called.
fn declared() -> clap::Command {
    let mut blinkdoc = Cli::command();
    blinkdoc.build();
    blinkdoc
}

/// The commands below a command, and those below them.
fn below(command: &clap::Command) -> Vec<&clap::Command> {
    let commands = command.get_subcommands();
    commands
        .flat_map(|command| [vec![command], below(command)].concat())
        .collect()
}

/// What can be typed of a command: `--format`.
fn flags(command: &clap::Command) -> Vec<String> {
    let names = command.get_arguments().filter_map(clap::Arg::get_long);
    names.map(|name| format!("--{name}")).collect()
}

/// The manual page as text, its headings marked.
fn manual() -> String {
    let told = run(&["man"]);
    assert_eq!((told.status, told.stderr.as_str()), (Some(0), ""));
    ["\\fB", "\\fI", "\\fR"]
        .into_iter()
        .fold(told.stdout, |text, font| text.replace(font, ""))
        .replace("\\-", "-")
}

#[test]
fn the_manual_names_every_command_and_what_each_takes() {
    let manual = manual();
    let blinkdoc = declared();
    let (head, _) = manual.split_once(".SH COMMANDS").expect("commands");
    let globals: BTreeSet<String> = ["--help", "--kb", "--color", "--plain", "--no-input"]
        .map(str::to_owned)
        .into();
    for flag in &globals {
        assert!(head.contains(flag.as_str()), "{flag}");
    }
    for command in below(&blinkdoc) {
        let call = command.get_bin_name().expect("it is built");
        let heading = format!("\n.SS \"{call} [OPTIONS]");
        let (_, section) = manual.split_once(&heading).expect(call);
        let section = section.split("\n.S").next().unwrap();
        for flag in flags(command) {
            let is_there = globals.contains(&flag) || section.contains(&flag);
            assert!(is_there, "{call} {flag}");
        }
        let words = command.get_positionals();
        for name in words.flat_map(|word| word.get_value_names().unwrap()) {
            assert!(section.contains(&format!(".TP\n{name}\n")), "{call} {name}");
        }
    }
}

#[test]
fn the_manual_names_every_variable_that_is_read() {
    let manual = manual();
    let (_, environment) = manual.split_once(".SH ENVIRONMENT").expect("variables");
    let mut variables = BTreeSet::from(["XDG_STATE_HOME".to_owned()]);
    read_in(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut variables,
    );
    assert!(variables.len() > 8, "{variables:?}");
    for variable in variables {
        let is_named = environment
            .lines()
            .any(|line| line.starts_with(".B") && line.contains(&variable));
        assert!(is_named, "{variable}");
    }
}

/// Collects the names in capitals that stand in quotes in the sources that read the environment.
fn read_in(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_in(&path, names);
        } else if !path.ends_with("build.rs") {
            let source = fs::read_to_string(&path).unwrap();
            let program = source.split("#[cfg(test)]").next().unwrap();
            if program.contains("env::var") {
                let quoted = program.split('"').skip(1).step_by(2);
                let is_name = |text: &&str| {
                    let mut bytes = text.bytes();
                    text.len() > 3 && bytes.all(|byte| byte.is_ascii_uppercase() || byte == b'_')
                };
                names.extend(quoted.filter(is_name).map(str::to_owned));
            }
        }
    }
}

#[test]
fn the_manual_can_be_set() {
    let page = run(&["man"]).stdout;
    let Some(told) = told_by("groff", &["-man", "-Tutf8", "-ww"], &page) else {
        return;
    };
    assert_eq!(String::from_utf8_lossy(&told.stderr), "");
    assert!(told.status.success());
}

#[test]
fn shells_are_offered_every_command_and_flag() {
    let blinkdoc = declared();
    for shell in SHELLS {
        let script = run(&["completions", shell]).stdout;
        for command in below(&blinkdoc) {
            assert!(script.contains(command.get_name()), "{shell}");
            for flag in flags(command) {
                // Fish writes the name without its hyphens.
                assert!(
                    script.contains(flag.trim_start_matches('-')),
                    "{shell} {flag}"
                );
            }
        }
    }
}

#[test]
fn bash_completes_commands_devices_and_codes() {
    let script = run(&["completions", "bash"]).stdout;
    for (typed, offered) in [
        ("kb ex", "explain export"),
        ("--device ka", "kasa-camera"),
        ("diagnose -d t", "tapo-camera tp-link-plug"),
        ("lights b", "blink-camera blink-doorbell blink-sync-module"),
        ("kb explain unknown-c", "unknown-cause unknown-condition"),
        ("diagnose --format j", "json"),
    ] {
        // `compopt` works only while a person types.
        let ask = format!(
            "{script}\ncompopt() {{ :; }}\nCOMP_WORDS=(blinkdoc {typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n\
             _blinkdoc blinkdoc \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"\n\
             echo \"${{COMPREPLY[*]}}\"\n"
        );
        let Some(told) = told_by("bash", &["--noprofile", "--norc"], &ask) else {
            return;
        };
        assert_eq!(String::from_utf8_lossy(&told.stderr), "");
        let stdout = String::from_utf8_lossy(&told.stdout);
        assert_eq!(stdout.trim_end(), offered, "{typed}");
    }
}

/// What another program says to this text; nothing where it is not installed.
fn told_by(program: &str, arguments: &[&str], text: &str) -> Option<Output> {
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        child => child.unwrap(),
    };
    let mut input = child.stdin.take().unwrap();
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    Some(output)
}
