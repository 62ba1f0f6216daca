//! A made-up provider, written by hand in the shape of generated code.

use std::future::IntoFuture;
use std::time::Duration;

use vezne_runtime as runtime;
use vezne_runtime::{Amount, CardNumber, Currency, Secret};

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
    fn private(&self) -> Result<&Secret, runtime::NotSent> {
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
    list_method: ListMethod,
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

const REFUSED: runtime::RefusalParts<'static> = runtime::RefusalParts {
    code: Some(runtime::CodeSource::Path("status_code")),
    message: &["status_description", "message"],
    fields: None,
};

fn read<O>(answer: &runtime::Answer) -> Result<runtime::Outcome<O>, runtime::ReadError>
where
    O: runtime::Operation,
    O::Output: runtime::FromAnswer,
{
    if answer.is("status_code", &["100"]) {
        return Ok(runtime::Outcome::Done(answer.payload("data")?));
    }
    if answer.has("status_code") {
        return Ok(answer.refused(&REFUSED));
    }
    Ok(runtime::Outcome::Unrecognised)
}

macro_rules! operation {
    ($name:ident -> $output:ty, $wire:literal, $api:literal, $auth:ident, $effect:ident,
     $self:ident, $context:ident, $request:ident => $write:block) => {
        impl runtime::Operation for $name {
            type Provider = Mini;
            type Options = ();
            type Output = $output;
            type Refusal = MiniError;
            type Detail = ();
            type Reference = ();

            const INFO: runtime::OperationInfo = runtime::OperationInfo {
                provider: "mini",
                name: $wire,
                api: $api,
                auth: runtime::Auth::$auth,
                effect: runtime::Effect::$effect,
            };

            fn write(
                &$self,
                _options: &(),
                $context: &runtime::Context<'_, Mini>,
                $request: &mut runtime::Request,
            ) -> Result<(), runtime::NotSent> {
                $write
                Ok(())
            }

            fn read(answer: &runtime::Answer) -> Result<runtime::Outcome<Self>, runtime::ReadError> {
                read(answer)
            }

            fn reference(&self, _options: &()) {}
        }
    };
}

/// Gets a token.
#[derive(Clone, Debug)]
pub struct GetToken {}

operation!(GetToken -> Token, "get_token", 0, None, Repeatable, self, context, request => {
    request.line(runtime::Method::Post, "/token");
    let mut body = runtime::Fields::new();
    body.put("key", &context.credentials.key);
    request.json(body);
});
impl runtime::Retryable for GetToken {}

#[derive(Clone, Debug)]
pub struct Token {
    pub token: Secret,
    pub expires_at: Option<runtime::Timestamp>,
}

impl runtime::FromAnswer for Token {
    fn from_answer(value: runtime::Value<'_>) -> Result<Self, runtime::ReadError> {
        let object = value.object()?;
        Ok(Self {
            token: object.field(&["token"]).required()?,
            expires_at: object
                .field(&["expires_at"])
                .optional_time(runtime::TimeForm::Rfc3339, None)?,
        })
    }
}

/// Charges a card; signed; nothing can resolve it.
#[derive(Clone, Debug)]
pub struct Charge {
    pub card_number: CardNumber,
    pub order: String,
}

operation!(Charge -> Charged, "charge", 0, Token, Once, self, context, request => {
    runtime::check::length("order", &self.order, 1, 10)?;
    request.line(runtime::Method::Post, "/charge");
    let mut body = runtime::Fields::new();
    body.put("key", &context.credentials.key);
    body.put("card_number", &self.card_number);
    body.put("order", &self.order);
    body.sign("hash", runtime::SignatureAlgorithm::AesCbcBundle, &context.credentials.key, &["card_number", "order"])?;
    request.json(body);
});

#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Charged {
    pub id: i64,
    pub card_token: Option<Secret>,
}

impl runtime::FromAnswer for Charged {
    fn from_answer(value: runtime::Value<'_>) -> Result<Self, runtime::ReadError> {
        let object = value.object()?;
        Ok(Self {
            id: object.field(&["id"]).required()?,
            card_token: object.field(&["card_token"]).optional()?,
        })
    }
}

/// Lists cards: a GET with a body.
#[derive(Clone, Debug)]
pub struct ListCards {
    pub customer: String,
}

