//! Typed values out of an answer: a value, an object, a field with what is read besides its own form.
//!
//! Reading is strict unless a field says otherwise ([`Field::or_number`] and its like): the spec says so, field by
//! field, where a provider is known to write one thing in two ways.

use crate::document::{Content, Document, Node};
use crate::read_error::{JsonKind, ReadError, ReadProblem};
use crate::time::{TimeForm, Timestamp};
use crate::wire::EnumCoding;

/// What an answer holds at some place.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    document: &'a Document,
    node: &'a Node,
    leniency: Leniency,
}

/// What is read besides a field's own form.
#[derive(Clone, Copy, Default)]
pub(crate) struct Leniency {
    pub(crate) number: bool,
    pub(crate) text: bool,
    pub(crate) bit: bool,
    pub(crate) single: bool,
    /// A space may be a `+` that a query decoder turned into it.
    pub(crate) plus: bool,
}

/// A type that can be read from an answer.
pub trait FromAnswer: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// When it is of another kind or form; the error tells where.
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError>;
}

impl<'a> Value<'a> {
    pub(crate) fn root(document: &'a Document) -> Self {
        Self {
            document,
            node: document.root(),
            leniency: Leniency::default(),
        }
    }

    pub(crate) fn leniency(&self) -> Leniency {
        self.leniency
    }

    pub(crate) fn kind(&self) -> JsonKind {
        self.node.kind()
    }

    /// The value's JSON, as it came.
    pub(crate) fn raw(&self) -> &'a str {
        self.document.raw(self.node)
    }

    /// The error that another kind of value was expected.
    pub(crate) fn unexpected(&self, expected: &'static str) -> ReadError {
        ReadError::new(ReadProblem::Kind {
            expected,
            found: self.kind(),
        })
    }

    /// Its text; `None` for another kind.
    pub(crate) fn text(&self) -> Result<Option<zeroize::Zeroizing<String>>, ReadError> {
        match self.kind() {
            JsonKind::Text => self
                .document
                .text(self.node)
                .map(Some)
                .ok_or_else(|| ReadError::form("text in Unicode")),
            _ => Ok(None),
        }
    }

    /// The values of a list; where the field allows it, a single value that stands for a list of one.
    pub(crate) fn items(&self) -> Result<Vec<Self>, ReadError> {
        match &self.node.content {
            Content::List(nodes) => Ok(nodes.iter().map(|node| Self { node, ..*self }).collect()),
            _ if self.leniency.single => Ok(vec![*self]),
            _ => Err(self.unexpected("a list")),
        }
    }

    /// The names and values of an object. An empty list stands for an empty object, as PHP writes it.
    pub(crate) fn entries(
        &self,
    ) -> Result<impl Iterator<Item = (&'a str, Self)> + use<'a>, ReadError> {
        let value = *self;
        let members: &'a [(String, Node)] = match &self.node.content {
            Content::Object(members) => members,
            Content::List(items) if items.is_empty() => &[],
            _ => return Err(self.unexpected("an object")),
        };
        Ok(members
            .iter()
            .map(move |(name, node)| (name.as_str(), Self { node, ..value })))
    }

    /// The value as an object.
    ///
    /// # Errors
    /// When it is something else.
    pub fn object(self) -> Result<Object<'a>, ReadError> {
        match self.node.content {
            Content::Object(_) => Ok(Object {
                value: self,
                all_text: false,
            }),
            _ => Err(self.unexpected("an object")),
        }
    }

    /// The code of an open enum, as text. `lenient` reads the other coding as well, and `true` and `false` as these words
    /// where the codes are texts.
    ///
    /// # Errors
    /// When the value is of another kind, or no integer where one is expected.
    pub fn enum_code(self, coding: EnumCoding, lenient: bool) -> Result<String, ReadError> {
        match (coding, self.kind()) {
            (EnumCoding::Integer, _) => {
                let leniency = Leniency {
                    text: self.leniency.text || lenient,
                    ..self.leniency
                };
                i64::from_answer(Self { leniency, ..self }).map(|code| code.to_string())
            }
            (EnumCoding::Text, JsonKind::Boolean) if lenient || self.leniency.number => {
                Ok(self.raw().to_owned())
            }
            (EnumCoding::Text, _) => {
                let leniency = Leniency {
                    number: self.leniency.number || lenient,
                    ..self.leniency
                };
                String::from_answer(Self { leniency, ..self })
            }
        }
    }

    /// Reads the value at a dotted path; null counts as missing.
    pub(crate) fn at<T: FromAnswer>(self, path: &str) -> Result<T, ReadError> {
        let found = match self.node.find(path) {
            Some(node) => T::from_answer(Self { node, ..self }),
            None => Err(ReadError::new(ReadProblem::Missing)),
        };
        found.map_err(|error| error.inside(path))
    }
}

impl std::fmt::Debug for Value<'_> {
    /// The kind only.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Value({})", self.kind())
    }
}

/// An object of an answer.
#[derive(Clone, Copy)]
pub struct Object<'a> {
    value: Value<'a>,
    /// Whether everything in it came as text, as parameters do.
    all_text: bool,
}

impl<'a> Object<'a> {
    /// The object that a document is. `all_text`: everything in it came as text.
    pub(crate) fn of_root(document: &'a Document, all_text: bool) -> Self {
        Self {
            value: Value::root(document),
            all_text,
        }
    }

