//! Credentials, ways to authenticate and ways to sign.

use std::collections::BTreeMap;

use crate::check::answer::{conditions, sandbox_answer};
use crate::check::evidence::evidence;
use crate::check::{Scope, code, rust_pascal, rust_snake};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{self, OperationId, Scalar, TokenAuth, ValueType};
use crate::spec;
use crate::yaml::Span;

/// The sets of credentials.
pub fn sets(scope: &Scope<'_>) -> Vec<model::CredentialSet> {
    scope
        .credential_sets
        .iter()
        .map(|entry| {
            let set = entry.raw;
            let callbacks_only = set.callbacks_only.as_ref().is_some_and(|only| only.value);
            model::CredentialSet {
                name: entry.name.value.clone(),
                rust: rust_snake(entry.name, set.name.as_ref()),
                summary: set.summary.value.clone(),
                optional: callbacks_only
                    || set.optional.as_ref().is_some_and(|optional| optional.value),
                values: set
                    .values
                    .iter()
                    .map(|(name, value)| model::Credential {
                        name: name.value.clone(),
                        rust: rust_snake(name, value.name.as_ref()),
                        summary: value.summary.value.clone(),
                        env: model::Variables {
                            test: value.env.test.value.clone(),
                            live: value.env.live.value.clone(),
                        },
                        secret: value.secret.as_ref().is_some_and(|secret| secret.value),
                        example: value.example.value.clone(),
                    })
                    .collect(),
            }
        })
        .collect()
}

/// Finds an environment variable that holds two credentials, or one of both environments.
pub fn find_shared_variables(scope: &Scope<'_>) {
    let mut known: BTreeMap<&str, (Span, String)> = BTreeMap::new();
    for set in scope.credential_sets.iter() {
        for (name, credential) in &set.raw.values {
            let variables = [
                (&credential.env.test, "test"),
                (&credential.env.live, "live"),
            ];
            for (variable, environment) in variables {
                let what = format!("the {environment} value of `{}`", name.value);
                let (text, span) = (variable.value.as_str(), variable.span);
                if let Some((first, other)) = known.get(text) {
                    let message = format!("`{text}` would hold {other} and {what}");
                    scope.sink.push(
                        Finding::new(code::SHARED_VARIABLE, span, message)
                            .label("named again here")
                            .second(*first, "first named here")
                            .help("give each credential a variable of its own in each environment"),
                    );
                    continue;
                }
                known.insert(text, (span, what));
            }
        }
    }
}

/// Finds two credentials with one example: no test would tell that one is sent in place of the other.
pub fn find_shared_examples(scope: &Scope<'_>) {
    let mut known: BTreeMap<&str, (Span, String)> = BTreeMap::new();
    for set in scope.credential_sets.iter() {
        for (name, credential) in &set.raw.values {
            let (text, span) = (credential.example.value.as_str(), credential.example.span);
            let what = format!("{}.{}", set.name.value, name.value);
            if let Some((first, other)) = known.get(text) {
                let message = format!("`{other}` and `{what}` have one example");
                scope.sink.push(
                    Finding::new(code::SHARED_EXAMPLE, span, message)
                        .label("no test tells the two apart")
                        .second(*first, "the same here")
                        .help("invent another value for one of them"),
                );
                continue;
            }
            known.insert(text, (span, what));
        }
    }
}

/// The ways to authenticate, where each can be built.
pub fn auths(
    scope: &Scope<'_>,
    operations: &[model::Operation],
    types: &[model::TypeDef],
) -> Vec<Option<model::Auth>> {
    let mut token = None;
    scope
        .auths
        .iter()
        .map(|entry| {
            let raw = entry.raw;
            let kind = match &raw.kind {
                spec::AuthKind::Headers(headers) => {
                    // Each of them is looked up, whatever becomes of the others.
                    let headers: Vec<Option<_>> = headers
                        .iter()
                        .map(|(header, name)| Some((header.value.clone(), scope.credential(name)?)))
                        .collect();
                    let headers: Option<Vec<_>> = headers.into_iter().collect();
                    headers.map(model::AuthKind::Headers)
                }
                spec::AuthKind::Token(raw) => {
                    if let Some(first) = token.replace(entry.name.span) {
                        scope.sink.push(
                            Finding::new(
                                code::TWO_TOKENS,
                                entry.name.span,
                                "a provider has one token at most",
                            )
                            .label("the second one")
                            .second(first, "the first one"),
                        );
                        if let Some(place) = scope.auths.position(&entry.name.value) {
                            scope.auths.mark_used(place);
                        }
                    }
                    token_auth(scope, raw, operations, types).map(model::AuthKind::Token)
                }
            };
            let sandbox = raw.common.sandbox.as_ref();
            Some(model::Auth {
                name: entry.name.value.clone(),
                rust: rust_snake(entry.name, raw.common.name.as_ref()),
                summary: raw.common.summary.value.clone(),
                kind: kind?,
                evidence: evidence(&raw.common.evidence),
                rejected: sandbox
                    .and_then(|sandbox| sandbox.rejected.as_ref())
                    .map(sandbox_answer),
                stale: sandbox
                    .and_then(|sandbox| sandbox.stale.as_ref())
                    .map(sandbox_answer),
            })
        })
        .collect()
}

