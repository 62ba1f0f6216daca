//! Places inside of a single value: from a part of its text, after YAML's own escapes and indentation, to the file.

use std::ops::Range;

use super::{Sources, Span};

/// Where the lines of a single value stand in its file.
#[derive(Clone, Debug)]
pub(crate) struct Inside {
    whole: Span,
    /// Empty where escapes or folding moved the letters.
    lines: Vec<Line>,
}

/// A line that stands letter for letter in the file.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Its first byte in the text.
    text: usize,
    /// Its first byte in the file.
    file: usize,
    len: usize,
}

impl Inside {
    /// The places inside of the value at `whole`, whose text is `text`.
    pub(crate) fn of(sources: &Sources, whole: Span, text: &str) -> Self {
        let source = sources.slice(whole);
        let lines = match source.strip_prefix(['"', '\'']).unwrap_or(source) {
            verbatim if verbatim.starts_with(text) && !text.contains('\n') => vec![Line {
                text: 0,
                file: whole.start + source.len() - verbatim.len(),
                len: text.len(),
            }],
            _ => literal(sources.text(whole.file), whole, text).unwrap_or_default(),
        };
        Self { whole, lines }
    }

    /// Whether the letters stand in the file as they are in the text, so that a part of it has a place of its own.
    pub(crate) fn is_exact(&self) -> bool {
        !self.lines.is_empty()
    }

    /// The place of a part of the text, up to the end of its first line; all of the value where that is not known.
    pub(crate) fn place(&self, part: Range<usize>) -> Span {
        let after = self.lines.partition_point(|line| line.text <= part.start);
        let Some(line) = after.checked_sub(1).and_then(|at| self.lines.get(at)) else {
            return self.whole;
        };
        let start = (part.start - line.text).min(line.len);
        let end = part.end.saturating_sub(line.text).clamp(start, line.len);
        Span {
            start: line.file + start,
            end: line.file + end,
            ..self.whole
        }
    }
}

/// The lines of a literal block: those of the text, each behind the same indentation.
fn literal(file: &str, whole: Span, text: &str) -> Option<Vec<Line>> {
    let rest = file.get(whole.start..)?;
    let mut at = whole.start;
    let mut source = rest.split_inclusive('\n');
    if rest.starts_with('|') {
        at += source.next()?.len();
    } else if rest.starts_with('>') {
        return None;
    } else {
        // The place may begin behind the indentation of the first line.
        let line = file
            .get(..whole.start)?
            .rfind('\n')
            .map_or(0, |end| end + 1);
        if file
            .get(line..whole.start)?
            .bytes()
            .any(|byte| byte != b' ')
        {
            return None;
        }
        at = line;
        source = file.get(line..)?.split_inclusive('\n');
    }
    let mut lines = Vec::new();
    let mut start = 0;
    let mut indent = None;
    for line in text.split_inclusive('\n') {
        let (found, plain) = (source.next().unwrap_or(""), line.trim_end_matches('\n'));
        let shown = found.trim_end_matches('\n');
        // A blank line may lack its indentation.
        if !plain.trim().is_empty() {
            let before = shown.strip_suffix(plain)?;
            let blank = before.bytes().all(|byte| byte == b' ');
            if !blank || *indent.get_or_insert(before.len()) != before.len() {
                return None;
            }
        }
        lines.push(Line {
            text: start,
            file: at + shown.len().saturating_sub(plain.len()),
            len: plain.len().min(shown.len()),
        });
        start += line.len();
        at += found.len();
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::yaml::{Node, NodeKind, Parsed, parse};

    /// What is marked for each occurrence of `part` in the text of the key `k`.
    fn marked(yaml: &str, part: &str) -> Vec<String> {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", yaml);
        let mut findings = Findings::new();
        let Parsed::Whole(tree) = parse(&sources, file, &mut findings) else {
            panic!("no tree")
        };
        let node: &Node = tree.get("k").expect("the key");
        let NodeKind::Scalar(scalar) = &node.kind else {
            panic!("no scalar")
        };
        let inside = Inside::of(&sources, node.span, &scalar.text);
        scalar
            .text
            .match_indices(part)
            .map(|(at, _)| {
                let place = inside.place(at..at + part.len());
                let position = sources.position(place);
                format!(
                    "{}:{}:{}",
                    position.line,
                    position.column,
                    sources.slice(place)
                )
            })
            .collect()
    }

    #[test]
    fn a_part_of_a_literal_block_is_marked_in_its_own_line() {
        assert_eq!(marked("k: |\n  şa\n\n    b x\nj: 1\n", "x"), ["4:7:x"]);
        assert_eq!(marked("k: |-\n  a\n  x", "x"), ["3:3:x"]);
        assert_eq!(marked("j: 1\nk: |2\n    x\n", "x"), ["3:5:x"]);
        assert_eq!(marked("k: | # why\n  x\n", "x"), ["2:3:x"]);
    }

    #[test]
    fn a_part_over_two_lines_is_marked_up_to_the_end_of_the_first() {
        assert_eq!(marked("k: |\n  a {\n  }\n", "{\n}"), ["2:5:{"]);
    }

    #[test]
    fn a_part_of_a_text_on_one_line_is_marked_where_it_stands() {
        assert_eq!(marked("k: '{x}'\n", "x"), ["1:6:x"]);
        assert_eq!(marked("k: ax\n", "x"), ["1:5:x"]);
    }

    #[test]
    fn where_escapes_or_folding_moved_the_letters_all_of_it_is_marked() {
        assert_eq!(marked("k: \"\\\"x\"\n", "x"), ["1:4:\"\\\"x\""]);
        assert_eq!(marked("k: 'it''s x'\n", "x"), ["1:4:'it''s x'"]);
        let folded = marked("k: >\n  a\n  x\n", "x");
        assert!(
            folded.iter().all(|marked| marked.contains("a\n")),
            "{folded:?}"
        );
    }
}
