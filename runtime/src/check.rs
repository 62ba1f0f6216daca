//! Rules that inputs must keep, checked before anything is sent.
//!
//! Each function takes an input, an optional one (nothing is checked when it is absent) or a list (every element is
//! checked), and answers with the input's name and the broken rule, never with its value.

use std::borrow::Cow;
use std::fmt;

use crate::card::{CardNumber, Cvv};
use crate::money::{Amount, Portion, PositiveAmount};
use crate::secret::{RotatingSecret, Secret};

/// An input that must not be sent: its name and what is wrong, never its value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidInput {
    /// The input or wire field; inside of lists and objects a dotted path.
    pub field: Cow<'static, str>,
    /// What is wrong with it.
    pub problem: Problem,
}

impl InvalidInput {
    pub(crate) fn new(field: impl Into<Cow<'static, str>>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }

    /// The same refusal, seen from the object or list that holds the field.
    pub(crate) fn inside(self, outer: &str) -> Self {
        let field = if self.field.is_empty() { String::from(outer) } else { format!("{outer}.{}", self.field) };
        Self::new(field, self.problem)
    }
}

impl fmt::Display for InvalidInput {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.is_empty() {
            return self.problem.fmt(formatter);
        }
        write!(formatter, "`{}`: {}", self.field, self.problem)
    }
}

impl std::error::Error for InvalidInput {}

/// What is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// Fewer characters than the least.
    #[error("shorter than {0} characters")]
    TooShort(u32),
    /// More characters than the most.
    #[error("longer than {0} characters")]
    TooLong(u32),
    /// Below the least value.
    #[error("below {0}")]
    TooSmall(&'static str),
    /// Above the greatest value.
    #[error("above {0}")]
    TooLarge(&'static str),
    /// Not as the documented pattern asks.
    #[error("not of the form that is asked for")]
    Pattern,
    /// No e-mail address.
    #[error("not an e-mail address")]
    Email,
    /// No phone number.
    #[error("not a phone number")]
    Phone,
    /// No absolute `https` address.
    #[error("not an absolute https address")]
    Url,
    /// An amount below zero.
    #[error("below zero")]
    Negative,
    /// An amount that needs more decimals than the provider takes.
    #[error("more decimals than can be sent")]
    TooManyDecimals,
    /// Digits that a JSON number cannot keep.
    #[error("not a number that can be sent")]
    NotANumber,
    /// A time in a zone that is not known.
    #[error("the zone of the time is not known")]
    Zone,
    /// A value that has no such form on the wire, such as an object in a header.
    #[error("the value has no such form")]
    Encoding,
    /// A character in a header that is not printable ASCII, or a space at its end.
    #[error("a header holds printable ASCII only, without spaces at its ends")]
    Header,
    /// Nothing, `.` or `..` as a part of a path, which would lead elsewhere.
    #[error("empty or dots only, which cannot be a part of an address")]
    PathSegment,
    /// The separator of a signature's fields inside one of them.
    #[error("holds `{0}`, which separates the signed fields")]
    Separator(&'static str),
    /// The operating system gave no random bytes for a signature.
    #[error("no random bytes for the signature")]
    NoRandomness,
    /// Inputs that must be given together, of which some are missing. The field lists them.
    #[error("given only in part; these belong together")]
    Together,
    /// A browser form that is not a plain POST of fields.
    #[error("cannot be sent by a browser form")]
    BrowserForm,
}

/// An input made of texts.
pub trait Texts {
    /// Whether the rule holds for each text.
    fn all(&self, rule: &mut dyn FnMut(&str) -> bool) -> bool;
}

macro_rules! texts {
    ($($kind:ty => |$value:ident| $text:expr;)*) => {$(
        impl Texts for $kind {
            fn all(&self, rule: &mut dyn FnMut(&str) -> bool) -> bool {
                let $value = self;
                rule($text)
            }
        }
    )*};
}

texts! {
    str => |text| text;
    String => |text| text;
    Secret => |secret| secret.expose();
    RotatingSecret => |secret| secret.expose();
    CardNumber => |number| number.digits();
    Cvv => |cvv| cvv.digits();
}

impl<T: Texts + ?Sized> Texts for &T {
    fn all(&self, rule: &mut dyn FnMut(&str) -> bool) -> bool {
        (**self).all(rule)
    }
}

impl<T: Texts> Texts for Option<T> {
    fn all(&self, rule: &mut dyn FnMut(&str) -> bool) -> bool {
        self.as_ref().is_none_or(|value| value.all(rule))
    }
}

impl<T: Texts> Texts for Vec<T> {
    fn all(&self, rule: &mut dyn FnMut(&str) -> bool) -> bool {
        self.iter().all(|value| value.all(rule))
    }
}

/// An input made of numbers.
pub trait Numbers {
    /// Whether the rule holds for each number.
    fn all(&self, rule: &mut dyn FnMut(Amount) -> bool) -> bool;
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl Numbers for $kind {
            fn all(&self, rule: &mut dyn FnMut(Amount) -> bool) -> bool {
                rule(Amount::from(*self))
            }
        }
    )*};
}

