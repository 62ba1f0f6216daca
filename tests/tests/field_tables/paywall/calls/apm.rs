//! Payments by other means than cards: section 11.

use generated_client::paywall::alternative_payments::{
    ApmFeature, ApmUniqueCode, CaptureApmPayment, CompleteApmPayment, ConfirmApmOtp,
    ListPaymentMethods, QueryApmPayment, RefundApmPayment, RefundApmPaymentPartially,
};
use generated_client::paywall::types::{CurrencyId, MerchantUniqueCode};

use super::super::expected::{headers, json};
use super::super::tables::others as tables;
use super::{GUID, asks, given};

fn code() -> ApmUniqueCode {
    ApmUniqueCode::new(GUID)
}

#[tokio::test]
async fn methods_and_payments_are_asked_for_in_headers() {
    let of = || ListPaymentMethods {
        currency: CurrencyId::Try,
    };
    asks!(tables::APM_LIST;
        headers(&[("currencyid", "1")]) => list_payment_methods(of());
        headers(&[
            ("currencyid", "1"),
            ("distinctduplicates", "TRUE"),
            ("externalid", "external-1"),
            ("focusedfeature", "directpay"),
        ]) =>
            list_payment_methods(of())
                .external_id("external-1")
                .focused_feature(ApmFeature::DirectPay)
                .distinct_duplicates(true);
    );
    asks!(tables::APM_QUERY;
        headers(&[("merchantuniquecode", "order-1")]) =>
            query_apm_payment(QueryApmPayment {
                merchant_unique_code: MerchantUniqueCode::new("order-1")
            });
    );
}

#[tokio::test]
async fn payments_are_confirmed_charged_and_refunded_by_paywalls_code() {
    let alone = || json(r#"{"UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}"#);
    let amount =
        || json(r#"{"UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "Amount": 10.10}"#);
    asks!(tables::APM_CONFIRM_OTP;
        json(r#"{"UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "Otp": "123456"}"#) =>
            confirm_apm_otp(ConfirmApmOtp { unique_code: code(), otp: "123456".into() });
    );
    asks!(tables::APM_REFUND;
        alone() => refund_apm_payment(RefundApmPayment { unique_code: code() });
    );
    asks!(tables::APM_REFUND_PARTIALLY;
        amount() => refund_apm_payment_partially(RefundApmPaymentPartially {
            unique_code: code(),
            amount: given("10.10")
        });
    );
    asks!(tables::APM_CLOSE_PROVISION;
        amount() => capture_apm_payment(CaptureApmPayment {
            unique_code: code(),
            amount: given("10.10")
        });
    );
    asks!(tables::APM_COMPLETE;
        alone() => complete_apm_payment(CompleteApmPayment { unique_code: code() });
    );
}
