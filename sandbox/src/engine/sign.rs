//! Signatures among the fields of a request.
//!
//! A signature is opened with the sandbox's own key and compared part by part with the fields that were sent, under every
//! list of fields that the spec's alternatives allow. The answer names the first field that differs, by the provider's
//! own code for it.

use codegen::model::{
    Body, Operation, Provider, Signature, SignatureAlgorithm, SignatureId, Source, WireField,
};

use super::check::same_secret;
use super::decode::Decoded;
use super::reply::Reply;
use crate::json::Json;
use crate::signature::{Opened, open};

/// Checks every signature of the request.
pub(super) fn check(
    provider: &Provider,
    operation: &Operation,
    decoded: &Decoded,
) -> Result<(), Reply> {
    match &operation.body {
        Body::None => Ok(()),
        Body::Json { fields, .. } | Body::Form(fields) => {
            check_fields(provider, operation, fields, decoded, "")
        }
    }
}

fn check_fields(
    provider: &Provider,
    operation: &Operation,
    fields: &[WireField],
    decoded: &Decoded,
    prefix: &str,
) -> Result<(), Reply> {
    for field in fields {
        let name = format!("{prefix}{}", field.name);
        match &field.source {
            Source::Object(inner) => {
                check_fields(provider, operation, inner, decoded, &format!("{name}."))?
            }
            Source::Signature { signature, over } => {
                // A field that may be missing has been let pass by the check of the fields.
                let Some(Json::Text(given)) = decoded.body.at(&name) else {
                    continue;
                };
                let lists: Vec<&[String]> = over.values().iter().map(Vec::as_slice).collect();
                if let Err(wrong) = compare(provider, *signature, given, &lists, &decoded.body) {
                    return Err(reply(operation, &provider[*signature], &name, &wrong));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// What is wrong with a signature.
#[derive(Debug, PartialEq, Eq)]
enum Wrong {
    /// It does not open, or holds another number of parts.
    Invalid,
    /// Its part differs from this field.
    Field(String),
}

fn compare(
    provider: &Provider,
    id: SignatureId,
    given: &str,
    lists: &[&[String]],
    body: &Json,
) -> Result<(), Wrong> {
    let signature = &provider[id];
    let algorithm = match signature.algorithm {
        SignatureAlgorithm::AesCbcBundle => vezne_runtime::SignatureAlgorithm::AesCbcBundle,
        SignatureAlgorithm::Sha256Joined => vezne_runtime::SignatureAlgorithm::Sha256Joined,
    };
    let key = &provider.credential(signature.key).example;
    let mut nearest: Option<(usize, &str)> = None;
    for names in lists {
        let sent: Vec<&str> = names
            .iter()
            .map(|name| body.at(name).and_then(Json::text).unwrap_or_default())
            .collect();
        match open(algorithm, key, given, &sent) {
            Opened::Parts(parts) if parts.len() == sent.len() => {
                let same: Vec<bool> = parts
                    .iter()
                    .zip(&sent)
                    .map(|(part, sent)| same_secret(part, sent))
                    .collect();
                let Some(first) = same.iter().position(|same| !same) else {
                    return Ok(());
                };
                let agreeing = same.iter().filter(|same| **same).count();
                if nearest.is_none_or(|(best, _)| agreeing > best)
                    && let Some(name) = names.get(first)
                {
                    nearest = Some((agreeing, name));
                }
            }
            Opened::Matches => return Ok(()),
            Opened::Parts(_) | Opened::No => {}
        }
    }
    Err(nearest.map_or(Wrong::Invalid, |(_, name)| Wrong::Field(name.to_owned())))
}

fn reply(operation: &Operation, signature: &Signature, field: &str, wrong: &Wrong) -> Reply {
    let Some(sandbox) = &signature.sandbox else {
        return super::invalid(
            operation,
            field,
            &format!("The {field} field does not match the fields that it covers."),
        );
    };
    let invalid = (
        sandbox.invalid.as_str(),
        "invalid".to_owned(),
        format!("Invalid {field}"),
    );
    let (code, name, message) = match wrong {
        Wrong::Invalid => invalid,
        Wrong::Field(differs) => match sandbox.mismatch.iter().find(|(name, _)| name == differs) {
            Some((_, code)) => (
                code.as_str(),
                format!("mismatch.{differs}"),
                format!("The {field} does not match the {differs}"),
            ),
            None => invalid,
        },
    };
    let name = format!("{}.{name}", signature.name);
    Reply::sandbox(
        &sandbox.answer,
        &name,
        &[("code", code), ("message", &message)],
    )
}
