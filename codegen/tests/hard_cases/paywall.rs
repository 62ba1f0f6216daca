//! What is decided on Paywall's hard cases.

use codegen::model::{
    AuthKind, Carrier, Constraints, CoveredPart, Direction, Effect, IdentifierScalar, Resolve,
    Scalar, SignatureAlgorithm, TypeKind, ValueType, Verdict, VerdictCondition,
};

use crate::support::{
    body, input, input_names, operation, provider, rules, type_of, value_type, wire,
};

const ENVELOPE: [&str; 2] = [
    "Result=false -> refused by ErrorCode, message Message else ErrorMessage",
    "ErrorCode!=0 -> refused by ErrorCode, message Message else ErrorMessage",
];

const TAIL: [&str; 3] = [
    "Card <- card",
    "Customer <- customer",
    "Products <- products",
];

#[test]
fn each_way_to_pay_takes_its_own_part_of_the_group() {
    let paywall = provider("paywall");
    let three_d = operation(&paywall, "start_3d");
    let direct = operation(&paywall, "start_direct");

    let (required, optional) = input_names(&three_d.inputs);
    assert_eq!(
        required,
        [
            "amount",
            "merchant_unique_code",
            "currency",
            "installment",
            "client_ip",
            "success_url",
            "failure_url",
            "card",
            "customer",
            "products",
        ]
    );
    assert_eq!(
        optional,
        [
            "tracking_code",
            "half_3d",
            "provider_based",
            "provider_key",
            "basket_amount"
        ]
    );

    let (required, optional) = input_names(&direct.inputs);
    assert_eq!(
        required,
        [
            "amount",
            "merchant_unique_code",
            "currency",
            "installment",
            "client_ip",
            "card",
            "customer",
            "products",
        ]
    );
    assert_eq!(
        optional,
        [
            "tracking_code",
            "half_2d",
            "provider_based",
            "provider_key",
            "basket_amount"
        ]
    );
}

#[test]
fn the_fields_of_an_input_that_is_left_out_of_a_group_go_with_it() {
    let paywall = provider("paywall");
    let detail = |own: &str| {
        format!(
            "PaymentDetail <- {{ Amount <- amount; MerchantUniqueCode <- merchant_unique_code; TrackingCode <- \
             tracking_code; CurrencyId <- currency; Installment <- installment; ClientIP <- client_ip; {own}; \
             ProviderBased <- provider_based; ProviderKey <- provider_key; MarketPlace <- {{ BasketAmount <- \
             basket_amount }} }}"
        )
    };
    let three_d = body(&paywall, operation(&paywall, "start_3d"));
    assert_eq!(
        three_d[0],
        detail(
            "MerchantSuccessBackUrl <- success_url; MerchantFailBackUrl <- failure_url; Half3D <- half_3d"
        )
    );
    assert_eq!(three_d[1..], TAIL);
    let direct = body(&paywall, operation(&paywall, "start_direct"));
    assert_eq!(direct[0], detail("Half2D <- half_2d"));
    assert_eq!(direct[1..], TAIL);
}

#[test]
fn inputs_that_belong_together_are_known_as_such() {
    let paywall = provider("paywall");
    let three_d = operation(&paywall, "start_3d");
    let together: Vec<Vec<&str>> = three_d
        .together
        .iter()
        .map(|inputs| {
            inputs
                .iter()
                .map(|&input| three_d.inputs[input].name.as_str())
                .collect()
        })
        .collect();
    assert_eq!(together, [["provider_based", "provider_key"]]);
}

#[test]
fn a_card_is_exactly_one_of_its_kinds_and_each_writes_its_own_fields() {
    let paywall = provider("paywall");
    let card = type_of(&paywall, "Card");
    assert_eq!(card.direction, Direction::Input);
    let TypeKind::Choice(variants) = &card.kind else {
        panic!("a choice")
    };
    let written: Vec<(&str, Vec<String>)> = variants
        .iter()
        .map(|variant| {
            (
                variant.name.as_str(),
                wire(&paywall, &variant.shape.inputs, &variant.shape.body),
            )
        })
        .collect();
    let expected = [
        (
            "plain",
            vec![
                "OwnerName <- owner_name",
                "Number <- number",
                "ExpireMonth <- expiry.month",
                "ExpireYear <- expiry.year",
                "Cvv <- cvv",
                "UniqueCode <- text \"\"",
                "CardSave <- save",
            ],
        ),
        ("stored", vec!["UniqueCode <- unique_code"]),
        (
            "stored_with_cvv",
            vec![
                "UniqueCode <- unique_code",
                "ForceCvv <- boolean true",
                "Cvv <- cvv",
            ],
        ),
        ("temporary", vec!["TempCardToken <- token"]),
    ];
    let expected = expected.map(|(name, lines)| {
        (
            name,
            lines.into_iter().map(str::to_owned).collect::<Vec<_>>(),
        )
    });
    assert_eq!(written, expected);
}

