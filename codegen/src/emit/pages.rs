//! The Markdown pages: a reference for each provider, the coverage of all, and the list of what is not verified.

use std::path::PathBuf;

use askama::Template;

use super::{EmitError, OutputFile};
use crate::model::Provider;

mod coverage;
mod findings;
mod reference;
mod unverified;

/// The reference of a provider's operations.
pub(super) fn reference(provider: &Provider) -> Result<OutputFile, EmitError> {
    let path = PathBuf::from("docs/reference").join(format!("{}.md", provider.name));
    render(path, &reference::Page::new(provider))
}

/// How much of each provider is described.
pub(super) fn coverage(providers: &[Provider]) -> Result<OutputFile, EmitError> {
    render(
        PathBuf::from("docs/reference/coverage.md"),
        &coverage::Page::new(providers),
    )
}

/// All that can be found in a spec.
pub(super) fn findings() -> Result<OutputFile, EmitError> {
    render(
        PathBuf::from("docs/reference/findings.md"),
        &findings::Page::new(),
    )
}

/// What is not verified, of all providers.
pub(super) fn unverified(providers: &[Provider]) -> Result<OutputFile, EmitError> {
    render(
        PathBuf::from("UNVERIFIED.md"),
        &unverified::Page::new(providers),
    )
}

/// A page, with one line break at its end and never more than one empty line.
fn render(path: PathBuf, page: &impl Template) -> Result<OutputFile, EmitError> {
    let text = page
        .render()
        .map_err(|error| EmitError::new(path.display().to_string(), error.to_string()))?;
    let mut contents = String::with_capacity(text.len());
    let (mut empty, mut fenced) = (true, false);
    for line in text.lines() {
        fenced ^= line.starts_with("```");
        let line = if fenced { line } else { line.trim_end() };
        if line.is_empty() && empty && !fenced {
            continue;
        }
        empty = line.is_empty();
        contents.push_str(line);
        contents.push('\n');
    }
    while contents.ends_with("\n\n") {
        contents.pop();
    }
    Ok(OutputFile { path, contents })
}
