//! Slips that are easily made: each is one finding, and its help says what to write instead.

use codegen::{Report, read_texts};

const BASE: [(&str, &str); 4] = [
    (
        "provider",
        include_str!("../findings/base/shop/provider.yaml"),
    ),
    ("access", include_str!("../findings/base/shop/access.yaml")),
    (
        "payments",
        include_str!("../findings/base/shop/payments.yaml"),
    ),
    ("codes", include_str!("../findings/base/shop/codes.yaml")),
];

/// What is found when a text of a file, which is there exactly once, becomes another.
fn report(file: &str, from: &str, to: &str) -> Report {
    let changed = |(name, text): &(&str, &str)| {
        if *name != file {
            return (format!("shop/{name}.yaml"), (*text).to_owned());
        }
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
        (format!("shop/{name}.yaml"), text.replace(from, to))
    };
    let files: Vec<(String, String)> = BASE.iter().map(changed).collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    read_texts(&files).map_or_else(|report| report, |spec| spec.warnings)
}

/// Expects exactly one finding, of a code, with a text in its message or its help.
#[track_caller]
fn one(file: &str, from: &str, to: &str, code: &str, says: &str) {
    let report = report(file, from, to);
    let shown = report.render(false);
    let found = report.findings();
    let [finding] = found.iter().collect::<Vec<_>>()[..] else {
        panic!("{to}\n{shown}");
    };
    assert_eq!(finding.code.to_string(), code, "{to}\n{shown}");
    let help = finding.help.as_deref().unwrap_or("");
    assert!(
        help.contains(says) || finding.message.contains(says),
        "{to}: `{says}`\n{shown}"
    );
}

const SUMMARY: &str = "summary: Charges a card.";
const FUNDS: &str = "12: { name: no_funds, summary: The card has too little money. }";

#[test]
fn a_text_that_yaml_cuts_short_asks_for_quotes() {
    for (from, to, code, says) in [
        (SUMMARY, "summary: Charges #5 by card.", "W0123", "quotes"),
        (SUMMARY, "summary: Charges #abc", "W0123", "quotes"),
        (
            FUNDS,
            "12: { name: no_funds, summary: Order #5 has no money. }",
            "E0101",
            "comment",
        ),
        (
            FUNDS,
            "12: { name: no_funds, summary: The card, has too little money. }",
            "E0201",
            "comma",
        ),
        (
            FUNDS,
            "12: { name: no_funds, summary: The card, has too, little money. }",
            "E0201",
            "comma",
        ),
        (
            FUNDS,
            "12: { name: no_funds, summary: The card: too little money. }",
            "E0101",
            "quotes",
        ),
        (
            FUNDS,
            "12: { name: no_funds, summary: The card has too little money. } }",
            "E0101",
            "one `}` too many",
        ),
        (
            SUMMARY,
            "summary: {pay} charges a card.",
            "E0101",
            "begins with `{`",
        ),
        (
            SUMMARY,
            "summary: [x] charges a card.",
            "E0101",
            "begins with `[`",
        ),
        (
            SUMMARY,
            "summary: *pay* charges a card.",
            "E0105",
            "begins with `*`",
        ),
        (
            SUMMARY,
            "summary:Charges a card.",
            "E0101",
            "a space belongs after",
        ),
        (
            FUNDS,
            "12: { name: no_funds summary: The card has too little money. }",
            "E0101",
            "add the comma",
        ),
        (SUMMARY, "summary:\u{a0}Charges a card.", "E0807", "U+00A0"),
        (
            SUMMARY,
            "summ\u{200b}ary: Charges a card.",
            "E0807",
            "U+200B",
        ),
    ] {
        one("payments", from, to, code, says);
    }
    for remark in [
        "Charges a card. # a remark",
        "Charges a card. #",
        "\"A #5.\"",
        "A#5.",
    ] {
        let report = report("payments", SUMMARY, &format!("summary: {remark}"));
        assert!(report.findings().is_empty(), "{}", report.render(false));
    }
}

#[test]
fn what_feeds_a_wire_field_is_told_from_an_input() {
    one(
        "access",
        "secret: { credential: login_secret }",
        "secret: login_secret",
        "E0401",
        "`{ credential: login_secret }`",
    );
    one(
        "payments",
        "      buyer: buyer\n",
        "      buyer: buyer\n      channel: \"web\"\n",
        "E0401",
        "`{ text: \"web\" }`",
    );
}

