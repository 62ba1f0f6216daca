//! A small provider that uses most of the model, for tests.

use std::time::Duration;

use crate::model::*;

mod parts;

use parts::{pay, types};

pub const GET_TOKEN: usize = 0;
pub const PAY: usize = 1;
pub const CHECK_PAYMENT: usize = 2;

const AREA: AreaId = AreaId(0);
const CARD: TypeId = TypeId(0);
const ITEM: TypeId = TypeId(1);
const PAYMENT: TypeId = TypeId(2);
const STATE: TypeId = TypeId(3);
const TOKEN: TypeId = TypeId(4);

fn text(text: &str) -> String {
    text.to_owned()
}

fn evidence() -> Evidence {
    Evidence {
        sources: vec![(Confidence::Documented, text("page.txt"))],
    }
}

fn guess() -> Evidence {
    Evidence {
        sources: vec![(Confidence::Inferred, text("nothing documented"))],
    }
}

fn scalar(scalar: Scalar) -> ValueType {
    ValueType::Scalar(scalar)
}

fn input(name: &str, value: ValueType) -> InputField {
    InputField {
        name: text(name),
        rust: text(name),
        summary: format!("The {name}."),
        value,
        optional: false,
        constraints: Constraints::default(),
        evidence: None,
    }
}

fn optional(name: &str, value: ValueType) -> InputField {
    InputField {
        optional: true,
        ..input(name, value)
    }
}

fn wire(name: &str, source: Source) -> WireField {
    WireField {
        name: text(name),
        source,
        quirk: None,
        only: None,
    }
}

fn fed(name: &str, input: usize) -> WireField {
    wire(
        name,
        Source::Input {
            input,
            part: InputPart::Whole,
            encoding: Encoding::default(),
        },
    )
}

fn answer(name: &str, value: ValueType, wire: &[&str]) -> AnswerField {
    AnswerField {
        name: text(name),
        rust: text(name),
        summary: format!("The {name}."),
        value,
        wire: wire.iter().copied().map(text).collect(),
        optional: false,
        leniency: Leniency::default(),
        quirks: Vec::new(),
        evidence: None,
    }
}

fn type_def(name: &str, kind: TypeKind, direction: Direction) -> TypeDef {
    TypeDef {
        name: text(name),
        rust: text(name),
        summary: format!("A {name}."),
        area: AREA,
        kind,
        direction,
    }
}

fn choice(name: &str, rust: &str) -> AlternativeChoice {
    AlternativeChoice {
        name: text(name),
        rust: text(rust),
        summary: format!("The {name}."),
        evidence: guess(),
    }
}

fn alternative(name: &str, rust: &str, choices: [AlternativeChoice; 2]) -> Alternative {
    Alternative {
        name: text(name),
        rust_field: text(name),
        rust: text(rust),
        summary: text("What is disputed."),
        choices: choices.into(),
        default: 0,
    }
}

fn is(path: &str, value: &str) -> Condition {
    Condition {
        subject: Subject::Path(text(path)),
        test: Test::OneOf(vec![text(value)]),
    }
}

fn done(when: Condition, at: &str, value: ValueType) -> OutcomeRule {
    OutcomeRule {
        when: vec![when],
        outcome: RuleOutcome::Done(Payload::Value {
            at: text(at),
            value,
        }),
    }
}

fn refused(when: Condition, fields: Option<&str>) -> OutcomeRule {
    let code = fields.is_none().then(|| CodeSource::Path(text("code")));
    let refused = RefusedRule {
        code,
        message: vec![text("message")],
        fields: fields.map(text),
        payload: None,
    };
    OutcomeRule {
        when: vec![when],
        outcome: RuleOutcome::Refused(refused),
    }
}

fn code(code: &str, name: &str, rust: &str) -> ErrorCode {
    ErrorCode {
        code: text(code),
        name: text(name),
        rust: text(rust),
        summary: format!("It is {name}."),
        evidence: None,
    }
}

fn operation(name: &str, rust: &str, line: RequestLine) -> Operation {
    Operation {
        name: text(name),
        rust_method: text(name),
        rust: text(rust),
        summary: format!("Does {name}."),
        details: None,
        area: AREA,
        kind: OperationKind::Call,
        api: ApiId(0),
        auth: None,
        request: Choosable::Fixed(line),
        effect: Effect::Read,
        inputs: Vec::new(),
        together: Vec::new(),
        query: Vec::new(),
        headers: Vec::new(),
        body: Body::None,
        rules: Vec::new(),
        codes: Vec::new(),
        code_table: None,
        invalid_input: None,
        evidence: evidence(),
        quirks: Vec::new(),
        examples: Vec::new(),
        assumptions: Vec::new(),
    }
}

fn line(method: HttpMethod, path: &str) -> RequestLine {
    RequestLine {
        method,
        path: vec![PathPart::Text(text(path))],
    }
}

fn example(
    name: &str,
    request: Option<ExampleRequest>,
    http: u16,
    body: &str,
    outcome: ExampleOutcome,
) -> Example {
    Example {
        name: text(name),
        origin: ExampleOrigin::Constructed(text("for the tests")),
        request,
        answer: ExampleAnswer {
            http,
            body: text(body),
        },
        outcome,
    }
}

fn value(value: &str) -> ExampleValue {
    ExampleValue::Text(text(value))
}

fn object(fields: &[(&str, ExampleValue)]) -> ExampleValue {
    ExampleValue::Object(
        fields
            .iter()
            .map(|(name, value)| (text(name), value.clone()))
            .collect(),
    )
}

