//! What is decided on Vepara's hard cases.

use codegen::model::{
    Body, BodyShape, Carrier, Choosable, CoveredPart, Direction, Effect, OperationKind, Resolve,
    Scalar, SignatureAlgorithm, TypeKind, ValueType, Verdict, VerdictCondition,
};

use crate::support::{
    body, choosable, input, input_names, operation, provider, rules, type_of, value_type,
};

const ENVELOPE: [&str; 2] = [
    "status_code!=100|101|112 -> refused by status_code, message status_description else message",
    "http=400|422 & errors present -> refused, message message, fields errors",
];

fn verdicts(effect: &Effect) -> &[(VerdictCondition, Verdict)] {
    match effect {
        Effect::Once(Resolve::By { verdicts, .. }) => verdicts,
        other => panic!("{other:?} is not resolved by an operation"),
    }
}

fn code(code: &str) -> VerdictCondition {
    VerdictCondition::Code(code.to_owned())
}

#[test]
fn a_3d_payment_is_one_operation_for_the_client_and_another_for_the_browser() {
    let vepara = provider("vepara");
    let (call, form) = (
        operation(&vepara, "pay_3d"),
        operation(&vepara, "pay_3d_form"),
    );
    assert_eq!(
        (call.kind, form.kind),
        (OperationKind::Call, OperationKind::BrowserForm)
    );
    assert_eq!(call.request, form.request, "both are sent to one path");
    assert!(call.auth.is_some());
    assert!(form.auth.is_none(), "the browser has no token");
    assert_eq!(
        call.inputs, form.inputs,
        "the group gives both the same inputs"
    );

    let (required, optional) = input_names(&call.inputs);
    assert_eq!(
        required,
        [
            "card_holder_name",
            "card_number",
            "expiry",
            "cvv",
            "currency_code",
            "installments_number",
            "invoice_id",
            "invoice_description",
            "name",
            "surname",
            "total",
            "items",
            "return_url",
            "cancel_url",
        ]
    );
    assert_eq!(
        optional,
        [
            "transaction_type",
            "payment_completed_by",
            "response_method",
            "bill_email",
            "bill_phone",
            "ip",
        ]
    );
}

#[test]
fn the_items_are_a_list_in_json_and_json_text_in_a_form() {
    let vepara = provider("vepara");
    let (call, form) = (
        operation(&vepara, "pay_3d"),
        operation(&vepara, "pay_3d_form"),
    );
    let both = [
        "cc_holder_name <- card_holder_name",
        "cc_no <- card_number",
        "expiry_month <- expiry.month",
        "expiry_year <- expiry.year",
        "cvv <- cvv",
        "currency_code <- currency_code",
        "installments_number <- installments_number",
        "invoice_id <- invoice_id",
        "invoice_description <- invoice_description",
        "name <- name",
        "surname <- surname",
        "total <- total, decimals amount_text(two_places: two places | shortest: shortest)",
        "merchant_key <- credential merchant.merchant_key",
        "items <- items",
        "return_url <- return_url",
        "cancel_url <- cancel_url",
        "transaction_type <- transaction_type",
        "payment_completed_by <- payment_completed_by",
        "response_method <- response_method",
        "bill_email <- bill_email",
        "bill_phone <- bill_phone",
        "ip <- ip",
        "hash_key <- sign hash_key over total installments_number currency_code merchant_key invoice_id",
    ];
    assert!(matches!(
        call.body,
        Body::Json {
            shape: Choosable::Fixed(BodyShape::Object),
            ..
        }
    ));
    assert_eq!(body(&vepara, call), both);
    assert!(matches!(form.body, Body::Form(_)));
    let with_text = both.map(|line| {
        if line == "items <- items" {
            "items <- items as JSON text"
        } else {
            line
        }
    });
    assert_eq!(body(&vepara, form), with_text);
}

#[test]
fn only_a_page_with_status_200_starts_a_3d_payment() {
    let vepara = provider("vepara");
    let mut expected = vec!["http=200 & content=html -> done html"];
    expected.extend(ENVELOPE);
    assert_eq!(
        rules(&vepara, &operation(&vepara, "pay_3d").rules),
        expected
    );
}

#[test]
fn a_payment_that_is_not_found_is_never_safe_to_start_again() {
    let vepara = provider("vepara");
    for name in ["pay_3d", "pay_3d_form"] {
        let payment = operation(&vepara, name);
        assert_eq!(
            verdicts(&payment.effect),
            [
                (VerdictCondition::Done, Verdict::Happened),
                (VerdictCondition::Open, Verdict::Open),
                (code("41"), Verdict::Refused),
                (code("payment_failed"), Verdict::Refused),
                (VerdictCondition::Refused, Verdict::Undecided),
            ]
        );
    }
}

