//! The checker: a captured request against a table of the fact sheet.

use std::collections::BTreeSet;

use sandbox::wire::Received;
use serde_json::Value;

/// An API of the provider (section 1.1). Each has a host of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    Payment,
    PaymentPrivate,
    CardWall,
    Member,
}

/// What authenticates a request (sections 1.2 and 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    Public,
    Private,
    /// The header `token` and no key pair.
    Token,
}

/// Where the inputs of a request are (section 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    Headers,
    Json,
}

/// Whether the sheet wants a field wherever its parent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Required.
    R,
    /// Optional.
    O,
    /// Conditional.
    C,
}

/// What a value may be in JSON. In a header all are text, of the form of the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Int,
    Decimal,
    Bool,
    Object,
    List,
    Null,
}

/// A field: its path on the wire (`PaymentDetail.Amount`, `Products[].ProductId`) or the name of its header.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub path: &'static str,
    pub kinds: &'static [Kind],
    pub need: Need,
}

pub const TEXT: &[Kind] = &[Kind::Text];
pub const INT: &[Kind] = &[Kind::Int];
pub const DECIMAL: &[Kind] = &[Kind::Decimal];
pub const BOOL: &[Kind] = &[Kind::Bool];
pub const OBJECT: &[Kind] = &[Kind::Object];
pub const LIST: &[Kind] = &[Kind::List];

/// A required field.
pub const fn r(path: &'static str, kinds: &'static [Kind]) -> Field {
    Field {
        path,
        kinds,
        need: Need::R,
    }
}

/// An optional field.
pub const fn o(path: &'static str, kinds: &'static [Kind]) -> Field {
    Field {
        path,
        kinds,
        need: Need::O,
    }
}

/// A conditional field.
pub const fn c(path: &'static str, kinds: &'static [Kind]) -> Field {
    Field {
        path,
        kinds,
        need: Need::C,
    }
}

/// An operation as the sheet has it.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub section: &'static str,
    pub api: Api,
    pub keys: Keys,
    pub method: &'static str,
    pub path: &'static str,
    pub carrier: Carrier,
    pub fields: &'static [&'static [Field]],
    /// Fields that the client has no input for, with the reason and its section.
    pub left_out: &'static [(&'static str, &'static str)],
}

/// What an HTTP client says of itself and of the body.
const TRANSPORT: &[&str] = &[
    "accept",
    "accept-encoding",
    "connection",
    "content-length",
    "content-type",
    "host",
    "user-agent",
];

/// The keys that the tests' clients are given.
pub const PUBLIC: (&str, &str) = ("the-public-key", "the-public-client");
pub const PRIVATE: (&str, &str) = ("the-private-key", "the-private-client");
pub const TEMP_TOKEN: &str = "0f0e0d0c-0b0a-4908-8706-050403020100";

impl Keys {
    fn headers(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Public => &[("apikeypublic", PUBLIC.0), ("apiclientpublic", PUBLIC.1)],
            Self::Private => &[
                ("apikeyprivate", PRIVATE.0),
                ("apiclientprivate", PRIVATE.1),
            ],
            Self::Token => &[("token", TEMP_TOKEN)],
        }
    }
}

