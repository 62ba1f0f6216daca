//! How connections are made: the settings that a caller has, and the connection pools made from them.
//!
//! What is not a setting cannot be undone by one: certificates are checked, redirects are not followed, nothing is
//! resent behind our back, plain HTTP stays on this machine.
//!
//! There are two pools for each reach. What may be sent twice shares idle connections. What must happen once gets a
//! new connection each time: a server may close an idle one at the very moment that a request is written to it, and
//! then nobody can tell whether the request was read. A new connection costs a round trip or two, a doubtful payment a
//! phone call.

use std::fmt::{self, Debug};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use reqwest::header::HeaderValue;
use zeroize::Zeroizing;

use crate::address::Reach;
use crate::{BuildError, ConnectionError};

const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Shorter than what servers and balancers commonly allow, so that it is mostly us who close.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

/// How connections are made. What is left out has a good default.
///
/// Addresses on this machine (`127.0.0.0/8`, `::1`, `localhost`) are never reached through a proxy.
///
/// ```
/// use std::time::Duration;
/// let transport = vezne_runtime::Transport::new()
///     .proxy("http://proxy.internal:3128")
///     .connect_timeout(Duration::from_secs(5));
/// ```
#[derive(Clone)]
pub struct Transport {
    proxy: ProxyChoice,
    roots: Vec<Vec<u8>>,
    system_roots: bool,
    identity: Option<Zeroizing<Vec<u8>>>,
    connect_timeout: Duration,
    user_agent: String,
}

#[derive(Clone)]
enum ProxyChoice {
    Environment,
    None,
    At(Zeroizing<String>),
}

