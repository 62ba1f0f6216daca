//! `diff`: what changed in the specs, and how large a step of the version that asks for.

mod base;
mod git;
mod show;

use std::process::ExitCode;

use clap::ValueEnum;
use codegen::compare::{self, Class};

use crate::specs::{self, Specs};

#[derive(clap::Args)]
pub struct Arguments {
    /// What to compare with: a folder with a folder for each provider, or a git revision of the specs. A folder wins over a
    /// revision of its name. Default: the last tag, else the parent commit.
    base: Option<String>,
    #[command(flatten)]
    specs: Specs,
    /// Fails on this.
    #[arg(long, value_name = "WHAT", value_enum)]
    deny: Option<Denied>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// On a change after which callers' code may not compile, or does something else.
    Breaking,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let Some(spec) = arguments.specs.read()? else {
        return Ok(ExitCode::FAILURE);
    };
    let base = base::read(arguments.base.as_deref(), &arguments.specs.folder()?)?;
    let changes = compare::compare(&base.providers, &spec.providers)
        .map_err(|error| format!("error: {error}"))?;
    let shown = show::Shown {
        base: &base.name,
        version: base.version.as_deref(),
        changes: &changes,
    };
    specs::print(&arguments.specs.choose(
        |colour| shown.human(colour),
        || shown.short(),
        || shown.json(),
    ))?;
    let denied = arguments.deny == Some(Denied::Breaking)
        && compare::gravest(&changes) == Some(Class::Breaking);
    Ok(if denied {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
