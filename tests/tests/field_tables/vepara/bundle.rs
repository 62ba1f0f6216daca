//! `hash_key`, opened by section 2.1 and 2.2 alone and held against the vectors of 2.6, which three other programs made.

use aes::Aes256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, KeyIvInit};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::{APP_SECRET, MERCHANT_KEY};

/// The fields that a bundle holds. Stricter than 2.2: no raw `/`, an IV of 16 characters, a salt, as 2.1 builds it.
pub fn open(app_secret: &str, bundle: &str) -> Result<Vec<String>, String> {
    let parts: Vec<&str> = bundle.split(':').collect();
    let [iv, salt, encrypted] = parts[..] else {
        return Err(format!("{} parts between colons", parts.len()));
    };
    if iv.len() != 16 || !iv.is_ascii() || salt.is_empty() || !salt.is_ascii() {
        return Err(format!("the IV {iv:?} and the salt {salt:?}"));
    }
    if encrypted.contains('/') {
        return Err("a raw `/`".into());
    }
    let encrypted = STANDARD
        .decode(encrypted.replace("__", "/"))
        .map_err(|error| error.to_string())?;
    let text = decryptor(app_secret, salt, iv)
        .decrypt_padded_vec::<Pkcs7>(&encrypted)
        .map_err(|_| "the padding is wrong".to_owned())?;
    let text = String::from_utf8(text).map_err(|_| "no UTF-8".to_owned())?;
    Ok(text.split('|').map(str::to_owned).collect())
}

/// 2.1, steps 2 and 4 to 6: the first 32 characters of a digest in hex are the key, those of the IV are the IV.
fn decryptor(app_secret: &str, salt: &str, iv: &str) -> cbc::Decryptor<Aes256> {
    let password = hex(&Sha1::digest(app_secret));
    let digest = hex(&Sha256::digest(format!("{password}{salt}")));
    cbc::Decryptor::new_from_slices(&digest.as_bytes()[..32], iv.as_bytes()).expect("lengths")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The plaintexts of 2.6 with `MK` for the merchant key, and their bundles.
pub const V1: &str = "100.50|1|TRY|MK|INV-0001";
pub const V6: &str = "MK|5070|CARDTOKEN000000000000000000000000000000000000001";
pub const V7: &str = "10.00|INV-0001|MK";
pub const V8: &str = "|INV-0001|MK";
pub const V9: &str = "INV-0001|MK";
pub const V10: &str = "MK|INV-0001|1";
pub const V11: &str = "MK|INV-0001|162000000000001|complete";

/// The fields of a plaintext of 2.6.
pub fn fields(plaintext: &str) -> Vec<String> {
    let fields = plaintext.split('|');
    fields
        .map(|field| if field == "MK" { MERCHANT_KEY } else { field }.to_owned())
        .collect()
}

#[test]
fn the_opening_of_this_test_opens_what_other_programs_made() {
    let vectors = [
        (
            V1,
            "0123456789abcdef:1a2b:UKa7U2JyWv6pXfWzx30SYhwqR6SR1yQQWetg4H0X6FKGZrewIqrvgnVUSoOrUaCY7qQZEHiT8htvcQjq8oOIBPIZ34M7kixZ+jmvtFYySf__WlnV6ztgek1fcTRvlvZT+",
        ),
        (
            "210|3|TRY|MK|INV-0002",
            "fedcba9876543210:0f0f:A1bOevcD__jrrqP5rJyDj6bAlepkKwg2+3C+BblWxWiAVZjWY+75Qrj9VI88q143pIl6JcGYRUy3KelyqP6lqaTlHzFvNiUYGiyv9UqQw95w=",
        ),
        (
            "MK|5070|AYŞE ÖRNEK|4508034508034509|12|2026",
            "00112233445566aa:beef:68w6C41uSYiGzJ76H65EXVjsOANwdbASNBgxwCQOfrq5AFYzmTJQ12d2lKFlxfSekxvxYEyZkCHzp__lf5MqBKXc0er8dH+XXT+imZPl1oiDsJ5T2w9FFmTkY67RggtG+b3KEqtXPyQeoM1+GZeBzTA==",
        ),
        (
            V6,
            "a1b2c3d4e5f60718:c0de:e9vyXlp5dFfVZAPV4+6lca1bzxHWoJ1pX+3v4gMMs8vctjooKMYmhFC5ej64fdXDYPG2MCA6jxXKUU8gCtP48vlsUes6rrgi4Ehz9HqcQX__rWfIKE0LuB4T0fV8MT82BP44vU1bH+gh0iOkUaMBEwyyePS1xCj+xMTPjUd+AUCU=",
        ),
        (
            V7,
            "0123456789abcdef:2b3c:UguaapRCSrsGtvhfHMcjnZQnk4rse+BjMRDRKXNxH+h53vpagJb6W8__Tyg2QxO0hxiVtcjwZUok3ykKlR83__qBYyaqi58zz3alhMOGZqZ7k=",
        ),
        (
            V8,
            "0123456789abcdef:2b3c:t8dzOxYFHWBh+R053kXmloRN924X03LXv7__kOUUzxgC6v1OSaZhFOnYd3BZZwrpBsh3vxvfgQk+XjGqE4DbS2mS5TiZGWyawcqJcD7yW+GE=",
        ),
        (
            V9,
            "0123456789abcdef:3c4d:NrTaAcqkqMdGh9Y2w2a+k2Vlh2Rff9cvd+SYu0Djayt2uRMBm6mtUB5zTgQ3OLgCamSDZtFiywI6Q__deo2H+rSZ1p+OrP0nfB3gJW5KUFkE=",
        ),
        (
            V10,
            "0123456789abcdef:4d5e:9n7uAmBU+8s1N__RcYsPfSHmzmKEn6lBuAqwqqq+Pm9t7bD1a0bfEDCh4BcoI8JWw6ErDzaOd5L7tw8go29if9VJ1aCeThkLKfadSK7gqHpI=",
        ),
        (
            V11,
            "0123456789abcdef:5e6f:JQDzXXT1VcUHincCHGl3eWg7geP5y0wiK552vG7bH2NvAVLb+aOjWxsOW98xzdxED5+sAnNN__ic0ZMiaICEsfDAknewtAulPaXU9uG92IaWAUBBRK0NFr86__phjE3jhD",
        ),
        (
            "12345678|1234567",
            "0123456789abcdef:1a2b:qKjXPAEDSrreSU__j5F0z2tGdGT+7OdeKbkfIJ2nYV9M=",
        ),
        (
            "100.50|1|TRY|MK|INV-0001",
            "36a50210c8b2f19e:12514:H+aHo2Z__3jqLbatilApbVveaVv99uuIuxTDuCULwT__pOlOEOIbSuQGS__WZQbi9SWKQs4I3Zg__8cWU3nnfgGG5RXU42hQLA38WhQnpXsp3WdW2OpT__4wx8cQyoqkCnOVZ",
        ),
    ];
    for (plaintext, bundle) in vectors {
        assert_eq!(
            open(APP_SECRET, bundle),
            Ok(fields(plaintext)),
            "{plaintext}"
        );
        let raw = bundle.replace("__", "/");
        assert!(raw == bundle || open(APP_SECRET, &raw).is_err());
        let other = open("0123456789abcdef0123456789abcdee", bundle);
        assert_ne!(other, Ok(fields(plaintext)), "another secret opens it");
    }
}
