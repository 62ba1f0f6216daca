//! Fields, strictly and with each leniency; the path in every error.

use super::*;
use crate::money::{Amount, Currency};
use crate::reading::{Base64Text, NumberedMap};
use crate::secret::Secret;
use crate::time::Date;

fn document(json: &str) -> Document {
    Document::parse(zeroize::Zeroizing::new(String::from(json)))
        .unwrap_or_else(|error| panic!("{json}: {error}"))
}

/// Reads the field `f` of the object with the given words.
fn field<R>(json: &str, read: impl FnOnce(Field<'_>) -> R) -> R {
    let document = document(json);
    let object = Value::root(&document).object().expect("an object");
    read(object.field(&["f"]))
}

fn read<T: FromAnswer>(json: &str) -> Result<T, String> {
    field(json, |field| field.required()).map_err(|error: ReadError| error.to_string())
}

fn read_text_too<T: FromAnswer>(json: &str) -> Result<T, String> {
    field(json, |field| field.or_text().required()).map_err(|error: ReadError| error.to_string())
}

fn error_of<T: FromAnswer + std::fmt::Debug>(json: &str) -> String {
    read::<T>(json).expect_err("an error")
}

#[test]
fn each_type_reads_its_own_form_only() {
    assert_eq!(read::<String>(r#"{"f": "ş\n"}"#), Ok(String::from("ş\n")));
    assert_eq!(
        error_of::<String>(r#"{"f": 1}"#),
        "`f` in the answer: expected text, found a number"
    );
    assert_eq!(
        error_of::<i64>(r#"{"f": "1"}"#),
        "`f` in the answer: expected a 64-bit integer, found text"
    );
    assert_eq!(
        error_of::<bool>(r#"{"f": 1}"#),
        "`f` in the answer: expected true or false, found a number"
    );
    assert_eq!(
        error_of::<Amount>(r#"{"f": "1.00"}"#),
        "`f` in the answer: expected an amount, found text"
    );
    assert_eq!(
        error_of::<Vec<i64>>(r#"{"f": 1}"#),
        "`f` in the answer: expected a list, found a number"
    );
    assert_eq!(
        error_of::<String>(r#"{"f": null}"#),
        "`f` in the answer: it is missing"
    );
    assert_eq!(
        error_of::<String>(r#"{"g": ""}"#),
        "`f` in the answer: it is missing"
    );
}

#[test]
fn money_keeps_every_digit() {
    for (json, text) in [
        (r#"{"f": 10.10}"#, "10.10"),
        (r#"{"f": 12345678901234567.89}"#, "12345678901234567.89"),
        (r#"{"f": 72.0300}"#, "72.0300"),
        (r#"{"f": -5}"#, "-5"),
        (r#"{"f": 0.1e1}"#, "1"),
        (r#"{"f": 9007199254740993}"#, "9007199254740993"),
    ] {
        assert_eq!(
            read::<Amount>(json).map(|amount| amount.to_string()),
            Ok(String::from(text)),
            "{json}"
        );
    }
    assert_eq!(
        read_text_too::<Amount>(r#"{"f": "1.5000"}"#).map(|amount| amount.to_string()),
        Ok(String::from("1.5000"))
    );
    for json in [
        r#"{"f": 1e400}"#,
        r#"{"f": 0.00000000000000000000000000001}"#,
        r#"{"f": "1,50"}"#,
        r#"{"f": "x"}"#,
        r#"{"f": ""}"#,
    ] {
        let error = read_text_too::<Amount>(json).expect_err("an error");
        assert_eq!(
            error, "`f` in the answer: expected an amount of at most 28 digits, found another form",
            "{json}"
        );
    }
}

#[test]
fn integers_are_whole_and_fit() {
    assert_eq!(read::<i64>(r#"{"f": 9474444843}"#), Ok(9_474_444_843));
    assert_eq!(read::<i64>(r#"{"f": -9223372036854775808}"#), Ok(i64::MIN));
    assert_eq!(read::<i64>(r#"{"f": 100.00}"#), Ok(100));
    assert_eq!(read_text_too::<i64>(r#"{"f": "0086"}"#), Ok(86));
    for json in [
        r#"{"f": 1.5}"#,
        r#"{"f": 1e2}"#,
        r#"{"f": 9223372036854775808}"#,
        r#"{"f": "+1"}"#,
        r#"{"f": " 1"}"#,
        r#"{"f": "1."}"#,
        r#"{"f": ""}"#,
    ] {
        assert!(read_text_too::<i64>(json).is_err(), "{json}");
    }
}

#[test]
fn booleans_read_bits_and_words_where_the_field_says_so() {
    let lenient = |json: &str| field(json, |field| field.or_bit().or_text().required::<bool>());
    for (json, value) in [
        (r#"{"f": true}"#, true),
        (r#"{"f": 0}"#, false),
        (r#"{"f": "1"}"#, true),
        (r#"{"f": "FALSE"}"#, false),
        (r#"{"f": "True"}"#, true),
    ] {
        assert_eq!(lenient(json), Ok(value), "{json}");
    }
    for json in [
        r#"{"f": 2}"#,
        r#"{"f": 1.0}"#,
        r#"{"f": "yes"}"#,
        r#"{"f": ""}"#,
        r#"{"f": []}"#,
    ] {
        assert!(lenient(json).is_err(), "{json}");
    }
    assert!(field(r#"{"f": 1}"#, |field| field.or_text().required::<bool>()).is_err());
}

#[test]
fn text_takes_numbers_by_their_digits_where_the_field_says_so() {
    let lenient = |json: &str| field(json, |field| field.or_number().required::<String>());
    assert_eq!(
        lenient(r#"{"f": 8800000000000}"#),
        Ok(String::from("8800000000000"))
    );
    assert_eq!(
        lenient(r#"{"f": 540668.00}"#),
        Ok(String::from("540668.00"))
    );
    assert!(lenient(r#"{"f": true}"#).is_err());
}

#[test]
fn the_first_name_that_has_a_value_counts() {
    let read = |json: &str| {
        let document = document(json);
        let object = Value::root(&document).object().expect("an object");
        object
            .field(&["expired_at", "expires_at", "data.expires"])
            .absent(&["", "0001-01-01T00:00:00"])
            .optional::<String>()
    };
    let found = |json: &str| read(json).expect("reads");
    assert_eq!(
        found(r#"{"expires_at": "b", "expired_at": "a"}"#).as_deref(),
        Some("a")
    );
    assert_eq!(
        found(r#"{"expired_at": null, "expires_at": "b"}"#).as_deref(),
        Some("b")
    );
    assert_eq!(
        found(r#"{"expired_at": "", "expires_at": "b"}"#).as_deref(),
        Some("b")
    );
    assert_eq!(
        found(r#"{"expired_at": "0001-01-01T00:00:00", "data": {"expires": "c"}}"#).as_deref(),
        Some("c")
    );
    assert_eq!(found(r#"{"expired_at": "", "data": ""}"#), None);
    // The error names the name that was read.
    let error = read(r#"{"data": {"expires": 5}}"#).expect_err("an error");
    assert_eq!(error.path(), "data.expires");
}

#[test]
fn a_number_can_be_marked_as_absent() {
    let read = |json: &str| field(json, |field| field.absent(&["0"]).optional::<i64>());
    assert_eq!(read(r#"{"f": 0}"#), Ok(None));
    assert_eq!(read(r#"{"f": 1}"#), Ok(Some(1)));
}

#[test]
fn an_empty_list_or_object_can_be_marked_as_absent() {
    let read = |json: &str| {
        field(json, |field| {
            field.absent(&["[]", "{}"]).optional::<String>()
        })
    };
    assert_eq!(read(r#"{"f": []}"#), Ok(None));
    assert_eq!(read(r#"{"f": { }}"#), Ok(None));
    assert!(read(r#"{"f": [1]}"#).is_err());
    assert!(
        field(r#"{"f": []}"#, |field| field
            .absent(&[""])
            .optional::<String>())
        .is_err()
    );
}

#[test]
fn an_absent_value_is_missing_where_one_is_required() {
    let error = field(r#"{"f": ""}"#, |field| {
        field.absent(&[""]).required::<String>()
    })
    .expect_err("an error");
    assert_eq!(*error.problem(), ReadProblem::Missing);
}

#[test]
fn a_single_value_stands_for_a_list_where_the_field_says_so() {
    let read = |json: &str| {
        field(json, |field| {
            field.or_single().or_text().required::<Vec<i64>>()
        })
    };
    assert_eq!(read(r#"{"f": 7}"#), Ok(vec![7]));
    assert_eq!(read(r#"{"f": [7, "8"]}"#), Ok(vec![7, 8]));
    assert_eq!(read(r#"{"f": []}"#), Ok(vec![]));
}

#[test]
fn times_are_read_in_their_form_and_zone() {
    let read = |json: &str| {
        field(json, |field| {
            field
                .absent(&[""])
                .optional_time(TimeForm::Spaced, "Europe/Istanbul")
        })
        .map(|moment| moment.map(|moment| moment.to_string()))
        .map_err(|error| error.to_string())
    };
    assert_eq!(
        read(r#"{"f": "2023-08-15 17:30:00"}"#),
        Ok(Some(String::from("2023-08-15T14:30:00Z")))
    );
    assert_eq!(read(r#"{"f": ""}"#), Ok(None));
    let expected = "`f` in the answer: expected a time like `2023-08-15 17:30:00`, found";
    assert_eq!(
        read(r#"{"f": "2023-08-15T17:30:00"}"#),
        Err(format!("{expected} another form"))
    );
    assert_eq!(
        read(r#"{"f": 1692109800}"#),
        Err(format!("{expected} a number"))
    );
    let required = field(r#"{}"#, |field| {
        field.required_time(TimeForm::Rfc3339, None)
    });
    assert_eq!(
        required.expect_err("an error").to_string(),
        "`f` in the answer: it is missing"
    );
}

#[test]
fn maps_are_keyed_by_plain_numbers() {
    let map = read::<NumberedMap<i64>>(r#"{"f": {"12": 1, "3": 2}}"#).expect("reads");
    assert_eq!(map.into_iter().collect::<Vec<_>>(), [(3, 2), (12, 1)]);
    assert_eq!(
        read::<NumberedMap<i64>>(r#"{"f": []}"#).map(|map| map.len()),
        Ok(0),
        "PHP's empty object"
    );
    for json in [
        r#"{"f": {"x": 1}}"#,
        r#"{"f": {"01": 1}}"#,
        r#"{"f": {"+1": 1}}"#,
        r#"{"f": [1]}"#,
    ] {
        assert!(read::<NumberedMap<i64>>(json).is_err(), "{json}");
    }
    let error = read::<NumberedMap<i64>>(r#"{"f": {"3": [1]}}"#).expect_err("an error");
    assert_eq!(
        error,
        "`f.3` in the answer: expected a 64-bit integer, found a list"
    );
}

#[test]
fn the_path_of_an_error_goes_through_lists_and_objects() {
    #[derive(Debug)]
    struct Card;
    impl FromAnswer for Card {
        fn from_answer(value: Value<'_>) -> Result<Self, ReadError> {
            let object = value.object()?;
            object
                .field(&["detail.token"])
                .required::<Secret>()
                .map(|_| Self)
        }
    }
    let json = r#"{"data": {"cards": [{"detail": {"token": "x"}}, {"detail": {"token": 4508034508034509}}]}}"#;
    let document = document(json);
    let error = Value::root(&document)
        .at::<Option<Vec<Card>>>("data.cards")
        .expect_err("an error");
    assert_eq!(error.path(), "data.cards[1].detail.token");
    assert!(!format!("{error} {error:?}").contains("4508"));
}

#[test]
fn base_64_is_decoded_and_plain_text_kept() {
    let text =
        |json: &str| read::<Base64Text>(json).map(|text| (text.was_encoded(), text.into_string()));
    // printf 'İşlem başarısız' | base64
    assert_eq!(
        text(r#"{"f": "xLDFn2xlbSBiYcWfYXLEsXPEsXo="}"#),
        Ok((true, String::from("İşlem başarısız")))
    );
    assert_eq!(
        text(r#"{"f": "Declined"}"#),
        Ok((false, String::from("Declined")))
    );
    assert_eq!(
        text(r#"{"f": "Not enough funds!"}"#),
        Ok((false, String::from("Not enough funds!")))
    );
    assert_eq!(text(r#"{"f": ""}"#), Ok((true, String::new())));
}

#[test]
fn codes_of_enums_are_texts_of_either_coding() {
    let code = |json: &str, coding, lenient| {
        let document = document(json);
        Value::root(&document).enum_code(coding, lenient).ok()
    };
    assert_eq!(code("4", EnumCoding::Integer, false).as_deref(), Some("4"));
    assert_eq!(
        code("\"4\"", EnumCoding::Integer, true).as_deref(),
        Some("4")
    );
    assert_eq!(code("\"4\"", EnumCoding::Integer, false), None);
    assert_eq!(
        code("\"PreAuth\"", EnumCoding::Text, false).as_deref(),
        Some("PreAuth")
    );
    assert_eq!(code("1", EnumCoding::Text, true).as_deref(), Some("1"));
    assert_eq!(code("1", EnumCoding::Text, false), None);
    assert_eq!(code("true", EnumCoding::Text, true).as_deref(), Some("true"));
    assert_eq!(code("true", EnumCoding::Text, false), None);
    assert_eq!(code("\"x\"", EnumCoding::Integer, true), None);
}

#[test]
fn other_single_values() {
    assert_eq!(read::<Currency>(r#"{"f": "TRY"}"#), Ok(Currency::TRY));
    assert_eq!(
        read::<Date>(r#"{"f": "2024-06-13"}"#).map(|date| date.to_string()),
        Ok(String::from("2024-06-13"))
    );
    assert_eq!(
        error_of::<Currency>(r#"{"f": "949"}"#),
        "`f` in the answer: expected a currency of three letters, found another form"
    );
    assert!(read_json::<Vec<String>>(b"[\"a\"]").is_ok());
    assert_eq!(
        *read_json::<String>(b"\"\xff\"")
            .expect_err("an error")
            .problem(),
        ReadProblem::NotUtf8
    );
}
