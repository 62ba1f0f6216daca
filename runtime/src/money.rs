//! Money: exact decimals and currencies.
//!
//! Nothing here goes through a float. `10.10` stays `10.10`: the digits that come in are the digits that go out, and two
//! amounts are equal when their values are.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

/// Why a text or a number is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmountError {
    /// Not digits with an optional `-` before and an optional `.` and digits behind.
    #[error("an amount is written like 10.50: digits, and a dot before the decimals")]
    Form,
    /// More than 28 digits.
    #[error("the amount has more digits than can be kept exactly")]
    TooManyDigits,
    /// Zero or below, where it must be above.
    #[error("the amount must be above zero")]
    NotPositive,
}

/// An exact amount in major units (lira, not kuruş), up to 28 digits.
///
/// The decimals that are given are kept: `10.10` is not shortened. Equality, order and hash go by value, so `10.1`
/// equals `10.10`. An answer may hold a negative amount; a request refuses to send one.
///
/// ```
/// # fn main() -> Result<(), vezne_runtime::AmountError> {
/// use vezne_runtime::Amount;
/// let amount: Amount = "10.10".parse()?;
/// assert_eq!(amount.to_string(), "10.10");
/// assert_eq!(amount, "10.1".parse()?);
/// assert!(amount < Amount::from(11));
/// # Ok(()) }
/// ```
///
/// There is no way from a float:
///
/// ```compile_fail
/// let amount = vezne_runtime::Amount::from(10.10);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

impl Amount {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.0 < Decimal::ZERO
    }

    /// Reads a JSON number, an exponent included.
    pub(crate) fn from_json_number(text: &str) -> Result<Self, AmountError> {
        let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
            return text.parse();
        };
        let mantissa: Self = mantissa.parse()?;
        let exponent: i32 = exponent.parse().map_err(|_| AmountError::TooManyDigits)?;
        mantissa.shifted(exponent)
    }

    /// The amount times ten to the power of `exponent`, exactly.
    fn shifted(self, exponent: i32) -> Result<Self, AmountError> {
        let places = i64::from(self.0.scale()) - i64::from(exponent);
        let mantissa = self.0.mantissa();
        let shifted = match u32::try_from(places) {
            Ok(scale) => Decimal::try_from_i128_with_scale(mantissa, scale).ok(),
            Err(_) => u32::try_from(-places)
                .ok()
                .and_then(|zeros| 10_i128.checked_pow(zeros))
                .and_then(|factor| mantissa.checked_mul(factor))
                .and_then(|whole| Decimal::try_from_i128_with_scale(whole, 0).ok()),
        };
        shifted.map(Self).ok_or(AmountError::TooManyDigits)
    }

    /// The text of the amount in the given form; `None` where the form would change the value.
    pub(crate) fn text(&self, form: DecimalText) -> Option<String> {
        match form {
            DecimalText::AsGiven => Some(self.0.to_string()),
            DecimalText::Shortest => Some(self.0.normalize().to_string()),
            DecimalText::TwoPlaces => {
                let mut decimal = self.0.normalize();
                if decimal.scale() > 2 {
                    return None;
                }
                decimal.rescale(2);
                // Where there is no room for two more digits, `rescale` adds fewer.
                (decimal.scale() == 2).then(|| decimal.to_string())
            }
        }
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    /// Reads digits with an optional `-` before and an optional `.` and digits behind. No grouping, no comma, no
    /// exponent, no spaces.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = match unsigned.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (unsigned, None),
        };
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !decimals.is_none_or(digits) {
            return Err(AmountError::Form);
        }
        let mut decimal = Decimal::from_str_exact(text).map_err(|_| AmountError::TooManyDigits)?;
        if decimal.is_zero() {
            decimal.set_sign_positive(true);
        }
        Ok(Self(decimal))
    }
}

impl TryFrom<&str> for Amount {
    type Error = AmountError;

