//! The client of a provider, and how it is built.

use std::fmt::{self, Debug};
use std::sync::Arc;
use std::time::Duration;

use crate::address::{AddressProblem, BaseAddress, Reach};
use crate::token::TokenCache;
use crate::transport::{Pools, Transport};
use crate::{
    Alternative, ApiIndex, ConnectionError, Context, Environment, NotSent, NotSentReason,
    OperationInfo, Provider,
};

/// The longest that a call may take unless it says otherwise.
const DEFAULT_DEADLINE: Duration = Duration::from_secs(30);

/// The most bytes of an answer that are read unless the builder says otherwise.
const DEFAULT_ANSWER_LIMIT: u64 = 8 * 1024 * 1024;

/// A client of a provider. Cheap to clone; clones share connections and the token.
pub struct Client<P: Provider>(Arc<Inner<P>>);

struct Inner<P: Provider> {
    core: Core,
    credentials: P::Credentials,
    alternatives: P::Alternatives,
}

/// What a client is, whoever its provider.
pub(crate) struct Core {
    routes: Vec<Route>,
    environment: Environment,
    pub(crate) tokens: TokenCache,
    pub(crate) deadline: Duration,
    pub(crate) answer_limit: u64,
}

/// The way to one API of the provider.
pub(crate) struct Route {
    address: BaseAddress,
    /// `None` where the address needs TLS and this build has none.
    pools: Option<Pools>,
}

impl Core {
    /// The way to an operation's API.
    pub(crate) fn route(&self, operation: OperationInfo) -> Result<&Route, NotSent> {
        self.routes
            .get(operation.api)
            .ok_or_else(|| NotSent::new(NotSentReason::NoSuchApi))
    }
}

impl Route {
    pub(crate) fn address(&self) -> &BaseAddress {
        &self.address
    }

    pub(crate) fn pools(&self) -> Result<&Pools, NotSent> {
        self.pools
            .as_ref()
            .ok_or_else(|| NotSent::new(NotSentReason::NoTls))
    }
}

impl<P: Provider> Client<P> {
    /// The environment that this client speaks to.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.0.core.environment
    }

    /// What operations are written with.
    #[must_use]
    pub fn context(&self) -> Context<'_, P> {
        Context {
            credentials: &self.0.credentials,
            alternatives: &self.0.alternatives,
        }
    }

    pub(crate) fn core(&self) -> &Core {
        &self.0.core
    }
}

impl<P: Provider> Clone for Client<P> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<P: Provider> Debug for Client<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("provider", &P::NAME)
            .field("environment", &self.0.core.environment)
            .finish_non_exhaustive()
    }
}

/// Builds a client. What is left out has a good default.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<P: Provider> {
    environment: Environment,
    credentials: P::Credentials,
    alternatives: P::Alternatives,
    addresses: Vec<(usize, String)>,
    transport: Transport,
    deadline: Duration,
    answer_limit: u64,
}

impl<P: Provider> ClientBuilder<P> {
    /// A client for an environment, with the credentials that were handed out for it.
    pub fn new(environment: Environment, credentials: P::Credentials) -> Self {
        Self {
            environment,
            credentials,
            alternatives: P::Alternatives::default(),
            addresses: Vec::new(),
            transport: Transport::default(),
            deadline: DEFAULT_DEADLINE,
            answer_limit: DEFAULT_ANSWER_LIMIT,
        }
    }

    /// Gives an API of the provider another address: `https`, or plain `http` to this machine (`127.0.0.0/8`, `::1`,
    /// `localhost`); without user name, query and fragment. [`build`](Self::build) checks it.
    pub fn base_address(mut self, api: P::Api, address: &str) -> Self {
        self.addresses.push((api.index(), address.to_owned()));
        self
    }

    /// Chooses between the readings of a disputed fact.
    pub fn choose(mut self, alternative: impl Alternative<P>) -> Self {
        alternative.select(&mut self.alternatives);
        self
    }

    /// How connections are made.
    pub fn transport(mut self, transport: Transport) -> Self {
        self.transport = transport;
        self
    }

    /// The longest that a call may take, waiting for a token included, unless the call says otherwise. Default: 30
    /// seconds.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The most bytes of an answer's body that are read; a longer answer is an error. Default: 8 MiB.
    pub fn answer_limit(mut self, bytes: u64) -> Self {
        self.answer_limit = bytes;
        self
    }

    /// Builds the client. This loads root certificates, which takes a moment: build one and clone it.
    ///
    /// Without a TLS feature this succeeds too, and operations at `https` addresses are not sent.
    ///
    /// # Errors
    /// An address or a setting cannot be used, or the system has no root certificates.
    pub fn build(self) -> Result<P::Client, BuildError> {
        let mut routes = Vec::with_capacity(P::APIS.len());
        let mut built: Vec<(Reach, Option<Pools>)> = Vec::new();
        for (index, api) in P::APIS.iter().enumerate() {
            let given = self
                .addresses
                .iter()
                .rev()
                .find(|(of, _)| *of == index)
                .map(|(_, text)| text.as_str());
            let address = BaseAddress::parse(given.unwrap_or_else(|| api.at(self.environment)))
                .map_err(|problem| BuildError::Address {
                    provider: P::NAME,
                    api: api.name,
                    problem,
                })?;
            let reach = address.reach();
            let pools = match built.iter().find(|(of, _)| *of == reach) {
                Some((_, pools)) => pools.clone(),
                None => {
                    let pools = Pools::build(&self.transport, reach)?;
                    built.push((reach, pools.clone()));
                    pools
                }
            };
            routes.push(Route { address, pools });
        }
        let core = Core {
            routes,
            environment: self.environment,
            tokens: TokenCache::default(),
            deadline: self.deadline,
            answer_limit: self.answer_limit,
        };
        let inner = Inner {
            core,
            credentials: self.credentials,
            alternatives: self.alternatives,
        };
        Ok(P::Client::from(Client(Arc::new(inner))))
    }
}

impl<P: Provider> Debug for ClientBuilder<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("provider", &P::NAME)
            .field("environment", &self.environment)
            .field("transport", &self.transport)
            .field("deadline", &self.deadline)
            .field("answer_limit", &self.answer_limit)
            .finish_non_exhaustive()
    }
}

/// Why a client could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base address of an API cannot be used.
    #[error("the address of {provider}'s API `{api}` cannot be used: {problem}")]
    Address {
        /// The provider.
        provider: &'static str,
        /// The API.
        api: &'static str,
        /// Why.
        problem: AddressProblem,
    },
    /// A setting of [`Transport`] cannot be used.
    #[error("the transport setting `{setting}` cannot be used")]
    Setting {
        /// The setting.
        setting: &'static str,
    },
    /// TLS cannot be set up; most often, no root certificates are installed. Install the system's `ca-certificates`, or
    /// give some with [`Transport::only_roots`].
    #[error(
        "TLS cannot be set up (are root certificates installed? `Transport::only_roots` takes some): {0}"
    )]
    Tls(#[source] ConnectionError),
}

impl BuildError {
    pub(crate) fn setting(setting: &'static str) -> Self {
        Self::Setting { setting }
    }

    pub(crate) fn tls(error: ConnectionError) -> Self {
        Self::Tls(error)
    }
}
