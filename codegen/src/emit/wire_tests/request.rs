//! What a test asserts of a request.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::{EmitError, rust};
use super::raw;
use crate::decide::example::{self, Chosen};
use crate::decide::prose;
use crate::model::{
    AuthKind, Body, Example, ExampleValue, Operation, Provider, Signature, Source, WireField,
};

/// What must have been sent.
pub(super) fn asserts(
    provider: &Provider,
    operation: &Operation,
    example: &Example,
    inputs: &[(usize, ExampleValue)],
    choice: Option<(Chosen, bool)>,
) -> Result<TokenStream, EmitError> {
    let (chosen, same_body) = choice.map_or((None, true), |(chosen, same_body)| {
        (Some(chosen), same_body)
    });
    let (method, path) = example::request_line(provider, operation, inputs, chosen);
    let method = prose::method(method);
    let mut asserts = vec![quote! {
        assert_eq!(request.method, #method);
        assert_eq!(request.path, #path);
    }];
    for (header, value) in auth_headers(provider, operation) {
        asserts.push(quote!(assert_eq!(request.header(#header), Some(#value));));
    }
    let shown = example
        .request
        .as_ref()
        .filter(|_| example::shows_its_request(operation, example));
    for (header, value) in shown.iter().flat_map(|request| &request.headers) {
        asserts.push(quote!(assert_eq!(request.header(#header), Some(#value));));
    }
    if let Some(body) = shown
        .and_then(|request| request.body.as_ref())
        .filter(|_| same_body)
    {
        let expected = raw(body.trim())?;
        asserts.push(match (&operation.body, signature(provider, operation, chosen)) {
            (Body::Json { .. }, Some((signature, over))) if body.contains("{{signature}}") => {
                let (algorithm, key) = (rust::algorithm(signature), &provider.credential(signature.key).example);
                quote!(assert_signed_json(#expected, &request.body, #algorithm, #key, &[#(#over),*]);)
            }
            (Body::Form(_), _) => quote!(assert_form_eq(#expected, &request.body);),
            _ => quote!(assert_json_eq(#expected, &request.body);),
        });
    } else if !example::has_body(operation) {
        asserts.push(quote!(assert!(request.body.is_empty());));
    }
    Ok(quote!(#(#asserts)*))
}

/// The headers that authenticate a request, with the values of the example credentials.
fn auth_headers(provider: &Provider, operation: &Operation) -> Vec<(String, String)> {
    let Some(auth) = operation.auth.map(|id| &provider[id]) else {
        return Vec::new();
    };
    match &auth.kind {
        AuthKind::Headers(headers) => headers
            .iter()
            .map(|(name, id)| (name.clone(), provider.credential(*id).example.clone()))
            .collect(),
        AuthKind::Token(token) => {
            let carried = example::token_answer(provider)
                .and_then(|answer| example::token_in(provider, answer));
            carried
                .map(|text| (token.header.clone(), format!("{}{text}", token.prefix)))
                .into_iter()
                .collect()
        }
    }
}

/// The signature in a body, and what it covers.
pub(super) fn signature<'p>(
    provider: &'p Provider,
    operation: &'p Operation,
    chosen: Option<Chosen>,
) -> Option<(&'p Signature, &'p [String])> {
    fn find(fields: &[WireField]) -> Option<&Source> {
        fields.iter().find_map(|field| match &field.source {
            Source::Object(inner) => find(inner),
            source @ Source::Signature { .. } => Some(source),
            _ => None,
        })
    }
    let (Body::Json { fields, .. } | Body::Form(fields)) = &operation.body else {
        return None;
    };
    match find(fields)? {
        Source::Signature { signature, over } => Some((
            &provider[*signature],
            example::under::<Vec<String>>(provider, over, chosen).as_slice(),
        )),
        _ => None,
    }
}
