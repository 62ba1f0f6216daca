//! Credentials, the ways they authenticate a request, and the ways they sign fields.

use std::time::Duration;

use super::{Conditions, Evidence, SandboxAnswer};
use crate::decode::{
    Cx, Decode, Fields, Named, Record, RustName, Spanned, Text, VariableName, WireName, record,
    words,
};
use crate::model::SignatureAlgorithm;
use crate::yaml::{Node, Span};

record! {
    /// Credentials that come together, such as a key pair.
    pub struct CredentialSet("a set of credentials") {
        /// What they are.
        required summary: Text,
        /// Whether a client can be built without them.
        optional optional: Spanned<bool>,
        /// Whether only callbacks use them.
        optional callbacks_only: Spanned<bool>,
        /// The credentials.
        required values: Named<Credential>,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

record! {
    /// One credential.
    pub struct Credential("a credential") {
        /// What it is.
        required summary: Text,
        /// The environment variables that hold it, one for each environment of the provider.
        required env: Variables | "write `env: { test: …, live: … }`",
        /// Whether it must never be shown.
        optional secret: Spanned<bool>,
        /// Why it is no secret although it is named like one.
        optional not_secret: Text,
        /// An invented value, for examples, tests and the sandbox.
        required example: Spanned<String>,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

record! {
    /// The environment variables of a credential.
    pub struct Variables("the environment variables of a credential") {
        /// Holds the credential of the test environment.
        required test: VariableName,
        /// Holds the credential of the live environment; never the same variable.
        required live: VariableName,
    }
}

/// A way to authenticate a request: `headers` or `token`.
#[derive(Clone, Debug, PartialEq)]
pub struct Auth {
    /// The place that stands for all of it.
    pub span: Span,
    /// What is told of every kind.
    pub common: AuthCommon,
    /// How it works.
    pub kind: AuthKind,
}

record! {
    /// What is told of every way to authenticate.
    pub struct AuthCommon("a way to authenticate") {
        /// What it is.
        required summary: Text,
        /// Where it is from.
        required evidence: Evidence,
        /// What the sandbox answers.
        optional sandbox: AuthSandbox,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

/// How a request is authenticated.
#[derive(Clone, Debug, PartialEq)]
pub enum AuthKind {
    /// `headers`: the name of a header to the credential in it.
    Headers(Named<Spanned<String>, WireName>),
    /// `token`: a token that another operation gives.
    Token(Box<TokenAuth>),
}

/// The keys of a way to authenticate in their usual order.
const AUTH_KEYS: [&str; 6] = ["summary", "headers", "token", "evidence", "sandbox", "name"];

impl Decode for Auth {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let fields = Fields::open(node, AuthCommon::WHAT, cx)?.usually(&AUTH_KEYS);
        fields.read(Self::has_key, cx, Self::of)
    }

    fn has_key(key: &str) -> bool {
        AUTH_KEYS.contains(&key)
    }
}

impl Auth {
    fn of(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        let common = AuthCommon::read(fields, cx);
        let kind = fields
            .take_exactly_one(&["headers", "token"], cx)
            .and_then(|(key, value)| {
                cx.under(key.span, |cx| match key.text.as_str() {
                    "headers" => Decode::decode(value, cx).map(AuthKind::Headers),
                    _ => TokenAuth::decode(value, cx).map(|token| AuthKind::Token(Box::new(token))),
                })
            });
        Some(Self {
            span: fields.place(),
            common: common?,
            kind: kind?,
        })
    }
}

#[cfg(feature = "schema")]
crate::schema::shape!(
    Auth,
    AuthCommon::WHAT,
    "A way to authenticate a request: `headers` or `token`.",
    |shape| {
        <AuthCommon as crate::schema::Shaped>::shape(shape);
        shape.optional::<Named<Spanned<String>, WireName>>(
            "headers",
            "Headers of every request: the name of each, and the credential in it.",
        );
        shape.optional::<TokenAuth>("token", "A token that another operation gives.");
        shape.exactly_one(&[("headers", &[]), ("token", &[])]);
        shape.usually(&AUTH_KEYS);
    }
);

record! {
    /// A token that another operation gives.
    pub struct TokenAuth("a token") {
        /// The operation that gives it. Its inputs are credentials only.
        required operation: Spanned<String>,
        /// Field of that operation's payload that holds the token.
        required value: Spanned<String>,
        /// Field of that operation's payload that holds the end of its life.
        optional expires_at: Spanned<String>,
        /// The header that carries the token.
        required header: Spanned<String>,
        /// What stands before the token in that header.
        optional prefix: Spanned<String>,
        /// The longest that a token is used, whatever the answer says.
        required lifetime: Spanned<Duration>,
        /// How long before its end a token is renewed.
        required margin: Spanned<Duration>,
        /// How an answer says that the token is stale, before anything was processed.
        required stale: Conditions,
    }
}

record! {
    /// What the sandbox answers to requests that are not authenticated.
    pub struct AuthSandbox("the sandbox's answers") {
        /// To a missing or stale token.
        optional stale: SandboxAnswer,
        /// To wrong credentials.
        optional rejected: SandboxAnswer,
    }
}

record! {
    /// A way to sign fields.
    pub struct Signature("a signature") {
        /// What it is.
        required summary: Text,
        /// How it is made.
        required algorithm: Spanned<SignatureAlgorithm>,
        /// The credential that the key is made from.
        required key: Spanned<String>,
        /// Where it is from.
        required evidence: Evidence,
        /// What the sandbox answers to a bad one.
        optional sandbox: SignatureSandbox,
    }
}

record! {
    /// The sandbox's answers to a bad signature.
    pub struct SignatureSandbox("the sandbox's answers") {
        /// Code when it does not open.
        required invalid: Spanned<String>,
        /// Wire field to the code when that field differs.
        default mismatch: Named<Spanned<String>, WireName>,
        /// The answer, with `{{code}}` and `{{message}}`.
        required answer: SandboxAnswer,
    }
}

words! {
    SignatureAlgorithm, "a way to sign": {
        /// `iv:salt:base64`, AES-256-CBC over the fields joined by `|`, `/` written as `__`.
        "aes_cbc_bundle" => SignatureAlgorithm::AesCbcBundle,
        /// Lower-case hex SHA-256 of the key and the fields joined by `###`.
        "sha256_joined" => SignatureAlgorithm::Sha256Joined,
    }
}
