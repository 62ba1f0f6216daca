//! Values of examples, as the Rust that a caller writes.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::source::{ident, number, print_statements};
use super::types;
use crate::decide::{example, names};
use crate::model::{
    ExampleValue, InputField, InputShape, Operation, OperationId, OperationKind, Provider, Scalar,
    TypeDef, TypeKind, ValueType,
};

/// How a page calls an operation, as text; empty where there is no example to take it from.
pub(super) fn example(provider: &Provider, id: OperationId) -> Result<String, EmitError> {
    let operation = &provider[id];
    let shown = example::shown(operation).or_else(|| operation.examples.first());
    let Some(inputs) = shown.and_then(|shown| example::inputs(provider, operation, shown)) else {
        return Ok(String::new());
    };
    let call = call(provider, operation, &inputs, &TokenStream::new())?;
    let statement = match operation.kind {
        OperationKind::Call => quote!(let answer = client #call .await?;),
        OperationKind::BrowserForm => quote!(let form = client #call .build()?;),
    };
    print_statements(&statement, &operation.name)
}

/// Where a value is written: how the provider's module is reached from there, and which values inside of it are expressions
/// instead of those of the example, by the names that lead to them.
#[derive(Clone)]
pub(in super::super) struct Site<'a> {
    module: &'a TokenStream,
    taken: Vec<(&'a [String], &'a TokenStream)>,
}

impl<'a> Site<'a> {
    /// A place from which the provider's module is reached by this path, with its colons.
    pub fn new(module: &'a TokenStream) -> Self {
        Self {
            module,
            taken: Vec::new(),
        }
    }

    /// The same place, with an expression at the end of these names.
    pub fn with(mut self, names: &'a [String], expression: &'a TokenStream) -> Self {
        self.taken.push((names, expression));
        self
    }

    /// What is inside of a value, under a name.
    fn under(&self, name: &str) -> Self {
        let inside = self.taken.iter().filter_map(|(names, expression)| {
            let (first, rest) = names.split_first()?;
            (first == name).then_some((rest, *expression))
        });
        Self {
            module: self.module,
            taken: inside.collect(),
        }
    }

    /// The expression that is written here.
    fn expression(&self) -> Option<TokenStream> {
        let here = self.taken.iter().find(|(names, _)| names.is_empty());
        here.map(|(_, expression)| (*expression).clone())
    }
}

/// The call of an operation, from the dot on. `module` is the path of the provider's module, with its colons.
pub(in super::super) fn call(
    provider: &Provider,
    operation: &Operation,
    inputs: &[(usize, ExampleValue)],
    module: &TokenStream,
) -> Result<TokenStream, EmitError> {
    call_at(provider, operation, inputs, &Site::new(module))
}

/// The call of an operation, from the dot on.
pub(in super::super) fn call_at(
    provider: &Provider,
    operation: &Operation,
    inputs: &[(usize, ExampleValue)],
    site: &Site<'_>,
) -> Result<TokenStream, EmitError> {
    let module = site.module;
    let (method, name, area) = (
        ident(&operation.rust_method)?,
        ident(&operation.rust)?,
        ident(&provider[operation.area].rust)?,
    );
    let given = |place: usize| {
        inputs
            .iter()
            .find(|(given, _)| *given == place)
            .map(|(_, value)| value)
    };
    let (mut fields, mut setters) = (Vec::new(), Vec::new());
    for (place, input) in operation.inputs.iter().enumerate() {
        let Some(found) = given(place) else { continue };
        let field = ident(&input.rust)?;
        let site = site.under(&input.name);
        if input.optional {
            let value = argument(provider, &input.value, found, &site)?;
            setters.push(quote!(.#field(#value)));
        } else {
            let value = value(provider, &input.value, found, &site)?;
            fields.push(quote!(#field: #value));
        }
    }
    let required = operation.inputs.iter().any(|input| !input.optional);
    let inputs = required.then(|| quote!(#module #area::#name { #(#fields),* }));
    Ok(quote!(.#method(#inputs) #(#setters)*))
}

/// A value as a field takes it.
pub(in super::super) fn value(
    provider: &Provider,
    kind: &ValueType,
    value: &ExampleValue,
    site: &Site<'_>,
) -> Result<TokenStream, EmitError> {
    if let Some(expression) = site.expression() {
        return Ok(expression);
    }
    let module = site.module;
    let misfit = |what: &str| {
        EmitError::new(
            &provider.name,
            format!("an example's value does not fit: {what}"),
        )
    };
    match (kind, value) {
        (ValueType::Scalar(kind), ExampleValue::Text(text)) => scalar(kind, text),
        (ValueType::List(item), ExampleValue::List(items)) => {
            let items = items
                .iter()
                .map(|found| self::value(provider, item, found, &Site::new(module)));
            let items: Vec<_> = items.collect::<Result<_, _>>()?;
            // An array is printed with a line for each item; what stands in a macro is not.
            Ok(if items.is_empty() {
                quote!(Vec::new())
            } else {
                quote!(Vec::from([#(#items),*]))
            })
        }
        (ValueType::Named(id), found) => {
            let def = &provider[*id];
            let (area, name) = (ident(&provider[def.area].rust)?, ident(&def.rust)?);
            let path = quote!(#module #area::#name);
            match (&def.kind, found) {
                (TypeKind::Enum(open), ExampleValue::Text(text)) => {
                    match open.values.iter().find(|value| value.name == *text) {
                        Some(value) => {
                            let variant = ident(&value.rust)?;
                            Ok(quote!(#path::#variant))
                        }
                        None => Ok(quote!(#path::from_code(#text))),
                    }
                }
                (TypeKind::Identifier(identifier), ExampleValue::Text(text)) => {
                    let text = plain_scalar(identifier.scalar.scalar(), text)?;
                    Ok(quote!(#path::new(#text)))
                }
                (TypeKind::Input(shape), ExampleValue::Object(found)) => {
                    let fields = object(provider, def, "", shape, found, site)?;
                    Ok(quote!(#path { #(#fields),* }))
                }
                (TypeKind::Choice(variants), ExampleValue::Object(found)) => {
                    let [(name, ExampleValue::Object(found))] = found.as_slice() else {
                        return Err(misfit("a choice is one variant"));
                    };
                    let variant = variants.iter().find(|variant| variant.name == *name);
                    let variant = variant.ok_or_else(|| misfit("a choice has no such variant"))?;
                    let site = site.under(name);
                    let fields =
                        object(provider, def, &variant.rust, &variant.shape, found, &site)?;
                    let variant = ident(&variant.rust)?;
                    Ok(quote!(#path::#variant { #(#fields),* }))
                }
                _ => Err(misfit(&def.name)),
            }
        }
        _ => Err(misfit(
            "a single value, a list or an object stands where another belongs",
        )),
    }
}

/// The fields of an object, its options last.
fn object(
    provider: &Provider,
    def: &TypeDef,
    variant: &str,
    shape: &InputShape,
    found: &[(String, ExampleValue)],
    site: &Site<'_>,
) -> Result<Vec<TokenStream>, EmitError> {
    let module = site.module;
    let given = |input: &InputField| {
        found
            .iter()
            .find(|(name, _)| *name == input.name)
            .map(|(_, value)| value)
    };
    let (mut fields, mut setters) = (Vec::new(), Vec::new());
    for input in &shape.inputs {
        let Some(found) = given(input) else { continue };
        let field = ident(&input.rust)?;
        let site = site.under(&input.name);
        if input.optional {
            let value = argument(provider, &input.value, found, &site)?;
            setters.push(quote!(.#field(#value)));
        } else {
            let value = value(provider, &input.value, found, &site)?;
            fields.push(quote!(#field: #value));
        }
    }
    if shape.inputs.iter().any(|input| input.optional) {
        let (area, name) = (
            ident(&provider[def.area].rust)?,
            ident(&options_name(def, variant))?,
        );
        fields.push(quote!(options: #module #area::#name::default() #(#setters)*));
    }
    Ok(fields)
}

fn options_name(def: &TypeDef, variant: &str) -> String {
    names::with(
        &if variant.is_empty() {
            def.rust.clone()
        } else {
            names::with(&def.rust, variant)
        },
        "Options",
    )
}

/// A value as a setter takes it: what it converts by itself is written plainly.
fn argument(
    provider: &Provider,
    kind: &ValueType,
    found: &ExampleValue,
    site: &Site<'_>,
) -> Result<TokenStream, EmitError> {
    if let Some(expression) = site.expression() {
        return Ok(expression);
    }
    match (kind, found) {
        (ValueType::Scalar(scalar), ExampleValue::Text(text)) => plain_scalar(scalar, text),
        _ => value(provider, kind, found, site),
    }
}

/// A single value for what converts a text by itself.
fn plain_scalar(kind: &Scalar, text: &str) -> Result<TokenStream, EmitError> {
    match kind {
        Scalar::Text | Scalar::Base64Text | Scalar::Secret | Scalar::RotatingSecret => {
            Ok(quote!(#text))
        }
        kind => scalar(kind, text),
    }
}

fn scalar(kind: &Scalar, text: &str) -> Result<TokenStream, EmitError> {
    Ok(match kind {
        Scalar::Text | Scalar::Base64Text => quote!(#text.to_owned()),
        Scalar::Secret | Scalar::RotatingSecret => quote!(#text.into()),
        Scalar::Integer => {
            let number = number(text)?;
            quote!(#number)
        }
        Scalar::Boolean => {
            let value = matches!(text, "true" | "1" | "TRUE" | "True");
            quote!(#value)
        }
        Scalar::DateTime(format) => {
            let form = types::time_form(format);
            quote!(runtime::Timestamp::read(#text, #form)?)
        }
        Scalar::Portion { .. } if text == "full" => quote!(runtime::Portion::Full),
        _ => quote!(#text.parse()?),
    })
}