#[test]
fn a_refund_names_what_everything_is_by_an_alternative() {
    let vepara = provider("vepara");
    let refund = operation(&vepara, "refund");
    let amount = input(refund, "amount");
    assert!(
        !amount.optional,
        "leaving the amount out cannot mean everything"
    );
    assert_eq!(
        value_type(&vepara, &amount.value),
        r#"portion, full full_refund_text(zero: Some("0") | empty: Some(""))"#
    );
    assert_eq!(
        body(&vepara, refund),
        [
            "invoice_id <- invoice_id",
            "amount <- amount as text, decimals amount_text(two_places: two places | shortest: shortest)",
            "app_id <- credential merchant.app_id",
            "app_secret <- credential merchant.app_secret",
            "merchant_key <- credential merchant.merchant_key",
            "refund_transaction_id <- refund_transaction_id",
            "refund_webhook_key <- refund_webhook_key",
            "hash_key <- sign hash_key over amount invoice_id merchant_key",
        ]
    );
    assert_eq!(input_names(&refund.inputs).0, ["invoice_id", "amount"]);
}

#[test]
fn a_refund_may_be_accepted_and_its_lookup_decides_nothing() {
    let vepara = provider("vepara");
    let refund = operation(&vepara, "refund");
    let mut expected = vec![
        "status_code=100 -> done RefundReceipt",
        "status_code=101 -> accepted RefundReceipt",
    ];
    expected.extend(ENVELOPE);
    assert_eq!(rules(&vepara, &refund.rules), expected);

    let Effect::Once(Resolve::By {
        operation: resolver,
        reference,
        verdicts,
    }) = &refund.effect
    else {
        panic!("{:?} is not resolved by an operation", refund.effect);
    };
    let resolver = &vepara[*resolver];
    assert_eq!(resolver.name, "check_status");
    let names: Vec<(&str, &str)> = reference
        .iter()
        .map(|&(of_resolver, own)| {
            (
                resolver.inputs[of_resolver].name.as_str(),
                refund.inputs[own].name.as_str(),
            )
        })
        .collect();
    assert_eq!(names, [("invoice_id", "invoice_id")]);
    assert!(!verdicts.is_empty());
    assert!(
        verdicts
            .iter()
            .all(|(_, verdict)| *verdict == Verdict::Undecided),
        "{verdicts:?}"
    );
}

#[test]
fn a_status_of_pending_or_failed_is_asked_before_the_code_that_means_paid() {
    let vepara = provider("vepara");
    let status = operation(&vepara, "check_status");
    let mut expected = vec![
        "status_code=69 -> open Transaction",
        "status_code=100 & transaction_status=Pending|PENDING|pending -> open Transaction",
        "status_code=100 & transaction_status=Failed|FAILED|failed|Fail|FAIL|fail -> refused by the fixed payment_failed, message reason else \
         status_description, with Transaction",
        "status_code=100 & transaction_status=Completed|COMPLETED|completed -> done Transaction",
        "status_code=100 & transaction_status missing -> done Transaction",
    ];
    expected.extend(ENVELOPE);
    assert_eq!(rules(&vepara, &status.rules), expected);
    assert_eq!(status.effect, Effect::Read);
}

#[test]
fn the_signature_of_a_status_question_is_sent_under_one_choice_only() {
    let vepara = provider("vepara");
    assert_eq!(
        body(&vepara, operation(&vepara, "check_status")),
        [
            "merchant_key <- credential merchant.merchant_key",
            "invoice_id <- invoice_id",
            "include_pending_status <- include_pending_status",
            "hash_key <- sign hash_key over invoice_id merchant_key, only check_status_signature=signed",
        ]
    );
    let alternative = vepara
        .alternatives
        .iter()
        .find(|alternative| alternative.name == "check_status_signature");
    let alternative = alternative.expect("the alternative is in the spec");
    assert_eq!(alternative.choices[alternative.default].name, "unsigned");
}

#[test]
fn amounts_that_come_as_text_are_read_as_amounts() {
    let vepara = provider("vepara");
    let TypeKind::Answer(fields) = &type_of(&vepara, "Transaction").kind else {
        panic!("an answer type")
    };
    for name in ["transaction_amount", "product_price", "merchant_commission"] {
        let field = fields
            .iter()
            .find(|field| field.name == name)
            .expect("the field is in the type");
        assert_eq!(field.value, ValueType::Scalar(Scalar::Decimal), "{name}");
        assert!(field.leniency.text, "{name}");
    }
}

#[test]
fn the_3d_return_is_read_under_either_name_and_its_signature_covers_what_it_does_not_repeat() {
    let vepara = provider("vepara");
    let returned = &vepara.callbacks[0];
    assert_eq!(returned.name, "three_d_return");
    assert_eq!(returned.carriers, [Carrier::Query, Carrier::Form]);
    let named = |name: &str| {
        returned
            .fields
            .iter()
            .position(|field| field.name == name)
            .expect("a field")
    };
    assert_eq!(
        returned.fields[named("order_id")].wire,
        ["order_id", "order_no"]
    );
    assert_eq!(returned.fields[named("succeeded")].wire, ["vepara_status"]);
    assert!(
        !returned.fields[named("invoice_id")].optional,
        "without the reference nothing can be asked"
    );

    let signature = returned.signature.as_ref().expect("it is signed");
    assert_eq!(signature.algorithm, SignatureAlgorithm::AesCbcBundle);
    assert_eq!(vepara.credential(signature.key).name, "app_secret");
    assert_eq!(signature.field, named("signature"));
    assert!(
        returned.fields[signature.field].optional,
        "a return without a signature is read as unsigned"
    );
    let field = |name: &str| CoveredPart::Field {
        field: named(name),
        numeric: false,
    };
    assert_eq!(
        signature.over,
        [
            field("succeeded"),
            CoveredPart::Unsent("total".to_owned()),
            field("invoice_id"),
            field("order_id"),
            CoveredPart::Unsent("currency_code".to_owned()),
        ]
    );
}

