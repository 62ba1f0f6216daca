//! Members, the marketplace and reconciliation: sections 12 to 14.

use generated_client::paywall::marketplace::{
    ApprovePayment, ApproveProducts, ApproveSelfCalculatedProducts, EarningTransferId,
    ListPaymentProducts, MarketplaceProductId, QueryApprovals, QueryEarningTransfer,
    QueryProductEarning, RejectPaymentApproval, SetCargoCost, SetProductDiscount,
    StartEarningTransfer,
};
use generated_client::paywall::members::{
    AddMemberBankAccount, CreateMember, DeleteMember, DeleteMemberBankAccount,
    DeleteMemberByExternalId, FindMember, FindMemberByExternalId, GetMemberValueDate,
    ListMemberBankAccounts, ListMembers, MemberBankAccountId, MemberExternalId, MemberId,
    MemberType, NewMemberBankAccount, NewMemberValueDate, SetMemberValueDate, UpdateMember,
    UpdateMemberBankAccount, ValueDateCalculation,
};
use generated_client::paywall::payments::{CargoType, DiscountOwner, DiscountType};
use generated_client::paywall::reconciliation::{
    ListReconciliations, QueryEndOfDay, QueryReconciliation, Reconcile,
};
use generated_client::paywall::types::{CurrencyId, PaymentId};

use super::super::expected::{headers, json};
use super::super::tables::others as tables;
use super::{GUID, asks, given};

const IBAN: &str = "TR330006100519786457841326";

/// The required inputs of a member.
macro_rules! member {
    ($member:ident $(, $field:ident: $value:expr)?) => {
        $member {
            sub_merchant: true,
            external_id: MemberExternalId::new("external-1"),
            name: "Ornek".into(),
            title: "Ornek A.S.".into(),
            email: given("ayse@example.com"),
            phone: given("5550000000"),
            address: "Ornek Sokak 1".into(),
            contact_name: "Ayse".into(),
            contact_last_name: "Ornek".into(),
            $($field: $value,)?
        }
    };
}

const MEMBER: &str = r#""IsSubMerchant": true, "MemberExternalId": "external-1", "MemberName": "Ornek",
    "MemberTitle": "Ornek A.S.", "MemberEmail": "ayse@example.com", "MemberPhone": "5550000000",
    "MemberAddress": "Ornek Sokak 1", "ContactName": "Ayse", "ContactLastname": "Ornek""#;
const COMPANY: &str = r#""MemberType": 3, "MemberTaxOffice": "Cankaya", "MemberTaxNumber": "1111111111",
    "MemberIdentityNumber": "11111111110""#;

