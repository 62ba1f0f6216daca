//! Signatures, opened with the runtime's own functions.
//!
//! Client and sandbox share this code, so their agreement proves nothing of it: the published vectors and OpenSSL do.

use subtle::ConstantTimeEq;
use vezne_runtime::{Secret, SignatureAlgorithm, signature};

/// What a signature turns out to be.
pub(crate) enum Opened {
    /// The parts that it holds.
    Parts(Vec<String>),
    /// Nothing can be read from it, but it is the one of these parts.
    Matches,
    /// It does not open, or is not the one of these parts.
    No,
}

/// Opens a signature with a key. `parts` are those that it should be of.
pub(crate) fn open(
    algorithm: SignatureAlgorithm,
    key: &str,
    given: &str,
    parts: &[&str],
) -> Opened {
    let key = Secret::from(key);
    match algorithm {
        SignatureAlgorithm::AesCbcBundle => match signature::open_bundle(&key, given) {
            Ok(opened) => Opened::Parts(opened.iter().map(str::to_owned).collect()),
            Err(_) => Opened::No,
        },
        SignatureAlgorithm::Sha256Joined => match signature::sign(algorithm, &key, parts) {
            Ok(made) if made.as_bytes().ct_eq(given.as_bytes()).into() => Opened::Matches,
            _ => Opened::No,
        },
    }
}
