//! Any bytes as the files of a provider: loading, checking, every rendering of the findings, and printing what is accepted.
//!
//! A line `=== NAME` begins a file; what stands before the first is `provider.yaml`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../common.rs"]
#[allow(dead_code, reason = "the program that writes seeds uses the rest")]
mod common;

fuzz_target!(|data: &[u8]| {
    let files = common::files(data);
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    common::read_and_print(codegen::read_files(&files));
});
