//! The checker itself: each kind of mistake is told, and nothing is told where there is none.

use crate::answer::{Form, Reading, assert_read, bodies};
use crate::{
    BOOL, Body, Checker, Content, Kind, NUMBER, Node, Request, Signature, TEXT, TEXT_OR_NUMBER,
    Table, conditional, optional, required,
};

const ITEM: &[crate::Field] = &[required("name", TEXT), required("price", NUMBER)];

const TABLE: Table = Table {
    section: "nowhere",
    path: "/api/orders/{id}",
    authorization: Some("Bearer t"),
    headers: &[required("x-key", TEXT)],
    query: &[optional("page", NUMBER)],
    body: &[&[
        required("total", TEXT_OR_NUMBER),
        optional("fast", BOOL),
        conditional("mode", TEXT).only(&["A", "B"]),
        optional("tags", &[Kind::Values(TEXT)]),
        optional("payer", &[Kind::Object(&[required("city", TEXT)])]),
        required(
            "items",
            &[Kind::List(ITEM), Kind::JsonText(&[Kind::List(ITEM)])],
        ),
        required("hash", TEXT),
    ]],
    signature: Some(Signature {
        field: "hash",
        over: &["total", "items[0].name"],
        open: |text| {
            let parts = text.strip_prefix("h:").ok_or("no h")?;
            Ok(parts.split('|').map(str::to_owned).collect())
        },
    }),
    ..Table::POST
};

const BODY: &str = r#"{"total":"1.50","fast":true,"mode":"A","tags":["x"],"payer":{"city":"İzmir"},
    "items":[{"name":"n","price":1.50}],"hash":"h:1.50|n"}"#;

const GIVEN: &[(&str, &str)] = &[
    ("/id", "7"),
    ("@x-key", "k"),
    ("?page", "2"),
    ("total", "1.50"),
    ("fast", "true"),
    ("mode", "A"),
    ("tags[0]", "x"),
    ("payer.city", "İzmir"),
    ("items[0].name", "n"),
    ("items[0].price", "1.50"),
];

fn request(body: &str) -> Request {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Request {
        method: "POST".into(),
        path: "/api/orders/7".into(),
        query: vec![("page".into(), "2".into())],
        headers: vec![header("authorization", "Bearer t"), header("x-key", "k")],
        content_type: Some("application/json".into()),
        body: Body::Json(Node::parse(body).expect("JSON")),
    }
}

fn findings(request: &Request) -> Vec<String> {
    let mut checker = Checker::new(&TABLE);
    checker.request("call", request, GIVEN);
    checker.findings
}

#[test]
fn a_request_that_is_the_table_passes_as_json_and_as_a_form() {
    let mut checker = Checker::new(&TABLE);
    checker.request("call", &request(BODY), GIVEN);
    assert_eq!(checker.opened(&request(BODY)), ["1.50", "n"]);
    checker.finish(&[]);

    let table = Table {
        path: "/api/orders",
        content: Content::Form,
        authorization: None,
        headers: &[],
        ..TABLE
    };
    let items = r#"[{"name":"n","price":1.50}]"#;
    let fields = [("total", "1.50"), ("items", items), ("hash", "h:1.50|n")];
    let form = Request::browser_form("post", "https://shop.example/api/orders?page=2", fields);
    let mut checker = Checker::new(&table);
    let given = [GIVEN[2], GIVEN[3], GIVEN[8], GIVEN[9]];
    checker.request("form", &form, &given);
    checker.finish(&[
        ("fast", "why"),
        ("mode", "why"),
        ("tags[]", "why"),
        ("payer.city", "why"),
    ]);
}

