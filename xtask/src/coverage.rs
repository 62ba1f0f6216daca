//! `coverage`: how much of each provider is described, and how surely.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use codegen::coverage::{Coverage, Table};

use crate::workspace;

#[derive(clap::Args)]
pub struct Arguments {
    /// Adds a line for each operation.
    #[arg(long)]
    operations: bool,
    /// Folder with a folder for each provider. Default: `spec` of the workspace.
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let spec = match &arguments.spec {
        Some(path) => path.clone(),
        None => workspace::root()?.join("spec"),
    };
    let spec =
        codegen::read_folder(&spec).map_err(|report| report.render(io::stderr().is_terminal()))?;
    let mut text = String::new();
    for provider in &spec.providers {
        let coverage = Coverage::of(provider);
        let mut tables = vec![
            Table::tallies(&coverage),
            Table::totals(&coverage),
            Table::alternatives(&coverage),
        ];
        if arguments.operations {
            tables.push(Table::operations(&coverage));
        }
        text.push_str(&coverage.title);
        text.push('\n');
        for table in tables.iter().filter(|table| !table.rows.is_empty()) {
            text.push('\n');
            text.push_str(&table.text());
        }
        text.push('\n');
    }
    io::stdout()
        .lock()
        .write_all(text.trim_end_matches('\n').as_bytes())
        .and_then(|()| io::stdout().lock().write_all(b"\n"))
        .map_err(|error| format!("cannot write the output: {error}"))?;
    Ok(ExitCode::SUCCESS)
}
