//! Edits of operations: that they are there, where they are sent, what sending twice does.

use super::{CARDS, Edit, PAYMENTS, PROVIDER, edit};

/// All of them.
pub fn all() -> Vec<Edit> {
    vec![
        edit(
            "operation renamed",
            "major",
            &[(PAYMENTS, "  refund:\n", "  give_back:\n")],
            &[
                "breaking | acme.refund | acme::payments::Refund | operation removed; renamed to `give_back`?",
                "compatible | acme.give_back | acme::payments::GiveBack | operation added",
            ],
        ),
        edit(
            "operation called otherwise in Rust",
            "major",
            &[(
                PAYMENTS,
                "    summary: Gives money back.\n",
                "    summary: Gives money back.\n    name: give_back\n",
            )],
            &[
                "breaking | acme.refund | acme::payments::GiveBack | called `give_back` in Rust, no longer `refund`",
            ],
        ),
        edit(
            "operation added",
            "minor",
            &[(
                CARDS,
                "types:\n",
                "  count_cards:
    summary: Counts the stored cards.
    evidence: { documented: cards.html }
    request: GET /count
    api: vault
    auth: keys
    effect: read
    outcomes:
      - done: Count
        when: { code: 0 }
    envelope: status
    examples:
      success:
        printed: cards.html
        answer:
          http: 200
          body: |
            {\"code\": 0, \"count\": 3}
        outcome: done
types:
  Count:
    summary: A number of cards.
    fields:
      count: { summary: The number., type: integer }
",
            )],
            &[
                "compatible | acme.count_cards | acme::cards::CountCards | operation added",
                "compatible | acme.Count | acme::cards::Count | type added",
            ],
        ),
        edit(
            "operation removed",
            "major",
            &[(PAYMENTS, REFUND, "")],
            &["breaking | acme.refund | acme::payments::Refund | operation removed"],
        ),
        edit(
            "operation moved to another area",
            "major",
            &[
                (PAYMENTS, REFUND, ""),
                (CARDS, "types:\n", REFUND_BEFORE_TYPES),
            ],
            &[
                "breaking | acme.refund | acme::cards::Refund | moved from the area `payments` to `cards`",
                "documentation | acme | acme | operations stand in another order",
            ],
        ),
        edit(
            "path changed",
            "major",
            &[(
                PAYMENTS,
                "request: POST /payments\n",
                "request: POST /v2/payments\n",
            )],
            &[
                "breaking | acme.pay.request | acme::payments::Pay | method or path changed: `POST /payments` → `POST /v2/payments`",
            ],
        ),
        edit(
            "method changed",
            "major",
            &[(
                PAYMENTS,
                "request: POST /refunds\n",
                "request: PUT /refunds\n",
            )],
            &[
                "breaking | acme.refund.request | acme::payments::Refund | method or path changed: `POST /refunds` → `PUT /refunds`",
            ],
        ),
        edit(
            "path under one choice changed",
            "major",
            &[(
                PAYMENTS,
                "post: POST /payments/{order_number}",
                "post: POST /find/{order_number}",
            )],
            &[
                "breaking | acme.find_payment.request | acme::payments::FindPayment | method or path changed under `find_method: post`: `POST /payments/{order_number}` → `POST /find/{order_number}`",
            ],
        ),
        edit(
            "path depends on an alternative, its default as before",
            "minor",
            &[
                (
                    CARDS,
                    "request: POST /token",
                    "request:\n      choose: token_path\n      short: POST /token\n      long: POST /get_token",
                ),
                (
                    PROVIDER,
                    "alternatives:\n",
                    "alternatives:
  token_path:
    summary: Where the token is.
    choices:
      short:
        summary: The short path.
        default: true
        evidence: { documented: token.html }
      long:
        summary: The long path.
        evidence: { vendor_code: acme/sample }
",
                ),
            ],
            &[
                "compatible | acme.alternatives.token_path | acme::alternatives::TokenPath | alternative added",
                "compatible | acme.get_token.request | acme::cards::GetToken | method or path depends on `token_path` now; its default is what it was",
            ],
        ),
        edit(
            "path no longer depends on an alternative",
            "major",
            &[
                (
                    PAYMENTS,
                    "request:\n      choose: find_method\n      get: GET /payments/{order_number}\n      post: POST /payments/{order_number}",
                    "request: GET /payments/{order_number}",
                ),
                (PROVIDER, FIND_METHOD, ""),
            ],
            &[
                "breaking | acme.alternatives.find_method | acme::alternatives::FindMethod | alternative removed",
                "breaking | acme.find_payment.request | acme::payments::FindPayment | method or path no longer depends on `find_method`: `GET /payments/{order_number}`",
            ],
        ),
        edit(
            "sent to another API",
            "major",
            &[(
                CARDS,
                "request: POST /token\n    api: main",
                "request: POST /token\n    api: vault",
            )],
            &[
                "breaking | acme.get_token.api | acme::cards::GetToken | sent to another API: `main` → `vault`",
            ],
        ),
        edit(
            "authenticated otherwise",
            "major",
            &[
                (
                    CARDS,
                    "api: vault\n    auth: keys",
                    "api: vault\n    auth: bearer",
                ),
                (PROVIDER, KEYS, ""),
                (
                    CARDS,
                    "      X-Version: { text: \"2\" }\n",
                    "      X-Version: { text: \"2\" }\n      X-Vault: { credential: vault_id }\n      X-Vault-Key: { credential: vault_key }\n",
                ),
            ],
            &[
                "breaking | acme.list_cards.auth | acme::cards::ListCards | authenticated otherwise: `keys` → `bearer`",
                "breaking | acme.list_cards.headers.X-Vault | acme::cards::ListCards | what is sent changes: `X-Vault` is sent, credential `vault.vault_id`",
                "breaking | acme.list_cards.headers.X-Vault-Key | acme::cards::ListCards | what is sent changes: `X-Vault-Key` is sent, credential `vault.vault_key`",
                "documentation | acme.auth.keys | acme::Acme | way to authenticate removed",
            ],
        ),
        edit(
            "effect from read to repeatable",
            "major",
            &[(CARDS, "effect: read", "effect: repeatable")],
            &[
                "breaking | acme.list_cards.effect | acme::cards::ListCards | changed: read → repeatable",
            ],
        ),
        edit(
            "effect from read to once",
            "major",
            &[(
                CARDS,
                "effect: read",
                "effect:\n      once:\n        resolve: none\n        because: nothing tells",
            )],
            &[
                "breaking | acme.list_cards.effect | acme::cards::ListCards | changed: read → once; the call has no `retries` any more",
            ],
        ),
        edit(
            "effect from once to repeatable",
            "major",
            &[(
                PAYMENTS,
                PAY_EFFECT,
                "    effect: repeatable\n    not_once: an order is charged once at most\n",
            )],
            &[
                "breaking | acme.pay.effect | acme::payments::Pay | changed: once → repeatable; the call has `retries`, and nothing to resolve",
            ],
        ),
        edit(
            "a lost answer is resolved by nothing any more",
            "major",
            &[(
                PAYMENTS,
                PAY_EFFECT,
                "    effect:\n      once:\n        resolve: none\n        because: nothing tells\n",
            )],
            &[
                "breaking | acme.pay.effect.once.resolve | acme::payments::Pay | a lost answer is resolved by nothing any more, no longer by `find_payment`",
            ],
        ),
        edit(
            "verdict changed",
            "major",
            &[(
                PAYMENTS,
                "code: { 31: not_received }",
                "code: { 31: undecided }",
            )],
            &[
                "breaking | acme.pay.effect.once.resolve.verdicts | acme::payments::Pay | changed: done: happened, open: open, code 31: not_received, refused: undecided → done: happened, open: open, code 31: undecided, refused: undecided",
            ],
        ),
        edit(
            "verdicts in another order",
            "major",
            &[(
                PAYMENTS,
                "            - done: happened\n            - open: open\n",
                "            - open: open\n            - done: happened\n",
            )],
            &[
                "breaking | acme.pay.effect.once.resolve.verdicts | acme::payments::Pay | changed: done: happened, open: open, code 31: not_received, refused: undecided → open: open, done: happened, code 31: not_received, refused: undecided",
            ],
        ),
        edit(
            "browser form becomes a call",
            "major",
            &[
                (PAYMENTS, "    kind: browser_form\n", ""),
                (
                    PAYMENTS,
                    "      order: order_number\n      language: language\n",
                    "      order: order_number\n      language: language\n    outcomes:\n      - done: html\n        when: { http: 200, content: html }\n",
                ),
            ],
            &[
                "breaking | acme.pay_page.kind | acme::payments::PayPage | changed: browser_form → call",
                "breaking | acme.pay_page.outcomes | acme::payments::PayPage | answers where content is html and http is 200 are done now",
            ],
        ),
    ]
}

const REFUND: &str = "  refund:
    summary: Gives money back.
    evidence: { documented: refund.html }
    request: POST /refunds
    api: main
    auth: bearer
    effect:
      once:
        resolve: none
        because: no operation lists refunds
    inputs:
      order_number:
        summary: The merchant's number of the order.
        type: text
      amount:
        summary: How much of it.
        type: portion
        full: \"0\"
    form:
      order: order_number
      amount: amount
    outcomes:
      - done: nothing
        when: { code: 0 }
    envelope: status
    examples:
      success:
        printed: refund.html
        answer:
          http: 200
          body: |
            {\"code\": 0}
        outcome: done

";

const REFUND_BEFORE_TYPES: &str = "  refund:
    summary: Gives money back.
    evidence: { documented: refund.html }
    request: POST /refunds
    api: main
    auth: bearer
    effect:
      once:
        resolve: none
        because: no operation lists refunds
    inputs:
      order_number:
        summary: The merchant's number of the order.
        type: text
      amount:
        summary: How much of it.
        type: portion
        full: \"0\"
    form:
      order: order_number
      amount: amount
    outcomes:
      - done: nothing
        when: { code: 0 }
    envelope: status
    examples:
      success:
        printed: refund.html
        answer:
          http: 200
          body: |
            {\"code\": 0}
        outcome: done
types:
";

const PAY_EFFECT: &str = "    effect:
      once:
        resolve:
          operation: find_payment
          match: { order_number: order_number }
          verdicts:
            - done: happened
            - open: open
            - code: { 31: not_received }
            - refused: undecided
";

const FIND_METHOD: &str = "  find_method:
    summary: How a payment is asked for.
    choices:
      get:
        summary: By GET.
        default: true
        evidence: { documented: find.html }
      post:
        summary: By POST.
        evidence: { vendor_code: acme/sample }
";

const KEYS: &str = "  keys:
    summary: The pair of keys, as two headers.
    headers:
      X-Vault: vault_id
      X-Vault-Key: vault_key
    evidence: { documented: keys.html }
    sandbox:
      rejected:
        assumed: the page does not show it
        http: 401
        body: |
          {\"code\": 5, \"message\": \"Wrong key\"}
";
