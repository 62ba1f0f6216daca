//! Finds the workspace that a command is about: the one around the current folder, never the one that built it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the workspace around the current folder.
pub fn root() -> Result<PathBuf, String> {
    let current = env::current_dir()
        .map_err(|error| format!("the current folder cannot be read: {error}"))?;
    let root = current
        .ancestors()
        .find(|folder| is_workspace(folder))
        .map(Path::to_path_buf);
    root.ok_or_else(|| {
        format!(
            "{} is not in a workspace: no Cargo.toml with [workspace] in it or above it",
            current.display()
        )
    })
}

/// A folder of the workspace around the current folder, as a path from there, with `/` on every machine.
pub fn shown(folder: &str) -> Result<String, String> {
    let root = root()?;
    let current = env::current_dir()
        .map_err(|error| format!("the current folder cannot be read: {error}"))?;
    let below = current
        .strip_prefix(&root)
        .map_or(0, |rest| rest.components().count());
    Ok("../".repeat(below) + folder)
}

fn is_workspace(folder: &Path) -> bool {
    fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|manifest| {
        manifest
            .lines()
            .any(|line| line.trim_start().starts_with("[workspace]"))
    })
}
