//! What changed since a folder or a git revision.

use std::process::Command;

use crate::support::{Folder, Ran, copy};

const CARDS: &str = "spec/vepara/cards.yaml";

/// A workspace and a copy of its specs, to compare with.
fn workspace() -> Folder {
    let folder = Folder::workspace();
    folder.put(
        "Cargo.toml",
        b"[workspace]\nmembers = []\n\n[workspace.package]\nversion = \"0.1.0\"\n",
    );
    copy(&folder.path("spec"), &folder.path("before"));
    folder
}

/// Runs git; `None`: there is no git.
fn git(folder: &Folder, arguments: &[&str]) -> Option<Ran> {
    let mut command = Command::new("git");
    command
        .args([
            "-c",
            "user.name=Nobody",
            "-c",
            "user.email=nobody@example.com",
        ])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "tag.gpgsign=false",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .current_dir(folder.path(""))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().ok()?;
    Some(Ran {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// A workspace in a git repository of its own, with one commit; `None`, and it is said: there is no git.
fn repository() -> Option<Folder> {
    let folder = workspace();
    if git(&folder, &["init", "--quiet"]).is_none() {
        eprintln!("skipped: there is no git");
        return None;
    }
    commit(&folder, "first");
    Some(folder)
}

#[track_caller]
fn commit(folder: &Folder, message: &str) {
    for arguments in [
        &["add", "--all"][..],
        &["commit", "--quiet", "--message", message],
    ] {
        git(folder, arguments).expect("git is there").well();
    }
}

fn narrow(folder: &Folder) {
    folder.edit(CARDS, "max_length: 100", "max_length: 50");
}

const NARROWED: &str =
    "  breaking       vepara.save_card.inputs.card_holder_name: max_length narrowed: 100 → 50
                 generated_client::vepara::cards::SaveCard::card_holder_name
";

#[test]
fn nothing_changed_is_said_and_is_well() {
    let folder = workspace();
    let text = folder.run(&["diff", "before", "--deny", "breaking"]).well();
    assert_eq!(text, "compared with the folder before\n\nnothing changed\n");
}

#[test]
fn a_folder_is_compared_with_and_the_step_said() {
    let folder = workspace();
    narrow(&folder);
    folder.edit(
        CARDS,
        "summary: A stored card.",
        "summary: A card that is stored.",
    );
    let text = folder.run(&["diff", "before"]).well();
    assert_eq!(
        text,
        format!(
            "compared with the folder before\n\nvepara\n{NARROWED}  documentation  vepara.StoredCard: summary reworded
                 generated_client::vepara::cards::StoredCard

1 breaking, 0 compatible, 1 documentation-only: asks for a major step (0.1.0 → 0.2.0)\n"
        )
    );
    assert!(
        !text.contains('\u{1b}'),
        "colour without a terminal: {text}"
    );
    let coloured = folder.run(&["diff", "before", "--color", "always"]).well();
    assert!(coloured.contains("\u{1b}[1;31mbreaking"), "{coloured}");
}

#[test]
fn only_what_is_denied_fails() {
    let folder = workspace();
    folder.edit(CARDS, "max_length: 100", "max_length: 200");
    let text = folder.run(&["diff", "before", "--deny", "breaking"]).well();
    assert!(text.ends_with("0 breaking, 1 compatible, 0 documentation-only: asks for a minor step (0.1.0 → 0.1.1)\n"), "{text}");
    folder.edit(CARDS, "max_length: 200", "max_length: 20");
    let ran = folder.run(&["diff", "before", "--deny", "breaking"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    assert!(
        ran.out.contains("max_length narrowed: 100 → 20"),
        "{}",
        ran.out
    );
    assert_eq!(
        folder.run(&["diff", "before", "--deny", "everything"]).code,
        Some(2)
    );
}

#[test]
fn other_folders_can_be_compared_and_programs_get_json() {
    let folder = workspace();
    copy(&folder.path("spec"), &folder.path("after"));
    folder.edit(
        "after/vepara/cards.yaml",
        "max_length: 100",
        "max_length: 50",
    );
    let text = folder
        .run(&[
            "diff",
            "before",
            "--spec",
            "after",
            "--message-format",
            "json",
        ])
        .well();
    // What was found in the specs stands before.
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.contains("\"finished\""))
        .collect();
    assert_eq!(lines.len(), 2, "{text}");
    for (line, part) in lines.into_iter().zip([
        "{\"reason\":\"change\",\"class\":\"breaking\",\"step\":\"major\",",
        "{\"reason\":\"compared\",\"breaking\":1,",
    ]) {
        assert!(line.starts_with(part), "{text}");
    }
}

#[test]
fn mistakes_in_either_state_are_told_and_whose_they_are() {
    let folder = workspace();
    folder.edit("before/vepara/cards.yaml", "effect: read", "efect: read");
    let ran = folder.run(&["diff", "before"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    for part in [
        "before/vepara/cards.yaml:",
        "efect",
        "these are in what is compared with, the folder before",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    folder.edit(CARDS, "effect: read", "efect: read");
    let ran = folder.run(&["diff", "before"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("spec/vepara/cards.yaml:") && !ran.err.contains("these are in"),
        "{}",
        ran.err
    );
}

#[test]
fn a_base_that_is_not_there_is_told_plainly() {
    let folder = workspace();
    let ran = folder.run(&["diff", "Cargo.toml"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.starts_with("`Cargo.toml` is a file;"),
        "{}",
        ran.err
    );
    std::fs::create_dir(folder.path("empty")).unwrap();
    let ran = folder.run(&["diff", "empty"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err
            .contains("these are in what is compared with, the folder empty"),
        "{}",
        ran.err
    );
    for arguments in [&["diff", "v1"][..], &["diff"]] {
        let mut command = folder.command(arguments);
        // The temporary folder may itself lie in a repository.
        command.env("GIT_CEILING_DIRECTORIES", folder.path("").parent().unwrap());
        let ran = crate::support::run(command);
        assert_eq!(ran.code, Some(1));
        assert!(
            ran.err
                .contains("is not in a git repository; name a folder")
                || ran.err.contains("git is not installed"),
            "{}",
            ran.err
        );
    }
    let mut command = folder.command(&["diff"]);
    command.env("PATH", "");
    let ran = crate::support::run(command);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("git is not installed; name a folder"),
        "{}",
        ran.err
    );
}

#[test]
fn the_last_tag_is_the_base_and_its_version_the_one_that_steps() {
    let Some(folder) = repository() else { return };
    git(&folder, &["tag", "v0.1.0"]).unwrap().well();
    narrow(&folder);
    folder.edit("Cargo.toml", "0.1.0", "0.1.5");
    commit(&folder, "second");
    folder.edit(
        CARDS,
        "summary: A stored card.",
        "summary: A card that is stored.",
    );
    let text = folder.run(&["diff"]).well();
    assert!(
        text.starts_with(&format!(
            "compared with the tag v0.1.0\n\nvepara\n{NARROWED}"
        )),
        "{text}"
    );
    assert!(
        text.ends_with("asks for a major step (0.1.0 → 0.2.0)\n"),
        "{text}"
    );
    let text = folder.run(&["diff", "HEAD"]).well();
    assert!(
        text.starts_with("compared with the revision HEAD\n"),
        "{text}"
    );
    assert!(text.ends_with("0 breaking, 0 compatible, 1 documentation-only: asks for a patch step (0.1.5 → 0.1.6)\n"), "{text}");
}

#[test]
fn without_a_tag_the_parent_commit_is_the_base() {
    let Some(folder) = repository() else { return };
    let ran = folder.run(&["diff"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err
            .starts_with("there is no tag, and the first commit has no parent; name a folder"),
        "{}",
        ran.err
    );
    narrow(&folder);
    commit(&folder, "second");
    let text = folder.run(&["diff"]).well();
    assert!(
        text.starts_with("compared with the parent commit ") && text.contains(NARROWED),
        "{text}"
    );
}

#[test]
fn a_shallow_clone_says_that_it_is_one() {
    let Some(folder) = repository() else { return };
    narrow(&folder);
    commit(&folder, "second");
    let from = format!("file://{}", folder.path("").display());
    let clone = Folder::new();
    git(&clone, &["clone", "--quiet", "--depth", "1", &from, "here"])
        .unwrap()
        .well();
    for arguments in [&["diff"][..], &["diff", "v0.1.0"]] {
        let mut command = clone.command(arguments);
        command.current_dir(clone.path("here"));
        let ran = crate::support::run(command);
        assert_eq!(ran.code, Some(1));
        assert!(
            ran.err
                .contains("this clone is shallow; get the rest of it: git fetch --unshallow"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn revisions_that_cannot_be_read_are_told_plainly() {
    let Some(folder) = repository() else { return };
    for name in ["nowhere", "HEAD~9", "@{", "a b"] {
        let ran = folder.run(&["diff", name]);
        assert_eq!(ran.code, Some(1), "{name}");
        assert_eq!(
            ran.err,
            format!("`{name}` is neither a folder nor a git revision\n")
        );
    }
    let ran = folder.run(&["diff", "--", "--help"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(1), "`--help` is neither a folder nor a git revision\n")
    );

    // A folder that the first commit did not have.
    copy(&folder.path("spec"), &folder.path("later"));
    let ran = folder.run(&["diff", "HEAD", "--spec", "later"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.err,
        "there are no specs in the revision HEAD: it has no YAML files in later\n"
    );

    // A state that the language of today does not read.
    folder.edit(CARDS, "effect: read", "efect: read");
    commit(&folder, "second");
    folder.edit(CARDS, "efect: read", "effect: read");
    let ran = folder.run(&["diff", "HEAD"]);
    assert_eq!(ran.code, Some(1));
    for part in [
        "HEAD:spec/vepara/cards.yaml:",
        "efect",
        "these are in what is compared with, the revision HEAD",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
}

#[test]
fn a_folder_wins_over_a_revision_of_its_name() {
    let Some(folder) = repository() else { return };
    git(&folder, &["tag", "before"]).unwrap().well();
    let ran = folder.run(&["diff", "before"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.starts_with("compared with the folder before\n"),
        "{}",
        ran.out
    );
    assert_eq!(
        ran.err,
        "`before` is a folder and a git revision; the folder is compared with\n"
    );
}