operation!(ListCards -> Vec<i64>, "list_cards", 0, Token, Read, self, context, request => {
    let method = match context.alternatives.list_method {
        ListMethod::Get => runtime::Method::Get,
        ListMethod::Post => runtime::Method::Post,
    };
    request.line(method, "/cards");
    let mut body = runtime::Fields::new();
    body.put("key", &context.credentials.key);
    body.put("customer", &self.customer);
    request.json(body);
});
impl runtime::Retryable for ListCards {}

/// Reads; needs nothing; at the other API.
#[derive(Clone, Debug)]
pub struct Ping {}

operation!(Ping -> i64, "ping", 1, None, Read, self, context, request => {
    let _ = context;
    request.line(runtime::Method::Get, "/ping");
});
impl runtime::Retryable for Ping {}

/// Repeatable.
#[derive(Clone, Debug)]
pub struct Update {}

operation!(Update -> i64, "update", 1, None, Repeatable, self, context, request => {
    let _ = context;
    request.line(runtime::Method::Put, "/update");
});
impl runtime::Retryable for Update {}

/// Needs optional credentials.
#[derive(Clone, Debug)]
pub struct Private {}

operation!(Private -> i64, "private", 1, Headers, Once, self, context, request => {
    request.line(runtime::Method::Post, "/private");
    request.header("apikey", context.credentials.private()?)?;
});

/// Must happen once, without a token; `status` resolves it.
#[derive(Clone, Debug)]
pub struct Transfer {
    pub order: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferReference {
    pub order: String,
}

impl runtime::Operation for Transfer {
    type Provider = Mini;
    type Options = ();
    type Output = i64;
    type Refusal = MiniError;
    type Detail = Secret;
    type Reference = TransferReference;

    const INFO: runtime::OperationInfo = runtime::OperationInfo {
        provider: "mini",
        name: "transfer",
        api: 0,
        auth: runtime::Auth::None,
        effect: runtime::Effect::Once,
    };

    fn write(
        &self,
        _options: &(),
        context: &runtime::Context<'_, Mini>,
        request: &mut runtime::Request,
    ) -> Result<(), runtime::NotSent> {
        request.line(runtime::Method::Post, "/transfer");
        let mut body = runtime::Fields::new();
        body.put("key", &context.credentials.key);
        body.put("order", &self.order);
        request.form(body);
        Ok(())
    }

    fn read(answer: &runtime::Answer) -> Result<runtime::Outcome<Self>, runtime::ReadError> {
        if answer.is("status_code", &["100"]) {
            return Ok(runtime::Outcome::Done(answer.payload("data")?));
        }
        if answer.has("status_code") {
            return Ok(answer.refused_with(&REFUSED, "detail"));
        }
        Ok(runtime::Outcome::Unrecognised)
    }

    fn reference(&self, _options: &()) -> TransferReference {
        TransferReference {
            order: self.order.clone(),
        }
    }
}

impl runtime::Resolvable for Transfer {
    type Resolver = Status;

    fn ask(reference: &TransferReference) -> Status {
        Status {
            order: reference.order.clone(),
        }
    }

    fn verdict(answer: runtime::Answered<'_, Status>) -> runtime::Verdict {
        match answer {
            Ok(StatusAnswer::Done(_)) => runtime::Verdict::Happened,
            Ok(StatusAnswer::Open(_)) => runtime::Verdict::Open,
            Err(refused) if refused.code() == Some("31") => runtime::Verdict::NotReceived,
            Err(_) => runtime::Verdict::Refused,
        }
    }
}

/// Tells what came of a payment.
#[derive(Clone, Debug)]
pub struct Status {
    pub order: String,
}

#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum StatusAnswer {
    Done(Payment),
    Open(Payment),
}

#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Payment {
    pub order: Option<String>,
    pub amount: Option<Amount>,
    pub currency: Option<Currency>,
}

impl runtime::FromAnswer for Payment {
    fn from_answer(value: runtime::Value<'_>) -> Result<Self, runtime::ReadError> {
        let object = value.object()?;
        Ok(Self {
            order: object.field(&["order"]).optional()?,
            amount: object.field(&["amount"]).or_text().optional()?,
            currency: object.field(&["currency"]).optional()?,
        })
    }
}

