//! The grammar: a minimal bad spec for each of its rules, and what is told.

use crate::load::load_files;

const INDEX: &str = include_str!("tests/provider.yaml");

/// Each finding in `cards.yaml` as `line:column code message`, then `> help` where there is one.
fn told_of(index: &str, part: &str) -> Vec<String> {
    let loaded = load_files(&[("provider.yaml", index.as_bytes()), ("cards.yaml", part.as_bytes())]);
    let told = |finding: &crate::finding::Finding| {
        let at = loaded.sources.position(finding.span);
        let help = finding.help.as_deref().map_or(String::new(), |help| format!(" > {help}"));
        format!("{}:{} {} {}{help}", at.line, at.column, finding.code, finding.message)
    };
    loaded.findings.iter().map(told).collect()
}

fn told(part: &str) -> Vec<String> {
    told_of(INDEX, part)
}

/// A part with one operation that has everything that is needed, and these lines in it.
fn operation(lines: &str) -> String {
    let lines = lines.replace('\n', "\n    ");
    format!(
        "area: cards\nsummary: Cards.\noperations:\n  pay:\n    summary: Pays.\n    evidence: {{ documented: page }}\n    \
         request: POST /pay\n    auth: none\n    effect: read\n    {lines}\n"
    )
}

/// What is told of these lines in an operation, with line 1 being the first of them.
fn in_operation(lines: &str) -> Vec<String> {
    relative(told(&operation(lines)), 9, 4)
}

/// What is told of these lines in the type `Kind`, with line 1 being the first of them.
fn in_type(lines: &str) -> Vec<String> {
    let lines = lines.replace('\n', "\n    ");
    relative(told(&format!("area: cards\nsummary: Cards.\ntypes:\n  Kind:\n    summary: A type.\n    {lines}\n")), 5, 4)
}

/// Places counted from the first of some lines that are indented.
fn relative(told: Vec<String>, above: usize, indent: usize) -> Vec<String> {
    let shift = |told: String| -> Option<String> {
        let (at, rest) = told.split_once(' ')?;
        let (line, column) = at.split_once(':')?;
        let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
        Some(match line.checked_sub(above) {
            Some(line) if line > 0 => format!("{line}:{} {rest}", column.saturating_sub(indent)),
            _ => told,
        })
    };
    told.into_iter().filter_map(shift).collect()
}

#[test]
fn the_frames_of_these_tests_are_good() {
    assert_eq!(in_operation(""), [""; 0]);
    assert_eq!(in_type("fields: {}"), [""; 0]);
}

#[test]
fn ten_mistakes_in_one_file_are_ten_findings() {
    let part = "\
area: cards
sumary: Cards.
operations:
  pay:
    summary: ''
    evidence: { documente: page }
    request: PAY /pay
    effect: onec
    inputs:
      Amount: { summary: How much., type: decimal }
      card: { summary: The card., type: card_numer, optional: yes }
    body:
      amount: { imput: Amount }
    outcomes:
      - done: nothing
        when: { http: 20 }
    summary: Again.
";
    assert_eq!(
        told(part),
        [
            "2:1 E0201 unknown key `sumary` > did you mean `summary`?",
            "4:3 E0202 an operation needs the key `auth` > write the name of a way to authenticate, or `auth: none`",
            "5:14 E0212 the text is empty",
            "6:17 E0201 unknown key `documente` > did you mean `documented`?",
            "7:14 E0208 `PAY` is not a method that can be sent",
            "8:13 E0205 `onec` is not an effect > did you mean `once`?",
            "10:7 E0206 `Amount` is not spelled as a name > write `amount`",
            "11:41 E0207 `card_numer` is not a type > did you mean `card_number`?",
            "11:63 E0204 expected `true` or `false` > write `true`, without quotes",
            "13:17 E0201 unknown key `imput` > did you mean `input`?",
            "16:23 E0213 `20` is not an HTTP status from 100 to 599",
            "17:5 E0103 the key `summary` stands here twice > keep one of them, or rename one",
        ]
    );
}

