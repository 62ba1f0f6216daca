//! YAML as a tree in which every key and value knows its place.
//!
//! A spec needs little of YAML: mappings, lists and single values. Anchors, aliases, tags, further documents and keys
//! that are not plain text are findings, and so is a key that stands twice. All of them are collected in one run; a
//! deserializer would stop at the first and hide duplicates.

mod inside;
mod layout;
mod parse;
mod recover;
mod remark;
mod scan;
mod source;
#[cfg(test)]
mod tests;

pub(crate) use inside::Inside;
pub use parse::{MAX_DEPTH, MAX_ERRORS, MAX_LENGTH, MAX_LINE, MAX_VALUES, Parsed, parse};
pub(crate) use source::floor_boundary;
pub use source::{FileId, Position, Sources, Span};

/// Codes of the findings about YAML.
pub mod code {
    crate::code::codes! {
        /// Text that is not YAML.
        SYNTAX = "E0101";
        /// A tab where only spaces can stand.
        TAB = "E0102";
        /// A key that stands twice in one mapping.
        DUPLICATE_KEY = "E0103";
        /// An anchor (`&name`).
        ANCHOR = "E0104";
        /// An alias (`*name`).
        ALIAS = "E0105";
        /// A tag (`!name`).
        TAG = "E0106";
        /// A second document in one file.
        SECOND_DOCUMENT = "E0107";
        /// A key that is no text.
        BAD_KEY = "E0108";
        /// Values nested too deep.
        TOO_DEEP = "E0109";
        /// Too many values.
        TOO_MANY = "E0110";
        /// A line or a value that is too long.
        TOO_LONG = "E0111";
        /// An element of a list that goes on the line above.
        GOES_ON = "E0112";
        /// An indentation that is not the usual one.
        INDENTATION = "W0120";
        /// White space that nobody sees: at the end of a line, or a tab.
        WHITE_SPACE = "W0121";
        /// A blank line too many, or a last line that does not end.
        BLANK_LINES = "W0122";
        /// A text that ends at a `#` which was meant as a part of it.
        CUT_SHORT = "W0123";
    }
}

/// A value of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// All of it, from its first byte to its last.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a value of the tree is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// Nothing after a key or a dash, or a plain `null` or `~`. The empty text `""` is a scalar.
    Null,
    /// A single value.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order in which they stand. No key is in it twice: of a repeated one the first is kept.
    Mapping(Vec<(Key, Node)>),
    /// Something that a spec cannot hold, such as an alias; a finding says so already.
    Unread,
}

/// A single value as it is spelled: `0010`, `98` and `true` are text here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text, after YAML's own escapes and folding.
    pub text: String,
    /// How it is written.
    pub style: Style,
    /// The byte at which the text stands letter for letter in the file; `None` where escapes or folding changed it.
    pub verbatim: Option<usize>,
}

/// How a single value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// After `|` or `>`.
    Block,
}

/// A key of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its text.
    pub text: String,
    /// Its place.
    pub span: Span,
}

impl Node {
    /// What it is, in an author's words, for "expected a list, found …".
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            NodeKind::Null | NodeKind::Unread => "nothing",
            NodeKind::Scalar(_) => "a single value",
            NodeKind::Sequence(_) => "a list",
            NodeKind::Mapping(_) => "a mapping of keys to values",
        }
    }

    /// Every text in it, keys among them. Values are nested no deeper than the parser lets them be.
    pub(crate) fn texts<'n>(&'n self, texts: &mut Vec<&'n str>) {
        match &self.kind {
            NodeKind::Null | NodeKind::Unread => {}
            NodeKind::Scalar(scalar) => texts.push(&scalar.text),
            NodeKind::Sequence(items) => items.iter().for_each(|item| item.texts(texts)),
            NodeKind::Mapping(entries) => {
                for (key, value) in entries {
                    texts.push(&key.text);
                    value.texts(texts);
                }
            }
        }
    }

    /// The value of a key, where this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            NodeKind::Mapping(entries) => entries
                .iter()
                .find(|(found, _)| found.text == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }
}
