//! Changes of the text of a file, and of which files there are.

use std::fmt::Write as _;

use super::Spec;
use super::random::Random;
use super::subject::{Content, File};
use super::words;

/// Changes the text of one file.
fn edit(
    spec: &mut Spec<'_>,
    random: &mut Random,
    change: impl FnOnce(&str, &mut Random) -> Option<(String, String)>,
) -> Option<String> {
    let number = random.below(spec.files.len());
    let file = spec.files.get_mut(number)?;
    let (text, what) = change(&file.text(), random)?;
    let what = format!("{}: {what}", file.name);
    file.content = Content::Text(text);
    Some(what)
}

/// A place between two letters.
fn boundary(text: &str, random: &mut Random) -> usize {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Cuts the text off.
pub fn truncate(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    edit(spec, random, |text, random| {
        let at = boundary(text, random);
        Some((text.get(..at)?.to_owned(), format!("ends at byte {at}")))
    })
}

/// Removes, repeats or swaps lines.
pub fn lines(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    edit(spec, random, |text, random| {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (first, second) = (random.below(lines.len()), random.below(lines.len()));
        let line = *lines.get(first)?;
        let what = match random.below(3) {
            0 => {
                lines.remove(first);
                format!("line {} goes", first + 1)
            }
            1 => {
                lines.insert(second, line);
                format!("line {} stands at {} too", first + 1, second + 1)
            }
            _ => {
                lines.swap(first, second);
                format!("lines {} and {} are swapped", first + 1, second + 1)
            }
        };
        Some((lines.concat(), what))
    })
}

/// Indents lines more or less.
pub fn indent(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    edit(spec, random, |text, random| {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let first = random.below(lines.len());
        let count = *random.pick(&[1, 1, 2, 5, 40])?;
        let by = *random.pick(&[-2_i32, -1, 1, 2, 3])?;
        let shift = |(number, line): (usize, &&str)| {
            if number < first || number >= first + count {
                return (*line).to_owned();
            }
            match usize::try_from(by) {
                Ok(more) => format!("{:more$}{line}", ""),
                Err(_) => (0..-by).fold((*line).to_owned(), |line, _| {
                    line.strip_prefix(' ').map_or(line.clone(), str::to_owned)
                }),
            }
        };
        let text = lines.iter().enumerate().map(shift).collect();
        Some((
            text,
            format!("{count} lines from {} are indented by {by}", first + 1),
        ))
    })
}

/// Indents lines by tabs.
pub fn tabs(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    edit(spec, random, |text, random| {
        let all = random.chance(30);
        let chosen = random.below(text.lines().count());
        let tab = |(number, line): (usize, &str)| {
            if all || number == chosen {
                line.replacen("  ", "\t", 1)
            } else {
                line.to_owned()
            }
        };
        let text = text.split_inclusive('\n').enumerate().map(tab).collect();
        Some((
            text,
            format!("tabs, in line {} or everywhere ({all})", chosen + 1),
        ))
    })
}

/// Puts a piece of YAML or odd Unicode anywhere.
pub fn piece(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    edit(spec, random, |text, random| {
        let at = boundary(text, random);
        let piece = random.pick(words::PIECES)?;
        let (before, after) = text.split_at(at);
        Some((
            format!("{before}{piece}{after}"),
            format!("{piece:?} at byte {at}"),
        ))
    })
}

/// Replaces a letter by another letter of the same file.
pub fn letter(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    edit(spec, random, |text, random| {
        let (from, to) = (boundary(text, random), boundary(text, random));
        let other = text.get(from..)?.chars().next()?;
        let (before, after) = text.split_at(to);
        let mut rest = after.chars();
        let was = rest.next()?;
        Some((
            format!("{before}{other}{}", rest.as_str()),
            format!("{was:?} becomes {other:?} at byte {to}"),
        ))
    })
}

/// Ends lines as Windows does, or begins the file with a mark.
pub fn endings(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    edit(spec, random, |text, random| {
        Some(match random.below(4) {
            0 => (
                format!("\u{feff}{text}"),
                String::from("begins with a mark"),
            ),
            1 => (text.replace('\n', "\r"), String::from("has returns only")),
            2 => (
                text.trim_end().to_owned(),
                String::from("has no last line break"),
            ),
            _ => (
                text.replace('\n', "\r\n"),
                String::from("has Windows line breaks"),
            ),
        })
    })
}

/// Anchors and aliases, each level several times as large as the one before.
pub fn bomb(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    edit(spec, random, |text, random| {
        let levels = *random.pick(&[3, 10, 40])?;
        let mut bomb = String::from("bomb0: &b0 [x, x, x, x, x, x, x, x]\n");
        for level in 1..levels {
            let alias = format!("*b{}", level - 1);
            let _ = writeln!(
                bomb,
                "bomb{level}: &b{level} [{}]",
                [alias.as_str(); 8].join(", ")
            );
        }
        let front = random.chance(50);
        let text = if front {
            format!("{bomb}{text}")
        } else {
            format!("{text}\n{bomb}")
        };
        Some((text, format!("a bomb of {levels} levels")))
    })
}

/// Swaps, drops, renames, empties or adds files.
pub fn files(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (first, second) = (
        random.below(spec.files.len()),
        random.below(spec.files.len()),
    );
    let name = spec.files.get(first)?.name.clone();
    Some(match random.below(6) {
        0 => {
            let content = spec.files.get(first)?.content.clone();
            let other = spec.files.get_mut(second)?;
            let content = std::mem::replace(&mut other.content, content);
            let what = format!("{name} and {} are swapped", other.name);
            spec.files.get_mut(first)?.content = content;
            what
        }
        1 => {
            spec.files.remove(first);
            format!("{name} goes")
        }
        2 => {
            let other = random.pick(&[
                "provider.yaml",
                "x.yaml",
                "a/b.yaml",
                "X.YML",
                "a b.yaml",
                "..",
                "",
                "provider.yaml/x.yaml",
            ])?;
            spec.files.get_mut(first)?.name = (*other).to_owned();
            format!("{name} becomes {other:?}")
        }
        3 => {
            spec.files.get_mut(first)?.content = Content::Text(String::new());
            format!("{name} is empty")
        }
        4 => {
            let content = spec.files.get(first)?.content.clone();
            spec.files.push(File {
                name: format!("again_{name}"),
                content,
            });
            format!("{name} is there twice")
        }
        _ => {
            let subjects = spec.corpus.subjects();
            let subject = random.pick(subjects)?;
            let other = random.pick(&subject.files)?.clone();
            let what = format!("{name} is {} of another provider", other.name);
            spec.files.get_mut(first)?.content = other.content;
            what
        }
    })
}
