//! Edits of answer types, open enums and shared codes.

use super::{CARDS, CODES, Edit, PAYMENTS, edit};

/// All of them.
pub fn all() -> Vec<Edit> {
    vec![
        edit(
            "field of an answer removed",
            "major",
            &[(
                CARDS,
                "      scheme:\n        summary: Scheme of the card.\n        type: Scheme\n        optional: true\n",
                "",
            )],
            &[
                "breaking | acme.StoredCard.fields.scheme | acme::cards::StoredCard::scheme | field removed",
            ],
        ),
        edit(
            "field of an answer renamed",
            "major",
            &[(CARDS, "      bin:\n", "      first_six:\n")],
            &[
                "breaking | acme.StoredCard.fields.bin | acme::cards::StoredCard::bin | field removed; renamed to `first_six`?",
                "compatible | acme.StoredCard.fields.first_six | acme::cards::StoredCard::first_six | optional field added",
            ],
        ),
        edit(
            "field of an answer added",
            "minor",
            &[(
                CARDS,
                "      bin:\n",
                "      number: { summary: Its number., type: integer, optional: true }\n      bin:\n",
            )],
            &[
                "compatible | acme.StoredCard.fields.number | acme::cards::StoredCard::number | optional field added",
            ],
        ),
        edit(
            "field of an answer optional",
            "major",
            &[(
                PAYMENTS,
                "        summary: What was charged.\n        type: decimal\n        reads: [text]\n",
                "        summary: What was charged.\n        type: decimal\n        reads: [text]\n        optional: true\n",
            )],
            &[
                "breaking | acme.Payment.fields.amount | acme::payments::Payment::amount | optional now: it is an `Option`",
            ],
        ),
        edit(
            "field of an answer no longer optional",
            "major",
            &[(
                CARDS,
                "        reads: [number]\n        optional: true\n        absent: [\"\"]\n",
                "        reads: [number]\n        absent: [\"\"]\n",
            )],
            &[
                "breaking | acme.StoredCard.fields.bin | acme::cards::StoredCard::bin | no longer optional: an answer without it cannot be read",
            ],
        ),
        edit(
            "type of a field changed",
            "major",
            &[(
                PAYMENTS,
                "        summary: What came of it.\n        type: integer\n      paid_on",
                "        summary: What came of it.\n        type: text\n        reads: [number]\n      paid_on",
            )],
            &[
                "breaking | acme.Payment.fields.state | acme::payments::Payment::state | type changed: integer → text",
            ],
        ),
        edit(
            "form of a moment changed",
            "major",
            &[
                (
                    CARDS,
                    "        format: \"YYYY-MM-DD hh:mm:ss\"\n        zone: Europe/Istanbul\n",
                    "        format: rfc3339\n",
                ),
                (CARDS, "2026-01-31 12:00:00", "2026-01-31T12:00:00Z"),
            ],
            &[
                "breaking | acme.Token.fields.ends_at | acme::cards::Token::ends_at | type changed: datetime `YYYY-MM-DD hh:mm:ss` in Europe/Istanbul → datetime `rfc3339`",
                "documentation | acme.get_token.examples.success | acme::cards::GetToken | example changed",
            ],
        ),
        edit(
            "zone of a moment changed",
            "major",
            &[(CARDS, "zone: Europe/Istanbul", "zone: Europe/London")],
            &[
                "breaking | acme.Token.fields.ends_at | acme::cards::Token::ends_at | type changed: datetime `YYYY-MM-DD hh:mm:ss` in Europe/Istanbul → datetime `YYYY-MM-DD hh:mm:ss` in Europe/London",
            ],
        ),
        edit(
            "more is read",
            "minor",
            &[(
                PAYMENTS,
                "        summary: What came of it.\n        type: integer\n      paid_on",
                "        summary: What came of it.\n        type: integer\n        reads: [text]\n      paid_on",
            )],
            &[
                "compatible | acme.Payment.fields.state | acme::payments::Payment::state | also read from `text`",
            ],
        ),
        edit(
            "less is read",
            "major",
            &[(
                PAYMENTS,
                "        type: decimal\n        reads: [text]\n",
                "        type: decimal\n",
            )],
            &[
                "breaking | acme.Payment.fields.amount | acme::payments::Payment::amount | no longer read from `text`",
            ],
        ),
        edit(
            "another name is read too",
            "minor",
            &[(CARDS, "names: [bin, prefix]", "names: [bin, prefix, iin]")],
            &[
                "compatible | acme.StoredCard.fields.bin | acme::cards::StoredCard::bin | read under more names: [bin, prefix] → [bin, prefix, iin]",
            ],
        ),
        edit(
            "another name is read first",
            "major",
            &[(CARDS, "names: [bin, prefix]", "names: [iin, bin, prefix]")],
            &[
                "breaking | acme.StoredCard.fields.bin | acme::cards::StoredCard::bin | read under other names: [bin, prefix] → [iin, bin, prefix]",
            ],
        ),
        edit(
            "a name is no longer read",
            "major",
            &[(CARDS, "names: [bin, prefix]", "names: [bin]")],
            &[
                "breaking | acme.StoredCard.fields.bin | acme::cards::StoredCard::bin | read under other names: [bin, prefix] → [bin]",
            ],
        ),
        edit(
            "another text means absent",
            "minor",
            &[(CARDS, "absent: [\"\"]", "absent: [\"\", \"0\"]")],
            &[
                "compatible | acme.StoredCard.fields.bin | acme::cards::StoredCard::bin | \"0\" means that it is absent",
            ],
        ),
        edit(
            "another text means absent where it must be there",
            "major",
            &[(
                PAYMENTS,
                "        summary: The currency of the amount.\n        type: Currency\n",
                "        summary: The currency of the amount.\n        type: Currency\n        absent: [\"\"]\n",
            )],
            &[
                "breaking | acme.Payment.fields.currency | acme::payments::Payment::currency | \"\" means that it is absent, and it must be there",
            ],
        ),
        edit(
            "a text no longer means absent",
            "major",
            &[(PAYMENTS, "absent: [\"\", \"0001-01-01\"]", "absent: [\"\"]")],
            &[
                "breaking | acme.Payment.fields.paid_on | acme::payments::Payment::paid_on | \"0001-01-01\" no longer means that it is absent",
            ],
        ),
        edit(
            "type renamed",
            "major",
            &[
                (
                    CARDS,
                    "map of list of StoredCard",
                    "map of list of KeptCard",
                ),
                (CARDS, "  StoredCard:\n", "  KeptCard:\n"),
            ],
            &[
                "breaking | acme.list_cards.outcomes | acme::cards::ListCards | payload of answers where `code` is 0 changed: map of list of `StoredCard` at `cards` → map of list of `KeptCard` at `cards`",
                "breaking | acme.StoredCard | acme::cards::StoredCard | type removed; renamed to `KeptCard`?",
                "compatible | acme.KeptCard | acme::cards::KeptCard | type added",
            ],
        ),
        edit(
            "type called otherwise in Rust",
            "major",
            &[(
                CARDS,
                "    summary: A stored card.\n",
                "    summary: A stored card.\n    name: KeptCard\n",
            )],
            &[
                "breaking | acme.StoredCard | acme::cards::KeptCard | called `KeptCard` in Rust, no longer `StoredCard`",
            ],
        ),
        edit(
            "type moved to another area",
            "major",
            &[(CARDS, SCHEME, ""), (PAYMENTS, "types:\n", SCHEME_FIRST)],
            &[
                "breaking | acme.Scheme | acme::payments::Scheme | moved from the area `cards` to `payments`",
            ],
        ),
        edit(
            "type of another kind",
            "major",
            &[
                (
                    PAYMENTS,
                    "        type: Currency\n",
                    "        type: Currency\n",
                ),
                (
                    PAYMENTS,
                    "  Currency:\n    summary: A currency.\n    enum: text\n    values:\n      lira: { code: TRY, summary: Turkish lira. }\n      euro: { code: EUR, summary: Euro. }\n",
                    "  Currency:\n    summary: A currency.\n    fields:\n      code: { summary: Its code., type: text, optional: true }\n",
                ),
                (
                    PAYMENTS,
                    "      amount: amount\n      currency: currency\n    quirks",
                    "      amount: amount\n    quirks",
                ),
                (
                    PAYMENTS,
                    "\"state\": 2, \"currency\": \"TRY\"",
                    "\"state\": 2, \"currency\": {}",
                ),
                (
                    PAYMENTS,
                    "\"state\": 1, \"currency\": \"TRY\"}}\n        outcome: done\n      still_open",
                    "\"state\": 1, \"currency\": {}}}\n        outcome: done\n      still_open",
                ),
                (
                    PAYMENTS,
                    "\"state\": 1, \"currency\": \"TRY\"}}\n        outcome: done\n\n  refund",
                    "\"state\": 1, \"currency\": {}}}\n        outcome: done\n\n  refund",
                ),
            ],
            &[
                "breaking | acme.Currency | acme::payments::Currency | changed: enum → fields",
                "breaking | acme.payment_result.confirm.currency | acme::payments::PaymentResult | changed: currency → none",
                "documentation | acme.pay.examples.success | acme::payments::Pay | example changed",
                "documentation | acme.pay.examples.still_open | acme::payments::Pay | example changed",
                "documentation | acme.find_payment.examples.success | acme::payments::FindPayment | example changed",
            ],
        ),
        edit(
            "enum value removed",
            "major",
            &[(
                CARDS,
                "      amex: { code: amex, summary: American Express. }\n",
                "",
            )],
            &["breaking | acme.Scheme.values.amex | acme::cards::Scheme::Amex | value removed"],
        ),
        edit(
            "enum value renamed",
            "major",
            &[(CARDS, "      amex: {", "      american_express: {")],
            &[
                "breaking | acme.Scheme.values.amex | acme::cards::Scheme::Amex | value removed; renamed to `american_express`?",
                "compatible | acme.Scheme.values.american_express | acme::cards::Scheme::AmericanExpress | value added, for the code amex",
            ],
        ),
        edit(
            "enum value called otherwise in Rust",
            "major",
            &[(
                CARDS,
                "summary: American Express. }",
                "summary: American Express., name: AmericanExpress }",
            )],
            &[
                "breaking | acme.Scheme.values.amex | acme::cards::Scheme::AmericanExpress | called `AmericanExpress` in Rust, no longer `Amex`",
            ],
        ),
        edit(
            "code of an enum value changed",
            "major",
            &[(CARDS, "amex: { code: amex", "amex: { code: ax")],
            &[
                "breaking | acme.Scheme.values.amex | acme::cards::Scheme::Amex | code changed: amex → ax",
            ],
        ),
        edit(
            "enum value added",
            "minor",
            &[(
                CARDS,
                "      amex: {",
                "      jcb: { code: jcb, summary: JCB. }\n      amex: {",
            )],
            &[
                "compatible | acme.Scheme.values.jcb | acme::cards::Scheme::Jcb | value added, for the code jcb",
            ],
        ),
        edit(
            "another code means an enum value",
            "minor",
            &[(CARDS, "also: [TR]", "also: [TR, TY]")],
            &[
                "compatible | acme.Scheme.values.troy | acme::cards::Scheme::Troy | the code TY means it too",
            ],
        ),
        edit(
            "a code no longer means an enum value",
            "major",
            &[(CARDS, ", also: [TR]", "")],
            &[
                "breaking | acme.Scheme.values.troy | acme::cards::Scheme::Troy | the code TR no longer means it",
            ],
        ),
        edit(
            "case matters",
            "major",
            &[(CARDS, "    ignore_case: true\n", "")],
            &[
                "breaking | acme.Scheme.ignore_case | acme::cards::Scheme | codes in another case are not read any more",
            ],
        ),
        edit(
            "case does not matter",
            "minor",
            &[(
                PAYMENTS,
                "    enum: text\n",
                "    enum: text\n    ignore_case: true\n",
            )],
            &[
                "compatible | acme.Currency.ignore_case | acme::payments::Currency | codes in another case are read too",
            ],
        ),
        edit(
            "the other coding is read too",
            "minor",
            &[(
                CARDS,
                "    enum: text\n",
                "    enum: text\n    reads: [number]\n",
            )],
            &[
                "compatible | acme.Scheme.reads | acme::cards::Scheme | codes of the other coding are read too",
            ],
        ),
        edit(
            "callers give an enum too",
            "minor",
            &[
                (
                    CARDS,
                    "    query:\n      scheme: scheme\n",
                    "    query:\n      scheme: scheme\n      kind: kind\n",
                ),
                (
                    CARDS,
                    "      scheme:\n        summary: Cards of this scheme only.\n",
                    "      kind:\n        summary: Cards of this kind only.\n        type: CardKind\n        optional: true\n      scheme:\n        summary: Cards of this scheme only.\n",
                ),
            ],
            &[
                "compatible | acme.list_cards.inputs.kind | acme::Call<ListCards>::kind | optional input added",
            ],
        ),
        edit(
            "callers give an enum no longer",
            "major",
            &[
                (CARDS, "    query:\n      scheme: scheme\n", "    query:\n"),
                (
                    CARDS,
                    "      scheme:\n        summary: Cards of this scheme only.\n        type: Scheme\n        optional: true\n",
                    "",
                ),
            ],
            &[
                "breaking | acme.list_cards.inputs.scheme | acme::Call<ListCards>::scheme | optional input removed",
            ],
        ),
        edit(
            "coding of an enum changed",
            "major",
            &[(CARDS, "enum: integer", "enum: text")],
            &[
                "breaking | acme.CardKind.enum | acme::cards::CardKind | coding changed: integer → text",
            ],
        ),
        edit(
            "shared code removed",
            "major",
            &[(
                CODES,
                "    9: { name: busy, summary: The provider is busy. }\n",
                "",
            )],
            &[
                "breaking | acme.code_tables.default.codes.9 | acme::Code::Busy | error code `busy` removed",
            ],
        ),
        edit(
            "shared code renamed",
            "major",
            &[(CODES, "name: busy", "name: overloaded")],
            &[
                "breaking | acme.code_tables.default.codes.9 | acme::Code::Busy | error code renamed: `busy` → `overloaded`",
            ],
        ),
        edit(
            "shared code is another number",
            "major",
            &[(CODES, "    9: { name: busy", "    10: { name: busy")],
            &[
                "breaking | acme.code_tables.default.codes.9 | acme::Code::Busy | `busy` means the code 10 now, no longer 9",
            ],
        ),
        edit(
            "shared code added at the end",
            "minor",
            &[(
                CODES,
                "    9: { name: busy, summary: The provider is busy. }\n",
                "    9: { name: busy, summary: The provider is busy. }\n    10: { name: closed, summary: The provider is closed. }\n",
            )],
            &[
                "compatible | acme.code_tables.default.codes.10 | acme::Code::Closed | error code `closed` added",
            ],
        ),
        edit(
            "shared code added before others",
            "major",
            &[(
                CODES,
                "    9: {",
                "    8: { name: closed, summary: The provider is closed. }\n    9: {",
            )],
            &[
                "breaking | acme | acme::Code | public interface: the numbers that `as` makes of variants changed, from `Busy` on; what comes at the end changes none",
                "compatible | acme.code_tables.default.codes.8 | acme::Code::Closed | error code `closed` added",
            ],
        ),
    ]
}

const SCHEME: &str = "  Scheme:
    summary: Scheme of a card.
    enum: text
    ignore_case: true
    values:
      visa: { code: visa, summary: Visa. }
      troy: { code: troy, also: [TR], summary: Troy. }
      amex: { code: amex, summary: American Express. }
";

const SCHEME_FIRST: &str = "types:
  Scheme:
    summary: Scheme of a card.
    enum: text
    ignore_case: true
    values:
      visa: { code: visa, summary: Visa. }
      troy: { code: troy, also: [TR], summary: Troy. }
      amex: { code: amex, summary: American Express. }
";
