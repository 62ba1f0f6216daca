//! How each type is read from an answer.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use crate::contact::{Email, Phone, Url};
use crate::money::{Amount, Currency};
use crate::read_error::{JsonKind, ReadError, ReadProblem};
use crate::secret::{RotatingSecret, Secret};
use crate::time::Date;
use crate::value::{FromAnswer, Value};

/// Values keyed by a number that is written as text, such as an instalment count.
pub type NumberedMap<T> = BTreeMap<i64, T>;

/// Text, or where the field allows it a number by its digits.
fn text(value: Value<'_>) -> Result<Zeroizing<String>, ReadError> {
    if let Some(text) = value.text()? {
        return Ok(text);
    }
    match value.kind() {
        JsonKind::Number if value.leniency().number => Ok(Zeroizing::new(value.raw().to_owned())),
        _ => Err(value.unexpected("text")),
    }
}

/// A number, or where the field allows it text; as it is written.
fn digits(value: Value<'_>, expected: &'static str) -> Result<Zeroizing<String>, ReadError> {
    match value.kind() {
        JsonKind::Number => Ok(Zeroizing::new(value.raw().to_owned())),
        JsonKind::Text if value.leniency().text => text(value),
        _ => Err(value.unexpected(expected)),
    }
}

impl FromAnswer for String {
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        text(value).map(|mut text| std::mem::take(&mut *text))
    }
}

impl FromAnswer for Secret {
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        text(value).map(|text| Self::from(text.as_str()))
    }
}

impl FromAnswer for RotatingSecret {
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        text(value).map(|text| Self::from(text.as_str()))
    }
}

impl FromAnswer for i64 {
    /// Takes `5.0` for 5, and nothing that is no whole number.
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        const EXPECTED: &str = "a 64-bit integer";
        let digits = digits(value, EXPECTED)?;
        let whole = match digits.split_once('.') {
            Some((whole, decimals))
                if !decimals.is_empty() && decimals.bytes().all(|digit| digit == b'0') =>
            {
                whole
            }
            _ => &digits,
        };
        let unsigned = whole.strip_prefix('-').unwrap_or(whole);
        if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ReadError::form(EXPECTED));
        }
        whole.parse().map_err(|_| ReadError::form(EXPECTED))
    }
}

impl FromAnswer for bool {
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        const EXPECTED: &str = "true or false";
        let word = match value.kind() {
            JsonKind::Boolean => Zeroizing::new(value.raw().to_owned()),
            JsonKind::Number if value.leniency().bit => match value.raw() {
                bit @ ("0" | "1") => Zeroizing::new(bit.to_owned()),
                _ => return Err(ReadError::form("0 or 1")),
            },
            JsonKind::Text if value.leniency().text => text(value)?,
            _ => return Err(value.unexpected(EXPECTED)),
        };
        match word.as_str() {
            "1" => Ok(true),
            "0" => Ok(false),
            word if word.eq_ignore_ascii_case("true") => Ok(true),
            word if word.eq_ignore_ascii_case("false") => Ok(false),
            _ => Err(ReadError::form(EXPECTED)),
        }
    }
}

impl FromAnswer for Amount {
    /// Reads the digits as they came, never by way of a float.
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        const EXPECTED: &str = "an amount of at most 28 digits";
        let digits = digits(value, "an amount")?;
        let amount = match value.kind() {
            JsonKind::Number => Self::from_json_number(&digits),
            _ => digits.parse(),
        };
        amount.map_err(|_| ReadError::form(EXPECTED))
    }
}

impl FromAnswer for Currency {
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        text(value)?
            .parse()
            .map_err(|_| ReadError::form("a currency of three letters"))
    }
}

impl FromAnswer for Date {
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        text(value)?
            .parse()
            .map_err(|_| ReadError::form("a day like `2026-11-22`"))
    }
}

impl FromAnswer for std::net::Ipv4Addr {
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        text(value)?
            .parse()
            .map_err(|_| ReadError::form("an IPv4 address"))
    }
}

