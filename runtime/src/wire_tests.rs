//! Each input in each form that it can take on the wire.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use super::*;
use crate::card::{CardExpiry, CardNumber};
use crate::money::Portion;
use crate::secret::Secret;
use crate::to_wire::ToWire;

fn json(wire: Wire) -> String {
    match wire.settle() {
        Ok(Some(value)) => String::from_utf8(value.json().to_vec()).expect("UTF-8"),
        Ok(None) => String::from("(absent)"),
        Err(refusal) => format!("({refusal})"),
    }
}

fn amount(text: &str) -> Wire {
    text.parse::<Amount>().expect("an amount").to_wire()
}

#[test]
fn every_input_has_its_own_form() {
    let number: CardNumber = "4508034508034509".parse().expect("a card number");
    assert_eq!(json("a\"b\n".to_wire()), r#""a\"b\n""#);
    assert_eq!(json(i64::MIN.to_wire()), "-9223372036854775808");
    assert_eq!(json(true.to_wire()), "true");
    assert_eq!(json(amount("10.10")), "10.10");
    assert_eq!(json(number.to_wire()), r#""4508034508034509""#);
    assert_eq!(json(Ipv4Addr::LOCALHOST.to_wire()), r#""127.0.0.1""#);
    assert_eq!(json(vec!["a", "b"].to_wire()), r#"["a","b"]"#);
    assert_eq!(
        json(BTreeMap::from([(1, "a"), (12, "b")]).to_wire()),
        r#"{"1":"a","12":"b"}"#
    );
    assert_eq!(json(None::<String>.to_wire()), "(absent)");
}

#[test]
fn an_expiry_is_padded_as_text_and_not_as_a_number() {
    let expiry = CardExpiry::new(7, 2005).expect("an expiry");
    assert_eq!(json(expiry.month()), r#""07""#);
    assert_eq!(json(expiry.month().as_number()), "7");
    assert_eq!(json(expiry.year().as_number()), "2005");
    assert_eq!(json(expiry.short_year().as_text()), r#""05""#);
}

#[test]
fn a_number_that_would_lose_digits_is_refused() {
    let number: CardNumber = "4508034508034509".parse().expect("a card number");
    assert_eq!(json(number.to_wire().as_number()), "4508034508034509");
    for text in ["012", "", "1.5", "1e3", "+1", "-1", "١"] {
        assert_eq!(
            json(text.to_wire().as_number()),
            "(not a number that can be sent)",
            "{text}"
        );
    }
    assert_eq!(json("0".to_wire().as_number()), "0");
}

#[test]
fn decimals_are_written_as_asked_or_refused() {
    assert_eq!(
        json(amount("210").decimals(DecimalText::TwoPlaces)),
        "210.00"
    );
    assert_eq!(
        json(amount("210.50").decimals(DecimalText::Shortest).as_text()),
        r#""210.5""#
    );
    assert_eq!(
        json(amount("0.001").decimals(DecimalText::TwoPlaces)),
        "(more decimals than can be sent)"
    );
    assert_eq!(
        json(
            vec![amount("1"), amount("2")]
                .to_wire()
                .decimals(DecimalText::TwoPlaces)
        ),
        "[1.00,2.00]"
    );
}

#[test]
fn a_negative_amount_is_never_sent() {
    for wire in [
        amount("-0.01"),
        amount("-1").as_text(),
        amount("-1").decimals(DecimalText::TwoPlaces),
    ] {
        assert_eq!(json(wire), "(below zero)");
    }
}

#[test]
fn all_of_it_is_what_the_provider_calls_it() {
    let part = || "4.50".parse::<Portion>().expect("a portion").to_wire();
    let all = || Portion::Full.to_wire();
    assert_eq!(json(all().full(Some("0"))), "0");
    assert_eq!(
        json(
            all()
                .decimals(DecimalText::TwoPlaces)
                .full(Some("0"))
                .as_text()
        ),
        r#""0""#
    );
    assert_eq!(json(all().full(Some("")).as_text()), r#""""#);
    assert_eq!(json(all().full(None)), "(absent)");
    assert_eq!(json(part().full(Some("0"))), "4.50");
    assert_eq!(json(Some(Portion::Full).to_wire().full(Some("0"))), "0");
    // Left without a word for "all of it", nothing is sent at all.
    assert_eq!(json(all()), "(the value has no such form)");
}

#[test]
fn booleans_take_the_forms_of_headers_and_bits() {
    assert_eq!(json(true.to_wire().upper_case()), r#""TRUE""#);
    assert_eq!(json(Some(false).to_wire().bit()), "0");
    assert_eq!(json(false.to_wire().as_text()), r#""false""#);
    assert_eq!(json(None::<bool>.to_wire().upper_case()), "(absent)");
    assert_eq!(json("1".to_wire().bit()), "(the value has no such form)");
}

#[test]
fn json_text_is_json_inside_text() {
    let mut item = Fields::new();
    item.put("name", "çay \"1\"");
    item.put("price", amount("2.50"));
    let items = Wire::List(vec![item.into()]);
    assert_eq!(
        json(items.json_text()),
        r#""[{\"name\":\"çay \\\"1\\\"\",\"price\":2.50}]""#
    );
}

#[test]
fn a_moment_needs_its_form() {
    let moment = Timestamp::from_unix_seconds(1_692_109_800).expect("a moment");
    let spaced = moment.to_wire().time(TimeForm::Spaced, "Europe/Istanbul");
    assert_eq!(json(spaced), r#""2023-08-15 17:30:00""#);
    assert_eq!(json(moment.to_wire()), "(the value has no such form)");
    assert_eq!(
        json(moment.to_wire().time(TimeForm::Spaced, None)),
        "(the zone of the time is not known)"
    );
}

#[test]
fn debug_shows_kinds_and_names_only() {
    let mut fields = Fields::new();
    fields.put("token", Secret::from("canary"));
    fields.put("amount", Amount::from(4711));
    let shown = format!(
        "{:?} {:?} {:?}",
        Wire::from(fields),
        Wire::text("canary"),
        amount("4711").as_text()
    );
    assert!(
        !shown.contains("canary") && !shown.contains("4711"),
        "{shown}"
    );
    assert!(shown.contains("token"), "{shown}");
}
