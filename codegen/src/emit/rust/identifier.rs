//! Identifiers: single values with a type of their own.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::source::{doc, ident};
use crate::decide::doc as docs;
use crate::model::{IdentifierScalar, TypeDef};

/// The struct; what it does is the same for each, and the runtime's.
pub(super) fn items(
    def: &TypeDef,
    scalar: IdentifierScalar,
) -> Result<Vec<TokenStream>, EmitError> {
    let name = ident(&def.rust)?;
    let docs = doc(docs::type_def(def));
    let (derived, inner, made_of) = match scalar {
        IdentifierScalar::Text => (
            quote!(Clone, Debug, PartialEq, Eq, Hash),
            quote!(String),
            quote!(Text),
        ),
        IdentifierScalar::Integer => (
            quote!(Clone, Copy, Debug, PartialEq, Eq, Hash),
            quote!(i64),
            quote!(Integer),
        ),
        IdentifierScalar::Secret => (
            quote!(Clone, Debug, PartialEq, Eq),
            quote!(runtime::Secret),
            quote!(Secret),
        ),
        IdentifierScalar::RotatingSecret => (
            quote!(Clone, Debug, PartialEq, Eq),
            quote!(runtime::RotatingSecret),
            quote!(RotatingSecret),
        ),
    };
    Ok(vec![
        quote! {
            #docs
            #[derive(#derived)]
            pub struct #name(#inner);
        },
        quote!(runtime::identifier!(#name, #made_of);),
    ])
}
