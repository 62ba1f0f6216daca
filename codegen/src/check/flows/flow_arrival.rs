//! What arrives in a step of a flow, read as its callback reads it: parameters of a query or a form, or a JSON body.

use serde_json::Value;

use crate::check::body::Body;
use crate::check::example::not_json;
use crate::check::{Scope, code};
use crate::decode::Spanned;
use crate::finding::{Finding, suggest};
use crate::fit;
use crate::model::{AnswerField, Callback, Provider};
use crate::yaml::{Inside, Span};

/// What arrived, with places.
pub enum Arrived<'a> {
    /// Parameters, in order: name and value, and where each stands.
    Parameters(Vec<Parameter>),
    /// A JSON body.
    Json(Value, Body<'a>),
}

/// A parameter that arrived.
pub struct Parameter {
    name: Spanned<String>,
    value: Spanned<String>,
}

impl<'a> Arrived<'a> {
    /// What arrives with a callback; finds what cannot be read as its fields.
    pub fn read(
        scope: &Scope<'_>,
        provider: &Provider,
        callback: &Callback,
        raw: &'a Spanned<String>,
    ) -> Option<Self> {
        let arrived = if callback.is_json() {
            match serde_json::from_str(&raw.value) {
                Ok(json) => Self::Json(json, Body::of(scope.sources, raw)),
                Err(error) => {
                    not_json(scope, raw, &error);
                    return None;
                }
            }
        } else {
            Self::Parameters(parameters(scope, raw))
        };
        arrived.fit(scope, provider, callback, raw.span);
        Some(arrived)
    }

    /// What a field is read from: its text, and where that stands.
    pub fn text(&self, field: &AnswerField) -> Option<Spanned<String>> {
        match self {
            Self::Parameters(list) => parameter(list, field).map(|found| found.value.clone()),
            Self::Json(json, body) => {
                let (name, found) = fit::read(json, field)?;
                let path = format!("$.{name}");
                let text = match found {
                    Value::String(text) => text.as_str(),
                    _ => body.spelled(&path)?,
                };
                Some(Spanned::new(text.to_owned(), body.value(&path)))
            }
        }
    }

    fn fit(&self, scope: &Scope<'_>, provider: &Provider, callback: &Callback, whole: Span) {
        let misfit = |place, message: String| {
            Finding::new(code::EXAMPLE_MISFIT, place, message)
                .label("does not fit the fields of the callback")
        };
        match self {
            Self::Json(json, body) => {
                for found in fit::object(provider, json, &callback.fields) {
                    let message = format!("`{}` {}", found.path, found.problem);
                    let name = found.path.rsplit('.').next().unwrap_or_default();
                    scope.sink.push(match &found.near {
                        Some(near) => misfit(body.key(near), message)
                            .label("no field of the callback is read from this")
                            .help(format!("did you mean `{name}`?")),
                        None => misfit(body.value(&found.path), message),
                    });
                }
            }
            Self::Parameters(list) => {
                for field in &callback.fields {
                    match parameter(list, field) {
                        Some(found) => {
                            let misfits = fit::parameter(provider, field, &found.value.value);
                            for wrong in misfits {
                                let message = format!("`{}` {}", found.name.value, wrong.problem);
                                scope.sink.push(misfit(found.value.span, message));
                            }
                        }
                        None if field.optional => {}
                        None => scope
                            .sink
                            .push(missing(callback, field, list, whole, misfit)),
                    }
                }
            }
        }
    }
}

/// A required field that no parameter holds.
fn missing(
    callback: &Callback,
    field: &AnswerField,
    list: &[Parameter],
    whole: Span,
    misfit: impl Fn(Span, String) -> Finding,
) -> Finding {
    let name = field.wire.first().map_or("", String::as_str);
    let message = format!("`{name}` is required and does not arrive");
    let read = |parameter: &&Parameter| {
        let fields = &callback.fields;
        fields
            .iter()
            .any(|field| field.wire.contains(&parameter.name.value))
    };
    let unread = || list.iter().filter(|parameter| !read(parameter));
    let near = suggest(
        name,
        unread().map(|parameter| parameter.name.value.as_str()),
    );
    match unread().find(|parameter| Some(parameter.name.value.as_str()) == near) {
        Some(near) => misfit(near.name.span, message)
            .label("no field of the callback is read from this")
            .help(format!("did you mean `{name}`?")),
        None => misfit(whole, message),
    }
}

/// The parameter that a field is read from: of its names the first that stands there with something that does not mean
/// "absent"; of two parameters of one name the first.
fn parameter<'p>(list: &'p [Parameter], field: &AnswerField) -> Option<&'p Parameter> {
    let named = |name: &String| list.iter().find(|known| known.name.value == *name);
    let mut found = field.wire.iter().filter_map(named);
    found.find(|known| !field.leniency.absent.contains(&known.value.value))
}

/// The parameters of a query or a form, decoded.
fn parameters(scope: &Scope<'_>, raw: &Spanned<String>) -> Vec<Parameter> {
    let inside = Inside::of(scope.sources, raw.span, &raw.value);
    let mut list = Vec::new();
    let mut start = 0;
    for piece in raw.value.split('&') {
        let end = start + piece.len();
        if let Some((name, value)) = form_urlencoded::parse(piece.as_bytes()).next() {
            let middle = start + piece.find('=').unwrap_or(piece.len());
            list.push(Parameter {
                name: Spanned::new(name.into_owned(), inside.place(start..middle)),
                value: Spanned::new(value.into_owned(), inside.place((middle + 1).min(end)..end)),
            });
        }
        start = end + 1;
    }
    list
}
