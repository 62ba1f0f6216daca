//! The tree, and what cannot be in it.

use super::*;
use crate::finding::Findings;

fn read(text: &str) -> (Option<Node>, Vec<String>) {
    let mut sources = Sources::new();
    let file = sources.add("a.yaml", text);
    let mut findings = Findings::new();
    let tree = match parse(&sources, file, &mut findings) {
        Parsed::Whole(tree) | Parsed::Partial(tree) => Some(tree),
        Parsed::Nothing => None,
    };
    let told = |finding: &crate::finding::Finding| {
        let at = sources.position(finding.span);
        format!(
            "{}:{} {} {}",
            at.line, at.column, finding.code, finding.message
        )
    };
    (tree, findings.sorted().iter().map(told).collect())
}

fn told(text: &str) -> Vec<String> {
    read(text).1
}

/// The tree as a person writes it down, for comparison.
fn outline(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null => String::from("null"),
        NodeKind::Unread => String::from("?"),
        NodeKind::Scalar(scalar) => format!("{:?}", scalar.text),
        NodeKind::Sequence(items) => format!(
            "[{}]",
            items.iter().map(outline).collect::<Vec<_>>().join(", ")
        ),
        NodeKind::Mapping(entries) => {
            let entry = |(key, value): &(Key, Node)| format!("{}: {}", key.text, outline(value));
            format!(
                "{{{}}}",
                entries.iter().map(entry).collect::<Vec<_>>().join(", ")
            )
        }
    }
}

fn tree(text: &str) -> Node {
    let (tree, told) = read(text);
    assert_eq!(told, [""; 0], "{text}");
    tree.expect("a tree")
}

#[test]
fn values_keep_their_spelling_and_their_order() {
    let tree = tree(
        "b: 0010\na: true\n\"98\": 1.0\nc: [1_000, no, 'it''s']\nd: |\n  x\n\n  y\ne: >-\n  p\n  q\n",
    );
    assert_eq!(
        outline(&tree),
        r#"{b: "0010", a: "true", 98: "1.0", c: ["1_000", "no", "it's"], d: "x\n\ny\n", e: "p q"}"#
    );
}

#[test]
fn nothing_is_told_from_the_empty_text() {
    assert_eq!(
        outline(&tree("a:\nb: ~\nc: null\nd: \"\"\ne: 'null'\nf: [~, '']\n")),
        r#"{a: null, b: null, c: null, d: "", e: "null", f: [null, ""]}"#
    );
    for empty in ["", "\n", "# only a comment\n", "---\n", "\u{feff}"] {
        assert_eq!(outline(&tree(empty)), "null", "{empty:?}");
    }
}

#[test]
fn every_place_is_the_text_that_stands_there() {
    let text =
        "kartAdı: { ş: 'değer' }\nlist:\n  - one\n  - |\n    two\n# no part of it\nlast: x\n";
    let mut sources = Sources::new();
    let file = sources.add("a.yaml", text);
    let Parsed::Whole(tree) = parse(&sources, file, &mut Findings::new()) else {
        panic!("a tree")
    };
    let NodeKind::Mapping(entries) = &tree.kind else {
        panic!("a mapping")
    };
    let slices: Vec<_> = entries
        .iter()
        .map(|(key, value)| (sources.slice(key.span), sources.slice(value.span)))
        .collect();
    assert_eq!(
        slices,
        [
            ("kartAdı", "{ ş: 'değer' }"),
            ("list", "- one\n  - |\n    two"),
            ("last", "x")
        ]
    );
}

#[test]
fn windows_line_breaks_give_the_same_tree() {
    let text = "a: |\n  x\n  y\nb:\n  - \"p\n    q\"\n";
    assert_eq!(tree(text), tree(&text.replace('\n', "\r\n")));
}

