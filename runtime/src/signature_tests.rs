//! Bundles against published and synthetic vectors, against OpenSSL's command line, and against tampering.

use std::io::Write;
use std::process::{Command, Stdio};

use super::*;

const VECTORS: &str = include_str!("../tests/data/bundles.tsv");

struct Vector {
    name: &'static str,
    key: Secret,
    fields: Vec<&'static str>,
    bundle: &'static str,
}

fn vectors() -> Vec<Vector> {
    let lines = VECTORS.lines().filter(|line| !line.starts_with('#'));
    let read = |line: &'static str| {
        let columns: Vec<&'static str> = line.split('\t').collect();
        let [name, key, fields, bundle] = columns[..] else {
            panic!("four columns: {line}")
        };
        Vector {
            name,
            key: Secret::from(key),
            fields: fields.split('|').collect(),
            bundle,
        }
    };
    let vectors: Vec<Vector> = lines.map(read).collect();
    assert_eq!(vectors.len(), 25, "V1 to V17 and G1 to G8");
    vectors
}

fn vector(name: &str) -> Vector {
    vectors()
        .into_iter()
        .find(|vector| vector.name == name)
        .expect("a vector of that name")
}

fn rebuilt(vector: &Vector) -> String {
    let mut parts = vector.bundle.split(':');
    let (iv, salt) = (parts.next().expect("iv"), parts.next().expect("salt"));
    build_bundle(&vector.key, &vector.fields, iv, salt)
        .expect("builds")
        .to_string()
}

fn opened(key: &Secret, bundle: &str) -> Result<Vec<String>, NotAuthentic> {
    open_bundle(key, bundle).map(|opened| opened.iter().map(String::from).collect())
}

#[test]
fn every_vector_builds() {
    for vector in vectors() {
        assert_eq!(
            rebuilt(&vector),
            vector.bundle.replace('/', "__"),
            "{}",
            vector.name
        );
    }
}

#[test]
fn every_vector_opens_with_raw_slashes_and_with_underscores() {
    for vector in vectors() {
        for bundle in [
            vector.bundle.replace('/', "__"),
            vector.bundle.replace("__", "/"),
        ] {
            let opened = opened(&vector.key, &bundle)
                .unwrap_or_else(|error| panic!("{}: {error}", vector.name));
            assert_eq!(opened, vector.fields, "{}", vector.name);
        }
    }
}

#[test]
fn the_key_is_the_first_half_of_the_digest_as_characters() {
    let derived = derive(&vector("V1").key, "1a2b");
    assert_eq!(*derived, "5a52c5e646cf1c884096f95c068051b9");
}

#[test]
fn a_hex_decoded_key_and_latin_1_text_make_the_known_wrong_bundles() {
    // The digest of V1, hex-decoded to 32 bytes: what integrators get wrong first.
    let digest = "5a52c5e646cf1c884096f95c068051b900e5d363915e73a52e54d9e7dfd080f5";
    let byte = |place: usize| u8::from_str_radix(&digest[place..place + 2], 16).expect("hex");
    let wrong_key: Vec<u8> = (0..64).step_by(2).map(byte).collect();
    let plain = vector("V1").fields.join("|");
    let encrypted = cbc::Encryptor::<Aes256>::new_from_slices(&wrong_key, b"0123456789abcdef")
        .expect("lengths")
        .encrypt_padded_vec::<Pkcs7>(plain.as_bytes());
    assert!(
        STANDARD
            .encode(&encrypted)
            .starts_with("G+ANleVBiBeGdzejpGvhegsv")
    );
    let wrong = format!("0123456789abcdef:1a2b:{}", STANDARD.encode(&encrypted));
    assert_eq!(opened(&vector("V1").key, &wrong), Err(NotAuthentic));

    // V3 with the low byte of each letter, as a latin-1 buffer keeps it.
    let v3 = vector("V3");
    let latin: Vec<u8> = v3
        .fields
        .join("|")
        .chars()
        .map(|letter| u32::from(letter).to_le_bytes()[0])
        .collect();
    let derived = derive(&v3.key, "beef");
    let encrypted =
        cbc::Encryptor::<Aes256>::new_from_slices(derived.as_bytes(), b"00112233445566aa")
            .expect("lengths")
            .encrypt_padded_vec::<Pkcs7>(&latin);
    let wrong = format!("00112233445566aa:beef:{}", STANDARD.encode(&encrypted));
    assert!(wrong.ends_with("h1mWy5IqEdYgwoA0eg=="), "{wrong}");
    assert_eq!(
        opened(&v3.key, &wrong),
        Err(NotAuthentic),
        "latin-1 bytes are no UTF-8"
    );
}

