//! Answers with every field of the sheet's answer tables, in the types that they are documented with.

/// An answer of success around this `Body` (section 1.5).
pub fn success(body: &str) -> String {
    format!(
        r#"{{"ErrorCode": 0, "Result": true, "Message": "", "ErrorCodeType": 1, "ErrorMessage": null, "Body": {body}}}"#
    )
}

/// What "no content" looks like: empty text, null, and no member at all (section 1.5).
pub fn empty() -> [String; 3] {
    [
        success(r#""""#),
        success("null"),
        r#"{"ErrorCode": 0, "Result": true, "Message": "Success"}"#.to_owned(),
    ]
}

/// Section 4.1, with ids above 32 bits (1.6).
pub const PAID: &str = r#"{
    "Payment": {
        "PaymentId": 9474444843, "ActivityId": 8013143466, "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "MerchantUniqueKey": "order-1", "PaymentGatewayId": 58, "PaymentGatewayName": "the gateway",
        "PaymentGatewayProviderName": "the provider", "Card": {"Saved": true,
            "UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000=="},
        "Products": [{"Id": 9474444845, "MemberId": 21, "MemberEarningCalculated": true, "MemberEarning": 61.10,
            "ProductId": "p-1", "ProductName": "Tea", "ProductCategory": "Food", "ProductDescription": "Black",
            "ProductAmount": 1500.3300}]
    },
    "Error": {"ProviderErrorCode": null, "ProviderErrorMessage": null, "BankErrorCode": null, "BankErrorMessage": null}
}"#;

/// The texts of a failure are Base64 of UTF-8: `10051`, `Limit yetersiz ğ`, `51` and `Yetersiz bakiye` (section 4.1).
pub const NOT_PAID: &str = r#"{"ErrorCode": 78, "Result": false, "Message": "error during payment", "ErrorCodeType": 1,
    "ErrorMessage": "", "Body": {"Payment": {
        "PaymentId": 9474444843, "ActivityId": 8013143466, "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "MerchantUniqueKey": "order-1", "PaymentGatewayId": 58, "PaymentGatewayName": "the gateway",
        "PaymentGatewayProviderName": "the provider", "Card": {"Saved": false, "UniqueCode": ""}},
    "Error": {"ProviderErrorCode": "MTAwNTE=", "ProviderErrorMessage": "TGltaXQgeWV0ZXJzaXogxJ8=",
        "BankErrorCode": "NTE=", "BankErrorMessage": "WWV0ZXJzaXogYmFraXll"}}}"#;

/// Section 4.3; `Error` as in 4.1.
pub const STARTED_3D: &str = r#"{
    "Message": "a message", "RedirectUrl": "https://dev-payment-agent.itspaywall.com/paywall/callback?UniqueNumber=1",
    "Payment": {"PaymentId": 9474444843, "ActivityId": 8013143466,
        "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "MerchantUniqueKey": "order-1"},
    "Error": {"ProviderErrorCode": null, "ProviderErrorMessage": null, "BankErrorCode": null, "BankErrorMessage": null}
}"#;

/// A record of section 4.11.
pub const RECORD: &str = r#"{
    "PaymentId": 9474444843, "ActivityId": 8013143466, "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "MerchantUniqueCode": "order-1", "TrackingCode": "track-2", "PaymentGatewayId": 58,
    "PaymentGatewayName": "the gateway", "PaymentGatewayProviderName": "the provider",
    "IsThreeDSecure": true, "IsNonThreeDSecure": false, "IsInsuranceSecure": true, "IsProvision": false, "IsOtp": true,
    "AnySuccessPayment": true, "AnySuccessRefund": false, "AnySuccessPartialRefund": false, "AnySuccessCancel": false,
    "Error": {"AnyError": true, "ErrorType": 3, "ErrorMessage": "an error"},
    "Status": true, "StatusId": 4, "StatusName": "Başarılı", "TypeId": 1, "TypeName": "Satış",
    "Installment": 3, "CurrencyId": 2, "CurrencyName": "USD",
    "PaymentMethodId": 4, "PaymentMethodName": "Half Direct Payment",
    "PaymentChannelId": 7, "PaymentChannelName": "a channel", "PaymentTagId": 11, "PaymentTagName": "a tag",
    "CardNumber": "450803******4509", "CardOwnerName": "AYSE ORNEK",
    "CardBankId": 58, "CardBankName": "AKBANK T.A.Ş.", "CardBrandId": 2, "CardBrandName": "Visa",
    "CardTypeId": 1, "CardTypeName": "Credit", "CardFamilyId": 4, "CardFamilyName": "Axess",
    "LastActivityDateTime": "2025-06-04T18:42:27.5447456",
    "PaymentAmount": 1500.33, "ActivityAmount": 72.0300, "OriginalAmount": 1490.10, "CommissionAmount": 10.23,
    "InterestRate": 2.00, "CommissionRate": 1.75, "InterestAmount": 30.60, "AppliedInterest": true,
    "IP": "192.0.2.7", "ClientIP": "192.0.2.8", "UsedSavedCard": true, "UsedTempCard": false,
    "PaymentExternalAuthCode": "auth", "PaymentExternalOrderId": "order", "PaymentExternalTransId": "trans",
    "PaymentExternalHostReference": "host", "PaymentExternalMerchantId": "merchant",
    "Activities": [], "IsFullyRefunded": false, "RemainingRefundAmount": 1428.30
}"#;

