//! The body of an example as the file shows it: each value of its JSON has a path, and a path has a place.

use std::collections::HashMap;
use std::ops::Range;

use crate::decode::Spanned;
use crate::yaml::{Inside, Sources, Span};

/// A JSON text, and where its values stand in the file.
#[derive(Debug)]
pub struct Body<'a> {
    text: &'a str,
    inside: Inside,
    parts: HashMap<String, Part>,
}

/// A value of a JSON text.
#[derive(Clone, Debug)]
struct Part {
    value: Range<usize>,
    /// The key that it stands under.
    key: Option<Range<usize>>,
}

impl<'a> Body<'a> {
    /// The places in a text; of one that is not JSON no value has a place.
    pub fn of(sources: &Sources, body: &'a Spanned<String>) -> Self {
        let text = body.value.as_str();
        let mut scanner = Scanner {
            text,
            at: 0,
            parts: HashMap::new(),
        };
        // The scanner takes for granted that this holds, the depth included.
        if serde_json::from_str::<serde_json::Value>(text).is_ok() {
            scanner.value("$".to_owned(), None);
        }
        Self {
            text,
            inside: Inside::of(sources, body.span, text),
            parts: scanner.parts,
        }
    }

    /// The place of the value at a path such as `$.data[0].id`, or of the nearest thing around it that is there.
    pub fn value(&self, path: &str) -> Span {
        self.place(path, |part| part.value.clone())
    }

    /// The place of the key of the value at a path; of the value where it has none.
    pub fn key(&self, path: &str) -> Span {
        self.place(path, |part| part.key.clone().unwrap_or(part.value.clone()))
    }

    /// The value at a path, as it is spelled.
    pub fn spelled(&self, path: &str) -> Option<&'a str> {
        let part = self.parts.get(&normal(path))?;
        self.text.get(part.value.clone())
    }

    /// The place of a line and a column, both from 1, the column in bytes, as JSON errors tell them.
    pub fn line(&self, line: usize, column: usize) -> Span {
        let at = self.offset(line, column);
        let len = self.text.get(at..).and_then(|rest| rest.chars().next());
        self.inside.place(at..at + len.map_or(0, char::len_utf8))
    }

    fn offset(&self, line: usize, column: usize) -> usize {
        let before = self.text.split_inclusive('\n').take(line.saturating_sub(1));
        let start: usize = before.map(str::len).sum();
        let mut at = (start + column.saturating_sub(1)).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// A comma that is missing or too many, where a text stops being JSON: its place, what stands under that, and the help.
    pub fn comma(&self, line: usize, column: usize) -> Option<(Span, &'static str, &'static str)> {
        if !self.is_exact() {
            return None;
        }
        let at = self.offset(line, column);
        let rest = self.text.get(at..)?.trim_end();
        let next = rest.chars().next()?;
        // The last character is where a text ends too early.
        if rest.len() == next.len_utf8() && !matches!(next, '}' | ']') {
            return None;
        }
        let before = self.text.get(..at)?.trim_end();
        let last = before.chars().next_back()?;
        let end = before.len();
        let place = |len: usize| self.inside.place(end - len..end);
        match next {
            '}' | ']' if last == ',' => Some((place(1), "nothing follows this comma", "remove it")),
            '"' | '{' | '[' if matches!(last, '"' | '}' | ']') || last.is_alphanumeric() => Some((
                place(last.len_utf8()),
                "no comma follows this",
                "add a comma between it and what follows",
            )),
            _ => None,
        }
    }

    /// Whether a part of the text has a place of its own in the file; otherwise every place is all of the text.
    pub fn is_exact(&self) -> bool {
        self.inside.is_exact()
    }

    fn place(&self, path: &str, of: impl Fn(&Part) -> Range<usize>) -> Span {
        let mut path = normal(path);
        if let Some(part) = self.parts.get(&path) {
            return self.inside.place(of(part));
        }
        loop {
            let Some(dot) = path.rfind('.') else {
                return self.inside.place(0..self.text.len());
            };
            path.truncate(dot);
            if let Some(part) = self.parts.get(&path) {
                let around = part
                    .key
                    .clone()
                    .unwrap_or(part.value.start..part.value.start + 1);
                return self.inside.place(around);
            }
        }
    }
}

