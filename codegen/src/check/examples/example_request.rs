//! Requests of examples: the body that one shows is what the client sends for its inputs, field by field.
//!
//! The generated wire test compares the two as well; here the difference is found before anything is generated, at its
//! place. What is written by the runtime alone, such as Base64 or a moment, is compared by its kind only.

use serde_json::Value;

use crate::check::body::Body;
use crate::check::example::not_json;
use crate::check::sent::{Sent, Writer};
use crate::check::{Scope, code};
use crate::decode::{Named, Spanned};
use crate::finding::{Finding, suggest};
use crate::form;
use crate::model::{
    self, BodyShape, ExampleRequest, ExampleValue, InputShape, Operation, Provider, Source,
    TypeKind, WireField,
};
use crate::spec;
use crate::yaml::Span;

/// What stands in a shown body for a signature.
const SIGNATURE: &str = "{{signature}}";

/// Headers that every request may have, whatever its operation.
const GENERAL: [&str; 5] = [
    "accept",
    "content-type",
    "content-length",
    "host",
    "user-agent",
];

/// Finds where the request that an example shows is not what is sent for its inputs, which fit.
pub fn check(
    scope: &Scope<'_>,
    provider: &Provider,
    operation: &Operation,
    raw: &spec::ExampleRequest,
    request: &ExampleRequest,
) {
    if !whole(scope, provider, operation) {
        return;
    }
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
            .into_form(),
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
    };
    comparison.compare(&sent, &shown, "$");
}

/// Whether every wire field that an operation may send could be read and built. One that could not has its finding.
fn whole(scope: &Scope<'_>, provider: &Provider, operation: &Operation) -> bool {
    let entry = scope.operations.position(&operation.name);
    let Some(entry) = entry.and_then(|place| scope.operations.get(place)) else {
        return false;
    };
    let mut raw = spelled_in(&entry.raw.wire, &[]);
    for (name, usage) in &entry.raw.uses {
        let group = scope.groups.position(&name.value);
        let Some(group) = group.and_then(|place| scope.groups.get(place)) else {
            return false;
        };
        raw = raw
            .zip(spelled_in(&group.raw.wire, &usage.omit))
            .map(|(all, more)| all + more);
    }
    let body = match &operation.body {
        model::Body::None => 0,
        model::Body::Json { fields, .. } | model::Body::Form(fields) => built(fields),
    };
    let shape =
        |raw: &Named<spec::InputField>, body: Option<&spec::WireFields>, made: &InputShape| {
            let all = match body {
                Some(body) => spelled(body, &[]),
                None => Some(raw.len()),
            };
            !raw.is_incomplete() && all == Some(built(&made.body))
        };
    let types = scope.types.iter().zip(&provider.types).all(|(entry, def)| {
        match (&entry.raw.kind, &def.kind) {
            (spec::TypeKind::Input(raw), TypeKind::Input(made)) => {
                shape(&raw.inputs, raw.body.as_ref(), made)
            }
            (spec::TypeKind::Choice(raw), TypeKind::Choice(made)) => {
                !raw.is_incomplete()
                    && raw
                        .values()
                        .zip(made)
                        .all(|(raw, made)| shape(&raw.inputs, raw.body.as_ref(), &made.shape))
            }
            _ => true,
        }
    });
    types && raw == Some(built(&operation.headers) + body)
}

/// How many single values a request spells out in headers and body; `None` where some cannot be read.
fn spelled_in(raw: &spec::Wire, omit: &[Spanned<String>]) -> Option<usize> {
    let lists = [Some(&raw.headers), raw.body.as_ref(), raw.form.as_ref()];
    lists
        .into_iter()
        .flatten()
        .map(|fields| spelled(fields, omit))
        .sum()
}

fn spelled(raw: &spec::WireFields, omit: &[Spanned<String>]) -> Option<usize> {
    if raw.is_incomplete() {
        return None;
    }
    let count = |field: &spec::WireField| match &field.source {
        spec::WireSource::Object(inner) => spelled(inner, omit),
        spec::WireSource::Input(source) => {
            let omitted = omit.iter().any(|name| name.value == source.input.value);
            Some(usize::from(!omitted))
        }
        _ => Some(1),
    };
    raw.values().map(count).sum()
}

/// How many single values were built.
fn built(fields: &[WireField]) -> usize {
    let count = |field: &WireField| match &field.source {
        Source::Object(inner) => built(inner),
        _ => 1,
    };
    fields.iter().map(count).sum()
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
    let Sent::Object(mut sent) = fields.into_form() else {
        return;
    };
    let auth = operation.auth.and_then(|id| scope.auths.get(id.0));
    if let Some(spec::AuthKind::Headers(headers)) = auth.map(|entry| &entry.raw.kind)
        && headers.is_incomplete()
    {
        return;
    }
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
        let finding =
            |span: Span, message: String| Finding::new(code::EXAMPLE_REQUEST, span, message);
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
            None if GENERAL
                .iter()
                .any(|known| known.eq_ignore_ascii_case(&name.value)) =>
            {
                continue;
            }
            None => finding(name.span, format!("no header `{}` is sent", name.value))
                .label("not among the headers of this request")
                .did_you_mean(&name.value, sent.iter().map(|(name, _)| name.as_str())),
        };
        scope.sink.push(finding);
    }
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

/// What is sent, held against what an example shows.
struct Comparison<'c> {
    scope: &'c Scope<'c>,
    places: Body<'c>,
}

impl Comparison<'_> {
    fn compare(&self, sent: &Sent, shown: &Value, path: &str) {
        match (sent, shown) {
            (Sent::Object(members), Value::Object(found)) => {
                let mut missing = Vec::new();
                for (name, value) in members {
                    match found.get(name) {
                        Some(found) => self.compare(value, found, &format!("{path}.{name}")),
                        None => missing.push(name.as_str()),
                    }
                }
                for name in found.keys() {
                    if members.iter().any(|(known, _)| known == name) {
                        continue;
                    }
                    let near = suggest(name, missing.iter().copied());
                    missing.retain(|known| Some(*known) != near);
                    let path = format!("{path}.{name}");
                    let finding = self
                        .finding(self.places.key(&path), format!("`{path}` is not sent"))
                        .label("not among the fields that these inputs give");
                    self.scope.sink.push(match near {
                        Some(near) => finding.help(format!("did you mean `{near}`?")),
                        None => finding,
                    });
                }
                for name in missing {
                    let path = format!("{path}.{name}");
                    self.found(
                        self.places.value(&path),
                        format!("`{path}` is missing"),
                        "it is sent with these inputs",
                    );
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
            (Sent::Signature, _) => {
                let message = format!("`{path}` is a signature, which is another one each time");
                let finding = self.finding(self.places.value(path), message);
                let finding = finding.label("cannot be shown");
                self.scope
                    .sink
                    .push(finding.help(format!("write `{SIGNATURE}`")));
            }
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
        let finding = self.finding(place, message).label(label);
        self.scope.sink.push(finding);
    }

    fn finding(&self, place: Span, message: String) -> Finding {
        Finding::new(code::EXAMPLE_REQUEST, place, message)
    }
}
