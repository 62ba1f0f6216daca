//! The disk: which files there are, and what is in them.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::assemble::{Content, Found};
use super::{MAX_BYTES, MAX_FILES};

/// How deep the folders of a provider can be nested.
const MAX_FOLDERS: usize = 16;

/// The name that a folder is shown by: its last part.
pub(super) fn shown_name(folder: &Path) -> String {
    let last = |path: &Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
    };
    last(folder)
        .or_else(|| fs::canonicalize(folder).ok().as_deref().and_then(last))
        .unwrap_or_else(|| String::from("spec"))
}

/// The folders in a folder, sorted by name; hidden ones and links are no part of a spec.
pub(super) fn folders(folder: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir()
            && let Some(name) = shown(&entry)
        {
            found.push((entry.path(), name));
        }
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(found)
}

/// Reads the YAML files of a folder, not of those in it.
pub(super) fn files_in(folder: &Path, name: &str, files: &mut Vec<Found>) {
    if let Err(error) = files_of(folder, folder, name, files) {
        files.push(Found {
            name: name.to_owned(),
            content: Content::Unreadable(why(&error)),
            path: None,
        });
    }
}

/// Reads the YAML files of a folder and of those in it.
pub(super) fn walk(folder: &Path, name: &str, files: &mut Vec<Found>) {
    let mut open = vec![(folder.to_owned(), name.to_owned(), 0)];
    while let Some((path, name, depth)) = open.pop() {
        let inner = files_of(folder, &path, &name, files).and_then(|()| folders(&path));
        match inner {
            Err(error) => files.push(Found {
                name,
                content: Content::Unreadable(why(&error)),
                path: None,
            }),
            Ok(inner) if depth + 1 < MAX_FOLDERS => {
                open.extend(
                    inner
                        .into_iter()
                        .map(|(path, inner)| (path, format!("{name}/{inner}"), depth + 1)),
                );
            }
            Ok(inner) => {
                let content = || {
                    Content::Unreadable(format!(
                        "folders are nested deeper than {MAX_FOLDERS} levels"
                    ))
                };
                files.extend(inner.iter().map(|(_, inner)| Found {
                    name: format!("{name}/{inner}"),
                    content: content(),
                    path: None,
                }));
            }
        }
    }
}

/// What is wrong with a file, without a machine's paths.
pub(super) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => String::from("it does not exist"),
        io::ErrorKind::PermissionDenied => String::from("it may not be read"),
        io::ErrorKind::NotADirectory => String::from("it is not a folder"),
        _ => error.to_string(),
    }
}

/// The name of an entry, unless it is hidden.
fn shown(entry: &fs::DirEntry) -> Option<String> {
    let name = entry.file_name().to_string_lossy().into_owned();
    (!name.starts_with('.')).then_some(name)
}

fn files_of(root: &Path, folder: &Path, name: &str, files: &mut Vec<Found>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let yaml = path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"));
        let Some(file) = shown(&entry).filter(|_| yaml) else {
            continue;
        };
        if files.len() > MAX_FILES || fs::metadata(&path).is_ok_and(|data| data.is_dir()) {
            continue;
        }
        let content = if entry.file_type()?.is_symlink() && !is_inside(root, &path) {
            Content::Outside
        } else {
            read(&path).unwrap_or_else(|error| Content::Unreadable(why(&error)))
        };
        files.push(Found {
            name: format!("{name}/{file}"),
            content,
            path: Some(path),
        });
    }
    Ok(())
}

/// Whether a link leads to something in the folder.
fn is_inside(root: &Path, link: &Path) -> bool {
    match (fs::canonicalize(root), fs::canonicalize(link)) {
        (Ok(root), Ok(target)) => target.starts_with(root),
        // A link that leads nowhere is told as unreadable.
        _ => true,
    }
}

fn read(path: &Path) -> io::Result<Content> {
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > MAX_BYTES {
        Content::TooLarge
    } else {
        Content::Bytes(bytes)
    })
}
