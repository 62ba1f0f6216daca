//! The disputed facts of a provider: an enum each, and one struct of what is chosen.

use quote::quote;

use super::super::EmitError;
use super::super::source::{Module, doc, doc_line, ident};
use crate::decide::doc as docs;
use crate::model::Provider;

/// Fills the module.
pub(super) fn fill(
    module: &mut Module,
    provider: &Provider,
    runtime: &syn::Path,
) -> Result<(), EmitError> {
    let marker = ident(&provider.rust)?;
    module.uses = vec![
        quote!(use #runtime as runtime;),
        quote!(use super::#marker;),
    ];
    let mut fields = Vec::new();
    for alternative in &provider.alternatives {
        let (name, field) = (ident(&alternative.rust)?, ident(&alternative.rust_field)?);
        let choices = alternative
            .choices
            .iter()
            .enumerate()
            .map(|(place, choice)| {
                let docs = doc(docs::alternative_choice(choice));
                let default = (place == alternative.default).then(|| quote!(#[default]));
                let choice = ident(&choice.rust)?;
                Ok::<_, EmitError>(quote!(#docs #default #choice,))
            });
        let choices: Vec<_> = choices.collect::<Result<_, _>>()?;
        let docs = doc(docs::alternative(alternative));
        module.items.push(quote! {
            #docs
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
            #[non_exhaustive]
            pub enum #name { #(#choices)* }
        });
        module.items.push(quote! {
            impl runtime::Alternative<#marker> for #name {
                fn select(self, alternatives: &mut Alternatives) {
                    alternatives.#field = self;
                }
            }
        });
        fields.push(quote!(pub(super) #field: #name,));
    }
    let docs = doc_line("What is chosen of every disputed fact. Choose with the client's builder.");
    module.items.push(quote! {
        #docs
        #[derive(Clone, Debug, Default)]
        pub struct Alternatives { #(#fields)* }
    });
    Ok(())
}
