//! Findings for programs: an object on a line each, and one at the end that counts them.
//!
//! As in cargo's messages the member `reason` says what an object is; a program passes over those that it does not know.

use serde_json::{Map, Value};

use super::{Color, MAX_SHOWN, render_one};
use crate::finding::{Finding, Findings, Severity};
use crate::yaml::{Sources, Span};

/// A line for each finding, in their order, and one that ends them. Lines and columns count from 1, columns count characters,
/// an end is the first character behind the place.
pub fn json(sources: &Sources, findings: &Findings) -> String {
    let mut text = String::new();
    for (place, finding) in findings.iter().enumerate() {
        line(&mut text, one(sources, finding, place < MAX_SHOWN));
    }
    let end = [
        ("reason", "finished".into()),
        ("success", (!findings.has_errors()).into()),
        ("errors", findings.errors().into()),
        ("warnings", findings.warnings().into()),
        ("files", findings.files().len().into()),
    ];
    line(&mut text, end.into());
    text
}

/// The members of a finding; the text for people, which takes an excerpt, only where it would be shown to them.
fn one(sources: &Sources, finding: &Finding, shown: bool) -> Vec<(&'static str, Value)> {
    let severity = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut members = vec![
        ("reason", "finding".into()),
        ("code", finding.code.id().into()),
        ("severity", severity.into()),
        ("message", finding.message.as_str().into()),
        ("label", finding.label.as_str().into()),
        ("help", finding.help.as_deref().into()),
    ];
    members.extend(place(sources, finding.span));
    let second = finding.second.as_ref().map(|(span, label)| {
        let mut members = Map::new();
        members.insert("label".to_owned(), label.as_str().into());
        for (name, value) in place(sources, *span) {
            members.insert(name.to_owned(), value);
        }
        Value::Object(members)
    });
    members.push(("second", second.into()));
    let rendered = shown.then(|| render_one(sources, finding, Color::Plain));
    members.push(("rendered", rendered.into()));
    members
}

fn place(sources: &Sources, span: Span) -> [(&'static str, Value); 5] {
    let start = sources.position(span);
    let last = sources.slice(span).trim_end().len();
    let end = if last == 0 {
        span.end
    } else {
        span.start + last
    };
    let end = sources.position(Span::new(span.file, end..end)).max(start);
    [
        ("file", sources.name(span.file).into()),
        ("line", start.line.into()),
        ("column", start.column.into()),
        ("end_line", end.line.into()),
        ("end_column", end.column.into()),
    ]
}

/// Adds an object with its members in this order: what a person looks for first stands first.
fn line(text: &mut String, members: Vec<(&'static str, Value)>) {
    let members: Vec<String> = members
        .into_iter()
        .map(|(name, value)| format!("\"{name}\":{value}"))
        .collect();
    text.push('{');
    text.push_str(&members.join(","));
    text.push_str("}\n");
}
