//! Bodies of tokens, the checkout page, recurring payments and payouts: sections 4.16, 9.1, 10.1 and 15.

use super::{Sent, json};

pub fn temp_token() -> Sent {
    json(r#"{"ClientCardSave": true, "ThreeDSession": false, "ExpiryMin": 30}"#)
}

pub fn temp_token_all() -> Sent {
    json(
        r#"{"ClientCardSave": true, "ThreeDSession": false, "ExpiryMin": 30, "ClientSdk": true, "ScopeBased": true,
            "Scope": 3}"#,
    )
}

/// The example has a year of two digits here.
pub fn temp_card() -> Sent {
    json(
        r#"{"CardType": 1, "CardOwnerName": "AYSE ORNEK", "CardNumber": "4508034508034509", "CardCvv": "000",
            "CardExpiryMonth": "03", "CardExpiryYear": "30", "ExpiryMin": 15}"#,
    )
}

pub fn temp_insurance_card() -> Sent {
    json(
        r#"{"CardType": 2, "CardOwnerName": "AYSE ORNEK", "CardNoFirst": "51411816", "CardNoLast": "7907",
            "IdentityNumber": "11111111110", "ExpiryMin": 15}"#,
    )
}

pub fn checkout() -> Sent {
    json(
        r#"{"UniqueCode": "order-1", "Amount": 1500.30, "CurrencyId": 1, "CallbackSupport": false,
            "InstallmentSupport": false, "SuccessBackUrl": "https://shop.example/ok",
            "FailBackUrl": "https://shop.example/fail", "Force3D": true, "ShowProduct": false}"#,
    )
}

/// Everything that the table has, and what the client takes of the fields that only the example has.
pub fn checkout_all() -> Sent {
    json(
        r#"{"UniqueCode": "order-1", "Amount": 1500.30, "CurrencyId": 1, "LanguageId": 2, "CallbackSupport": true,
            "CallbackAddress": "https://shop.example/hook", "InstallmentSupport": true, "InstallmentDynamic": true,
            "SuccessBackUrl": "https://shop.example/ok", "FailBackUrl": "https://shop.example/fail", "Force3D": false,
            "ShowProduct": true, "ExpireDateTime": "2026-12-31T23:59:00",
            "Products": [{"ProductId": "p-1", "ProductImage": "https://shop.example/tea.png", "ProductName": "Tea",
                "ProductCategory": "Food", "ProductDescription": "Black", "ProductAmount": 1500.30}],
            "Customer": {"FullName": "Ayse Ornek", "Phone": "5550000000", "Email": "ayse@example.com",
                "Country": "Turkiye", "City": "Ankara", "Address": "Ornek Sokak 1", "IdentityNumber": "11111111110",
                "TaxNumber": "1111111111", "CustomerId": "customer-1"},
            "CardWallSupport": true, "CardWallRelationalId1": "customer-1", "CardWallRelationalId2": "second",
            "CardWallRelationalId3": "third", "PayWatchSupport": true, "PayWatchMin": 20,
            "PayWatchCallbackAddress": "https://shop.example/watch", "MasterpassSupport": true,
            "UseMasterpassAlternative": true, "RouteGroupKey": "group-1", "SupportCampaign": true, "ReceiverInfoSupport": true,
            "ReceiverAddressSupport": true, "RegionId": 1, "ProviderBased": true, "ProviderKey": "Vepara"}"#,
    )
}

/// The customer and an item are in the pools already.
pub fn recurring() -> Sent {
    json(
        r#"{"Card": {"UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000=="}, "SubscriptionType": 1,
            "SubscriptionMerchantCode": "subscription-1", "CurrencyId": 1, "Amount": 99.90, "HasTrial": false,
            "TrialDay": 0, "PaymentAtCreation": true, "RecurringPeriodType": 4, "FailAttempt": 5,
            "FailAttemptPendingHour": 24, "Customer": {"SubscriptionCustomerPoolId": 31},
            "Items": [{"SubscriptionItemPoolId": 41, "Type": 2, "Name": "Tea", "Amount": 99.90}]}"#,
    )
}

pub fn recurring_all() -> Sent {
    json(
        r#"{"Card": {"UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000=="}, "SubscriptionType": 2,
            "SubscriptionMerchantCode": "subscription-1", "CurrencyId": 1, "Amount": 99.90,
            "CallbackUrl": "https://shop.example/hook", "HasTrial": true, "TrialDay": 10, "PaymentAtCreation": false,
            "FirstPaymentDate": "2026-12-01T05:00:00", "RecurringPeriodType": 8, "RecurringPeriodCount": 365,
            "FailAttempt": 1, "FailAttemptPendingHour": 2,
            "Customer": {"Name": "Ayse", "Lastname": "Ornek", "Phone": "5550000000", "Email": "ayse@example.com",
                "Country": "Turkiye", "City": "Ankara", "Address": "Ornek Sokak 1", "IdentityNumber": "11111111110"},
            "Items": [{"Type": 1, "Name": "Tea", "Amount": 90.00}, {"Type": 3, "Name": "Care", "Amount": 9.90}]}"#,
    )
}

/// The IBAN is the one that the registry of IBANs prints as its sample.
pub fn payout_to_iban() -> Sent {
    json(
        r#"{"PayoutProviderKey": "Vepara", "MerchantUniqueCode": "payout-1", "ReceiverTitle": "Ornek A.S.",
            "ReceiverIban": "TR330006100519786457841326", "Description": "Rent", "Amount": 1500.30, "CurrencyId": 1}"#,
    )
}

pub fn payout_to_iban_all() -> Sent {
    json(
        r#"{"PayoutProviderKey": "Vepara", "MerchantGroupCode": "group-1", "MerchantUniqueCode": "payout-1",
            "ReceiverTitle": "Ornek A.S.", "ReceiverIban": "TR330006100519786457841326",
            "ReceiverIdentity": "11111111110", "Description": "Rent", "Amount": 1500.30, "CurrencyId": 1,
            "CallbackSupport": true, "CallbackAddress": "https://shop.example/hook"}"#,
    )
}
