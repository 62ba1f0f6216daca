//! What an answer means.

use super::ValueType;

/// A rule that classes an answer: when all its conditions hold, the outcome is this.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeRule {
    /// All of them must hold.
    pub when: Vec<Condition>,
    /// The outcome.
    pub outcome: RuleOutcome,
}

/// What an answer turns out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleOutcome {
    /// Final and good.
    Done(Payload),
    /// Taken on; final later.
    Accepted(Payload),
    /// Not decided yet.
    Open(Payload),
    /// Refused.
    Refused(RefusedRule),
}

/// Where the content of an answer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Nothing worth reading.
    Nothing,
    /// An HTML page, as text.
    Html,
    /// A value.
    Value {
        /// Dotted path to it; empty for the whole body.
        at: String,
        /// Its type.
        value: ValueType,
    },
}

/// Where the parts of a refusal are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRule {
    /// The code; `None` for a refusal without one.
    pub code: Option<CodeSource>,
    /// Dotted paths to the message, in order of precedence.
    pub message: Vec<String>,
    /// Dotted path to an object of field name to texts.
    pub fields: Option<String>,
    /// What it carries besides.
    pub payload: Option<Payload>,
}

/// Where the code of a refusal is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeSource {
    /// Dotted path to it.
    Path(String),
    /// A fixed text, where the answer carries none of its own.
    Fixed(String),
}

/// A condition on an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is looked at.
    pub subject: Subject,
    /// What must be so.
    pub test: Test,
}

/// What a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The HTTP status.
    Http,
    /// Whether the body is HTML (`html`) or JSON (`json`).
    Content,
    /// A dotted path in the JSON body.
    Path(String),
}

/// What must be so. Values are compared as text: a JSON number and a text of the same digits are equal, booleans are
/// `true` and `false`. Null counts as missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Equal to one of these.
    OneOf(Vec<String>),
    /// Present and equal to none of these.
    NoneOf(Vec<String>),
    /// Present, whatever it is.
    Present,
    /// Missing or null.
    Missing,
}
