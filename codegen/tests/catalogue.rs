//! Every code has a page with a small mistake in a complete spec and what is said of it, letter for letter.
//!
//! `VEZNE_FINDINGS=write cargo test -p codegen --test catalogue` writes what is said into the pages. Format of a page:
//! a title, paragraphs, a `diff` block against the base spec, a `text` block.

#[path = "catalogue/diff.rs"]
mod diff;
#[path = "catalogue/page.rs"]
mod page;
#[path = "catalogue/unusual.rs"]
mod unusual;

use std::collections::BTreeMap;

use codegen::code::Code;
use codegen::render::{Color, render_one};
use codegen::{Report, read_texts};

use page::Page;

/// Files by their names.
pub type Files = BTreeMap<String, String>;

/// The spec that the mistakes are made in.
pub fn base() -> Files {
    let files = [
        (
            "shop/provider.yaml",
            include_str!("../findings/base/shop/provider.yaml"),
        ),
        (
            "shop/access.yaml",
            include_str!("../findings/base/shop/access.yaml"),
        ),
        (
            "shop/payments.yaml",
            include_str!("../findings/base/shop/payments.yaml"),
        ),
        (
            "shop/codes.yaml",
            include_str!("../findings/base/shop/codes.yaml"),
        ),
    ];
    files
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}

/// Everything that is found in files.
pub fn report(files: &Files) -> Report {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    read_texts(&files).map_or_else(|report| report, |spec| spec.warnings)
}

/// The findings of a report as a page shows them.
fn shown(report: &Report) -> String {
    let findings: Vec<String> = report
        .findings()
        .iter()
        .map(|finding| render_one(report.sources(), finding, Color::Plain))
        .collect();
    findings.join("\n\n")
}

/// What is wrong with a page. It is rewritten first where that is asked for.
fn faults(code: Code, write: bool) -> Result<(), String> {
    let path = format!("{}/findings/{code}.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let page = Page::of(&text)?;
    let title = format!("# {code}: {}", code.title().trim_end_matches('.'));
    if page.title != title {
        return Err(format!("its first line is not `{title}`"));
    }
    if page.prose.split_whitespace().count() < 12 {
        return Err(String::from("it explains nothing"));
    }
    let report = match (page.diff, unusual::case(code)) {
        (Some(_), Some(_)) => return Err(String::from("it has a diff and a case of its own")),
        (None, None) => return Err(String::from("it has no diff, and no case of its own")),
        (Some(diff), None) => report(&diff::apply(base(), diff)?),
        (None, Some(case)) => case()?,
    };
    let found: Vec<String> = report
        .findings()
        .iter()
        .map(|finding| finding.code.to_string())
        .collect();
    let shown = shown(&report);
    if !found.iter().any(|found| found == code.id()) {
        return Err(format!("its mistake is not found, but {found:?}\n{shown}"));
    }
    if shown.contains("```") {
        return Err(format!("its findings end the block\n{shown}"));
    }
    if page.text == Some(shown.as_str()) {
        return Ok(());
    }
    if write {
        return std::fs::write(path, page.with_text(&shown)).map_err(|error| error.to_string());
    }
    Err(format!(
        "its findings are not those of its mistake:\n{shown}"
    ))
}

#[test]
fn the_base_has_no_finding() {
    let report = report(&base());
    assert!(report.findings().is_empty(), "{report}");
}

#[test]
fn every_code_has_a_page_that_shows_its_finding() {
    let wanted = std::env::var("VEZNE_FINDINGS").is_ok_and(|value| value == "write");
    let write = wanted && report(&base()).findings().is_empty();
    let faults: Vec<String> = Code::all()
        .into_iter()
        .filter_map(|code| {
            faults(code, write)
                .err()
                .map(|fault| format!("{code}: {fault}"))
        })
        .collect();
    assert!(
        faults.is_empty(),
        "{} pages are not as they should be:\n\n{}\n",
        faults.len(),
        faults.join("\n\n")
    );
}

#[test]
fn no_page_is_of_a_code_that_is_gone() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/findings");
    let gone: Vec<String> = std::fs::read_dir(folder)
        .expect("the pages are there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            name.strip_suffix(".md")
                .is_some_and(|id| Code::of(id).is_none())
        })
        .collect();
    assert!(gone.is_empty(), "{gone:?}");
}
