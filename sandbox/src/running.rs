//! A sandbox that runs: its addresses and credentials, what arrived, and what goes wrong next.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use codegen::model::{ApiId, Operation, OperationId, Provider};
use tokio::task::JoinHandle;

use crate::builder::Builder;
use crate::engine::{Engine, Fault};
use crate::error::StartError;
use crate::received::ReceivedRequest;
use crate::server::Shared;

/// Simulated providers on loopback addresses. Dropping it ends them.
pub struct Sandbox {
    shared: Arc<Shared>,
    listening: Vec<Listening>,
}

/// One API that is being served.
pub(crate) struct Listening {
    engine: usize,
    api: ApiId,
    address: String,
    task: JoinHandle<()>,
}

impl Listening {
    pub(crate) fn new(engine: usize, api: ApiId, address: String, task: JoinHandle<()>) -> Self {
        Self {
            engine,
            api,
            address,
            task,
        }
    }
}

/// Where an API of a provider is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiAddress<'a> {
    /// Name of the provider in the spec.
    pub provider: &'a str,
    /// Name of the API in the spec.
    pub api: &'a str,
    /// The address, base path included, without a slash at its end.
    pub address: &'a str,
}

/// A credential that the sandbox takes. It is the example of the spec, and opens nothing but a sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credential<'a> {
    /// Name of the provider in the spec.
    pub provider: &'a str,
    /// The set that it belongs to.
    pub set: &'a str,
    /// Its name in the set.
    pub name: &'a str,
    /// The environment variable that clients of the test environment read it from.
    pub env: &'a str,
    /// Its value.
    pub value: &'a str,
}

impl Sandbox {
    /// Starts every provider of the repository on free ports of 127.0.0.1. Must be called within a tokio runtime.
    ///
    /// # Errors
    /// When no port is free, or when the spec that this crate was built with has mistakes.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Starts the provider whose spec is in a folder, or all of a folder of specs.
    ///
    /// # Errors
    /// When no port is free, or when the spec has mistakes; the error's text tells each with its place.
    pub async fn from_spec(folder: impl Into<PathBuf>) -> Result<Self, StartError> {
        Self::builder().spec(folder).start().await
    }

