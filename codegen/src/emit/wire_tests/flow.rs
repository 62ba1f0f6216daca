//! The flows of a provider's areas, called step by step against a scripted server.

use quote::quote;

use super::super::source::{Module, ident, number};
use super::super::{EmitError, rust};
use super::{content_type, imports, raw};
use crate::decide::wire_test;
use crate::model::{Area, FlowStep, OperationId, OperationKind, Provider};

/// The name of the module.
pub(super) const NAME: &str = "the_flows";

/// The tests; none where no area has a flow.
pub(super) fn module(provider: &Provider) -> Result<Option<Module>, EmitError> {
    let flows = provider.areas.iter().filter(|area| !area.flow.is_empty());
    let tests: Vec<_> = flows
        .map(|area| test(provider, area))
        .collect::<Result<_, _>>()?;
    if tests.is_empty() {
        return Ok(None);
    }
    let docs = vec![format!(
        "The flows that the pages of the areas of {} show, step by step.",
        provider.title
    )];
    let mut module = Module::new(ident(NAME)?, docs);
    module.items = tests;
    module.uses = imports(&ident(&provider.name)?, &module.items);
    Ok(Some(module))
}

fn test(provider: &Provider, area: &Area) -> Result<proc_macro2::TokenStream, EmitError> {
    let (provider_name, name) = (
        ident(&provider.name)?,
        ident(&crate::decide::names::behind("the_flow_of", &area.name))?,
    );
    let lost = || EmitError::new(&area.name, "names an example that does not exist");
    let mut answers = Vec::new();
    let mut statements = Vec::new();
    let mut has_token = false;
    let mut answer = |id: OperationId, example: usize| {
        if wire_test::takes_token(provider, id) && !has_token {
            has_token = true;
            answers.push(quote!(super::token()));
        }
        let example = provider[id].examples.get(example).ok_or_else(lost)?;
        let (http, body, kind) = (
            number(example.answer.http)?,
            raw(&example.answer.body)?,
            content_type(example),
        );
        let typed = (kind != "application/json").then(|| quote!(.content_type(#kind)));
        answers.push(quote!(WireAnswer::new(#http, #body) #typed));
        Ok::<_, EmitError>(())
    };
    let is_form = |step: &FlowStep| matches!(step, FlowStep::Call(call) if provider[call.operation].kind == OperationKind::BrowserForm);
    for step in &area.flow {
        match step {
            FlowStep::Call(_) if is_form(step) => {}
            FlowStep::Call(call) => answer(call.operation, call.example)?,
            FlowStep::Callback(step) => {
                let arrived = raw(&step.arrives)?;
                statements.push(quote!(let arrived = #arrived;));
                let confirm = &provider[step.callback].confirm;
                if let (Some((_, example)), Some(confirm)) = (&step.confirmed, confirm) {
                    answer(confirm.operation, *example)?;
                }
            }
        }
        statements.push(rust::flow_statement(
            provider,
            step,
            &quote!(#provider_name::),
        )?);
        if is_form(step) {
            statements.push(quote!(assert!(page.contains("<form"));));
        }
    }
    let count = number(answers.len())?;
    Ok(quote! {
        #[tokio::test]
        async fn #name() -> crate::TestResult {
            let answers = vec![#(#answers),*];
            let wire = Wire::start(answers).await;
            let client = super::builder(&wire).build()?;
            #(#statements)*
            assert_eq!(wire.received().len(), #count);
            Ok(())
        }
    })
}
