//! A JSON body, split once into a tree of places.
//!
//! The text is kept as it came and zeroed when dropped; the tree tells where each value stands in it, so that a number
//! keeps every digit whatever features other crates switch on in the JSON library. An object that names one thing twice
//! is refused: of two amounts nobody could say which one holds.

use std::collections::HashSet;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::read_error::{JsonKind, ReadError, ReadProblem};

/// Deeper than any documented answer, and shallow enough for any stack.
const DEEPEST: usize = 64;

/// A JSON text and the places of its values.
pub(crate) struct Document {
    text: Zeroizing<String>,
    root: Node,
}

/// A value: where it stands in the text, and what is in it.
pub(crate) struct Node {
    start: usize,
    end: usize,
    pub(crate) content: Content,
}

pub(crate) enum Content {
    Scalar(JsonKind),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Document {
    pub(crate) fn parse(text: Zeroizing<String>) -> Result<Self, ReadError> {
        // A byte order mark is no JSON, and some servers send one.
        let json = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let raw: &RawValue = serde_json::from_str(json).map_err(|error| {
            ReadError::new(match error.is_eof() {
                _ if json.trim_ascii().is_empty() => ReadProblem::Empty,
                true => ReadProblem::CutOff,
                false => ReadProblem::NotJson {
                    line: error.line(),
                    column: error.column(),
                },
            })
        })?;
        let root = node(raw, &text, 0)?;
        Ok(Self { text, root })
    }

    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// The value's JSON.
    pub(crate) fn raw(&self, node: &Node) -> &str {
        self.text.get(node.start..node.end).unwrap_or_default()
    }

    /// The text of a JSON text; `None` for other kinds and for a text that is no Unicode (half a surrogate pair).
    pub(crate) fn text(&self, node: &Node) -> Option<Zeroizing<String>> {
        match node.content {
            Content::Scalar(JsonKind::Text) => serde_json::from_str(self.raw(node))
                .ok()
                .map(Zeroizing::new),
            _ => None,
        }
    }

    /// A single value as text: a number by its digits, a boolean as `true` or `false`.
    pub(crate) fn scalar(&self, node: &Node) -> Option<Zeroizing<String>> {
        match node.content {
            Content::Scalar(JsonKind::Number | JsonKind::Boolean) => {
                Some(Zeroizing::new(self.raw(node).to_owned()))
            }
            _ => self.text(node),
        }
    }
}

impl Node {
    pub(crate) fn kind(&self) -> JsonKind {
        match self.content {
            Content::Scalar(kind) => kind,
            Content::List(_) => JsonKind::List,
            Content::Object(_) => JsonKind::Object,
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        self.kind() == JsonKind::Null
    }

    /// The value at a dotted path; a name that holds a dot goes before a path, and a number reaches into a list.
    pub(crate) fn find(&self, path: &str) -> Option<&Node> {
        if path.is_empty() {
            return Some(self);
        }
        self.member(path).or_else(|| {
            let (outer, inner) = path.split_once('.')?;
            self.member(outer)?.find(inner)
        })
    }

    fn member(&self, name: &str) -> Option<&Node> {
        match &self.content {
            Content::Object(members) => members
                .iter()
                .find(|(member, _)| member == name)
                .map(|(_, node)| node),
            Content::List(items) => items.get(name.parse::<usize>().ok()?),
            Content::Scalar(_) => None,
        }
    }
}

fn node(raw: &RawValue, text: &str, depth: usize) -> Result<Node, ReadError> {
    if depth > DEEPEST {
        return Err(ReadError::new(ReadProblem::TooDeep));
    }
    let json = raw.get();
    // Both point into one text: the distance is the place.
    let start = (json.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    let content = match json.as_bytes().first() {
        Some(b'{') => Content::Object(members(json, text, depth)?),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(json).map_err(unreadable)?;
            let items = items.into_iter().enumerate();
            let nodes = items
                .map(|(place, item)| node(item, text, depth + 1).map_err(|error| error.at(place)));
            Content::List(nodes.collect::<Result<_, _>>()?)
        }
        Some(b'"') => Content::Scalar(JsonKind::Text),
        Some(b't' | b'f') => Content::Scalar(JsonKind::Boolean),
        Some(b'n') => Content::Scalar(JsonKind::Null),
        _ => Content::Scalar(JsonKind::Number),
    };
    Ok(Node {
        start,
        end: start.wrapping_add(json.len()),
        content,
    })
}

fn members(json: &str, text: &str, depth: usize) -> Result<Vec<(String, Node)>, ReadError> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let members = deserializer.deserialize_map(Members).map_err(unreadable)?;
    let mut names = HashSet::with_capacity(members.len());
    if !members.iter().all(|(name, _)| names.insert(name.as_str())) {
        return Err(ReadError::new(ReadProblem::Repeated));
    }
    members
        .into_iter()
        .map(|(name, value)| match node(value, text, depth + 1) {
            Ok(node) => Ok((name, node)),
            Err(error) => Err(error.inside(shown(&name))),
        })
        .collect()
}

/// What the whole text was checked for, so it does not happen; said rather than assumed.
fn unreadable(error: serde_json::Error) -> ReadError {
    ReadError::new(ReadProblem::NotJson {
        line: error.line(),
        column: error.column(),
    })
}

/// A name of the provider's that may stand in an error: one that looks like a name and not like a value.
fn shown(name: &str) -> &str {
    let plain = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    if name.len() <= 40 && !name.is_empty() && name.bytes().all(plain) {
        name
    } else {
        "…"
    }
}

/// Reads an object as its names and untouched values, in order.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Document, ReadError> {
        Document::parse(Zeroizing::new(String::from(text)))
    }

    fn problem(text: &str) -> ReadProblem {
        parse(text).err().expect("an error").problem().clone()
    }

    fn at(text: &str, path: &str) -> Option<String> {
        let document = parse(text).expect("JSON");
        document
            .root()
            .find(path)
            .map(|node| document.raw(node).to_owned())
    }

    #[test]
    fn a_value_is_found_with_its_digits_as_they_came() {
        let text = "\u{feff} {\"a\": {\"b\": [1, {\"c\": 10.10 }]}, \"a.b\": 12345678901234567890.5, \"n\":1e400}";
        assert_eq!(
            at(text, "a.b").as_deref(),
            Some("12345678901234567890.5"),
            "the name with a dot goes first"
        );
        assert_eq!(at(text, "a.b.1.c").as_deref(), Some("10.10"));
        assert_eq!(at(text, "n").as_deref(), Some("1e400"));
        assert_eq!(at("[1]", "1"), None);
        assert_eq!(at("{\"a\": 1}", "a.b"), None);
    }

    #[test]
    fn names_are_compared_after_their_escapes() {
        assert_eq!(at(r#"{"\u0061": 1}"#, "a").as_deref(), Some("1"));
        assert_eq!(problem(r#"{"a": 1, "\u0061": 2}"#), ReadProblem::Repeated);
    }

    #[test]
    fn a_name_twice_is_refused_at_any_depth_and_placed() {
        let error = parse(r#"{"data": [{"x": 1}, {"amount": 1, "amount": 2}]}"#)
            .err()
            .expect("an error");
        assert_eq!(
            error.to_string(),
            "`data[1]` in the answer: a name stands there twice"
        );
    }

    #[test]
    fn a_name_that_may_be_a_value_is_not_shown() {
        let error = parse(r#"{"4508034508034509": {"a": 1, "a": 2}}"#)
            .err()
            .expect("an error");
        assert_eq!(error.path(), "…");
    }

    #[test]
    fn each_defect_is_told_apart() {
        assert_eq!(problem(""), ReadProblem::Empty);
        assert_eq!(problem(" \r\n"), ReadProblem::Empty);
        assert_eq!(problem(r#"{"a": [1, 2"#), ReadProblem::CutOff);
        assert_eq!(problem(r#"{"a": "tex"#), ReadProblem::CutOff);
        assert_eq!(
            problem("{\"a\": 1,}"),
            ReadProblem::NotJson { line: 1, column: 9 }
        );
        assert_eq!(problem("{} x"), ReadProblem::NotJson { line: 1, column: 4 });
        assert_eq!(
            problem("{'a': 1}"),
            ReadProblem::NotJson { line: 1, column: 2 }
        );
    }

    #[test]
    fn brackets_by_the_hundred_thousand_are_refused_and_do_not_overflow() {
        assert_eq!(
            problem(&format!("{}{}", "[".repeat(200_000), "]".repeat(200_000))),
            ReadProblem::TooDeep
        );
        assert_eq!(problem(&"[".repeat(200_000)), ReadProblem::CutOff);
        assert!(parse(&format!("{}{}", "[".repeat(64), "]".repeat(64))).is_ok());
    }

    #[test]
    fn half_a_surrogate_pair_is_no_text() {
        let document = parse(r#"{"a": "\ud800"}"#).expect("JSON by its grammar");
        let node = document.root().find("a").expect("a value");
        assert!(document.text(node).is_none());
    }
}
