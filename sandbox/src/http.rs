//! HTTP/1.1 at the level of bytes: one request in, one answer out.
//!
//! A framework would hide what this crate is for: the exact bytes and the order of the headers that a client sent, and
//! answers that a correct server never gives (half a body, none at all). So the reading is done here, on [`httparse`],
//! once for the simulated providers and once for the scripted [`crate::wire`] server.

use std::fmt::Write as _;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The most bytes that the request line and the headers may take.
const MAX_HEAD: usize = 64 * 1024;
/// The most headers of one request.
const MAX_HEADERS: usize = 128;
/// How much of a body that is too large is read and dropped, so that the client gets to see the refusal.
const MAX_DRAIN: usize = 16 * 1024 * 1024;
/// The longest line before a chunk of a chunked body.
const MAX_CHUNK_LINE: usize = 256;

/// A request as it came.
#[derive(Clone)]
pub(crate) struct RawRequest {
    pub(crate) method: String,
    /// Path and query, as sent.
    pub(crate) target: String,
    /// In the order sent; names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) keep_alive: bool,
}

impl RawRequest {
    /// The first header of that (lower-case) name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Why a request could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ReadFailure {
    /// The connection ended or failed; there is nobody to answer.
    Gone,
    /// Not HTTP/1.x.
    Malformed(&'static str),
    /// Head or body over the limit.
    TooLarge(&'static str),
}

impl From<std::io::Error> for ReadFailure {
    fn from(_: std::io::Error) -> Self {
        Self::Gone
    }
}

/// Reads requests from one connection.
pub(crate) struct Reader<R> {
    stream: R,
    /// Bytes that came and are not used yet.
    buffer: Vec<u8>,
    max_body: usize,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Reader<S> {
    pub(crate) fn new(stream: S, max_body: usize) -> Self {
        Self {
            stream,
            buffer: Vec::new(),
            max_body,
        }
    }

    pub(crate) fn stream(&mut self) -> &mut S {
        &mut self.stream
    }

    /// The next request; `None` when the client has closed between two requests.
    pub(crate) async fn next(&mut self) -> Result<Option<RawRequest>, ReadFailure> {
        let Some((mut request, framing, expects_continue)) = self.head().await? else {
            return Ok(None);
        };
        if let Framing::Length(length) = framing
            && length > self.max_body
        {
            if !expects_continue {
                self.drain(length).await;
            }
            return Err(ReadFailure::TooLarge("the body"));
        }
        if expects_continue && framing != Framing::Length(0) {
            self.stream
                .write_all(b"HTTP/1.1 100 Continue\r\n\r\n")
                .await?;
        }
        request.body = match framing {
            Framing::Length(length) => self.take(length).await?,
            Framing::Chunked => self.chunks().await?,
        };
        Ok(Some(request))
    }

    async fn head(&mut self) -> Result<Option<(RawRequest, Framing, bool)>, ReadFailure> {
        loop {
            if let Some((length, head)) = parse_head(&self.buffer)? {
                self.buffer.drain(..length);
                return Ok(Some(head));
            }
            if self.buffer.len() > MAX_HEAD {
                return Err(ReadFailure::TooLarge("the head"));
            }
            if self.fill().await? == 0 {
                // Bytes without an end are a request that was cut; no bytes are the end of a kept connection.
                return if self.buffer.is_empty() {
                    Ok(None)
                } else {
                    Err(ReadFailure::Gone)
                };
            }
        }
    }

    async fn fill(&mut self) -> Result<usize, ReadFailure> {
        let mut chunk = [0; 16 * 1024];
        let read = self.stream.read(&mut chunk).await?;
        self.buffer
            .extend_from_slice(chunk.get(..read).unwrap_or_default());
        Ok(read)
    }

    async fn take(&mut self, length: usize) -> Result<Vec<u8>, ReadFailure> {
        while self.buffer.len() < length {
            if self.fill().await? == 0 {
                return Err(ReadFailure::Gone);
            }
        }
        let rest = self.buffer.split_off(length);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }

    async fn drain(&mut self, length: usize) {
        let mut left = length.min(MAX_DRAIN).saturating_sub(self.buffer.len());
        self.buffer.clear();
        while left > 0 {
            match self.fill().await {
                Ok(read) if read > 0 => left = left.saturating_sub(read),
                _ => return,
            }
            self.buffer.clear();
        }
    }

    async fn line(&mut self) -> Result<Vec<u8>, ReadFailure> {
        loop {
            if let Some(end) = self.buffer.windows(2).position(|pair| pair == b"\r\n") {
                let mut line = self.take(end + 2).await?;
                line.truncate(end);
                return Ok(line);
            }
            if self.buffer.len() > MAX_CHUNK_LINE {
                return Err(ReadFailure::Malformed(
                    "a chunk of the body has no readable size",
                ));
            }
            if self.fill().await? == 0 {
                return Err(ReadFailure::Gone);
            }
        }
    }

    async fn chunks(&mut self) -> Result<Vec<u8>, ReadFailure> {
        const BAD: ReadFailure = ReadFailure::Malformed("a chunk of the body has no readable size");
        let mut body = Vec::new();
        loop {
            let line = self.line().await?;
            let digits = line.split(|byte| *byte == b';').next().unwrap_or_default();
            let digits = std::str::from_utf8(digits).map_err(|_| BAD)?.trim();
            let size = usize::from_str_radix(digits, 16).map_err(|_| BAD)?;
            if size == 0 {
                // Trailers end with an empty line.
                while !self.line().await?.is_empty() {}
                return Ok(body);
            }
            if body.len().saturating_add(size) > self.max_body {
                return Err(ReadFailure::TooLarge("the body"));
            }
            body.append(&mut self.take(size).await?);
            if !self.line().await?.is_empty() {
                return Err(ReadFailure::Malformed(
                    "a chunk of the body is longer than it says",
                ));
            }
        }
    }
}

/// How the end of a body is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framing {
    Length(usize),
    Chunked,
}

type Head = (RawRequest, Framing, bool);

/// The head at the start of the bytes and its length; `None` while it is incomplete.
fn parse_head(bytes: &[u8]) -> Result<Option<(usize, Head)>, ReadFailure> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let length = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => {
            return Err(ReadFailure::TooLarge("the number of headers"));
        }
        Err(_) => return Err(ReadFailure::Malformed("this is not an HTTP/1.1 request")),
    };
    let headers: Vec<(String, String)> = parsed
        .headers
        .iter()
        .map(|header| {
            (
                header.name.to_ascii_lowercase(),
                String::from_utf8_lossy(header.value).into_owned(),
            )
        })
        .collect();
    let mut request = RawRequest {
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        headers,
        body: Vec::new(),
        keep_alive: parsed.version == Some(1),
    };
    match request
        .header("connection")
        .map(str::to_ascii_lowercase)
        .as_deref()
    {
        Some("close") => request.keep_alive = false,
        Some("keep-alive") => request.keep_alive = true,
        _ => {}
    }
    let expects_continue = request
        .header("expect")
        .is_some_and(|value| value.eq_ignore_ascii_case("100-continue"));
    let framing = framing(&request)?;
    Ok(Some((length, (request, framing, expects_continue))))
}

