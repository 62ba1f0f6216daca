//! Keeps what we sent out of what a provider says back.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

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
    let mut longest_first: Vec<Zeroizing<String>> = secrets
        .filter(|secret| !secret.is_empty())
        .flat_map(forms)
        .collect();
    longest_first.sort_unstable_by_key(|form| std::cmp::Reverse(form.len()));
    let struck = longest_first
        .iter()
        .fold(String::from(text), |text, form| strike(&text, form));
    presentable(&struck)
}

/// The forms in which a secret may come back: as it was sent; as JSON text, also with the `\/` of PHP; percent-encoded, as
/// in an address or a form; in Base64. A short one only as it was sent.
fn forms(secret: &str) -> Vec<Zeroizing<String>> {
    let mut forms = vec![String::from(secret)];
    if secret.len() >= LONG {
        let json = Zeroizing::new(serde_json::Value::from(secret).to_string());
        let json = json.strip_prefix('"').unwrap_or(&json);
        let json = json.strip_suffix('"').unwrap_or(json);
        forms.extend([String::from(json), json.replace('/', "\\/")]);
        for kept in [b"-._~", b"-._*"] {
            let upper = percent(secret, kept);
            forms.extend([lower_case_escapes(&upper), upper]);
        }
        forms.extend([
            STANDARD_NO_PAD.encode(secret),
            URL_SAFE_NO_PAD.encode(secret),
        ]);
    }
    forms.into_iter().map(Zeroizing::new).collect()
}

/// Percent-encoded, but for letters, digits and these.
fn percent(text: &str, kept: &[u8]) -> String {
    let encode = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || kept.contains(&byte) => {
            String::from(char::from(byte))
        }
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// `%2f` for `%2F`: both are written.
fn lower_case_escapes(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let mut lower = String::from(parts.next().unwrap_or_default());
    for part in parts {
        let (escape, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        lower.push('%');
        lower.push_str(&escape.to_ascii_lowercase());
        lower.push_str(rest);
    }
    lower
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
    fn a_secret_that_comes_back_encoded_is_struck_out() {
        let secrets = [Secret::from("$2y$key/1+ş\"=")];
        for form in [
            r#"$2y$key/1+ş\"="#,
            r#"$2y$key\/1+ş\"="#,
            "%242y%24key%2F1%2B%C5%9F%22%3D",
            "%242y%24key%2f1%2b%c5%9f%22%3d",
            "JDJ5JGtleS8xK8WfIj0",
        ] {
            assert_eq!(scrub(&format!("no: {form}!"), &secrets), "no: ***!");
        }
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
