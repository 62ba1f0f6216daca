//! Why an operation is refused: an enum per operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::scope::{Place, Scope};
use super::super::source::{doc, doc_line, ident};
use crate::decide::operation::Shape;
use crate::decide::{doc as docs, markdown};
use crate::model::Operation;

/// The enum and what it does.
pub(super) fn items(
    scope: &Scope<'_>,
    operation: &Operation,
    shape: &Shape<'_>,
) -> Result<Vec<TokenStream>, EmitError> {
    let name = scope.of_operation(operation, "Error")?;
    let (mut variants, mut from_code, mut meanings) = (Vec::new(), Vec::new(), Vec::new());
    for code in &operation.codes {
        let (variant, text, summary, docs) = (
            ident(&code.rust)?,
            &code.code,
            &code.summary,
            doc(docs::error_code(code)),
        );
        variants.push(quote!(#docs #variant,));
        from_code.push(quote!(Some(#text) => Self::#variant,));
        meanings.push(quote!(Self::#variant => #summary,));
    }
    let mut unnamed = Vec::new();
    if shape.invalid {
        let docs = doc_line("Refused field by field.");
        variants.push(quote!(#docs Invalid(runtime::FieldErrors),));
        unnamed.push(quote!(Self::Invalid(_)));
    }
    let table = operation
        .code_table
        .map(|id| scope.name(Place::Root, &scope.provider[id].rust))
        .transpose()?;
    if let Some(table) = &table {
        let docs = doc_line("A code that means the same for every operation.");
        variants.push(quote!(#docs Provider(#table),));
        meanings.push(quote!(Self::Provider(code) => code.meaning(),));
    }
    unnamed.push(quote!(Self::Unknown { .. }));
    let (unknown, code_doc, message_doc) = (
        doc_line("A code that is not listed, or none."),
        doc_line("The code, where there is one."),
        doc_line("The provider's message."),
    );
    let docs = doc_line(&format!(
        "Why {} refuses [`{}`].",
        markdown::inline(&scope.provider.title),
        operation.rust
    ));
    let fields = if shape.invalid {
        quote!(fields)
    } else {
        quote!(_fields)
    };
    let invalid = shape.invalid.then(|| {
        quote! {
            if let Some(fields) = fields {
                return Self::Invalid(fields);
            }
        }
    });
    let unlisted = quote!(Self::Unknown {
        code: code.map(str::to_owned),
        message: message.to_owned()
    });
    let unlisted = match &table {
        None => unlisted,
        Some(table) => quote! {
            match code.and_then(#table::from_code) {
                Some(code) => Self::Provider(code),
                None => #unlisted,
            }
        },
    };
    let reason = if from_code.is_empty() {
        unlisted
    } else {
        quote!(match code { #(#from_code)* _ => #unlisted, })
    };
    Ok(vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                #unknown
                Unknown {
                    #code_doc
                    code: Option<String>,
                    #message_doc
                    message: String,
                },
            }
        },
        quote! {
            impl runtime::Refusal for #name {
                fn from_code(code: Option<&str>, message: &str, #fields: Option<runtime::FieldErrors>) -> Self {
                    #invalid
                    #reason
                }

                fn meaning(&self) -> &str {
                    match self {
                        #(#meanings)*
                        #(#unnamed)|* => "",
                    }
                }
            }
        },
    ])
}
