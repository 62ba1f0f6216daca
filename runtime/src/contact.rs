//! Where a person is reached, and where a browser is sent back to: e-mail, phone, address on the web.
//!
//! Each keeps its text exactly as it was given. Only the shape is checked: whether anybody is there is not ours to know.
//! These are personal data or may hold tokens, so `Debug` shows little of them.

use std::fmt;
use std::str::FromStr;

/// A text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address has one `@`, something before it and a name with a dot behind it")]
pub struct EmailError;

/// A text is no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a phone number has 7 to 15 digits, perhaps `+` before them and spaces, dashes or brackets among them"
)]
pub struct PhoneError;

/// A text is no address that a browser may be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an address begins with https:// and holds no user name, password or space")]
pub struct UrlError;

macro_rules! contact {
    ($(#[$doc:meta])* $name:ident, $error:ident, $holds:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text as it was given.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, $error> {
                if $holds(text) { Ok(Self(String::from(text))) } else { Err($error) }
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $error;

            fn try_from(text: &str) -> Result<Self, $error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, $error> {
                if $holds(&text) { Ok(Self(text)) } else { Err($error) }
            }
        }
    };
}

contact! {
    /// An e-mail address: one `@` with something before it and a name with a dot behind it, and no space.
    ///
    /// ```
    /// # fn main() -> Result<(), vezne_runtime::EmailError> {
    /// let email: vezne_runtime::Email = "ayse@example.com".parse()?;
    /// assert_eq!(email.as_str(), "ayse@example.com");
    /// # Ok(()) }
    /// ```
    Email, EmailError, is_email
}

contact! {
    /// A phone number: 7 to 15 digits, perhaps `+` before them and spaces, dashes or brackets among them.
    Phone, PhoneError, is_phone
}

contact! {
    /// An absolute `https` address without a user name or password in it.
    Url, UrlError, is_url
}

impl fmt::Debug for Email {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Email(***)")
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Phone(***)")
    }
}

impl fmt::Debug for Url {
    /// The host only: path and query may hold a token.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = url::Url::parse(&self.0).ok();
        let host = url
            .as_ref()
            .and_then(url::Url::host_str)
            .unwrap_or_default();
        write!(formatter, "Url(https://{host}/…)")
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && !local.is_empty()
        && !domain.contains('@')
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}

fn is_phone(text: &str) -> bool {
    let number = text.strip_prefix('+').unwrap_or(text);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let plain = |c: char| matches!(c, '0'..='9' | ' ' | '-' | '(' | ')');
    (7..=15).contains(&digits) && number.chars().all(plain)
}

fn is_url(text: &str) -> bool {
    // The parser forgives spaces, line breaks and back slashes, and would mean another address than the one given.
    let forgiven = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
    let begins = text
        .get(..8)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"));
    let plain = |url: url::Url| {
        url.scheme() == "https"
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
    };
    begins && !text.contains(forgiven) && url::Url::parse(text).is_ok_and(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn email_shape() {
        for text in ["a@b.co", "ayşe.örnek+x@example.com.tr"] {
            assert!(text.parse::<Email>().is_ok(), "{text}");
        }
        for text in [
            "AYŞE ÖRNEK",
            "a@b",
            "@b.co",
            "a@",
            "a@b.co@c.co",
            "a b@c.co",
            "a@b..co",
            "a@.co",
            "a@b.co\n",
            "",
        ] {
            assert_eq!(text.parse::<Email>(), Err(EmailError), "{text:?}");
        }
    }

    #[test]
    fn phone_shape() {
        for text in ["+90 (555) 000-00-00", "8800000000000", "05550000000"] {
            assert!(text.parse::<Phone>().is_ok(), "{text}");
        }
        for text in [
            "",
            "123456",
            "1234567890123456",
            "555 000 00 0x",
            "++905550000000",
            "0555+0000000",
        ] {
            assert_eq!(text.parse::<Phone>(), Err(PhoneError), "{text:?}");
        }
    }

    #[test]
    fn only_plain_https_addresses_pass() {
        for text in [
            "https://example.com/a?b=c",
            "HTTPS://example.com",
            "https://[::1]:8443/x",
        ] {
            assert_eq!(Url::try_from(text).as_ref().map(Url::as_str), Ok(text));
        }
        for text in [
            "http://example.com",
            "https:example.com",
            "https://",
            "//example.com",
            "/a",
            "https://user@example.com",
            "https://a:b@example.com",
            " https://example.com",
            "https://example.com/\r\n",
            "https://exa mple.com",
            "https:\\\\example.com",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(text.parse::<Url>(), Err(UrlError), "{text:?}");
        }
    }

    #[test]
    fn debug_shows_neither_person_nor_token() {
        let email: Email = "kanarya@example.com".parse().expect("an address");
        let phone: Phone = "05559876543".parse().expect("a number");
        let url: Url = "https://example.com/kanarya?t=kanarya"
            .parse()
            .expect("an address");
        assert_eq!(
            format!("{email:?} {phone:?} {url:?}"),
            "Email(***) Phone(***) Url(https://example.com/…)"
        );
    }
}
