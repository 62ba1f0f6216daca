//! Payments on the Payment API: sections 4.0 to 4.6. Months and years are text here.

use super::super::check::{
    Api, BOOL, Carrier, DECIMAL, Field, INT, Keys, Kind, LIST, OBJECT, TEXT, Table, c, o, r,
};

pub const fn table(
    section: &'static str,
    path: &'static str,
    fields: &'static [&'static [Field]],
) -> Table {
    Table {
        section,
        api: Api::Payment,
        keys: Keys::Public,
        method: "POST",
        path,
        carrier: Carrier::Json,
        fields,
        left_out: &[],
    }
}

/// What the three kinds of payment share.
pub const DETAIL: &[Field] = &[
    r("PaymentDetail", OBJECT),
    r("PaymentDetail.Amount", DECIMAL),
    r("PaymentDetail.MerchantUniqueCode", TEXT),
    o("PaymentDetail.TrackingCode", TEXT),
    r("PaymentDetail.CurrencyId", INT),
    r("PaymentDetail.Installment", INT),
    r("PaymentDetail.ClientIP", TEXT),
    o("PaymentDetail.ChannelId", INT),
    o("PaymentDetail.TagId", INT),
    o("PaymentDetail.EndOfTheDay", INT),
    o("PaymentDetail.RegionId", INT),
    o("PaymentDetail.ProviderBased", BOOL),
    c("PaymentDetail.ProviderKey", TEXT),
    o("PaymentDetail.PosBased", BOOL),
    c("PaymentDetail.PosId", INT),
    o("PaymentDetail.PayRouteByPass", BOOL),
    c("PaymentDetail.PayRouteType", INT),
    c("PaymentDetail.RouteGroupKey", TEXT),
    o("PaymentDetail.MarketPlace", OBJECT),
    o("PaymentDetail.MarketPlace.BasketAmount", DECIMAL),
];

const HALF_2D: &[Field] = &[o("PaymentDetail.Half2D", BOOL)];

/// In the example of insurance payments only.
const BACK_URLS_IN_THE_EXAMPLE: &[Field] = &[
    o("PaymentDetail.MerchantSuccessBackUrl", TEXT),
    o("PaymentDetail.MerchantFailBackUrl", TEXT),
];

/// The list of `PaymentStatus` is disputed: numbers, or objects with an `Id`.
const STATUS: &[Kind] = &[Kind::Int, Kind::Object];

pub const DETAIL_3D: &[Field] = &[
    r("PaymentDetail.MerchantSuccessBackUrl", TEXT),
    r("PaymentDetail.MerchantFailBackUrl", TEXT),
    o("PaymentDetail.Half3D", BOOL),
    o("PaymentDetail.PayWatch", OBJECT),
    o("PaymentDetail.PayWatch.Watch", BOOL),
    o("PaymentDetail.PayWatch.PaymentStatus", LIST),
    o("PaymentDetail.PayWatch.PaymentStatus[]", STATUS),
    o("PaymentDetail.PayWatch.ActionId", INT),
    o("PaymentDetail.PayWatch.WebhookAddress", TEXT),
    o("PaymentDetail.PayWatch.WatchMin", INT),
    o("PaymentDetail.PayWatchMultipleSupport", BOOL),
    c("PaymentDetail.PayWatchMultiple", OBJECT),
    o("PaymentDetail.PayWatchMultiple.Watch", BOOL),
    o("PaymentDetail.PayWatchMultiple.Jobs", LIST),
    o("PaymentDetail.PayWatchMultiple.Jobs[]", OBJECT),
    o("PaymentDetail.PayWatchMultiple.Jobs[].PaymentStatus", LIST),
    o(
        "PaymentDetail.PayWatchMultiple.Jobs[].PaymentStatus[]",
        STATUS,
    ),
    o("PaymentDetail.PayWatchMultiple.Jobs[].ActionId", INT),
    o("PaymentDetail.PayWatchMultiple.Jobs[].WebhookAddress", TEXT),
    o("PaymentDetail.PayWatchMultiple.Jobs[].WatchMin", INT),
];

pub const CARD: &[Field] = &[
    c("Card.Number", TEXT),
    c("Card.ExpireMonth", TEXT),
    c("Card.ExpireYear", TEXT),
    c("Card.Cvv", TEXT),
    o("Card.ForceCvv", BOOL),
];

