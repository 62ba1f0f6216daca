//! Operations: what is sent, what is repeated, what came of it.

use super::*;

/// One operation of a provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Name in the spec, snake case.
    pub name: String,
    /// Method of `Client` in Rust.
    pub rust_method: String,
    /// The operation's type in Rust; it holds the required inputs.
    pub rust: String,
    /// One sentence.
    pub summary: String,
    /// More, as Markdown.
    pub details: Option<String>,
    /// The module it lives in.
    pub area: AreaId,
    /// Whether we send it or the shopper's browser does.
    pub kind: OperationKind,
    /// Where it is sent.
    pub api: ApiId,
    /// How it is authenticated.
    pub auth: Option<AuthId>,
    /// Method and path.
    pub request: Choosable<RequestLine>,
    /// What sending it twice does.
    pub effect: Effect,
    /// What the caller gives.
    pub inputs: Vec<InputField>,
    /// Inputs that must be given together: indexes into `inputs`, all of them optional.
    pub together: Vec<Vec<usize>>,
    /// Query parameters.
    pub query: Vec<WireField>,
    /// Request headers.
    pub headers: Vec<WireField>,
    /// The body.
    pub body: Body,
    /// How an answer is classed: the first rule that holds. Own rules, then those of the envelope.
    pub rules: Vec<OutcomeRule>,
    /// The operation's own error codes.
    pub codes: Vec<ErrorCode>,
    /// The table that is asked for any other code.
    pub code_table: Option<CodeTableId>,
    /// What the sandbox answers to a missing or malformed input.
    pub invalid_input: Option<SandboxAnswer>,
    /// Where it is from.
    pub evidence: Evidence,
    /// Where the documents are wrong, silent or at odds.
    pub quirks: Vec<Quirk>,
    /// Requests and answers.
    pub examples: Vec<Example>,
    /// What the sandbox answers where the provider's behaviour is unknown.
    pub assumptions: Vec<Assumption>,
}

/// Who sends an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperationKind {
    /// The client.
    Call,
    /// The shopper's browser, from a form that the client fills.
    BrowserForm,
}

/// What sending an operation twice does.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Nothing: it only reads.
    Read,
    /// The same as sending it once.
    Repeatable,
    /// Perhaps a second charge, refund or record.
    Once(Resolve),
}

/// How a caller learns what came of an operation whose answer was lost.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolve {
    /// No operation can tell.
    None {
        /// Why.
        because: String,
    },
    /// Another operation can tell.
    By {
        /// The operation to ask.
        operation: OperationId,
        /// Input of that operation (index) from the input of this one (index): the reference.
        reference: Vec<(usize, usize)>,
        /// What its outcome says of this operation; the first that holds, else `Undecided`.
        verdicts: Vec<(VerdictCondition, Verdict)>,
    },
}

/// An outcome of the resolving operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerdictCondition {
    /// It is done.
    Done,
    /// It is accepted, final later.
    Accepted,
    /// It is open.
    Open,
    /// It is refused with this code.
    Code(String),
    /// It is refused with any other code.
    Refused,
}

/// What the resolving operation says of the one whose answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It took effect.
    Happened,
    /// It was refused.
    Refused,
    /// It is still being processed.
    Open,
    /// It never arrived: safe to send again.
    NotReceived,
    /// It does not tell.
    Undecided,
}