#[test]
fn an_unknown_key_tells_the_nearest_one_or_all_that_can_be_added() {
    assert_eq!(in_operation("inpts: {}"), ["1:1 E0201 unknown key `inpts` > did you mean `inputs`?"]);
    assert_eq!(
        in_operation("use: { common: { colour: red } }"),
        ["1:18 E0201 unknown key `colour` > what can be added here is `require` or `omit`"]
    );
}

#[test]
fn a_missing_key_is_marked_at_the_name_of_what_lacks_it() {
    assert_eq!(
        told("area: a\nsummary: A.\ntypes:\n  Card:\n    fields:\n      number:\n        type: text\n"),
        [
            "4:3 E0202 a type needs the key `summary`",
            "6:7 E0202 a field needs the key `summary`",
        ]
    );
    assert_eq!(
        told("area: a\nsummary: A.\noperations:\n  pay: { summary: P., evidence: { inferred: x }, auth: none, request: GET /x }\n"),
        ["4:3 E0202 an operation needs the key `effect` > write `read`, `repeatable` or `once`: it is never guessed from the method"]
    );
}

#[test]
fn a_wrong_shape_says_what_was_expected_and_what_is_there() {
    assert_eq!(in_operation("inputs: [a]"), ["1:9 E0203 expected a mapping of names, found a list"]);
    assert_eq!(in_operation("details: { a: b }"), ["1:10 E0203 expected a text, found a mapping of keys to values"]);
    assert_eq!(in_operation("together: a"), ["1:11 E0203 expected a list, found a single value > write a list of one: `[a]`"]);
    assert_eq!(in_operation("inputs:\nkind: call"), ["1:1 E0212 there is no value where a mapping of names belongs"]);
    assert_eq!(told("- a\n"), ["1:1 E0203 expected a mapping that describes a part, found a list"]);
    assert_eq!(told(""), ["1:1 E0212 there is no value where a mapping that describes a part belongs"]);
}

#[test]
fn numbers_are_plain_digits_in_range() {
    let input = |constraint: &str| in_operation(&format!("inputs: {{ a: {{ summary: A., type: text, {constraint} }} }}"));
    assert_eq!(input("length: 0010"), [""; 0]);
    for bad in ["-1", "1.0", "\"3\"", "0x10", "1_000", "4294967296", "three"] {
        let told = input(&format!("length: {bad}"));
        assert_eq!(told, ["1:45 E0204 expected a whole number from 0"], "{bad}");
    }
    assert_eq!(input("min: -0.01, max: '100'"), [""; 0]);
    for bad in ["1e3", ".5", "1.", "1,5", "-", "+1"] {
        let told = input(&format!("min: '{bad}'"));
        assert!(told.len() == 1 && told[0].contains("E0204") && told[0].contains("is not a number"), "{bad}: {told:?}");
    }
}

#[test]
fn durations_have_a_number_and_a_unit() {
    let token = |lifetime: &str| INDEX.replace("lifetime: 2h", &format!("lifetime: {lifetime}"));
    assert_eq!(told_of(&token("90s"), &operation("")), [""; 0]);
    for bad in ["2", "h", "2 h", "2d", "-2h", "1.5h", "99999999999h", "2H"] {
        let told = told_of(&token(bad), &operation(""));
        let expected = format!("14:17 E0209 `{bad}` is not a duration > write a whole number and a unit: `2h`, `5m` or `30s`");
        assert_eq!(told, [expected], "{bad}");
    }
}

