//! Starts the programs of other packages. They are not linked, so that no generated code stands in xtask's way.

use std::env;
use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::process::{Command, ExitCode};

use crate::workspace;

#[derive(clap::Args)]
pub struct SandboxArguments {
    /// Loopback address of the first API; further ones take the ports after it. Port 0 takes free ports. Default: 127.0.0.1:8080.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// First prints addresses and credentials as one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the demo.
pub fn demo() -> Result<ExitCode, String> {
    run(&mut cargo_run(&["--package", "tests", "--bin", "demo"])?)
}

/// Runs the sandbox's server.
pub fn sandbox(arguments: &SandboxArguments) -> Result<ExitCode, String> {
    let mut command = cargo_run(&["--package", "sandbox"])?;
    command.arg("--");
    if let Some(address) = arguments.listen {
        command.arg("--listen").arg(address.to_string());
    }
    if arguments.json {
        command.arg("--json");
    }
    run(&mut command)
}

fn cargo_run(target: &[&str]) -> Result<Command, String> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .arg("run")
        .arg("--manifest-path")
        .arg(workspace::root()?.join("Cargo.toml"));
    // The first build takes a while: a person sees it move, a log does not fill with it.
    if !io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    command.args(target);
    Ok(command)
}

/// Becomes the program, so that whoever stops this process stops the program.
#[cfg(unix)]
fn run(command: &mut Command) -> Result<ExitCode, String> {
    use std::os::unix::process::CommandExt;
    Err(format!("cannot start cargo: {}", command.exec()))
}

#[cfg(not(unix))]
fn run(command: &mut Command) -> Result<ExitCode, String> {
    let status = command
        .status()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