fn token_auth(
    scope: &Scope<'_>,
    raw: &spec::TokenAuth,
    operations: &[model::Operation],
    types: &[model::TypeDef],
) -> Option<TokenAuth> {
    let operation = scope
        .operations
        .find(&raw.operation.value, raw.operation.span, &scope.sink)?;
    let built = operations.get(operation)?;
    let (why, label) = if built.auth.is_some() {
        (
            "it is authenticated itself",
            "it has another `auth` than `none`",
        )
    } else {
        ("it has inputs", "nobody gives them when a token is renewed")
    };
    if !built.inputs.is_empty() || built.auth.is_some() {
        scope.sink.push(
            Finding::new(
                code::TOKEN_SOURCE,
                raw.operation.span,
                format!("`{}` cannot give a token: {why}", built.name),
            )
            .label(label)
            .help("an operation that gives a token takes credentials only and has `auth: none`"),
        );
    }
    let not_final = |rule: &model::OutcomeRule| {
        matches!(
            rule.outcome,
            model::RuleOutcome::Accepted(_) | model::RuleOutcome::Open(_)
        )
    };
    if built.rules.iter().any(not_final) {
        scope.sink.push(
            Finding::new(
                code::TOKEN_SOURCE,
                raw.operation.span,
                format!(
                    "`{}` cannot give a token: it can be `accepted` or `open`",
                    built.name
                ),
            )
            .label("a token is there or it is refused"),
        );
    }
    if matches!(built.effect, model::Effect::Once(_)) {
        scope.sink.push(
            Finding::new(
                code::TOKEN_SOURCE,
                raw.operation.span,
                format!("`{}` cannot give a token: it must happen once", built.name),
            )
            .label("a token is got again whenever it is needed"),
        );
    }
    let told = raw.gaps.lost("margin") || raw.gaps.lost("lifetime");
    if raw.margin.value >= raw.lifetime.value && !told {
        scope.sink.push(
            Finding::new(
                code::TOKEN_MARGIN,
                raw.margin.span,
                "the margin is as long as the lifetime, or longer",
            )
            .label("no token would ever be used")
            .second(raw.lifetime.span, "the lifetime"),
        );
    }
    if let Some(prefix) = &raw.prefix {
        expect_a_gap(scope, prefix);
    }
    let value = payload_field(scope, built, types, &raw.value);
    let expires_at = match &raw.expires_at {
        // That there are no fields is told of the token itself.
        Some(_) if named_fields(built, types).is_none() => None,
        Some(name) => payload_field(scope, built, types, name).map(Some),
        None => Some(None),
    };
    let (value, expires_at) = (value?, expires_at?);
    expect_scalar(
        scope,
        &raw.value,
        &value.1,
        |scalar| matches!(scalar, Scalar::Secret),
        "a required `secret`",
    );
    if value.1.optional {
        scope.sink.push(
            Finding::new(
                code::TOKEN_SOURCE,
                raw.value.span,
                format!("`{}` is optional", raw.value.value),
            )
            .label("a token must always be there")
            .help("remove `optional: true` where the field is defined"),
        );
    }
    if let (Some(name), Some((_, field))) = (&raw.expires_at, &expires_at) {
        expect_scalar(
            scope,
            name,
            field,
            |scalar| matches!(scalar, Scalar::DateTime(_)),
            "a `datetime`",
        );
    }
    Some(TokenAuth {
        operation: OperationId(operation),
        value: value.0,
        expires_at: expires_at.map(|(place, _)| place),
        header: raw.header.value.clone(),
        prefix: raw
            .prefix
            .as_ref()
            .map_or(String::new(), |prefix| prefix.value.clone()),
        lifetime: raw.lifetime.value,
        margin: raw.margin.value,
        stale: conditions(&raw.stale),
    })
}

