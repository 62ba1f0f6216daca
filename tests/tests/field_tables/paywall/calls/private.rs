//! What undoes payments, and queries.

use generated_client::paywall::installments::{ListInstallments, QueryBin};
use generated_client::paywall::queries::{
    QueryPayment, QueryPaymentByCode, QueryPaymentById, QueryPaymentsByProduct,
    QueryPaymentsByTrackingCode,
};
use generated_client::paywall::refunds::{
    CancelPayment, CancelPaymentByCode, RefundPartially, RefundPartiallyByCode,
    RefundPartiallyById, RefundPayment, RefundPaymentByCode, RevertPayment, RevertPaymentById,
    ShareDecrease, ShareDecreaseOptions,
};
use generated_client::paywall::types::{
    CurrencyId, MerchantUniqueCode, PaymentId, PaymentUniqueCode, SettlementDay,
};
use vezne_runtime::Portion;

use super::super::answers::texts::{BIN, INSTALLMENTS, RECORD, success};
use super::super::expected::private as expected;
use super::super::expected::private::By;
use super::super::tables::{private as tables, queries};
use super::{Calls, GUID, given};

fn merchant_code() -> MerchantUniqueCode {
    MerchantUniqueCode::new("order-1")
}

fn unique_code() -> PaymentUniqueCode {
    PaymentUniqueCode::new(GUID)
}

const PAYMENT_ID: PaymentId = PaymentId::new(9474444843);

/// One call with what is required and one with everything.
macro_rules! twice {
    ($table:expr, $answer:expr, $required:expr, $all:expr, $call:ident($inputs:expr)
        $(.$option:ident($value:expr))*) => {{
        let answer = $answer;
        let mut calls = Calls::of($table);
        calls
            .call("required", $required, &answer, async |client| client.$call($inputs).await)
            .await;
        calls
            .call("all", $all, &answer, async |client| {
                client.$call($inputs)$(.$option($value))*.await
            })
            .await;
        calls.finish();
    }};
}

#[tokio::test]
async fn refunds_name_the_payment_and_its_date() {
    twice!(
        tables::REFUND,
        success("null"),
        expected::refund(By::MerchantCode),
        expected::refund_all(By::MerchantCode),
        refund_payment(RefundPayment {
            merchant_unique_code: merchant_code(),
            payment_date: given("2023-02-07")
        })
        .complete_partial_refund(true)
        .delete_existing_records(true)
    );
    twice!(
        tables::REFUND_BY_UNIQUE_CODE,
        success("null"),
        expected::refund(By::UniqueCode),
        expected::refund_all(By::UniqueCode),
        refund_payment_by_code(RefundPaymentByCode {
            unique_code: unique_code(),
            payment_date: given("2023-02-07")
        })
        .complete_partial_refund(true)
        .delete_existing_records(true)
    );
}

fn share(amount: &str) -> ShareDecrease {
    ShareDecrease {
        decrease: true,
        options: ShareDecreaseOptions::default().amount(given(amount)),
    }
}

#[tokio::test]
async fn partial_refunds_name_the_payment_its_date_and_the_amount() {
    twice!(
        tables::REFUND_PARTIALLY,
        success("null"),
        expected::refund_partially(By::MerchantCode),
        expected::refund_partially_all(By::MerchantCode),
        refund_partially(RefundPartially {
            merchant_unique_code: merchant_code(),
            payment_date: given("2023-02-07"),
            amount: given("10.10")
        })
        .provider_commission_update(true)
        .platform(share("1.20"))
        .member(share("8.90"))
    );
    twice!(
        tables::REFUND_PARTIALLY_BY_PAYMENT_ID,
        success("null"),
        expected::refund_partially(By::PaymentId),
        expected::refund_partially_all(By::PaymentId),
        refund_partially_by_id(RefundPartiallyById {
            payment_id: PAYMENT_ID,
            payment_date: given("2023-02-07"),
            amount: given("10.10")
        })
        .provider_commission_update(true)
        .platform(share("1.20"))
        .member(share("8.90"))
    );
    twice!(
        tables::REFUND_PARTIALLY_BY_UNIQUE_CODE,
        success("null"),
        expected::refund_partially(By::UniqueCode),
        expected::refund_partially_all(By::UniqueCode),
        refund_partially_by_code(RefundPartiallyByCode {
            unique_code: unique_code(),
            payment_date: given("2023-02-07"),
            amount: given("10.10")
        })
        .provider_commission_update(true)
        .platform(share("1.20"))
        .member(share("8.90"))
    );
}

#[tokio::test]
async fn cancellations_name_the_payment_and_its_date() {
    twice!(
        tables::CANCEL,
        success("null"),
        expected::cancel(By::MerchantCode),
        expected::cancel_all(By::MerchantCode),
        cancel_payment(CancelPayment {
            merchant_unique_code: merchant_code(),
            payment_date: given("2023-02-07")
        })
        .delete_existing_records(true)
    );
    twice!(
        tables::CANCEL_BY_UNIQUE_CODE,
        success("null"),
        expected::cancel(By::UniqueCode),
        expected::cancel_all(By::UniqueCode),
        cancel_payment_by_code(CancelPaymentByCode {
            unique_code: unique_code(),
            payment_date: given("2023-02-07")
        })
        .delete_existing_records(true)
    );
}

