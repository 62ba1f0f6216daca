//! The commands of this repository: `cargo xtask --help`.
#![forbid(unsafe_code)]

mod check;
mod coverage;
mod diff;
mod explain;
mod generate;
mod listing;
mod programs;
mod specs;
mod tree;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The commands of this repository.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes everything that is generated from the specs: client, wire tests, references.
    Gen(generate::Arguments),
    /// Tells everything that is wrong with the specs, and writes nothing.
    Check(check::Arguments),
    /// Explains findings by their codes, or lists all codes.
    Explain(explain::Arguments),
    /// Tells what changed in the specs since a tag, a revision or a folder, and the step that the version needs.
    Diff(diff::Arguments),
    /// Counts how much of each provider is described, and how surely.
    Coverage(coverage::Arguments),
    /// Shows the generated client at work against an embedded sandbox; needs no network and no credential.
    Demo,
    /// Serves every provider of the specs on loopback, until it is stopped.
    Sandbox(programs::SandboxArguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Gen(arguments) => generate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Coverage(arguments) => coverage::run(&arguments),
        Command::Demo => programs::demo(),
        Command::Sandbox(arguments) => programs::sandbox(&arguments),
    };
    result.unwrap_or_else(|message| {
        specs::complain(&format!("{}\n", message.trim_end()));
        ExitCode::FAILURE
    })
}
