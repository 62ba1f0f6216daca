//! What is sensitive, what stands for it, and the search for it.

use std::collections::BTreeSet;

use ::tests::raw::Seen;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

/// One sensitive thing.
struct Canary {
    /// What the providers' documents call it.
    what: &'static str,
    value: String,
    /// Whether it was sent or received at all.
    met: bool,
}

/// All of them.
pub struct Canaries(Vec<Canary>);

/// What the fact sheets call sensitive, with values that hold what encodings change: `/`, `+`, `=`, `$`.
const LIST: [(&str, &str); 9] = [
    // Vepara: every item of its redaction list that the operations here meet.
    ("app_secret", "canary/zq1app+secret=kx"),
    ("merchant_key", "$2y$10$canary.zq2merchant/key+Wk"),
    ("token", "canary.zq3token/jwt+8=="),
    ("card number", "5406675406675403"),
    ("card token", "CANARYzq4CARDTOKEN/7+Q="),
    // Paywall: the private pair, the code to pay with, the holder's number.
    ("apikeyprivate", "canary/zq5private+key=="),
    ("apiclientprivate", "canaryzq6-0000-4000-8000-private"),
    ("UniqueCode", "canary/zq7unique+code/W0=="),
    ("Identity", "canary-zq8-identity"),
];

impl Canaries {
    pub fn new() -> Self {
        let canaries = LIST.map(|(what, value)| Canary {
            what,
            value: value.to_owned(),
            met: false,
        });
        Self(canaries.into())
    }

    /// The value that stands for a sensitive thing.
    pub fn of(&self, what: &str) -> &str {
        match self.0.iter().find(|canary| canary.what == what) {
            Some(canary) => &canary.value,
            // Public, so no canary.
            None if what == "app_id" => "public-app-id",
            None => panic!("there is no canary for {what}"),
        }
    }

    /// Takes note of what a server was sent: which canaries, and each hash, which is a canary from then on.
    pub fn saw(&mut self, seen: &[Seen]) {
        for seen in seen {
            for canary in &mut self.0 {
                canary.met |=
                    seen.head.contains(&canary.value) || seen.body.contains(&canary.value);
            }
            let body: serde_json::Value = serde_json::from_str(&seen.body).unwrap_or_default();
            if let Some(hash) = body["hash_key"].as_str() {
                self.0.push(Canary {
                    what: "hash_key",
                    value: hash.to_owned(),
                    met: true,
                });
            }
        }
    }

    /// Fails on the first canary that a text shows, in any form.
    #[track_caller]
    pub fn assert_absent(&self, text: &str, place: &str) {
        for canary in &self.0 {
            for form in forms(&canary.value) {
                if let Some(at) = text.find(&form) {
                    let around: String = text[..at].chars().rev().take(160).collect();
                    let around: String = around.chars().rev().collect();
                    panic!(
                        "{place}: the {} is shown, as {form:?}, after: {around}",
                        canary.what
                    );
                }
            }
        }
        assert_no_digits_of(self.of("card number"), text, place);
    }

    /// Fails on a canary that nothing ever held: then its absence proves nothing. The last three only ever come from the
    /// provider.
    #[track_caller]
    pub fn assert_all_were_there(&self) {
        let received = ["card token", "UniqueCode", "Identity"];
        for canary in &self.0 {
            assert!(
                canary.met || received.contains(&canary.what),
                "the {} was never sent",
                canary.what
            );
        }
        assert!(
            self.0.iter().any(|canary| canary.what == "hash_key"),
            "no hash was sent"
        );
    }
}

/// The forms in which a provider may repeat what it was sent: as it is, escaped for JSON (also as PHP does), for addresses
/// and forms, in Base64.
pub fn echoes(value: &str) -> BTreeSet<String> {
    let json = serde_json::to_string(value).expect("a text");
    let json = json[1..json.len() - 1].to_owned();
    let percent = |kept: &[u8], lower: bool| -> String {
        let encode = |byte: u8| match byte {
            byte if byte.is_ascii_alphanumeric() || kept.contains(&byte) => {
                char::from(byte).to_string()
            }
            byte if lower => format!("%{byte:02x}"),
            byte => format!("%{byte:02X}"),
        };
        value.bytes().map(encode).collect()
    };
    BTreeSet::from([
        value.to_owned(),
        json.replace('/', "\\/"),
        json,
        percent(b"-._~", false),
        percent(b"-._~", true),
        percent(b"-._*", false),
        STANDARD.encode(value),
        URL_SAFE.encode(value),
    ])
}

/// Every form that is searched for: those, and as Rust text, in hex, in Base64 at each of the three places that it may
/// begin at.
pub fn forms(value: &str) -> BTreeSet<String> {
    let mut forms = echoes(value);
    let rust = format!("{value:?}");
    let hex: String = value.bytes().map(|byte| format!("{byte:02x}")).collect();
    forms.extend([rust[1..rust.len() - 1].to_owned(), hex.to_uppercase(), hex]);
    for shift in 0..3 {
        let shifted = [&vec![b'x'; shift][..], value.as_bytes()].concat();
        for text in [
            STANDARD_NO_PAD.encode(&shifted),
            URL_SAFE_NO_PAD.encode(&shifted),
        ] {
            // The first and the last characters hang on the neighbours.
            forms.insert(text[4..text.len() - 4].to_owned());
        }
    }
    forms
}

/// Fails where a text shows more of a card number than its first six and last four digits, whatever stands between them.
#[track_caller]
pub fn assert_no_digits_of(number: &str, text: &str, place: &str) {
    let joined: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '.' | ',' | '_'))
        .collect();
    for start in 0..=number.len() - 7 {
        let digits = &number[start..start + 7];
        assert!(
            !joined.contains(digits),
            "{place}: {digits} of the card number is shown"
        );
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::{Canaries, assert_no_digits_of, forms};
    use crate::recorder;

    #[test]
    fn every_form_is_found() {
        let canaries = Canaries::new();
        for form in forms(canaries.of("merchant_key")) {
            let text = format!("before {form} after");
            assert!(
                fails(|| canaries.assert_absent(&text, "a test")),
                "{form} is not found"
            );
        }
        canaries.assert_absent("before and after", "a test");
    }

    #[test]
    fn a_grouped_card_number_is_found_and_a_cut_one_is_not() {
        assert_no_digits_of("5406675406675403", "card 540667…5403", "a test");
        for shown in ["5406 6754 0667 5403", "540667540", "x5406675-403"] {
            let search = || assert_no_digits_of("5406675406675403", shown, "a test");
            assert!(fails(search), "{shown} is not found");
        }
    }

    fn fails(search: impl FnOnce()) -> bool {
        recorder::install();
        recorder::quiet_panics(true);
        let result = catch_unwind(AssertUnwindSafe(search));
        recorder::quiet_panics(false);
        result.is_err()
    }
}
