//! What must hold for every spec: one emitter for files and macro, output that depends on meaning alone, an operation that
//! takes YAML only.

#[path = "../scratch/mod.rs"]
mod scratch;

mod key_order;
mod new_operation;
mod one_emitter;
mod shuffle;
mod worked_operation;

use std::path::{Path, PathBuf};

/// Folders of specs, each with a folder per provider, in the repository.
const SPECS: [&str; 4] = [
    "spec",
    "codegen/tests/hard",
    "tests/naming",
    "tests/third-provider",
];

/// The YAML files below a folder, by their paths in it.
fn yaml_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                let name = path
                    .strip_prefix(folder)
                    .expect("below the folder")
                    .to_path_buf();
                files.push((name, std::fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    files.sort();
    files
}

/// The checked spec of texts. Fails with the rendered findings if there are any.
fn read(files: &[(PathBuf, String)]) -> Vec<codegen::model::Provider> {
    let names: Vec<String> = files
        .iter()
        .map(|(path, _)| path.to_str().expect("UTF-8").replace('\\', "/"))
        .collect();
    let texts: Vec<(&str, &str)> = names
        .iter()
        .zip(files)
        .map(|(name, (_, text))| (name.as_str(), text.as_str()))
        .collect();
    match codegen::read_texts(&texts) {
        Ok(spec) => spec.providers,
        Err(report) => panic!("{}", report.render(false)),
    }
}
