//! From a connection to the engine and back.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use codegen::model::ApiId;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::builder::Log;
use crate::clock::Clock;
use crate::engine::{Engine, Fault, Handled, Mark, Reply};
use crate::http::{RawRequest, ReadFailure, Reader};
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
        let sent = match handled.fault {
            None | Some(Fault::WrongType) => {
                handled
                    .reply
                    .into_raw()
                    .write(stream, &method, keep_alive)
                    .await
            }
            Some(fault) => return damaged(stream, fault, handled.reply, &method).await,
        };
        if sent.is_err() || !keep_alive {
            let _ = stream.shutdown().await;
            return;
        }
    }
}

/// Sends what a fault leaves of an answer, and closes.
async fn damaged(stream: &mut TcpStream, fault: Fault, reply: Reply, method: &str) {
    let with = |status: u16, body: &str| {
        Reply::new(status, body.to_owned(), Mark::Assumed, "fault").into_raw()
    };
    let _ = match fault {
        Fault::CloseAfterRead => Ok(()),
        Fault::Stall => std::future::pending().await,
        Fault::Html => {
            let page = "<!DOCTYPE html>\n<html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>\n";
            with(200, page).write(stream, method, false).await
        }
        Fault::Empty => with(200, "").write(stream, method, false).await,
        Fault::HalfBody => {
            let answer = reply.into_raw();
            let mut bytes = answer.head(answer.body.len() as u64, false).into_bytes();
            bytes.extend_from_slice(answer.body.get(..answer.body.len() / 2).unwrap_or_default());
            stream.write_all(&bytes).await
        }
        Fault::WrongType => reply.into_raw().write(stream, method, false).await,
        Fault::Status(status) => {
            with(
                status,
                "{\"note\": \"This answer was asked for by the test.\"}",
            )
            .write(stream, method, false)
            .await
        }
        Fault::Huge(length) => huge(stream, length).await,
    };
    let _ = stream.shutdown().await;
}

async fn huge(stream: &mut TcpStream, length: u64) -> std::io::Result<()> {
    let answer = Reply::new(200, String::new(), Mark::Assumed, "fault").into_raw();
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
