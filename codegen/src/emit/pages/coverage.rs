//! The view of how much is described, and how surely.

use askama::Template;

use crate::coverage::{Cell, Coverage, Table};
use crate::decide::markdown::{cell, code, inline};
use crate::model::Provider;

/// The page.
#[derive(Template)]
#[template(path = "coverage.md", escape = "none")]
pub(super) struct Page {
    providers: Vec<ProviderView>,
}

struct ProviderView {
    title: String,
    tables: Vec<TableView>,
}

struct TableView {
    head: Vec<&'static str>,
    /// What stands under each head: `---`, with a colon where numbers go to the right.
    rules: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Page {
    /// The view of all providers.
    pub(super) fn new(providers: &[Provider]) -> Self {
        let views = providers.iter().map(|provider| {
            let coverage = Coverage::of(provider);
            let tables = [
                Table::tallies(&coverage),
                Table::totals(&coverage),
                Table::alternatives(&coverage),
                Table::operations(&coverage),
                Table::omissions(&coverage),
            ];
            let filled = tables.into_iter().filter(|table| !table.rows.is_empty());
            ProviderView {
                title: inline(&coverage.title),
                tables: filled.map(|table| view(&coverage.name, &table)).collect(),
            }
        });
        Self {
            providers: views.collect(),
        }
    }
}

fn view(provider: &str, table: &Table) -> TableView {
    let shown = |found: &Cell| match found {
        Cell::Operation(name) => format!("[{}]({provider}.md#{name})", code(name)),
        Cell::Name(name) => code(name),
        Cell::Words(words) => cell(&inline(words)),
        Cell::Number(number) => number.to_string(),
    };
    let rules = (0..table.head.len()).map(|column| {
        if table.is_numeric(column) {
            "---:"
        } else {
            "---"
        }
    });
    TableView {
        head: table.head.clone(),
        rules: rules.collect(),
        rows: table
            .rows
            .iter()
            .map(|row| row.iter().map(shown).collect())
            .collect(),
    }
}
