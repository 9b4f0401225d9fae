//! The commands for those who write guides: what may be typed behind `kb`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Format, TextOrJson};

/// What to do with guides.
#[derive(Debug, Subcommand)]
#[command(disable_help_subcommand = true)]
pub enum Kb {
    /// Write a guide to start from, with every field explained
    New(New),
    /// Find every mistake in guides, and prove that every case ends well
    Check(Check),
    /// Say what a finding means, with a guide that has it and the same guide mended
    Explain(Explain),
    /// Replay scenarios, and say where a guide no longer leads as expected
    #[command(after_long_help = SCENARIO)]
    Test(Test),
    /// Draw what comes after what: the tree of questions, steps and endings of a light
    Graph(Graph),
    /// Say how many minutes the advice of guides takes, beside what else one could do
    Score(Score),
    /// Print the JSON Schema of a guide, for editors
    Schema,
    /// Print guides for programs, with every number that decides what comes next
    Export(Export),
}

impl Kb {
    /// How its answer is to be printed.
    #[must_use]
    pub fn format(&self) -> Format {
        match self {
            Self::Check(Check { format, .. })
            | Self::Explain(Explain { format, .. })
            | Self::Score(Score { format, .. })
            | Self::Test(Test { format, .. }) => Format::from(*format),
            Self::Export(_) => Format::Json,
            Self::Graph(_) | Self::New(_) | Self::Schema => Format::Text,
        }
    }
}

/// The words and flags of `kb new`.
#[derive(Clone, Debug, Args)]
pub struct New {
    /// The short name of the guide: lower-case letters and digits, with single hyphens between them
    #[arg(value_name = "ID")]
    pub id: String,
    /// The name of the device for people; made from the id when nothing is said
    #[arg(long = "name", value_name = "NAME")]
    pub name: Option<String>,
    /// The file to write; `-` prints it. Without it, `ID.yaml` in this folder
    #[arg(short = 'o', long = "output", value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// The files and flags of `kb check`.
#[derive(Clone, Debug, Args)]
pub struct Check {
    /// Guides, or folders of guides; without any those of `--kb`, else the built-in ones
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long = "format", value_enum, default_value_t = TextOrJson::Text, value_name = "FORMAT")]
    pub format: TextOrJson,
}

/// The code and flags of `kb explain`.
#[derive(Clone, Debug, Args)]
pub struct Explain {
    /// The code of a finding, such as `unknown-cause`; without one, all codes are listed
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// How to print the explanation
    #[arg(long = "format", value_enum, default_value_t = TextOrJson::Text, value_name = "FORMAT")]
    pub format: TextOrJson,
}

/// What a scenario looks like and means, for `kb test --help`.
const SCENARIO: &str = "\
A file of scenarios is named after its guide:

  - name: new router, reconnect fixes it
    light: flashing red slowly
    case: [hot=no, changed=wifi, reconnect=fixed]
    expect: {try: reconnect, end: fixed}

`light` takes the words of `--pattern`. `case` lists QUESTION=ANSWER and STEP=OUTCOME. The case is \
replayed as in the wizard, to its end: an entry is told when its question or step comes up, any other \
question gets `not-sure` and any other step `no-change`. Every entry must have come up.

`expect` has one or more of these:
  ask    questions that come up, in this order
  try    steps that come up, in this order
  never  questions and steps that do not come up
  end    the ending: its id, or fixed, normal, setup, wait, stop or support";

/// The files and flags of `kb test`.
#[derive(Clone, Debug, Args)]
pub struct Test {
    /// Files of scenarios, or folders of them; without any those in `scenarios/` of `--kb`, else the
    /// built-in ones
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to print what came of them
    #[arg(long = "format", value_enum, default_value_t = TextOrJson::Text, value_name = "FORMAT")]
    pub format: TextOrJson,
}

/// The guide and the flags of `kb export`.
#[derive(Clone, Debug, Args)]
pub struct Export {
    /// The guide; all guides when none is named
    #[arg(value_name = "GUIDE")]
    pub guide: Option<String>,
    /// How to print it
    #[arg(long = "format", value_enum, default_value_t = JsonOnly::Json, value_name = "FORMAT")]
    pub format: JsonOnly,
}

/// The light and the flags of `kb graph`.
#[derive(Clone, Debug, Args)]
pub struct Graph {
    /// The guide
    #[arg(value_name = "GUIDE")]
    pub guide: String,
    /// The light, by its id or in words; all lights, each with its own tree, when none is named
    #[arg(value_name = "LIGHT")]
    pub light: Vec<String>,
    /// How to draw it
    #[arg(long = "format", value_enum, default_value_t = TextOrMermaid::Text, value_name = "FORMAT")]
    pub format: TextOrMermaid,
}

/// The guide and the flags of `kb score`.
#[derive(Clone, Debug, Args)]
pub struct Score {
    /// Only this guide
    #[arg(value_name = "GUIDE")]
    pub guide: Option<String>,
    /// Say how the first move and the minutes hold when one word of the guide is moved by a notch
    #[arg(long)]
    pub vary: bool,
    /// How to print the scores
    #[arg(long = "format", value_enum, default_value_t = TextOrJson::Text, value_name = "FORMAT")]
    pub format: TextOrJson,
}

/// How to print what only programs read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum JsonOnly {
    /// For programs
    #[default]
    Json,
}

/// How to draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TextOrMermaid {
    /// For people
    #[default]
    Text,
    /// A Mermaid flowchart; of all lights, a Markdown page with one for each
    Mermaid,
}
