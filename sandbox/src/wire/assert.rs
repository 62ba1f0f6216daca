//! Comparing what was sent with what should have been, by meaning and with the place of the first difference.

use std::collections::HashMap;

use vezne_runtime::SignatureAlgorithm;

use crate::json::Json;
use crate::signature::{Opened, open};

/// Stands in an expected body for a signature that opens.
const SIGNATURE: &str = "{{signature}}";

/// Asserts that a body is this JSON. The order of an object's fields and blanks do not matter; numbers are equal when
/// their texts are (`10.10` is not `10.1`), whatever features `serde_json` is built with.
///
/// # Panics
/// When it is not; the message names the JSON path and shows both values.
#[track_caller]
pub fn assert_json_eq(expected: &str, actual: &[u8]) {
    if let Err(difference) = parsed(expected, actual)
        .and_then(|(expected, actual)| compare(&expected, &actual, "$", None))
    {
        panic!("{difference}");
    }
}

/// Like [`assert_json_eq`]; and a text `{{signature}}` among the expected values stands for a signature that the key opens
/// to exactly the texts of the listed fields (dotted names) of the received body. A field that is missing counts as the
/// empty text.
///
/// # Panics
/// When the body differs or a signature does not hold; the message names the JSON path and no part of the signature.
#[track_caller]
pub fn assert_signed_json(
    expected: &str,
    actual: &[u8],
    algorithm: SignatureAlgorithm,
    key: &str,
    over: &[&str],
) {
    let holds = |signature: &str, body: &Json| -> Result<(), String> {
        // A body in a one-element array is signed by the fields of its one object.
        let body = match body {
            Json::List(items) => items.first().unwrap_or(body),
            object => object,
        };
        let sent: Vec<&str> = over
            .iter()
            .map(|name| body.at(name).and_then(Json::text).unwrap_or_default())
            .collect();
        match open(algorithm, key, signature, &sent) {
            Opened::Matches => Ok(()),
            Opened::No => {
                Err("is no signature that the key opens, or not one over these fields".to_owned())
            }
            Opened::Parts(parts) if parts.len() != sent.len() => Err(format!(
                "opens to {} parts where {} fields are signed",
                parts.len(),
                sent.len()
            )),
            Opened::Parts(parts) => match parts
                .iter()
                .zip(&sent)
                .position(|(part, sent)| part != sent)
            {
                Some(place) => Err(format!(
                    "does not match the field `{}`",
                    over.get(place).unwrap_or(&"")
                )),
                None => Ok(()),
            },
        }
    };
    let result = parsed(expected, actual).and_then(|(expected, actual)| {
        let check = |signature: &str| holds(signature, &actual);
        compare(&expected, &actual, "$", Some(&check))
    });
    if let Err(difference) = result {
        panic!("{difference}");
    }
}

/// Asserts that a body is this form (`application/x-www-form-urlencoded`), whatever the order of its names.
///
/// # Panics
/// When it is not; the message names the parameter.
#[track_caller]
pub fn assert_form_eq(expected: &str, actual: &[u8]) {
    let pairs = |bytes: &[u8]| -> Vec<(String, String)> {
        let mut pairs: Vec<_> = form_urlencoded::parse(bytes).into_owned().collect();
        pairs.sort();
        pairs
    };
    let (expected, actual) = (pairs(expected.trim().as_bytes()), pairs(actual));
    let names = |pairs: &[(String, String)]| {
        pairs
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&actual),
        names(&expected),
        "the names of the form's parameters differ"
    );
    let actual: HashMap<_, _> = actual.into_iter().collect();
    for (name, expected) in expected {
        assert_eq!(
            actual.get(&name),
            Some(&expected),
            "the parameter `{name}` differs"
        );
    }
}

fn parsed(expected: &str, actual: &[u8]) -> Result<(Json, Json), String> {
    let expected = Json::parse(expected.as_bytes())
        .map_err(|error| format!("the expected text is not JSON: {error}"))?;
    let actual = Json::parse(actual).map_err(|error| {
        format!(
            "the body is not JSON: {error}\n{}",
            String::from_utf8_lossy(actual)
        )
    })?;
    Ok((expected, actual))
}

type SignatureCheck<'a> = &'a dyn Fn(&str) -> Result<(), String>;

fn compare(
    expected: &Json,
    actual: &Json,
    path: &str,
    signature: Option<SignatureCheck<'_>>,
) -> Result<(), String> {
    match (expected, actual) {
        (Json::Object(wanted), Json::Object(given)) => {
            for (name, value) in wanted {
                let path = format!("{path}.{name}");
                let found = actual
                    .get(name)
                    .ok_or_else(|| format!("{path} is missing; expected {value}"))?;
                compare(value, found, &path, signature)?;
            }
            match given.iter().find(|(name, _)| expected.get(name).is_none()) {
                Some((name, value)) => Err(format!("{path}.{name} is not expected; it is {value}")),
                None => Ok(()),
            }
        }
        (Json::List(wanted), Json::List(given)) if wanted.len() == given.len() => {
            let mut items = wanted.iter().zip(given).enumerate();
            items.try_for_each(|(index, (wanted, given))| {
                compare(wanted, given, &format!("{path}[{index}]"), signature)
            })
        }
        (Json::List(wanted), Json::List(given)) => Err(format!(
            "{path} has {} items; expected {}",
            given.len(),
            wanted.len()
        )),
        (Json::Text(wanted), Json::Text(given)) if wanted == SIGNATURE => match signature {
            Some(check) => check(given).map_err(|why| format!("the signature at {path} {why}")),
            None => Err(format!(
                "{path} is a signature; compare this body with `assert_signed_json`"
            )),
        },
        (wanted, given) if wanted == given => Ok(()),
        (wanted, given) => Err(format!(
            "{path} differs\n  expected: {wanted}\n    actual: {given}"
        )),
    }
}