#[test]
fn a_zone_is_suggested_where_letters_of_its_city_are_wrong_and_else_explained() {
    let zone = "zone: Europe/Istanbul";
    for (to, says) in [
        ("zone: Europe/Istambul", "`Europe/Istanbul`"),
        ("zone: Europe/istanbul", "`Europe/Istanbul`"),
        ("zone: Istanbul", "`Europe/Istanbul`"),
        ("zone: Europe/Ankara", "Turkey's zone is `Europe/Istanbul`"),
        ("zone: Mars/Olympus", "write a name such as"),
    ] {
        one("access", zone, to, "E0511", says);
    }
}

#[test]
fn words_of_other_languages_are_translated() {
    let amount = "        summary: What is charged.\n        type: decimal";
    for (word, meant) in [
        ("float", "decimal"),
        ("double", "decimal"),
        ("money", "decimal"),
        ("Decimal", "decimal"),
    ] {
        let to = amount.replace("decimal", word);
        one("payments", amount, &to, "E0207", &format!("`{meant}`"));
    }
    let name = "        summary: Name of the buyer.\n        type: text";
    for word in ["string", "String", "str"] {
        let to = name.replace("type: text", &format!("type: {word}"));
        one("payments", name, &to, "E0207", "`text`");
    }
    let token = "        type: datetime\n        format";
    let to = "        type: timestamp\n        format";
    one("access", token, to, "E0207", "`datetime`");
    one("payments", "type: Buyer", "type: buyer", "E0207", "`Buyer`");
}

#[test]
fn an_outcome_of_an_example_says_how_it_is_written() {
    let busy = "outcome: { refused: wrong_key }";
    one(
        "access",
        busy,
        "outcome: refused",
        "E0205",
        "`{ refused: name_of_the_code }`",
    );
    let done = "            {\"code\": 0, \"token\": \"token-1\", \"ends_at\": \"2026-01-31 12:00:00\"}\n        outcome: done";
    let to = done.replace("outcome: done", "outcome: success");
    one("access", done, &to, "E0205", "`done`");
    one(
        "payments",
        "outcome: { refused: no_funds }",
        "outcome: { refused: 12 }",
        "E0401",
        "12 is `no_funds`",
    );
}

#[test]
fn a_type_that_is_only_given_is_not_read() {
    let paid = "        summary: What was charged.\n        type: decimal";
    let to = paid.replace("decimal", "portion");
    one("payments", paid, &to, "E0502", "only");
}

#[test]
fn a_list_of_lists_and_a_path_are_written_out() {
    let email = "      email:\n        summary: Where the receipt goes.\n        type: email\n        optional: true\n";
    assert!(BASE[2].1.contains(email));
    let inputs = "      buyer:\n        summary: Who pays.\n        type: Buyer\n    body:";
    let wider = "      buyer:\n        summary: Who pays.\n        type: Buyer\n    together: [card_number, buyer]\n    body:";
    one(
        "payments",
        inputs,
        wider,
        "E0203",
        "`[[card_number, buyer]]`",
    );
    let at = "      - done: Payment\n        at: payment\n        when: { code: 0, payment.state: 1 }\n    envelope";
    assert!(!BASE[2].1.contains(at));
    let find = "    outcomes:\n      - done: Payment\n        at: payment\n        when: { code: 0, payment.state: 1 }\n      - open: Payment\n        at: payment\n        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      31";
    for (path, meant) in [("$.payment", "`payment`"), ("payments[0]", "`payments.0`")] {
        let to = find.replacen("at: payment\n", &format!("at: {path}\n"), 1);
        one("payments", find, &to, "E0222", meant);
    }
}

#[test]
fn a_path_into_an_answer_has_dots() {
    for (path, code, meant) in [
        ("\"texts[0]\"", "E0222", "`texts.0`"),
        ("text/tr", "E0222", "`text.tr`"),
        ("texts[0].tr, text", "E0101", "`texts.0.tr`"),
    ] {
        let to = format!("message: [{path}]");
        one("provider", "message: [message]", &to, code, meant);
    }
    let order = "        names: [order]\n        type: text\n      amount:";
    let to = order.replace("[order]", "[\"order[0]\"]");
    let shown = report("payments", order, &to).render(false);
    assert!(shown.contains("write `order.0`"), "{shown}");
    let when = "        when: { code: { not: 0 } }";
    let to = "        when: { \"codes[0]\": { not: 0 } }";
    let report = report("provider", when, to).render(false);
    assert!(report.contains("write `codes.0`"), "{report}");
}

