//! Flows of areas: each step is what its operation, its example or its callback says, or it is found.

use super::{clean, found};

const SUMMARY: &str = "summary: Charging a card, and finding out what came of it.\n";

const FLOW: &str = "flow:
  - { operation: pay, example: success, as: payment }
  - { operation: find_payment, example: success, take: { order_number: payment.order_number } }
  - callback: payment_result
    arrives: order=order-1&state=1&hash=x
    expect: { reference: order-1, amount: 10.00, currency: lira }
    example: success
";

fn changed(from: &str, to: &str) -> Vec<String> {
    assert_eq!(FLOW.matches(from).count(), 1, "{from}");
    found(&[(
        "payments",
        SUMMARY,
        &format!("{SUMMARY}{}", FLOW.replace(from, to)),
    )])
}

#[test]
fn a_flow_that_fits_has_no_finding() {
    clean(&[("payments", SUMMARY, &format!("{SUMMARY}{FLOW}"))]);
}

#[test]
fn the_names_of_a_step_are_resolved_with_a_near_one() {
    assert_eq!(
        changed("operation: pay,", "operation: pai,"),
        [
            "E0401 `pai`: there is no operation named `pai`",
            "E0401 `payment.order_number`: no earlier answer is called `payment`",
        ]
    );
    assert_eq!(
        changed("callback: payment_result", "callback: payment_resul"),
        ["E0401 `payment_resul`: there is no callback named `payment_resul`"]
    );
    assert_eq!(
        changed("pay, example: success", "pay, example: sucess"),
        ["E0401 `sucess`: `pay` has no example `sucess`"]
    );
}

#[test]
fn a_flow_shows_what_goes_well_and_what_it_calls_with() {
    assert_eq!(
        changed("pay, example: success", "pay, example: no_funds"),
        ["E0631 `no_funds`: the example `no_funds` is refused"]
    );
    assert_eq!(
        changed("pay, example: success", "pay, example: still_open"),
        ["E0631 `still_open`: the example `still_open` does not show `order_number`"]
    );
}

#[test]
fn what_is_taken_is_there_and_of_the_same_type() {
    assert_eq!(
        changed(
            "take: { order_number: payment.order_number",
            "take: { order_number: payment.amount"
        ),
        ["E0631 `payment.amount`: `payment.amount` and `order_number` are of different types"]
    );
    assert_eq!(
        changed(
            "take: { order_number: payment.order_number",
            "take: { order_number: payment.order"
        ),
        ["E0401 `payment.order`: `payment.order` leads nowhere at `order`"]
    );
    assert_eq!(
        changed("take: { order_number: payment", "take: { order: payment"),
        ["E0401 `order`: the example gives no single `order`"]
    );
    assert_eq!(
        changed(", take: { order_number: payment.order_number }", ""),
        ["E0403 `payment`: no later step takes anything from `payment`"]
    );
}

#[test]
fn what_is_expected_of_a_callback_is_what_its_confirmation_compares() {
    assert_eq!(
        changed(", amount: 10.00", ""),
        ["E0631 `callback`: the step does not say which amount is expected"]
    );
    assert_eq!(
        changed("amount: 10.00", "amount: ten"),
        ["E0701 `ten`: the expected `amount` should be a decimal number with a dot"]
    );
    assert_eq!(
        changed("currency: lira }", "currency: lira, card: x }"),
        ["E0401 `card`: `card` is no fact of a payment"]
    );
    assert_eq!(
        changed("    example: success\n", ""),
        ["E0631 `callback`: the step does not say what `find_payment` answers"]
    );
}

