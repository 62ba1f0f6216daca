//! Places: where things of a model stand in the spec and in Rust.

use super::report::Place;
use crate::decide::names;
use crate::model::{AreaId, Callback, InputField, Operation, OperationKind, Provider, TypeDef};

/// A provider.
pub(super) fn provider(provider: &Provider) -> Place {
    Place::new(&provider.name, provider.name.clone(), root(provider))
}

/// The Rust path of a provider's module.
pub(super) fn root(provider: &Provider) -> String {
    format!("generated_client::{}", provider.name)
}

/// The Rust path of an area's module.
pub(super) fn area(provider: &Provider, id: AreaId) -> String {
    format!("{}::{}", root(provider), provider[id].rust)
}

/// The Rust paths of an operation.
pub(super) struct OperationPaths {
    /// Its type.
    pub own: String,
    /// The method of the client.
    pub method: String,
    /// The method that resolves.
    pub resolve: String,
    /// What holds the setters of optional inputs.
    pub call: String,
    /// The types that are made with it.
    pub options: String,
    pub answer: String,
    pub error: String,
    pub reference: String,
}

impl OperationPaths {
    /// Those of an operation.
    pub fn new(provider: &Provider, operation: &Operation) -> Self {
        let (root, area) = (root(provider), area(provider, operation.area));
        let with = |word| format!("{area}::{}", names::with(&operation.rust, word));
        let call = match operation.kind {
            OperationKind::Call => "Call",
            OperationKind::BrowserForm => "Form",
        };
        Self {
            own: format!("{area}::{}", operation.rust),
            method: format!("{root}::Client::{}", operation.rust_method),
            resolve: format!(
                "{root}::Client::{}",
                names::behind("resolve", &operation.rust_method)
            ),
            call: format!("{root}::{call}<{}>", operation.rust),
            options: with("Options"),
            answer: with("Answer"),
            error: with("Error"),
            reference: with("Reference"),
        }
    }

    /// All of them.
    pub fn all(self) -> [String; 8] {
        let Self {
            own,
            method,
            resolve,
            call,
            options,
            answer,
            error,
            reference,
        } = self;
        [
            own, method, resolve, call, options, answer, error, reference,
        ]
    }
}

/// An operation, with everything that is made of it.
pub(super) fn operation(provider: &Provider, operation: &Operation) -> Place {
    let spec = format!("{}.{}", provider.name, operation.name);
    let paths = OperationPaths::new(provider, operation);
    // It is there only while there is a form.
    let form = matches!(operation.kind, OperationKind::BrowserForm)
        .then(|| format!("{}::Form", root(provider)));
    Place::new(&provider.name, spec, paths.own.clone())
        .touching(paths.all())
        .touching(form)
}

/// An input of an operation.
pub(super) fn operation_input(
    provider: &Provider,
    operation: &Operation,
    input: &InputField,
) -> Place {
    let paths = OperationPaths::new(provider, operation);
    let (field, setter) = (
        format!("{}::{}", paths.own, input.rust),
        format!("{}::{}", paths.call, input.rust),
    );
    let (shown, other) = if input.optional {
        (setter, field)
    } else {
        (field, setter)
    };
    let options = format!("{}::Options", paths.own);
    self::operation(provider, operation)
        .of(&format!("inputs.{}", input.name), shown)
        .touching([other, options, paths.options, paths.method, paths.reference])
}

/// A named type, with everything that is made of it.
pub(super) fn type_def(provider: &Provider, def: &TypeDef) -> Place {
    let spec = format!("{}.{}", provider.name, def.name);
    let rust = format!("{}::{}", area(provider, def.area), def.rust);
    let options = format!(
        "{}::{}",
        area(provider, def.area),
        names::with(&def.rust, "Options")
    );
    Place::new(&provider.name, spec, rust).touching([options])
}

/// A callback, with everything that is made of it.
pub(super) fn callback(provider: &Provider, callback: &Callback) -> Place {
    let spec = format!("{}.{}", provider.name, callback.name);
    let area = area(provider, callback.area);
    let confirm = names::behind("confirm", &crate::names::snake(&callback.name));
    Place::new(&provider.name, spec, format!("{area}::{}", callback.rust)).touching([
        format!("{area}::{}", names::with(&callback.rust, "Expected")),
        format!("{}::Client::{confirm}", root(provider)),
    ])
}