#[test]
fn another_shape_says_what_to_write() {
    for (file, from, to, code, says) in [
        (
            "payments",
            "outcome: { refused: no_funds }",
            "outcome: refused: no_funds",
            "E0101",
            "`outcome: { refused: no_funds }`",
        ),
        (
            "payments",
            FUNDS,
            "12: { name:no_funds, summary: The card has too little money. }",
            "E0201",
            "a space belongs after `:`: write `name: no_funds`",
        ),
        (
            "payments",
            FUNDS,
            "12: no_funds",
            "E0203",
            "`{ name: no_funds, summary: … }`",
        ),
        (
            "payments",
            "      card: card_number\n",
            "      card: \"{card_number}\"\n",
            "E0206",
            "`card_number`",
        ),
        (
            "payments",
            "      card: card_number\n",
            "      card: {card_number}\n",
            "E0206",
            "`card_number`",
        ),
        (
            "access",
            "done: Token",
            "done: [Token]",
            "E0203",
            "`list of Token`",
        ),
        (
            "access",
            "    outcomes:\n      - done: Token\n        when: { code: 0 }\n",
            "    outcomes:\n      done: Token\n      when: { code: 0 }\n",
            "E0203",
            "begins with `- `",
        ),
        (
            "provider",
            "language: 1\n",
            "language: \"1.0\"\n",
            "E0204",
            "`1`",
        ),
        (
            "provider",
            "  - payments.yaml",
            "    - payments.yaml",
            "E0112",
            "goes on the line above",
        ),
        (
            "provider",
            "  - payments.yaml",
            "  payments.yaml",
            "E0101",
            "begin the line with `- `",
        ),
        (
            "payments",
            "      field: hash\n",
            "      field: order_number\n",
            "E0401",
            "arrives as `order`",
        ),
    ] {
        one(file, from, to, code, says);
    }
}

#[test]
fn a_name_that_is_spelled_wrongly_is_known_by_the_name_that_is_meant() {
    for (file, from, to, meant) in [
        ("payments", "  Payment:\n", "  payment:\n", "Payment"),
        ("provider", "  status:\n", "  Status:\n", "status"),
        (
            "payments",
            "  find_payment:\n",
            "  findPayment:\n",
            "find_payment",
        ),
    ] {
        one(file, from, to, "E0206", &format!("write `{meant}`"));
    }
}

#[test]
fn a_part_of_a_signature_that_is_misspelled_is_told_once() {
    let over = "      over: [order, state]\n";
    for (to, says) in [
        (
            "      over: [order, stat]\n      numeric: [state]\n",
            "`state`",
        ),
        (
            "      over: [order, token]\n      unsent: [tokens]\n",
            "`tokens`",
        ),
        (
            "      over: [order_number]\n      numeric: [order]\n",
            "arrives as `order`",
        ),
    ] {
        one("payments", over, to, "E0401", says);
    }
}

#[test]
fn a_comma_of_a_body_is_told_where_it_belongs() {
    let body = "{\"code\": 12, \"message\": \"Not enough money\"}";
    for (to, says) in [
        (
            "{\"code\": 12 \"message\": \"Not enough money\"}",
            "add a comma",
        ),
        (
            "{\"code\": 12, \"message\": \"Not enough money\",}",
            "remove it",
        ),
    ] {
        one("payments", body, to, "E0704", says);
    }
}

