//! JSON Schema of the language, for editors: made of the types that read a spec.
//!
//! A key's description is the documentation of its field, and the order of keys is the usual one. The schema is never
//! stricter than the language: what it refuses is a finding too. The converse does not hold, because names are resolved
//! and rules applied by [`crate::check`] alone.

mod print;
mod shape;
mod values;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::spec::{PartFile, ProviderFile};

pub(crate) use shape::{Shape, Shaped, named, shape};
pub(crate) use values::{
    ScalarSchema, enumeration, matching, one_of, scalar, text, titled, value, words_or,
};

/// The schema of an index, by its path in the workspace.
pub const INDEX: &str = "spec/provider.schema.json";

/// The schema of a part, by its path in the workspace.
pub const PART: &str = "spec/part.schema.json";

/// Both schemas: path in the workspace and content.
pub fn files() -> [(&'static str, String); 2] {
    [
        (INDEX, root::<ProviderFile>("the index of a provider")),
        (PART, root::<PartFile>("a part of a provider")),
    ]
}

/// A schema that stands for itself.
fn root<T: JsonSchema>(title: &str) -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema: Schema = generator.into_root_schema_for::<T>();
    schema.insert(String::from("title"), Value::from(title));
    print::pretty(schema.as_value())
}
