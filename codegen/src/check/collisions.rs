//! Names that become one in Rust, or that generated code takes for itself. Nothing is renamed: the author gives one of the
//! two an explicit `name:`.

use std::collections::BTreeMap;

use super::{Scope, code};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{Effect, InputField, Operation, Provider, Resolve, TypeKind};
use crate::spec;
use crate::yaml::Span;

/// What a Rust name stands for.
enum Taken {
    /// A name of the spec.
    Spec { span: Span, what: String },
    /// One that generated code has of its own.
    Generated,
}

/// Names of one namespace.
#[derive(Default)]
struct Namespace(BTreeMap<String, Taken>);

impl Namespace {
    fn reserved(names: &[&str]) -> Self {
        Self(
            names
                .iter()
                .map(|name| ((*name).to_owned(), Taken::Generated))
                .collect(),
        )
    }

    fn take(&mut self, scope: &Scope<'_>, rust: &str, span: Span, what: String) {
        let finding = match self.0.get(rust) {
            None => {
                self.0.insert(rust.to_owned(), Taken::Spec { span, what });
                return;
            }
            Some(Taken::Spec {
                span: first,
                what: other,
            }) => Finding::new(
                code::COLLISION,
                span,
                format!("{what} and {other} would both be `{rust}` in Rust"),
            )
            .label("this one")
            .second(*first, "and this one"),
            Some(Taken::Generated) => Finding::new(
                code::COLLISION,
                span,
                format!("{what} would be `{rust}` in Rust, which generated code has of its own"),
            )
            .label("the name is taken"),
        };
        scope
            .sink
            .push(finding.help("give it another name in Rust with `name: …`"));
    }
}

/// Finds every collision of a provider.
pub fn find(scope: &Scope<'_>, provider: &Provider) {
    modules(scope, provider);
    types(scope, provider);
    methods(scope, provider);
    for (entry, operation) in scope.operations.iter().zip(&provider.operations) {
        operation_names(scope, entry.name, entry.raw, operation);
    }
    for (entry, def) in scope.types.iter().zip(&provider.types) {
        let name_of = |names: &mut dyn Iterator<Item = &Spanned<String>>, place: usize| {
            names.nth(place).map_or(entry.name.span, |name| name.span)
        };
        match (&def.kind, &entry.raw.kind) {
            (TypeKind::Answer(fields), spec::TypeKind::Answer(raw)) => {
                let mut space = Namespace::default();
                for (place, field) in fields.iter().enumerate() {
                    let span = name_of(&mut raw.iter().map(|(name, _)| name), place);
                    space.take(
                        scope,
                        &field.rust,
                        span,
                        format!("the field `{}`", field.name),
                    );
                }
            }
            (TypeKind::Input(shape), spec::TypeKind::Input(raw)) => {
                let spans = raw.inputs.iter().map(|(name, _)| name.span);
                fields(
                    scope,
                    &mut Namespace::reserved(&["options"]),
                    &shape.inputs,
                    spans,
                );
            }
            (TypeKind::Choice(variants), spec::TypeKind::Choice(raw)) => {
                let mut space = Namespace::default();
                for (variant, (name, raw)) in variants.iter().zip(raw) {
                    space.take(
                        scope,
                        &variant.rust,
                        name.span,
                        format!("the variant `{}`", variant.name),
                    );
                    fields(
                        scope,
                        &mut Namespace::default(),
                        &variant.shape.inputs,
                        raw.inputs.iter().map(|(name, _)| name.span),
                    );
                }
            }
            (TypeKind::Enum(open), spec::TypeKind::Enum(raw)) => {
                let mut space = Namespace::reserved(&["Unknown"]);
                for (value, (name, _)) in open.values.iter().zip(&raw.rest.values) {
                    space.take(
                        scope,
                        &value.rust,
                        name.span,
                        format!("the value `{}`", value.name),
                    );
                }
            }
            _ => {}
        }
    }
    for (entry, table) in scope.code_tables.iter().zip(&provider.code_tables) {
        let mut space = Namespace::default();
        for (code, (_, raw)) in table.codes.iter().zip(entry.raw) {
            space.take(
                scope,
                &code.rust,
                raw.name.span,
                format!("the code `{}`", code.name),
            );
        }
    }
    for (entry, alternative) in scope.alternatives.iter().zip(&provider.alternatives) {
        let mut space = Namespace::default();
        for (choice, (name, _)) in alternative.choices.iter().zip(&entry.raw.choices) {
            space.take(
                scope,
                &choice.rust,
                name.span,
                format!("the choice `{}`", choice.name),
            );
        }
    }
}

fn fields(
    scope: &Scope<'_>,
    space: &mut Namespace,
    inputs: &[InputField],
    spans: impl Iterator<Item = Span>,
) {
    for (input, span) in inputs.iter().zip(spans) {
        space.take(
            scope,
            &input.rust,
            span,
            format!("the input `{}`", input.name),
        );
    }
}

