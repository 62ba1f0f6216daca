//! The expansion, without a compiler around it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::client;

const INDEX: &str = "\
language: 1
provider: acme
title: Acme
summary: A provider that nobody has.
documentation: https://acme.example/
parts:
  - shop.yaml
apis:
  main:
    summary: Every call.
    test: https://test.acme.example
    live: https://acme.example
    evidence: { inferred: made up }
credentials:
  merchant:
    summary: The merchant's key.
    values:
      key: { summary: The key., env: { test: ACME_TEST_KEY, live: ACME_LIVE_KEY }, secret: true, example: example-key }
auth:
  header:
    summary: The key, as a header.
    headers: { x-key: key }
    evidence: { inferred: made up }
";

const SHOP: &str = "\
area: shop
summary: The shop.
operations:
  open_shop:
    summary: Opens the shop.
    evidence: { inferred: made up }
    request: POST /open
    auth: header
    effect: repeatable
    outcomes:
      - done: nothing
        when: { http: 200 }
      - refused: { code: code, message: [message] }
        when: { code: { present: true } }
";

/// A package with a spec beside its sources, gone when the test ends.
struct Package(PathBuf);

impl Package {
    fn new(shop: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "macros-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let package = Self(std::env::temp_dir().join(name));
        fs::create_dir_all(package.0.join("src")).unwrap();
        fs::create_dir_all(package.0.join("spec/acme")).unwrap();
        fs::write(package.0.join("spec/acme/provider.yaml"), INDEX).unwrap();
        fs::write(package.0.join("spec/acme/shop.yaml"), shop).unwrap();
        package
    }

    fn called_from(&self, input: TokenStream) -> syn::Result<TokenStream> {
        client(
            input,
            Some(self.0.join("src/lib.rs")),
            Some("/elsewhere".into()),
        )
    }