numbers!(i32, u32, i64, u64, Amount, PositiveAmount);

impl Numbers for Portion {
    /// "All of it" keeps every rule.
    fn all(&self, rule: &mut dyn FnMut(Amount) -> bool) -> bool {
        match self {
            Self::Full => true,
            Self::Partial(amount) => amount.all(rule),
        }
    }
}

impl<T: Numbers + ?Sized> Numbers for &T {
    fn all(&self, rule: &mut dyn FnMut(Amount) -> bool) -> bool {
        (**self).all(rule)
    }
}

impl<T: Numbers> Numbers for Option<T> {
    fn all(&self, rule: &mut dyn FnMut(Amount) -> bool) -> bool {
        self.as_ref().is_none_or(|value| value.all(rule))
    }
}

impl<T: Numbers> Numbers for Vec<T> {
    fn all(&self, rule: &mut dyn FnMut(Amount) -> bool) -> bool {
        self.iter().all(|value| value.all(rule))
    }
}

fn hold(holds: bool, field: &'static str, problem: Problem) -> Result<(), InvalidInput> {
    if holds { Ok(()) } else { Err(InvalidInput::new(field, problem)) }
}

/// Fewest and most characters (Unicode scalar values, not bytes).
///
/// # Errors
/// When the text is shorter or longer.
pub fn length(field: &'static str, value: impl Texts, min: u32, max: u32) -> Result<(), InvalidInput> {
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    hold(value.all(&mut |text| count(text) >= min), field, Problem::TooShort(min))?;
    hold(value.all(&mut |text| count(text) <= max), field, Problem::TooLong(max))
}

/// Smallest and largest value, as decimal text; both may be taken.
///
/// # Errors
/// When the number is smaller or larger, or when a bound is no number.
pub fn range(
    field: &'static str,
    value: impl Numbers,
    min: Option<&'static str>,
    max: Option<&'static str>,
) -> Result<(), InvalidInput> {
    if let Some(text) = min {
        let holds = text.parse().is_ok_and(|min: Amount| value.all(&mut |number| number >= min));
        hold(holds, field, Problem::TooSmall(text))?;
    }
    if let Some(text) = max {
        let holds = text.parse().is_ok_and(|max: Amount| value.all(&mut |number| number <= max));
        hold(holds, field, Problem::TooLarge(text))?;
    }
    Ok(())
}

/// A regular expression that the whole text matches.
///
/// # Errors
/// When the text does not match, or when the expression is none.
pub fn pattern(field: &'static str, value: impl Texts, expression: &str) -> Result<(), InvalidInput> {
    let whole = regex_lite::Regex::new(&format!(r"\A(?:{expression})\z"));
    let holds = whole.is_ok_and(|whole| value.all(&mut |text| whole.is_match(text)));
    hold(holds, field, Problem::Pattern)
}

/// The shape of an e-mail address: one `@` with something before it and a name with a dot behind it, and no space.
///
/// # Errors
/// When the text has another shape.
pub fn email(field: &'static str, value: impl Texts) -> Result<(), InvalidInput> {
    let holds = value.all(&mut |text| {
        let Some((local, domain)) = text.split_once('@') else { return false };
        let labels = domain.split('.').count();
        text.len() <= 254
            && !text.chars().any(|c| c.is_whitespace() || c.is_control())
            && !local.is_empty()
            && !domain.contains('@')
            && labels >= 2
            && domain.split('.').all(|label| !label.is_empty())
    });
    hold(holds, field, Problem::Email)
}

/// The shape of a phone number: 7 to 15 digits, perhaps `+` before them and spaces, dashes or brackets among them.
///
/// # Errors
/// When the text has another shape.
pub fn phone(field: &'static str, value: impl Texts) -> Result<(), InvalidInput> {
    let holds = value.all(&mut |text| {
        let number = text.strip_prefix('+').unwrap_or(text);
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        (7..=15).contains(&digits) && number.chars().all(|c| matches!(c, '0'..='9' | ' ' | '-' | '(' | ')'))
    });
    hold(holds, field, Problem::Phone)
}

/// An absolute `https` address without a user name or password in it.
///
/// # Errors
/// When the text is something else.
pub fn url_https(field: &'static str, value: impl Texts) -> Result<(), InvalidInput> {
    let holds = value.all(&mut |text| {
        // The parser forgives spaces and line breaks, and would send another address than the one given.
        let clean = !text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\');
        let begins = text.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"));
        clean
            && begins
            && url::Url::parse(text).is_ok_and(|url| {
                url.scheme() == "https" && url.has_host() && url.username().is_empty() && url.password().is_none()
            })
    });
    hold(holds, field, Problem::Url)
}

