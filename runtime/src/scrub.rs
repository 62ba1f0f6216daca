//! Keeps what we sent out of what a provider says back.

use crate::message::presentable;
use crate::secret::Secret;

/// Shorter secrets are struck out only where they stand alone: three digits occur in many a number.
const LONG: usize = 6;

/// A provider's text, safe to show: without these secrets, without card numbers, on one line and not too long.
pub(crate) fn scrub(text: &str, secrets: &[Secret]) -> String {
    struck(text, secrets.iter().map(Secret::expose))
}

/// A provider's code, safe to show. A short secret may equal a code (a CVV of 117), and a code decides what happened, so
/// only long secrets are struck out of it.
pub(crate) fn scrub_code(code: &str, secrets: &[Secret]) -> String {
    struck(
        code,
        secrets
            .iter()
            .map(Secret::expose)
            .filter(|secret| secret.len() >= LONG),
    )
}

fn struck<'a>(text: &str, secrets: impl Iterator<Item = &'a str>) -> String {
    let mut longest_first: Vec<&str> = secrets.filter(|secret| !secret.is_empty()).collect();
    longest_first.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
    let struck = longest_first
        .into_iter()
        .fold(String::from(text), |text, secret| strike(&text, secret));
    presentable(&struck)
}

fn strike(text: &str, secret: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(secret) {
        let glued =
            before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
        kept.push_str(before);
        kept.push_str(if secret.len() < LONG && glued {
            secret
        } else {
            "***"
        });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_is_echoed_is_struck_out() {
        let secrets = [
            Secret::from("key-1"),
            Secret::from("key-1-longer"),
            Secret::from(""),
        ];
        assert_eq!(
            scrub("bad key 'key-1-longer', key-1!", &secrets),
            "bad key '***', ***!"
        );
    }

    #[test]
    fn a_short_secret_is_struck_out_where_it_stands_alone() {
        let secrets = [Secret::from("123")];
        assert_eq!(
            scrub("cvv 123, order 91234", &secrets),
            "cvv ***, order 91234"
        );
    }

    #[test]
    fn a_card_number_is_struck_out_or_cut() {
        assert_eq!(scrub("card 4508 0345 0803 4509", &[]), "card 450803…4509");
        assert_eq!(
            scrub("card 4508034508034509", &[Secret::from("4508034508034509")]),
            "card ***"
        );
    }

    #[test]
    fn a_code_that_equals_a_short_secret_stays() {
        let secrets = [Secret::from("117"), Secret::from("key-117")];
        assert_eq!(scrub_code("117", &secrets), "117");
        assert_eq!(scrub_code("key-117", &secrets), "***");
    }
}
