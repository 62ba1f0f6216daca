//! What the macro does, apart from the compiler that calls it.

use std::path::{Path, PathBuf};

use codegen::Report;
use codegen::finding::{Finding, Severity};
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token};

use crate::place::Place;

mod keyword {
    syn::custom_keyword!(runtime);
}

/// `"path/to/spec"`, perhaps with `, runtime = ::path`.
struct Arguments {
    spec: LitStr,
    runtime: syn::Path,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let spec: LitStr = input.parse()?;
        let mut runtime = None;
        if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            input.parse::<keyword::runtime>()?;
            input.parse::<Token![=]>()?;
            let path = input.call(syn::Path::parse_mod_style)?;
            // The path is used from modules at several depths, so it must mean the same in all of them.
            let first = path.segments.first();
            if path.leading_colon.is_none() && first.is_none_or(|first| first.ident != "crate") {
                return Err(syn::Error::new_spanned(
                    path,
                    "the runtime's path must begin with `::` or with `crate::`",
                ));
            }
            runtime = Some(path);
            input.parse::<Option<Token![,]>>()?;
        }
        if !input.is_empty() {
            return Err(input.error("expected nothing more: `client!(\"path/to/spec\", runtime = ::path)` is all there is"));
        }
        Ok(Self {
            spec,
            runtime: runtime.unwrap_or_else(|| syn::parse_quote!(::vezne_runtime)),
        })
    }
}

/// The client's tokens, or every reason why there are none.
pub fn client(
    input: TokenStream,
    caller: Option<PathBuf>,
    manifest: Option<PathBuf>,
) -> syn::Result<TokenStream> {
    let Arguments { spec, runtime } = syn::parse2(input)?;
    let refuse = |text: String| syn::Error::new(spec.span(), text);

    let base = caller
        .as_deref()
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .or(manifest)
        .unwrap_or_default();
    let place = Place::new(&base, &spec.value()).map_err(refuse)?;
    let read = codegen::read_provider_as(&place.folder, &place.shown)
        .map_err(|report| refuse(mistakes(&spec.value(), &report)))?;

    let mut tokens = TokenStream::new();
    for file in &read.files {
        let Some(path) = file.to_str() else {
            return Err(refuse(format!(
                "the spec's path is not UTF-8: {}",
                file.display()
            )));
        };
        // Only there so that a change of the file compiles the crate anew.
        tokens.extend(quote! { const _: &[u8] = ::core::include_bytes!(#path); });
    }
    for provider in &read.providers {
        let client = codegen::emit::tokens(provider, &runtime).map_err(|error| {
            refuse(format!(
                "the spec in `{}` cannot be used: {error}",
                spec.value()
            ))
        })?;
        tokens.extend(client);
    }
    Ok(tokens)
}

/// Everything that is wrong with a spec, warnings too, as the generator shows it; without colours, which the compiler would
/// print as they are.
fn mistakes(spec: &str, report: &Report) -> String {
    let mut text = format!(
        "the spec in `{spec}` cannot be used\n\n{}",
        report.render(false)
    );
    let is_error = |found: &&Finding| found.severity() == Severity::Error;
    if let Some(first) = report.findings().iter().find(is_error) {
        text.push_str(&format!(
            "note: codes such as {} are not the compiler's: docs/reference/findings.md of the macro's repository explains them",
            first.code.id()
        ));
    }
    text
}
