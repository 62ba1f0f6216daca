//! Requests of examples: the body that one shows is what the client sends for its inputs, field by field.
//!
//! The generated wire test compares the two as well; here the difference is found before anything is generated, at its
//! place. What is written by the runtime alone, such as Base64 or a moment, is compared by its kind only.

use rust_decimal::Decimal;
use serde_json::Value;

use super::body::Body;
use super::example::not_json;
use super::{Scope, code};
use crate::form;
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{
    self, BodyShape, Constant, DecimalText, EncodingForm,
    EnumCoding, ExampleRequest, ExampleValue, InputField, InputPart, InputShape, Operation,
    Provider, Scalar, Source, TypeKind, ValueType, WireField,
};
use crate::spec;
use crate::yaml::Span;

/// What stands in a shown body for a signature.
const SIGNATURE: &str = "{{signature}}";

/// Headers that every request may have, whatever its operation.
const GENERAL: [&str; 5] = ["accept", "content-type", "content-length", "host", "user-agent"];

/// What is sent.
#[derive(Debug)]
enum Sent {
    Absent,
    Text(String),
    /// A text that only the runtime writes.
    AnyText,
    /// A number by its digits.
    Number(String),
    Boolean(bool),
    Signature,
    Object(Vec<(String, Sent)>),
    List(Vec<Sent>),
}

/// Finds where the request that an example shows is not what is sent for its inputs, which fit.
pub fn check(
    scope: &Scope<'_>,
    provider: &Provider,
    operation: &Operation,
    raw: &spec::ExampleRequest,
    request: &ExampleRequest,
) {
    let writer = Writer { provider };
    headers(scope, &writer, operation, raw, request);
    let Some(body) = &raw.body else { return };
    let sent = match &operation.body {
        model::Body::None => {
            let finding = Finding::new(
                code::EXAMPLE_REQUEST,
                body.span,
                format!("`{}` sends no body", operation.name),
            );
            scope.sink.push(
                finding
                    .label("nothing of this is sent")
                    .help("name its fields under `body` of the operation, or remove it here"),
            );
            return;
        }
        model::Body::Json { fields, shape } => {
            let object = writer.object(fields, &operation.inputs, &|place| {
                given(&request.inputs, place)
            });
            match shape.default_value(provider) {
                BodyShape::Object => object,
                BodyShape::OneElementArray => Sent::List(vec![object]),
            }
        }
        model::Body::Form(fields) => writer
            .object(fields, &operation.inputs, &|place| {
                given(&request.inputs, place)
            })
            .as_form(),
    };
    let is_form = matches!(operation.body, model::Body::Form(_));
    let json = is_form.then(|| form::as_json(&body.value)).flatten();
    let text = json.as_deref().unwrap_or(&body.value);
    let shown: Value = match serde_json::from_str(text) {
        Ok(shown) => shown,
        Err(error) => {
            not_json(scope, body, &error);
            return;
        }
    };
    let comparison = Comparison {
        scope,
        places: Body::of(scope.sources, body),
        body,
    };
    comparison.compare(&sent, &shown, "$");
}

fn given(inputs: &[(usize, ExampleValue)], place: usize) -> Option<&ExampleValue> {
    inputs
        .iter()
        .find(|(given, _)| *given == place)
        .map(|(_, value)| value)
}