/// The same with nothing where the sheet has nullable fields or examples of null.
pub const BARE_RECORD: &str = r#"{
    "PaymentId": 9474444843, "ActivityId": 8013143466, "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "MerchantUniqueCode": "order-1", "TrackingCode": "", "PaymentGatewayId": 58,
    "PaymentGatewayName": "the gateway", "PaymentGatewayProviderName": "the provider",
    "IsThreeDSecure": false, "IsNonThreeDSecure": true, "IsInsuranceSecure": false, "IsProvision": true, "IsOtp": false,
    "AnySuccessPayment": false, "AnySuccessRefund": false, "AnySuccessPartialRefund": false, "AnySuccessCancel": false,
    "Status": true, "StatusId": 14, "StatusName": "", "TypeId": 4, "TypeName": "",
    "Installment": 1, "CurrencyId": 1, "CurrencyName": "TRY",
    "PaymentMethodId": 7, "PaymentMethodName": "", "PaymentChannelId": 0, "PaymentChannelName": null,
    "PaymentTagId": 0, "PaymentTagName": null, "CardNumber": "450803******4509", "CardOwnerName": "AYSE ORNEK",
    "CardBankName": "AKBANK T.A.Ş.", "CardBrandName": "Visa", "CardTypeName": "Credit", "CardFamilyId": null,
    "CardFamilyName": null, "LastActivityDateTime": "0001-01-01T00:00:00",
    "PaymentAmount": 1.00, "ActivityAmount": 1.00, "OriginalAmount": 1.00, "CommissionAmount": 0.00,
    "InterestRate": null, "CommissionRate": null, "InterestAmount": null, "AppliedInterest": null,
    "IP": "192.0.2.7", "ClientIP": null, "UsedSavedCard": false, "UsedTempCard": false,
    "PaymentExternalAuthCode": "", "PaymentExternalOrderId": "", "PaymentExternalTransId": "",
    "PaymentExternalHostReference": "", "PaymentExternalMerchantId": ""
}"#;

/// `Details` of section 2.
const DETAILS: &str = r#"{"CardBankId": 58, "CardBank": "AKBANK T.A.Ş.", "CardBrandId": 2, "CardBrand": "Visa",
    "CardFamilyId": 4, "CardFamily": "Axess", "CardKindId": 1, "CardKind": "Bireysel Kart", "CardTypeId": 1,
    "CardType": "Credit"}"#;

/// A card of sections 3.1 and 3.3: `CardTypeId` is the brand, and that of `Details` is the type.
pub fn card() -> String {
    format!(
        r#"{{"Name": "mine", "CardBin": "450803", "CardLastFour": "4509", "CardHolderName": "A*S* O*N*K",
            "CardNumber": "450803******4509", "Expired": true, "CardTypeId": 0, "CardType": "Visa", "Month": 3,
            "Year": 2030, "UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000==",
            "Details": {DETAILS}}}"#
    )
}

/// A card of sections 2 and 3.5: `CardTypeId` is the type.
pub fn insurance_card() -> String {
    format!(
        r#"{{"Scope": 2, "Name": "mine", "Identity": "111*****110", "CardBin": "51411816", "CardLastFour": "7907",
            "CardHolderName": "AYSE ORNEK", "Expired": false, "CardTypeId": 1, "CardType": "Credit", "Month": 3,
            "Year": 2030, "UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000==",
            "Details": {DETAILS}}}"#
    )
}

