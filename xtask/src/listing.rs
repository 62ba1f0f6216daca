//! How the differences between the disk and a plan are shown.

use std::fmt::Write as _;
use std::time::Duration;

use similar::TextDiff;

use crate::tree::{Kind, Plan, Removal, Write};

/// The most lines that one file's difference takes.
const MAX_LINES: usize = 12;
/// The most characters that are shown of a line.
const MAX_WIDTH: usize = 160;

/// Lists every file that is not as it should be, sorted by path.
pub fn differences(plan: &Plan) -> String {
    let mut entries: Vec<_> = plan
        .writes
        .iter()
        .map(|write| (write.path.as_path(), written(write)))
        .collect();
    entries.extend(
        plan.removals
            .iter()
            .filter(|removal| removal.is_news())
            .map(|removal| (removal.path.as_path(), removed(removal))),
    );
    entries.sort_by_key(|(path, _)| *path);
    entries.into_iter().map(|(_, text)| text).collect()
}

/// One line for something that goes: its path and what it is.
pub fn name(removal: &Removal) -> String {
    let path = clean(&removal.path.display().to_string());
    match &removal.kind {
        Kind::File(_) => path,
        Kind::Link(target) => format!(
            "{path} (a link to {})",
            clean(&target.display().to_string())
        ),
        Kind::Folder { .. } => format!("{path}/ (an empty folder)"),
        Kind::Special => format!("{path} (not a regular file)"),
    }
}

fn written(write: &Write) -> String {
    let path = clean(&write.path.display().to_string());
    match &write.current {
        Some(current) => format!("stale    {path}\n{}", difference(current, &write.contents)),
        None => format!("missing  {path}\n"),
    }
}

fn removed(removal: &Removal) -> String {
    let size = match removal.kind {
        Kind::File(bytes) => format!(" ({bytes} bytes)"),
        Kind::Link(_) | Kind::Folder { .. } | Kind::Special => String::new(),
    };
    format!("orphan   {}{size}\n", name(removal))
}

/// The first lines of a unified diff from what there is to what there should be, indented.
fn difference(current: &[u8], wanted: &[u8]) -> String {
    let (Ok(current), Ok(wanted)) = (std::str::from_utf8(current), std::str::from_utf8(wanted))
    else {
        return "         (not text)\n".into();
    };
    let diff = TextDiff::configure()
        .timeout(Duration::from_millis(200))
        .diff_lines(current, wanted);
    let unified = diff
        .unified_diff()
        .context_radius(1)
        .missing_newline_hint(false)
        .to_string();
    let mut shown = String::new();
    let mut lines = unified.lines();
    for line in lines.by_ref().take(MAX_LINES) {
        // Writing to a String cannot fail.
        let _ = writeln!(shown, "         {}", clean(line));
    }
    match lines.count() {
        0 => {}
        more => {
            let _ = writeln!(shown, "         … and {more} lines more");
        }
    }
    shown
}

/// A line that is safe to show: without control characters, and not endless.
fn clean(line: &str) -> String {
    let mut shown: String = line
        .chars()
        .take(MAX_WIDTH)
        .map(|character| {
            if character.is_control() && character != '\t' {
                '\u{fffd}'
            } else {
                character
            }
        })
        .collect();
    if line.chars().nth(MAX_WIDTH).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_what_changes_and_ends() {
        let current: String = (0..100).map(|n| format!("line {n}\n")).collect();
        let wanted = current.replace("line 50\n", "line fifty\n");
        let shown = difference(current.as_bytes(), wanted.as_bytes());
        assert!(shown.contains("-line 50\n"), "{shown}");
        assert!(shown.contains("+line fifty\n"), "{shown}");
        assert!(shown.contains(" line 49\n"), "{shown}");
        assert!(!shown.contains("line 48"), "{shown}");

        let other: String = (0..100).map(|n| format!("other {n}\n")).collect();
        let shown = difference(current.as_bytes(), other.as_bytes());
        assert_eq!(shown.lines().count(), MAX_LINES + 1);
        assert!(shown.ends_with("lines more\n"), "{shown}");
    }

    #[test]
    fn a_line_cannot_steer_the_terminal_or_flood_it() {
        assert_eq!(clean("a\u{1b}[2Jb\tç"), "a\u{fffd}[2Jb\tç");
        assert_eq!(clean(&"x".repeat(5000)).chars().count(), MAX_WIDTH + 1);
    }

    #[test]
    fn a_line_ending_alone_is_a_difference_that_shows() {
        assert!(difference(b"a\r\n", b"a\n").contains("+a\n"));
        assert_eq!(difference(&[0xff, 0xfe], b"a\n"), "         (not text)\n");
    }
}
