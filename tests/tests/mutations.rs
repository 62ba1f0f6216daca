//! Mutated specs that are accepted give a client that compiles: a sample of them, as modules of one crate, without a warning.

mod scratch;

#[path = "../../codegen/tests/mutations/engine/mod.rs"]
mod engine;

use std::collections::{BTreeMap, BTreeSet};

use codegen::Spec;
use engine::Kind;
use engine::subject::{Corpus, File};
use scratch::{Scratch, workspace};

/// The sample: the first of these cases that change the client, no kind of mutation much more often than others.
const SEED: u64 = 30;
const MODULES: usize = 30;
const MOST_OF_A_KIND: usize = 3;

#[test]
fn the_clients_of_accepted_mutations_compile_without_a_warning() {
    let corpus = Corpus::read(&workspace());
    let mut seen: BTreeSet<String> = corpus
        .subjects()
        .iter()
        .filter_map(|subject| client(&subject.files))
        .collect();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut client_crate = Scratch::new("mutations", "2024");
    let mut root = String::from("//! Clients of mutated specs.\n\n");
    let mut modules = 0;
    for number in 0.. {
        if modules == MODULES {
            break;
        }
        assert!(
            number < 3000,
            "too few mutations are accepted and change the client"
        );
        let case = engine::mutate(&corpus, SEED, number);
        let often = |kind: &Kind| {
            kinds
                .get(kind)
                .is_some_and(|count| *count >= MOST_OF_A_KIND)
        };
        let large = case.folder.starts_with("codegen") && modules % 10 != 0;
        if large || case.steps.iter().any(|(kind, _)| often(kind)) {
            continue;
        }
        let Some(tokens) = client(&case.files).filter(|tokens| !seen.contains(tokens)) else {
            continue;
        };
        for (kind, _) in &case.steps {
            *kinds.entry(*kind).or_default() += 1;
        }
        modules += 1;
        root.push_str(&format!("/// Case {number}.\npub mod case_{number};\n"));
        let story = case.story().replace('\n', " ");
        let story: String = story
            .chars()
            .filter(|letter| letter.is_ascii_graphic() || *letter == ' ')
            .collect();
        client_crate.file(
            format!("src/case_{number}.rs"),
            format!("// {story}\n{tokens}"),
        );
        seen.insert(tokens);
    }
    assert!(kinds.len() >= 12, "only {kinds:?}");
    client_crate.file("src/lib.rs", root);
    client_crate.cargo(&["check"]);
}

/// The client of a spec, as the macro gives it; `None` where the spec is refused.
fn client(files: &[File]) -> Option<String> {
    let texts: Vec<(String, String)> = files
        .iter()
        .map(|file| (file.name.clone(), file.text()))
        .collect();
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let Spec { providers, .. } = codegen::read_texts(&texts).ok()?;
    let runtime = syn::parse_str("::vezne_runtime").expect("a path");
    let tokens =
        codegen::emit::tokens(providers.first()?, &runtime).expect("a checked spec can be printed");
    let file = syn::parse2(tokens).expect("Rust");
    Some(prettyplease::unparse(&file))
}
