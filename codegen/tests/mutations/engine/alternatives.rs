//! Changes that make a fact disputed, or let a value depend on a choice.

use super::random::Random;
use super::tree::Tree;
use super::{Spec, words};

/// Makes a fact disputed: chosen by an alternative, with what other specs have at such a place.
pub fn dispute(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    const DISPUTED: &[&str] = &[
        "operations.*.request",
        "body.*.over",
        "body.*.decimals",
        "operations.*.body_shape",
        "inputs.*.full",
        "inputs.*.decimals",
    ];
    let corpus = spec.corpus;
    let (file, place) = spec.place(random, |place, value| {
        DISPUTED.contains(&place.role.as_str()) && value.get("choose").is_none()
    })?;
    let value = spec.value(file, &place.path)?.clone();
    let other = match &value {
        Tree::List(items) if items.len() > 1 => Tree::List(items[1..].to_vec()),
        _ => random.pick(corpus.values.get(&place.role)?)?.clone(),
    };
    let text = |text: &str| Tree::plain(text);
    let evidence = || Tree::Map(vec![(String::from("inferred"), text("made up"))]);
    let choice = |default: bool| {
        let mut entries = vec![(String::from("summary"), text("A made up choice."))];
        if default {
            entries.push((String::from("default"), text("true")));
        }
        entries.push((String::from("evidence"), evidence()));
        Tree::Map(entries)
    };
    let names = [
        random.pick(words::NAMES)?.to_string(),
        random.pick(words::NAMES)?.to_string(),
    ];
    let name = random.pick(words::NAMES)?.to_string();
    let choices = Tree::Map(
        names
            .iter()
            .enumerate()
            .map(|(number, name)| (name.clone(), choice(number == 0)))
            .collect(),
    );
    let alternative = Tree::Map(vec![
        (String::from("summary"), text("A made up dispute.")),
        (String::from("choices"), choices),
    ]);
    let index = spec
        .files
        .iter()
        .position(|file| file.name == "provider.yaml")?;
    let Tree::Map(entries) = spec.tree(index)? else {
        return None;
    };
    match entries.iter_mut().find(|(key, _)| key == "alternatives") {
        Some((_, Tree::Map(entries))) => entries.push((name.clone(), alternative)),
        Some(_) => return None,
        None => entries.push((
            String::from("alternatives"),
            Tree::Map(vec![(name.clone(), alternative)]),
        )),
    }
    let what = format!("{} is disputed, {name}: {names:?}", place.role);
    let [first, second] = names;
    // The place may stand behind what was added to the index.
    let chosen = vec![
        (String::from("choose"), Tree::plain(name)),
        (first, value),
        (second, other),
    ];
    spec.set(file, &place.path, Tree::Map(chosen))?;
    Some(what)
}

/// Adds or takes away a choice of a disputed fact, everywhere.
pub fn choice(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |place, _| place.role == "choices.*")?;
    let (number, parent) = place.path.split_last()?;
    let Tree::Map(entries) = spec.value(file, parent)? else {
        return None;
    };
    let old = entries.get(*number)?.0.clone();
    let new = random.pick(words::NAMES)?.to_string();
    let removes = random.chance(40);
    for number in 0..spec.files.len() {
        let Some(tree) = spec.tree(number) else {
            continue;
        };
        for place in tree.places() {
            let Some(value) = tree.at_mut(&place.path) else {
                continue;
            };
            let chooses = value.get("choose").is_some();
            let Tree::Map(entries) = value else {
                continue;
            };
            if place.role != "choices" && !chooses {
                continue;
            }
            let Some(found) = entries.iter().position(|(key, _)| *key == old) else {
                continue;
            };
            if removes {
                entries.remove(found);
            } else if let Some((_, copy)) = entries.get(found) {
                let mut copy = copy.clone();
                if let Tree::Map(entries) = &mut copy {
                    entries.retain(|(key, _)| key != "default");
                }
                entries.push((new.clone(), copy));
            }
        }
    }
    Some(if removes {
        format!("the choice {old} goes")
    } else {
        format!("the choice {new} is added, like {old}")
    })
}
