//! Schemas of values that are not records.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::decode::Spanned;

/// Any single value: values keep their spelling, so `41` and `true` are text too. Booleans are what the others are not,
/// because an editor offers `true` and `false` wherever a schema names their type.
pub(crate) fn text() -> Schema {
    one_of([
        json_schema!({ "type": ["string", "number"] }),
        json_schema!({ "not": { "type": ["string", "number", "object", "array", "null"] } }),
    ])
}

/// A single value whose text has a form, and what an editor says of another one. Numbers and booleans are not matched.
pub(crate) fn matching(pattern: &str, expected: &str) -> Schema {
    let mut schema = text();
    schema.insert(String::from("pattern"), json!(pattern));
    let message = format!("expected {expected}");
    schema.insert(String::from("patternErrorMessage"), json!(message));
    schema
}

/// One of a few words, each with what it means.
pub(crate) fn enumeration<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> Schema {
    let words = words.into_iter().map(|(word, doc)| (word, described(doc)));
    let (words, meanings): (Vec<&str>, Vec<String>) = words.unzip();
    let mut schema = json_schema!({ "type": "string", "enum": words });
    if meanings.iter().any(|meaning| !meaning.is_empty()) {
        schema.insert(String::from("enumDescriptions"), Value::from(meanings));
    }
    schema
}

/// Some words that an editor offers, or another text.
pub(crate) fn words_or<'a>(
    words: impl IntoIterator<Item = (&'a str, &'a str)>,
    other: Schema,
) -> Schema {
    one_of([enumeration(words), other])
}

/// One of several schemas; more than one may hold.
pub(crate) fn one_of<const N: usize>(schemas: [Schema; N]) -> Schema {
    let schemas: Vec<Value> = schemas.into_iter().map(Value::from).collect();
    json_schema!({ "anyOf": schemas })
}

/// A schema with a title and a description.
pub(crate) fn titled(mut schema: Schema, title: &str, description: &str) -> Schema {
    schema.insert(String::from("title"), json!(title));
    if !description.is_empty() {
        schema.insert(String::from("description"), json!(described(description)));
    }
    schema
}

/// The text of a documentation comment, its lines joined and its links plain.
pub(crate) fn described(doc: &str) -> String {
    let words: Vec<&str> = doc.split_whitespace().collect();
    words.join(" ").replace("[`", "`").replace("`]", "`")
}

/// A single value that says how it is spelled.
pub(crate) trait ScalarSchema {
    /// What it is called in a schema; `None`: it stands where it is used.
    const NAME: Option<&'static str>;

    /// How it is spelled.
    fn schema() -> Schema;
}

impl<T: ScalarSchema> JsonSchema for Spanned<T> {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed(T::NAME.unwrap_or("Text"))
    }

    fn inline_schema() -> bool {
        T::NAME.is_none()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        T::schema()
    }
}

/// Gives a type that is no record its schema.
macro_rules! value {
    ($ty:ident, $title:expr, $doc:expr, $schema:expr) => {
        impl schemars::JsonSchema for $ty {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($ty))
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema = $schema;
                $crate::schema::titled(schema(generator), $title, $doc)
            }
        }
    };
}
pub(crate) use value;

/// Gives a single value that is read by `Spanned` its schema.
macro_rules! scalar {
    ($ty:ident, $title:expr, $doc:expr, $schema:expr) => {
        impl $crate::schema::ScalarSchema for $ty {
            const NAME: Option<&'static str> = Some(stringify!($ty));

            fn schema() -> schemars::Schema {
                $crate::schema::titled($schema, $title, $doc)
            }
        }
    };
}
pub(crate) use scalar;
