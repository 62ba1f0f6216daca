//! The provider's tables of error codes.

use quote::quote;

use super::super::EmitError;
use super::super::source::{Module, doc, doc_line, ident};
use crate::decide::{doc as docs, markdown};
use crate::model::Provider;

/// Fills the module.
pub(super) fn fill(module: &mut Module, provider: &Provider) -> Result<(), EmitError> {
    for table in &provider.code_tables {
        let name = ident(&table.rust)?;
        let (mut variants, mut codes, mut meanings, mut known) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for code in &table.codes {
            let (variant, text, summary) = (ident(&code.rust)?, &code.code, &code.summary);
            let docs = doc(docs::error_code(code));
            variants.push(quote!(#docs #variant,));
            codes.push(quote!(Self::#variant => #text,));
            meanings.push(quote!(Self::#variant => #summary,));
            known.push(quote!(#text => Self::#variant,));
        }
        let docs = doc_line(&format!(
            "An error code of {}, whatever the operation. An operation's own codes stand in its own error.",
            markdown::inline(&provider.title)
        ));
        let (code_doc, meaning_doc, from_doc) = (
            doc_line("The code as the provider writes it."),
            doc_line("What it means."),
            doc_line("The code of this text, where it is listed."),
        );
        module.items.push(quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name { #(#variants)* }
        });
        module.items.push(quote! {
            impl #name {
                #from_doc
                pub fn from_code(code: &str) -> Option<Self> {
                    Some(match code {
                        #(#known)*
                        _ => return None,
                    })
                }

                #code_doc
                pub fn code(self) -> &'static str {
                    match self { #(#codes)* }
                }

                #meaning_doc
                pub fn meaning(self) -> &'static str {
                    match self { #(#meanings)* }
                }
            }
        });
    }
    Ok(())
}
