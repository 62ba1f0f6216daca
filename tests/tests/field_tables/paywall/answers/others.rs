//! Instalments, BINs, tokens, the checkout page, subscriptions and payouts: sections 4.12, 4.13, 4.16, 9, 10 and 15.

use generated_client::paywall::cards::{CardBrand, CardKind, CardType};
use generated_client::paywall::hosted_pages::CreateCheckoutPage;
use generated_client::paywall::installments::{ListInstallments, QueryBin};
use generated_client::paywall::payouts::{
    SendPayoutToIban, SendPayoutToIbanAnswer, SendPayoutToIbanError,
};
use generated_client::paywall::recurring_payments::CreateSubscription;
use generated_client::paywall::temporary_cards::{
    CreateTemporaryCard, CreateTemporaryInsuranceCard, CreateTemporaryToken,
};

use super::texts::{
    BARE_BIN, BIN, CHECKOUT, INSTALLMENTS, PAYOUT, RECURRING, TEMP_CARD, TEMP_TOKEN, success,
};
use super::{digits, done, exactly, refused, time};

/// `InterestAmount` is the total with interest, not the interest.
#[test]
fn every_field_of_instalments_is_read_and_the_total_is_called_one() {
    let read = done::<ListInstallments>(&success(INSTALLMENTS));
    let texts = [
        &read.card_bank,
        &read.card_brand,
        &read.card_family,
        &read.card_kind,
        &read.card_type,
    ];
    assert_eq!(
        texts.map(Option::as_deref),
        [
            Some("AKBANK T.A.Ş."),
            Some("Visa"),
            None,
            Some("Bireysel Kart"),
            Some("Credit")
        ]
    );
    let [option] = read.options.as_deref().expect("options") else {
        panic!("one option")
    };
    assert_eq!((option.installment, option.gateway_id), (3, Some(58)));
    assert_eq!(option.gateway_name.as_deref(), Some("the gateway"));
    let amounts = [
        &option.commission,
        &option.interest_rate,
        &option.raw_amount,
        &option.total_with_interest,
    ];
    assert_eq!(digits(amounts), exactly(["1.75", "2.00", "30.0", "30.60"]));
}

#[test]
fn every_field_of_a_bin_is_read() {
    let bin = done::<QueryBin>(&success(BIN));
    assert_eq!(bin.card_bank_id, Some(58));
    assert_eq!(bin.card_brand_id, Some(CardBrand::Visa));
    assert_eq!((&bin.card_family_id, &bin.card_family), (&None, &None));
    assert_eq!(bin.card_kind_id, Some(CardKind::Commercial));
    assert_eq!(bin.card_type_id, Some(CardType::Debit));
    assert_eq!(
        (bin.matched_by_eight_digits, bin.matched_by_six_digits),
        (Some(true), Some(false))
    );
    let texts = [
        &bin.bin_number,
        &bin.card_bank,
        &bin.card_brand,
        &bin.card_kind,
        &bin.card_type,
    ];
    assert_eq!(
        texts.map(Option::as_deref),
        ["45080345", "AKBANK T.A.Ş.", "Visa", "Ticari Kart", "Debit"].map(Some)
    );
    let bare = done::<QueryBin>(&success(BARE_BIN));
    assert_eq!(
        (bare.bin_number.as_deref(), bare.card_family.as_deref()),
        (Some("450803"), Some("Axess"))
    );
    assert_eq!(
        (bare.card_bank_id, bare.matched_by_six_digits),
        (None, None)
    );
}

/// `Scope` is an object here and a number in the request.
#[test]
fn every_field_of_tokens_for_a_browser_is_read() {
    let token = done::<CreateTemporaryToken>(&success(TEMP_TOKEN));
    assert_eq!(token.id, Some(9474444843));
    assert_eq!(token.token.expose(), "0f0e0d0c-0b0a-4908-8706-050403020100");
    assert_eq!(token.expires_at, time("2024-06-13T19:25:08.0404774Z"));
    assert_eq!(
        (token.client_card_save, token.three_d_session),
        (Some(true), Some(false))
    );
    for card in [
        done::<CreateTemporaryCard>(&success(TEMP_CARD)),
        done::<CreateTemporaryInsuranceCard>(&success(TEMP_CARD)),
    ] {
        assert_eq!(card.id, Some(9474444843));
        assert_eq!(card.token.expose(), "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        assert_eq!(card.expires_at, time("2024-06-13T19:25:08.0404774Z"));
    }
}

#[test]
fn every_field_of_a_checkout_page_is_read() {
    let page = done::<CreateCheckoutPage>(&success(CHECKOUT));
    assert_eq!(page.id.get(), 9474444843);
    assert_eq!(
        page.guid.as_deref(),
        Some("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    );
    assert_eq!(
        page.unique_code.as_ref().map(|code| code.as_str()),
        Some("order-1")
    );
    assert_eq!(digits([&page.amount]), exactly(["1500.30"]));
    assert_eq!(page.link.as_str(), "https://dev-checkout.itspaywall.com/1");
}

#[test]
fn every_field_of_a_subscription_is_read() {
    let created = done::<CreateSubscription>(&success(RECURRING));
    assert_eq!(created.subscription_id.map(|id| id.get()), Some(9474444843));
    assert_eq!(created.first_payment_at, time("2026-12-01T02:00:00Z"));
}

/// A second `Result` inside the body: false there is no success, whatever the outer one says.
#[test]
fn a_payout_is_sent_only_if_both_results_say_so() {
    let SendPayoutToIbanAnswer::Accepted(payout) = done::<SendPayoutToIban>(&success(PAYOUT))
    else {
        panic!("not accepted")
    };
    assert_eq!(payout.transaction_id.map(|id| id.get()), Some(9474444843));
    assert_eq!(
        payout.unique_code.as_ref().map(|code| code.as_str()),
        Some("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    );
    assert_eq!(
        payout
            .merchant_unique_code
            .as_ref()
            .map(|code| code.as_str()),
        Some("payout-1")
    );
    assert_eq!(digits([&payout.amount]), exactly(["1500.30"]));
    // A payout with a number was created: whoever took it for refused might pay twice.
    let numbered = PAYOUT.replace("true", "false");
    let open = done::<SendPayoutToIban>(&success(&numbered));
    assert!(matches!(open, SendPayoutToIbanAnswer::Open(_)), "{open:?}");
    let not =
        refused::<SendPayoutToIban>(&success(&numbered.replace("PayoutTransactionId", "Other")));
    assert_eq!(*not.reason(), SendPayoutToIbanError::NotSent);
}
