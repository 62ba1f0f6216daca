//! Prints a schema: the same bytes every time, in an order that reads well.
//!
//! A `serde_json` map sorts its keys, or keeps their order where another crate of the build asks for that. So order is
//! said here: keywords by a list, keys of a record by [`ORDER`], which stands in the schema and is not printed.

use serde_json::{Map, Value};

/// Holds the order of the `properties` beside it.
pub(super) const ORDER: &str = "x-order";

/// Keywords in the order in which they are printed; others follow by the alphabet.
const KEYWORDS: [&str; 14] = [
    "$schema",
    "title",
    "description",
    "$ref",
    "type",
    "const",
    "enum",
    "enumDescriptions",
    "properties",
    "required",
    "propertyNames",
    "additionalProperties",
    "items",
    "$defs",
];

/// The text of a schema, with a line end at its end.
pub(super) fn pretty(schema: &Value) -> String {
    let mut out = String::new();
    value(schema, &mut Printer { out: &mut out }, 0);
    out.push('\n');
    out
}

struct Printer<'o> {
    out: &'o mut String,
}

impl Printer<'_> {
    fn line(&mut self, depth: usize) {
        self.out.push('\n');
        self.out.push_str(&"  ".repeat(depth));
    }
}

fn value(value: &Value, printer: &mut Printer<'_>, depth: usize) {
    match value {
        Value::Object(schema) => object(schema, keywords(schema), printer, depth),
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            list(items, printer, depth);
        }
        Value::Array(items) if line_of(items).len() + 2 * depth > 100 => {
            list(items, printer, depth)
        }
        Value::Array(items) => printer.out.push_str(&line_of(items)),
        single => printer.out.push_str(&single.to_string()),
    }
}

fn line_of(items: &[Value]) -> String {
    let items: Vec<String> = items.iter().map(Value::to_string).collect();
    format!("[{}]", items.join(", "))
}

fn list(items: &[Value], printer: &mut Printer<'_>, depth: usize) {
    printer.out.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            printer.out.push(',');
        }
        printer.line(depth + 1);
        value(item, printer, depth + 1);
    }
    printer.line(depth);
    printer.out.push(']');
}

fn object(map: &Map<String, Value>, keys: Vec<&String>, printer: &mut Printer<'_>, depth: usize) {
    if keys.is_empty() {
        printer.out.push_str("{}");
        return;
    }
    printer.out.push('{');
    for (at, key) in keys.into_iter().enumerate() {
        if at > 0 {
            printer.out.push(',');
        }
        printer.line(depth + 1);
        printer.out.push_str(&Value::from(key.as_str()).to_string());
        printer.out.push_str(": ");
        match (key.as_str(), map.get(key)) {
            ("properties" | "$defs" | "dependentSchemas", Some(Value::Object(named))) => {
                object(named, names(named, map.get(ORDER)), printer, depth + 1);
            }
            (_, Some(found)) => value(found, printer, depth + 1),
            (_, None) => printer.out.push_str("null"),
        }
    }
    printer.line(depth);
    printer.out.push('}');
}

/// The keywords of a schema in order.
fn keywords(schema: &Map<String, Value>) -> Vec<&String> {
    let mut keys: Vec<&String> = schema.keys().filter(|key| *key != ORDER).collect();
    keys.sort_by_key(|key| {
        let place = KEYWORDS.iter().position(|keyword| keyword == key);
        // What is not listed stands before `$defs`, which is long.
        let last = KEYWORDS.len() - 1;
        (place.map_or(2 * last - 1, |place| 2 * place), *key)
    });
    keys
}

/// The names of properties or definitions in order.
fn names<'m>(map: &'m Map<String, Value>, order: Option<&Value>) -> Vec<&'m String> {
    let place = |key: &str| {
        order
            .and_then(Value::as_array)
            .and_then(|order| order.iter().position(|listed| listed == key))
            .unwrap_or(usize::MAX)
    };
    let mut names: Vec<&String> = map.keys().collect();
    names.sort_by_key(|name| (place(name), *name));
    names
}