    fn includes(&self, tokens: &TokenStream) -> Vec<String> {
        let file: syn::File = syn::parse2(tokens.clone()).unwrap();
        let root = format!("{}/", self.0.display());
        let included = file.items.into_iter().filter_map(|item| match item {
            syn::Item::Const(constant) => match *constant.expr {
                syn::Expr::Macro(call) => {
                    Some(call.mac.parse_body::<syn::LitStr>().unwrap().value())
                }
                _ => None,
            },
            _ => None,
        });
        included
            .map(|path| normal(&path).trim_start_matches(&root).to_owned())
            .collect()
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A path with `..` resolved by name.
fn normal(path: &str) -> String {
    let mut parts = PathBuf::new();
    for part in Path::new(path).components() {
        if part == std::path::Component::ParentDir {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.display().to_string()
}

#[test]
fn the_path_is_relative_to_the_calling_file() {
    let package = Package::new(SHOP);
    let tokens = package.called_from(quote!("../spec/acme")).unwrap();
    assert!(tokens.to_string().contains("struct OpenShop"));
    assert_eq!(
        package.includes(&tokens),
        ["spec/acme/provider.yaml", "spec/acme/shop.yaml"]
    );
}

#[test]
fn without_a_calling_file_it_is_relative_to_the_manifest() {
    let package = Package::new(SHOP);
    let tokens = client(quote!("spec/acme"), None, Some(package.0.clone())).unwrap();
    assert_eq!(
        package.includes(&tokens),
        ["spec/acme/provider.yaml", "spec/acme/shop.yaml"]
    );
}

#[test]
fn an_absolute_path_is_taken_as_it_is() {
    let package = Package::new(SHOP);
    let path = package.0.join("spec/acme").display().to_string();
    assert!(client(quote!(#path), None, None).is_ok());
}

#[test]
fn the_runtime_can_be_another() {
    let package = Package::new(SHOP);
    let usual = package
        .called_from(quote!("../spec/acme"))
        .unwrap()
        .to_string();
    assert!(usual.contains(":: vezne_runtime"));
    for (path, printed) in [
        (quote!(::my::runtime), ":: my :: runtime"),
        (quote!(crate::runtime), "crate :: runtime"),
    ] {
        let tokens = package
            .called_from(quote!("../spec/acme", runtime = #path))
            .unwrap()
            .to_string();
        assert!(
            tokens.contains(printed) && !tokens.contains("vezne_runtime"),
            "{printed}"
        );
    }
}

#[test]
fn every_mistake_of_a_spec_is_in_the_error() {
    let wrong = SHOP
        .replace("auth: header", "auth: haeder")
        .replace("POST /open", "PSOT /open")
        .replace("    effect: repeatable\n", "");
    let package = Package::new(&wrong);
    let error = package
        .called_from(quote!("../spec/acme"))
        .unwrap_err()
        .to_string();
    for part in ["shop.yaml:7:", "PSOT", "shop.yaml:8:", "haeder", "effect"] {
        assert!(error.contains(part), "{part} is missing in:\n{error}");
    }
    assert!(
        !error.contains('\u{1b}'),
        "colour in a compile error:\n{error}"
    );
}

/// The compiler names files from the folder that it works in; an editor opens both by the same base.
#[test]
fn a_file_of_the_spec_is_named_as_the_compiler_names_the_calling_file() {
    let error = client(
        quote!("../../tests/ui/bad-spec"),
        Some("src/lib.rs".into()),
        None,
    )
    .unwrap_err()
    .to_string();
    assert!(
        error.contains("--> ../tests/ui/bad-spec/shop.yaml:8:"),
        "{error}"
    );
    let elsewhere = Package::new(&SHOP.replace("POST", "PSOT"));
    let error = elsewhere.called_from(quote!("../spec/acme")).unwrap_err();
    let error = error.to_string();
    assert!(error.contains("--> ../spec/acme/shop.yaml:7:"), "{error}");
}

#[test]
fn a_warning_does_not_stop_a_client_and_is_shown_with_a_mistake() {
    let extra = "    api: main\n    summary: Opens the shop.\n";
    let odd = SHOP.replace("    summary: Opens the shop.\n", extra);
    assert!(
        Package::new(&odd)
            .called_from(quote!("../spec/acme"))
            .is_ok()
    );
    let wrong = odd.replace("auth: header", "auth: haeder");
    let error = Package::new(&wrong).called_from(quote!("../spec/acme"));
    let error = error.unwrap_err().to_string();
    for part in [
        "warning[W0230]",
        "error[E0401]",
        "error: 1 mistake and ",
        "codes such as E0401 are not",
    ] {
        assert!(error.contains(part), "{part} is missing in:\n{error}");
    }
}

#[test]
fn where_no_spec_is_the_path_that_may_be_meant_is_told() {
    let package = Package::new(SHOP);
    for (input, expected) in [
        (
            quote!("../spec/acne"),
            "`../spec/acne`: the folder does not exist\nhelp: did you mean `../spec/acme`?",
        ),
        (
            quote!("../spec/acne/provider.yaml"),
            "`../spec/acne`: the folder does not exist\nhelp: did you mean `../spec/acme`?",
        ),
        (
            quote!("../spec"),
            "`../spec`: the folder holds providers, and a client is made of one: `acme`\nhelp: did you mean `../spec/acme`?",
        ),
        (
            quote!("."),
            "`.`: the folder has no `provider.yaml`\nhelp: give the path of a folder with a `provider.yaml`",
        ),
        (
            quote!("../../nowhere/spec"),
            "`../../nowhere/spec`: the folder does not exist\nhelp: give the path",
        ),
    ] {
        let error = package.called_from(input.clone()).unwrap_err().to_string();
        assert!(error.contains(expected), "{input}: {error}");
    }
}

#[test]
fn wrong_arguments_are_refused_where_they_stand() {
    for (input, expected) in [
        (quote!(), "expected string literal"),
        (quote!(spec), "expected string literal"),
        (quote!("spec", ::runtime), "expected `runtime`"),
        (
            quote!("spec", runtime = self::runtime),
            "must begin with `::` or with `crate::`",
        ),
        (
            quote!("spec", runtime = vezne),
            "must begin with `::` or with `crate::`",
        ),
        (quote!("spec", runtime = ::a, more), "expected nothing more"),
        (quote!("spec" "spec"), "expected nothing more"),
    ] {
        let error = client(input.clone(), None, None).unwrap_err().to_string();
        assert!(error.contains(expected), "{input}: {error}");
    }
}
