//! Schemas of records: mappings whose keys are words of the language.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::print::ORDER;
use super::values::{described, titled};
use crate::decode::any_of;

/// A record that says which keys it has.
pub(crate) trait Shaped {
    /// Adds its keys.
    fn shape(shape: &mut Shape<'_>);
}

/// The keys of a record, in their usual order, and what holds among them.
pub(crate) struct Shape<'g> {
    generator: &'g mut SchemaGenerator,
    order: Vec<&'static str>,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
    /// What holds where a key is there.
    beside: BTreeMap<String, Map<String, Value>>,
    rules: Map<String, Value>,
}

impl<'g> Shape<'g> {
    /// A record without keys.
    pub(crate) fn new(generator: &'g mut SchemaGenerator) -> Self {
        Self {
            generator,
            order: Vec::new(),
            properties: Map::new(),
            required: Vec::new(),
            beside: BTreeMap::new(),
            rules: Map::new(),
        }
    }

    /// Adds a key that must be there.
    pub(crate) fn required<T: JsonSchema>(&mut self, key: &'static str, doc: &str) {
        self.required.push(key);
        self.optional::<T>(key, doc);
    }

    /// Adds a key that may be there.
    pub(crate) fn optional<T: JsonSchema>(&mut self, key: &'static str, doc: &str) {
        let schema = self.generator.subschema_for::<T>();
        self.key(key, schema, doc);
    }

    /// Adds a key with the schema of its value.
    pub(crate) fn key(&mut self, key: &'static str, mut schema: Schema, doc: &str) {
        schema.insert(String::from("description"), json!(described(doc)));
        if schema.get("type") == Some(&json!("array")) {
            schema.insert(String::from("minItems"), json!(1));
        }
        self.order.push(key);
        self.properties.insert(String::from(key), schema.to_value());
    }

    /// Says that exactly one of some keys must be there. Each comes with the keys that go with it only.
    pub(crate) fn exactly_one(&mut self, keys: &[(&str, &[&str])]) {
        let message = format!("this needs {}", any_of(keys.iter().map(|(key, _)| *key)));
        let each = keys
            .iter()
            .map(|(key, _)| json!({ "required": [key], "errorMessage": message }));
        let each: Vec<Value> = each.collect();
        self.rule("anyOf", Value::from(each));
        for (at, (key, with)) in keys.iter().enumerate() {
            for (other, goes_with) in keys {
                let strange = goes_with.iter().filter(|word| !with.contains(word));
                strange.for_each(|word| self.excludes(key, word));
                if keys.iter().skip(at + 1).any(|(later, _)| later == other) {
                    self.excludes(key, other);
                }
            }
            let needed: Vec<&str> = self
                .required
                .iter()
                .copied()
                .filter(|word| with.contains(word))
                .collect();
            if !needed.is_empty() {
                self.beside(key)
                    .insert(String::from("required"), json!(needed));
            }
        }
        self.required
            .retain(|word| !keys.iter().any(|(_, with)| with.contains(word)));
    }

    /// Says that a key has no place beside another one.
    pub(crate) fn excludes(&mut self, key: &str, other: &str) {
        let properties = self
            .beside(key)
            .entry("properties")
            .or_insert_with(|| json!({}));
        if let Some(properties) = properties.as_object_mut() {
            properties.insert(String::from(other), Value::from(false));
        }
    }

    /// What holds where a key is there.
    fn beside(&mut self, key: &str) -> &mut Map<String, Value> {
        self.beside.entry(String::from(key)).or_default()
    }

    /// Adds a rule of JSON Schema.
    pub(crate) fn rule(&mut self, keyword: &str, rule: Value) {
        self.rules.insert(String::from(keyword), rule);
    }

    /// Lets other keys stand there too, with the schema of their values.
    pub(crate) fn others(&mut self, value: Schema) {
        self.rule("additionalProperties", value.to_value());
    }

    /// Says in which order the keys are usually written.
    pub(crate) fn usually(&mut self, keys: &[&str]) {
        self.order
            .sort_by_key(|key| keys.iter().position(|listed| listed == key));
    }

    /// The schema of the record.
    pub(crate) fn finish(self, title: &str, doc: &str) -> Schema {
        let mut schema = self.rules;
        schema.insert(String::from("type"), json!("object"));
        schema.insert(String::from(ORDER), json!(self.order));
        schema.insert(String::from("properties"), self.properties.into());
        schema
            .entry("additionalProperties")
            .or_insert(Value::from(false));
        if !self.required.is_empty() {
            schema.insert(String::from("required"), json!(self.required));
        }
        if !self.beside.is_empty() {
            schema.insert(String::from("dependentSchemas"), json!(self.beside));
        }
        titled(schema.into(), title, doc)
    }
}

/// Gives a record its schema: what it is called in the schema, its title and description, and its keys.
macro_rules! shape {
    ($ty:ty, $title:expr, $doc:expr, $keys:expr) => {
        impl schemars::JsonSchema for $ty {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($ty))
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut shape = $crate::schema::Shape::new(generator);
                let keys: fn(&mut $crate::schema::Shape<'_>) = $keys;
                keys(&mut shape);
                shape.finish($title, $doc)
            }
        }
    };
}
pub(crate) use shape;

/// A mapping of names: what each stands for, and how names are spelled.
pub(crate) fn named<T: JsonSchema>(
    pattern: &str,
    form: &str,
    generator: &mut SchemaGenerator,
) -> Schema {
    let value = generator.subschema_for::<T>();
    schemars::json_schema!({
        "type": "object",
        "propertyNames": { "pattern": pattern, "patternErrorMessage": form },
        "additionalProperties": value,
    })
}
