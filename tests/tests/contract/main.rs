//! The generated clients against the sandbox: what a call sends, what it gives, and what it says when it is refused.
//!
//! Client and sandbox read one spec, so what is asserted here stands in the providers' documents, not in the spec.

mod alternatives;
mod insurance;
mod refusals;
mod stored_cards;
mod token;

use sandbox::{ReceivedRequest, Sandbox};

/// The requests that arrived for an operation, oldest first.
fn arrived(sandbox: &Sandbox, operation: &str) -> Vec<ReceivedRequest> {
    let mut requests = sandbox.requests();
    requests.retain(|request| request.operation.as_deref() == Some(operation));
    requests
}

/// The HTTP statuses that requests for an operation were answered with.
fn statuses(sandbox: &Sandbox, operation: &str) -> Vec<u16> {
    let requests = arrived(sandbox, operation);
    requests
        .iter()
        .map(|request| request.answered.status)
        .collect()
}

/// The body of a request, as JSON.
fn json(request: &ReceivedRequest) -> serde_json::Value {
    serde_json::from_slice(&request.body).expect("a JSON body")
}