    /// A field by its names in order of precedence, each perhaps a dotted path. The first that is there, not null and
    /// not marked as absent counts.
    pub fn field<'f>(&'f self, names: &'f [&'f str]) -> Field<'f> {
        let leniency = Leniency {
            text: self.all_text,
            plus: self.all_text,
            ..Leniency::default()
        };
        Field {
            object: self,
            names,
            absent: &[],
            leniency,
        }
    }
}

impl std::fmt::Debug for Object<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Object")
    }
}

/// A field of an object, and what is read for it besides its own form.
#[must_use = "end with `required` or `optional`"]
#[derive(Clone, Copy)]
pub struct Field<'f> {
    object: &'f Object<'f>,
    names: &'f [&'f str],
    absent: &'f [&'f str],
    leniency: Leniency,
}

impl<'f> Field<'f> {
    /// Also reads a JSON number where text is expected, by its digits.
    pub fn or_number(mut self) -> Self {
        self.leniency.number = true;
        self
    }

    /// Also reads text where a number or a boolean is expected: `"1"`, `"true"`.
    pub fn or_text(mut self) -> Self {
        self.leniency.text = true;
        self
    }

    /// Also reads the numbers 0 and 1 where a boolean is expected.
    pub fn or_bit(mut self) -> Self {
        self.leniency.bit = true;
        self
    }

    /// Also reads a single value where a list is expected.
    pub fn or_single(mut self) -> Self {
        self.leniency.single = true;
        self
    }

    /// Texts that mean that there is no value, such as the empty text. A number is compared by its digits, an empty list
    /// is `[]` and an empty object `{}`.
    pub fn absent(mut self, texts: &'f [&'f str]) -> Self {
        self.absent = texts;
        self
    }

    /// The value that counts, with its name.
    fn find(&self) -> Option<(&'f str, Value<'f>)> {
        let Value { document, node, .. } = self.object.value;
        self.names.iter().find_map(|name| {
            let node = node.find(name).filter(|node| !node.is_null())?;
            let absent = || match &node.content {
                Content::List(items) => items.is_empty() && self.absent.contains(&"[]"),
                Content::Object(members) => members.is_empty() && self.absent.contains(&"{}"),
                Content::Scalar(_) => document
                    .scalar(node)
                    .is_some_and(|text| self.absent.contains(&text.as_str())),
            };
            if !self.absent.is_empty() && absent() {
                return None;
            }
            Some((
                *name,
                Value {
                    document,
                    node,
                    leniency: self.leniency,
                },
            ))
        })
    }

    fn missing(&self) -> ReadError {
        ReadError::new(ReadProblem::Missing).inside(self.names.first().copied().unwrap_or_default())
    }

    /// The field's value.
    ///
    /// # Errors
    /// When there is none, or when it cannot be read.
    pub fn required<T: FromAnswer>(self) -> Result<T, ReadError> {
        self.optional()?.ok_or_else(|| self.missing())
    }

    /// The field's value, if there is one.
    ///
    /// # Errors
    /// When there is one and it cannot be read.
    pub fn optional<T: FromAnswer>(self) -> Result<Option<T>, ReadError> {
        match self.find() {
            None => Ok(None),
            Some((name, value)) => T::from_answer(value)
                .map(Some)
                .map_err(|error| error.inside(name)),
        }
    }

    /// The field's moment, written in this form. `zone` is the IANA name of the zone of a text without an offset.
    ///
    /// # Errors
    /// When there is none, or when it cannot be read.
    pub fn required_time<'z>(
        self,
        form: TimeForm,
        zone: impl Into<Option<&'z str>>,
    ) -> Result<Timestamp, ReadError> {
        self.optional_time(form, zone)?
            .ok_or_else(|| self.missing())
    }

    /// The field's moment, if there is one.
    ///
    /// # Errors
    /// When there is one and it cannot be read.
    pub fn optional_time<'z>(
        self,
        form: TimeForm,
        zone: impl Into<Option<&'z str>>,
    ) -> Result<Option<Timestamp>, ReadError> {
        let Some((name, value)) = self.find() else {
            return Ok(None);
        };
        let read = || {
            let text = value
                .text()?
                .ok_or_else(|| value.unexpected(form.expected()))?;
            Timestamp::read(&text, form, zone).map_err(|_| ReadError::form(form.expected()))
        };
        read()
            .map(Some)
            .map_err(|error: ReadError| error.inside(name))
    }
}

impl std::fmt::Debug for Field<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Field({:?})", self.names)
    }
}

/// Reads a stored answer, or a part of one, from its JSON.
///
/// ```
/// # fn main() -> Result<(), vezne_runtime::ReadError> {
/// let counts: Vec<i64> = vezne_runtime::read_json(b"[1, 2, 3]")?;
/// assert_eq!(counts, [1, 2, 3]);
/// # Ok(()) }
/// ```
///
/// # Errors
/// When the bytes are not JSON, or not what the type expects.
pub fn read_json<T: FromAnswer>(json: &[u8]) -> Result<T, ReadError> {
    let text = std::str::from_utf8(json).map_err(|_| ReadError::new(ReadProblem::NotUtf8))?;
    let document = Document::parse(zeroize::Zeroizing::new(String::from(text)))?;
    T::from_answer(Value::root(&document))
}

#[cfg(test)]
#[path = "value_tests.rs"]
mod tests;
