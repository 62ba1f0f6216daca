//! Operations that share a method and a path: what a request carries tells which one it is for.

mod common;

use std::fs;
use std::path::Path;

use common::{Answer, send, send_json};
use sandbox::Sandbox;
use serde_json::{Value, json};

const PROVIDER: &str = r#"
language: 1
provider: nergis
title: Nergis
summary: A made-up provider.
documentation: https://nergis.example/docs
parts: [all.yaml]
apis:
  main:
    summary: All of it.
    test: https://test.nergis.example
    live: https://nergis.example
    evidence: { documented: made up }
envelopes:
  plain:
    summary: An `error` object, or none.
    rules:
      - refused: { code: error.code, message: [error.text] }
        when: { error: { present: true } }
    evidence: { documented: made up }
    sandbox:
      invalid_input:
        documented: made up
        http: 400
        body: '{"error": {"code": 700, "text": "{{message}}", "field": "{{field}}"}}'
"#;

const ALTERNATIVES: &str = r#"
alternatives:
  way:
    summary: How some things are sent.
    choices:
      new: { summary: The new way., default: true, evidence: { documented: made up } }
      old: { summary: The old way., evidence: { documented: made up } }
"#;

/// Operations, each with what is special about it; its good answer is named as it is.
struct Spec<'a> {
    name: &'a str,
    provider: &'a str,
    operations: &'a [(&'a str, &'a str)],
    types: &'a str,
}

struct Nergis {
    sandbox: Sandbox,
}

impl Nergis {
    async fn start(spec: Spec<'_>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("same_line")
            .join(spec.name);
        fs::create_dir_all(&folder).expect("a folder");
        let write = |name: &str, text: String| {
            fs::write(folder.join(name), text).expect("a file");
        };
        write("provider.yaml", format!("{PROVIDER}{}", spec.provider));
        let operations: String = spec.operations.iter().map(operation).collect();
        write(
            "all.yaml",
            format!(
                "area: all\nsummary: All.\noperations:\n{operations}{}",
                spec.types
            ),
        );
        match Sandbox::from_spec(&folder).await {
            Ok(sandbox) => Self { sandbox },
            Err(error) => panic!("{error}"),
        }
    }

    async fn of(name: &str, operations: &[(&str, &str)]) -> Self {
        Self::start(Spec {
            name,
            provider: "",
            operations,
            types: "",
        })
        .await
    }

    async fn send(&self, method: &str, path: &str, kind: &str, body: &str) -> Answer {
        let address = self.sandbox.address("nergis", "main");
        send(address, method, path, &[("content-type", kind)], body).await
    }

    /// The operation that answered, or the field that was refused.
    async fn post(&self, path: &str, body: Value) -> String {
        let address = self.sandbox.address("nergis", "main");
        told(&send_json(address, "POST", path, &[], &body).await)
    }

    async fn form(&self, path: &str, body: &str) -> String {
        told(
            &self
                .send("POST", path, "application/x-www-form-urlencoded", body)
                .await,
        )
    }
}

fn operation((name, special): &(&str, &str)) -> String {
    let special: String = special
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| format!("    {}\n", line.trim_start()))
        .collect();
    format!(
        "  {name}:
    summary: Does it.
    evidence: {{ documented: made up }}
    api: main
    auth: none
    effect: {{ once: {{ resolve: none, because: made up }} }}
{special}    outcomes:
      - done: nothing
        when: {{ http: 200, error: {{ present: false }} }}
    envelope: plain
    examples:
      {name}:
        constructed: made up
        answer: {{ http: 200, body: '{{}}' }}
        outcome: done
"
    )
}

fn told(answer: &Answer) -> String {
    match answer.header("x-vezne-sandbox-answer") {
        "invalid_input" => format!("refused {}", answer.json()["error"]["text"]),
        name => name.to_owned(),
    }
}

const REQUIRED: &str = "refused \"The status field is required.\"";
const FIXED: &str = "refused \"The status field should have its one fixed value.\"";

