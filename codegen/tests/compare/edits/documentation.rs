//! Edits that only readers and the sandbox notice, and orders of which callers can.

use super::{CARDS, CODES, Edit, PAYMENTS, PROVIDER, edit};

/// All of them.
pub fn all() -> Vec<Edit> {
    vec![
        edit(
            "title reworded",
            "patch",
            &[(PROVIDER, "title: Acme", "title: Acme Pay")],
            &["documentation | acme.title | acme | title reworded"],
        ),
        edit(
            "flow of an area added",
            "patch",
            &[(
                CARDS,
                "\noperations:\n",
                "flow:\n  - { operation: get_token, example: success }\n\noperations:\n",
            )],
            &["documentation | acme.cards | acme::cards | flow of the area changed"],
        ),
        edit(
            "something is said to be left out",
            "patch",
            &[(
                PROVIDER,
                "\napis:\n",
                "\nomitted:\n  old_pay: { summary: The old call., because: It is legacy., evidence: { documented: old.html } }\n\napis:\n",
            )],
            &["documentation | acme.omitted | acme | what is left out changed"],
        ),
        edit(
            "address of the documentation changed",
            "patch",
            &[(
                PROVIDER,
                "documentation: https://docs.acme.example/",
                "documentation: https://acme.example/docs",
            )],
            &[
                "documentation | acme.documentation | acme | address changed: https://docs.acme.example/ → https://acme.example/docs",
            ],
        ),
        edit(
            "summary of an operation reworded",
            "patch",
            &[(
                PAYMENTS,
                "summary: Charges a card.",
                "summary: Charges one card.",
            )],
            &["documentation | acme.pay | acme::payments::Pay | summary reworded"],
        ),
        edit(
            "details of an operation gone",
            "patch",
            &[(PAYMENTS, "    details: |\n      Takes a moment.\n", "")],
            &["documentation | acme.pay.details | acme::payments::Pay | details removed"],
        ),
        edit(
            "summary of an input reworded",
            "patch",
            &[(
                PAYMENTS,
                "summary: Language of the page.",
                "summary: The language of the page.",
            )],
            &[
                "documentation | acme.pay_page.inputs.language | acme::Form<PayPage>::language | summary reworded",
            ],
        ),
        edit(
            "summaries of an area, a type, a value and a code reworded",
            "patch",
            &[
                (CARDS, "summary: Stored cards, and", "summary: Cards, and"),
                (CARDS, "summary: A token.", "summary: The bearer token."),
                (CARDS, "summary: American Express.", "summary: Amex."),
                (
                    CODES,
                    "summary: The provider is busy.",
                    "summary: The provider is too busy.",
                ),
            ],
            &[
                "documentation | acme.code_tables.default.codes.9 | acme::Code::Busy | summary reworded",
                "documentation | acme.cards | acme::cards | summary of the area reworded",
                "documentation | acme.Token | acme::cards::Token | summary reworded",
                "documentation | acme.Scheme.values.amex | acme::cards::Scheme::Amex | summary reworded",
            ],
        ),
        edit(
            "evidence of an operation changed",
            "patch",
            &[(
                PAYMENTS,
                "evidence: { documented: refund.html }",
                "evidence: { documented: refunds.html }",
            )],
            &["documentation | acme.refund | acme::payments::Refund | evidence changed"],
        ),
        edit(
            "evidence of parts added",
            "patch",
            &[(
                PAYMENTS,
                "        summary: Language of the page.\n        type: text\n        optional: true\n",
                "        summary: Language of the page.\n        type: text\n        optional: true\n        evidence: { family: a sibling }\n",
            )],
            &[
                "documentation | acme.pay_page.inputs.language | acme::Form<PayPage>::language | evidence added",
            ],
        ),
        edit(
            "quirk added",
            "patch",
            &[(
                PAYMENTS,
                "    quirks:\n      note_length:\n",
                "    quirks:\n      note_letters:\n        documents: Nothing.\n        we: Send small letters.\n        evidence: { documented: pay.html }\n      note_length:\n",
            )],
            &["documentation | acme.pay.quirks.note_letters | acme::payments::Pay | quirk added"],
        ),
        edit(
            "quirk renamed",
            "patch",
            &[(PAYMENTS, "      note_length:\n", "      length_of_note:\n")],
            &[
                "documentation | acme.pay.quirks.note_length | acme::payments::Pay | quirk removed; renamed to `length_of_note`?",
                "documentation | acme.pay.quirks.length_of_note | acme::payments::Pay | quirk added",
            ],
        ),
        edit(
            "field shows a quirk",
            "patch",
            &[(
                PAYMENTS,
                "          note: note\n",
                "          note: { input: note, quirk: note_length }\n",
            )],
            &[
                "documentation | acme.pay.body.extra.note | acme::payments::Pay | shows another quirk",
            ],
        ),
        edit(
            "example changed",
            "patch",
            &[(PAYMENTS, "Not enough money", "Too little money")],
            &["documentation | acme.pay.examples.no_funds | acme::payments::Pay | example changed"],
        ),
        edit(
            "example removed",
            "patch",
            &[(PAYMENTS, NO_FUNDS, "")],
            &["documentation | acme.pay.examples.no_funds | acme::payments::Pay | example removed"],
        ),
        edit(
            "assumed answer changed",
            "patch",
            &[(
                PAYMENTS,
                "when: { amount: \"13\" }",
                "when: { amount: \"14\" }",
            )],
            &[
                "documentation | acme.pay.assumed.odd_amount | acme::payments::Pay | assumed answer changed",
            ],
        ),
        edit(
            "answers of the sandbox changed",
            "patch",
            &[
                (PROVIDER, "\"Wrong key\"", "\"Bad key\""),
                (PROVIDER, "{\"code\": 2,", "{\"code\": 3,"),
            ],
            &[
                "documentation | acme.auth.keys.sandbox | acme::Acme | the sandbox's answer to wrong credentials changed",
                "documentation | acme.get_token.sandbox | acme::cards::GetToken | the sandbox's answer to a malformed input changed",
                "documentation | acme.list_cards.sandbox | acme::cards::ListCards | the sandbox's answer to a malformed input changed",
                "documentation | acme.pay.sandbox | acme::payments::Pay | the sandbox's answer to a malformed input changed",
                "documentation | acme.find_payment.sandbox | acme::payments::FindPayment | the sandbox's answer to a malformed input changed",
                "documentation | acme.refund.sandbox | acme::payments::Refund | the sandbox's answer to a malformed input changed",
            ],
        ),
        edit(
            "reason reworded",
            "patch",
            &[(
                PAYMENTS,
                "because: no operation lists refunds",
                "because: nothing lists refunds",
            )],
            &[
                "documentation | acme.refund.effect.once.because | acme::payments::Refund | reason reworded",
            ],
        ),
        edit(
            "example of a credential changed",
            "patch",
            &[(PROVIDER, "example: vault-1", "example: vault-2")],
            &[
                "documentation | acme.credentials.vault.values.vault_key | acme::Credentials::vault | example changed",
            ],
        ),
        edit(
            "inputs in another order",
            "patch",
            &[
                (
                    PAYMENTS,
                    "      language:\n        summary: Language of the page.\n        type: text\n        optional: true\n",
                    "",
                ),
                (
                    PAYMENTS,
                    "      once:\n        resolve: none\n        because: the shopper's browser sends it\n    inputs:\n",
                    "      once:\n        resolve: none\n        because: the shopper's browser sends it\n    inputs:\n      language:\n        summary: Language of the page.\n        type: text\n        optional: true\n",
                ),
            ],
            &[
                "documentation | acme.pay_page.inputs | acme::payments::PayPage | inputs stand in another order",
            ],
        ),
        edit(
            "values in another order",
            "patch",
            &[(
                PAYMENTS,
                "      lira: { code: TRY, summary: Turkish lira. }\n      euro: { code: EUR, summary: Euro. }\n",
                "      euro: { code: EUR, summary: Euro. }\n      lira: { code: TRY, summary: Turkish lira. }\n",
            )],
            &[
                "documentation | acme.Currency.values | acme::payments::Currency | values stand in another order",
            ],
        ),
        edit(
            "own codes in another order",
            "patch",
            &[(
                PAYMENTS,
                "      12: { name: no_funds, summary: The card has too little money. }\n      13: { name: stolen_card, summary: The card is stolen. }\n",
                "      13: { name: stolen_card, summary: The card is stolen. }\n      12: { name: no_funds, summary: The card has too little money. }\n",
            )],
            &[
                "documentation | acme.pay.codes | acme::payments::Pay | codes stand in another order",
            ],
        ),
        edit(
            "shared codes in another order",
            "major",
            &[(
                CODES,
                "    2: { name: bad_input, summary: An input is wrong. }\n    5: { name: wrong_key, summary: A key is wrong. }\n",
                "    5: { name: wrong_key, summary: A key is wrong. }\n    2: { name: bad_input, summary: An input is wrong. }\n",
            )],
            &[
                "breaking | acme | acme::Code | public interface: the numbers that `as` makes of variants changed, from `BadInput` on; what comes at the end changes none",
                "documentation | acme.code_tables.default.codes | acme::Code | codes stand in another order",
            ],
        ),
    ]
}

const NO_FUNDS: &str = "      no_funds:
        constructed: the table of codes
        answer:
          http: 200
          body: |
            {\"code\": 12, \"message\": \"Not enough money\"}
        outcome: { refused: no_funds }
";
