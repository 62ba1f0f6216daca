//! What a name promises by its words: a secret, or an amount of money.
//!
//! The last word is what a thing is (`card_token` is a token, `token_type` a type), so only that one counts, and never a
//! part of a word: a `keyboard` is no key.

use heck::ToSnakeCase;

use crate::names;

/// A secret that a name promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// The number of a card.
    CardNumber,
    /// The digits on its back.
    Cvv,
    /// Any other.
    Other,
}

/// Words for what must never be shown, with their plurals; Turkish ones with the ending that they have after a noun.
const SECRETS: &[&str] = &[
    "token",
    "tokens",
    "key",
    "keys",
    "secret",
    "secrets",
    "password",
    "passwords",
    "passwd",
    "passphrase",
    "passcode",
    "pin",
    "otp",
    "hash",
    "hashes",
    "hmac",
    "signature",
    "signatures",
    "apikey",
    "secretkey",
    "privatekey",
    "accesskey",
    "hashkey",
    "cardtoken",
    "anahtar",
    "anahtari",
    "sifre",
    "sifresi",
    "parola",
    "parolasi",
    "imza",
    "imzasi",
];

/// Words that make a key a mere name among others.
const NAMING_KEYS: &[&str] = &[
    "unique",
    "provider",
    "group",
    "search",
    "sort",
    "index",
    "primary",
    "foreign",
    "idempotency",
];

/// Words for the month of an expiry.
pub const MONTH: &[&str] = &["month", "ay", "ayi"];

/// Words for its year.
pub const YEAR: &[&str] = &["year", "yil", "yili"];

const CVVS: &[&str] = &["cvv", "cvc", "cvn", "cvvs", "cvcs"];

/// One word for the number of a card.
const CARD_NUMBERS: &[&str] = &[
    "pan",
    "pans",
    "cardnumber",
    "cardno",
    "ccnumber",
    "ccno",
    "kartno",
];

const CARDS: &[&str] = &["card", "cc", "kart"];

const NUMBERS: &[&str] = &["number", "numbers", "no", "num", "nr", "numarasi"];

/// Words that say that something can be shown.
const SHOWN: &[&str] = &["masked", "mask", "maskeli", "public"];

const AMOUNTS: &[&str] = &[
    "amount",
    "amounts",
    "total",
    "totals",
    "subtotal",
    "price",
    "prices",
    "fee",
    "fees",
    "commission",
    "balance",
    "cost",
    "tutar",
    "tutari",
    "fiyat",
    "fiyati",
    "ucret",
    "ucreti",
    "komisyon",
    "komisyonu",
    "bakiye",
    "bakiyesi",
    "toplam",
    "toplami",
];

/// Words before `total` that make it a count.
const COUNTED: &[&str] = &["record", "row", "page", "item"];

/// What follows one of them says more of the thing that stands before it: the `amount_to_be_paid` is an amount.
const PREPOSITIONS: &[&str] = &[
    "of", "to", "for", "in", "by", "per", "from", "at", "on", "with",
];

/// Last words that leave a thing what it is.
const EMPTY: &[&str] = &["value", "text", "raw", "string", "again", "tekrar"];

/// The secret that a name in a spec or on the wire promises.
pub fn secret(name: &str) -> Option<Secret> {
    if says_shown(name) {
        return None;
    }
    let words = head(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [.., what, "code" | "kodu"] if CVVS.contains(what) => Some(Secret::Cvv),
        [.., "security", "code"] | [.., "guvenlik", "kodu"] => Some(Secret::Cvv),
        [.., "pin", "code" | "kodu"] => Some(Secret::Other),
        [.., card, number] if CARDS.contains(card) && NUMBERS.contains(number) => {
            Some(Secret::CardNumber)
        }
        [.., last] if CARD_NUMBERS.contains(last) => Some(Secret::CardNumber),
        [.., last] if CVVS.contains(last) => Some(Secret::Cvv),
        [.., which, "key" | "keys"] if NAMING_KEYS.contains(which) => None,
        [.., last] if SECRETS.contains(last) => Some(Secret::Other),
        _ => None,
    }
}

/// Whether a name says that what it stands for can be shown, such as a card number that is masked.
pub fn says_shown(name: &str) -> bool {
    let words = split(name);
    words.iter().any(|word| SHOWN.contains(&word.as_str()))
}

/// Whether a name in a spec or on the wire promises an amount of money.
pub fn money(name: &str) -> bool {
    let words = head(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [.., counted, "total" | "totals"] if COUNTED.contains(counted) => false,
        [.., last] => {
            let joined = last.ends_with("amount") && *last != "paramount";
            joined || last.ends_with("price") || AMOUNTS.contains(last)
        }
        [] => false,
    }
}

/// Whether one of some words is in a name.
pub fn says(name: &str, words: &[&str]) -> bool {
    split(name)
        .iter()
        .any(|word| words.contains(&word.as_str()))
}

/// Whether a name says that something failed.
pub fn failure(name: &str) -> bool {
    const FAILED: &[&str] = &[
        "fail",
        "failed",
        "failure",
        "decline",
        "declined",
        "reject",
        "rejected",
        "refused",
        "error",
        "invalid",
        "basarisiz",
        "reddedildi",
    ];
    says(name, FAILED)
}

/// Whether a name says that something is a number, and not of what.
pub fn bare_number(name: &str) -> bool {
    matches!(split(name).as_slice(), [one] if NUMBERS.contains(&one.as_str()))
}

/// Whether a name promises an amount that was paid, and not what was kept or given back of it.
pub fn paid(name: &str) -> bool {
    const OF_IT: &[&str] = &[
        "refund",
        "refunded",
        "commission",
        "fee",
        "cost",
        "iade",
        "komisyon",
    ];
    money(name) && !head(name).iter().any(|word| OF_IT.contains(&word.as_str()))
}

