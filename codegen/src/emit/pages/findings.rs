//! The view of all that can be found in a spec.

use askama::Template;

use crate::code::Code;

/// The page.
#[derive(Template)]
#[template(path = "findings.md", escape = "none")]
pub(super) struct Page {
    steps: Vec<StepView>,
}

/// Codes that one step finds.
struct StepView {
    title: &'static str,
    codes: Vec<CodeView>,
}

struct CodeView {
    id: &'static str,
    title: &'static str,
    /// Where its heading is found on the page.
    anchor: String,
    /// Its page, which begins with a heading of the first level.
    page: &'static str,
}

/// What each step looks at, by the first two digits of its codes.
const STEPS: [(&str, &str); 8] = [
    ("01", "YAML:"),
    ("02", "Keys and values:"),
    ("03", "Files:"),
    ("04", "Names:"),
    ("05", "Types:"),
    ("06", "Requests and outcomes:"),
    ("07", "Examples:"),
    ("08", "Texts:"),
];

impl Page {
    /// The view of every code.
    pub(super) fn new() -> Self {
        let all = Code::all();
        let steps = STEPS.into_iter().map(|(digits, title)| {
            let found = all
                .iter()
                .filter(|code| code.id().get(1..3) == Some(digits));
            StepView {
                title,
                codes: found.map(|code| CodeView::new(*code)).collect(),
            }
        });
        Self {
            steps: steps.filter(|step| !step.codes.is_empty()).collect(),
        }
    }
}

impl CodeView {
    fn new(code: Code) -> Self {
        let page = code.page();
        let heading = page.lines().next().unwrap_or_default();
        Self {
            id: code.id(),
            title: code.title(),
            anchor: anchor(heading.trim_start_matches(['#', ' '])),
            page,
        }
    }
}

/// The anchor that Markdown viewers give a heading.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| {
        if c == ' ' {
            '-'
        } else {
            c.to_ascii_lowercase()
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_missing_from_the_page() {
        let listed: usize = Page::new().steps.iter().map(|step| step.codes.len()).sum();
        assert_eq!(listed, Code::all().len());
    }

    #[test]
    fn the_index_leads_to_headings() {
        assert_eq!(
            anchor("E0104: An anchor (`&name`), and more"),
            "e0104-an-anchor-name-and-more"
        );
    }
}
