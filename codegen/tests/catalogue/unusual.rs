//! Mistakes that no small change of a text brings about.

use std::fs;
use std::path::PathBuf;

use codegen::code::Code;
use codegen::load::MAX_BYTES;
use codegen::yaml::{MAX_DEPTH, MAX_LINE, MAX_VALUES};
use codegen::{Report, read_folder};

use crate::{Files, base, report};

/// Makes the mistake and tells what is found.
type Case = fn() -> Result<Report, String>;

const CASES: [(&str, Case); 7] = [
    ("E0109", too_deep),
    ("E0110", too_many),
    ("E0111", too_long),
    ("E0306", not_utf8),
    ("E0308", unreadable),
    ("E0309", too_large),
    ("E0311", no_provider),
];

/// How the mistake of a code is made, where it needs more than a diff.
pub fn case(code: Code) -> Option<Case> {
    CASES
        .iter()
        .find(|(id, _)| *id == code.id())
        .map(|(_, case)| *case)
}

fn too_deep() -> Result<Report, String> {
    let (open, close) = ("[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    Ok(with_codes(&format!("code_tables: {open}{close}\n")))
}

fn too_many() -> Result<Report, String> {
    Ok(with_codes(&format!(
        "code_tables:\n{}",
        "- a\n".repeat(MAX_VALUES)
    )))
}

fn too_long() -> Result<Report, String> {
    Ok(with_codes(&format!(
        "code_tables:\n  default: # {}\n",
        "x".repeat(MAX_LINE)
    )))
}

fn too_large() -> Result<Report, String> {
    let size = usize::try_from(MAX_BYTES).map_err(|error| error.to_string())?;
    Ok(with_codes(&"#".repeat(size + 1)))
}

fn no_provider() -> Result<Report, String> {
    Ok(report(&Files::new()))
}

fn not_utf8() -> Result<Report, String> {
    on_disk("not_utf8", |shop| {
        fs::write(shop.join("codes.yaml"), b"code_tables:\n  # \xff\n")
    })
}

fn unreadable() -> Result<Report, String> {
    let nowhere = std::env::temp_dir().join("a folder that is not there/spec");
    read_folder(&nowhere)
        .err()
        .ok_or_else(|| String::from("there is such a folder"))
}

/// What is found where the codes are another text.
fn with_codes(text: &str) -> Report {
    let mut files = base();
    files.insert(String::from("shop/codes.yaml"), text.to_owned());
    report(&files)
}

/// What is found in a folder with the base spec, changed.
fn on_disk(
    name: &str,
    change: impl FnOnce(PathBuf) -> std::io::Result<()>,
) -> Result<Report, String> {
    let root = std::env::temp_dir().join(format!("vezne-catalogue-{}-{name}", std::process::id()));
    let written = || -> std::io::Result<()> {
        fs::create_dir_all(root.join("spec/shop"))?;
        for (file, text) in base() {
            fs::write(root.join("spec").join(file), text)?;
        }
        change(root.join("spec/shop"))
    };
    let report = written().map_err(|error| error.to_string()).map(|()| {
        read_folder(&root.join("spec")).map_or_else(|report| report, |spec| spec.warnings)
    });
    // What is left in a temporary folder does no harm.
    let _ = fs::remove_dir_all(&root);
    report
}
