//! The hard cases as a consumer meets them: the clients that are emitted from `codegen/tests/hard` compile, without a
//! warning, together with the consumers in `tests/hard/snippets`, whose own tests run against a socket.

mod scratch;

use codegen::model::Provider;
use scratch::{Scratch, workspace};

#[test]
fn the_emitted_clients_of_the_hard_cases_compile_and_do_what_their_consumers_expect() {
    let providers = ["vepara", "paywall"].map(provider);
    let mut client = Scratch::new("hard_cases", "2024");
    let mut root = String::from("//! The clients of the hard cases.\n");
    for provider in &providers {
        root.push_str(&format!("#[rustfmt::skip]\npub mod {};\n", provider.name));
    }
    client.file("src/lib.rs", root);
    for file in codegen::emit::client(&providers).expect("a checked spec can be printed") {
        let Ok(path) = file.path.strip_prefix("generated-client/src") else {
            continue;
        };
        if path.components().count() > 1 {
            client.file(std::path::Path::new("src").join(path), file.contents);
        }
    }
    client.rust_files("tests/hard/snippets", "tests/snippets");
    client.cargo(&["test", "--test", "snippets"]);
}

fn provider(name: &str) -> Provider {
    let folder = workspace().join("codegen/tests/hard").join(name);
    match codegen::read_provider(&folder) {
        Ok(mut spec) => spec.providers.remove(0),
        Err(report) => panic!("{}", report.render(false)),
    }
}
