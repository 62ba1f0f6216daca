//! Edits of providers: that they are there, their hosts, credentials and ways to authenticate.

use super::{CARDS, Edit, PROVIDER, What, edit};

/// All of them.
pub fn all() -> Vec<Edit> {
    vec![
        Edit {
            name: "provider removed",
            step: "major",
            what: vec![
                What::Remove("depot/provider.yaml"),
                What::Remove("depot/points.yaml"),
            ],
            back: false,
            lines: vec![
                "breaking | depot | depot | provider removed, with its module and its feature",
            ],
        },
        Edit {
            name: "provider added",
            step: "minor",
            what: vec![
                What::Add(
                    "kiosk/provider.yaml",
                    "language: 1
provider: kiosk
title: Kiosk
summary: A third provider that does not exist.
documentation: https://docs.kiosk.example/
parts:
  - papers.yaml

apis:
  papers:
    summary: Every call.
    test: https://test.kiosk.example
    live: https://live.kiosk.example
    evidence: { documented: hosts.html }
",
                ),
                What::Add(
                    "kiosk/papers.yaml",
                    "area: papers
summary: Papers.

operations:
  list_papers:
    summary: Lists the papers.
    evidence: { documented: papers.html }
    request: GET /papers
    auth: none
    effect: read
    outcomes:
      - done: nothing
        when: { ok: true }
    examples:
      success:
        printed: papers.html
        answer:
          http: 200
          body: |
            {\"ok\": true}
        outcome: done
",
                ),
            ],
            back: false,
            lines: vec!["compatible | kiosk | kiosk | provider added, with a module and a feature"],
        },
        edit(
            "host of the live environment changed",
            "major",
            &[(
                PROVIDER,
                "live: https://live.acme.example/api",
                "live: https://pay.acme.example/api",
            )],
            &[
                "breaking | acme.apis.main.live | acme::Api::Main | address of the live environment changed: https://live.acme.example/api → https://pay.acme.example/api",
            ],
        ),
        edit(
            "host of the test environment changed",
            "major",
            &[(
                PROVIDER,
                "test: https://vault.test.acme.example",
                "test: https://vault-test.acme.example",
            )],
            &[
                "breaking | acme.apis.vault.test | acme::Api::Vault | address of the test environment changed: https://vault.test.acme.example → https://vault-test.acme.example",
            ],
        ),
        edit(
            "API renamed",
            "major",
            &[
                (
                    PROVIDER,
                    "  vault:\n    summary: Stored cards.\n    test",
                    "  safe:\n    summary: Stored cards.\n    test",
                ),
                (CARDS, "api: vault", "api: safe"),
            ],
            &[
                "breaking | acme.apis.vault | acme::Api::Vault | API removed; renamed to `safe`?",
                "breaking | acme.list_cards.api | acme::cards::ListCards | sent to another API: `vault` → `safe`",
                "compatible | acme.apis.safe | acme::Api::Safe | API added",
            ],
        ),
        edit(
            "area renamed",
            "major",
            &[(CARDS, "area: cards", "area: wallet")],
            &[
                "breaking | acme.cards | acme::cards | area removed, with its module",
                "breaking | acme.get_token | acme::wallet::GetToken | moved from the area `cards` to `wallet`",
                "breaking | acme.list_cards | acme::wallet::ListCards | moved from the area `cards` to `wallet`",
                "breaking | acme.Token | acme::wallet::Token | moved from the area `cards` to `wallet`",
                "breaking | acme.StoredCard | acme::wallet::StoredCard | moved from the area `cards` to `wallet`",
                "breaking | acme.ShopNumber | acme::wallet::ShopNumber | moved from the area `cards` to `wallet`",
                "breaking | acme.CardKind | acme::wallet::CardKind | moved from the area `cards` to `wallet`",
                "breaking | acme.Scheme | acme::wallet::Scheme | moved from the area `cards` to `wallet`",
                "breaking | acme.card_expired | acme::wallet::CardExpired | moved from the area `cards` to `wallet`",
                "compatible | acme.wallet | acme::wallet | area added, with a module",
            ],
        ),
        edit(
            "environment variable changed",
            "major",
            &[(
                PROVIDER,
                "live: ACME_LIVE_MERCHANT_KEY",
                "live: ACME_MERCHANT_KEY",
            )],
            &[
                "breaking | acme.credentials.merchant.values.merchant_key | acme::Credentials | read from another environment variable for live: `ACME_LIVE_MERCHANT_KEY` → `ACME_MERCHANT_KEY`",
            ],
        ),
        edit(
            "credential secret now",
            "major",
            &[(
                PROVIDER,
                "        env: { test: ACME_TEST_VAULT_ID, live: ACME_LIVE_VAULT_ID }\n",
                "        env: { test: ACME_TEST_VAULT_ID, live: ACME_LIVE_VAULT_ID }\n        secret: true\n",
            )],
            &[
                "breaking | acme.credentials.vault.values.vault_id | acme::Credentials::vault | secret now",
            ],
        ),
        edit(
            "credential no longer secret",
            "major",
            &[(
                PROVIDER,
                "        secret: true\n        example: vault-1\n",
                "        not_secret: invented here\n        example: vault-1\n",
            )],
            &[
                "breaking | acme.credentials.vault.values.vault_key | acme::Credentials::vault | no longer secret: it is shown",
            ],
        ),
        edit(
            "credentials optional",
            "major",
            &[(
                PROVIDER,
                "    summary: Number and key of the merchant.\n",
                "    summary: Number and key of the merchant.\n    optional: true\n",
            )],
            &[
                "breaking | acme.credentials.merchant | acme::Credentials::merchant | credentials are optional now: a method sets them, no longer the constructors",
            ],
        ),
        edit(
            "another field of the token's answer ends it",
            "major",
            &[(PROVIDER, "      expires_at: ends_at\n", "")],
            &[
                "breaking | acme.auth.bearer.token.expires_at | acme::Acme | changed: ends_at → none",
            ],
        ),
        edit(
            "prefix of the token changed",
            "major",
            &[(PROVIDER, "prefix: \"Bearer \"", "prefix: \"Token \"")],
            &[
                "breaking | acme.auth.bearer.token.prefix | acme::Acme | changed: \"Bearer \" → \"Token \"",
            ],
        ),
        edit(
            "API called otherwise in Rust",
            "major",
            &[(
                PROVIDER,
                "    summary: Payments.\n",
                "    summary: Payments.\n    name: core\n",
            )],
            &[
                "breaking | acme.apis.main | acme::Api::Core | called `Core` in Rust, no longer `Main`",
            ],
        ),
        edit(
            "credential added",
            "major",
            &[
                (
                    PROVIDER,
                    "      merchant_key:\n",
                    "      terminal_id:\n        summary: Number of the terminal.\n        env: { test: ACME_TEST_TERMINAL_ID, live: ACME_LIVE_TERMINAL_ID }\n        example: \"1\"\n      merchant_key:\n",
                ),
                (
                    CARDS,
                    "      merchant: { credential: merchant_id }\n",
                    "      merchant: { credential: merchant_id }\n      terminal: { credential: terminal_id }\n",
                ),
            ],
            &[
                "breaking | acme.credentials.merchant.values.terminal_id | acme::Credentials | credential added: whoever gives the others must give it too",
                "breaking | acme.get_token.body.terminal | acme::cards::GetToken | what is sent changes: `terminal` is sent, credential `merchant.terminal_id`",
            ],
        ),
        edit(
            "credentials in another order",
            "major",
            &[
                (PROVIDER, MERCHANT_ID, ""),
                (
                    PROVIDER,
                    "        example: key-1\n",
                    "        example: key-1\n      merchant_id:\n        summary: Number of the merchant.\n        env: { test: ACME_TEST_MERCHANT_ID, live: ACME_LIVE_MERCHANT_ID }\n        example: \"4711\"\n",
                ),
            ],
            &[
                "breaking | acme.credentials.merchant | acme::Credentials | credentials stand in another order, and so do the arguments that give them",
            ],
        ),
        edit(
            "credentials no longer optional",
            "major",
            &[(
                PROVIDER,
                "    summary: What stored cards are reached with.\n    optional: true\n",
                "    summary: What stored cards are reached with.\n",
            )],
            &[
                "breaking | acme.credentials.vault | acme::Credentials | credentials are no longer optional",
            ],
        ),
        edit(
            "credentials renamed",
            "major",
            &[(
                PROVIDER,
                "  vault:\n    summary: What stored",
                "  safe:\n    summary: What stored",
            )],
            &[
                "breaking | acme.credentials.vault | acme::Credentials::vault | credentials removed; renamed to `safe`?",
                "breaking | acme.auth.keys | acme::Acme | headers changed: `X-Vault-Key` from vault.vault_key, `X-Vault` from vault.vault_id → `X-Vault-Key` from safe.vault_key, `X-Vault` from safe.vault_id",
                "compatible | acme.credentials.safe | acme::Credentials::safe | credentials added, optional",
            ],
        ),
        edit(
            "optional credentials added",
            "minor",
            &[
                (
                    PROVIDER,
                    "auth:\n",
                    "  partner:
    summary: What partners have.
    optional: true
    values:
      partner_key:
        summary: Key of the partner.
        env: { test: ACME_TEST_PARTNER_KEY, live: ACME_LIVE_PARTNER_KEY }
        secret: true
        example: partner-1

auth:
  partner:
    summary: The key of the partner.
    headers:
      X-Partner: partner_key
    evidence: { documented: keys.html }
",
                ),
                (
                    CARDS,
                    "types:\n",
                    "  count_cards:
    summary: Counts the stored cards.
    evidence: { documented: cards.html }
    request: GET /count
    api: vault
    auth: partner
    effect: read
    outcomes:
      - done: nothing
        when: { code: 0 }
    envelope: status
    examples:
      success:
        printed: cards.html
        answer:
          http: 200
          body: |
            {\"code\": 0}
        outcome: done
types:
",
                ),
            ],
            &[
                "compatible | acme.credentials.partner | acme::Credentials::partner | credentials added, optional",
                "compatible | acme.count_cards | acme::cards::CountCards | operation added",
                "documentation | acme.auth.partner | acme::Acme | way to authenticate added",
            ],
        ),
        edit(
            "header of an authentication changed",
            "major",
            &[(PROVIDER, "X-Vault-Key: vault_key", "X-Key: vault_key")],
            &[
                "breaking | acme.auth.keys | acme::Acme | headers changed: `X-Vault-Key` from vault.vault_key, `X-Vault` from vault.vault_id → `X-Key` from vault.vault_key, `X-Vault` from vault.vault_id",
            ],
        ),
        edit(
            "header of the token changed",
            "major",
            &[(PROVIDER, "header: Authorization", "header: X-Token")],
            &[
                "breaking | acme.auth.bearer.token.header | acme::Acme | changed: `Authorization` → `X-Token`",
            ],
        ),
        edit(
            "stale tokens told otherwise",
            "major",
            &[(
                PROVIDER,
                "stale: { http: 401 }",
                "stale: { http: [401, 403] }",
            )],
            &[
                "breaking | acme.auth.bearer.token.stale | acme::Acme | changed: http is 401 → http is 401, 403",
            ],
        ),
        edit(
            "tokens renewed earlier",
            "minor",
            &[(PROVIDER, "margin: 5m", "margin: 10m")],
            &["compatible | acme.auth.bearer.token.margin | acme::Acme | changed: 300s → 600s"],
        ),
        edit(
            "way to authenticate renamed",
            "patch",
            &[
                (
                    PROVIDER,
                    "  keys:\n    summary: The pair",
                    "  vault_keys:\n    summary: The pair",
                ),
                (CARDS, "auth: keys", "auth: vault_keys"),
            ],
            &[
                "documentation | acme.auth.keys | acme::Acme | way to authenticate removed; renamed to `vault_keys`?",
                "documentation | acme.auth.vault_keys | acme::Acme | way to authenticate added",
                "documentation | acme.list_cards.auth | acme::cards::ListCards | authenticated by `vault_keys`, no longer by `keys`, which does the same",
            ],
        ),
    ]
}

const MERCHANT_ID: &str = "      merchant_id:
        summary: Number of the merchant.
        env: { test: ACME_TEST_MERCHANT_ID, live: ACME_LIVE_MERCHANT_ID }
        example: \"4711\"
";
