//! The grammar: a minimal bad spec for each of its rules, and what is told.

mod order;
mod subjects;
mod values;

use crate::finding::Severity;
use crate::load::load_files;

const INDEX: &str = include_str!("tests/provider.yaml");

/// Each mistake in `cards.yaml` as `line:column code message`, then `> help` where there is one.
fn told_of(index: &str, part: &str) -> Vec<String> {
    let loaded = load_files(&[
        ("provider.yaml", index.as_bytes()),
        ("cards.yaml", part.as_bytes()),
    ]);
    let told = |finding: &crate::finding::Finding| {
        let at = loaded.sources.position(finding.span);
        let help = finding
            .help
            .as_deref()
            .map_or(String::new(), |help| format!(" > {help}"));
        format!(
            "{}:{} {} {}{help}",
            at.line, at.column, finding.code, finding.message
        )
    };
    // How a file is laid out has tests of its own.
    let mistakes = loaded
        .findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error);
    mistakes.map(told).collect()
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
    relative(
        told(&format!(
            "area: cards\nsummary: Cards.\ntypes:\n  Kind:\n    summary: A type.\n    {lines}\n"
        )),
        5,
        4,
    )
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
    summary: Pays.
    evidence: { documented: page }
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
            "7:14 E0208 `PAY` is not a method that can be sent > there are `GET`, `POST`, `PUT` and `DELETE`",
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
    assert_eq!(
        in_operation("inpts: {}"),
        ["1:1 E0201 unknown key `inpts` > did you mean `inputs`?"]
    );
    assert_eq!(
        in_operation("use: { common: { colour: red } }"),
        ["1:18 E0201 unknown key `colour` > what can be added here is `require` or `omit`"]
    );
}

#[test]
fn a_missing_key_is_marked_at_the_name_of_what_lacks_it() {
    assert_eq!(
        told(
            "area: a\nsummary: A.\ntypes:\n  Card:\n    fields:\n      number:\n        type: text\n"
        ),
        [
            "4:3 E0202 a type needs the key `summary`",
            "6:7 E0202 a field needs the key `summary`",
        ]
    );
    assert_eq!(
        told(
            "area: a\nsummary: A.\noperations:\n  pay: { summary: P., evidence: { inferred: x }, auth: none, request: GET /x }\n"
        ),
        [
            "4:3 E0202 an operation needs the key `effect` > write `read`, `repeatable` or `once`: it is never guessed from the method"
        ]
    );
}

#[test]
fn a_wrong_shape_says_what_was_expected_and_what_is_there() {
    assert_eq!(
        in_operation("inputs: [a]"),
        ["1:9 E0203 expected a mapping of names, found a list"]
    );
    assert_eq!(
        in_operation("details: { a: b }"),
        [
            "1:10 E0203 expected a text, found a mapping of keys to values > write one text; one that begins with `{` or holds `: ` stands in quotes"
        ]
    );
    assert_eq!(
        in_operation("together: a"),
        ["1:11 E0203 expected a list, found a single value > write a list of one: `[a]`"]
    );
    assert_eq!(
        in_operation("inputs:\nkind: call"),
        ["1:1 E0212 there is no value where a mapping of names belongs"]
    );
    assert_eq!(
        told("- a\n"),
        ["1:1 E0203 expected a mapping that describes a part, found a list"]
    );
    assert_eq!(
        told(""),
        ["1:1 E0212 there is no value where a mapping that describes a part belongs"]
    );
}

#[test]
fn of_keys_that_exclude_each_other_exactly_one_stands() {
    assert_eq!(
        in_type("name: Other"),
        ["4:3 E0210 a type needs `fields`, `inputs`, `choice`, `enum` or `identifier`"]
    );
    assert_eq!(
        in_type("field: {}"),
        ["1:1 E0201 unknown key `field` > did you mean `fields`?"]
    );
    assert_eq!(
        in_type("fields: {}\ninputs: {}"),
        ["2:1 E0211 a type has either `fields` or `inputs` > keep one of them"]
    );
    assert_eq!(
        in_operation("examples: { one: { answer: { http: 200, body: x }, outcome: done } }"),
        ["1:13 E0210 an example needs `printed` or `constructed`"]
    );
}

#[test]
fn spelling_is_kept_and_places_reach_into_the_text() {
    use super::*;
    let part = operation("codes: { 0010: { name: ten, summary: Ten. } }\ninputs: { a: { summary: A., type: \"list of Card\" } }").replace("POST /pay", "\"POST /pay/{a}\"");
    let loaded = load_files(&[
        ("provider.yaml", INDEX.as_bytes()),
        ("cards.yaml", part.as_bytes()),
    ]);
    let (_, part) = &loaded.providers[0].parts[0];
    let pay = part.operations.get("pay").expect("an operation");
    assert_eq!(pay.codes.names().collect::<Vec<_>>(), ["0010"]);
    let Some(Choosable::Fixed(request)) = &pay.request else {
        panic!("a fixed request")
    };
    let [PathPart::Text(text), PathPart::Input(input)] = request.value.path.as_slice() else {
        panic!("two parts")
    };
    assert_eq!(
        (text.as_str(), loaded.sources.slice(input.span)),
        ("/pay/", "a")
    );
    assert_eq!(loaded.sources.position(input.span).column, 26);
    let TypeExprKind::List(card) = &pay.inputs.get("a").expect("an input").value_type.kind else {
        panic!("a list")
    };
    assert_eq!(loaded.sources.slice(card.span), "Card");
}

#[test]
fn what_could_not_be_read_is_known_to_be_there() {
    let part = operation(
        "inputs:\n  good: { summary: G., type: text }\n  bad: { summary: B., type: a b }\ncodes: [1]",
    );
    let loaded = load_files(&[
        ("provider.yaml", INDEX.as_bytes()),
        ("cards.yaml", part.as_bytes()),
    ]);
    let (_, part) = &loaded.providers[0].parts[0];
    let pay = part
        .operations
        .get("pay")
        .expect("an operation with mistakes is still there");
    assert!(pay.inputs.get("good").is_some());
    assert!(pay.inputs.get("bad").is_none());
    assert!(pay.inputs.may_have("bad") && !pay.inputs.may_have("other"));
    assert!(pay.codes.may_have("1"));
}
