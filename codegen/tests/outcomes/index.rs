//! The index of a provider and the rest of the description do not contradict each other.

use super::{clean, found, only};

const LAST: &str = "        evidence: { vendor_code: shop/sample }\n";

fn omitted(name: &str, summary: &str) -> Vec<String> {
    let text = format!(
        "{LAST}omitted:\n  {name}:\n    summary: \"{summary}\"\n    because: Nobody asked for it.\n    evidence: {{ documented: find.html }}\n"
    );
    found(&[("provider", LAST, &text)])
}

#[test]
fn what_is_described_is_not_omitted() {
    let none: [String; 0] = [];
    assert_eq!(
        omitted("cancel", "`POST /payments/cancel`, as `/payment`."),
        none
    );
    assert_eq!(omitted("cancel", "`DELETE /payments`, unlike pay."), none);
    assert_eq!(
        omitted("pay", "Something."),
        ["E0663 `pay` + `pay`: `pay` is left out, and described all the same"]
    );
    for summary in [
        "`POST /payments`, which charges.",
        "Takes `/payments` back.",
        "Also `GET /payments/{order_number}`.",
    ] {
        let found = omitted("cancel", summary);
        assert_eq!(found.len(), 1, "{summary}: {found:?}");
        assert!(found[0].starts_with("E0663 `cancel` + "), "{found:?}");
    }
}

#[test]
fn the_documentation_is_an_address() {
    const DOCUMENTATION: &str = "documentation: https://docs.shop.example/";
    clean(&[(
        "provider",
        DOCUMENTATION,
        "documentation: https://docs.shop.example/v2?lang=tr#start",
    )]);
    for wrong in [
        "htps:/docs",
        "docs.shop.example",
        "https:///docs",
        "https://docs",
    ] {
        only(
            &[(
                "provider",
                DOCUMENTATION,
                &format!("documentation: {wrong}"),
            )],
            &format!("E0665 `{wrong}`: `{wrong}` is not an address that a reader could open"),
        );
    }
}

#[test]
fn a_path_has_its_inputs_in_braces() {
    const PATH: &str =
        "      get: GET /payments/{order_number}\n      post: POST /payments/{order_number}\n";
    only(
        &[(
            "payments",
            PATH,
            "      get: GET /payments/{order_number}\n      post: POST /payments/:order_number\n",
        )],
        "E0664 `:order_number`: `:order_number` would be sent as it stands",
    );
    only(
        &[("access", "request: POST /token", "request: POST /api/token")],
        "E0664 `/api/token` + `https://test.shop.example/api`: the base address ends in `/api`, and this path repeats it",
    );
    clean(&[(
        "access",
        "request: POST /token",
        "request: POST /api-token:new",
    )]);
}

#[test]
fn no_two_credentials_look_alike_in_tests() {
    only(
        &[("provider", "example: private-1", "example: public-1")],
        "E0668 `public-1` + `public-1`: `keys.public_key` and `keys.private_key` have one example",
    );
}

#[test]
fn a_source_that_is_named_once_is_not_nearly_another() {
    let sources = |last: &str| {
        found(&[
            (
                "payments",
                "evidence: { documented: result.html }",
                &format!("evidence: {{ documented: {last} }}"),
            ),
            (
                "payments",
                "evidence: { documented: pay.html }",
                "evidence: { documented: answers.html }",
            ),
            (
                "access",
                "evidence: { documented: token.html }",
                "evidence: { documented: answers.html }",
            ),
        ])
    };
    let none: [String; 0] = [];
    for other in [
        "answers.html",
        "answer.html",
        "answers2.html",
        "\"the page of anwsers\"",
    ] {
        assert_eq!(sources(other), none, "{other}");
    }
    assert_eq!(
        sources("anwsers.html"),
        ["W0671 `anwsers.html`: only here `anwsers.html` is a source"]
    );
}
