//! Edits of disputed facts and their choices.

use super::{Edit, PAYMENTS, PROVIDER, edit};

/// All of them.
pub fn all() -> Vec<Edit> {
    vec![
        edit(
            "choice called otherwise in Rust",
            "major",
            &[(
                PROVIDER,
                "        summary: By POST.\n",
                "        summary: By POST.\n        name: by_post\n",
            )],
            &[
                "breaking | acme.alternatives.find_method.choices.post | acme::alternatives::FindMethod::ByPost | called `ByPost` in Rust, no longer `Post`",
            ],
        ),
        edit(
            "alternative called otherwise in Rust",
            "major",
            &[(
                PROVIDER,
                "    summary: How a payment is asked for.\n",
                "    summary: How a payment is asked for.\n    name: find_by\n",
            )],
            &[
                "breaking | acme.alternatives.find_method | acme::alternatives::FindBy | called `FindBy` in Rust, no longer `FindMethod`",
            ],
        ),
        edit(
            "default choice changed",
            "major",
            &[
                (
                    PROVIDER,
                    "        summary: By GET.\n        default: true\n",
                    "        summary: By GET.\n",
                ),
                (
                    PROVIDER,
                    "        summary: By POST.\n",
                    "        summary: By POST.\n        default: true\n",
                ),
            ],
            &[
                "breaking | acme.alternatives.find_method | acme::alternatives::FindMethod | default choice changed: `get` → `post`",
            ],
        ),
        edit(
            "alternative renamed",
            "major",
            &[
                (PROVIDER, "  find_method:\n", "  find_by:\n"),
                (PAYMENTS, "choose: find_method", "choose: find_by"),
            ],
            &[
                "breaking | acme.alternatives.find_method | acme::alternatives::FindMethod | alternative removed; renamed to `find_by`?",
                "breaking | acme.find_payment.request | acme::payments::FindPayment | method or path depends on `find_by` now, no longer on `find_method`",
                "compatible | acme.alternatives.find_by | acme::alternatives::FindBy | alternative added",
            ],
        ),
        edit(
            "choice renamed",
            "major",
            &[
                (
                    PROVIDER,
                    "      post:\n        summary: By POST",
                    "      by_post:\n        summary: By POST",
                ),
                (PAYMENTS, "      post: POST", "      by_post: POST"),
            ],
            &[
                "breaking | acme.alternatives.find_method.choices.post | acme::alternatives::FindMethod::Post | choice removed; renamed to `by_post`?",
                "compatible | acme.alternatives.find_method.choices.by_post | acme::alternatives::FindMethod::ByPost | choice added",
            ],
        ),
        edit(
            "choice added at the end",
            "minor",
            &[
                (
                    PROVIDER,
                    "        summary: By POST.\n        evidence: { vendor_code: acme/sample }\n",
                    "        summary: By POST.\n        evidence: { vendor_code: acme/sample }\n      put:\n        summary: By PUT.\n        evidence: { vendor_code: acme/other }\n",
                ),
                (
                    PAYMENTS,
                    "      post: POST /payments/{order_number}\n",
                    "      post: POST /payments/{order_number}\n      put: PUT /payments/{order_number}\n",
                ),
            ],
            &[
                "compatible | acme.alternatives.find_method.choices.put | acme::alternatives::FindMethod::Put | choice added",
            ],
        ),
        edit(
            "choice added before others",
            "major",
            &[
                (
                    PROVIDER,
                    "      post:\n        summary: By POST.\n",
                    "      put:\n        summary: By PUT.\n        evidence: { vendor_code: acme/other }\n      post:\n        summary: By POST.\n",
                ),
                (
                    PAYMENTS,
                    "      post: POST",
                    "      put: PUT /payments/{order_number}\n      post: POST",
                ),
            ],
            &[
                "breaking | acme | acme::alternatives::FindMethod | public interface: the numbers that `as` makes of variants changed, from `Post` on; what comes at the end changes none",
                "compatible | acme.alternatives.find_method.choices.put | acme::alternatives::FindMethod::Put | choice added",
            ],
        ),
        edit(
            "choice removed",
            "major",
            &[
                (
                    PROVIDER,
                    "      post:\n        summary: By POST.\n        evidence: { vendor_code: acme/sample }\n",
                    "",
                ),
                (PAYMENTS, "      post: POST /payments/{order_number}\n", ""),
            ],
            &[
                "breaking | acme.alternatives.find_method.choices.post | acme::alternatives::FindMethod::Post | choice removed",
            ],
        ),
    ]
}
