//! The answers that the providers' documents print, as they were printed, read without the sandbox and without the spec's
//! examples: `tests/fixtures` holds them byte for byte.

use std::path::PathBuf;

use generated_client::paywall::cards::{CardBrand, CardFamily, CardKind, CardType};
use generated_client::paywall::insurance_cards::{InsuranceCard, ListInsuranceCards};
use generated_client::vepara::authentication::{GetToken, GetTokenError, ThreeDMode};
use generated_client::vepara::cards::{ListCards, ListCardsError, SaveCard, SaveCardError};
use generated_client::vepara::installments::{Installments, InstallmentsError};
use serde_json::Value;
use vezne_runtime::{Answer, Operation, Outcome, Refused};

fn fixture(name: &str) -> String {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("tests are run by cargo");
    let path = PathBuf::from(package).join("fixtures").join(name);
    std::fs::read_to_string(path).expect("a fixture")
}

/// The printed answer of Paywall with what was lost in printing: the opening brace and the last two brackets. Nothing
/// else is touched.
fn repaired(printed: &str) -> String {
    assert!(
        !printed.trim_start().starts_with('{'),
        "it is whole, so there is nothing to repair"
    );
    format!("{{{printed}]}}")
}

/// Classes a stored answer and reads it.
fn read<O: Operation>(http_status: u16, body: &str) -> Outcome<O> {
    let answer = Answer::new(http_status, Some("application/json".into()), body.into());
    O::read(&answer).expect("an answer that can be read")
}

fn done<O: Operation + std::fmt::Debug>(http_status: u16, body: &str) -> O::Output {
    match read::<O>(http_status, body) {
        Outcome::Done(output) => output,
        other => panic!("not done: {other:?}"),
    }
}