#[test]
fn names_are_spelled_one_way_and_may_be_turkish() {
    let named = |name: &str| told(&format!("area: a\nsummary: A.\ntypes:\n  {name}: {{ summary: T., fields: {{}} }}\n"));
    for good in ["Card", "ÖdemeTürü", "3dMode", "A"] {
        assert_eq!(named(good), [""; 0], "{good}");
    }
    assert_eq!(named("saved_card"), ["4:3 E0206 `saved_card` is not spelled as a name > write `SavedCard`"]);
    let input = |name: &str| in_operation(&format!("inputs:\n  {name}: {{ summary: A., type: text }}"));
    for good in ["card", "ödeme_türü", "3d_ödeme", "a1"] {
        assert_eq!(input(good), [""; 0], "{good}");
    }
    assert_eq!(input("cardNumber"), ["2:3 E0206 `cardNumber` is not spelled as a name > write `card_number`"]);
    assert_eq!(input("ñ"), ["2:3 E0206 `ñ` is not spelled as a name"]);
    assert_eq!(input("a__b"), ["2:3 E0206 `a__b` is not spelled as a name > write `a_b`"]);
    assert_eq!(in_operation("name: 3d"), ["1:7 E0206 `3d` cannot be a name in Rust > write an ASCII letter, then letters, digits and `_`"]);
    assert_eq!(in_operation("headers: { 'a b': { text: x } }"), ["1:12 E0206 `a b` cannot be a name on the wire"]);
    assert_eq!(in_operation("codes: { ' 1': { name: x, summary: X. } }"), ["1:10 E0206 ` 1` cannot be a code"]);
    assert_eq!(told_of(&INDEX.replace("provider: demo", "provider: Demo"), &operation("")).len(), 1);
}

#[test]
fn types_are_words_names_lists_and_maps() {
    let input = |value: &str| in_operation(&format!("inputs: {{ a: {{ summary: A., type: '{value}' }} }}"));
    for good in ["text", "SavedCard", "list of integer", "map of list of SavedCard", "datetime"] {
        assert_eq!(input(good), [""; 0], "{good}");
    }
    assert_eq!(input("list of textt"), ["1:36 E0207 `textt` is not a type > did you mean `text`?"]);
    for bad in ["list", "list of", "text?", "a b", "list of list of list of list of list of text", ""] {
        let told = input(bad);
        assert!(told.len() == 1 && told[0].contains("E0207"), "{bad}: {told:?}");
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
        ("post /pay", "7:15 E0208 `post` is not a method that can be sent"),
        ("GET pay", "7:19 E0208 a path begins with `/`"),
        ("GET  /pay", "7:19 E0208 a path begins with `/`"),
        ("GET /pay?a=1", "7:23 E0208 a path has no `?`: query parameters stand under `query:`"),
        ("GET /a/{b", "7:19 E0208 `{` is never closed"),
        ("GET /a/{}", "7:19 E0208 braces in a path hold the name of one input"),
        ("GET /a}b", "7:19 E0208 `}` closes nothing"),
        ("GET /a%20b", "7:21 E0208 a path cannot hold `%`"),
    ] {
        let told = request(bad);
        assert!(told.len() == 1 && told[0].starts_with(expected), "{bad}: {told:?}");
    }
}

#[test]
fn of_keys_that_exclude_each_other_exactly_one_stands() {
    assert_eq!(in_type("names: []"), ["1:1 E0201 unknown key `names` > what can be added here is `name`, `fields`, `inputs`, `choice` or `enum`", "4:3 E0210 a type needs `fields`, `inputs`, `choice` or `enum`"]);
    assert_eq!(in_type("fields: {}\ninputs: {}"), ["2:1 E0211 a type has either `fields` or `inputs`"]);
    assert_eq!(
        in_operation("examples: { one: { answer: { http: 200, body: x }, outcome: done } }"),
        ["1:13 E0210 an example needs `printed` or `constructed`"]
    );
}

#[test]
fn evidence_names_a_source() {
    let evidence = |text: &str| told(&operation("").replace("{ documented: page }", text));
    assert_eq!(evidence("{ documented: [a, b], family: c, inferred: d, vendor_code: e }"), [""; 0]);
    assert_eq!(evidence("{}"), ["6:5 E0214 evidence names no source > write `documented`, `vendor_code`, `family` or `inferred` with the source"]);
    assert_eq!(evidence("{ documented: [] }"), ["6:29 E0212 the list is empty"]);
    assert_eq!(evidence("page"), ["6:15 E0203 expected a mapping that describes evidence, found a single value"]);
}