#[test]
fn a_key_that_stands_twice_is_found_with_both_places_and_the_first_is_kept() {
    let mut sources = Sources::new();
    let file = sources.add("a.yaml", "a: 1\nb: { x: 1, x: 2 }\n\"a\": 3\n");
    let mut findings = Findings::new();
    let Parsed::Whole(tree) = parse(&sources, file, &mut findings) else {
        panic!("a tree")
    };
    assert_eq!(outline(&tree), r#"{a: "1", b: {x: "1"}}"#);
    let places: Vec<_> = findings
        .sorted()
        .iter()
        .map(|f| (f.code, f.span.start, f.second.as_ref().map(|s| s.0.start)))
        .collect();
    assert_eq!(
        places,
        [
            (code::DUPLICATE_KEY, 16, Some(10)),
            (code::DUPLICATE_KEY, 23, Some(0))
        ]
    );
}

#[test]
fn anchors_aliases_tags_and_merge_keys_are_found_all_at_once() {
    assert_eq!(
        told("a: &x { k: 1 }\nb: *x\nc: *unknown\nd: !int 1\ne: { <<: *x }\nf: !<tag:x> [1]\n"),
        [
            "1:4 E0104 a spec has no anchors",
            "2:4 E0105 a spec has no aliases",
            "3:4 E0105 a spec has no aliases",
            "4:4 E0106 a spec has no tags",
            "5:10 E0105 a spec has no aliases",
            "6:4 E0106 a spec has no tags",
        ]
    );
}

#[test]
fn a_second_document_is_found() {
    assert_eq!(
        told("a: 1\n---\nb: 2\n"),
        ["2:1 E0107 a second document begins here"]
    );
    assert_eq!(told("---\na: 1\n"), [""; 0]);
}

#[test]
fn keys_that_are_no_text_are_found() {
    assert_eq!(
        told("? [a, b]\n: 1\n: 2\nc: { {d: 1}: 2 }\n"),
        [
            "1:3 E0108 a key is a text, this one is a list",
            "3:1 E0108 there is no key before the colon",
            "4:6 E0108 a key is a text, this one is a mapping of keys to values",
        ]
    );
}

#[test]
fn a_tab_has_its_own_text() {
    assert_eq!(
        told("a:\n\tb: 1\n\tc: 2\n"),
        ["2:1 E0102 a tab indents this line"]
    );
    assert_eq!(
        told("a:\n  b: 1\n\tc: 2\n"),
        ["3:1 E0102 a tab indents this line"]
    );
    assert_eq!(
        told("x: [\n\ta,\n]\n"),
        ["2:1 E0102 a tab indents this line"]
    );
    assert_eq!(
        told("a: |\n x\n\ty\n"),
        ["3:1 E0102 a tab indents this line"]
    );
}

#[test]
fn what_is_not_yaml_is_told_in_plain_words_where_it_stops() {
    for (text, expected) in [
        (
            "a: 1\n b: 2\n",
            "2:2 E0101 the line above goes on here, and a text has no `:` in it",
        ),
        ("a: b: c\n", "1:5 E0101 a second `:` on the line"),
        (
            "a: \"x\nb: 1\n",
            "1:4 E0101 a quote is opened and never closed",
        ),
        ("a: 1\nb\nc: 2\n", "2:1 E0101 a key without `:` and a value"),
        ("a: @x\n", "1:4 E0101 a value cannot begin with `@`"),
        ("a: [1,2}\n", "1:4 E0101 `[` is closed by `}`"),
        ("a: [1,2\n", "1:4 E0101 `[` is opened and never closed"),
        ("- a\nb: 1\n", "2:1 E0101 a list and a mapping are mixed"),
        (
            "a: \"\\q\"\n",
            "1:4 E0101 the text in double quotes holds a `\\` that is no known escape",
        ),
        ("a: 'x'y\n", "1:7 E0101 something follows the closing quote"),
        (
            "%YAML 1.2\n---\na: 1\n",
            "1:1 E0101 a spec file is one document without directives",
        ),
        ("a: !x!y 1\n", "1:4 E0106 a spec has no tags"),
    ] {
        assert_eq!(told(text), [expected], "{text}");
    }
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = |levels: usize| format!("a: {}{}\n", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(told(&deep(MAX_DEPTH - 1)), [""; 0]);
    assert_eq!(
        told(&deep(MAX_DEPTH)),
        ["1:67 E0109 values are nested deeper than 64 levels"]
    );
    let block: String = (0..300)
        .map(|level| format!("{}a:\n", " ".repeat(level)))
        .collect();
    let mixed = "- ".repeat(100) + &"[".repeat(300);
    for text in [
        block,
        mixed,
        "[".repeat(16_000),
        "[\n".repeat(200_000),
        "? ".repeat(8_000),
        "{a: ".repeat(4_000),
    ] {
        let told = told(&text);
        assert!(told.len() == 1 && told[0].contains("E0109"), "{told:?}");
    }
    let many = format!("[\n{}]", "1,\n".repeat(MAX_VALUES));
    assert_eq!(
        told(&many),
        [format!(
            "{}:1 E0110 a file holds at most {MAX_VALUES} values",
            MAX_VALUES + 1
        )]
    );
}

#[test]
fn sixty_four_levels_are_read_and_sixty_five_are_not() {
    let lists = |levels: usize| "[".repeat(levels) + &"]".repeat(levels) + "\n";
    let maps = |levels: usize| "{ a: ".repeat(levels) + "x" + &" }".repeat(levels) + "\n";
    let dashes = |levels: usize| "- ".repeat(levels) + "x\n";
    let blocks = |levels: usize| -> String {
        (0..levels)
            .map(|level| format!("{}a:\n", "  ".repeat(level)))
            .collect()
    };
    let shapes: [&dyn Fn(usize) -> String; 4] = [&lists, &maps, &dashes, &blocks];
    for shape in shapes {
        assert_eq!(told(&shape(64)), [""; 0], "{}", shape(64));
        let told = told(&shape(65));
        assert!(told.len() == 1 && told[0].contains("E0109"), "{told:?}");
    }
}

#[test]
fn a_line_and_a_value_have_a_most_length() {
    let line = |length: usize| format!("b: {}\n", "x".repeat(length - 4));
    assert_eq!(told(&line(MAX_LINE)), [""; 0]);
    let long = format!("a: 1\n{}c: 1\n", line(MAX_LINE + 1));
    assert_eq!(told(&long), ["2:1 E0111 a line has at most 16 KiB"]);
    let value = |lines: usize| format!("a: |\n{}b: 1\nb: 2\n", "  1234567\n".repeat(lines));
    let twice = |line: usize| format!("{line}:1 E0103 the key `b` stands here twice");
    let most = MAX_LENGTH / 8;
    assert_eq!(told(&value(most)), [twice(most + 3)]);
    assert_eq!(
        told(&value(most + 1)),
        [
            String::from("2:3 E0111 a value has at most 256 KiB"),
            twice(most + 4)
        ]
    );
}

#[test]
fn reading_goes_on_behind_a_place_that_is_not_yaml() {
    let text = "\
one:
  a: b: c
    deeper: 1
  x: 1
two:
  l: [1, 2
  m: \"open
  n: 3
three:
   o: 1
  p: 2
  q: 3
four:
\tr: 1
\ts: 2
five: { t: 1, t: 2 }
six:
  u: \"open
  v: 1
  w: \"x\"
  y: 'z'
seven: @
";
    let (tree, told) = read(text);
    assert_eq!(
        told,
        [
            "2:7 E0101 a second `:` on the line",
            "6:6 E0101 `[` is not closed",
            "7:6 E0101 this quote is not closed on its line",
            "11:3 E0101 the indentation fits no mapping or list above",
            "14:1 E0102 a tab indents this line",
            "16:15 E0103 the key `t` stands here twice",
            "18:6 E0101 this quote is not closed on its line",
            "22:8 E0101 a value cannot begin with `@`",
        ]
    );
    let tree = tree.expect("the rest");
    assert_eq!(
        outline(&tree),
        r#"{one: {x: "1"}, two: {n: "3"}, three: {o: "1"}, four: null, five: {t: "1"}, six: {v: "1", w: "x", y: "z"}}"#
    );
}

#[test]
fn a_file_with_no_yaml_in_it_is_given_up_soon() {
    assert!(told(&"a: b: c\n".repeat(1000)).len() <= MAX_ERRORS);
    assert_eq!(told("\u{1}").len(), 1);
}
