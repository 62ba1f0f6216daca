//! Types that a caller builds: structs, and enums of which exactly one variant is given.
//!
//! One rule for all of them: required inputs are fields, optional ones are set on the last field, `options`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::EmitError;
use super::super::scope::{Place, Scope};
use super::super::source::{doc, doc_line, ident};
use super::{types, write};
use crate::decide::{doc as docs, names, operation};
use crate::model::{ChoiceVariant, InputField, InputShape, TypeDef, TypeId};

/// A struct of inputs and how it is written.
pub(super) fn object(
    scope: &Scope<'_>,
    id: TypeId,
    def: &TypeDef,
    shape: &InputShape,
) -> Result<Vec<TokenStream>, EmitError> {
    let name = ident(&def.rust)?;
    let options_name = ident(&names::with(&def.rust, "Options"))?;
    let fields = declarations(scope, shape, &options_name, true)?;
    let docs = doc(docs::type_def(def));
    let places = shape.inputs.iter().map(|input| {
        let name = ident(&input.rust)?;
        Ok(write::Place::value(if input.optional {
            quote!(self.options.#name)
        } else {
            quote!(self.#name)
        }))
    });
    let places = places.collect::<Result<_, EmitError>>()?;
    let alternatives = alternatives(scope, id)?;
    let inputs = write::Inputs {
        provider: scope.provider,
        fields: &shape.inputs,
        places,
        alternatives: quote!(alternatives),
        inner: ident("inner")?,
    };
    let body = body(scope, &inputs, shape, &ident("fields")?)?;
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name { #(#fields)* }
    }];
    items.extend(options(
        scope,
        shape,
        &options_name,
        &format!("[`{name}`]"),
    )?);
    items.push(written(scope, &name, alternatives.as_ref(), &body));
    Ok(items)
}

/// An enum of inputs and how it is written.
pub(super) fn choice(
    scope: &Scope<'_>,
    id: TypeId,
    def: &TypeDef,
    variants: &[ChoiceVariant],
) -> Result<Vec<TokenStream>, EmitError> {
    let name = ident(&def.rust)?;
    let alternatives = alternatives(scope, id)?;
    let (mut declared, mut arms, mut extra) = (Vec::new(), Vec::new(), Vec::new());
    for variant in variants {
        let (variant_name, shape) = (ident(&variant.rust)?, &variant.shape);
        let options_name = ident(&names::with(
            &names::with(&def.rust, &variant.rust),
            "Options",
        ))?;
        let fields = declarations(scope, shape, &options_name, false)?;
        let docs = doc(docs::Doc::new(&variant.summary));
        declared.push(quote!(#docs #variant_name { #(#fields)* },));

        let mut bound: Vec<_> = shape
            .inputs
            .iter()
            .filter(|input| !input.optional)
            .map(|input| ident(&input.rust))
            .collect::<Result<_, _>>()?;
        let places = shape.inputs.iter().map(|input| {
            let name = ident(&input.rust)?;
            Ok(if input.optional {
                write::Place::value(quote!(options.#name))
            } else {
                write::Place::reference(quote!(#name))
            })
        });
        let taken = || shape.inputs.iter().map(|input| input.rust.as_str());
        let inputs = write::Inputs {
            provider: scope.provider,
            fields: &shape.inputs,
            places: places.collect::<Result<_, EmitError>>()?,
            alternatives: ident(&names::local("alternatives", taken()))
                .map(|name| quote!(#name))?,
            inner: ident(&names::local("inner", taken()))?,
        };
        let body = body(
            scope,
            &inputs,
            shape,
            &ident(&names::local("fields", taken()))?,
        )?;
        if has_options(shape) {
            bound.push(ident("options")?);
        }
        arms.push(quote!(Self::#variant_name { #(#bound),* } => { #body }));
        extra.extend(options(
            scope,
            shape,
            &options_name,
            &format!("[`{name}::{variant_name}`]"),
        )?);
    }
    let docs = doc(docs::type_def(def));
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, Debug)]
        pub enum #name { #(#declared)* }
    }];
    items.extend(extra);
    items.push(written(
        scope,
        &name,
        alternatives.as_ref(),
        &quote!(match self { #(#arms)* }),
    ));
    Ok(items)
}

fn has_options(shape: &InputShape) -> bool {
    shape.inputs.iter().any(|input| input.optional)
}

/// The fields of the required inputs, and the one for the optional inputs.
fn declarations(
    scope: &Scope<'_>,
    shape: &InputShape,
    options: &Ident,
    public: bool,
) -> Result<Vec<TokenStream>, EmitError> {
    let visibility = public.then(|| quote!(pub));
    let required = shape
        .inputs
        .iter()
        .filter(|input| !input.optional)
        .map(|input| {
            let (name, kind, docs) = (
                ident(&input.rust)?,
                types::value_type(scope, &input.value)?,
                doc(docs::input(input)),
            );
            Ok::<_, EmitError>(quote!(#docs #visibility #name: #kind,))
        });
    let mut fields: Vec<_> = required.collect::<Result<_, _>>()?;
    if has_options(shape) {
        let docs = doc_line("What may be left out.");
        fields.push(quote!(#docs #visibility options: #options,));
    }
    Ok(fields)
}

/// The struct of the optional inputs, with a setter each.
fn options(
    scope: &Scope<'_>,
    shape: &InputShape,
    name: &Ident,
    of: &str,
) -> Result<Vec<TokenStream>, EmitError> {
    let optional: Vec<&InputField> = shape.inputs.iter().filter(|input| input.optional).collect();
    if optional.is_empty() {
        return Ok(Vec::new());
    }
    let docs = doc_line(&format!("The optional inputs of {of}."));
    let (mut fields, mut setters) = (Vec::new(), Vec::new());
    for input in optional {
        let (field, kind) = (ident(&input.rust)?, types::value_type(scope, &input.value)?);
        let (argument, kept) = types::argument(scope, &input.value, &field)?;
        let docs = doc(docs::input(input));
        fields.push(quote!(#field: Option<#kind>,));
        setters.push(quote! {
            #docs
            pub fn #field(mut self, #field: #argument) -> Self {
                self.#field = Some(#kept);
                self
            }
        });
    }
    Ok(vec![
        quote! {
            #docs
            #[derive(Clone, Debug, Default)]
            pub struct #name { #(#fields)* }
        },
        quote!(impl #name { #(#setters)* }),
    ])
}

/// The statements that make the JSON object of the inputs, in a local of the given name.
fn body(
    scope: &Scope<'_>,
    inputs: &write::Inputs<'_>,
    shape: &InputShape,
    fields: &Ident,
) -> Result<TokenStream, EmitError> {
    let checks = write::checks(inputs)?;
    let puts = write::puts(scope, inputs, &quote!(#fields), shape.body.iter())?;
    Ok(quote! {
        let mut #fields = runtime::Fields::new();
        #(#fields.check(#checks);)*
        #puts
        #fields.into()
    })
}

/// The type of the chosen alternatives, where the type's form depends on them.
fn alternatives(scope: &Scope<'_>, id: TypeId) -> Result<Option<TokenStream>, EmitError> {
    if operation::type_alternatives(scope.provider, id).is_empty() {
        return Ok(None);
    }
    scope.name(Place::Alternatives, "Alternatives").map(Some)
}

/// How the object is written: by the runtime's trait, or by what is chosen of alternatives.
fn written(
    scope: &Scope<'_>,
    name: &Ident,
    alternatives: Option<&TokenStream>,
    body: &TokenStream,
) -> TokenStream {
    match alternatives {
        None => quote! {
            impl runtime::ToWire for #name {
                fn to_wire(&self) -> runtime::Wire { #body }
            }
        },
        Some(alternatives) => {
            let visibility = scope.root_visibility();
            quote! {
            impl #name {
                #visibility fn wire(&self, alternatives: &#alternatives) -> runtime::Wire { #body }
            }
            }
        }
    }
}
