//! Values on their way out: what an input becomes before it is JSON, a form field, a header or a part of an address.
//!
//! An input turns itself into a [`Wire`] ([`ToWire`]); adaptors on `Wire` then give it the form that the provider wants,
//! in this order: [`decimals`](Wire::decimals), [`full`](Wire::full) or [`time`](Wire::time), and one of
//! [`as_text`](Wire::as_text), [`as_number`](Wire::as_number), [`upper_case`](Wire::upper_case), [`bit`](Wire::bit),
//! [`json_text`](Wire::json_text). They never fail: a value that cannot take the form becomes [`Wire::Refused`], which
//! no request can send. An absent value stays absent, and a list takes a form element by element.

use std::collections::BTreeMap;
use std::fmt;
use std::net::Ipv4Addr;

use zeroize::Zeroizing;

use crate::card::{CardNumber, Cvv};
use crate::check::{InvalidInput, Problem};
use crate::fields::Fields;
use crate::money::{Amount, DecimalText};
use crate::secret::{RotatingSecret, Secret};
use crate::time::{TimeForm, Timestamp};

/// Text on its way out, zeroed when dropped.
#[derive(Clone)]
pub struct WireText {
    text: Zeroizing<String>,
    secret: bool,
}

impl WireText {
    pub(crate) fn open(text: impl Into<String>) -> Self {
        Self { text: Zeroizing::new(text.into()), secret: false }
    }

    pub(crate) fn secret(text: &str) -> Self {
        Self { text: Zeroizing::new(String::from(text)), secret: true }
    }

