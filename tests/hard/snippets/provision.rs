//! Closing a pre-authorisation: null or zero would charge everything, so a zero can only be meant.

use generated_client::paywall::payment_queries::MerchantUniqueCode;
use generated_client::paywall::payments::Provision;
use vezne_runtime::{Error, Portion, Verdict};

use crate::support::{Stub, paywall};

const LINE: &str = "POST /api/paywall/payment/provision";
const QUERY: &str = "GET /api/paywall/private/query";

fn closing(amount: Portion) -> Provision {
    Provision {
        merchant_unique_code: MerchantUniqueCode::new("order-1"),
        date: "2024-06-13".parse().expect("a day"),
        amount,
    }
}

#[tokio::test]
async fn everything_is_the_number_zero_and_a_part_keeps_its_digits() {
    let part = Portion::Partial("0.50".parse().expect("an amount"));
    for (amount, written) in [
        (Portion::Full, r#""ProvisionAmount":0"#),
        (part, r#""ProvisionAmount":0.50"#),
    ] {
        for body in [r#""""#, "null"] {
            let answer =
                format!(r#"{{"ErrorCode": 0, "Result": true, "Message": "", "Body": {body}}}"#);
            let stub = Stub::start(&[(LINE, &answer)]);
            let () = paywall(&stub)
                .provision(closing(amount))
                .await
                .expect("closed");
            let arrived = stub.one(LINE);
            assert!(arrived.body.contains(written), "{}", arrived.body);
            assert_eq!(arrived.json()["Date"], "2024-06-13");
        }
    }
}

#[tokio::test]
async fn a_lost_closing_has_happened_only_where_the_payment_stands() {
    let paid = |status: &str| {
        format!(
            r#"{{"ErrorCode": 0, "Result": true, "Body": {{"Paywall": {{"PaymentId": 1, "StatusId": {status}}}}}}}"#
        )
    };
    let not_found = r#"{"ErrorCode": -1, "Result": false, "Message": "not found"}"#.to_owned();
    for (answer, verdict) in [
        (paid("4"), Verdict::Happened),
        (paid("3"), Verdict::Undecided),
        (paid("99"), Verdict::Undecided),
        (not_found, Verdict::Undecided),
    ] {
        let stub = Stub::start(&[(LINE, ""), (QUERY, &answer)]);
        let client = paywall(&stub);
        let error = client
            .provision(closing(Portion::Full))
            .await
            .expect_err("no answer");
        let Error::OutcomeUnknown(unknown) = error else {
            panic!("{error:?} is not known to have failed")
        };
        assert_eq!(
            unknown.resolve(&client).await.expect("an answer").verdict(),
            verdict,
            "{answer}"
        );
        assert_eq!(stub.one(QUERY).headers["merchantuniquecode"], "order-1");
        assert_eq!(stub.arrived(LINE).len(), 1, "never sent twice");
    }
}
