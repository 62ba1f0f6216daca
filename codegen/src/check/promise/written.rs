//! Secrets that stand in the spec, as the constants of requests.

use crate::check::named_like::needless;
use crate::check::{Scope, code, words};
use crate::finding::Finding;
use crate::model::Constant;
use crate::spec::{self, WireFields, WireSource};

/// Finds them in operations, groups and types.
pub fn check(scope: &Scope<'_>) {
    let own = scope.operations.iter().map(|entry| &entry.raw.wire);
    let shared = scope.groups.iter().map(|entry| &entry.raw.wire);
    for wire in own.chain(shared) {
        let bodies = [&wire.body, &wire.form].into_iter().flatten();
        for fields in [&wire.query, &wire.headers].into_iter().chain(bodies) {
            written(scope, fields);
        }
    }
    for def in scope.types.iter() {
        match &def.raw.kind {
            spec::TypeKind::Input(shape) => shape.body.iter().for_each(|body| written(scope, body)),
            spec::TypeKind::Choice(variants) => {
                let bodies = variants
                    .values()
                    .filter_map(|variant| variant.body.as_ref());
                bodies.for_each(|body| written(scope, body));
            }
            _ => {}
        }
    }
}

fn written(scope: &Scope<'_>, fields: &WireFields) {
    for (name, field) in fields {
        let constant = match &field.source {
            WireSource::Object(inner) => {
                written(scope, inner);
                continue;
            }
            WireSource::Constant(constant) => Some(constant),
            _ => None,
        };
        let value = constant.map(|constant| match &constant.value {
            Constant::Text(text) | Constant::Number(text) => text.as_str(),
            Constant::Boolean(_) => "",
        });
        let secret = value.is_some_and(|value| !value.is_empty())
            && (words::secret(&name.value).is_some() || words::credential_header(&name.value));
        match (&field.not_secret, constant) {
            (None, Some(constant)) if secret => scope.sink.push(
                Finding::new(
                    code::WRITTEN_SECRET,
                    constant.span,
                    format!("`{}` is named like a secret, and its value stands in the spec", name.value),
                )
                .label("everybody who has the client has this")
                .help("write `{ credential: … }`; if it is none, say why with `not_secret: …` beside it"),
            ),
            (Some(why), _) if !secret => {
                needless(scope, why, "not_secret", "nothing here is named like a secret and written out");
            }
            _ => {}
        }
    }
}
