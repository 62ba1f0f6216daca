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
        ["E0701 `amount`: the expected `amount` should be a decimal number with a dot"]
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
