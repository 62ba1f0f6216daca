//! The Rust type of a value.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::scope::Scope;
use crate::model::{DateTimeForm, DateTimeFormat, Provider, Scalar, ValueType};

/// The type of a value that a caller gives.
pub(super) fn value_type(scope: &Scope<'_>, value: &ValueType) -> Result<TokenStream, EmitError> {
    Ok(match value {
        ValueType::Scalar(scalar) => scalar_type(scalar),
        ValueType::Named(id) => scope.type_def(*id)?,
        ValueType::List(item) => {
            let item = value_type(scope, item)?;
            quote!(Vec<#item>)
        }
        ValueType::Map(item) => {
            let item = value_type(scope, item)?;
            quote!(::std::collections::BTreeMap<i64, #item>)
        }
    })
}

/// The type of a value that an answer holds. It differs for Base64 texts alone, which answers do not always encode.
pub(super) fn answer_type(scope: &Scope<'_>, value: &ValueType) -> Result<TokenStream, EmitError> {
    match value {
        ValueType::Scalar(Scalar::Base64Text) => Ok(quote!(runtime::Base64Text)),
        ValueType::List(item) => {
            let item = answer_type(scope, item)?;
            Ok(quote!(Vec<#item>))
        }
        ValueType::Map(item) => {
            let item = answer_type(scope, item)?;
            Ok(quote!(::std::collections::BTreeMap<i64, #item>))
        }
        ValueType::Scalar(_) | ValueType::Named(_) => value_type(scope, value),
    }
}

fn scalar_type(scalar: &Scalar) -> TokenStream {
    match scalar {
        Scalar::Text | Scalar::Base64Text => quote!(String),
        Scalar::Secret => quote!(runtime::Secret),
        Scalar::RotatingSecret => quote!(runtime::RotatingSecret),
        Scalar::Integer => quote!(i64),
        Scalar::Decimal => quote!(runtime::Amount),
        Scalar::Boolean => quote!(bool),
        Scalar::Date => quote!(runtime::Date),
        Scalar::DateTime(_) => quote!(runtime::Timestamp),
        Scalar::CardNumber => quote!(runtime::CardNumber),
        Scalar::CardExpiry => quote!(runtime::CardExpiry),
        Scalar::Cvv => quote!(runtime::Cvv),
        Scalar::Currency => quote!(runtime::Currency),
        Scalar::Email => quote!(runtime::Email),
        Scalar::Phone => quote!(runtime::Phone),
        Scalar::IpAddress => quote!(::std::net::Ipv4Addr),
        Scalar::Url => quote!(runtime::Url),
        Scalar::Portion { .. } => quote!(runtime::Portion),
    }
}

/// Whether values of a type are copied by themselves, so that a borrow of one is needless.
pub(super) fn is_copy(provider: &Provider, value: &ValueType) -> bool {
    matches!(
        provider.scalar(value),
        Some(
            Scalar::Integer
                | Scalar::Decimal
                | Scalar::Boolean
                | Scalar::Date
                | Scalar::DateTime(_)
                | Scalar::CardExpiry
                | Scalar::Currency
                | Scalar::IpAddress
                | Scalar::Portion { .. }
        )
    )
}

/// The type of a setter's argument, and what is kept of it.
pub(super) fn argument(
    scope: &Scope<'_>,
    value: &ValueType,
    name: &proc_macro2::Ident,
) -> Result<(TokenStream, TokenStream), EmitError> {
    let kept = value_type(scope, value)?;
    Ok(match value {
        ValueType::Scalar(
            Scalar::Text | Scalar::Base64Text | Scalar::Secret | Scalar::RotatingSecret,
        ) => (quote!(impl Into<#kept>), quote!(#name.into())),
        _ => (kept, quote!(#name)),
    })
}

/// The arguments that say how a moment is written.
pub(super) fn time_form(format: &DateTimeFormat) -> TokenStream {
    let form = match format.form {
        DateTimeForm::Spaced => quote!(Spaced),
        DateTimeForm::TSeparated => quote!(TSeparated),
        DateTimeForm::Rfc3339 => quote!(Rfc3339),
    };
    let zone = match &format.zone {
        Some(zone) => quote!(#zone),
        None => quote!(None),
    };
    quote!(runtime::TimeForm::#form, #zone)
}