#[tokio::test]
async fn a_constant_leads_to_the_operation_that_sends_it() {
    let amount = "inputs: { amount: { summary: Amount., type: decimal, min: 0.01 } }";
    let pay = format!("request: POST /pay\n{amount}\nbody: {{ amount: amount }}");
    let insured = format!(
        "request: POST /pay\n{amount}\nbody: {{ amount: amount, kind: {{ text: insured }} }}"
    );
    let held = format!(
        "request: POST /pay\n{amount}\nbody: {{ amount: amount, kind: {{ text: insured }}, held: {{ boolean: true }} }}"
    );
    let operations: [(&str, &str); 3] = [
        ("pay", &pay),
        ("pay_insured", &insured),
        ("pay_insured_held", &held),
    ];
    let mut turned = operations;
    turned.reverse();
    for (name, operations) in [("constant", operations), ("constant_turned", turned)] {
        let nergis = Nergis::of(name, &operations).await;
        for (body, expected) in [
            (json!({ "amount": 1, "kind": "insured" }), "pay_insured"),
            (json!({ "amount": 1 }), "pay"),
            (json!({ "amount": 1, "kind": null }), "pay"),
            (json!({ "amount": 1, "kind": "other" }), "pay"),
            (json!({ "amount": 1, "kind": true }), "pay"),
            (
                json!({ "amount": 1, "kind": "insured", "held": true }),
                "pay_insured_held",
            ),
            (
                json!({ "amount": 1, "kind": "insured", "held": "true" }),
                "pay_insured",
            ),
            (json!({ "amount": 1, "held": true }), "pay"),
            (
                json!({ "amount": "1", "kind": "insured" }),
                "refused \"The amount field should be a number and is text.\"",
            ),
        ] {
            let sent = body.to_string();
            assert_eq!(nergis.post("/pay", body).await, expected, "{name}: {sent}");
        }
    }
}

#[tokio::test]
async fn where_no_operations_constants_fit_the_first_says_what_is_wrong() {
    let nergis = Nergis::of(
        "wrong",
        &[
            (
                "complete",
                "request: POST /end\nbody: { status: { text: complete } }",
            ),
            (
                "cancel",
                "request: POST /end\nbody: { status: { text: cancel } }",
            ),
            (
                "confirm",
                "request: POST /confirm\nbody: { status: { number: 1 } }",
            ),
            (
                "reject",
                "request: POST /confirm\nbody: { status: { number: 2 } }",
            ),
        ],
    )
    .await;
    for (path, body, expected) in [
        ("/end", json!({ "status": "complete" }), "complete"),
        ("/end", json!({ "status": "cancel" }), "cancel"),
        ("/end", json!({ "status": "neither" }), FIXED),
        ("/end", json!({}), REQUIRED),
        ("/confirm", json!({ "status": 1 }), "confirm"),
        ("/confirm", json!({ "status": 2 }), "reject"),
        ("/confirm", json!({ "status": "2" }), FIXED),
        ("/confirm", json!({ "status": 3 }), FIXED),
        ("/confirm", json!({ "status": null }), REQUIRED),
    ] {
        let sent = body.to_string();
        assert_eq!(nergis.post(path, body).await, expected, "{sent}");
    }
    let unreadable = nergis
        .send("POST", "/end", "application/json", "{\"status\"")
        .await;
    assert_eq!(unreadable.json()["error"]["field"], "body");
}

#[tokio::test]
async fn a_nested_constant_counts() {
    let amount = "inputs: { amount: { summary: Amount., type: decimal, min: 0.01 } }";
    let charge = format!(
        "request: POST /start\n{amount}\nbody: {{ Detail: {{ fields: {{ Amount: amount }} }} }}"
    );
    let reserve = format!(
        "request: POST /start\n{amount}\nbody: {{ Detail: {{ fields: {{ Amount: amount, Half: {{ boolean: true }} }} }} }}"
    );
    let nergis = Nergis::of("nested", &[("charge", &charge), ("reserve", &reserve)]).await;
    for (body, expected) in [
        (
            json!({ "Detail": { "Amount": 1, "Half": true } }),
            "reserve",
        ),
        (json!({ "Detail": { "Amount": 1 } }), "charge"),
        (
            json!({ "Detail": { "Amount": 1, "Half": false } }),
            "charge",
        ),
        (json!({ "Detail": { "Amount": 1 }, "Half": true }), "charge"),
        (
            json!({ "Detail": true }),
            "refused \"The Detail field should be an object and is a boolean.\"",
        ),
        (json!({}), "refused \"The Detail field is required.\""),
    ] {
        let sent = body.to_string();
        assert_eq!(nergis.post("/start", body).await, expected, "{sent}");
    }
}

