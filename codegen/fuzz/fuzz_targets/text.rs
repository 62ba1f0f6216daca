//! Any bytes as the files of a provider: loading, checking and every rendering of the findings.
//!
//! A line `=== NAME` begins a file; what stands before the first is `provider.yaml`.
#![no_main]

use codegen::load::load_files;
use libfuzzer_sys::fuzz_target;

#[path = "../common.rs"]
mod common;

fuzz_target!(|data: &[u8]| {
    let files = common::files(data);
    let borrowed: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    let texts: Option<Vec<(&str, &str)>> = borrowed
        .iter()
        .map(|(name, bytes)| Some((*name, std::str::from_utf8(bytes).ok()?)))
        .collect();
    match texts {
        Some(texts) => common::read_and_print(&texts),
        // What is not UTF-8 is refused while it is loaded.
        None => common::render(&load_files(&borrowed)),
    }
});
