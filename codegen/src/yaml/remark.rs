//! Comments that were meant as text: YAML ends a text at ` #`, wherever a number such as `#5` was meant.

use super::{FileId, Node, NodeKind, Sources, Span, Style, code};
use crate::finding::{Finding, Findings};

/// What to do about one.
pub(super) const HELP: &str =
    "YAML reads the rest of the line as a comment: put the text in quotes";

/// Looks for texts that a comment cuts short.
pub(super) fn look(sources: &Sources, file: FileId, tree: &Node, findings: &mut Findings) {
    let text = sources.text(file);
    let mut open = vec![tree];
    while let Some(node) = open.pop() {
        match &node.kind {
            NodeKind::Scalar(scalar) if scalar.style == Style::Plain => {
                let line = text.get(node.span.end..).unwrap_or("");
                let line = line.lines().next().unwrap_or("");
                let gap = line.len() - line.trim_start_matches(' ').len();
                if gap == 0 || first(line) != Some(gap) {
                    continue;
                }
                let mark = node.span.end + gap;
                let rest = Span::new(file, mark..node.span.end + line.trim_end().len());
                let finding =
                    Finding::new(code::CUT_SHORT, rest, "this looks like a part of the text");
                findings.push(finding.label("read as a comment").help(HELP));
            }
            NodeKind::Sequence(items) => open.extend(items),
            NodeKind::Mapping(entries) => open.extend(entries.iter().map(|(_, value)| value)),
            NodeKind::Scalar(_) | NodeKind::Null | NodeKind::Unread => {}
        }
    }
}

/// Where on a line the first `#` stands that begins a word behind a space: a remark has a space after its `#`.
pub(super) fn first(line: &str) -> Option<usize> {
    let word = |at: &usize| {
        let after = line.get(at + 2..).and_then(|rest| rest.chars().next());
        after.is_some_and(char::is_alphanumeric)
    };
    let mut marks = line.match_indices(" #").map(|(at, _)| at);
    marks.find(word).map(|at| at + 1)
}
