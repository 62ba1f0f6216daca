//! Values on their way out: what an input becomes before it is JSON, a form field, a header or a part of an address.
//!
//! An input turns itself into a [`Wire`] ([`ToWire`]); adaptors on `Wire` then give it the form that the provider wants,
//! in this order: [`decimals`](Wire::decimals), [`full`](Wire::full) or [`time`](Wire::time), and one of
//! [`as_text`](Wire::as_text), [`as_number`](Wire::as_number), [`upper_case`](Wire::upper_case), [`bit`](Wire::bit),
//! [`json_text`](Wire::json_text). They never fail: a value that cannot take the form becomes [`Wire::Refused`], which
//! no request can send. An absent value stays absent, and a list takes a form element by element.

use std::fmt;

use zeroize::Zeroizing;

use crate::fields::Fields;
use crate::invalid_input::{InvalidInput, Problem};
use crate::money::{Amount, DecimalText};
use crate::time::{TimeForm, Timestamp};

/// Text on its way out, zeroed when dropped.
#[derive(Clone)]
pub struct WireText {
    text: Zeroizing<String>,
    secret: bool,
}

impl WireText {
    pub(crate) fn open(text: impl Into<String>) -> Self {
        Self {
            text: Zeroizing::new(text.into()),
            secret: false,
        }
    }

    pub(crate) fn secret(text: &str) -> Self {
        Self {
            text: Zeroizing::new(String::from(text)),
            secret: true,
        }
    }

    /// The text itself. Whoever calls this answers for where it goes.
    pub fn expose(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_secret(&self) -> bool {
        self.secret
    }

    fn map(self, text: String) -> Self {
        Self {
            text: Zeroizing::new(text),
            secret: self.secret,
        }
    }
}

impl fmt::Debug for WireText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

/// A value on its way out. Its `Debug` tells the kind and never the value.
#[derive(Clone)]
#[non_exhaustive]
pub enum Wire {
    /// Left out.
    Absent,
    /// "All of it", until [`full`](Self::full) says what that is on the wire.
    Full,
    /// Text.
    Text(WireText),
    /// A number by its digits, so that none is lost. Always a JSON number.
    Number(WireText),
    /// Digits that are padded with zeros as text and not as a number: the month `07` is 7.
    Padded {
        /// The number.
        value: u16,
        /// The digits of the text.
        width: usize,
    },
    /// An amount, with the decimals that were given until [`decimals`](Self::decimals) says otherwise.
    Amount(Amount),
    /// A moment, until [`time`](Self::time) says in which form.
    Time(Timestamp),
    /// True or false.
    Boolean(bool),
    /// Named values.
    Object(Fields),
    /// Values in order.
    List(Vec<Wire>),
    /// A value that must not be sent, and why.
    Refused(InvalidInput),
}

impl Wire {
    /// Plain text.
    pub fn text(text: &str) -> Self {
        Self::Text(WireText::open(text))
    }

    /// A JSON number by its digits; anything else is refused.
    pub fn number(digits: &str) -> Self {
        if is_json_number(digits) {
            Self::Number(WireText::open(digits))
        } else {
            refused(Problem::NotANumber)
        }
    }

    /// The code of an enum, as a number or as text.
    pub fn code(coding: EnumCoding, code: &str) -> Self {
        match coding {
            EnumCoding::Integer => Self::number(code),
            EnumCoding::Text => Self::text(code),
        }
    }

    /// Writes an amount with these decimals. Refuses where that would change the value.
    #[must_use]
    pub fn decimals(self, form: DecimalText) -> Self {
        match self {
            Self::List(items) => {
                Self::List(items.into_iter().map(|item| item.decimals(form)).collect())
            }
            Self::Amount(amount) if amount.is_negative() => refused(Problem::Negative),
            Self::Amount(amount) => amount.text(form).map_or_else(
                || refused(Problem::TooManyDecimals),
                |text| Self::number(&text),
            ),
            other => other,
        }
    }

    /// Says what "all of it" is on the wire: a number if the text is one, else text; `None` leaves it out.
    #[must_use]
    pub fn full(self, text: Option<&str>) -> Self {
        match (self, text) {
            (Self::Full, None) => Self::Absent,
            (Self::Full, Some(text)) if is_json_number(text) => Self::number(text),
            (Self::Full, Some(text)) => Self::text(text),
            (other, _) => other,
        }
    }

    /// Writes a moment in this form, cut to seconds. `zone` is the IANA name of the zone it is written in; RFC 3339
    /// without one is UTC.
    #[must_use]
    pub fn time<'z>(self, form: TimeForm, zone: impl Into<Option<&'z str>>) -> Self {
        let zone = zone.into();
        match self {
            Self::List(items) => Self::List(
                items
                    .into_iter()
                    .map(|item| item.time(form, zone))
                    .collect(),
            ),
            Self::Time(moment) => moment
                .written(form, zone)
                .map_or_else(|_| refused(Problem::Zone), |text| Self::text(&text)),
            other => other,
        }
    }

    /// As text: `"5"`, `"true"`.
    #[must_use]
    pub fn as_text(self) -> Self {
        match self.plain() {
            Self::List(items) => Self::List(items.into_iter().map(Self::as_text).collect()),
            Self::Number(digits) => Self::Text(digits),
            Self::Boolean(value) => Self::text(if value { "true" } else { "false" }),
            Self::Object(_) => refused(Problem::Encoding),
            other => other,
        }
    }

