//! The counting, on a small spec in which each thing has a source of another kind.

use std::path::Path;

use super::*;
use crate::emit;

const INDEX: &str = r#"language: 1
provider: shop
title: Shop
summary: A shop.
documentation: https://docs.shop.example/
parts: [sales.yaml, codes.yaml]
apis:
  main:
    summary: Every call.
    test: https://test.shop.example
    live: https://live.shop.example
    evidence: { documented: hosts }
credentials:
  merchant:
    summary: The merchant's key.
    values:
      key:
        summary: The key.
        env: { test: SHOP_TEST_KEY, live: SHOP_LIVE_KEY }
        secret: true
        example: key-1
auth:
  keys:
    summary: The key, as a header.
    evidence: { documented: keys }
    headers: { x-key: key }
signatures:
  hash:
    summary: A hash.
    algorithm: sha256_joined
    key: key
    evidence: { vendor_code: sample }
envelopes:
  status:
    summary: A code and a text.
    evidence: { documented: codes }
    rules:
      - refused: { code: code, message: [message] }
        when: { code: { not: 0 } }
    codes: default
    sandbox:
      invalid_input: { assumed: nobody knows, http: 400, body: '{"code": 4}' }
alternatives:
  sale_method:
    summary: How a sale is sent.
    choices:
      post:
        summary: By POST.
        default: true
        evidence: { family: a sibling }
      put:
        summary: By PUT.
        evidence: { inferred: a hunch }
"#;

const CODES: &str = r#"code_tables:
  default:
    5: { name: wrong_key, summary: The key is wrong. }
    6: { name: busy, summary: The shop is busy., evidence: { family: a sibling } }
"#;

const SALES: &str = r#"area: sales
summary: Sales.
operations:
  sell:
    summary: Sells.
    evidence: { documented: sell, inferred: some of it }
    request:
      choose: sale_method
      post: POST /sales
      put: PUT /sales
    auth: keys
    effect: repeatable
    not_once: nothing is charged for a sale
    inputs:
      item: { summary: What., type: text }
      count: { summary: How many., type: integer, evidence: { vendor_code: sample } }
      note: { summary: A note., type: text, optional: true }
      buyer: { summary: Who., type: Buyer }
    headers:
      x-note: { input: note, quirk: note_place }
    body:
      key: { credential: key }
      sale:
        fields:
          item: item
          count: count
          note: { input: note, quirk: note_length }
      buyer: buyer
      hash: { sign: hash, over: [key] }
    outcomes:
      - done: Sale
        when: { code: 0 }
    envelope: status
    codes:
      7: { name: sold_out, summary: Nothing is left. }
    quirks:
      note_place: { documents: Silent., we: Send it., evidence: { documented: sell } }
      note_length: { documents: Silent., we: Allow any., evidence: { inferred: a hunch } }
    examples:
      sold:
        printed: sell
        request:
          inputs: { item: tea, count: 2, buyer: { name: Ada } }
        answer: { http: 200, body: '{"code": 0, "id": 1, "state": 1}' }
        outcome: done
      sold_out:
        constructed: the code
        answer: { http: 200, body: '{"code": 7, "message": "sold out"}' }
        outcome: { refused: sold_out }
  find:
    summary: Finds a sale.
    evidence: { family: a sibling }
    request: GET /sales
    auth: keys
    effect: read
    outcomes:
      - done: Found
        when: { code: 0 }
    envelope: status
    examples:
      found:
        constructed: the type
        answer: { http: 200, body: '{"code": 0, "sale": {"id": 1, "state": 1}, "page": "a"}' }
        outcome: done
types:
  Buyer:
    summary: Who buys.
    inputs:
      name: { summary: A name., type: text }
  Sale:
    summary: A sale.
    fields:
      id: { summary: Its number., type: integer }
      state: { summary: What it is., type: State }
  Found:
    summary: What was found.
    fields:
      sale: { summary: The sale., type: Sale }
      page: { summary: A page., type: text, evidence: { documented: pages } }
  State:
    summary: A state.
    enum: integer
    values:
      paid: { summary: Paid., code: 1 }
      open: { summary: Open., code: 2, evidence: { inferred: a hunch } }
  Channel:
    summary: A channel.
    enum: text
    values:
      web: { summary: The web., code: web }
