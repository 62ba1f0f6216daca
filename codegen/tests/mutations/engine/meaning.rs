//! Changes that know the language: most of them leave a spec that can be read, and many one without mistakes.

use super::random::Random;
use super::tree::{NAMES, Tree};
use super::{Spec, shown, words};

/// The parts of a spec that hold text for people.
const PROSE: &[&str] = &[
    "summary",
    "details",
    "documents",
    "we",
    "because",
    "title",
    "assumed",
    "inferred",
    "documented",
    "family",
    "printed",
    "constructed",
];

/// Switches, and what has them.
const SWITCHES: &[(&str, &str)] = &[
    ("optional", "inputs.*"),
    ("optional", "fields.*"),
    ("optional", "credentials.*"),
    ("secret", "values.*"),
    ("callbacks_only", "credentials.*"),
    ("ignore_case", "types.*"),
    ("default", "choices.*"),
];

fn last(role: &str) -> &str {
    role.rsplit('.').next().unwrap_or(role)
}

/// Gives a thing another name wherever it is named.
pub fn rename(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |place, _| {
        place.role.ends_with(".*") && !place.role.starts_with("when")
    })?;
    let (number, parent) = place.path.split_last()?;
    let Tree::Map(entries) = spec.value(file, parent)? else {
        return None;
    };
    let old = entries.get(*number)?.0.clone();
    let types = place.role == "types.*";
    let new = match random.below(10) {
        0 => random.pick(words::BAD_NAMES)?.to_string(),
        1 => format!("{old}_{}", random.below(10)),
        2 if types => format!("{old}X"),
        _ if types => random.pick(words::TYPES)?.to_string(),
        _ => random.pick(words::NAMES)?.to_string(),
    };
    let explicit = random.chance(15);
    if explicit && let Tree::Map(entries) = spec.tree(file)?.at_mut(&place.path)? {
        entries.retain(|(key, _)| key != "name");
        entries.push((String::from("name"), Tree::plain(new.clone())));
        return Some(format!(
            "{} {old:?} has the name {new:?} in Rust",
            place.role
        ));
    }
    let everywhere = random.chance(90);
    for number in 0..spec.files.len() {
        if everywhere || number == file {
            let keyword = spec.corpus.keywords.contains(&old);
            replace(spec.tree(number), &old, &new, types, keyword);
        }
    }
    Some(format!(
        "{} {old:?} becomes {new:?}, everywhere: {everywhere}",
        place.role
    ))
}

/// Replaces a name as a key of a mapping of names, as a value, and as a key in the JSON of an example.
fn replace(tree: Option<&mut Tree>, old: &str, new: &str, types: bool, keyword: bool) {
    let Some(tree) = tree else {
        return;
    };
    let places = tree.places();
    for place in places {
        let word = last(&place.role).trim_end_matches("[]");
        match tree.at_mut(&place.path) {
            Some(Tree::Map(entries)) if NAMES.contains(&place.role.as_str()) || !keyword => {
                for (key, _) in entries.iter_mut().filter(|(key, _)| key == old) {
                    *key = new.to_owned();
                }
            }
            Some(Tree::Text { text, plain }) => {
                let changed =
                    if PROSE.contains(&word) || (word == "type") != types && word == "type" {
                        None
                    } else if text == old {
                        Some(new.to_owned())
                    } else if let Some(rest) =
                        text.strip_prefix(old).filter(|rest| rest.starts_with('.'))
                    {
                        Some(format!("{new}{rest}"))
                    } else if let Some(before) = text
                        .strip_suffix(old)
                        .filter(|before| before.ends_with(" of "))
                    {
                        Some(format!("{before}{new}"))
                    } else if text.contains('{') {
                        let text = text.replace(&format!("{old:?}"), &format!("{new:?}"));
                        Some(text.replace(&format!("/{{{old}}}"), &format!("/{{{new}}}")))
                    } else {
                        None
                    };
                if let Some(changed) = changed.filter(|changed| changed != text) {
                    *plain = *plain && !changed.is_empty();
                    *text = changed;
                }
            }
            _ => {}
        }
    }
}

