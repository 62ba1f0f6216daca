//! A typed client for a spec of one's own, at compile time.
//!
//! ```ignore
//! pub mod acme {
//!     macros::client!("../spec/acme");
//! }
//! ```
//!
//! The module holds what `generated-client` holds for its providers: `Client`, `Credentials`, a module per area. The
//! crate that calls the macro depends on the package `runtime` of this repository too (its library is `vezne_runtime`), with its
//! feature `rustls` for anything but loopback.
#![forbid(unsafe_code)]

mod expand;
mod place;
#[cfg(test)]
mod tests;

/// Puts the client of a provider where it is called: the contents of a module, so call it in a `mod` of its own.
///
/// `client!("path/to/spec")` takes the folder with the provider's `provider.yaml`, relative to the file that calls the
/// macro, as `include_str!` does (where the compiler cannot name that file: relative to the package's manifest).
/// `client!("path/to/spec", runtime = ::path)` names the runtime where it is not `::vezne_runtime`.
///
/// Every mistake in the spec is shown, all of them at once, in one compile error at the call: each with its file as the
/// compiler names files, line, column and the lines of the spec. Warnings are among them, and only then: a macro cannot
/// warn. `cargo xtask check --spec DIR`, in a clone of this repository, shows them alone. A change of the spec compiles the
/// calling crate anew.
#[proc_macro]
pub fn client(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::client(
        input.into(),
        proc_macro::Span::call_site().local_file(),
        place::manifest(),
    )
    .unwrap_or_else(syn::Error::into_compile_error)
    .into()
}
