//! Names of the whole provider that become one in Rust: credentials, APIs, alternatives and their choices.

use super::found;

/// Whether a collision is among what is found.
#[track_caller]
fn collides(changes: &[(&str, &str, &str)], expected: &str) {
    let found = found(changes);
    assert!(found.contains(&expected.to_owned()), "{found:#?}");
}

#[test]
fn two_credentials_of_a_set() {
    let key = "      private_key:\n";
    let more = "      public__key:\n        summary: Another one.\n        env: { test: SHOP_TEST_OTHER_KEY, live: SHOP_LIVE_OTHER_KEY }\n        secret: true\n        example: other-1\n      private_key:\n";
    collides(
        &[("provider", key, more)],
        "E0405 `public__key` + `public_key`: the credential `public__key` and the credential `public_key` would both be `public_key` in Rust",
    );
}

#[test]
fn two_sets_of_credentials() {
    let login = "  login:\n    summary: What a token is got with.\n";
    let more = "  log_in:\n    summary: Another.\n    optional: true\n    values:\n      other_secret:\n        summary: Secret.\n        env: { test: SHOP_TEST_OTHER, live: SHOP_LIVE_OTHER }\n        secret: true\n        example: other-1\n    name: login\n  login:\n    summary: What a token is got with.\n    optional: true\n";
    collides(
        &[("provider", login, more)],
        "E0405 `login` + `log_in`: the set of credentials `login` and the set of credentials `log_in` would both be `login` in Rust",
    );
}

#[test]
fn two_apis() {
    let at = "\ncredentials:\n";
    let more = "  Payment:\n    summary: Another.\n    test: https://test.other.example/api\n    live: https://live.other.example/api\n    evidence: { documented: hosts.html }\n\ncredentials:\n";
    collides(
        &[("provider", at, more)],
        "E0405 `Payment` + `payment`: the API `Payment` and the API `payment` would both be `Payment` in Rust",
    );
}

#[test]
fn two_alternatives() {
    let at = "alternatives:\n";
    let more = "alternatives:\n  find__method:\n    summary: Another.\n    choices:\n      one: { summary: One., default: true, evidence: { documented: find.html } }\n      two: { summary: Two., evidence: { documented: find.html } }\n";
    collides(
        &[("provider", at, more)],
        "E0405 `find_method` + `find__method`: the alternative `find_method` and the alternative `find__method` would both be `find_method` in Rust",
    );
}

#[test]
fn two_choices_of_an_alternative() {
    let at = "      post:\n        summary: POST.\n";
    let more = "      post:\n        summary: POST.\n        evidence: { vendor_code: shop/sample }\n      other:\n        summary: Another.\n        name: post\n";
    let found = found(&[("provider", at, more)]);
    assert!(
        found.iter().any(|line| line.starts_with(
            "E0405 `other` + `post`: the choice `other` and the choice `post` would both be"
        )),
        "{found:#?}"
    );
}