#[test]
fn choose_has_a_value_per_choice() {
    let shape = |text: &str| in_operation(&format!("body: {{}}\nbody_shape: {text}"));
    assert_eq!(shape("{ choose: form, array: one_element_array, plain: object }"), [""; 0]);
    assert_eq!(shape("{ choose: form }"), ["2:1 E0215 `choose` needs a value for every choice > write each choice of the alternative as a key"]);
    assert_eq!(shape("{ choose: form, array: two_element_array }"), ["2:37 E0205 `two_element_array` is not the shape of a body > did you mean `one_element_array`?"]);
    assert_eq!(in_operation("body: { a: { text: x, only: { one: a, two: b } } }").len(), 1);
}

#[test]
fn an_effect_is_said_and_once_says_how_it_is_resolved() {
    let effect = |text: &str| told(&operation("").replace("effect: read", &format!("effect: {text}")));
    assert_eq!(effect("{ once: { resolve: none, because: Nothing tells. } }"), [""; 0]);
    let by = "operation: check, match: { invoice: invoice }, verdicts: [{ done: happened }, { code: { 31: not_received } }]";
    assert_eq!(effect(&format!("{{ once: {{ resolve: {{ {by} }} }} }}")), [""; 0]);
    for (bad, expected) in [
        ("once", "9:13 E0216 `once` says how a lost answer is resolved"),
        ("{ once: { because: x } }", "9:15 E0216 `once` says how a lost answer is resolved"),
        ("{ once: { resolve: none } }", "9:32 E0217 `resolve: none` says why no operation can tell what happened"),
        ("{ once: { resolve: never } }", "9:32 E0203 expected a way to resolve, or `none`"),
        ("{ once: { resolve: { operation: a, match: {}, verdicts: [] } } }", "9:59 E0212 no outcome of the resolving operation says anything"),
        ("{ once: { resolve: { operation: a, match: {}, verdicts: [{ done: hapened }] } } }", "9:78 E0205 `hapened` is not a verdict"),
        ("reed", "9:13 E0205 `reed` is not an effect"),
    ] {
        let told = effect(bad);
        assert!(told.len() == 1 && told[0].starts_with(expected), "{bad}: {told:?}");
    }
    let told = effect(&format!("{{ once: {{ because: x, resolve: {{ {by} }} }} }}"));
    assert_eq!(told, ["9:23 E0220 `because` goes with `resolve: none` only"]);
}

#[test]
fn a_wire_field_says_what_feeds_it() {
    let field = |text: &str| in_operation(&format!("body: {{ f: {text} }}"));
    for good in [
        "amount",
        "expiry.short_year",
        "{ input: amount, as: text, decimals: two_places, quirk: q }",
        "{ input: amount, decimals: { choose: a, x: shortest, y: as_given } }",
        "{ credential: set.key }",
        "{ number: 1.50 }",
        "{ sign: hash, over: [a, b.c] }",
        "{ fields: { inner: { boolean: true } } }",
        "{ text: '', only: { alternative: choice } }",
    ] {
        assert_eq!(field(good), [""; 0], "{good}");
    }
    for (bad, expected) in [
        ("[a]", "1:12 E0203 expected the name of an input, or a mapping that says what feeds the field"),
        ("{ as: text }", "1:9 E0210 a wire field needs `input`, `credential`, `text`, `number`, `boolean`, `sign` or `fields`"),
        ("{ input: a, text: b }", "1:24 E0211 a wire field has either `input` or `text`"),
        ("expiry.moth", "1:19 E0205 an input has no part `moth` > did you mean `month`?"),
        ("{ credential: a, as: text }", "1:29 E0201 unknown key `as`"),
        ("{ sign: hash }", "1:9 E0202 a wire field needs the key `over`"),
        ("{ number: one }", "1:22 E0204 `one` is not a number"),
        ("{ boolean: 1 }", "1:23 E0204 expected `true` or `false`"),
        ("{ input: a, as: textt }", "1:28 E0205 `textt` is not a form on the wire"),
    ] {
        let told = field(bad);
        assert!(told.len() == 1 && told[0].starts_with(expected), "{bad}: {told:?}");
    }
}

