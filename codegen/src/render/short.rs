//! Findings for editors: a line each, `file:line:column: code: text`.

use std::fmt::Write as _;

use crate::finding::Findings;
use crate::yaml::Sources;

/// A line for each finding, in their order. Empty for none.
pub fn short(sources: &Sources, findings: &Findings) -> String {
    let mut text = String::new();
    for finding in findings {
        let place = sources.position(finding.span);
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{}:{}:{}: {}: {}",
            sources.name(finding.span.file),
            place.line,
            place.column,
            finding.code,
            finding.message
        );
    }
    text
}
