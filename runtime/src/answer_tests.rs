//! Conditions, payloads, refusals and defects of answers.

use super::*;
use crate::operation::{ApiAddresses, Auth, Context, Effect, OperationInfo, Provider};
use crate::{NotSent, Request};

fn answer(http: u16, body: &str) -> Answer {
    Answer::new(
        http,
        Some(String::from("text/html; charset=UTF-8")),
        Vec::from(body),
    )
}

#[test]
fn conditions_compare_texts() {
    let answer = answer(
        200,
        r#"{"n": 100, "t": "100", "b": true, "z": null, "o": {"n": 1}, "l": [{"c": 7}], "d": 100.0, "e": ""}"#,
    );
    assert!(
        answer.is("n", &["99", "100"]) && answer.is("t", &["100"]) && answer.is("b", &["true"])
    );
    assert!(answer.is("o.n", &["1"]) && answer.is("l.0.c", &["7"]));
    assert!(
        answer.is("d", &["100"]),
        "100.0 is the code 100, not another one"
    );
    assert!(!answer.is("o", &[""]) && !answer.is("x", &[""]) && !answer.is("z", &["null"]));
    assert!(
        answer.is_not("n", &["0"]) && !answer.is_not("o", &["0"]) && !answer.is_not("e", &["0"])
    );
    assert!(
        !answer.is_not("x", &["0"]) && !answer.is_not("z", &["0"]) && !answer.is_not("n", &["100"])
    );
    assert!(answer.has("o") && !answer.has("z") && !answer.has("x"));
    assert!(answer.lacks("z") && answer.lacks("x.y") && !answer.lacks("n"));
    assert!(
        answer.http_is(&["201", "200"]) && answer.http_is_not(&["401"]) && !answer.http_is(&["20"])
    );
}