#[test]
fn whatever_is_wrong_the_error_is_the_same() {
    let v1 = vector("V1");
    let [iv, salt, base64] = v1.bundle.split(':').collect::<Vec<_>>()[..] else {
        panic!("three parts")
    };
    let wrong = [
        String::new(),
        format!("{iv}:{salt}"),
        format!("{iv}:{salt}:{base64}:"),
        format!("{iv}:{salt}:"),
        format!(":{salt}:{base64}"),
        format!("{iv}0:{salt}:{base64}"),
        format!("{iv}:0000:{base64}"),
        format!("{iv}:{salt}:{}", base64.trim_end_matches('=')).replacen('+', " ", 1),
        format!("{iv}:{salt}:{}", &base64[4..]),
        format!("{iv}:{salt}:{base64}\n"),
        format!("{iv}:{salt}:{}", "A".repeat(LONGEST_BUNDLE)),
        String::from("::"),
        String::from("ççççççççççççççç:ş:ğ"),
    ];
    for bundle in wrong {
        assert_eq!(opened(&v1.key, &bundle), Err(NotAuthentic), "{bundle:.60}");
    }
    assert_eq!(
        opened(&Secret::from("another secret"), v1.bundle),
        Err(NotAuthentic)
    );
}

#[test]
fn one_underscore_for_a_slash_is_not_forgiven() {
    let v2 = vector("V2");
    assert_eq!(
        opened(&v2.key, &v2.bundle.replace("__", "_")),
        Err(NotAuthentic)
    );
}

#[test]
fn a_flipped_bit_in_the_vector_opens_and_changes_the_status() {
    // Why a bundle never proves a payment: no key is needed for this.
    let v13 = vector("V13");
    let forged = format!("1{}", &v13.bundle[1..]);
    let fields = opened(&v13.key, &forged).expect("opens");
    assert_eq!(fields, vector("V12").fields);
}

#[test]
fn a_replayed_request_does_not_match_a_return() {
    // A merchant's own payment request, sent back as if it were a paid return: five fields too.
    let v1 = vector("V1");
    let opened = open_bundle(&v1.key, v1.bundle).expect("opens");
    let expected = [
        Expected::Text("1"),
        Expected::Number("100.50"),
        Expected::Text("INV-0001"),
        Expected::Text("162000000000001"),
        Expected::Text("TRY"),
    ];
    assert!(!opened.matches(&expected));
    let v12 = vector("V12");
    let opened = open_bundle(&v12.key, v12.bundle).expect("opens");
    assert!(opened.matches(&expected));
    assert!(!opened.matches(&expected[..4]), "one field fewer");
}

#[test]
fn identifiers_match_exactly_and_amounts_by_value() {
    let key = Secret::from("k");
    let bundle =
        build_bundle(&key, &["20.00", "007", ""], "0123456789abcdef", "s").expect("builds");
    let opened = open_bundle(&key, &bundle).expect("opens");
    let matches = |amount, id, empty| opened.matches(&[amount, id, empty]);
    use Expected::{Anything, Number, Text};
    assert!(matches(Number("20"), Text("007"), Text("")));
    assert!(matches(Number("20.000"), Anything, Number("")));
    assert!(!matches(Number("20.01"), Text("007"), Text("")));
    assert!(!matches(Text("20"), Text("007"), Text("")));
    assert!(!matches(Number("20"), Text("7"), Text("")));
    assert!(!matches(Number("20"), Text("007"), Number("0")));
}

