//! Texts of a spec, and places in them.

use std::ops::Range;

/// A file of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A place: a range of bytes in the text of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A range of bytes in a file.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self {
            file,
            start: range.start,
            end: range.end,
        }
    }

    /// The beginning of a file.
    pub fn start_of(file: FileId) -> Self {
        Self::new(file, 0..0)
    }
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The files of a spec: their names as they are shown, and their texts.
///
/// Texts are kept without a byte-order mark and with `\n` as the only line break, so that a file means the same and
/// its findings stand at the same places whatever editor wrote it.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

#[derive(Clone, Debug)]
struct SourceFile {
    name: String,
    text: String,
    /// First byte of each line.
    lines: Vec<usize>,
}

impl Sources {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a file in, under the name it is shown by.
    pub fn add(&mut self, name: impl Into<String>, text: &str) -> FileId {
        let text = normalize(text);
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile {
            name: name.into(),
            text,
            lines,
        });
        id
    }

    /// Every file, in the order in which they were taken in.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// The name that a file is shown by; empty for a file of other sources.
    pub fn name(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.name)
    }

    /// The text of a file; empty for a file of other sources.
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// The text at a place; empty for a place outside the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.start..span.end).unwrap_or("")
    }

    /// Line and column of the beginning of a place.
    pub fn position(&self, span: Span) -> Position {
        let Some(file) = self.file(span.file) else {
            return Position { line: 1, column: 1 };
        };
        let at = floor_boundary(&file.text, span.start);
        let line = file.lines.partition_point(|start| *start <= at).max(1);
        let start = file.lines.get(line - 1).copied().unwrap_or(0);
        let column = file.text.get(start..at).unwrap_or("").chars().count() + 1;
        Position { line, column }
    }

    fn file(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(usize::try_from(file.0).ok()?)
    }
}

/// The last character boundary at or before a byte.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn normalize(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", "ş: 1\nğğ: 2\n");
        let at = "ş: 1\nğğ".len();
        assert_eq!(
            sources.position(Span::new(file, at..at + 1)),
            Position { line: 2, column: 3 }
        );
    }

    #[test]
    fn line_breaks_of_every_kind_give_the_same_text_and_places() {
        let mut sources = Sources::new();
        let unix = sources.add("a", "a: 1\nb: 2\n");
        let dos = sources.add("b", "\u{feff}a: 1\r\nb: 2\r\n");
        assert_eq!(sources.text(unix), sources.text(dos));
    }

    #[test]
    fn a_place_outside_the_text_or_inside_a_letter_is_answered_with_the_nearest_one() {
        let mut sources = Sources::new();
        let file = sources.add("a", "ş");
        assert_eq!(
            sources.position(Span::new(file, 1..1)),
            Position { line: 1, column: 1 }
        );
        assert_eq!(
            sources.position(Span::new(file, 99..120)),
            Position { line: 1, column: 2 }
        );
        assert_eq!(
            sources.position(Span::start_of(FileId(7))),
            Position { line: 1, column: 1 }
        );
        assert_eq!(sources.slice(Span::new(file, 1..9)), "");
    }
}
