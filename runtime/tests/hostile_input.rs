//! Whatever arrives from outside: nothing panics, and nothing that was sent to us shows up in an error.

use std::fmt::{Debug, Display};

use vezne_runtime::{
    Amount, Answer, CallbackSignature, CardExpiry, CardNumber, Currency, Cvv, Date, NumberedMap,
    Parameters, Secret, SignatureAlgorithm, SignatureState, SignedSlot, TimeForm, Timestamp,
    read_json, signature,
};

/// A seeded generator (xorshift64*), so that a failure can be seen again.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).expect("31 bits") % end.max(1)
    }

    /// The seed text with a few bytes changed, cut, doubled or inserted.
    fn mutate(&mut self, seed: &[u8]) -> Vec<u8> {
        const PIECES: [&[u8]; 12] = [
            b"\"",
            b"{",
            b"[",
            b"\\u",
            b"%",
            b"|",
            b":",
            b"__",
            b"\xff",
            b"99999999999999999999",
            b"\x00",
            "ş".as_bytes(),
        ];
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(4) {
            let place = self.below(bytes.len() + 1);
            match self.below(4) {
                0 if place < bytes.len() => bytes[place] = self.next().to_le_bytes()[0],
                1 => bytes.truncate(place),
                2 => {
                    let tail = bytes[place..].to_vec();
                    bytes.extend(tail);
                }
                _ => {
                    let piece = PIECES[self.below(PIECES.len())];
                    bytes.splice(place..place, piece.iter().copied());
                }
            }
            bytes.truncate(4096);
        }
        bytes
    }
}

const CANARY: &str = "kanarya-1";

fn quiet<T, E: Display + Debug>(result: Result<T, E>) {
    if let Err(error) = result {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(CANARY), "{shown}");
    }
}

#[test]
fn no_answer_panics_or_leaks_into_an_error() {
    let seeds: [&[u8]; 5] = [
        br#"{"status_code": 100, "data": {"token": "kanarya-1", "n": [1.50, -2e3, null, true], "expired_at": "2023-08-15 17:30:00"}}"#,
        br#"{"kanarya-1": {"1": [], "2": "kanarya-1"}, "errors": {"kanarya-1": ["kanarya-1"]}}"#,
        br#"[[[[[[{"a": "\ud83d\ude00\n"}]]]]]]"#,
        b"<html>kanarya-1</html>",
        b"12345678901234567.89",
    ];
    let mut random = Random(0x5EED_0001);
    for round in 0..20_000 {
        let body = random.mutate(seeds[round % seeds.len()]);
        quiet(read_json::<Vec<Vec<String>>>(&body));
        quiet(read_json::<NumberedMap<Amount>>(&body));
        quiet(read_json::<Amount>(&body));
        let answer = Answer::new(200, None, body);
        for path in ["", "data", "data.n.0", "errors.key", "data.expired_at"] {
            quiet(answer.payload::<Vec<Option<i64>>>(path));
            quiet(answer.payload::<Secret>(path));
            assert!(!(answer.has(path) && answer.lacks(path)));
        }
        assert!(!format!("{answer:?}").contains(CANARY));
    }
}

#[test]
fn no_callback_or_bundle_panics() {
    let query = b"status=1&total=100.50&ad=Ay%C5%9Fe+kanarya-1&hash_key=0123456789abcdef:6f70:PrpaD1YEmiMA8nHIOpr0bjykJ8__7uxI";
    let key = Secret::from("kanarya-1");
    let mut random = Random(0x5EED_0002);
    for _ in 0..20_000 {
        let form = random.mutate(query);
        match Parameters::from_form(&form) {
            Err(error) => quiet(Err::<(), _>(error)),
            Ok(parameters) => {
                quiet(
                    parameters
                        .object()
                        .field(&["ad", "status"])
                        .required::<i64>(),
                );
                quiet(parameters.object().field(&["total"]).optional::<Amount>());
            }
        }
        if let Ok(text) = std::str::from_utf8(&form) {
            quiet(signature::open_bundle(&key, text));
            quiet(signature::open_bundle(
                &key,
                text.rsplit('=').next().unwrap_or_default(),
            ));
        }
    }
}

#[test]
fn no_json_callback_panics_or_leaks_into_an_error() {
    let seed = br#"{"PaymentId": 9474444843, "UniqueCode": "kanarya-1", "Amount": 72.0300, "Payments": [{"Amount": 1.50, "Ok": true}], "Hash": "d17cee13a05361279bd0910345a894171f26f28c1d328de3e6e7aac86d5896d3"}"#;
    let key = Secret::from("kanarya-1");
    let check = CallbackSignature {
        algorithm: SignatureAlgorithm::Sha256Joined,
        field: &["Hash"],
        over: &[
            SignedSlot::Text(&["PaymentId"]),
            SignedSlot::Number(&["Payments.0.Amount", "Amount"]),
        ],
    };
    let mut random = Random(0x5EED_0004);
    let mut read = 0;
    for _ in 0..20_000 {
        match Parameters::from_json(&random.mutate(seed)) {
            Err(error) => quiet(Err::<(), _>(error)),
            Ok(parameters) => {
                read += 1;
                let object = parameters.object();
                quiet(object.field(&["PaymentId"]).required::<i64>());
                quiet(
                    object
                        .field(&["Amount"])
                        .absent(&["0"])
                        .optional::<Amount>(),
                );
                quiet(object.field(&["Payments"]).required::<Vec<String>>());
                quiet(object.field(&["Payments.0.Ok"]).or_bit().optional::<bool>());
                assert_ne!(
                    parameters.check_signature(&check, &key),
                    SignatureState::Matches
                );
            }
        }
    }
    assert!(read > 1_000, "{read} of them are callbacks still");
}

#[test]
fn no_text_panics_and_what_is_accepted_is_written_back_as_an_equal() {
    let seeds = [
        "4508034508034509",
        "12/2026",
        "000",
        "10.10",
        "TRY",
        "2026-11-22",
        "2023-08-15 17:30:00",
        "2025-06-04T18:42:27.5447456+03:00",
    ];
    let mut random = Random(0x5EED_0003);
    for round in 0..40_000 {
        let bytes = random.mutate(seeds[round % seeds.len()].as_bytes());
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        quiet(text.parse::<CardNumber>());
        quiet(text.parse::<CardExpiry>());
        quiet(text.parse::<Cvv>());
        if let Ok(amount) = text.parse::<Amount>() {
            assert_eq!(amount.to_string().parse(), Ok(amount), "{text}");
        }
        if let Ok(currency) = text.parse::<Currency>() {
            assert_eq!(currency.to_string().parse(), Ok(currency), "{text}");
        }
        if let Ok(date) = text.parse::<Date>() {
            assert_eq!(date.to_string(), text);
        }
        for form in [TimeForm::Spaced, TimeForm::TSeparated, TimeForm::Rfc3339] {
            if let Ok(moment) = Timestamp::read(text, form, "Europe/Istanbul") {
                assert_eq!(moment.to_string().parse(), Ok(moment), "{text}");
            }
        }
    }
}
