//! Takes the workspace's `spec/` into the library, so that `Sandbox::start()` works wherever the crate is used.
//!
//! Only texts are taken; a spec with mistakes still builds, and says so when the sandbox starts.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../spec");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", folder.display());

    let mut code = String::from("pub(crate) const SPEC: &[(&str, &[(&str, &str)])] = &[\n");
    for provider in entries(&folder)?
        .into_iter()
        .filter(|entry| entry.join("provider.yaml").is_file())
    {
        let mut files = Vec::new();
        collect(&provider, &mut files)?;
        let _ = writeln!(code, "    ({:?}, &[", name(&provider, &folder));
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            let _ = writeln!(
                code,
                "        ({:?}, include_str!({:?})),",
                name(&file, &provider),
                file.canonicalize()?
            );
        }
        code.push_str("    ]),\n");
    }
    code.push_str("];\n");
    fs::write(
        PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("embedded_spec.rs"),
        code,
    )
}

/// The YAML files below a folder, in order of their names.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in entries(folder)? {
        if entry.is_dir() {
            collect(&entry, files)?;
        } else if entry
            .extension()
            .is_some_and(|extension| extension == "yaml" || extension == "yml")
        {
            files.push(entry);
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

/// The name relative to a folder, with `/` between its parts on every system.
fn name(path: &Path, folder: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).components();
    parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}
