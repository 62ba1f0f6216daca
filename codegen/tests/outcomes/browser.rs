//! Forms for the shopper's browser: what a browser cannot send, and answers that nobody reads.

use super::{clean, found, only};

const AT: &str = "  find_payment:\n    summary: Tells what came of a payment.\n";

const HEAD: &str = "  pay_form:
    summary: Fills the form with which the shopper's browser pays.
    evidence: { documented: form.html }
    kind: browser_form
    request: POST /form
    auth: none
    effect:
      once:
        resolve: none
        because: the shopper's browser sends it
    inputs:
      order_number:
        summary: The merchant's number of the order.
        type: text\n";

const FORM: &str = "    form:
      order: order_number
      hash: { sign: hash, over: [order] }\n";

const TAIL: &str = "    envelope: status
    examples:
      page:
        constructed: made up
        request:
          inputs: { order_number: order-1 }
        answer:
          http: 200
          body: <p>pay</p>
        outcome: done\n";

fn page() -> String {
    format!(
        "{HEAD}{FORM}    outcomes:\n      - done: html\n        when: {{ http: 200, content: html }}\n{TAIL}\n"
    )
}

/// The base with a form of which a text is another one.
fn with(from: &str, to: &str) -> String {
    let page = page();
    assert_eq!(page.matches(from).count(), 1, "{from}");
    format!("{}{AT}", page.replace(from, to))
}

#[test]
fn a_form_is_clean_with_an_answer_or_without() {
    clean(&[("payments", AT, &with(FORM, FORM))]);
    let bare = format!("{HEAD}{FORM}\n{AT}");
    assert!(
        found(&[("payments", AT, &bare)])
            .iter()
            .all(|line| line.starts_with("W0705")),
    );
}

#[test]
fn a_browser_has_no_credentials() {
    only(
        &[(
            "payments",
            AT,
            &with("    auth: none\n", "    auth: keys\n"),
        )],
        "E0640 `keys`: a browser form cannot be authenticated",
    );
    only(
        &[(
            "payments",
            AT,
            &with("    auth: none\n", "    auth: bearer\n"),
        )],
        "E0640 `bearer`: a browser form cannot be authenticated",
    );
}

#[test]
fn a_browser_sends_a_form_by_post_under_every_choice() {
    only(
        &[("payments", AT, &with("POST /form", "PUT /form"))],
        "E0640 `PUT`: a browser form is sent by POST",
    );
    let chosen = "\n      choose: find_method\n      get: GET /form\n      post: POST /form";
    only(
        &[("payments", AT, &with(" POST /form", chosen))],
        "E0640 `GET`: a browser form is sent by POST",
    );
}

#[test]
fn a_browser_sends_no_headers_and_no_json() {
    let headers = format!("    headers:\n      X-Shop: {{ text: a }}\n{FORM}");
    only(
        &[("payments", AT, &with(FORM, &headers))],
        "E0640 `X-Shop`: a browser form has no headers of its own",
    );
    only(
        &[("payments", AT, &with("    form:\n", "    body:\n"))],
        "E0640 `order`: a browser form has no JSON body",
    );
}

#[test]
fn what_a_group_brings_is_sent_as_well() {
    let group = "    use: { order: { require: [order_number] } }\n";
    let inputs = "    inputs:\n      order_number:\n        summary: The merchant's number of the order.\n        type: text\n";
    let page = with(inputs, group);
    eprintln!(
        "{}",
        super::report(&[("payments", AT, &page)]).render(false)
    );
    assert!(page.contains("use: { order"));
    let found = found(&[("payments", AT, &page)]);
    assert!(
        found.contains(&"E0640 `order`: a browser form has no JSON body".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn a_form_has_fields() {
    let nothing = HEAD
        .split("    inputs:")
        .next()
        .expect("what stands before the inputs");
    let bare = format!("{nothing}\n{AT}");
    let found = found(&[("payments", AT, &bare)]);
    assert!(
        found.contains(&"E0640 `browser_form`: a browser form sends nothing".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn a_form_that_could_not_be_read_is_not_missing() {
    for from in ["    form:\n", "    use:"] {
        let broken = match from {
            "    form:\n" => with(FORM, "    form: [order]\n"),
            _ => with(FORM, "    use: { nowhere: {} }\n"),
        };
        let found = found(&[("payments", AT, &broken)]);
        assert!(
            !found.is_empty() && found.iter().all(|line| !line.starts_with("E0640")),
            "{found:#?}"
        );
    }
}

#[test]
fn only_the_browser_gets_the_answer() {
    let value = "      - done: Payment\n        when: { http: 200, content: json }\n";
    let page = "      - done: html\n        when: { http: 200, content: html }\n";
    let told = found(&[("payments", AT, &with(page, &format!("{page}{value}")))]);
    let gets = "E0643 `Payment`: only the shopper's browser gets this answer";
    assert!(told.contains(&gets.to_owned()), "{told:#?}");
    let refused = "      - refused: { message: [message], payload: Payment, at: payment }\n        when: { code: 12 }\n";
    let told = found(&[("payments", AT, &with(page, &format!("{page}{refused}")))]);
    assert!(told.contains(&gets.to_owned()), "{told:#?}");
}
