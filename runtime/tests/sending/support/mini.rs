//! A made-up provider and its client, written by hand in the shape of generated code.

use std::future::IntoFuture;
use std::time::Duration;

use vezne_runtime as runtime;
use vezne_runtime::Secret;

pub use super::callbacks::{Hook, Return, ReturnExpected, Webhook};
pub use super::operations::{
    Charge, GetToken, ListCards, Ping, Private, StatusAnswer, Transfer, TransferReference, Update,
};

/// Credentials that must never be shown.
pub const KEY: &str = "canary-key-8f2a";
/// A token that must never be shown.
pub const TOKEN: &str = "canary-token-";
/// A card number that must never be shown whole.
pub const CARD: &str = "4508034508034509";

/// What all calls to it have in common.
#[derive(Clone, Copy, Debug)]
pub struct Mini;

#[derive(Clone, Debug)]
pub struct Values {
    pub key: Secret,
    pub private: Option<Secret>,
}

impl Values {
    pub fn private(&self) -> Result<&Secret, runtime::NotSent> {
        self.private
            .as_ref()
            .ok_or_else(|| runtime::NotSent::missing_credentials("private"))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    Payment,
    Other,
}

impl runtime::ApiIndex for Api {
    fn index(self) -> usize {
        self as usize
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListMethod {
    #[default]
    Get,
    Post,
}

#[derive(Clone, Debug, Default)]
pub struct Alternatives {
    pub list_method: ListMethod,
}

impl runtime::Alternative<Mini> for ListMethod {
    fn select(self, alternatives: &mut Alternatives) {
        alternatives.list_method = self;
    }
}

#[derive(Clone, Debug)]
pub struct Client(pub runtime::Client<Mini>);

impl From<runtime::Client<Mini>> for Client {
    fn from(client: runtime::Client<Mini>) -> Self {
        Self(client)
    }
}

impl AsRef<runtime::Client<Mini>> for Client {
    fn as_ref(&self) -> &runtime::Client<Mini> {
        &self.0
    }
}

impl runtime::Provider for Mini {
    type Client = Client;
    type Api = Api;
    type Credentials = Values;
    type Alternatives = Alternatives;

    const NAME: &'static str = "mini";
    const APIS: &'static [runtime::ApiAddresses] = &[
        runtime::ApiAddresses {
            name: "payment",
            test: "http://127.0.0.1:1/base",
            live: "http://127.0.0.1:1/live",
        },
        runtime::ApiAddresses {
            name: "other",
            test: "http://127.0.0.1:1",
            live: "http://127.0.0.1:1",
        },
    ];
    const TOKEN: Option<runtime::TokenPolicy> = Some(runtime::TokenPolicy {
        header: "Authorization",
        prefix: "Bearer ",
        lifetime_seconds: 7200,
        margin_seconds: 300,
    });

    fn fetch_token(client: runtime::Client<Self>) -> runtime::TokenFuture {
        runtime::fetch_token(client, GetToken {}, |token| runtime::FetchedToken {
            value: token.token,
            expires_at: token.expires_at,
        })
    }

    fn is_stale(answer: &runtime::Answer) -> bool {
        answer.http_is(&["401"])
    }
}

/// A builder with the canary credentials, both APIs at one address.
pub fn builder(address: &str) -> runtime::ClientBuilder<Mini> {
    let values = Values {
        key: Secret::from(KEY),
        private: None,
    };
    runtime::ClientBuilder::new(runtime::Environment::Test, values)
        .base_address(Api::Payment, &format!("{address}/base"))
        .base_address(Api::Other, address)
}

/// A client of a server.
pub fn client(address: &str) -> Client {
    builder(address).build().expect("a client")
}

impl Client {
    pub fn charge(&self) -> Call<Charge> {
        let card_number = CARD.parse().expect("a card number");
        Call(runtime::Call::new(
            &self.0,
            Charge {
                card_number,
                order: "o-1".to_owned(),
            },
        ))
    }

    pub fn transfer(&self) -> Call<Transfer> {
        Call(runtime::Call::new(
            &self.0,
            Transfer {
                order: "o-1".to_owned(),
            },
        ))
    }

    pub fn list_cards(&self) -> Call<ListCards> {
        Call(runtime::Call::new(
            &self.0,
            ListCards {
                customer: "5070".to_owned(),
            },
        ))
    }

    pub fn ping(&self) -> Call<Ping> {
        Call(runtime::Call::new(&self.0, Ping {}))
    }

    pub fn update(&self) -> Call<Update> {
        Call(runtime::Call::new(&self.0, Update {}))
    }

    pub fn private(&self) -> Call<Private> {
        Call(runtime::Call::new(&self.0, Private {}))
    }
}

#[must_use]
#[derive(Debug)]
pub struct Call<O: runtime::Operation<Provider = Mini>>(pub runtime::Call<O>);

impl<O: runtime::Operation<Provider = Mini>> Call<O> {
    pub fn deadline(self, deadline: Duration) -> Self {
        Self(self.0.deadline(deadline))
    }

    pub fn send(self) -> runtime::Sending<O> {
        self.0.send()
    }

    pub fn retries(self, retries: u32) -> Self
    where
        O: runtime::Retryable,
    {
        Self(self.0.retries(retries))
    }
}

impl<O: runtime::Operation<Provider = Mini>> IntoFuture for Call<O> {
    type Output = Result<O::Output, runtime::Error<O>>;
    type IntoFuture = runtime::Sending<O>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

/// What the provider refuses with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MiniError {
    NotAllowed,
    Invalid(runtime::FieldErrors),
    Unknown {
        code: Option<String>,
        message: String,
    },
}

impl runtime::Refusal for MiniError {
    fn from_code(code: Option<&str>, message: &str, fields: Option<runtime::FieldErrors>) -> Self {
        match (code, fields) {
            (Some("98"), _) => Self::NotAllowed,
            (_, Some(fields)) => Self::Invalid(fields),
            _ => Self::Unknown {
                code: code.map(str::to_owned),
                message: message.to_owned(),
            },
        }
    }

    fn meaning(&self) -> &str {
        match self {
            Self::NotAllowed => "The merchant may not do this.",
            _ => "",
        }
    }
}
