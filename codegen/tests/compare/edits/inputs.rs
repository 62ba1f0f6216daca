//! Edits of what callers give.

use super::{Edit, PAYMENTS, edit};

/// All of them.
pub fn all() -> Vec<Edit> {
    vec![
        edit(
            "required input removed",
            "major",
            &[
                (
                    PAYMENTS,
                    "      lines:\n        summary: What is bought.\n        type: list of Line\n",
                    "",
                ),
                (PAYMENTS, "      lines: lines\n", ""),
                (PAYMENTS, LINE, ""),
            ],
            &[
                "breaking | acme.pay.inputs.lines | acme::payments::Pay::lines | input removed",
                "breaking | acme.Line | acme::payments::Line | type removed",
            ],
        ),
        edit(
            "optional input removed",
            "major",
            &[
                (
                    PAYMENTS,
                    "      language:\n        summary: Language of the page.\n        type: text\n        optional: true\n",
                    "",
                ),
                (PAYMENTS, "      language: language\n", ""),
            ],
            &[
                "breaking | acme.pay_page.inputs.language | acme::Form<PayPage>::language | optional input removed",
            ],
        ),
        edit(
            "required input added",
            "major",
            &[
                (
                    PAYMENTS,
                    "      amount:\n        summary: How much of it.\n",
                    "      reason:\n        summary: Why.\n        type: text\n      amount:\n        summary: How much of it.\n",
                ),
                (
                    PAYMENTS,
                    "      order: order_number\n      amount: amount\n    outcomes",
                    "      order: order_number\n      amount: amount\n      reason: reason\n    outcomes",
                ),
            ],
            &[
                "breaking | acme.refund.inputs.reason | acme::payments::Refund::reason | required input added",
            ],
        ),
        edit(
            "optional input added",
            "minor",
            &[
                (
                    PAYMENTS,
                    "      amount:\n        summary: How much of it.\n",
                    "      reason:\n        summary: Why.\n        type: text\n        optional: true\n      amount:\n        summary: How much of it.\n",
                ),
                (
                    PAYMENTS,
                    "      order: order_number\n      amount: amount\n    outcomes",
                    "      order: order_number\n      amount: amount\n      reason: reason\n    outcomes",
                ),
            ],
            &[
                "compatible | acme.refund.inputs.reason | acme::Call<Refund>::reason | optional input added",
            ],
        ),
        edit(
            "input renamed",
            "major",
            &[
                (
                    PAYMENTS,
                    "      language:\n        summary: Language",
                    "      page_language:\n        summary: Language",
                ),
                (
                    PAYMENTS,
                    "      language: language\n",
                    "      language: page_language\n",
                ),
            ],
            &[
                "breaking | acme.pay_page.inputs.language | acme::Form<PayPage>::language | optional input removed; renamed to `page_language`?",
                "compatible | acme.pay_page.inputs.page_language | acme::Form<PayPage>::page_language | optional input added",
            ],
        ),
        edit(
            "input called otherwise in Rust",
            "major",
            &[(
                PAYMENTS,
                "        summary: A text for the statement.\n",
                "        summary: A text for the statement.\n        name: remark\n",
            )],
            &[
                "breaking | acme.pay.inputs.note | acme::Call<Pay>::remark | called `remark` in Rust, no longer `note`",
            ],
        ),
        edit(
            "input made required",
            "major",
            &[(
                PAYMENTS,
                "        summary: Language of the page.\n        type: text\n        optional: true\n",
                "        summary: Language of the page.\n        type: text\n",
            )],
            &[
                "breaking | acme.pay_page.inputs.language | acme::payments::PayPage::language | required now: a field of the struct, no longer a setter",
            ],
        ),
        edit(
            "input no longer required",
            "major",
            &[(
                PAYMENTS,
                "        summary: What is bought.\n        type: list of Line\n",
                "        summary: What is bought.\n        type: list of Line\n        optional: true\n",
            )],
            &[
                "breaking | acme.pay.inputs.lines | acme::Call<Pay>::lines | no longer required: a setter, no longer a field of the struct",
            ],
        ),
        edit(
            "type of an input changed",
            "major",
            &[(
                PAYMENTS,
                "        summary: Language of the page.\n        type: text\n",
                "        summary: Language of the page.\n        type: integer\n",
            )],
            &[
                "breaking | acme.pay_page.inputs.language | acme::Form<PayPage>::language | type changed: text → integer",
            ],
        ),
        edit(
            "length narrowed",
            "major",
            &[(PAYMENTS, "max_length: 40", "max_length: 20")],
            &[
                "breaking | acme.pay.inputs.order_number | acme::payments::Pay::order_number | max_length narrowed: 40 → 20",
            ],
        ),
        edit(
            "length loosened",
            "minor",
            &[(PAYMENTS, "max_length: 40", "max_length: 60")],
            &[
                "compatible | acme.pay.inputs.order_number | acme::payments::Pay::order_number | max_length loosened: 40 → 60",
            ],
        ),
        edit(
            "length limit gone",
            "minor",
            &[(
                PAYMENTS,
                "        min_length: 1\n        max_length: 40\n",
                "        max_length: 40\n",
            )],
            &[
                "compatible | acme.pay.inputs.order_number | acme::payments::Pay::order_number | min_length loosened: 1 → none",
            ],
        ),
        edit(
            "value narrowed",
            "major",
            &[(PAYMENTS, "min: 0.01", "min: 1")],
            &[
                "breaking | acme.pay.inputs.amount | acme::payments::Pay::amount | min narrowed: 0.01 → 1",
            ],
        ),
        edit(
            "value loosened",
            "minor",
            &[(PAYMENTS, "max: 5000", "max: 9000")],
            &[
                "compatible | acme.pay.inputs.amount | acme::payments::Pay::amount | max loosened: 5000 → 9000",
            ],
        ),
        edit(
            "the same value in other digits",
            "none",
            &[(PAYMENTS, "max: 5000", "max: 5000.00")],
            &[],
        ),
        edit(
            "pattern changed",
            "major",
            &[(PAYMENTS, "pattern: \"[a-z]*\"", "pattern: \"[a-z0-9]*\"")],
            &[
                "breaking | acme.pay.inputs.note | acme::Call<Pay>::note | pattern changed: `[a-z]*` → `[a-z0-9]*`",
            ],
        ),
        edit(
            "pattern gone",
            "minor",
            &[(
                PAYMENTS,
                "        optional: true\n        pattern: \"[a-z]*\"\n",
                "        optional: true\n",
            )],
            &[
                "compatible | acme.pay.inputs.note | acme::Call<Pay>::note | pattern loosened: `[a-z]*` → none",
            ],
        ),
        edit(
            "inputs to be given together",
            "major",
            &[(
                PAYMENTS,
                "together: [[campaign, campaign_secret]]",
                "together: [[campaign, campaign_secret, note]]",
            )],
            &[
                "breaking | acme.pay.together | acme::payments::Pay | must be given together now: campaign, campaign_secret, note",
                "compatible | acme.pay.together | acme::payments::Pay | need not be given together any more: campaign, campaign_secret",
            ],
        ),
        edit(
            "inputs need not be given together",
            "minor",
            &[(
                PAYMENTS,
                "    together: [[campaign, campaign_secret]]\n",
                "",
            )],
            &[
                "compatible | acme.pay.together | acme::payments::Pay | need not be given together any more: campaign, campaign_secret",
            ],
        ),
        edit(
            "what is sent for all of an amount",
            "minor",
            &[(PAYMENTS, "full: \"0\"", "full: \"\"")],
            &[
                "compatible | acme.refund.inputs.amount.full | acme::payments::Refund::amount | what is sent for \"all of it\" changed: \"0\" → \"\"",
            ],
        ),
        edit(
            "field of an input type made required",
            "major",
            &[(
                PAYMENTS,
                "        type: email\n        optional: true\n",
                "        type: email\n",
            )],
            &[
                "breaking | acme.Buyer.inputs.email | acme::payments::Buyer::email | required now: a field of the struct, no longer a setter",
            ],
        ),
        edit(
            "field of an input type narrowed",
            "major",
            &[(PAYMENTS, "max_length: 100", "max_length: 50")],
            &[
                "breaking | acme.Buyer.inputs.full_name | acme::payments::Buyer::full_name | max_length narrowed: 100 → 50",
            ],
        ),
        edit(
            "optional field added to an input type that has some",
            "minor",
            &[(
                PAYMENTS,
                "      email:\n",
                "      phone:\n        summary: Number of the buyer.\n        type: phone\n        optional: true\n      email:\n",
            )],
            &[
                "compatible | acme.Buyer.inputs.phone | acme::payments::BuyerOptions::phone | optional input added",
            ],
        ),
        edit(
            "first optional field of an input type",
            "major",
            &[(
                PAYMENTS,
                "      title: { summary: Its name., type: text }\n",
                "      title: { summary: Its name., type: text }\n      unit: { summary: Its unit., type: text, optional: true }\n",
            )],
            &[
                "breaking | acme.Line.inputs.unit | acme::payments::LineOptions::unit | optional input added, the first: the struct has a field `options` now",
            ],
        ),
        edit(
            "required field added to an input type",
            "major",
            &[(
                PAYMENTS,
                "      title: { summary: Its name., type: text }\n",
                "      title: { summary: Its name., type: text }\n      unit: { summary: Its unit., type: text }\n",
            )],
            &[
                "breaking | acme.Line.inputs.unit | acme::payments::Line::unit | required input added",
            ],
        ),
        edit(
            "variant of a choice added",
            "major",
            &[(
                PAYMENTS,
                "      stored:\n        summary: A stored card.\n",
                "      wallet:\n        summary: A wallet.\n        inputs:\n          wallet_id: { summary: Its number., type: text }\n        body:\n          wallet: wallet_id\n      stored:\n        summary: A stored card.\n",
            )],
            &[
                "breaking | acme.Source.choice.wallet | acme::payments::Source::Wallet | variant added: a `match` that names the others no longer covers all",
            ],
        ),
        edit(
            "variant of a choice removed",
            "major",
            &[(PAYMENTS, STORED, "")],
            &[
                "breaking | acme.Source.choice.stored | acme::payments::Source::Stored | variant removed",
            ],
        ),
        edit(
            "variant of a choice renamed",
            "major",
            &[(
                PAYMENTS,
                "      stored:\n        summary: A stored card.\n",
                "      kept:\n        summary: A stored card.\n",
            )],
            &[
                "breaking | acme.Source.choice.stored | acme::payments::Source::Stored | variant removed; renamed to `kept`?",
                "breaking | acme.Source.choice.kept | acme::payments::Source::Kept | variant added: a `match` that names the others no longer covers all",
            ],
        ),
        edit(
            "field of a variant no longer required",
            "major",
            &[(
                PAYMENTS,
                "{ summary: Its token., type: secret }",
                "{ summary: Its token., type: secret, optional: true }",
            )],
            &[
                "breaking | acme.Source.choice.stored.inputs.card_token | acme::payments::SourceStoredOptions::card_token | no longer required: a setter, no longer a field of the struct",
            ],
        ),
        edit(
            "optional field of a variant removed",
            "major",
            &[
                (
                    PAYMENTS,
                    "          holder: { summary: Name on the card., type: text, optional: true }\n",
                    "",
                ),
                (PAYMENTS, "          holder: holder\n", ""),
            ],
            &[
                "breaking | acme.Source.choice.stored.inputs.holder | acme::payments::SourceStoredOptions::holder | optional input removed",
            ],
        ),
    ]
}

const LINE: &str = "  Line:
    summary: A piece of what is bought.
    inputs:
      title: { summary: Its name., type: text }
      count: { summary: How many., type: integer, min: 1 }
";

const STORED: &str = "      stored:
        summary: A stored card.
        inputs:
          card_token: { summary: Its token., type: secret }
          holder: { summary: Name on the card., type: text, optional: true }
        body:
          card_token: card_token
          holder: holder
";
