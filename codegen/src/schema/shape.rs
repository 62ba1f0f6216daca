//! Schemas of records: mappings whose keys are words of the language.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::print::ORDER;
use super::values::{described, titled};

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
    /// Key and those that cannot stand beside it.
    excluded: Map<String, Value>,
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
            excluded: Map::new(),
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
        self.order.push(key);
        self.properties.insert(String::from(key), schema.to_value());
    }

    /// Says that exactly one of some keys must be there.
    pub(crate) fn exactly_one(&mut self, keys: &[&str]) {
        let each: Vec<Value> = keys.iter().map(|key| json!({ "required": [key] })).collect();
        self.rule("anyOf", Value::from(each));
        self.at_most_one(keys);
    }

    /// Says that at most one of some keys can be there. An editor marks those after the first.
    pub(crate) fn at_most_one(&mut self, keys: &[&str]) {
        for (at, key) in keys.iter().enumerate() {
            self.excludes(key, keys.get(at + 1..).unwrap_or_default());
        }
    }

    /// Says that some keys have no place beside one.
    pub(crate) fn excludes(&mut self, key: &str, others: &[&str]) {
        let others: Map<String, Value> = others
            .iter()
            .map(|other| (String::from(*other), Value::from(false)))
            .collect();
        if !others.is_empty() {
            let excluded = json!({ "properties": others });
            self.excluded.insert(String::from(key), excluded);
        }
    }

    /// Adds a rule of JSON Schema.
    pub(crate) fn rule(&mut self, keyword: &str, rule: Value) {
        self.rules.insert(String::from(keyword), rule);
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
        schema.insert(String::from("additionalProperties"), json!(false));
        if !self.required.is_empty() {
            schema.insert(String::from("required"), json!(self.required));
        }
        if !self.excluded.is_empty() {
            schema.insert(String::from("dependentSchemas"), self.excluded.into());
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
pub(crate) fn named<T: JsonSchema>(pattern: &str, generator: &mut SchemaGenerator) -> Schema {
    let value = generator.subschema_for::<T>();
    schemars::json_schema!({
        "type": "object",
        "propertyNames": { "pattern": pattern },
        "additionalProperties": value,
    })
}
