//! Shuffles the keyword keys of a spec's block mappings, as text: blocks of lines change places, nothing else.
//!
//! What a mapping holds is told by the key above it: names (whose order is meaning), records (whose keys are keywords), or
//! what is left alone.

/// A seeded source of numbers (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % limit as u64).unwrap_or(0)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }
}

/// What stands below a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Below {
    /// A mapping whose keys are keywords, or a list of such.
    Record,
    /// A mapping of names to records.
    Names,
    /// A mapping of names to mappings of names to records.
    NamesOfNames,
    /// Anything else.
    Other,
}

fn below(key: &str, within: Below) -> Below {
    match within {
        Below::Names => Below::Record,
        Below::NamesOfNames => Below::Names,
        Below::Other => Below::Other,
        Below::Record => match key {
            "apis" | "credentials" | "values" | "auth" | "signatures" | "envelopes"
            | "alternatives" | "choices" | "operations" | "types" | "fields" | "choice"
            | "groups" | "callbacks" | "quirks" | "examples" | "assumed" | "codes" | "inputs" => {
                Below::Names
            }
            "code_tables" => Below::NamesOfNames,
            "evidence" | "token" | "sandbox" | "rejected" | "stale" | "answer"
            | "invalid_input" | "effect" | "once" | "resolve" | "outcomes" | "rules"
            | "refused" | "request" | "signature" | "confirm" => Below::Record,
            _ => Below::Other,
        },
    }
}

/// The text with the keyword keys of its block mappings in another order.
pub fn shuffled(text: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut mixed = mapping(&lines, Below::Record, random).join("\n");
    mixed.push('\n');
    mixed
}

/// An entry of a mapping: comments above it, its key's line, what stands below.
struct Entry<'a> {
    above: Vec<&'a str>,
    key: &'a str,
    below: Vec<&'a str>,
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// The lines of a mapping, its entries shuffled if they are keywords, and so in those below.
fn mapping(lines: &[&str], kind: Below, random: &mut Random) -> Vec<String> {
    let Some(depth) = lines
        .iter()
        .find(|line| !is_blank(line))
        .map(|line| indent(line))
    else {
        return owned(lines);
    };
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut above = Vec::new();
    // A block scalar's lines are deeper than its key, so they never look like an entry.
    for line in lines {
        let shallow = indent(line) <= depth;
        match entries.last_mut() {
            _ if is_blank(line) && shallow => above.push(*line),
            Some(entry) if !shallow => {
                entry.below.append(&mut above);
                entry.below.push(line);
            }
            _ => entries.push(Entry {
                above: std::mem::take(&mut above),
                key: line,
                below: Vec::new(),
            }),
        }
    }
    // A choice between values has its choices' names among its keys.
    let chooses = entries
        .iter()
        .any(|entry| entry.key.trim_start().starts_with("choose:"));
    if kind == Below::Record && !chooses {
        random.shuffle(&mut entries);
    }
    let mut mixed = Vec::new();
    for entry in &entries {
        mixed.extend(owned(&entry.above));
        mixed.push((*entry.key).to_owned());
        let (key, rest) = entry.key.trim().split_once(':').unwrap_or((entry.key, "-"));
        let inner = below(key, kind);
        let first = entry.below.iter().find(|line| !is_blank(line));
        let is_list = first.is_some_and(|line| line.trim_start().starts_with("- "));
        mixed.extend(if !rest.trim().is_empty() || chooses {
            owned(&entry.below)
        } else if is_list && inner == Below::Record {
            list(&entry.below, random)
        } else if is_list {
            owned(&entry.below)
        } else {
            mapping(&entry.below, inner, random)
        });
    }
    mixed.extend(owned(&above));
    mixed
}

/// The lines of a list of records, each record's keys shuffled.
fn list(lines: &[&str], random: &mut Random) -> Vec<String> {
    let Some(depth) = lines
        .iter()
        .find(|line| !is_blank(line))
        .map(|line| indent(line))
    else {
        return owned(lines);
    };
    let mut items: Vec<Vec<String>> = Vec::new();
    for line in lines {
        let begins = indent(line) == depth && line.trim_start().starts_with("- ");
        match items.last_mut() {
            Some(item) if !begins => item.push((*line).to_owned()),
            // The dash becomes a space, so that the item is a mapping like any other.
            _ => items.push(vec![line.replacen("- ", "  ", 1)]),
        }
    }
    let mut mixed = Vec::new();
    for item in items {
        let lines: Vec<&str> = item.iter().map(String::as_str).collect();
        let mut item = mapping(&lines, Below::Record, random);
        if let Some(first) = item.iter_mut().find(|line| !is_blank(line)) {
            first.replace_range(depth..depth + 2, "- ");
        }
        mixed.extend(item);
    }
    mixed
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn keyword_keys_move_and_names_stay() {
    let text = "\
area: cards
summary: Cards.
operations:
  b_first:
    summary: One.
    request: GET /one
    outcomes:
      - done: Card
        at: data
        when: { x: 1 }
      - refused:
          code: c
          message: [m]
        when: { x: 2 }
    examples:
      z:
        constructed: x
        answer:
          http: 200
          body: |
            summary: not a key
            area: neither
        outcome: done
  a_second:
    summary: Two.
    request: GET /two
";
    let mixed: Vec<String> = (0..20)
        .map(|seed| shuffled(text, &mut Random::new(seed)))
        .collect();
    assert!(mixed.iter().any(|mixed| mixed.starts_with("operations:")));
    assert!(
        mixed
            .iter()
            .any(|mixed| mixed.contains("      - when: { x: 2 }\n        refused:\n"))
    );
    for mixed in &mixed {
        let place = |part: &str| {
            mixed
                .find(part)
                .unwrap_or_else(|| panic!("{part} is missing in:\n{mixed}"))
        };
        assert!(
            place("b_first:") < place("a_second:"),
            "names moved:\n{mixed}"
        );
        assert!(
            mixed.contains(
                "          body: |\n            summary: not a key\n            area: neither\n"
            ),
            "{mixed}"
        );
        let sorted = |text: &str| {
            let mut lines: Vec<_> = text
                .lines()
                .map(|line| line.replace('-', " ").trim().to_owned())
                .collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(mixed), sorted(text));
    }
}