/// A provider with a token operation, a payment, its check and a browser form.
pub fn provider() -> Provider {
    let get_token = Operation {
        rules: vec![done(is("code", "100"), "data", ValueType::Named(TOKEN))],
        examples: vec![example(
            "token",
            None,
            200,
            r#"{"code": 100, "data": {"token": "t-1"}}"#,
            ExampleOutcome::Done,
        )],
        effect: Effect::Repeatable,
        ..operation(
            "get_token",
            "GetToken",
            line(HttpMethod::Post, "/api/token"),
        )
    };
    let check_payment = Operation {
        auth: Some(AuthId(0)),
        request: Choosable::Fixed(RequestLine {
            method: HttpMethod::Get,
            path: vec![PathPart::Text(text("/api/payments/")), PathPart::Input(0)],
        }),
        inputs: vec![input("invoice_id", scalar(Scalar::Text))],
        query: vec![wire("lang", Source::Constant(Constant::Text(text("tr"))))],
        rules: vec![
            done(is("code", "100"), "data", ValueType::Named(PAYMENT)),
            refused(
                Condition {
                    subject: Subject::Path(text("code")),
                    test: Test::Present,
                },
                None,
            ),
        ],
        examples: vec![example(
            "found",
            Some(ExampleRequest {
                inputs: vec![(0, value("INV 1"))],
                headers: Vec::new(),
                body: None,
            }),
            200,
            r#"{"code": 100, "data": {"id": "7", "type": 3, "amount": 10.10, "state": 1, "paid_at": "2023-08-15 17:30:00"}}"#,
            ExampleOutcome::Done,
        )],
        ..operation("check_payment", "CheckPayment", line(HttpMethod::Get, "/"))
    };
    let pay_form = Operation {
        kind: OperationKind::BrowserForm,
        effect: Effect::Once(Resolve::None {
            because: text("The browser gets the answer."),
        }),
        inputs: vec![
            input("invoice_id", scalar(Scalar::Text)),
            optional("lang", scalar(Scalar::Text)),
        ],
        body: Body::Form(vec![fed("invoice_id", 0), fed("lang", 1)]),
        ..operation("pay_form", "PayForm", line(HttpMethod::Post, "/pay"))
    };
    let credential = |name: &str, secret: bool| Credential {
        name: text(name),
        rust: text(name),
        summary: format!("The {name}."),
        env: Variables {
            test: format!("ACME_TEST_{}", name.to_uppercase()),
            live: format!("ACME_LIVE_{}", name.to_uppercase()),
        },
        secret,
        example: format!("example-{name}"),
    };
    let set = |name: &str, optional: bool, values| CredentialSet {
        name: text(name),
        rust: text(name),
        summary: format!("The {name} credentials."),
        optional,
        values,
    };
    Provider {
        name: text("acme"),
        rust: text("Acme"),
        title: text("Acme"),
        summary: text("Payments of Acme."),
        documentation: text("https://docs.acme.example/"),
        apis: vec![Api {
            name: text("payment"),
            rust: text("Payment"),
            summary: text("Every call."),
            test: text("https://test.acme.example"),
            live: text("https://acme.example"),
            evidence: evidence(),
        }],
        credential_sets: vec![
            set(
                "merchant",
                false,
                vec![credential("app_id", false), credential("app_secret", true)],
            ),
            set("private", true, vec![credential("key", true)]),
        ],
        auths: vec![Auth {
            name: text("bearer"),
            rust: text("bearer"),
            summary: text("A token."),
            kind: AuthKind::Token(TokenAuth {
                operation: OperationId(GET_TOKEN),
                value: 0,
                expires_at: None,
                header: text("Authorization"),
                prefix: text("Bearer "),
                lifetime: Duration::from_secs(7200),
                margin: Duration::from_secs(300),
                stale: vec![Condition {
                    subject: Subject::Http,
                    test: Test::OneOf(vec![text("401")]),
                }],
            }),
            evidence: evidence(),
            rejected: None,
            stale: None,
        }],
        signatures: vec![Signature {
            name: text("hash"),
            summary: text("The fields, encrypted."),
            algorithm: SignatureAlgorithm::AesCbcBundle,
            key: CredentialId {
                set: CredentialSetId(0),
                index: 1,
            },
            evidence: evidence(),
            sandbox: None,
        }],
        alternatives: vec![
            alternative(
                "pay_method",
                "PayMethod",
                [choice("post", "Post"), choice("put", "Put")],
            ),
            alternative(
                "pay_hash",
                "PayHash",
                [
                    choice("with_amount", "WithAmount"),
                    choice("without_amount", "WithoutAmount"),
                ],
            ),
            alternative(
                "price_text",
                "PriceText",
                [
                    choice("two_places", "TwoPlaces"),
                    choice("shortest", "Shortest"),
                ],
            ),
        ],
        code_tables: vec![CodeTable {
            name: text("default"),
            rust: text("Code"),
            codes: vec![
                code("1", "validation_failed", "ValidationFailed"),
                code("14", "not_found", "NotFound"),
            ],
        }],
        types: types(),
        areas: vec![Area {
            name: text("payments"),
            rust: text("payments"),
            summary: text("Payments."),
            flow: Vec::new(),
        }],
        operations: vec![get_token, pay(), check_payment, pay_form],
        callbacks: Vec::new(),
        omissions: Vec::new(),
    }
}