/// Writes another text for people.
pub fn prose(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |place, value| {
        value.text().is_some() && PROSE.contains(&last(&place.role))
    })?;
    let was = spec.value(file, &place.path)?.text()?.to_owned();
    let odd = *random.pick(words::TEXTS)?;
    let text = match random.below(4) {
        0 => odd.to_owned(),
        1 => format!("{odd} {was}"),
        2 => format!("{} {odd}.", was.trim_end_matches('.')),
        _ => {
            let at = was.find(' ').unwrap_or(0);
            format!("{} {odd} {}", &was[..at], &was[at..])
        }
    };
    let what = format!("{} says {text:?}", place.role);
    spec.set(file, &place.path, Tree::quoted(text))?;
    Some(what)
}

/// Turns a yes into a no, or writes one where none stands.
pub fn toggle(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (key, role) = *random.pick(SWITCHES)?;
    let (file, place) = spec.place(random, |place, value| {
        place.role == role && matches!(value, Tree::Map(_))
    })?;
    let Tree::Map(entries) = spec.tree(file)?.at_mut(&place.path)? else {
        return None;
    };
    let found = entries.iter().position(|(found, _)| found == key);
    let what = match found.and_then(|found| entries.get_mut(found)) {
        Some((_, value)) if random.chance(50) => {
            let new = if value.text() == Some("true") {
                "false"
            } else {
                "true"
            };
            *value = Tree::plain(new);
            format!("{role}.{key} is {new}")
        }
        Some(_) => {
            entries.retain(|(found, _)| found != key);
            format!("{role}.{key} goes")
        }
        None => {
            entries.push((key.to_owned(), Tree::plain("true")));
            format!("{role}.{key} is true")
        }
    };
    Some(what)
}

/// Gives a value that other specs have at such a place.
pub fn graft(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let corpus = spec.corpus;
    let (file, place) = spec.place(random, |place, _| {
        corpus
            .values
            .get(&place.role)
            .is_some_and(|values| values.len() > 1)
    })?;
    let value = random.pick(corpus.values.get(&place.role)?)?.clone();
    let what = format!("{} is {}", place.role, shown(&value));
    spec.set(file, &place.path, value)?;
    Some(what)
}

/// Adds a key that other records of its kind have.
pub fn grow(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let corpus = spec.corpus;
    let (file, place) = spec.place(random, |place, value| {
        matches!(value, Tree::Map(_)) && corpus.keys.contains_key(&place.role)
    })?;
    let keys: Vec<&String> = corpus.keys.get(&place.role)?.iter().collect();
    let key = (*random.pick(&keys)?).clone();
    let role = if NAMES.contains(&key.as_str()) {
        key.clone()
    } else {
        format!("{}.{key}", place.role)
    };
    let value = random.pick(corpus.values.get(&role)?)?.clone();
    let what = format!("{} has {key}: {}", place.role, shown(&value));
    let Tree::Map(entries) = spec.tree(file)?.at_mut(&place.path)? else {
        return None;
    };
    entries.retain(|(found, _)| *found != key);
    entries.insert(random.below(entries.len() + 1), (key, value));
    Some(what)
}

/// Takes a key away that a record can do without.
pub fn shrink(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    const SPARE: &[&str] = &[
        "optional",
        "absent",
        "reads",
        "names",
        "details",
        "because",
        "min",
        "max",
        "min_length",
        "max_length",
        "length",
        "pattern",
        "quirk",
        "quirks",
        "examples",
        "assumed",
        "sandbox",
        "codes",
        "envelope",
        "at",
        "together",
        "secret",
        "message",
        "as",
        "decimals",
        "evidence",
        "also",
        "zone",
        "wire",
        "groups",
        "callbacks",
        "ignore_case",
        "echo",
        "amount",
        "currency",
        "stale",
        "rejected",
    ];
    let (file, place) = spec.place(random, |place, _| SPARE.contains(&last(&place.role)))?;
    let (number, parent) = place.path.split_last()?;
    let Tree::Map(entries) = spec.tree(file)?.at_mut(parent)? else {
        return None;
    };
    entries.remove(*number);
    Some(format!("{} goes", place.role))
}

