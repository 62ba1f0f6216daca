//! Callbacks: what a provider or a shopper's browser sends to the merchant.

use super::{AnswerField, AreaId, CredentialId, Evidence, OperationId, Quirk, SignatureAlgorithm};

/// A callback. Whatever it says is a hint; only its confirming operation makes it a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// Name in the spec, snake case.
    pub name: String,
    /// The type in Rust.
    pub rust: String,
    /// One sentence.
    pub summary: String,
    /// The module it lives in.
    pub area: AreaId,
    /// How it arrives: [`Carrier::Json`] alone, or any of the others.
    pub carriers: Vec<Carrier>,
    /// Its fields; all read from text, but those of a JSON body as those of an answer.
    pub fields: Vec<AnswerField>,
    /// Its signature.
    pub signature: Option<CallbackSignature>,
    /// How it is confirmed.
    pub confirm: Option<Confirm>,
    /// Why no operation confirms it, where none does.
    pub unconfirmed: Option<String>,
    /// Where it is from.
    pub evidence: Evidence,
    /// Where the documents are wrong, silent or at odds.
    pub quirks: Vec<Quirk>,
}

/// How a callback arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// In the query of an address.
    Query,
    /// As a form body.
    Form,
    /// As a JSON body.
    Json,
}

impl Carrier {
    /// The word in the spec.
    pub fn word(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Form => "form",
            Self::Json => "json",
        }
    }
}

/// The signature of a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackSignature {
    /// How it is made.
    pub algorithm: SignatureAlgorithm,
    /// The credential that the key is made from.
    pub key: CredentialId,
    /// The field (index) that holds it.
    pub field: usize,
    /// The parts it covers, in order.
    pub over: Vec<CoveredPart>,
}

/// A part that a callback's signature covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoveredPart {
    /// A field (index) of the callback, compared with what arrived under whichever of its names.
    Field {
        /// The field.
        field: usize,
        /// Whether it is compared as a decimal number and not as text.
        numeric: bool,
    },
    /// A part, by name, that only the signature carries: opened and counted, not compared.
    Unsent(String),
}

impl Callback {
    /// Whether it is a JSON body, read as an answer is.
    pub fn is_json(&self) -> bool {
        self.carriers.contains(&Carrier::Json)
    }
}

/// How a callback is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// The operation to ask.
    pub operation: OperationId,
    /// Input of that operation (index) from the field of the callback (index): the reference.
    pub reference: Vec<(usize, usize)>,
    /// Field of that operation's payload (index) that must echo the reference.
    pub echo: Option<usize>,
    /// Field of that operation's payload (index) that must equal the expected amount; `None`: it carries none.
    pub amount: Option<usize>,
    /// Field of that operation's payload (index) that must equal the expected currency; `None`: it carries none.
    pub currency: Option<usize>,
    /// Why what that operation's payload has of these is not compared, where it is not.
    pub incomplete: Option<String>,
}
