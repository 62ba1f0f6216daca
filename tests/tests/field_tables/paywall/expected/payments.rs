//! Bodies of payments: section 4.0.

use super::{Sent, json};

fn payment(detail: &str, card: &str, customer: &str, products: &str) -> Sent {
    Sent::Json(format!(
        r#"{{"PaymentDetail": {detail}, "Card": {card}, "Customer": {customer}, "Products": {products}}}"#
    ))
}

const DETAIL: &str = r#"
    "Amount": 1500.33, "MerchantUniqueCode": "order-1", "CurrencyId": 1, "Installment": 1, "ClientIP": "192.0.2.7""#;

/// Four decimals stay four decimals.
const DETAIL_ALL: &str = r#"
    "Amount": 72.0300, "MerchantUniqueCode": "order-2", "TrackingCode": "track-2", "CurrencyId": 2, "Installment": 3,
    "ClientIP": "192.0.2.8", "ChannelId": 7, "TagId": 11, "EndOfTheDay": 16, "RegionId": 57,
    "MarketPlace": {"BasketAmount": 72.0300}"#;

pub const BY_PROVIDER: &str = r#""ProviderBased": true, "ProviderKey": "Vepara""#;
pub const BY_POS: &str = r#""PosBased": true, "PosId": 4711"#;
const BY_ROUTE: &str = r#""PayRouteByPass": true, "PayRouteType": 0"#;
const BY_ROUTE_GROUP: &str =
    r#""PayRouteByPass": true, "PayRouteType": 4, "RouteGroupKey": "group-1""#;

const BACK_URLS: &str = r#"
    "MerchantSuccessBackUrl": "https://shop.example/ok", "MerchantFailBackUrl": "https://shop.example/fail""#;

/// `""` for the code of a stored card: a plain card has that (4.0).
const CARD: &str = r#"{"OwnerName": "AYSE ORNEK", "Number": "4508034508034509", "ExpireMonth": "03",
    "ExpireYear": "2030", "Cvv": "000", "UniqueCode": ""}"#;

const SAVED: &str = r#"
    "Partner": {"PartnerBased": true, "PartnerIdentity": "partner-1"},
    "CardSave": {"Save": true, "Nickname": "mine", "RelationalId1": "customer-1", "RelationalId2": "second",
        "RelationalId3": "third"}"#;

const CUSTOMER: &str = r#"{"FullName": "Ayse Ornek", "Phone": "5550000000", "Email": "ayse@example.com",
    "Country": "Turkiye", "City": "Ankara", "Address": "Ornek Sokak 1"}"#;

const CUSTOMER_ALL: &str = r#"{"FullName": "Ayse Ornek", "Phone": "5550000000", "Email": "ayse@example.com",
    "Country": "Turkiye", "City": "Ankara", "Address": "Ornek Sokak 1", "IdentityNumber": "11111111110",
    "TaxNumber": "1111111111"}"#;

const PRODUCTS: &str = r#"[{"ProductId": "p-1", "ProductName": "Tea", "ProductCategory": "Food",
    "ProductDescription": "Black", "ProductAmount": 1500.33}]"#;

const PRODUCTS_ALL: &str = r#"[
    {"ProductId": "p-1", "ProductName": "Tea", "ProductCategory": "Food", "ProductDescription": "Black",
        "ProductAmount": 70.0000, "MemberId": 21, "MemberEarningCalculated": true, "MemberEarning": 61.10,
        "DiscountOwnerType": 1, "DiscountType": 2, "DiscountValue": 5, "CargoType": 1, "CargoCurrencyId": 1,
        "CargoCost": 2.50},
    {"ProductId": "p-2", "ProductName": "Sugar", "ProductCategory": "Food", "ProductDescription": "White",
        "ProductAmount": 2.0300, "MemberId": 22, "MemberCustomCommission": true, "MemberCommission": 1.5}]"#;

fn object(parts: &[&str]) -> String {
    format!("{{{}}}", parts.join(", "))
}

