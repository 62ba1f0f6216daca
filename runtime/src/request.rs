//! A request before it is sent: line, headers, body.

use std::fmt;

use zeroize::Zeroizing;

use crate::fields::Fields;
use crate::form::BrowserForm;
use crate::invalid_input::{InvalidInput, Problem};
use crate::render;
use crate::secret::Secret;
use crate::to_wire::ToWire;
use crate::wire::{Settled, WireText};

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET, with a body where the operation has one.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// DELETE, with a body where the operation has one.
    Delete,
}

impl Method {
    /// The method as it stands in the request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// The request of an operation, as the operation writes it.
///
/// Values that must not be sent are kept as a refusal; [`finish`](Self::finish) is the only way to the bytes, and gives
/// the first refusal instead where there is one. `Debug` shows method, names and sizes, never a value.
#[derive(Default)]
pub struct Request {
    method: Option<Method>,
    path: Zeroizing<String>,
    query: Zeroizing<String>,
    headers: Vec<(String, WireText)>,
    body: Body,
    refusal: Option<InvalidInput>,
}

#[derive(Default)]
enum Body {
    #[default]
    None,
    Json(Zeroizing<Vec<u8>>, Vec<Secret>),
    Form(Vec<(String, WireText)>),
}

impl Request {
    /// An empty request.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the method, and the path up to the first input in it. The path begins with a slash.
    pub fn line(&mut self, method: Method, path: &str) {
        self.method = Some(method);
        self.path = Zeroizing::new(String::from(path));
    }

    /// Adds an input to the path, percent-encoded. One that is empty or only dots would lead elsewhere and is refused.
    pub fn path_segment(&mut self, value: impl ToWire) {
        let segment = match text_of(value, "path") {
            Ok(Some(segment)) if !matches!(segment.expose(), "" | "." | "..") => segment,
            Ok(_) => return self.refuse(InvalidInput::new("path", Problem::PathSegment)),
            Err(refusal) => return self.refuse(refusal),
        };
        render::percent_encode(segment.expose(), &mut self.path);
    }

    /// Adds fixed text to the path, slashes included.
    pub fn path_text(&mut self, text: &str) {
        self.path.push_str(text);
    }

