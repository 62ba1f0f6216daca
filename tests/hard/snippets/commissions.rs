//! Commissions: a map keyed by the instalment count, and sentinels that are no numbers.

use generated_client::vepara::installments::{Commissions, CommissionsError};
use vezne_runtime::{Currency, Error};

use crate::support::{Stub, TOKEN, vepara};

const LINE: &str = "POST /api/commissions";

#[tokio::test]
async fn a_count_finds_its_programs_and_a_program_that_is_off_says_so() {
    let answer = r#"{"status_code": 100, "data": {
        "12": [{"card_program": "WORLD", "merchant_commission_percentage": "x", "merchant_commission_fixed": "-"}],
        "2": [{"card_program": "WORLD", "merchant_commission_percentage": "1.5000", "merchant_commission_fixed": 0}]
    }}"#;
    let stub = Stub::start(&[TOKEN, (LINE, answer)]);
    let by_count = vepara(&stub)
        .commissions(Commissions {
            currency_code: Currency::TRY,
        })
        .await
        .expect("commissions");
    assert_eq!(
        by_count.keys().copied().collect::<Vec<_>>(),
        [2, 12],
        "by number, not by text"
    );

    let on = &by_count[&2][0];
    assert_eq!(
        on.merchant_commission_percentage
            .expect("a percentage")
            .to_string(),
        "1.5000",
        "digits are kept"
    );
    assert!(on.merchant_commission_fixed.expect("an amount").is_zero());
    let off = &by_count[&12][0];
    assert_eq!(off.merchant_commission_percentage, None);
    assert_eq!(off.merchant_commission_text.as_deref(), Some("x"));
    assert_eq!(off.merchant_commission_fixed, None);
}

#[tokio::test]
async fn nothing_found_is_a_refusal_of_its_own() {
    let stub = Stub::start(&[
        TOKEN,
        (
            LINE,
            r#"{"status_code": 0, "status_description": "No Data Found"}"#,
        ),
    ]);
    let error = vepara(&stub)
        .commissions(Commissions {
            currency_code: Currency::TRY,
        })
        .await
        .expect_err("a refusal");
    let Error::Refused(refused) = error else {
        panic!("{error:?} is a refusal")
    };
    assert_eq!(refused.reason(), &CommissionsError::NoDataFound);
}