/// `startdirect` with what is required, and a plain card.
pub fn direct() -> Sent {
    payment(&object(&[DETAIL]), CARD, CUSTOMER, PRODUCTS)
}

/// `startdirect` with everything, a plain card that is saved, and a provider; pre-authorised or not.
pub fn direct_all(half: bool) -> Sent {
    let card = object(&[CARD.trim_matches(['{', '}']), SAVED]);
    let mut detail = vec![DETAIL_ALL, BY_PROVIDER];
    if half {
        detail.push(r#""Half2D": true"#);
    }
    let detail = object(&detail);
    payment(&detail, &card, CUSTOMER_ALL, PRODUCTS_ALL)
}

/// `startdirect` with a stored card and its CVV, and a POS.
pub fn direct_stored() -> Sent {
    let card = r#"{"UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000==", "ForceCvv": true, "Cvv": "000"}"#;
    payment(&object(&[DETAIL, BY_POS]), card, CUSTOMER, PRODUCTS)
}

/// `startdirect` with a temporary card and a route group.
pub fn direct_temporary() -> Sent {
    let card = r#"{"TempCardToken": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}"#;
    payment(&object(&[DETAIL, BY_ROUTE_GROUP]), card, CUSTOMER, PRODUCTS)
}

/// `startdirect` with a plain card and the route of lowest commission, whose number is 0.
pub fn direct_route() -> Sent {
    payment(&object(&[DETAIL, BY_ROUTE]), CARD, CUSTOMER, PRODUCTS)
}

const INSURANCE_CARD: &str = r#""OwnerName": "AYSE ORNEK", "CardNoFirst": "51411816", "CardNoLast": "7907",
    "IdentityNumber": "11111111110""#;

/// `startdirect/insurance` with what is required.
pub fn insurance() -> Sent {
    payment(
        &object(&[DETAIL]),
        &object(&[INSURANCE_CARD]),
        CUSTOMER,
        PRODUCTS,
    )
}

/// `startdirect/insurance` with everything and a provider.
pub fn insurance_all() -> Sent {
    let second =
        r#""UseAdditionalIdentityNumber": true, "AdditionalIdentityNumber": "22222222220""#;
    let detail = object(&[DETAIL_ALL, BACK_URLS, BY_PROVIDER]);
    let card = object(&[INSURANCE_CARD, second, SAVED]);
    payment(&detail, &card, CUSTOMER_ALL, PRODUCTS_ALL)
}

/// `startdirect/insurance` with a stored card and a POS.
pub fn insurance_stored() -> Sent {
    let card = r#"{"UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000=="}"#;
    payment(&object(&[DETAIL, BY_POS]), card, CUSTOMER, PRODUCTS)
}

/// `startdirect/insurance` with a temporary card and a route group.
pub fn insurance_temporary() -> Sent {
    let card = r#"{"TempCardToken": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}"#;
    payment(&object(&[DETAIL, BY_ROUTE_GROUP]), card, CUSTOMER, PRODUCTS)
}

/// `start3d` with what is required.
pub fn three_d() -> Sent {
    payment(&object(&[DETAIL, BACK_URLS]), CARD, CUSTOMER, PRODUCTS)
}

/// `start3d` with everything, a plain card that is saved, and a provider. The shape of `PaymentStatus` is disputed.
pub fn three_d_all(status: [&str; 2], half: bool) -> Sent {
    let [first, second] = status;
    let watch = format!(
        r#""PayWatch": {{"Watch": true, "PaymentStatus": [{first}, {second}], "ActionId": 4,
            "WebhookAddress": "https://shop.example/watch", "WatchMin": 5}}"#
    );
    let mut detail = vec![DETAIL_ALL, BACK_URLS, BY_PROVIDER, &watch];
    if half {
        detail.push(r#""Half3D": true"#);
    }
    let detail = object(&detail);
    let card = object(&[CARD.trim_matches(['{', '}']), SAVED]);
    payment(&detail, &card, CUSTOMER_ALL, PRODUCTS_ALL)
}

