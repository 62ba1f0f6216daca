//! What the targets share: files in one text, and the way through the generator.

use codegen::load::Loaded;
use codegen::render::{Color, render as rendered};

/// The files of an input: a line `=== NAME` begins one, and what stands before the first is the index.
pub fn files(data: &[u8]) -> Vec<(String, &[u8])> {
    let mut files = Vec::new();
    let (mut name, mut start, mut at) = (String::from("provider.yaml"), 0, 0);
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        if let Some(next) = line.strip_prefix(b"=== ") {
            files.push((name, &data[start..at]));
            name = String::from_utf8_lossy(next).trim().to_owned();
            start = at + line.len();
        }
        at += line.len();
    }
    files.push((name, &data[start..]));
    files.retain(|(name, bytes)| !bytes.is_empty() || name != "provider.yaml");
    files
}

/// The input that these files are.
pub fn input(files: &[(String, String)]) -> Vec<u8> {
    files
        .iter()
        .flat_map(|(name, text)| format!("=== {name}\n{text}\n").into_bytes())
        .collect()
}

/// Reads and checks files, renders what is found, and prints what is accepted.
///
/// # Panics
/// Where the generator panics, or accepts what it cannot print as Rust.
pub fn read_and_print(files: &[(&str, &str)]) {
    let spec = match codegen::read_texts(files) {
        Ok(spec) => spec,
        Err(report) => {
            assert!(report.findings().has_errors(), "refused without a mistake");
            assert!(!report.render(false).is_empty() && !report.render(true).is_empty());
            return;
        }
    };
    let warnings = (spec.warnings.render(false), spec.warnings.render(true));
    assert_eq!(warnings.0.is_empty(), spec.warnings.count() == 0);
    let printed = codegen::emit::client(&spec.providers).expect("what is accepted can be printed");
    for file in printed {
        let path = file.path.display();
        assert!(!file.contents.trim().is_empty(), "{path} is empty");
        if file
            .path
            .extension()
            .is_some_and(|extension| extension == "rs")
            && let Err(error) = syn::parse_file(&file.contents)
        {
            panic!("{path} is not Rust: {error}");
        }
    }
}

/// Renders what was found while loading.
pub fn render(loaded: &Loaded) {
    for color in [Color::Plain, Color::Terminal] {
        let _ = rendered(&loaded.sources, &loaded.findings, color);
    }
}
