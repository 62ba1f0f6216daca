//! From a connection to the engine and back.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use codegen::model::ApiId;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::builder::Log;
use crate::clock::Clock;
use crate::engine::{Engine, Fault, Handled, Reply};
use crate::http::{RawAnswer, RawRequest, ReadFailure, Reader};
use crate::received::{Answered, ReceivedRequest};

/// The largest request body that is read.
pub(crate) const MAX_BODY: usize = 1024 * 1024;
/// How many requests are remembered; the oldest go first, as a server may run for days.
const MAX_REMEMBERED: usize = 10_000;

/// What all connections of a sandbox share.
pub(crate) struct Shared {
    pub(crate) engines: Vec<Engine>,
    pub(crate) clock: Arc<Clock>,
    received: Mutex<VecDeque<ReceivedRequest>>,
    log: Option<Log>,
}

impl Shared {
    pub(crate) fn new(engines: Vec<Engine>, clock: Arc<Clock>, log: Option<Log>) -> Self {
        Self {
            engines,
            clock,
            received: Mutex::default(),
            log,
        }
    }

    pub(crate) fn received(&self) -> Vec<ReceivedRequest> {
        crate::lock(&self.received).iter().cloned().collect()
    }

    fn remember(&self, engine: &Engine, api: ApiId, request: RawRequest, handled: &Handled) {
        let (path, query) = match request.target.split_once('?') {
            Some((path, query)) => (path.to_owned(), Some(query.to_owned())),
            None => (request.target, None),
        };
        let received = ReceivedRequest {
            provider: engine.provider.name.clone(),
            api: engine.provider[api].name.clone(),
            operation: handled.operation.map(|id| engine.provider[id].name.clone()),
            method: request.method,
            path,
            query,
            headers: request.headers,
            body: request.body,
            answered: Answered {
                status: handled.reply.status,
                mark: handled.reply.mark,
                name: handled.reply.name.clone(),
                damaged: handled.fault.is_some(),
            },
        };
        if let Some(log) = &self.log {
            log(&received);
        }
        let mut remembered = crate::lock(&self.received);
        if remembered.len() >= MAX_REMEMBERED {
            remembered.pop_front();
        }
        remembered.push_back(received);
    }
}

/// Serves one API until it is aborted; its connections end with it.
pub(crate) async fn serve(shared: Arc<Shared>, listener: TcpListener, engine: usize, api: ApiId) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let shared = Arc::clone(&shared);
                    connections.spawn(async move {
                        if let Some(engine) = shared.engines.get(engine) {
                            converse(&shared, engine, api, stream).await;
                        }
                    });
                }
                // Too many open files, most likely: others have to end first.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

/// Answers the requests of one connection, one after the other.
async fn converse(shared: &Shared, engine: &Engine, api: ApiId, stream: TcpStream) {
    // Small answers, one after the other: waiting to fill packets only slows tests.
    let _ = stream.set_nodelay(true);
    let mut reader = Reader::new(stream, MAX_BODY);
    loop {
        let request = match reader.next().await {
            Ok(Some(request)) => request,
            Ok(None) | Err(ReadFailure::Gone) => return,
            Err(failure) => {
                let reply = unreadable(&failure).into_raw();
                let _ = reply.write(reader.stream(), "GET", false).await;
                let _ = reader.stream().shutdown().await;
                return;
            }
        };
        let handled = engine.handle(api, &request);
        let (method, keep_alive) = (request.method.clone(), request.keep_alive);
        shared.remember(engine, api, request, &handled);
        let stream = reader.stream();
        let raw = handled.reply.into_raw();
        let sent = match handled.fault {
            Some(Fault::CloseAfterRead) => break,
            Some(Fault::Stall) => {
                let _ = until_closed(stream).await;
                break;
            }
            Some(Fault::HalfBody) => {
                let _ = half(stream, &raw).await;
                break;
            }
            Some(Fault::Huge(length)) => {
                let _ = huge(stream, &raw, length).await;
                break;
            }
            _ => raw.write(stream, &method, keep_alive).await,
        };
        if sent.is_err() || !keep_alive {
            break;
        }
    }
    let _ = reader.stream().shutdown().await;
}

/// The head, and half of the body that it announces.
async fn half(stream: &mut TcpStream, answer: &RawAnswer) -> std::io::Result<()> {
    let mut bytes = answer.head(answer.body.len() as u64, false).into_bytes();
    bytes.extend_from_slice(answer.body.get(..answer.body.len() / 2).unwrap_or_default());
    stream.write_all(&bytes).await
}

/// Says nothing for as long as the client waits.
async fn until_closed(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut ignored = [0; 1024];
    while stream.read(&mut ignored).await? > 0 {}
    Ok(())
}

/// As many spaces as are asked for, while the client reads.
async fn huge(stream: &mut TcpStream, answer: &RawAnswer, length: u64) -> std::io::Result<()> {
    stream
        .write_all(answer.head(length, false).as_bytes())
        .await?;
    let spaces = vec![b' '; 64 * 1024];
    let mut left = length;
    while left > 0 {
        let part = spaces
            .len()
            .min(usize::try_from(left).unwrap_or(usize::MAX));
        stream
            .write_all(spaces.get(..part).unwrap_or_default())
            .await?;
        left -= part as u64;
    }
    Ok(())
}

fn unreadable(failure: &ReadFailure) -> Reply {
    match failure {
        ReadFailure::TooLarge(what) => Reply::note(
            413,
            "too_large",
            "The request is too large.",
            &format!(
                "The sandbox reads bodies of up to 1 MiB and heads of up to 64 KiB; {what} of this request is larger."
            ),
        ),
        ReadFailure::Malformed(what) => {
            Reply::note(400, "not_http", "The request cannot be read.", what)
        }
        ReadFailure::Gone => Reply::note(
            400,
            "not_http",
            "The request cannot be read.",
            "It ended too early.",
        ),
    }
}
