//! Answers that a correct server never gives.

use codegen::model::{Operation, Payload, Provider, RuleOutcome, TypeKind, ValueType};

use super::reply::Reply;
use crate::json::{Json, splice};

/// How an answer goes wrong. The request is processed as usual before: a card whose answer is lost *is* stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The whole request is read, then the connection is closed without a byte.
    CloseAfterRead,
    /// The whole request is read, and nothing is ever answered.
    Stall,
    /// An HTML page with HTTP status 200.
    Html,
    /// HTTP status 200 and no body.
    Empty,
    /// Half of the body that the head announces, then the connection is closed.
    HalfBody,
    /// The first required field of the answer has another JSON type.
    WrongType,
    /// This HTTP status, and a JSON body that says nothing.
    Status(u16),
    /// A body of this many bytes, sent as long as somebody reads: spaces before the JSON.
    Huge(u64),
}

/// The answer with its first required field of another type; `[]` where it has none.
pub(super) fn wrong_type(provider: &Provider, operation: &Operation, reply: &Reply) -> String {
    let spoil = |path: &str| {
        let json = Json::parse(reply.body.as_bytes()).ok()?;
        let wrong = match json.at(path)? {
            Json::Object(_) | Json::List(_) => "7",
            _ => "{\"wrong\": \"type\"}",
        };
        splice(&reply.body, path, wrong)
    };
    let spoiled = operation.rules.iter().find_map(|rule| {
        let RuleOutcome::Done(Payload::Value { at, value }) = &rule.outcome else {
            return None;
        };
        let ValueType::Named(id) = value else {
            return spoil(at);
        };
        let TypeKind::Answer(fields) = &provider[*id].kind else {
            return spoil(at);
        };
        let mut required = fields.iter().filter(|field| !field.optional);
        required.find_map(|field| {
            field
                .wire
                .iter()
                .find_map(|name| spoil(&format!("{at}.{name}")))
        })
    });
    spoiled.unwrap_or_else(|| "[]".to_owned())
}
