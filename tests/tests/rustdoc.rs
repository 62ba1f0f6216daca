//! Texts of a spec as rustdoc shows them: whatever the check lets through builds without a warning, and is read as it is
//! written.

mod scratch;

use std::fmt::Write as _;

use scratch::Scratch;

/// Texts that Markdown, HTML, rustdoc or Rust could take for something else.
const HOSTILE: &[&str] = &[
    "See [missing], [Self::nothing], [`gone`], [crate::none] and [a][b].",
    "At https://docs.example/a_b_c?x=1&y=2#z and (http://a.example).",
    "Tags <b> <T> Vec<Vec<u8>> <!-- open <?x <![CDATA[ a<b>c &c",
    "Stars * and ** and 273******602 and __init__ _x_ ~~gone~~ ~one~",
    "98. is no list",
    "- no dash",
    "+ no plus",
    "* no star",
    "# no heading #",
    "> no quotation",
    "--- no ruler",
    "=== no heading",
    "| a | b | --- | --- |",
    "Entities &lt; &amp;nbsp; &#60; &copy are letters",
    "Backslashes \\ \\[ \\* and `\\` end\\",
    "Code `[x]` ``a`b`` `<T>` ```c``` `https://a.example` ends",
    "Footnote[^1] and task [ ] and [x]: y and ![no image]",
    "T\u{fc}rk\u{e7}e \u{131}\u{11f}\u{15f} \u{1f642} a\u{a0}b",
    "Braces {a} {{b}} {0} $x$ %s #![deny(x)] r#\"raw\"# \"quoted\" 'c'",
    "Comments */ /* // /// //! and \\u{202e}",
    "One line\nanother one\n\n    indented\n\ta tab\n===\n---\nlast",
    "Mail a_b@c.example, www.a.example, mailto:a@b.example, ::std::x",
    "Long - # > 1. 2) + * === --- | words - # > 1. 2) + * === --- | that - # > 1. 2) + * === --- | are wrapped - # > 1. \
     2) + * === --- | somewhere - # > 1. 2) + * === --- | on every - # > 1. 2) + * === --- | line - # > 1. 2) + * ===",
];

/// A text as a YAML scalar.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("JSON")
}

/// A spec in which every text that reaches a page is one of the hostile ones.
fn spec() -> Vec<(String, String)> {
    let mut index = format!(
        "language: 1\nprovider: obstacles\ntitle: {0}\nsummary: {0}\ndocumentation: {1}\nparts:\n",
        quoted(HOSTILE[2]),
        quoted(&format!(
            "https://o.example/{}",
            HOSTILE[2].replace(' ', "")
        ))
    );
    for place in 0..HOSTILE.len() {
        let _ = writeln!(index, "  - part{place}.yaml");
    }
    index.push_str("  - codes.yaml\napis:\n");
    let mut credentials = String::from("credentials:\n");
    let mut auth = String::from("auth:\n");
    let mut alternatives = String::from("alternatives:\n");
    let mut codes = String::from("code_tables:\n  default:\n");
    let mut files = Vec::new();
    for (place, text) in HOSTILE.iter().enumerate() {
        let text = quoted(text);
        let _ = write!(
            index,
            "  api{place}:\n    summary: {text}\n    test: https://t.example\n    live: https://l.example\n    evidence: {{ documented: {text} }}\n"
        );
        let _ = write!(
            credentials,
            "  set{place}:\n    summary: {text}\n    optional: {}\n    values:\n      id{place}:\n        summary: {text}\n        env: {{ test: T_{place}, live: L_{place} }}\n        example: e{place}\n",
            place % 2 == 0
        );
        let _ = write!(
            auth,
            "  auth{place}:\n    summary: {text}\n    headers: {{ X-Id: id{place} }}\n    evidence: {{ inferred: {text} }}\n"
        );
        let _ = write!(
            alternatives,
            "  alt{place}:\n    summary: {text}\n    choices:\n      one:\n        summary: {text}\n        default: true\n        evidence: {{ family: {text} }}\n      two:\n        summary: {text}\n        evidence: {{ inferred: {text} }}\n"
        );
        let _ = writeln!(codes, "    c{place}: {{ name: c{place}, summary: {text} }}");
        files.push((format!("part{place}.yaml"), part(place, &text)));
    }
    index.push_str(&credentials);
    index.push_str(&auth);
    let _ = write!(
        index,
        "envelopes:\n  all:\n    summary: All.\n    rules:\n      - refused: {{ code: code }}\n        when: {{ ok: {{ not: 1 }} }}\n    codes: default\n    evidence: {{ inferred: made up }}\n"
    );
    index.push_str(&alternatives);
    files.push((String::from("provider.yaml"), index));
    files.push((String::from("codes.yaml"), codes));
    files
}

