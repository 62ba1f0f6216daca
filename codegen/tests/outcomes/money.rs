//! Rules that keep money and secrets: what may be sent twice, what a verdict can say, what zero means, what a signature covers,
//! what confirms a callback, and where keys may go.

use super::{clean, found, only};

/// The effect of `pay`.
const ONCE: &str = "    effect:
      once:
        resolve:
          operation: find_payment
          match: { order_number: order_number }
          verdicts:
            - done: happened
            - open: open
            - code: { 31: not_received }
            - refused: undecided
";

/// The verdicts of `pay`, from the first.
const DONE: &str = "            - done: happened\n            - open: open\n";

/// An operation of its own, and its examples.
fn operation(name: &str, lines: &str) -> String {
    format!(
        "  {name}:
    summary: Another operation.
    evidence: {{ documented: other.html }}
    request: POST /other
    auth: keys
{lines}    envelope: status
    examples: {{ done: {{ constructed: the page's words, answer: {{ http: 200, body: '{{\"code\": 0}}' }}, outcome: done }} }}

types:
  Buyer:
"
    )
}

const TYPES: &str = "types:\n  Buyer:\n";

fn with_operation(name: &str, lines: &str) -> Vec<String> {
    let text = operation(name, lines);
    found(&[("payments", TYPES, &text)])
}

const DONE_RULE: &str = "    outcomes: [{ done: nothing, when: { code: 0 } }]\n";

#[test]
fn what_seems_to_move_money_is_not_sent_twice_unless_the_spec_says_why() {
    let repeated = |effect: &str| found(&[("payments", ONCE, &format!("    effect: {effect}\n"))]);
    assert_eq!(
        repeated("read"),
        ["E0808 `effect`: `pay` is said to be one that only reads, and it seems to move money"]
    );
    assert_eq!(
        repeated("repeatable\n    not_once: the order number is charged once at most"),
        [""; 0]
    );
    let cvv = "    effect: repeatable\n    inputs: { code: { summary: Its code., type: cvv } }\n    body: { code: code }\n";
    assert_eq!(
        with_operation("look", &format!("{cvv}{DONE_RULE}")),
        [
            "E0808 `effect`: `look` is said to be one that does nothing more when it is sent twice, and it seems to move money"
        ]
    );
    let told = format!("    effect: read\n{DONE_RULE}");
    assert_eq!(with_operation("refund_status", &told), [""; 0]);
    assert_eq!(
        with_operation("refund_again", &told),
        [
            "E0808 `effect`: `refund_again` is said to be one that only reads, and it seems to move money"
        ]
    );
    assert_eq!(
        with_operation(
            "look",
            &format!("    effect: read\n    not_once: it reads\n{DONE_RULE}")
        ),
        ["E0803 `it reads`: `not_once` is not needed here"]
    );
}

#[test]
fn a_verdict_cannot_say_what_its_outcome_does_not() {
    let verdicts = |lines: &str| found(&[("payments", DONE, lines)]);
    assert_eq!(
        verdicts("            - done: not_received\n            - open: open\n"),
        ["E0625 `not_received`: `done` does not say `not_received`"]
    );
    assert_eq!(
        verdicts("            - done: refused\n            - open: happened\n"),
        [
            "E0625 `refused`: `done` does not say `refused`",
            "E0625 `happened`: `open` does not say `happened`"
        ]
    );
    for said in ["happened", "refused", "open", "not_received"] {
        let line = format!("            - refused: {said}\n");
        only(
            &[("payments", "            - refused: undecided\n", &line)],
            &format!("E0625 `{said}`: `refused` does not say `{said}`"),
        );
    }
    clean(&[(
        "payments",
        DONE,
        "            - done: undecided\n            - open: undecided\n",
    )]);
}

#[test]
fn taking_a_payment_back_is_not_proved_by_the_payment() {
    let undo = |verdict: &str| {
        let lines = format!(
            "    effect: {{ once: {{ resolve: {{ operation: find_payment, match: {{ order_number: order_number }}, verdicts: [{{ done: {verdict} }}] }} }} }}
    inputs: {{ order_number: {{ summary: The order., type: text, min_length: 1 }} }}
    body: {{ order: order_number }}
{DONE_RULE}"
        );
        with_operation("void_payment", &lines)
    };
    assert_eq!(
        undo("happened"),
        [
            "E0625 `happened` + `done`: `done` of `find_payment` says that `pay` happened; it cannot say that this did, too"
        ]
    );
    assert_eq!(undo("undecided"), [""; 0]);
    assert_eq!(undo("refused"), [""; 0]);
    assert_eq!(
        undo("not_received"),
        ["E0625 `not_received`: `done` does not say `not_received`"]
    );
}

#[test]
fn a_code_of_a_failure_is_no_success_and_hearsay_makes_nothing_safe_to_send_again() {
    let code = |line: &str, meaning: &str| {
        found(&[
            (
                "payments",
                "            - code: { 31: not_received }\n",
                line,
            ),
            (
                "payments",
                "      31: { name: no_payment, summary: There is no such payment. }\n",
                meaning,
            ),
            (
                "payments",
                "        outcome: { refused: no_payment }\n",
                "        outcome: { refused: failed }\n",
            ),
        ])
    };
    let failed = "      31: { name: failed, summary: It failed. }\n";
    assert_eq!(
        code("            - code: { 31: happened }\n", failed),
        ["E0625 `happened` + `31`: `failed` is no sign that it happened"]
    );
    let hearsay =
        "      31: { name: failed, summary: It failed., evidence: { family: a sibling } }\n";
    assert_eq!(
        code("            - code: { 31: not_received }\n", hearsay),
        ["E0625 `not_received` + `evidence`: the provider does not say what `31` means"]
    );
}

#[test]
fn a_word_that_nobody_knows_yet_is_no_success_where_others_are_named() {
    let from = "        when: { code: 0, payment.state: 1 }\n      - open: Payment\n        at: payment\n        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      31:";
    let to = from.replace("payment.state: 1", "payment.state: { not: [2, 3] }");
    only(
        &[("payments", from, &to)],
        "E0620 `{ not: [2, 3] }` + `when`: any other value of `payment.state` is taken for a success here",
    );
}

#[test]
fn a_status_that_does_not_speak_of_credentials_needs_a_look_into_the_body() {
    let stale = |when: &str| found(&[("provider", "{ http: 401 }", when)]);
    for when in [
        "{ http: [200, 401] }",
        "{ http: { not: 200 } }",
        "{ http: 400 }",
        "{ http: [401, 500] }",
    ] {
        assert_eq!(
            stale(when),
            [
                "E0617 `stale`: answers to requests that were processed would tell of a stale token, and be sent again"
            ],
            "{when}"
        );
    }
    for when in [
        "{ http: [401, 403] }",
        "{ code: 5 }",
        "{ http: 400, code: 5 }",
    ] {
        assert_eq!(stale(when), [""; 0], "{when}");
    }
}

#[test]
fn requests_that_only_read_or_that_a_constant_tells_apart_may_be_alike() {
    let twins = |effect: &str, kind: &str| {
        let one = operation(
            "first",
            &format!("{effect}    body: {{ kind: {{ number: 1 }} }}\n{DONE_RULE}"),
        );
        let two = operation(
            "second",
            &format!("{effect}    body: {{ kind: {kind} }}\n{DONE_RULE}"),
        );
        let both = one.replace(&format!("\n{TYPES}"), &format!("\n{two}"));
        found(&[("payments", TYPES, &both)])
    };
    let repeatable = "    effect: repeatable\n";
    assert_eq!(
        twins(repeatable, "{ number: 1 }"),
        [
            "E0626 `second` + `first`: `second` sends what `first` sends, so the provider does the same"
        ]
    );
    assert_eq!(twins(repeatable, "{ number: 2 }"), [""; 0]);
    assert_eq!(twins("    effect: read\n", "{ number: 1 }"), [""; 0]);
}

#[test]
fn a_success_looks_at_the_code_unless_the_operation_has_refused_by_it() {
    let blind = "        when: { payment.state: 1 }\n      - open: Payment\n        at: payment\n        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      12:";
    let whole = blind.replace("{ payment.state: 1 }", "{ code: 0, payment.state: 1 }");
    only(
        &[("payments", &whole, blind)],
        "E0627 `when` + `when`: an answer with an error in `code` could be taken for a success here",
    );
    let rules = "      - done: Payment\n        at: payment\n";
    let first = format!(
        "      - refused: {{ code: code, message: [message] }}\n        when: {{ code: {{ not: 0 }} }}\n{rules}"
    );
    let (before, after) = (format!("{rules}{whole}"), format!("{first}{blind}"));
    clean(&[("payments", &before, &after)]);
}

#[test]
fn an_amount_is_above_zero_or_says_what_zero_means() {
    let amount = |lines: &str| {
        found(&[(
            "payments",
            "        type: decimal\n        min: 0.01\n",
            lines,
        )])
    };
    assert_eq!(
        amount("        type: decimal\n        min: 0\n"),
        ["E0809 `amount`: `amount` can be zero, in a request that must happen once"]
    );
    let optional = amount("        type: decimal\n        min: 0.01\n        optional: true\n");
    assert!(
        optional.contains(
            &"E0809 `amount`: `amount` can be left out, in a request that must happen once"
                .to_owned()
        ),
        "{optional:#?}"
    );
    assert_eq!(
        amount("        type: decimal\n        min: 0\n        not_all: a card is only verified\n"),
        [""; 0]
    );
    assert_eq!(
        amount(
            "        type: decimal\n        min: 0.01\n        not_all: a card is only verified\n"
        ),
        ["E0803 `a card is only verified`: `not_all` is not needed here"]
    );
    assert_eq!(
        amount("        type: portion\n        full: \"1.50\"\n"),
        ["E0810 `\"1.50\"`: all of an amount would be sent as 1.50"]
    );
    assert_eq!(
        amount("        type: portion\n        full: \"0.00\"\n"),
        [""; 0]
    );
}

#[test]
fn a_signature_that_lost_the_amount_or_the_order_is_seen() {
    let over = |list: &str| {
        found(&[(
            "payments",
            "over: [order, amount]",
            &format!("over: [{list}]"),
        )])
    };
    assert_eq!(
        over("order"),
        ["W0811 `hash` + `amount`: the signature does not cover `amount`, the amount"]
    );
    assert_eq!(
        over("amount, currency"),
        ["W0811 `hash` + `order`: the signature does not cover `order`, the reference"]
    );
}

#[test]
fn what_the_answer_has_is_compared_or_the_spec_says_why_not() {
    let confirm = |from: &str, to: &str| found(&[("payments", from, to)]);
    let all = "      echo: order_number\n      amount: amount\n      currency: currency";
    for (key, field) in [
        ("echo", "order_number"),
        ("amount", "amount"),
        ("currency", "currency"),
    ] {
        let other = |line: &&str| !line.starts_with(&format!("      {key}:"));
        let others: Vec<&str> = all.lines().filter(other).collect();
        assert_eq!(
            confirm(all, &others.join("\n")),
            [format!(
                "E0648 `confirm`: `find_payment` answers with `{field}`, which nothing compares"
            )]
        );
    }
    assert_eq!(
        confirm(
            all,
            "      amount: amount\n      currency: currency\n      incomplete: another number comes back"
        ),
        [""; 0]
    );
    assert_eq!(
        confirm(all, &format!("{all}\n      incomplete: no reason")),
        ["E0803 `no reason`: `incomplete` is not needed here"]
    );
}

#[test]
fn an_unconfirmed_callback_says_why_and_is_not_confirmed_as_well() {
    let confirm = "    confirm:\n      operation: find_payment\n      match: { order_number: order_number }\n      echo: order_number\n      amount: amount\n      currency: currency\n";
    clean(&[(
        "payments",
        confirm,
        "    unconfirmed: no operation knows the order\n",
    )]);
    only(
        &[(
            "payments",
            confirm,
            &format!("{confirm}    unconfirmed: no operation knows the order\n"),
        )],
        "E0220 `no operation knows the order` + `confirm`: a callback is either confirmed or says why not",
    );
}

#[test]
fn test_and_live_are_not_exchanged() {
    let api = |test: &str, live: &str| {
        found(&[(
            "provider",
            "    test: https://test.shop.example/api\n    live: https://live.shop.example/api\n",
            &format!("    test: {test}\n    live: {live}\n"),
        )])
    };
    assert_eq!(
        api(
            "https://live.shop.example/api",
            "https://test.shop.example/api"
        ),
        [
            "E0815 `https://test.shop.example/api` + `https://live.shop.example/api`: the live address is named like one for tests"
        ]
    );
    assert_eq!(
        api(
            "https://shop.example/api",
            "https://shop.example/api\n    one_address: the keys tell them apart"
        ),
        [""; 0]
    );
    assert_eq!(
        api(
            "https://a.shop.example/api",
            "https://b.shop.example/api\n    one_address: the keys tell them apart"
        ),
        ["E0803 `the keys tell them apart`: `one_address` is not needed here"]
    );
    assert_eq!(
        found(&[(
            "provider",
            "{ test: SHOP_TEST_LOGIN_SECRET, live: SHOP_LIVE_LOGIN_SECRET }",
            "{ test: SHOP_LIVE_LOGIN_SECRET, live: SHOP_TEST_LOGIN_SECRET }"
        )]),
        [
            "E0815 `SHOP_LIVE_LOGIN_SECRET`: the test value would be read from `SHOP_LIVE_LOGIN_SECRET`",
            "E0815 `SHOP_TEST_LOGIN_SECRET`: the live value would be read from `SHOP_TEST_LOGIN_SECRET`",
        ]
    );
}

#[test]
fn a_prefix_goes_before_a_token_and_into_a_header() {
    let prefix = |text: &str| found(&[("provider", "\"Bearer \"", text)]);
    assert_eq!(
        prefix("“Bearer ”"),
        ["E0650 `“Bearer ”`: the prefix has a character that no header can hold"]
    );
    assert_eq!(prefix("Token="), [""; 0]);
}

#[test]
fn constants_currencies_and_card_numbers_are_seen_by_their_names() {
    let headers = |line: &str| {
        let from = "    body:\n      card: card_number\n";
        found(&[(
            "payments",
            from,
            &format!("    headers:\n      {line}\n{from}"),
        )])
    };
    assert_eq!(
        headers("Authorization: { text: Basic c2hvcDpzaG9w }"),
        [
            "E0816 `Basic c2hvcDpzaG9w`: `Authorization` is named like a secret, and its value stands in the spec"
        ]
    );
    assert_eq!(
        headers("X-Key: { text: none, not_secret: the word for no key }"),
        [""; 0]
    );
    assert_eq!(headers("X-Key: { text: \"\" }"), [""; 0]);
    assert_eq!(
        headers("X-Kind: { text: card, not_secret: it is none }"),
        ["E0803 `it is none`: `not_secret` is not needed here"]
    );
    let text = found(&[
        (
            "payments",
            "        summary: The currency of the amount.\n        type: Currency\n    body:",
            "        summary: The currency of the amount.\n        type: text\n    body:",
        ),
        (
            "payments",
            "            currency: lira\n",
            "            currency: TRY\n",
        ),
    ]);
    assert_eq!(
        text,
        ["E0802 `currency`: `currency` is named like a currency"]
    );
    let number = found(&[
        (
            "payments",
            "      card_number:\n        summary: The number of the card.\n        type: card_number\n",
            "      number:\n        summary: The number of the card.\n        type: text\n",
        ),
        (
            "payments",
            "      card: card_number\n",
            "      card: number\n",
        ),
        (
            "payments",
            "            card_number: \"4111111111111111\"\n",
            "            number: \"4111111111111111\"\n",
        ),
    ]);
    assert_eq!(
        number,
        ["E0801 `number`: `number` is named like the number of a card"]
    );
}

#[test]
fn the_month_does_not_feed_the_year() {
    let both = [
        (
            "payments",
            "      month: expiry.month\n",
            "      month: expiry.year\n",
        ),
        (
            "payments",
            "      year: expiry.year\n",
            "      year: expiry.month\n",
        ),
        (
            "payments",
            "              \"month\": \"12\",\n              \"year\": \"2030\",\n",
            "              \"month\": \"2030\",\n              \"year\": \"12\",\n",
        ),
    ];
    assert_eq!(
        found(&both),
        [
            "E0508 `month`: `month` is fed by the year of an expiry",
            "E0508 `year`: `year` is fed by the month of an expiry",
        ]
    );
}