#[test]
fn what_is_indented_otherwise_than_what_it_belongs_to_is_told_by_its_key() {
    for (file, from, to, code, says) in [
        (
            "provider",
            "          code: code\n          message: [message]\n",
            "        code: code\n        message: [message]\n",
            "E0224",
            "two spaces more than `refused`",
        ),
        (
            "access",
            "    envelope: status\n",
            "      envelope: status\n",
            "E0101",
            "in the column of `outcomes`",
        ),
        (
            "access",
            "            {\"code\": 5, \"message\": \"Wrong secret\"}\n",
            "        {\"code\": 5, \"message\": \"Wrong secret\"}\n",
            "E0101",
            "two spaces more than `body`",
        ),
        (
            "payments",
            "      euro: {",
            "      - euro: {",
            "E0101",
            "remove the `- `",
        ),
        (
            "payments",
            "    auth: keys\n    effect:\n",
            "    effect:\n      auth: keys\n",
            "E0224",
            "`auth` is a key of an operation and stands inside its `effect`",
        ),
        (
            "access",
            "  get_token:\n",
            "    get_token:\n",
            "E0224",
            "two spaces more than `get_token`",
        ),
        (
            "payments",
            "        summary: The number of the card.\n        type: card_number\n",
            "        summary: The number of the card.\n      type: card_number\n",
            "E0224",
            "`type` belongs to `card_number`",
        ),
        (
            "payments",
            "      currency:\n        summary: The currency of the amount.\n        type: Currency\n    body:",
            "        currency:\n        summary: The currency of the amount.\n        type: Currency\n    body:",
            "E0103",
            "after `currency`, which has no value, `summary` stands here again",
        ),
        (
            "payments",
            "    inputs:\n      order_number:\n        summary: The merchant's number of the order.\n        type: text\n        min_length: 1\n    outcomes",
            "    inputs:\n    order_number:\n      summary: The merchant's number of the order.\n      type: text\n      min_length: 1\n    outcomes",
            "E0224",
            "`order_number` belongs to `inputs`",
        ),
        (
            "provider",
            "envelopes:\n",
            "  envelopes:\n",
            "E0224",
            "`envelopes` is a key of a provider and stands inside its `signatures`",
        ),
    ] {
        one(file, from, to, code, says);
    }
}

#[test]
fn what_was_meant_by_a_condition_or_a_verdict_is_said() {
    for (from, to, code, says) in [
        (
            "        when: { code: 0, payment.state: 1 }\n      - open: Payment\n        at: payment\n        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      12:",
            "        when: { code: 0, payment.state: 1, 3 }\n      - open: Payment\n        at: payment\n        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      12:",
            "E0213",
            "`payment.state: [1, 3]`",
        ),
        (
            "        when: { code: 0, payment.state: 1 }\n      - open: Payment\n        at: payment\n        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      12:",
            "        when: { code: 0, payment.state: !1 }\n      - open: Payment\n        at: payment\n        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      12:",
            "E0106",
            "`{ not: 1 }`",
        ),
        (
            "            - code: { 31: not_received }\n",
            "            - no_payment: not_received\n",
            "E0201",
            "`code: { no_payment: not_received }`",
        ),
        (SUMMARY, "summary: tbd", "E0212", "says nothing yet"),
    ] {
        one("payments", from, to, code, says);
    }
}

#[test]
fn a_list_has_elements_and_each_of_them_once() {
    let absent = "absent: [\"\", \"0001-01-01\"]";
    for (to, code, says) in [
        ("absent: []", "E0212", "the list is empty"),
        ("absent: [\"\", \"\"]", "E0225", "remove one of them"),
        ("absent: \"\"", "E0203", "`[\"\"]`"),
        ("quirks: []", "E0212", "the list is empty"),
    ] {
        one("payments", absent, to, code, says);
    }
    for (file, from, to, code) in [
        ("provider", "message: [message]", "message: []", "E0212"),
        (
            "provider",
            "message: [message]",
            "message: [message, message]",
            "E0225",
        ),
        ("payments", "reads: [text]", "reads: [text, text]", "E0225"),
        ("payments", "carriers: [form]", "carriers: []", "E0212"),
        (
            "payments",
            "require: [order_number]",
            "require: [order_number, order_number]",
            "E0225",
        ),
        ("payments", "over: [order, state]", "over: []", "E0212"),
        ("payments", "over: [order, amount]", "over: []", "E0212"),
    ] {
        one(file, from, to, code, "");
    }
}

#[test]
fn an_area_with_a_name_of_the_runtime_is_renamed() {
    let report = report("access", "area: access", "area: runtime");
    let shown = report.render(false);
    let found: Vec<_> = report.findings().iter().collect();
    assert_eq!(found.len(), 1, "{shown}");
    assert!(shown.contains("rename the area"), "{shown}");
}

#[test]
fn a_suggestion_never_collides_with_what_is_there() {
    let name = "      email:\n        summary: Where";
    let to = "      Full_name:\n        summary: Where";
    let shown = report("payments", name, to).render(false);
    assert!(shown.contains("`full_name` stands here already"), "{shown}");
    let note = "summary: Charges a card.\n    sumary: Twice.";
    one(
        "payments",
        SUMMARY,
        note,
        "E0201",
        "`summary` stands here already",
    );
}
