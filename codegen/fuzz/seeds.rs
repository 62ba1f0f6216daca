//! Writes the seeds of the targets into `corpus/`, made of the specs of the repository, and what the language's words are into
//! a dictionary.
//!
//! `cargo +nightly run --bin seeds` in this folder.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

#[path = "common.rs"]
#[allow(dead_code, reason = "the targets use the rest")]
mod common;
#[path = "../tests/mutations/engine/mod.rs"]
mod engine;

use engine::random::Random;
use engine::subject::{Corpus, File};
use engine::tree::NAMES;
use engine::words;

/// How many mutated specs are seeds of each target.
const MUTATED: u64 = 200;

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = Corpus::read(&here.join("../.."));
    let (text, spec) = (here.join("corpus/text"), here.join("corpus/spec"));
    std::fs::create_dir_all(&text)?;
    std::fs::create_dir_all(&spec)?;
    for subject in corpus.subjects() {
        let files: Vec<(String, String)> = subject
            .files
            .iter()
            .map(|file| (file.name.clone(), file.text()))
            .collect();
        let name = subject.folder.replace('/', "_");
        std::fs::write(text.join(&name), common::input(&files))?;
        for file in &files {
            let alone = [(String::from("provider.yaml"), file.1.clone())];
            std::fs::write(
                text.join(format!("{name}_{}", file.0)),
                common::input(&alone),
            )?;
        }
    }
    for number in 0..MUTATED {
        let case = engine::mutate(&corpus, 0, number);
        std::fs::write(
            text.join(format!("mutated_{number}")),
            common::input(&case.texts()),
        )?;
        let mut random = Random::of_case(0, number);
        let length = 1 + 4 * (1 + random.below(8));
        let bytes: Vec<u8> = (0..length)
            .map(|_| random.next().to_le_bytes()[0])
            .collect();
        std::fs::write(spec.join(format!("steps_{number}")), bytes)?;
    }
    std::fs::write(here.join("corpus/words.dict"), dictionary(&corpus))
}

/// The language's words, and pieces of YAML, as libFuzzer reads them.
fn dictionary(corpus: &Corpus) -> String {
    let mut found: BTreeSet<String> = corpus
        .keywords
        .iter()
        .map(|key| format!("{key}: "))
        .collect();
    found.extend(NAMES.iter().map(|name| format!("{name}:\n")));
    let small = corpus
        .values
        .values()
        .flatten()
        .filter_map(|value| value.text())
        .filter(|text| text.len() < 24);
    found.extend(small.map(str::to_owned));
    found.extend(
        words::PIECES
            .iter()
            .chain(words::TYPE_WORDS)
            .map(ToString::to_string),
    );
    found.extend(
        corpus
            .subjects()
            .iter()
            .flat_map(|subject| &subject.files)
            .map(|file: &File| format!("=== {}\n", file.name)),
    );
    let mut out = String::new();
    for word in found.iter().filter(|word| !word.is_empty()) {
        out.push('"');
        for byte in word.bytes() {
            match byte {
                b'"' | b'\\' => {
                    let _ = write!(out, "\\{}", char::from(byte));
                }
                b' '..=b'~' => out.push(char::from(byte)),
                other => {
                    let _ = write!(out, "\\x{other:02X}");
                }
            }
        }
        out.push_str("\"\n");
    }
    out
}
