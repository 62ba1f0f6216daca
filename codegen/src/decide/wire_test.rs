//! Which wire tests the examples of an operation give.

use super::{example, operation};
use crate::classify::{self, AnswerView};
use crate::model::{
    AuthKind, Example, ExampleRequest, ExampleValue, Operation, OperationId, OperationKind,
    Provider,
};

/// How many tests an operation has: for each example one that reads its answer from stored bytes and, where it can be
/// called, one that sends it; for each choice of an alternative that is not the default one more that sends the example that
/// a page shows. A browser form has one for each example that shows the form.
pub fn count(provider: &Provider, id: OperationId) -> usize {
    let operation = &provider[id];
    let sent = |example: &Example| inputs(provider, id, example).is_some();
    match operation.kind {
        OperationKind::Call => {
            let each = operation
                .examples
                .iter()
                .map(|one| 1 + usize::from(sent(one)));
            let shown = example::shown(operation).filter(|shown| sent(shown));
            each.sum::<usize>() + shown.map_or(0, |_| example::choices(provider, operation).len())
        }
        OperationKind::BrowserForm => operation
            .examples
            .iter()
            .filter(|example| shown_form(operation, example).is_some())
            .count(),
    }
}

/// The inputs that an example is sent with. `None` where none can be made up, or where the answer makes the client renew its
/// token and ask again.
pub fn inputs(
    provider: &Provider,
    id: OperationId,
    example: &Example,
) -> Option<Vec<(usize, ExampleValue)>> {
    let inputs = example::inputs(provider, &provider[id], example)?;
    let unsendable = takes_token(provider, id)
        && (example::token_answer(provider).is_none() || is_stale(provider, example));
    (!unsendable).then_some(inputs)
}

/// Whether the client first gets a token to send an operation.
pub fn takes_token(provider: &Provider, id: OperationId) -> bool {
    operation::needs_token(provider, &provider[id])
        && operation::token_operation(provider) != Some(id)
}

/// The inputs and the form that an example of a browser form shows.
pub fn shown_form<'m>(
    operation: &Operation,
    example: &'m Example,
) -> Option<(&'m ExampleRequest, String)> {
    let request = example
        .request
        .as_ref()
        .filter(|_| example::shows_its_request(operation, example))?;
    Some((request, crate::form::as_json(request.body.as_ref()?)?))
}

/// Whether an answer says that the token is stale, so that the client asks again with a new one.
fn is_stale(provider: &Provider, example: &Example) -> bool {
    let json = serde_json::from_str(&example.answer.body).ok();
    let view = AnswerView {
        http: example.answer.http,
        json: json.as_ref(),
        html: json.is_none(),
    };
    provider.auths.iter().any(|auth| match &auth.kind {
        AuthKind::Token(token) => token
            .stale
            .iter()
            .all(|condition| classify::holds(condition, view)),
        AuthKind::Headers(_) => false,
    })
}
