//! How a request is written: checks, line, query, headers, body.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::EmitError;
use super::super::scope::{self, Scope};
use super::super::source::{ident, number};
use super::types;
use crate::decide::credentials::{self, Place as Kept};
use crate::decide::operation;
use crate::model::{
    AlternativeId, Auth, AuthKind, Body, BodyShape, Choosable, Constant, CredentialId, DecimalText,
    Encoding, EncodingForm, HttpMethod, InputField, InputPart, Operation, PathPart, Provider,
    RequestLine, Scalar, SignatureAlgorithm, SignatureId, Source, ValueType, WireField,
};

/// Where inputs are found: an expression that borrows one, or gives a copy of it.
pub(super) struct Inputs<'a> {
    /// The provider whose types they have.
    pub provider: &'a Provider,
    /// The inputs.
    pub fields: &'a [InputField],
    /// The place of each.
    pub places: Vec<Place>,
    /// The expression of the chosen alternatives.
    pub alternatives: TokenStream,
    /// The local name of a nested object.
    pub inner: Ident,
}

/// Where one input is.
pub(super) struct Place {
    tokens: TokenStream,
    reference: bool,
}

impl Place {
    /// The input itself, such as `self.amount`.
    pub fn value(tokens: TokenStream) -> Self {
        Self {
            tokens,
            reference: false,
        }
    }

    /// A reference to it, such as a pattern binds.
    pub fn reference(tokens: TokenStream) -> Self {
        Self {
            tokens,
            reference: true,
        }
    }
}

