//! The callbacks of the made-up provider.

use vezne_runtime as runtime;
use vezne_runtime::{Amount, Currency};

use super::mini::Mini;
use super::operations::{Status, StatusAnswer};

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

/// A webhook with a JSON body.
#[derive(Clone, Debug)]
pub struct Webhook {
    pub order: String,
    pub amount: Amount,
    pub parts: Vec<Part>,
    pub hash: Option<runtime::Secret>,
}

/// A part of what was paid.
#[derive(Clone, Debug)]
pub struct Part {
    pub name: String,
}

impl runtime::FromAnswer for Part {
    fn from_answer(value: runtime::Value<'_>) -> Result<Self, runtime::ReadError> {
        let object = value.object()?;
        Ok(Self {
            name: object.field(&["name"]).required()?,
        })
    }
}

impl runtime::Callback for Webhook {
    type Provider = Mini;
    const NAME: &'static str = "webhook";

    fn read(parameters: &runtime::Parameters) -> Result<Self, runtime::ReadError> {
        let object = parameters.object();
        Ok(Self {
            order: object.field(&["order"]).required()?,
            amount: object.field(&["amount"]).required()?,
            parts: object.field(&["parts"]).required()?,
            hash: object.field(&["hash"]).optional()?,
        })
    }

    fn verify(
        parameters: &runtime::Parameters,
        context: &runtime::Context<'_, Mini>,
    ) -> Result<runtime::SignatureState, runtime::NotSent> {
        let signature = runtime::CallbackSignature {
            algorithm: runtime::SignatureAlgorithm::Sha256Joined,
            field: &["hash"],
            over: &[
                runtime::SignedSlot::Text(&["order"]),
                runtime::SignedSlot::Text(&["amount"]),
            ],
        };
        Ok(parameters.check_signature(&signature, context.credentials.private()?))
    }
}

impl runtime::Confirmable for Webhook {
    type Status = Status;
    type Expected = ReturnExpected;

    fn ask(&self, expected: &ReturnExpected) -> Option<Status> {
        (self.order == expected.reference).then(|| Status {
            order: expected.reference.clone(),
        })
    }

    fn compare(expected: &ReturnExpected, answer: &StatusAnswer) -> Option<runtime::Comparison> {
        <Return as runtime::Confirmable>::compare(expected, answer)
    }
}
