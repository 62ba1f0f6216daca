//! Callbacks: what they claim, how their signature is checked, how their payment is confirmed.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::scope::{Place, Scope};
use super::super::source::{doc, doc_line, ident};
use super::{answer_type, types, write};
use crate::decide::currency;
use crate::decide::doc as docs;
use crate::decide::operation::{Class, Content, Output, shape};
use crate::model::{
    AnswerField, Callback, CallbackSignature, Confirm, CoveredPart, Scalar, TypeKind, ValueType,
};

/// The struct and what it does.
pub(super) fn items(scope: &Scope<'_>, callback: &Callback) -> Result<Vec<TokenStream>, EmitError> {
    let name = scope.name(Place::Area(callback.area), &callback.rust)?;
    let marker = scope.name(Place::Root, &scope.provider.rust)?;
    let client = scope.name(Place::Root, "Client")?;
    let docs = doc(docs::callback(scope.provider, callback));
    let declared = callback.fields.iter().map(|field| answer_type::declaration(scope, field)).collect::<Result<Vec<_>, _>>()?;
    let read = callback.fields.iter().map(|field| {
        let (name, read) = (ident(&field.rust)?, answer_type::read(field)?);
        Ok::<_, EmitError>(quote!(#name: #read,))
    });
    let read: Vec<_> = read.collect::<Result<_, _>>()?;
    let spec_name = &callback.name;
    let once = callback.confirm.as_ref().map(|confirm| once(callback, confirm)).transpose()?;
    let verify = callback.signature.as_ref().map(|signature| verify(scope, callback, signature, &marker)).transpose()?;
    let method = ident(&crate::names::snake(&callback.name))?;
    let method_docs = [
        format!("Reads a [`{name}`] from what arrived. It is a hint until it is confirmed."),
        String::new(),
        "# Errors".to_owned(),
        "A documented parameter is missing or not of its type. A wrong signature is no error: the hint tells it.".to_owned(),
    ];
    let method_docs = method_docs.iter().map(|line| doc_line(line));
    let mut items = vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub struct #name { #(#declared)* }
        },
        quote! {
            impl runtime::Callback for #name {
                type Provider = #marker;

                const NAME: &'static str = #spec_name;

                fn read(parameters: &runtime::Parameters) -> Result<Self, runtime::ReadError> {
                    #once
                    let object = parameters.object();
                    Ok(Self { #(#read)* })
                }

                #verify
            }
        },
        quote! {
            impl #client {
                #(#method_docs)*
                pub fn #method(&self, parameters: &runtime::Parameters) -> Result<runtime::Hint<#name>, runtime::ReadError> {
                    runtime::Hint::read(&self.0, parameters)
                }
            }
        },
    ];
    if let Some(confirm) = &callback.confirm {
        items.push(confirmable(scope, callback, confirm)?);
    }
    Ok(items)
}

