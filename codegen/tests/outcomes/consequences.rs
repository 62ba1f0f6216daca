//! Mistakes from which much would follow: each is told once, and nothing that follows from it; and none hides another.

use super::{found, only};

const DONE: &str = "      - done: Token\n        when: { code: 0 }\n    envelope: status\n    examples:\n      success:\n";

#[test]
fn what_follows_from_a_name_that_cannot_be_one_is_not_told() {
    only(
        &[("provider", "      X-Public-Key:", "      X Public Key:")],
        "E0206 `X Public Key`: `X Public Key` cannot be a name on the wire",
    );
    only(
        &[(
            "payments",
            "use: { order: { require",
            "use: { orders: { require",
        )],
        "E0401 `orders`: there is no group named `orders`",
    );
}

#[test]
fn a_rule_that_lacks_its_code_is_told_and_not_its_examples() {
    only(
        &[("provider", "          code: code\n", "")],
        "E0227 `refused`: a refusal says where its code is",
    );
}

#[test]
fn a_line_that_parts_a_file_in_two_is_left_out() {
    only(
        &[("access", "\ntypes:\n", "\n---\ntypes:\n")],
        "E0107 `---`: a second document begins here",
    );
}

#[test]
fn of_two_kinds_of_a_type_nothing_else_is_told() {
    only(
        &[(
            "payments",
            "    enum: text\n",
            "    enum: text\n    identifier: text\n",
        )],
        "E0211 `identifier` + `enum`: a type has either `enum` or `identifier`",
    );
}

#[test]
fn a_word_of_another_language_is_no_missing_key_as_well() {
    only(
        &[("access", DONE, &DONE.replace("done:", "success:"))],
        "E0201 `success`: unknown key `success`",
    );
    only(
        &[("provider", "    live: https", "    prod: https")],
        "E0201 `prod`: unknown key `prod`",
    );
    only(
        &[(
            "access",
            "summary: The token that other calls need.",
            "summary:",
        )],
        "E0212 `summary`: there is no value where a text belongs",
    );
}

#[test]
fn an_operation_that_does_more_than_read_is_not_asked_and_that_is_all() {
    let own =
        "          operation: find_payment\n          match: { order_number: order_number }\n";
    let to = own.replace("find_payment", "pay");
    let told = found(&[("payments", own, &to)]);
    assert_eq!(told, ["E0630 `pay`: `pay` does more than read"]);
}

#[test]
fn a_map_that_a_caller_gives_is_meant_as_a_list() {
    let email = "        type: email\n        optional: true\n";
    only(
        &[("payments", email, &email.replace("email", "map of email"))],
        "E0502 `map of email`: only an answer holds values of this type",
    );
}

#[test]
fn a_request_that_cannot_be_built_hides_no_body_that_is_not_json() {
    let told = found(&[
        (
            "payments",
            "    request: POST /payments\n    auth: keys\n",
            "    request: POST /payments\n    auth: kees\n",
        ),
        (
            "payments",
            "              \"month\": \"12\",\n",
            "              \"month\": \"12\"\n",
        ),
    ]);
    assert_eq!(
        told,
        [
            "E0401 `kees`: there is no way to authenticate named `kees`",
            "E0704 `\"`: the body is not JSON",
        ]
    );
}

#[test]
fn one_part_of_a_record_hides_no_other() {
    let told = found(&[
        ("provider", "      margin: 5m\n", "      margin: 5min\n"),
        ("provider", "expires_at: ends_at", "expires_at: end_at"),
    ]);
    assert_eq!(told.len(), 2, "{told:#?}");
    let amount = "        summary: What was charged.\n        type: decimal\n";
    let told = found(&[(
        "payments",
        amount,
        "        summary: What was charged.\n        type: Decimals\n        quirks: [year_digit]\n",
    )]);
    assert_eq!(told.len(), 2, "{told:#?}");
    let told = found(&[(
        "provider",
        "    test: https://test.shop.example/api\n",
        "    test: http://test.shop.example/api/\n",
    )]);
    assert_eq!(told.len(), 2, "{told:#?}");
}
