//! Specs of a size that no author writes: each ends within a bound of time and memory.
//!
//! Each is judged in a process of its own, so that the kernel's figure for a process (`VmHWM`) is that of one spec. An
//! allocator that counts would need `unsafe`, which this workspace forbids; where the system tells no figure, only time is
//! bounded.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::engine::judge::{Known, Real, Verdict, judge};
use super::engine::run::{peak_memory, process_time};
use super::engine::tree::Tree;
use super::repository;

/// The most that one may take of the processors, in a build without optimization.
const MOST_TIME: Duration = Duration::from_secs(10);

/// The most memory: a file of 10 MB is held a few times over.
const MOST_MEMORY: u64 = 800 << 20;

/// The line of the spec that the longest texts take the place of.
const SUMMARY: &str = "    summary: Stores a card and returns the token to charge it with.";

const MEGABYTE: usize = 1 << 20;

/// Names the giant that a process judges.
const CHOSEN: &str = "VEZNE_GIANT";

/// What a giant must end in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Findings,
    Output,
    Either,
}

type Giant = (&'static str, End, fn() -> Vec<(String, String)>);

const GIANTS: &[Giant] = &[
    ("a bomb of aliases", End::Findings, || {
        with("cards.yaml", |text| bomb() + text)
    }),
    ("a text of 10 MB on one line", End::Findings, || {
        summary(&"word ".repeat(2 * MEGABYTE))
    }),
    ("a text of 10 MB on many lines", End::Findings, || {
        folded(&"word word word\n".repeat(MEGABYTE * 2 / 3))
    }),
    ("the longest text", End::Output, || {
        folded(&"word word word\n".repeat(16_000))
    }),
    ("backticks", End::Either, || {
        folded(&"` ` ` ` ` ` `\n".repeat(16_000))
    }),
    ("brackets", End::Either, || {
        folded(&"[[[[[[[ a[b] [[[\n".repeat(12_000))
    }),
    ("links", End::Either, || {
        folded(&"[a](https://x.example)\n".repeat(10_000))
    }),
    ("addresses", End::Either, || {
        folded(&"http://x.example <x>\n".repeat(10_000))
    }),
    ("signs of Markdown", End::Either, || {
        folded(&"*_ ~ *_ ` > # - _*\n".repeat(10_000))
    }),
    ("a name of 10 MB", End::Findings, || {
        with("cards.yaml", |text| {
            text.replace("card_token", &"a".repeat(2 * MEGABYTE))
        })
    }),
    ("the longest name", End::Either, || {
        with("cards.yaml", |text| {
            text.replace("card_token", &"a".repeat(16_000))
        })
    }),
    ("a key of 10 MB", End::Findings, || {
        with("cards.yaml", |text| {
            format!("{}: x\n{text}", "k".repeat(10 * MEGABYTE))
        })
    }),
    ("a word of 10 MB", End::Findings, || {
        with("cards.yaml", |text| {
            text.replace(
                "effect: read",
                &format!("effect: {}", "r".repeat(10 * MEGABYTE)),
            )
        })
    }),
    ("a body of 10 MB", End::Findings, || {
        body(&"[[[[[[[[[[[[[[\n".repeat(MEGABYTE * 2 / 3))
    }),
    ("the deepest body", End::Findings, || {
        body(&"[[[[[[[[[[[[[[\n".repeat(10_000))
    }),
    ("the longest body", End::Either, || {
        body(&format!(
            "[{}1]",
            "1, 2, 3, 4, 5,\n            ".repeat(8_000)
        ))
    }),
    ("a list in brackets of a million", End::Findings, || {
        with("provider.yaml", |text| {
            format!("x: [{}]\n{text}", "a,\n".repeat(MEGABYTE))
        })
    }),
    ("parts that are not there", End::Findings, || {
        with("provider.yaml", |text| parts(text, 10_000))
    }),
    ("unknown keys", End::Findings, || {
        with("provider.yaml", |text| {
            text.to_owned() + &numbered(10_000, |n| format!("k{n}: 1\n"))
        })
    }),
    ("the same key again and again", End::Findings, || {
        with("provider.yaml", |text| {
            text.to_owned() + &"k: 1\n".repeat(20_000)
        })
    }),
    ("findings on a line of 4 MB", End::Findings, || {
        with("cards.yaml", |text| {
            format!("{text}groups: {{ {} }}\n", groups(50_000, ' '))
        })
    }),
    ("findings on the longest lines", End::Findings, || {
        with("cards.yaml", |text| {
            format!("{text}groups: {{ {} }}\n", groups(10_000, '\n'))
        })
    }),
    ("nothing but brackets", End::Findings, || {
        with("cards.yaml", |_| "[\n".repeat(5 * MEGABYTE))
    }),
    ("nothing but braces", End::Findings, || {
        with("cards.yaml", |_| "{a:\n ".repeat(2 * MEGABYTE))
    }),
    ("nothing but colons", End::Findings, || {
        with("cards.yaml", |_| "a: b: c\n".repeat(MEGABYTE))
    }),
    ("nothing but quotes", End::Findings, || {
        with("cards.yaml", |_| "a: \"\n".repeat(MEGABYTE))
    }),
    ("nothing but tabs", End::Findings, || {
        with("cards.yaml", |_| "\t\n".repeat(MEGABYTE / 2))
    }),
    ("nothing but dashes", End::Findings, || {
        with("cards.yaml", |_| "- ".repeat(5 * MEGABYTE))
    }),
    ("nothing but question marks", End::Findings, || {
        with("cards.yaml", |_| "?\n".repeat(5 * MEGABYTE))
    }),
    ("nothing but anchors", End::Findings, || {
        with("cards.yaml", |_| {
            numbered(200_000, |n| format!("k{n}: &a{n} x\n"))
        })
    }),
    ("nothing but comments", End::Findings, || {
        with("cards.yaml", |_| "# x\n".repeat(MEGABYTE))
    }),
    ("nothing but line breaks", End::Findings, || {
        with("cards.yaml", |_| "\n".repeat(MEGABYTE))
    }),
    ("a staircase", End::Findings, || {
        with("cards.yaml", |_| {
            numbered(3000, |n| format!("{:n$}a:\n", ""))
        })
    }),
    ("more than 16 MiB", End::Findings, || {
        with("cards.yaml", |text| {
            text.to_owned() + &"# x\n".repeat(5 * MEGABYTE)
        })
    }),
    ("unknown inputs", End::Findings, || {
        operation(1500, |n| format!("      f{n}: unknown_{n}\n"))
    }),
    ("inputs that feed nothing", End::Findings, || {
        operation(3000, |n| format!("      f{n}: {{ text: x }}\n"))
    }),
    ("inputs and fields", End::Either, || {
        operation(2000, |n| format!("      f{n}: input_{n}\n"))
    }),
    ("unknown types", End::Findings, || {
        types(1500, |n| format!("Unknown{n}"))
    }),
    ("a chain of types", End::Either, || {
        types(1000, |n| format!("Chain{}", n + 1))
    }),
    ("codes", End::Output, || {
        codes(2000, |n| format!("code_{n}"))
    }),
    ("codes of one name", End::Findings, || {
        codes(3000, |_| String::from("same"))
    }),
    ("examples", End::Either, || repeated("examples", 200)),
    ("rules", End::Either, || repeated("outcomes", 1000)),
    ("quirks", End::Either, || repeated("quirks", 2000)),
    ("operations", End::Either, || repeated("operations", 40)),
    ("files that no index names", End::Findings, || {
        let mut files = with("cards.yaml", |text| format!("{text}# x\n"));
        files.extend((0..9000).map(|n| (format!("stray_{n}.yaml"), String::from("a: 1\n"))));
        files
    }),
    ("a pattern that grows", End::Findings, || {
        with("cards.yaml", |text| {
            text.replace(
                "min_length: 1",
                "pattern: \"((((a{100}){100}){100}){100})\"",
            )
        })
    }),
];

/// Vepara's spec, one file changed.
fn with(file: &str, change: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let folder = repository().join("codegen/tests/excerpts/vepara");
    let entries = std::fs::read_dir(folder).expect("a folder of the repository");
    let read = |path: &Path| std::fs::read_to_string(path).expect("a text");
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            (
                path.file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                read(&path),
            )
        })
        .collect();
    let (_, text) = files
        .iter_mut()
        .find(|(name, _)| name == file)
        .expect("a file");
    let changed = change(text);
    assert!(*text != changed, "the spec has no such place any more");
    *text = changed;
    files
}

