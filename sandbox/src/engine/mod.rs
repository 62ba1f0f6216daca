//! Serves one provider from its model alone.
//!
//! In this order: the path finds the operation, or the constants do where several share it; its auth is checked; the
//! body is read and every field compared with the model; credentials among the fields and signatures are checked; then
//! the answer is an `assumed` entry whose condition holds, what the provider's [`Behaviour`] remembers, or the
//! operation's first good example. The first thing that is wrong decides: whoever has no token learns nothing else.

mod check;
mod choose;
mod decode;
mod fault;
mod reply;
mod route;
mod sign;
mod token;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use codegen::model::{
    ApiId, Auth, AuthKind, CredentialId, Example, ExampleOutcome, Operation, OperationId, Provider,
};
use jiff::Timestamp;

pub use fault::Fault;
pub use reply::Mark;

pub(crate) use decode::Decoded;
pub(crate) use reply::Reply;
pub(crate) use token::moment;

use self::check::{Problem, same_secret};
use self::decode::BadBody;
use self::route::Routed;
use self::token::Tokens;
use crate::behaviours::{Behaviour, Call};
use crate::clock::Clock;
use crate::http::RawRequest;

/// One provider, being simulated.
pub(crate) struct Engine {
    pub(crate) provider: Provider,
    /// Per API, the path of its documented base address (`/ccpayment`; empty for none).
    base_paths: Vec<String>,
    clock: Arc<Clock>,
    state: Mutex<State>,
}

struct State {
    tokens: Tokens,
    /// Per operation, what its next requests are answered.
    scripted: Vec<VecDeque<Scripted>>,
    behaviour: Option<Box<dyn Behaviour>>,
}

enum Scripted {
    Example(usize),
    Fault(Fault),
}

/// What a request is answered.
pub(crate) struct Handled {
    /// The operation that it was for.
    pub(crate) operation: Option<OperationId>,
    pub(crate) reply: Reply,
    /// What then happens to the reply.
    pub(crate) fault: Option<Fault>,
}

/// A request that has found its operation.
struct Arrived<'a> {
    id: OperationId,
    operation: &'a Operation,
    query: Option<&'a str>,
    request: &'a RawRequest,
    now: Timestamp,
}

impl Engine {
    pub(crate) fn new(provider: Provider, clock: Arc<Clock>) -> Self {
        let state = State {
            tokens: Tokens::default(),
            scripted: provider
                .operations
                .iter()
                .map(|_| VecDeque::new())
                .collect(),
            behaviour: crate::behaviours::of(&provider.name),
        };
        let base_paths = provider
            .apis
            .iter()
            .map(|api| base_path(&api.test).to_owned())
            .collect();
        Self {
            provider,
            base_paths,
            clock,
            state: Mutex::new(state),
        }
    }

    /// The path at which an API is served, as its documented address has it.
    pub(crate) fn base_path(&self, api: ApiId) -> &str {
        self.base_paths
            .get(api.0)
            .map(String::as_str)
            .unwrap_or_default()
    }

    pub(crate) fn operation(&self, name: &str) -> Option<(OperationId, &Operation)> {
        let found = self
            .provider
            .operations
            .iter()
            .enumerate()
            .find(|(_, operation)| operation.name == name);
        found.map(|(index, operation)| (OperationId(index), operation))
    }

    pub(crate) fn script_example(&self, id: OperationId, example: usize) {
        self.script(id, Scripted::Example(example));
    }

    pub(crate) fn script_fault(&self, id: OperationId, fault: Fault) {
        self.script(id, Scripted::Fault(fault));
    }

    fn script(&self, id: OperationId, scripted: Scripted) {
        if let Some(queue) = crate::lock(&self.state).scripted.get_mut(id.0) {
            queue.push_back(scripted);
        }
    }

    pub(crate) fn expire_tokens(&self) {
        crate::lock(&self.state).tokens.expire();
    }