#[test]
fn the_3d_return_is_confirmed_on_the_invoice_and_the_amount_and_on_no_currency() {
    let vepara = provider("vepara");
    let returned = &vepara.callbacks[0];
    let confirm = returned.confirm.as_ref().expect("it is confirmed");
    let status = &vepara[confirm.operation];
    assert_eq!(status.name, "check_status");
    let pairs: Vec<(&str, &str)> = confirm
        .reference
        .iter()
        .map(|&(input, field)| {
            (
                status.inputs[input].name.as_str(),
                returned.fields[field].name.as_str(),
            )
        })
        .collect();
    assert_eq!(pairs, [("invoice_id", "invoice_id")]);
    let TypeKind::Answer(fields) = &type_of(&vepara, "Transaction").kind else {
        panic!("an answer type")
    };
    let name = |field: Option<usize>| field.map(|field| fields[field].name.as_str());
    assert_eq!(name(confirm.echo), Some("invoice_id"));
    assert_eq!(name(confirm.amount), Some("transaction_amount"));
    assert_eq!(
        name(confirm.currency),
        None,
        "the status carries no currency"
    );
}

#[test]
fn commissions_are_a_map_of_lists_and_their_sentinels_are_absent() {
    let vepara = provider("vepara");
    let commissions = operation(&vepara, "commissions");
    assert_eq!(
        rules(&vepara, &commissions.rules)[0],
        "status_code=100 -> done map of list of Commission at data"
    );
    let TypeKind::Answer(fields) = &type_of(&vepara, "Commission").kind else {
        panic!("an answer type")
    };
    let field = |name: &str| {
        fields
            .iter()
            .find(|field| field.name == name)
            .expect("the field is in the type")
    };
    let percentage = field("merchant_commission_percentage");
    assert_eq!(percentage.value, ValueType::Scalar(Scalar::Decimal));
    assert_eq!(percentage.leniency.absent, ["", "-", "x"]);
    assert!(percentage.optional && percentage.leniency.text);
    let text = field("merchant_commission_text");
    assert_eq!(text.wire, percentage.wire, "one wire field, read twice");
    assert!(text.leniency.absent.is_empty() && text.leniency.number);
    assert_eq!(commissions.codes[0].code, "0");
    assert_eq!(vepara.areas[commissions.area.0].name, "installments");
}

#[test]
fn a_marketplace_sale_stands_in_an_array_unless_told_otherwise_and_sends_numbers() {
    let vepara = provider("vepara");
    let sale = operation(&vepara, "pay_marketplace");
    let Body::Json { shape, .. } = &sale.body else {
        panic!("a JSON body")
    };
    assert_eq!(
        choosable(&vepara, shape, |shape| format!("{shape:?}")),
        "marketplace_body(array_of_one: OneElementArray | object: Object)"
    );
    assert_eq!(shape.default_value(&vepara), &BodyShape::OneElementArray);
    let fields = body(&vepara, sale);
    for line in [
        "cc_no <- card_number as number",
        "cvv <- cvv",
        "expiry_month <- expiry.month as number",
        "expiry_year <- expiry.year as number",
    ] {
        assert!(
            fields.iter().any(|field| field == line),
            "{line} in {fields:?}"
        );
    }
    assert!(matches!(&sale.effect, Effect::Once(Resolve::None { because }) if !because.is_empty()));
}

#[test]
fn a_sale_is_paid_only_by_its_code_and_its_status_together() {
    let vepara = provider("vepara");
    let mut expected = vec![
        "status_code=100 & data.payment_status=1|true -> done MarketplaceSale at data",
        "status_code=100 & data.payment_status=0|false -> refused by data.error_code, message data.error else \
         status_description, with MarketplaceSale at data",
        "status_code=41 & data present -> refused by status_code, message data.error else status_description, with \
         MarketplaceSale at data",
    ];
    expected.extend(ENVELOPE);
    assert_eq!(
        rules(&vepara, &operation(&vepara, "pay_marketplace").rules),
        expected
    );
}

#[test]
fn one_enum_is_sent_and_read_and_knows_a_second_spelling() {
    let vepara = provider("vepara");
    assert_eq!(
        type_of(&vepara, "TransactionType").direction,
        Direction::Both
    );
    let TypeKind::Enum(values) = &type_of(&vepara, "TransactionType").kind else {
        panic!("an enum")
    };
    assert_eq!(values.values[1].also, ["Pre-Authorization"]);
}
