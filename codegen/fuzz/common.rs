//! What the targets share: files in one text, and the way through the generator.

use codegen::{Report, Spec};

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

/// Renders what was found in a spec, and prints what is accepted.
///
/// # Panics
/// Where the generator panics, or accepts what it cannot print as Rust.
pub fn read_and_print(read: Result<Spec, Report>) {
    let spec = match read {
        Ok(spec) => spec,
        Err(report) => {
            assert!(report.findings().has_errors(), "refused without a mistake");
            return render(&report);
        }
    };
    render(&spec.warnings);
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

/// Renders findings in every form.
///
/// # Panics
/// Where there is a finding without a text.
pub fn render(report: &Report) {
    let none = report.count() == 0;
    for text in [report.render(false), report.render(true), report.short()] {
        assert_eq!(text.is_empty(), none);
    }
    assert_eq!(report.json().lines().count(), report.count() + 1);
}
