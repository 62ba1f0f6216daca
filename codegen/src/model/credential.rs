//! Credentials, the ways they authenticate a request, and the ways they sign fields.

use std::time::Duration;

use super::{Condition, CredentialSetId, Evidence, OperationId, SandboxAnswer};

/// Credentials that come together, such as a key pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialSet {
    /// Name in the spec.
    pub name: String,
    /// Method of `Credentials` in Rust that takes the set, where it is optional.
    pub rust: String,
    /// What it is.
    pub summary: String,
    /// Whether a client can be built without it.
    pub optional: bool,
    /// The credentials, in spec order.
    pub values: Vec<Credential>,
}

/// One credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Name in the spec.
    pub name: String,
    /// Parameter name in Rust.
    pub rust: String,
    /// What it is.
    pub summary: String,
    /// The environment variables that hold it.
    pub env: Variables,
    /// Whether it must never be shown.
    pub secret: bool,
    /// An invented value, used by examples, tests and the sandbox.
    pub example: String,
}

/// The environment variables of a credential: one for each environment, so that a live secret never goes to a test host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variables {
    /// Read by `test_from_env`.
    pub test: String,
    /// Read by `live_from_env`.
    pub live: String,
}

/// Names a credential of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CredentialId {
    /// The set it is in.
    pub set: CredentialSetId,
    /// Its place in the set.
    pub index: usize,
}

/// A way to authenticate a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Auth {
    /// Name in the spec.
    pub name: String,
    /// Function in Rust.
    pub rust: String,
    /// What it is.
    pub summary: String,
    /// How it works.
    pub kind: AuthKind,
    /// Where it is from.
    pub evidence: Evidence,
    /// What the sandbox answers to wrong credentials.
    pub rejected: Option<SandboxAnswer>,
    /// What the sandbox answers to a missing or stale token.
    pub stale: Option<SandboxAnswer>,
}

/// How a request is authenticated.
#[derive(Clone, Debug, PartialEq)]
pub enum AuthKind {
    /// Credentials in request headers.
    Headers(Vec<(String, CredentialId)>),
    /// A token that another operation gives.
    Token(TokenAuth),
}

/// A token that another operation gives.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenAuth {
    /// The operation that gives the token. Its inputs are credentials only.
    pub operation: OperationId,
    /// Field of that operation's payload that holds the token; of type `secret`.
    pub value: usize,
    /// Field of that operation's payload that holds the end of its life; an optional or required `datetime`.
    pub expires_at: Option<usize>,
    /// The header that carries the token.
    pub header: String,
    /// What stands before the token in that header.
    pub prefix: String,
    /// The longest that a token is used, whatever the answer says.
    pub lifetime: Duration,
    /// How long before its end a token is renewed.
    pub margin: Duration,
    /// How an answer says that the token is stale, before anything was processed.
    pub stale: Vec<Condition>,
}

/// A way to sign fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// Name in the spec.
    pub name: String,
    /// What it is.
    pub summary: String,
    /// How it is made.
    pub algorithm: SignatureAlgorithm,
    /// The credential that the key is made from.
    pub key: CredentialId,
    /// Where it is from.
    pub evidence: Evidence,
    /// What the sandbox answers to a signature that does not open or does not match.
    pub sandbox: Option<SandboxSignature>,
}

/// How a signature is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureAlgorithm {
    /// `iv:salt:base64`, AES-256-CBC over the fields joined by `|`, `/` written as `__`.
    AesCbcBundle,
    /// Lower-case hex SHA-256 of the key and the fields joined by `###`.
    Sha256Joined,
}

/// The sandbox's answers to a bad signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SandboxSignature {
    /// Code when it does not open.
    pub invalid: String,
    /// Wire field to the code when that field differs.
    pub mismatch: Vec<(String, String)>,
    /// The answer, with `{{code}}` and `{{message}}`.
    pub answer: SandboxAnswer,
}
