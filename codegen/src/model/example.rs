//! Examples: a request, an answer and what comes of it.

/// An example of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Name in the spec.
    pub name: String,
    /// Where it is from.
    pub origin: ExampleOrigin,
    /// The request, where the example shows one.
    pub request: Option<ExampleRequest>,
    /// The answer.
    pub answer: ExampleAnswer,
    /// What comes of it.
    pub outcome: ExampleOutcome,
}

/// Where an example is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleOrigin {
    /// The answer is printed by a source; evidence. The request's values are invented all the same.
    Printed(String),
    /// Made up, with the reason; no evidence.
    Constructed(String),
}

/// The request of an example.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleRequest {
    /// Input (index) to its value; checked against the input's type.
    pub inputs: Vec<(usize, ExampleValue)>,
    /// The headers that must be among those sent.
    pub headers: Vec<(String, String)>,
    /// The exact body as JSON or form text, where it is shown. `{{signature}}` stands for a signature that opens.
    pub body: Option<String>,
}

/// A value in an example's inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleValue {
    /// A single value, as text.
    Text(String),
    /// A list.
    List(Vec<ExampleValue>),
    /// An object: field of the input type (by name) to value. For a choice: one entry, the variant, an object.
    Object(Vec<(String, ExampleValue)>),
}

/// The answer of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleAnswer {
    /// The HTTP status.
    pub http: u16,
    /// The body.
    pub body: String,
}

/// What comes of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleOutcome {
    /// Done.
    Done,
    /// Accepted.
    Accepted,
    /// Open.
    Open,
    /// Refused by a code of the operation's own (its place in `codes`).
    RefusedOwn(usize),
    /// Refused by a code of the shared table (its place there).
    RefusedShared(usize),
    /// Refused by a code that is not listed.
    RefusedUnknown(String),
    /// Refused with field-wise reasons.
    RefusedInvalid,
}
