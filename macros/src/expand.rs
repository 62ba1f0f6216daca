//! What the macro does, apart from the compiler that calls it.

use std::env;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token};

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

/// The folder of the calling package, where cargo tells it.
pub fn manifest_folder() -> Option<PathBuf> {
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
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
    let folder = std::path::absolute(base.join(spec.value())).map_err(|error| {
        refuse(format!(
            "the spec's path `{}` cannot be used: {error}",
            spec.value()
        ))
    })?;
    let read = codegen::read_provider(&folder).map_err(|report| {
        let text = report.render(false);
        refuse(format!(
            "the spec in `{}` cannot be used\n\n{}",
            spec.value(),
            text.trim_end()
        ))
    })?;

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
        let client =
            codegen::emit::tokens(provider, &runtime).map_err(|error| refuse(error.to_string()))?;
        tokens.extend(client);
    }
    Ok(tokens)
}
