//! Parameters of a callback: what a shopper's browser or a provider sends to the merchant, in a query, a form body or a
//! JSON body.
//!
//! All of it is a hint from outside. Decoding is strict (whole escapes, UTF-8), sizes are limited. Of a parameter of a
//! query or a form that arrives twice the first counts, because a printed form of a provider does that; where money hangs
//! on it ([`once`](Parameters::once), [`check_signature`](Parameters::check_signature)), twice is refused. A JSON body in
//! which any object names one thing twice is refused as a whole, as such an answer is.

use std::collections::BTreeSet;
use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::confirm::HintError;
use crate::document::{Content, Document, Node};
use crate::read_error::{ReadError, ReadProblem};
use crate::secret::Secret;
use crate::signature::{self, Expected, SignatureAlgorithm};
use crate::value::{Object, Value};
use crate::wire::{Settled, WireText};

/// The most bytes of a query or form that are looked at.
const LONGEST: usize = 256 * 1024;
/// The most parameters.
const MOST: usize = 512;
/// The most bytes of a JSON body that are looked at: as many as of an answer.
const LONGEST_JSON: usize = 8 * 1024 * 1024;
/// The most values of a JSON body, nearly: anybody can send one, and each value costs many times the memory of its text.
const MOST_VALUES: usize = 512 * 1024;

/// Why a query or a form cannot be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParameterError {
    /// Longer, or with more parameters, than any documented callback.
    #[error("the callback is too large")]
    TooLarge,
    /// A `%` without two hex digits behind it.
    #[error("the callback holds a broken percent escape")]
    Escape,
    /// Bytes that are not UTF-8.
    #[error("the callback is not UTF-8 text")]
    NotUtf8,
}

/// The parameters of a callback. `Debug` shows names only.
pub struct Parameters {
    /// An object, always: of texts, the first of each name, where a query or a form carried them.
    document: Document,
    /// Whether a query or a form carried them, so that everything is text.
    all_text: bool,
    /// Names that a query or a form carried more than once.
    repeated: BTreeSet<String>,
}

impl Parameters {
    /// Takes the query of an address apart, with or without its `?`.
    ///
    /// # Errors
    /// When it is too large, not UTF-8, or holds a broken escape.
    pub fn from_query(query: &str) -> Result<Self, ParameterError> {
        Self::from_form(query.strip_prefix('?').unwrap_or(query).as_bytes())
    }