callbacks:
  sold:
    summary: Says that it is sold.
    evidence: { vendor_code: sample }
    carriers: [form]
    fields:
      id: { summary: Its number., type: text }
      channel: { summary: How., type: Channel, quirks: [channel_case] }
    unconfirmed: nothing tells of a sale
    quirks:
      channel_case: { documents: Silent., we: Read it., evidence: { family: a sibling } }
"#;

fn provider() -> Provider {
    let files = [
        ("shop/provider.yaml", INDEX),
        ("shop/sales.yaml", SALES),
        ("shop/codes.yaml", CODES),
    ];
    let spec = crate::read_texts(&files).unwrap_or_else(|report| panic!("{report}"));
    spec.providers.into_iter().next().expect("a provider")
}

/// Documented, vendor's code, sibling brands, inferred.
fn tally(counts: [usize; 4]) -> Tally {
    let [documented, vendor_code, family, inferred] = counts;
    Tally {
        documented,
        vendor_code,
        family,
        inferred,
    }
}

#[test]
fn each_thing_counts_once_by_its_own_source_else_by_what_is_around_it() {
    let expected = Tallies {
        operations: tally([1, 0, 1, 0]),
        callbacks: tally([0, 1, 0, 0]),
        // item, buyer and the buyer's name; count; note by the less sure of its two quirks.
        inputs: tally([3, 1, 0, 1]),
        // x-note by its quirk, key, item, buyer, the buyer's name; count by its input, hash by its signature; note.
        wire_fields: tally([5, 2, 0, 1]),
        // id and state of a type that a documented operation uses, page; id of the callback; sale, channel.
        answer_fields: tally([3, 1, 2, 0]),
        enum_values: tally([1, 1, 0, 1]),
        codes: tally([2, 0, 1, 0]),
        alternatives: tally([0, 0, 1, 0]),
    };
    assert_eq!(Coverage::of(&provider()).tallies, expected);
}

#[test]
fn printed_and_constructed_examples_are_never_added_up() {
    let coverage = Coverage::of(&provider());
    assert_eq!((coverage.printed(), coverage.constructed()), (1, 2));
    assert_eq!(coverage.without_printed(), 1);
    assert_eq!(coverage.assumed, 2);
    let [sell, find] = coverage.operations.as_slice() else {
        panic!("{:?}", coverage.operations)
    };
    let shown =
        |row: &OperationCoverage| (row.effect, row.confidence, row.printed, row.constructed);
    assert_eq!(shown(sell), ("repeatable", Confidence::Documented, 1, 1));
    assert_eq!(shown(find), ("read", Confidence::Family, 0, 1));
    assert_eq!((sell.quirks, find.quirks), (2, 0));
    assert_eq!(
        coverage.alternatives,
        [AlternativeCoverage {
            name: "sale_method".to_owned(),
            choices: 2,
            default: "post".to_owned(),
            confidence: Confidence::Family,
        }]
    );
}

/// The numbers say how many tests there are, so they must be those that are written.
#[test]
fn wire_tests_are_counted_as_they_are_printed() {
    let mut providers = vec![provider(), crate::decide::fixture::provider()];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["../spec", "tests/hard", "findings/base"] {
        let read = crate::read_folder(&root.join(folder));
        providers.extend(read.unwrap_or_else(|report| panic!("{report}")).providers);
    }
    let mut seen = 0;
    for provider in providers {
        let files = emit::client(std::slice::from_ref(&provider)).expect("prints");
        let printed: usize = files
            .iter()
            .filter(|file| file.path.starts_with("generated-client/tests/generated"))
            // Flows belong to no operation.
            .filter(|file| !file.path.ends_with("the_flows.rs"))
            .flat_map(|file| file.contents.lines())
            .filter(|line| matches!(line.trim(), "#[test]" | "#[tokio::test]"))
            .count();
        assert_eq!(
            Coverage::of(&provider).wire_tests(),
            printed,
            "{}",
            provider.name
        );
        seen += printed;
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn numbers_stand_under_each_other_at_the_right() {
    let table = Table {
        head: vec!["name", "count", "source"],
        rows: vec![
            vec![
                Cell::Name("çay".to_owned()),
                Cell::Number(7),
                Cell::Words("a page".to_owned()),
            ],
            vec![
                Cell::Operation("list_all".to_owned()),
                Cell::Number(120),
                Cell::Words(String::new()),
            ],
        ],
    };
    assert_eq!(
        table.text(),
        "name      count  source\nçay           7  a page\nlist_all    120\n"
    );
}