/// Finds headers that are not among those sent, or are sent with another text.
fn headers(
    scope: &Scope<'_>,
    writer: &Writer<'_>,
    operation: &Operation,
    raw: &spec::ExampleRequest,
    request: &ExampleRequest,
) {
    let fields = writer.object(&operation.headers, &operation.inputs, &|place| {
        given(&request.inputs, place)
    });
    let Sent::Object(mut sent) = fields.as_form() else {
        return;
    };
    let auth = operation.auth.and_then(|id| scope.auths.get(id.0));
    match auth.map(|entry| &entry.raw.kind) {
        Some(spec::AuthKind::Headers(headers)) => {
            sent.extend(headers.iter().map(|(header, name)| {
                let value = example_of(scope, &name.value).map_or(Sent::AnyText, Sent::Text);
                (header.value.clone(), value)
            }));
        }
        // The token is read from an answer.
        Some(spec::AuthKind::Token(token)) => {
            sent.push((token.header.value.clone(), Sent::AnyText));
        }
        None => {}
    }
    for (name, value) in &raw.headers {
        let finding = |span: Span, message: String| Finding::new(code::EXAMPLE_REQUEST, span, message);
        let found = sent
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(&name.value));
        let finding = match found {
            Some((_, Sent::Text(text) | Sent::Number(text))) if *text != value.value => finding(
                value.span,
                format!("the header `{}` is sent with another text", name.value),
            )
            .label("not what is sent for these inputs"),
            Some(_) => continue,
            None if GENERAL.iter().any(|known| known.eq_ignore_ascii_case(&name.value)) => continue,
            None => finding(name.span, format!("no header `{}` is sent", name.value))
                .label("not among the headers of this request")
                .did_you_mean(&name.value, sent.iter().map(|(name, _)| name.as_str())),
        };
        scope.sink.push(finding);
    }
}

/// What of an input is sent, and how an amount is written.
#[derive(Clone, Copy)]
struct Form {
    part: InputPart,
    decimals: Option<DecimalText>,
}

/// The example of the credential that `name` or `set.name` stands for.
fn example_of(scope: &Scope<'_>, name: &str) -> Option<String> {
    let (set, value) = match name.split_once('.') {
        Some((set, value)) => (Some(set), value),
        None => (None, name),
    };
    let mut sets = scope.credential_sets.iter();
    sets.find_map(|entry| {
        let meant = set.is_none_or(|set| set == entry.name.value);
        let found = entry.raw.values.get(value).filter(|_| meant)?;
        Some(found.example.value.clone())
    })
}

/// Writes inputs as the client does.
struct Writer<'p> {
    provider: &'p Provider,
}

