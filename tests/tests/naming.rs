//! The naming obstacle course: a spec whose names are Rust's keywords, the prelude's names, names that generated code
//! gives itself, names that begin with a digit and names with letters outside ASCII. What is emitted for it really
//! compiles, without a warning, in both editions, as files and in one piece inside a nested module.

mod scratch;

use codegen::model::Provider;
use scratch::{Scratch, workspace};

#[test]
fn every_name_compiles_in_edition_2024() {
    compile("naming_2024", "2024");
}

#[test]
fn every_name_compiles_in_edition_2021() {
    compile("naming_2021", "2021");
}

fn compile(name: &'static str, edition: &'static str) {
    let provider = obstacles();
    let runtime = syn::parse_str("::vezne_runtime").expect("a path");
    let nested = codegen::emit::tokens(&provider, &runtime).expect("a checked spec can be printed");
    let mut client = Scratch::new(name, edition);
    client.file(
        "src/lib.rs",
        format!(
            "//! The obstacle course, twice.\n#[rustfmt::skip]\npub mod obstacles;\n/// A module.\npub mod outer {{\n\
             /// A module in it.\n#[rustfmt::skip]\npub mod inner {{ {nested} }}\n}}\n"
        ),
    );
    for file in codegen::emit::client(&[provider]).expect("a checked spec can be printed") {
        let Ok(path) = file.path.strip_prefix("generated-client/src") else { continue };
        if path.components().count() > 1 {
            client.file(std::path::Path::new("src").join(path), file.contents);
        }
    }
    let consumer = std::fs::read_to_string(workspace().join("tests/naming/consumer.rs")).expect("a text");
    client.file("tests/consumer.rs", consumer.replace("CRATE", name));
    client.cargo(&["test", "--test", "consumer"]);
}

fn obstacles() -> Provider {
    match codegen::read_provider(&workspace().join("tests/naming/obstacles")) {
        Ok(mut spec) => spec.providers.remove(0),
        Err(report) => panic!("{}", report.render(false)),
    }
}