#[tokio::test]
async fn constants_of_forms_count_and_those_in_json_inside_them() {
    let card = "inputs: { card: { summary: The card., type: PlainCard } }";
    let plain =
        format!("request: POST /card\n{card}\nform: {{ card: {{ input: card, as: json_text }} }}");
    let marked = plain.replace("PlainCard", "MarkedCard");
    let nergis = Nergis::start(Spec {
        name: "form",
        provider: "",
        operations: &[
            ("show", "request: POST /show\nform: { part: { number: 1 } }"),
            (
                "show_more",
                "request: POST /show\nform: { part: { number: 1 }, more: { boolean: true } }",
            ),
            (
                "show_two",
                "request: POST /show\nform: { part: { number: 2 } }",
            ),
            ("plain", &plain),
            ("marked", &marked),
        ],
        types: "
types:
  PlainCard:
    summary: A card.
    inputs: { number: { summary: Number., type: text } }
    body: { number: number }
  MarkedCard:
    summary: A card with a mark.
    inputs: { number: { summary: Number., type: text } }
    body: { number: number, mark: { boolean: true } }
",
    })
    .await;
    for (path, body, expected) in [
        ("/show", "part=1", "show"),
        ("/show", "part=2", "show_two"),
        ("/show", "part=1&more=true", "show_more"),
        ("/show", "part=2&more=true", "show_two"),
        ("/show", "part=1&more=false", "show"),
        (
            "/show",
            "part=3",
            "refused \"The part field should have its one fixed value.\"",
        ),
        ("/card", "card=%7B%22number%22%3A%221%22%7D", "plain"),
        (
            "/card",
            "card=%7B%22number%22%3A%221%22%2C%22mark%22%3Atrue%7D",
            "marked",
        ),
        (
            "/card",
            "card=%7B%22number%22%3A%221%22%2C%22mark%22%3A%22true%22%7D",
            "plain",
        ),
        ("/card", "", "refused \"The card field is required.\""),
    ] {
        assert_eq!(nergis.form(path, body).await, expected, "{body}");
    }
    let broken = nergis.form("/card", "card=%7B").await;
    assert!(
        broken.starts_with("refused \"The card field should be JSON as text"),
        "{broken}"
    );
}

#[tokio::test]
async fn constants_of_queries_headers_and_lists_of_one_object_count() {
    let nergis = Nergis::of(
        "places",
        &[
            ("all", "request: GET /items\nquery: { of: { text: all } }"),
            ("mine", "request: GET /items\nquery: { of: { text: mine } }"),
            ("first", "request: POST /step\nheaders: { X-Step: { number: 1 } }"),
            ("second", "request: POST /step\nheaders: { X-Step: { number: 2 } }"),
            (
                "sell",
                "request: POST /{shop}/sale\ninputs: { shop: { summary: The shop., type: text } }\nbody: { back: { boolean: false } }\nbody_shape: one_element_array",
            ),
            (
                "take_back",
                "request: POST /{shop}/sale\ninputs: { shop: { summary: The shop., type: text } }\nbody: { back: { boolean: true } }\nbody_shape: one_element_array",
            ),
        ],
    )
    .await;
    let address = nergis.sandbox.address("nergis", "main");
    for (query, expected) in [("all", "all"), ("mine", "mine")] {
        let answer = send(address, "GET", &format!("/items?of={query}"), &[], "").await;
        assert_eq!(told(&answer), expected);
    }
    for (step, expected) in [("1", "first"), ("2", "second")] {
        let answer = send(address, "POST", "/step", &[("x-step", step)], "").await;
        assert_eq!(told(&answer), expected);
    }
    for (back, expected) in [(false, "sell"), (true, "take_back")] {
        let body = json!([{ "back": back }]);
        assert_eq!(nergis.post("/7/sale", body).await, expected);
    }
    assert_eq!(
        nergis.post("/7/sale", json!({ "back": true })).await,
        "refused \"The body is an object, not a list of one object.\""
    );
}

