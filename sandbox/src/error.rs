//! Why a sandbox does not start.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why a sandbox does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The address can be reached from other machines. The sandbox hands out credentials to whoever asks.
    #[error("only loopback addresses can be listened on, such as 127.0.0.1:8080; {0} is not one")]
    NotLoopback(SocketAddr),
    /// The address of an API cannot be listened on.
    #[error("cannot listen on {address} for {provider}/{api}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Name of the provider.
        provider: String,
        /// Name of the API.
        api: String,
        /// What the system says.
        source: io::Error,
    },
    /// There are more APIs than ports from the given one on.
    #[error(
        "there are {apis} APIs to serve, and too few ports from {first} on; choose a lower one"
    )]
    TooFewPorts {
        /// The first port.
        first: u16,
        /// How many APIs there are.
        apis: usize,
    },
    /// The spec cannot be read or has mistakes; the text tells each with its place.
    #[error("the spec has mistakes:\n\n{0}")]
    Spec(String),
    /// The folder of the spec cannot be read.
    #[error("the folder {} cannot be read: {source}", .folder.display())]
    Unreadable {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is no spec.
    #[error("there is no `provider.yaml` in {} nor in the folders directly below it", .0.display())]
    NoSpec(PathBuf),
    /// Two providers have the same name.
    #[error("two providers are named `{0}`; the sandbox tells them apart by their names")]
    SameName(String),
    /// There is no provider to serve.
    #[error("there is no provider to serve")]
    NoProvider,
}
