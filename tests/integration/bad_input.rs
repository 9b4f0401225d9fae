//! What the real program says to bad input: a clear error, the right exit status, nothing unsafe.

use std::fs::OpenOptions;
use std::path::Path;
#[cfg(unix)]
use std::process::Stdio;

use serde_json::Value;

use crate::program::{Told, blinkdoc, file, finish, folder, run, run_with_kb};
use crate::sample::{HALL_LAMP, with};

/// What a knowledge base that cannot be used leads to: its findings by code, status 3, no answer.
fn refused(kb: &Path) -> (Vec<String>, Told) {
    let told = run_with_kb(kb);
    assert_eq!(told.status, Some(3), "{}", told.stderr);
    assert_eq!(told.stdout, "");
    assert!(is_harmless(&told.stderr), "{:?}", told.stderr);
    let json =
        finish(blinkdoc(&["-d", "kasa", "-p", "slow-red", "--format", "json", "--kb"]).arg(kb));
    assert_eq!(json.status, Some(3));
    let error = &json.json()["error"];
    assert_eq!(error["kind"], "broken-guide");
    let findings = error["findings"].as_array().expect("a list").clone();
    assert!(findings.iter().all(|finding| finding["help"].is_string()));
    let code = |finding: &Value| finding["code"].as_str().expect("a code").to_owned();
    (findings.iter().map(code).collect(), told)
}

/// Whether a text only shows characters, and moves no cursor and no direction of writing.
fn is_harmless(text: &str) -> bool {
    let acts =
        |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{2028}';
    !text.chars().any(|c| c != '\n' && acts(c))
}

#[test]
fn a_path_that_leads_nowhere() {
    let (codes, told) = refused(Path::new("/missing/kb"));
    assert_eq!(codes, ["unreadable"]);
    assert_eq!(
        told.stderr,
        "error[unreadable]: there is no such file or folder\n  --> /missing/kb\n  help: check the path\n\nerror: nothing of `/missing/kb` is used: 1 mistake\n"
    );
}

#[test]
fn a_folder_without_guides() {
    let kb = folder("bad-empty");
    file(&kb, "readme.md", "no guide");
    file(&kb, ".hall-lamp.yaml.swp", "what an editor leaves");
    file(&kb, ".#hall-lamp.yaml", "what an editor leaves");
    assert_eq!(refused(&kb).0, ["no-guides"]);
}

#[test]
fn files_that_are_no_text() {
    let kb = folder("bad-bytes");
    let guide = file(
        &kb,
        "hall-lamp.yaml",
        b"id: hall-lamp\nname: L\xc3\xa4mp \xff\n",
    );
    let (codes, told) = refused(&guide);
    assert_eq!(codes, ["not-utf-8"]);
    assert!(
        told.stderr.contains("hall-lamp.yaml:2:12\n"),
        "{}",
        told.stderr
    );
    let utf_16: Vec<u8> = HALL_LAMP
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    file(
        &kb,
        "hall-lamp.yaml",
        [b"\xff\xfe", utf_16.as_slice()].concat(),
    );
    assert_eq!(refused(&guide).0, ["not-utf-8"]);
    file(&kb, "hall-lamp.yaml", [0; 4096]);
    assert_eq!(refused(&guide).0.len(), 1);
}

