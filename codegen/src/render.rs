//! Findings as text: the place, an excerpt with the place marked, what is wrong and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::finding::{Finding, Findings, Severity};
use crate::yaml::{Sources, Span, floor_boundary};

/// How text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// Letters only; the same text everywhere.
    #[default]
    Plain,
    /// With a terminal's colours.
    Terminal,
}

/// How many findings are shown; beyond, they are counted.
pub const MAX_SHOWN: usize = 500;

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
        .elements(snippets(sources, finding));
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

fn snippets<'a>(
    sources: &'a Sources,
    finding: &'a Finding,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let first = Mark {
        span: finding.span,
        label: &finding.label,
        kind: AnnotationKind::Primary,
    };
    match &finding.second {
        None => vec![snippet(sources, &[first])],
        Some((span, label)) => {
            let second = Mark {
                span: *span,
                label,
                kind: AnnotationKind::Context,
            };
            if span.file == finding.span.file {
                vec![snippet(sources, &[first, second])]
            } else {
                vec![snippet(sources, &[first]), snippet(sources, &[second])]
            }
        }
    }
}

/// The lines that hold all the marks, which are in one file.
fn snippet<'a>(
    sources: &'a Sources,
    marks: &[Mark<'a>],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = marks.first().map(|mark| mark.span.file);
    let (name, text) = file.map_or(("", ""), |file| (sources.name(file), sources.text(file)));
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
    let line = text
        .get(..start)
        .map_or(1, |before| before.matches('\n').count() + 1);
    let window = text.get(start..end).unwrap_or("");
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::FileId;

    fn code(id: &'static str) -> crate::code::Code {
        crate::code::Code::new(id, "", "")
    }

    fn sources(text: &str) -> (Sources, FileId) {
        let mut sources = Sources::new();
        sources.add("spec/other/provider.yaml", "language: 1\n");
        let file = sources.add("spec/vepara/cards.yaml", text);
        (sources, file)
    }

    #[test]
    fn a_finding_shows_place_code_excerpt_label_and_help() {
        let (sources, file) = sources("area: cards\noperations:\n  kart_adı: { sumary: x }\n");
        let at = "area: cards\noperations:\n  kart_adı: { ".len();
        let finding = Finding::new(
            code("E0201"),
            Span::new(file, at..at + 6),
            "unknown key `sumary`",
        )
        .label("an operation has no such key")
        .help("did you mean `summary`?");
        let expected = "\
error[E0201]: unknown key `sumary`
 --> spec/vepara/cards.yaml:3:15
  |
3 |   kart_adı: { sumary: x }
  |               ^^^^^^ an operation has no such key
  |
  = help: did you mean `summary`?";
        assert_eq!(render_one(&sources, &finding, Color::Plain), expected);
    }

    #[test]
    fn a_second_place_is_shown_in_the_same_file_and_in_another() {
        let (sources, file) = sources("a: 1\nb: 2\na: 3\n");
        let finding =
            Finding::new(code("E0103"), Span::new(file, 10..11), "twice").label("again here");
        let same = render_one(
            &sources,
            &finding.clone().second(Span::new(file, 0..1), "first here"),
            Color::Plain,
        );
        assert!(same.contains("1 | a: 1\n  | - first here"), "{same}");
        assert!(same.contains("3 | a: 3\n  | ^ again here"), "{same}");
        let other = finding.second(Span::new(FileId(0), 0..8), "first here");
        let other = render_one(&sources, &other, Color::Plain);
        assert!(
            other.contains("::: spec/other/provider.yaml:1:1"),
            "{other}"
        );
    }

    #[test]
    fn a_place_over_several_lines_is_marked_on_its_first() {
        let (sources, file) = sources("a:\n  b: 1\n  c: 2\n");
        let finding = Finding::new(code("E0203"), Span::new(file, 5..16), "wrong");
        let text = render_one(&sources, &finding, Color::Plain);
        assert!(text.contains("2 |   b: 1\n  |   ^^^^"), "{text}");
        assert!(!text.contains("c: 2"), "{text}");
    }

    #[test]
    fn no_place_and_no_text_make_it_panic() {
        let odd = [
            "",
            "\n",
            "a",
            "a\n",
            "\u{1}\u{200f}ş\u{301}\t🏦\n\n",
            "\u{feff}\u{2028}",
            "a: \u{85}b",
            "\u{0}",
        ];
        for text in odd {
            let (sources, file) = sources(text);
            for start in 0..=text.len() + 2 {
                for end in 0..=text.len() + 2 {
                    let span = Span::new(file, start..end);
                    let finding = Finding::new(code("W0101"), span, "\u{1b}[31m odd\n")
                        .label("\n")
                        .help("\u{202e}");
                    let finding = finding.second(Span::new(FileId(9), end..start), "elsewhere");
                    assert!(!render_one(&sources, &finding, Color::Plain).is_empty());
                    assert!(!render_one(&sources, &finding, Color::Terminal).is_empty());
                }
            }
        }
    }

    #[test]
    fn the_last_line_counts_mistakes_warnings_and_files() {
        let (sources, file) = sources("a: 1\n");
        let at = Span::new(file, 0..1);
        let mut findings = Findings::new();
        assert_eq!(render(&sources, &findings, Color::Plain), "");
        findings.push(Finding::new(code("W0401"), at, "w"));
        assert!(
            render(&sources, &findings, Color::Plain).ends_with("\nwarning: 1 warning in 1 file\n")
        );
        findings.push(Finding::new(code("E0402"), at, "e"));
        findings.push(Finding::new(code("E0403"), Span::start_of(FileId(0)), "f"));
        assert!(
            render(&sources, &findings, Color::Plain)
                .ends_with("\nerror: 2 mistakes and 1 warning in 2 files\n")
        );
    }

    #[test]
    fn plain_text_has_no_escape_sequences_and_terminal_text_has() {
        let (sources, file) = sources("a: 1\n");
        let finding = Finding::new(code("E0402"), Span::new(file, 0..1), "e");
        assert!(!render_one(&sources, &finding, Color::Plain).contains('\u{1b}'));
        assert!(render_one(&sources, &finding, Color::Terminal).contains('\u{1b}'));
    }
}
