//! What a sandbox is made of, before it starts.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use codegen::model::{ApiId, Provider};
use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::engine::Engine;
use crate::error::StartError;
use crate::received::ReceivedRequest;
use crate::running::{Listening, Sandbox};
use crate::server::{Shared, serve};
use crate::spec;

/// A sandbox that has not started. By default: every provider of the repository, on free ports of 127.0.0.1.
#[must_use = "a builder does nothing until it is started"]
#[derive(Default)]
pub struct Builder {
    listen: Option<SocketAddr>,
    folders: Vec<PathBuf>,
    providers: Vec<Provider>,
    log: Option<Log>,
}

pub(crate) type Log = Box<dyn Fn(&ReceivedRequest) + Send + Sync>;

impl Builder {
    /// Listens on this loopback address for the first API and on the following ports for the others. Port 0 takes a free
    /// port for each.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = Some(address);
        self
    }

    /// Serves the spec in this folder instead of the repository's: one provider, or a folder of several. May be called
    /// more than once.
    pub fn spec(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folders.push(folder.into());
        self
    }

    /// Serves this provider instead of the repository's. May be called more than once.
    pub fn provider(mut self, provider: Provider) -> Self {
        self.providers.push(provider);
        self
    }

    /// Calls this with every request, right before it is answered.
    pub fn log(mut self, log: impl Fn(&ReceivedRequest) + Send + Sync + 'static) -> Self {
        self.log = Some(Box::new(log));
        self
    }

    /// Starts it. Must be called within a tokio runtime.
    ///
    /// # Errors
    /// When the address is not a loopback address or is taken, or when the spec has mistakes.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        let mut providers = self.providers;
        for folder in &self.folders {
            providers.extend(spec::from_folder(folder)?);
        }
        if providers.is_empty() && self.folders.is_empty() {
            providers = spec::embedded()?;
        }
        if providers.is_empty() {
            return Err(StartError::NoProvider);
        }
        let mut names: Vec<&str> = providers
            .iter()
            .map(|provider| provider.name.as_str())
            .collect();
        names.sort_unstable();
        if let Some([name, _]) = names.windows(2).find(|pair| pair.first() == pair.last()) {
            return Err(StartError::SameName((*name).to_owned()));
        }

        let listen = self
            .listen
            .unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        if !listen.ip().is_loopback() {
            return Err(StartError::NotLoopback(listen));
        }
        let clock = Arc::new(Clock::default());
        let engines = providers
            .into_iter()
            .map(|provider| Engine::new(provider, Arc::clone(&clock)))
            .collect();
        let shared = Arc::new(Shared::new(engines, clock, self.log));

        // All ports are taken before any is served, so that a failure leaves nothing behind.
        let mut bound = Vec::new();
        let apis: usize = shared
            .engines
            .iter()
            .map(|engine| engine.provider.apis.len())
            .sum();
        for (place, engine) in shared.engines.iter().enumerate() {
            for (index, api) in engine.provider.apis.iter().enumerate() {
                let mut address = listen;
                if listen.port() != 0 {
                    let port = u16::try_from(bound.len())
                        .ok()
                        .and_then(|offset| listen.port().checked_add(offset));
                    let Some(port) = port else {
                        return Err(StartError::TooFewPorts {
                            first: listen.port(),
                            apis,
                        });
                    };
                    address.set_port(port);
                }
                let taken = |source| StartError::Listen {
                    address,
                    provider: engine.provider.name.clone(),
                    api: api.name.clone(),
                    source,
                };
                let listener = TcpListener::bind(address).await.map_err(taken)?;
                let address = listener.local_addr().map_err(taken)?;
                bound.push((listener, address, place, ApiId(index)));
            }
        }
        let mut listening = Vec::new();
        for (listener, address, engine, api) in bound {
            let base = shared
                .engines
                .get(engine)
                .map(|engine| engine.base_path(api))
                .unwrap_or_default();
            let address = format!("http://{address}{base}");
            let task = tokio::spawn(serve(Arc::clone(&shared), listener, engine, api));
            listening.push(Listening::new(engine, api, address, task));
        }
        Ok(Sandbox::new(shared, listening))
    }
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let providers: Vec<&str> = self
            .providers
            .iter()
            .map(|provider| provider.name.as_str())
            .collect();
        f.debug_struct("Builder")
            .field("listen", &self.listen)
            .field("folders", &self.folders)
            .field("providers", &providers)
            .finish_non_exhaustive()
    }
}
