//! What is shown of findings.

use super::*;
use crate::finding::{Finding, Findings};
use crate::yaml::{FileId, Sources, Span};

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
    let finding = Finding::new(code("E0103"), Span::new(file, 10..11), "twice").label("again here");
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

/// A finding with letters beyond ASCII before it and over two lines.
fn wide() -> (Sources, Findings) {
    let (sources, file) = sources("area: cards\nşğı: a\n  b\nc: d\n");
    let at = "area: cards\nşğı: ".len();
    let mut findings = Findings::new();
    findings.push(
        Finding::new(
            code("E0401"),
            Span::new(file, at..at + "a\n  b\n".len()),
            "no `a`",
        )
        .label("here")
        .second(Span::new(FileId(0), 0..8), "there"),
    );
    findings.push(Finding::new(code("W0401"), Span::start_of(FileId(0)), "a \"b\"").help("c"));
    (sources, findings.sorted())
}

#[test]
fn an_editor_gets_one_line_per_finding_that_it_can_jump_to() {
    let (sources, findings) = wide();
    assert_eq!(
        short(&sources, &findings),
        "spec/other/provider.yaml:1:1: W0401: a \"b\"\nspec/vepara/cards.yaml:2:6: E0401: no `a`\n"
    );
    assert_eq!(short(&sources, &Findings::new()), "");
}

#[test]
fn a_program_gets_every_part_of_a_finding_and_how_many_there_are() {
    let (sources, findings) = wide();
    let text = json(&sources, &findings);
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is an object"))
        .collect();
    let [first, second, end] = lines.as_slice() else {
        panic!("{text}");
    };
    assert_eq!(
        (
            &first["code"],
            &first["severity"],
            &first["help"],
            &first["second"]
        ),
        (
            &"W0401".into(),
            &"warning".into(),
            &"c".into(),
            &serde_json::Value::Null
        )
    );
    let expected = serde_json::json!({
        "reason": "finding",
        "code": "E0401",
        "severity": "error",
        "message": "no `a`",
        "label": "here",
        "help": null,
        "file": "spec/vepara/cards.yaml",
        "line": 2, "column": 6, "end_line": 3, "end_column": 4,
        "second": {
            "label": "there",
            "file": "spec/other/provider.yaml",
            "line": 1, "column": 1, "end_line": 1, "end_column": 9,
        },
        "rendered": render_one(&sources, findings.iter().nth(1).expect("two"), Color::Plain),
    });
    assert_eq!(second, &expected);
    let expected = serde_json::json!({
        "reason": "finished", "success": false, "errors": 1, "warnings": 1, "files": 2,
    });
    assert_eq!(end, &expected);
    assert!(
        text.starts_with("{\"reason\":\"finding\",\"code\":"),
        "{text}"
    );
}

#[test]
fn people_editors_and_programs_are_sent_to_the_same_column() {
    for before in ["şğ", "🏦", "e\u{301}", "\u{200b}x", "漢字"] {
        let (sources, file) = sources(&format!("a: b\n\"{before}\": c\n"));
        let at = format!("a: b\n\"{before}\": ").len();
        let finding = Finding::new(code("E0401"), Span::new(file, at..at + 1), "no");
        let place = sources.position(finding.span);
        let column = "\"\": ".len() + before.chars().count() + 1;
        assert_eq!((place.line, place.column), (2, column), "{before}");
        let text = render_one(&sources, &finding, Color::Plain);
        assert!(text.contains(&format!(":2:{column}\n")), "{text}");
    }
}

#[test]
fn a_file_without_text_is_named_without_an_excerpt_of_nothing() {
    let mut sources = Sources::new();
    let file = sources.add("spec/shop/more.yaml", "");
    let index = sources.add("spec/shop/provider.yaml", "parts:\n  - a.yaml\n");
    let finding = Finding::new(code("E0302"), Span::start_of(file), "no index names it");
    let alone = render_one(&sources, &finding, Color::Plain);
    assert_eq!(
        alone,
        "error[E0302]: no index names it\n--> spec/shop/more.yaml"
    );
    let finding = finding
        .second(Span::new(index, 9..17), "named here")
        .help("add it");
    let text = render_one(&sources, &finding, Color::Plain);
    assert!(
        text.contains("spec/shop/more.yaml\n") && text.contains("named here"),
        "{text}"
    );
}