#[tokio::test]
async fn a_constant_of_one_choice_may_be_missing_and_a_line_may_be_shared_under_one_choice() {
    let nergis = Nergis::start(Spec {
        name: "choices",
        provider: ALTERNATIVES,
        operations: &[
            (
                "add",
                "request: POST /stock
                body: { status: { text: add }, form: { text: old, only: { way: old } } }",
            ),
            (
                "drop",
                "request: { choose: way, new: POST /drop, old: POST /stock }
                body: { status: { text: drop } }",
            ),
        ],
        types: "",
    })
    .await;
    for (path, body, expected) in [
        ("/stock", json!({ "status": "add" }), "add"),
        ("/stock", json!({ "status": "add", "form": "old" }), "add"),
        ("/stock", json!({ "status": "drop" }), "drop"),
        ("/drop", json!({ "status": "drop" }), "drop"),
        ("/drop", json!({ "status": "add" }), FIXED),
        ("/stock", json!({ "status": "no" }), FIXED),
        (
            "/stock",
            json!({ "status": "add", "form": "new" }),
            "refused \"The form field should have its one fixed value.\"",
        ),
    ] {
        let sent = body.to_string();
        assert_eq!(nergis.post(path, body).await, expected, "{path} {sent}");
    }
}

#[tokio::test]
async fn equal_constants_leave_it_to_the_required_fields() {
    let card = "request: POST /card
        inputs: { card: { summary: The card., type: Card } }
        body: { kind: { text: sale }, Card: card }";
    let insured = card.replace("type: Card", "type: InsuranceCard");
    let nergis = Nergis::start(Spec {
        name: "required",
        provider: "",
        operations: &[("pay", card), ("pay_insured", &insured)],
        types: "
types:
  Card:
    summary: A card.
    choice:
      plain:
        summary: By its number.
        inputs: { number: { summary: Number., type: text } }
        body: { Number: number, Code: { text: \"\" } }
      stored:
        summary: By its code.
        inputs: { code: { summary: Code., type: text } }
        body: { Code: code }
  InsuranceCard:
    summary: A card by a part of its number.
    inputs:
      start: { summary: The first digits., type: text }
      identity: { summary: Whose it is., type: text }
    body: { Start: start, Identity: identity }
",
    })
    .await;
    for (card, expected) in [
        (json!({ "Number": "1", "Code": "" }), "pay"),
        (json!({ "Code": "c" }), "pay"),
        (json!({ "Start": "1", "Identity": "2" }), "pay_insured"),
        (json!({}), "refused"),
    ] {
        let body = json!({ "kind": "sale", "Card": card });
        let sent = body.to_string();
        let told = nergis.post("/card", body).await;
        assert!(
            if expected == "refused" {
                told.starts_with(expected)
            } else {
                told == expected
            },
            "{sent}: {told}"
        );
    }
}

#[tokio::test]
async fn an_amount_that_is_left_out_for_all_of_it_is_no_required_field() {
    let nergis = Nergis::of(
        "portion",
        &[
            (
                "capture",
                "request: POST /hold
                inputs: { amount: { summary: Amount., type: portion, full: } }
                body: { status: { number: 1 }, Amount: amount }",
            ),
            (
                "ask",
                "request: POST /hold\nbody: { status: { number: 1 } }",
            ),
        ],
    )
    .await;
    for body in [json!({ "status": 1 }), json!({ "status": 1, "Amount": 2 })] {
        assert_eq!(nergis.post("/hold", body).await, "capture");
    }
}
