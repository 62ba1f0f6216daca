//! The client of one provider, as a tree of Rust modules.

use proc_macro2::TokenStream;
use quote::quote;

use super::EmitError;
use super::source::{Module, doc, ident};
use crate::decide::doc as docs;
use crate::decide::layout::{self, Users};
use crate::model::{AreaId, AuthKind, OperationKind, Provider, TokenAuth, TypeKind};

mod alternatives;
mod answer_type;
mod area;
mod callback;
mod client;
mod codes;
mod credentials;
mod flow;
mod identifier;
mod input_type;
mod open_enum;
mod operation;
mod read;
mod refusal;
mod resolve;
mod types;
pub(super) mod value;
mod write;

pub(super) use self::flow::statement as flow_statement;

/// The module of a provider, with everything in it.
pub(super) fn provider(provider: &Provider, runtime: &syn::Path) -> Result<Module, EmitError> {
    let mut module = root(provider, runtime)?;
    let users = layout::users(provider);
    for (place, found) in provider.areas.iter().enumerate() {
        let name = ident(&found.rust)?;
        if let Some(child) = module
            .children
            .iter_mut()
            .find(|child| child.apart && child.name == name)
        {
            *child = area(provider, AreaId(place), &users, runtime)?;
        }
    }
    Ok(module)
}

/// The module of an area.
pub(super) fn area(
    provider: &Provider,
    id: AreaId,
    users: &Users,
    runtime: &syn::Path,
) -> Result<Module, EmitError> {
    area::module(provider, id, users, runtime)
}

