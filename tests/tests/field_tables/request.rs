//! Requests as they were sent, and forms as a browser would send them.

use sandbox::wire::Received;

use crate::Node;

/// A request.
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub content_type: Option<String>,
    pub body: Body,
}

/// A request's body.
pub enum Body {
    Nothing,
    Json(Node),
    Form(Vec<(String, String)>),
    Unreadable(String),
}

impl Request {
    /// A request that arrived at a server.
    pub fn received(received: &Received) -> Self {
        let content_type = received.header("content-type").map(str::to_owned);
        Self {
            method: received.method.clone(),
            path: received.path.clone(),
            query: pairs(received.query.as_deref().unwrap_or_default().as_bytes()),
            headers: received.headers.clone(),
            body: read(content_type.as_deref(), &received.body),
            content_type,
        }
    }

    /// A form that is handed to a browser: where it goes, and its fields. A browser adds no `Authorization`.
    pub fn browser_form<N: Into<String>, V: Into<String>>(
        method: &str,
        address: &str,
        fields: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let (_, rest) = address.split_once("://").expect("an address");
        let path = rest.find('/').map_or("/", |slash| &rest[slash..]);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let fields = fields
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()));
        Self {
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            query: pairs(query.as_bytes()),
            headers: Vec::new(),
            content_type: Some("application/x-www-form-urlencoded".into()),
            body: Body::Form(fields.collect()),
        }
    }

    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }
}

fn pairs(bytes: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(bytes).into_owned().collect()
}

fn read(content_type: Option<&str>, body: &[u8]) -> Body {
    let media = content_type.map(|text| text.split(';').next().unwrap_or(text).trim());
    match media {
        _ if body.is_empty() => Body::Nothing,
        Some("application/x-www-form-urlencoded") => Body::Form(pairs(body)),
        Some("application/json") => {
            let text = String::from_utf8_lossy(body);
            match Node::parse(&text) {
                Ok(node) => Body::Json(node),
                Err(error) => Body::Unreadable(format!("the body is not JSON: {error}")),
            }
        }
        other => Body::Unreadable(format!("a body of type {other:?}")),
    }
}
