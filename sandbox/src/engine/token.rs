//! Tokens: given by the operation that an auth names, good for a while, then stale.

use std::collections::HashMap;
use std::time::Duration;

use codegen::model::{
    AuthKind, DateTimeForm, DateTimeFormat, Operation, OperationId, OutcomeRule, Payload, Provider,
    RuleOutcome, Scalar, TokenAuth, TypeKind, ValueType,
};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::json;

/// The tokens that were given, each with the end of its life.
#[derive(Default)]
pub(super) struct Tokens {
    given: HashMap<String, Timestamp>,
}

impl Tokens {
    pub(super) fn is_good(&self, token: &str, now: Timestamp) -> bool {
        self.given.get(token).is_some_and(|end| now < *end)
    }

    /// Forgets all tokens.
    pub(super) fn expire(&mut self) {
        self.given.clear();
    }

    /// Puts a fresh token, and the end of its life, into the body of the token operation's good answer. A body that does
    /// not hold a token at the documented place stays as it is.
    pub(super) fn issue(
        &mut self,
        provider: &Provider,
        id: OperationId,
        body: String,
        now: Timestamp,
    ) -> String {
        let Some((auth, operation)) = token_auth(provider, id) else {
            return body;
        };
        let Some(token) = random_token() else {
            return body;
        };
        let end = end_of(now, auth.lifetime);
        for (at, value) in payloads(operation) {
            let ValueType::Named(id) = value else {
                continue;
            };
            let TypeKind::Answer(fields) = &provider[*id].kind else {
                continue;
            };
            let put = |body: &str, field: usize, value: &str| {
                let names = fields
                    .get(field)
                    .map(|field| field.wire.as_slice())
                    .unwrap_or_default();
                names.iter().find_map(|name| {
                    json::splice(body, &format!("{at}.{name}"), &json::quoted(value))
                })
            };
            let Some(mut filled) = put(&body, auth.value, &token) else {
                continue;
            };
            if let Some(field) = auth.expires_at
                && let Some(ValueType::Scalar(Scalar::DateTime(format))) =
                    fields.get(field).map(|field| &field.value)
            {
                filled = put(&filled, field, &moment(end, format)).unwrap_or(filled);
            }
            self.given.retain(|_, end| now < *end);
            self.given.insert(token, end);
            return filled;
        }
        body
    }
}

/// The token auth that an operation feeds.
pub(super) fn token_auth(provider: &Provider, id: OperationId) -> Option<(&TokenAuth, &Operation)> {
    let auth = provider.auths.iter().find_map(|auth| match &auth.kind {
        AuthKind::Token(token) if token.operation == id => Some(token),
        _ => None,
    })?;
    Some((auth, provider.operations.get(id.0)?))
}

/// Where the good answers of an operation hold their values.
fn payloads(operation: &Operation) -> impl Iterator<Item = (&str, &ValueType)> {
    operation
        .rules
        .iter()
        .filter_map(|OutcomeRule { outcome, .. }| match outcome {
            RuleOutcome::Done(Payload::Value { at, value }) => Some((at.as_str(), value)),
            _ => None,
        })
}

fn random_token() -> Option<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The end of a life that starts now, in whole seconds, as texts have no more.
fn end_of(now: Timestamp, lifetime: Duration) -> Timestamp {
    let lifetime = SignedDuration::try_from(lifetime).unwrap_or(SignedDuration::MAX);
    let end = now.saturating_add(lifetime).unwrap_or(Timestamp::MAX);
    Timestamp::from_second(end.as_second()).unwrap_or(end)
}

/// A moment in a documented form and zone.
pub(crate) fn moment(moment: Timestamp, format: &DateTimeFormat) -> String {
    let zone = format
        .zone
        .as_deref()
        .and_then(|name| TimeZone::get(name).ok());
    let local = moment.to_zoned(zone.unwrap_or_else(|| TimeZone::fixed(Offset::UTC)));
    match format.form {
        DateTimeForm::Spaced => local.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        DateTimeForm::TSeparated => local.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        DateTimeForm::Rfc3339 => moment.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_the_documented_zone() {
        let Ok(moment_) = "2026-07-01T21:30:05.25Z".parse::<Timestamp>() else {
            panic!("a timestamp")
        };
        let istanbul = |form| DateTimeFormat {
            form,
            zone: Some("Europe/Istanbul".to_owned()),
        };
        assert_eq!(
            moment(moment_, &istanbul(DateTimeForm::Spaced)),
            "2026-07-02 00:30:05"
        );
        assert_eq!(
            moment(moment_, &istanbul(DateTimeForm::TSeparated)),
            "2026-07-02T00:30:05"
        );
        let utc = DateTimeFormat {
            form: DateTimeForm::Rfc3339,
            zone: None,
        };
        assert_eq!(moment(moment_, &utc), "2026-07-01T21:30:05.250000Z");
    }
}
