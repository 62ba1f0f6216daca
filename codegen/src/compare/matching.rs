//! Pairs the things of two lists by name.

use std::collections::BTreeMap;

/// Two lists, paired.
pub(super) struct Matched<'m, T> {
    /// What is in both, in the new order.
    pub both: Vec<(&'m T, &'m T)>,
    /// What is in the old one only.
    pub removed: Vec<&'m T>,
    /// What is in the new one only.
    pub added: Vec<&'m T>,
    /// Whether what is in both stands in another order.
    pub reordered: bool,
}

/// Pairs two lists by a name that is unique in each.
pub(super) fn matched<'m, T>(
    old: &'m [T],
    new: &'m [T],
    name: impl Fn(&T) -> &str,
) -> Matched<'m, T> {
    let places: BTreeMap<&str, usize> = old
        .iter()
        .enumerate()
        .map(|(place, item)| (name(item), place))
        .collect();
    let mut kept = vec![false; old.len()];
    let (mut both, mut added, mut reordered) = (Vec::new(), Vec::new(), false);
    let mut last = 0;
    for item in new {
        let found = places
            .get(name(item))
            .and_then(|place| Some((*place, old.get(*place)?)));
        let Some((place, before)) = found else {
            added.push(item);
            continue;
        };
        if let Some(kept) = kept.get_mut(place) {
            *kept = true;
        }
        reordered |= place < last;
        last = place;
        both.push((before, item));
    }
    let removed = old
        .iter()
        .zip(kept)
        .filter_map(|(item, kept)| (!kept).then_some(item))
        .collect();
    Matched {
        both,
        removed,
        added,
        reordered,
    }
}

impl<'m, T> Matched<'m, T> {
    /// What something that went seems to be called now: the one thing that came and is otherwise equal.
    pub fn renamed(&self, gone: &T, equal: impl Fn(&T, &T) -> bool) -> Option<&'m T> {
        let mut alike = self.added.iter().filter(|added| equal(gone, added));
        match (alike.next(), alike.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    }
}

/// A text about something that went, with what it seems to be called now.
pub(super) fn gone(text: &str, now: Option<&str>) -> String {
    match now {
        Some(now) => format!("{text}; renamed to `{now}`?"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_both_is_paired_and_a_changed_order_is_seen() {
        let (old, new) = (["a", "b", "c", "d"], ["c", "x", "a"]);
        let found = matched(&old, &new, |name| name);
        assert_eq!(found.both, [(&"c", &"c"), (&"a", &"a")]);
        assert_eq!(
            (found.removed.as_slice(), found.added.as_slice()),
            (&[&"b", &"d"][..], &[&"x"][..])
        );
        assert!(found.reordered);
        assert!(!matched(&["a", "b"], &["a", "x", "b"], |name| name).reordered);
    }

    #[test]
    fn only_one_equal_thing_is_taken_for_the_renamed_one() {
        let found = matched(&["a"], &["x", "y"], |name| name);
        assert_eq!(found.renamed(&"a", |_, now| *now == "x"), Some(&"x"));
        assert_eq!(found.renamed(&"a", |_, _| true), None);
    }
}
