//! Small changes to files, by lines: `--- file` names one, `+++ file` begins a new one, `@@` stands between hunks.

use crate::Files;

/// One change: these lines become those.
#[derive(Default)]
struct Hunk {
    before: Vec<String>,
    after: Vec<String>,
}

/// The files after a change.
pub fn apply(mut files: Files, diff: &str) -> Result<Files, String> {
    let mut file: Option<String> = None;
    let mut hunk = Hunk::default();
    for line in diff.lines() {
        if let Some(name) = line.strip_prefix("--- ") {
            finish(&mut files, file.as_deref(), std::mem::take(&mut hunk))?;
            file = Some(name.to_owned());
        } else if let Some(name) = line.strip_prefix("+++ ") {
            finish(&mut files, file.as_deref(), std::mem::take(&mut hunk))?;
            if files.insert(name.to_owned(), String::new()).is_some() {
                return Err(format!("`{name}` is not new"));
            }
            file = Some(name.to_owned());
        } else if line == "@@" {
            finish(&mut files, file.as_deref(), std::mem::take(&mut hunk))?;
        } else if let Some(line) = line.strip_prefix('-') {
            hunk.before.push(line.to_owned());
        } else if let Some(line) = line.strip_prefix('+') {
            hunk.after.push(line.to_owned());
        } else if line.is_empty() || line.starts_with(' ') {
            let line = line.strip_prefix(' ').unwrap_or(line);
            hunk.before.push(line.to_owned());
            hunk.after.push(line.to_owned());
        } else {
            return Err(format!(
                "a line of the diff begins with none of ` -+@`: {line}"
            ));
        }
    }
    finish(&mut files, file.as_deref(), hunk)?;
    Ok(files)
}

/// Carries one change out.
fn finish(files: &mut Files, file: Option<&str>, hunk: Hunk) -> Result<(), String> {
    if hunk.before.is_empty() && hunk.after.is_empty() {
        return Ok(());
    }
    let text = file
        .and_then(|file| files.get_mut(file))
        .ok_or_else(|| format!("there is no file {file:?}"))?;
    let lines: Vec<&str> = text.lines().collect();
    if lines.is_empty() {
        *text = joined(&hunk.after);
        return Ok(());
    }
    if hunk.before.is_empty() {
        return Err(String::from(
            "a hunk has no line that says where it belongs",
        ));
    }
    let places: Vec<usize> = (0..lines.len())
        .filter(|&at| {
            lines
                .get(at..at + hunk.before.len())
                .is_some_and(|found| found == hunk.before)
        })
        .collect();
    let [at] = places.as_slice() else {
        return Err(format!(
            "these lines stand {} times in {file:?}, not once:\n{}",
            places.len(),
            joined(&hunk.before)
        ));
    };
    let mut changed: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
    changed.splice(*at..at + hunk.before.len(), hunk.after);
    *text = joined(&changed);
    Ok(())
}

fn joined(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}
