//! `spec/README.md`, the reference of the language: what it shows is so, and it leaves nothing out.
//!
//! `VEZNE_FINDINGS=write` writes the findings of the day below its mistakes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use codegen::render::{Color, render_one};
use serde_json::Value;

/// A fenced block: what follows the fence, and its lines.
struct Block {
    info: String,
    text: String,
}

fn path() -> PathBuf {
    repository().join("spec/README.md")
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn page() -> String {
    std::fs::read_to_string(path()).expect("the reference")
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(info) if !open => {
                open = true;
                blocks.push(Block {
                    info: info.to_owned(),
                    text: String::new(),
                });
            }
            Some(_) => open = false,
            None if open => {
                let block = blocks.last_mut().expect("an open block");
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
    }
    blocks
}

/// The worked spec: its files are the blocks that name them, one after the other.
fn worked(blocks: &[Block]) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for block in blocks {
        if let Some(name) = block.info.strip_prefix("yaml ") {
            files
                .entry(name.to_owned())
                .or_default()
                .push_str(&block.text);
        }
    }
    files
}

fn read(files: &BTreeMap<String, String>) -> Result<codegen::Spec, codegen::Report> {
    let texts: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    codegen::read_texts(&texts)
}

#[test]
fn the_worked_operation_reads_without_a_finding() {
    match read(&worked(&blocks(&page()))) {
        Ok(spec) => assert_eq!(spec.warnings.count(), 0, "{}", spec.warnings),
        Err(report) => panic!("{report}"),
    }
}

/// Files of a folder and those below it, with an ending.
fn files_below(folder: &Path, ending: &str, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_below(&path, ending, files);
        } else if path.extension().is_some_and(|found| found == ending) {
            files.push(path);
        }
    }
}

/// A text without the indentation that all its lines share.
fn flush(lines: &[&str]) -> Vec<String> {
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let full = lines.iter().filter(|line| !line.trim().is_empty());
    let least = full.map(indent).min().unwrap_or(0);
    let cut = |line: &&str| line.get(least..).unwrap_or("").to_owned();
    lines.iter().map(cut).collect()
}

#[test]
fn every_other_yaml_is_quoted_from_a_spec_that_is_checked() {
    let mut files = Vec::new();
    for folder in ["spec", "codegen/tests/hard", "tests/third-provider"] {
        files_below(&repository().join(folder), "yaml", &mut files);
    }
    let texts: Vec<String> = files
        .iter()
        .map(|file| std::fs::read_to_string(file).expect("a text"))
        .collect();
    for block in blocks(&page()).iter().filter(|block| block.info == "yaml") {
        let quoted: Vec<&str> = block.text.lines().collect();
        let wanted = flush(&quoted);
        let stands = texts.iter().any(|text| {
            let lines: Vec<&str> = text.lines().collect();
            lines
                .windows(quoted.len())
                .any(|window| flush(window) == wanted)
        });
        assert!(stands, "no spec says\n{}", block.text);
    }
}

/// A spec with the edit of a diff; its old lines stand there once.
fn edited(mut files: BTreeMap<String, String>, diff: &str) -> BTreeMap<String, String> {
    let mut lines = diff.lines();
    let name = lines.next().and_then(|line| line.strip_prefix("--- "));
    let file = files.get_mut(name.expect("a file")).expect("a worked file");
    let side = |left_out: char| -> String {
        let kept = diff
            .lines()
            .skip(1)
            .filter(|line| !line.starts_with(left_out));
        kept.map(|line| format!("{}\n", line.get(1..).unwrap_or("")))
            .collect()
    };
    let (old, new) = (side('+'), side('-'));
    assert_eq!(file.matches(&old).count(), 1, "{old}");
    *file = file.replace(&old, &new);
    files
}

#[test]
fn each_mistake_is_told_as_the_page_says() {
    let page = page();
    let blocks = blocks(&page);
    let files = worked(&blocks);
    let mut written = page.clone();
    let mut wrong = Vec::new();
    let mut shown = 0;
    for pair in blocks.windows(2).filter(|pair| pair[0].info == "diff") {
        let Err(report) = read(&edited(files.clone(), &pair[0].text)) else {
            panic!("no mistake:\n{}", pair[0].text)
        };
        let told: Vec<String> = report
            .findings()
            .iter()
            .map(|finding| render_one(report.sources(), finding, Color::Plain))
            .collect();
        let told = format!("{}\n", told.join("\n\n"));
        shown += 1;
        if told != pair[1].text {
            wrong.push(told.clone());
            let fence = |told: &str| format!("{}```\n\n```text\n{told}```\n", pair[0].text);
            written = written.replace(&fence(&pair[1].text), &fence(&told));
        }
    }
    if std::env::var_os("VEZNE_FINDINGS").is_some_and(|mode| mode == "write") {
        std::fs::write(path(), written).expect("the page is written");
    }
    assert!(wrong.is_empty(), "what is told is\n{}", wrong.join("\n"));
    assert_eq!(shown, 3, "the page shows mistakes");
}

