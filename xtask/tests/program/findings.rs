//! `check` and `explain`: what is found, for people, editors and programs.

use std::fs;

use crate::support::{Folder, Ran, copy, run};

/// A workspace with two mistakes in one file of one provider.
fn mistaken() -> Folder {
    let folder = Folder::workspace();
    folder.edit(
        "spec/vepara/cards.yaml",
        "    request: POST /api/saveCard\n",
        "    request: POST /api/saveCard\n    requst: POST\n",
    );
    folder.edit(
        "spec/vepara/cards.yaml",
        "expiry_year: expiry.year",
        "expiry_year: expiry.yaer",
    );
    folder
}

#[track_caller]
fn fails(ran: Ran) -> Ran {
    assert_eq!(ran.code, Some(1), "{ran:?}");
    ran
}

#[test]
fn check_tells_every_mistake_to_a_person_and_writes_nothing() {
    let folder = mistaken();
    let before = folder.snapshot("");
    let ran = fails(folder.run(&["check"]));
    assert_eq!(ran.out, "");
    let places: Vec<&str> = ran
        .err
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> "))
        .collect();
    assert_eq!(places.len(), 2, "{}", ran.err);
    assert!(
        places[0].starts_with("spec/vepara/cards.yaml:"),
        "{places:?}"
    );
    assert!(
        ran.err.ends_with(
            "\nerror: 2 mistakes in 1 file\nfor explanations: cargo xtask explain E0201 E0205\n"
        ),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains('\u{1b}'), "{}", ran.err);
    assert!(folder.snapshot("") == before, "something was written");
}

#[test]
fn check_of_good_specs_says_so_and_how_much_was_read() {
    let folder = Folder::workspace();
    let ran = folder.run(&["check", "--deny", "warnings"]);
    assert_eq!(ran.err, "");
    assert_eq!(ran.well(), "nothing found in 7 files of 2 providers\n");
    let ran = folder.run(&["check", "--message-format", "short"]);
    assert_eq!(ran.out, "");
    let ran = folder.run(&["check", "--message-format", "json"]);
    assert_eq!(
        ran.out,
        "{\"reason\":\"finished\",\"success\":true,\"errors\":0,\"warnings\":0,\"files\":0}\n"
    );
}

#[test]
fn a_warning_fails_only_where_it_is_denied() {
    let folder = Folder::workspace();
    folder.edit(
        "spec/vepara/provider.yaml",
        "provider: vepara\ntitle: Vepara\n",
        "title: Vepara\nprovider: vepara\n",
    );
    let ran = folder.run(&["check"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{ran:?}");
    assert!(
        ran.err.contains("\nwarning: 1 warning in 1 file\n"),
        "{}",
        ran.err
    );
    let denied = fails(folder.run(&["check", "--deny", "warnings"]));
    assert_eq!(denied.err, ran.err);
    folder.run(&["gen"]).well();
    assert_eq!(folder.run(&["check", "--deny", "errors"]).code, Some(2));
}

#[test]
fn editors_and_programs_read_findings_from_stdout_alone() {
    let folder = mistaken();
    for command in ["check", "gen"] {
        let short = fails(folder.run(&[command, "--message-format", "short"]));
        let lines: Vec<&str> = short.out.lines().collect();
        assert_eq!(lines.len(), 2, "{short:?}");
        assert!(
            lines[0].starts_with("spec/vepara/cards.yaml:")
                && lines[0].ends_with(": E0201: unknown key `requst`"),
            "{lines:?}"
        );
        assert_eq!(short.err, "");
        let json = fails(folder.run(&[command, "--message-format", "json"]));
        assert_eq!(json.out.lines().count(), 3, "{json:?}");
        for (line, start) in json.out.lines().zip([
            "{\"reason\":\"finding\",\"code\":\"E0201\",",
            "{\"reason\":\"finding\",\"code\":\"E0205\",",
            "{\"reason\":\"finished\",\"success\":false,\"errors\":2,",
        ]) {
            assert!(line.starts_with(start), "{line}");
        }
        assert_eq!(json.err, "");
    }
    let good = Folder::workspace();
    let ran = good.run(&["gen", "--message-format", "json"]);
    assert!(ran.err.contains("wrote    UNVERIFIED.md\n"), "{}", ran.err);
    assert!(
        ran.well()
            .lines()
            .all(|line| line.starts_with("{\"reason\":"))
    );
}

#[test]
fn a_place_is_a_path_from_the_current_folder() {
    let folder = mistaken();
    let first = |arguments: &[&str], current: &str| -> String {
        let mut command = folder.command(arguments);
        fs::create_dir_all(folder.path(current)).unwrap();
        command.current_dir(folder.path(current));
        let out = fails(run(command)).out;
        let (path, _) = out.split_once(":").unwrap();
        assert!(
            folder.path(current).join(path).is_file(),
            "{path} is no file seen from {current}"
        );
        path.to_owned()
    };
    let short = ["check", "--message-format", "short"];
    assert_eq!(first(&short, ""), "spec/vepara/cards.yaml");
    assert_eq!(first(&short, "docs/deep"), "../../spec/vepara/cards.yaml");
    copy(&folder.path("spec"), &folder.path("elsewhere/mine"));
    let given = |path| [&short[..], &["--spec", path]].concat();
    assert_eq!(
        first(&given("elsewhere/mine/"), ""),
        "elsewhere/mine/vepara/cards.yaml"
    );
    let absolute = folder.path("elsewhere/mine");
    let absolute = absolute.to_str().unwrap();
    assert_eq!(
        first(&given(absolute), "docs"),
        format!("{absolute}/vepara/cards.yaml")
    );
}

#[test]
fn colour_is_what_is_asked_for() {
    let folder = mistaken();
    let coloured = |arguments: &[&str]| fails(folder.run(arguments)).err.contains('\u{1b}');
    assert!(coloured(&["check", "--color", "always"]));
    assert!(!coloured(&["check", "--color", "never"]));
    assert!(!coloured(&["gen"]));
}

#[test]
fn explain_prints_the_page_of_a_code_however_it_is_spelled() {
    let folder = Folder::new();
    let page = folder.run(&["explain", "e0401"]).well();
    assert!(
        page.starts_with("# E0401: A name that nothing defines\n"),
        "{page}"
    );
    assert!(
        page.contains("\nerror[E0401]: there is no way to authenticate named"),
        "{page}"
    );
    let both = folder.run(&["explain", "E0201", "E0401"]).well();
    assert!(
        both.starts_with("# E0201: ") && both.ends_with(&page),
        "{both}"
    );
    let list = folder.run(&["explain"]).well();
    assert!(
        list.contains("\nE0401  A name that nothing defines.\n"),
        "{list}"
    );
    let ran = fails(folder.run(&["explain", "E0041"]));
    assert_eq!(ran.out, "");
    assert!(
        ran.err
            .starts_with("error: there is no code `E0041`; did you mean E0401?\n")
            && ran.err.contains("cargo xtask explain"),
        "{}",
        ran.err
    );
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    use std::process::Stdio;
    let folder = mistaken();
    for arguments in [&["explain"][..], &["check", "--message-format", "json"]] {
        let mut command = folder.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{arguments:?}");
    }
}
