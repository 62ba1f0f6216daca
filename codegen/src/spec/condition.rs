//! Conditions on an answer: what is looked at, and what must be so.

use crate::decode::{Cx, Decode, Fields, Path, Spanned, Status, code};
use crate::finding::Finding;
use crate::model::Subject;
use crate::yaml::{Key, Node, NodeKind, Span};

#[cfg(feature = "schema")]
mod schema {
    use serde_json::json;

    use super::{Conditions, Status, Test};
    use crate::schema::{ScalarSchema, Shape, enumeration, one_of, text, value};

    value!(
        Conditions,
        "conditions",
        "Conditions on an answer, all of which must hold: `http`, `content` or a dotted path in the body.",
        |generator| {
            let other = generator.subschema_for::<Test>();
            let mut shape = Shape::new(generator);
            shape.key("http", test(Status::schema()), "The HTTP status.");
            let contents =
                enumeration([("html", "The body is HTML."), ("json", "The body is JSON.")]);
            shape.key("content", test(contents), "What kind of body it is.");
            shape.others(other);
            let path = r"^[^.]*[^. \t\r\n][^.]*(\.[^.]*[^. \t\r\n][^.]*)*$";
            shape.rule("propertyNames", json!({ "pattern": path }));
            shape.finish("conditions", "")
        }
    );

    value!(
        Test,
        "a condition",
        "A value, a list of values of which any will do, `{ not: … }` or `{ present: … }`.",
        |_| test(text())
    );

    /// What must be so of a subject with such values.
    fn test(value: schemars::Schema) -> schemars::Schema {
        let values = json!([value, { "type": "array", "minItems": 1, "items": value }]);
        let not = "Present, and none of these values.";
        let present = "Whether it must be present; `null` counts as missing.";
        let other = schemars::json_schema!({
            "type": "object",
            "title": "a condition",
            "properties": {
                "not": { "description": not, "anyOf": values },
                "present": { "description": present, "type": "boolean" },
            },
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": false,
        });
        let values = schemars::json_schema!({ "anyOf": values });
        one_of([values, other])
    }
}

/// Conditions on an answer, all of which must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Conditions {
    /// The place that stands for all of them.
    pub span: Span,
    /// Each of them.
    pub list: Vec<Condition>,
}

/// A condition on an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What is looked at: `http`, `content` or a dotted path in the body.
    pub subject: Spanned<Subject>,
    /// What must be so.
    pub test: Test,
    /// Where the test stands.
    pub span: Span,
}

/// What must be so. Values keep their spelling.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Equal to one of these; never empty.
    OneOf(Vec<Spanned<String>>),
    /// Present and equal to none of these; never empty.
    NoneOf(Vec<Spanned<String>>),
    /// Present, whatever it is.
    Present,
    /// Missing or null.
    Missing,
}

impl Decode for Conditions {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            cx.wrong_shape(node, "a mapping of conditions");
            return None;
        };
        let span = cx.place(node);
        let read = |(key, value): &(Key, Node), cx: &mut Cx<'_>| {
            cx.under(key.span, |cx| condition(key, value, cx))
        };
        let mut list: Vec<Option<Condition>> = Vec::new();
        for (place, entry) in entries.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| entries.get(place));
            list.push(match before {
                Some(before) if is_further_value(before, entry) => {
                    further_value(before, entry, cx);
                    None
                }
                _ => read(entry, cx),
            });
        }
        let list = list.into_iter().collect::<Option<Vec<_>>>()?;
        Some(Self { span, list })
    }
}

/// Whether a key is a number without a value behind a condition: a second value that a comma parted from the first.
fn is_further_value((_, before): &(Key, Node), (key, value): &(Key, Node)) -> bool {
    let number = key.text.chars().all(|c| c.is_ascii_digit());
    value.kind == NodeKind::Null && number && matches!(before.kind, NodeKind::Scalar(_))
}

