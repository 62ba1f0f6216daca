//! Payouts: section 15. All are on the Payment API with the private keys.

use generated_client::paywall::members::MemberId;
use generated_client::paywall::payouts::{
    PayoutConnectionId, PayoutMerchantCode, QueryMainPayoutBalance, QueryPayout,
    QueryPayoutBalance, SendPayoutToAccount, SendPayoutToMember, VerifyPayoutAccount,
};
use generated_client::paywall::types::CurrencyId;

use super::super::expected::{headers, json};
use super::super::tables::others as tables;
use super::{asks, given};

fn code() -> PayoutMerchantCode {
    PayoutMerchantCode::new("payout-1")
}

const PAYOUT: &str = r#""PayoutProviderKey": "Vepara", "MerchantUniqueCode": "payout-1", "Description": "Rent",
    "Amount": 1500.30, "CurrencyId": 1"#;
const OPTIONS: &str = r#""MerchantGroupCode": "group-1", "CallbackSupport": true,
    "CallbackAddress": "https://shop.example/hook""#;

#[tokio::test]
async fn payouts_to_members_and_accounts_name_their_receiver() {
    let member = || SendPayoutToMember {
        provider_key: "Vepara".into(),
        merchant_unique_code: code(),
        description: "Rent".into(),
        amount: given("1500.30"),
        currency: CurrencyId::Try,
        member_id: MemberId::new(21),
    };
    asks!(tables::PAYOUT_TO_MEMBER;
        json(&format!(r#"{{{PAYOUT}, "MemberId": 21}}"#)) => send_payout_to_member(member());
        json(&format!(r#"{{{PAYOUT}, {OPTIONS}, "MemberId": 21}}"#)) =>
            send_payout_to_member(member())
                .merchant_group_code("group-1")
                .callback_support(true)
                .callback_address(given("https://shop.example/hook"));
    );
    let account = || SendPayoutToAccount {
        provider_key: "Vepara".into(),
        merchant_unique_code: code(),
        description: "Rent".into(),
        amount: given("1500.30"),
        currency: CurrencyId::Try,
        receiver_title: "Ornek A.S.".into(),
        receiver_account: "account-1".into(),
    };
    let receiver = r#""ReceiverTitle": "Ornek A.S.", "ReceiverAccount": "account-1""#;
    asks!(tables::PAYOUT_TO_ACCOUNT;
        json(&format!("{{{PAYOUT}, {receiver}}}")) => send_payout_to_account(account());
        json(&format!(r#"{{{PAYOUT}, {OPTIONS}, {receiver}, "ReceiverIdentity": "11111111110"}}"#)) =>
            send_payout_to_account(account())
                .merchant_group_code("group-1")
                .callback_support(true)
                .callback_address(given("https://shop.example/hook"))
                .receiver_identity("11111111110");
    );
}

#[tokio::test]
async fn balances_payouts_and_accounts_are_asked_for_in_headers() {
    asks!(tables::PAYOUT_BALANCE;
        headers(&[("payoutconnectionid", "31")]) =>
            query_payout_balance(QueryPayoutBalance { connection_id: PayoutConnectionId::new(31) });
    );
    asks!(tables::PAYOUT_BALANCE_MAIN;
        headers(&[("currencyid", "2")]) =>
            query_main_payout_balance(QueryMainPayoutBalance { currency: CurrencyId::Usd });
    );
    asks!(tables::QUERY_PAYOUT;
        headers(&[("merchantuniquecode", "payout-1")]) =>
            query_payout(QueryPayout { merchant_unique_code: code() });
    );
    asks!(tables::VERIFY_ACCOUNT;
        headers(&[("currencyid", "1"), ("identity", "11111111110"), ("providerkey", "Vepara")]) =>
            verify_payout_account(VerifyPayoutAccount {
                provider_key: "Vepara".into(),
                currency: CurrencyId::Try,
                identity: "11111111110".into()
            });
    );
}
