//! Slips that the YAML parser stumbles over at another place than the one where they are, or calls by another name.

use granit_parser::{ErrorKind, ScanError};

use super::{Context, Spoiled, Stop, line_before, line_start};
use crate::finding::Finding;
use crate::yaml::{FileId, Span, code, remark};

mod indentation;

/// A stop at a slip that is known.
pub(super) fn stop(
    text: &str,
    file: FileId,
    error: &ScanError,
    context: &Context,
    at: usize,
) -> Option<Stop> {
    let rest = text.get(at..)?;
    if context.bracket.is_none() {
        let finding = space_after_colon(text, file, error, at)
            .or_else(|| mapping_on_one_line(text, file, error, at))
            .or_else(|| indentation::text_too_far_out(text, file, error, at))
            .or_else(|| indentation::key_too_far_in(text, file, error, at))
            .or_else(|| indentation::dash_too_many(text, file, error, at))
            .or_else(|| dash(text, file, error, at))
            .or_else(|| text_in_brackets(text, file, at))
            .or_else(|| one_too_many(text, file, at))?;
        let at = finding.span.start;
        let spoiled = Spoiled::Line { at };
        return Some(Stop { finding, spoiled });
    }
    if let Some(finding) = place_in_list(text, file, error, at) {
        let spoiled = Spoiled::Bracket {
            at: context.bracket?,
        };
        return Some(Stop { finding, spoiled });
    }
    let colon = *error.kind() == ErrorKind::ExpectedFlowMappingSeparator && rest.starts_with(':');
    let open = context.bracket.filter(|_| colon)?;
    if text.get(open..at)?.contains('\n') {
        return None;
    }
    let finding = Finding::new(
        code::SYNTAX,
        Span::new(file, at..at + 1),
        "a second `:` in an entry in braces",
    );
    Some(Stop {
        finding: finding.label("YAML stops here").help(
            "put text that holds `: ` in double quotes, or add the comma between two entries",
        ),
        spoiled: Spoiled::Bracket { at: open },
    })
}

/// `items[0]` within brackets or braces.
fn place_in_list(text: &str, file: FileId, error: &ScanError, at: usize) -> Option<Finding> {
    let separator = matches!(
        error.kind(),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator
    );
    let index = text.get(at..)?.strip_prefix('[').filter(|_| separator)?;
    let (index, _) = index.split_once(']')?;
    let before = text.get(..at)?;
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let name = before.len() - before.trim_end_matches(word).len();
    if name == 0 || index.is_empty() || !index.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let name = at - name;
    let behind = at + index.len() + "[]".len();
    let rest = text.get(behind..)?;
    let end = behind + rest.len() - rest.trim_start_matches(word).len();
    let path = text
        .get(name..end)?
        .replacen('[', ".", 1)
        .replacen(']', "", 1);
    let all = Span::new(file, name..end);
    let finding = Finding::new(code::SYNTAX, all, "a bracket opens a list here");
    Some(
        finding
            .label("YAML stops here")
            .help(format!("the first of a list is `0`: write `{path}`")),
    )
}

/// Where a comment begins on the line of an open bracket that was meant as text.
pub(super) fn comment(text: &str, open: usize) -> Option<usize> {
    let line = text.get(open..)?.lines().next()?;
    let mark = remark::first(line)?;
    let quotes = line.get(..mark)?.matches('"').count();
    (quotes % 2 == 0).then_some(open + mark)
}

/// `key:value`: YAML takes it for a text that goes on below, or for a key without a colon.
fn space_after_colon(text: &str, file: FileId, error: &ScanError, at: usize) -> Option<Finding> {
    let start = match error.kind() {
        ErrorKind::SimpleKeyExpected => line_start(text, at),
        ErrorKind::MappingValueNotAllowed => {
            let above = text.get(..line_start(text, at))?.trim_end_matches('\n');
            line_start(text, above.len())
        }
        _ => return None,
    };
    let line = text.get(start..)?.lines().next()?;
    let colon = line.find(':')?;
    let key = line.get(..colon)?.trim_start();
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let next = line.get(colon + 1..)?.chars().next()?;
    if key.is_empty() || !key.chars().all(word) || next == ' ' {
        return None;
    }
    let colon = start + colon;
    let after = Span::new(file, colon + 1..colon + 1 + next.len_utf8());
    if next.is_alphanumeric() || matches!(next, '"' | '\'' | '{' | '[') {
        let span = Span::new(file, colon..colon + 1);
        let finding = Finding::new(code::SYNTAX, span, "a space belongs after `:`");
        return Some(finding.label("nothing between it and the value"));
    }
    let unseen = next.is_whitespace() || crate::decode::is_hidden(next);
    unseen.then(|| {
        let number = u32::from(next);
        let message = format!("what follows `:` looks like a space and is U+{number:04X}");
        Finding::new(crate::decode::code::HIDDEN_CHARACTER, after, message)
            .label("no space")
            .help("write a plain space after `:`")
    })
}

