//! Whether a text is one of a scalar type, and the types in words.

use rust_decimal::Decimal;

use crate::model::{DateTimeForm, Scalar};

/// What is wrong with a text as a scalar; `None` when it fits. The text itself is never told.
pub fn text_misfit(scalar: &Scalar, text: &str) -> Option<String> {
    let fits = match scalar {
        Scalar::Text | Scalar::Secret | Scalar::RotatingSecret => true,
        Scalar::Base64Text => {
            text.len().is_multiple_of(4)
                && text
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
        }
        Scalar::Integer => text.parse::<i64>().is_ok(),
        Scalar::Decimal => Decimal::from_str_exact(text).is_ok(),
        Scalar::Boolean => matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "1" | "0"
        ),
        Scalar::Date => is_date(text),
        Scalar::DateTime(format) => is_date_time(format.form, text),
        Scalar::CardNumber => is_card_number(text),
        Scalar::CardExpiry => is_expiry(text),
        Scalar::Cvv => matches!(text.len(), 3 | 4) && digits(text),
        Scalar::Currency => text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()),
        Scalar::Email => text
            .split_once('@')
            .is_some_and(|(local, host)| !local.is_empty() && host.contains('.')),
        Scalar::Phone => {
            let number = text.strip_prefix('+').unwrap_or(text);
            (7..=15).contains(&number.len()) && digits(number)
        }
        Scalar::IpAddress => text.parse::<std::net::Ipv4Addr>().is_ok(),
        Scalar::Url => text.starts_with("https://") && text.len() > "https://".len(),
        Scalar::Portion { .. } => {
            text == "full" || Decimal::from_str_exact(text).is_ok_and(|part| part > Decimal::ZERO)
        }
    };
    (!fits).then(|| format!("should be {}", describe(scalar)))
}

/// A scalar in words, for messages.
pub fn describe(scalar: &Scalar) -> &'static str {
    match scalar {
        Scalar::Text => "text",
        Scalar::Secret | Scalar::RotatingSecret => "text (a secret)",
        Scalar::Base64Text => "Base64 text",
        Scalar::Integer => "a whole number of at most 64 bits",
        Scalar::Decimal => "a decimal number with a dot",
        Scalar::Boolean => "true or false",
        Scalar::Date => "a day, YYYY-MM-DD",
        Scalar::DateTime(format) => match format.form {
            DateTimeForm::Spaced => "a moment, YYYY-MM-DD hh:mm:ss",
            DateTimeForm::TSeparated => {
                "a moment, YYYY-MM-DDThh:mm:ss with or without fraction and offset"
            }
            DateTimeForm::Rfc3339 => "a moment of RFC 3339, with its offset",
        },
        Scalar::CardNumber => "a card number: 12 to 19 digits with a valid check digit",
        Scalar::CardExpiry => "month and year, MM/YYYY",
        Scalar::Cvv => "three or four digits",
        Scalar::Currency => "a currency: three capital letters",
        Scalar::Email => "an e-mail address",
        Scalar::Phone => "a phone number: 7 to 15 digits, a plus sign before them or not",
        Scalar::IpAddress => "an IPv4 address",
        Scalar::Url => "an address that starts with https://",
        Scalar::Portion { .. } => "`full`, or an amount above zero",
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits in the places of `0`, anything else as in the shape.
fn shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, shape)| {
            if shape == b'0' {
                byte.is_ascii_digit()
            } else {
                byte == shape
            }
        })
}

fn two(text: &str, start: usize) -> u32 {
    text.get(start..start + 2)
        .and_then(|part| part.parse().ok())
        .unwrap_or(u32::MAX)
}

fn is_date(text: &str) -> bool {
    shaped(text, "0000-00-00")
        && (1..=12).contains(&two(text, 5))
        && (1..=31).contains(&two(text, 8))
}

fn is_time(text: &str) -> bool {
    shaped(text, "00:00:00") && two(text, 0) < 24 && two(text, 3) < 60 && two(text, 6) <= 60
}

fn is_date_time(form: DateTimeForm, text: &str) -> bool {
    let separator = if form == DateTimeForm::Spaced {
        " "
    } else {
        "T"
    };
    let (Some(date), Some(rest)) = (text.get(..10), text.get(10..)) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix(separator) else {
        return false;
    };
    let (Some(time), Some(rest)) = (rest.get(..8), rest.get(8..)) else {
        return false;
    };
    if !is_date(date) || !is_time(time) {
        return false;
    }
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if offset.len() == fraction.len() {
                return false;
            }
            offset
        }
        None => rest,
    };
    let has_offset = offset == "Z" || shaped(offset.replace('-', "+").as_str(), "+00:00");
    match form {
        DateTimeForm::Spaced => rest.is_empty(),
        DateTimeForm::TSeparated => offset.is_empty() || has_offset,
        DateTimeForm::Rfc3339 => has_offset,
    }
}

fn is_card_number(text: &str) -> bool {
    let sum: u32 = text
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            if place % 2 == 0 {
                digit
            } else {
                digit * 2 / 10 + digit * 2 % 10
            }
        })
        .fold(0, u32::wrapping_add);
    digits(text) && (12..=19).contains(&text.len()) && sum.is_multiple_of(10)
}

fn is_expiry(text: &str) -> bool {
    shaped(text, "00/0000") && (1..=12).contains(&two(text, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DateTimeFormat;

    #[test]
    fn lax_date_texts_are_refused() {
        let spaced = Scalar::DateTime(DateTimeFormat {
            form: DateTimeForm::Spaced,
            zone: None,
        });
        assert_eq!(text_misfit(&spaced, "2023-08-15 17:30:00"), None);
        for lax in [
            "2023-8-15 17:30:00",
            "2023-08-15T17:30:00",
            "2023-08-15",
            "2023-08-15 17:30",
            "2023-08-15 17:30:00Z",
        ] {
            assert!(text_misfit(&spaced, lax).is_some(), "{lax}");
        }
        let rfc = Scalar::DateTime(DateTimeFormat {
            form: DateTimeForm::Rfc3339,
            zone: None,
        });
        assert_eq!(text_misfit(&rfc, "2021-04-08T14:07:42.000000Z"), None);
        assert_eq!(text_misfit(&rfc, "2024-06-13T22:25:08.0404774+03:00"), None);
        assert!(text_misfit(&rfc, "2025-06-04T18:42:27.5447456").is_some());
    }

    #[test]
    fn a_card_number_has_a_check_digit() {
        assert_eq!(text_misfit(&Scalar::CardNumber, "4508034508034509"), None);
        assert!(text_misfit(&Scalar::CardNumber, "4508034508034508").is_some());
        assert!(text_misfit(&Scalar::CardNumber, "4508 0345 0803 4509").is_some());
        assert!(text_misfit(&Scalar::CardNumber, "çççççççççççç").is_some());
    }
}
