//! Values: numbers, durations, names, types, request lines, evidence, choices.

use super::*;

#[test]
fn numbers_are_plain_digits_in_range() {
    let input = |constraint: &str| {
        in_operation(&format!(
            "inputs: {{ a: {{ summary: A., type: text, {constraint} }} }}"
        ))
    };
    assert_eq!(input("length: 0010"), [""; 0]);
    let expected = "1:49 E0204 expected a whole number from 0";
    for bad in ["-1", "1.5", "0x10", "1_000", "4294967296", "three"] {
        let told = input(&format!("length: {bad}"));
        assert_eq!(told, [expected], "{bad}");
    }
    for (bad, good) in [("1.0", "1"), ("\"3\"", "3")] {
        let told = input(&format!("length: {bad}"));
        let help = format!("{expected} > write `{good}`, without quotes");
        assert_eq!(told, [help], "{bad}");
    }
    assert_eq!(input("min: -0.01, max: '100'"), [""; 0]);
    for bad in ["1e3", ".5", "1.", "1,5", "-", "+1"] {
        let told = input(&format!("min: '{bad}'"));
        assert!(
            told.len() == 1 && told[0].contains("E0204") && told[0].contains("is not a number"),
            "{bad}: {told:?}"
        );
    }
}

#[test]
fn durations_have_a_number_and_a_unit() {
    let token = |lifetime: &str| INDEX.replace("lifetime: 2h", &format!("lifetime: {lifetime}"));
    assert_eq!(told_of(&token("90s"), &operation("")), [""; 0]);
    for bad in ["2", "h", "2 h", "2d", "-2h", "1.5h", "99999999999h", "2H"] {
        let told = told_of(&token(bad), &operation(""));
        let expected = format!(
            "16:17 E0209 `{bad}` is not a duration > write a whole number and a unit: `2h`, `5m` or `30s`"
        );
        assert_eq!(told, [expected], "{bad}");
    }
}

#[test]
fn names_are_spelled_one_way_and_may_be_turkish() {
    let named = |name: &str| {
        told(&format!(
            "area: a\nsummary: A.\ntypes:\n  {name}: {{ summary: T., fields: {{}} }}\n"
        ))
    };
    for good in ["Card", "ÖdemeTürü", "3dMode", "A"] {
        assert_eq!(named(good), [""; 0], "{good}");
    }
    assert_eq!(
        named("saved_card"),
        ["4:3 E0206 `saved_card` is not spelled as a name > write `SavedCard`"]
    );
    let input =
        |name: &str| in_operation(&format!("inputs:\n  {name}: {{ summary: A., type: text }}"));
    for good in ["card", "ödeme_türü", "3d_ödeme", "a1"] {
        assert_eq!(input(good), [""; 0], "{good}");
    }
    assert_eq!(
        input("cardNumber"),
        ["2:3 E0206 `cardNumber` is not spelled as a name > write `card_number`"]
    );
    assert_eq!(input("ñ"), ["2:3 E0206 `ñ` is not spelled as a name"]);
    assert_eq!(
        input("a__b"),
        ["2:3 E0206 `a__b` is not spelled as a name > write `a_b`"]
    );
    assert_eq!(
        in_operation("name: 3d"),
        [
            "1:7 E0206 `3d` cannot be a name in Rust > write an ASCII letter, then letters, digits and `_`"
        ]
    );
    assert_eq!(
        in_operation("headers: { 'a b': { text: x } }"),
        ["1:12 E0206 `a b` cannot be a name on the wire"]
    );
    assert_eq!(
        in_operation("codes: { ' 1': { name: x, summary: X. } }"),
        ["1:10 E0206 ` 1` cannot be a code"]
    );
    assert_eq!(
        told_of(
            &INDEX.replace("provider: demo", "provider: Demo"),
            &operation("")
        )
        .len(),
        1
    );
}

#[test]
fn a_provider_has_no_name_that_the_generated_client_needs() {
    let index = |name: &str| {
        let own = INDEX.lines().find(|line| line.starts_with("provider:"));
        INDEX.replace(own.unwrap(), &format!("provider: {name}"))
    };
    let part = operation("");
    assert_eq!(told_of(&index("lib2"), &part), told(&part));
    for name in ["coverage", "findings", "lib", "main", "runtime", "default"] {
        let told = told_of(&index(name), &part);
        let expected = format!("E0206 `{name}` cannot be the name of a provider");
        assert!(
            told.iter().any(|found| found.contains(&expected)),
            "{name}: {told:?}"
        );
    }
}

