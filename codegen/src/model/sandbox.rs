//! What the sandbox answers where examples do not say.

/// An answer of the sandbox, documented or assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SandboxAnswer {
    /// Why it is assumed; `None` where it is documented.
    pub assumed: Option<String>,
    /// The HTTP status.
    pub http: u16,
    /// The body, with `{{placeholders}}`.
    pub body: String,
}

/// An answer to a situation in which the provider's behaviour is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// Name in the spec.
    pub name: String,
    /// What the situation is.
    pub summary: String,
    /// Wire fields (header, query, body or form name) and the values that bring it about. None: only what the sandbox
    /// remembers can tell.
    pub when: Vec<(String, String)>,
    /// The answer.
    pub answer: SandboxAnswer,
}
