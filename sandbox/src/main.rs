//! The sandbox as a server: simulated payment providers on loopback addresses, until Ctrl-C.
#![forbid(unsafe_code)]

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use sandbox::{ReceivedRequest, Sandbox, StartError};

mod announce;

/// Serves simulated payment providers on this machine, from their specs.
///
/// Point a client's base addresses at the printed ones and give it the printed credentials; nothing else changes. No
/// money moves and nothing leaves this machine. Use documented test card numbers only.
#[derive(Debug, Parser)]
#[command(name = "sandbox", version)]
struct Arguments {
    /// Loopback address of the first API; further ones take the following ports. Port 0 takes free ports.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// Folder of a provider's spec, or of several, to serve instead of the repository's.
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,

    /// Print addresses and credentials as one line of JSON first, and everything else to standard error.
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sandbox: {error}");
            if let Some(StartError::Listen { .. }) = error.downcast_ref() {
                eprintln!("`--listen 127.0.0.1:0` takes free ports.");
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let json = arguments.json;
    let mut builder = Sandbox::builder()
        .listen(arguments.listen)
        .log(move |request| log(request, json));
    if let Some(folder) = &arguments.spec {
        builder = builder.spec(folder);
    }
    let sandbox = builder.start().await?;
    if json {
        let mut out = io::stdout().lock();
        writeln!(out, "{}", announce::json(&sandbox))?;
        out.flush()?;
        eprint!("{}", announce::text(&sandbox));
    } else {
        print!("{}", announce::text(&sandbox));
        io::stdout().flush()?;
    }
    tokio::signal::ctrl_c().await?;
    Ok(())
}

/// One line per request. A reader that has gone away is no reason to stop serving.
fn log(request: &ReceivedRequest, to_stderr: bool) {
    let mut line = String::new();
    let _ = writeln!(line, "{request}");
    let _ = if to_stderr {
        io::stderr().write_all(line.as_bytes())
    } else {
        io::stdout().write_all(line.as_bytes())
    };
}