#[test]
fn the_generated_rust_is_what_the_page_shows() {
    let page = page();
    let blocks = blocks(&page);
    let spec = read(&worked(&blocks)).unwrap_or_else(|report| panic!("{report}"));
    let files = codegen::emit::client(&spec.providers).expect("a client");
    let file = files
        .iter()
        .find(|file| file.path.ends_with("src/kumru/refunds.rs"));
    let mut lines = file.expect("its module").contents.lines().map(str::trim);
    let block = blocks.iter().find(|block| block.info == "rust generated");
    for line in block
        .expect("what is generated")
        .text
        .lines()
        .map(str::trim)
    {
        assert!(
            lines.any(|found| found == line),
            "not generated, or not in this order: {line}"
        );
    }
}

/// The words between backticks.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The tables of the page: the title of each, and the keys in its first column, with a star where one must be there.
fn tables(page: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut title = String::new();
    let lines: Vec<&str> = page.lines().collect();
    for pair in lines.windows(2) {
        let first = |line: &str| line.split('|').nth(1).unwrap_or("").trim().to_owned();
        if pair[1].starts_with("|---") {
            title = first(pair[0]);
            tables.entry(title.clone()).or_default();
        } else if !pair[1].starts_with('|') {
            title.clear();
        } else if !title.is_empty() {
            let cell = first(pair[1]);
            let mut rest = cell.as_str();
            while let Some((key, behind)) = rest
                .split_once('`')
                .and_then(|(_, rest)| rest.split_once('`'))
            {
                let star = if behind.starts_with('*') { "*" } else { "" };
                let keys = tables.get_mut(&title).expect("an open table");
                assert!(
                    keys.insert(format!("{key}{star}")),
                    "`{key}` twice in “{title}”"
                );
                rest = behind;
            }
        }
    }
    tables
}

/// Every object of a schema that lists its keys: its title, and the keys as [`tables`] gives them.
fn records(schema: &Value, found: &mut Vec<(String, BTreeSet<String>)>) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object)
        && let Some(title) = schema.get("title").and_then(Value::as_str)
    {
        let required = schema.get("required").and_then(Value::as_array);
        let must = |key: &str| required.is_some_and(|keys| keys.iter().any(|found| found == key));
        let keys = properties.keys();
        let keys = keys.map(|key| format!("{key}{}", if must(key) { "*" } else { "" }));
        found.push((title.to_owned(), keys.collect()));
    }
    match schema {
        Value::Object(members) => members.values().for_each(|member| records(member, found)),
        Value::Array(items) => items.iter().for_each(|item| records(item, found)),
        _ => {}
    }
}

/// The words that a schema lists.
fn listed(schema: &Value, found: &mut BTreeSet<String>) {
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        found.extend(words.iter().filter_map(Value::as_str).map(str::to_owned));
    }
    match schema {
        Value::Object(members) => members.values().for_each(|member| listed(member, found)),
        Value::Array(items) => items.iter().for_each(|item| listed(item, found)),
        _ => {}
    }
}

fn schemas() -> Vec<Value> {
    codegen::schema::files()
        .iter()
        .map(|(_, text)| serde_json::from_str(text).expect("JSON"))
        .collect()
}

#[test]
fn every_key_of_the_language_stands_in_the_table_of_its_record_and_no_other() {
    let page = page();
    let tables = tables(&page);
    let mentioned: BTreeSet<&str> = words(&page).collect();
    let mut found = Vec::new();
    schemas()
        .iter()
        .for_each(|schema| records(schema, &mut found));
    let mut wrong = Vec::new();
    for (title, keys) in &found {
        let table = tables.get(title);
        let alike = found.iter().filter(|(other, _)| other == title);
        if alike.clone().any(|(_, keys)| table == Some(keys)) {
            // Another record of that title has the table.
            let keys = keys.iter().map(|key| key.trim_end_matches('*'));
            let missing: Vec<&str> = keys.filter(|key| !mentioned.contains(key)).collect();
            assert!(
                missing.is_empty(),
                "nothing tells of {missing:?} of “{title}”"
            );
        } else if let Some(table) = table {
            wrong.push(format!(
                "“{title}” lacks {:?} and has {:?}",
                keys.difference(table).collect::<Vec<_>>(),
                table.difference(keys).collect::<Vec<_>>()
            ));
        } else {
            let keys = keys.iter().map(|key| key.trim_end_matches('*'));
            let missing: Vec<&str> = keys.filter(|key| !mentioned.contains(key)).collect();
            if !missing.is_empty() {
                wrong.push(format!(
                    "“{title}” has no table, and nothing tells of {missing:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(found.len() > 30, "the schemas list records");
}

#[test]
fn every_word_of_the_language_is_told() {
    let page = page();
    let mentioned: BTreeSet<&str> = words(&page).map(|word| word.trim_matches('"')).collect();
    let mut known = BTreeSet::new();
    schemas()
        .iter()
        .for_each(|schema| listed(schema, &mut known));
    assert!(known.contains("rotating_secret") && known.contains("not_received"));
    let missing: Vec<&String> = known
        .iter()
        .filter(|word| !mentioned.contains(word.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_page_stays_a_few_pages_long() {
    let page = page();
    let length = page.lines().count();
    assert!(length <= 640, "{length} lines");
}