impl Inputs<'_> {
    fn field(&self, place: usize) -> Result<(&InputField, &Place), EmitError> {
        match (self.fields.get(place), self.places.get(place)) {
            (Some(field), Some(found)) => Ok((field, found)),
            _ => Err(EmitError::new(format!("input {place}"), "does not exist")),
        }
    }

    /// An input as an argument: borrowed, unless it copies itself.
    fn argument(&self, place: usize) -> Result<TokenStream, EmitError> {
        let (field, Place { tokens, reference }) = self.field(place)?;
        Ok(
            match (*reference, types::is_copy(self.provider, &field.value)) {
                (false, true) | (true, false) => quote!(#tokens),
                (true, true) => quote!(*#tokens),
                (false, false) => quote!(&#tokens),
            },
        )
    }
}

/// The body of `Operation::write`.
pub(super) fn operation(
    scope: &Scope<'_>,
    operation: &Operation,
    inputs: &Inputs<'_>,
) -> Result<TokenStream, EmitError> {
    let checks = checks(inputs)?.into_iter().map(|check| quote!(#check?;));
    let together = operation
        .together
        .iter()
        .map(|group| together(inputs, group))
        .collect::<Result<Vec<_>, _>>()?;
    let line = choose(scope, inputs, &operation.request, |line| {
        request_line(inputs, line)
    })?;
    let auth = match operation.auth.map(|id| &scope.provider[id]) {
        Some(Auth {
            kind: AuthKind::Headers(headers),
            ..
        }) => auth_headers(scope, headers)?,
        _ => Vec::new(),
    };
    let query = operation.query.iter().map(|field| {
        let name = &field.name;
        let value = plain_value(scope, inputs, field)?;
        only(scope, inputs, field, quote!(request.query(#name, #value);))
    });
    let headers = operation.headers.iter().map(|field| {
        let name = &field.name;
        let value = plain_value(scope, inputs, field)?;
        only(
            scope,
            inputs,
            field,
            quote!(request.header(#name, #value)?;),
        )
    });
    let query: Vec<_> = query.collect::<Result<_, EmitError>>()?;
    let headers: Vec<_> = headers.collect::<Result<_, EmitError>>()?;
    let body = match &operation.body {
        Body::None => TokenStream::new(),
        Body::Json { fields, shape } => {
            let fields = body_fields(scope, inputs, fields)?;
            let send = choose(scope, inputs, shape, |shape| {
                Ok(match shape {
                    BodyShape::Object => quote!(request.json(body)),
                    BodyShape::OneElementArray => quote!(request.json_array(body)),
                })
            })?;
            quote!(#fields #send;)
        }
        Body::Form(fields) => {
            let fields = body_fields(scope, inputs, fields)?;
            quote!(#fields request.form(body);)
        }
    };
    Ok(quote! {
        #(#checks)*
        #(#together)*
        #line;
        #(#auth)*
        #(#query)*
        #(#headers)*
        #body
        Ok(())
    })
}

/// What is refused before anything is sent, as expressions.
pub(super) fn checks(inputs: &Inputs<'_>) -> Result<Vec<TokenStream>, EmitError> {
    let mut checks = Vec::new();
    for (place, field) in inputs.fields.iter().enumerate() {
        let (name, value) = (&field.name, inputs.argument(place)?);
        let constraints = inputs.provider.constraints(field);
        if constraints.min_length.is_some() || constraints.max_length.is_some() {
            let min = number(constraints.min_length.unwrap_or(0))?;
            let max = match constraints.max_length {
                Some(max) => {
                    let max = number(max)?;
                    quote!(#max)
                }
                None => quote!(u32::MAX),
            };
            checks.push(quote!(runtime::check::length(#name, #value, #min, #max)));
        }
        if constraints.min.is_some() || constraints.max.is_some() {
            let limit = |limit: &Option<String>| match limit {
                Some(limit) => quote!(Some(#limit)),
                None => quote!(None),
            };
            let (min, max) = (limit(&constraints.min), limit(&constraints.max));
            checks.push(quote!(runtime::check::range(#name, #value, #min, #max)));
        }
        if let Some(pattern) = &constraints.pattern {
            checks.push(quote!(runtime::check::pattern(#name, #value, #pattern)));
        }
    }
    Ok(checks)
}

fn together(inputs: &Inputs<'_>, group: &[usize]) -> Result<TokenStream, EmitError> {
    let fields: Vec<_> = group
        .iter()
        .map(|place| inputs.field(*place))
        .collect::<Result<_, _>>()?;
    let names = fields
        .iter()
        .map(|(field, _)| field.name.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    let places = fields.iter().map(|(_, place)| &place.tokens);
    Ok(quote!(runtime::check::together(#names, &[#(#places.is_some()),*])?;))
}

fn request_line(inputs: &Inputs<'_>, line: &RequestLine) -> Result<TokenStream, EmitError> {
    let method = match line.method {
        HttpMethod::Get => quote!(Get),
        HttpMethod::Post => quote!(Post),
        HttpMethod::Put => quote!(Put),
        HttpMethod::Delete => quote!(Delete),
    };
    let (first, rest) = match line.path.split_first() {
        Some((PathPart::Text(text), rest)) => (text.as_str(), rest),
        _ => ("", line.path.as_slice()),
    };
    let start = quote!(request.line(runtime::Method::#method, #first));
    if rest.is_empty() {
        return Ok(start);
    }
    let parts = rest.iter().map(|part| {
        Ok(match part {
            PathPart::Text(text) => quote!(request.path_text(#text)),
            PathPart::Input(place) => {
                let value = inputs.argument(*place)?;
                quote!(request.path_segment(#value))
            }
        })
    });
    let parts: Vec<_> = parts.collect::<Result<_, EmitError>>()?;
    Ok(quote!({ #start; #(#parts;)* }))
}

fn auth_headers(
    scope: &Scope<'_>,
    headers: &[(String, CredentialId)],
) -> Result<Vec<TokenStream>, EmitError> {
    headers
        .iter()
        .map(|(name, id)| {
            let value = credential(scope, *id)?;
            Ok(quote!(request.header(#name, &#value)?;))
        })
        .collect()
}

/// The place of a credential.
pub(super) fn credential(scope: &Scope<'_>, id: CredentialId) -> Result<TokenStream, EmitError> {
    Ok(match credentials::place(scope.provider, id) {
        Kept::Field(name) => {
            let name = ident(&name)?;
            quote!(context.credentials.#name)
        }
        Kept::Set(set, name) => {
            let (set, name) = (ident(&set)?, ident(&name)?);
            quote!(context.credentials.#set()?.#name)
        }
    })
}

/// The statements that make `body`. Signatures come last, so that every field they cover is there.
fn body_fields(
    scope: &Scope<'_>,
    inputs: &Inputs<'_>,
    fields: &[WireField],
) -> Result<TokenStream, EmitError> {
    let body = quote!(body);
    let (signatures, others): (Vec<_>, Vec<_>) = fields
        .iter()
        .partition(|field| matches!(field.source, Source::Signature { .. }));
    let puts = puts(scope, inputs, &body, others.into_iter())?;
    let signs = signatures.into_iter().map(|field| match &field.source {
        Source::Signature { signature, over } => {
            let sign = sign(scope, inputs, &field.name, *signature, over)?;
            only(scope, inputs, field, sign)
        }
        _ => Ok(TokenStream::new()),
    });
    let signs: Vec<_> = signs.collect::<Result<_, _>>()?;
    Ok(quote! {
        let mut body = runtime::Fields::new();
        #puts
        #(#signs)*
    })
}

/// The statements that put fields into an object.
pub(super) fn puts<'f>(
    scope: &Scope<'_>,
    inputs: &Inputs<'_>,
    object: &TokenStream,
    fields: impl Iterator<Item = &'f WireField>,
) -> Result<TokenStream, EmitError> {
    let puts = fields.map(|field| {
        let name = &field.name;
        let put = match &field.source {
            Source::Object(inner) => {
                let nested = &inputs.inner;
                let puts = puts(scope, inputs, &quote!(#nested), inner.iter())?;
                quote! {
                    #object.put_object(#name, {
                        let mut #nested = runtime::Fields::new();
                        #puts
                        #nested
                    });
                }
            }
            Source::Signature { .. } => {
                return Err(EmitError::new(
                    name,
                    "is a signature inside an object, which no client can make yet",
                ));
            }
            _ => {
                let value = plain_value(scope, inputs, field)?;
                quote!(#object.put(#name, #value);)
            }
        };
        only(scope, inputs, field, put)
    });
    let puts: Vec<_> = puts.collect::<Result<_, _>>()?;
    Ok(quote!(#(#puts)*))
}

/// A statement that is run under one choice only, where the field says so.
fn only(
    scope: &Scope<'_>,
    inputs: &Inputs<'_>,
    field: &WireField,
    statement: TokenStream,
) -> Result<TokenStream, EmitError> {
    let Some((alternative, choice)) = field.only else {
        return Ok(statement);
    };
    let alternatives = &inputs.alternatives;
    let (chosen, name) = alternative_of(scope, alternative)?;
    let choice = scope.provider[alternative].choices.get(choice);
    let choice = ident(choice.map_or("", |choice| choice.rust.as_str()))?;
    Ok(quote! {
        if #alternatives.#chosen == #name::#choice { #statement }
    })
}

/// The field that holds what is chosen of an alternative, and its enum.
fn alternative_of(scope: &Scope<'_>, id: AlternativeId) -> Result<(Ident, TokenStream), EmitError> {
    let alternative = &scope.provider[id];
    Ok((
        ident(&alternative.rust_field)?,
        scope.name(scope::Place::Alternatives, &alternative.rust)?,
    ))
}

/// A value, by what is chosen of its alternative.
fn choose<T>(
    scope: &Scope<'_>,
    inputs: &Inputs<'_>,
    choosable: &Choosable<T>,
    print: impl Fn(&T) -> Result<TokenStream, EmitError>,
) -> Result<TokenStream, EmitError> {
    let (alternative, values) = match choosable {
        Choosable::Fixed(value) => return print(value),
        Choosable::Chosen {
            alternative,
            values,
        } => (*alternative, values),
    };
    let alternatives = &inputs.alternatives;
    let (chosen, name) = alternative_of(scope, alternative)?;
    let arms = scope.provider[alternative]
        .choices
        .iter()
        .zip(values)
        .map(|(choice, value)| {
            let (choice, value) = (ident(&choice.rust)?, print(value)?);
            Ok::<_, EmitError>(quote!(#name::#choice => #value,))
        });
    let arms: Vec<_> = arms.collect::<Result<_, _>>()?;
    Ok(quote!(match #alternatives.#chosen { #(#arms)* }))
}

fn sign(
    scope: &Scope<'_>,
    inputs: &Inputs<'_>,
    name: &str,
    signature: SignatureId,
    over: &Choosable<Vec<String>>,
) -> Result<TokenStream, EmitError> {
    let signature = &scope.provider[signature];
    let algorithm = algorithm(signature.algorithm);
    let key = credential(scope, signature.key)?;
    let list = choose(scope, inputs, over, |names| Ok(quote!(&[#(#names),*])))?;
    Ok(match over {
        Choosable::Fixed(_) => quote!(body.sign(#name, #algorithm, &#key, #list)?;),
        Choosable::Chosen { .. } => quote! {
            let signed: &[&str] = #list;
            body.sign(#name, #algorithm, &#key, signed)?;
        },
    })
}

/// An algorithm of the runtime.
pub(super) fn algorithm(algorithm: SignatureAlgorithm) -> TokenStream {
    match algorithm {
        SignatureAlgorithm::AesCbcBundle => quote!(runtime::SignatureAlgorithm::AesCbcBundle),
        SignatureAlgorithm::Sha256Joined => quote!(runtime::SignatureAlgorithm::Sha256Joined),
    }
}

/// The value of a field that is fed by one thing.
fn plain_value(
    scope: &Scope<'_>,
    inputs: &Inputs<'_>,
    field: &WireField,
) -> Result<TokenStream, EmitError> {
    match &field.source {
        Source::Input {
            input,
            part,
            encoding,
        } => input_value(scope, inputs, *input, *part, encoding),
        Source::Credential(id) => {
            let place = credential(scope, *id)?;
            Ok(quote!(&#place))
        }
        Source::Constant(Constant::Text(text)) => Ok(quote!(#text)),
        Source::Constant(Constant::Boolean(value)) => Ok(quote!(#value)),
        Source::Constant(Constant::Number(digits)) => Ok(quote!(runtime::Wire::number(#digits))),
        Source::Object(_) | Source::Signature { .. } => Err(EmitError::new(
            &field.name,
            "is an object or a signature outside a body",
        )),
    }
}

fn input_value(
    scope: &Scope<'_>,
    inputs: &Inputs<'_>,
    input: usize,
    part: InputPart,
    encoding: &Encoding,
) -> Result<TokenStream, EmitError> {
    let (
        field,
        Place {
            tokens: place,
            reference,
        },
    ) = inputs.field(input)?;
    let mut steps = Vec::new();
    if let ValueType::Scalar(Scalar::DateTime(format)) = item_type(&field.value) {
        let form = types::time_form(format);
        steps.push(quote!(.time(#form)));
    }
    if let Some(decimals) = &encoding.decimals {
        let form = choose(scope, inputs, decimals, |form| {
            Ok(match form {
                DecimalText::AsGiven => quote!(runtime::DecimalText::AsGiven),
                DecimalText::Shortest => quote!(runtime::DecimalText::Shortest),
                DecimalText::TwoPlaces => quote!(runtime::DecimalText::TwoPlaces),
            })
        })?;
        steps.push(quote!(.decimals(#form)));
    }
    if let ValueType::Scalar(Scalar::Portion { full }) = &field.value {
        let full = choose(scope, inputs, full, |text| {
            Ok(match text {
                Some(text) => quote!(Some(#text)),
                None => quote!(None),
            })
        })?;
        steps.push(quote!(.full(#full)));
    }
    if *item_type(&field.value) == ValueType::Scalar(Scalar::Base64Text) {
        steps.push(quote!(.base64()));
    }
    steps.extend(match encoding.form {
        EncodingForm::Own => None,
        EncodingForm::Text => Some(quote!(.as_text())),
        EncodingForm::Number => Some(quote!(.as_number())),
        EncodingForm::UpperCase => Some(quote!(.upper_case())),
        EncodingForm::Bit => Some(quote!(.bit())),
        EncodingForm::JsonText => Some(quote!(.json_text())),
    });
    let part = match part {
        InputPart::Whole => None,
        InputPart::ExpiryMonth => Some(quote!(month)),
        InputPart::ExpiryYear => Some(quote!(year)),
        InputPart::ExpiryShortYear => Some(quote!(short_year)),
    };
    let value = match (&part, field.optional) {
        (Some(part), true) => quote!(#place.map(|expiry| expiry.#part())),
        (Some(part), false) => quote!(#place.#part()),
        (None, _) if needs_alternatives(scope, &field.value) => {
            with_alternatives(inputs, field, place)
        }
        (None, _) => inputs.argument(input)?,
    };
    if steps.is_empty() {
        return Ok(value);
    }
    let borrowed = match (
        part.is_none() && !needs_alternatives(scope, &field.value),
        reference,
    ) {
        (true, true) => quote!(#place),
        (true, false) => quote!(&#place),
        (false, _) => quote!(&#value),
    };
    Ok(quote!(runtime::ToWire::to_wire(#borrowed) #(#steps)*))
}

fn item_type(value: &ValueType) -> &ValueType {
    match value {
        ValueType::List(item) | ValueType::Map(item) => item_type(item),
        other => other,
    }
}

/// Whether a caller's type is written by what is chosen of alternatives.
fn needs_alternatives(scope: &Scope<'_>, value: &ValueType) -> bool {
    matches!(item_type(value), ValueType::Named(id) if !operation::type_alternatives(scope.provider, *id).is_empty())
}

/// A value of a type that is written by what is chosen. Method calls borrow by themselves.
fn with_alternatives(inputs: &Inputs<'_>, field: &InputField, place: &TokenStream) -> TokenStream {
    let alternatives = &inputs.alternatives;
    let list = matches!(field.value, ValueType::List(_));
    let each = quote!(iter().map(|item| item.wire(#alternatives)).collect::<Vec<_>>());
    match (list, field.optional) {
        (false, false) => quote!(#place.wire(#alternatives)),
        (false, true) => quote!(#place.as_ref().map(|item| item.wire(#alternatives))),
        (true, false) => quote!(#place.#each),
        (true, true) => quote!(#place.as_ref().map(|items| items.#each)),
    }
}
