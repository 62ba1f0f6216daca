//! Edits of callbacks.

use super::{CARDS, Edit, PAYMENTS, back, edit};

/// All of them.
pub fn all() -> Vec<Edit> {
    vec![
        edit(
            "callback removed",
            "major",
            &[(PAYMENTS, CALLBACK, "")],
            &["breaking | acme.payment_result | acme::payments::PaymentResult | callback removed"],
        ),
        back(edit(
            "callback added",
            "minor",
            &[(PAYMENTS, CALLBACK, "")],
            &["compatible | acme.payment_result | acme::payments::PaymentResult | callback added"],
        )),
        edit(
            "callback moved to another area",
            "major",
            &[
                (PAYMENTS, CALLBACK, ""),
                (
                    CARDS,
                    "    unconfirmed: no operation tells of an expired card\n",
                    MOVED,
                ),
            ],
            &[
                "breaking | acme.payment_result | acme::cards::PaymentResult | moved from the area `payments` to `cards`",
            ],
        ),
        back(edit(
            "signature of a callback checked now",
            "major",
            &[(
                PAYMENTS,
                "    signature:\n      signature: hash\n      field: hash\n      over: [order, state]\n",
                "",
            )],
            &[
                "breaking | acme.payment_result.signature | acme::payments::PaymentResult | a signature is checked now",
            ],
        )),
        back(edit(
            "callback can be confirmed now",
            "major",
            &[(PAYMENTS, CONFIRM, UNCONFIRMED)],
            &[
                "breaking | acme.payment_result.confirm | acme::payments::PaymentResult | can be confirmed now",
            ],
        )),
        edit(
            "callback renamed",
            "major",
            &[(PAYMENTS, "  payment_result:\n", "  pay_result:\n")],
            &[
                "breaking | acme.payment_result | acme::payments::PaymentResult | callback removed; renamed to `pay_result`?",
                "compatible | acme.pay_result | acme::payments::PayResult | callback added",
            ],
        ),
        edit(
            "callback called otherwise in Rust",
            "major",
            &[(
                PAYMENTS,
                "    summary: Comes back with the shopper's browser.\n",
                "    summary: Comes back with the shopper's browser.\n    name: PayResult\n",
            )],
            &[
                "breaking | acme.payment_result | acme::payments::PayResult | called `PayResult` in Rust, no longer `PaymentResult`",
            ],
        ),
        edit(
            "carrier removed",
            "major",
            &[(PAYMENTS, "carriers: [form]", "carriers: [query]")],
            &[
                "breaking | acme.payment_result.carriers | acme::payments::PaymentResult::from_form | not read from `form` any more",
                "compatible | acme.payment_result.carriers | acme::payments::PaymentResult::from_query | read from `query` too",
            ],
        ),
        edit(
            "carrier added",
            "minor",
            &[(PAYMENTS, "carriers: [form]", "carriers: [form, query]")],
            &[
                "compatible | acme.payment_result.carriers | acme::payments::PaymentResult::from_query | read from `query` too",
            ],
        ),
        edit(
            "JSON body instead of a form",
            "major",
            &[(PAYMENTS, "carriers: [form]", "carriers: [json]")],
            &[
                "breaking | acme.payment_result.carriers | acme::payments::PaymentResult::from_form | not read from `form` any more",
                "compatible | acme.payment_result.carriers | acme::payments::PaymentResult::from_json | read from `json` too",
            ],
        ),
        edit(
            "field of a callback removed",
            "major",
            &[(
                PAYMENTS,
                "      reason:\n        summary: Why it failed.\n        type: text\n        optional: true\n",
                "",
            )],
            &[
                "breaking | acme.payment_result.fields.reason | acme::payments::PaymentResult::reason | field removed",
            ],
        ),
        edit(
            "field of a callback added",
            "minor",
            &[(
                PAYMENTS,
                "      reason:\n        summary: Why it failed.\n",
                "      bank: { summary: Whose card it is., type: text, optional: true }\n      reason:\n        summary: Why it failed.\n",
            )],
            &[
                "compatible | acme.payment_result.fields.bank | acme::payments::PaymentResult::bank | optional field added",
            ],
        ),
        edit(
            "signature of a callback no longer checked",
            "major",
            &[(
                PAYMENTS,
                "    signature:\n      signature: hash\n      field: hash\n      over: [order, state]\n",
                "",
            )],
            &[
                "breaking | acme.payment_result.signature | acme::payments::PaymentResult | no signature is checked any more",
            ],
        ),
        edit(
            "signature of a callback covers less",
            "major",
            &[(PAYMENTS, "over: [order, state]", "over: [order]")],
            &[
                "breaking | acme.payment_result.signature.over | acme::payments::PaymentResult | changed: [order_number, state] → [order_number]",
            ],
        ),
        edit(
            "signed number of a callback compared as a number",
            "major",
            &[(
                PAYMENTS,
                "over: [order, state]",
                "over: [order, state]\n      numeric: [state]",
            )],
            &[
                "breaking | acme.payment_result.signature.over | acme::payments::PaymentResult | changed: [order_number, state] → [order_number, state as a number]",
            ],
        ),
        edit(
            "callback cannot be confirmed any more",
            "major",
            &[(PAYMENTS, CONFIRM, UNCONFIRMED)],
            &[
                "breaking | acme.payment_result.confirm | acme::payments::PaymentResult | cannot be confirmed any more",
            ],
        ),
        edit(
            "amount of a callback no longer confirmed",
            "major",
            &[(
                PAYMENTS,
                "      amount: amount\n      currency: currency\n    quirks",
                "      currency: currency\n      incomplete: only the currency is compared\n    quirks",
            )],
            &[
                "breaking | acme.payment_result.confirm.amount | acme::payments::PaymentResult | changed: amount → none",
            ],
        ),
        edit(
            "reference of a callback no longer echoed",
            "major",
            &[(
                PAYMENTS,
                "      echo: order_number\n      amount: amount\n      currency: currency\n",
                "      amount: amount\n      currency: currency\n      incomplete: another number comes back\n",
            )],
            &[
                "breaking | acme.payment_result.confirm.echo | acme::payments::PaymentResult | changed: order_number → none",
            ],
        ),
        edit(
            "why a callback is not confirmed reworded",
            "patch",
            &[(
                CARDS,
                "unconfirmed: no operation tells of an expired card",
                "unconfirmed: nothing tells of an expired card",
            )],
            &[
                "documentation | acme.card_expired | acme::cards::CardExpired | unconfirmed reworded",
            ],
        ),
        edit(
            "quirk of a callback reworded",
            "patch",
            &[(PAYMENTS, "we: Give what comes.", "we: Give whatever comes.")],
            &[
                "documentation | acme.payment_result.quirks.reason_text | acme::payments::PaymentResult | quirk changed",
            ],
        ),
    ]
}