macro_rules! contact_from_answer {
    ($($contact:ty => $expected:literal),*) => {$(
        impl FromAnswer for $contact {
            fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
                text(value)?.parse().map_err(|_| ReadError::form($expected))
            }
        }
    )*};
}

contact_from_answer!(Email => "an e-mail address", Phone => "a phone number", Url => "an https address");

impl FromAnswer for () {
    /// Reads nothing, whatever stands there.
    fn from_answer(_: Value<'_>) -> Result<Self, ReadError> {
        Ok(())
    }
}

impl<T: FromAnswer> FromAnswer for Option<T> {
    /// Null is `None`.
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        if value.kind() == JsonKind::Null {
            Ok(None)
        } else {
            T::from_answer(value).map(Some)
        }
    }
}

impl<T: FromAnswer> FromAnswer for Box<T> {
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        T::from_answer(value).map(Box::new)
    }
}

impl<T: FromAnswer> FromAnswer for Vec<T> {
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        let items = value.items()?.into_iter().enumerate();
        items
            .map(|(place, item)| T::from_answer(item).map_err(|error| error.at(place)))
            .collect()
    }
}

macro_rules! numbered_map {
    ($($key:ty),*) => {$(
        impl<T: FromAnswer> FromAnswer for BTreeMap<$key, T> {
            /// Keys are digits without leading zeros. An empty list is an empty map.
            fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
                let mut map = Self::new();
                for (name, value) in value.entries()? {
                    let key: $key = name.parse().map_err(|_| ReadError::form("numbers as names"))?;
                    if key.to_string() != name {
                        return Err(ReadError::form("numbers as names"));
                    }
                    let value = T::from_answer(value).map_err(|error| error.inside(shown_key(name)))?;
                    if map.insert(key, value).is_some() {
                        return Err(ReadError::new(ReadProblem::Repeated));
                    }
                }
                Ok(map)
            }
        }
    )*};
}

numbered_map!(i64, u32);

/// A key as a path shows it: a long number may be a card's.
fn shown_key(name: &str) -> &str {
    if name.len() > 6 { "…" } else { name }
}

/// Text that a provider sends as Base64.
///
/// The documents do not agree on when such texts are encoded. What is not Base64 of UTF-8 is taken for plain text: a
/// message that nobody decoded must not hide what came of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base64Text {
    text: String,
    decoded: bool,
}

impl Base64Text {
    /// The text, decoded where it was Base64.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, decoded where it was Base64.
    pub fn into_string(self) -> String {
        self.text
    }

    /// Whether it came as Base64.
    pub fn was_encoded(&self) -> bool {
        self.decoded
    }
}

impl fmt::Display for Base64Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl FromAnswer for Base64Text {
    fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
        const ANY_PADDING: GeneralPurposeConfig =
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        const BASE64: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, ANY_PADDING);
        let text = String::from_answer(value)?;
        // Base64 has no spaces, so one of them can only be a `+` that its sender did not escape.
        let encoded = if value.leniency().plus {
            text.replace(' ', "+")
        } else {
            text.clone()
        };
        // A control character in the result betrays a plain word that happens to be Base64 as well.
        let readable = |decoded: &String| {
            !decoded
                .chars()
                .any(|c| c.is_control() && !c.is_whitespace())
        };
        let decoded = BASE64
            .decode(encoded)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .filter(readable);
        Ok(match decoded {
            Some(decoded) => Self {
                text: decoded,
                decoded: true,
            },
            None => Self {
                text,
                decoded: false,
            },
        })
    }
}

/// An HTML page, to be shown to the shopper as it is. It may hold what the shopper typed: `Debug` tells only its
/// length, and it is zeroed when dropped.
#[derive(Clone)]
pub struct Html(Zeroizing<String>);

impl Html {
    pub(crate) fn new(page: &str) -> Self {
        Self(Zeroizing::new(String::from(page)))
    }

    /// The page.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Html {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Html({} bytes)", self.0.len())
    }
}