fn part(place: usize, text: &str) -> String {
    format!(
        r#"area: area{place}
summary: {text}

operations:
  op{place}:
    summary: {text}
    details: {text}
    evidence: {{ documented: {text}, inferred: {again} }}
    request:
      choose: alt{place}
      one: POST /one{place}
      two: PUT /two{place}
    api: api{place}
    auth: auth{place}
    effect: {{ once: {{ resolve: none, because: {text} }} }}
    inputs:
      given:
        summary: {text}
        type: Given{place}
    body:
      given: given
    outcomes:
      - done: Got{place}
        when: {{ ok: 1 }}
    envelope: all
    codes:
      x{place}: {{ name: own, summary: {text} }}
    quirks:
      odd{place}:
        documents: {text}
        we: {text}
        because: {text}
        evidence: {{ vendor_code: {text} }}
    examples:
      made:
        constructed: {text}
        request:
          inputs: {{ given: {{ a: b }} }}
          body: |
            {{"given": {{"a": "b"}}}}
        answer:
          http: 200
          body: |
            {{"ok": 1, "kind": "k"}}
        outcome: done
      refused:
        constructed: {text}
        answer:
          http: 400
          body: |
            {{"ok": 0, "code": "x{place}"}}
        outcome: {{ refused: own }}

types:
  Given{place}:
    summary: {text}
    inputs:
      a:
        summary: {text}
        type: text
  Got{place}:
    summary: {text}
    fields:
      kind:
        summary: {text}
        type: Kind{place}
        quirks: [odd{place}]
  Kind{place}:
    summary: {text}
    enum: text
    values:
      one: {{ code: k, summary: {text} }}
      two: {{ code: "`", also: ["a`` b", " "], summary: {text} }}

callbacks:
  back{place}:
    summary: {text}
    evidence: {{ documented: {text} }}
    carriers: [query]
    fields:
      a:
        summary: {text}
        type: text
    unconfirmed: {text}
    quirks:
      called{place}:
        documents: {text}
        we: {text}
        evidence: {{ family: {text} }}
"#,
        again = quoted(&format!("also {place}"))
    )
}

/// What a person reads on a page.
fn read(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    for (entity, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, letter);
    }
    plain(&text)
}

/// A text without what rustdoc makes prettier, without marks of code and with single spaces.
fn plain(text: &str) -> String {
    let text = text
        .replace(['\u{201c}', '\u{201d}'], "\"")
        .replace(['\u{2018}', '\u{2019}'], "'")
        .replace('\u{2014}', "---")
        .replace('\u{2013}', "--")
        .replace('\u{2026}', "...");
    let text = text.replace('`', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn texts_that_the_check_lets_through_build_and_are_read_as_they_are_written() {
    let files = spec();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let spec = codegen::read_texts(&files).unwrap_or_else(|report| {
        let all = report.findings().iter().map(|finding| {
            codegen::render::render_one(report.sources(), finding, codegen::render::Color::Plain)
        });
        panic!("{}", all.take(12).collect::<Vec<_>>().join("\n\n"))
    });
    let mut client = Scratch::new("rustdoc", "2024");
    client.client(&spec.providers);
    client.variable("RUSTDOCFLAGS", "-Dwarnings");
    client.cargo(&["doc", "--no-deps"]);

    let docs = client.documentation();
    for (place, text) in HOSTILE.iter().enumerate() {
        for page in [
            format!("obstacles/area{place}/struct.Op{place}.html"),
            format!("obstacles/area{place}/struct.Got{place}.html"),
            format!("obstacles/area{place}/index.html"),
            format!("obstacles/alternatives/enum.Alt{place}.html"),
        ] {
            let path = docs.join(&page);
            let html = std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(
                read(&html).contains(&plain(text)),
                "{page} does not show\n{}\nbut\n{}",
                plain(text),
                read(&html)
            );
        }
    }
}
