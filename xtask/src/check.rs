//! `check`: everything that is wrong with the specs, without generating anything.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::specs::Specs;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    specs: Specs,
    /// Fails on this, too.
    #[arg(long, value_name = "WHAT", value_enum)]
    deny: Option<Denied>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// On any finding at all.
    Warnings,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let Some(spec) = arguments.specs.read()? else {
        return Ok(ExitCode::FAILURE);
    };
    if spec.warnings.count() > 0 && arguments.deny == Some(Denied::Warnings) {
        return Ok(ExitCode::FAILURE);
    }
    if spec.warnings.count() == 0 {
        let providers = match spec.providers.len() {
            1 => String::from("1 provider"),
            providers => format!("{providers} providers"),
        };
        let files = spec.files.len();
        arguments
            .specs
            .say(&format!("nothing found in {files} files of {providers}\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}
