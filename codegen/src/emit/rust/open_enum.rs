//! Open enums: named values of a code, and any other code kept.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::source::{doc, doc_line, ident};
use crate::decide::doc as docs;
use crate::model::{Direction, EnumCoding, EnumType, TypeDef};

/// The enum and what it does.
pub(super) fn items(def: &TypeDef, open: &EnumType) -> Result<Vec<TokenStream>, EmitError> {
    let name = ident(&def.rust)?;
    let (mut variants, mut codes, mut known) = (Vec::new(), Vec::new(), Vec::new());
    for value in &open.values {
        let (variant, code, docs) = (
            ident(&value.rust)?,
            &value.code,
            doc(docs::enum_value(value)),
        );
        variants.push(quote!(#docs #variant,));
        codes.push(quote!(Self::#variant => #code,));
        let read = std::iter::once(&value.code).chain(&value.also);
        known.push(if open.ignore_case {
            let read = read.map(|code| quote!(code.eq_ignore_ascii_case(#code)));
            quote!(_ if #(#read)||* => Self::#variant,)
        } else {
            quote!(#(#read)|* => Self::#variant,)
        });
    }
    let coding = match open.coding {
        EnumCoding::Integer => quote!(Integer),
        EnumCoding::Text => quote!(Text),
    };
    let docs = doc(docs::type_def(def));
    let (unknown, code_doc, from_doc) = (
        doc_line("A code that is not listed."),
        doc_line("The code as it is written."),
        doc_line("The value of a code."),
    );
    let mut items = vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                #unknown
                Unknown(String),
            }
        },
        quote! {
            impl #name {
                #from_doc
                pub fn from_code(code: &str) -> Self {
                    match code {
                        #(#known)*
                        _ => Self::Unknown(code.to_owned()),
                    }
                }

                #code_doc
                pub fn code(&self) -> &str {
                    match self {
                        #(#codes)*
                        Self::Unknown(code) => code,
                    }
                }
            }
        },
    ];
    if matches!(def.direction, Direction::Answer | Direction::Both) {
        let lenient = open.lenient;
        items.push(quote! {
            impl runtime::FromAnswer for #name {
                fn from_answer(value: runtime::Value<'_>) -> Result<Self, runtime::ReadError> {
                    let code = value.enum_code(runtime::EnumCoding::#coding, #lenient)?;
                    Ok(Self::from_code(&code))
                }
            }
        });
        items.push(quote!(runtime::serialize_code!(#name, #coding);));
    }
    if matches!(def.direction, Direction::Input | Direction::Both) {
        items.push(quote! {
            impl runtime::ToWire for #name {
                fn to_wire(&self) -> runtime::Wire {
                    runtime::Wire::code(runtime::EnumCoding::#coding, self.code())
                }
            }
        });
    }
    Ok(items)
}
