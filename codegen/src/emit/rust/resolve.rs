//! How a lost answer is looked up: the reference to keep, the question, what its answer says.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::scope::Scope;
use super::super::source::{doc, ident};
use super::{read, types};
use crate::decide::operation::{self as decide, Class, Content, Output};
use crate::decide::{doc as docs, names};
use crate::model::{Effect, Operation, OperationId, Resolve, Verdict, VerdictCondition};

/// The reference's struct and the lookup.
pub(super) fn items(
    scope: &Scope<'_>,
    operation: &Operation,
) -> Result<Vec<TokenStream>, EmitError> {
    let Effect::Once(Resolve::By {
        operation: resolver,
        reference,
        verdicts,
    }) = &operation.effect
    else {
        return Ok(Vec::new());
    };
    let name = ident(&operation.rust)?;
    let reference_name = scope.of_operation(operation, "Reference")?;
    let question = &scope.provider[*resolver];
    let error =
        |what: &str| EmitError::new(format!("{}.{}", scope.provider.name, operation.name), what);
    if !decide::shape(question)?
        .required
        .iter()
        .all(|(place, _)| reference.iter().any(|(asked, _)| asked == place))
    {
        return Err(error(
            "is resolved by an operation with a required input that nothing feeds",
        ));
    }
    let (mut fields, mut asked) = (Vec::new(), Vec::new());
    for (theirs, own) in reference {
        let (Some(theirs), Some(own)) = (question.inputs.get(*theirs), operation.inputs.get(*own))
        else {
            return Err(error("is resolved by an input that does not exist"));
        };
        if theirs.optional || own.optional {
            return Err(error(
                "is resolved by an optional input, which may be missing when it is needed",
            ));
        }
        let (name, kind, docs) = (
            ident(&own.rust)?,
            types::value_type(scope, &own.value)?,
            doc(docs::input(own)),
        );
        fields.push(quote!(#docs pub #name: #kind,));
        let theirs = ident(&theirs.rust)?;
        asked.push(if types::is_copy(scope.provider, &own.value) {
            quote!(#theirs: reference.#name,)
        } else {
            quote!(#theirs: reference.#name.clone(),)
        });
    }
    let asked_type = scope.operation(*resolver)?;
    let undecided = verdicts
        .iter()
        .all(|(_, verdict)| *verdict == Verdict::Undecided);
    let (answer, verdict) = if undecided {
        (quote!(_answer), verdict(Verdict::Undecided))
    } else {
        let arms = verdict_arms(scope, *resolver, verdicts)?;
        (quote!(answer), quote!(match answer { #(#arms)* }))
    };
    let docs = doc(docs::reference(&operation.rust));
    Ok(vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #reference_name { #(#fields)* }
        },
        // Of one that cannot, the compiler tells why, and not which others can.
        quote! {
            #[diagnostic::do_not_recommend]
            impl runtime::Resolvable for #name {
                type Resolver = #asked_type;

                fn ask(reference: &#reference_name) -> #asked_type {
                    #asked_type { #(#asked)* }
                }

                fn verdict(#answer: runtime::Answered<'_, #asked_type>) -> runtime::Verdict {
                    #verdict
                }
            }
        },
    ])
}

/// The method that looks up by a reference that was kept.
pub(super) fn method(
    scope: &Scope<'_>,
    operation: &Operation,
) -> Result<Option<TokenStream>, EmitError> {
    let Some((resolver, _)) = decide::resolver(operation) else {
        return Ok(None);
    };
    let method = ident(&names::behind("resolve", &operation.rust_method))?;
    let (name, reference) = (
        ident(&operation.rust)?,
        scope.of_operation(operation, "Reference")?,
    );
    let docs = doc(docs::resolve_method(
        &scope.provider[resolver],
        &operation.rust,
    ));
    Ok(Some(quote! {
        #docs
        pub fn #method(&self, reference: #reference) -> runtime::Resolving<#name> {
            runtime::resolve(&self.0, reference)
        }
    }))
}

/// The arms of a match on an answer of the resolving operation: exhaustive, and none in vain.
fn verdict_arms(
    scope: &Scope<'_>,
    resolver: OperationId,
    verdicts: &[(VerdictCondition, Verdict)],
) -> Result<Vec<TokenStream>, EmitError> {
    let resolver = &scope.provider[resolver];
    let shape = decide::shape(resolver)?;
    let classes = match &shape.output {
        Output::Single(_) => Vec::new(),
        Output::Classes(classes) => classes.clone(),
    };
    let mut open: Vec<Class> = if classes.is_empty() {
        vec![Class::Done]
    } else {
        classes.iter().map(|(class, _)| *class).collect()
    };
    let mut refused = false;
    let mut arms = Vec::new();
    for (condition, verdict) in verdicts {
        let verdict = self::verdict(*verdict);
        let class = match condition {
            VerdictCondition::Done => Class::Done,
            VerdictCondition::Accepted => Class::Accepted,
            VerdictCondition::Open => Class::Open,
            VerdictCondition::Code(code) => {
                if !refused {
                    arms.push(quote!(Err(refused) if refused.code() == Some(#code) => #verdict,));
                }
                continue;
            }
            VerdictCondition::Refused => {
                if !refused {
                    arms.push(quote!(Err(_) => #verdict,));
                }
                refused = true;
                continue;
            }
        };
        if !open.contains(&class) {
            continue;
        }
        open.retain(|other| *other != class);
        let pattern = match classes.iter().find(|(other, _)| *other == class) {
            None => quote!(_),
            Some((_, content)) => {
                let (answer, variant) =
                    (scope.of_operation(resolver, "Answer")?, read::class(class));
                if *content == Content::Nothing {
                    quote!(#answer::#variant)
                } else {
                    quote!(#answer::#variant(_))
                }
            }
        };
        arms.push(quote!(Ok(#pattern) => #verdict,));
    }
    let undecided = self::verdict(Verdict::Undecided);
    match (open.is_empty(), refused) {
        (true, true) => {}
        (true, false) => arms.push(quote!(Err(_) => #undecided,)),
        (false, true) => arms.push(quote!(Ok(_) => #undecided,)),
        (false, false) => arms.push(quote!(_ => #undecided,)),
    }
    Ok(arms)
}

fn verdict(verdict: Verdict) -> TokenStream {
    match verdict {
        Verdict::Happened => quote!(runtime::Verdict::Happened),
        Verdict::Refused => quote!(runtime::Verdict::Refused),
        Verdict::Open => quote!(runtime::Verdict::Open),
        Verdict::NotReceived => quote!(runtime::Verdict::NotReceived),
        Verdict::Undecided => quote!(runtime::Verdict::Undecided),
    }
}
