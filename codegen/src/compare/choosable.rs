//! Values that may depend on the choice of an alternative.

use super::Class;
use super::matching::matched;
use super::report::{Changes, Place};
use crate::model::{Choosable, Provider};

/// A value in both states, with the providers that its alternatives are of.
pub(super) struct Both<'m, T> {
    pub old: (&'m Provider, &'m Choosable<T>),
    pub new: (&'m Provider, &'m Choosable<T>),
}

impl<T> Both<'_, T> {
    /// Compares them. `show` says a value in words that tell equal from different ones; `class` says what it means that a
    /// value becomes another.
    pub fn compare(
        &self,
        found: &mut Changes,
        place: &Place,
        what: &str,
        show: impl Fn(&Provider, &T) -> String,
        class: impl Fn(&T, &T) -> Class,
    ) {
        let Self {
            old: (before, old),
            new: (now, new),
        } = *self;
        let mut changed = |old: &T, new: &T, under: &str| {
            let (was, is) = (show(before, old), show(now, new));
            if was != is {
                found.push(
                    class(old, new),
                    place,
                    format!("{what} changed{under}: {was} → {is}"),
                );
            }
        };
        match (old, new) {
            (Choosable::Fixed(old), Choosable::Fixed(new)) => changed(old, new, ""),
            (Choosable::Fixed(old), Choosable::Chosen { alternative, .. }) => {
                let name = &now[*alternative].name;
                let default = new.default_value(now);
                changed(old, default, &format!(" under the default of `{name}`"));
                if show(before, old) == show(now, default) {
                    found.compatible(
                        place,
                        format!("{what} depends on `{name}` now; its default is what it was"),
                    );
                }
            }
            (Choosable::Chosen { alternative, .. }, Choosable::Fixed(new)) => {
                let (name, default) = (&before[*alternative].name, old.default_value(before));
                let is = show(now, new);
                found.push(
                    class(default, new),
                    place,
                    format!("{what} no longer depends on `{name}`: {is}"),
                );
            }
            (
                Choosable::Chosen {
                    alternative: from,
                    values: old,
                },
                Choosable::Chosen {
                    alternative: to,
                    values: new,
                },
            ) => {
                let (from, to) = (&before[*from], &now[*to]);
                if from.name != to.name {
                    let grave = old
                        .iter()
                        .flat_map(|old| new.iter().map(move |new| (old, new)))
                        .map(|(old, new)| class(old, new))
                        .max();
                    found.push(
                        grave.unwrap_or(Class::Breaking),
                        place,
                        format!(
                            "{what} depends on `{}` now, no longer on `{}`",
                            to.name, from.name
                        ),
                    );
                    return;
                }
                fn named<'c, T>(
                    choices: &'c [crate::model::AlternativeChoice],
                    values: &'c [T],
                ) -> Vec<(&'c str, &'c T)> {
                    choices
                        .iter()
                        .map(|choice| choice.name.as_str())
                        .zip(values)
                        .collect()
                }
                let (old, new) = (named(&from.choices, old), named(&to.choices, new));
                for ((choice, old), (_, new)) in matched(&old, &new, |(name, _)| name).both {
                    changed(old, new, &format!(" under `{}: {choice}`", to.name));
                }
            }
        }
    }
}
