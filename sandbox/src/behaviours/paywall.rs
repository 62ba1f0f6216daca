//! Paywall: insurance cards by relational ids, with details only when they are asked for.

use super::{Behaviour, Call};
use crate::engine::{Mark, Reply};
use crate::json::{Json, splice};

/// The relational id that the printed cards are stored under, and the only one that has cards.
const SEEDED: &str = "customer-1";

/// Nothing is stored: no operation for that is in the spec yet.
pub(super) struct Paywall;

impl Behaviour for Paywall {
    fn answer(&mut self, call: &Call<'_>) -> Option<Reply> {
        match call.operation.name.as_str() {
            "list_insurance_cards" => list(call),
            _ => None,
        }
    }
}

fn list(call: &Call<'_>) -> Option<Reply> {
    let mut reply = Reply::example(call.good_example()?);
    // Every id that a card was linked to at storing has to be given again: these were linked to one only.
    let other_ids = call.field("relationalid2").is_some() || call.field("relationalid3").is_some();
    if call.field("relationalid1") != Some(SEEDED) || other_ids {
        return call.assumed("no_cards");
    }
    if call
        .field("includedetails")
        .is_some_and(|asked| asked.eq_ignore_ascii_case("true"))
    {
        return Some(reply);
    }
    let Some(Json::List(mut cards)) = Json::parse(reply.body.as_bytes()).ok()?.at("Body").cloned()
    else {
        return None;
    };
    for card in &mut cards {
        card.set("Details", Json::Null);
    }
    reply.body = splice(&reply.body, "Body", &Json::List(cards).to_string())?;
    (reply.mark, reply.name) = (Mark::Assumed, "without_details".to_owned());
    Some(reply)
}