/// Two statements about the length of a body are refused: guessing which one holds is how requests get smuggled.
fn framing(request: &RawRequest) -> Result<Framing, ReadFailure> {
    let mut lengths = request
        .headers
        .iter()
        .filter(|(name, _)| name == "content-length");
    let length = lengths.next();
    match (request.header("transfer-encoding"), length, lengths.next()) {
        (None, None, _) => Ok(Framing::Length(0)),
        (None, Some((_, digits)), None)
            if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            digits
                .parse()
                .map(Framing::Length)
                .map_err(|_| ReadFailure::TooLarge("the body"))
        }
        (Some(encoding), None, _) if encoding.eq_ignore_ascii_case("chunked") => {
            Ok(Framing::Chunked)
        }
        _ => Err(ReadFailure::Malformed(
            "the length of the body is not stated in one readable way",
        )),
    }
}

/// An answer, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawAnswer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl RawAnswer {
    /// The head, for a body of that many bytes.
    pub(crate) fn head(&self, length: u64, keep_alive: bool) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            // Whatever a spec says, a header stays one header.
            let value: String = value
                .chars()
                .map(|c| {
                    if c.is_ascii_graphic() || c == ' ' {
                        c
                    } else {
                        '?'
                    }
                })
                .collect();
            let _ = write!(head, "{name}: {value}\r\n");
        }
        if bodiless(self.status) {
            let _ = write!(
                head,
                "connection: {}\r\n\r\n",
                if keep_alive { "keep-alive" } else { "close" }
            );
        } else {
            let connection = if keep_alive { "keep-alive" } else { "close" };
            let _ = write!(
                head,
                "content-length: {length}\r\nconnection: {connection}\r\n\r\n"
            );
        }
        head
    }

    /// Writes all of it; without the body where the request was a HEAD.
    pub(crate) async fn write<W: AsyncWrite + Unpin>(
        &self,
        stream: &mut W,
        method: &str,
        keep_alive: bool,
    ) -> std::io::Result<()> {
        let mut bytes = self.head(self.body.len() as u64, keep_alive).into_bytes();
        if method != "HEAD" && !bodiless(self.status) {
            bytes.extend_from_slice(&self.body);
        }
        stream.write_all(&bytes).await?;
        stream.flush().await
    }
}