    /// Takes the body of a form (`application/x-www-form-urlencoded`) apart.
    ///
    /// # Errors
    /// When it is too large, not UTF-8, or holds a broken escape.
    pub fn from_form(body: &[u8]) -> Result<Self, ParameterError> {
        if body.len() > LONGEST {
            return Err(ParameterError::TooLarge);
        }
        let mut pairs: Vec<(String, Zeroizing<String>)> = Vec::new();
        let mut repeated = BTreeSet::new();
        for pair in body
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty())
        {
            let mut sides = pair.splitn(2, |byte| *byte == b'=');
            let name = decode(sides.next().unwrap_or_default())?;
            let value = decode(sides.next().unwrap_or_default())?;
            if pairs.iter().any(|(known, _)| *known == *name) {
                repeated.insert(name.to_string());
                continue;
            }
            if pairs.len() == MOST {
                return Err(ParameterError::TooLarge);
            }
            pairs.push((name.to_string(), value));
        }
        let document = document(&pairs).map_err(|_| ParameterError::NotUtf8)?;
        Ok(Self {
            document,
            all_text: true,
            repeated,
        })
    }

    /// Takes a JSON body apart, which must be an object. It is looked at as it came: numbers keep their digits.
    ///
    /// # Errors
    /// When it is too large, not UTF-8, no JSON object, nested too deeply, or names one thing twice.
    pub fn from_json(body: &[u8]) -> Result<Self, HintError> {
        let begins_value = |byte: &&u8| matches!(byte, b',' | b'[' | b'{');
        if body.len() > LONGEST_JSON || body.iter().filter(begins_value).count() > MOST_VALUES {
            return Err(ParameterError::TooLarge.into());
        }
        let text = std::str::from_utf8(body).map_err(|_| ReadError::new(ReadProblem::NotUtf8))?;
        let document = Document::parse(Zeroizing::new(String::from(text)))?;
        // Said here, so that everything else can rely on it.
        Value::root(&document).object()?;
        Ok(Self {
            document,
            all_text: false,
            repeated: BTreeSet::new(),
        })
    }

    /// The parameters as an object whose fields are read like those of an answer; where a query or a form carried them,
    /// numbers and booleans are read from their texts.
    pub fn object(&self) -> Object<'_> {
        Object::of_root(&self.document, self.all_text)
    }

    /// Refuses parameters that arrived twice, so that it is not known which value is meant.
    ///
    /// # Errors
    /// When one of these names arrived more than once.
    pub fn once(&self, names: &[&str]) -> Result<(), ReadError> {
        match names.iter().find(|name| self.repeated.contains(**name)) {
            Some(name) => Err(ReadError::new(ReadProblem::Repeated).inside(name)),
            None => Ok(()),
        }
    }

    /// The first of these parameters that arrived and is not null.
    fn first(&self, names: &[&str]) -> Option<&Node> {
        let root = self.document.root();
        let mut found = names.iter().filter_map(|name| root.find(name));
        found.find(|node| !node.is_null())
    }

    /// The text of the first of these parameters that arrived: of a number its digits as they came. `None` when none did,
    /// or when it is not a single value.
    fn first_text(&self, names: &[&str]) -> Option<Zeroizing<String>> {
        self.document.scalar(self.first(names)?)
    }

    /// The text of a signature. In a query or a form every space is turned back into the `+` that it was: a query decoder
    /// makes spaces of them, and no signature holds a space. `None` when it did not arrive, or is empty.
    pub fn signature_text(&self, names: &[&str]) -> Option<Zeroizing<String>> {
        let text = self.first_text(names).filter(|text| !text.is_empty())?;
        Some(if self.all_text {
            Zeroizing::new(text.replace(' ', "+"))
        } else {
            text
        })
    }

    /// Compares the parameters with the signature that came with them.
    ///
    /// Even a signature that matches proves no payment: see [`signature`].
    pub fn check_signature(&self, check: &CallbackSignature<'_>, key: &Secret) -> SignatureState {
        let covered = check
            .over
            .iter()
            .flat_map(|slot| slot.names())
            .chain(check.field);
        let Some(signature) = self.signature_text(check.field) else {
            // An object or a list in its place is no signature, but neither is it none.
            let other = self.first(check.field);
            return match other.map(|node| &node.content) {
                Some(Content::List(_) | Content::Object(_)) => SignatureState::Mismatch,
                Some(Content::Scalar(_)) | None => SignatureState::Missing,
            };
        };
        if covered
            .into_iter()
            .any(|name| self.repeated.contains(*name))
        {
            return SignatureState::Mismatch;
        }
        let matches = match check.algorithm {
            SignatureAlgorithm::AesCbcBundle => self.bundle_matches(check, key, &signature),
            SignatureAlgorithm::Sha256Joined => self.hash_matches(check, key, &signature),
        };
        if matches {
            SignatureState::Matches
        } else {
            SignatureState::Mismatch
        }
    }

    fn bundle_matches(&self, check: &CallbackSignature<'_>, key: &Secret, signature: &str) -> bool {
        let Ok(opened) = signature::open_bundle(key, signature) else {
            return false;
        };
        let texts: Vec<_> = check
            .over
            .iter()
            .map(|slot| self.first_text(slot.names()))
            .collect();
        let parts = check.over.iter().zip(&texts);
        let expected: Option<Vec<Expected<'_>>> = parts
            .map(|(slot, text)| match slot {
                SignedSlot::Text(_) => text.as_deref().map(|text| Expected::Text(text)),
                SignedSlot::Number(_) => text.as_deref().map(|text| Expected::Number(text)),
                SignedSlot::Unsent => Some(Expected::Anything),
            })
            .collect();
        expected.is_some_and(|expected| opened.matches(&expected))
    }

    fn hash_matches(&self, check: &CallbackSignature<'_>, key: &Secret, signature: &str) -> bool {
        // The hash is over texts, so a number counts as the text that arrived; what did not arrive cannot be hashed.
        let texts: Option<Vec<Zeroizing<String>>> = check
            .over
            .iter()
            .map(|slot| self.first_text(slot.names()))
            .collect();
        let hash = texts.and_then(|texts| {
            let texts: Vec<&str> = texts.iter().map(|text| text.as_str()).collect();
            signature::sign(check.algorithm, key, &texts).ok()
        });
        let received = Zeroizing::new(signature.to_ascii_lowercase());
        hash.is_some_and(|hash| hash.as_bytes().ct_eq(received.as_bytes()).into())
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = match &self.document.root().content {
            Content::Object(members) => members.as_slice(),
            Content::List(_) | Content::Scalar(_) => &[],
        };
        formatter
            .debug_list()
            .entries(members.iter().map(|(name, _)| name))
            .finish()
    }
}