#[tokio::test]
async fn reverts_have_both_codes_or_the_id_and_no_date() {
    let answer = success("null");
    let mut by_codes = Calls::of(tables::REVERT);
    let mut by_id = Calls::of(tables::REVERT_BY_PAYMENT_ID);
    let codes = |amount| RevertPayment {
        unique_code: unique_code(),
        merchant_unique_code: merchant_code(),
        amount,
    };
    let id = |amount| RevertPaymentById {
        payment_id: PAYMENT_ID,
        amount,
    };
    by_codes
        .call(
            "full",
            expected::revert(By::BothCodes),
            &answer,
            async |client| client.revert_payment(codes(Portion::Full)).await,
        )
        .await;
    by_codes
        .call(
            "all",
            expected::revert_all(By::BothCodes),
            &answer,
            async |client| {
                client
                    .revert_payment(codes(given("10.10")))
                    .delete_existing_records(true)
                    .await
            },
        )
        .await;
    by_id
        .call(
            "full",
            expected::revert(By::PaymentId),
            &answer,
            async |client| client.revert_payment_by_id(id(Portion::Full)).await,
        )
        .await;
    by_id
        .call(
            "all",
            expected::revert_all(By::PaymentId),
            &answer,
            async |client| {
                client
                    .revert_payment_by_id(id(given("10.10")))
                    .delete_existing_records(true)
                    .await
            },
        )
        .await;
    by_codes.finish();
    by_id.finish();
}

#[tokio::test]
async fn queries_ask_in_lower_case_headers() {
    let record = success(&format!(r#"{{"Paywall": {RECORD}}}"#));
    let list = || success(&format!(r#"{{"List": [{RECORD}]}}"#));
    let mut calls = Calls::of(queries::QUERY);
    calls
        .call(
            "by the merchant's code",
            expected::QUERY,
            &record,
            async |client| {
                client
                    .query_payment(QueryPayment {
                        merchant_unique_code: merchant_code(),
                    })
                    .await
            },
        )
        .await;
    calls.finish();
    let mut calls = Calls::of(queries::QUERY_BY_UNIQUE_CODE);
    calls
        .call(
            "by Paywall's code",
            expected::QUERY_BY_UNIQUE_CODE,
            &record,
            async |client| {
                client
                    .query_payment_by_code(QueryPaymentByCode {
                        unique_code: unique_code(),
                    })
                    .await
            },
        )
        .await;
    calls.finish();
    let mut calls = Calls::of(queries::QUERY_BY_PAYMENT_ID);
    calls
        .call(
            "by id",
            expected::QUERY_BY_PAYMENT_ID,
            &record,
            async |client| {
                client
                    .query_payment_by_id(QueryPaymentById {
                        payment_id: PAYMENT_ID,
                    })
                    .await
            },
        )
        .await;
    calls.finish();
    twice!(
        queries::QUERY_BY_PRODUCT_ID,
        list(),
        expected::QUERY_BY_PRODUCT_ID,
        expected::QUERY_BY_PRODUCT_ID_ALL,
        query_payments_by_product(QueryPaymentsByProduct {
            product_id: "p-1".into()
        })
        .merchant_unique_code(merchant_code())
    );
    twice!(
        queries::QUERY_BY_TRACKING_CODE,
        list(),
        expected::QUERY_BY_TRACKING_CODE,
        expected::QUERY_BY_TRACKING_CODE_ALL,
        query_payments_by_tracking_code(QueryPaymentsByTrackingCode {
            tracking_code: "track-2".into()
        })
        .merchant_unique_code(merchant_code())
    );
}

#[tokio::test]
async fn instalments_are_asked_for_with_an_exact_amount_and_upper_case_booleans() {
    let answer = success(INSTALLMENTS);
    let of = |distinct_duplicates| ListInstallments {
        currency: CurrencyId::Try,
        amount: given("1500.30"),
        distinct_duplicates,
    };
    let mut calls = Calls::of(queries::INSTALLMENTS);
    calls
        .call(
            "required",
            expected::INSTALLMENTS,
            &answer,
            async |client| client.list_installments(of(false)).await,
        )
        .await;
    calls
        .call("all", expected::INSTALLMENTS_ALL, &answer, async |client| {
            let call = client.list_installments(of(true)).bin_number("450803");
            call.settlement_day(SettlementDay::After15Days)
                .pos_id(4711)
                .await
        })
        .await;
    calls.finish();
}

#[tokio::test]
async fn bins_of_six_and_of_eight_digits_are_asked_for() {
    let mut calls = Calls::of(queries::BIN_INQUIRY);
    for (expected, bin) in [
        (expected::BIN_OF_SIX, "450803"),
        (expected::BIN_OF_EIGHT, "45080345"),
    ] {
        calls
            .call(bin, expected, &success(BIN), async |client| {
                client
                    .query_bin(QueryBin {
                        bin_number: bin.into(),
                    })
                    .await
            })
            .await;
    }
    calls.finish();
}