#[test]
fn a_request_has_one_body() {
    let told = in_operation("body: { a: { text: x } }\nform: { b: { text: y } }");
    assert_eq!(told, ["2:9 E0218 a request has either a JSON body or a form body > keep `body` or `form`"]);
}

#[test]
fn rules_and_conditions_can_be_met() {
    let rule = |text: &str| in_operation(&format!("outcomes:\n  - {text}"));
    for good in [
        "{ done: list of Card, at: data.list, when: { http: [200, 201], status: { not: [1, ''] } } }",
        "{ refused: { code: { text: failed }, message: [a.b] }, when: { content: html, x: { present: false } } }",
        "{ open: nothing, when: {} }",
        "{ accepted: html, when: { data.status: false } }",
    ] {
        assert_eq!(rule(good), [""; 0], "{good}");
    }
    for (bad, expected) in [
        ("{ done: nothing }", "2:7 E0202 a rule needs the key `when`"),
        ("{ when: { a: 1 } }", "2:7 E0210 a rule needs `done`, `accepted`, `open` or `refused`"),
        ("{ done: nothing, open: html, when: {} }", "2:22 E0211 a rule has either `done` or `open`"),
        ("{ refused: {}, at: data, when: {} }", "2:20 E0201 unknown key `at`"),
        ("{ done: nothing, when: { http: 2000 } }", "2:36 E0213 `2000` is not an HTTP status from 100 to 599"),
        ("{ done: nothing, when: { content: xml } }", "2:39 E0213 `xml` is not `html` or `json`"),
        ("{ done: nothing, when: { a: ~ } }", "2:30 E0213 a condition needs a value to compare with"),
        ("{ done: nothing, when: { a..b: 1 } }", "2:30 E0213 `a..b` is not a dotted path"),
        ("{ done: nothing, when: { a: { is: 1 } } }", "2:35 E0201 unknown key `is`"),
        ("{ done: nothing, when: { a: [] } }", "2:33 E0212 the list is empty"),
        ("{ done: nothing, at: 'a. b', when: {} }", "2:26 E0204 `a. b` is not a dotted path"),
    ] {
        let told = rule(bad);
        assert!(told.iter().any(|told| told.starts_with(expected)) && told.len() <= 2, "{bad}: {told:?}");
    }
}

#[test]
fn an_operations_input_is_not_placed_by_itself() {
    let told = in_operation("inputs: { a: { summary: A., type: text, wire: A } }");
    assert!(told.len() == 1 && told[0].starts_with("1:41 E0201 unknown key `wire`"), "{told:?}");
    assert_eq!(in_type("inputs: { a: { summary: A., type: decimal, wire: A, as: text, decimals: shortest } }\nbody: { A: a }"), [""; 0]);
}

#[test]
fn examples_give_values_and_an_outcome() {
    let example = |text: &str| in_operation(&format!("examples: {{ one: {{ constructed: why, answer: {{ http: 200, body: x }}, {text} }} }}"));
    for good in ["outcome: done", "outcome: { refused: invalid }", "outcome: { refused: { code: 0010 } }", "request: { inputs: { a: [1, { b: '' }] } }, outcome: open"] {
        assert_eq!(example(good), [""; 0], "{good}");
    }
    for (bad, code) in [
        ("outcome: dome", "E0205"),
        ("outcome: { refused: [a] }", "E0203"),
        ("outcome: { done: x }", "E0201"),
        ("request: { inputs: { a: ~ } }, outcome: done", "E0212"),
        ("http: 200, outcome: done", "E0201"),
    ] {
        let told = example(bad);
        assert!(told.iter().any(|told| told.contains(code)), "{bad}: {told:?}");
    }
}

