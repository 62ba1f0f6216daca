//! How an answer is classed.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use crate::decide::operation::{Class, Content, Output, Shape};
use crate::model::{
    CodeSource, Condition, Operation, OutcomeRule, Payload, RefusedRule, RuleOutcome, Subject, Test,
};

/// The body of `Operation::read`. `classes` is the enum of an output with classes.
pub(super) fn operation(
    operation: &Operation,
    shape: &Shape<'_>,
    classes: &TokenStream,
) -> Result<TokenStream, EmitError> {
    let mut statements = Vec::new();
    for rule in &operation.rules {
        let (before, outcome) = outcome(rule, shape, classes);
        if rule.when.is_empty() {
            return Ok(quote!(#(#statements)* #before #outcome));
        }
        let conditions = conditions(&rule.when);
        statements.push(quote! {
            if #conditions {
                #before
                return #outcome;
            }
        });
    }
    Ok(quote!(#(#statements)* Ok(runtime::Outcome::Unrecognised)))
}

/// Conditions that must all hold, as an expression.
pub(super) fn conditions(conditions: &[Condition]) -> TokenStream {
    if conditions.is_empty() {
        return quote!(true);
    }
    let conditions = conditions.iter().map(condition);
    quote!(#(#conditions)&&*)
}

fn condition(condition: &Condition) -> TokenStream {
    match (&condition.subject, &condition.test) {
        (Subject::Http, Test::OneOf(values)) => quote!(answer.http_is(&[#(#values),*])),
        (Subject::Http, Test::NoneOf(values)) => quote!(!answer.http_is(&[#(#values),*])),
        (Subject::Http, Test::Present) | (Subject::Content, Test::Present) => quote!(true),
        (Subject::Http, Test::Missing) | (Subject::Content, Test::Missing) => quote!(false),
        (Subject::Content, Test::OneOf(kinds)) => content(kinds, true),
        (Subject::Content, Test::NoneOf(kinds)) => content(kinds, false),
        (Subject::Path(path), Test::OneOf(values)) => quote!(answer.is(#path, &[#(#values),*])),
        (Subject::Path(path), Test::NoneOf(values)) => {
            quote!(answer.is_not(#path, &[#(#values),*]))
        }
        (Subject::Path(path), Test::Present) => quote!(answer.has(#path)),
        (Subject::Path(path), Test::Missing) => quote!(answer.lacks(#path)),
    }
}

fn content(kinds: &[String], wanted: bool) -> TokenStream {
    let html = kinds.iter().any(|kind| kind == "html");
    let json = kinds.iter().any(|kind| kind == "json");
    match (html, json, wanted) {
        (true, true, true) => quote!((answer.is_html() || answer.is_json())),
        (true, true, false) => quote!(!answer.is_html() && !answer.is_json()),
        (true, false, true) => quote!(answer.is_html()),
        (true, false, false) => quote!(!answer.is_html()),
        (false, _, true) => quote!(answer.is_json()),
        (false, _, false) => quote!(!answer.is_json()),
    }
}

/// What comes before an outcome, and the outcome.
fn outcome(
    rule: &OutcomeRule,
    shape: &Shape<'_>,
    classes: &TokenStream,
) -> (TokenStream, TokenStream) {
    let (class, payload) = match &rule.outcome {
        RuleOutcome::Done(payload) => (Class::Done, payload),
        RuleOutcome::Accepted(payload) => (Class::Accepted, payload),
        RuleOutcome::Open(payload) => (Class::Open, payload),
        RuleOutcome::Refused(refused) => return self::refused(refused),
    };
    let output = match (&shape.output, Content::from(payload)) {
        (Output::Single(_), _) => content_of(payload),
        (Output::Classes(_), Content::Nothing) => {
            let class = self::class(class);
            quote!(#classes::#class)
        }
        (Output::Classes(_), _) => {
            let (class, content) = (self::class(class), content_of(payload));
            quote!(#classes::#class(#content))
        }
    };
    (
        TokenStream::new(),
        quote!(Ok(runtime::Outcome::Done(#output))),
    )
}

/// The variant of a class.
pub(super) fn class(class: Class) -> TokenStream {
    match class {
        Class::Done => quote!(Done),
        Class::Accepted => quote!(Accepted),
        Class::Open => quote!(Open),
    }
}

fn content_of(payload: &Payload) -> TokenStream {
    match payload {
        Payload::Nothing => quote!(()),
        Payload::Html => quote!(answer.html()),
        Payload::Value { at, .. } => quote!(answer.payload(#at)?),
    }
}

/// The statement that says where the parts are, and the outcome.
fn refused(refused: &RefusedRule) -> (TokenStream, TokenStream) {
    let code = match &refused.code {
        None => quote!(None),
        Some(CodeSource::Path(path)) => quote!(Some(runtime::CodeSource::Path(#path))),
        Some(CodeSource::Fixed(code)) => quote!(Some(runtime::CodeSource::Fixed(#code))),
    };
    let message = &refused.message;
    let fields = match &refused.fields {
        None => quote!(None),
        Some(path) => quote!(Some(#path)),
    };
    let parts = quote!(let parts = runtime::RefusalParts { code: #code, message: &[#(#message),*], fields: #fields };);
    let outcome = match &refused.payload {
        None | Some(Payload::Nothing) => quote!(Ok(answer.refused(&parts))),
        Some(Payload::Html) => quote!(Ok(answer.refused_with_html(&parts))),
        Some(Payload::Value { at, .. }) => quote!(Ok(answer.refused_with(&parts, #at))),
    };
    (parts, outcome)
}
