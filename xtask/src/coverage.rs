//! `coverage`: how much of each provider is described, and how surely.

use std::process::ExitCode;

use codegen::coverage::{Coverage, Table};

use crate::specs::Specs;

#[derive(clap::Args)]
pub struct Arguments {
    /// Adds a line for each operation.
    #[arg(long)]
    operations: bool,
    #[command(flatten)]
    specs: Specs,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let Some(spec) = arguments.specs.read()? else {
        return Ok(ExitCode::FAILURE);
    };
    let tables: Vec<String> = spec
        .providers
        .iter()
        .map(|provider| shown(&Coverage::of(provider), arguments.operations))
        .collect();
    arguments.specs.say(&tables.join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// A provider's name and its tables, with an empty line between them.
fn shown(coverage: &Coverage, operations: bool) -> String {
    let mut tables = vec![
        Table::tallies(coverage),
        Table::totals(coverage),
        Table::alternatives(coverage),
    ];
    if operations {
        tables.push(Table::operations(coverage));
        tables.push(Table::omissions(coverage));
    }
    let mut text = format!("{}\n", coverage.title);
    for table in tables.iter().filter(|table| !table.rows.is_empty()) {
        text.push('\n');
        text.push_str(&table.text());
    }
    text
}