const UNCONFIRMED: &str = "    unconfirmed: nothing tells of it\n";

const CONFIRM: &str = "    confirm:
      operation: find_payment
      match: { order_number: order_number }
      echo: order_number
      amount: amount
      currency: currency
";

const CALLBACK: &str = "callbacks:
  payment_result:
    summary: Comes back with the shopper's browser.
    evidence: { documented: result.html }
    carriers: [form]
    fields:
      order_number:
        summary: The merchant's number of the order.
        names: [order]
        type: text
      state:
        summary: What came of it.
        type: integer
      reason:
        summary: Why it failed.
        type: text
        optional: true
      hash:
        summary: Proof that the provider sent it.
        type: secret
    signature:
      signature: hash
      field: hash
      over: [order, state]
    confirm:
      operation: find_payment
      match: { order_number: order_number }
      echo: order_number
      amount: amount
      currency: currency
    quirks:
      reason_text:
        documents: The page shows no reason.
        we: Give what comes.
        evidence: { documented: result.html }
";

const MOVED: &str = "    unconfirmed: no operation tells of an expired card
  payment_result:
    summary: Comes back with the shopper's browser.
    evidence: { documented: result.html }
    carriers: [form]
    fields:
      order_number:
        summary: The merchant's number of the order.
        names: [order]
        type: text
      state:
        summary: What came of it.
        type: integer
      reason:
        summary: Why it failed.
        type: text
        optional: true
      hash:
        summary: Proof that the provider sent it.
        type: secret
    signature:
      signature: hash
      field: hash
      over: [order, state]
    confirm:
      operation: find_payment
      match: { order_number: order_number }
      echo: order_number
      amount: amount
      currency: currency
    quirks:
      reason_text:
        documents: The page shows no reason.
        we: Give what comes.
        evidence: { documented: result.html }
";