#[test]
fn a_part_with_operations_or_types_has_an_area_and_one_with_tables_has_none() {
    assert_eq!(
        told("types: { Card: { summary: C., fields: {} } }\n"),
        ["1:1 E0219 a part with operations or types names its area > add `area: …` and `summary: …` at the top"]
    );
    assert_eq!(
        told("area: a\nsummary: A.\ncode_tables: { default: { 1: { name: one, summary: One. } } }\n"),
        ["3:16 E0220 tables of codes stand in a part without an area > move `code_tables` to a part of its own"]
    );
    assert_eq!(told("code_tables: { default: { 0010: { name: ten, summary: Ten. } } }\n"), [""; 0]);
}

#[test]
fn callbacks_enums_and_the_index_have_their_keys() {
    let callback = "callbacks:\n  back: { summary: B., evidence: { inferred: x }, carriers: [query, mail], fields: {}, \
                    signature: { signature: s, field: hash, over: [a], numeric: [a], unsent: [b] }, \
                    confirm: { operation: o, match: { a: b }, echo: e, currency: c, amunt: d } }\n";
    assert_eq!(
        told(&format!("area: a\nsummary: A.\n{callback}")),
        [
            "4:64 E0205 `mail` is not a way to arrive > write `query` or `form`",
            "4:226 E0201 unknown key `amunt` > did you mean `amount`?",
        ]
    );
    assert_eq!(
        in_type("enum: integer\nreads: [txt]\nvalues: { a: { summary: A. } }"),
        [
            "2:9 E0205 `txt` is not something that can be read > did you mean `text`?",
            "3:11 E0202 a value needs the key `code`",
        ]
    );
    let index = INDEX.replace("algorithm: sha256_joined", "algorithm: md5").replace("title: Demo", "titel: Demo");
    assert_eq!(
        told_of(&index, &operation("")),
        [
            "3:1 E0201 unknown key `titel` > did you mean `title`?",
            "21:49 E0205 `md5` is not a way to sign > write `aes_cbc_bundle` or `sha256_joined`",
        ]
    );
}

#[test]
fn spelling_is_kept_and_places_reach_into_the_text() {
    use super::*;
    let part = operation("codes: { 0010: { name: ten, summary: Ten. } }\ninputs: { a: { summary: A., type: \"list of Card\" } }").replace("POST /pay", "\"POST /pay/{a}\"");
    let loaded = load_files(&[("provider.yaml", INDEX.as_bytes()), ("cards.yaml", part.as_bytes())]);
    let (_, part) = &loaded.providers[0].parts[0];
    let pay = part.operations.get("pay").expect("an operation");
    assert_eq!(pay.codes.names().collect::<Vec<_>>(), ["0010"]);
    let Some(Choosable::Fixed(request)) = &pay.request else { panic!("a fixed request") };
    let [PathPart::Text(text), PathPart::Input(input)] = request.value.path.as_slice() else { panic!("two parts") };
    assert_eq!((text.as_str(), loaded.sources.slice(input.span)), ("/pay/", "a"));
    assert_eq!(loaded.sources.position(input.span).column, 26);
    let TypeExprKind::List(card) = &pay.inputs.get("a").expect("an input").value_type.kind else { panic!("a list") };
    assert_eq!(loaded.sources.slice(card.span), "Card");
}

#[test]
fn what_could_not_be_read_is_known_to_be_there() {
    let part = operation("inputs:\n  good: { summary: G., type: text }\n  bad: { summary: B., type: texxt }\ncodes: [1]");
    let loaded = load_files(&[("provider.yaml", INDEX.as_bytes()), ("cards.yaml", part.as_bytes())]);
    let (_, part) = &loaded.providers[0].parts[0];
    let pay = part.operations.get("pay").expect("an operation with mistakes is still there");
    assert!(pay.inputs.get("good").is_some() && pay.inputs.get("bad").is_none());
    assert!(pay.inputs.may_have("bad") && !pay.inputs.may_have("other"));
    assert!(pay.codes.may_have("1"));
}
