//! The rest of section 19: bodies of every shape, refusals with a filled body, and one thing under two names.

use generated_client::paywall::blacklist::{
    AddCardToBlacklist, AddCardToBlacklistError, RemoveCardFromBlacklist,
    RemoveCardFromBlacklistError,
};
use generated_client::paywall::bulk_payments::{QueryBulkPayment, QueryBulkPaymentAnswer};
use generated_client::paywall::cards::{CardBrand, CardFamily, CardKind, CardType, ListCards};
use generated_client::paywall::marketplace::{
    ApprovePayment, ApproveProducts, ListPaymentProducts, RejectPaymentApproval,
};
use generated_client::paywall::members::{ListMemberBankAccounts, ListMembers};
use generated_client::paywall::payments::{CheckVersion, StartDirect};
use generated_client::paywall::queries::{ListActivities, PosType};
use generated_client::paywall::reconciliation::Reconcile;
use generated_client::paywall::types::{
    ActivityType, Channel, PaymentMethod, PaymentStatus, Region,
};

use super::texts::success;
use super::{digits, done, exactly, refused, time};

/// Surprise 5: text, where all others have an object, a list or nothing.
#[test]
fn a_body_that_is_a_text_is_read() {
    assert_eq!(
        done::<CheckVersion>(&success(r#""v5.0.1""#)).version,
        "v5.0.1"
    );
}

/// Surprise 5: `ErrorCode` 1 with a filled body (section 13).
#[test]
fn a_refused_approval_tells_which_products_failed() {
    let body = r#"{"ErrorCode": 1, "Result": false, "Message": "no",
        "Body": {"Success": [{"ProductId": 8013143466}], "Fail": [{"ProductId": 2, "Reason": "a reason"}]}}"#;
    let products = refused::<ApproveProducts>(body);
    let payment = refused::<ApprovePayment>(body);
    let rejection = refused::<RejectPaymentApproval>(body);
    for approvals in [products.detail(), payment.detail(), rejection.detail()] {
        let approvals = approvals.expect("the products");
        let [good] = approvals.succeeded.as_deref().expect("successes") else {
            panic!("one")
        };
        let [bad] = approvals.failed.as_deref().expect("failures") else {
            panic!("one")
        };
        // Paywall's number here; the merchant's text in payments.
        assert_eq!(
            (good.product_id.get(), bad.product_id.get()),
            (8013143466, 2)
        );
        assert_eq!(bad.reason.as_deref(), Some("a reason"));
    }
    assert_eq!((products.code(), products.message()), (Some("1"), "no"));
    let good = success(r#"{"Success": [{"ProductId": 1}], "Fail": []}"#);
    assert_eq!(
        done::<ApproveProducts>(&good)
            .succeeded
            .map(|products| products.len()),
        Some(1)
    );
}

/// Surprise 3: the merchant's text beside Paywall's number, in one record.
#[test]
fn a_product_has_a_number_and_the_merchants_text() {
    let list = r#"[{"Id": 8013143466, "MemberId": 21, "ProductId": "p-1", "ProductName": "Tea", "ProductCategory": "Food",
        "ProductDescription": "Black", "ProductAmount": 70.0000, "IsMarketPlaceSales": true,
        "Cargo": {"CurrencyId": 1, "CargoOwnerType": 2, "CargoCost": 2.50},
        "Discount": {"DiscountOwnerType": 1, "DiscountType": 2, "DiscountValue": 5}},
        {"Id": 2, "MemberId": 22, "ProductId": null, "Cargo": null, "Discount": null}]"#;
    let products = done::<ListPaymentProducts>(&success(list));
    let [product, bare] = &products[..] else {
        panic!("two products")
    };
    assert_eq!(
        (product.id.get(), product.external_product_id.as_deref()),
        (8013143466, Some("p-1"))
    );
    assert_eq!(
        digits([
            &product.amount,
            &product.cargo_cost,
            &product.discount_value
        ]),
        exactly(["70.0000", "2.50", "5"])
    );
    assert_eq!(product.is_marketplace_sale, Some(true));
    assert_eq!((bare.id.get(), &bare.external_product_id), (2, &None));
}

