//! Types of answers: a struct each, and how it is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::scope::Scope;
use super::super::source::{doc, ident};
use super::types;
use crate::decide::{doc as docs, serialized};
use crate::model::{AnswerField, Scalar, TypeDef, ValueType};

/// The struct and what it does.
pub(super) fn items(
    scope: &Scope<'_>,
    def: &TypeDef,
    fields: &[AnswerField],
) -> Result<Vec<TokenStream>, EmitError> {
    let name = ident(&def.rust)?;
    let docs = doc(docs::type_def(def));
    let declared = fields
        .iter()
        .map(|field| declaration(scope, field))
        .collect::<Result<Vec<_>, _>>()?;
    let read = fields
        .iter()
        .map(|field| {
            let (name, read) = (ident(&field.rust)?, read(field)?);
            Ok::<_, EmitError>(quote!(#name: #read,))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let shown = serialized::fields(scope.provider, fields)
        .into_iter()
        .map(|field| {
            let (wire, name) = (serialized::name(field), ident(&field.rust)?);
            Ok::<_, EmitError>(quote!(#wire => #name))
        });
    let shown: Vec<_> = shown.collect::<Result<_, _>>()?;
    let object = if fields.is_empty() {
        quote!(value.object()?;)
    } else {
        quote!(let object = value.object()?;)
    };
    Ok(vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub struct #name { #(#declared)* }
        },
        quote! {
            impl runtime::FromAnswer for #name {
                fn from_answer(value: runtime::Value<'_>) -> Result<Self, runtime::ReadError> {
                    #object
                    Ok(Self { #(#read)* })
                }
            }
        },
        quote!(runtime::serialize_answer!(#name { #(#shown,)* });),
    ])
}

/// A field as it is declared.
pub(super) fn declaration(
    scope: &Scope<'_>,
    field: &AnswerField,
) -> Result<TokenStream, EmitError> {
    let (name, kind) = (
        ident(&field.rust)?,
        types::answer_type(scope, &field.value)?,
    );
    let docs = doc(docs::answer_field(scope.provider, field));
    let kind = if field.optional {
        quote!(Option<#kind>)
    } else {
        kind
    };
    Ok(quote!(#docs pub #name: #kind,))
}

/// A field as it is read from `object`.
pub(super) fn read(field: &AnswerField) -> Result<TokenStream, EmitError> {
    let AnswerField { wire, leniency, .. } = field;
    let absent = &leniency.absent;
    let steps = [
        leniency.number.then(|| quote!(.or_number())),
        leniency.text.then(|| quote!(.or_text())),
        leniency.bit.then(|| quote!(.or_bit())),
        leniency.single.then(|| quote!(.or_single())),
        (!absent.is_empty()).then(|| quote!(.absent(&[#(#absent),*]))),
    ];
    let steps = steps.into_iter().flatten();
    let last = match (&field.value, field.optional) {
        (ValueType::Scalar(Scalar::DateTime(format)), optional) => {
            let form = types::time_form(format);
            if optional {
                quote!(optional_time(#form))
            } else {
                quote!(required_time(#form))
            }
        }
        (value, _) if holds_time(value) => {
            return Err(EmitError::new(
                &field.name,
                "is a list of moments, which no client can read yet",
            ));
        }
        (_, true) => quote!(optional()),
        (_, false) => quote!(required()),
    };
    Ok(quote!(object.field(&[#(#wire),*]) #(#steps)* .#last?))
}

fn holds_time(value: &ValueType) -> bool {
    match value {
        ValueType::List(item) | ValueType::Map(item) => holds_time(item),
        ValueType::Scalar(scalar) => matches!(scalar, Scalar::DateTime(_)),
        ValueType::Named(_) => false,
    }
}
