//! The credentials of a provider, bound to an environment.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::source::{Module, doc, doc_line, ident};
use crate::decide::doc::{self as docs, Doc};
use crate::decide::names::plain;
use crate::decide::{credentials, markdown};
use crate::model::{Credential, CredentialSet, CredentialSetId, Provider, Variables};
use crate::names;

/// Fills the module.
pub(super) fn fill(
    module: &mut Module,
    provider: &Provider,
    runtime: &syn::Path,
) -> Result<(), EmitError> {
    module.uses = vec![
        quote!(
            use ::std::marker::PhantomData;
        ),
        quote!(use #runtime as runtime;),
    ];
    let title = markdown::inline(&provider.title);
    let required = credentials::required(provider);
    let optional = credentials::optional(provider);

    let mut fields = Vec::new();
    let mut arguments = Vec::new();
    let mut names = Vec::new();
    let mut values = Vec::new();
    for (name, credential) in &required {
        let (name, kind) = (ident(name)?, kind(credential));
        fields.push(quote!(pub(super) #name: #kind,));
        arguments.push(quote!(#name: impl Into<#kind>));
        values.push(quote!(#name: #name.into(),));
        names.push(name);
    }
    for (_, set) in &optional {
        let (name, kind) = (ident(&set.rust)?, set_type(set)?);
        fields.push(quote!(pub(super) #name: Option<#kind>,));
        values.push(quote!(#name: None,));
    }

    let struct_docs = doc(Doc::default()
        .paragraph(&format!(
            "What {title} hands to a merchant, bound to the environment that it was handed out for."
        ))
        .paragraph("`Debug` shows no secret."));
    module.items.push(quote! {
        #struct_docs
        #[derive(Clone, Debug)]
        pub struct Credentials<E> {
            values: Values,
            environment: PhantomData<E>,
        }
    });
    let environments: [(_, _, _, Variable); 2] = [
        ("Test", "test", "test environment", |env| &env.test),
        ("Live", "live", "live environment: real money", |env| {
            &env.live
        }),
    ];
    for (environment, function, in_words, variable) in environments {
        let (environment, function, env_function) = (
            ident(environment)?,
            ident(function)?,
            ident(&format!("{function}_from_env"))?,
        );
        let docs = doc(Doc::default()
            .paragraph(&format!("Credentials of the {in_words}."))
            .bullets(
                required
                    .iter()
                    .map(|(name, credential)| docs::credential(name, credential)),
            ));
        let env_docs = doc(env_docs(&required, &optional, variable));
        let from_env = from_env(&required, &optional, variable)?;
        module.items.push(quote! {
            impl Credentials<runtime::#environment> {
                #docs
                pub fn #function(#(#arguments),*) -> Self {
                    Self::new(Values { #(#values)* })
                }

                #env_docs
                pub fn #env_function() -> Result<Self, runtime::MissingVariable> {
                    Ok(Self::new(Values { #(#from_env)* }))
                }
            }
        });
    }
    let setters = optional
        .iter()
        .map(|(_, set)| setter(set))
        .collect::<Result<Vec<_>, _>>()?;
    module.items.push(quote! {
        impl<E> Credentials<E> {
            #(#setters)*

            fn new(values: Values) -> Self {
                Self { values, environment: PhantomData }
            }

            pub(super) fn into_values(self) -> Values {
                self.values
            }
        }
    });
    let docs = doc_line("The values, whatever environment they are for.");
    module.items.push(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Values { #(#fields)* }
    });
    let getters = optional.iter().map(|(_, set)| {
        let (name, kind, text) = (ident(&set.rust)?, set_type(set)?, plain(&set.rust));
        Ok::<_, EmitError>(quote! {
            pub(super) fn #name(&self) -> Result<&#kind, runtime::NotSent> {
                self.#name.as_ref().ok_or_else(|| runtime::NotSent::missing_credentials(#text))
            }
        })
    });
    let getters: Vec<_> = getters.collect::<Result<_, _>>()?;
    if !getters.is_empty() {
        module.items.push(quote! {
            impl Values {
                #(#getters)*
            }
        });
    }
    for (_, set) in &optional {
        let name = set_type(set)?;
        let docs = doc(Doc::new(&set.summary));
        let fields = set.values.iter().map(|value| {
            let (name, kind) = (ident(&value.rust)?, kind(value));
            Ok::<_, EmitError>(quote!(pub(super) #name: #kind,))
        });
        let fields: Vec<_> = fields.collect::<Result<_, _>>()?;
        module.items.push(quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #name { #(#fields)* }
        });
    }
    Ok(())
}

/// The variable of a credential in one environment.
type Variable = fn(&Variables) -> &String;

/// The fields of `Values`, each from its variable.
fn from_env(
    required: &[(String, &Credential)],
    optional: &[(CredentialSetId, &CredentialSet)],
    variable: Variable,
) -> Result<Vec<TokenStream>, EmitError> {
    let mut fields = Vec::new();
    for (name, credential) in required {
        let (name, env) = (ident(name)?, variable(&credential.env));
        let into = credential.secret.then(|| quote!(.into()));
        fields.push(quote!(#name: runtime::env(#env)? #into,));
    }
    for (_, set) in optional {
        let (name, kind, members) = (ident(&set.rust)?, set_type(set)?, set_names(set)?);
        let envs = set.values.iter().map(|value| variable(&value.env));
        let kept = set.values.iter().zip(&members).map(|(value, name)| {
            if value.secret {
                quote!(#name: #name.into())
            } else {
                quote!(#name)
            }
        });
        fields.push(quote!(#name: runtime::env_set([#(#envs),*])?.map(|[#(#members),*]| #kind { #(#kept),* }),));
    }
    Ok(fields)
}

fn env_docs(
    required: &[(String, &Credential)],
    optional: &[(CredentialSetId, &CredentialSet)],
    variable: Variable,
) -> Doc {
    let all: Vec<_> = required
        .iter()
        .map(|(_, credential)| markdown::code(variable(&credential.env)))
        .collect();
    let mut doc = Doc::default().paragraph(
        "Reads them from the process's environment variables. Test and live have variables of their own.",
    );
    if !all.is_empty() {
        doc = doc.paragraph(&format!("Needed: {}.", crate::decide::prose::and(&all)));
    }
    let sets = optional.iter().map(|(_, set)| {
        let names: Vec<_> = set
            .values
            .iter()
            .map(|credential| markdown::code(variable(&credential.env)))
            .collect();
        format!(
            "{}: all or none of them.",
            crate::decide::prose::and(&names)
        )
    });
    doc.bullets(sets)
        .heading("Errors")
        .paragraph("A variable is missing, empty or not UTF-8.")
}

/// The method that takes a set of optional credentials.
fn setter(set: &CredentialSet) -> Result<TokenStream, EmitError> {
    let (name, set_type, members) = (ident(&set.rust)?, set_type(set)?, set_names(set)?);
    let arguments = set.values.iter().zip(&members).map(|(value, name)| {
        let kind = kind(value);
        quote!(#name: impl Into<#kind>)
    });
    let docs = doc(docs::credential_set(set));
    Ok(quote! {
        #docs
        pub fn #name(mut self, #(#arguments),*) -> Self {
            self.values.#name = Some(#set_type { #(#members: #members.into()),* });
            self
        }
    })
}

fn set_names(set: &CredentialSet) -> Result<Vec<proc_macro2::Ident>, EmitError> {
    set.values.iter().map(|value| ident(&value.rust)).collect()
}

fn set_type(set: &CredentialSet) -> Result<proc_macro2::Ident, EmitError> {
    ident(&names::pascal(&format!("{}_set", plain(&set.rust))))
}

fn kind(credential: &Credential) -> TokenStream {
    if credential.secret {
        quote!(runtime::Secret)
    } else {
        quote!(String)
    }
}
