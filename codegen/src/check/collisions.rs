//! Names that become one in Rust, or that generated code takes for itself. Nothing is renamed: the author gives one of the
//! two an explicit `name:`.

use std::collections::BTreeMap;

use crate::check::{Scope, code};
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
        let help = "give it another name in Rust with `name: …`";
        self.take_or(scope, rust, span, what, help);
    }

    /// Takes a name that cannot be another one in Rust than in the spec.
    fn take_key(&mut self, scope: &Scope<'_>, rust: &str, span: Span, what: String) {
        self.take_or(scope, rust, span, what, "give it another name");
    }

    fn take_or(&mut self, scope: &Scope<'_>, rust: &str, span: Span, what: String, help: &str) {
        let finding = match self.0.get(rust) {
            None => {
                self.0.insert(rust.to_owned(), Taken::Spec { span, what });
                return;
            }
            // What is called by a name that is no key, such as a code.
            Some(Taken::Spec {
                span: first,
                what: other,
            }) if *other == what => {
                let finding = Finding::new(code::COLLISION, span, format!("{what} is there twice"))
                    .at_odds(*first, ["this one", "and this one"])
                    .help("give one of them another name");
                scope.sink.push(finding);
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
            .at_odds(*first, ["this one", "and this one"]),
            Some(Taken::Generated) => Finding::new(
                code::COLLISION,
                span,
                format!("{what} would be `{rust}` in Rust, which generated code has of its own"),
            )
            .label("the name is taken"),
        };
        scope.sink.push(finding.help(help));
    }
}

/// Finds every collision of a provider.
pub fn find(scope: &Scope<'_>, provider: &Provider) {
    modules(scope, provider);
    types(scope, provider);
    methods(scope, provider);
    credentials(scope);
    callbacks(scope);
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
            space.take_key(
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
        space.take_or(
            scope,
            &area.rust,
            raw.name.span,
            format!("the area `{}`", area.name),
            "rename the area",
        );
    }
}

/// Types share one namespace in a provider, although they live in modules, so that no reader meets two of one name.
fn types(scope: &Scope<'_>, provider: &Provider) {
    let mut space = Namespace::reserved(&[
        "Alternatives",
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
        let rust = crate::check::rust_pascal(entry.name, entry.raw.name.as_ref());
        space.take(
            scope,
            &rust,
            entry.name.span,
            format!("the callback `{}`", entry.name.value),
        );
        if entry.raw.confirm.is_some() {
            space.take(
                scope,
                &format!("{}Expected", rust.trim_end_matches('_')),
                entry.name.span,
                format!("a type of the callback `{}`", entry.name.value),
            );
        }
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
    for entry in scope.callbacks.iter() {
        if entry.raw.confirm.is_some() {
            let rust = crate::names::snake(&entry.name.value);
            space.take(
                scope,
                &format!(
                    "confirm_{}",
                    rust.trim_start_matches("r#").trim_matches('_')
                ),
                entry.name.span,
                format!("the way to confirm `{}`", entry.name.value),
            );
        }
    }
}

/// Sets of credentials, and the values of each; APIs and alternatives, as the client's builder has them.
fn credentials(scope: &Scope<'_>) {
    let mut sets = Namespace::reserved(&[
        "new",
        "into_values",
        "test",
        "test_from_env",
        "live",
        "live_from_env",
    ]);
    for entry in scope.credential_sets.iter() {
        let rust = crate::check::rust_snake(entry.name, entry.raw.name.as_ref());
        let what = format!("the set of credentials `{}`", entry.name.value);
        sets.take(scope, &rust, entry.name.span, what);
        let mut values = Namespace::default();
        for (name, value) in &entry.raw.values {
            let rust = crate::check::rust_snake(name, value.name.as_ref());
            values.take(
                scope,
                &rust,
                name.span,
                format!("the credential `{}`", name.value),
            );
        }
    }
    let mut apis = Namespace::default();
    for entry in scope.apis.iter() {
        let rust = crate::check::rust_variant(entry.name, entry.raw.name.as_ref());
        apis.take(
            scope,
            &rust,
            entry.name.span,
            format!("the API `{}`", entry.name.value),
        );
    }
    let mut fields = Namespace::default();
    for entry in scope.alternatives.iter() {
        let rust = crate::names::snake(&entry.name.value);
        let what = format!("the alternative `{}`", entry.name.value);
        fields.take_key(scope, &rust, entry.name.span, what);
    }
}

fn callbacks(scope: &Scope<'_>) {
    for entry in scope.callbacks.iter() {
        let mut space = Namespace::default();
        for (name, field) in &entry.raw.fields {
            let rust = crate::check::rust_snake(name, field.name.as_ref());
            space.take(
                scope,
                &rust,
                name.span,
                format!("the field `{}`", name.value),
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
        let groups = raw.uses.names().filter_map(|group| {
            let group = scope.groups.get(scope.groups.position(group)?)?;
            let found = group.raw.inputs.position(&input.name)?;
            group
                .raw
                .inputs
                .iter()
                .nth(found)
                .map(|(known, _)| known.span)
        });
        own.or_else(|| groups.last()).unwrap_or(name.span)
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
    let mut examples = Namespace::default();
    for (example, _) in &raw.examples {
        let rust = crate::names::snake(&example.value);
        examples.take_key(
            scope,
            &rust,
            example.span,
            format!("the example `{}`", example.value),
        );
    }
    let mut codes = Namespace::reserved(&["Invalid", "Provider", "Unknown"]);
    for (code, (_, raw)) in operation.codes.iter().zip(&raw.codes) {
        codes.take_key(
            scope,
            &code.rust,
            raw.name.span,
            format!("the code `{}`", code.name),
        );
    }
}