    /// Answers a request that came to the address of one API.
    pub(crate) fn handle(&self, api: ApiId, request: &RawRequest) -> Handled {
        let (path, query) = match request.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (request.target.as_str(), None),
        };
        let base = self.base_path(api);
        let below = path.strip_prefix(base).filter(|rest| rest.starts_with('/'));
        let Some(below) = below else {
            let note = format!(
                "Every path of this address begins with {base}/, as in the provider's documents."
            );
            return Handled::note(Reply::note(
                404,
                "no_such_path",
                "This path does not exist.",
                &note,
            ));
        };
        let form = request.header("content-type").is_some_and(|kind| {
            kind.to_ascii_lowercase()
                .starts_with("application/x-www-form-urlencoded")
        });
        match route::route(&self.provider, api, &request.method, below, form) {
            Routed::Found { first, others } => {
                let found = choose::choose(&self.provider, first, others, query, request);
                let now = self.clock.now();
                let arrived = Arrived {
                    id: found.id,
                    operation: found.operation,
                    query,
                    request,
                    now,
                };
                self.handle_operation(&arrived, found.inputs)
            }
            unserved => Handled::note(self.unserved(api, &unserved)),
        }
    }

    fn handle_operation(&self, arrived: &Arrived<'_>, inputs: Vec<(usize, String)>) -> Handled {
        let state = &mut *crate::lock(&self.state);
        let scripted = state.scripted.get_mut(arrived.id.0);
        let mut fault = None;
        let reply = match scripted.and_then(VecDeque::pop_front) {
            Some(Scripted::Example(index)) => match arrived.operation.examples.get(index) {
                Some(example) => self.example(state, arrived, example),
                None => self.answer(state, arrived, inputs),
            },
            Some(Scripted::Fault(asked)) => {
                fault = Some(asked);
                let reply = match asked {
                    Fault::Status(_) => Reply::new(200, String::new(), Mark::Assumed, "fault"),
                    _ => self.answer(state, arrived, inputs),
                };
                fault::replaced(asked, reply, &self.provider, arrived.operation)
            }
            None => self.answer(state, arrived, inputs),
        };
        Handled {
            operation: Some(arrived.id),
            reply,
            fault,
        }
    }

    fn answer(
        &self,
        state: &mut State,
        arrived: &Arrived<'_>,
        inputs: Vec<(usize, String)>,
    ) -> Reply {
        let operation = arrived.operation;
        if let Some(auth) = operation.auth
            && let Err(reply) = self.authenticate(state, &self.provider[auth], arrived)
        {
            return reply;
        }
        let decoded = match Decoded::read(operation, inputs, arrived.query, arrived.request) {
            Ok(decoded) => decoded,
            Err(BadBody::ContentType { expected }) => {
                let note = format!("Send it as {expected}.");
                return Reply::note(
                    415,
                    "wrong_content_type",
                    "The operation does not take a body of this type.",
                    &note,
                );
            }
            Err(BadBody::Unreadable(message)) => return invalid(operation, "body", &message),
        };
        let checked = check::check(&self.provider, operation, &decoded);
        if let Some(Problem { field, what }) = checked.problems.first() {
            let more = match checked.problems.len() - 1 {
                0 => String::new(),
                1 => " (and 1 more error)".to_owned(),
                more => format!(" (and {more} more errors)"),
            };
            return invalid(
                operation,
                field,
                &format!("The {field} field {what}.{more}"),
            );
        }
        if let Some((credential, field)) = checked.wrong_credentials.first() {
            return self.wrong_credential(arrived, *credential, field);
        }
        if let Err(reply) = sign::check(&self.provider, operation, &decoded) {
            return reply;
        }
        let ignored = decoded.ignored(operation);
        let mut reply = self.served(state, arrived, &decoded);
        reply.ignored = ignored;
        reply
    }

    /// What a request without a fault is answered.
    fn served(&self, state: &mut State, arrived: &Arrived<'_>, decoded: &Decoded) -> Reply {
        let operation = arrived.operation;
        // One without conditions is for a behaviour to pick.
        let conditional = operation
            .assumptions
            .iter()
            .filter(|assumption| !assumption.when.is_empty());
        for assumption in conditional {
            if assumption
                .when
                .iter()
                .all(|(name, value)| decoded.text(name) == Some(value))
            {
                return Reply::sandbox(&assumption.answer, &assumption.name, &[]);
            }
        }
        let call = Call {
            operation,
            decoded,
            now: arrived.now,
        };
        if let Some(behaviour) = &mut state.behaviour
            && let Some(reply) = behaviour.answer(&call)
        {
            return reply;
        }
        match good_example(operation) {
            Some(example) => self.example(state, arrived, example),
            None => Reply::note(
                501,
                "no_example",
                "The spec has no good example of this operation.",
                "Add one to `examples`, or an `assumed` answer.",
            ),
        }
    }

    fn example(&self, state: &mut State, arrived: &Arrived<'_>, example: &Example) -> Reply {
        let mut reply = Reply::example(example);
        if example.outcome == ExampleOutcome::Done {
            reply.body = state
                .tokens
                .issue(&self.provider, arrived.id, reply.body, arrived.now);
        }
        reply
    }

    fn authenticate(&self, state: &State, auth: &Auth, arrived: &Arrived<'_>) -> Result<(), Reply> {
        let Arrived { request, now, .. } = arrived;
        match &auth.kind {
            AuthKind::Headers(headers) => {
                // Every header is compared, so that the time tells nothing of which one is wrong.
                let mut good = true;
                for (name, credential) in headers {
                    let given = request
                        .header(&name.to_ascii_lowercase())
                        .unwrap_or_default();
                    good &= same_secret(given, &self.provider.credential(*credential).example);
                }
                if good { Ok(()) } else { Err(rejected(auth)) }
            }
            AuthKind::Token(token) => {
                let given = request.header(&token.header.to_ascii_lowercase());
                let good = given
                    .and_then(|given| given.strip_prefix(token.prefix.as_str()))
                    .is_some_and(|given| state.tokens.is_good(given, *now));
                if good {
                    return Ok(());
                }
                Err(match &auth.stale {
                    Some(answer) => Reply::sandbox(answer, &format!("{}.stale", auth.name), &[]),
                    None => Reply::note(
                        401,
                        &format!("{}.stale", auth.name),
                        "The token is missing or stale.",
                        "Get another one.",
                    ),
                })
            }
        }
    }

    /// A credential among the fields is not the sandbox's: the operation's own failure where it has one that is named
    /// for it (`invalid_merchant_key` for `merchant_key`), else what its auth answers to wrong credentials.
    fn wrong_credential(
        &self,
        arrived: &Arrived<'_>,
        credential: CredentialId,
        field: &str,
    ) -> Reply {
        let operation = arrived.operation;
        let name = format!("invalid_{}", self.provider.credential(credential).name);
        let own = operation
            .examples
            .iter()
            .find(|example| code_name(&self.provider, operation, example) == Some(&name));
        if let Some(example) = own {
            return Reply::example(example);
        }
        let feeds = |auth: &&Auth| matches!(&auth.kind, AuthKind::Token(token) if token.operation == arrived.id);
        let auth = operation
            .auth
            .map(|auth| &self.provider[auth])
            .or_else(|| self.provider.auths.iter().find(feeds));
        match auth {
            Some(auth) => rejected(auth),
            None => invalid(
                operation,
                field,
                &format!("The {field} field is not valid."),
            ),
        }
    }

    fn unserved(&self, api: ApiId, routed: &Routed<'_>) -> Reply {
        let error = "This path does not exist.";
        match routed {
            Routed::OtherMethods(methods) => Reply::note(
                405,
                "no_such_method",
                "This path exists with another method.",
                &format!("It takes {}.", methods.join(" and ")),
            ),
            Routed::OtherApi(other) => {
                let (here, there) = (&self.provider[api].name, &self.provider[*other].name);
                let note = format!(
                    "It belongs to the API `{there}` of {}, which has an address of its own; this one is `{here}`.",
                    self.provider.title
                );
                Reply::note(404, "path_of_another_api", error, &note)
            }
            _ => {
                let note = format!(
                    "No operation in the spec of {} has this path on this address.",
                    self.provider.title
                );
                Reply::note(404, "no_such_path", error, &note)
            }
        }
    }
}