/// Changes a type.
pub fn value_type(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let types: Vec<String> = spec
        .files
        .iter()
        .filter_map(|file| file.tree()?.get("types").cloned())
        .filter_map(|types| match types {
            Tree::Map(entries) => Some(entries.into_iter().map(|(name, _)| name)),
            _ => None,
        })
        .flatten()
        .collect();
    let (file, place) = spec.place(random, |place, value| {
        value.text().is_some()
            && matches!(
                last(&place.role),
                "type" | "done" | "accepted" | "open" | "payload" | "enum"
            )
    })?;
    let named = random.chance(30);
    let word = random.pick(&types).filter(|_| named).cloned();
    let word = word.unwrap_or_else(|| {
        random
            .pick(words::TYPE_WORDS)
            .map_or_else(String::new, ToString::to_string)
    });
    let around = random.pick(&[
        "",
        "",
        "",
        "",
        "list of ",
        "map of ",
        "list of list of ",
        "map of list of ",
    ])?;
    let word = match (last(&place.role), random.below(4)) {
        ("enum", _) => random.pick(&["integer", "text"])?.to_string(),
        ("done" | "accepted" | "open" | "payload", 0) => {
            random.pick(&["nothing", "html"])?.to_string()
        }
        _ => format!("{around}{word}"),
    };
    let what = format!(
        "{} {} becomes {word}",
        place.role,
        shown(spec.value(file, &place.path)?)
    );
    spec.set(file, &place.path, Tree::plain(word))?;
    Some(what)
}

/// Writes another number.
pub fn number(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    const LIMITS: &[&str] = &[
        "min",
        "max",
        "min_length",
        "max_length",
        "length",
        "lifetime",
        "margin",
        "http",
        "status_code",
        "code",
        "language",
    ];
    let numeric = |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.len() < 12;
    let (file, place) = spec.place(random, |place, value| {
        LIMITS.contains(&last(&place.role)) && value.text().is_some_and(numeric)
    })?;
    let number = *random.pick(words::NUMBERS)?;
    let limit = random.pick(&["min", "max", "min_length", "max_length", "length"])?;
    if random.chance(60) {
        let (file, place) = spec.place(random, |place, value| {
            place.role == "inputs.*" && value.get("type").is_some()
        })?;
        let Tree::Map(entries) = spec.tree(file)?.at_mut(&place.path)? else {
            return None;
        };
        entries.retain(|(key, _)| key != limit);
        entries.push(((*limit).to_owned(), Tree::plain(number)));
        return Some(format!("{} has {limit}: {number}", place.role));
    }
    spec.set(file, &place.path, Tree::plain(number))?;
    Some(format!("{} is {number}", place.role))
}

/// Writes another pattern.
pub fn pattern(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |place, value| {
        place.role == "inputs.*" && value.get("type").and_then(Tree::text) == Some("text")
    })?;
    let pattern = *random.pick(words::PATTERNS)?;
    let Tree::Map(entries) = spec.tree(file)?.at_mut(&place.path)? else {
        return None;
    };
    entries.retain(|(key, _)| key != "pattern");
    entries.push((String::from("pattern"), Tree::quoted(pattern)));
    Some(format!("{} has the pattern {pattern:?}", place.role))
}

/// Writes another body of an example, or changes a value in it.
pub fn example(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let whole = random.chance(20);
    if random.chance(30) {
        let (file, place) = spec.place(random, |place, value| {
            place.role == "inputs.*" && value.text().is_some()
        })?;
        let value = *random.pick(if whole { words::NUMBERS } else { words::VALUES })?;
        spec.set(file, &place.path, Tree::quoted(value))?;
        return Some(format!("an example's input is {value:?}"));
    }
    let (file, place) = spec.place(random, |place, value| {
        last(&place.role) == "body" && value.text().is_some()
    })?;
    let was = spec.value(file, &place.path)?.text()?.to_owned();
    let made = if whole {
        random.pick(words::BODIES)?.to_string()
    } else {
        let tokens: Vec<(usize, usize)> = json_values(&was);
        let (start, end) = *random.pick(&tokens)?;
        let value = match random.below(4) {
            0 => random.pick(words::NUMBERS)?.to_string(),
            1 => random.pick(words::BODIES)?.to_string(),
            _ => format!("{:?}", random.pick(words::VALUES)?),
        };
        format!("{}{value}{}", &was[..start], &was[end..])
    };
    let what = format!("{} is {}", place.role, shown(&Tree::quoted(made.clone())));
    spec.set(file, &place.path, Tree::quoted(made))?;
    Some(what)
}