fn bodiless(status: u16) -> bool {
    matches!(status, 100..=199 | 204 | 304)
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        307 => "Temporary Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(bytes: &[u8], max_body: usize) -> Result<Option<RawRequest>, ReadFailure> {
        let (mut client, server) = tokio::io::duplex(1 << 20);
        client
            .write_all(bytes)
            .await
            .map_err(|_| ReadFailure::Gone)?;
        client.shutdown().await.map_err(|_| ReadFailure::Gone)?;
        Reader::new(server, max_body).next().await
    }

    #[tokio::test]
    async fn the_body_of_a_get_and_the_order_of_headers_survive() {
        let request = read(
            b"GET /a?b=c HTTP/1.1\r\nZ-Last: 1\r\nA-First: 2\r\nContent-Length: 3\r\n\r\n{ }",
            10,
        )
        .await;
        let request = request
            .ok()
            .flatten()
            .map(|r| (r.target, r.headers, r.body));
        let names = ["z-last", "a-first", "content-length"]
            .iter()
            .zip(["1", "2", "3"]);
        let headers = names
            .map(|(name, value)| ((*name).to_owned(), value.to_owned()))
            .collect();
        assert_eq!(
            request,
            Some(("/a?b=c".to_owned(), headers, b"{ }".to_vec()))
        );
    }

    #[tokio::test]
    async fn a_chunked_body_is_put_together() {
        let bytes = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n";
        assert_eq!(
            read(bytes, 10).await.ok().flatten().map(|r| r.body),
            Some(b"abcde".to_vec())
        );
        assert_eq!(
            read(bytes, 4).await.err(),
            Some(ReadFailure::TooLarge("the body"))
        );
    }

    #[tokio::test]
    async fn two_lengths_are_refused() {
        for head in [
            "Content-Length: 1\r\nContent-Length: 1",
            "Content-Length: 1\r\nTransfer-Encoding: chunked",
            "Content-Length: +1",
        ] {
            let bytes = format!("POST / HTTP/1.1\r\n{head}\r\n\r\na");
            assert!(
                matches!(
                    read(bytes.as_bytes(), 10).await,
                    Err(ReadFailure::Malformed(_))
                ),
                "{head}"
            );
        }
    }

    #[tokio::test]
    async fn a_body_over_the_limit_is_refused() {
        let bytes = b"POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n01234567890";
        assert_eq!(
            read(bytes, 10).await.err(),
            Some(ReadFailure::TooLarge("the body"))
        );
        assert_eq!(
            read(bytes, 11).await.ok().flatten().map(|r| r.body.len()),
            Some(11)
        );
    }

    #[tokio::test]
    async fn a_cut_request_is_no_request() {
        assert_eq!(read(b"POST / HTT", 10).await.err(), Some(ReadFailure::Gone));
        assert_eq!(
            read(b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab", 10)
                .await
                .err(),
            Some(ReadFailure::Gone)
        );
        assert!(matches!(read(b"", 10).await, Ok(None)));
    }
}
