//! Signatures over fields, built and opened.
//!
//! Two kinds are known. The *bundle* is no signature in the strict sense: it is the fields, encrypted (AES-256-CBC) under
//! a key made from a secret, without any check of integrity but the padding. Whoever can change a bundle's first bytes can
//! change the first field unseen, so an opened bundle never proves a payment; it only lets the fields be compared. The
//! *joined hash* is SHA-256 over a key and the fields.

use aes::Aes256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

use crate::money::Amount;
use crate::secret::Secret;

/// Longer texts are no bundles: the longest documented one has some 300 characters.
const LONGEST_BUNDLE: usize = 64 * 1024;

/// How a signature is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureAlgorithm {
    /// `iv:salt:base64`: AES-256-CBC over the fields joined by `|`, with `/` written as `__`. Fresh for every request.
    AesCbcBundle,
    /// Lower-case hex SHA-256 of the key and the fields joined by `###`.
    Sha256Joined,
}

impl SignatureAlgorithm {
    /// What stands between the fields. No field may hold it.
    pub const fn separator(self) -> &'static str {
        match self {
            Self::AesCbcBundle => "|",
            Self::Sha256Joined => "###",
        }
    }
}

/// Why fields cannot be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The field at this place holds the separator, which would shift the fields behind it.
    #[error("the field at place {0} holds the separator of the signature")]
    Separator(usize),
    /// The operating system gave no random bytes.
    #[error("no random bytes for the signature")]
    NoRandomness,
}

/// A text is no signature of ours. There is one such error: telling a wrong key from a wrong padding would help whoever
/// forges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature is not authentic")]
pub struct NotAuthentic;

/// Signs the fields with a key. A bundle is different every time.
///
/// # Errors
/// When a field holds the separator, or when there are no random bytes.
pub fn sign(
    algorithm: SignatureAlgorithm,
    key: &Secret,
    fields: &[&str],
) -> Result<Zeroizing<String>, SignError> {
    match algorithm {
        SignatureAlgorithm::AesCbcBundle => {
            let mut random = [0; 10];
            getrandom::fill(&mut random).map_err(|_| SignError::NoRandomness)?;
            let (iv, salt) = random.split_at(8);
            build_bundle(key, fields, &hex(iv), &hex(salt))
        }
        SignatureAlgorithm::Sha256Joined => {
            let joined = join(fields, algorithm.separator())?;
            let mut digest = Sha256::new();
            digest.update(key.expose());
            digest.update(algorithm.separator());
            digest.update(joined.as_bytes());
            Ok(Zeroizing::new(hex(&digest.finalize())))
        }
    }
}

/// The bundle with a given vector (16 ASCII characters, taken as they are) and salt.
fn build_bundle(
    key: &Secret,
    fields: &[&str],
    iv: &str,
    salt: &str,
) -> Result<Zeroizing<String>, SignError> {
    let plain = join(fields, SignatureAlgorithm::AesCbcBundle.separator())?;
    let derived = derive(key, salt);
    let cipher = cbc::Encryptor::<Aes256>::new_from_slices(derived.as_bytes(), iv.as_bytes());
    // Lengths are ours: 32 characters of key, 16 of vector.
    let cipher = cipher.map_err(|_| SignError::NoRandomness)?;
    let encrypted = cipher.encrypt_padded_vec::<Pkcs7>(plain.as_bytes());
    Ok(Zeroizing::new(
        format!("{iv}:{salt}:{}", STANDARD.encode(encrypted)).replace('/', "__"),
    ))
}