impl Writer<'_> {
    fn object<'v>(
        &self,
        fields: &[WireField],
        inputs: &[InputField],
        given: &dyn Fn(usize) -> Option<&'v ExampleValue>,
    ) -> Sent {
        let mut members = Vec::new();
        for field in fields {
            if let Some((alternative, choice)) = field.only
                && self.provider[alternative].default != choice
            {
                continue;
            }
            let value = match &field.source {
                Source::Input {
                    input,
                    part,
                    encoding,
                } => match (inputs.get(*input), given(*input)) {
                    (Some(input), Some(value)) => {
                        let decimals = encoding.decimals.as_ref();
                        let form = Form {
                            part: *part,
                            decimals: decimals.map(|form| *form.default_value(self.provider)),
                        };
                        self.value(&input.value, value, form).encoded(encoding.form)
                    }
                    _ => Sent::Absent,
                },
                Source::Credential(id) => {
                    Sent::Text(self.provider.credential(*id).example.clone())
                }
                Source::Constant(Constant::Text(text)) => Sent::Text(text.clone()),
                Source::Constant(Constant::Number(digits)) => Sent::Number(digits.clone()),
                Source::Constant(Constant::Boolean(value)) => Sent::Boolean(*value),
                Source::Signature { .. } => Sent::Signature,
                Source::Object(inner) => match self.object(inner, inputs, given) {
                    Sent::Object(members) if members.is_empty() => Sent::Absent,
                    object => object,
                },
            };
            if !matches!(value, Sent::Absent) {
                members.push((field.name.clone(), value));
            }
        }
        Sent::Object(members)
    }

    fn shape(&self, shape: &InputShape, entries: &[(String, ExampleValue)]) -> Sent {
        self.object(&shape.body, &shape.inputs, &|place| {
            let name = &shape.inputs.get(place)?.name;
            let found = entries.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value)
        })
    }

    fn value(&self, kind: &ValueType, value: &ExampleValue, form: Form) -> Sent {
        match (kind, value) {
            (ValueType::Scalar(kind), ExampleValue::Text(text)) => self.scalar(kind, text, form),
            (ValueType::List(item), ExampleValue::List(items)) => Sent::List(
                items
                    .iter()
                    .map(|value| self.value(item, value, form))
                    .collect(),
            ),
            (ValueType::Named(id), value) => match (&self.provider[*id].kind, value) {
                (TypeKind::Enum(open), ExampleValue::Text(name)) => {
                    let found = open.values.iter().find(|known| known.name == *name);
                    let code = found.map_or(name, |known| &known.code).clone();
                    match open.coding {
                        EnumCoding::Integer => Sent::Number(code),
                        EnumCoding::Text => Sent::Text(code),
                    }
                }
                (TypeKind::Input(shape), ExampleValue::Object(entries)) => {
                    self.shape(shape, entries)
                }
                (TypeKind::Choice(variants), ExampleValue::Object(entries)) => {
                    let Some((name, ExampleValue::Object(inner))) = entries.first() else {
                        return Sent::Absent;
                    };
                    let found = variants.iter().find(|variant| variant.name == *name);
                    found.map_or(Sent::Absent, |variant| self.shape(&variant.shape, inner))
                }
                _ => Sent::Absent,
            },
            _ => Sent::Absent,
        }
    }

    fn scalar(&self, kind: &Scalar, text: &str, form: Form) -> Sent {
        let amount = || match form.decimals {
            Some(decimals) => with_decimals(text, decimals),
            None => text.to_owned(),
        };
        match kind {
            Scalar::Integer => Sent::Number(text.to_owned()),
            Scalar::Decimal => Sent::Number(amount()),
            Scalar::Boolean => {
                Sent::Boolean(matches!(text.to_ascii_lowercase().as_str(), "true" | "1"))
            }
            Scalar::CardExpiry => {
                let (month, year) = text.split_once('/').unwrap_or((text, ""));
                Sent::Text(match form.part {
                    InputPart::Whole => return Sent::AnyText,
                    InputPart::ExpiryMonth => month.to_owned(),
                    InputPart::ExpiryYear => year.to_owned(),
                    InputPart::ExpiryShortYear => year.get(2..).unwrap_or(year).to_owned(),
                })
            }
            Scalar::Portion { full } if text == "full" => {
                match full.default_value(self.provider) {
                    None => Sent::Absent,
                    Some(full) if is_number(full) => Sent::Number(full.clone()),
                    Some(full) => Sent::Text(full.clone()),
                }
            }
            Scalar::Portion { .. } => Sent::Number(amount()),
            Scalar::Base64Text | Scalar::DateTime(_) => Sent::AnyText,
            Scalar::Text
            | Scalar::Secret
            | Scalar::RotatingSecret
            | Scalar::Date
            | Scalar::CardNumber
            | Scalar::Cvv
            | Scalar::Currency
            | Scalar::Email
            | Scalar::Phone
            | Scalar::IpAddress
            | Scalar::Url => Sent::Text(text.to_owned()),
        }
    }
}

fn is_number(text: &str) -> bool {
    matches!(serde_json::from_str(text), Ok(Value::Number(_)))
}

impl Sent {
    /// In the form that a field asks for.
    fn encoded(self, form: EncodingForm) -> Self {
        match (form, self) {
            (_, Self::Absent) => Self::Absent,
            (EncodingForm::JsonText, _) => Self::AnyText,
            (form, Self::List(items)) => {
                Self::List(items.into_iter().map(|item| item.encoded(form)).collect())
            }
            (EncodingForm::Text, Self::Number(digits)) => Self::Text(digits),
            (EncodingForm::Text, Self::Boolean(value)) => Self::Text(value.to_string()),
            // A month loses its zero with its quotes.
            (EncodingForm::Number, Self::Text(digits)) => {
                let bare = digits.trim_start_matches('0');
                Self::Number(if bare.is_empty() { "0" } else { bare }.to_owned())
            }
            (EncodingForm::UpperCase, Self::Boolean(value)) => {
                Self::Text(value.to_string().to_ascii_uppercase())
            }
            (EncodingForm::UpperCase, Self::Text(text)) => Self::Text(text.to_ascii_uppercase()),
            (EncodingForm::Bit, Self::Boolean(value)) => Self::Number(u8::from(value).to_string()),
            (_, other) => other,
        }
    }

