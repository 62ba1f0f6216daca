//! Text from a spec as Markdown that a renderer shows as it was written.

/// Escapes what rustdoc would take for a link, for HTML or for emphasis, outside code spans; bare addresses become links.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, part) in code_spans(text).into_iter().enumerate() {
        if place % 2 == 1 {
            out.push('`');
            out.push_str(part);
            out.push('`');
        } else {
            escape(part, &mut out);
        }
    }
    out
}

/// A text as a code span, whatever it holds.
pub fn code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

/// A text in a cell of a Markdown table.
pub fn cell(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|")
}

/// The text outside (even places) and inside (odd places) of code spans. An unpaired backtick is plain text.
fn code_spans(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((code, after)) = after.split_once('`') else {
            break;
        };
        parts.extend([before, code]);
        rest = after;
    }
    parts.push(rest);
    parts
}

fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if (rest.starts_with("https://") || rest.starts_with("http://")) && !out.ends_with('<') {
            let end = rest
                .find(|c: char| c.is_whitespace() || "<>\"`".contains(c))
                .unwrap_or(rest.len());
            let address = rest[..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
            out.push_str(&format!("<{address}>"));
            rest = &rest[address.len()..];
            continue;
        }
        if matches!(first, '[' | ']' | '<' | '>' | '*' | '`' | '\\') {
            out.push('\\');
        }
        out.push(first);
        rest = &rest[first.len_utf8()..];
    }
}

/// Breaks a paragraph into lines of at most `width` characters, at spaces only, and never so that a line would begin like
/// a list, a heading or a quotation.
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
    numbered
        || matches!(word, "-" | "+" | "*" | ">" | "=")
        || word.starts_with('#')
        || word.starts_with("```")
        || word.starts_with("---")
}

/// Markdown of several lines (an operation's `details`), safe for rustdoc: text is escaped, fenced code is text and never a
/// test, and an indented line is no code block. Lines of plain text are wrapped at `width`.
pub fn block(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        let line = line.trim_end();
        if line.trim_start().starts_with("```") {
            lines.push(if fenced {
                "```".to_owned()
            } else {
                "```text".to_owned()
            });
            fenced = !fenced;
        } else if fenced {
            lines.push(line.to_owned());
        } else {
            let text = line.trim_start();
            let indent = (line.len() - text.len()).min(3);
            if indent == 0
                && !text.is_empty()
                && !begins_block(text.split(' ').next().unwrap_or_default())
            {
                lines.extend(wrap(&inline(text), width));
            } else {
                lines.push(format!("{}{}", " ".repeat(indent), list_safe(text)));
            }
        }
    }
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
        assert_eq!(code("a`b"), "`` a`b ``");
    }
}
