//! The schema is never stricter than the language: what it refuses of a changed spec, the language refuses too.

use std::fs;

use serde_json::{Map, Value, json};

use crate::{Validator, json as read, workspace, yaml_files};

/// Changes per file.
const CHANGES: usize = 25;

/// A seeded source of numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % limit as u64).expect("below a usize")
    }
}

/// How many keys stand in a tree.
fn keys(value: &Value) -> usize {
    match value {
        Value::Object(map) => map.len() + map.values().map(keys).sum::<usize>(),
        Value::Array(items) => items.iter().map(keys).sum(),
        _ => 0,
    }
}

/// Changes the key of a number, counted through the tree, and says how.
fn change(value: &mut Value, left: &mut usize, random: &mut Random) -> Option<String> {
    match value {
        Value::Object(map) => {
            if *left < map.len() {
                let key = map.keys().nth(*left).cloned()?;
                return Some(change_key(map, &key, random));
            }
            *left -= map.len();
            map.values_mut()
                .find_map(|value| change(value, left, random))
        }
        Value::Array(items) => items.iter_mut().find_map(|item| change(item, left, random)),
        _ => None,
    }
}

fn change_key(map: &mut Map<String, Value>, key: &str, random: &mut Random) -> String {
    let old = map.remove(key).unwrap_or_default();
    let names = [
        "summary",
        "name",
        "at",
        "http",
        "Körperteil",
        "a b",
        "41",
        key,
    ];
    let values = [
        json!(true),
        json!(41),
        json!(0.5),
        json!("text"),
        json!(""),
        json!("none"),
        json!("true"),
        json!("0010"),
        json!([]),
        json!(["a"]),
        json!([1, true]),
        json!({}),
        json!({ "choose": "list_cards_request", "a": 1 }),
        json!({ "a": "b" }),
        Value::Null,
    ];
    match random.below(3) {
        0 => format!("without {key}"),
        1 => {
            let mut new = String::from(names[random.below(names.len())]);
            if new == key {
                new.push('s');
            }
            let told = format!("{key} as {new}");
            map.insert(new, old);
            told
        }
        _ => {
            let new = values[random.below(values.len())].clone();
            let told = format!("{key}: {new}");
            map.insert(key.to_owned(), new);
            told
        }
    }
}

#[test]
fn what_the_schema_refuses_is_refused_by_the_language() {
    let validator = Validator::new();
    let mut random = Random(3);
    // Not those whose examples give amounts as `1.00`: JSON values have no such digits.
    let (mut refused, mut changed) = (0, 0);
    let mut stricter = Vec::new();
    for provider in [
        "codegen/tests/excerpts/vepara",
        "codegen/tests/excerpts/paywall",
        "codegen/tests/hard/vepara",
    ] {
        let folder = workspace().join(provider);
        let files: Vec<(String, Value)> = yaml_files(provider)
            .into_iter()
            .map(|path| {
                let name = path.strip_prefix(&folder).expect("below it");
                let text = fs::read_to_string(&path).expect("the file can be read");
                (name.to_string_lossy().into_owned(), read(&text))
            })
            .collect();
        // JSON is YAML: what the validator sees is what the language reads, letter for letter.
        let accepts = |files: &[(String, Value)]| {
            let texts: Vec<(&str, String)> = files
                .iter()
                .map(|(name, value)| (name.as_str(), format!("{value:#}\n")))
                .collect();
            let texts: Vec<(&str, &str)> =
                texts.iter().map(|(name, text)| (*name, &**text)).collect();
            codegen::read_texts(&texts)
        };
        if let Err(report) = accepts(&files) {
            panic!("{provider} as JSON\n{}", report.render(false));
        }
        for at in 0..files.len() {
            for _ in 0..CHANGES {
                let mut files = files.clone();
                let (name, file) = &mut files[at];
                let mut place = random.below(keys(file));
                let told = change(file, &mut place, &mut random).expect("a key");
                changed += 1;
                let Some(why) = validator.refusal(name, file) else {
                    continue;
                };
                refused += 1;
                if accepts(&files).is_ok() {
                    stricter.push(format!("{provider}/{}: {told}\n{why}", files[at].0));
                }
            }
        }
    }
    assert!(stricter.is_empty(), "{}", stricter.join("\n\n"));
    assert!(refused * 2 > changed, "{refused} of {changed} refused only");
}
