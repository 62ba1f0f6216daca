//! The numbers as tables: the same rows on a terminal and in the reference.

use super::{Coverage, Tallies, Tally};
use crate::decide::prose;
use crate::model::Confidence;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// An operation, by its name.
    Operation(String),
    /// A name of the spec.
    Name(String),
    /// Words.
    Words(String),
    /// A number.
    Number(usize),
}

/// A table of words and numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The head of each column.
    pub head: Vec<&'static str>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Everything that is counted by confidence.
    pub fn tallies(coverage: &Coverage) -> Self {
        let Tallies {
            operations,
            callbacks,
            inputs,
            wire_fields,
            answer_fields,
            enum_values,
            codes,
            alternatives,
        } = coverage.tallies;
        let row = |what: &str, tally: Tally| {
            let numbers = [
                tally.total(),
                tally.documented,
                tally.vendor_code,
                tally.family,
                tally.inferred,
            ];
            std::iter::once(Cell::Words(what.to_owned()))
                .chain(numbers.map(Cell::Number))
                .collect()
        };
        Self {
            head: vec![
                "",
                "all",
                prose::confidence(Confidence::Documented),
                prose::confidence(Confidence::VendorCode),
                prose::confidence(Confidence::Family),
                prose::confidence(Confidence::Inferred),
            ],
            rows: vec![
                row("operations", operations),
                row("callbacks", callbacks),
                row("inputs of callers", inputs),
                row("wire fields", wire_fields),
                row("answer fields", answer_fields),
                row("values of enums", enum_values),
                row("error codes", codes),
                row("alternatives, by their default", alternatives),
            ],
        }
    }

    /// What shows and tests it, and what is open.
    pub fn totals(coverage: &Coverage) -> Self {
        let row =
            |what: &str, count: usize| vec![Cell::Words(what.to_owned()), Cell::Number(count)];
        Self {
            head: vec!["", "count"],
            rows: vec![
                row("examples whose answer a source prints", coverage.printed()),
                row("examples constructed", coverage.constructed()),
                row(
                    "operations without a printed example",
                    coverage.without_printed(),
                ),
                row("wire tests", coverage.wire_tests()),
                row("alternatives open", coverage.alternatives.len()),
                row("answers that the sandbox assumes", coverage.assumed),
            ],
        }
    }

    /// What is disputed.
    pub fn alternatives(coverage: &Coverage) -> Self {
        let rows = coverage.alternatives.iter().map(|row| {
            vec![
                Cell::Name(row.name.clone()),
                Cell::Number(row.choices),
                Cell::Name(row.default.clone()),
                Cell::Words(prose::confidence(row.confidence).to_owned()),
            ]
        });
        Self {
            head: vec!["alternative", "choices", "default", "source"],
            rows: rows.collect(),
        }
    }

    /// Each operation.
    pub fn operations(coverage: &Coverage) -> Self {
        let rows = coverage.operations.iter().map(|row| {
            let numbers = [row.printed, row.constructed, row.wire_tests, row.quirks];
            let words = [
                Cell::Operation(row.name.clone()),
                Cell::Words(row.effect.to_owned()),
                Cell::Words(prose::confidence(row.confidence).to_owned()),
            ];
            let numbers = numbers.map(Cell::Number);
            let request = Cell::Name(row.request.clone());
            words.into_iter().chain(numbers).chain([request]).collect()
        });
        Self {
            head: vec![
                "operation",
                "effect",
                "source",
                "printed",
                "constructed",
                "wire tests",
                "quirks",
                "request",
            ],
            rows: rows.collect(),
        }
    }

    /// What the documents name and the description leaves out.
    pub fn omissions(coverage: &Coverage) -> Self {
        let rows = coverage.omissions.iter().map(|omission| {
            vec![
                Cell::Words(omission.summary.clone()),
                Cell::Words(omission.because.clone()),
                Cell::Words(prose::evidence(&omission.evidence)),
            ]
        });
        Self {
            head: vec!["left out", "because", "source"],
            rows: rows.collect(),
        }
    }

    /// Whether a column holds numbers.
    pub fn is_numeric(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.all(|cell| matches!(cell, Cell::Number(_)))
    }

    /// The table as aligned text: words to the left, numbers to the right.
    pub fn text(&self) -> String {
        let plain = |cell: &Cell| match cell {
            Cell::Operation(text) | Cell::Name(text) | Cell::Words(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
        };
        let head = self.head.iter().map(|head| (*head).to_owned()).collect();
        let body = self.rows.iter().map(|row| row.iter().map(plain).collect());
        let lines: Vec<Vec<String>> = std::iter::once(head).chain(body).collect();
        let widths: Vec<usize> = (0..self.head.len())
            .map(|column| {
                let cells = lines.iter().filter_map(|line| line.get(column));
                cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
            })
            .collect();
        let mut text = String::new();
        for line in &lines {
            let cells = line.iter().zip(&widths).enumerate();
            let padded = cells.map(|(column, (cell, &width))| {
                if self.is_numeric(column) {
                    format!("{cell:>width$}")
                } else {
                    format!("{cell:<width$}")
                }
            });
            text.push_str(padded.collect::<Vec<_>>().join("  ").trim_end());
            text.push('\n');
        }
        text
    }
}