/// A reference that arrives twice is refused: it would be unclear which of them was meant.
fn once(callback: &Callback, confirm: &Confirm) -> Result<TokenStream, EmitError> {
    let mut names = Vec::new();
    for (_, place) in &confirm.reference {
        names.extend(&field(callback, *place)?.wire);
    }
    Ok(quote!(parameters.once(&[#(#names),*])?;))
}

fn field(callback: &Callback, place: usize) -> Result<&AnswerField, EmitError> {
    callback.fields.get(place).ok_or_else(|| EmitError::new(&callback.name, "names a field that it does not have"))
}

fn verify(
    scope: &Scope<'_>,
    callback: &Callback,
    signature: &CallbackSignature,
    marker: &TokenStream,
) -> Result<TokenStream, EmitError> {
    let algorithm = write::algorithm(signature.algorithm);
    let key = write::credential(scope, signature.key)?;
    let carried = &field(callback, signature.field)?.wire;
    let over = signature.over.iter().map(|part| {
        Ok::<_, EmitError>(match part {
            CoveredPart::Field { field: place, numeric } => {
                let names = &field(callback, *place)?.wire;
                if *numeric {
                    quote!(runtime::SignedSlot::Number(&[#(#names),*]))
                } else {
                    quote!(runtime::SignedSlot::Text(&[#(#names),*]))
                }
            }
            CoveredPart::Unsent(_) => quote!(runtime::SignedSlot::Unsent),
        })
    });
    let over: Vec<_> = over.collect::<Result<_, _>>()?;
    Ok(quote! {
        fn verify(
            parameters: &runtime::Parameters,
            context: &runtime::Context<'_, #marker>,
        ) -> Result<(), runtime::Unverified> {
            let signature = runtime::CallbackSignature {
                algorithm: #algorithm,
                field: &[#(#carried),*],
                over: &[#(#over),*],
            };
            parameters.check_signature(&signature, &#key).into_result()
        }
    })
}

fn confirmable(scope: &Scope<'_>, callback: &Callback, confirm: &Confirm) -> Result<TokenStream, EmitError> {
    let name = ident(&callback.rust)?;
    let status = &scope.provider[confirm.operation];
    let status_type = scope.operation(confirm.operation)?;
    let error = |what: &str| EmitError::new(format!("{}.{}", scope.provider.name, callback.name), what);
    let Some((_, first)) = confirm.reference.first() else { return Err(error("is confirmed by no reference")) };
    let reference = text_of(field(callback, *first)?).ok_or_else(|| error("is confirmed by a reference that is no text"))?;
    let asked = confirm.reference.iter().map(|(input, place)| {
        let input = status.inputs.get(*input).ok_or_else(|| error("is confirmed by an input that does not exist"))?;
        let claimed = field(callback, *place)?;
        let (input, claimed_name) = (ident(&input.rust)?, ident(&claimed.rust)?);
        let optional = claimed.optional.then(|| quote!(?));
        Ok::<_, EmitError>(if types::is_copy(&claimed.value) {
            quote!(#input: self.#claimed_name #optional,)
        } else {
            quote!(#input: self.#claimed_name.clone() #optional,)
        })
    });
    let asked: Vec<_> = asked.collect::<Result<_, _>>()?;
    let shape = shape(status)?;
    let (done, pattern) = match &shape.output {
        Output::Single(content) => (Some(*content), None),
        Output::Classes(classes) => {
            let answer = scope.of_operation(status, "Answer")?;
            let done = classes.iter().find(|(class, _)| *class == Class::Done).map(|(_, content)| *content);
            let inner = if done == Some(Content::Nothing) { quote!() } else { quote!((answer)) };
            (done, Some(quote!(#answer::Done #inner)))
        }
    };
    let fields = match done {
        Some(Content::Value(ValueType::Named(id))) => match &scope.provider[*id].kind {
            TypeKind::Answer(fields) => fields.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    let steps = [(confirm.echo, "reference"), (confirm.amount, "amount"), (confirm.currency, "currency")];
    let steps = steps.into_iter().filter_map(|(place, step)| place.map(|place| (place, step))).map(|(place, step)| {
        let found = fields.get(place).ok_or_else(|| error("is confirmed by a field that the answer does not have"))?;
        let (step_name, value) = (ident(step)?, ident(&found.rust)?);
        let value = match (&found.value, step) {
            (ValueType::Named(id), "currency") => currency_of(scope, *id, found, &value)?,
            _ if types::is_copy(&found.value) => quote!(answer.#value),
            _ => quote!(&answer.#value),
        };
        Ok::<_, EmitError>(quote!(.#step_name(#value)))
    });
    let steps: Vec<_> = steps.collect::<Result<_, _>>()?;
    let observed = quote!(Some(runtime::Observed::new() #(#steps)*));
    let observed = match pattern {
        None => observed,
        Some(pattern) => quote! {
            match answer {
                #pattern => #observed,
                _ => None,
            }
        },
    };
    let answer = if steps.is_empty() && !matches!(shape.output, Output::Classes(_)) { quote!(_answer) } else { quote!(answer) };
    Ok(quote! {
        impl runtime::Confirmable for #name {
            type Status = #status_type;

            fn reference(&self) -> Option<&str> {
                #reference
            }

            fn ask(&self) -> Option<#status_type> {
                Some(#status_type { #(#asked)* })
            }

            fn observe(#answer: &<#status_type as runtime::Operation>::Output) -> Option<runtime::Observed> {
                #observed
            }
        }
    })
}

/// A text field of the callback, borrowed.
fn text_of(field: &AnswerField) -> Option<TokenStream> {
    let name = ident(&field.rust).ok()?;
    match (&field.value, field.optional) {
        (ValueType::Scalar(Scalar::Text), true) => Some(quote!(self.#name.as_deref())),
        (ValueType::Scalar(Scalar::Text), false) => Some(quote!(Some(&self.#name))),
        _ => None,
    }
}

/// A currency that is coded by an enum, as its ISO 4217 letters where its value has them as its name.
fn currency_of(
    scope: &Scope<'_>,
    id: crate::model::TypeId,
    field: &AnswerField,
    name: &proc_macro2::Ident,
) -> Result<TokenStream, EmitError> {
    let TypeKind::Enum(open) = &scope.provider[id].kind else {
        return Err(EmitError::new(&field.name, "is no currency"));
    };
    let kind = scope.type_def(id)?;
    let mut arms = Vec::new();
    for value in &open.values {
        if let Some(letters) = currency::letters(value) {
            let variant = ident(&value.rust)?;
            arms.push(quote!(#kind::#variant => #letters,));
        }
    }
    Ok(if field.optional {
        quote!(answer.#name.as_ref().map(|currency| match currency { #(#arms)* other => other.code() }))
    } else {
        quote!(match &answer.#name { #(#arms)* other => other.code() })
    })
}
