//! What was found, and where.

use super::surface::Difference;
use super::{Change, Class};

/// A place in the spec and in Rust.
#[derive(Clone, Debug)]
pub(super) struct Place {
    provider: String,
    spec: String,
    /// The first is shown. All of them, and what is in them, can be explained by a change here.
    rust: Vec<String>,
}

impl Place {
    /// A place of a provider.
    pub fn new(provider: &str, spec: impl Into<String>, rust: impl Into<String>) -> Self {
        Self {
            provider: provider.to_owned(),
            spec: spec.into(),
            rust: vec![rust.into()],
        }
    }

    /// A place inside, which has no Rust path of its own.
    pub fn at(&self, inside: &str) -> Self {
        Self {
            spec: format!("{}.{inside}", self.spec),
            ..self.clone()
        }
    }

    /// A thing inside, with its own Rust path.
    pub fn of(&self, inside: &str, rust: impl Into<String>) -> Self {
        Self {
            provider: self.provider.clone(),
            spec: format!("{}.{inside}", self.spec),
            rust: vec![rust.into()],
        }
    }

    /// What changes in Rust with it.
    pub fn touching<S: Into<String>>(mut self, rust: impl IntoIterator<Item = S>) -> Self {
        self.rust.extend(rust.into_iter().map(Into::into));
        self
    }

    /// With all that another place touches, such as the same thing in the old state.
    pub fn and(mut self, other: Place) -> Self {
        self.rust.extend(other.rust);
        self
    }

    /// The Rust path that is shown.
    pub fn shown(&self) -> &str {
        self.rust.first().map_or("", String::as_str)
    }
}

/// The changes that were found.
#[derive(Default)]
pub(super) struct Changes {
    list: Vec<(Change, Vec<String>)>,
    /// Rust paths of what is called or stands otherwise now, old and new.
    moves: Vec<(String, String)>,
}

impl Changes {
    /// Takes a change in.
    pub fn push(&mut self, class: Class, place: &Place, text: impl Into<String>) {
        let change = Change {
            class,
            provider: place.provider.clone(),
            place: place.spec.clone(),
            rust: Some(place.shown().to_owned()),
            text: text.into(),
        };
        self.list.push((change, place.rust.clone()));
    }

    /// Takes a breaking change in.
    pub fn breaking(&mut self, place: &Place, text: impl Into<String>) {
        self.push(Class::Breaking, place, text);
    }

    /// Takes a compatible change in.
    pub fn compatible(&mut self, place: &Place, text: impl Into<String>) {
        self.push(Class::Compatible, place, text);
    }

    /// Takes a change of documentation in.
    pub fn documentation(&mut self, place: &Place, text: impl Into<String>) {
        self.push(Class::Documentation, place, text);
    }

    /// Tells a changed text, such as a summary.
    pub fn reworded(&mut self, place: &Place, what: &str, old: &str, new: &str) {
        if old != new {
            self.documentation(place, format!("{what} reworded"));
        }
    }

    /// Notes that something is called or stands otherwise now, which is told already: whatever only names it does not change.
    pub fn moved(&mut self, old: &str, new: &str) {
        if old != new {
            self.moves.push((old.to_owned(), new.to_owned()));
        }
    }

    /// What is called or stands otherwise now.
    pub fn moves(&self) -> &[(String, String)] {
        &self.moves
    }

    /// Tells that something is called otherwise in Rust, though not in the spec.
    pub fn renamed_in_rust(&mut self, place: &Place, old: &str, new: &str) {
        if old != new {
            let beside = place
                .shown()
                .rsplit_once("::")
                .map_or("", |(around, _)| around);
            let place = &place.clone().touching([format!("{beside}::{old}")]);
            self.breaking(place, format!("called `{new}` in Rust, no longer `{old}`"));
        }
    }

    /// Tells that named things stand in another order, where that means nothing to callers.
    pub fn reordered(&mut self, place: &Place, what: &str, reordered: bool) {
        if reordered {
            self.documentation(place, format!("{what} stand in another order"));
        }
    }

    /// With those differences of the public interface that no change explains; in the order to be shown.
    pub fn with_surface(mut self, differences: Vec<Difference>) -> Vec<Change> {
        let explained = |difference: &Difference| {
            self.list.iter().any(|(change, rust)| {
                change.class >= difference.class
                    && rust.iter().any(|path| contains(path, &difference.path))
            })
        };
        let rest: Vec<Difference> = differences
            .into_iter()
            .filter(|difference| !explained(difference))
            .collect();
        for Difference {
            class,
            provider,
            path,
            text,
        } in rest
        {
            let change = Change {
                class,
                place: provider.clone(),
                provider,
                rust: Some(path),
                text,
            };
            self.list.push((change, Vec::new()));
        }
        let mut changes: Vec<Change> = self.list.into_iter().map(|(change, _)| change).collect();
        // Stable: within a class the order of the spec stays.
        changes.sort_by(|a, b| (&a.provider, b.class).cmp(&(&b.provider, a.class)));
        changes
    }
}

/// Whether a Rust path is another one or lies in it.
pub(super) fn contains(path: &str, other: &str) -> bool {
    other
        .strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(class: Class, path: &str) -> Difference {
        Difference {
            class,
            provider: String::from("shop"),
            path: path.to_owned(),
            text: String::from("seen"),
        }
    }

    /// What is listed beside one change at `generated_client::shop::Pay`.
    fn beside(class: Class, difference: Difference) -> usize {
        let mut found = Changes::default();
        found.push(
            class,
            &Place::new("shop", "shop.pay", "generated_client::shop::Pay"),
            "told",
        );
        found.with_surface(vec![difference]).len() - 1
    }

    #[test]
    fn only_a_change_of_that_place_and_at_least_as_grave_explains_a_difference() {
        let own = "generated_client::shop::Pay";
        let inside = "generated_client::shop::Pay::amount";
        let longer = "generated_client::shop::PayPage";
        for (class, difference, listed) in [
            (Class::Breaking, difference(Class::Breaking, own), 0),
            (Class::Breaking, difference(Class::Compatible, inside), 0),
            (Class::Compatible, difference(Class::Breaking, own), 1),
            (
                Class::Documentation,
                difference(Class::Compatible, inside),
                1,
            ),
            (Class::Breaking, difference(Class::Breaking, longer), 1),
        ] {
            let shown = format!("{class:?} {difference:?}");
            assert_eq!(beside(class, difference), listed, "{shown}");
        }
    }

    #[test]
    fn the_gravest_come_first_and_else_the_order_stays() {
        let mut found = Changes::default();
        let place = |spec: &str| Place::new("shop", spec, "generated_client::shop");
        found.documentation(&place("a"), "1");
        found.breaking(&place("b"), "2");
        found.breaking(&place("c"), "3");
        let changes =
            found.with_surface(vec![difference(Class::Breaking, "generated_client::other")]);
        let places: Vec<&str> = changes.iter().map(|change| change.place.as_str()).collect();
        assert_eq!(places, ["b", "c", "shop", "a"]);
    }
}
