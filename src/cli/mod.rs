//! The command line: what may be typed, and nothing else.

mod cases;
mod kb;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use cases::{History, Report, Resume, Which};
pub use kb::{Check, Explain, Export, Graph, Kb, New, Score, Test, TextOrMermaid};

/// Find out what a blinking light means, and fix it one step at a time.
///
/// Without flags blinkdoc asks: which device, which light, and what you see. With a device and a
/// pattern it answers at once.
///
/// What you tell in a terminal is kept on this computer, and nowhere else: `blinkdoc resume` goes on
/// with it, `blinkdoc history` lists and deletes it.
#[derive(Debug, Parser)]
#[command(name = "blinkdoc", version, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do; `diagnose` when nothing is named.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The flags of `diagnose`, which may be left out.
    #[command(flatten)]
    pub diagnose: Diagnose,
    /// The flags that every command takes.
    #[command(flatten)]
    pub global: Global,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find out what a light means and what to do, by questions or by flags
    Diagnose(Diagnose),
    /// Say what light your words mean, and on which devices there is such a light
    Whatis(Whatis),
    /// List the devices, or one device's lights with a picture of each
    Lights(Lights),
    /// Tap the rhythm of a light, and see which lights have it
    Tap(Tap),
    /// Go on with a case that was left
    ///
    /// The newest open case is the one that began last. A case that ended with the advice to wait is
    /// open: what ended it is asked again.
    Resume(Resume),
    /// List the cases that were kept, the newest first, or delete them
    ///
    /// Cases are kept where a person sits in front of a terminal; answers that come through a pipe are
    /// kept only in a case that `resume` goes on with.
    History(History),
    /// Report on a case: what was seen, what was tried, what is left
    ///
    /// It goes well into a support ticket. Nothing is in it that you did not type, but for the time.
    Report(Report),
    /// Write, check and look into guides
    #[command(subcommand)]
    Kb(Kb),
    /// Print a script with which a shell completes commands, flags, devices and codes
    #[command(after_long_help = SHELLS)]
    Completions(Completions),
    /// Print the manual page: `blinkdoc man | man -l -`
    Man,
}

impl Command {
    /// How its answer is to be printed.
    #[must_use]
    pub fn format(&self) -> Format {
        match self {
            Self::Diagnose(Diagnose { format, .. }) | Self::Report(Report { format, .. }) => {
                *format
            }
            Self::Completions(_) | Self::Man | Self::Resume(_) => Format::Text,
            Self::Whatis(Whatis { format, .. })
            | Self::Lights(Lights { format, .. })
            | Self::History(History { format, .. })
            | Self::Tap(Tap { format, .. }) => Format::from(*format),
            Self::Kb(command) => command.format(),
        }
    }
}

/// The flags of `diagnose`.
#[derive(Clone, Debug, Default, Args)]
pub struct Diagnose {
    /// The device: a name, family or model, such as `kasa`
    #[arg(short = 'd', long = "device", value_name = "DEVICE")]
    pub device: Option<String>,
    /// What the light does, in words: `slow-red`, "flashing red slowly"
    #[arg(short = 'p', long = "pattern", value_name = "WORDS")]
    pub pattern: Option<String>,
    /// An answer that is known already (may be repeated)
    #[arg(long = "answer", value_name = "QUESTION=ANSWER")]
    pub answer: Vec<String>,
    /// A step that was tried already, and what came of it: `fixed`, `no-change`, `could-not` or
    /// `light:ID` (may be repeated)
    #[arg(long = "tried", value_name = "STEP=OUTCOME")]
    pub tried: Vec<String>,
    /// Walk through it with questions, starting from what the flags say
    #[arg(short = 'i', long = "interactive")]
    pub interactive: bool,
    /// Say why this comes next
    #[arg(long = "explain")]
    pub explain: bool,
    /// How to print the answer
    #[arg(long = "format", value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,
}

/// The words and flags of `whatis`.
#[derive(Clone, Debug, Args)]
pub struct Whatis {
    /// What the light does, in your own words: flashing red slowly
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// Only this device; its name may also stand among the words
    #[arg(short = 'd', long = "device", value_name = "DEVICE")]
    pub device: Option<String>,
    /// How to print the answer
    #[arg(long = "format", value_enum, default_value_t = TextOrJson::Text, value_name = "FORMAT")]
    pub format: TextOrJson,
}

/// The device and the flags of `lights`.
#[derive(Clone, Debug, Args)]
pub struct Lights {
    /// The device whose lights to show
    #[arg(value_name = "DEVICE")]
    pub device: Option<String>,
    /// How to print the answer
    #[arg(long = "format", value_enum, default_value_t = TextOrJson::Text, value_name = "FORMAT")]
    pub format: TextOrJson,
}

/// The flags of `tap`.
#[derive(Clone, Debug, Args)]
pub struct Tap {
    /// Only this device
    #[arg(short = 'd', long = "device", value_name = "DEVICE")]
    pub device: Option<String>,
    /// What the light did, in milliseconds, instead of tapping: "on 200 off 200 on 200 off 1400"
    #[arg(long = "timeline", value_name = "TIMELINE")]
    pub timeline: Option<String>,
    /// How to print the answer
    #[arg(long = "format", value_enum, default_value_t = TextOrJson::Text, value_name = "FORMAT")]
    pub format: TextOrJson,
}

/// Where each shell looks for its script, for `completions --help`.
const SHELLS: &str = "\
Where the script belongs:

  bash        ~/.local/share/bash-completion/completions/blinkdoc
  zsh         a file `_blinkdoc` in a folder of $fpath
  fish        ~/.config/fish/completions/blinkdoc.fish
  elvish      ~/.config/elvish/rc.elv, at its end
  powershell  the file that $PROFILE names, at its end";

/// The shell of `completions`.
#[derive(Clone, Debug, Args)]
pub struct Completions {
    /// The shell that is to read the script
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// The flags that every command takes.
#[derive(Clone, Debug, Args)]
pub struct Global {
    /// A guide, or a folder of guides, to use besides the built-in ones (also `BLINKDOC_KB`)
    #[arg(long = "kb", value_name = "PATH", global = true)]
    pub kb: Option<PathBuf>,
    /// When to use colour
    #[arg(long = "color", value_enum, default_value_t = When::Auto, value_name = "WHEN", global = true)]
    pub color: When,
    /// Ask in plain numbered lines, without moving the cursor
    #[arg(long = "plain", global = true)]
    pub plain: bool,
    /// Never ask; say which flag is missing instead
    #[arg(long = "no-input", global = true)]
    pub no_input: bool,
}

/// How to print an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For documents and tickets
    Markdown,
}

/// How to print an answer that goes into no ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TextOrJson {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

impl From<TextOrJson> for Format {
    fn from(format: TextOrJson) -> Self {
        match format {
            TextOrJson::Text => Self::Text,
            TextOrJson::Json => Self::Json,
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// In a terminal that wants it
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_declarations_hold_together() {
        super::Cli::command().debug_assert();
    }
}
