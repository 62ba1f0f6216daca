//! The documentation of the fixture's items.

use super::*;
use crate::decide::fixture;
use crate::model::{Confidence, Evidence};

#[test]
fn an_operation_tells_effect_doubts_and_source() {
    let provider = fixture::provider();
    let lines = operation(
        &provider,
        &provider.operations[fixture::PAY],
        "super",
        "client.pay();\n",
    )
    .into_lines();
    let text = lines.join("\n");
    assert!(
        text.contains(
            "`POST /api/pay` (`post` of `pay_method`) or `PUT /api/pay` (`put` of `pay_method`)."
        ),
        "{text}"
    );
    assert!(
        text.contains("`: Two pages disagree. *Done here:* Send POST. The newer page says so."),
        "{text}"
    );
    assert!(text.contains("# Source\n\nDocumented: page.txt."), "{text}");
    assert!(text.ends_with("```ignore\nclient.pay();\n```"), "{text}");
    assert!(
        lines.iter().all(|line| line.chars().count() <= WIDTH),
        "{text}"
    );
}

#[test]
fn inputs_that_belong_together_say_so() {
    let provider = fixture::provider();
    let pay = &provider.operations[fixture::PAY];
    assert_eq!(
        operation_input(pay, 4).into_lines(),
        [
            "The holder_email.",
            "",
            "Given together with `installments`, or not at all."
        ]
    );
    assert_eq!(
        operation_input(pay, 0).into_lines(),
        ["The invoice_id. Not empty."]
    );
}

#[test]
fn what_is_known_from_elsewhere_says_so_wherever_it_is_printed() {
    let elsewhere = || {
        Some(Evidence {
            sources: vec![(Confidence::Family, "Sipay".to_owned())],
        })
    };
    let says = |doc: Doc| {
        let text = doc.into_lines().join(" ");
        assert!(
            text.contains(". Known only from sibling brands: Sipay."),
            "{text}"
        );
    };
    let mut provider = fixture::provider();
    let pay = &mut provider.operations[fixture::PAY];
    pay.inputs[0].evidence = elsewhere();
    pay.codes[0].evidence = elsewhere();
    let pay = pay.clone();
    says(operation_input(&pay, 0));
    says(error_code(&pay.codes[0]));
    let TypeKind::Enum(state) = &mut provider.types[3].kind else {
        panic!("not an enum")
    };
    state.values[0].evidence = elsewhere();
    says(enum_value(&state.values[0]));
    let mut fields = provider.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Answer(fields) => fields.first().cloned(),
        _ => None,
    });
    let mut field = fields.next().expect("an answer");
    field.evidence = elsewhere();
    says(answer_field(&provider, &field));
}

#[test]
fn a_code_that_is_read_as_another_is_told() {
    let provider = fixture::provider();
    let TypeKind::Enum(state) = &provider.types[3].kind else {
        panic!("not an enum")
    };
    assert_eq!(
        enum_value(&state.values[1]).into_lines(),
        ["`1`: It is paid. Read from `2` too."]
    );
}
