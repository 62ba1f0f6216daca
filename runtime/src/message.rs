//! Texts that a provider sent, made safe to show and to log.
//!
//! A provider may echo what it was sent. What looks like a card number is cut to its first six and last four digits,
//! control characters (a line break forges a log line) become spaces, and a text ends after [`LONGEST`] characters.

use crate::card::{luhn, mask_digits};

/// The most characters of a provider's text that are kept.
pub(crate) const LONGEST: usize = 500;

/// The text, safe to show.
pub(crate) fn presentable(text: &str) -> String {
    let mut shown = String::new();
    let mut length = 0;
    // What is beyond is never shown; a provider does not choose how long we look.
    let end = text
        .char_indices()
        .nth(LONGEST * 2)
        .map_or(text.len(), |(end, _)| end);
    let mut rest = text.get(..end).unwrap_or_default();
    while let Some(character) = rest.chars().next() {
        if length >= LONGEST {
            shown.push('…');
            break;
        }
        let (run, after) = digit_run(rest);
        if run.is_empty() {
            shown.push(if character.is_control() {
                ' '
            } else {
                character
            });
            length += 1;
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        } else {
            push_run(&mut shown, run);
            length += run.len();
            rest = after;
        }
    }
    shown
}

/// How many characters may stand between two digits of one number: spaces, dashes, dots and the like.
const MOST_BETWEEN: usize = 3;

/// Splits off the digits that the text begins with, what sets them apart included.
fn digit_run(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut end = 0;
    let mut next = 0;
    while let Some(byte) = bytes.get(next) {
        match byte {
            b'0'..=b'9' => end = next + 1,
            byte if byte.is_ascii_punctuation() || *byte == b' ' => {
                if next == 0 || next - end >= MOST_BETWEEN {
                    break;
                }
            }
            _ => break,
        }
        next += 1;
    }
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Shows a run of digits, unless it may be a card number.
fn push_run(shown: &mut String, run: &str) {
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    if holds_card_number(digits.as_bytes()) {
        shown.push_str(&mask_digits(&digits));
    } else {
        shown.push_str(run);
    }
}

/// Whether 12 to 19 digits in a row, anywhere in the run, have a fitting check digit.
fn holds_card_number(digits: &[u8]) -> bool {
    (12..=19).any(|length| digits.windows(length).any(luhn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_number_that_the_provider_echoes_is_cut() {
        for echoed in [
            "4508034508034509",
            "4508 0345 0803 4509",
            "4508-0345-0803-4509",
            "4508.0345.0803.4509",
            "4508  0345  0803  4509",
            "4508 / 0345 / 0803 / 4509",
        ] {
            let shown = presentable(&format!("Card {echoed} is not valid"));
            assert_eq!(shown, "Card 450803…4509 is not valid", "{echoed}");
        }
        assert_eq!(presentable("no:378282246310005."), "no:378282…0005.");
        let glued = presentable("x14508034508034509");
        assert!(!glued.contains("4508034508034509"), "{glued}");
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "wait 30 s",
            "order 1698321545",
            "1 2 3",
            "2021-04-08T14:07:42",
            "98-99",
            "-",
            "",
        ] {
            assert_eq!(presentable(text), text);
        }
    }

    #[test]
    fn a_line_break_cannot_forge_a_log_line() {
        assert_eq!(presentable("a\r\nb\u{1b}[31m"), "a  b [31m");
    }

    #[test]
    fn a_long_text_is_cut() {
        let shown = presentable(&"ş".repeat(LONGEST + 1));
        assert_eq!(shown.chars().count(), LONGEST + 1);
        assert!(shown.ends_with('…'));
    }
}
