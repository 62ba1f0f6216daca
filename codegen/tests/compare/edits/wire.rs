//! Edits of what is sent and what is signed.

use super::{CARDS, Edit, PAYMENTS, PROVIDER, edit};

/// All of them.
pub fn all() -> Vec<Edit> {
    vec![
        edit(
            "wire name changed",
            "minor",
            &[(PAYMENTS, "      buyer: buyer\n", "      customer: buyer\n")],
            &[
                "compatible | acme.pay.body.customer | acme::payments::Pay | what is sent changes: called `customer`, no longer `buyer`",
            ],
        ),
        edit(
            "wire name of something signed changed",
            "minor",
            &[
                (
                    PAYMENTS,
                    "      order: order_number\n      amount: { input: amount, as: text, decimals: shortest }",
                    "      order_id: order_number\n      amount: { input: amount, as: text, decimals: shortest }",
                ),
                (
                    PAYMENTS,
                    "with_amount: [order, amount]",
                    "with_amount: [order_id, amount]",
                ),
                (PAYMENTS, "order_only: [order]", "order_only: [order_id]"),
            ],
            &[
                "compatible | acme.pay.body.order_id | acme::payments::Pay | what is sent changes: called `order_id`, no longer `order`",
            ],
        ),
        edit(
            "constant changed",
            "minor",
            &[(PAYMENTS, "channel: { text: web }", "channel: { text: api }")],
            &[
                "compatible | acme.pay.body.channel | acme::payments::Pay | what is sent changes: the text \"web\" → the text \"api\"",
            ],
        ),
        edit(
            "constant added",
            "minor",
            &[(
                PAYMENTS,
                "      channel: { text: web }\n",
                "      channel: { text: web }\n      version: { number: 2 }\n",
            )],
            &[
                "compatible | acme.pay.body.version | acme::payments::Pay | what is sent changes: `version` is sent, the number 2",
            ],
        ),
        edit(
            "constant header removed",
            "minor",
            &[(
                CARDS,
                "    headers:\n      X-Version: { text: \"2\" }\n",
                "",
            )],
            &[
                "compatible | acme.list_cards.headers.X-Version | acme::cards::ListCards | what is sent changes: `X-Version` is not sent any more",
            ],
        ),
        edit(
            "nested wire name changed",
            "minor",
            &[(
                PAYMENTS,
                "          note: note\n",
                "          remark: note\n",
            )],
            &[
                "compatible | acme.pay.body.extra.remark | acme::payments::Pay | what is sent changes: called `remark`, no longer `note`",
            ],
        ),
        edit(
            "form of a value changed",
            "minor",
            &[(
                PAYMENTS,
                "{ input: amount, as: text, decimals: shortest }",
                "{ input: amount, as: number, decimals: shortest }",
            )],
            &[
                "compatible | acme.pay.body.amount | acme::payments::Pay | what is sent changes: written as number, no longer as text",
            ],
        ),
        edit(
            "decimals loosened",
            "minor",
            &[(PAYMENTS, "decimals: shortest", "decimals: as_given")],
            &[
                "compatible | acme.pay.body.amount | acme::payments::Pay | what is sent changes: decimals changed: shortest → as_given",
            ],
        ),
        edit(
            "decimals that refuse some amounts",
            "major",
            &[(PAYMENTS, "decimals: shortest", "decimals: two_places")],
            &[
                "breaking | acme.pay.body.amount | acme::payments::Pay | what is sent changes: decimals changed: shortest → two_places",
            ],
        ),
        edit(
            "year in two digits",
            "minor",
            &[(PAYMENTS, "yyyy: expiry.year", "yyyy: expiry.short_year")],
            &[
                "compatible | acme.Source.choice.card.body.yyyy | acme::payments::Source::Card | what is sent changes: `expiry.year` → `expiry.short_year`",
            ],
        ),
        edit(
            "month and year swapped",
            "major",
            &[
                (PAYMENTS, "mm: expiry.month", "mm: expiry.year"),
                (
                    PAYMENTS,
                    "yyyy: expiry.year\n      stored",
                    "yyyy: expiry.month\n      stored",
                ),
            ],
            &[
                "breaking | acme.Source.choice.card.body.mm | acme::payments::Source::Card | what is sent changes: `expiry.month` → `expiry.year`",
                "breaking | acme.Source.choice.card.body.yyyy | acme::payments::Source::Card | what is sent changes: `expiry.year` → `expiry.month`",
            ],
        ),
        edit(
            "input feeds another field",
            "major",
            &[(
                PAYMENTS,
                "          note: note\n          campaign: campaign\n",
                "          note: campaign\n          campaign: note\n",
            )],
            &[
                "breaking | acme.pay.body.extra.note | acme::payments::Pay | what is sent changes: fed by the input `campaign`, no longer by `note`",
                "breaking | acme.pay.body.extra.campaign | acme::payments::Pay | what is sent changes: fed by the input `note`, no longer by `campaign`",
            ],
        ),
        edit(
            "another credential is sent",
            "major",
            &[
                (
                    CARDS,
                    "merchant: { credential: merchant_id }",
                    "merchant: { credential: vault_id }",
                ),
                (PROVIDER, "X-Vault: vault_id", "X-Vault: merchant_id"),
            ],
            &[
                "breaking | acme.auth.keys | acme::Acme | headers changed: `X-Vault-Key` from vault.vault_key, `X-Vault` from vault.vault_id → `X-Vault-Key` from vault.vault_key, `X-Vault` from merchant.merchant_id",
                "breaking | acme.get_token.body.merchant | acme::cards::GetToken | what is sent changes: credential `merchant.merchant_id` → credential `vault.vault_id`",
            ],
        ),
        edit(
            "credential sent besides",
            "major",
            &[(
                CARDS,
                "      merchant: { credential: merchant_id }\n",
                "      merchant: { credential: merchant_id }\n      merchant_again: { credential: merchant_id }\n",
            )],
            &[
                "breaking | acme.get_token.body.merchant_again | acme::cards::GetToken | what is sent changes: `merchant_again` is sent, credential `merchant.merchant_id`",
            ],
        ),
        edit(
            "input sent besides",
            "minor",
            &[(
                PAYMENTS,
                "      buyer: buyer\n",
                "      buyer: buyer\n      reference: order_number\n",
            )],
            &[
                "compatible | acme.pay.body.reference | acme::payments::Pay | what is sent changes: `reference` is sent, input `order_number`",
            ],
        ),
        edit(
            "body becomes a form",
            "major",
            &[(
                CARDS,
                "    body:\n      merchant: { credential",
                "    form:\n      merchant: { credential",
            )],
            &[
                "breaking | acme.get_token.body | acme::cards::GetToken | what is sent changes: a JSON body → a form body",
            ],
        ),
        edit(
            "body in an array",
            "minor",
            &[(
                CARDS,
                "      key: { credential: merchant_key }\n",
                "      key: { credential: merchant_key }\n    body_shape: one_element_array\n",
            )],
            &[
                "compatible | acme.get_token.body | acme::cards::GetToken | what is sent changes: the body's shape changed: object → one_element_array",
            ],
        ),
        edit(
            "signed fields changed",
            "major",
            &[(
                PAYMENTS,
                "with_amount: [order, amount]",
                "with_amount: [amount, order]",
            )],
            &[
                "breaking | acme.pay.body.hash | acme::payments::Pay | what is signed changed under `signed_fields: with_amount`: [order, amount] → [amount, order]",
            ],
        ),
        edit(
            "signed fields under another choice changed",
            "major",
            &[(PAYMENTS, "order_only: [order]", "order_only: [amount]")],
            &[
                "breaking | acme.pay.body.hash | acme::payments::Pay | what is signed changed under `signed_fields: order_only`: [order] → [amount]",
            ],
        ),
        edit(
            "signature no longer sent",
            "major",
            &[
                (
                    PAYMENTS,
                    "      hash:\n        sign: hash\n        over:\n          choose: signed_fields\n          with_amount: [order, amount]\n          order_only: [order]\n",
                    "",
                ),
                (PROVIDER, SIGNED_FIELDS, ""),
            ],
            &[
                "breaking | acme.alternatives.signed_fields | acme::alternatives::SignedFields | alternative removed",
                "breaking | acme.pay.body.hash | acme::payments::Pay | what is sent changes: `hash` is not sent any more",
            ],
        ),
        edit(
            "algorithm of a signature changed",
            "major",
            &[(
                PROVIDER,
                "algorithm: sha256_joined",
                "algorithm: aes_cbc_bundle",
            )],
            &[
                "breaking | acme.signatures.hash.algorithm | acme::Acme | changed: sha256_joined → aes_cbc_bundle",
                "breaking | acme.payment_result.signature.algorithm | acme::payments::PaymentResult | changed: sha256_joined → aes_cbc_bundle",
            ],
        ),
        edit(
            "key of a signature changed",
            "major",
            &[(PROVIDER, "    key: merchant_key\n", "    key: vault_key\n")],
            &[
                "breaking | acme.signatures.hash.key | acme::Acme | changed: merchant.merchant_key → vault.vault_key",
                "breaking | acme.payment_result.signature.key | acme::payments::PaymentResult | changed: merchant.merchant_key → vault.vault_key",
            ],
        ),
        edit(
            "signature renamed",
            "patch",
            &[
                (
                    PROVIDER,
                    "  hash:\n    summary: The fields, hashed",
                    "  digest:\n    summary: The fields, hashed",
                ),
                (PAYMENTS, "sign: hash\n", "sign: digest\n"),
                (
                    PAYMENTS,
                    "      signature: hash\n",
                    "      signature: digest\n",
                ),
            ],
            &[
                "documentation | acme.signatures.hash | acme::Acme | signature removed; renamed to `digest`?",
                "documentation | acme.signatures.digest | acme::Acme | signature added",
                "documentation | acme.pay.body.hash | acme::payments::Pay | signed by `digest`, no longer by `hash`, which signs alike",
            ],
        ),
        edit(
            "order of sent fields",
            "patch",
            &[(
                PAYMENTS,
                "      buyer: buyer\n      source: source\n",
                "      source: source\n      buyer: buyer\n",
            )],
            &[
                "documentation | acme.pay.body | acme::payments::Pay | fields stand in another order",
            ],
        ),
    ]
}

const SIGNED_FIELDS: &str = "  signed_fields:
    summary: What the signature of a payment covers.
    choices:
      with_amount:
        summary: The order and the amount.
        default: true
        evidence: { documented: hash.html }
      order_only:
        summary: The order alone.
        evidence: { vendor_code: acme/sample }
";
