//! Edits of what answers mean: how they are classed, and the codes of an operation.

use super::{CARDS, Edit, PAYMENTS, PROVIDER, back, edit};

/// All of them.
pub fn all() -> Vec<Edit> {
    vec![
        edit(
            "done becomes accepted",
            "major",
            &[
                (
                    PAYMENTS,
                    "      - done: nothing\n",
                    "      - accepted: nothing\n",
                ),
                (
                    PAYMENTS,
                    "            {\"code\": 0}\n        outcome: done\n",
                    "            {\"code\": 0}\n        outcome: accepted\n",
                ),
            ],
            &[
                "breaking | acme.refund.outcomes | acme::payments::Refund | answers where `code` is 0 are accepted, no longer done",
                "documentation | acme.refund.examples.success | acme::payments::Refund | example changed",
            ],
        ),
        edit(
            "outcome added",
            "major",
            &[(
                PAYMENTS,
                "      - done: nothing\n        when: { code: 0 }\n",
                "      - open: nothing\n        when: { code: 0, wait: 1 }\n      - done: nothing\n        when: { code: 0 }\n",
            )],
            &[
                "breaking | acme.refund.outcomes | acme::payments::Refund | answers where `code` is 0 and `wait` is 1 are open now",
            ],
        ),
        edit(
            "outcome of other conditions",
            "major",
            &[(
                CARDS,
                "      - done: Token\n        when: { code: 0 }\n",
                "      - done: Token\n        when: { code: 0, token: { present: true } }\n",
            )],
            &[
                "breaking | acme.get_token.outcomes | acme::cards::GetToken | answers where `code` is 0 are no longer done",
                "breaking | acme.get_token.outcomes | acme::cards::GetToken | answers where `code` is 0 and `token` is there are done now",
            ],
        ),
        edit(
            "conditions in another order",
            "none",
            &[(
                PROVIDER,
                "when: { code: { not: [0] } }",
                "when: { code: { not: 0 } }",
            )],
            &[],
        ),
        edit(
            "payload changed",
            "major",
            &[
                (
                    CARDS,
                    "done: map of list of StoredCard",
                    "done: map of StoredCard",
                ),
                (
                    CARDS,
                    "{\"1\": [{\"card_token\": \"card-1\", \"bin\": \"540667\", \"scheme\": \"visa\"}]}",
                    "{\"1\": {\"card_token\": \"card-1\"}}",
                ),
            ],
            &[
                "breaking | acme.list_cards.outcomes | acme::cards::ListCards | payload of answers where `code` is 0 changed: map of list of `StoredCard` at `cards` → map of `StoredCard` at `cards`",
                "documentation | acme.list_cards.examples.success | acme::cards::ListCards | example changed",
            ],
        ),
        edit(
            "payload elsewhere in the answer",
            "major",
            &[
                (CARDS, "at: cards\n", "at: data\n"),
                (CARDS, "\"cards\": {\"1\"", "\"data\": {\"1\""),
            ],
            &[
                "breaking | acme.list_cards.outcomes | acme::cards::ListCards | payload of answers where `code` is 0 changed: map of list of `StoredCard` at `cards` → map of list of `StoredCard` at `data`",
                "documentation | acme.list_cards.examples.success | acme::cards::ListCards | example changed",
            ],
        ),
        edit(
            "code of refusals elsewhere",
            "major",
            &[
                (PROVIDER, "code: code\n", "code: error\n"),
                (
                    PAYMENTS,
                    "{\"code\": 12, \"message\": \"Not enough money\"}",
                    "{\"code\": 12, \"error\": 12}",
                ),
            ],
            &[
                "breaking | acme.get_token.outcomes | acme::cards::GetToken | refusals where `code` is none of 0 changed: its code at `code` → its code at `error`",
                "breaking | acme.list_cards.outcomes | acme::cards::ListCards | refusals where `code` is none of 0 changed: its code at `code` → its code at `error`",
                "breaking | acme.pay.outcomes | acme::payments::Pay | refusals where `code` is none of 0 changed: its code at `code` → its code at `error`",
                "breaking | acme.find_payment.outcomes | acme::payments::FindPayment | refusals where `code` is none of 0 changed: its code at `code` → its code at `error`",
                "breaking | acme.refund.outcomes | acme::payments::Refund | refusals where `code` is none of 0 changed: its code at `code` → its code at `error`",
                "documentation | acme.pay.examples.no_funds | acme::payments::Pay | example changed",
            ],
        ),
        edit(
            "refusals field by field",
            "major",
            &[(
                PROVIDER,
                "message: [message, text]\n",
                "message: [message, text]\n          fields: errors\n",
            )],
            &[
                "breaking | acme.get_token.outcomes | acme::cards::GetToken | refusals where `code` is none of 0 changed: its code at `code` → its code at `code`, reasons by field at `errors`",
                "breaking | acme.list_cards.outcomes | acme::cards::ListCards | refusals where `code` is none of 0 changed: its code at `code` → its code at `code`, reasons by field at `errors`",
                "breaking | acme.pay.outcomes | acme::payments::Pay | refusals where `code` is none of 0 changed: its code at `code` → its code at `code`, reasons by field at `errors`",
                "breaking | acme.find_payment.outcomes | acme::payments::FindPayment | refusals where `code` is none of 0 changed: its code at `code` → its code at `code`, reasons by field at `errors`",
                "breaking | acme.refund.outcomes | acme::payments::Refund | refusals where `code` is none of 0 changed: its code at `code` → its code at `code`, reasons by field at `errors`",
            ],
        ),
        edit(
            "message of refusals elsewhere",
            "minor",
            &[(
                PROVIDER,
                "message: [message, text]\n",
                "message: [message]\n",
            )],
            &[
                "compatible | acme.get_token.outcomes | acme::cards::GetToken | message of refusals where `code` is none of 0 is read elsewhere: [message, text] → [message]",
                "compatible | acme.list_cards.outcomes | acme::cards::ListCards | message of refusals where `code` is none of 0 is read elsewhere: [message, text] → [message]",
                "compatible | acme.pay.outcomes | acme::payments::Pay | message of refusals where `code` is none of 0 is read elsewhere: [message, text] → [message]",
                "compatible | acme.find_payment.outcomes | acme::payments::FindPayment | message of refusals where `code` is none of 0 is read elsewhere: [message, text] → [message]",
                "compatible | acme.refund.outcomes | acme::payments::Refund | message of refusals where `code` is none of 0 is read elsewhere: [message, text] → [message]",
            ],
        ),
        edit(
            "own code removed",
            "major",
            &[(
                PAYMENTS,
                "      13: { name: stolen_card, summary: The card is stolen. }\n",
                "",
            )],
            &[
                "breaking | acme.pay.codes.13 | acme::payments::PayError::StolenCard | error code `stolen_card` removed",
            ],
        ),
        edit(
            "own code renamed",
            "major",
            &[(
                PAYMENTS,
                "13: { name: stolen_card,",
                "13: { name: lost_card,",
            )],
            &[
                "breaking | acme.pay.codes.13 | acme::payments::PayError::StolenCard | error code renamed: `stolen_card` → `lost_card`",
            ],
        ),
        edit(
            "own code is another number",
            "major",
            &[(
                PAYMENTS,
                "13: { name: stolen_card,",
                "14: { name: stolen_card,",
            )],
            &[
                "breaking | acme.pay.codes.13 | acme::payments::PayError::StolenCard | `stolen_card` means the code 14 now, no longer 13",
            ],
        ),
        edit(
            "own code added",
            "minor",
            &[(
                PAYMENTS,
                "      13: { name: stolen_card",
                "      14: { name: old_card, summary: The card is too old. }\n      13: { name: stolen_card",
            )],
            &[
                "compatible | acme.pay.codes.14 | acme::payments::PayError::OldCard | error code `old_card` added",
            ],
        ),
        edit(
            "own code added that the shared table has",
            "major",
            &[(
                PAYMENTS,
                "      13: { name: stolen_card",
                "      9: { name: bank_busy, summary: The bank is busy. }\n      13: { name: stolen_card",
            )],
            &[
                "breaking | acme.pay.codes.9 | acme::payments::PayError::BankBusy | error code `bank_busy` added; callers were told of it as `busy` of the shared table",
            ],
        ),
        edit(
            "shared table no longer asked",
            "major",
            &[
                (
                    PROVIDER,
                    "envelopes:\n",
                    "envelopes:\n  bare:
    summary: A code.
    rules:
      - refused:
          code: code
          message: [message, text]
        when: { code: { not: [0] } }
    evidence: { documented: errors.html }
    sandbox:
      invalid_input:
        assumed: the page does not show it
        http: 400
        body: |
          {\"code\": 2, \"message\": \"{{message}}\"}
",
                ),
                (
                    PAYMENTS,
                    "      - done: nothing\n        when: { code: 0 }\n    envelope: status\n",
                    "      - done: nothing\n        when: { code: 0 }\n    envelope: bare\n",
                ),
            ],
            &[
                "breaking | acme.refund.envelope | acme::payments::Refund | codes of the shared table `default` are not known here any more",
            ],
        ),
        back(edit(
            "shared table asked now",
            "minor",
            &[
                (
                    PROVIDER,
                    "envelopes:\n",
                    "envelopes:\n  bare:
    summary: A code.
    rules:
      - refused:
          code: code
          message: [message, text]
        when: { code: { not: [0] } }
    evidence: { documented: errors.html }
    sandbox:
      invalid_input:
        assumed: the page does not show it
        http: 400
        body: |
          {\"code\": 2, \"message\": \"{{message}}\"}
",
                ),
                (
                    PAYMENTS,
                    "      - done: nothing\n        when: { code: 0 }\n    envelope: status\n",
                    "      - done: nothing\n        when: { code: 0 }\n    envelope: bare\n",
                ),
            ],
            &[
                "compatible | acme.refund.envelope | acme::payments::Refund | codes of the shared table `default` are known here too",
            ],
        )),
    ]
}