#[tokio::test]
async fn members_have_the_fields_of_their_table() {
    asks!(tables::CREATE_MEMBER;
        json(&format!("{{{MEMBER}}}")) => create_member(member!(CreateMember));
        json(&format!(
            r#"{{{MEMBER}, {COMPANY}, "BankAccounts": [{{"CurrencyId": 1, "Title": "main", "Iban": "{IBAN}"}}],
                "ValueDate": {{"CalculationType": 3, "CalculationValue": 28, "Commission": 1.50}}}}"#
        )) =>
            create_member(member!(CreateMember))
                .member_type(MemberType::Company)
                .tax_office("Cankaya")
                .tax_number("1111111111")
                .identity_number("11111111110")
                .bank_accounts(vec![NewMemberBankAccount {
                    currency: CurrencyId::Try,
                    title: "main".into(),
                    iban: IBAN.into()
                }])
                .value_date(NewMemberValueDate {
                    calculation_type: ValueDateCalculation::DayOfMonth,
                    calculation_value: 28,
                    commission: given("1.50")
                });
    );
    let id = MemberId::new(9474444843);
    asks!(tables::UPDATE_MEMBER;
        json(&format!(r#"{{"Id": 9474444843, {MEMBER}}}"#)) =>
            update_member(member!(UpdateMember, id: id));
        json(&format!(r#"{{"Id": 9474444843, {MEMBER}, {COMPANY}}}"#)) =>
            update_member(member!(UpdateMember, id: id))
                .member_type(MemberType::Company)
                .tax_office("Cankaya")
                .tax_number("1111111111")
                .identity_number("11111111110");
    );
    asks!(tables::DELETE_MEMBER;
        json(r#"{"Id": 9474444843}"#) => delete_member(DeleteMember { id });
        json(r#"{"MemberExternalId": "external-1"}"#) =>
            delete_member_by_external_id(DeleteMemberByExternalId {
                external_id: MemberExternalId::new("external-1")
            });
    );
    asks!(tables::MEMBERS;
        headers(&[("length", "50"), ("start", "0")]) =>
            list_members(ListMembers { start: 0, length: 50 });
    );
    asks!(tables::FIND_MEMBER;
        headers(&[("memberid", "9474444843")]) => find_member(FindMember { id });
        headers(&[("memberexternalid", "external-1")]) =>
            find_member_by_external_id(FindMemberByExternalId {
                external_id: MemberExternalId::new("external-1")
            });
    );
}

#[tokio::test]
async fn bank_accounts_and_value_dates_have_the_fields_of_their_tables() {
    let member_id = MemberId::new(21);
    let account = MemberBankAccountId::new(31);
    asks!(tables::ACCOUNTS;
        headers(&[("memberid", "21")]) =>
            list_member_bank_accounts(ListMemberBankAccounts { member_id });
    );
    asks!(tables::ADD_ACCOUNT;
        json(&format!(r#"{{"MemberId": 21, "CurrencyId": 3, "Title": "main", "Iban": "{IBAN}"}}"#)) =>
            add_member_bank_account(AddMemberBankAccount {
                member_id,
                currency: CurrencyId::Eur,
                title: "main".into(),
                iban: IBAN.into()
            });
    );
    asks!(tables::UPDATE_ACCOUNT;
        json(&format!(r#"{{"Id": 31, "CurrencyId": 3, "Title": "main", "Iban": "{IBAN}"}}"#)) =>
            update_member_bank_account(UpdateMemberBankAccount {
                id: account,
                currency: CurrencyId::Eur,
                title: "main".into(),
                iban: IBAN.into()
            });
    );
    asks!(tables::DELETE_ACCOUNT;
        json(r#"{"Id": 31}"#) =>
            delete_member_bank_account(DeleteMemberBankAccount { id: account });
    );
    asks!(tables::VALUE_DATE;
        headers(&[("memberid", "21")]) => get_member_value_date(GetMemberValueDate { member_id });
    );
    asks!(tables::SET_VALUE_DATE;
        json(r#"{"MemberId": 21, "CalculationType": 1, "CalculationValue": 100, "Commission": 0.25}"#) =>
            set_member_value_date(SetMemberValueDate {
                member_id,
                calculation_type: ValueDateCalculation::PlusDays,
                calculation_value: 100,
                commission: given("0.25")
            });
    );
}

#[tokio::test]
async fn approvals_name_products_by_paywalls_numbers() {
    let payment_id = PaymentId::new(9474444843);
    let ids = || {
        vec![
            MarketplaceProductId::new(8013143466),
            MarketplaceProductId::new(2),
        ]
    };
    let products = r#""PaymentId": 9474444843, "ProductIds": [8013143466, 2]"#;
    let options = r#""Payout": {"DescriptionApply": true, "Description": "May"},
        "SameReflectionDateWithMember": true"#;
    asks!(tables::APPROVE_PRODUCTS;
        json(&format!("{{{products}}}")) =>
            approve_products(ApproveProducts { payment_id, product_ids: ids() });
        json(&format!("{{{products}, {options}}}")) =>
            approve_products(ApproveProducts { payment_id, product_ids: ids() })
                .apply_description(true)
                .description("May")
                .same_reflection_date_with_member(true);
    );
    asks!(tables::APPROVE_PRODUCTS_SELF;
        json(&format!("{{{products}, {options}}}")) =>
            approve_self_calculated_products(ApproveSelfCalculatedProducts {
                payment_id,
                product_ids: ids()
            })
            .apply_description(true)
            .description("May")
            .same_reflection_date_with_member(true);
    );
    asks!(tables::APPROVE_PAYMENT;
        json(&format!(r#"{{"PaymentId": 9474444843, {options}}}"#)) =>
            approve_payment(ApprovePayment { payment_id })
                .apply_description(true)
                .description("May")
                .same_reflection_date_with_member(true);
    );
    asks!(tables::REJECT_PAYMENT;
        json(r#"{"PaymentId": 9474444843}"#) =>
            reject_payment_approval(RejectPaymentApproval { payment_id });
    );
    asks!(tables::APPROVALS;
        headers(&[("paymentid", "9474444843")]) => query_approvals(QueryApprovals { payment_id });
    );
    asks!(tables::PRODUCTS;
        headers(&[("paymentid", "9474444843")]) =>
            list_payment_products(ListPaymentProducts { payment_id });
    );
}

#[tokio::test]
async fn earnings_costs_and_discounts_have_the_fields_of_their_tables() {
    let product_id = MarketplaceProductId::new(8013143466);
    asks!(tables::EARNING;
        headers(&[("productid", "8013143466")]) =>
            query_product_earning(QueryProductEarning { product_id });
    );
    asks!(tables::TRIGGER;
        json(r#"{"CurrencyId": 1, "DateFrom": "2024-06-01", "DateTo": "2024-06-13", "TestMode": true,
            "SkipExistsControl": false}"#) =>
            start_earning_transfer(StartEarningTransfer {
                currency: CurrencyId::Try,
                date_from: given("2024-06-01"),
                date_to: given("2024-06-13"),
                test_mode: true,
                skip_exists_control: false
            });
    );
    asks!(tables::TRIGGERED;
        headers(&[("jobid", "3f2504e0-4f89-41d3-9a0c-0305e82c3301")]) =>
            query_earning_transfer(QueryEarningTransfer { job_id: EarningTransferId::new(GUID) });
    );
    asks!(tables::CARGO_COST;
        json(r#"{"ProductId": 8013143466, "CargoOwnerType": 2, "CargoCost": 2.50}"#) =>
            set_cargo_cost(SetCargoCost {
                product_id,
                owner: CargoType::TakeFromMember,
                cost: given("2.50")
            });
    );
    asks!(tables::DISCOUNT;
        json(r#"{"ProductId": 8013143466, "DiscountOwnerType": 2, "DiscountType": 1, "DiscountValue": 5.00}"#) =>
            set_product_discount(SetProductDiscount {
                product_id,
                owner: DiscountOwner::Seller,
                discount_type: DiscountType::Amount,
                discount_value: given("5.00")
            });
    );
}

#[tokio::test]
async fn reconciliation_sends_every_pair_of_figures_to_the_private_api() {
    asks!(tables::RECONCILE;
        json(r#"{"Date": "2024-06-13", "TotalCount": 15, "TotalAmount": 150.10, "SuccessfulCount": 1,
            "SuccessfulAmount": 10.10, "UnsuccessfulCount": 2, "UnsuccessfulAmount": 20.20, "RefundCount": 3,
            "RefundAmount": 30.30, "PartialRefundCount": 4, "PartialRefundAmount": 40.40, "CancelCount": 5,
            "CancelAmount": 50.50}"#) =>
            reconcile(Reconcile {
                date: given("2024-06-13"),
                total_count: 15,
                total_amount: given("150.10"),
                successful_count: 1,
                successful_amount: given("10.10"),
                unsuccessful_count: 2,
                unsuccessful_amount: given("20.20"),
                refund_count: 3,
                refund_amount: given("30.30"),
                partial_refund_count: 4,
                partial_refund_amount: given("40.40"),
                cancel_count: 5,
                cancel_amount: given("50.50")
            });
    );
    let date = given("2024-06-13");
    asks!(tables::RECONCILIATION;
        headers(&[("reconciliationdate", "2024-06-13")]) =>
            query_reconciliation(QueryReconciliation { date });
    );
    asks!(tables::END_OF_DAY;
        headers(&[("endofdaydate", "2024-06-13")]) => query_end_of_day(QueryEndOfDay { date });
    );
    let of = || ListReconciliations {
        date_from: given("2024-06-01"),
        date_to: given("2024-06-13"),
        start: 0,
        length: 50,
    };
    asks!(tables::RECONCILIATIONS;
        headers(&[
            ("datefrom", "2024-06-01"),
            ("dateto", "2024-06-13"),
            ("length", "50"),
            ("start", "0"),
        ]) => list_reconciliations(of());
        headers(&[
            ("datefrom", "2024-06-01"),
            ("dateto", "2024-06-13"),
            ("length", "50"),
            ("sortvalue", "desc"),
            ("start", "0"),
        ]) => list_reconciliations(of()).sort_value("desc");
    );
}