fn further_value((subject, before): &(Key, Node), (key, _): &(Key, Node), cx: &mut Cx<'_>) {
    let NodeKind::Scalar(first) = &before.kind else {
        return;
    };
    let message = format!("`{}` is no condition", key.text);
    cx.push(
        Finding::new(code::BAD_CONDITION, key.span, message)
            .label("a second value")
            .second(before.span, "of this")
            .help(format!(
                "several values are a list: write `{}: [{}, {}]`",
                subject.text, first.text, key.text
            )),
    );
}

fn condition(key: &Key, value: &Node, cx: &mut Cx<'_>) -> Option<Condition> {
    let subject = match key.text.as_str() {
        "http" => Subject::Http,
        "content" => Subject::Content,
        path if !path.is_empty() && path.split('.').all(|part| !part.trim().is_empty()) => {
            let path = Path {
                value: key.text.clone(),
                span: key.span,
            };
            path.is_dotted(cx);
            Subject::Path(path.meant())
        }
        _ => {
            let message = format!("`{}` is not a dotted path", key.text);
            cx.push(
                Finding::new(code::BAD_CONDITION, key.span, message)
                    .help("write `http`, `content` or a path"),
            );
            return None;
        }
    };
    let test = test(value, cx)?;
    values_fit(&subject, &test, cx);
    Some(Condition {
        subject: Spanned::new(subject, key.span),
        test,
        span: value.span,
    })
}

fn test(value: &Node, cx: &mut Cx<'_>) -> Option<Test> {
    if let NodeKind::Mapping(_) = value.kind {
        let mut fields = Fields::open(value, "a condition", cx)?;
        let test = fields
            .take_exactly_one(&["not", "present"], cx)
            .and_then(|(key, value)| {
                cx.under(key.span, |cx| match key.text.as_str() {
                    "not" => values(value, cx).map(Test::NoneOf),
                    _ => {
                        let present: Spanned<bool> = Decode::decode(value, cx)?;
                        Some(if present.value {
                            Test::Present
                        } else {
                            Test::Missing
                        })
                    }
                })
            });
        fields.finish(cx);
        return test;
    }
    values(value, cx).map(Test::OneOf)
}

fn values(node: &Node, cx: &mut Cx<'_>) -> Option<Vec<Spanned<String>>> {
    if node.kind == NodeKind::Null {
        let finding = Finding::new(
            code::BAD_CONDITION,
            cx.place(node),
            "a condition needs a value to compare with",
        );
        cx.push(
            finding
                .label("nothing follows")
                .help("null counts as missing: write `{ present: false }`"),
        );
        return None;
    }
    let expected = match &node.kind {
        NodeKind::Sequence(items) => items.len(),
        _ => 1,
    };
    let values = crate::decode::OneOrMany::<Spanned<String>>::decode(node, cx)?.0;
    (values.len() == expected).then_some(values)
}

/// Finds values of a test that its subject can never have.
fn values_fit(subject: &Subject, test: &Test, cx: &mut Cx<'_>) {
    let (wanted, fits): (&str, fn(&str) -> bool) = match subject {
        Subject::Path(_) => return,
        Subject::Http => ("an HTTP status from 100 to 599", |text| {
            Status::of(text).is_some()
        }),
        Subject::Content => ("`html` or `json`", |text| matches!(text, "html" | "json")),
    };
    let (Test::OneOf(values) | Test::NoneOf(values)) = test else {
        return;
    };
    for value in values.iter().filter(|value| !fits(&value.value)) {
        let message = format!("`{}` is not {wanted}", value.value);
        let finding =
            Finding::new(code::BAD_CONDITION, value.span, message).label("can never be so");
        let range = value.value.ends_with("xx") || value.value.contains(['-', '–']);
        cx.push(if *subject == Subject::Http && range {
            finding.help("write each status, such as `[400, 422]`")
        } else {
            finding
        });
    }
}