/// Inputs that are given together or not at all. `given` tells of each whether it is.
///
/// # Errors
/// When some are given and some are not; `fields` names them all.
pub fn together(fields: &'static str, given: &[bool]) -> Result<(), InvalidInput> {
    let all = given.iter().all(|given| *given);
    let none = given.iter().all(|given| !*given);
    hold(all || none, fields, Problem::Together)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(result: Result<(), InvalidInput>) -> Option<Problem> {
        result.err().map(|refusal| refusal.problem)
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(problem(length("name", "ŞİĞÜÖÇ", 1, 6)), None);
        assert_eq!(problem(length("name", "ŞİĞÜÖÇ", 1, 5)), Some(Problem::TooLong(5)));
        assert_eq!(problem(length("name", "", 1, 5)), Some(Problem::TooShort(1)));
    }

    #[test]
    fn absent_inputs_keep_every_rule_and_lists_keep_it_by_element() {
        assert_eq!(problem(length("name", None::<String>, 1, 2)), None);
        assert_eq!(problem(length("name", Some(String::from("abc")), 1, 2)), Some(Problem::TooLong(2)));
        assert_eq!(problem(length("name", vec!["a", "abc"], 1, 2)), Some(Problem::TooLong(2)));
        assert_eq!(problem(range("count", None::<i64>, Some("1"), None)), None);
    }

    #[test]
    fn a_refusal_names_the_field_and_not_the_value() {
        let refusal = length("key", Secret::from("canary"), 1, 3).expect_err("too long");
        assert_eq!(refusal.to_string(), "`key`: longer than 3 characters");
        assert!(!format!("{refusal:?}").contains("canary"));
    }

    #[test]
    fn range_is_exact_and_takes_its_bounds() {
        let amount = |text: &str| text.parse::<Amount>().expect("an amount");
        assert_eq!(problem(range("n", amount("0.1"), Some("0.10"), Some("0.10"))), None);
        assert_eq!(problem(range("n", amount("0.1000000000000000001"), None, Some("0.1"))), Some(Problem::TooLarge("0.1")));
        assert_eq!(problem(range("n", 0_i64, Some("1"), Some("12"))), Some(Problem::TooSmall("1")));
        assert_eq!(problem(range("n", 13_i64, Some("1"), Some("12"))), Some(Problem::TooLarge("12")));
        assert_eq!(problem(range("n", 5_i64, Some("one"), None)), Some(Problem::TooSmall("one")));
    }

    #[test]
    fn pattern_matches_the_whole_text() {
        assert_eq!(problem(pattern("p", "12ab", "[0-9]{2}|[0-9]{2}ab")), None);
        for text in ["123", "12\n", "x12", "ab12", ""] {
            assert_eq!(problem(pattern("p", text, "[0-9]{2}|[a-z]")), Some(Problem::Pattern), "{text:?}");
        }
        assert_eq!(problem(pattern("p", "a", "(")), Some(Problem::Pattern));
    }

    #[test]
    fn email_shape() {
        for text in ["a@b.co", "ayşe.örnek+x@example.com.tr"] {
            assert_eq!(problem(email("e", text)), None, "{text}");
        }
        for text in ["AYŞE ÖRNEK", "a@b", "@b.co", "a@", "a@b.co@c.co", "a b@c.co", "a@b..co", "a@.co", "a@b.co\n", ""] {
            assert_eq!(problem(email("e", text)), Some(Problem::Email), "{text:?}");
        }
    }

    #[test]
    fn phone_shape() {
        for text in ["+90 (555) 000-00-00", "8800000000000", "05550000000"] {
            assert_eq!(problem(phone("p", text)), None, "{text}");
        }
        for text in ["", "12345", "1234567890123456", "555 000 00 0x", "++905550000000", "0555+0000000"] {
            assert_eq!(problem(phone("p", text)), Some(Problem::Phone), "{text:?}");
        }
    }

    #[test]
    fn only_plain_https_addresses_pass() {
        for text in ["https://example.com/a?b=c", "HTTPS://example.com", "https://[::1]:8443/x"] {
            assert_eq!(problem(url_https("u", text)), None, "{text}");
        }
        for text in ["http://example.com", "https:example.com", "https://", "//example.com", "/a", "https://user@example.com", "https://a:b@example.com", " https://example.com", "https://example.com/\r\n", "https://exa mple.com", "https:\\\\example.com", "javascript:alert(1)", ""] {
            assert_eq!(problem(url_https("u", text)), Some(Problem::Url), "{text:?}");
        }
    }

    #[test]
    fn together_is_all_or_nothing() {
        assert_eq!(problem(together("a, b", &[true, true])), None);
        assert_eq!(problem(together("a, b", &[false, false])), None);
        assert_eq!(problem(together("a, b", &[true, false])), Some(Problem::Together));
    }
}
