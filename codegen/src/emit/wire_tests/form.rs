//! Browser forms: built, and held against the form that an example shows.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::source::ident;
use super::super::{EmitError, rust};
use super::{origin, raw, request, test_name};
use crate::decide::{example, wire_test};
use crate::model::{Example, Operation, Provider};

/// The form, built and held against the shown one.
pub(super) fn test(
    provider: &Provider,
    operation: &Operation,
    example: &Example,
) -> Result<Option<TokenStream>, EmitError> {
    let Some((shown, expected)) = wire_test::shown_form(operation, example) else {
        return Ok(None);
    };
    let (name, provider_name) = (
        test_name(example, "is_the_form_that_is_shown")?,
        ident(&provider.name)?,
    );
    let call = rust::value::call(
        provider,
        operation,
        &shown.inputs,
        &quote!(#provider_name::),
    )?;
    let (_, path) = example::request_line(provider, operation, &shown.inputs, None);
    let expected = raw(&expected)?;
    let compare = match request::signature(provider, operation, None) {
        Some((signature, over)) => {
            let (algorithm, key) = (
                rust::algorithm(signature),
                &provider.credential(signature.key).example,
            );
            quote!(assert_signed_json(#expected, fields.as_bytes(), #algorithm, #key, &[#(#over),*]);)
        }
        None => quote!(assert_json_eq(#expected, fields.as_bytes());),
    };
    let docs = origin(example);
    Ok(Some(quote! {
        #[doc = #docs]
        #[tokio::test]
        async fn #name() -> crate::TestResult {
            let wire = Wire::start(Vec::new()).await;
            let client = super::builder(&wire).build()?;
            let form = client #call .build()?;
            assert_eq!(form.action(), format!("{}{}", wire.address(), #path));
            let fields: serde_json::Map<String, serde_json::Value> =
                form.fields().map(|(name, value)| (name.to_owned(), value.into())).collect();
            let fields = serde_json::to_string(&fields)?;
            #compare
            assert!(wire.received().is_empty());
            Ok(())
        }
    }))
}