    /// As the fields of a form, or headers: every value is a text.
    fn as_form(self) -> Self {
        let Self::Object(members) = self else {
            return self;
        };
        let text = |value| match value {
            Self::Number(digits) => Self::Text(digits),
            Self::Boolean(value) => Self::Text(value.to_string()),
            other => other,
        };
        Self::Object(
            members
                .into_iter()
                .map(|(name, value)| (name, text(value)))
                .collect(),
        )
    }
}

fn with_decimals(digits: &str, form: DecimalText) -> String {
    let Ok(amount) = Decimal::from_str_exact(digits) else {
        return digits.to_owned();
    };
    match form {
        DecimalText::AsGiven => digits.to_owned(),
        DecimalText::Shortest => amount.normalize().to_string(),
        DecimalText::TwoPlaces => format!("{amount:.2}"),
    }
}

/// What is sent, held against what an example shows.
struct Comparison<'c> {
    scope: &'c Scope<'c>,
    places: Body<'c>,
    body: &'c Spanned<String>,
}

impl Comparison<'_> {
    fn compare(&self, sent: &Sent, shown: &Value, path: &str) {
        match (sent, shown) {
            (Sent::Object(members), Value::Object(found)) => {
                for (name, value) in members {
                    let path = format!("{path}.{name}");
                    match found.get(name) {
                        Some(found) => self.compare(value, found, &path),
                        None => self.found(
                            self.places.value(&path),
                            format!("`{path}` is missing"),
                            "it is sent with these inputs",
                        ),
                    }
                }
                for name in found.keys() {
                    if !members.iter().any(|(known, _)| known == name) {
                        let path = format!("{path}.{name}");
                        self.found(
                            self.places.key(&path),
                            format!("`{path}` is not sent"),
                            "not among the fields that these inputs give",
                        );
                    }
                }
            }
            (Sent::List(sent), Value::Array(found)) => {
                if sent.len() != found.len() {
                    self.found(
                        self.places.key(path),
                        format!("`{path}` is sent with another number of items"),
                        "the inputs give more or fewer",
                    );
                }
                for (place, (sent, found)) in sent.iter().zip(found).enumerate() {
                    self.compare(sent, found, &format!("{path}[{place}]"));
                }
            }
            (Sent::Signature, Value::String(text)) if text == SIGNATURE => {}
            (Sent::Signature, _) => self.found(
                self.places.value(path),
                format!("`{path}` is a signature, which is another one each time"),
                "cannot be shown",
            ),
            (Sent::AnyText, Value::String(_)) => {}
            (Sent::Text(sent), Value::String(found)) if sent == found => {}
            (Sent::Boolean(sent), Value::Bool(found)) if sent == found => {}
            (Sent::Number(sent), Value::Number(_)) => {
                // By its digits: they are what is signed.
                if self.places.spelled(path).is_some_and(|found| found != sent) {
                    self.found(
                        self.places.value(path),
                        format!("`{path}` is sent as the number `{sent}`"),
                        "other digits",
                    );
                }
            }
            (sent, found) => {
                let (kind, spelled) = match sent {
                    Sent::Text(_) | Sent::AnyText | Sent::Signature => ("text", None),
                    Sent::Number(digits) => ("a number", Some(digits.clone())),
                    Sent::Boolean(value) => ("a boolean", Some(value.to_string())),
                    Sent::Object(_) | Sent::Absent => ("an object", None),
                    Sent::List(_) => ("a list", None),
                };
                let message = match (spelled, sent, found) {
                    (Some(spelled), ..) => format!("`{path}` is sent as {kind}, `{spelled}`"),
                    (None, Sent::Text(_), Value::String(_)) => {
                        format!("`{path}` is sent with another text")
                    }
                    _ => format!("`{path}` is sent as {kind}"),
                };
                self.found(
                    self.places.value(path),
                    message,
                    "not what is sent for these inputs",
                );
            }
        }
    }

    fn found(&self, place: Span, message: String, label: &str) {
        let finding = Finding::new(code::EXAMPLE_REQUEST, place, message).label(label);
        self.scope.sink.push(if label == "cannot be shown" {
            finding.help(format!("write `{SIGNATURE}`"))
        } else if place == self.body.span {
            finding.help("the body is what the client sends for the example's `inputs`")
        } else {
            finding
        });
    }
}
