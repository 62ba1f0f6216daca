//! `gen` and `gen --check`, as a maintainer meets them.

use std::fs;

use crate::support::{Folder, copy, run, walk};

const LIB: &str = "generated-client/src/lib.rs";

#[test]
fn a_second_run_writes_nothing_and_keeps_every_modification_time() {
    let folder = Folder::workspace();
    let first = folder.run(&["gen"]).well();
    assert!(first.contains(&format!("wrote    {LIB}\n")), "{first}");
    assert!(first.contains("wrote    UNVERIFIED.md\n"), "{first}");
    assert_eq!(
        first.matches("wrote    ").count(),
        folder.generated().len(),
        "{first}"
    );
    let before = folder.snapshot("");
    let second = folder.run(&["gen"]).well();
    assert!(second.starts_with("0 written, 0 removed, "), "{second}");
    assert_eq!(second.lines().count(), 1, "{second}");
    assert!(folder.snapshot("") == before, "something was touched");
    assert!(
        folder
            .run(&["gen", "--check"])
            .well()
            .contains("up to date")
    );
}

#[test]
fn a_mistake_in_a_spec_is_told_with_its_place_and_no_file_is_touched() {
    let folder = Folder::workspace();
    folder.run(&["gen"]).well();
    // All of this would change if anything were written.
    folder.put(LIB, b"stale");
    folder.put("generated-client/src/orphan.rs", b"orphan");
    fs::remove_file(folder.path("UNVERIFIED.md")).unwrap();
    folder.edit(
        "spec/vepara/cards.yaml",
        "    request: POST /api/saveCard\n",
        "    request: POST /api/saveCard\n    requst: POST\n",
    );
    folder.edit(
        "spec/paywall/provider.yaml",
        "  - cards.yaml\n",
        "  - card.yaml\n",
    );
    let before = folder.snapshot("");
    for arguments in [&["gen"][..], &["gen", "--check"]] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.err.contains("cards.yaml:10:5"), "{}", ran.err);
        assert!(ran.err.contains("requst"), "{}", ran.err);
        assert!(
            ran.err.contains("card.yaml"),
            "the mistake of the other provider is missing: {}",
            ran.err
        );
        assert!(
            !ran.err.contains('\u{1b}'),
            "colour without a terminal: {}",
            ran.err
        );
        assert_eq!(ran.out, "");
        assert!(folder.snapshot("") == before, "a file was touched");
    }
}