/// The module of a provider, its areas declared only.
pub(super) fn root(provider: &Provider, runtime: &syn::Path) -> Result<Module, EmitError> {
    let mut module = Module::new(
        ident(&provider.name)?,
        docs::provider(provider).into_lines(),
    );
    module.public = true;
    module.uses.push(quote!(use #runtime as runtime;));

    let private = |name: &str, docs: &str| {
        Ok::<_, EmitError>(Module::new(ident(name)?, vec![docs.to_owned()]))
    };
    if !provider.alternatives.is_empty() {
        let mut disputed = private(
            "alternatives",
            "Facts that the documents leave in dispute, and the choices that there are.",
        )?;
        disputed.public = true;
        alternatives::fill(&mut disputed, provider, runtime)?;
        module.children.push(disputed);
    }
    for area in &provider.areas {
        let mut declared = Module::new(ident(&area.rust)?, Vec::new());
        (declared.public, declared.apart) = (true, true);
        module.children.push(declared);
    }
    let mut calls = private("client", "The client and its calls.")?;
    client::fill(&mut calls, provider, runtime)?;
    module.children.push(calls);
    if !provider.code_tables.is_empty() {
        let mut tables = private("code", "The provider's error codes.")?;
        codes::fill(&mut tables, provider)?;
        module.children.push(tables);
    }
    let mut keys = private("credentials", "The provider's credentials.")?;
    credentials::fill(&mut keys, provider, runtime)?;
    module.children.push(keys);
    module.children.sort_by_key(|child| child.name.to_string());

    let form = has_forms(provider).then(|| quote!(Form,));
    module
        .reexports
        .push(quote!(pub use self::client::{Api, Call, Client, #form};));
    let tables: Vec<_> = provider
        .code_tables
        .iter()
        .map(|table| ident(&table.rust))
        .collect::<Result<_, _>>()?;
    match tables.as_slice() {
        [] => {}
        [table] => module.reexports.push(quote!(pub use self::code::#table;)),
        tables => module
            .reexports
            .push(quote!(pub use self::code::{#(#tables),*};)),
    }
    module.reexports.push(quote!(
        pub use self::credentials::Credentials;
    ));
    module.reexports.push(quote!(
        pub use runtime::{Environment, Live, Test};
    ));
    module.items = marker(provider)?;
    Ok(module)
}

/// An algorithm of the runtime, by its path.
pub(super) fn algorithm(signature: &crate::model::Signature) -> TokenStream {
    write::algorithm(signature.algorithm)
}

/// The arguments that say how a moment is written.
pub(super) fn time_form(format: &crate::model::DateTimeFormat) -> TokenStream {
    types::time_form(format)
}

/// Whether the shopper's browser sends any of the provider's operations.
fn has_forms(provider: &Provider) -> bool {
    provider
        .operations
        .iter()
        .any(|operation| operation.kind == OperationKind::BrowserForm)
}

/// The provider as a type.
fn marker(provider: &Provider) -> Result<Vec<TokenStream>, EmitError> {
    let name = ident(&provider.rust)?;
    let docs = doc(docs::Doc::default().paragraph(&format!(
        "{}, as a type: what every call to it has in common.",
        crate::decide::markdown::inline(&provider.title)
    )));
    let spec_name = &provider.name;
    let alternatives = if provider.alternatives.is_empty() {
        quote!(())
    } else {
        quote!(alternatives::Alternatives)
    };
    let apis = provider.apis.iter().map(|api| {
        let (name, test, live) = (&api.name, &api.test, &api.live);
        quote!(runtime::ApiAddresses { name: #name, test: #test, live: #live })
    });
    let token = match token_auth(provider) {
        Some(auth) => token(provider, auth)?,
        None => TokenStream::new(),
    };
    Ok(vec![
        quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub struct #name;
        },
        quote! {
            impl runtime::Provider for #name {
                type Client = Client;
                type Api = Api;
                type Credentials = credentials::Values;
                type Alternatives = #alternatives;
                const NAME: &'static str = #spec_name;
                const APIS: &'static [runtime::ApiAddresses] = &[#(#apis),*];
                #token
            }
        },
    ])
}

fn token_auth(provider: &Provider) -> Option<&TokenAuth> {
    provider.auths.iter().find_map(|auth| match &auth.kind {
        AuthKind::Token(token) => Some(token),
        AuthKind::Headers(_) => None,
    })
}

fn token(provider: &Provider, auth: &TokenAuth) -> Result<TokenStream, EmitError> {
    let TokenAuth { header, prefix, .. } = auth;
    let lifetime = super::source::number(auth.lifetime.as_secs())?;
    let margin = super::source::number(auth.margin.as_secs())?;
    let operation = &provider[auth.operation];
    let contradiction =
        |what: &str| EmitError::new(format!("{}.{}", provider.name, operation.name), what);
    let shape = crate::decide::operation::shape(operation)?;
    let crate::decide::operation::Output::Single(crate::decide::operation::Content::Value(
        crate::model::ValueType::Named(id),
    )) = shape.output
    else {
        return Err(contradiction(
            "gives no token: its answer is not one type with fields",
        ));
    };
    let TypeKind::Answer(fields) = &provider[*id].kind else {
        return Err(contradiction(
            "gives no token: its answer is not one type with fields",
        ));
    };
    if !shape.required.is_empty() {
        return Err(contradiction("gives the token, and so takes no inputs"));
    }
    let field = |place: usize| {
        fields
            .get(place)
            .ok_or_else(|| contradiction("gives no such field"))
    };
    let value = ident(&field(auth.value)?.rust)?;
    let expires_at = match auth.expires_at {
        None => quote!(None),
        Some(place) => {
            let field = field(place)?;
            let name = ident(&field.rust)?;
            if field.optional {
                quote!(token.#name)
            } else {
                quote!(Some(token.#name))
            }
        }
    };
    let (area, name) = (
        ident(&provider[operation.area].rust)?,
        ident(&operation.rust)?,
    );
    let stale = read::conditions(&auth.stale);
    Ok(quote! {
        const TOKEN: Option<runtime::TokenPolicy> = Some(runtime::TokenPolicy {
            header: #header,
            prefix: #prefix,
            lifetime_seconds: #lifetime,
            margin_seconds: #margin,
        });

        fn fetch_token(client: runtime::Client<Self>) -> runtime::TokenFuture {
            runtime::fetch_token(client, #area::#name {}, |token| runtime::FetchedToken {
                value: token.#value,
                expires_at: #expires_at,
            })
        }

        fn is_stale(answer: &runtime::Answer) -> bool {
            #stale
        }
    })
}
