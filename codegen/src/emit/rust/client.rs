//! The client, its builder's entry, the calls and forms that its methods give.

use quote::quote;

use super::super::EmitError;
use super::super::source::{Module, doc, doc_line, ident};
use crate::decide::{doc as docs, markdown};
use crate::model::Provider;

/// Fills the module.
pub(super) fn fill(
    module: &mut Module,
    provider: &Provider,
    runtime: &syn::Path,
) -> Result<(), EmitError> {
    let marker = ident(&provider.rust)?;
    let title = markdown::inline(&provider.title);
    module.uses = vec![
        quote!(use #runtime as runtime;),
        quote!(use super::{Credentials, #marker};),
    ];
    let line = doc_line;

    let client = line(&format!(
        "A client of {title}. Cheap to clone; clones share connections, and the token where there is one."
    ));
    let builder = line("Starts a client for the environment that the credentials belong to.");
    let environment = line("The environment that this client speaks to.");
    module.items.extend([
        quote! {
            #client
            #[derive(Clone, Debug)]
            pub struct Client(pub(super) runtime::Client<#marker>);
        },
        quote! {
            impl Client {
                #builder
                pub fn builder<E: runtime::EnvironmentKind>(credentials: Credentials<E>) -> runtime::ClientBuilder<#marker> {
                    runtime::ClientBuilder::new(E::ENVIRONMENT, credentials.into_values())
                }

                #environment
                pub fn environment(&self) -> runtime::Environment {
                    self.0.environment()
                }
            }
        },
        quote! {
            impl From<runtime::Client<#marker>> for Client {
                fn from(client: runtime::Client<#marker>) -> Self {
                    Self(client)
                }
            }
        },
        quote! {
            impl AsRef<runtime::Client<#marker>> for Client {
                fn as_ref(&self) -> &runtime::Client<#marker> {
                    &self.0
                }
            }
        },
    ]);

    let apis = provider.apis.iter().map(|api| {
        let (docs, name) = (doc(docs::Doc::new(&api.summary)), ident(&api.rust)?);
        Ok::<_, EmitError>(quote!(#docs #name,))
    });
    let apis: Vec<_> = apis.collect::<Result<_, _>>()?;
    let api = line(&format!("An API of {title}, to give it another address."));
    module.items.extend([
        quote! {
            #api
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            #[non_exhaustive]
            pub enum Api { #(#apis)* }
        },
        quote! {
            impl runtime::ApiIndex for Api {
                fn index(self) -> usize {
                    self as usize
                }
            }
        },
    ]);

    let call = line("A call that has not been sent. Await it, or [`send`](Self::send) it.");
    let deadline =
        line("The longest that the call may take, everything included. Default: 30 seconds.");
    let send = line("Sends it. `call.await` does the same.");
    let retries = line(
        "How often it is sent again when no answer comes. Only for operations that may be sent twice.",
    );
    module.items.extend([
        quote! {
            #call
            #[must_use = "a call does nothing until it is awaited or sent"]
            #[derive(Debug)]
            pub struct Call<O: runtime::Operation<Provider = #marker>>(pub(super) runtime::Call<O>);
        },
        quote! {
            impl<O: runtime::Operation<Provider = #marker>> Call<O> {
                #deadline
                pub fn deadline(self, deadline: ::std::time::Duration) -> Self {
                    Self(self.0.deadline(deadline))
                }

                #retries
                pub fn retries(self, retries: u32) -> Self
                where
                    O: runtime::Retryable,
                {
                    Self(self.0.retries(retries))
                }

                #send
                pub fn send(self) -> runtime::Sending<O> {
                    self.0.send()
                }
            }
        },
        quote! {
            impl<O: runtime::Operation<Provider = #marker>> ::std::future::IntoFuture for Call<O> {
                type Output = Result<O::Output, runtime::Error<O>>;
                type IntoFuture = runtime::Sending<O>;

                fn into_future(self) -> Self::IntoFuture {
                    self.send()
                }
            }
        },
    ]);

    if super::has_forms(provider) {
        let form = line("A form that the shopper's browser will send. [`build`](Self::build) it.");
        let build =
            line("The form, to be given to the shopper's browser. Nothing is sent by this.");
        let errors = line("An input breaks its documented rule, or a credential is missing.");
        let heading = line("# Errors");
        let empty = line("");
        module.items.extend([
            quote! {
                #form
                #[must_use = "a form does nothing until it is built and shown"]
                #[derive(Debug)]
                pub struct Form<O: runtime::FormOperation<Provider = #marker>>(pub(super) runtime::FormCall<O>);
            },
            quote! {
                impl<O: runtime::FormOperation<Provider = #marker>> Form<O> {
                    #build
                    #empty
                    #heading
                    #errors
                    pub fn build(self) -> Result<runtime::BrowserForm, runtime::NotSent> {
                        self.0.build()
                    }
                }
            },
        ]);
    }
    Ok(())
}