/// Where the single values of a JSON text stand: what follows a colon or stands in a list.
fn json_values(text: &str) -> Vec<(usize, usize)> {
    let starts = text.match_indices([':', '[']).map(|(at, _)| at + 1);
    let value = |start: usize| {
        let rest = text.get(start..)?;
        let start = start + rest.len() - rest.trim_start().len();
        let rest = text.get(start..)?;
        let end = if let Some(inside) = rest.strip_prefix('"') {
            inside.find('"')? + 2
        } else {
            rest.find([',', '}', ']', '\n'])?
        };
        Some((start, start + end))
    };
    starts.filter_map(value).collect()
}

/// Writes another value: a code, a path, a name on the wire, or a key that is one.
pub fn value(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    const KEYED: &[&str] = &[
        "codes.*",
        "body.*",
        "form.*",
        "query.*",
        "headers.*",
        "mismatch.*",
        "when.*",
        "code_tables.*",
    ];
    let odd = *random.pick(words::VALUES)?;
    if random.chance(50) {
        let (file, place) = spec.place(random, |place, _| KEYED.contains(&place.role.as_str()))?;
        let (number, parent) = place.path.split_last()?;
        let Tree::Map(entries) = spec.tree(file)?.at_mut(parent)? else {
            return None;
        };
        let key = &mut entries.get_mut(*number)?.0;
        let old = std::mem::replace(key, odd.to_owned());
        for number in 0..spec.files.len() {
            replace(spec.tree(number), &old, odd, false, true);
        }
        return Some(format!("{} {old:?} becomes {odd:?}", place.role));
    }
    let (file, place) = spec.place(random, |place, value| {
        value.text().is_some()
            && !PROSE.contains(&last(&place.role))
            && !place.role.ends_with("body")
    })?;
    spec.set(file, &place.path, Tree::quoted(odd))?;
    Some(format!("{} is {odd:?}", place.role))
}

/// Adds an entry like its neighbour, under another name or with something changed.
pub fn sibling(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |place, _| {
        place.role.ends_with(".*") || place.role.ends_with("[]")
    })?;
    let (number, parent) = place.path.split_last()?;
    let types = place.role == "types.*";
    let name = random
        .pick(if types { words::TYPES } else { words::NAMES })?
        .to_string();
    let code = random.pick(words::NUMBERS)?.to_string();
    let name = if place.role.starts_with("codes") {
        code
    } else {
        name
    };
    let other = spec
        .corpus
        .values
        .get(&place.role)
        .and_then(|values| random.pick(values))
        .cloned();
    let fresh = random.chance(40);
    let behind = usize::from(random.chance(70));
    match spec.tree(file)?.at_mut(parent)? {
        Tree::List(items) => {
            let item = other
                .filter(|_| fresh)
                .or_else(|| items.get(*number).cloned())?;
            items.insert(number + behind, item);
        }
        Tree::Map(entries) => {
            let item = other
                .filter(|_| fresh)
                .or_else(|| Some(entries.get(*number)?.1.clone()))?;
            entries.insert(number + behind, (name.clone(), item));
        }
        _ => return None,
    }
    Some(format!(
        "{} has a sibling {name:?}, of another spec: {fresh}",
        place.role
    ))
}

/// Changes a letter or two of a name in one place.
pub fn misspell(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |_, _| true)?;
    let (number, parent) = place.path.split_last()?;
    let spoil = |text: &str, random: &mut Random| -> String {
        let mut letters: Vec<char> = text.chars().collect();
        let at = random.below(letters.len());
        match random.below(3) {
            0 if !letters.is_empty() => {
                letters.remove(at);
            }
            1 => letters.insert(at, 'x'),
            _ if letters.len() > 1 => letters.swap(0, at),
            _ => letters.clear(),
        }
        letters.into_iter().collect()
    };
    let key = random.chance(60);
    match spec.tree(file)?.at_mut(parent)? {
        Tree::Map(entries) if key => {
            let name = &mut entries.get_mut(*number)?.0;
            let new = spoil(name, random);
            let what = format!("the key {name:?} becomes {new:?}");
            *name = new;
            Some(what)
        }
        _ => {
            let was = spec.value(file, &place.path)?.text()?.to_owned();
            let new = spoil(&was, random);
            let what = format!("{} {was:?} becomes {new:?}", place.role);
            spec.set(file, &place.path, Tree::plain(new))?;
            Some(what)
        }
    }
}
