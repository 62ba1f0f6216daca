//! What a test asserts of an answer: one line for each value.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::EmitError;
use super::super::rust::time_form;
use super::super::source::{ident, number};
use crate::decide::expect::{self, Expected};
use crate::decide::names;
use crate::decide::operation::{Class, Content, Output, shape};
use crate::model::{
    AnswerField, Example, ExampleOutcome, Operation, Provider, Scalar, TypeId, TypeKind, ValueType,
};

/// The assertions on `answer`, a borrowed output; `body` is the constant that holds the whole answer.
pub(super) fn good(
    provider: &Provider,
    operation: &Operation,
    example: &Example,
    body: &Ident,
) -> Result<TokenStream, EmitError> {
    let expected = expect::expected(provider, operation, example).unwrap_or(Expected::Nothing);
    let shape = shape(operation)?;
    let mut asserts = Vec::new();
    let (content, class) = match &shape.output {
        Output::Single(content) => (Some(*content), None),
        Output::Classes(classes) => {
            let wanted = match example.outcome {
                ExampleOutcome::Accepted => Class::Accepted,
                ExampleOutcome::Open => Class::Open,
                _ => Class::Done,
            };
            (
                classes
                    .iter()
                    .find(|(class, _)| *class == wanted)
                    .map(|(_, content)| *content),
                Some(wanted),
            )
        }
    };
    if let Some(class) = class {
        let (provider_name, area) = (
            ident(&provider.name)?,
            ident(&provider[operation.area].rust)?,
        );
        let name = ident(&names::with(&operation.rust, "Answer"))?;
        let class = ident(match class {
            Class::Done => "Done",
            Class::Accepted => "Accepted",
            Class::Open => "Open",
        })?;
        let path = quote!(#provider_name::#area::#name::#class);
        asserts.push(if content == Some(Content::Nothing) {
            quote!(assert!(matches!(answer, #path), "{answer:?}");)
        } else {
            quote!(let #path(answer) = answer else { panic!("{answer:?}") };)
        });
    }
    match (content, expected) {
        (Some(Content::Html), _) => asserts.push(quote!(assert_eq!(answer.as_str(), #body);)),
        (Some(Content::Value(kind)), expected) => {
            let root = Place {
                tokens: quote!(answer),
                optional: false,
                root: true,
            };
            value(provider, kind, &expected, &root, &mut asserts)?;
        }
        _ => {}
    }
    if class.is_some() && asserts.len() == 1 && content != Some(Content::Nothing) {
        asserts.push(quote!(let _ = answer;));
    }
    Ok(quote!(#(#asserts)*))
}

/// Where a value stands.
struct Place {
    tokens: TokenStream,
    optional: bool,
    root: bool,
}

impl Place {
    /// The value itself, for comparing.
    fn value(&self) -> TokenStream {
        let tokens = &self.tokens;
        if self.root {
            quote!(*#tokens)
        } else {
            quote!(#tokens)
        }
    }

    /// The value, there for sure, for methods.
    fn present(&self, name: &str) -> TokenStream {
        let tokens = &self.tokens;
        if self.optional {
            quote!(#tokens.as_ref().expect(#name))
        } else {
            quote!(#tokens)
        }
    }

    fn inner(tokens: TokenStream, optional: bool) -> Self {
        Self {
            tokens,
            optional,
            root: false,
        }
    }
}

fn value(
    provider: &Provider,
    kind: &ValueType,
    expected: &Expected,
    place: &Place,
    asserts: &mut Vec<TokenStream>,
) -> Result<(), EmitError> {
    let tokens = &place.tokens;
    let plain = |wanted: TokenStream| {
        let found = place.value();
        if place.optional {
            quote!(assert_eq!(#found, Some(#wanted));)
        } else {
            quote!(assert_eq!(#found, #wanted);)
        }
    };
    asserts.push(match expected {
        Expected::Nothing => return Ok(()),
        Expected::Absent => quote!(assert!(#tokens.is_none());),
        Expected::Text(text) if place.optional => {
            quote!(assert_eq!(#tokens.as_deref(), Some(#text));)
        }
        Expected::Text(text) => plain(quote!(#text)),
        Expected::Secret(text) => {
            let found = place.present("a value");
            quote!(assert_eq!(#found.expose(), #text);)
        }
        Expected::Integer(value) => {
            let value = number(value)?;
            plain(quote!(#value))
        }
        Expected::Shown(text) => {
            let found = place.present("a value");
            quote!(assert_eq!(#found.to_string(), #text);)
        }
        Expected::Boolean(value) if place.optional => quote!(assert_eq!(#tokens, Some(#value));),
        Expected::Boolean(true) => {
            let found = place.value();
            quote!(assert!(#found);)
        }
        Expected::Boolean(false) => {
            let found = place.value();
            quote!(assert!(!#found);)
        }
        Expected::Moment(text) => {
            let ValueType::Scalar(Scalar::DateTime(format)) = kind else {
                return Ok(());
            };
            let form = time_form(format);
            plain(quote!(runtime::Timestamp::read(#text, #form).expect("a moment")))
        }
        Expected::Value(id, variant) => {
            let TypeKind::Enum(open) = &provider[*id].kind else {
                return Ok(());
            };
            let Some(variant) = open.values.get(*variant) else {
                return Ok(());
            };
            let (path, variant) = (type_path(provider, *id)?, ident(&variant.rust)?);
            plain(quote!(#path::#variant))
        }
        Expected::UnknownCode(id, code) => {
            let path = type_path(provider, *id)?;
            plain(quote!(#path::Unknown(#code.to_owned())))
        }
        Expected::Identifier(id, made_of) => {
            let made_of = match &**made_of {
                Expected::Text(text) | Expected::Secret(text) => quote!(#text),
                Expected::Integer(value) => {
                    let value = number(value)?;
                    quote!(#value)
                }
                _ => return Ok(()),
            };
            let path = type_path(provider, *id)?;
            plain(quote!(#path::new(#made_of)))
        }
        Expected::Object(id, fields) => {
            let TypeKind::Answer(known) = &provider[*id].kind else {
                return Ok(());
            };
            let object = if place.optional {
                quote!(inner)
            } else {
                tokens.clone()
            };
            let mut inside = Vec::new();
            for (at, expected) in fields {
                let Some(AnswerField {
                    rust,
                    value: kind,
                    optional,
                    ..
                }) = known.get(*at)
                else {
                    continue;
                };
                let name = ident(rust)?;
                value(
                    provider,
                    kind,
                    expected,
                    &Place::inner(quote!(#object.#name), *optional),
                    &mut inside,
                )?;
            }
            if !place.optional {
                asserts.extend(inside);
                return Ok(());
            }
            if inside.is_empty() {
                quote!(assert!(#tokens.is_some());)
            } else {
                quote!({
                    let inner = #tokens.as_ref().expect("an object");
                    #(#inside)*
                })
            }
        }
        Expected::List(items) => return list(provider, kind, items, place, asserts),
        Expected::Map(entries) => {
            let (ValueType::Map(item), map) = (kind, place.present("a map")) else {
                return Ok(());
            };
            let count = number(entries.len())?;
            asserts.push(quote!(assert_eq!(#map.len(), #count);));
            for (key, expected) in entries {
                let key = number(key)?;
                value(
                    provider,
                    item,
                    expected,
                    &Place::inner(quote!(#map[&#key]), false),
                    asserts,
                )?;
            }
            return Ok(());
        }
    });
    Ok(())
}

fn list(
    provider: &Provider,
    kind: &ValueType,
    items: &[Expected],
    place: &Place,
    asserts: &mut Vec<TokenStream>,
) -> Result<(), EmitError> {
    let ValueType::List(item) = kind else {
        return Ok(());
    };
    let list = place.present("a list");
    let simple = items.iter().map(|item| match item {
        Expected::Integer(value) => number(value).ok().map(|value| quote!(#value)),
        Expected::Text(text) => Some(quote!(#text)),
        _ => None,
    });
    match simple.collect::<Option<Vec<_>>>() {
        Some(simple) if simple.is_empty() => asserts.push(quote!(assert!(#list.is_empty());)),
        Some(simple) => {
            let list = if place.root || place.optional {
                quote!(*#list)
            } else {
                list
            };
            asserts.push(quote!(assert_eq!(#list, [#(#simple),*]);));
        }
        None => {
            let count = number(items.len())?;
            asserts.push(quote!(assert_eq!(#list.len(), #count);));
            for (at, expected) in items.iter().enumerate() {
                let at = number(at)?;
                value(
                    provider,
                    item,
                    expected,
                    &Place::inner(quote!(#list[#at]), false),
                    asserts,
                )?;
            }
        }
    }
    Ok(())
}

fn type_path(provider: &Provider, id: TypeId) -> Result<TokenStream, EmitError> {
    let def = &provider[id];
    let (provider_name, area, name) = (
        ident(&provider.name)?,
        ident(&provider[def.area].rust)?,
        ident(&def.rust)?,
    );
    Ok(quote!(#provider_name::#area::#name))
}
