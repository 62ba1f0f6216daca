//! Slips of the indentation that are told by the lines around them.

use granit_parser::{ErrorKind, ScanError};

use crate::finding::Finding;
use crate::yaml::scan::{fits_nothing, line_start};
use crate::yaml::{FileId, Span, code};

/// A line of a text: where it begins, how deep, and what stands in it.
struct Line<'t> {
    start: usize,
    indent: usize,
    words: &'t str,
}

impl<'t> Line<'t> {
    fn at(text: &'t str, at: usize) -> Option<Self> {
        let start = line_start(text, at);
        let line = text.get(start..)?.lines().next()?;
        let words = line.trim();
        Some(Self {
            start,
            indent: line.len() - line.trim_start_matches(' ').len(),
            words,
        })
    }

    /// The lines above with words in them, the nearest first.
    fn above(&self, text: &'t str) -> impl Iterator<Item = Self> + use<'t> {
        let mut end = self.start;
        let before = text.get(..end).unwrap_or("");
        let lines = before.split_inclusive('\n').rev().map(move |line| {
            end -= line.len();
            Self {
                start: end,
                indent: line.len() - line.trim_start_matches(' ').len(),
                words: line.trim(),
            }
        });
        lines.filter(|line| !line.words.is_empty() && !line.words.starts_with('#'))
    }

    /// The key that the line begins with.
    fn key(&self) -> Option<&'t str> {
        let (key, rest) = self.words.split_once(':')?;
        let word = key.chars().all(|c| c.is_alphanumeric() || c == '_');
        let ends = rest.is_empty() || rest.starts_with(' ');
        (word && !key.is_empty() && ends).then_some(key)
    }

    fn place(&self, file: FileId, len: usize) -> Span {
        let begin = self.start + self.indent;
        Span::new(file, begin..begin + len)
    }
}

/// A text after `|` whose lines are not indented.
pub(super) fn text_too_far_out(
    text: &str,
    file: FileId,
    error: &ScanError,
    at: usize,
) -> Option<Finding> {
    if *error.kind() != ErrorKind::SimpleKeyExpected {
        return None;
    }
    let line = Line::at(text, at)?;
    let above = line.above(text).next()?;
    let (key, mark) = above.words.split_once(": ")?;
    if !mark.starts_with(['|', '>']) || line.indent > above.indent {
        return None;
    }
    let message = format!("the text under `{key}: {mark}` is not indented deeper than `{key}`");
    let finding = Finding::new(code::SYNTAX, line.place(file, line.words.len()), message);
    Some(
        finding
            .label("too far out")
            .second(above.place(file, key.len()), "the text of this key")
            .help(format!(
                "indent each line of it by two spaces more than `{key}`"
            )),
    )
}

/// A key in the column of the elements of the list above it.
pub(super) fn key_too_far_in(
    text: &str,
    file: FileId,
    error: &ScanError,
    at: usize,
) -> Option<Finding> {
    let mixed = matches!(
        error.kind(),
        ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::BlockSequenceEntryNotAllowed
    );
    let line = Line::at(text, at).filter(|_| mixed)?;
    let key = line.key()?;
    let owner = line.above(text).find(|above| above.indent < line.indent)?;
    let name = owner
        .key()
        .filter(|name| owner.words.len() == name.len() + 1)?;
    let message = format!("`{key}` stands among the elements of the list `{name}`");
    let finding = Finding::new(code::SYNTAX, line.place(file, key.len()), message);
    Some(
        finding
            .label("no dash, and in the column of the dashes")
            .second(owner.place(file, name.len()), "the list")
            .help(format!(
                "begin it in the column of `{name}`; if it belongs to the element above, two spaces further in"
            )),
    )
}

/// A dash before a key that stands among keys.
pub(super) fn dash_too_many(
    text: &str,
    file: FileId,
    error: &ScanError,
    at: usize,
) -> Option<Finding> {
    let fits = fits_nothing(error.kind())
        || matches!(
            error.kind(),
            ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::ExpectedBlockSequenceEntry
        );
    let line = Line::at(text, at).filter(|line| fits && line.words.starts_with("- "))?;
    let beside = line.above(text).find(|above| above.indent <= line.indent)?;
    if beside.indent != line.indent || beside.key().is_none() {
        return None;
    }
    let finding = Finding::new(
        code::SYNTAX,
        line.place(file, 1),
        "a dash before a key that stands among keys",
    );
    Some(finding.label("no list here").help("remove the `- `"))
}
