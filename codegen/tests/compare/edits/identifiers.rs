//! Edits of identifiers.

use super::{CARDS, Edit, edit};

/// All of them.
pub fn all() -> Vec<Edit> {
    vec![
        edit(
            "what an identifier is made of changed",
            "major",
            &[(
                CARDS,
                "    identifier: text\n    min_length: 1\n    max_length: 20\n",
                "    identifier: integer\n    min: 1\n",
            )],
            &[
                "breaking | acme.ShopNumber.identifier | acme::cards::ShopNumber | what it is made of changed: text → integer",
            ],
        ),
        edit(
            "identifier narrowed",
            "major",
            &[(CARDS, "    max_length: 20\n", "    max_length: 10\n")],
            &[
                "breaking | acme.ShopNumber | acme::cards::ShopNumber | max_length narrowed: 20 → 10",
            ],
        ),
        edit(
            "identifier loosened",
            "minor",
            &[(
                CARDS,
                "    min_length: 1\n    max_length: 20\n",
                "    max_length: 20\n",
            )],
            &[
                "compatible | acme.ShopNumber | acme::cards::ShopNumber | min_length loosened: 1 → none",
            ],
        ),
        edit(
            "identifier instead of a text",
            "major",
            &[
                (
                    CARDS,
                    "        summary: What to charge.\n        type: secret\n",
                    "        summary: What to charge.\n        type: CardToken\n",
                ),
                (
                    CARDS,
                    "  CardKind:\n    summary: Kind of a card.\n",
                    "  CardToken:\n    summary: Token of a card.\n    identifier: secret\n  CardKind:\n    summary: Kind of a card.\n",
                ),
            ],
            &[
                "breaking | acme.StoredCard.fields.card_token | acme::cards::StoredCard::card_token | type changed: secret → `CardToken`",
                "compatible | acme.CardToken | acme::cards::CardToken | type added",
            ],
        ),
    ]
}