/// The fields of a bundle. Compare every one of them ([`Opened::matches`]): that it opens proves little.
///
/// `/` may stand raw or as `__`. Nothing else is repaired: a `+` that a query turned into a space is to be restored
/// before ([`Parameters::signature_text`](crate::Parameters::signature_text)).
///
/// # Errors
/// When the text is no bundle, or not one made with this key: one error for all.
pub fn open_bundle(key: &Secret, bundle: &str) -> Result<Opened, NotAuthentic> {
    if bundle.len() > LONGEST_BUNDLE {
        return Err(NotAuthentic);
    }
    let bundle = bundle.replace("__", "/");
    let mut parts = bundle.split(':');
    let (Some(iv), Some(salt), Some(encoded), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(NotAuthentic);
    };
    let encrypted = STANDARD.decode(encoded).map_err(|_| NotAuthentic)?;
    let derived = derive(key, salt);
    let cipher = cbc::Decryptor::<Aes256>::new_from_slices(derived.as_bytes(), iv.as_bytes())
        .map_err(|_| NotAuthentic)?;
    let plain = Zeroizing::new(
        cipher
            .decrypt_padded_vec::<Pkcs7>(&encrypted)
            .map_err(|_| NotAuthentic)?,
    );
    let text = std::str::from_utf8(&plain).map_err(|_| NotAuthentic)?;
    let fields = text
        .split('|')
        .map(|field| Zeroizing::new(String::from(field)))
        .collect();
    Ok(Opened { fields })
}

/// The fields of a bundle that opened. Zeroed when dropped; `Debug` tells only their number.
#[derive(Clone)]
pub struct Opened {
    fields: Vec<Zeroizing<String>>,
}

impl Opened {
    /// The fields in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.as_str())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Never: even an empty text is one field.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether there are exactly these fields, each as expected. Takes the same time wherever they differ.
    pub fn matches(&self, expected: &[Expected<'_>]) -> bool {
        if self.fields.len() != expected.len() {
            return false;
        }
        let every = self
            .iter()
            .zip(expected)
            .fold(Choice::from(1), |every, (field, expected)| {
                every & expected.accepts(field)
            });
        every.into()
    }
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Opened({} fields)", self.fields.len())
    }
}

/// What a field of a bundle must be.
#[derive(Clone, Copy)]
pub enum Expected<'a> {
    /// Exactly this text: identifiers.
    Text(&'a str),
    /// This number, however it is written: amounts, whose text varies (`20`, `20.00`).
    Number(&'a str),
    /// Anything: nothing that arrived repeats this field.
    Anything,
}

impl Expected<'_> {
    /// Whether the field is as expected.
    fn accepts(&self, field: &str) -> Choice {
        let same = |text: &str| field.as_bytes().ct_eq(text.as_bytes());
        match self {
            Self::Text(text) => same(text),
            Self::Number(text) => {
                let value = |text: &str| text.parse::<Amount>().ok();
                let equal = matches!((value(field), value(text)), (Some(ours), Some(theirs)) if ours == theirs);
                same(text) | Choice::from(u8::from(equal))
            }
            Self::Anything => Choice::from(1),
        }
    }
}

impl std::fmt::Debug for Expected<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Text(_) => "Text(***)",
            Self::Number(_) => "Number(***)",
            Self::Anything => "Anything",
        })
    }
}

/// The key of a bundle: the first 32 *characters* of a hex digest, as bytes. (Decoding the hex would give another key:
/// the provider's own software does not.)
fn derive(key: &Secret, salt: &str) -> Zeroizing<String> {
    let password = Zeroizing::new(hex(&Sha1::digest(key.expose())));
    let mut digest = Sha256::new();
    digest.update(password.as_bytes());
    digest.update(salt);
    let mut derived = Zeroizing::new(hex(&digest.finalize()));
    derived.truncate(32);
    derived
}

fn join(fields: &[&str], separator: &str) -> Result<Zeroizing<String>, SignError> {
    if let Some(place) = fields.iter().position(|field| shifts(field, separator)) {
        return Err(SignError::Separator(place));
    }
    Ok(Zeroizing::new(fields.join(separator)))
}

/// Whether the field, beside separators, could be read as other fields: it holds the separator, or begins or ends with
/// a piece of it.
fn shifts(field: &str, separator: &str) -> bool {
    field.contains(separator)
        || separator
            .chars()
            .next()
            .is_some_and(|c| field.starts_with(c) || field.ends_with(c))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}

#[cfg(test)]
#[path = "signature_tests.rs"]
mod tests;