#[test]
fn the_body_decides_what_it_is_not_the_content_type() {
    assert!(answer(200, r#"{"a": 1}"#).is_json());
    assert!(answer(200, "\u{feff}\r\n<!doctype html>…").is_html());
    assert!(!answer(200, "Service Unavailable").is_html());
    assert_eq!(
        answer(200, "\u{feff} <html>ş</html>").html().as_str(),
        "\u{feff} <html>ş</html>"
    );
}

#[test]
fn nothing_is_concluded_from_a_body_that_cannot_be_read() {
    let cut = r#"{"status_code": 100, "data": {"payment_status": 1"#;
    let twice = r#"{"status_code": 100, "data": {"payment_status": 1, "payment_status": 0}}"#;
    for (body, problem) in [
        (cut, ReadProblem::CutOff),
        (twice, ReadProblem::Repeated),
        ("", ReadProblem::Empty),
        ("<html>", ReadProblem::Html),
        ("OK", ReadProblem::NotJson { line: 1, column: 1 }),
    ] {
        let answer = answer(200, body);
        let any = answer.is("status_code", &["100"])
            || answer.is_not("status_code", &["0"])
            || answer.has("status_code")
            || answer.lacks("errors");
        assert!(!any, "{body}");
        assert_eq!(
            answer.defect().map(ReadError::problem),
            Some(&problem),
            "{body}"
        );
        assert_eq!(
            answer
                .payload::<String>("x")
                .expect_err("an error")
                .problem(),
            &problem,
            "{body}"
        );
        assert_eq!(answer.is_empty(), body.is_empty());
    }
    let binary = Answer::new(200, None, vec![0xff, 0xfe]);
    assert_eq!(
        binary.defect().map(ReadError::problem),
        Some(&ReadProblem::NotUtf8)
    );
}

#[test]
fn a_payload_is_read_at_its_path() {
    let answer = answer(200, r#"{"data": [1, 2], "x": {"y": "z"}}"#);
    assert_eq!(answer.payload::<Vec<i64>>("data"), Ok(vec![1, 2]));
    assert_eq!(answer.payload::<String>("x.y").as_deref(), Ok("z"));
    assert_eq!(
        answer
            .payload::<String>("x.q")
            .expect_err("an error")
            .to_string(),
        "`x.q` in the answer: it is missing"
    );
    assert_eq!(
        answer
            .payload::<Vec<String>>("data")
            .expect_err("an error")
            .to_string(),
        "`data[0]` in the answer: expected text, found a number"
    );
}

#[test]
fn debug_shows_nothing_of_the_body() {
    let shown = format!(
        "{:?} {:?}",
        answer(200, r#"{"token": "canary"}"#),
        answer(200, "<canary>").html()
    );
    assert!(!shown.contains("canary"), "{shown}");
}

#[derive(Debug)]
struct Nobody;

struct NobodysClient(crate::Client<Nobody>);

impl From<crate::Client<Nobody>> for NobodysClient {
    fn from(client: crate::Client<Nobody>) -> Self {
        Self(client)
    }
}

impl AsRef<crate::Client<Nobody>> for NobodysClient {
    fn as_ref(&self) -> &crate::Client<Nobody> {
        &self.0
    }
}

#[derive(Clone, Copy, Debug)]
struct NoApi;

impl crate::ApiIndex for NoApi {
    fn index(self) -> usize {
        0
    }
}

impl Provider for Nobody {
    type Client = NobodysClient;
    type Api = NoApi;
    type Credentials = ();
    type Alternatives = ();
    const NAME: &'static str = "nobody";
    const APIS: &'static [ApiAddresses] = &[];
}

#[derive(Debug, PartialEq)]
struct Reason(Option<String>, String, Option<FieldErrors>);

impl Refusal for Reason {
    fn from_code(code: Option<&str>, message: &str, fields: Option<FieldErrors>) -> Self {
        Self(code.map(String::from), String::from(message), fields)
    }
    fn meaning(&self) -> &str {
        ""
    }
}

#[derive(Debug)]
struct Ask;

impl Operation for Ask {
    type Provider = Nobody;
    type Options = ();
    type Output = ();
    type Refusal = Reason;
    type Detail = i64;
    type Reference = ();
    const INFO: OperationInfo = OperationInfo {
        provider: "nobody",
        name: "ask",
        api: 0,
        auth: Auth::None,
        effect: Effect::Read,
    };
    fn write(&self, (): &(), _: &Context<'_, Nobody>, _: &mut Request) -> Result<(), NotSent> {
        Ok(())
    }
    fn read(_: &Answer) -> Result<Outcome<Self>, ReadError> {
        Ok(Outcome::Unrecognised)
    }
    fn reference(&self, (): &()) {}
}

fn refused(answer: &Answer, parts: &RefusalParts<'_>) -> Refused<Ask> {
    match answer.refused_with(parts, "data.amount") {
        Outcome::Refused(refused) => refused,
        other => panic!("{other:?}"),
    }
}

const PARTS: RefusalParts<'_> = RefusalParts {
    code: Some(CodeSource::Path("status_code")),
    message: &["status_description", "message"],
    fields: Some("errors"),
};

#[test]
fn a_refusal_has_its_code_message_and_detail() {
    let answer = answer(
        200,
        r#"{"status_code": "86", "status_description": null, "message": "No", "data": {"amount": 5}}"#,
    );
    let refused = refused(&answer, &PARTS);
    assert_eq!(refused.code(), Some("86"));
    assert_eq!(refused.message(), "No");
    assert_eq!(refused.http_status(), 200);
    assert_eq!(refused.detail(), Some(&5));
    assert_eq!(
        *refused.reason(),
        Reason(Some(String::from("86")), String::from("No"), None)
    );
}

#[test]
fn a_refusal_whose_detail_cannot_be_read_is_still_a_refusal() {
    for body in [
        r#"{"status_code": 86, "data": {"amount": "x"}}"#,
        r#"{"status_code": 86}"#,
        r#"{"status_code": 86, "data": null}"#,
    ] {
        let refused = refused(&answer(200, body), &PARTS);
        assert_eq!(
            (refused.code(), refused.detail()),
            (Some("86"), None),
            "{body}"
        );
    }
}

#[test]
fn a_fixed_code_stands_where_the_answer_has_none() {
    let parts = RefusalParts {
        code: Some(CodeSource::Fixed("payment_failed")),
        ..PARTS
    };
    assert_eq!(
        refused(&answer(200, "{}"), &parts).code(),
        Some("payment_failed")
    );
}

#[test]
fn field_errors_are_read_in_every_shape_that_occurs() {
    let fields = |errors: &str| {
        let answer = answer(422, &format!(r#"{{"message": "m", "errors": {errors}}}"#));
        let refused = refused(
            &answer,
            &RefusalParts {
                code: None,
                ..PARTS
            },
        );
        refused.reason().2.as_ref().map(FieldErrors::to_string)
    };
    assert_eq!(
        fields(r#"{"key": ["a", "b"], "$.amount": "c"}"#).as_deref(),
        Some("$.amount: c; key: a b")
    );
    assert_eq!(fields(r#"["a", 1]"#).as_deref(), Some(": a 1"));
    assert_eq!(fields(r#"[]"#).as_deref(), Some(""));
    assert_eq!(fields(r#"{"key": {"x": 1}}"#).as_deref(), Some("key: "));
    assert_eq!(fields("null"), None);
}

#[test]
fn what_a_provider_echoes_is_struck_out_everywhere() {
    let body = r#"{"status_code": "canary-key", "message": "card 4508034508034509, key canary-key", "errors": {"canary-key": ["4508 0345 0803 4509"]}}"#;
    let answer = answer(400, body).striking(vec![Secret::from("canary-key")]);
    let refused = refused(&answer, &PARTS);
    let shown = format!("{refused} {refused:?}");
    assert!(
        !shown.contains("canary") && !shown.contains("45080345") && !shown.contains("0345 0803"),
        "{shown}"
    );
    assert_eq!(refused.message(), "card 450803…4509, key ***");
}

#[test]
fn a_code_keeps_its_meaning_when_a_cvv_equals_it() {
    let answer = answer(200, r#"{"status_code": 117}"#).striking(vec![Secret::from("117")]);
    assert_eq!(refused(&answer, &PARTS).code(), Some("117"));
}
