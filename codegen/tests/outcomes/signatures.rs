//! Signatures of requests: what they cover is sent with them, always, and as a single value.

use super::found;

const OVER: &str = "        over: [order, amount]\n";
const HASH: &str = "      hash:\n        sign: hash\n        over: [order, amount]\n";
const CHOICES: &str = "  find_method:\n";

/// An alternative of two choices, beside the one of the base.
const CARD: (&str, &str, &str) = (
    "provider",
    CHOICES,
    "  card:
    summary: How the card is sent.
    choices:
      open: { summary: Open., default: true, evidence: { documented: pay.html } }
      closed: { summary: Closed., evidence: { documented: pay.html } }
  find_method:\n",
);

fn over(names: &str) -> String {
    format!("        over: {names}\n")
}

/// The findings about signatures, where an example would have its own.
fn signing(changes: &[(&str, &str, &str)]) -> Vec<String> {
    let signed = |line: &String| ["E0603", "E0638", "E0641"].contains(&&line[..5]);
    found(changes).into_iter().filter(signed).collect()
}

fn pay_signs(names: &str) -> Vec<String> {
    signing(&[("payments", OVER, &over(names))])
}

#[test]
fn a_name_inside_of_an_object_is_known_and_a_wrong_one_has_a_near_one() {
    assert_eq!(pay_signs("[order, buyer.full_name]"), [""; 0]);
    assert_eq!(
        pay_signs("[order, buyer.ful_name]"),
        ["E0603 `buyer.ful_name`: the request sends no field `buyer.ful_name`"]
    );
    let report = super::report(&[("payments", OVER, &over("[order, buyer.ful_name]"))]);
    assert!(
        report
            .render(false)
            .contains("did you mean `buyer.full_name`?"),
        "{report}"
    );
    assert_eq!(
        pay_signs("[order, buyer.email]"),
        [
            "E0638 `buyer.email`: `buyer.email` may be left out, and then an empty text would be signed"
        ]
    );
    assert_eq!(
        pay_signs("[order, amount.value]"),
        ["E0603 `amount.value`: the request sends no field `amount.value`"]
    );
}

#[test]
fn an_object_in_the_body_is_signed_by_the_names_inside() {
    let card = "      card: card_number\n";
    let nested = "      card: { fields: { number: card_number } }\n";
    let nest = ("payments", card, nested);
    assert_eq!(
        signing(&[nest, ("payments", OVER, &over("[order, card.number]"))]),
        [""; 0]
    );
    assert_eq!(
        signing(&[nest, ("payments", OVER, &over("[order, card]"))]),
        ["E0641 `card`: `card` is more than a single value"]
    );
    assert_eq!(
        signing(&[nest, ("payments", OVER, &over("[order, card.numbr]"))]),
        ["E0603 `card.numbr`: the request sends no field `card.numbr`"]
    );
}

#[test]
fn an_object_is_signed_where_it_is_sent_as_text() {
    let buyer = (
        "payments",
        "      buyer: buyer\n",
        "      buyer: { input: buyer, as: json_text }\n",
    );
    assert_eq!(
        signing(&[buyer, ("payments", OVER, &over("[order, buyer]"))]),
        [""; 0]
    );
    assert_eq!(
        signing(&[buyer, ("payments", OVER, &over("[order, buyer.full_name]"))]),
        ["E0603 `buyer.full_name`: the request sends no field `buyer.full_name`"]
    );
    assert_eq!(
        pay_signs("[order, buyer]"),
        ["E0641 `buyer`: `buyer` is more than a single value"]
    );
}

#[test]
fn an_input_is_told_by_the_name_it_is_sent_under() {
    let report = super::report(&[("payments", OVER, &over("[order_number, amount]"))]);
    assert!(
        report
            .render(false)
            .contains("the input `order_number` is sent as `order`"),
        "{report}"
    );
}

#[test]
fn a_signature_is_not_signed() {
    assert_eq!(
        pay_signs("[order, hash]"),
        ["E0603 `hash`: `hash` is a signature itself"]
    );
}