    fn try_from(text: &str) -> Result<Self, AmountError> {
        text.parse()
    }
}

impl TryFrom<String> for Amount {
    type Error = AmountError;

    fn try_from(text: String) -> Result<Self, AmountError> {
        text.parse()
    }
}

macro_rules! amount_from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Amount {
            /// Major units: `Amount::from(5)` is five lira, not five kuruş.
            fn from(whole: $integer) -> Self {
                Self(Decimal::from(whole))
            }
        }
    )*};
}

amount_from_integer!(i32, u32, i64, u64);

impl From<PositiveAmount> for Amount {
    fn from(amount: PositiveAmount) -> Self {
        amount.0
    }
}

impl fmt::Display for Amount {
    /// The digits that were given.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Amount({})", self.0)
    }
}

/// An amount above zero.
///
/// ```
/// use vezne_runtime::{AmountError, PositiveAmount};
/// assert_eq!("0.00".parse::<PositiveAmount>(), Err(AmountError::NotPositive));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PositiveAmount(Amount);

impl FromStr for PositiveAmount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        Self::try_from(text.parse::<Amount>()?)
    }
}

impl TryFrom<Amount> for PositiveAmount {
    type Error = AmountError;

    fn try_from(amount: Amount) -> Result<Self, AmountError> {
        if amount > Amount::ZERO {
            Ok(Self(amount))
        } else {
            Err(AmountError::NotPositive)
        }
    }
}

impl TryFrom<&str> for PositiveAmount {
    type Error = AmountError;

    fn try_from(text: &str) -> Result<Self, AmountError> {
        text.parse()
    }
}

impl fmt::Display for PositiveAmount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for PositiveAmount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PositiveAmount({})", self.0)
    }
}

/// All of an amount, or a part of it: for requests in which a zero or a missing amount would mean "everything".
///
/// ```
/// # fn main() -> Result<(), vezne_runtime::AmountError> {
/// use vezne_runtime::Portion;
/// assert_eq!("4.50".parse::<Portion>()?, Portion::Partial("4.50".parse()?));
/// assert_eq!("full".parse::<Portion>()?, Portion::Full);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Portion {
    /// All of it.
    Full,
    /// This much of it.
    Partial(PositiveAmount),
}

impl From<PositiveAmount> for Portion {
    fn from(amount: PositiveAmount) -> Self {
        Self::Partial(amount)
    }
}

impl FromStr for Portion {
    type Err = AmountError;

    /// Reads `full`, or an amount above zero. A zero is refused, whatever it would mean to the provider.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        if text == "full" {
            Ok(Self::Full)
        } else {
            text.parse().map(Self::Partial)
        }
    }
}

/// How the text of an amount is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalText {
    /// The digits that the caller gave.
    AsGiven,
    /// No trailing zeros: `210`, `210.5`.
    Shortest,
    /// Exactly two decimals: `210.00`. An amount that needs more is refused.
    TwoPlaces,
}

/// A text is no currency: it has three ASCII letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a currency is three letters, such as TRY")]
pub struct CurrencyError;

/// A currency by its three letters (ISO 4217), in upper case. Whether the provider takes it is the provider's to say.
///
/// ```
/// # fn main() -> Result<(), vezne_runtime::CurrencyError> {
/// use vezne_runtime::Currency;
/// assert_eq!("try".parse::<Currency>()?, Currency::TRY);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Turkish lira.
    pub const TRY: Self = Self(*b"TRY");
    /// US dollar.
    pub const USD: Self = Self(*b"USD");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The three letters.
    pub fn code(&self) -> &str {
        // Always ASCII: there is no other way to make one.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(text: &str) -> Result<Self, CurrencyError> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(letters) if letters.iter().all(u8::is_ascii_alphabetic) => {
                Ok(Self(letters.map(|l| l.to_ascii_uppercase())))
            }
            _ => Err(CurrencyError),
        }
    }
}