#[test]
fn every_mistake_in_a_body_is_told() {
    let cases = [
        (r#""total":"1.50","#, "", "`total` is required"),
        (
            r#""total":"1.50""#,
            r#""total":"1.5""#,
            "given was \"1.50\"",
        ),
        (r#""total":"1.50""#, r#""total":true"#, "not text or number"),
        (r#""fast":true"#, r#""fast":"true""#, "not bool"),
        (r#""fast":true"#, r#""fast":true,"fast":true"#, "sent twice"),
        (r#""mode":"A""#, r#""mode":"C""#, "not one of"),
        (r#""mode":"A""#, r#""mode":null"#, "not text"),
        (r#"["x"]"#, "[1]", "not text"),
        (r#""city":"İzmir""#, "", "`payer.city` is required"),
        (
            r#""price":1.50"#,
            r#""price":1.50,"qty":1"#,
            "`items[0].qty` is not in the table",
        ),
        (r#","price":1.50"#, "", "`items[0].price` is required"),
        (r#"[{"name":"n","price":1.50}]"#, r#""[{""#, "holds no JSON"),
        ("h:1.50|n", "h:n|1.50", "signed is"),
        ("h:1.50|n", "1.50|n", "does not open"),
    ];
    for (from, to, told) in cases {
        let body = BODY.replacen(from, to, 1).replace(",,", ",");
        assert_ne!(body, BODY, "{from}");
        let found = findings(&request(&body));
        assert!(
            found.iter().any(|text| text.contains(told)),
            "{told}: {found:?}"
        );
    }
}

#[test]
fn every_mistake_outside_of_the_body_is_told() {
    let change = |change: fn(&mut Request), told: &str| {
        let mut changed = request(BODY);
        change(&mut changed);
        let found = findings(&changed);
        assert!(
            found.iter().any(|text| text.contains(told)),
            "{told}: {found:?}"
        );
    };
    change(|request| request.method = "GET".into(), "the method is GET");
    change(
        |request| request.path = "/api/order/7".into(),
        "the path is",
    );
    change(
        |request| request.path = "/api/orders/8".into(),
        "`/id` is \"8\"",
    );
    change(|request| request.query.clear(), "`?page` is not sent");
    change(
        |request| drop(request.headers.remove(0)),
        "`Authorization` is None",
    );
    change(
        |request| drop(request.headers.remove(1)),
        "`@x-key` is required",
    );
    change(|request| request.content_type = None, "the content type is");
    change(|request| request.body = Body::Nothing, "not of the kind");
    change(
        |request| request.body = Body::Unreadable("torn".into()),
        "torn",
    );

    let without = Table {
        method: "GET",
        content: Content::Nothing,
        body: &[],
        signature: None,
        ..TABLE
    };
    let mut checker = Checker::new(&without);
    checker.request("with a body", &request(BODY), &GIVEN[..3]);
    let told = checker.findings.join("\n");
    assert!(told.contains("not of the kind Nothing"), "{told}");
    let mut bare = request(BODY);
    (bare.method, bare.content_type, bare.body) = ("GET".into(), None, Body::Nothing);
    let mut checker = Checker::new(&without);
    checker.request("without", &bare, &GIVEN[..3]);
    checker.finish(&[]);
}

#[test]
fn a_value_that_nobody_gave_a_signature_sent_twice_and_a_line_never_sent_are_told() {
    let mut checker = Checker::new(&TABLE);
    checker.request("one", &request(BODY), &GIVEN[1..]);
    checker.request("two", &request(BODY), GIVEN);
    let told = checker.findings.join("\n");
    assert!(
        told.contains("one: `/id` is \"7\", which nobody gave"),
        "{told}"
    );
    assert!(
        told.contains("two: the signature is that of an earlier"),
        "{told}"
    );

    let never = std::panic::catch_unwind(|| Checker::new(&TABLE).finish(&[("nothing", "why")]));
    let told = *never
        .expect_err("findings")
        .downcast::<String>()
        .expect("a text");
    assert!(told.contains("no request sends `items[].price`"), "{told}");
    assert!(told.contains("`nothing` is left out without"), "{told}");
}

#[test]
fn answers_hold_each_field_in_each_form_and_what_is_not_read_is_told() {
    let fields = [
        ("code", Form::Number("100")),
        ("data[0].id", Form::TextOrNumber("7")),
        ("data[0].paid", Form::Json(&["1", "\"1\"", "true"])),
        ("data[1].id", Form::Text("8")),
    ];
    let bodies = bodies(&fields);
    assert_eq!(
        bodies,
        [
            r#"{"code":100,"data":[{"id":7,"paid":1},{"id":"8"}]}"#,
            r#"{"code":100,"data":[{"id":"7","paid":"1"},{"id":"8"}]}"#,
            r#"{"code":100,"data":[{"id":7,"paid":true},{"id":"8"}]}"#,
        ]
    );
    let reading = Reading {
        root: "data",
        left_out: &[("code", "the class"), ("data[1].id", "a secret")],
        spellings: &[("true", "1")],
    };
    assert_read(reading, &bodies[1], r#"[{"id":7.0,"paid":"1"},{}]"#);
    assert_read(reading, &bodies[2], r#"[{"id":"7","paid":"1"},{}]"#);
    for wrong in [
        "[]",
        r#"[{"id":7,"paid":null},{}]"#,
        r#"[{"id":7,"id":7,"paid":"1"},{}]"#,
        r#"[{"id":7,"paid":"1"},{"id":8}]"#,
    ] {
        let told = std::panic::catch_unwind(|| assert_read(reading, &bodies[1], wrong));
        assert!(told.is_err(), "{wrong}");
    }
}
