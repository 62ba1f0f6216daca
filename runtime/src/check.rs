//! Rules that inputs must keep, checked before anything is sent.
//!
//! Each function takes an input, an optional one (nothing is checked when it is absent) or a list (every element is
//! checked), and answers with the input's name and the broken rule, never with its value.

use crate::card::{CardNumber, Cvv};
use crate::contact::{Email, Phone, Url};
use crate::invalid_input::{InvalidInput, Problem};
use crate::money::{Amount, Portion, PositiveAmount};
use crate::secret::{RotatingSecret, Secret};

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
    Email => |email| email.as_str();
    Phone => |phone| phone.as_str();
    Url => |url| url.as_str();
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
    if holds {
        Ok(())
    } else {
        Err(InvalidInput::new(field, problem))
    }
}

/// Fewest and most characters (Unicode scalar values, not bytes).
///
/// # Errors
/// When the text is shorter or longer.
pub fn length(
    field: &'static str,
    value: impl Texts,
    min: u32,
    max: u32,
) -> Result<(), InvalidInput> {
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    hold(
        value.all(&mut |text| count(text) >= min),
        field,
        Problem::TooShort(min),
    )?;
    hold(
        value.all(&mut |text| count(text) <= max),
        field,
        Problem::TooLong(max),
    )
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
        let holds = text
            .parse()
            .is_ok_and(|min: Amount| value.all(&mut |number| number >= min));
        hold(holds, field, Problem::TooSmall(text))?;
    }
    if let Some(text) = max {
        let holds = text
            .parse()
            .is_ok_and(|max: Amount| value.all(&mut |number| number <= max));
        hold(holds, field, Problem::TooLarge(text))?;
    }
    Ok(())
}

/// A regular expression that the whole text matches.
///
/// # Errors
/// When the text does not match, or when the expression is none.
pub fn pattern(
    field: &'static str,
    value: impl Texts,
    expression: &str,
) -> Result<(), InvalidInput> {
    let whole = regex_lite::Regex::new(&format!(r"\A(?:{expression})\z"));
    let holds = whole.is_ok_and(|whole| value.all(&mut |text| whole.is_match(text)));
    hold(holds, field, Problem::Pattern)
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
        assert_eq!(
            problem(length("name", "ŞİĞÜÖÇ", 1, 5)),
            Some(Problem::TooLong(5))
        );
        assert_eq!(
            problem(length("name", "", 1, 5)),
            Some(Problem::TooShort(1))
        );
    }

    #[test]
    fn absent_inputs_keep_every_rule_and_lists_keep_it_by_element() {
        assert_eq!(problem(length("name", None::<String>, 1, 2)), None);
        assert_eq!(
            problem(length("name", Some(String::from("abc")), 1, 2)),
            Some(Problem::TooLong(2))
        );
        assert_eq!(
            problem(length("name", vec!["a", "abc"], 1, 2)),
            Some(Problem::TooLong(2))
        );
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
        assert_eq!(
            problem(range("n", amount("0.1"), Some("0.10"), Some("0.10"))),
            None
        );
        assert_eq!(
            problem(range(
                "n",
                amount("0.1000000000000000001"),
                None,
                Some("0.1")
            )),
            Some(Problem::TooLarge("0.1"))
        );
        assert_eq!(
            problem(range("n", 0_i64, Some("1"), Some("12"))),
            Some(Problem::TooSmall("1"))
        );
        assert_eq!(
            problem(range("n", 13_i64, Some("1"), Some("12"))),
            Some(Problem::TooLarge("12"))
        );
        assert_eq!(
            problem(range("n", 5_i64, Some("one"), None)),
            Some(Problem::TooSmall("one"))
        );
    }

    #[test]
    fn pattern_matches_the_whole_text() {
        assert_eq!(problem(pattern("p", "12ab", "[0-9]{2}|[0-9]{2}ab")), None);
        for text in ["123", "12\n", "x12", "ab12", ""] {
            assert_eq!(
                problem(pattern("p", text, "[0-9]{2}|[a-z]")),
                Some(Problem::Pattern),
                "{text:?}"
            );
        }
        assert_eq!(problem(pattern("p", "a", "(")), Some(Problem::Pattern));
    }

    #[test]
    fn together_is_all_or_nothing() {
        assert_eq!(problem(together("a, b", &[true, true])), None);
        assert_eq!(problem(together("a, b", &[false, false])), None);
        assert_eq!(
            problem(together("a, b", &[true, false])),
            Some(Problem::Together)
        );
    }
}