pub const CARD_OF_ANY_KIND: &[Field] = &[
    r("Card", OBJECT),
    c("Card.OwnerName", TEXT),
    c("Card.UniqueCode", TEXT),
    c("Card.TempCardToken", TEXT),
    o("Card.Partner", OBJECT),
    o("Card.Partner.PartnerBased", BOOL),
    o("Card.Partner.PartnerIdentity", TEXT),
    o("Card.CardSave", OBJECT),
    o("Card.CardSave.Save", BOOL),
    o("Card.CardSave.Nickname", TEXT),
    o("Card.CardSave.RelationalId1", TEXT),
    o("Card.CardSave.RelationalId2", TEXT),
    o("Card.CardSave.RelationalId3", TEXT),
];

const INSURANCE_CARD: &[Field] = &[
    c("Card.CardNoFirst", TEXT),
    c("Card.CardNoLast", TEXT),
    c("Card.IdentityNumber", TEXT),
    c("Card.UseAdditionalIdentityNumber", BOOL),
    c("Card.AdditionalIdentityNumber", TEXT),
];

pub const CUSTOMER: &[Field] = &[
    r("Customer", OBJECT),
    r("Customer.FullName", TEXT),
    r("Customer.Phone", TEXT),
    r("Customer.Email", TEXT),
    r("Customer.Country", TEXT),
    r("Customer.City", TEXT),
    r("Customer.Address", TEXT),
    o("Customer.IdentityNumber", TEXT),
    o("Customer.TaxNumber", TEXT),
];

/// The list is named `Products`, as every example has it.
pub const PRODUCTS: &[Field] = &[
    r("Products", LIST),
    r("Products[]", OBJECT),
    r("Products[].ProductId", TEXT),
    r("Products[].ProductName", TEXT),
    r("Products[].ProductCategory", TEXT),
    r("Products[].ProductDescription", TEXT),
    r("Products[].ProductAmount", DECIMAL),
    c("Products[].MemberId", INT),
    c("Products[].MemberEarningCalculated", BOOL),
    c("Products[].MemberEarning", DECIMAL),
    c("Products[].MemberCustomCommission", BOOL),
    c("Products[].MemberCommission", DECIMAL),
    o("Products[].DiscountOwnerType", INT),
    o("Products[].DiscountType", INT),
    o("Products[].DiscountValue", DECIMAL),
    o("Products[].CargoType", INT),
    o("Products[].CargoCurrencyId", INT),
    o("Products[].CargoCost", DECIMAL),
];

pub const START_DIRECT: Table = table(
    "4.1",
    "/api/paywall/payment/startdirect",
    &[DETAIL, HALF_2D, CARD, CARD_OF_ANY_KIND, CUSTOMER, PRODUCTS],
);

pub const START_DIRECT_INSURANCE: Table = Table {
    left_out: &[(
        "PaymentDetail.Half2D",
        "4.0: in the example of insurance payments only",
    )],
    ..table(
        "4.2",
        "/api/paywall/payment/startdirect/insurance",
        &[
            DETAIL,
            HALF_2D,
            BACK_URLS_IN_THE_EXAMPLE,
            INSURANCE_CARD,
            CARD_OF_ANY_KIND,
            CUSTOMER,
            PRODUCTS,
        ],
    )
};

pub const START_3D: Table = table(
    "4.3",
    "/api/paywall/payment/start3d",
    &[
        DETAIL,
        DETAIL_3D,
        CARD,
        CARD_OF_ANY_KIND,
        CUSTOMER,
        PRODUCTS,
    ],
);

/// Null, 0 and nothing mean the full amount; 0 is not sent (design 4.10).
pub const CLOSE_PROVISION: Table = table(
    "4.6",
    "/api/paywall/payment/provision",
    &[&[
        r("MerchantUniqueCode", TEXT),
        r("Date", TEXT),
        o("ProvisionAmount", &[Kind::Decimal, Kind::Null]),
    ]],
);

pub const CANCEL_PROVISION: Table = table(
    "4.6",
    "/api/paywall/payment/provision/cancel",
    &[&[r("MerchantUniqueCode", TEXT), r("Date", TEXT)]],
);
