//! The naming obstacle course: a spec whose names are Rust's keywords, the prelude's names, names that generated code
//! gives itself, names that begin with a digit and names with letters outside ASCII. What is emitted for it compiles
//! without a warning in both editions, as a crate and in one piece inside a nested module.

mod scratch;

use scratch::{Scratch, provider};

#[test]
fn every_name_compiles_in_edition_2024() {
    compile("naming_2024", "2024");
}

#[test]
fn every_name_compiles_in_edition_2021() {
    compile("naming_2021", "2021");
}

fn compile(folder: &'static str, edition: &'static str) {
    let obstacles = provider("tests/naming/obstacles");
    let runtime = syn::parse_str("::vezne_runtime").expect("a path");
    let nested =
        codegen::emit::tokens(&obstacles, &runtime).expect("a checked spec can be printed");
    let mut client = Scratch::new(folder, edition);
    client.client(&[obstacles]);
    client.rust_files("tests/naming", "tests");
    // Nothing uses it there, which the compiler says of handwritten code and not of a macro's.
    let modules = "//! The client, as a macro would give it.\n#![allow(dead_code, unused_imports)]\n\nmod outer {\n    pub mod inner {";
    client.file("tests/nested.rs", format!("{modules}{nested}    }}\n}}\n"));
    client.cargo(&["test", "--tests"]);
}