#[test]
fn every_request_gets_its_own_bundle() {
    let key = Secret::from("k");
    let make = || {
        sign(SignatureAlgorithm::AesCbcBundle, &key, &["a", "b"])
            .expect("signs")
            .to_string()
    };
    let (first, second) = (make(), make());
    assert_ne!(first, second);
    let iv = first.split(':').next().expect("iv");
    assert!(
        iv.len() == 16
            && iv
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')),
        "{iv}"
    );
    assert_eq!(opened(&key, &first).expect("opens"), ["a", "b"]);
}

#[test]
fn a_separator_inside_a_field_is_refused_by_place() {
    let key = Secret::from("k");
    let bundle = |fields: &[&str]| sign(SignatureAlgorithm::AesCbcBundle, &key, fields).map(|_| ());
    let hash = |fields: &[&str]| sign(SignatureAlgorithm::Sha256Joined, &key, fields).map(|_| ());
    assert_eq!(bundle(&["a", "b|c"]), Err(SignError::Separator(1)));
    assert_eq!(hash(&["a###b"]), Err(SignError::Separator(0)));
    // `a#` and `b` would join to the same text as `a` and `#b`.
    assert_eq!(hash(&["a#", "b"]), Err(SignError::Separator(0)));
    assert_eq!(hash(&["a#b", "c|d"]), Ok(()));
}

#[test]
fn the_joined_hash_is_sha_256_of_the_key_and_the_parts() {
    // printf 'secret###42###ORDER-1###10.50###1' | sha256sum
    let hash = sign(
        SignatureAlgorithm::Sha256Joined,
        &Secret::from("secret"),
        &["42", "ORDER-1", "10.50", "1"],
    );
    assert_eq!(
        hash.expect("signs").as_str(),
        "d2329c4f75346dbf72d598bfc3871eff29b2c0310da63d46d928b40b78ce93e0"
    );
}

#[test]
fn debug_shows_no_field() {
    let v3 = vector("V3");
    let opened = open_bundle(&v3.key, v3.bundle).expect("opens");
    assert_eq!(
        format!("{opened:?} {:?}", Expected::Text("canary")),
        "Opened(6 fields) Text(***)"
    );
}

/// Runs OpenSSL's cipher with a bundle's parts; `None` where OpenSSL is not installed.
fn openssl(direction: &str, key: &str, iv: &str, input: &[u8]) -> Option<Vec<u8>> {
    let arguments = [
        "enc",
        "-aes-256-cbc",
        direction,
        "-K",
        &hex(key.as_bytes()),
        "-iv",
        &hex(iv.as_bytes()),
    ];
    let started = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = started.ok()?;
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input)
        .expect("OpenSSL reads");
    let output = child.wait_with_output().expect("OpenSSL ends");
    assert!(output.status.success());
    Some(output.stdout)
}

#[test]
fn openssl_reads_our_bundles_and_we_read_its() {
    let key = Secret::from("0123456789abcdef0123456789abcdef");
    let fields = [
        "merchant|key".replace('|', "-"),
        String::from("AYŞE ÖRNEK"),
        String::new(),
        "x".repeat(1000),
    ];
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let plain = fields.join("|");

    let ours = sign(SignatureAlgorithm::AesCbcBundle, &key, &fields)
        .expect("signs")
        .replace("__", "/");
    let [iv, salt, base64] = ours.split(':').collect::<Vec<_>>()[..] else {
        panic!("three parts")
    };
    let derived = derive(&key, salt);
    let encrypted = STANDARD.decode(base64).expect("base64");
    let Some(decrypted) = openssl("-d", &derived, iv, &encrypted) else {
        println!("skipped: OpenSSL's command line is not installed");
        return;
    };
    assert_eq!(String::from_utf8(decrypted).as_deref(), Ok(plain.as_str()));

    let theirs = openssl("-e", &derived, "fedcba9876543210", plain.as_bytes()).expect("installed");
    let bundle = format!("fedcba9876543210:{salt}:{}", STANDARD.encode(theirs));
    assert_eq!(opened(&key, &bundle).expect("opens"), fields);
}