impl Table {
    fn field(&self, path: &str) -> Option<&'static Field> {
        self.fields
            .iter()
            .copied()
            .flatten()
            .find(|field| field.path == path)
    }

    /// The headers that are inputs: neither the transport's nor the keys'.
    pub fn input_headers(&self, request: &Received) -> Vec<(String, String)> {
        let keys = self.keys.headers();
        let mut inputs = request.headers.clone();
        inputs.retain(|(name, _)| {
            !TRANSPORT.contains(&name.as_str()) && !keys.iter().any(|(key, _)| key == name)
        });
        inputs
    }

    /// Every way in which the request is not as the sheet has it, and the paths of what it sends.
    pub fn check(&self, request: &Received) -> (Vec<String>, BTreeSet<String>) {
        let (mut wrong, mut sent) = (Vec::new(), BTreeSet::new());
        if (request.method.as_str(), request.path.as_str()) != (self.method, self.path) {
            wrong.push(format!("it is {} {}", request.method, request.path));
        }
        if request.query.is_some() {
            wrong.push("it has a query".to_owned());
        }
        for (name, value) in self.keys.headers() {
            let given: Vec<_> = request
                .headers
                .iter()
                .filter(|(given, _)| given == name)
                .collect();
            match given[..] {
                [(_, given)] if given == value => {}
                [_] => wrong.push(format!("the header `{name}` holds another secret")),
                _ => wrong.push(format!(
                    "the header `{name}` is there {} times",
                    given.len()
                )),
            }
        }
        let inputs = self.input_headers(request);
        match self.carrier {
            Carrier::Headers => {
                if !request.body.is_empty() {
                    wrong.push("it has a body".to_owned());
                }
                self.headers(&inputs, &mut wrong, &mut sent);
            }
            Carrier::Json => {
                for (name, _) in inputs {
                    wrong.push(format!("the header `{name}` is not in the table"));
                }
                let kind = request.header("content-type").unwrap_or_default();
                if kind.split(';').next() != Some("application/json") {
                    wrong.push(format!("its content type is `{kind}`"));
                }
                match serde_json::from_slice(&request.body) {
                    Ok(body @ Value::Object(_)) => self.value("", &body, &mut wrong, &mut sent),
                    Ok(_) => wrong.push("the body is no object".to_owned()),
                    Err(error) => wrong.push(format!("the body is not JSON: {error}")),
                }
            }
        }
        (wrong, sent)
    }

    pub fn headers(
        &self,
        inputs: &[(String, String)],
        wrong: &mut Vec<String>,
        sent: &mut BTreeSet<String>,
    ) {
        for (name, value) in inputs {
            let Some(field) = self.field(name) else {
                wrong.push(format!("the header `{name}` is not in the table"));
                continue;
            };
            if !field.kinds.iter().any(|kind| header_is(*kind, value)) {
                wrong.push(format!("the header `{name}` is no {:?}", field.kinds));
            }
            if !sent.insert(name.clone()) {
                wrong.push(format!("the header `{name}` is there twice"));
            }
        }
        for field in self.fields.iter().copied().flatten() {
            if field.need == Need::R && !sent.contains(field.path) {
                wrong.push(format!("the required header `{}` is missing", field.path));
            }
        }
    }

    pub fn value(
        &self,
        path: &str,
        value: &Value,
        wrong: &mut Vec<String>,
        sent: &mut BTreeSet<String>,
    ) {
        if !path.is_empty() {
            let Some(field) = self.field(path) else {
                wrong.push(format!("`{path}` is not in the table"));
                return;
            };
            if !field.kinds.iter().any(|kind| is(*kind, value)) {
                wrong.push(format!(
                    "`{path}` is {value}, which is no {:?}",
                    field.kinds
                ));
            }
            sent.insert(path.to_owned());
        }
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    self.value(&child(path, name), value, wrong, sent);
                }
                for field in self.fields.iter().copied().flatten() {
                    let name = field.path.rsplit('.').next().unwrap_or_default();
                    let here = child(path, name) == field.path && !name.ends_with("[]");
                    if here && field.need == Need::R && !object.contains_key(name) {
                        wrong.push(format!("the required `{}` is missing", field.path));
                    }
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.value(&format!("{path}[]"), item, wrong, sent);
                }
            }
            _ => {}
        }
    }

    /// The fields that no request had although the client should have an input for them, and fields that were sent
    /// although they are said to be left out.
    pub fn uncovered(&self, sent: &BTreeSet<String>) -> Vec<String> {
        let mut wrong = Vec::new();
        for field in self.fields.iter().copied().flatten() {
            let left_out = self.left_out.iter().any(|(path, _)| {
                let inside = field.path.strip_prefix(path);
                inside.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            });
            match (sent.contains(field.path), left_out) {
                (false, false) => wrong.push(format!("`{}` cannot be sent", field.path)),
                (true, true) => {
                    wrong.push(format!("`{}` is sent and said to be left out", field.path));
                }
                _ => {}
            }
        }
        for (path, _) in self.left_out {
            if self.field(path).is_none() {
                wrong.push(format!("`{path}` is left out and not in the table"));
            }
        }
        wrong
    }
}

fn child(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn is(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::Text => value.is_string(),
        Kind::Int => value.is_i64() || value.is_u64(),
        Kind::Decimal => value.is_number(),
        Kind::Bool => value.is_boolean(),
        Kind::Object => value.is_object(),
        Kind::List => value.is_array(),
        Kind::Null => value.is_null(),
    }
}

/// Header booleans are upper-case, header decimals have a dot and no grouping (section 1.4).
fn header_is(kind: Kind, value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        Kind::Text => !value.is_empty(),
        Kind::Int => digits(value),
        Kind::Decimal => match value.split_once('.') {
            Some((whole, part)) => digits(whole) && digits(part),
            None => digits(value),
        },
        Kind::Bool => matches!(value, "TRUE" | "FALSE"),
        Kind::Object | Kind::List | Kind::Null => false,
    }
}
