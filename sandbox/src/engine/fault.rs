//! Answers that a correct server never gives.

use codegen::model::{Operation, Payload, Provider, RuleOutcome, TypeKind, ValueType};

use super::reply::{Mark, Reply};
use crate::json::{Json, splice};

/// A page such as a gateway shows.
const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Error</title></head>\
                    <body><h1>Something went wrong</h1></body></html>\n";

/// How an answer goes wrong. But for [`Fault::Status`] the request is processed as usual before: a card whose answer is
/// lost *is* stored.
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
    /// This HTTP status and a JSON body that says nothing; the request is not processed.
    Status(u16),
    /// A body of this many spaces, sent for as long as the client reads.
    Huge(u64),
}

/// What is answered instead of the good answer, as far as a fault changes that and not the sending of it.
pub(super) fn replaced(
    fault: Fault,
    reply: Reply,
    provider: &Provider,
    operation: &Operation,
) -> Reply {
    let with =
        |status: u16, body: &str| Reply::new(status, body.to_owned(), Mark::Assumed, "fault");
    match fault {
        Fault::Html => with(200, PAGE),
        Fault::Empty => with(200, ""),
        Fault::Status(status) => with(
            status,
            "{\"note\": \"This answer was asked for by the test.\"}",
        ),
        Fault::Huge(_) => with(200, ""),
        Fault::WrongType => Reply {
            body: wrong_type(provider, operation, &reply),
            ..reply
        },
        Fault::CloseAfterRead | Fault::Stall | Fault::HalfBody => reply,
    }
}

/// The answer with its first required field of another type; `[]` where it has none.
fn wrong_type(provider: &Provider, operation: &Operation, reply: &Reply) -> String {
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
