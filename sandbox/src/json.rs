//! JSON as it was written: numbers keep their text, objects keep their order.
//!
//! `serde_json::Value` turns `10.10` into `10.1` unless a feature says otherwise, and that feature belongs to whoever
//! builds the program. Money is compared here, so the tree is made from [`RawValue`], which is the same under both.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// How deep values may be nested: far beyond any provider, and far below the end of the stack.
const MAX_DEPTH: usize = 64;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// The number's source text.
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// Why a text is not taken as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotJson(pub(crate) String);

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Json {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, NotJson> {
        let text = std::str::from_utf8(bytes).map_err(|_| NotJson("it is not UTF-8".to_owned()))?;
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| NotJson(place(&error)))?;
        if depth(text) > MAX_DEPTH {
            return Err(NotJson(format!(
                "it is nested deeper than {MAX_DEPTH} levels"
            )));
        }
        Self::from_raw(raw)
    }

    /// Each level reads its text again, so the depth has to be known to be small.
    fn from_raw(raw: &RawValue) -> Result<Self, NotJson> {
        let text = raw.get();
        let bad = |error: serde_json::Error| NotJson(place(&error));
        Ok(match text.as_bytes().first() {
            Some(b'{') => {
                let members: Members<'_> = serde_json::from_str(text).map_err(bad)?;
                let mut object: Vec<(String, Self)> = Vec::with_capacity(members.0.len());
                for (name, value) in members.0 {
                    object.push((name, Self::from_raw(value)?));
                }
                let mut names: Vec<&str> = object.iter().map(|(name, _)| name.as_str()).collect();
                names.sort_unstable();
                if names.windows(2).any(|pair| pair.first() == pair.last()) {
                    return Err(NotJson("an object names a field twice".to_owned()));
                }
                Self::Object(object)
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(bad)?;
                Self::List(
                    items
                        .into_iter()
                        .map(Self::from_raw)
                        .collect::<Result<_, _>>()?,
                )
            }
            Some(b'"') => Self::Text(serde_json::from_str(text).map_err(bad)?),
            Some(b't') => Self::Bool(true),
            Some(b'f') => Self::Bool(false),
            Some(b'n') => Self::Null,
            _ => Self::Number(text.to_owned()),
        })
    }

    /// The member of that name, of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(given, _)| given == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// What stands at a dotted path; the empty path is the value itself.
    pub(crate) fn at(&self, path: &str) -> Option<&Self> {
        path.split('.')
            .filter(|step| !step.is_empty())
            .try_fold(self, Self::get)
    }

    /// Puts a value at a dotted path. `false` where the path leads nowhere.
    pub(crate) fn set(&mut self, path: &str, value: Self) -> bool {
        let mut place = self;
        for step in path.split('.').filter(|step| !step.is_empty()) {
            let Self::Object(members) = place else {
                return false;
            };
            let Some((_, next)) = members.iter_mut().find(|(name, _)| name == step) else {
                return false;
            };
            place = next;
        }
        *place = value;
        true
    }

    /// A single value as text, the way it is signed and compared; `None` for lists and objects. Null is the empty text.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Null => Some(""),
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            Self::Number(text) | Self::Text(text) => Some(text),
            Self::List(_) | Self::Object(_) => None,
        }
    }

    /// What kind of value it is, as a person says it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Compact JSON text.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (name, value)) in members.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}{}: {value}", quoted(name))?;
                }
                f.write_str("}")
            }
        }
    }
}

/// A text as a JSON string, quotes included.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Replaces what stands at a dotted path of a JSON text and leaves every other byte as it is. `None` where the path
/// leads nowhere.
pub(crate) fn splice(text: &str, path: &str, value: &str) -> Option<String> {
    let mut place: &RawValue = serde_json::from_str(text).ok()?;
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let members: Members<'_> = serde_json::from_str(place.get()).ok()?;
        place = members.0.into_iter().find(|(name, _)| name == step)?.1;
    }
    let found = place.get();
    // The raw value borrows from `text`, so its place is the difference of the addresses.
    let start = (found.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    Some(format!(
        "{}{value}{}",
        text.get(..start)?,
        text.get(start + found.len()..)?
    ))
}

/// How deep a valid JSON text is nested.
fn depth(text: &str) -> usize {
    let (mut open, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                open += 1;
                deepest = deepest.max(open);
            }
            b'}' | b']' if !quoted => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// serde's message without its Rust-side words, with the place in the text.
fn place(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Eof => "it ends too early".to_owned(),
        _ => format!(
            "it breaks at line {}, column {}",
            error.line(),
            error.column()
        ),
    }
}

/// The members of an object in order, duplicates included.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> serde::Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry::<String, &'de RawValue>()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text_and_objects_their_order() {
        let text =
            r#"{"z": 10.10, "a": 12345678901234567.89, "e": "\u015e\n", "l": [1, null, true, {}]}"#;
        let json = Json::parse(text.as_bytes());
        assert_eq!(
            json.map(|json| json.to_string()).as_deref(),
            Ok(r#"{"z": 10.10, "a": 12345678901234567.89, "e": "Ş\n", "l": [1, null, true, {}]}"#)
        );
    }

    #[test]
    fn a_splice_leaves_every_other_byte() {
        let text = "{ \"a\" : {\"b\":\t10.10 ,\n\"c\":[ 1 ]} }";
        assert_eq!(
            splice(text, "a.b", "7").as_deref(),
            Some("{ \"a\" : {\"b\":\t7 ,\n\"c\":[ 1 ]} }")
        );
        assert_eq!(splice(text, "a.d", "7"), None);
        assert_eq!(splice(text, "a.b.c", "7"), None);
    }

    #[test]
    fn hostile_nesting_and_double_names_are_refused() {
        let deep = "[".repeat(500_000) + &"]".repeat(500_000);
        assert!(Json::parse(deep.as_bytes()).is_err());
        assert!(Json::parse(br#"{"a": 1, "a": 2}"#).is_err());
        assert!(Json::parse(b"{\"a\": \xff}").is_err());
    }
}
