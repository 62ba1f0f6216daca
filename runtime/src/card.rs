//! What is printed on a card: number, expiry, security code.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::secret::Secret;
use crate::wire::Wire;

/// Why a text is no card number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardNumberError {
    /// Something other than digits, spaces and dashes.
    #[error("a card number holds digits, spaces and dashes only")]
    NotDigits,
    /// Fewer than 12 or more than 19 digits.
    #[error("a card number has 12 to 19 digits")]
    Length,
    /// The last digit does not fit the others.
    #[error("the card number's check digit is wrong")]
    CheckDigit,
}

/// A card number of 12 to 19 digits whose check digit (Luhn) fits.
///
/// Spaces and dashes are removed. `Debug` shows [`masked`](Self::masked); there is no `Display` and no `Serialize`.
///
/// ```
/// # fn main() -> Result<(), vezne_runtime::CardNumberError> {
/// let number: vezne_runtime::CardNumber = "4508 0345 0803 4509".parse()?;
/// assert_eq!(number.masked(), "450803…4509");
/// # Ok(()) }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct CardNumber(Secret);

impl CardNumber {
    /// The first six and the last four digits: `450803…4509`.
    pub fn masked(&self) -> String {
        mask_digits(self.0.expose())
    }

    pub(crate) fn digits(&self) -> &str {
        self.0.expose()
    }
}

impl FromStr for CardNumber {
    type Err = CardNumberError;

    fn from_str(text: &str) -> Result<Self, CardNumberError> {
        // One allocation that never grows, so that no copy of the digits is left behind.
        let mut digits = Zeroizing::new(String::with_capacity(text.len()));
        for character in text.chars() {
            match character {
                '0'..='9' => digits.push(character),
                ' ' | '-' => {}
                _ => return Err(CardNumberError::NotDigits),
            }
        }
        if !(12..=19).contains(&digits.len()) {
            return Err(CardNumberError::Length);
        }
        if !luhn(digits.as_bytes()) {
            return Err(CardNumberError::CheckDigit);
        }
        Ok(Self(Secret::from(digits.as_str())))
    }
}

impl TryFrom<&str> for CardNumber {
    type Error = CardNumberError;

    fn try_from(text: &str) -> Result<Self, CardNumberError> {
        text.parse()
    }
}

impl TryFrom<String> for CardNumber {
    type Error = CardNumberError;

    /// Zeroes the memory that the text was in.
    fn try_from(text: String) -> Result<Self, CardNumberError> {
        Zeroizing::new(text).parse()
    }
}

impl fmt::Debug for CardNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CardNumber({})", self.masked())
    }
}

/// Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B). Expects ASCII digits.
pub(crate) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit.wrapping_sub(b'0'));
            match (place % 2, value) {
                (0, _) => value,
                (_, 0..=4) => value * 2,
                _ => value * 2 - 9,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The one truncation form: first six, last four. What is shorter than twelve digits is not shown at all.
pub(crate) fn mask_digits(digits: &str) -> String {
    match (
        digits.get(..6),
        digits
            .len()
            .checked_sub(4)
            .and_then(|start| digits.get(start..)),
    ) {
        (Some(first), Some(last)) if digits.len() >= 12 => format!("{first}…{last}"),
        _ => String::from("…"),
    }
}

/// Why something is no card expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardExpiryError {
    /// Not of the form `12/2026`.
    #[error("a card expiry is written like 12/2026")]
    Form,
    /// No month from 1 to 12.
    #[error("the month of a card expiry is 1 to 12")]
    Month,
    /// No year from 2000 to 2099.
    #[error("the year of a card expiry is 2000 to 2099")]
    Year,
}

/// Month and year on a card. A date in the past is accepted: whether a card has expired is the issuer's to say.
///
/// ```
/// # fn main() -> Result<(), vezne_runtime::CardExpiryError> {
/// let expiry: vezne_runtime::CardExpiry = "12/2026".parse()?;
/// assert_eq!(expiry, vezne_runtime::CardExpiry::new(12, 2026)?);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CardExpiry {
    month: u8,
    year: u16,
}

impl CardExpiry {
    /// An expiry from a month, 1 to 12, and a year of four digits, 2000 to 2099.
    ///
    /// # Errors
    /// When one of them is out of its range.
    pub fn new(month: u8, year: u16) -> Result<Self, CardExpiryError> {
        if !(1..=12).contains(&month) {
            return Err(CardExpiryError::Month);
        }
        if !(2000..=2099).contains(&year) {
            return Err(CardExpiryError::Year);
        }
        Ok(Self { month, year })
    }

    /// The month: `07` as text, `7` as a number.
    pub fn month(&self) -> Wire {
        Wire::Padded {
            value: self.month.into(),
            width: 2,
        }
    }

    /// The year: `2026`.
    pub fn year(&self) -> Wire {
        Wire::Padded {
            value: self.year,
            width: 4,
        }
    }

    /// The last two digits of the year: `05` as text, `5` as a number.
    pub fn short_year(&self) -> Wire {
        Wire::Padded {
            value: self.year % 100,
            width: 2,
        }
    }
}