/// Surprise 3: one number, three tables; those of the blacklist are in none (3.8).
#[test]
fn the_codes_of_the_blacklist_are_its_own() {
    let body = |code, message| {
        format!(r#"{{"ErrorCode": {code}, "Result": false, "Message": "{message}", "Body": null}}"#)
    };
    let added = refused::<AddCardToBlacklist>(&body(4, "Card already in Blacklist"));
    assert_eq!(*added.reason(), AddCardToBlacklistError::AlreadyInBlacklist);
    let removed = refused::<RemoveCardFromBlacklist>(&body(5, "Card not found in BlackList"));
    assert_eq!(
        *removed.reason(),
        RemoveCardFromBlacklistError::NotInBlacklist
    );
    // The payment API's 4 is another, and which table the card API's other codes are from is unknown.
    assert_ne!(
        format!("{:?}", refused::<StartDirect>(&body(4, "in use")).reason()),
        "AlreadyInBlacklist"
    );
    let listed = refused::<ListCards>(&body(4, "no"));
    assert!(
        format!("{:?}", listed.reason()).starts_with("Unknown"),
        "{listed:?}"
    );
}

/// Surprise 4: `Ip`, `MethodId` and `TypeId` here are `IP`, `PaymentMethodId` and `TypeId` in the record of a query.
#[test]
fn every_field_of_the_list_of_a_day_is_read_under_its_own_names() {
    let body = r#"{"SortType": "asc", "Page": 1, "PageSize": 1000, "TotalRecords": 1, "Data": [{"Id": 9474444843,
        "PosType": 2, "RegionId": null, "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "MerchantUniqueCode": "order-1", "TrackingCode": "track-2", "Amount": 1500.33, "MethodId": 7, "TypeId": 2,
        "StatusId": 4, "Installment": 3, "ChannelId": 7, "TagId": 11, "Ip": "192.0.2.7", "ClientIp": "192.0.2.8",
        "InsertDateTime": "2025-06-04T18:42:27.5447456",
        "Card": {"CardBankId": 58, "CardBank": "AKBANK T.A.Ş.", "CardBrandId": 1, "CardBrand": "Master Card",
            "CardFamilyId": 4, "CardFamily": "Axess", "CardKindId": 1, "CardKind": "Bireysel Kart", "CardTypeId": 1,
            "CardType": "Credit", "Owner": "AYSE ORNEK", "Number": "45080345****4509", "UsedSavedCard": true,
            "UsedTempCard": false},
        "Commission": {"Exists": true, "Commission": 1.75, "AppliedInterest": true, "Interest": 2.00,
            "OriginalAmount": 30.0, "InterestAmount": 30.60},
        "PaymentGateway": {"PaymentGatewayId": 58, "PaymentGatewayName": "the gateway",
            "PaymentGatewayProviderName": "the provider", "PaymentGatewayProviderKey": "Vepara"},
        "Activities": [{"Id": 8013143466, "TypeId": 4, "StatusId": 5, "Amount": 10.10,
            "InsertDateTime": "2025-06-04T18:42:28"}]}]}"#;
    let page = done::<ListActivities>(&success(body));
    assert_eq!(
        (page.sort_type.as_deref(), page.page),
        (Some("asc"), Some(1))
    );
    assert_eq!((page.page_size, page.total_records), (Some(1000), Some(1)));
    let [payment] = &page.payments[..] else {
        panic!("one payment")
    };
    assert_eq!(
        (payment.id, &payment.pos_type),
        (Some(9474444843), &Some(PosType::Blocked))
    );
    assert_eq!(payment.region, None::<Region>);
    assert_eq!(payment.payment_method, Some(PaymentMethod::Otp));
    assert_eq!(payment.activity_type, Some(ActivityType::Refund));
    assert_eq!(payment.status, Some(PaymentStatus::Successful));
    assert_eq!(payment.channel, Some(Channel::Unknown("7".into())));
    assert_eq!((payment.installment, payment.tag_id), (Some(3), Some(11)));
    assert_eq!(
        payment.unique_code.as_ref().map(|code| code.as_str()),
        Some("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    );
    assert_eq!(
        payment
            .merchant_unique_code
            .as_ref()
            .map(|code| code.as_str()),
        Some("order-1")
    );
    assert_eq!(payment.created_at, time("2025-06-04T15:42:27.5447456Z"));
    assert_eq!(
        (payment.has_commission, payment.applied_interest),
        (Some(true), Some(true))
    );
    let amounts = [
        &payment.amount,
        &payment.commission,
        &payment.interest_rate,
        &payment.original_amount,
        &payment.total_with_interest,
    ];
    assert_eq!(
        digits(amounts),
        exactly(["1500.33", "1.75", "2.00", "30.0", "30.60"])
    );
    let texts = [
        &payment.tracking_code,
        &payment.ip,
        &payment.client_ip,
        &payment.gateway_name,
        &payment.gateway_provider_name,
        &payment.gateway_provider_key,
    ];
    let expected = [
        "track-2",
        "192.0.2.7",
        "192.0.2.8",
        "the gateway",
        "the provider",
        "Vepara",
    ];
    assert_eq!(texts.map(Option::as_deref), expected.map(Some));
    assert_eq!(payment.gateway_id, Some(58));
    let [activity] = payment.activities.as_deref().expect("activities") else {
        panic!("one")
    };
    assert_eq!(
        (activity.id, digits([&activity.amount])),
        (Some(8013143466), exactly(["10.10"]))
    );
    assert_eq!(activity.activity_type, Some(ActivityType::PartialRefund));
    assert_eq!(activity.status, Some(PaymentStatus::Failed));
    assert_eq!(activity.created_at, time("2025-06-04T15:42:28Z"));
    let card = payment.card.as_ref().expect("the card");
    assert_eq!(card.brand_id, Some(CardBrand::MasterCard));
    assert_eq!(
        (&card.family_id, &card.kind_id),
        (&Some(CardFamily::Axess), &Some(CardKind::Personal))
    );
    assert_eq!(
        (&card.type_id, card.bank_id),
        (&Some(CardType::Credit), Some(58))
    );
    assert_eq!(
        (card.used_stored_card, card.used_temporary_card),
        (Some(true), Some(false))
    );
    let texts = [
        &card.owner_name,
        &card.masked_card,
        &card.bank,
        &card.brand,
        &card.family,
        &card.kind,
        &card.type_name,
    ];
    let expected = [
        "AYSE ORNEK",
        "45080345****4509",
        "AKBANK T.A.Ş.",
        "Master Card",
        "Axess",
        "Bireysel Kart",
        "Credit",
    ];
    assert_eq!(texts.map(Option::as_deref), expected.map(Some));
}

/// Surprise 4: `Paywall` in the documentation, `PayWall` in the .NET client (section 14).
#[test]
fn both_spellings_of_paywalls_own_figures_are_read() {
    for name in ["Paywall", "PayWall"] {
        let body = format!(
            r#"{{"IsReconciled": false, "IsSaved": true, "ExistsReconciliation": false,
                "OperationDateTime": "2024-06-14T00:31:00", "ReconciliationDate": "2024-06-13T00:00:00+03:00",
                "Merchant": {{"TotalCount": 15, "TotalAmount": 150.10}},
                "{name}": {{"EndOfDayId": 9474444843, "TotalCount": 14, "TotalAmount": 140.10, "SuccessfulCount": 1,
                    "SuccessfulAmount": 10.10, "UnsuccessfulCount": 2, "UnsuccessfulAmount": 20.20, "RefundCount": 3,
                    "RefundAmount": 30.30, "PartialRefundCount": 4, "PartialRefundAmount": 40.40, "CancelCount": 5,
                    "CancelAmount": 50.50}}}}"#
        );
        // Figures that differ are a refusal, and the refusal tells which.
        let refusal = refused::<Reconcile>(&success(&body));
        let read = refusal.detail().expect("the figures");
        assert_eq!(
            (read.is_reconciled, read.is_saved, read.already_existed),
            (false, Some(true), Some(false))
        );
        assert_eq!(read.compared_at, time("2024-06-13T21:31:00Z"));
        assert_eq!(read.reconciled_day, time("2024-06-12T21:00:00Z"));
        assert_eq!(
            read.merchant
                .as_ref()
                .and_then(|figures| figures.total_count),
            Some(15)
        );
        let figures = read.paywall.as_ref().expect("Paywall's figures");
        assert_eq!(figures.end_of_day_id, Some(9474444843));
        let counts = [
            figures.total_count,
            figures.successful_count,
            figures.unsuccessful_count,
            figures.refund_count,
            figures.partial_refund_count,
            figures.cancel_count,
        ];
        assert_eq!(counts, [14, 1, 2, 3, 4, 5].map(Some));
        let amounts = [
            &figures.total_amount,
            &figures.successful_amount,
            &figures.unsuccessful_amount,
            &figures.refund_amount,
            &figures.partial_refund_amount,
            &figures.cancel_amount,
        ];
        assert_eq!(
            digits(amounts),
            exactly(["140.10", "10.10", "20.20", "30.30", "40.40", "50.50"])
        );
    }
}

