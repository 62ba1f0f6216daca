//! One mistake in a few operations of the real specs (`tests/excerpts`), one finding at its place. Each case changes one text.

use codegen::{Report, read_texts};

const VEPARA: [(&str, &str); 5] = [
    (
        "vepara/provider.yaml",
        include_str!("excerpts/vepara/provider.yaml"),
    ),
    (
        "vepara/authentication.yaml",
        include_str!("excerpts/vepara/authentication.yaml"),
    ),
    (
        "vepara/installments.yaml",
        include_str!("excerpts/vepara/installments.yaml"),
    ),
    (
        "vepara/cards.yaml",
        include_str!("excerpts/vepara/cards.yaml"),
    ),
    (
        "vepara/codes.yaml",
        include_str!("excerpts/vepara/codes.yaml"),
    ),
];

/// The report on the spec of Vepara with texts changed: (file, from, to), each found exactly once.
fn report(changes: &[(&str, &str, &str)]) -> Option<Report> {
    let mut files: Vec<(&str, String)> = VEPARA
        .iter()
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    for (file, from, to) in changes {
        let found = files
            .iter_mut()
            .find(|(name, _)| name == &format!("vepara/{file}.yaml"));
        let (_, text) = found.unwrap_or_else(|| panic!("no file {file}"));
        assert_eq!(
            text.matches(from).count(),
            1,
            "`{from}` stands once in {file}"
        );
        *text = text.replace(from, to);
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    read_texts(&files).err()
}

/// Each finding as its code, the text that is marked, and the message.
fn findings(report: &Report) -> Vec<(String, String, String)> {
    report
        .findings()
        .iter()
        .map(|finding| {
            let text = report.sources().text(finding.span.file);
            let marked = text
                .get(finding.span.start..finding.span.end)
                .unwrap_or_default();
            (
                finding.code.to_string(),
                marked.to_owned(),
                finding.message.clone(),
            )
        })
        .collect()
}

#[test]
fn the_spec_itself_has_no_finding() {
    assert!(
        report(&[]).is_none(),
        "{}",
        report(&[]).map_or(String::new(), |report| report.render(false))
    );
}

macro_rules! mistakes {
    ($($name:ident: $file:literal, $from:literal => $to:literal, $code:literal at $marked:literal: $message:literal;)*) => {$(
        #[test]
        fn $name() {
            let report = report(&[($file, $from, $to)]).expect("a finding");
            let found = findings(&report);
            let expected = ($code.to_owned(), $marked.to_owned(), $message.to_owned());
            assert!(found.contains(&expected), "expected {expected:?}\nfound {found:#?}\n{}", report.render(false));
        }
    )*};
}

mistakes! {
    unknown_auth: "installments", "auth: bearer" => "auth: baerer",
        "E0401" at "baerer": "there is no way to authenticate named `baerer`";
    unknown_envelope: "installments", "envelope: status" => "envelope: state",
        "E0401" at "state": "there is no envelope named `state`";
    unknown_type: "installments", "done: InstallmentCounts" => "done: InstalmentCounts",
        "E0401" at "InstalmentCounts": "there is no type named `InstalmentCounts`";
    unknown_credential: "installments", "{ credential: merchant_key }" => "{ credential: merchant }",
        "E0401" at "merchant": "there is no credential named `merchant`";
    unknown_input: "cards", "{ input: card_holder_name, quirk" => "{ input: holder_name, quirk",
        "E0401" at "holder_name": "there is no input named `holder_name`";
    unknown_quirk: "cards", "quirk: customer_number_type" => "quirk: customer_type",
        "E0401" at "customer_type": "there is no quirk named `customer_type` here";
    unknown_choice: "cards", "      post: POST /api/getCardTokens" => "      put: POST /api/getCardTokens",
        "E0401" at "put": "`card_list_method` has no choice named `put`";
    missing_choice: "cards", "      post: POST /api/getCardTokens\n" => "",
        "E0408" at "request": "the choice `post` of `card_list_method` has no value here";
    no_default_choice: "provider", "six fields are signed.\"\n        default: true\n" => "six fields are signed.\"\n",
        "E0406" at "saved_card_signature": "`saved_card_signature` has no default choice";
    unused_credential: "authentication", "      app_id: { credential: app_id }\n" => "",
        "E0403" at "app_id": "nothing uses the credential `app_id`";
    unused_type: "installments", "done: InstallmentCounts" => "done: nothing",
        "E0403" at "InstallmentCounts": "nothing uses the type `InstallmentCounts`";
    a_type_named_like_an_operation: "cards", "  SavedCard:\n" => "  SaveCard:\n",
        "E0405" at "SaveCard": "the operation `save_card` and the type `SaveCard` would both be `SaveCard` in Rust";
    idle_input: "cards", "      customer_phone: customer_phone\n" => "",
        "E0601" at "customer_phone": "the input `customer_phone` feeds nothing";
    signature_over_an_unsent_field: "cards", "with_card_number: [merchant_key, customer_number, card_holder_name, card_number, expiry_month, expiry_year]\n          without" =>
        "with_card_number: [merchant_key, customer_number, card_holder_name, card_no, expiry_month, expiry_year]\n          without",
        "E0603" at "card_no": "the request sends no field `card_no`";
    a_signed_field_that_may_be_left_out: "cards", "        summary: Name on the card.\n        type: text\n" =>
        "        summary: Name on the card.\n        type: text\n        optional: true\n",
        "E0638" at "card_holder_name": "`card_holder_name` may be left out, and then an empty text would be signed";
    a_resolver_that_does_more_than_read: "cards", "        resolve: none\n        because: a listed card tells only the first six digits of its number, so a lost answer cannot be matched to a card with certainty.\n" =>
        "        resolve: { operation: save_card, match: { customer_number: customer_number }, verdicts: [{ done: happened }] }\n",
        "E0630" at "save_card": "`save_card` does more than read";
    a_secret_in_an_address: "cards", "      post: POST /api/getCardTokens\n    auth: bearer\n    effect: read\n" =>
        "      post: POST /api/getCardTokens\n    auth: bearer\n    effect: read\n    query:\n      key: { credential: merchant_key }\n",
        "E0634" at "merchant_key": "`merchant_key` is secret and would stand in the address";
    a_token_that_may_be_missing: "authentication", "        summary: The token, a JWT.\n        type: secret\n" =>
        "        summary: The token, a JWT.\n        type: secret\n        optional: true\n",
        "E0632" at "token": "`token` is optional";
    a_margin_longer_than_the_lifetime: "provider", "margin: 5m" => "margin: 3h",
        "E0633" at "3h": "the margin is as long as the lifetime, or longer";
    a_whole_expiry_on_the_wire: "cards", "expiry_year: expiry.year" => "expiry_year: expiry",
        "E0508" at "expiry": "an expiry is sent in parts";
    datetime_without_a_zone: "authentication", "        zone: Europe/Istanbul\n" => "",
        "E0504" at "\"YYYY-MM-DD hh:mm:ss\"": "a text without an offset needs a `zone`";
    no_good_outcome: "installments", "    outcomes:\n      - done: InstallmentCounts\n        when: { status_code: 100 }\n" => "",
        "E0605" at "installments": "no answer of `installments` is `done`, `accepted` or `open`";
    an_example_of_another_outcome: "cards", "outcome: { refused: saving_failed }" => "outcome: done",
        "E0702" at "done": "the rules class this answer as `refused: saving_failed`";
    an_example_with_an_unknown_code: "cards", "outcome: { refused: saving_failed }" => "outcome: { refused: save_failed }",
        "E0401" at "save_failed": "`save_card` has no code named `save_failed`";
    an_example_with_a_wrong_card_number: "cards", "            card_number: \"4508034508034509\"" => "            card_number: \"4508034508034508\"",
        "E0701" at "\"4508034508034508\"": "the example's `card_number` should be a card number: 12 to 19 digits with a valid check digit";
    an_example_that_lacks_an_input: "cards", "            expiry: 12/2026\n" => "",
        "E0703" at "printed_success": "the example `printed_success` lacks the input `expiry`";
    a_plain_http_address: "provider", "test: https://test" => "test: http://test",
        "E0411" at "http://test.vepara.com.tr/ccpayment": "an address begins with `https://`";
    once_without_resolve: "cards", "      once:\n        resolve: none\n        because: a listed card tells only the first six digits of its number, so a lost answer cannot be matched to a card with certainty.\n" => "      once: {}\n",
        "E0216" at "once": "`once` says how a lost answer is resolved";
    a_missing_effect: "installments", "    effect: read\n" => "",
        "E0202" at "installments": "an operation needs the key `effect`";
}

#[test]
fn an_answer_that_no_longer_fits_names_its_json_path() {
    let report = report(&[("cards", "\"id\": 11,", "\"id\": true,")]).expect("a finding");
    let found = findings(&report);
    assert!(
        found.iter().any(|(code, _, message)| code == "E0701"
            && message == "`$.data[0].id` should be a number and is a boolean"),
        "{found:#?}"
    );
}

/// One run tells all of them, and nothing that merely follows from one of them.
#[test]
fn ten_mistakes_are_ten_findings_in_one_run_with_their_places() {
    let report = report(&[
        (
            "provider",
            "algorithm: aes_cbc_bundle",
            "algorithm: aes_cbc",
        ),
        ("authentication", "auth: none", "auth: non"),
        ("installments", "auth: bearer", "auth: baerer"),
        ("installments", "effect: read", "effect: reads"),
        ("installments", "envelope: status", "envelope: state"),
        (
            "installments",
            "type: list of integer",
            "type: list of intger",
        ),
        (
            "cards",
            "quirk: customer_number_type",
            "quirk: customer_type",
        ),
        (
            "cards",
            "expiry_year: expiry.year",
            "expiry_year: expiry.yaer",
        ),
        (
            "cards",
            "outcome: { refused: saving_failed }",
            "outcome: dne",
        ),
        ("codes", "code_tables:", "code_table:"),
    ]);
    let report = report.expect("findings");
    let found: Vec<(String, String, String)> = report
        .findings()
        .iter()
        .map(|finding| {
            let sources = report.sources();
            (
                sources.name(finding.span.file).to_owned(),
                finding.code.to_string(),
                sources.slice(finding.span).to_owned(),
            )
        })
        .collect();
    let found: Vec<(&str, &str, &str)> = found
        .iter()
        .map(|(file, code, marked)| (file.as_str(), code.as_str(), marked.as_str()))
        .collect();
    let expected = [
        ("vepara/provider.yaml", "E0205", "aes_cbc"),
        ("vepara/authentication.yaml", "E0401", "non"),
        ("vepara/installments.yaml", "E0401", "baerer"),
        ("vepara/installments.yaml", "E0205", "reads"),
        ("vepara/installments.yaml", "E0401", "state"),
        ("vepara/installments.yaml", "E0207", "intger"),
        ("vepara/cards.yaml", "E0205", "yaer"),
        ("vepara/cards.yaml", "E0401", "customer_type"),
        ("vepara/cards.yaml", "E0205", "dne"),
        ("vepara/codes.yaml", "E0201", "code_table"),
    ];
    assert_eq!(found, expected, "{}", report.render(false));
}
