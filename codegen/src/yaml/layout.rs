//! The layout of a file: steps of two spaces, no white space that nobody sees, single blank lines. Texts over several lines
//! are text and have no layout. What differs is a warning: one of each kind for a file, at its first place.

use std::collections::BTreeSet;

use super::{FileId, Node, NodeKind, Scalar, Sources, Span, Style, code};
use crate::finding::{Finding, Findings};

/// Looks a file over that could be read whole.
pub(super) fn look(sources: &Sources, file: FileId, tree: &Node, findings: &mut Findings) {
    let text = sources.text(file);
    if text.is_empty() {
        return;
    }
    let mut layout = Layout {
        text,
        lines: line_starts(text),
        inside: BTreeSet::new(),
        shifted: Vec::new(),
    };
    layout.node(tree, 0);
    let places = [
        layout.indentation(),
        layout.trailing(),
        layout.tabs(),
        layout.blank(),
        layout.end(),
    ];
    for place in places.into_iter().flatten() {
        let span = Span::new(file, place.range);
        let finding = Finding::new(place.code, span, place.message);
        findings.push(finding.label(place.label).help(place.help));
    }
}

/// The first place of a kind, and what to say of it.
struct Place {
    code: crate::code::Code,
    range: std::ops::Range<usize>,
    message: String,
    label: String,
    help: &'static str,
}

struct Layout<'s> {
    text: &'s str,
    /// First byte of each line.
    lines: Vec<usize>,
    /// Lines that belong to a text which began on a line before.
    inside: BTreeSet<usize>,
    /// Where something begins in another column than it usually does, with that column.
    shifted: Vec<(usize, usize)>,
}