/// Items of a list and members of an object alike, because a dotted path tells no difference.
fn normal(path: &str) -> String {
    path.replace('[', ".").replace(']', "")
}

/// Walks over a text that is JSON; of any other text it makes nonsense, and ends.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    parts: HashMap<String, Part>,
}

impl Scanner<'_> {
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn value(&mut self, path: String, key: Option<Range<usize>>) {
        let first = self.peek();
        let start = self.at;
        match first {
            Some(b'{') => self.items(b'}', |scanner, _| {
                let key = scanner.string();
                let name = scanner.text.get(key.clone()).unwrap_or_default();
                let name: String = serde_json::from_str(name).unwrap_or_default();
                scanner.peek();
                scanner.at += 1;
                scanner.value(format!("{path}.{name}"), Some(key));
            }),
            Some(b'[') => self.items(b']', |scanner, place| {
                scanner.value(format!("{path}.{place}"), None);
            }),
            Some(b'"') => {
                self.string();
            }
            _ => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                let end = rest.find(|c: char| c.is_ascii_whitespace() || ",]}".contains(c));
                self.at += end.unwrap_or(rest.len());
            }
        }
        let value = start..self.at;
        self.parts.insert(path, Part { value, key });
    }

    fn items(&mut self, close: u8, mut item: impl FnMut(&mut Self, usize)) {
        self.at += 1;
        for place in 0.. {
            match self.peek() {
                None => return,
                Some(byte) if byte == close => {
                    self.at += 1;
                    return;
                }
                Some(b',') => self.at += 1,
                Some(_) => {}
            }
            let before = self.at;
            item(self, place);
            if self.at == before {
                return;
            }
        }
    }

    /// Walks over a text in quotes.
    fn string(&mut self) -> Range<usize> {
        self.peek();
        let start = self.at;
        self.at += 1;
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            self.at += match byte {
                b'\\' => 2,
                b'"' => break,
                _ => 1,
            };
        }
        self.at = (self.at + 1).min(bytes.len());
        start..self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::FileId;

    fn spelled(text: &str, path: &str) -> Option<String> {
        let mut sources = Sources::new();
        let file = sources.add("a", text);
        let span = Span::new(file, 0..text.len());
        let body = Spanned::new(text.to_owned(), span);
        Body::of(&sources, &body).spelled(path).map(str::to_owned)
    }

    #[test]
    fn every_value_is_found_by_its_path_as_it_is_spelled() {
        let text = r#" {"a": [1.00, {"b\u00e7": "x\"}, {"}], "empty": {}, "list": [ ], "n": null , "last":true} "#;
        for (path, value) in [
            ("$.a[0]", "1.00"),
            ("$.a.0", "1.00"),
            ("$.a[1].bç", r#""x\"}, {""#),
            ("$.empty", "{}"),
            ("$.list", "[ ]"),
            ("$.n", "null"),
            ("$.last", "true"),
        ] {
            assert_eq!(spelled(text, path).as_deref(), Some(value), "{path}");
        }
        assert_eq!(spelled(text, "$.a[2]"), None);
        assert_eq!(spelled("17", "$").as_deref(), Some("17"));
    }

    #[test]
    fn of_a_text_that_is_not_json_nothing_is_found_and_nothing_panics() {
        for text in ["", "{", "{\"a", "{\"a\":", "[1,", "{\"a\": ş", "}", "\"\\"] {
            assert_eq!(spelled(text, "$.a"), None, "{text}");
        }
    }

    #[test]
    fn what_is_missing_has_the_place_of_what_it_is_missing_from() {
        let text = r#"{"a": {"b": 1}}"#;
        let mut sources = Sources::new();
        let file: FileId = sources.add("a", text);
        let body = Spanned::new(text.to_owned(), Span::new(file, 0..text.len()));
        let body = Body::of(&sources, &body);
        assert_eq!(sources.slice(body.value("$.a.c")), r#""a""#);
        assert_eq!(sources.slice(body.value("$.x.y")), "{");
        assert_eq!(sources.slice(body.key("$.a.b")), r#""b""#);
        assert_eq!(sources.slice(body.line(1, 8)), "\"");
    }
}