/// Surprise 5 and section 4.14: an answer without the envelope.
#[test]
fn a_bulk_is_read_without_the_envelope() {
    let body = r#"{"Result": true, "TotalPaymentCount": 2, "TotalPaymentAmount": 3000.66, "PageNumber": 1, "PageSize": 1000,
        "TotalPages": 1, "Payments": [{"PaymentId": 9474444843,
            "UniqueCode": "3F2504E0-4F89-41D3-9A0C-0305E82C3301", "MerchantUniqueCode": "order-1"}],
        "UnprocessedPayments": []}"#;
    let QueryBulkPaymentAnswer::Accepted(page) = done::<QueryBulkPayment>(body) else {
        panic!("not accepted")
    };
    assert_eq!((page.payment_count, page.page_number), (Some(2), Some(1)));
    assert_eq!((page.page_size, page.page_count), (Some(1000), Some(1)));
    assert_eq!(digits([&page.payment_amount]), exactly(["3000.66"]));
    assert_eq!(page.payments.map(|payments| payments.len()), Some(1));
}

/// Surprise 8: identities come masked or as empty texts (section 12), and a list of accounts as null.
#[test]
fn a_member_without_identity_and_without_accounts_is_read() {
    let list = r#"[{"Id": 9474444843, "IsSubMerchant": true, "MemberType": 1, "MemberExternalId": "external-1",
        "MemberName": "Ornek", "MemberTitle": "Ornek", "MemberTaxOffice": "", "MemberTaxNumber": "",
        "MemberIdentityNumber": "111*****110", "MemberEmail": "ayse@example.com", "MemberPhone": "5550000000",
        "MemberAddress": "Ornek Sokak 1", "ContactName": "Ayse", "ContactLastname": "Ornek",
        "InsertDateTime": "2024-06-13T22:25:08", "UpdateDateTime": "0001-01-01T00:00:00"}]"#;
    let members = done::<ListMembers>(&success(list));
    let [member] = &members[..] else {
        panic!("one member")
    };
    assert_eq!(member.id.get(), 9474444843);
    assert!(member.tax_number.is_none());
    assert_eq!(
        member.identity_number.as_ref().map(|text| text.expose()),
        Some("111*****110")
    );
    assert_eq!(
        (member.created_at, member.updated_at),
        (time("2024-06-13T19:25:08Z"), None)
    );
    assert_eq!(member.contact_last_name.as_deref(), Some("Ornek"));
    let none = done::<ListMemberBankAccounts>(&success("null"));
    assert!(none.accounts.is_none_or(|accounts| accounts.is_empty()));
    let accounts =
        r#"[{"Id": 31, "CurrencyId": 1, "Currency": "TRY", "Title": "main", "Iban": "TR33"}]"#;
    let one = done::<ListMemberBankAccounts>(&success(accounts))
        .accounts
        .expect("accounts");
    assert_eq!(one[0].title.as_deref(), Some("main"));
    assert_eq!(one[0].id.map(|id| id.get()), Some(31));
}