#[test]
fn what_arrives_is_read_as_the_callback_reads_it() {
    assert_eq!(
        changed("order=order-1&", "oder=order-1&"),
        ["E0701 `oder`: `order` is required and does not arrive"]
    );
    assert_eq!(
        changed("&state=1&", "&state=good&"),
        ["E0701 `good`: `state` should be a whole number of at most 64 bits"]
    );
    assert_eq!(
        changed("&hash=x", ""),
        ["E0701 `order=order-1&state=1`: `hash` is required and does not arrive"]
    );
    let decoded = FLOW.replace("order=order-1", "order=%6Frder-1");
    clean(&[("payments", SUMMARY, &format!("{SUMMARY}{decoded}"))]);
    let json = |body: &str| {
        let flow = FLOW.replace("order=order-1&state=1&hash=x", &format!("'{body}'"));
        found(&[
            ("payments", SUMMARY, &format!("{SUMMARY}{flow}")),
            (
                "payments",
                "    carriers: [form]\n",
                "    carriers: [json]\n",
            ),
        ])
    };
    let none: [String; 0] = [];
    assert_eq!(
        json(r#"{"order": "order-1", "state": 1, "hash": "x"}"#),
        none
    );
    assert_eq!(
        json(r#"{"order": "order-1", "state": 1, "hash": "x""#),
        ["E0704 `\"`: the body is not JSON"]
    );
    assert_eq!(
        json(r#"{"oder": "order-1", "state": 1, "hash": "x"}"#),
        ["E0701 `\"oder\"`: `$.order` is required and missing"]
    );
    assert_eq!(
        json(r#"{"order": "order-2", "state": 1, "hash": "x"}"#),
        ["E0709 `\"order-2\"` + `order-1`: `order-1` is expected, and `order-2` arrives"]
    );
}

#[test]
fn what_is_expected_of_a_callback_comes_true() {
    assert_eq!(
        changed("reference: order-1", "reference: order-2"),
        ["E0709 `order-2` + `order-1`: `order-2` is expected, and `order-1` arrives"]
    );
    assert_eq!(
        changed("order=order-1&", "order=order-2&"),
        ["E0709 `order-2` + `order-1`: `order-1` is expected, and `order-2` arrives"]
    );
    let other = FLOW
        .replace("order=order-1&", "order=order-2&")
        .replace("reference: order-1", "reference: order-2");
    assert_eq!(
        found(&[("payments", SUMMARY, &format!("{SUMMARY}{other}"))]),
        [
            "E0709 `success` + `\"order-1\"`: the reference `order-2` is expected, and `success` answers `order-1`"
        ]
    );
    assert_eq!(
        changed("amount: 10.00", "amount: 10.05"),
        ["E0709 `10.05` + `10.00`: the amount `10.05` is expected, and `success` answers `10.00`"]
    );
    assert_eq!(
        changed("currency: lira", "currency: euro"),
        ["E0709 `euro` + `\"TRY\"`: the currency `euro` is expected, and `success` answers `TRY`"]
    );
    let answers = "\"amount\": 10.00, \"currency\": \"TRY\"}}\n        outcome: done\n      still_open:\n        constructed: the page's words on slow banks\n        answer:\n          http: 200\n          body: |\n            {\"code\": 0, \"payment\": {\"id\": 7, \"order\": \"order-1\", \"state\": 2, \"amount\": 10.00, \"currency\": \"TRY\"}}\n        outcome: open\n      no_payment:\n";
    let with_another = "      no_payment:\n        constructed: another payment\n        answer:\n          http: 200\n          body: |\n            {\"code\": 0, \"payment\": {\"id\": 8, \"order\": \"order-2\", \"state\": 1, \"amount\": 10.00, \"currency\": \"TRY\"}}\n        outcome: done\n      none:\n";
    let misspelled = answers
        .replacen("amount", "amuont", 1)
        .replace("      no_payment:\n", with_another);
    let optional = "        summary: What was charged.\n        type: decimal\n";
    assert_eq!(
        found(&[
            ("payments", SUMMARY, &format!("{SUMMARY}{FLOW}")),
            ("payments", answers, &misspelled),
            (
                "payments",
                &format!("      amount:\n{optional}      currency:"),
                &format!("      amount:\n{optional}        optional: true\n      currency:"),
            ),
        ]),
        ["E0709 `\"amuont\"`: `success` does not answer `amount`, and a flow confirms by it"]
    );
    let short = FLOW.replace("amount: 10.00", "amount: 10");
    clean(&[("payments", SUMMARY, &format!("{SUMMARY}{short}"))]);
    let open = FLOW.replace(
        "lira }\n    example: success",
        "lira }\n    example: still_open",
    );
    assert_eq!(
        found(&[("payments", SUMMARY, &format!("{SUMMARY}{open}"))]),
        ["E0631 `still_open`: the example `still_open` is not `done`"]
    );
}

#[test]
fn an_area_has_one_flow() {
    let twice = format!("{SUMMARY}{FLOW}");
    let other = "area: payments\nflow:\n  - { operation: find_payment, example: success }\noperations:\n  get_token:";
    let in_area = found(&[
        ("payments", SUMMARY, &twice),
        ("access", "area: access\n", "area: payments\n"),
        (
            "access",
            "operations:\n  get_token:",
            &other["area: payments\n".len()..],
        ),
    ]);
    assert!(
        in_area
            .iter()
            .any(|one| one.ends_with("the area `payments` has two flows")),
        "{in_area:?}"
    );
}