#[test]
fn codes_of_one_name_are_types_of_their_own_with_their_own_limits() {
    let paywall = provider("paywall");
    let limits = |name: &str| {
        let def = type_of(&paywall, name);
        assert_eq!(def.direction, Direction::Both);
        let TypeKind::Identifier(identifier) = &def.kind else {
            panic!("an identifier")
        };
        let Constraints {
            min_length,
            max_length,
            min,
            ..
        } = &identifier.constraints;
        (identifier.scalar, *min_length, *max_length, min.as_deref())
    };
    assert_eq!(
        limits("MerchantUniqueCode"),
        (IdentifierScalar::Text, Some(1), Some(250), None)
    );
    assert_eq!(
        limits("PaymentId"),
        (IdentifierScalar::Integer, None, None, Some("1"))
    );
    assert_eq!(
        limits("CardUniqueCode"),
        (IdentifierScalar::RotatingSecret, Some(1), None, None)
    );
    let query = operation(&paywall, "query");
    let given = input(query, "merchant_unique_code");
    assert_eq!(paywall.constraints(given).max_length, Some(250));
    assert_eq!(paywall.scalar(&given.value), Some(&Scalar::Text));
}

#[test]
fn a_type_without_a_body_of_its_own_writes_each_input_under_its_wire_name() {
    let paywall = provider("paywall");
    let TypeKind::Input(shape) = &type_of(&paywall, "Product").kind else {
        panic!("an input type")
    };
    assert_eq!(
        wire(&paywall, &shape.inputs, &shape.body),
        [
            "ProductId <- id",
            "ProductName <- name",
            "ProductCategory <- category",
            "ProductDescription <- description",
            "ProductAmount <- amount",
            "MemberId <- member_id",
        ]
    );
}

#[test]
fn closing_a_pre_authorisation_says_everything_or_a_part() {
    let paywall = provider("paywall");
    let provision = operation(&paywall, "provision");
    assert_eq!(
        value_type(&paywall, &input(provision, "amount").value),
        r#"portion, full Some("0")"#
    );
    assert_eq!(
        body(&paywall, provision),
        [
            "MerchantUniqueCode <- merchant_unique_code",
            "Date <- date",
            "ProvisionAmount <- amount",
        ]
    );
    let mut expected = vec!["ErrorCode=0 & Result=true -> done nothing"];
    expected.extend(ENVELOPE);
    assert_eq!(rules(&paywall, &provision.rules), expected);
    let Effect::Once(Resolve::By { verdicts, .. }) = &provision.effect else {
        panic!("resolved by an operation")
    };
    assert_eq!(
        verdicts,
        &[
            (VerdictCondition::Done, Verdict::Happened),
            (VerdictCondition::Accepted, Verdict::Undecided),
            (VerdictCondition::Open, Verdict::Undecided),
            (VerdictCondition::Refused, Verdict::Undecided),
        ]
    );
}

#[test]
fn a_refusal_carries_what_the_provider_and_the_bank_say() {
    let paywall = provider("paywall");
    let mut expected = vec![
        "ErrorCode=0 & Result=true -> done Started3d at Body",
        "Result=false & Body.Error present -> refused by ErrorCode, message Message else ErrorMessage, with \
         ProviderError at Body.Error",
    ];
    expected.extend(ENVELOPE);
    assert_eq!(
        rules(&paywall, &operation(&paywall, "start_3d").rules),
        expected
    );
    let TypeKind::Answer(fields) = &type_of(&paywall, "ProviderError").kind else {
        panic!("an answer type")
    };
    assert!(
        fields
            .iter()
            .all(|field| field.value == ValueType::Scalar(Scalar::Base64Text) && field.optional)
    );
}