#[test]
fn an_amount_that_is_left_out_for_all_of_it_may_be_left_out() {
    let portion = |full: &str| {
        format!(
            "      part:\n        summary: How much of it.\n        type: portion\n{full}      buyer:\n        summary: Who pays.\n        type: Buyer\n    body:\n      part: part\n"
        )
    };
    let inputs = "      buyer:\n        summary: Who pays.\n        type: Buyer\n    body:\n";
    let signed = over("[order, part]");
    assert_eq!(
        signing(&[
            ("payments", inputs, &portion("        full:\n")),
            ("payments", OVER, &signed)
        ]),
        ["E0638 `part`: `part` may be left out, and then an empty text would be signed"]
    );
    assert_eq!(
        signing(&[
            ("payments", inputs, &portion("        full: \"0\"\n")),
            ("payments", OVER, &signed)
        ]),
        [""; 0]
    );
}

#[test]
fn a_field_of_one_choice_is_signed_under_that_choice() {
    let card = (
        "payments",
        "      card: card_number\n",
        "      card: { input: card_number, only: { card: closed } }\n",
    );
    let with_card = over("[order, card]");
    assert_eq!(
        signing(&[CARD, card, ("payments", OVER, &with_card)]),
        [
            "E0638 `card`: `card` is sent under one choice only, and else an empty text would be signed"
        ]
    );
    let chosen = |open: &str| {
        format!("        over: {{ choose: card, open: {open}, closed: [order, card] }}\n")
    };
    assert_eq!(
        signing(&[CARD, card, ("payments", OVER, &chosen("[order]"))]),
        [""; 0]
    );
    assert_eq!(
        signing(&[CARD, card, ("payments", OVER, &chosen("[order, card]"))]),
        ["E0603 `card`: `card` is never sent together with this signature"]
    );
    let alone = |choice: &str| format!("{with_card}        only: {{ card: {choice} }}\n");
    assert_eq!(
        signing(&[CARD, card, ("payments", OVER, &alone("closed"))]),
        [""; 0]
    );
    assert_eq!(
        signing(&[CARD, card, ("payments", OVER, &alone("open"))]),
        ["E0603 `card`: `card` is never sent together with this signature"]
    );
}

#[test]
fn each_list_of_a_choice_is_checked() {
    let lists = "        over: { choose: card, open: [order, amont], closed: [oder, amount] }\n";
    assert_eq!(
        signing(&[CARD, ("payments", OVER, lists)]),
        [
            "E0603 `amont`: the request sends no field `amont`",
            "E0603 `oder`: the request sends no field `oder`"
        ]
    );
}

#[test]
fn a_choice_that_could_not_be_found_brings_no_second_finding() {
    let card = (
        "payments",
        "      card: card_number\n",
        "      card: { input: card_number, only: { card: closed } }\n",
    );
    let lists =
        "        over: { choose: card, open: [order, amount], closd: [order, amount, card] }\n";
    assert_eq!(
        found(&[CARD, card, ("payments", OVER, lists)]),
        ["E0401 `closd` + `card`: `card` has no choice named `closd`"]
    );
}

#[test]
fn what_an_operation_omits_of_a_group_is_not_signed() {
    let group = "  order:\n    summary: What is paid.\n";
    let omit = (
        "payments",
        "    use: { order: { require: [order_number] } }\n",
        "    use: { order: { require: [order_number], omit: [amount] } }\n",
    );
    assert_eq!(
        signing(&[omit]),
        ["E0603 `amount` + `amount`: `pay` omits what feeds `amount`"]
    );
    assert_eq!(super::BASE[2].1.matches(group).count(), 1);
    let optional = (
        "payments",
        "    use: { order: { require: [order_number] } }\n",
        "    use: { order: {} }\n",
    );
    assert_eq!(
        signing(&[optional]),
        ["E0638 `order`: `order` may be left out, and then an empty text would be signed"]
    );
}

#[test]
fn a_signature_of_a_group_names_the_operation_that_sends_it_so() {
    let group = "      amount: amount\n      currency: currency\n\noperations:\n";
    let signed = |over: &str| {
        format!(
            "      amount: amount\n      currency: currency\n      hash: {{ sign: hash, over: [{over}] }}\n\noperations:\n"
        )
    };
    let own = ("payments", HASH, "");
    assert_eq!(
        signing(&[own, ("payments", group, &signed("order, card"))]),
        [""; 0],
        "the operation sends the card, the group signs it"
    );
    assert_eq!(
        signing(&[own, ("payments", group, &signed("order, crd"))]),
        ["E0603 `crd` + `pay`: `pay` sends no field `crd`"]
    );
    let optional = (
        "payments",
        "    use: { order: { require: [order_number] } }\n",
        "    use: { order: {} }\n",
    );
    assert_eq!(
        signing(&[own, optional, ("payments", group, &signed("order, card"))]),
        ["E0638 `order` + `pay`: `order` may be left out, and then an empty text would be signed"]
    );
}