    /// The text itself. Whoever calls this answers for where it goes.
    pub fn expose(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_secret(&self) -> bool {
        self.secret
    }

    fn map(self, text: String) -> Self {
        Self { text: Zeroizing::new(text), secret: self.secret }
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
        if is_json_number(digits) { Self::Number(WireText::open(digits)) } else { refused(Problem::NotANumber) }
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
            Self::List(items) => Self::List(items.into_iter().map(|item| item.decimals(form)).collect()),
            Self::Amount(amount) if amount.is_negative() => refused(Problem::Negative),
            Self::Amount(amount) => {
                amount.text(form).map_or_else(|| refused(Problem::TooManyDecimals), |text| Self::number(&text))
            }
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
            Self::List(items) => Self::List(items.into_iter().map(|item| item.time(form, zone)).collect()),
            Self::Time(moment) => {
                moment.written(form, zone).map_or_else(|_| refused(Problem::Zone), |text| Self::text(&text))
            }
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
                Self::Text(if value.holds_secret() { WireText::secret(&text) } else { WireText::open(text) })
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
                    settled.extend(item.settle().map_err(|refusal| refusal.inside(&place.to_string()))?);
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
            is_digits(whole) && !decimals.is_empty() && decimals.bytes().all(|byte| byte.is_ascii_digit())
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

/// An input that can be sent.
pub trait ToWire {
    /// The input in its own form: a number for numbers, `true` or `false` for booleans, text for the rest.
    fn to_wire(&self) -> Wire;
}

impl<T: ToWire + ?Sized> ToWire for &T {
    fn to_wire(&self) -> Wire {
        (**self).to_wire()
    }
}

impl<T: ToWire + ?Sized> ToWire for Box<T> {
    fn to_wire(&self) -> Wire {
        (**self).to_wire()
    }
}

impl<T: ToWire> ToWire for Option<T> {
    /// `None` is left out.
    fn to_wire(&self) -> Wire {
        self.as_ref().map_or(Wire::Absent, ToWire::to_wire)
    }
}

impl<T: ToWire> ToWire for Vec<T> {
    fn to_wire(&self) -> Wire {
        Wire::List(self.iter().map(ToWire::to_wire).collect())
    }
}

impl<K: fmt::Display, T: ToWire> ToWire for BTreeMap<K, T> {
    fn to_wire(&self) -> Wire {
        let mut fields = Fields::new();
        for (key, value) in self {
            fields.put(&key.to_string(), value);
        }
        fields.into()
    }
}

impl ToWire for Wire {
    fn to_wire(&self) -> Wire {
        self.clone()
    }
}

impl ToWire for str {
    fn to_wire(&self) -> Wire {
        Wire::text(self)
    }
}

impl ToWire for String {
    fn to_wire(&self) -> Wire {
        Wire::text(self)
    }
}

impl ToWire for bool {
    fn to_wire(&self) -> Wire {
        Wire::Boolean(*self)
    }
}

macro_rules! integer_to_wire {
    ($($integer:ty),*) => {$(
        impl ToWire for $integer {
            fn to_wire(&self) -> Wire {
                Wire::number(&self.to_string())
            }
        }
    )*};
}

integer_to_wire!(i32, u32, i64, u64);

impl ToWire for Ipv4Addr {
    fn to_wire(&self) -> Wire {
        Wire::text(&self.to_string())
    }
}

macro_rules! secret_to_wire {
    ($($secret:ty => $expose:ident),*) => {$(
        impl ToWire for $secret {
            fn to_wire(&self) -> Wire {
                Wire::Text(WireText::secret(self.$expose()))
            }
        }
    )*};
}

secret_to_wire!(Secret => expose, RotatingSecret => expose, CardNumber => digits, Cvv => digits);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::CardExpiry;
    use crate::money::Portion;

    fn json(wire: Wire) -> String {
        match wire.settle() {
            Ok(Some(value)) => String::from_utf8(value.json().to_vec()).expect("UTF-8"),
            Ok(None) => String::from("(absent)"),
            Err(refusal) => format!("({refusal})"),
        }
    }

    fn amount(text: &str) -> Wire {
        text.parse::<Amount>().expect("an amount").to_wire()
    }

    #[test]
    fn every_input_has_its_own_form() {
        let number: CardNumber = "4508034508034509".parse().expect("a card number");
        assert_eq!(json("a\"b\n".to_wire()), r#""a\"b\n""#);
        assert_eq!(json(i64::MIN.to_wire()), "-9223372036854775808");
        assert_eq!(json(true.to_wire()), "true");
        assert_eq!(json(amount("10.10")), "10.10");
        assert_eq!(json(number.to_wire()), r#""4508034508034509""#);
        assert_eq!(json(Ipv4Addr::LOCALHOST.to_wire()), r#""127.0.0.1""#);
        assert_eq!(json(vec!["a", "b"].to_wire()), r#"["a","b"]"#);
        assert_eq!(json(BTreeMap::from([(1, "a"), (12, "b")]).to_wire()), r#"{"1":"a","12":"b"}"#);
        assert_eq!(json(None::<String>.to_wire()), "(absent)");
    }

    #[test]
    fn an_expiry_is_padded_as_text_and_not_as_a_number() {
        let expiry = CardExpiry::new(7, 2005).expect("an expiry");
        assert_eq!(json(expiry.month()), r#""07""#);
        assert_eq!(json(expiry.month().as_number()), "7");
        assert_eq!(json(expiry.year().as_number()), "2005");
        assert_eq!(json(expiry.short_year().as_text()), r#""05""#);
    }

    #[test]
    fn a_number_that_would_lose_digits_is_refused() {
        let number: CardNumber = "4508034508034509".parse().expect("a card number");
        assert_eq!(json(number.to_wire().as_number()), "4508034508034509");
        for text in ["012", "", "1.5", "1e3", "+1", "-1", "١"] {
            assert_eq!(json(text.to_wire().as_number()), "(not a number that can be sent)", "{text}");
        }
        assert_eq!(json("0".to_wire().as_number()), "0");
    }

    #[test]
    fn decimals_are_written_as_asked_or_refused() {
        assert_eq!(json(amount("210").decimals(DecimalText::TwoPlaces)), "210.00");
        assert_eq!(json(amount("210.50").decimals(DecimalText::Shortest).as_text()), r#""210.5""#);
        assert_eq!(json(amount("0.001").decimals(DecimalText::TwoPlaces)), "(more decimals than can be sent)");
        assert_eq!(json(vec![amount("1"), amount("2")].to_wire().decimals(DecimalText::TwoPlaces)), "[1.00,2.00]");
    }

    #[test]
    fn a_negative_amount_is_never_sent() {
        for wire in [amount("-0.01"), amount("-1").as_text(), amount("-1").decimals(DecimalText::TwoPlaces)] {
            assert_eq!(json(wire), "(below zero)");
        }
    }

    #[test]
    fn all_of_it_is_what_the_provider_calls_it() {
        let part = || "4.50".parse::<Portion>().expect("a portion").to_wire();
        let all = || Portion::Full.to_wire();
        assert_eq!(json(all().full(Some("0"))), "0");
        assert_eq!(json(all().decimals(DecimalText::TwoPlaces).full(Some("0")).as_text()), r#""0""#);
        assert_eq!(json(all().full(Some("")).as_text()), r#""""#);
        assert_eq!(json(all().full(None)), "(absent)");
        assert_eq!(json(part().full(Some("0"))), "4.50");
        assert_eq!(json(Some(Portion::Full).to_wire().full(Some("0"))), "0");
        // Left without a word for "all of it", nothing is sent at all.
        assert_eq!(json(all()), "(the value has no such form)");
    }

    #[test]
    fn booleans_take_the_forms_of_headers_and_bits() {
        assert_eq!(json(true.to_wire().upper_case()), r#""TRUE""#);
        assert_eq!(json(Some(false).to_wire().bit()), "0");
        assert_eq!(json(false.to_wire().as_text()), r#""false""#);
        assert_eq!(json(None::<bool>.to_wire().upper_case()), "(absent)");
        assert_eq!(json("1".to_wire().bit()), "(the value has no such form)");
    }

    #[test]
    fn json_text_is_json_inside_text() {
        let mut item = Fields::new();
        item.put("name", "çay \"1\"");
        item.put("price", amount("2.50"));
        let items = Wire::List(vec![item.into()]);
        assert_eq!(json(items.json_text()), r#""[{\"name\":\"çay \\\"1\\\"\",\"price\":2.50}]""#);
    }

    #[test]
    fn a_moment_needs_its_form() {
        let moment = Timestamp::from_unix_seconds(1_692_109_800).expect("a moment");
        let spaced = moment.to_wire().time(TimeForm::Spaced, "Europe/Istanbul");
        assert_eq!(json(spaced), r#""2023-08-15 17:30:00""#);
        assert_eq!(json(moment.to_wire()), "(the value has no such form)");
        assert_eq!(json(moment.to_wire().time(TimeForm::Spaced, None)), "(the zone of the time is not known)");
    }

    #[test]
    fn debug_shows_kinds_and_names_only() {
        let mut fields = Fields::new();
        fields.put("token", Secret::from("canary"));
        fields.put("amount", Amount::from(4711));
        let shown = format!("{:?} {:?} {:?}", Wire::from(fields), Wire::text("canary"), amount("4711").as_text());
        assert!(!shown.contains("canary") && !shown.contains("4711"), "{shown}");
        assert!(shown.contains("token"), "{shown}");
    }
}
