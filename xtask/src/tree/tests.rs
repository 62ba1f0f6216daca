//! Comparison and its application, on temporary folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use super::compare::CompareError;
use super::*;

const OWNED: Owned = Owned {
    folders: &["client/src", "docs/reference"],
    files: &["LIST.md"],
};

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "xtask-tree-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (path, contents) in files {
            folder.put(path, contents);
        }
        folder
    }

    fn put(&self, path: &str, contents: &str) {
        let place = self.0.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, contents).unwrap();
    }

    fn plan(&self, wanted: &[(&str, &str)]) -> Plan {
        Plan::new(&self.0, &OWNED, files(wanted)).unwrap()
    }

    /// Carries the plan out and returns what was reported.
    fn make(&self, wanted: &[(&str, &str)]) -> Vec<String> {
        let mut steps = Vec::new();
        self.plan(wanted)
            .apply(|step| steps.push(told(step)))
            .unwrap();
        steps
    }

    /// Every file with its contents, and every empty folder with a slash.
    fn tree(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        walk(&self.0, &self.0, &mut found);
        found
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    let mut entries = fs::read_dir(folder).unwrap().peekable();
    if entries.peek().is_none() && root != folder {
        found.insert(
            format!("{}/", folder.strip_prefix(root).unwrap().display()),
            String::new(),
        );
    }
    for entry in entries {
        let path = entry.unwrap().path();
        if fs::symlink_metadata(&path).unwrap().is_dir() {
            walk(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            found.insert(
                name,
                fs::read_to_string(&path).unwrap_or_else(|_| "unreadable".into()),
            );
        }
    }
}

fn files(wanted: &[(&str, &str)]) -> Vec<Wanted> {
    wanted
        .iter()
        .map(|(path, contents)| Wanted {
            path: path.into(),
            contents: contents.as_bytes().to_vec(),
        })
        .collect()
}

fn told(step: Step<'_>) -> String {
    match step {
        Step::Wrote(path) => format!("wrote {}", path.display()),
        Step::Removed(removal) => format!("removed {}", removal.path.display()),
    }
}

fn tree(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, contents)| ((*path).into(), (*contents).into()))
        .collect()
}

const WANTED: &[(&str, &str)] = &[
    ("client/src/lib.rs", "lib"),
    ("client/src/shop/cards.rs", "cards"),
    ("docs/reference/shop.md", "shop"),
    ("LIST.md", "list"),
];

#[test]
fn an_empty_folder_gets_every_file() {
    let folder = Folder::new();
    let plan = folder.plan(WANTED);
    assert_eq!(plan.writes.len(), 4);
    assert!(plan.writes.iter().all(|write| write.current.is_none()));
    assert!(folder.tree().is_empty(), "comparing wrote something");
    folder.make(WANTED);
    assert_eq!(folder.tree(), tree(WANTED));
    assert!(folder.plan(WANTED).is_empty());
}

#[test]
fn a_second_run_leaves_modification_times_alone() {
    let folder = Folder::new();
    folder.make(WANTED);
    let old = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let lib = folder.0.join("client/src/lib.rs");
    fs::File::options()
        .write(true)
        .open(&lib)
        .unwrap()
        .set_modified(old)
        .unwrap();
    let changed = &[
        WANTED[0],
        ("client/src/shop/cards.rs", "other cards"),
        WANTED[2],
        WANTED[3],
    ];
    assert_eq!(folder.make(changed), ["wrote client/src/shop/cards.rs"]);
    assert_eq!(fs::metadata(&lib).unwrap().modified().unwrap(), old);
}

#[test]
fn orphans_go_and_what_is_not_owned_stays() {
    let theirs = &[
        ("client/Cargo.toml", "by hand"),
        ("client/srcs/lib.rs", "a name that only begins like ours"),
        ("docs/guide.md", "by hand"),
        ("LIST.md.old", "by hand"),
        (".LIST.md", "by hand"),
    ];
    let folder = Folder::with(theirs);
    for orphan in [
        "client/src/old/mod.rs",
        "client/src/.DS_Store",
        "client/src/notes.txt",
        "docs/reference/gone.md",
        ".LIST.md.new",
    ] {
        folder.put(orphan, "orphan");
    }
    fs::create_dir_all(folder.0.join("client/src/empty/deeper")).unwrap();
    let plan = folder.plan(WANTED);
    let news: Vec<_> = plan
        .removals
        .iter()
        .filter(|removal| removal.is_news())
        .map(|removal| removal.path.to_str().unwrap())
        .collect();
    assert_eq!(
        news,
        [
            "client/src/.DS_Store",
            "client/src/empty/deeper",
            "client/src/notes.txt",
            "client/src/old/mod.rs",
            "docs/reference/gone.md",
            ".LIST.md.new"
        ]
    );
    folder.make(WANTED);
    let mut expected = tree(WANTED);
    expected.extend(tree(theirs));
    assert_eq!(folder.tree(), expected);
}

