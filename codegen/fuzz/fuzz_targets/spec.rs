//! A spec of the repository, changed by the mutations of `codegen/tests/mutations`: every four bytes of the input are the
//! seed of one change, so that the fuzzer puts changes together that lead somewhere new.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../common.rs"]
#[allow(dead_code, reason = "the other target uses the rest")]
mod common;
#[path = "../../tests/mutations/engine/mod.rs"]
mod engine;

use engine::random::Random;
use engine::subject::Corpus;
use engine::{Spec, step};

/// The most changes of one spec.
const MOST: usize = 16;

static CORPUS: LazyLock<Corpus> =
    LazyLock::new(|| Corpus::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")));

fuzz_target!(|data: &[u8]| {
    let Some((subject, seeds)) = data.split_first() else {
        return;
    };
    let subject = CORPUS.subject(usize::from(*subject));
    let mut spec = Spec {
        corpus: &CORPUS,
        files: subject.files.clone(),
    };
    for seed in seeds.chunks(4).take(MOST) {
        let seed = seed
            .iter()
            .fold(0, |seed, byte| seed << 8 | u64::from(*byte));
        step(&mut spec, &mut Random::new(seed));
    }
    let texts: Vec<(String, String)> = spec
        .files
        .iter()
        .map(|file| (file.name.clone(), file.text()))
        .collect();
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    common::read_and_print(codegen::read_texts(&texts));
});
