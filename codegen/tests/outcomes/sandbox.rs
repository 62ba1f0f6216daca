//! Answers of the sandbox: what they contradict of the spec beside them.

use super::found;

const TOKEN: &str = "    evidence: { documented: token.html }\n\nsignatures:";

fn auth(name: &str, http: u16, body: &str) -> Vec<String> {
    let answer = format!(
        "    evidence: {{ documented: token.html }}\n    sandbox:\n      {name}:\n        documented: token.html\n        http: {http}\n        body: |\n          {body}\n\nsignatures:"
    );
    found(&[("provider", TOKEN, &answer)])
}

#[test]
fn an_answer_to_a_stale_token_is_known_as_that() {
    let none: [String; 0] = [];
    assert_eq!(auth("stale", 401, "{}"), none);
    assert_eq!(
        auth("stale", 403, "{}"),
        ["E0662 `403` + `http`: this answer to a stale token does not tell of one"]
    );
}

#[test]
fn an_answer_to_wrong_credentials_is_a_refusal() {
    let none: [String; 0] = [];
    assert_eq!(
        auth("rejected", 200, r#"{"code": 5, "message": "No"}"#),
        none
    );
    let message = "`get_token` takes this answer to wrong credentials for";
    assert_eq!(
        auth("rejected", 200, r#"{"code": 0}"#),
        [format!(
            "E0662 `{{\"code\": 0}}` + `when`: {message} `done`"
        )]
    );
    assert_eq!(
        auth("rejected", 401, "{}"),
        [format!(
            "E0662 `{{}}`: {message} nothing that its rules know"
        )]
    );
}

#[test]
fn an_answer_to_an_invalid_input_is_a_refusal() {
    let envelope = |body: &str| {
        let answer = format!(
            "    evidence: {{ documented: answers.html }}\n    sandbox:\n      invalid_input:\n        assumed: it is not told\n        http: 200\n        body: |\n          {body}\n"
        );
        found(&[(
            "provider",
            "    evidence: { documented: answers.html }\n",
            &answer,
        )])
    };
    let none: [String; 0] = [];
    assert_eq!(envelope(r#"{"code": 9, "message": "{{message}}"}"#), none);
    assert_eq!(
        envelope(r#"{"code": 0, "message": "{{message}}"}"#).len(),
        1
    );
}

#[test]
fn a_code_for_a_bad_signature_is_listed() {
    let signature = |invalid: &str| {
        let answer = format!(
            "    evidence: {{ documented: hash.html }}\n    sandbox:\n      invalid: {invalid}\n      mismatch: {{ order: 9, amount: 91 }}\n      answer:\n        assumed: it is not told\n        http: 200\n        body: |\n          {{\"code\": {{{{code}}}}, \"message\": \"{{{{message}}}}\"}}\n"
        );
        found(&[(
            "provider",
            "    evidence: { documented: hash.html }\n",
            &answer,
        )])
    };
    let told = |code: &str| {
        format!("E0401 `{code}`: no operation that is signed so lists the code `{code}`")
    };
    assert_eq!(signature("5"), [told("91")]);
    assert_eq!(signature("90"), [told("90"), told("91")]);
}

#[test]
fn what_brings_an_assumption_about_is_sent() {
    let assumed = |when: &str| {
        format!(
            "    assumed:\n      gone:\n        summary: A payment that is gone.\n        when: {{ {when} }}\n        answer:\n          assumed: it is not told\n          http: 404\n          body: |\n            {{\"code\": 31, \"message\": \"Gone\"}}\n"
        )
    };
    let pay = "        outcome: { refused: no_funds }\n";
    let with = |when: &str| {
        let text = format!("{pay}{}", assumed(when));
        found(&[("payments", pay, &text)])
    };
    let none: [String; 0] = [];
    assert_eq!(with("buyer.full_name: x, order: \"1\""), none);
    assert_eq!(
        with("ordr: \"1\""),
        ["E0401 `ordr`: `pay` sends no field `ordr`"]
    );
}
