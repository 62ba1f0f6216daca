//! The JSON Schema of the language, asked by a validator that is not ours about YAML that our grammar did not read: it
//! accepts every real spec file, refuses wrong ones, and is never stricter than the language.

mod mutate;
mod wrong;

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// Every folder with specs in the repository.
const SPECS: [&str; 6] = [
    "spec",
    "codegen/tests/hard",
    "codegen/findings/base",
    "tests/third-provider",
    "tests/naming/obstacles",
    "sandbox/tests/fixtures",
];

fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package is in the workspace")
}

/// Every YAML file below a folder of the workspace, sorted.
fn yaml_files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![workspace().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Both schemas, compiled: which also holds them against the schema of schemas.
struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
    part: SchemaIndex,
}

impl Validator {
    fn new() -> Self {
        let mut schemas = Schemas::new();
        let mut compile = |path: &str, text: &str| {
            let schema: Value = serde_json::from_str(text).expect("the schema is JSON");
            let address = format!("file:///{path}");
            let mut compiler = Compiler::new();
            compiler.add_resource(&address, schema).expect("a resource");
            compiler
                .compile(&address, &mut schemas)
                .unwrap_or_else(|error| panic!("{path} is no schema: {error:#}"))
        };
        let [(index, index_text), (part, part_text)] = codegen::schema::files();
        let (index, part) = (compile(index, &index_text), compile(part, &part_text));
        Self {
            schemas,
            index,
            part,
        }
    }

    /// What is wrong with a file, if anything.
    fn refusal(&self, name: &str, file: &Value) -> Option<String> {
        let schema = if name.ends_with("provider.yaml") {
            self.index
        } else {
            self.part
        };
        let found = self.schemas.validate(file, schema);
        found.err().map(|error| format!("{error:#}"))
    }
}

/// YAML as JSON, by a reader that knows nothing of the language.
fn json(text: &str) -> Value {
    serde_saphyr::from_str(text).expect("the text is YAML")
}

#[test]
fn every_spec_file_is_accepted() {
    let validator = Validator::new();
    let mut files = 0;
    for path in SPECS.iter().flat_map(|folder| yaml_files(folder)) {
        let text = fs::read_to_string(&path).expect("the file can be read");
        let refusal = validator.refusal(&path.to_string_lossy(), &json(&text));
        assert_eq!(refusal, None, "{}", path.display());
        files += 1;
    }
    assert!(files > 25, "{files} files only");
}

#[test]
fn every_file_of_the_spec_names_its_schema() {
    for path in yaml_files("spec") {
        let index = path.ends_with("provider.yaml");
        let schema = Path::new(if index {
            codegen::schema::INDEX
        } else {
            codegen::schema::PART
        });
        let name = schema.file_name().expect("a name").to_string_lossy();
        let wanted = format!("# yaml-language-server: $schema=../{name}");
        let text = fs::read_to_string(&path).expect("the file can be read");
        let first = text.lines().next().unwrap_or_default();
        assert_eq!(first, wanted, "first line of {}", path.display());
    }
}

#[test]
fn keys_stand_in_their_usual_order() {
    let [_, (_, part)] = codegen::schema::files();
    let place = |text: &str| part.find(text).unwrap_or_else(|| panic!("no {text}"));
    let operation = place("\n    \"Operation\": {");
    let after = |key: &str| {
        let key = format!("\n        \"{key}\": {{");
        part[operation..]
            .find(&key)
            .unwrap_or_else(|| panic!("no {key}"))
    };
    let keys = [
        "summary", "evidence", "request", "effect", "inputs", "body", "outcomes", "name",
    ];
    let places = keys.map(after);
    assert!(places.is_sorted(), "{keys:?} stand at {places:?}");
}
