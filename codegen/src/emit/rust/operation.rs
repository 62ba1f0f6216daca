//! An operation: its inputs, what it is, how it is written and read, and the client's method for it.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::super::EmitError;
use super::super::scope::{Place, Scope};
use super::super::source::{doc, doc_line, ident};
use super::{read, refusal, resolve, types, value, write};
use crate::decide::operation::{Class, Content, Output, Shape, shape};
use crate::decide::{doc as docs, names, operation as decide};
use crate::model::{AuthKind, Effect, Operation, OperationId, OperationKind};

/// Everything that belongs to an operation.
pub(super) fn items(scope: &Scope<'_>, id: OperationId) -> Result<Vec<TokenStream>, EmitError> {
    let operation = &scope.provider[id];
    let shape = shape(operation)?;
    let mut items = inputs(scope, id, operation, &shape)?;
    match operation.kind {
        OperationKind::Call => {
            items.push(called(scope, operation, &shape)?);
            if !matches!(operation.effect, Effect::Once(_)) {
                let name = scope.operation(id)?;
                // Whoever misses it is told why, and not which other operations have it.
                items.push(quote! {
                    #[diagnostic::do_not_recommend]
                    impl runtime::Retryable for #name {}
                });
            }
            items.extend(resolve::items(scope, operation)?);
            items.push(method(scope, operation, &shape)?);
            items.extend(setters(scope, operation, &shape)?);
            items.extend(classes(scope, operation, &shape)?);
            items.extend(refusal::items(scope, operation, &shape)?);
        }
        OperationKind::BrowserForm => {
            items.push(form(scope, operation, &shape)?);
            items.push(method(scope, operation, &shape)?);
            items.extend(setters(scope, operation, &shape)?);
        }
    }
    Ok(items)
}