#[test]
fn what_came_of_a_payment_is_its_status_and_an_unknown_one_is_open() {
    let paywall = provider("paywall");
    let query = operation(&paywall, "query");
    let reversed = "-> refused by the fixed payment_reversed, message Body.Paywall.StatusName, with PaymentRecord at \
                    Body.Paywall";
    let message = "message Body.Paywall.Error.ErrorMessage else Body.Paywall.StatusName, with PaymentRecord at \
                   Body.Paywall";
    let ok = "ErrorCode=0 & Result=true & Body.Paywall";
    let mut expected = vec![
        format!("{ok}.AnySuccessCancel=true {reversed}"),
        format!("{ok}.AnySuccessRefund=true {reversed}"),
        format!("{ok}.StatusId=4 -> done PaymentRecord at Body.Paywall"),
        format!("{ok}.StatusId=3 -> accepted PaymentRecord at Body.Paywall"),
        format!("{ok}.StatusId=5 -> refused by the fixed payment_failed, {message}"),
        format!("{ok}.StatusId=7|12|13 -> refused by the fixed payment_not_standing, {message}"),
        format!("{ok} present -> open PaymentRecord at Body.Paywall"),
    ];
    expected.extend(ENVELOPE.map(str::to_owned));
    assert_eq!(rules(&paywall, &query.rules), expected);
}

#[test]
fn a_query_is_all_headers_on_the_second_api_with_its_own_key_pair() {
    let paywall = provider("paywall");
    let query = operation(&paywall, "query");
    assert_eq!(
        wire(&paywall, &query.inputs, &query.headers),
        ["merchantuniquecode <- merchant_unique_code"]
    );
    assert!(body(&paywall, query).is_empty());
    assert_eq!(paywall[query.api].name, "payment_private");
    let auth = &paywall[query.auth.expect("it is authenticated")];
    let AuthKind::Headers(headers) = &auth.kind else {
        panic!("static headers")
    };
    let headers: Vec<(&str, &str, &str)> = headers
        .iter()
        .map(|(name, id)| {
            (
                name.as_str(),
                paywall[id.set].name.as_str(),
                paywall.credential(*id).name.as_str(),
            )
        })
        .collect();
    assert_eq!(
        headers,
        [
            ("apikeyprivate", "private", "key"),
            ("apiclientprivate", "private", "client")
        ]
    );

    let start = operation(&paywall, "start_3d");
    assert_eq!(paywall[start.api].name, "payment");
    assert_eq!(
        paywall[start.auth.expect("it is authenticated")].name,
        "public_keys"
    );
}

#[test]
fn sentinels_are_absent_and_times_without_an_offset_have_a_zone() {
    let paywall = provider("paywall");
    let TypeKind::Answer(fields) = &type_of(&paywall, "PaymentRecord").kind else {
        panic!("an answer type")
    };
    let field = |name: &str| {
        fields
            .iter()
            .find(|field| field.name == name)
            .expect("the field is in the type")
    };
    let time = field("last_activity_at");
    assert!(
        time.leniency
            .absent
            .contains(&"0001-01-01T00:00:00".to_owned())
    );
    let ValueType::Scalar(Scalar::DateTime(format)) = &time.value else {
        panic!("a moment")
    };
    assert_eq!(format.zone.as_deref(), Some("Europe/Istanbul"));
    assert!(
        field("unique_code")
            .leniency
            .absent
            .contains(&"00000000-0000-0000-0000-000000000000".to_owned())
    );
    assert_eq!(field("error_message").wire, ["Error.ErrorMessage"]);
    let required: Vec<&str> = fields
        .iter()
        .filter(|field| !field.optional)
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(required, ["payment_id"]);
}

#[test]
fn a_code_that_means_several_things_never_says_that_nothing_was_received() {
    let paywall = provider("paywall");
    for name in ["start_3d", "start_direct"] {
        let Effect::Once(Resolve::By { verdicts, .. }) = &operation(&paywall, name).effect else {
            panic!("{name} is resolved by an operation");
        };
        assert_eq!(
            verdicts,
            &[
                (VerdictCondition::Done, Verdict::Happened),
                (VerdictCondition::Accepted, Verdict::Happened),
                (VerdictCondition::Open, Verdict::Open),
                (
                    VerdictCondition::Code("payment_failed".to_owned()),
                    Verdict::Refused
                ),
                (VerdictCondition::Refused, Verdict::Undecided),
            ]
        );
    }
}