#[test]
fn nothing_wanted_empties_the_owned_places() {
    let folder = Folder::with(WANTED);
    folder.make(&[]);
    assert_eq!(folder.tree(), tree(&[("client/", ""), ("docs/", "")]));
}

#[cfg(unix)]
#[test]
fn links_are_removed_and_never_followed() {
    use std::os::unix::fs::symlink;
    let outside = Folder::with(&[("precious.rs", "precious"), ("deep/more.rs", "more")]);
    let folder = Folder::new();
    fs::create_dir_all(folder.0.join("client/src")).unwrap();
    // A link where a file belongs, one where a folder belongs, one that nobody wants, one where a file is staged, one to nowhere.
    symlink(
        outside.0.join("precious.rs"),
        folder.0.join("client/src/lib.rs"),
    )
    .unwrap();
    symlink(outside.0.join("deep"), folder.0.join("client/src/shop")).unwrap();
    symlink(&outside.0, folder.0.join("client/src/link")).unwrap();
    symlink(outside.0.join("precious.rs"), folder.0.join(".LIST.md.new")).unwrap();
    symlink("/nowhere/at/all", folder.0.join("client/src/dangling")).unwrap();
    let before = outside.tree();
    folder.make(WANTED);
    assert_eq!(folder.tree(), tree(WANTED));
    assert!(
        fs::symlink_metadata(folder.0.join("client/src/lib.rs"))
            .unwrap()
            .is_file()
    );
    assert_eq!(outside.tree(), before);
}

#[cfg(unix)]
#[test]
fn an_owned_folder_that_is_a_link_becomes_a_folder() {
    let outside = Folder::with(&[("lib.rs", "precious")]);
    let folder = Folder::new();
    fs::create_dir_all(folder.0.join("client")).unwrap();
    std::os::unix::fs::symlink(&outside.0, folder.0.join("client/src")).unwrap();
    folder.make(WANTED);
    assert_eq!(folder.tree(), tree(WANTED));
    assert_eq!(outside.tree(), tree(&[("lib.rs", "precious")]));
}

#[test]
fn files_and_folders_that_swap_places_are_set_right() {
    let folder = Folder::with(&[
        ("client/src/shop", "a file where a folder belongs"),
        ("client/src/lib.rs/mod.rs", "the other way round"),
    ]);
    folder.put("LIST.md/x", "a folder where a file belongs");
    folder.make(WANTED);
    assert_eq!(folder.tree(), tree(WANTED));
    assert!(folder.plan(WANTED).is_empty());
}

#[test]
fn a_failure_before_the_first_change_changes_nothing_and_says_so() {
    let folder = Folder::with(&[
        ("client/src/lib.rs", "old lib"),
        ("docs", "a file of somebody else"),
    ]);
    let before = folder.tree();
    let mut steps = Vec::new();
    let error = folder
        .plan(WANTED)
        .apply(|step| steps.push(told(step)))
        .unwrap_err();
    assert!(steps.is_empty(), "{steps:?}");
    assert_eq!((error.done, error.left), (0, 4));
    assert_eq!(error.path, Path::new("docs/reference/shop.md"));
    assert!(
        error.to_string().ends_with("nothing was changed"),
        "{error}"
    );
    assert_eq!(
        folder.tree(),
        before,
        "a temporary file or a changed file stayed behind"
    );
}

#[test]
fn a_failure_midway_counts_what_was_done() {
    let folder = Folder::new();
    let plan = folder.plan(WANTED);
    // Between comparing and applying, a folder with something in it takes the place of the last file.
    folder.put("docs/reference/shop.md/in-the-way", "x");
    let mut steps = Vec::new();
    let error = plan.apply(|step| steps.push(told(step))).unwrap_err();
    assert_eq!(
        steps,
        [
            "wrote LIST.md",
            "wrote client/src/lib.rs",
            "wrote client/src/shop/cards.rs"
        ]
    );
    assert_eq!((error.done, error.left), (3, 1));
    assert_eq!(error.path, Path::new("docs/reference/shop.md"));
    assert!(
        error.to_string().contains("of 4 changes, 3 were made"),
        "{error}"
    );
}

#[test]
fn a_file_outside_the_owned_places_is_refused() {
    let folder = Folder::new();
    for path in [
        "Cargo.toml",
        "client/src",
        "client/srcs/lib.rs",
        "client/src/../Cargo.toml",
        "/etc/passwd",
        "docs/LIST.md",
        "LIST.md/x",
        "",
    ] {
        let error = Plan::new(&folder.0, &OWNED, files(&[(path, "x")])).unwrap_err();
        assert!(matches!(error, CompareError::Outside(_)), "{path}: {error}");
    }
}

#[test]
fn two_files_that_cannot_both_exist_are_refused() {
    let folder = Folder::new();
    for pair in [
        ["client/src/a.rs", "client/src/a.rs"],
        ["client/src/a", "client/src/a/b.rs"],
    ] {
        let error = Plan::new(&folder.0, &OWNED, files(&pair.map(|path| (path, "x")))).unwrap_err();
        assert!(matches!(error, CompareError::Clash(_)), "{error}");
    }
}