    /// Adds a query parameter, percent-encoded, unless the value is absent.
    pub fn query(&mut self, name: &str, value: impl ToWire) {
        match text_of(value, name) {
            Ok(Some(text)) => {
                let before = if self.query.is_empty() { '?' } else { '&' };
                self.query.push(before);
                render::percent_encode(name, &mut self.query);
                self.query.push('=');
                render::percent_encode(text.expose(), &mut self.query);
            }
            Ok(None) => {}
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Adds a header, unless the value is absent.
    ///
    /// # Errors
    /// When the value holds anything but printable ASCII, or begins or ends with a space: how a provider reads such a
    /// header is not documented, and a line break would forge another header.
    pub fn header(&mut self, name: &str, value: impl ToWire) -> Result<(), InvalidInput> {
        let Some(text) = text_of(value, name)? else {
            return Ok(());
        };
        let value = text.expose();
        let plain = value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        if !plain || value.starts_with(' ') || value.ends_with(' ') {
            return Err(InvalidInput::new(String::from(name), Problem::Header));
        }
        self.headers.push((String::from(name), text));
        Ok(())
    }

    /// Sets a JSON object as the body.
    pub fn json(&mut self, fields: Fields) {
        self.json_body(fields, false);
    }

    /// Sets an array of one JSON object as the body.
    pub fn json_array(&mut self, fields: Fields) {
        self.json_body(fields, true);
    }

    fn json_body(&mut self, fields: Fields, in_array: bool) {
        match fields.into_members() {
            Ok(members) => {
                let object = Settled::Object(members);
                let value = if in_array {
                    Settled::List(vec![object])
                } else {
                    object
                };
                let mut secrets = Vec::new();
                value.secrets(&mut |text| secrets.push(Secret::from(text)));
                self.body = Body::Json(value.json(), secrets);
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Sets form fields (`application/x-www-form-urlencoded`) as the body. Objects and lists have no place in a form.
    pub fn form(&mut self, fields: Fields) {
        let members = match fields.into_members() {
            Ok(members) => members,
            Err(refusal) => return self.refuse(refusal),
        };
        let mut pairs = Vec::with_capacity(members.len());
        for (name, value) in members {
            match flat(value, &name) {
                Ok(text) => pairs.push((name, text)),
                Err(refusal) => return self.refuse(refusal),
            }
        }
        self.body = Body::Form(pairs);
    }

    fn refuse(&mut self, refusal: InvalidInput) {
        self.refusal.get_or_insert(refusal);
    }

    /// The request, ready to be sent.
    ///
    /// # Errors
    /// The first value that must not be sent.
    pub fn finish(self) -> Result<FinishedRequest, InvalidInput> {
        match self.refusal {
            Some(refusal) => Err(refusal),
            None => Ok(FinishedRequest {
                method: self.method.unwrap_or(Method::Get),
                target: Zeroizing::new([self.path.as_str(), &self.query].concat()),
                headers: self.headers,
                bytes: match &self.body {
                    Body::Form(pairs) => render::form(
                        pairs
                            .iter()
                            .map(|(name, text)| (name.as_str(), text.expose())),
                    ),
                    _ => Zeroizing::default(),
                },
                body: self.body,
            }),
        }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        formatter
            .debug_struct("Request")
            .field("method", &self.method)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}

/// A request, ready to be sent. `Debug` shows method, names and sizes, never a value.
pub struct FinishedRequest {
    method: Method,
    target: Zeroizing<String>,
    headers: Vec<(String, WireText)>,
    body: Body,
    bytes: Zeroizing<Vec<u8>>,
}

impl FinishedRequest {
    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Path and query, percent-encoded, as they follow the base address. An input may stand in it: do not show it.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The headers that the operation writes, in order. The content type is not among them.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.expose()))
    }

    /// The content type of the body; `None` where there is no body.
    pub fn content_type(&self) -> Option<&'static str> {
        match self.body {
            Body::None => None,
            Body::Json(..) => Some("application/json"),
            Body::Form(_) => Some("application/x-www-form-urlencoded"),
        }
    }

    /// The body; empty where there is none.
    pub fn body(&self) -> &[u8] {
        match &self.body {
            Body::Json(bytes, _) => bytes,
            Body::Form(_) | Body::None => &self.bytes,
        }
    }

    /// The secrets that the request carries, so that they can be struck out of what the provider answers.
    pub fn secrets(&self) -> Vec<Secret> {
        let texts = |pairs: &[(String, WireText)]| -> Vec<Secret> {
            let secret = pairs.iter().filter(|(_, text)| text.is_secret());
            secret
                .map(|(_, text)| Secret::from(text.expose()))
                .collect()
        };
        let mut secrets = texts(&self.headers);
        match &self.body {
            Body::Json(_, found) => secrets.extend(found.iter().cloned()),
            Body::Form(pairs) => secrets.extend(texts(pairs)),
            Body::None => {}
        }
        secrets
    }

    /// The form that a browser sends instead of us, to this base address.
    ///
    /// # Errors
    /// When the request is not a POST of a form without headers and query.
    pub fn into_browser_form(self, base: &str) -> Result<BrowserForm, InvalidInput> {
        match self.body {
            Body::Form(pairs) if self.method == Method::Post && self.headers.is_empty() => {
                Ok(BrowserForm::new(format!("{base}{}", *self.target), pairs))
            }
            _ => Err(InvalidInput::new("", Problem::BrowserForm)),
        }
    }
}

impl fmt::Debug for FinishedRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        formatter
            .debug_struct("FinishedRequest")
            .field("method", &self.method)
            .field("headers", &headers)
            .field("content_type", &self.content_type())
            .field("body_bytes", &self.body().len())
            .finish_non_exhaustive()
    }
}

/// The value as one text; `None` when it is absent.
fn text_of(value: impl ToWire, name: &str) -> Result<Option<WireText>, InvalidInput> {
    match value
        .to_wire()
        .settle()
        .map_err(|refusal| refusal.inside(name))?
    {
        Some(value) => flat(value, name).map(Some),
        None => Ok(None),
    }
}

fn flat(value: Settled, name: &str) -> Result<WireText, InvalidInput> {
    match value {
        Settled::Text(text) | Settled::Number(text) => Ok(text),
        Settled::Boolean(value) => Ok(WireText::open(if value { "true" } else { "false" })),
        Settled::Object(_) | Settled::List(_) => {
            Err(InvalidInput::new(String::from(name), Problem::Encoding))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::CardNumber;

    fn target(write: impl FnOnce(&mut Request)) -> String {
        let mut request = Request::new();
        write(&mut request);
        match request.finish() {
            Ok(finished) => finished.target().to_owned(),
            Err(refusal) => format!("({refusal})"),
        }
    }

    fn body(write: impl FnOnce(&mut Request)) -> String {
        let mut request = Request::new();
        request.line(Method::Post, "/x");
        write(&mut request);
        match request.finish() {
            Ok(finished) => String::from_utf8(finished.body().to_vec()).expect("UTF-8"),
            Err(refusal) => format!("({refusal})"),
        }
    }

    #[test]
    fn an_input_stays_inside_its_part_of_the_path() {
        let with = |id: &str| {
            let id = String::from(id);
            target(|request| {
                request.line(Method::Get, "/wallet/by/id/");
                request.path_segment(&id);
                request.path_text("/more");
            })
        };
        assert_eq!(
            with("a/../b?c#d ş"),
            "/wallet/by/id/a%2F..%2Fb%3Fc%23d%20%C5%9F/more"
        );
        for escape in ["", ".", ".."] {
            assert_eq!(
                with(escape),
                "(`path`: empty or dots only, which cannot be a part of an address)"
            );
        }
    }

    #[test]
    fn query_parameters_are_encoded_and_absent_ones_left_out() {
        let query = target(|request| {
            request.line(Method::Get, "/list");
            request.query("a", "1&b=2+3");
            request.query("missing", None::<String>);
            request.query("n", 5_i64);
        });
        assert_eq!(query, "/list?a=1%26b%3D2%2B3&n=5");
    }

    #[test]
    fn headers_hold_printable_ascii_only() {
        let mut request = Request::new();
        for value in ["Ayşe", "a\r\nx: y", "a\nb", "a\tb", "\u{7f}", " a", "a "] {
            assert_eq!(
                request
                    .header("relationalid1", value)
                    .map_err(|refusal| refusal.problem),
                Err(Problem::Header),
                "{value:?}"
            );
        }
        request.header("a", "x y").expect("a header");
        request
            .header("b", true.to_wire().upper_case())
            .expect("a header");
        request.header("c", None::<String>).expect("left out");
        let finished = request.finish().expect("finishes");
        assert_eq!(
            finished.headers().collect::<Vec<_>>(),
            [("a", "x y"), ("b", "TRUE")]
        );
    }

    #[test]
    fn a_body_is_an_object_an_array_of_one_or_a_form() {
        let fields = || {
            let mut fields = Fields::new();
            fields.put("a", "b c");
            fields.put("n", 1_i64);
            fields.put("t", true);
            fields
        };
        assert_eq!(
            body(|request| request.json(fields())),
            r#"{"a":"b c","n":1,"t":true}"#
        );
        assert_eq!(
            body(|request| request.json_array(fields())),
            r#"[{"a":"b c","n":1,"t":true}]"#
        );
        assert_eq!(body(|request| request.form(fields())), "a=b+c&n=1&t=true");
    }

    #[test]
    fn lists_in_forms_headers_and_paths_are_refused() {
        let mut fields = Fields::new();
        fields.put("items", vec!["a"]);
        assert_eq!(
            body(|request| request.form(fields)),
            "(`items`: the value has no such form)"
        );
        assert!(Request::new().header("h", vec!["a"]).is_err());
        assert_eq!(
            target(|request| request.path_segment(vec!["a"])),
            "(`path`: the value has no such form)"
        );
    }

    #[test]
    fn a_refused_value_anywhere_leaves_no_bytes() {
        let mut fields = Fields::new();
        fields.put("amount", "-1".parse::<crate::Amount>().expect("an amount"));
        assert_eq!(
            body(|request| request.json(fields)),
            "(`amount`: below zero)"
        );
        assert_eq!(
            target(|request| request.query("q", crate::Wire::number("x"))),
            "(`q`: not a number that can be sent)"
        );
    }

    #[test]
    fn a_request_knows_its_secrets_and_shows_none() {
        let number: CardNumber = "4508034508034509".parse().expect("a card number");
        let mut fields = Fields::new();
        fields.put("card_number", &number);
        fields.put("name", "open");
        let mut request = Request::new();
        request.line(Method::Post, "/canary-path");
        request
            .header("apikey", Secret::from("canary-key"))
            .expect("a header");
        request.json(fields);
        let before = format!("{request:?}");
        let finished = request.finish().expect("finishes");
        let shown = format!("{before} {finished:?}");
        assert!(
            !shown.contains("canary") && !shown.contains("4508"),
            "{shown}"
        );
        let secrets: Vec<String> = finished
            .secrets()
            .iter()
            .map(|secret| secret.expose().to_owned())
            .collect();
        assert_eq!(secrets, ["canary-key", "4508034508034509"]);
    }

    #[test]
    fn only_a_plain_form_post_can_be_left_to_the_browser() {
        let form = |method| {
            let mut fields = Fields::new();
            fields.put("a", "b");
            let mut request = Request::new();
            request.line(method, "/api/pay");
            request.form(fields);
            request
                .finish()
                .expect("finishes")
                .into_browser_form("https://example.com")
        };
        assert_eq!(
            form(Method::Post).expect("a form").action(),
            "https://example.com/api/pay"
        );
        assert!(form(Method::Get).is_err());
    }
}
