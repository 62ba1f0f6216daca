//! Reading the specs, and telling what is found: people are told on stderr, editors and programs on stdout.

use std::collections::BTreeSet;
use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use codegen::{Report, Spec};

use crate::workspace;

/// The most codes that the line about explanations names.
const MOST_EXPLAINED: usize = 6;

/// Where the specs are, and how findings are told.
#[derive(clap::Args)]
pub struct Specs {
    /// Folder with a folder for each provider. Default: `spec` of the workspace.
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
    /// How findings are told. `human` goes to stderr. `short` and `json` go to stdout, one finding per line; whatever else the
    /// command says goes to stderr then.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: Format,
    /// Whether findings for people are coloured. `auto`: on a terminal, unless the variable NO_COLOR is set.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: When,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With an excerpt, a reason and what to do.
    #[default]
    Human,
    /// `file:line:column: code: text`, for editors.
    Short,
    /// An object per line with `reason`: a `finding` with all its parts, and `finished` with their number at the end.
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum When {
    #[default]
    Auto,
    Always,
    Never,
}

impl Specs {
    /// Reads the specs and tells all that is found. `None`: there are mistakes.
    pub fn read(&self) -> Result<Option<Spec>, String> {
        let (folder, shown) = match &self.spec {
            Some(path) => {
                let shown = path.to_string_lossy().replace('\\', "/");
                let trimmed = shown.trim_end_matches('/');
                (path.clone(), trimmed.to_owned())
            }
            None => (workspace::root()?.join("spec"), workspace::shown("spec")?),
        };
        match codegen::read_folder_as(&folder, &shown) {
            Ok(spec) => {
                self.tell(&spec.warnings)?;
                Ok(Some(spec))
            }
            Err(report) => {
                self.tell(&report)?;
                Ok(None)
            }
        }
    }

    /// The folder of the specs.
    pub fn folder(&self) -> Result<PathBuf, String> {
        match &self.spec {
            Some(path) => Ok(path.clone()),
            None => Ok(workspace::root()?.join("spec")),
        }
    }

    /// Makes the text of the chosen format; that for people is told whether it is coloured on stdout.
    pub fn choose(
        &self,
        human: impl FnOnce(bool) -> String,
        short: impl FnOnce() -> String,
        json: impl FnOnce() -> String,
    ) -> String {
        match self.message_format {
            Format::Human => human(self.coloured(io::stdout().is_terminal())),
            Format::Short => short(),
            Format::Json => json(),
        }
    }

    /// Says something that is no finding.
    pub fn say(&self, text: &str) -> Result<(), String> {
        if self.message_format == Format::Human {
            print(text)
        } else {
            complain(text);
            Ok(())
        }
    }

    fn tell(&self, report: &Report) -> Result<(), String> {
        match self.message_format {
            Format::Human => {
                complain(&report.render(self.coloured(io::stderr().is_terminal())));
                complain(&explanations(report));
                Ok(())
            }
            Format::Short => print(&report.short()),
            Format::Json => print(&report.json()),
        }
    }

    fn coloured(&self, terminal: bool) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                terminal
                    && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                    && env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
            }
        }
    }
}

/// How to learn more about what was found; empty for nothing.
fn explanations(report: &Report) -> String {
    let codes: BTreeSet<&str> = report
        .findings()
        .iter()
        .map(|finding| finding.code.id())
        .collect();
    if codes.is_empty() {
        return String::new();
    }
    let wanted: Vec<&str> = if codes.len() > MOST_EXPLAINED {
        vec!["CODE"]
    } else {
        codes.into_iter().collect()
    };
    let plural = if wanted.len() == 1 {
        "an explanation"
    } else {
        "explanations"
    };
    format!("for {plural}: cargo xtask explain {}\n", wanted.join(" "))
}

/// Writes to stderr; where nobody can read that, there is nobody to tell.
pub fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes to stdout. A reader that went away has read enough.
pub fn print(text: &str) -> Result<(), String> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write the output: {error}"))
        }
        _ => Ok(()),
    }
}