/// `start3d` with several watches, a stored card and a POS.
pub fn three_d_stored(status: [&str; 2]) -> Sent {
    let [first, second] = status;
    let watches = format!(
        r#""PayWatchMultipleSupport": true, "PayWatchMultiple": {{"Watch": true, "Jobs": [
            {{"PaymentStatus": [{first}], "ActionId": 1, "WebhookAddress": "https://shop.example/one", "WatchMin": 2}},
            {{"PaymentStatus": [{second}], "ActionId": 3, "WebhookAddress": "https://shop.example/two", "WatchMin": 20}}]}}"#
    );
    let card = r#"{"UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000==", "ForceCvv": true, "Cvv": "000"}"#;
    payment(
        &object(&[DETAIL, BACK_URLS, BY_POS, &watches]),
        card,
        CUSTOMER,
        PRODUCTS,
    )
}

/// `start3d` with a temporary card and a route group.
pub fn three_d_temporary() -> Sent {
    let card = r#"{"TempCardToken": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}"#;
    payment(
        &object(&[DETAIL, BACK_URLS, BY_ROUTE_GROUP]),
        card,
        CUSTOMER,
        PRODUCTS,
    )
}

/// `provision`, part of the amount.
pub fn close_provision_partly() -> Sent {
    json(r#"{"MerchantUniqueCode": "order-1", "Date": "2024-06-13", "ProvisionAmount": 10.10}"#)
}

/// `provision`, all of it: 0, as the sheet has it; null would do as well.
pub fn close_provision() -> Sent {
    json(r#"{"MerchantUniqueCode": "order-1", "Date": "2024-06-13", "ProvisionAmount": 0}"#)
}

/// `provision/cancel`.
pub fn cancel_provision() -> Sent {
    json(r#"{"MerchantUniqueCode": "order-1", "Date": "2024-06-13"}"#)
}

/// `start3dmodel` with everything.
pub fn three_d_model_all() -> Sent {
    let card = object(&[CARD.trim_matches(['{', '}']), SAVED]);
    let detail = object(&[DETAIL_ALL, BACK_URLS, BY_PROVIDER]);
    payment(&detail, &card, CUSTOMER_ALL, PRODUCTS_ALL)
}

/// `start3dmodel` with a stored card and its CVV, and a POS.
pub fn three_d_model_stored() -> Sent {
    let card = r#"{"UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000==", "ForceCvv": true, "Cvv": "000"}"#;
    payment(
        &object(&[DETAIL, BACK_URLS, BY_POS]),
        card,
        CUSTOMER,
        PRODUCTS,
    )
}

const SEVERAL: &str = r#""Amount": 3000.66, "MerchantUniqueCode": "order-1", "CurrencyId": 1, "Installment": 1,
    "ClientIP": "192.0.2.7""#;
pub const SEVERAL_OPTIONS: &str = r#""TrackingCode": "track-2", "CallbackAddress": "https://shop.example/hook",
    "Half2D": true"#;

fn list(details: &[&str], root: &str, cards: &[&str]) -> Sent {
    let mut parts = vec![SEVERAL];
    parts.extend(details.iter().filter(|part| !part.is_empty()));
    let detail = object(&parts);
    let product = PRODUCTS.trim_matches(['[', ']']);
    let charges: Vec<_> = cards
        .iter()
        .map(|card| format!(r#"{{"Customer": {CUSTOMER}, "Product": {product}, "Card": {card}}}"#))
        .collect();
    let charges = charges.join(", ");
    Sent::Json(format!(
        r#"{{"PaymentDetail": {detail}, {root}, "Payments": [{charges}]}}"#
    ))
}

/// Two charges, of a plain card and of a stored one.
pub fn several(options: &str, own: &str, route: &str, root: &str) -> Sent {
    let stored = r#"{"UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000=="}"#;
    list(&[options, own, route], root, &[CARD, stored])
}

/// One charge, of an insurance card.
pub fn several_insured(own: &str, route: &str, root: &str) -> Sent {
    list(&[own, route], root, &[&object(&[INSURANCE_CARD])])
}
