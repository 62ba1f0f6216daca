//! The macro's tokens are the generated modules, put into each other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::scratch::workspace;
use crate::{SPECS, read, yaml_files};

const SOURCES: &str = "generated-client/src";

#[test]
fn the_macros_tokens_are_the_generated_modules_inlined() {
    for folder in SPECS {
        let providers = read(&yaml_files(&workspace().join(folder)));
        let files: BTreeMap<PathBuf, String> = codegen::emit::client(&providers)
            .expect("a checked spec can be printed")
            .into_iter()
            .map(|file| (file.path, file.contents))
            .collect();
        for provider in &providers {
            let mut module = inlined(&files, Path::new(SOURCES), &provider.name);
            // The macro stands in a module of the caller's, who documents it.
            module.attrs.clear();
            let runtime = syn::parse_str("::vezne_runtime").expect("a path");
            let tokens =
                codegen::emit::tokens(provider, &runtime).expect("a checked spec can be printed");
            let tokens: syn::File = syn::parse2(tokens).expect("Rust");
            assert_eq!(
                tokens.items.len(),
                module.items.len(),
                "{folder}/{}",
                provider.name
            );
            for (from_macro, generated) in tokens.items.iter().zip(&module.items) {
                assert_eq!(
                    printed(from_macro),
                    printed(generated),
                    "{folder}/{}",
                    provider.name
                );
            }
        }
    }
}

/// The runtime may be another one, and then no path leads to the usual one.
#[test]
fn the_macros_tokens_name_the_runtime_that_they_are_told() {
    let providers = read(&yaml_files(&workspace().join("spec")));
    let runtime = syn::parse_str("crate::other::runtime").expect("a path");
    for provider in &providers {
        let tokens =
            codegen::emit::tokens(provider, &runtime).expect("a checked spec can be printed");
        let text = tokens.to_string();
        assert!(
            text.contains("crate :: other :: runtime"),
            "{}",
            provider.name
        );
        assert!(!text.contains("vezne_runtime"), "{}", provider.name);
    }
}

/// A module's file, with the files of the modules in it put in their places.
fn inlined(files: &BTreeMap<PathBuf, String>, folder: &Path, name: &str) -> syn::File {
    let inner = folder.join(name);
    let text = [folder.join(format!("{name}.rs")), inner.join("mod.rs")]
        .iter()
        .find_map(|path| files.get(path))
        .unwrap_or_else(|| panic!("no file for the module {}", inner.display()));
    let mut module = syn::parse_file(text).expect("Rust");
    for item in &mut module.items {
        let syn::Item::Mod(declared) = item else {
            continue;
        };
        if declared.content.is_none() {
            let name = declared.ident.to_string();
            let child = inlined(files, &inner, name.trim_start_matches("r#"));
            declared.attrs.extend(child.attrs);
            declared.content = Some((syn::token::Brace::default(), child.items));
            declared.semi = None;
        }
    }
    module
}

/// An item in one layout, whatever layout it had.
fn printed(item: &syn::Item) -> String {
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item.clone()],
    };
    prettyplease::unparse(&file)
}

/// What is checked in is what the specs say: `cargo xtask gen` would change nothing.
#[test]
fn the_checked_in_files_are_what_the_spec_makes() {
    let providers = read(&yaml_files(&workspace().join("spec")));
    for file in codegen::emit::client(&providers).expect("a checked spec can be printed") {
        let found = std::fs::read_to_string(workspace().join(&file.path)).unwrap_or_default();
        let found = found.replace("\r\n", "\n");
        assert!(
            found == file.contents,
            "{} is stale: run `cargo xtask gen`",
            file.path.display()
        );
    }
}
