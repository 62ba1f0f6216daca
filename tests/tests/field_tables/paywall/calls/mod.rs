//! Calls of the client, each held against its table: which API is called, with which keys, and what is sent.

mod apm;
mod card_production;
mod carried;
mod charges;
mod hosted;
mod keys;
mod marketplace;
mod payments;
mod payouts;
mod private;
mod services;
mod storage;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::panic::catch_unwind;
use std::str::FromStr;

use generated_client::paywall;
use sandbox::wire::{Received, Wire, WireAnswer, assert_json_eq};

use super::check::{Api, PRIVATE, PUBLIC, Table};
use super::expected::Sent;

/// A stored card's code, a payment's code and a temporary card's token, as the expected bodies have them.
const STORED_CARD: &str = "qT5+8/Zc0000000000000000000000000000000000000000000000==";
const GUID: &str = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const TEMPORARY_CARD: &str = GUID;

/// Makes calls of which only the requests matter: each is given what it must send, in JSON or as headers.
macro_rules! asks {
    ($table:expr; $($expected:expr => $call:ident($($inputs:expr)?)$(.$option:ident($value:expr))*;)+) => {{
        let mut calls = $crate::paywall::calls::Calls::of($table);
        $(calls
            .ask(stringify!($call), $expected, async |client| {
                client.$call($($inputs)?)$(.$option($value))*.await
            })
            .await;)+
        calls.finish();
    }};
}
use asks;

/// A value from its text.
fn given<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("a value")
}

/// A server for each API, of which only the right one has an answer.
struct Servers {
    servers: Vec<(Api, Wire)>,
}

impl Servers {
    async fn start(right: Api, answer: &str) -> Self {
        let mut servers = Vec::new();
        for api in [
            Api::Payment,
            Api::PaymentPrivate,
            Api::CardWall,
            Api::Member,
        ] {
            let answers = if api == right {
                vec![WireAnswer::new(200, answer)]
            } else {
                vec![]
            };
            servers.push((api, Wire::start(answers).await));
        }
        Self { servers }
    }

    fn client(&self) -> paywall::Client {
        let credentials = paywall::Credentials::test()
            .public(PUBLIC.0, PUBLIC.1)
            .private(PRIVATE.0, PRIVATE.1);
        let mut builder = paywall::Client::builder(credentials);
        for (api, server) in &self.servers {
            let api = match api {
                Api::Payment => paywall::Api::Payment,
                Api::PaymentPrivate => paywall::Api::PaymentPrivate,
                Api::CardWall => paywall::Api::CardWall,
                Api::Member => paywall::Api::Member,
            };
            builder = builder.base_address(api, &server.address());
        }
        builder.build().expect("a client")
    }

    /// The one request.
    fn request(&self, right: Api, wrong: &mut Vec<String>) -> Option<Received> {
        let mut found = None;
        for (api, server) in &self.servers {
            let received = server.received();
            match (*api == right, received.len()) {
                (true, 1) => found = received.into_iter().next(),
                (false, 0) => {}
                (_, count) => wrong.push(format!("{api:?} was called {count} times")),
            }
        }
        found
    }
}

/// The calls of one operation, and what they have sent.
pub struct Calls {
    table: Table,
    wrong: Vec<String>,
    sent: BTreeSet<String>,
}

impl Calls {
    pub fn of(table: Table) -> Self {
        Self {
            table,
            wrong: Vec::new(),
            sent: BTreeSet::new(),
        }
    }

    /// The same for a call of which only the request matters.
    pub async fn ask<T, E: std::fmt::Display>(
        &mut self,
        name: &str,
        expected: Sent,
        call: impl AsyncFnOnce(paywall::Client) -> Result<T, E>,
    ) {
        let answer = r#"{"ErrorCode": 0, "Result": true, "Message": "", "Body": null}"#;
        self.call(name, expected, answer, async |client| {
            let _ = call(client).await;
            Ok::<_, E>(())
        })
        .await;
    }

    /// Makes one call and holds its request against the table and against what is expected of it.
    pub async fn call<T, E: std::fmt::Display>(
        &mut self,
        name: &str,
        expected: Sent,
        answer: &str,
        call: impl AsyncFnOnce(paywall::Client) -> Result<T, E>,
    ) -> Option<T> {
        let table = self.table;
        let mut wrong = Vec::new();
        let servers = Servers::start(table.api, answer).await;
        let output = match call(servers.client()).await {
            Ok(output) => Some(output),
            Err(error) => {
                wrong.push(format!("it fails: {error}"));
                None
            }
        };
        if let Some(request) = servers.request(table.api, &mut wrong) {
            let (mut differences, mut sent) = table.check(&request);
            wrong.append(&mut differences);
            self.sent.append(&mut sent);
            wrong.extend(values(&table, &expected, &request));
        }
        self.wrong
            .extend(wrong.into_iter().map(|wrong| format!("{name}: {wrong}")));
        output
    }

    /// After the last call.
    ///
    /// # Panics
    /// When anything differs from the sheet, with all that does.
    #[track_caller]
    pub fn finish(mut self) {
        self.wrong.append(&mut self.table.uncovered(&self.sent));
        let Table {
            section,
            method,
            path,
            ..
        } = self.table;
        assert!(
            self.wrong.is_empty(),
            "{method} {path} is not as section {section} has it:\n  {}",
            self.wrong.join("\n  ")
        );
    }
}

/// The first difference between the values that were given and those that were sent.
fn values(table: &Table, expected: &Sent, request: &Received) -> Option<String> {
    match expected {
        Sent::Json(expected) => {
            let different = catch_unwind(|| assert_json_eq(expected, &request.body)).err()?;
            let message = different.downcast_ref::<String>().cloned();
            Some(message.unwrap_or_else(|| "the values differ".to_owned()))
        }
        Sent::Headers(expected) => {
            let mut inputs = table.input_headers(request);
            inputs.sort();
            let expected: Vec<_> = expected
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            (inputs != expected).then(|| format!("the headers are {inputs:?} and not {expected:?}"))
        }
    }
}