/// Whether a name promises a currency.
pub fn currency(name: &str) -> bool {
    let words = head(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(
        words.as_slice(),
        [.., "currency"] | [.., "currency", "code"] | [.., "para", "birimi"] | [.., "doviz"]
    )
}

/// Whether a header is one that holds credentials.
pub fn credential_header(name: &str) -> bool {
    matches!(
        split(name).last().map(String::as_str),
        Some("authorization" | "cookie")
    )
}

/// Whether a name is the amount of a request, not one beside it.
pub fn whole_amount(name: &str) -> bool {
    const OF: &[&str] = &[
        "refund",
        "payment",
        "capture",
        "charge",
        "order",
        "cancel",
        "transaction",
        "total",
        "iade",
        "odeme",
    ];
    let words = split(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [one] => matches!(
            *one,
            "amount" | "total" | "tutar" | "tutari" | "toplam" | "price"
        ),
        [of, "amount" | "total" | "tutar" | "tutari"] => OF.contains(of),
        _ => false,
    }
}

/// Whether a host or a variable is named like one of a test environment.
pub fn for_tests(name: &str) -> bool {
    const TESTS: &[&str] = &[
        "test",
        "tests",
        "testing",
        "sandbox",
        "stage",
        "staging",
        "uat",
        "dev",
        "demo",
        "preprod",
        "localhost",
    ];
    split(name)
        .iter()
        .any(|word| TESTS.contains(&word.as_str()))
        || name.starts_with("127.")
}

/// Whether a host is named like one of a test environment by a word that another host has not; its last label is no name.
pub fn for_tests_unlike(host: &str, other: &str) -> bool {
    let name = host.rsplit_once('.').map_or(host, |(name, _)| name);
    let known = split(other);
    let own = split(name);
    let unlike = own.iter().filter(|word| !known.contains(word));
    unlike.into_iter().any(|word| for_tests(word)) || name.starts_with("127.") && name != other
}

/// Whether a variable is named like one of a live environment, and not of a test environment.
pub fn for_live(name: &str) -> bool {
    const LIVE: &[&str] = &["live", "prod", "production", "canli"];
    split(name).iter().any(|word| LIVE.contains(&word.as_str())) && !for_tests(name)
}

/// Whether a field is named like one that says whether something succeeded.
pub fn success(name: &str) -> bool {
    let words = split(name);
    let last = words.last().map(String::as_str);
    matches!(
        last,
        Some("result" | "success" | "successful" | "succeeded" | "ok" | "sonuc" | "basarili")
    )
}

/// The words of a name, in lower case and ASCII, without numbers at their ends.
pub fn split(name: &str) -> Vec<String> {
    let spelled = names::transliterate(name).replace('.', "_").to_snake_case();
    let words = spelled
        .split('_')
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words up to the one that says what a thing is.
fn head(name: &str) -> Vec<String> {
    let mut words = split(name);
    let known = |words: &[&str], word: &String| words.contains(&word.as_str());
    let preposition = words.iter().position(|word| known(PREPOSITIONS, word));
    if let Some(place) = preposition.filter(|place| (1..words.len() - 1).contains(place)) {
        words.truncate(place);
    }
    while words.len() > 1 && words.last().is_some_and(|word| known(EMPTY, word)) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_seen_in_every_spelling() {
        for name in [
            "card_number",
            "CardNumber",
            "cc_no",
            "credit_card_no",
            "data.card_no",
            "Card.Number",
            "kart_no",
            "kart_numarası",
            "pan",
            "cardNumber2",
        ] {
            assert_eq!(secret(name), Some(Secret::CardNumber), "{name}");
        }
        for name in [
            "cvv",
            "CVV2",
            "CardCvv",
            "cvc_code",
            "security_code",
            "güvenlik_kodu",
        ] {
            assert_eq!(secret(name), Some(Secret::Cvv), "{name}");
        }
        for name in [
            "card_token",
            "token",
            "merchant_key",
            "apikey",
            "ApiKey",
            "hash_key",
            "password_again",
            "signature",
            "pin",
            "PinCode",
            "şifre",
            "api_anahtarı",
            "key_for_signing",
            "token_value",
        ] {
            assert_eq!(secret(name), Some(Secret::Other), "{name}");
        }
    }

    #[test]
    fn a_part_of_a_word_or_what_is_said_of_a_secret_is_none() {
        for name in [
            "monkey_count",
            "keyboard",
            "pinned",
            "HashFormat",
            "HashKeyType",
            "token_type",
            "card_number_masked",
            "masked_card_number",
            "CardNoFirst",
            "number_of_cards",
            "public_key",
            "MerchantUniqueKey",
            "order_number",
            "company",
            "expires_at",
        ] {
            assert_eq!(secret(name), None, "{name}");
        }
    }

    #[test]
    fn names_of_amounts_are_seen_in_every_spelling() {
        for name in [
            "amount",
            "TotalAmount",
            "minamount",
            "product_price",
            "amount_to_be_paid",
            "fee",
            "merchant_commission",
            "CargoCost",
            "data.total",
            "işlem_tutarı",
            "bakiye",
            "price_in_kuruş",
        ] {
            assert!(money(name), "{name}");
        }
    }

    #[test]
    fn what_is_said_of_an_amount_is_none() {
        for name in [
            "TotalCount",
            "commission_rate",
            "amount_type",
            "commission_by",
            "record_total",
            "coffee",
            "feedback",
            "totally",
            "",
            "__",
            "of",
        ] {
            assert!(!money(name), "{name}");
        }
    }
}