    /// As a JSON number. Text must be digits without a leading zero, which a number would lose.
    #[must_use]
    pub fn as_number(self) -> Self {
        match self {
            Self::Padded { value, .. } => Self::number(&value.to_string()),
            Self::Text(text) if is_digits(text.expose()) => Self::Number(text),
            Self::Text(_) => refused(Problem::NotANumber),
            Self::List(items) => Self::List(items.into_iter().map(Self::as_number).collect()),
            Self::Boolean(_) | Self::Object(_) => refused(Problem::Encoding),
            other => other.plain(),
        }
    }

    /// A boolean as the text `TRUE` or `FALSE`; text in ASCII capitals.
    #[must_use]
    pub fn upper_case(self) -> Self {
        match self.plain() {
            Self::List(items) => Self::List(items.into_iter().map(Self::upper_case).collect()),
            Self::Boolean(value) => Self::text(if value { "TRUE" } else { "FALSE" }),
            Self::Text(text) => {
                let upper = text.expose().to_ascii_uppercase();
                Self::Text(text.map(upper))
            }
            Self::Object(_) => refused(Problem::Encoding),
            other => other,
        }
    }

    /// A boolean as the number 1 or 0.
    #[must_use]
    pub fn bit(self) -> Self {
        match self {
            Self::List(items) => Self::List(items.into_iter().map(Self::bit).collect()),
            Self::Boolean(value) => Self::number(if value { "1" } else { "0" }),
            Self::Absent | Self::Refused(_) => self,
            _ => refused(Problem::Encoding),
        }
    }

    /// The JSON of the value, as text.
    #[must_use]
    pub fn json_text(self) -> Self {
        match self.settle() {
            Err(refusal) => Self::Refused(refusal),
            Ok(None) => Self::Absent,
            Ok(Some(value)) => {
                let json = value.json();
                let text = String::from_utf8_lossy(&json);
                Self::Text(if value.holds_secret() {
                    WireText::secret(&text)
                } else {
                    WireText::open(text)
                })
            }
        }
    }

    /// Replaces what still waits for its form by its plainest one.
    fn plain(self) -> Self {
        match self {
            Self::Padded { value, width } => Self::text(&format!("{value:0width$}")),
            Self::Amount(_) => self.decimals(DecimalText::AsGiven),
            Self::Full | Self::Time(_) => refused(Problem::Encoding),
            other => other,
        }
    }

    /// What is sent: `None` for nothing.
    pub(crate) fn settle(self) -> Result<Option<Settled>, InvalidInput> {
        Ok(Some(match self.plain() {
            Self::Text(text) => Settled::Text(text),
            Self::Number(digits) => Settled::Number(digits),
            Self::Boolean(value) => Settled::Boolean(value),
            Self::Object(fields) => Settled::Object(fields.into_members()?),
            Self::List(items) => {
                let mut settled = Vec::with_capacity(items.len());
                for (place, item) in items.into_iter().enumerate() {
                    settled.extend(
                        item.settle()
                            .map_err(|refusal| refusal.inside(&place.to_string()))?,
                    );
                }
                Settled::List(settled)
            }
            Self::Refused(refusal) => return Err(refusal),
            _ => return Ok(None),
        }))
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => formatter.write_str("Absent"),
            Self::Full => formatter.write_str("Full"),
            Self::Text(text) => write!(formatter, "Text({text:?})"),
            Self::Number(text) => write!(formatter, "Number({text:?})"),
            Self::Padded { .. } => formatter.write_str("Padded(***)"),
            Self::Amount(_) => formatter.write_str("Amount(***)"),
            Self::Time(_) => formatter.write_str("Time(***)"),
            Self::Boolean(_) => formatter.write_str("Boolean(***)"),
            Self::Object(fields) => fields.fmt(formatter),
            Self::List(items) => formatter.debug_list().entries(items).finish(),
            Self::Refused(refusal) => write!(formatter, "Refused({refusal})"),
        }
    }
}

/// A value in its final form.
#[derive(Clone)]
pub(crate) enum Settled {
    Text(WireText),
    Number(WireText),
    Boolean(bool),
    Object(Vec<(String, Settled)>),
    List(Vec<Settled>),
}

impl Settled {
    /// The value as the text that a signature, a form or a header holds; `None` for what has no text of its own.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text.expose()),
            Self::Boolean(true) => Some("true"),
            Self::Boolean(false) => Some("false"),
            Self::Object(_) | Self::List(_) => None,
        }
    }

    /// Calls `found` with every secret text inside.
    pub(crate) fn secrets(&self, found: &mut impl FnMut(&str)) {
        match self {
            Self::Text(text) | Self::Number(text) if text.is_secret() => found(text.expose()),
            Self::Text(_) | Self::Number(_) | Self::Boolean(_) => {}
            Self::Object(members) => members.iter().for_each(|(_, value)| value.secrets(found)),
            Self::List(items) => items.iter().for_each(|value| value.secrets(found)),
        }
    }

    fn holds_secret(&self) -> bool {
        let mut any = false;
        self.secrets(&mut |_| any = true);
        any
    }
}

fn refused(problem: Problem) -> Wire {
    Wire::Refused(InvalidInput::new("", problem))
}

/// Digits that a JSON number keeps.
fn is_digits(text: &str) -> bool {
    let leading_zero = text.len() > 1 && text.starts_with('0');
    !text.is_empty() && !leading_zero && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the text is a JSON number (RFC 8259, section 6), without an exponent.
fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        None => is_digits(unsigned),
        Some((whole, decimals)) => {
            is_digits(whole)
                && !decimals.is_empty()
                && decimals.bytes().all(|byte| byte.is_ascii_digit())
        }
    }
}

/// How the values of an open enum are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumCoding {
    /// As a JSON number.
    Integer,
    /// As text.
    Text,
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