#[test]
fn a_file_of_a_hundred_megabytes() {
    let kb = folder("bad-big");
    let guide = file(&kb, "hall-lamp.yaml", "");
    let opened = OpenOptions::new()
        .write(true)
        .open(&guide)
        .expect("it opens");
    opened.set_len(100 << 20).expect("it grows");
    assert_eq!(refused(&guide).0, ["too-big"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file() {
    let kb = folder("bad-kinds");
    std::fs::create_dir(kb.join("folder.yaml")).expect("it can be made");
    std::os::unix::fs::symlink("nowhere", kb.join("link.yaml")).expect("it can be made");
    std::os::unix::fs::symlink("loop.yaml", kb.join("loop.yaml")).expect("it can be made");
    assert_eq!(refused(&kb).0, ["unreadable", "unreadable", "unreadable"]);
    assert_eq!(refused(Path::new("/dev/zero")).0, ["unreadable"]);
}

#[test]
fn a_mistake_in_one_guide_keeps_all_of_the_folder_out() {
    let kb = folder("bad-half");
    file(
        &kb,
        "a-lamp.yaml",
        with(
            HALL_LAMP,
            "id: hall-lamp\nname: Example hall lamp\nalso: [hl100]",
            "id: a-lamp\nname: A lamp",
        ),
    );
    file(
        &kb,
        "hall-lamp.yaml",
        with(HALL_LAMP, "after: [swap-batteries]", "after: [swap]"),
    );
    let (codes, told) = refused(&kb);
    assert_eq!(codes, ["unknown-step"]);
    assert!(told.stderr.contains("hall-lamp.yaml:"), "{}", told.stderr);
    let told = finish(blinkdoc(&["-d", "a-lamp", "-p", "slow-red", "--kb"]).arg(&kb));
    assert_eq!((told.status, told.stdout.as_str()), (Some(3), ""));
}

#[test]
fn a_finding_is_told_with_its_line_and_its_remedy() {
    let kb = folder("bad-shown");
    let guide = file(
        &kb,
        "hall-lamp.yaml",
        with(HALL_LAMP, "after: [swap-batteries]", "after: [swap-batery]"),
    );
    let (_, told) = refused(&guide);
    let path = guide.display();
    let expected = format!(
        "error[unknown-step]: there is no step `swap-batery`
  --> {path}:78:13
78 |     after: [swap-batery]
   |             ^^^^^^^^^^^
  help: did you mean `swap-batteries`?

error: nothing of `{path}` is used: 1 mistake
"
    );
    assert_eq!(told.stderr, expected);
}

#[test]
fn control_characters_reach_no_terminal() {
    let kb = folder("bad-control");
    let evil = "\u{1b}[2J\u{9b}31m\u{202e}\u{7}";
    for text in [
        with(
            HALL_LAMP,
            "ask: Is it hot?",
            "ask: \"\\e[2J\\x9B\\u202E\\a\"",
        ),
        with(HALL_LAMP, "ask: Is it hot?", &format!("ask: {evil}")),
        with(HALL_LAMP, "after: [swap-batteries]", "after: [\"\\e[2J\"]"),
        with(HALL_LAMP, "about:", "\"\\e[2J\":"),
        format!(
            "# {evil}\n{}",
            with(HALL_LAMP, "minutes: 10", &format!("minutes: ten # {evil}"))
        ),
    ] {
        let guide = file(&kb, "hall-lamp.yaml", text);
        assert!(!refused(&guide).0.is_empty());
    }
    for arguments in [
        &["-d", evil, "-p", "red"][..],
        &["-d", "kasa", "-p", evil],
        &["-d", "kasa", "-p", "slow-red", "--answer", evil],
        &[
            "-d",
            "kasa",
            "-p",
            "slow-red",
            "--answer",
            &format!("changed={evil}"),
        ],
        &[
            "-d",
            "kasa",
            "-p",
            "slow-red",
            "--tried",
            &format!("{evil}=fixed"),
        ],
        &[evil],
        &["--color", evil],
        &[&format!("--{evil}\n")],
    ] {
        let told = run(arguments);
        assert_eq!(
            (told.status, told.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(is_harmless(&told.stderr), "{:?}", told.stderr);
        let told = run(&[&["--format", "json"], arguments].concat());
        assert_eq!(told.status, Some(2), "{arguments:?}");
        assert_eq!(told.json()["schema"], "blinkdoc.error/1");
        assert!(is_harmless(&told.stdout), "{:?}", told.stdout);
    }
    let path = file(&kb, "hall-lamp.yaml", HALL_LAMP);
    let odd = folder(&format!("bad-{evil}")).join("hall-lamp.yaml");
    std::fs::rename(path, &odd).expect("it can be moved");
    for format in ["text", "json", "markdown"] {
        let told = finish(
            blinkdoc(&["-d", "hl100", "-p", "slow-red", "--format", format, "--kb"]).arg(&odd),
        );
        assert_eq!(told.status, Some(0), "{}", told.stderr);
        assert!(is_harmless(&told.stdout), "{:?}", told.stdout);
    }
}

/// A wrong name: the message, the near miss, what there is; and the same for programs.
fn unknown(arguments: &[&str], kind: &str, near: Option<&str>, listed: &[&str]) {
    let told = run(arguments);
    assert_eq!(
        (told.status, told.stdout.as_str()),
        (Some(2), ""),
        "{arguments:?}"
    );
    let near_miss = told
        .stderr
        .lines()
        .find(|line| line.starts_with("help: did you mean "));
    let expected = near.map(|near| format!("help: did you mean `{near}`?"));
    assert_eq!(near_miss, expected.as_deref(), "{}", told.stderr);
    for value in listed {
        assert!(
            told.stderr.contains(&format!("`{value}`")),
            "{value}: {}",
            told.stderr
        );
    }
    let told = run(&[arguments, &["--format=json"]].concat());
    assert_eq!(told.status, Some(2));
    let json = told.json();
    assert_eq!(
        (&json["schema"], &json["error"]["kind"]),
        (&Value::from("blinkdoc.error/1"), &Value::from(kind))
    );
    let candidates = json["error"]["candidates"].as_array().expect("a list");
    for value in listed {
        assert!(candidates.contains(&Value::from(*value)), "{value}: {json}");
    }
    let nearest = near.filter(|near| listed.contains(near));
    assert!(
        nearest.is_none_or(|near| candidates[0] == near),
        "the nearest first: {json}"
    );
}

#[test]
fn names_that_lead_nowhere() {
    unknown(
        &["-d", "kassa", "-p", "red"],
        "unknown-device",
        Some("kasa"),
        &["kasa-camera"],
    );
    unknown(
        &["-d", "kasa-camra", "-p", "red"],
        "unknown-device",
        Some("kasa-camera"),
        &["kasa-camera"],
    );
    unknown(
        &["-d", "xyz", "-p", "red"],
        "unknown-device",
        None,
        &["kasa-camera"],
    );
    unknown(
        &["-d", "", "-p", "red"],
        "unknown-device",
        None,
        &["kasa-camera"],
    );
    unknown(
        &["-d", "!!!", "-p", "red"],
        "unknown-device",
        None,
        &["kasa-camera"],
    );
    unknown(
        &["-d", "kasa", "-p", "nolight"],
        "unknown-pattern",
        Some("no-light"),
        &["slow-red", "no-light"],
    );
    unknown(
        &["-d", "kasa", "-p", "xyzzy"],
        "not-understood",
        None,
        &["slow-red", "no-light"],
    );
    unknown(
        &["-d", "kasa", "-p", "white, pulsing"],
        "unknown-pattern",
        None,
        &["slow-red", "no-light"],
    );
    let slow = ["-d", "kasa", "-p", "slow-red"];
    let with = |more: &[&'static str]| [&slow, more].concat();
    unknown(
        &with(&["--answer", "chnged=wifi"]),
        "unknown-question",
        Some("changed"),
        &["hot", "changed", "place"],
    );
    unknown(
        &with(&["--answer", "changed=wify"]),
        "unknown-answer",
        Some("wifi"),
        &["wifi", "nothing", "not-sure"],
    );
    unknown(
        &with(&["--tried", "recconect=fixed"]),
        "unknown-step",
        Some("reconnect"),
        &["reconnect", "factory-reset"],
    );
    unknown(
        &with(&["--tried", "reconnect=fixd"]),
        "unknown-outcome",
        Some("fixed"),
        &[
            "fixed",
            "no-change",
            "could-not",
            "light:slow-red",
            "light:other",
        ],
    );
    unknown(
        &with(&["--tried", "reconnect=light:slow"]),
        "unknown-outcome",
        Some("light:slow-red"),
        &["light:slow-red"],
    );
}

#[test]
fn a_pattern_that_fits_several_lights_names_the_command_for_each() {
    let told = run(&["-d", "kasa", "-p", "red"]);
    assert_eq!((told.status, told.stdout.as_str()), (Some(2), ""));
    let commands: Vec<&str> = told
        .stderr
        .split('`')
        .filter(|part| part.starts_with("blinkdoc "))
        .collect();
    assert!(commands.len() > 1, "{}", told.stderr);
    for command in commands {
        let arguments: Vec<&str> = command.split(' ').skip(1).collect();
        assert_eq!(run(&arguments).status, Some(0), "{command}");
    }
    let candidates =
        run(&["-d", "kasa", "-p", "red", "--format", "json"]).json()["error"]["candidates"].clone();
    assert_eq!(
        candidates,
        serde_json::json!(["slow-red", "fast-red", "solid-red", "blinking-red"])
    );
}

/// The commands work for a guide that only `--kb` knows.
#[test]
fn such_a_command_names_the_knowledge_base_too() {
    let kb = folder("bad several");
    let guide = file(&kb, "hall-lamp.yaml", HALL_LAMP);
    let told = finish(blinkdoc(&["-d", "hl100", "-p", "red", "--kb"]).arg(&guide));
    assert_eq!(told.status, Some(2), "{}", told.stdout);
    let expected = format!(
        "`blinkdoc diagnose -d hall-lamp -p slow-red --kb '{}'` for red, blinks every 2-3 s",
        guide.display()
    );
    assert!(told.stderr.contains(&expected), "{}", told.stderr);
}

#[test]
fn wrong_usage_is_told_in_the_form_that_was_asked_for() {
    for arguments in [
        &["--bogus"][..],
        &["-d"],
        &["frobnicate"],
        &["--color", "sometimes"],
        &["-d", "kasa", "-d", "kasa"],
        &["--no-input", "-p", "red"],
        &["-d", "kasa", "-p", "slow-red", "--answer", "changed"],
        &["-d", "kasa", "-p", "slow-red", "--tried", "reconnect"],
        &[
            "-d",
            "kasa",
            "-p",
            "slow-red",
            "--answer",
            "changed=wifi",
            "--answer",
            "changed=wifi",
        ],
        &[
            "-d",
            "kasa",
            "-p",
            "slow-red",
            "--tried",
            "reconnect=fixed",
            "--tried",
            "reseat-power=fixed",
        ],
        &["-d", "kasa", "-p", "solid blinking red"],
    ] {
        let told = run(arguments);
        assert_eq!(
            (told.status, told.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(told.stderr.starts_with("error: "), "{}", told.stderr);
        assert!(told.stderr.contains("\nhelp: "), "{}", told.stderr);
        for format in [&["--format", "json"][..], &["--format=json"]] {
            let told = run(&[format, arguments].concat());
            assert_eq!(told.status, Some(2), "{arguments:?}");
            let json = told.json();
            assert_eq!(json["schema"], "blinkdoc.error/1");
            let message = json["error"]["message"].as_str().expect("a text");
            assert!(
                !message.is_empty() && !message.starts_with("error"),
                "{message}"
            );
        }
    }
    let json = run(&["--format", "json", "--color", "sometimes"]).json();
    assert_eq!(
        json["error"]["candidates"],
        serde_json::json!(["auto", "always", "never"])
    );
}

#[test]
fn arguments_of_any_length_are_answered() {
    let long = "red blue blinking every 3 s ".repeat(4000);
    let word = "x".repeat(100_000);
    for text in [&long, &word] {
        for arguments in [
            &["-d", text, "-p", "red"][..],
            &["-d", "kasa", "-p", text],
            &["-d", "kasa", "-p", "slow-red", "--answer", text],
            &[
                "-d",
                "kasa",
                "-p",
                "slow-red",
                "--tried",
                &format!("{text}=fixed"),
            ],
        ] {
            assert_eq!(run(arguments).status, Some(2));
        }
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let odd = OsStr::from_bytes(b"k\xff\x1b[2J");
    for flag in ["-d", "-p", "--answer", "--format"] {
        let told = finish(blinkdoc(&["--format", "json"]).arg(flag).arg(odd));
        assert_eq!(told.status, Some(2), "{flag}");
        assert_eq!(told.json()["schema"], "blinkdoc.error/1");
    }
    let told = finish(blinkdoc(&["-d", "kasa", "-p", "slow-red", "--kb"]).arg(odd));
    assert_eq!(told.status, Some(3));
    assert!(is_harmless(&told.stderr), "{:?}", told.stderr);
}

#[cfg(unix)]
#[test]
fn nobody_reads_the_answer() {
    let answer = ["-d", "kasa", "-p", "slow-red"];
    for arguments in [
        &answer[..],
        &["-d", "nothing", "--format", "json"],
        &["--help"],
        &["man"],
        &["completions", "bash"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let told = blinkdoc(arguments)
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .expect("it starts");
        assert_eq!(String::from_utf8_lossy(&told.stderr), "");
        let expected = if arguments.contains(&"nothing") { 2 } else { 0 };
        assert_eq!(told.status.code(), Some(expected), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_disk_is_full() {
    let full = OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("it opens");
    let told = blinkdoc(&["-d", "kasa", "-p", "slow-red"])
        .stdout(full)
        .output()
        .expect("it starts");
    assert_eq!(told.status.code(), Some(3));
    let stderr = String::from_utf8_lossy(&told.stderr);
    assert!(
        stderr.starts_with("error: the answer cannot be written"),
        "{stderr}"
    );
}