impl TryFrom<&str> for Currency {
    type Error = CurrencyError;

    fn try_from(text: &str) -> Result<Self, CurrencyError> {
        text.parse()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Currency({})", self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        text.parse()
            .unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn the_given_digits_are_kept() {
        for text in [
            "10.10",
            "0.00",
            "72.0300",
            "12345678901234567.89",
            "-5.0",
            "0",
            "7922816251426433759354395033.5",
        ] {
            assert_eq!(amount(text).to_string(), text);
        }
    }

    #[test]
    fn equality_is_by_value() {
        assert_eq!(amount("20.00"), amount("20"));
        assert_eq!(amount("-0.00"), Amount::ZERO);
        assert_eq!(amount("-0").to_string(), "0");
        assert_ne!(amount("20.01"), amount("20"));
        assert!(amount("9.99") < amount("10"));
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "", "-", ".5", "5.", "1,5", "1.234,5", "1 000", " 1", "1 ", "+1", "1e2", "0x10", "NaN",
            "1.2.3", "--1", "١", "1_000",
        ] {
            assert_eq!(text.parse::<Amount>(), Err(AmountError::Form), "{text}");
        }
    }

    #[test]
    fn digits_that_would_be_rounded_are_refused() {
        // 30 digits: rust_decimal's lax parser would round.
        assert_eq!(
            "0.12345678901234567890123456789".parse::<Amount>(),
            Err(AmountError::TooManyDigits)
        );
        assert_eq!(
            "123456789012345678901234567890".parse::<Amount>(),
            Err(AmountError::TooManyDigits)
        );
    }

    #[test]
    fn json_exponents_are_exact_or_refused() {
        let read = Amount::from_json_number;
        assert_eq!(read("1e2"), Ok(Amount::from(100)));
        assert_eq!(
            read("1.50E+1").map(|a| a.to_string()),
            Ok(String::from("15.0"))
        );
        assert_eq!(
            read("15e-1").map(|a| a.to_string()),
            Ok(String::from("1.5"))
        );
        assert_eq!(read("-2.5e-3"), Ok(amount("-0.0025")));
        for text in ["1e400", "1e-400", "1e99999999999", "1e28000", "1e-29"] {
            assert_eq!(read(text), Err(AmountError::TooManyDigits), "{text}");
        }
    }

    #[test]
    fn two_places_never_change_the_value() {
        let two = |text: &str| amount(text).text(DecimalText::TwoPlaces);
        assert_eq!(two("210").as_deref(), Some("210.00"));
        assert_eq!(two("210.5").as_deref(), Some("210.50"));
        assert_eq!(two("210.500").as_deref(), Some("210.50"));
        assert_eq!(two("0.001"), None);
        assert_eq!(two("79228162514264337593543950335"), None);
    }

    #[test]
    fn shortest_keeps_whole_zeros() {
        let shortest = |text: &str| amount(text).text(DecimalText::Shortest);
        assert_eq!(shortest("210.00").as_deref(), Some("210"));
        assert_eq!(shortest("210.50").as_deref(), Some("210.5"));
        assert_eq!(shortest("100").as_deref(), Some("100"));
        assert_eq!(shortest("0.00").as_deref(), Some("0"));
    }

    #[test]
    fn a_portion_cannot_be_zero_or_less() {
        for text in ["0", "0.00", "-1", "-0"] {
            assert_eq!(
                text.parse::<Portion>(),
                Err(AmountError::NotPositive),
                "{text}"
            );
        }
        assert_eq!("".parse::<Portion>(), Err(AmountError::Form));
    }

    #[test]
    fn a_currency_is_three_ascii_letters() {
        assert_eq!("eur".parse(), Ok(Currency::EUR));
        for text in ["", "TR", "TRYY", "TR1", "trı", "₺"] {
            assert_eq!(text.parse::<Currency>(), Err(CurrencyError), "{text}");
        }
    }
}