impl runtime::Operation for Status {
    type Provider = Mini;
    type Options = ();
    type Output = StatusAnswer;
    type Refusal = MiniError;
    type Detail = ();
    type Reference = ();

    const INFO: runtime::OperationInfo = runtime::OperationInfo {
        provider: "mini",
        name: "status",
        api: 0,
        auth: runtime::Auth::None,
        effect: runtime::Effect::Read,
    };

    fn write(
        &self,
        _options: &(),
        _context: &runtime::Context<'_, Mini>,
        request: &mut runtime::Request,
    ) -> Result<(), runtime::NotSent> {
        request.line(runtime::Method::Get, "/status/");
        request.path_segment(&self.order);
        Ok(())
    }

    fn read(answer: &runtime::Answer) -> Result<runtime::Outcome<Self>, runtime::ReadError> {
        if answer.is("status_code", &["100"]) {
            let payment = answer.payload("data")?;
            return Ok(runtime::Outcome::Done(
                match answer.is("data.state", &["paid"]) {
                    true => StatusAnswer::Done(payment),
                    false => StatusAnswer::Open(payment),
                },
            ));
        }
        if answer.has("status_code") {
            return Ok(answer.refused(&REFUSED));
        }
        Ok(runtime::Outcome::Unrecognised)
    }

    fn reference(&self, _options: &()) {}
}
impl runtime::Retryable for Status {}

/// A return from the shopper's browser.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Return {
    pub order: Option<String>,
}

impl runtime::Callback for Return {
    type Provider = Mini;
    const NAME: &'static str = "return";

    fn read(parameters: &runtime::Parameters) -> Result<Self, runtime::ReadError> {
        parameters.once(&["order"])?;
        let object = parameters.object();
        Ok(Self {
            order: object.field(&["order"]).optional()?,
        })
    }

    fn verify(
        parameters: &runtime::Parameters,
        context: &runtime::Context<'_, Mini>,
    ) -> Result<runtime::SignatureState, runtime::NotSent> {
        let signature = runtime::CallbackSignature {
            algorithm: runtime::SignatureAlgorithm::AesCbcBundle,
            field: &["hash"],
            over: &[runtime::SignedSlot::Text(&["order"])],
        };
        Ok(parameters.check_signature(&signature, context.credentials.private()?))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ReturnExpected {
    pub reference: String,
    pub amount: Amount,
    pub currency: Currency,
}

impl runtime::Confirmable for Return {
    type Status = Status;
    type Expected = ReturnExpected;

    fn ask(&self, expected: &ReturnExpected) -> Option<Status> {
        let order = self.order.as_ref()?;
        (*order == expected.reference).then(|| Status {
            order: expected.reference.clone(),
        })
    }

    fn compare(expected: &ReturnExpected, answer: &StatusAnswer) -> Option<runtime::Comparison> {
        match answer {
            StatusAnswer::Done(payment) => Some(
                runtime::Comparison::new()
                    .reference(&expected.reference, payment.order.as_ref())
                    .amount(&expected.amount, payment.amount.as_ref())
                    .currency(&expected.currency, payment.currency.as_ref()),
            ),
            StatusAnswer::Open(_) => None,
        }
    }
}

/// A webhook whose status answer never carries a currency, and does not echo the reference.
#[derive(Clone, Debug)]
pub struct Hook {
    pub order: String,
}

impl runtime::Callback for Hook {
    type Provider = Mini;
    const NAME: &'static str = "hook";

    fn read(parameters: &runtime::Parameters) -> Result<Self, runtime::ReadError> {
        let object = parameters.object();
        Ok(Self {
            order: object.field(&["order"]).required()?,
        })
    }
}

impl runtime::Confirmable for Hook {
    type Status = Status;
    type Expected = (String, Amount);

    fn ask(&self, expected: &(String, Amount)) -> Option<Status> {
        (self.order == expected.0).then(|| Status {
            order: self.order.clone(),
        })
    }

    fn compare(expected: &(String, Amount), answer: &StatusAnswer) -> Option<runtime::Comparison> {
        match answer {
            StatusAnswer::Done(payment) => {
                Some(runtime::Comparison::new().amount(&expected.1, payment.amount.as_ref()))
            }
            StatusAnswer::Open(_) => None,
        }
    }
}