impl Layout<'_> {
    /// Walks the tree; `column` is where a collection usually begins.
    fn node(&mut self, node: &Node, column: usize) {
        match &node.kind {
            NodeKind::Mapping(entries) => {
                let Some((first, _)) = entries.first() else {
                    return;
                };
                if self.opens(node, '{') {
                    return self.texts(node);
                }
                let found = self.begin(first.span.start, column);
                for (_, value) in entries {
                    self.node(value, found + 2);
                }
            }
            NodeKind::Sequence(items) => {
                let Some(dash) = self.dash(node, items) else {
                    return self.texts(node);
                };
                let found = self.begin(dash, column);
                for item in items {
                    self.node(item, found + 2);
                }
            }
            NodeKind::Scalar(scalar) => self.scalar(node, scalar),
            NodeKind::Null | NodeKind::Unread => {}
        }
    }

    /// Walks what stands between brackets: only its texts matter.
    fn texts(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Mapping(entries) => entries.iter().for_each(|(_, value)| self.texts(value)),
            NodeKind::Sequence(items) => items.iter().for_each(|item| self.texts(item)),
            NodeKind::Scalar(scalar) => self.scalar(node, scalar),
            NodeKind::Null | NodeKind::Unread => {}
        }
    }

    /// The first dash of a list; `None` for one in brackets. The span of a list whose dashes stand right below its key
    /// does not begin at a dash.
    fn dash(&self, node: &Node, items: &[Node]) -> Option<usize> {
        if self.opens(node, '[') {
            return None;
        }
        if self.opens(node, '-') {
            return Some(node.span.start);
        }
        let item = items.first()?.span.start;
        let start = self.lines.get(self.line_of(item)).copied()?;
        let before = self.text.get(start..item)?.trim_end();
        before.ends_with('-').then(|| start + before.len() - 1)
    }

    fn opens(&self, node: &Node, mark: char) -> bool {
        let rest = self.text.get(node.span.start..).unwrap_or("");
        rest.starts_with(mark)
    }

    /// Notes where a collection begins, and tells its column.
    fn begin(&mut self, at: usize, usual: usize) -> usize {
        let line = self.line_of(at);
        let column = at - self.lines.get(line).copied().unwrap_or(at);
        if column != usual {
            self.shifted.push((at, usual));
        }
        column
    }

    fn scalar(&mut self, node: &Node, scalar: &Scalar) {
        let (first, last) = (
            self.line_of(node.span.start),
            self.line_of(node.span.end.saturating_sub(1).max(node.span.start)),
        );
        let start = self.lines.get(first).copied().unwrap_or_default();
        let before = self.text.get(start..node.span.start).unwrap_or("");
        let content = scalar.style == Style::Block && before.trim().is_empty();
        self.inside
            .extend(if content { first } else { first + 1 }..=last);
    }

    fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).max(1) - 1
    }

    /// Each line that is layout, with its first byte.
    fn outside(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.split('\n').zip(&self.lines).enumerate();
        lines
            .filter(|(line, _)| !self.inside.contains(line))
            .map(|(_, (text, start))| (*start, text))
    }

    fn indentation(&self) -> Option<Place> {
        let (at, usual) = *self.shifted.iter().min()?;
        let start = self.lines.get(self.line_of(at)).copied()?;
        Some(Place {
            code: code::INDENTATION,
            range: at..at + 1,
            message: format!(
                "the indentation is not the usual one, {}",
                at_places(self.shifted.len())
            ),
            label: format!("usually after {usual} spaces; here after {}", at - start),
            help: "indent what belongs to a key by two spaces more than the key, lists too",
        })
    }

    fn trailing(&self) -> Option<Place> {
        let kept = |line: &str| line.trim_end_matches([' ', '\t']).len();
        let found: Vec<_> = self
            .outside()
            .filter(|(_, line)| kept(line) < line.len())
            .collect();
        let (start, line) = *found.first()?;
        Some(Place {
            code: code::WHITE_SPACE,
            range: start + kept(line)..start + line.len(),
            message: format!(
                "white space at the end of a line, {}",
                at_places(found.len())
            ),
            label: String::from("nobody sees it"),
            help: "remove it; most editors do so when they save",
        })
    }

    fn tabs(&self) -> Option<Place> {
        let lines: Vec<_> = self
            .outside()
            .filter_map(|(start, line)| Some(start + line.trim_end().find('\t')?))
            .collect();
        let first = *lines.first()?;
        Some(Place {
            code: code::WHITE_SPACE,
            range: first..first + 1,
            message: format!("a tab within a line, {}", at_places(lines.len())),
            label: String::from("it looks like spaces"),
            help: "write spaces; within a text in double quotes write `\\t`",
        })
    }

    fn blank(&self) -> Option<Place> {
        let end = self.text.trim_end().len();
        let mut found = Vec::new();
        let mut before = true;
        for (start, line) in self.outside() {
            let blank = line.trim().is_empty();
            if blank && before && start < end {
                found.push(start);
            }
            before = blank;
        }
        let first = *found.first()?;
        Some(Place {
            code: code::BLANK_LINES,
            range: first..first,
            message: format!("a blank line too many, {}", at_places(found.len())),
            label: String::from("one is enough, and none at the beginning"),
            help: "remove it",
        })
    }

    fn end(&self) -> Option<Place> {
        let end = self.text.trim_end_matches(['\n', ' ', '\t']).len();
        let rest = self.text.get(end..)?;
        let message = match rest.matches('\n').count() {
            0 => "the last line does not end",
            1 => return None,
            _ => "blank lines at the end of the file",
        };
        let last = self.line_of(self.text.len().saturating_sub(1));
        if rest.contains('\n') && self.inside.contains(&last) {
            return None;
        }
        Some(Place {
            code: code::BLANK_LINES,
            range: end.saturating_sub(1)..end,
            message: String::from(message),
            label: String::from("the last line"),
            help: "end the file with one line break",
        })
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

fn at_places(count: usize) -> String {
    match count {
        1 => String::from("at one place"),
        many => format!("at {many} places"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    /// Each warning as its code, line, column and message.
    fn warnings(text: &str) -> Vec<(String, usize, usize, String)> {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", text);
        let mut findings = Findings::new();
        parse(&sources, file, &mut findings);
        let list = findings.sorted();
        list.iter()
            .map(|finding| {
                let place = sources.position(finding.span);
                let code = finding.code.to_string();
                (code, place.line, place.column, finding.message.clone())
            })
            .collect()
    }

    fn one(text: &str) -> (String, usize, usize, String) {
        let mut found = warnings(text);
        assert_eq!(found.len(), 1, "{text:?}: {found:?}");
        found.remove(0)
    }

    #[test]
    fn the_usual_layout_is_not_warned_of() {
        for text in [
            "a: 1\nb:\n  - c\n  - d: 1\n    e: 2\n  - - f\n    - g\n\nh:\n  i:\n    j: [1,\n  2]\n",
            "a: |\n  text \n\n\n  \tmore\n     deep\nb: 1\n",
            "a: >\n    folded  \n\n\n    text\n",
            "a: \"one\n   two \n\n\n three\"\nb: one\n       two\n",
            "# a comment\na: 1 # another\n   # shifted\nb: 2\n",
            "a:\n  - |\n    text\n  -\n    b: 1\n",
            "",
        ] {
            assert_eq!(warnings(text), [], "{text:?}");
        }
    }

    #[test]
    fn dos_line_breaks_and_a_mark_at_the_beginning_are_no_layout() {
        assert_eq!(warnings("\u{feff}a: 1\r\nb:\r\n  c: 2\r\n"), []);
    }

    #[test]
    fn other_steps_are_counted_and_do_not_shift_what_is_in_them() {
        let (code, line, column, message) = one("a:\n    b:\n      c: 1\n  # x\nd:\n   e: 1\n");
        assert_eq!((code.as_str(), line, column), ("W0120", 2, 5));
        assert!(message.ends_with("at 2 places"), "{message}");
        let (code, line, column, _) = one("a:\n- b\n- c\n");
        assert_eq!((code.as_str(), line, column), ("W0120", 2, 1));
        let (code, line, column, _) = one("a:\n  -   b: 1\n      c: 2\n");
        assert_eq!((code.as_str(), line, column), ("W0120", 2, 7));
    }

    #[test]
    fn white_space_that_nobody_sees_is_counted() {
        let (code, line, column, message) = one("a: 1 \nb: 2\nc: 3\t\n");
        assert_eq!((code.as_str(), line, column), ("W0121", 1, 5));
        assert!(message.ends_with("at 2 places"), "{message}");
        let (code, line, column, message) = one("a: 1\t# one\n");
        assert_eq!((code.as_str(), line, column), ("W0121", 1, 5));
        assert!(message.starts_with("a tab"), "{message}");
    }

    #[test]
    fn blank_lines_are_single_and_the_last_line_ends() {
        let place = |text| {
            let (code, line, _, message) = one(text);
            assert_eq!(code, "W0122", "{text:?}");
            (line, message)
        };
        assert_eq!(place("a: 1\n\n\n\nb: 2\n\n\nc: 3\n").0, 3);
        assert_eq!(place("\na: 1\n").0, 1);
        assert_eq!(place("a: 1").1, "the last line does not end");
        assert_eq!(place("a: 1\n\n").1, "blank lines at the end of the file");
        assert_eq!(
            place("a: |\n  text\n\n").1,
            "blank lines at the end of the file"
        );
    }
}
