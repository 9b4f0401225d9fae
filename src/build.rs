//! Build script: checks `kb/*.yaml` and packs the guides into the program, by the loader of the program.
//!
//! A broken guide does not compile, and a one-shot answer reads no YAML. The types of the format derive
//! their JSON Schema under `cfg(schema)`, which the script sets for the program and goes without.

#![expect(
    dead_code,
    unused_imports,
    reason = "the script needs the loader alone, not what the program does with guides"
)]
#![allow(
    unreachable_pub,
    reason = "these modules are the library's; here nobody is outside"
)]

mod finding;
mod kb;
mod light;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

fn main() -> ExitCode {
    match pack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = io::Write::write_all(&mut io::stderr(), message.as_bytes());
            ExitCode::FAILURE
        }
    }
}

fn pack() -> Result<(), String> {
    let folder = Path::new("kb");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let mut told = io::stdout();
    let _ = io::Write::write_all(
        &mut told,
        b"cargo::rerun-if-changed=kb\ncargo::rerun-if-changed=src\ncargo::rustc-cfg=schema\n",
    );
    let mut findings = Vec::new();
    let texts = kb::load::texts(folder, &mut findings);
    let read = kb::read(&texts, &kb::Elsewhere::default(), findings)
        .map_err(|findings| sentences(&findings))?;
    for warning in &read.findings {
        let line = format!("cargo::warning={}: {}\n", warning.place, warning.title);
        let _ = io::Write::write_all(&mut told, line.as_bytes());
    }
    let mut index = String::from(
        "/// The built-in guides: id, name, compact form.\npub(crate) static GUIDES: &[(&str, &str, &[u8])] = &[\n",
    );
    for guide in &read.guides {
        let file = out.join(format!("{}.guide", guide.id));
        let packed = postcard::to_stdvec(guide).map_err(|error| error.to_string())?;
        fs::write(&file, packed).map_err(|error| error.to_string())?;
        let _ = writeln!(
            index,
            "    ({:?}, {:?}, include_bytes!({:?})),",
            guide.id,
            guide.name,
            file.display().to_string()
        );
    }
    index.push_str("];\n");
    index.push_str(&names(&read.names));
    index.push_str(&sources("TEXTS", "guides", &texts));
    let mut findings = Vec::new();
    let scenarios = kb::load::texts(&folder.join("scenarios"), &mut findings);
    if !findings.is_empty() {
        return Err(sentences(&findings));
    }
    index.push_str(&sources("SCENARIOS", "scenarios", &scenarios));
    fs::write(out.join("guides.rs"), index).map_err(|error| error.to_string())
}

/// A table from every name to the position of its guide, looked up in one step however many there are.
fn names(names: &BTreeMap<String, usize>) -> String {
    let mut map = phf_codegen::Map::new();
    for (name, guide) in names {
        map.entry(name.as_str(), guide.to_string());
    }
    format!(
        "/// The guide that each name leads to.\npub(crate) static NAMES: phf::Map<&'static str, usize> = {};\n",
        map.build()
    )
}

/// A table of texts as they are written, for those who want to check or read them.
fn sources(table: &str, what: &str, texts: &[kb::load::Text]) -> String {
    let mut sources = format!(
        "/// The files of the built-in {what} and their texts.\npub(crate) static {table}: &[(&str, &str)] = &[\n"
    );
    for text in texts {
        let file = text.file.replace('\\', "/");
        let _ = writeln!(
            sources,
            "    ({file:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {file:?}))),"
        );
    }
    sources.push_str("];\n");
    sources
}

fn sentences(findings: &[finding::Finding]) -> String {
    let sentences: Vec<String> = findings.iter().map(ToString::to_string).collect();
    sentences.join(
        "
",
    )
}