/// The signature of a callback: where it stands and what it covers.
#[derive(Clone, Copy, Debug)]
pub struct CallbackSignature<'a> {
    /// How it is made.
    pub algorithm: SignatureAlgorithm,
    /// The names of the parameter that holds it, in order of precedence.
    pub field: &'a [&'a str],
    /// What it covers, in order.
    pub over: &'a [SignedSlot<'a>],
}

/// A covered parameter, by its names in order of precedence; in a JSON body each perhaps a dotted path.
#[derive(Clone, Copy, Debug)]
pub enum SignedSlot<'a> {
    /// Compared as text.
    Text(&'a [&'a str]),
    /// Compared as a decimal number.
    Number(&'a [&'a str]),
    /// Only the signature carries it; not compared.
    Unsent,
}

impl<'a> SignedSlot<'a> {
    fn names(&self) -> &'a [&'a str] {
        match self {
            Self::Text(names) | Self::Number(names) => names,
            Self::Unsent => &[],
        }
    }
}

/// What a callback's signature says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum SignatureState {
    /// It covers exactly what arrived.
    Matches,
    /// There is none. The callback is a hint that may still be confirmed.
    Missing,
    /// It is not authentic, or covers something else than what arrived.
    Mismatch,
}

/// The parameters as a JSON object of texts.
fn document(pairs: &[(String, Zeroizing<String>)]) -> Result<Document, ReadError> {
    let members = pairs
        .iter()
        .map(|(name, value)| (name.clone(), Settled::Text(WireText::secret(value))));
    let mut json = Settled::Object(members.collect()).json();
    let text = String::from_utf8(std::mem::take(&mut *json))
        .map_err(|_| ReadError::new(ReadProblem::NotUtf8))?;
    Document::parse(Zeroizing::new(text))
}

/// `+` is a space, `%xy` a byte; everything else is itself.
fn decode(encoded: &[u8]) -> Result<Zeroizing<String>, ParameterError> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(encoded.len()));
    let mut rest = encoded;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => {
                let ([high, low], after) =
                    rest.split_first_chunk().ok_or(ParameterError::Escape)?;
                bytes.push(hex_digit(*high)? << 4 | hex_digit(*low)?);
                rest = after;
            }
            byte => bytes.push(*byte),
        }
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| ParameterError::NotUtf8)?;
    Ok(Zeroizing::new(String::from(text)))
}

fn hex_digit(digit: u8) -> Result<u8, ParameterError> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(ParameterError::Escape),
    }
}

#[cfg(test)]
#[path = "parameters_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "parameters_json_tests.rs"]
mod json_tests;