impl Default for Transport {
    fn default() -> Self {
        Self {
            proxy: ProxyChoice::Environment,
            roots: Vec::new(),
            system_roots: true,
            identity: None,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            user_agent: concat!("vezne/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

impl Transport {
    /// The defaults: the system's root certificates, the proxy that the environment names (`HTTPS_PROXY`, `NO_PROXY`),
    /// ten seconds to connect.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes through this HTTP proxy, whatever the environment names. The address may hold a user name and a password.
    #[must_use]
    pub fn proxy(mut self, address: impl Into<String>) -> Self {
        self.proxy = ProxyChoice::At(Zeroizing::new(address.into()));
        self
    }

    /// Goes through no proxy, whatever the environment names.
    #[must_use]
    pub fn no_proxy(mut self) -> Self {
        self.proxy = ProxyChoice::None;
        self
    }

    /// Trusts these root certificates (PEM) besides the system's.
    #[must_use]
    pub fn extra_roots(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Trusts these root certificates (PEM) and those given by [`extra_roots`](Self::extra_roots), and not the
    /// system's. For machines without any installed, and for pinning.
    #[must_use]
    pub fn only_roots(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.system_roots = false;
        self.extra_roots(pem)
    }

    /// Shows this certificate to the server: PEM of the private key and of the certificate with its chain.
    #[must_use]
    pub fn identity(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.identity = Some(Zeroizing::new(pem.into()));
        self
    }

    /// How long one attempt to connect may take, TLS included. Default: 10 seconds. The call's deadline holds besides.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The `User-Agent` header. Default: `vezne/` and the version.
    #[must_use]
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }
}

impl Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proxy = match self.proxy {
            ProxyChoice::Environment => "from the environment",
            ProxyChoice::None => "none",
            ProxyChoice::At(_) => "set",
        };
        f.debug_struct("Transport")
            .field("proxy", &proxy)
            .field("roots", &self.roots.len())
            .field("system_roots", &self.system_roots)
            .field("identity", &self.identity.is_some())
            .field("connect_timeout", &self.connect_timeout)
            .field("user_agent", &self.user_agent)
            .finish()
    }
}

/// The connections to addresses of one reach.
#[derive(Clone)]
pub(crate) struct Pools {
    /// A new connection for each request.
    pub(crate) fresh: reqwest::Client,
    /// Idle connections are used again.
    pub(crate) kept: reqwest::Client,
}

impl Pools {
    /// The pools for a reach; `None` where it needs TLS and this build has none.
    pub(crate) fn build(settings: &Transport, reach: Reach) -> Result<Option<Self>, BuildError> {
        if reach != Reach::PlainLoopback && !cfg!(feature = "rustls") {
            return Ok(None);
        }
        let fresh = client(settings, reach, 0)?;
        let kept = client(settings, reach, usize::MAX)?;
        Ok(Some(Self { fresh, kept }))
    }
}

fn client(
    settings: &Transport,
    reach: Reach,
    idle_connections: usize,
) -> Result<reqwest::Client, BuildError> {
    let user_agent = HeaderValue::from_str(&settings.user_agent)
        .map_err(|_| BuildError::setting("user_agent"))?;
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .http1_only()
        // Another crate in the build may have switched these features of the HTTP library on.
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .user_agent(user_agent)
        .connect_timeout(settings.connect_timeout)
        .pool_idle_timeout(IDLE_TIMEOUT)
        .pool_max_idle_per_host(idle_connections);
    let builder = with_proxy(builder, settings, reach)?;
    let builder = with_tls(builder, settings, reach)?;
    builder
        .build()
        .map_err(|error| BuildError::tls(ConnectionError::new(error.without_url())))
}

fn with_proxy(
    builder: reqwest::ClientBuilder,
    settings: &Transport,
    reach: Reach,
) -> Result<reqwest::ClientBuilder, BuildError> {
    match (&settings.proxy, reach) {
        (_, Reach::PlainLoopback | Reach::TlsLoopback) => {
            // Whatever the system's resolver says, this name stays on this machine.
            let here = [
                IpAddr::V4(Ipv4Addr::LOCALHOST),
                IpAddr::V6(Ipv6Addr::LOCALHOST),
            ];
            let here = here.map(|address| SocketAddr::new(address, 0));
            Ok(builder.no_proxy().resolve_to_addrs("localhost", &here))
        }
        (ProxyChoice::None, Reach::Remote) => Ok(builder.no_proxy().https_only(true)),
        (ProxyChoice::Environment, Reach::Remote) => Ok(builder.https_only(true)),
        (ProxyChoice::At(address), Reach::Remote) => {
            let url = reqwest::Url::parse(address).map_err(|_| BuildError::setting("proxy"))?;
            if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
                return Err(BuildError::setting("proxy"));
            }
            let proxy = reqwest::Proxy::https(address.as_str())
                .map_err(|_| BuildError::setting("proxy"))?;
            Ok(builder.proxy(proxy).https_only(true))
        }
    }
}

#[cfg(not(feature = "rustls"))]
fn with_tls(
    builder: reqwest::ClientBuilder,
    _settings: &Transport,
    _reach: Reach,
) -> Result<reqwest::ClientBuilder, BuildError> {
    Ok(builder)
}

#[cfg(feature = "rustls")]
fn with_tls(
    builder: reqwest::ClientBuilder,
    settings: &Transport,
    reach: Reach,
) -> Result<reqwest::ClientBuilder, BuildError> {
    if reach == Reach::PlainLoopback {
        // No certificate is ever looked at: build where none is installed, and without the time to load them.
        return Ok(builder.tls_certs_only([]));
    }
    let mut roots = Vec::new();
    for pem in &settings.roots {
        let bundle =
            reqwest::Certificate::from_pem_bundle(pem).map_err(|_| BuildError::setting("roots"))?;
        if bundle.is_empty() {
            return Err(BuildError::setting("roots"));
        }
        roots.extend(bundle);
    }
    let builder = if settings.system_roots {
        builder.tls_certs_merge(roots)
    } else {
        builder.tls_certs_only(roots)
    };
    match &settings.identity {
        None => Ok(builder),
        Some(pem) => {
            let identity =
                reqwest::Identity::from_pem(pem).map_err(|_| BuildError::setting("identity"))?;
            Ok(builder.identity(identity))
        }
    }
}