/// The struct of the required inputs, and that of the optional ones.
fn inputs(
    scope: &Scope<'_>,
    id: OperationId,
    operation: &Operation,
    shape: &Shape<'_>,
) -> Result<Vec<TokenStream>, EmitError> {
    let name = scope.operation(id)?;
    let example = value::example(scope.provider, id)?;
    let docs = doc(docs::operation(
        scope.provider,
        operation,
        scope.root_link(),
        &example,
    ));
    let fields = shape.required.iter().map(|(place, input)| {
        let (name, kind) = (ident(&input.rust)?, types::value_type(scope, &input.value)?);
        let docs = doc(docs::operation_input(operation, *place));
        Ok::<_, EmitError>(quote!(#docs pub #name: #kind,))
    });
    let fields: Vec<_> = fields.collect::<Result<_, _>>()?;
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name { #(#fields)* }
    }];
    if !shape.optional.is_empty() {
        let name = options_name(scope, operation)?;
        let docs = doc_line(&format!(
            "The optional inputs of [`{}`]; set them on the call.",
            operation.rust
        ));
        let fields = shape.optional.iter().map(|(_, input)| {
            let (name, kind) = (ident(&input.rust)?, types::value_type(scope, &input.value)?);
            Ok::<_, EmitError>(quote!(#name: Option<#kind>,))
        });
        let fields: Vec<_> = fields.collect::<Result<_, _>>()?;
        items.push(quote! {
            #docs
            #[derive(Clone, Debug, Default)]
            pub struct #name { #(#fields)* }
        });
    }
    Ok(items)
}

fn options_name(scope: &Scope<'_>, operation: &Operation) -> Result<TokenStream, EmitError> {
    scope.of_operation(operation, "Options")
}

fn options_type(
    scope: &Scope<'_>,
    operation: &Operation,
    shape: &Shape<'_>,
) -> Result<TokenStream, EmitError> {
    if shape.optional.is_empty() {
        Ok(quote!(()))
    } else {
        options_name(scope, operation)
    }
}

/// `impl Operation`.
fn called(
    scope: &Scope<'_>,
    operation: &Operation,
    shape: &Shape<'_>,
) -> Result<TokenStream, EmitError> {
    let name = ident(&operation.rust)?;
    let marker = scope.name(Place::Root, &scope.provider.rust)?;
    let options = options_type(scope, operation, shape)?;
    let classes = match &shape.output {
        Output::Single(_) => TokenStream::new(),
        Output::Classes(_) => scope.of_operation(operation, "Answer")?,
    };
    let output = match &shape.output {
        Output::Single(content) => content_type(scope, *content)?,
        Output::Classes(_) => classes.clone(),
    };
    let refusal = scope.of_operation(operation, "Error")?;
    let detail = content_type(scope, shape.detail)?;
    let info = info(scope, operation)?;
    let write = write_method(scope, operation, &marker, &options)?;
    let read = read::operation(operation, shape, &classes)?;
    let answer = if mentions(&read, "answer") {
        quote!(answer)
    } else {
        quote!(_answer)
    };
    let (reference, keep) = reference(scope, operation)?;
    let kept_options = if mentions(&keep, "options") {
        quote!(options)
    } else {
        quote!(_options)
    };
    Ok(quote! {
        impl runtime::Operation for #name {
            type Provider = #marker;
            type Options = #options;
            type Output = #output;
            type Refusal = #refusal;
            type Detail = #detail;
            type Reference = #reference;

            #info

            #write

            fn read(#answer: &runtime::Answer) -> Result<runtime::Outcome<Self>, runtime::ReadError> {
                #read
            }

            fn reference(&self, #kept_options: &#options) -> Self::Reference { #keep }
        }
    })
}

/// `impl FormOperation`.
fn form(
    scope: &Scope<'_>,
    operation: &Operation,
    shape: &Shape<'_>,
) -> Result<TokenStream, EmitError> {
    let name = ident(&operation.rust)?;
    let marker = scope.name(Place::Root, &scope.provider.rust)?;
    let options = options_type(scope, operation, shape)?;
    let info = info(scope, operation)?;
    let write = write_method(scope, operation, &marker, &options)?;
    Ok(quote! {
        impl runtime::FormOperation for #name {
            type Provider = #marker;
            type Options = #options;

            #info

            #write
        }
    })
}

fn info(scope: &Scope<'_>, operation: &Operation) -> Result<TokenStream, EmitError> {
    let (provider, name) = (&scope.provider.name, &operation.name);
    let api = super::super::source::number(operation.api.0)?;
    let auth = match operation.auth.map(|id| &scope.provider[id].kind) {
        None => quote!(None),
        Some(AuthKind::Headers(_)) => quote!(Headers),
        Some(AuthKind::Token(_)) => quote!(Token),
    };
    let effect = match operation.effect {
        Effect::Read => quote!(Read),
        Effect::Repeatable => quote!(Repeatable),
        Effect::Once(_) => quote!(Once),
    };
    Ok(quote! {
        const INFO: runtime::OperationInfo = runtime::OperationInfo {
            provider: #provider,
            name: #name,
            api: #api,
            auth: runtime::Auth::#auth,
            effect: runtime::Effect::#effect,
        };
    })
}

fn write_method(
    scope: &Scope<'_>,
    operation: &Operation,
    marker: &TokenStream,
    options: &TokenStream,
) -> Result<TokenStream, EmitError> {
    let places = operation.inputs.iter().map(|input| {
        let name = ident(&input.rust)?;
        Ok(write::Place::value(if input.optional {
            quote!(options.#name)
        } else {
            quote!(self.#name)
        }))
    });
    let inputs = write::Inputs {
        provider: scope.provider,
        fields: &operation.inputs,
        places: places.collect::<Result<_, EmitError>>()?,
        alternatives: quote!(context.alternatives),
        inner: ident("fields")?,
    };
    let body = write::operation(scope, operation, &inputs)?;
    let options_name = if mentions(&body, "options") {
        quote!(options)
    } else {
        quote!(_options)
    };
    let context = if mentions(&body, "context") {
        quote!(context)
    } else {
        quote!(_context)
    };
    Ok(quote! {
        fn write(
            &self,
            #options_name: &#options,
            #context: &runtime::Context<'_, #marker>,
            request: &mut runtime::Request,
        ) -> Result<(), runtime::NotSent> {
            #body
        }
    })
}

/// Whether an identifier stands anywhere in the tokens, other than behind a dot.
fn mentions(tokens: &TokenStream, name: &str) -> bool {
    let mut behind_dot = false;
    for token in tokens.clone() {
        let found = match &token {
            TokenTree::Ident(ident) => !behind_dot && ident == name,
            TokenTree::Group(group) => mentions(&group.stream(), name),
            _ => false,
        };
        if found {
            return true;
        }
        behind_dot = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '.');
    }
    false
}

fn content_type(scope: &Scope<'_>, content: Content<'_>) -> Result<TokenStream, EmitError> {
    match content {
        Content::Nothing => Ok(quote!(())),
        Content::Html => Ok(quote!(runtime::Html)),
        Content::Value(value) => types::answer_type(scope, value),
    }
}

/// The type of the reference, and how it is made of the inputs.
fn reference(
    scope: &Scope<'_>,
    operation: &Operation,
) -> Result<(TokenStream, TokenStream), EmitError> {
    let Some((_, reference)) = decide::resolver(operation) else {
        return Ok((quote!(()), TokenStream::new()));
    };
    let name = scope.of_operation(operation, "Reference")?;
    let fields = reference
        .iter()
        .filter_map(|(_, own)| operation.inputs.get(*own))
        .map(|input| {
            let field = ident(&input.rust)?;
            Ok::<_, EmitError>(if types::is_copy(scope.provider, &input.value) {
                quote!(#field: self.#field,)
            } else {
                quote!(#field: self.#field.clone(),)
            })
        });
    let fields: Vec<_> = fields.collect::<Result<_, _>>()?;
    Ok((name.clone(), quote!(#name { #(#fields)* })))
}

/// The client's method, and the one that resolves.
fn method(
    scope: &Scope<'_>,
    operation: &Operation,
    shape: &Shape<'_>,
) -> Result<TokenStream, EmitError> {
    let client = scope.name(Place::Root, "Client")?;
    let (name, method) = (ident(&operation.rust)?, ident(&operation.rust_method)?);
    let docs = doc(docs::method(
        scope.provider,
        operation,
        &names::with(&operation.rust, "Error"),
    ));
    let (wrapper, inner) = match operation.kind {
        OperationKind::Call => (scope.name(Place::Root, "Call")?, quote!(runtime::Call)),
        OperationKind::BrowserForm => (scope.name(Place::Root, "Form")?, quote!(runtime::FormCall)),
    };
    let resolve = match operation.kind {
        OperationKind::Call => resolve::method(scope, operation)?,
        OperationKind::BrowserForm => None,
    };
    let (argument, inputs) = if shape.required.is_empty() {
        (None, quote!(#name {}))
    } else {
        (Some(quote!(inputs: #name)), quote!(inputs))
    };
    Ok(quote! {
        impl #client {
            #docs
            pub fn #method(&self, #argument) -> #wrapper<#name> {
                #wrapper(#inner::new(&self.0, #inputs))
            }

            #resolve
        }
    })
}

/// The setters of the optional inputs, on the call.
fn setters(
    scope: &Scope<'_>,
    operation: &Operation,
    shape: &Shape<'_>,
) -> Result<Option<TokenStream>, EmitError> {
    if shape.optional.is_empty() {
        return Ok(None);
    }
    let name = ident(&operation.rust)?;
    let wrapper = match operation.kind {
        OperationKind::Call => scope.name(Place::Root, "Call")?,
        OperationKind::BrowserForm => scope.name(Place::Root, "Form")?,
    };
    let setters = shape.optional.iter().map(|(place, input)| {
        let field = ident(&input.rust)?;
        let (argument, kept) = types::argument(scope, &input.value, &field)?;
        let docs = doc(docs::operation_input(operation, *place));
        Ok::<_, EmitError>(quote! {
            #docs
            pub fn #field(mut self, #field: #argument) -> Self {
                self.0.options_mut().#field = Some(#kept);
                self
            }
        })
    });
    let setters: Vec<_> = setters.collect::<Result<_, _>>()?;
    Ok(Some(quote!(impl #wrapper<#name> { #(#setters)* })))
}

/// The enum of an output with classes.
fn classes(
    scope: &Scope<'_>,
    operation: &Operation,
    shape: &Shape<'_>,
) -> Result<Option<TokenStream>, EmitError> {
    let Output::Classes(classes) = &shape.output else {
        return Ok(None);
    };
    let name = scope.of_operation(operation, "Answer")?;
    let variants = classes.iter().map(|(class, content)| {
        let docs = doc_line(match class {
            Class::Done => "Final.",
            Class::Accepted => "Taken on, and final later: do not take it for done.",
            Class::Open => "Not decided yet: ask again later.",
        });
        let class = read::class(*class);
        Ok::<_, EmitError>(match content {
            Content::Nothing => quote!(#docs #class,),
            content => {
                let content = content_type(scope, *content)?;
                quote!(#docs #class(#content),)
            }
        })
    });
    let variants: Vec<_> = variants.collect::<Result<_, _>>()?;
    let docs = doc_line(&format!(
        "What a good answer to [`{}`] says.",
        operation.rust
    ));
    Ok(Some(quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "not every good answer is final"]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }))
}
