//! Text from a spec as Markdown that a renderer shows as it was written.

use crate::code_spans::{Piece, pieces};

/// Escapes what rustdoc would take for a link, for HTML or for emphasis, outside code spans; bare addresses become links.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            // A line that begins with three backticks would open a block.
            Piece::Code { marks, inside } if marks < 3 => {
                let marks = "`".repeat(marks);
                out.push_str(&format!("{marks}{inside}{marks}"));
            }
            Piece::Code { inside, .. } if longest_run(inside) < 2 => {
                out.push_str(&code(inside.trim()));
            }
            Piece::Code { marks, inside } => {
                let marks = "`".repeat(marks);
                escape(&format!("{marks}{inside}{marks}"), &mut out);
            }
            Piece::Plain(part) => escape(part, &mut out),
        }
    }
    out
}

/// A text as a code span, whatever it holds.
pub fn code(text: &str) -> String {
    if text.is_empty() {
        return String::from("an empty text");
    }
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    let marks = "`".repeat(longest_run(&shown) + 1);
    // A span that begins or ends with a backtick needs a space there, and one that has spaces at both ends loses them.
    let edges = |c: char| c == '`' || c == ' ';
    if shown.starts_with(edges) || shown.ends_with(edges) {
        format!("{marks} {shown} {marks}")
    } else {
        format!("{marks}{shown}{marks}")
    }
}

/// What opens and closes a block of code that holds this text.
pub fn fence(text: &str) -> String {
    "`".repeat(longest_run(text).max(2) + 1)
}

/// The most backticks that follow each other.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

/// A text in a cell of a Markdown table.
pub fn cell(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|")
}

fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    let mut last = None;
    while let Some(first) = rest.chars().next() {
        if (rest.starts_with("https://") || rest.starts_with("http://")) && !out.ends_with('<') {
            let end = rest
                .find(|c: char| c.is_whitespace() || "<>\"`".contains(c))
                .unwrap_or(rest.len());
            let address = rest[..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
            out.push_str(&format!("<{address}>"));
            rest = &rest[address.len()..];
            last = address.chars().next_back();
            continue;
        }
        let next = rest[first.len_utf8()..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let mark = match first {
            '[' | ']' | '<' | '>' | '*' | '`' | '\\' | '~' => true,
            '_' => !inside(last) || !inside(next),
            '&' => next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
            _ => false,
        };
        if mark {
            out.push('\\');
        }
        out.push(first);
        last = Some(first);
        rest = &rest[first.len_utf8()..];
    }
}

/// Breaks a paragraph into lines of at most `width` characters, at spaces only, and never so that a line would begin like
/// a list, a heading or a quotation; the first is made none by a backslash.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let long = line.chars().count() + 1 + word.chars().count() > width;
        if !line.is_empty() && long && !begins_block(word) {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        } else if lines.is_empty() && begins_block(word) {
            line.push_str(&no_block(word));
            continue;
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

fn begins_block(word: &str) -> bool {
    let numbered = word
        .strip_suffix(['.', ')'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    let ruler = |c: char| matches!(c, '-' | '+' | '=' | '|' | ':' | '_');
    numbered
        || matches!(word, "*" | ">")
        || word.starts_with(['#', '|'])
        || word.starts_with("```")
        || word.starts_with("---")
        || word.chars().all(ruler)
}

/// A word that [`begins_block`], as mere text.
fn no_block(word: &str) -> String {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    format!("{}\\{}", &word[..digits], &word[digits..])
}

/// Markdown of several lines (an operation's `details`), safe for rustdoc: text is escaped, fenced code is text and never a
/// test, and an indented line is no code block. Lines of plain text are wrapped at `width`.
pub fn block(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fenced = false;
    let mut paragraph = String::new();
    for line in text.lines() {
        let line = line.trim_end();
        let trimmed = line.trim_start();
        let first = trimmed.split(' ').next().unwrap_or_default();
        let plain = trimmed.len() == line.len() && !first.is_empty() && !begins_block(first);
        if plain && !fenced {
            paragraph.push_str(line);
            paragraph.push('\n');
            continue;
        }
        lines.extend(wrap(&inline(&std::mem::take(&mut paragraph)), width));
        if trimmed.starts_with("```") {
            lines.push(if fenced {
                "```".to_owned()
            } else {
                "```text".to_owned()
            });
            fenced = !fenced;
        } else if fenced {
            lines.push(line.to_owned());
        } else {
            let indent = (line.len() - trimmed.len()).min(3);
            lines.push(format!("{}{}", " ".repeat(indent), list_safe(trimmed)));
        }
    }
    lines.extend(wrap(&inline(&paragraph), width));
    if fenced {
        lines.push("```".to_owned());
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Escapes a line but for the marker of a list at its beginning.
fn list_safe(line: &str) -> String {
    match line.strip_prefix("* ") {
        Some(item) => format!("* {}", inline(item)),
        None => inline(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_outside_code_only() {
        assert_eq!(
            inline("a [b] <c> `d[0] <e>` 273******602"),
            "a \\[b\\] \\<c\\> `d[0] <e>` 273\\*\\*\\*\\*\\*\\*602"
        );
        assert_eq!(inline("an unpaired ` stays"), "an unpaired \\` stays");
    }

    #[test]
    fn bare_addresses_become_links_without_their_punctuation() {
        assert_eq!(
            inline("see https://a.example/b_c."),
            "see <https://a.example/b_c>."
        );
        assert_eq!(inline("(http://a.example)"), "(<http://a.example>)");
        assert_eq!(inline("`https://a.example`"), "`https://a.example`");
    }

    #[test]
    fn a_wrapped_line_never_begins_like_a_list() {
        assert_eq!(wrap("one two - three", 8), ["one two -", "three"]);
        assert_eq!(wrap("code is 98. # x", 7), ["code is 98. #", "x"]);
        assert_eq!(wrap("", 10), Vec::<String>::new());
        assert_eq!(wrap("aaaaaaaaaaaaaaaa b", 4), ["aaaaaaaaaaaaaaaa", "b"]);
    }

    #[test]
    fn code_in_details_is_never_a_doctest() {
        assert_eq!(
            block("a b c\n```\nlet x;\n```\n      deep <b>\n- x y z", 3),
            [
                "a b",
                "c",
                "```text",
                "let x;",
                "```",
                "   deep \\<b\\>",
                "- x y z"
            ]
        );
        assert_eq!(block("```json\n{", 80), ["```text", "{", "```"]);
    }

    #[test]
    fn a_cell_keeps_its_row_together() {
        assert_eq!(cell("a|b\n c"), "a\\|b c");
    }

    #[test]
    fn any_text_can_be_code() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code(" a "), "`  a  `");
        assert_eq!(code("a\nb"), "`a\\nb`");
        assert_eq!(code(""), "an empty text");
        assert_eq!(fence("{}"), "```");
        assert_eq!(fence("a\n```\nb"), "````");
    }

    #[test]
    fn what_markdown_takes_for_marks_is_shown_as_it_is_written() {
        assert_eq!(
            inline("hash_key, _x_ __init__ ~~y~~"),
            "hash_key, \\_x\\_ \\_\\_init\\_\\_ \\~\\~y\\~\\~"
        );
        assert_eq!(inline("a & b &lt; &#60;"), "a & b \\&lt; \\&#60;");
        assert_eq!(inline("``a`b`` and ` c"), "``a`b`` and \\` c");
        assert_eq!(inline("```json```"), "`json`");
    }

    #[test]
    fn a_paragraph_never_begins_like_a_list_a_heading_or_a_ruler() {
        for (text, shown) in [
            ("98. is a code", "98\\. is a code"),
            ("- 1", "\\- 1"),
            ("+ 1", "\\+ 1"),
            ("# 1", "\\# 1"),
            ("=== 1", "\\=== 1"),
            ("| a | b", "\\| a | b"),
            ("-1 is none", "-1 is none"),
        ] {
            assert_eq!(wrap(text, 80), [shown]);
        }
    }

    #[test]
    fn code_in_details_may_go_over_a_line() {
        assert_eq!(block("the `a\nb` c\n\nd", 80), ["the `a b` c", "", "d"]);
    }
}