fn modules(scope: &Scope<'_>, provider: &Provider) {
    let mut space =
        Namespace::reserved(&["alternatives", "client", "code", "credentials", "runtime"]);
    let areas = scope.areas.iter().zip(&provider.areas);
    for (raw, area) in areas.filter(|(raw, _)| raw.named) {
        space.take(
            scope,
            &area.rust,
            raw.name.span,
            format!("the area `{}`", area.name),
        );
    }
}

/// Types share one namespace in a provider, although they live in modules, so that no reader meets two of one name.
fn types(scope: &Scope<'_>, provider: &Provider) {
    let mut space = Namespace::reserved(&[
        "Api",
        "Call",
        "Client",
        "Credentials",
        "Environment",
        "Form",
        "Live",
        "Test",
    ]);
    space.0.insert(provider.rust.clone(), Taken::Generated);
    for (entry, table) in scope.code_tables.iter().zip(&provider.code_tables) {
        space.take(
            scope,
            &table.rust,
            entry.name.span,
            format!("the table of codes `{}`", table.name),
        );
    }
    for (entry, alternative) in scope.alternatives.iter().zip(&provider.alternatives) {
        space.take(
            scope,
            &alternative.rust,
            entry.name.span,
            format!("the alternative `{}`", alternative.name),
        );
    }
    for (entry, def) in scope.types.iter().zip(&provider.types) {
        space.take(
            scope,
            &def.rust,
            entry.name.span,
            format!("the type `{}`", def.name),
        );
        if matches!(&def.kind, TypeKind::Input(shape) if shape.inputs.iter().any(|input| input.optional))
        {
            let rust = format!("{}Options", def.rust.trim_end_matches('_'));
            space.take(
                scope,
                &rust,
                entry.name.span,
                format!("the optional inputs of `{}`", def.name),
            );
        }
    }
    for (entry, operation) in scope.operations.iter().zip(&provider.operations) {
        let span = entry.name.span;
        space.take(
            scope,
            &operation.rust,
            span,
            format!("the operation `{}`", operation.name),
        );
        let resolved = matches!(operation.effect, Effect::Once(Resolve::By { .. }));
        let optional = operation.inputs.iter().any(|input| input.optional);
        for (suffix, made) in [
            ("Error", true),
            ("Options", optional),
            ("Answer", several_good(operation)),
            ("Reference", resolved),
        ] {
            if made {
                space.take(
                    scope,
                    &format!("{}{suffix}", operation.rust.trim_end_matches('_')),
                    span,
                    format!("a type of the operation `{}`", operation.name),
                );
            }
        }
    }
    for entry in scope.callbacks.iter() {
        let rust = super::rust_pascal(entry.name, entry.raw.name.as_ref());
        space.take(
            scope,
            &rust,
            entry.name.span,
            format!("the callback `{}`", entry.name.value),
        );
    }
}

/// Whether an operation has accepted or open outcomes beside being done.
fn several_good(operation: &Operation) -> bool {
    operation.rules.iter().any(|rule| {
        matches!(
            rule.outcome,
            crate::model::RuleOutcome::Accepted(_) | crate::model::RuleOutcome::Open(_)
        )
    })
}

fn methods(scope: &Scope<'_>, provider: &Provider) {
    let mut space = Namespace::reserved(&["builder", "environment", "clone"]);
    for (entry, operation) in scope.operations.iter().zip(&provider.operations) {
        space.take(
            scope,
            &operation.rust_method,
            entry.name.span,
            format!("the operation `{}`", operation.name),
        );
        if matches!(operation.effect, Effect::Once(Resolve::By { .. })) {
            let rust = format!("resolve_{}", operation.rust_method.trim_start_matches("r#"));
            space.take(
                scope,
                &rust,
                entry.name.span,
                format!("the way to resolve `{}`", operation.name),
            );
        }
    }
}

fn operation_names(
    scope: &Scope<'_>,
    name: &Spanned<String>,
    raw: &spec::Operation,
    operation: &Operation,
) {
    let span_of = |input: &InputField| {
        let own = raw
            .inputs
            .iter()
            .find(|(known, _)| known.value == input.name)
            .map(|(known, _)| known.span);
        own.unwrap_or(name.span)
    };
    let mut required = Namespace::default();
    let mut setters = Namespace::reserved(&["deadline", "retries", "send", "build", "into_future"]);
    for input in &operation.inputs {
        let space = if input.optional {
            &mut setters
        } else {
            &mut required
        };
        space.take(
            scope,
            &input.rust,
            span_of(input),
            format!("the input `{}`", input.name),
        );
    }
    let mut codes = Namespace::reserved(&["Invalid", "Provider", "Unknown"]);
    for (code, (_, raw)) in operation.codes.iter().zip(&raw.codes) {
        codes.take(
            scope,
            &code.rust,
            raw.name.span,
            format!("the code `{}`", code.name),
        );
    }
}