    /// Starts with other choices.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn new(shared: Arc<Shared>, listening: Vec<Listening>) -> Self {
        Self { shared, listening }
    }

    /// The base address of an API, such as `http://127.0.0.1:8080/ccpayment`.
    ///
    /// # Panics
    /// When no API of that name is served; the message lists those that are.
    #[track_caller]
    pub fn address(&self, provider: &str, api: &str) -> &str {
        match self
            .apis()
            .find(|served| served.provider == provider && served.api == api)
        {
            Some(served) => served.address,
            None => {
                let served: Vec<String> = self
                    .apis()
                    .map(|served| format!("{}/{}", served.provider, served.api))
                    .collect();
                panic!(
                    "the sandbox does not serve {provider}/{api}; it serves {}",
                    served.join(", ")
                )
            }
        }
    }

    /// The value of a credential, by its name or as `set.name`.
    ///
    /// # Panics
    /// When the provider has no credential of that name, or several; the message lists those that it has.
    #[track_caller]
    pub fn credentials(&self, provider: &str, name: &str) -> &str {
        let all: Vec<Credential<'_>> = self
            .all_credentials()
            .filter(|known| known.provider == provider)
            .collect();
        let named = |known: &&Credential<'_>| {
            known.name == name || name.split_once('.') == Some((known.set, known.name))
        };
        let mut found = all.iter().filter(named);
        match (found.next(), found.next()) {
            (Some(credential), None) => credential.value,
            (first, _) => {
                let known: Vec<String> = all
                    .iter()
                    .map(|known| format!("{}.{}", known.set, known.name))
                    .collect();
                let why = if first.is_some() {
                    "more than one credential"
                } else {
                    "no credential"
                };
                panic!("{provider} has {why} `{name}`; it has {}", known.join(", "))
            }
        }
    }

    /// Every API that is served, in the order of the specs.
    pub fn apis(&self) -> impl Iterator<Item = ApiAddress<'_>> {
        self.listening.iter().filter_map(|listening| {
            let provider = &self.shared.engines.get(listening.engine)?.provider;
            let api = &provider.apis.get(listening.api.0)?.name;
            Some(ApiAddress {
                provider: &provider.name,
                api,
                address: &listening.address,
            })
        })
    }

    /// Every credential that is taken, in the order of the specs.
    pub fn all_credentials(&self) -> impl Iterator<Item = Credential<'_>> {
        self.providers().flat_map(|provider| {
            provider.credential_sets.iter().flat_map(|set| {
                set.values.iter().map(|credential| Credential {
                    provider: &provider.name,
                    set: &set.name,
                    name: &credential.name,
                    env: &credential.env.test,
                    value: &credential.example,
                })
            })
        })
    }

    /// The models of the providers that are served.
    pub fn providers(&self) -> impl Iterator<Item = &Provider> {
        self.shared.engines.iter().map(|engine| &engine.provider)
    }

    /// The requests that arrived, oldest first; of very many, the last 10,000.
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.shared.received()
    }

    /// Answers the next request to an operation with an example of the spec, whatever that request says. Called more
    /// than once, the answers are given in order.
    ///
    /// # Panics
    /// When the provider, the operation or the example does not exist; the message lists those that do.
    #[track_caller]
    pub fn answer_next(&self, provider: &str, operation: &str, example: &str) {
        let (engine, id, operation) = self.operation(provider, operation);
        match operation
            .examples
            .iter()
            .position(|known| known.name == example)
        {
            Some(index) => engine.script_example(id, index),
            None => {
                let known: Vec<&str> = operation
                    .examples
                    .iter()
                    .map(|example| example.name.as_str())
                    .collect();
                panic!(
                    "{provider} {} has no example `{example}`; it has {}",
                    operation.name,
                    known.join(", ")
                )
            }
        }
    }

    /// Damages the answer to the next request to an operation. Called more than once, in order.
    ///
    /// # Panics
    /// When the provider or the operation does not exist; the message lists those that do.
    #[track_caller]
    pub fn fail_next(&self, provider: &str, operation: &str, fault: Fault) {
        let (engine, id, _) = self.operation(provider, operation);
        engine.script_fault(id, fault);
    }

    /// Moves the sandbox's clock forward. Tokens that end before its new time are stale.
    pub fn advance(&self, by: Duration) {
        self.shared.clock.advance(by);
    }

    /// Makes every token of a provider stale at once, however long it was good for.
    ///
    /// # Panics
    /// When the provider does not exist; the message lists those that do.
    #[track_caller]
    pub fn expire_tokens(&self, provider: &str) {
        self.engine(provider).expire_tokens();
    }

    #[track_caller]
    fn engine(&self, provider: &str) -> &Engine {
        match self
            .shared
            .engines
            .iter()
            .find(|engine| engine.provider.name == provider)
        {
            Some(engine) => engine,
            None => {
                let known: Vec<&str> = self
                    .providers()
                    .map(|provider| provider.name.as_str())
                    .collect();
                panic!(
                    "the sandbox does not serve `{provider}`; it serves {}",
                    known.join(", ")
                )
            }
        }
    }

    #[track_caller]
    fn operation(&self, provider: &str, operation: &str) -> (&Engine, OperationId, &Operation) {
        let engine = self.engine(provider);
        match engine.operation(operation) {
            Some((id, operation)) => (engine, id, operation),
            None => {
                let known: Vec<&str> = engine
                    .provider
                    .operations
                    .iter()
                    .map(|known| known.name.as_str())
                    .collect();
                panic!(
                    "{provider} has no operation `{operation}`; it has {}",
                    known.join(", ")
                )
            }
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        for listening in &self.listening {
            listening.task.abort();
        }
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.apis()).finish()
    }
}
