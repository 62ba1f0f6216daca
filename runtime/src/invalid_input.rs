//! Why an input is not sent: its name and the broken rule, never its value.

use std::borrow::Cow;
use std::fmt;

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
        Self {
            field: field.into(),
            problem,
        }
    }

    /// The same refusal, seen from the object or list that holds the field.
    pub(crate) fn inside(self, outer: &str) -> Self {
        let field = if self.field.is_empty() {
            String::from(outer)
        } else {
            format!("{outer}.{}", self.field)
        };
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