#[test]
fn a_group_that_could_not_be_found_brings_no_second_finding() {
    assert_eq!(
        found(&[("payments", "    use: { order: {", "    use: { ordr: {")]),
        ["E0401 `ordr`: there is no group named `ordr`"]
    );
}

#[test]
fn a_type_that_could_not_be_built_brings_no_second_finding() {
    let found = found(&[
        ("payments", OVER, &over("[order, amount, buyer.email]")),
        ("payments", "        type: email\n", "        type: Emal\n"),
    ]);
    assert_eq!(
        found,
        ["E0401 `Emal`: there is no type named `Emal`"],
        "{found:#?}"
    );
}

#[test]
fn a_form_is_signed_like_a_json_body() {
    let form = [
        (
            "payments",
            "    body:\n      order: order_number\n",
            "    form:\n      order: order_number\n",
        ),
        (
            "payments",
            "    body:\n      card: card_number\n",
            "    form:\n      card: card_number\n",
        ),
        (
            "payments",
            "      buyer: buyer\n",
            "      buyer: { input: buyer, as: json_text }\n",
        ),
    ];
    assert_eq!(signing(&form), [""; 0]);
    let with = |names: &str| {
        let names = over(names);
        signing(&[form[0], form[1], form[2], ("payments", OVER, &names)])
    };
    assert_eq!(with("[order, buyer]"), [""; 0]);
    assert_eq!(
        with("[order, amout]"),
        ["E0603 `amout`: the request sends no field `amout`"]
    );
}

#[test]
fn objects_of_one_name_become_one_only_where_they_are_sent_together() {
    let body = "      amount: amount\n      currency: currency\n\noperations:\n";
    let nested =
        "      amount: amount\n      details: { fields: { currency: currency } }\n\noperations:\n";
    let card =
        |only: &str| format!("      details:\n        fields: {{ card: card_number }}\n{only}");
    let group = ("payments", body, nested);
    let own = "      card: card_number\n";
    assert_eq!(
        signing(&[
            group,
            ("payments", own, &card("")),
            (
                "payments",
                OVER,
                &over("[order, details.card, details.currency]")
            )
        ]),
        [""; 0]
    );
    let twice = found(&[
        CARD,
        group,
        ("payments", own, &card("        only: { card: closed }\n")),
    ]);
    assert!(
        twice.contains(&"E0618 `details` + `details`: `details` would be sent twice".to_owned()),
        "{twice:#?}"
    );
}

#[test]
fn a_signature_over_nothing_is_found() {
    let nothing = "E0212 `[]`: the list is empty".to_owned();
    let told = found(&[("payments", OVER, &over("[]"))]);
    assert_eq!(told, std::slice::from_ref(&nothing));
    let lists = "        over: { choose: card, open: [order, amount], closed: [] }\n";
    let told = found(&[CARD, ("payments", OVER, lists)]);
    assert_eq!(told, [nothing]);
}

#[test]
fn one_field_for_each_choice_is_always_sent() {
    let of = |choice: &str| format!("{{ text: {choice}, only: {{ find_method: {choice} }} }}");
    let group = "    body:\n      order: order_number\n";
    let own = "      card: card_number\n";
    let sent = |first: &str, second: &str| {
        signing(&[
            (
                "payments",
                group,
                &format!("{group}      via: {}\n", of(first)),
            ),
            (
                "payments",
                own,
                &format!("{own}      via: {}\n", of(second)),
            ),
            ("payments", OVER, &over("[order, via]")),
        ])
    };
    assert_eq!(sent("get", "post"), [""; 0]);
    let once =
        "E0638 `via`: `via` is sent under one choice only, and else an empty text would be signed";
    assert_eq!(sent("get", "get"), [once]);
}
