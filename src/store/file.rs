//! One file of the store: read whole, held by one wizard, and written to at its end.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::{Store, Trouble};
use crate::record::{self, Header, Line, Record};

/// The most bytes that a file of the store has: some five thousand answers.
const MOST_BYTES: u64 = 1 << 20;

/// How many files of one name there may be.
const MOST_NAMES: u32 = 100;

/// How often a file is tried to be held, and how long to wait in between.
const TRIES: usize = 10;
const PAUSE: Duration = Duration::from_millis(20);

/// A case whose file is held, so that no other wizard writes to it.
#[derive(Debug)]
pub(super) struct Opened {
    file: File,
    /// How many bytes of the file are whole lines.
    whole: u64,
    pub(super) record: Record,
}

/// The case that a file holds, and how many of its bytes are whole lines.
pub(super) fn read(path: &Path, number: u32) -> Result<(Record, u64), Trouble> {
    // Opening a pipe would wait for somebody to write.
    if !fs::metadata(path)?.is_file() {
        return Err(Trouble::Unreadable(record::Unreadable::Foreign));
    }
    read_from(&File::open(path)?, number)
}

fn read_from(mut file: &File, number: u32) -> Result<(Record, u64), Trouble> {
    let mut text = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut text)?;
    if text.len() as u64 > MOST_BYTES {
        let error = io::Error::other("it is too large for a case");
        return Err(Trouble::Failed(error));
    }
    let (record, whole) = record::read(number, &text).map_err(Trouble::Unreadable)?;
    file.seek(SeekFrom::Start(0))?;
    Ok((record, whole as u64))
}

impl Opened {
    /// Opens a case to go on with it.
    pub(super) fn open(path: &Path, number: u32) -> Result<Self, Trouble> {
        // What is no file, or no case, is not opened for writing.
        read(path, number)?;
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        hold(&file)?;
        let (record, whole) = read_from(&file, number)?;
        Ok(Self {
            file,
            whole,
            record,
        })
    }

    /// Makes the file of a new case with its first lines; it appears as a whole, under a number that no
    /// other case has.
    pub(super) fn new(store: &Store, mut header: Header, lines: &[Line]) -> io::Result<Self> {
        let folder = store.folder()?;
        make(folder)?;
        let taken = store.numbers()?.into_iter().max().unwrap_or(0);
        let used_up = || io::Error::other("there is no number left for a new case");
        header.case = taken.checked_add(1).ok_or_else(used_up)?;
        let mut draft = tempfile::Builder::new()
            .prefix(".new-")
            .tempfile_in(folder)
            .map_err(plain)?;
        loop {
            let mut text = serde_json::to_string(&header)?;
            text.push('\n');
            text.push_str(&to_text(lines)?);
            draft.as_file().set_len(0)?;
            draft.rewind()?;
            draft.write_all(text.as_bytes())?;
            draft.as_file().sync_data()?;
            match draft.persist_noclobber(store.path(header.case)?) {
                Ok(file) => {
                    keep_name(folder);
                    // Nobody else knows the file yet, and one that cannot be held is written all the same.
                    let _ = hold(&file);
                    let mut record = Record::new(header);
                    lines.iter().cloned().for_each(|line| record.happened(line));
                    return Ok(Self {
                        file,
                        whole: text.len() as u64,
                        record,
                    });
                }
                Err(lost) if lost.error.kind() == io::ErrorKind::AlreadyExists => {
                    draft = lost.file;
                    header.case = header.case.checked_add(1).ok_or_else(used_up)?;
                }
                Err(lost) => return Err(lost.error),
            }
        }
    }

    /// Writes lines behind the whole ones, so that they are on the disk when it returns. A write that
    /// fails leaves the file as it was, as far as the system lets it.
    pub(super) fn append(&mut self, lines: Vec<Line>) -> io::Result<()> {
        let text = to_text(&lines)?;
        let end = self.whole + text.len() as u64;
        if end > MOST_BYTES {
            return Err(io::Error::other("the case has grown too long"));
        }
        self.cut()?;
        self.file.seek(SeekFrom::Start(self.whole))?;
        let written = self.file.write_all(text.as_bytes());
        if let Err(error) = written.and_then(|()| self.file.sync_data()) {
            // Reading leaves a torn line out, and the next write cuts it off.
            let _ = self.cut();
            return Err(error);
        }
        self.whole = end;
        for line in lines {
            self.record.happened(line);
        }
        Ok(())
    }

    /// Cuts off what stands behind the whole lines.
    fn cut(&self) -> io::Result<()> {
        if self.file.metadata()?.len() > self.whole {
            self.file.set_len(self.whole)?;
        }
        Ok(())
    }
}

/// Holds a file; whoever held it may just be coming to an end. Where the system cannot do that, nobody
/// holds files.
fn hold(file: &File) -> Result<(), Trouble> {
    for _ in 0..TRIES {
        match file.try_lock().map_err(Trouble::from) {
            Err(Trouble::Busy) => thread::sleep(PAUSE),
            Err(Trouble::Failed(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(());
            }
            held => return held,
        }
    }
    Err(Trouble::Busy)
}

fn to_text(lines: &[Line]) -> io::Result<String> {
    let mut text = String::new();
    for line in lines {
        text.push_str(&serde_json::to_string(line)?);
        text.push('\n');
    }
    Ok(text)
}

/// Makes a folder that nobody else can look into, unless it is there.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes sure that the name of a new file outlives a power cut, where the system has a way.
fn keep_name(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// An error without the name of a passing file in it, which tells nobody anything.
fn plain(error: io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(_) => error,
        None if error.kind() == io::ErrorKind::NotFound => {
            io::Error::new(io::ErrorKind::NotFound, "there is no such folder")
        }
        None => error.kind().into(),
    }
}

/// Writes a file as a whole: whoever reads it finds the old content or the new one.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    // A link leads to the file that is meant.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&path).is_ok_and(|file| !file.is_file()) {
        // A device or a pipe cannot be replaced.
        return OpenOptions::new()
            .write(true)
            .open(&path)?
            .write_all(text.as_bytes());
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    draft(folder, text)?
        .persist(path)
        .map(drop)
        .map_err(|lost| lost.error)
}

/// Writes a text file of this name into a folder; a number is added to a name that is taken, so that no
/// file is replaced. Its path is returned.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_new(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let mut draft = draft(folder, text)?;
    for number in 1..MOST_NAMES {
        let more = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        let path = folder.join(format!("{name}{more}.txt"));
        match draft.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(lost) if lost.error.kind() == io::ErrorKind::AlreadyExists => draft = lost.file,
            Err(lost) => return Err(lost.error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// A file with this text that has no name of its own yet.
fn draft(folder: &Path, text: &str) -> io::Result<NamedTempFile> {
    let here = Path::new(".");
    let folder = if folder == Path::new("") {
        here
    } else {
        folder
    };
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let everyone = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(everyone);
    let mut draft = builder.prefix(".new-").tempfile_in(folder).map_err(plain)?;
    draft.write_all(text.as_bytes())?;
    draft.as_file().sync_data()?;
    Ok(draft)
}
