//! Callbacks: strict decoding, repeated parameters, signatures that match, lack or lie.

use super::*;
use crate::money::Amount;

const SECRET: &str = "0123456789abcdef0123456789abcdef";
/// Vector V12 of the bundles: `1|100.50|INV-0001|162000000000001|TRY`.
const PAID: &str =
    "0123456789abcdef:6f70:PrpaD1YEmiMA8nHIOpr0bjykJ8__7uxIOYGQen5__XWi9oyliJD5chN6FbPRa7f0RJ";

fn query(query: &str) -> Parameters {
    Parameters::from_query(query).unwrap_or_else(|error| panic!("{query}: {error}"))
}

#[test]
fn names_and_values_are_decoded() {
    let parameters =
        query("?ad=Ay%C5%9Fe+%C3%96rnek&bo%C5%9F=&n=5&x=1%3D2&flag&&amount=20.00&ok=1");
    let object = parameters.object();
    assert_eq!(
        object.field(&["ad"]).required::<String>().as_deref(),
        Ok("Ayşe Örnek")
    );
    assert_eq!(
        object.field(&["boş"]).required::<String>().as_deref(),
        Ok("")
    );
    assert_eq!(
        object.field(&["boş"]).absent(&[""]).optional::<String>(),
        Ok(None)
    );
    assert_eq!(
        object.field(&["x"]).required::<String>().as_deref(),
        Ok("1=2")
    );
    assert_eq!(
        object.field(&["flag"]).required::<String>().as_deref(),
        Ok("")
    );
    assert_eq!(object.field(&["missing"]).optional::<String>(), Ok(None));
    // All of it is text, so numbers and booleans are read from text without further words.
    assert_eq!(object.field(&["n"]).required::<i64>(), Ok(5));
    assert_eq!(object.field(&["ok"]).required::<bool>(), Ok(true));
    assert_eq!(
        object
            .field(&["amount"])
            .required::<Amount>()
            .map(|a| a.to_string())
            .as_deref(),
        Ok("20.00")
    );
    assert!(object.field(&["ad"]).required::<i64>().is_err());
}

#[test]
fn broken_escapes_and_other_encodings_are_refused() {
    for (text, error) in [
        ("a=%", ParameterError::Escape),
        ("a=%4", ParameterError::Escape),
        ("a=%zz", ParameterError::Escape),
        ("a=%+1", ParameterError::Escape),
        ("%g0=1", ParameterError::Escape),
        ("a=%DE", ParameterError::NotUtf8),
        ("a=%C0%AF", ParameterError::NotUtf8),
        ("a=%ED%A0%80", ParameterError::NotUtf8),
    ] {
        assert_eq!(Parameters::from_query(text).err(), Some(error), "{text}");
    }
    assert_eq!(
        Parameters::from_form(b"a=\xde").err(),
        Some(ParameterError::NotUtf8)
    );
}

#[test]
fn size_and_number_are_limited() {
    assert_eq!(
        Parameters::from_form(&vec![b'a'; LONGEST + 1]).err(),
        Some(ParameterError::TooLarge)
    );
    let many = |count: usize| {
        (0..count)
            .map(|n| format!("p{n}=1"))
            .collect::<Vec<_>>()
            .join("&")
    };
    assert!(Parameters::from_query(&many(MOST)).is_ok());
    assert_eq!(
        Parameters::from_query(&many(MOST + 1)).err(),
        Some(ParameterError::TooLarge)
    );
}

#[test]
fn of_a_repeated_parameter_the_first_counts_unless_money_hangs_on_it() {
    let parameters = query("errorMessage=a&invoice_id=1&errorMessage=b&invoice_id=2&other=x");
    assert_eq!(
        parameters
            .object()
            .field(&["errorMessage"])
            .required::<String>()
            .as_deref(),
        Ok("a")
    );
    assert_eq!(parameters.once(&["other", "missing"]), Ok(()));
    let error = parameters
        .once(&["other", "invoice_id"])
        .expect_err("an error");
    assert_eq!(
        error.to_string(),
        "`invoice_id` in the answer: a name stands there twice"
    );
}

fn paid() -> CallbackSignature<'static> {
    CallbackSignature {
        algorithm: SignatureAlgorithm::AesCbcBundle,
        field: &["hash_key"],
        over: &[
            SignedSlot::Text(&["vepara_status", "status"]),
            SignedSlot::Number(&["total"]),
            SignedSlot::Text(&["invoice_id"]),
            SignedSlot::Text(&["order_id", "order_no"]),
            SignedSlot::Unsent,
        ],
    }
}

fn state(text: &str) -> SignatureState {
    query(text).check_signature(&paid(), &Secret::from(SECRET))
}

