//! Findings for people: the place, an excerpt with the place marked, what is wrong and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Color, MAX_SHOWN};
use crate::finding::{Finding, Findings, Severity};
use crate::yaml::{MAX_LINE, Sources, Span, floor_boundary};

/// All findings, in their order, with a line at the end that counts them. Empty for none.
pub fn render(sources: &Sources, findings: &Findings, color: Color) -> String {
    let mut text = String::new();
    for finding in findings.iter().take(MAX_SHOWN) {
        text.push_str(&render_one(sources, finding, color));
        text.push_str("\n\n");
    }
    if let Some(summary) = summary(findings) {
        text.push_str(&renderer(color).render(&[Group::with_title(summary)]));
        text.push('\n');
    }
    text
}

/// One finding, without a line break at the end.
pub fn render_one(sources: &Sources, finding: &Finding, color: Color) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(finding.message.as_str())
        .id(finding.code.id())
        .elements(excerpts(sources, finding));
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer(color).render(&[group])
}

fn renderer(color: Color) -> Renderer {
    match color {
        Color::Plain => Renderer::plain(),
        Color::Terminal => Renderer::styled(),
    }
}

fn summary(findings: &Findings) -> Option<annotate_snippets::Title<'static>> {
    let files = findings.files().len();
    let place = if files == 1 {
        String::from("1 file")
    } else {
        format!("{files} files")
    };
    let warnings = match findings.warnings() {
        1 => String::from("1 warning"),
        warnings => format!("{warnings} warnings"),
    };
    let hidden = match findings.len().saturating_sub(MAX_SHOWN) {
        0 => String::new(),
        hidden => format!(" ({hidden} of them not shown)"),
    };
    match (findings.errors(), findings.warnings()) {
        (0, 0) => None,
        (0, _) => Some(Level::WARNING.primary_title(format!("{warnings} in {place}{hidden}"))),
        (errors, more) => {
            let mistakes = if errors == 1 {
                String::from("1 mistake")
            } else {
                format!("{errors} mistakes")
            };
            let and = if more == 0 {
                String::new()
            } else {
                format!(" and {warnings}")
            };
            Some(Level::ERROR.primary_title(format!("{mistakes}{and} in {place}{hidden}")))
        }
    }
}

/// A place to mark, and what stands under it.
struct Mark<'a> {
    span: Span,
    label: &'a str,
    kind: AnnotationKind,
}

fn excerpts<'a>(sources: &'a Sources, finding: &'a Finding) -> Vec<Element<'a>> {
    let first = Mark {
        span: finding.span,
        label: &finding.label,
        kind: AnnotationKind::Primary,
    };
    match &finding.second {
        None => vec![excerpt(sources, &[first])],
        Some((span, label)) => {
            let second = Mark {
                span: *span,
                label,
                kind: AnnotationKind::Context,
            };
            if span.file == finding.span.file {
                vec![excerpt(sources, &[first, second])]
            } else {
                vec![excerpt(sources, &[first]), excerpt(sources, &[second])]
            }
        }
    }
}

/// The lines that hold all the marks, which are in one file; only the name of a file without text, and the place in a line
/// that is too long.
fn excerpt<'a>(sources: &'a Sources, marks: &[Mark<'a>]) -> Element<'a> {
    let file = marks.first().map(|mark| mark.span.file);
    let (name, text) = file.map_or(("", ""), |file| (sources.name(file), sources.text(file)));
    if text.is_empty() {
        return Origin::path(name).into();
    }
    let ranges: Vec<Range<usize>> = marks.iter().map(|mark| shown(text, mark.span)).collect();
    let start = ranges.iter().map(|range| range.start).min().unwrap_or(0);
    let end = ranges.iter().map(|range| range.end).max().unwrap_or(0);
    let start = text
        .get(..start)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let end = text
        .get(end..)
        .and_then(|after| after.find('\n'))
        .map_or(text.len(), |at| end + at);
    let line = file.map_or(1, |file| {
        sources.position(Span::new(file, start..start)).line
    });
    let window = text.get(start..end).unwrap_or("");
    if window
        .lines()
        .next()
        .is_some_and(|line| line.len() > MAX_LINE)
    {
        let place = marks.first().map(|mark| sources.position(mark.span));
        let origin = Origin::path(name);
        return match place {
            Some(place) => origin.line(place.line).char_column(place.column).into(),
            None => origin.into(),
        };
    }
    let annotations = marks.iter().zip(ranges).map(|(mark, range)| {
        let annotation = mark.kind.span(range.start - start..range.end - start);
        if mark.label.is_empty() {
            annotation
        } else {
            annotation.label(mark.label)
        }
    });
    Snippet::source(window)
        .path(name)
        .line_start(line)
        .annotations(annotations)
        .into()
}

/// The part of a place that is marked: its first line, at letter boundaries inside the text.
fn shown(text: &str, span: Span) -> Range<usize> {
    let start = floor_boundary(text, span.start);
    let end = floor_boundary(text, span.end).max(start);
    let first = text
        .get(start..end)
        .and_then(|marked| marked.find('\n'))
        .map_or(end, |line| start + line);
    start..first
}