/// Section 4.12. The interest's amount is the total.
pub const INSTALLMENTS: &str = r#"{"CardBank": "AKBANK T.A.Ş.", "CardBrand": "Visa", "CardFamily": null,
    "CardKind": "Bireysel Kart", "CardType": "Credit", "Options": [{"PaymentGatewayId": 58,
    "PaymentGatewayName": "the gateway", "Installment": 3, "Commission": 1.75, "Interest": 2.00, "RawAmount": 30.0,
    "InterestAmount": 30.60}]}"#;

/// Section 4.13.
pub const BIN: &str = r#"{"BinNumber": "45080345", "CardBankId": 58, "CardBank": "AKBANK T.A.Ş.", "CardBrandId": 2,
    "CardBrand": "Visa", "CardFamilyId": null, "CardFamily": null, "CardKindId": 2, "CardKind": "Ticari Kart",
    "CardTypeId": 2, "CardType": "Debit", "IsMatchedByEightDigitBin": true, "IsMatchedBySixDigitBin": false}"#;

/// The same as the English page has it: the six texts.
pub const BARE_BIN: &str = r#"{"BinNumber": "450803", "CardBank": "AKBANK T.A.Ş.", "CardBrand": "Visa",
    "CardFamily": "Axess", "CardKind": "Bireysel Kart", "CardType": "Credit"}"#;

/// Section 4.16.
pub const TEMP_TOKEN: &str = r#"{"TempTokenId": 9474444843, "Token": "0f0e0d0c-0b0a-4908-8706-050403020100",
    "ExpiryDateTime": "2024-06-13T22:25:08.0404774+03:00", "Scope": {"ClientCardSave": true, "ThreeDSession": false}}"#;

/// Section 4.16.
pub const TEMP_CARD: &str = r#"{"TempCardId": 9474444843, "CardToken": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "ExpiryDateTime": "2024-06-13T22:25:08.0404774+03:00"}"#;

/// Section 9.1.
pub const CHECKOUT: &str = r#"{"Id": 9474444843, "Guid": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "UniqueCode": "order-1", "Amount": 1500.30, "Link": "https://dev-checkout.itspaywall.com/1"}"#;

/// Section 10: as the .NET client has it.
pub const RECURRING: &str =
    r#"{"SubscriptionId": 9474444843, "FirstPaymentDateTime": "2026-12-01T05:00:00"}"#;

/// Section 15: a second `Result` inside the body.
pub const PAYOUT: &str = r#"{"Result": true, "PayoutTransactionId": 9474444843, "MerchantUniqueCode": "payout-1",
    "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "Amount": 1500.30}"#;

/// Section 3.9: a card that is not in the list is not an error.
pub const NOT_BLACKLISTED: &str = r#"{"Id": "00000000-0000-0000-0000-000000000000",
    "InsertDateTimeUtc": "0001-01-01T00:00:00", "UpdateDateTimeUtc": "0001-01-01T00:00:00", "InBlackList": false,
    "IsActive": false}"#;

/// The form of section 5.1. Its `uniqueCode` is the merchant's code and its `paymentCode` Paywall's.
pub const FORM_3D: &[(&str, &str)] = &[
    ("date", "2025-06-04T18:42:27.5447456"),
    ("status", "Unsuccessful"),
    ("errorCode", "1"),
    // `Limit yetersiz ğ`, in Base64.
    ("errorMessage", "TGltaXQgeWV0ZXJzaXogxJ8="),
    ("paymentCode", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
    ("uniqueCode", "order-1"),
    ("amount", "1500.30"),
    ("installment", "3"),
    ("paymentId", "9474444843"),
    ("providerErrorCode", "10051"),
    ("providerErrorMessage", "provider's words"),
    ("providerBankErrorCode", "51"),
    ("providerBankErrorMessage", "bank's words"),
    ("cardSaved", "True"),
    (
        "cardSavedUniqueCode",
        "qT5+8/Zc0000000000000000000000000000000000000000000000==",
    ),
    ("trackingCode", "track-2"),
    ("paymentGatewayId", "58"),
    ("paymentGatewayName", "the gateway"),
    ("paymentGatewayProviderName", "the provider"),
];
