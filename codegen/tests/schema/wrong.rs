//! Mistakes that an editor should underline as they are typed. Each changes one text of the real spec; the schema refuses
//! the file, and so does the language.

use std::fs;

use crate::{Validator, json, workspace, yaml_files};

/// What is wrong, the file, the text and what takes its place.
const WRONG: [(&str, &str, &str, &str); 28] = [
    (
        "a key more",
        "cards",
        "    effect: read\n",
        "    effect: read\n    colour: red\n",
    ),
    (
        "a key more in a flow mapping",
        "installments",
        "{ credential: merchant_key }",
        "{ credential: merchant_key, secret: true }",
    ),
    (
        "an unknown key",
        "cards",
        "    effect: read\n",
        "    efect: read\n",
    ),
    ("a missing key", "cards", "    effect: read\n", ""),
    (
        "a wrong word",
        "cards",
        "    effect: read\n",
        "    effect: reads\n",
    ),
    (
        "`once` alone",
        "cards",
        "    effect: read\n",
        "    effect: once\n",
    ),
    (
        "a reason with a resolver",
        "cards",
        "        resolve: none\n",
        "        resolve: { operation: list_cards, match: { customer_number: customer_number }, verdicts: [{ done: happened }] }\n",
    ),
    (
        "no reason",
        "cards",
        "        because: a listed card tells only the first six digits of its number, so a lost answer cannot be matched to a card with certainty.\n",
        "",
    ),
    (
        "two outcomes of one rule",
        "cards",
        "      - done: SavedCard\n",
        "      - done: SavedCard\n        open: SavedCard\n",
    ),
    (
        "no outcome of a rule",
        "cards",
        "      - done: SavedCard\n",
        "      - at: data\n",
    ),
    (
        "a list where a mapping belongs",
        "installments",
        "    body:\n      merchant_key: { credential: merchant_key }\n",
        "    body: [merchant_key]\n",
    ),
    (
        "a single value where a list belongs",
        "installments",
        "        names: [installments]\n",
        "        names: installments\n",
    ),
    (
        "a name in another spelling",
        "cards",
        "      card_holder_name:\n",
        "      cardHolderName:\n",
    ),
    (
        "a type in another spelling",
        "cards",
        "  StoredCard:\n",
        "  stored_card:\n",
    ),
    (
        "no type",
        "cards",
        "        type: card_number\n",
        "        type: card_nmber\n",
    ),
    (
        "a boolean in quotes",
        "cards",
        "      customer_name:\n        summary: Name of the customer.\n        type: text\n        optional: true\n",
        "      customer_name:\n        summary: Name of the customer.\n        type: text\n        optional: \"yes\"\n",
    ),
    (
        "two sources of a wire field",
        "installments",
        "{ credential: merchant_key }",
        "{ credential: merchant_key, input: merchant_key }",
    ),
    (
        "a key of another source",
        "installments",
        "{ credential: merchant_key }",
        "{ credential: merchant_key, as: text }",
    ),
    (
        "a signature over nothing",
        "cards",
        "        over:\n          choose: saved_card_signature\n",
        "        only:\n          choose: saved_card_signature\n",
    ),
    (
        "a method that is none",
        "installments",
        "POST /api/installments",
        "FETCH /api/installments",
    ),
    (
        "evidence without a source",
        "installments",
        "    evidence: { documented: 003_9d04f4b63089cba2.txt }\n    request",
        "    evidence: {}\n    request",
    ),
    (
        "no status",
        "installments",
        "          http: 400\n",
        "          http: 42\n",
    ),
    (
        "a part without its area",
        "installments",
        "area: installments\n",
        "",
    ),
    (
        "an example of two origins",
        "installments",
        "        constructed: the code of a sibling's page; the HTTP status is unknown\n",
        "        constructed: made up\n        printed: 003_9d04f4b63089cba2.txt\n",
    ),
    (
        "a code without its name",
        "codes",
        "    0: { name: no_data, summary",
        "    0: { summary",
    ),
    ("no duration", "provider", "margin: 5m", "margin: 5 minutes"),
    (
        "an algorithm that is none",
        "provider",
        "algorithm: aes_cbc_bundle",
        "algorithm: aes",
    ),
    (
        "two ways to authenticate",
        "provider",
        "    token:\n",
        "    headers: { app-key: app_id }\n    token:\n",
    ),
];

#[test]
fn a_wrong_file_is_refused() {
    let validator = Validator::new();
    let mut accepted = Vec::new();
    for (what, file, from, to) in WRONG {
        let mut files: Vec<(String, String)> = yaml_files("codegen/tests/excerpts/vepara")
            .into_iter()
            .map(|path| {
                let name = path
                    .strip_prefix(workspace().join("codegen/tests/excerpts"))
                    .expect("below it");
                let text = fs::read_to_string(&path).expect("the file can be read");
                (name.to_string_lossy().into_owned(), text)
            })
            .collect();
        let name = format!("vepara/{file}.yaml");
        let (_, text) = files
            .iter_mut()
            .find(|(found, _)| *found == name)
            .expect("the file");
        assert!(text.contains(from), "{what}: {from:?} is not in {file}");
        *text = text.replacen(from, to, 1);
        if validator.refusal(&name, &json(text)).is_none() {
            accepted.push(format!("{what}: by the schema"));
        }
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (&**name, &**text))
            .collect();
        if codegen::read_texts(&files).is_ok() {
            accepted.push(format!("{what}: by the language"));
        }
    }
    assert!(accepted.is_empty(), "accepted:\n{}", accepted.join("\n"));
}
