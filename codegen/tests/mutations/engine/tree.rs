//! A spec file as a tree that can be changed and printed again.

use std::fmt::Write as _;

use codegen::finding::Findings;
use codegen::yaml::{Node, NodeKind, Parsed, Sources, Style, parse};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tree {
    /// Nothing.
    Null,
    /// A single value.
    Text {
        /// The text.
        text: String,
        /// Whether it is written without quotes, where it can be.
        plain: bool,
    },
    /// A list.
    List(Vec<Tree>),
    /// Keys and values. Nothing keeps a key from standing twice.
    Map(Vec<(String, Tree)>),
}

/// The keys whose mappings hold names that an author chose.
pub const NAMES: &[&str] = &[
    "apis",
    "credentials",
    "values",
    "auth",
    "signatures",
    "envelopes",
    "alternatives",
    "choices",
    "operations",
    "inputs",
    "body",
    "headers",
    "query",
    "form",
    "fields",
    "choice",
    "quirks",
    "examples",
    "codes",
    "code_tables",
    "types",
    "callbacks",
    "groups",
    "assumed",
    "use",
    "match",
    "mismatch",
    "when",
];

/// A place in a tree.
#[derive(Clone, Debug)]
pub struct Place {
    /// The way to it: a number at each level.
    pub path: Vec<usize>,
    /// What stands there in the language: its keys from the last mapping of names on, such as `inputs.*.type`.
    pub role: String,
}

impl Tree {
    /// A value without quotes, where it can be.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text {
            text: text.into(),
            plain: true,
        }
    }

    /// A value in quotes.
    pub fn quoted(text: impl Into<String>) -> Self {
        Self::Text {
            text: text.into(),
            plain: false,
        }
    }

    /// The tree of a text that is YAML.
    pub fn read(text: &str) -> Option<Self> {
        let mut sources = Sources::new();
        let file = sources.add("", text);
        match parse(&sources, file, &mut Findings::new()) {
            Parsed::Whole(node) => Some(Self::of(&node)),
            _ => None,
        }
    }

    fn of(node: &Node) -> Self {
        match &node.kind {
            NodeKind::Null | NodeKind::Unread => Self::Null,
            NodeKind::Scalar(scalar) => Self::Text {
                text: scalar.text.clone(),
                plain: scalar.style == Style::Plain,
            },
            NodeKind::Sequence(items) => Self::List(items.iter().map(Self::of).collect()),
            NodeKind::Mapping(entries) => Self::Map(
                entries
                    .iter()
                    .map(|(key, value)| (key.text.clone(), Self::of(value)))
                    .collect(),
            ),
        }
    }

    /// The text of a single value.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The value at a path.
    pub fn at(&self, path: &[usize]) -> Option<&Self> {
        let Some((first, rest)) = path.split_first() else {
            return Some(self);
        };
        match self {
            Self::List(items) => items.get(*first)?.at(rest),
            Self::Map(entries) => entries.get(*first)?.1.at(rest),
            _ => None,
        }
    }

    /// The value at a path, to change.
    pub fn at_mut(&mut self, path: &[usize]) -> Option<&mut Self> {
        let Some((first, rest)) = path.split_first() else {
            return Some(self);
        };
        match self {
            Self::List(items) => items.get_mut(*first)?.at_mut(rest),
            Self::Map(entries) => entries.get_mut(*first)?.1.at_mut(rest),
            _ => None,
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find(|(found, _)| found == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// Every place below the root, a value before what is in it.
    pub fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        self.collect(&mut Vec::new(), "", &mut places);
        places
    }

    fn collect(&self, path: &mut Vec<usize>, role: &str, places: &mut Vec<Place>) {
        let mut visit = |number: usize, role: String, value: &Self| {
            path.push(number);
            places.push(Place {
                path: path.clone(),
                role: role.clone(),
            });
            value.collect(path, &role, places);
            path.pop();
        };
        match self {
            Self::List(items) => {
                for (number, item) in items.iter().enumerate() {
                    visit(number, format!("{role}[]"), item);
                }
            }
            Self::Map(entries) => {
                for (number, (key, value)) in entries.iter().enumerate() {
                    visit(number, below(role, key), value);
                }
            }
            _ => {}
        }
    }

    /// How many levels of collections are in it.
    pub fn depth(&self) -> usize {
        match self {
            Self::List(items) => 1 + items.iter().map(Self::depth).max().unwrap_or(0),
            Self::Map(entries) => {
                1 + entries
                    .iter()
                    .map(|(_, value)| value.depth())
                    .max()
                    .unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// The tree as YAML.
    pub fn print(&self) -> String {
        let mut out = String::new();
        match self {
            Self::List(items) if !items.is_empty() => list(items, 0, &mut out),
            Self::Map(entries) if !entries.is_empty() => map(entries, 0, &mut out),
            other => {
                inline(other, &mut out);
                out.push('\n');
            }
        }
        out
    }
}

/// The role of what stands under a key of a mapping of that role.
fn below(role: &str, key: &str) -> String {
    if NAMES.contains(&role) {
        format!("{role}.*")
    } else if role.is_empty() || NAMES.contains(&key) {
        key.to_owned()
    } else {
        format!("{role}.{key}")
    }
}

fn list(items: &[Tree], indent: usize, out: &mut String) {
    for item in items {
        let _ = write!(out, "{:indent$}-", "");
        block(item, indent + 2, out);
    }
}

fn map(entries: &[(String, Tree)], indent: usize, out: &mut String) {
    for (key, value) in entries {
        let _ = write!(out, "{:indent$}", "");
        scalar(key, true, out);
        out.push(':');
        block(value, indent + 2, out);
    }
}

fn block(value: &Tree, indent: usize, out: &mut String) {
    match value {
        Tree::List(items) if !items.is_empty() => {
            out.push('\n');
            list(items, indent, out);
        }
        Tree::Map(entries) if !entries.is_empty() => {
            out.push('\n');
            map(entries, indent, out);
        }
        Tree::Null => out.push('\n'),
        other => {
            out.push(' ');
            inline(other, out);
            out.push('\n');
        }
    }
}

fn inline(value: &Tree, out: &mut String) {
    match value {
        Tree::Null => out.push('~'),
        Tree::Text { text, plain } => scalar(text, *plain, out),
        Tree::List(_) => out.push_str("[]"),
        Tree::Map(_) => out.push_str("{}"),
    }
}

/// A single value: without quotes where that is wanted and safe, else in double quotes.
fn scalar(text: &str, plain: bool, out: &mut String) {
    let safe = |c: char| c.is_alphanumeric() || "_./$+".contains(c);
    let inside = |c: char| safe(c) || " -,;()|'".contains(c);
    let letters = text.starts_with(safe)
        && text.ends_with(|c| safe(c) || c == ')')
        && text.chars().all(inside);
    let number = text.strip_prefix('-').is_some_and(|rest| {
        rest.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    });
    let word = matches!(text, "null" | "Null" | "NULL" | "-");
    if plain && (letters || number) && !word {
        out.push_str(text);
        return;
    }
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            odd if odd.is_control() || matches!(odd, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(odd));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