impl FromStr for CardExpiry {
    type Err = CardExpiryError;

    /// Reads `12/2026`; the month may have one digit, the year has four.
    fn from_str(text: &str) -> Result<Self, CardExpiryError> {
        let (month, year) = text.split_once('/').ok_or(CardExpiryError::Form)?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=2).contains(&month.len()) || year.len() != 4 || !digits(month) || !digits(year) {
            return Err(CardExpiryError::Form);
        }
        let month = month.parse().map_err(|_| CardExpiryError::Form)?;
        let year = year.parse().map_err(|_| CardExpiryError::Form)?;
        Self::new(month, year)
    }
}

impl fmt::Debug for CardExpiry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CardExpiry(***)")
    }
}

/// A text is no security code: it has three or four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a card's security code has three or four digits")]
pub struct CvvError;

/// The three or four digits that prove that the card is at hand. Never stored, never shown; leading zeros are kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Cvv(Secret);

impl Cvv {
    pub(crate) fn digits(&self) -> &str {
        self.0.expose()
    }
}

impl FromStr for Cvv {
    type Err = CvvError;

    fn from_str(text: &str) -> Result<Self, CvvError> {
        if (3..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(Secret::from(text)))
        } else {
            Err(CvvError)
        }
    }
}

impl TryFrom<&str> for Cvv {
    type Error = CvvError;

    fn try_from(text: &str) -> Result<Self, CvvError> {
        text.parse()
    }
}

impl TryFrom<String> for Cvv {
    type Error = CvvError;

    /// Zeroes the memory that the text was in.
    fn try_from(text: String) -> Result<Self, CvvError> {
        Zeroizing::new(text).parse()
    }
}

impl fmt::Debug for Cvv {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Cvv(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_test_numbers_are_card_numbers() {
        for number in [
            "4508034508034509",
            "5406675406675403",
            "6501700139082826",
            "4022780520669303",
            "4132260000000003",
            "378282246310005",
        ] {
            assert!(number.parse::<CardNumber>().is_ok(), "{number}");
        }
    }

    #[test]
    fn a_changed_digit_and_swapped_digits_are_refused() {
        assert_eq!(
            "4508034508034508".parse::<CardNumber>(),
            Err(CardNumberError::CheckDigit)
        );
        assert_eq!(
            "5408034508034509".parse::<CardNumber>(),
            Err(CardNumberError::CheckDigit)
        );
    }

    #[test]
    fn spaces_and_dashes_are_removed_and_nothing_else() {
        let number: CardNumber = "4508-0345 0803 4509".parse().expect("a card number");
        assert_eq!(number.digits(), "4508034508034509");
        assert_eq!(
            "4508.0345.0803.4509".parse::<CardNumber>(),
            Err(CardNumberError::NotDigits)
        );
        assert_eq!(
            "٤٥٠٨٠٣٤٥٠٨٠٣٤٥٠٩".parse::<CardNumber>(),
            Err(CardNumberError::NotDigits)
        );
    }

    #[test]
    fn length_is_12_to_19_digits() {
        assert_eq!(
            "0000000000".parse::<CardNumber>(),
            Err(CardNumberError::Length)
        );
        assert!("000000000000".parse::<CardNumber>().is_ok());
        assert!("0000000000000000000".parse::<CardNumber>().is_ok());
        assert_eq!(
            "00000000000000000000".parse::<CardNumber>(),
            Err(CardNumberError::Length)
        );
        assert_eq!("".parse::<CardNumber>(), Err(CardNumberError::Length));
    }

    #[test]
    fn debug_shows_first_six_and_last_four() {
        let number: CardNumber = "4508034508034509".parse().expect("a card number");
        assert_eq!(format!("{number:?}"), "CardNumber(450803…4509)");
        let cvv: Cvv = "012".parse().expect("a cvv");
        assert_eq!(
            format!("{cvv:?} {:?}", CardExpiry::new(7, 2031)),
            "Cvv(***) Ok(CardExpiry(***))"
        );
    }

    #[test]
    fn expiry_reads_its_one_form() {
        assert_eq!("7/2031".parse(), CardExpiry::new(7, 2031));
        for wrong in [
            "12/26",
            "2026/12",
            "12-2026",
            "+1/2026",
            "12/+026",
            "",
            "/",
            "012/2026",
            "1２/2026",
        ] {
            assert_eq!(
                wrong.parse::<CardExpiry>(),
                Err(CardExpiryError::Form),
                "{wrong}"
            );
        }
        assert_eq!("13/2026".parse::<CardExpiry>(), Err(CardExpiryError::Month));
        assert_eq!("0/2026".parse::<CardExpiry>(), Err(CardExpiryError::Month));
        assert_eq!("12/1999".parse::<CardExpiry>(), Err(CardExpiryError::Year));
    }

    #[test]
    fn cvv_keeps_its_leading_zero() {
        assert_eq!("012".parse::<Cvv>().expect("a cvv").digits(), "012");
        for wrong in ["12", "12345", "12a", "１２３"] {
            assert_eq!(wrong.parse::<Cvv>(), Err(CvvError), "{wrong}");
        }
    }
}
