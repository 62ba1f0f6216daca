//! The operations of the made-up provider: one of each kind.

use vezne_runtime as runtime;
use vezne_runtime::{Amount, CardNumber, Currency, Secret};

use super::mini::{ListMethod, Mini, MiniError};

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
