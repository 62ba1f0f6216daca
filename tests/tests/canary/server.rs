//! Servers that hold the canaries and give them away in answers of every kind.

use serde_json::{Value, json};
use tests::raw::{Reply, Seen, Server};

use crate::canaries::{Canaries, echoes};

/// What a server does with every request but those for a token, which it grants; the last three modes are about tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Success, with everything that a good answer holds.
    Success,
    /// A refusal whose message repeats the request: head, body, and each value that was sent.
    Echo,
    /// The same under names of fields, as validation errors.
    EchoByField,
    /// A refusal whose messages repeat each value that was sent, in every encoding.
    EncodedEcho,
    /// A refusal whose code is a value that was sent.
    EchoedCode,
    /// The connection is closed without an answer.
    Lost,
    /// Half of an answer.
    Half,
    /// A web page that repeats the request.
    Html,
    /// JSON of no known shape that repeats the request.
    Unrecognised,
    /// What is no JSON, and repeats the request.
    NoJson,
    /// A known shape with another type in it.
    WrongType,
    /// The token is called stale, with the request repeated.
    Stale,
    /// A token is refused, with the request repeated.
    TokenRefused,
    /// A token comes that no header can hold.
    TokenUnusable,
}

impl Mode {
    pub const ALL: [Self; 14] = [
        Self::Success,
        Self::Echo,
        Self::EchoByField,
        Self::EncodedEcho,
        Self::EchoedCode,
        Self::Lost,
        Self::Half,
        Self::Html,
        Self::Unrecognised,
        Self::NoJson,
        Self::WrongType,
        Self::Stale,
        Self::TokenRefused,
        Self::TokenUnusable,
    ];
}

/// Starts a server of that mode.
pub fn answering(mode: Mode, canaries: &Canaries) -> Server {
    let all = Good::new(canaries);
    Server::start(move |seen| {
        let token = seen.line.ends_with("/api/token");
        match mode {
            Mode::TokenRefused if token => refusal(&echo(seen)),
            Mode::TokenUnusable if token => {
                let text = format!("{}\r\nx-injected: 1", all.token);
                good(json!({"status_code": 100, "data": {"token": text}}))
            }
            Mode::Success => all.answer(seen),
            _ if token => all.answer(seen),
            Mode::Echo => refusal(&echo(seen)),
            Mode::EchoByField => by_field(seen),
            Mode::EncodedEcho => encoded(seen),
            Mode::EchoedCode => {
                let code = sent(seen).first().cloned().unwrap_or_default();
                let body = json!({"status_code": code, "status_description": "no", "ErrorCode": code, "Result": false});
                Reply::json(400, &body.to_string())
            }
            Mode::Lost => Reply::Close,
            Mode::Half => {
                let body = json!({"status_code": 41, "status_description": echo(seen)}).to_string();
                let head = format!(
                    "HTTP/1.1 200 X\r\ncontent-length: {}\r\n\r\n",
                    body.len() * 2
                );
                Reply::Bytes((head + &body).into_bytes())
            }
            Mode::Html => Reply::whole(500, "text/html", &format!("<html>{}</html>", echo(seen))),
            Mode::Unrecognised => good(json!({"what": echo(seen)})),
            Mode::NoJson => Reply::json(200, &echo(seen)),
            Mode::WrongType => good(json!({
                "status_code": 100,
                "ErrorCode": 0,
                "Result": true,
                "card_token": [echo(seen)],
                "installments": echo(seen),
                "data": [{ "card_token": {echo(seen): 1} }],
                "Body": {echo(seen): echo(seen)},
            })),
            Mode::Stale => Reply::json(401, &json!({"message": echo(seen)}).to_string()),
            Mode::TokenRefused | Mode::TokenUnusable => all.answer(seen),
        }
    })
}

/// What good answers hold.
struct Good {
    token: String,
    card_token: String,
    unique_code: String,
    identity: String,
}

impl Good {
    fn new(canaries: &Canaries) -> Self {
        let of = |what| canaries.of(what).to_owned();
        Self {
            token: of("token"),
            card_token: of("card token"),
            unique_code: of("UniqueCode"),
            identity: of("Identity"),
        }
    }

    fn answer(&self, seen: &Seen) -> Reply {
        let path = seen.line.rsplit('/').next().unwrap_or_default();
        good(match path {
            "token" => json!({"status_code": 100, "data": {"token": self.token, "is_3d": 1}}),
            "installments" => json!({"status_code": 100, "installments": [1, 2]}),
            "saveCard" => json!({"status_code": 100, "card_token": self.card_token}),
            "getCardTokens" => {
                json!({"status_code": 100, "data": [{"card_token": self.card_token, "bin": 540667}]})
            }
            "insurance" => json!({"ErrorCode": 0, "Result": true, "Body": [{
                "CardBin": "540667", "CardLastFour": "5403", "Expired": false,
                "UniqueCode": self.unique_code, "Identity": self.identity,
            }]}),
            other => panic!("a request for {other}"),
        })
    }
}

fn good(body: Value) -> Reply {
    Reply::json(200, &body.to_string())
}

fn refusal(message: &str) -> Reply {
    let body = json!({
        "status_code": 1,
        "status_description": message,
        "ErrorCode": 1,
        "Result": false,
        "Message": message,
    });
    Reply::json(400, &body.to_string())
}

fn by_field(seen: &Seen) -> Reply {
    let mut errors = serde_json::Map::new();
    for value in sent(seen) {
        errors.insert(
            value.clone(),
            json!([format!("{value} is wrong"), echo(seen)]),
        );
    }
    let body = json!({"message": echo(seen), "errors": errors, "ErrorCode": 1, "Result": false, "Message": echo(seen)});
    Reply::json(422, &body.to_string())
}

/// One message for each form of each value: a long one would be cut.
fn encoded(seen: &Seen) -> Reply {
    let texts: Vec<String> = sent(seen).iter().flat_map(|value| echoes(value)).collect();
    let message = texts.first().cloned().unwrap_or_default();
    let body = json!({"message": message, "errors": {"field": texts}, "ErrorCode": 1, "Result": false, "Message": message});
    Reply::json(422, &body.to_string())
}

/// The whole request, as text.
fn echo(seen: &Seen) -> String {
    format!("{} {} {}", sent(seen).join(" "), seen.body, seen.head)
}

/// The sensitive values that a request carries.
fn sent(seen: &Seen) -> Vec<String> {
    let body: Value = serde_json::from_str(&seen.body).unwrap_or_default();
    let mut values: Vec<String> = ["app_secret", "merchant_key", "card_number", "hash_key"]
        .iter()
        .filter_map(|name| body[name].as_str().map(str::to_owned))
        .collect();
    for line in seen.head.lines() {
        let Some((name, value)) = line.split_once(": ") else {
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "authorization" => values.extend(value.strip_prefix("Bearer ").map(str::to_owned)),
            "apikeyprivate" | "apiclientprivate" => values.push(value.to_owned()),
            _ => {}
        }
    }
    values
}
