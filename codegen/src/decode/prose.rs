//! What people read: a text that pages could not show as its author means it.
//!
//! A text is plain words with code between backticks and with addresses; pages show everything else letter for letter, so
//! nothing in it can break them. What is left are slips, and letters that rustc refuses or that nobody sees.

use super::scalar::Piece;
use super::{Cx, code};
use crate::code_spans::{self, pieces};
use crate::finding::Finding;

/// Looks a text over.
pub(super) fn look(piece: &Piece<'_>, cx: &mut Cx<'_>) {
    let text = piece.text;
    if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
        let place = text.find(hidden).unwrap_or_default();
        let number = u32::from(hidden);
        let message = format!("the text holds a character that nobody sees: U+{number:04X}");
        let span = piece.place_of(&text[place..place + hidden.len_utf8()]);
        cx.push(
            Finding::new(code::HIDDEN_CHARACTER, span, message)
                .label("it is here")
                .help("remove it; it came along when the text was copied"),
        );
    }
    for part in pieces(text) {
        let code_spans::Piece::Plain(part) = part else {
            continue;
        };
        if let Some(at) = part.find('`') {
            let finding = Finding::new(
                code::OPEN_CODE,
                piece.place_of(&part[at..=at]),
                "a backtick opens code that nothing closes",
            );
            cx.push(
                finding
                    .label("never closed")
                    .help("close it with another backtick, or leave it out"),
            );
            break;
        }
    }
    for part in pieces(text) {
        let code_spans::Piece::Plain(part) = part else {
            continue;
        };
        if let Some((markup, help)) = markup(part) {
            let finding = Finding::new(
                code::MARKUP,
                piece.place_of(markup),
                "pages show this as it is written",
            );
            cx.push(finding.label("no markup in a text").help(help));
            break;
        }
    }
}

/// A letter without a shape of its own: control characters but for line breaks and tabs, and those that turn the
/// direction of reading, which rustc refuses in comments.
pub(crate) fn is_hidden(c: char) -> bool {
    let breaks = matches!(c, '\n' | '\r' | '\t');
    let shapeless = matches!(
        c,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    );
    (c.is_control() && !breaks) || shapeless
}

/// What looks like a link, HTML or emphasis, and what to write instead.
fn markup(text: &str) -> Option<(&str, &'static str)> {
    const LINK: &str = "write the address itself: it becomes a link";
    const HTML: &str =
        "leave the tags out, or put them between backticks where they are what is meant";
    const STRONG: &str =
        "leave the asterisks out, or put them between backticks where they are what is meant";
    if let Some(middle) = text.find("](")
        && let Some(open) = text[..middle].rfind('[')
    {
        let end = text[middle..]
            .find(')')
            .map_or(text.len(), |at| middle + at + 1);
        return Some((&text[open..end], LINK));
    }
    let tag = |(at, _): (usize, &str)| {
        let name = text[at..].trim_start_matches(['<', '/']);
        let closes =
            text[at..].starts_with("</") && name.starts_with(|c: char| c.is_ascii_alphabetic());
        closes
            || ["br>", "br/>", "br />"]
                .iter()
                .any(|tag| name.starts_with(tag))
    };
    if let Some((at, _)) = text.match_indices('<').find(|found| tag(*found)) {
        let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
        return Some((&text[at..end], HTML));
    }
    let open = text.match_indices("**").find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        let after = text[at + 2..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '*')
            && after.is_some_and(char::is_alphanumeric)
    });
    let (open, _) = open?;
    let close = text[open + 2..].match_indices("**").find(|(at, _)| {
        let inside = &text[open + 2..open + 2 + at];
        inside.ends_with(char::is_alphanumeric)
    });
    let (close, _) = close?;
    Some((&text[open..open + close + 4], STRONG))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_letters_that_look_like_it() {
        let found = |text: &'static str| markup(text).map(|(part, _)| part);
        assert_eq!(
            found("see [the page](https://a.example) now"),
            Some("[the page](https://a.example)")
        );
        assert_eq!(found("one<br>two"), Some("<br>"));
        assert_eq!(found("<b>never</b> twice"), Some("</b>"));
        assert_eq!(found("is **not** sent"), Some("**not**"));
        for text in [
            "a list [a, b] (or none)",
            "the <placeholder> of a name",
            "273******602",
            "4355**12 and **34",
            "a < b, b </ c",
            "2 ** 3",
            "](",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn letters_of_every_language_are_seen() {
        for text in ["ığüşöç İ", "a\u{a0}b", "日本", "line\nline\ttab", "é"] {
            assert!(!text.chars().any(is_hidden), "{text}");
        }
        for text in ["a\u{202e}b", "\u{7}", "\u{feff}a", "a\u{200b}"] {
            assert!(text.chars().any(is_hidden), "{text:?}");
        }
    }
}
