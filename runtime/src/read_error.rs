//! Why an answer cannot be read.

use std::fmt;

/// A value of an answer is not as documented: where it stands, what was expected and what kind of thing stood there.
///
/// It never holds the value itself, which may be anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    path: String,
    problem: ReadProblem,
}

/// What is wrong with an answer or a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadProblem {
    /// A value that must be there is missing, null or marked as absent.
    Missing,
    /// Another kind of value.
    Kind {
        /// What was expected.
        expected: &'static str,
        /// What stood there.
        found: JsonKind,
    },
    /// The right kind of value in a form that cannot be read.
    Form {
        /// What was expected.
        expected: &'static str,
    },
    /// An object or a set of parameters names one thing twice, so that it is not known which one is meant.
    Repeated,
    /// Objects and lists are nested deeper than any documented answer.
    TooDeep,
    /// The body is empty.
    Empty,
    /// The body is an HTML page.
    Html,
    /// The body is not UTF-8 text.
    NotUtf8,
    /// The JSON ends before it is complete.
    CutOff,
    /// The body is not JSON.
    NotJson {
        /// Line of the first error, from 1.
        line: usize,
        /// Column of the first error, from 1.
        column: usize,
    },
}

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// Text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

impl ReadError {
    pub(crate) fn new(problem: ReadProblem) -> Self {
        Self {
            path: String::new(),
            problem,
        }
    }

    pub(crate) fn form(expected: &'static str) -> Self {
        Self::new(ReadProblem::Form { expected })
    }

    /// The same error, seen from what holds the value: a name or a dotted path.
    #[must_use]
    pub(crate) fn inside(mut self, outer: &str) -> Self {
        if !outer.is_empty() {
            let dot = if self.path.is_empty() || self.path.starts_with('[') {
                ""
            } else {
                "."
            };
            self.path = format!("{outer}{dot}{}", self.path);
        }
        self
    }

    /// The same error, seen from the list that holds the value.
    #[must_use]
    pub(crate) fn at(self, place: usize) -> Self {
        self.inside(&format!("[{place}]"))
    }

    /// The path of the value, such as `data[0].card_token`; empty for the whole body. Lists count from 0.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong.
    pub fn problem(&self) -> &ReadProblem {
        &self.problem
    }

    /// The error in words, `whole` being what is read: an answer, a callback.
    pub(crate) fn told_of(&self, whole: &'static str) -> impl fmt::Display {
        Told { error: self, whole }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told_of("answer").fmt(formatter)
    }
}

/// An error in what is named.
struct Told<'e> {
    error: &'e ReadError,
    whole: &'static str,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            error: ReadError { path, problem },
            whole,
        } = self;
        if !path.is_empty() {
            write!(formatter, "`{path}` in the {whole}: ")?;
        }
        match problem {
            ReadProblem::Missing => formatter.write_str("it is missing"),
            ReadProblem::Kind { expected, found } => {
                write!(formatter, "expected {expected}, found {found}")
            }
            ReadProblem::Form { expected } => {
                write!(formatter, "expected {expected}, found another form")
            }
            ReadProblem::Repeated => formatter.write_str("a name stands there twice"),
            ReadProblem::TooDeep => formatter.write_str("it is nested too deeply"),
            ReadProblem::Empty => write!(formatter, "the {whole} is empty"),
            ReadProblem::Html => {
                write!(formatter, "the {whole} is an HTML page, not JSON")
            }
            ReadProblem::NotUtf8 => write!(formatter, "the {whole} is not UTF-8 text"),
            ReadProblem::CutOff => {
                write!(formatter, "the {whole}'s JSON ends before it is complete")
            }
            ReadProblem::NotJson { line, column } => {
                write!(
                    formatter,
                    "the {whole} is not JSON (line {line}, column {column})"
                )
            }
        }
    }
}

impl std::error::Error for ReadError {}

impl fmt::Display for JsonKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::Text => "text",
            Self::List => "a list",
            Self::Object => "an object",
        })
    }
}