/// Finds a prefix that would grow together with the token, or that no header can hold.
fn expect_a_gap(scope: &Scope<'_>, prefix: &Spanned<String>) {
    let text = prefix.value.as_str();
    let (message, label, help) = if text.chars().any(|c| c != ' ' && !c.is_ascii_graphic()) {
        (
            "the prefix has a character that no header can hold".to_owned(),
            "only ASCII stands in a header",
            "write plain letters, digits and signs".to_owned(),
        )
    } else if text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        (
            format!("`{text}` and the token would be one word"),
            "no space before the token",
            format!("write `\"{text} \"`, in quotes"),
        )
    } else {
        return;
    };
    scope.sink.push(
        Finding::new(code::BAD_PREFIX, prefix.span, message)
            .label(label)
            .help(help),
    );
}

fn expect_scalar(
    scope: &Scope<'_>,
    name: &Spanned<String>,
    field: &model::AnswerField,
    fits: impl Fn(&Scalar) -> bool,
    expected: &str,
) {
    if !matches!(&field.value, ValueType::Scalar(scalar) if fits(scalar)) {
        scope.sink.push(
            Finding::new(
                code::TOKEN_SOURCE,
                name.span,
                format!("`{}` should be {expected}", name.value),
            )
            .label("it is of another type"),
        );
    }
}

/// The type that a good answer of an operation gives, where it has named fields.
fn named_fields<'m>(
    operation: &'m model::Operation,
    types: &'m [model::TypeDef],
) -> Option<(&'m model::TypeId, &'m [model::AnswerField])> {
    operation.rules.iter().find_map(|rule| match &rule.outcome {
        model::RuleOutcome::Done(model::Payload::Value {
            value: ValueType::Named(id),
            ..
        }) => match &types.get(id.0)?.kind {
            model::TypeKind::Answer(fields) => Some((id, fields.as_slice())),
            _ => None,
        },
        _ => None,
    })
}

/// The field of the payload that an operation's first good outcome holds, by name.
pub fn payload_field(
    scope: &Scope<'_>,
    operation: &model::Operation,
    types: &[model::TypeDef],
    name: &Spanned<String>,
) -> Option<(usize, model::AnswerField)> {
    let Some((id, fields)) = named_fields(operation, types) else {
        if scope.gaps.lacks_answers(&operation.name) {
            return None;
        }
        scope.sink.push(
            Finding::new(
                code::NO_NAMED_FIELDS,
                name.span,
                format!("`{}` gives nothing with named fields", operation.name),
            )
            .label("no field can be found there")
            .help("give its good answer a type with `fields`"),
        );
        return None;
    };
    let place = fields.iter().position(|field| field.name == name.value);
    let unbuilt = match scope.types.get(id.0).map(|entry| &entry.raw.kind) {
        Some(spec::TypeKind::Answer(raw)) => {
            raw.position(&name.value).is_some() || raw.may_have(&name.value)
        }
        _ => false,
    };
    if place.is_none() && !unbuilt {
        scope.sink.push(
            Finding::new(
                code::UNKNOWN_NAME,
                name.span,
                format!(
                    "what `{}` gives has no field `{}`",
                    operation.name, name.value
                ),
            )
            .label("unknown field")
            .did_you_mean(&name.value, fields.iter().map(|field| field.name.as_str())),
        );
    }
    place.and_then(|place| Some((place, fields.get(place)?.clone())))
}

/// The ways to sign, where each can be built.
pub fn signatures(scope: &Scope<'_>) -> Vec<Option<model::Signature>> {
    scope
        .signatures
        .iter()
        .map(|entry| {
            let raw = entry.raw;
            Some(model::Signature {
                name: entry.name.value.clone(),
                summary: raw.summary.value.clone(),
                algorithm: raw.algorithm.value,
                key: scope.credential(&raw.key)?,
                evidence: evidence(&raw.evidence),
                sandbox: raw.sandbox.as_ref().map(|sandbox| model::SandboxSignature {
                    invalid: sandbox.invalid.value.clone(),
                    mismatch: sandbox
                        .mismatch
                        .iter()
                        .map(|(field, code)| (field.value.clone(), code.value.clone()))
                        .collect(),
                    answer: sandbox_answer(&sandbox.answer),
                }),
            })
        })
        .collect()
}

/// The enum of a table of codes.
pub fn table_rust(name: &Spanned<String>) -> String {
    if name.value == "default" {
        "Code".to_owned()
    } else {
        rust_pascal(
            &Spanned::new(format!("{}_code", name.value), name.span),
            None,
        )
    }
}