#[test]
fn the_3d_result_is_signed_with_a_secret_of_its_own_over_the_texts_that_arrive() {
    let paywall = provider("paywall");
    let result = &paywall.callbacks[0];
    assert_eq!(result.carriers, [Carrier::Form]);
    let named = |name: &str| {
        result
            .fields
            .iter()
            .position(|field| field.name == name)
            .expect("a field")
    };
    assert_eq!(
        result.fields[named("merchant_unique_code")].wire,
        ["uniqueCode"],
        "the names are swapped"
    );
    assert_eq!(result.fields[named("payment_code")].wire, ["paymentCode"]);
    assert_eq!(
        result.fields[named("error_message")].value,
        ValueType::Scalar(Scalar::Base64Text)
    );
    assert_eq!(
        result.fields[named("provider_error_message")].value,
        ValueType::Scalar(Scalar::Text)
    );

    let signature = result.signature.as_ref().expect("it is signed");
    assert_eq!(signature.algorithm, SignatureAlgorithm::Sha256Joined);
    assert_eq!(paywall.credential(signature.key).name, "three_d_key");
    assert_eq!(signature.field, named("signature"));
    let over = [
        "payment_id",
        "merchant_unique_code",
        "amount",
        "installment",
    ];
    assert_eq!(
        signature.over,
        over.map(|name| CoveredPart::Field {
            field: named(name),
            numeric: false
        })
    );
}

#[test]
fn the_3d_result_is_confirmed_on_its_number_its_amount_and_its_currency() {
    let paywall = provider("paywall");
    let result = &paywall.callbacks[0];
    let confirm = result.confirm.as_ref().expect("it is confirmed");
    let query = &paywall[confirm.operation];
    assert_eq!(query.name, "query");
    let pairs: Vec<(&str, &str)> = confirm
        .reference
        .iter()
        .map(|&(input, field)| {
            (
                query.inputs[input].name.as_str(),
                result.fields[field].name.as_str(),
            )
        })
        .collect();
    assert_eq!(pairs, [("merchant_unique_code", "merchant_unique_code")]);
    let TypeKind::Answer(fields) = &type_of(&paywall, "PaymentRecord").kind else {
        panic!("an answer type")
    };
    let name = |field: Option<usize>| field.map(|field| fields[field].name.as_str());
    assert_eq!(name(confirm.echo), Some("merchant_unique_code"));
    assert_eq!(name(confirm.amount), Some("payment_amount"));
    assert_eq!(name(confirm.currency), Some("currency"));
    assert_eq!(type_of(&paywall, "CurrencyId").direction, Direction::Both);
}

#[test]
fn a_json_callback_is_read_as_an_answer_and_signed_over_its_texts() {
    let paywall = provider("paywall");
    let named = |name: &str| {
        let found = paywall.callbacks.iter().find(|found| found.name == name);
        found.expect("a callback")
    };
    let bulk = named("bulk_webhook");
    assert_eq!(bulk.carriers, [Carrier::Json]);
    assert!(bulk.is_json() && bulk.confirm.is_none());
    let field = |name: &str| {
        let found = bulk.fields.iter().find(|field| field.name == name);
        found.expect("a field")
    };
    let ValueType::List(item) = &field("payments").value else {
        panic!("a list")
    };
    let ValueType::Named(id) = **item else {
        panic!("a type")
    };
    assert_eq!(paywall[id].name, "BulkPayment");
    // Nothing is lenient in JSON but what says so.
    assert!(!field("bulk_payment_id").leniency.text);
    assert!(field("has_more_pages").leniency.bit);
    let form = named("three_d_result");
    assert!(form.fields.iter().all(|field| field.leniency.text));
    let signature = bulk.signature.as_ref().expect("it is signed");
    assert_eq!(signature.algorithm, SignatureAlgorithm::Sha256Joined);
    assert_eq!(signature.over.len(), 2);
}
