//! Changes of a tree that know nothing of the language.

use super::random::Random;
use super::tree::Tree;
use super::{Spec, shown};

/// Removes a value.
pub fn delete(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |_, _| true)?;
    let (last, parent) = place.path.split_last()?;
    let was = shown(spec.value(file, &place.path)?);
    match spec.tree(file)?.at_mut(parent)? {
        Tree::List(items) => {
            items.remove(*last);
        }
        Tree::Map(entries) => {
            entries.remove(*last);
        }
        _ => return None,
    }
    Some(format!("{} goes: {was}", place.role))
}

/// Writes a value twice: in a mapping under a name of its own, or under the same.
pub fn duplicate(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |_, _| true)?;
    let (last, parent) = place.path.split_last()?;
    let same = random.chance(30);
    match spec.tree(file)?.at_mut(parent)? {
        Tree::List(items) => items.insert(*last, items.get(*last)?.clone()),
        Tree::Map(entries) => {
            let (key, value) = entries.get(*last)?.clone();
            let key = if same { key } else { format!("{key}_again") };
            entries.insert(last + 1, (key, value));
        }
        _ => return None,
    }
    Some(format!("{} stands twice", place.role))
}

/// Takes a value to another place of the same file.
pub fn relocate(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, from) = spec.place(random, |_, _| true)?;
    let tree = spec.tree(file)?;
    let (last, parent) = from.path.split_last()?;
    let (key, value) = match tree.at_mut(parent)? {
        Tree::List(items) => (String::from("moved"), items.remove(*last)),
        Tree::Map(entries) => entries.remove(*last),
        _ => return None,
    };
    let places = tree.places();
    let targets: Vec<_> = places
        .iter()
        .filter(|place| !matches!(tree.at(&place.path), Some(Tree::Text { .. } | Tree::Null)))
        .collect();
    let target = random.pick(&targets).map(|place| (*place).clone());
    let (path, role) = target.map_or((Vec::new(), String::from("the file")), |place| {
        (place.path, place.role)
    });
    match tree.at_mut(&path)? {
        Tree::List(items) => items.insert(random.below(items.len() + 1), value),
        Tree::Map(entries) => entries.insert(random.below(entries.len() + 1), (key, value)),
        _ => return None,
    }
    Some(format!("{} goes to {role}", from.role))
}

/// Swaps two values of a file.
pub fn swap(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let alike = random.chance(70);
    let (file, first) = spec.place(random, |_, _| true)?;
    let places = spec.files.get(file)?.tree()?.places();
    let others: Vec<_> = places
        .into_iter()
        .filter(|place| {
            (!alike || place.role == first.role)
                && !place.path.starts_with(&first.path)
                && !first.path.starts_with(&place.path)
        })
        .collect();
    let second = random.pick(&others)?;
    let one = spec.value(file, &first.path)?.clone();
    let other = spec.value(file, &second.path)?.clone();
    let what = format!(
        "{} and {}: {} and {}",
        first.role,
        second.role,
        shown(&one),
        shown(&other)
    );
    spec.set(file, &first.path, other)?;
    spec.set(file, &second.path, one)?;
    Some(what)
}

/// Makes a value one of another shape.
pub fn retype(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |_, _| true)?;
    let value = spec.value(file, &place.path)?.clone();
    let made = match (random.below(6), value) {
        (0, _) => Tree::Null,
        (1, value) => Tree::List(vec![value]),
        (2, value) => Tree::Map(vec![(String::from("x"), value)]),
        (3, Tree::Text { text, plain }) => Tree::Text {
            text,
            plain: !plain,
        },
        (3, Tree::Map(entries)) => {
            Tree::List(entries.into_iter().map(|(_, value)| value).collect())
        }
        (3, Tree::List(items)) => Tree::Map(
            items
                .into_iter()
                .enumerate()
                .map(|(number, value)| (format!("k{number}"), value))
                .collect(),
        ),
        (4, _) => Tree::List(Vec::new()),
        (5, _) => Tree::Map(Vec::new()),
        (_, value) => Tree::quoted(shown(&value)),
    };
    let what = format!("{} becomes {}", place.role, shown(&made));
    spec.set(file, &place.path, made)?;
    Some(what)
}

/// Nests a value in lists, in mappings or in what it is in itself.
pub fn nest(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |_, _| true)?;
    let mut value = spec.value(file, &place.path)?.clone();
    let levels = *random.pick(&[2, 5, 20, 50, 60, 63, 64, 65, 100, 300])?;
    let key = match random.below(3) {
        0 => None,
        1 => Some(String::from("a")),
        _ => spec
            .corpus
            .keywords
            .iter()
            .nth(random.below(spec.corpus.keywords.len()))
            .cloned(),
    };
    for _ in 0..levels {
        value = match &key {
            None => Tree::List(vec![value]),
            Some(key) => Tree::Map(vec![(key.clone(), value)]),
        };
    }
    spec.set(file, &place.path, value)?;
    Some(format!(
        "{} is {levels} levels deeper, under {key:?}",
        place.role
    ))
}

/// Repeats the entries of a collection many times, in a mapping under new names.
pub fn multiply(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |_, value| match value {
        Tree::List(items) => !items.is_empty(),
        Tree::Map(entries) => !entries.is_empty(),
        _ => false,
    })?;
    let times = *random.pick(&[3, 10, 30])?;
    match spec.tree(file)?.at_mut(&place.path)? {
        Tree::List(items) => {
            let once = items.clone();
            items.extend((1..times).flat_map(|_| once.clone()));
        }
        Tree::Map(entries) => {
            let chosen = entries.get(random.below(entries.len()))?.clone();
            entries.extend(
                (1..times).map(|number| (format!("{}{number}", chosen.0), chosen.1.clone())),
            );
        }
        _ => return None,
    }
    Some(format!("{} has {times} times as much", place.role))
}

/// Puts the entries of a collection in another order.
pub fn shuffle(spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
    let (file, place) = spec.place(random, |_, value| match value {
        Tree::List(items) => items.len() > 1,
        Tree::Map(entries) => entries.len() > 1,
        _ => false,
    })?;
    match spec.tree(file)?.at_mut(&place.path)? {
        Tree::List(items) => mix(items, random),
        Tree::Map(entries) => mix(entries, random),
        _ => return None,
    }
    Some(format!("{} is in another order", place.role))
}

fn mix<T>(items: &mut [T], random: &mut Random) {
    for place in (1..items.len()).rev() {
        items.swap(place, random.below(place + 1));
    }
}