#[test]
fn types_are_words_names_lists_and_maps() {
    let input = |value: &str| {
        in_operation(&format!(
            "inputs: {{ a: {{ summary: A., type: '{value}' }} }}"
        ))
    };
    for good in [
        "text",
        "SavedCard",
        "list of integer",
        "map of list of SavedCard",
        "datetime",
    ] {
        assert_eq!(input(good), [""; 0], "{good}");
    }
    assert_eq!(
        input("list of textt"),
        ["1:44 E0207 `textt` is not a type > did you mean `text`?"]
    );
    for bad in [
        "list",
        "list of",
        "text?",
        "a b",
        "list of list of list of list of list of text",
        "",
    ] {
        let told = input(bad);
        assert!(
            told.len() == 1 && told[0].contains("E0207"),
            "{bad}: {told:?}"
        );
    }
}

#[test]
fn request_lines_are_a_method_and_a_path() {
    let request = |line: &str| told(&operation("").replace("POST /pay", &format!("'{line}'")));
    for good in ["GET /", "DELETE /cards/{card_id}", "PUT /a/{b}.json/{c}"] {
        assert_eq!(request(good), [""; 0], "{good}");
    }
    for (bad, expected) in [
        ("/pay", "7:14 E0208 `/pay` is not a method and a path"),
        (
            "post /pay",
            "7:15 E0208 `post` is not a method that can be sent",
        ),
        ("GET pay", "7:19 E0208 a path begins with `/`"),
        ("GET  /pay", "7:19 E0208 a path begins with `/`"),
        (
            "GET /pay?a=1",
            "7:23 E0208 a path has no `?`: query parameters stand under `query`",
        ),
        ("GET /a/{b", "7:19 E0208 `{` is never closed"),
        (
            "GET /a/{}",
            "7:19 E0208 braces in a path hold the name of one input",
        ),
        ("GET /a}b", "7:19 E0208 `}` closes nothing"),
        ("GET /a%20b", "7:21 E0208 a path cannot hold `%`"),
    ] {
        let told = request(bad);
        assert!(
            told.len() == 1 && told[0].starts_with(expected),
            "{bad}: {told:?}"
        );
    }
}

#[test]
fn evidence_names_a_source() {
    let evidence = |text: &str| told(&operation("").replace("{ documented: page }", text));
    assert_eq!(
        evidence("{ documented: [a, b], family: c, inferred: d, vendor_code: e }"),
        [""; 0]
    );
    assert_eq!(
        evidence("{}"),
        [
            "6:5 E0214 evidence names no source > write `documented`, `vendor_code`, `family` or `inferred` with the source"
        ]
    );
    assert_eq!(
        evidence("{ documented: [] }"),
        ["6:29 E0212 the list is empty > write what belongs in it, or remove the key"]
    );
    assert_eq!(
        evidence("page"),
        [
            "6:15 E0203 evidence says how sure its source is > write `{ documented: page }`, or `vendor_code`, `family` or `inferred` in its place"
        ]
    );
}

#[test]
fn choose_has_a_value_per_choice() {
    let shape = |text: &str| in_operation(&format!("body: {{}}\nbody_shape: {text}"));
    assert_eq!(
        shape("{ choose: form, array: one_element_array, plain: object }"),
        [""; 0]
    );
    assert_eq!(
        shape("{ choose: form }"),
        [
            "2:1 E0215 `choose` needs a value for every choice > write each choice of the alternative as a key"
        ]
    );
    assert_eq!(
        shape("{ choose: form, array: two_element_array }"),
        [
            "2:36 E0205 `two_element_array` is not the shape of a body > did you mean `one_element_array`?"
        ]
    );
    assert_eq!(
        in_operation("body: { a: { text: x, only: { one: a, two: b } } }").len(),
        1
    );
    assert_eq!(
        shape("{ chose: form, array: one_element_array }"),
        ["2:15 E0201 unknown key `chose` > did you mean `choose`?"]
    );
}