/// `outcome: refused: not_found`: a mapping on the line of its key, without braces.
fn mapping_on_one_line(text: &str, file: FileId, error: &ScanError, at: usize) -> Option<Finding> {
    if *error.kind() != ErrorKind::MappingValueNotAllowed {
        return None;
    }
    let start = line_start(text, at);
    let line = text.get(start..)?.lines().next()?.trim_end();
    let words = line.trim_start().trim_start_matches("- ");
    let (key, value) = words.split_once(": ")?;
    let (inner, value) = value.split_once(": ")?;
    let word = |text: &str| {
        let spelled = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        !text.is_empty() && text.chars().all(spelled)
    };
    if !word(key) || !word(inner) || value.contains(": ") {
        return None;
    }
    let meant = format!("{key}: {{ {inner}: {value} }}");
    let help = if word(value) {
        format!("write `{meant}`; a text that holds `: ` stands in double quotes")
    } else {
        format!("put text that holds `: ` in double quotes; a mapping is `{key}: {{ {inner}: … }}`")
    };
    let place = Span::new(file, at..at + 1);
    let finding = Finding::new(code::SYNTAX, place, "a second `:` on the line");
    Some(finding.label("YAML stops here").help(help))
}

/// An element of a list without its dash.
fn dash(text: &str, file: FileId, error: &ScanError, at: usize) -> Option<Finding> {
    if *error.kind() != ErrorKind::SimpleKeyExpected {
        return None;
    }
    let start = line_start(text, at);
    let line = text.get(start..)?.lines().next()?;
    let indent = line.len() - line.trim_start().len();
    let before = text.get(..start)?.lines().next_back()?;
    let beside = before.get(indent..)?;
    let blank = before.get(..indent)?.trim().is_empty();
    if !blank || !beside.starts_with("- ") {
        return None;
    }
    let all = Span::new(file, start + indent..start + line.trim_end().len());
    let finding = Finding::new(code::SYNTAX, all, "an element of a list without its dash");
    Some(
        finding
            .label("no `- ` before it")
            .help("begin the line with `- `, in the column of the others"),
    )
}

/// A text whose first word stands in braces or brackets.
fn text_in_brackets(text: &str, file: FileId, at: usize) -> Option<Finding> {
    let before = line_before(text, at);
    let begins = before
        .find(": ")
        .map_or(before.strip_prefix("- "), |colon| before.get(colon + 2..));
    let value = begins?.trim_start();
    let (open, close) = match value.chars().next()? {
        '{' => ('{', '}'),
        '[' => ('[', ']'),
        '*' | '&' => return marked(value, file, at),
        _ => return None,
    };
    let rest = text.get(at..)?.lines().next()?.trim();
    let follows = value.trim_end().ends_with(close) && !rest.is_empty();
    if !follows || rest.starts_with(['}', ']', ',', ':']) {
        return None;
    }
    let begin = at - value.len();
    let message = format!("something follows the closing `{close}`");
    let finding = Finding::new(code::SYNTAX, Span::new(file, at..at + rest.len()), message)
        .label("YAML stops here")
        .second(Span::new(file, begin..begin + 1), "opened here");
    Some(finding.help(format!(
        "a text that begins with `{open}` stands in double quotes"
    )))
}

/// A text whose first letter makes YAML take its first word for an alias or an anchor.
fn marked(value: &str, file: FileId, at: usize) -> Option<Finding> {
    let (code, message) = match value.get(..1)? {
        "*" => (code::ALIAS, "a spec has no aliases"),
        _ => (code::ANCHOR, "a spec has no anchors"),
    };
    let begin = at - value.len();
    let span = Span::new(file, begin..begin + value.trim_end().len());
    let finding = Finding::new(code, span, message).label("YAML reads it as one");
    let mark = value.get(..1)?;
    Some(finding.help(format!(
        "a text that begins with `{mark}` stands in double quotes"
    )))
}

/// A closing bracket where none is open.
fn one_too_many(text: &str, file: FileId, at: usize) -> Option<Finding> {
    let bracket = text.get(at..)?.chars().next()?;
    if !matches!(bracket, '}' | ']') || line_before(text, at).is_empty() {
        return None;
    }
    let message = format!("one `{bracket}` too many");
    let finding = Finding::new(code::SYNTAX, Span::new(file, at..at + 1), message);
    Some(finding.label("it closes nothing").help("remove it"))
}
