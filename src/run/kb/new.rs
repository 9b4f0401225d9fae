//! `kb new`: a guide to start from, with every field explained and nothing for the checker to say.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::cli::New;
use crate::failure::{Failure, Status};
use crate::finding::{Severity, printable};
use crate::kb::check::{is_id, normalised};
use crate::kb::load::Text;
use crate::output;
use crate::request::shell_word;
use crate::{built_in, check};

/// The guide, with `{id}` and `{name}` in the places of its own.
const TEMPLATE: &str = include_str!("new.yaml");

/// Writes a guide, and says what to do with it.
pub(super) fn run(arguments: &New) -> Result<Status, Failure> {
    let New { id, name, output } = arguments;
    id_is_free(id)?;
    let name = name.clone().unwrap_or_else(|| title(id));
    let guide = guide(id, &name)?;
    match output {
        Some(path) if path.as_os_str() == "-" => output::answer(&guide)?,
        path => {
            let path = file(id, path.as_deref())?;
            write(&path, &guide).map_err(|error| unwritten(&path, &error))?;
            output::message(&next(id, &path));
        }
    }
    Ok(Status::Success)
}

/// Whether a new guide can have this id.
fn id_is_free(id: &str) -> Result<(), Failure> {
    if !is_id(id) {
        let failure = Failure::usage("bad-id", format!("`{id}` is no id"))
            .help("use lower-case letters, digits and single hyphens");
        let near = normalised(id);
        return Err(if is_id(&near) {
            failure.help(format!("did you mean `{near}`?"))
        } else {
            failure
        });
    }
    match built_in::owner(id) {
        Some(owner) => {
            let failure = Failure::usage(
                "duplicate-name",
                format!("`{id}` names the built-in guide `{owner}`"),
            );
            Err(failure.help("choose another id"))
        }
        None => Ok(()),
    }
}

/// The id as a name for people: `hall-lamp` is "Hall lamp".
fn title(id: &str) -> String {
    let words = id.replace('-', " ");
    let (first, rest) = words.split_at(words.len().min(1));
    first.to_uppercase() + rest
}

/// The text of the guide; a name that no guide can have is a failure.
fn guide(id: &str, name: &str) -> Result<String, Failure> {
    let written = serde_yaml::to_string(name).unwrap_or_default();
    let text = TEMPLATE
        .replace("{id}", id)
        .replace("{name}", written.trim_end());
    let file = format!("{id}.yaml");
    let texts = [Text {
        file,
        text: text.clone(),
    }];
    let findings = check::guides(&texts, &built_in::elsewhere(), Vec::new())
        .guides
        .findings;
    match findings
        .into_iter()
        .find(|finding| finding.severity == Severity::Error)
    {
        Some(finding) => Err(Failure {
            help: finding.help.into_iter().collect(),
            ..Failure::usage(finding.code, finding.title)
        }),
        None => Ok(text),
    }
}

/// The file to write: the loader wants it to be called as the guide is.
fn file(id: &str, path: Option<&Path>) -> Result<PathBuf, Failure> {
    let own = format!("{id}.yaml");
    match path {
        None => Ok(own.into()),
        Some(folder) if folder.is_dir() => Ok(folder.join(own)),
        Some(path) if path.file_name().is_some_and(|name| name == own.as_str()) => {
            Ok(path.to_owned())
        }
        Some(path) => {
            let message = format!("the guide `{id}` cannot stand in `{}`", path.display());
            Err(Failure::usage("file-name", message).help(format!(
                "name a folder, a file that is called `{own}`, or `-` to print it"
            )))
        }
    }
}

/// Writes a file that is not there yet.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    if error.kind() == io::ErrorKind::AlreadyExists {
        Failure::cannot_run("file-exists", format!("`{path}` is there already"))
            .help("choose another id or another folder, or move that file away")
    } else {
        Failure::cannot_run(
            "cannot-write",
            format!("`{path}` cannot be written: {error}"),
        )
        .help("name another folder with `--output`")
    }
}

/// What to do with the file that was written.
fn next(id: &str, path: &Path) -> String {
    let word = shell_word(&path.display().to_string());
    let lines = [
        format!("wrote {}", path.display()),
        "put the facts of your device in it, and then:".to_owned(),
        format!("  blinkdoc kb check {word}"),
        format!("  blinkdoc --kb {word} diagnose -d {id}"),
        format!("  blinkdoc --kb {word} kb score {id}"),
    ];
    lines.map(|line| format!("{}\n", printable(&line))).concat()
}
