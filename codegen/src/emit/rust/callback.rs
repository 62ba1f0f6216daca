//! Callbacks: what they claim, how their signature is checked, how their payment is confirmed.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::scope::{Place, Scope};
use super::super::source::{doc, doc_line, ident};
use super::{answer_type, types, write};
use crate::decide::operation::{Class, Content, Output, shape};
use crate::decide::{doc as docs, names};
use crate::model::{
    AnswerField, Callback, CallbackSignature, Carrier, Confirm, CoveredPart, Leniency, TypeKind,
    ValueType,
};

/// The struct and what it does.
pub(super) fn items(scope: &Scope<'_>, callback: &Callback) -> Result<Vec<TokenStream>, EmitError> {
    let name = scope.name(Place::Area(callback.area), &callback.rust)?;
    let marker = scope.name(Place::Root, &scope.provider.rust)?;
    let docs = doc(docs::callback(scope.provider, callback));
    let declared = callback
        .fields
        .iter()
        .map(|field| answer_type::declaration(scope, field))
        .collect::<Result<Vec<_>, _>>()?;
    let read = callback.fields.iter().map(|field| {
        let mut field = field.clone();
        if !callback.is_json() {
            // Everything arrives as text, and the runtime reads it so: only what means "absent" is left to say.
            field.leniency = Leniency {
                absent: field.leniency.absent,
                ..Leniency::default()
            };
        }
        let (name, read) = (ident(&field.rust)?, answer_type::read(&field)?);
        Ok::<_, EmitError>(quote!(#name: #read,))
    });
    let read: Vec<_> = read.collect::<Result<_, _>>()?;
    let spec_name = &callback.name;
    let once = once(callback)?;
    let verify = callback
        .signature
        .as_ref()
        .map(|signature| verify(scope, callback, signature, &marker))
        .transpose()?;
    let entries = callback.carriers.iter().map(entry);
    let mut items = vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub struct #name { #(#declared)* }
        },
        quote! {
            impl #name { #(#entries)* }
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
    ];
    if let Some(confirm) = &callback.confirm {
        items.extend(confirmable(scope, callback, confirm)?);
    }
    Ok(items)
}

/// The function that reads the callback from what carries it.
fn entry(carrier: &Carrier) -> TokenStream {
    let docs = doc(docs::callback_entry(*carrier));
    match carrier {
        Carrier::Query => quote! {
            #docs
            pub fn from_query(query: &str) -> Result<runtime::Hint<Self>, runtime::HintError> {
                runtime::Hint::from_query(query)
            }
        },
        Carrier::Form => quote! {
            #docs
            pub fn from_form(body: &[u8]) -> Result<runtime::Hint<Self>, runtime::HintError> {
                runtime::Hint::from_form(body)
            }
        },
        Carrier::Json => quote! {
            #docs
            pub fn from_json(body: &[u8]) -> Result<runtime::Hint<Self>, runtime::HintError> {
                runtime::Hint::from_json(body)
            }
        },
    }
}

/// What decides and arrives twice is refused, a reference and what proves it: it would be unclear which of them was meant.
fn once(callback: &Callback) -> Result<Option<TokenStream>, EmitError> {
    // A JSON body that names anything twice is not read at all.
    if callback.is_json() {
        return Ok(None);
    }
    let mut places = Vec::new();
    if let Some(confirm) = &callback.confirm {
        places.extend(confirm.reference.iter().map(|(_, place)| *place));
    }
    if let Some(signature) = &callback.signature {
        places.extend(signature.over.iter().filter_map(|part| match part {
            CoveredPart::Field { field, .. } => Some(*field),
            CoveredPart::Unsent(_) => None,
        }));
        places.push(signature.field);
    }
    let mut names: Vec<&String> = Vec::new();
    for place in places {
        for name in &field(callback, place)?.wire {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Ok((!names.is_empty()).then(|| quote!(parameters.once(&[#(#names),*])?;)))
}

fn field(callback: &Callback, place: usize) -> Result<&AnswerField, EmitError> {
    callback
        .fields
        .get(place)
        .ok_or_else(|| EmitError::new(&callback.name, "names a field that it does not have"))
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
            CoveredPart::Field {
                field: place,
                numeric,
            } => {
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
        ) -> Result<runtime::SignatureState, runtime::NotSent> {
            let signature = runtime::CallbackSignature {
                algorithm: #algorithm,
                field: &[#(#carried),*],
                over: &[#(#over),*],
            };
            Ok(parameters.check_signature(&signature, &#key))
        }
    })
}

/// What the merchant expects, the question, and what its answer says of that.
fn confirmable(
    scope: &Scope<'_>,
    callback: &Callback,
    confirm: &Confirm,
) -> Result<Vec<TokenStream>, EmitError> {
    let (name, expected) = (
        ident(&callback.rust)?,
        ident(&names::with(&callback.rust, "Expected"))?,
    );
    let client = scope.name(Place::Root, "Client")?;
    let status = &scope.provider[confirm.operation];
    let status_type = scope.operation(confirm.operation)?;
    let error =
        |what: &str| EmitError::new(format!("{}.{}", scope.provider.name, callback.name), what);
    let ((first_input, first), others) = match confirm.reference.split_first() {
        Some((first, others)) => (*first, others),
        None => return Err(error("is confirmed by no reference")),
    };
    let input = |place: usize| {
        status
            .inputs
            .get(place)
            .ok_or_else(|| error("is confirmed by an input that does not exist"))
    };
    let claimed = field(callback, first)?;
    let claimed_name = ident(&claimed.rust)?;
    let names = if claimed.optional {
        quote!(self.#claimed_name.as_ref() == Some(&expected.reference))
    } else {
        quote!(self.#claimed_name == expected.reference)
    };
    let (first_name, borrowed) = (
        ident(&input(first_input)?.rust)?,
        quote!(expected.reference),
    );
    let mut asked = vec![if types::is_copy(scope.provider, &claimed.value) {
        quote!(#first_name: #borrowed,)
    } else {
        quote!(#first_name: #borrowed.clone(),)
    }];
    for (place, claim) in others {
        let (input, claimed) = (ident(&input(*place)?.rust)?, field(callback, *claim)?);
        let (claimed_name, optional) = (ident(&claimed.rust)?, claimed.optional.then(|| quote!(?)));
        asked.push(if types::is_copy(scope.provider, &claimed.value) {
            quote!(#input: self.#claimed_name #optional,)
        } else {
            quote!(#input: self.#claimed_name.clone() #optional,)
        });
    }

    let shape = shape(status)?;
    let done = match &shape.output {
        Output::Single(content) => Some(*content),
        Output::Classes(classes) => classes
            .iter()
            .find(|(class, _)| *class == Class::Done)
            .map(|(_, content)| *content),
    };
    if done.is_none() {
        return Err(error("is confirmed by an operation that is never done"));
    }
    let fields = match done {
        Some(Content::Value(ValueType::Named(id))) => match &scope.provider[*id].kind {
            TypeKind::Answer(fields) => fields.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    let reference_type = types::answer_type(scope, &claimed.value)?;
    let reference_docs =
        doc_line("The reference, from the merchant's own records and never from the callback.");
    let mut declared = vec![quote!(#reference_docs pub reference: #reference_type,)];
    let mut steps = Vec::new();
    for (place, fact) in [
        (confirm.echo, "reference"),
        (confirm.amount, "amount"),
        (confirm.currency, "currency"),
    ] {
        let Some(place) = place else { continue };
        let found = fields
            .get(place)
            .ok_or_else(|| error("is confirmed by a field that the answer does not have"))?;
        let (fact, kind, value) = (
            ident(fact)?,
            types::answer_type(scope, &found.value)?,
            ident(&found.rust)?,
        );
        if fact != "reference" {
            let docs = doc_line(&format!("The {fact} that was to be paid."));
            declared.push(quote!(#docs pub #fact: #kind,));
        }
        let value = if found.optional {
            quote!(answer.#value.as_ref())
        } else {
            quote!(Some(&answer.#value))
        };
        steps.push(quote!(.#fact(&expected.#fact, #value)));
    }
    let comparison = quote!(Some(runtime::Comparison::new() #(#steps)*));
    let compare = match &shape.output {
        Output::Single(_) => comparison,
        Output::Classes(_) => {
            let answer = scope.of_operation(status, "Answer")?;
            let content = (done != Some(Content::Nothing)).then(|| quote!((answer)));
            quote! {
                match answer {
                    #answer::Done #content => #comparison,
                    _ => None,
                }
            }
        }
    };
    let used = !steps.is_empty();
    let expected_name = if used {
        quote!(expected)
    } else {
        quote!(_expected)
    };
    let answer_name = if used || matches!(shape.output, Output::Classes(_)) {
        quote!(answer)
    } else {
        quote!(_answer)
    };
    let expected_docs = doc_line(&format!(
        "What the merchant expects of the payment of a [`{name}`], from its own records."
    ));
    let method = ident(&names::behind(
        "confirm",
        &crate::names::snake(&callback.name),
    ))?;
    let method_docs = doc(docs::confirm_method(status, &callback.rust));
    Ok(vec![
        quote! {
            #expected_docs
            #[derive(Clone, Debug)]
            pub struct #expected { #(#declared)* }
        },
        // Of one that cannot, the compiler tells why, and not which others can.
        quote! {
            #[diagnostic::do_not_recommend]
            impl runtime::Confirmable for #name {
                type Status = #status_type;
                type Expected = #expected;

                fn ask(&self, expected: &#expected) -> Option<#status_type> {
                    if #names {
                        Some(#status_type { #(#asked)* })
                    } else {
                        None
                    }
                }

                fn compare(
                    #expected_name: &#expected,
                    #answer_name: &<#status_type as runtime::Operation>::Output,
                ) -> Option<runtime::Comparison> {
                    #compare
                }
            }
        },
        quote! {
            impl #client {
                #method_docs
                pub fn #method(&self, hint: &runtime::Hint<#name>, expected: #expected) -> runtime::Confirming<#name> {
                    hint.confirm(self, expected)
                }
            }
        },
    ])
}