fn numbered(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// The summary of an operation is a text on one line.
fn summary(text: &str) -> Vec<(String, String)> {
    let quoted = Tree::quoted(text).print();
    with("cards.yaml", |file| {
        file.replacen(SUMMARY, &format!("    summary: {}", quoted.trim_end()), 1)
    })
}

/// The summary of an operation is a text on many lines.
fn folded(text: &str) -> Vec<(String, String)> {
    let lines: String = text.lines().map(|line| format!("      {line}\n")).collect();
    with("cards.yaml", |file| {
        file.replacen(SUMMARY, &format!("    summary: |\n{}", lines.trim_end()), 1)
    })
}

/// The body of an example.
fn body(text: &str) -> Vec<(String, String)> {
    let lines = text.replace('\n', "\n            ");
    with("cards.yaml", |file| {
        file.replacen("body: |\n", &format!("body: |\n            {lines}\n"), 1)
    })
}

/// Groups that are no groups, each behind a comma and a space or a line break.
fn groups(count: usize, space: char) -> String {
    numbered(count, |n| {
        let end = if n % 300 == 0 { space } else { ' ' };
        format!("g{n}: {{ sumary: x, inputs: 1 }},{end}")
    })
}

fn codes(count: usize, name: impl Fn(usize) -> String) -> Vec<(String, String)> {
    let codes = numbered(count, |n| {
        format!("      C{n}: {{ name: {}, summary: X. }}\n", name(n))
    });
    with("cards.yaml", |text| {
        text.replacen("    codes:\n", &format!("    codes:\n{codes}"), 1)
    })
}

fn bomb() -> String {
    let mut bomb = String::from("bomb0: &b0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..60 {
        let alias = format!("*b{}", level - 1);
        let _ = writeln!(
            bomb,
            "bomb{level}: &b{level} [{}]",
            [alias.as_str(); 9].join(", ")
        );
    }
    bomb
}

fn parts(text: &str, count: usize) -> String {
    text.replacen(
        "parts:\n",
        &format!(
            "parts:\n{}",
            numbered(count, |n| format!("  - part_{n}.yaml\n"))
        ),
        1,
    )
}

/// An operation with many wire fields and inputs.
fn operation(count: usize, field: impl Fn(usize) -> String) -> Vec<(String, String)> {
    let input = |n| format!("      input_{n}: {{ summary: X., type: text }}\n");
    let operation = format!(
        "
operations:
  giant:
    summary: X.
    evidence: {{ inferred: made up }}
    request: POST /x
    auth: bearer
    effect: read
    inputs:
{}    body:
{}    outcomes:
      - {{ done: nothing, when: {{ status_code: 100 }} }}
    envelope: status
    examples:
      one: {{ constructed: X., answer: {{ http: 200, body: '{{\"status_code\": 100}}' }}, outcome: done }}
",
        numbered(count, input),
        numbered(count, field),
    );
    with("cards.yaml", |text| {
        text.replacen("\noperations:\n", &operation, 1)
    })
}

/// Many types, each with a field of another one.
fn types(count: usize, of: impl Fn(usize) -> String) -> Vec<(String, String)> {
    let types = numbered(count, |n| {
        let of = of(n);
        format!(
            "  Chain{n}:\n    summary: X.\n    fields:\n      x: {{ summary: X., type: {of}, optional: true }}\n"
        )
    });
    let end = format!(
        "  Chain{count}:\n    summary: X.\n    fields:\n      x: {{ summary: X., type: text }}\n"
    );
    with("cards.yaml", |text| {
        text.replacen("\ntypes:\n", &format!("\ntypes:\n{types}{end}"), 1)
            .replacen("type: secret", "type: Chain0", 1)
    })
}

/// The first entry below the first such key, many times.
fn repeated(key: &str, times: usize) -> Vec<(String, String)> {
    with("cards.yaml", |text| {
        let mut tree = Tree::read(text).expect("YAML");
        let places = tree.places();
        let place = places
            .iter()
            .find(|place| place.role.rsplit('.').next() == Some(key))
            .expect("a place");
        match tree.at_mut(&place.path) {
            Some(Tree::List(items)) => {
                let first = items[0].clone();
                items.extend((1..times).map(|_| first.clone()));
            }
            Some(Tree::Map(entries)) => {
                let (name, value) = entries[0].clone();
                entries.extend((1..times).map(|n| (format!("{name}_{n}"), value.clone())));
            }
            _ => unreachable!("a collection"),
        }
        tree.print()
    })
}

#[test]
fn a_giant_ends_soon_and_in_little_memory() {
    if let Ok(chosen) = std::env::var(CHOSEN) {
        alone(&chosen);
        return;
    }
    let mut faults = Vec::new();
    for (name, ..) in GIANTS {
        let output = Command::new(std::env::current_exe().expect("this program"))
            .args([
                "--exact",
                "giants::a_giant_ends_soon_and_in_little_memory",
                "--nocapture",
            ])
            .env(CHOSEN, name)
            .output()
            .expect("this program runs");
        let told = String::from_utf8_lossy(&output.stdout);
        print!(
            "{}",
            told.lines()
                .filter(|line| line.starts_with("giant: "))
                .map(|line| format!("{line}\n"))
                .collect::<String>()
        );
        if !output.status.success() {
            faults.push(format!(
                "{name}: {told}{}",
                String::from_utf8_lossy(&output.stderr)
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Judges one, in this process.
fn alone(chosen: &str) {
    let (name, end, make) = GIANTS
        .iter()
        .find(|(name, ..)| *name == chosen)
        .expect("a giant of that name");
    let files = make();
    let before = peak_memory();
    let (start, busy) = (Instant::now(), process_time());
    let verdict = judge(&Real, &files, &Known::default());
    let took = match (busy, process_time()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    };
    let peak = peak_memory();
    let refused = match verdict {
        Ok(Verdict::Refused) => true,
        Ok(Verdict::Accepted(_)) => false,
        Err(fault) => panic!("{name}: {}", fault.chars().take(2000).collect::<String>()),
    };
    println!(
        "giant: {name}: refused {refused}, {took:?}, {:?} MiB after {:?}",
        peak.map(|peak| peak >> 20),
        before.map(|peak| peak >> 20)
    );
    assert!(
        *end == End::Either || (*end == End::Findings) == refused,
        "{name}: ends otherwise, refused: {refused}"
    );
    assert!(took < MOST_TIME, "{name}: took {took:?}");
    assert!(
        peak.is_none_or(|peak| peak < MOST_MEMORY),
        "{name}: took {peak:?} bytes"
    );
}
