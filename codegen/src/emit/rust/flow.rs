//! The flow of an area, as the Rust that a caller writes: on the area's page, and in the test that holds it.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::source::{ident, print_statements};
use super::types;
use super::value::{self, Site};
use crate::decide::operation::{Class, Content, Output, shape};
use crate::decide::{names, prose};
use crate::model::{
    Area, Carrier, ExampleOutcome, FlowCall, FlowCallback, FlowStep, Operation, OperationKind,
    Provider, Taken, TakenPart,
};

/// The flow as text; empty where the area has none.
pub(super) fn text(provider: &Provider, area: &Area) -> Result<String, EmitError> {
    let mut text = String::new();
    for step in &area.flow {
        let statement = statement(provider, step, &TokenStream::new())?;
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("// {}\n", comment(provider, step)));
        text.push_str(&print_statements(&statement, &area.name)?);
    }
    Ok(text)
}

/// What a step is for, on one line.
fn comment(provider: &Provider, step: &FlowStep) -> String {
    let summary = match step {
        FlowStep::Call(call) => &provider[call.operation].summary,
        FlowStep::Callback(step) => &provider[step.callback].summary,
    };
    let words: Vec<&str> = summary.split_whitespace().collect();
    prose::sentence(&words.join(" "))
}

/// A step as statements. `module` is the path of the provider's module, with its colons.
pub(in super::super) fn statement(
    provider: &Provider,
    step: &FlowStep,
    module: &TokenStream,
) -> Result<TokenStream, EmitError> {
    match step {
        FlowStep::Call(step) => call(provider, step, module),
        FlowStep::Callback(step) => callback(provider, step, module),
    }
}

fn call(
    provider: &Provider,
    step: &FlowCall,
    module: &TokenStream,
) -> Result<TokenStream, EmitError> {
    let operation = &provider[step.operation];
    let lost = || EmitError::new(&operation.name, "has no example that a flow names");
    let example = operation.examples.get(step.example).ok_or_else(lost)?;
    let inputs = example
        .request
        .as_ref()
        .map(|request| request.inputs.as_slice());
    let taken = step
        .taken
        .iter()
        .map(|taken| Ok((&taken.input, expression(provider, taken)?)));
    let taken: Vec<_> = taken.collect::<Result<_, EmitError>>()?;
    let site = taken
        .iter()
        .fold(Site::new(module), |site, (names, expression)| {
            site.with(names, expression)
        });
    let call = value::call_at(provider, operation, inputs.unwrap_or_default(), &site)?;
    if operation.kind == OperationKind::BrowserForm {
        return Ok(quote!(let page = client #call .build()?.html();));
    }
    let answer = step.answer.as_deref().map(ident).transpose()?;
    let Some(class) = class(provider, operation, &example.outcome, module)? else {
        return Ok(match answer {
            Some(answer) => quote!(let #answer = client #call .await?;),
            None => quote!(client #call .await?;),
        });
    };
    let (path, otherwise) = (class.path, class.otherwise);
    let pattern = match (class.carries, answer) {
        (true, Some(answer)) => quote!(#path(#answer)),
        (true, None) => quote!(#path(_)),
        (false, None) => path,
        (false, Some(_)) => {
            return Err(EmitError::new(
                &operation.name,
                "gives a flow nothing to go on with",
            ));
        }
    };
    Ok(quote! {
        let #pattern = client #call .await? else {
            return Err(#otherwise.into());
        };
    })
}

/// The class of an answer that a flow goes on with, where an operation has several.
struct GoodClass {
    /// Its variant.
    path: TokenStream,
    /// Whether it carries anything.
    carries: bool,
    /// What is said of any other class.
    otherwise: String,
}

fn class(
    provider: &Provider,
    operation: &Operation,
    outcome: &ExampleOutcome,
    module: &TokenStream,
) -> Result<Option<GoodClass>, EmitError> {
    let Output::Classes(classes) = shape(operation)?.output else {
        return Ok(None);
    };
    let (class, name, word) = match outcome {
        ExampleOutcome::Accepted => (Class::Accepted, "Accepted", "accepted"),
        ExampleOutcome::Open => (Class::Open, "Open", "open"),
        _ => (Class::Done, "Done", "done"),
    };
    let content = classes.iter().find(|(known, _)| *known == class);
    let (area, answer, name) = (
        ident(&provider[operation.area].rust)?,
        ident(&names::with(&operation.rust, "Answer"))?,
        ident(name)?,
    );
    Ok(Some(GoodClass {
        path: quote!(#module #area::#answer::#name),
        carries: content.is_some_and(|(_, content)| *content != Content::Nothing),
        otherwise: format!("{} is not {word}", operation.name.replace('_', " ")),
    }))
}

/// A value of an earlier answer.
fn expression(provider: &Provider, taken: &Taken) -> Result<TokenStream, EmitError> {
    let mut expression = {
        let answer = ident(&taken.answer)?;
        quote!(#answer)
    };
    let copied = types::is_copy(provider, &taken.value);
    let last = taken.path.len();
    for (place, part) in taken.path.iter().enumerate() {
        let ends = place + 1 == last;
        expression = match part {
            TakenPart::First => quote!(#expression.first().ok_or("nothing is listed")?),
            TakenPart::Field { rust, optional } => {
                let (name, missing) = (ident(rust)?, format!("{} is missing", names::plain(rust)));
                match (optional, ends, copied) {
                    (false, ..) => quote!(#expression.#name),
                    (true, true, true) => quote!(#expression.#name.ok_or(#missing)?),
                    (true, true, false) => quote!(#expression.#name.clone().ok_or(#missing)?),
                    (true, false, _) => quote!(#expression.#name.as_ref().ok_or(#missing)?),
                }
            }
        };
    }
    let cloned = matches!(
        taken.path.last(),
        Some(TakenPart::Field { optional: true, .. })
    );
    Ok(if copied || cloned {
        expression
    } else {
        quote!(#expression.clone())
    })
}

fn callback(
    provider: &Provider,
    step: &FlowCallback,
    module: &TokenStream,
) -> Result<TokenStream, EmitError> {
    let callback = &provider[step.callback];
    let (area, name) = (
        ident(&provider[callback.area].rust)?,
        ident(&callback.rust)?,
    );
    let read = match callback.carriers.first() {
        Some(Carrier::Form) => quote!(from_form(arrived.as_bytes())),
        Some(Carrier::Json) => quote!(from_json(arrived.as_bytes())),
        _ => quote!(from_query(arrived)),
    };
    let hint = quote!(let hint = #module #area::#name::#read?;);
    let Some((facts, _)) = &step.confirmed else {
        return Ok(quote!(#hint println!("{:?}", hint.claims());));
    };
    let (method, expected) = (
        ident(&names::behind(
            "confirm",
            &crate::names::snake(&callback.name),
        ))?,
        ident(&names::with(&callback.rust, "Expected"))?,
    );
    let facts = facts.iter().map(|fact| {
        let (name, value) = (
            ident(fact.fact)?,
            value::value(provider, &fact.value_type, &fact.value, &Site::new(module))?,
        );
        Ok::<_, EmitError>(quote!(#name: #value))
    });
    let facts: Vec<_> = facts.collect::<Result<_, _>>()?;
    Ok(quote! {
        #hint
        let expected = #module #area::#expected { #(#facts),* };
        let confirmed = client.#method(&hint, expected).await?;
        println!("{:?} not confirmed", confirmed.unconfirmed());
    })
}