#[test]
fn a_signature_matches_whichever_names_arrived() {
    let signature = PAID.replace('+', "%2B");
    let good = format!(
        "status=1&total=100.5&invoice_id=INV-0001&order_no=162000000000001&hash_key={signature}"
    );
    assert_eq!(state(&good), SignatureState::Matches);
    for (from, to) in [
        ("status=1", "status=0"),
        ("total=100.5", "total=100.51"),
        ("invoice_id=INV-0001", "invoice_id=INV-0002"),
        ("invoice_id=INV-0001", "invoice_id="),
        ("order_no=162000000000001", "order_no=0162000000000001"),
        ("order_no=162000000000001", "x=1"),
        (
            "order_no=162000000000001",
            "order_no=162000000000001&order_id=9",
        ),
        ("hash_key=0", "hash_key=1"),
        ("status=1", "status=1&status=1"),
        ("hash_key=", "hash_key=x&hash_key="),
    ] {
        assert_eq!(
            state(&good.replacen(from, to, 1)),
            SignatureState::Mismatch,
            "{to}"
        );
    }
}

#[test]
fn a_missing_signature_is_no_mismatch() {
    assert_eq!(
        state("status=1&total=100.50&invoice_id=INV-0001&order_id=162000000000001"),
        SignatureState::Missing
    );
    assert_eq!(state("hash_key="), SignatureState::Missing);
}

#[test]
fn a_plus_that_became_a_space_is_restored() {
    // V15 begins with a plus; unescaped in a query it arrives as a space.
    let bundle =
        "0123456789abcdef:8192:+__bKh78V8G7m0dW8H25ga0UoRAopKU6NpYsKAnXgAEhHF3LSuu0T9P1r6607tVk5";
    let check = CallbackSignature {
        algorithm: SignatureAlgorithm::AesCbcBundle,
        field: &["hash_key"],
        over: &[
            SignedSlot::Text(&["status"]),
            SignedSlot::Number(&["amount"]),
            SignedSlot::Text(&["invoice_id"]),
            SignedSlot::Text(&["order_id"]),
        ],
    };
    let parameters = query(&format!(
        "status=Completed&amount=10&invoice_id=INV-0001&order_id=162000000000001&hash_key={bundle}"
    ));
    assert_eq!(
        parameters
            .signature_text(&["hash_key"])
            .as_deref()
            .map(String::as_str),
        Some(bundle)
    );
    assert_eq!(
        parameters.check_signature(&check, &Secret::from(SECRET)),
        SignatureState::Matches
    );
    assert_eq!(
        parameters.check_signature(&check, &Secret::from("another")),
        SignatureState::Mismatch
    );
}

#[test]
fn a_plus_of_base64_is_read_whether_it_was_escaped_or_not() {
    use crate::reading::Base64Text;
    let read = |text: &str| {
        let text = query(&format!("errorMessage={text}"));
        let read = text.object().field(&["errorMessage"]).required();
        read.map(|text: Base64Text| (text.was_encoded(), text.into_string()))
    };
    for encoded in ["w5ZkZW1lfj5%2B", "w5ZkZW1lfj5+", "w5ZkZW1lfj5%20"] {
        assert_eq!(read(encoded), Ok((true, "Ödeme~>~".to_owned())));
    }
    let padded = "YT4+Yj8+xZ8=";
    assert_eq!(read(padded), Ok((true, "a>>b?>ş".to_owned())));
    for (plain, text) in [
        ("Onay+kodu+yok+x", "Onay kodu yok x"),
        ("red+edildi", "red edildi"),
        ("a%2Bb", "a+b"),
    ] {
        assert_eq!(read(plain), Ok((false, text.to_owned())), "a plain text");
    }
}

#[test]
fn a_joined_hash_covers_the_texts_that_arrived() {
    let check = CallbackSignature {
        algorithm: SignatureAlgorithm::Sha256Joined,
        field: &["hash"],
        over: &[
            SignedSlot::Text(&["paymentId"]),
            SignedSlot::Text(&["uniqueCode"]),
            SignedSlot::Number(&["amount"]),
            SignedSlot::Text(&["installment"]),
        ],
    };
    // printf 'secret###42###ORDER-1###10.50###1' | sha256sum
    let hash = "d2329c4f75346dbf72d598bfc3871eff29b2c0310da63d46d928b40b78ce93e0";
    let state = |amount: &str, hash: &str| {
        query(&format!(
            "paymentId=42&uniqueCode=ORDER-1&amount={amount}&installment=1&hash={hash}"
        ))
        .check_signature(&check, &Secret::from("secret"))
    };
    assert_eq!(state("10.50", hash), SignatureState::Matches);
    assert_eq!(
        state("10.50", &hash.to_ascii_uppercase()),
        SignatureState::Matches
    );
    assert_eq!(
        state("10.5", hash),
        SignatureState::Mismatch,
        "the hash is over the text"
    );
    assert_eq!(state("10.50", "00"), SignatureState::Mismatch);
    assert_eq!(state("10.50", ""), SignatureState::Missing);
}

#[test]
fn debug_shows_names_only() {
    assert_eq!(
        format!("{:?}", query("hash_key=canary&a=canary")),
        r#"["hash_key", "a"]"#
    );
}
