//! Signatures of requests: what they cover must be sent, and always.

use super::{Scope, code};
use crate::finding::Finding;
use crate::model::{self, InputField, Source, ValueType, WireField};
use crate::spec;

/// Finds signatures over fields that the request does not send.
pub fn check_signatures(
    scope: &Scope<'_>,
    raw: &spec::WireFields,
    sent: &[WireField],
    unbuilt: &[String],
    types: &[Option<model::TypeDef>],
    inputs: &[InputField],
) {
    for (_, field) in raw {
        let spec::WireSource::Sign { over, .. } = &field.source else {
            continue;
        };
        // A field that could not be read has its own finding.
        let readable = |path: &&crate::decode::Path| {
            let outer = |name: &String| {
                let inner = path.value.strip_prefix(name.as_str());
                inner.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            !raw.may_have(&path.value) && !unbuilt.iter().any(outer)
        };
        for path in over.values().flatten().filter(readable) {
            let finding = match sent_when(
                sent,
                &path.value,
                types,
                inputs,
                field.only.as_ref().is_some(),
            ) {
                Some(Sent::Always) => continue,
                Some(Sent::Sometimes) => Finding::new(
                    code::SIGNS_OPTIONAL,
                    path.span,
                    format!(
                        "`{}` may be left out, and then an empty text would be signed",
                        path.value
                    ),
                )
                .label("a signed field is always sent")
                .help(
                    "require the input, or sign under an alternative that does without the field",
                ),
                None => Finding::new(
                    code::SIGNS_UNSENT,
                    path.span,
                    format!("the request sends no field `{}`", path.value),
                )
                .label("it cannot be signed")
                .did_you_mean(&path.value, signable(sent)),
            };
            scope.sink.push(finding);
        }
    }
}

/// The names of fields that a signature can cover.
fn signable(sent: &[WireField]) -> impl Iterator<Item = &str> {
    sent.iter()
        .filter(|field| !matches!(field.source, Source::Signature { .. }))
        .map(|field| field.name.as_str())
}

/// When a field is among those that are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sent {
    /// Only with an optional input, or under one choice.
    Sometimes,
    /// In every request.
    Always,
}

/// When a dotted name is sent; `None`: never. `inputs` are those that the fields count in. `under_choice`: whether the
/// signature itself is sent under one choice only, as the field then may be.
fn sent_when(
    fields: &[WireField],
    path: &str,
    types: &[Option<model::TypeDef>],
    inputs: &[InputField],
    under_choice: bool,
) -> Option<Sent> {
    let (first, rest) = path
        .split_once('.')
        .map_or((path, None), |(first, rest)| (first, Some(rest)));
    let candidates = fields
        .iter()
        .filter(|field| field.name == path || field.name == first);
    candidates
        .filter_map(|field| one_sent_when(field, path, rest, types, inputs, under_choice))
        .max()
}

fn one_sent_when(
    field: &WireField,
    path: &str,
    rest: Option<&str>,
    types: &[Option<model::TypeDef>],
    inputs: &[InputField],
    under_choice: bool,
) -> Option<Sent> {
    let input = match &field.source {
        Source::Input { input, .. } => inputs.get(*input),
        _ => None,
    };
    let sometimes =
        input.is_some_and(|input| input.optional) || (field.only.is_some() && !under_choice);
    let own = if sometimes {
        Sent::Sometimes
    } else {
        Sent::Always
    };
    let inner = match (&field.source, rest) {
        (Source::Signature { .. }, _) => None,
        _ if field.name == path => Some(Sent::Always),
        (Source::Object(inner), Some(rest)) => sent_when(inner, rest, types, inputs, under_choice),
        (Source::Input { .. }, Some(rest)) => {
            let Some(ValueType::Named(id)) = input.map(|field| &field.value) else {
                return None;
            };
            match types
                .get(id.0)
                .and_then(Option::as_ref)
                .map(|def| &def.kind)
            {
                Some(model::TypeKind::Input(shape)) => {
                    sent_when(&shape.body, rest, types, &shape.inputs, under_choice)
                }
                Some(model::TypeKind::Choice(variants)) => {
                    let each = variants.iter().map(|variant| {
                        sent_when(
                            &variant.shape.body,
                            rest,
                            types,
                            &variant.shape.inputs,
                            under_choice,
                        )
                    });
                    let each: Vec<Option<Sent>> = each.collect();
                    match each.iter().flatten().min() {
                        Some(least) if each.iter().all(Option::is_some) => Some(*least),
                        some => some.map(|_| Sent::Sometimes),
                    }
                }
                _ => None,
            }
        }
        _ => None,
    };
    inner.map(|inner| inner.min(own))
}