impl Handled {
    fn note(reply: Reply) -> Self {
        Self {
            operation: None,
            reply,
            fault: None,
        }
    }
}

/// The name of the code that an example refuses with.
fn code_name<'a>(
    provider: &'a Provider,
    operation: &'a Operation,
    example: &Example,
) -> Option<&'a String> {
    let code = match example.outcome {
        ExampleOutcome::RefusedOwn(index) => operation.codes.get(index),
        ExampleOutcome::RefusedShared(index) => operation
            .code_table
            .and_then(|table| provider[table].codes.get(index)),
        _ => None,
    };
    code.map(|code| &code.name)
}

/// The example that answers where nothing is wrong: the first one that is done, else accepted, else open.
pub(crate) fn good_example(operation: &Operation) -> Option<&Example> {
    let kinds = [
        ExampleOutcome::Done,
        ExampleOutcome::Accepted,
        ExampleOutcome::Open,
    ];
    kinds.iter().find_map(|kind| {
        operation
            .examples
            .iter()
            .find(|example| example.outcome == *kind)
    })
}

fn invalid(operation: &Operation, field: &str, message: &str) -> Reply {
    let name = "invalid_input";
    match &operation.invalid_input {
        Some(answer) => Reply::sandbox(answer, name, &[("field", field), ("message", message)]),
        None => Reply::note(
            400,
            name,
            message,
            "The spec does not say what the provider answers to a mistake in a field.",
        ),
    }
}

fn rejected(auth: &Auth) -> Reply {
    let name = format!("{}.rejected", auth.name);
    match &auth.rejected {
        Some(answer) => Reply::sandbox(answer, &name, &[]),
        None => Reply::note(
            401,
            &name,
            "The credentials are wrong.",
            "Use those that the sandbox prints when it starts.",
        ),
    }
}

/// The path of a base address: `/ccpayment` of `https://host/ccpayment`, empty for a host alone.
fn base_path(address: &str) -> &str {
    let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
    after_scheme
        .find('/')
        .and_then(|slash| after_scheme.get(slash..))
        .unwrap_or_default()
        .trim_end_matches('/')
}
