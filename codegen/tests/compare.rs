//! What `codegen::compare` says of every kind of change: a small spec (`compare/base`), and edits of it with the lines that
//! each must give.

#[path = "compare/edits/mod.rs"]
mod edits;
#[path = "compare/spec.rs"]
mod spec;

use codegen::compare::{Change, compare, gravest};
use codegen::model::Provider;
use spec::Files;

/// A change in one line, without what all Rust paths begin with.
fn line(change: &Change) -> String {
    let rust = change.rust.as_deref().unwrap_or("-");
    format!(
        "{} | {} | {} | {}",
        change.class.word(),
        change.place,
        rust.strip_prefix("generated_client::").unwrap_or(rust),
        change.text
    )
}

#[track_caller]
fn read(files: &Files) -> Vec<Provider> {
    files.read().unwrap_or_else(|findings| panic!("{findings}"))
}

fn lines(old: &Files, new: &Files) -> Vec<String> {
    let changes = compare(&read(old), &read(new)).expect("both can be printed");
    changes.iter().map(line).collect()
}

#[test]
fn nothing_changes_from_a_spec_to_itself() {
    let base = Files::base();
    assert_eq!(lines(&base, &base), [""; 0]);
}

#[test]
fn every_edit_gives_exactly_its_lines_and_its_step() {
    let base = Files::base();
    let (old, edits) = (read(&base), edits::all());
    let halves = edits.split_at(edits.len() / 2);
    let look = |edits: &[edits::Edit]| -> Vec<String> {
        let wrong = edits.iter().filter_map(|edit| wrong(&base, &old, edit));
        wrong.collect()
    };
    let wrong = std::thread::scope(|scope| {
        let first = scope.spawn(|| look(halves.0));
        let second = look(halves.1);
        [first.join().expect("it ends"), second].concat()
    });
    assert!(
        wrong.is_empty(),
        "{}\n{} edits",
        wrong.join("\n"),
        wrong.len()
    );
}

/// What an edit gives, where that is not what it must.
fn wrong(base: &Files, old: &[Provider], edit: &edits::Edit) -> Option<String> {
    let new = match base.edited(edit).and_then(|files| files.read()) {
        Ok(new) => new,
        Err(findings) => return Some(format!("{}: cannot be read\n{findings}", edit.name)),
    };
    let (old, new) = if edit.back {
        (&new[..], old)
    } else {
        (old, &new[..])
    };
    let changes = compare(old, new).expect("both can be printed");
    let found: Vec<String> = changes.iter().map(line).collect();
    let step = gravest(&changes).map_or("none", |class| class.step());
    (found != edit.lines || step != edit.step)
        .then(|| format!("{}: {step}\n{}", edit.name, shown(&found)))
}

/// Lines as they stand in the source of a test.
fn shown(lines: &[String]) -> String {
    lines
        .iter()
        .map(|line| format!("            {line:?},\n"))
        .collect()
}

#[test]
fn the_edits_are_of_every_kind_and_named_apart() {
    let edits = edits::all();
    let mut names: Vec<&str> = edits.iter().map(|edit| edit.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), edits.len(), "two edits have one name");
    for step in ["major", "minor", "patch", "none"] {
        assert!(
            edits.iter().any(|edit| edit.step == step),
            "no edit asks for: {step}"
        );
    }
}