#[test]
fn check_lists_every_difference_of_any_kind_and_writes_nothing() {
    let folder = Folder::workspace();
    folder.run(&["gen"]).well();
    let lib = folder.read(LIB);
    folder.put(LIB, format!("{lib}// by hand\n").as_bytes());
    let unverified = folder.read("UNVERIFIED.md");
    folder.put("UNVERIFIED.md", unverified.replace('\n', "\r\n").as_bytes());
    fs::remove_file(folder.path("generated-client/src/vepara/mod.rs")).unwrap();
    folder.put("generated-client/src/notes.txt", b"an orphan");
    folder.put("generated-client/tests/generated/.hidden", b"");
    folder.put("docs/reference/old/page.md", &[0xff; 64]);
    fs::create_dir(folder.path("docs/reference/empty")).unwrap();
    // Not ours, so not listed.
    folder.put("docs/guide.md", b"by hand");
    folder.put("generated-client/tests/by_hand.rs", b"by hand");
    let before = folder.snapshot("");

    let ran = folder.run(&["gen", "--check"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let listed: Vec<_> = ran
        .out
        .lines()
        .filter(|line| !line.starts_with(' '))
        .collect();
    assert_eq!(
        listed,
        [
            "stale    UNVERIFIED.md",
            "orphan   docs/reference/empty/ (an empty folder)",
            "orphan   docs/reference/old/page.md (64 bytes)",
            "stale    generated-client/src/lib.rs",
            "orphan   generated-client/src/notes.txt (9 bytes)",
            "missing  generated-client/src/vepara/mod.rs",
            "orphan   generated-client/tests/generated/.hidden (0 bytes)",
        ]
    );
    assert!(ran.out.contains("\n         -// by hand\n"), "{}", ran.out);
    assert_eq!(
        ran.err,
        "2 stale, 1 missing, 4 orphan; to mend it, run: cargo xtask gen\n"
    );
    assert!(folder.snapshot("") == before, "--check touched something");

    let made = folder.run(&["gen"]).well();
    for line in [
        "wrote    UNVERIFIED.md",
        "removed  generated-client/src/notes.txt",
        "wrote    generated-client/src/vepara/mod.rs",
    ] {
        assert!(made.contains(line), "{line}: {made}");
    }
    assert!(
        !folder.path("docs/reference/old").exists()
            && !folder.path("docs/reference/empty").exists()
    );
    assert!(
        folder.path("docs/guide.md").exists()
            && folder.path("generated-client/tests/by_hand.rs").exists()
    );
    folder.run(&["gen", "--check"]).well();
}

#[test]
fn one_edited_summary_makes_check_name_the_files_that_show_it() {
    let folder = Folder::workspace();
    folder.run(&["gen"]).well();
    let summary = "    summary: Stores a card and returns the token to charge it with.\n";
    folder.edit(
        "spec/vepara/cards.yaml",
        summary,
        "    summary: Keeps a card for later.\n",
    );
    let ran = folder.run(&["gen", "--check"]);
    assert_eq!(ran.code, Some(1));
    let stale: Vec<_> = ran
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("stale    "))
        .map(str::to_owned)
        .collect();
    assert!(
        stale
            .iter()
            .any(|path| path.starts_with("generated-client/src/vepara/cards")),
        "{stale:?}"
    );
    assert!(ran.out.contains("Keeps a card for later."), "{}", ran.out);
    let made = folder.run(&["gen"]).well();
    let wrote: Vec<_> = made
        .lines()
        .filter_map(|line| line.strip_prefix("wrote    "))
        .collect();
    assert_eq!(wrote, stale);
}

#[test]
fn garbage_in_the_owned_folders_does_not_stop_it() {
    let folder = Folder::workspace();
    folder.put(LIB, b"fn broken( {");
    folder.put(
        "generated-client/src/vepara",
        b"a file where a folder belongs",
    );
    folder.put("generated-client/src/main.rs", &[0, 159, 146, 150]);
    folder.put(
        "generated-client/tests/generated/main.rs/x",
        b"a folder where a file may belong",
    );
    folder.put("UNVERIFIED.md/x", b"here too");
    folder.run(&["gen"]).well();
    folder.run(&["gen", "--check"]).well();

    fs::remove_dir_all(folder.path("generated-client")).unwrap();
    folder.run(&["gen"]).well();
    folder.run(&["gen", "--check"]).well();
}

#[test]
fn the_output_depends_on_the_spec_alone() {
    let here = Folder::workspace();
    here.run(&["gen"]).well();
    let expected = here.generated();
    assert!(expected.len() > 5);

    // Another folder, another locale, another time zone, the specs named by a relative path, the output by an absolute one.
    let there = Folder::new();
    copy(&here.path("spec"), &there.path("a folder/with spaces/Şpec"));
    let out = Folder::new();
    let mut command = there.command(&[
        "gen",
        "--spec",
        "a folder/with spaces/Şpec",
        "--out",
        out.path("").to_str().unwrap(),
    ]);
    command
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("LANG", "tr_TR.UTF-8")
        .env("TZ", "Pacific/Kiritimati")
        .env("COLUMNS", "20");
    run(command).well();
    assert!(
        out.generated() == expected,
        "the output depends on where or how it is made"
    );

    let windows = Folder::workspace();
    let mut files = Vec::new();
    walk(&windows.path("spec"), &mut |path, _| {
        files.push(path.to_path_buf())
    });
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace('\n', "\r\n")).unwrap();
    }
    windows.run(&["gen"]).well();
    assert!(
        windows.generated() == expected,
        "the output depends on line endings"
    );
}

#[test]
fn the_workspace_is_the_one_around_the_current_folder() {
    let folder = Folder::workspace();
    fs::create_dir_all(folder.path("somewhere/deep")).unwrap();
    // A package's manifest on the way up is not the workspace's.
    folder.put("somewhere/Cargo.toml", b"[package]\nname = \"somewhere\"\n");
    let mut command = folder.command(&["gen"]);
    command.current_dir(folder.path("somewhere/deep"));
    run(command).well();
    assert!(folder.path(LIB).exists());

    let nowhere = Folder::new();
    let ran = nowhere.run(&["gen"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("not in a workspace"), "{}", ran.err);
}

#[test]
fn a_place_that_cannot_be_written_leaves_everything_as_it_was() {
    let folder = Folder::workspace();
    folder.put("docs", b"a file of somebody else");
    let before = folder.snapshot("");
    let ran = folder.run(&["gen"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("docs/reference") && ran.err.contains("nothing was changed"),
        "{}",
        ran.err
    );
    assert!(folder.snapshot("") == before, "something was written");
}

#[test]
fn specs_that_are_not_there_are_an_error_and_no_reason_to_empty_the_client() {
    let folder = Folder::workspace();
    folder.run(&["gen"]).well();
    fs::create_dir(folder.path("empty")).unwrap();
    let before = folder.snapshot("");
    for spec in ["missing", "empty", "Cargo.toml"] {
        let ran = folder.run(&["gen", "--spec", spec]);
        assert_eq!(ran.code, Some(1), "{spec}: {ran:?}");
        assert!(ran.err.contains(spec), "{spec}: {}", ran.err);
        assert!(
            folder.snapshot("") == before,
            "{spec}: something was touched"
        );
    }
}
