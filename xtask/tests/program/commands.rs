//! The command line: help, exit codes, and the programs of other packages.

use crate::support::{Folder, repository, run};

#[test]
fn every_command_explains_itself() {
    let folder = Folder::new();
    let all = folder.run(&["--help"]).well();
    for command in [
        "gen", "check", "coverage", "diff", "explain", "demo", "sandbox",
    ] {
        assert!(all.contains(command), "{all}");
        let help = folder.run(&[command, "--help"]).well();
        assert!(
            help.contains(&format!("Usage: cargo xtask {command}")),
            "{help}"
        );
    }
    assert!(folder.run(&["gen", "--help"]).well().contains("--check"));
    assert!(
        folder
            .run(&["sandbox", "--help"])
            .well()
            .contains("--listen <ADDR>")
    );
    assert_eq!(folder.run(&["gne"]).code, Some(2));
    assert_eq!(folder.run(&["sandbox", "--listen", "here"]).code, Some(2));
}

/// A broken client must never keep the generator from building.
#[test]
fn nothing_generated_is_needed_to_build_it() {
    let mut cargo =
        std::process::Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args([
        "tree",
        "--offline",
        "--package",
        "xtask",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
    ]);
    cargo.current_dir(repository());
    let tree = run(cargo).well();
    let packages: Vec<_> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(packages.contains(&"codegen"), "{tree}");
    for forbidden in [
        "generated-client",
        "runtime",
        "sandbox",
        "macros",
        "tests",
        "reqwest",
        "tokio",
    ] {
        assert!(
            !packages.contains(&forbidden),
            "xtask needs {forbidden}:\n{tree}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_program_gets_the_options_and_its_exit_code_comes_back() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::workspace();
    folder.put("cargo.sh", b"#!/bin/sh\necho \"$@\"\nexit 7\n");
    std::fs::set_permissions(folder.path("cargo.sh"), PermissionsExt::from_mode(0o755)).unwrap();
    let manifest = folder.path("Cargo.toml");
    let manifest = manifest.to_str().unwrap();
    let cases: [(&[&str], &str); 3] = [
        (&["demo"], "--package tests --bin demo"),
        (&["sandbox"], "--package sandbox --"),
        (
            &["sandbox", "--json", "--listen", "127.0.0.1:8080"],
            "--package sandbox -- --listen 127.0.0.1:8080 --json",
        ),
    ];
    for (arguments, expected) in cases {
        let mut command = folder.command(arguments);
        command.env("CARGO", folder.path("cargo.sh"));
        let ran = run(command);
        assert_eq!(ran.code, Some(7), "{ran:?}");
        assert_eq!(
            ran.out,
            format!("run --manifest-path {manifest} --quiet {expected}\n")
        );
    }
}