fn refused<O: Operation + std::fmt::Debug>(http_status: u16, body: &str) -> Refused<O> {
    match read::<O>(http_status, body) {
        Outcome::Refused(refused) => refused,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn the_printed_token() {
    let token = done::<GetToken>(200, &fixture("vepara_get_token_200.json"));
    assert_eq!(token.token.expose(), "your generated token");
    assert_eq!(token.three_d_mode, Some(ThreeDMode::TwoDOrThreeD));
    // 17:30 in Türkiye is 14:30 in Greenwich.
    assert_eq!(token.expires_at, "2023-08-15T14:30:00Z".parse().ok());
}

#[test]
fn the_printed_refusal_of_a_token() {
    let refused = refused::<GetToken>(422, &fixture("vepara_get_token_422.json"));
    let GetTokenError::Invalid(fields) = refused.reason() else {
        panic!("{refused:?}")
    };
    assert_eq!(
        fields.get("app_secret"),
        Some(
            &[
                "The app secret field must be a string.".to_owned(),
                "The app secret field is required.".to_owned()
            ][..]
        )
    );
    assert_eq!((fields.len(), refused.code()), (1, None));
    assert_eq!(
        refused.message(),
        "The app secret field must be a string. (and 1 more error)"
    );
}

#[test]
fn the_printed_installments() {
    let installments = done::<Installments>(200, &fixture("vepara_installments_200.json"));
    assert_eq!(installments.counts, (1..=12).collect::<Vec<i64>>());
}

#[test]
fn the_printed_refusal_of_installments() {
    let refused = refused::<Installments>(422, &fixture("vepara_installments_422.json"));
    let InstallmentsError::Invalid(fields) = refused.reason() else {
        panic!("{refused:?}")
    };
    let expected = [
        "The merhchant key field must be a string.",
        "The merchant key field is required.",
    ];
    assert_eq!(
        fields.get("merchant_key"),
        Some(&expected.map(str::to_owned)[..])
    );
}

#[test]
fn the_printed_saved_card() {
    let saved = done::<SaveCard>(200, &fixture("vepara_save_card_200.json"));
    assert_eq!(
        saved.card_token.expose(),
        "fca2bc425fbd8b6c81031d60de5566ba"
    );
}

#[test]
fn the_printed_refusal_of_a_card() {
    let refused = refused::<SaveCard>(400, &fixture("vepara_save_card_400.json"));
    assert_eq!(*refused.reason(), SaveCardError::PayByTokenNotAllowed);
    assert_eq!(
        (refused.http_status(), refused.code(), refused.message()),
        (400, Some("98"), "Merchant is not allowed for pay by token")
    );
}

#[test]
fn the_printed_card_list() {
    let cards = done::<ListCards>(200, &fixture("vepara_list_cards_200.json"));
    let [card] = &cards[..] else {
        panic!("one card")
    };
    assert_eq!(
        (card.id, card.pos_id, card.merchant_id),
        (Some(11), Some(0), Some(98950))
    );
    assert_eq!(
        card.card_token.expose(),
        "KELUUKPQBCGYLV7FP7I7VUQNZP7N5UX7JUCPKZVOPKEMCEQP"
    );
    // Numbers where siblings print text, the 13 digits of a phone number among them.
    assert_eq!(card.customer_number.as_deref(), Some("5070"));
    assert_eq!(card.customer_phone.as_deref(), Some("8800000000000"));
    assert_eq!(card.bin.as_deref(), Some("540668"));
    // The e-mail address is printed as a name, and given as it came.
    assert_eq!(card.customer_name.as_deref(), Some("AYŞE ÖRNEK"));
    assert_eq!(card.customer_email.as_deref(), Some("AYŞE ÖRNEK"));
    assert_eq!(card.created_at, "2021-04-08T14:07:42Z".parse().ok());
    assert_eq!(card.updated_at, card.created_at);
}

#[test]
fn the_printed_refusal_of_a_card_list() {
    let refused = refused::<ListCards>(422, &fixture("vepara_list_cards_422.json"));
    assert_eq!(*refused.reason(), ListCardsError::InvalidMerchantKey);
    assert_eq!(
        (refused.code(), refused.message()),
        (Some("41"), "Invalid merchant Key")
    );
}

#[test]
fn the_printed_insurance_cards() {
    let printed = fixture("paywall_list_insurance_cards_200.txt");
    let cards = done::<ListInsuranceCards>(200, &repaired(&printed));
    let [first, second] = &cards[..] else {
        panic!("two cards")
    };
    for card in [first, second] {
        assert_eq!(card.name.as_deref(), Some("test kartı"));
        assert_eq!(card.holder_name.as_deref(), Some("Test Kartı"));
        assert_eq!(
            (
                card.scope,
                card.card_type_id.clone(),
                card.card_type.as_deref()
            ),
            (Some(2), Some(CardType::Credit), Some("Credit"))
        );
        assert_eq!(
            (card.expiry_month, card.expiry_year, card.expired),
            (Some(12), Some(2025), false)
        );
        assert_eq!(card.last_four, "7894");
        let details = card.details.as_ref().expect("details");
        assert_eq!(
            (details.brand_id.clone(), details.brand.as_deref()),
            (Some(CardBrand::Visa), Some("Visa"))
        );
        assert_eq!(
            (details.kind_id.clone(), details.kind.as_deref()),
            (Some(CardKind::Personal), Some("Bireysel Kart"))
        );
        assert_eq!(
            (details.card_type_id.clone(), details.card_type.as_deref()),
            (Some(CardType::Credit), Some("Credit"))
        );
    }
    assert_eq!(
        (first.bin.as_str(), second.bin.as_str()),
        ("45467121", "43550930")
    );
    assert!(
        first.holder_identity.is_none(),
        "the empty text is no identity"
    );
    assert_eq!(
        second
            .holder_identity
            .as_ref()
            .map(|identity| identity.expose()),
        Some("273******602")
    );
    assert_eq!(
        first.unique_code.expose(),
        "30H4WW7Es/HHB7l8PFvl+XnMQs1h0d2/cX7E5H9LgzOw1Ef0E7whSQ=="
    );
    assert_eq!(
        second.unique_code.expose(),
        "EzqrWIPvZAewotdQ48DRsrnu/WBfOwvOctM11rOaeEMvYDqGZzpPxA=="
    );
    let banks = [first, second].map(bank);
    assert_eq!(
        banks,
        [
            (
                Some(53),
                "T.C.ZİRAAT BANKASI A.Ş.",
                Some(CardFamily::Combo),
                "Combo"
            ),
            (Some(58), "AKBANK T.A.Ş.", Some(CardFamily::Axess), "Axess")
        ]
    );
}

fn bank(card: &InsuranceCard) -> (Option<i64>, &str, Option<CardFamily>, &str) {
    let details = card.details.as_ref().expect("details");
    let (bank, family) = (details.bank.as_deref(), details.family.as_deref());
    (
        details.bank_id,
        bank.unwrap_or_default(),
        details.family_id.clone(),
        family.unwrap_or_default(),
    )
}

#[test]
fn without_the_repair_the_printed_insurance_cards_are_no_json() {
    let printed = fixture("paywall_list_insurance_cards_200.txt");
    let answer = Answer::new(200, None, printed.into());
    assert!(answer.defect().is_some());
    let outcome = ListInsuranceCards::read(&answer);
    assert!(
        matches!(outcome, Ok(Outcome::Unrecognised) | Err(_)),
        "{outcome:?}"
    );
}

/// What was read, written again under the feature `serialize`, is what was printed, but for secrets.
#[test]
fn what_is_read_is_written_again_as_it_was_printed() {
    let vepara: Value = serde_json::from_str(&fixture("vepara_list_cards_200.json")).expect("JSON");
    let cards = done::<ListCards>(200, &fixture("vepara_list_cards_200.json"));
    compare(
        "data",
        &vepara["data"],
        &serde_json::to_value(&cards).expect("JSON"),
        &["card_token"],
    );

    let text = repaired(&fixture("paywall_list_insurance_cards_200.txt"));
    let paywall: Value = serde_json::from_str(&text).expect("JSON");
    let cards = done::<ListInsuranceCards>(200, &text);
    compare(
        "Body",
        &paywall["Body"],
        &serde_json::to_value(&cards).expect("JSON"),
        &["UniqueCode", "Identity"],
    );

    let printed: Value = serde_json::from_str(&fixture("vepara_get_token_200.json")).expect("JSON");
    let token = done::<GetToken>(200, &fixture("vepara_get_token_200.json"));
    compare(
        "data",
        &printed["data"],
        &serde_json::to_value(&token).expect("JSON"),
        &["token"],
    );
}

/// Compares what was printed with what was written, and names the first path that differs. `secrets` must be missing in
/// what was written, and nothing else may be. A number may be written as text and a moment in another form.
#[track_caller]
fn compare(path: &str, printed: &Value, written: &Value, secrets: &[&str]) {
    match (printed, written) {
        (Value::Object(printed), Value::Object(written)) => {
            for (name, value) in printed {
                let path = format!("{path}.{name}");
                match written.get(name) {
                    Some(_) if secrets.contains(&name.as_str()) => {
                        panic!("{path} is a secret and was written")
                    }
                    Some(found) => compare(&path, value, found, secrets),
                    None if secrets.contains(&name.as_str()) => {}
                    None => panic!("{path} was not written"),
                }
            }
            for name in written.keys() {
                assert!(
                    printed.contains_key(name),
                    "{path}.{name} was written and never read"
                );
            }
        }
        (Value::Array(printed), Value::Array(written)) => {
            assert_eq!(printed.len(), written.len(), "{path}");
            for (place, (printed, written)) in printed.iter().zip(written).enumerate() {
                compare(&format!("{path}[{place}]"), printed, written, secrets);
            }
        }
        (Value::Number(number), Value::String(text)) => {
            assert_eq!(&number.to_string(), text, "{path}")
        }
        (Value::String(printed), Value::String(written)) if printed != written => {
            let moments = [moment(printed), moment(written)];
            assert!(
                moments[0].is_some() && moments[0] == moments[1],
                "{path}: printed {printed:?}, written {written:?}"
            );
        }
        _ => assert_eq!(printed, written, "{path}"),
    }
}

/// The moment that a text tells, in the forms of the documents.
fn moment(text: &str) -> Option<i64> {
    use vezne_runtime::{TimeForm, Timestamp};
    let spaced = Timestamp::read(text, TimeForm::Spaced, "Europe/Istanbul");
    let moment = spaced.or_else(|_| Timestamp::read(text, TimeForm::Rfc3339, None));
    moment.ok().map(|moment| moment.unix_seconds())
}
