//! The public interface of what is emitted, as a flat list, and how two of them differ.
//!
//! The comparison of models says what a change means; this one makes sure that nothing is missed. Whatever goes or changes
//! here is breaking, whatever is new is compatible, and the exceptions are said where an entry is made.

mod collect;
mod resolve;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::Class;
use super::report::contains;
use crate::emit::{self, EmitError};
use crate::model::Provider;

/// The runtime that the compared code names; which one does not matter.
const RUNTIME: &str = "::vezne_runtime";

/// The key of the entry that tells in which order the variants of an enum stand.
const ORDER: &str = "order";

/// The public interface: entries by Rust path and by what of it they tell.
pub(super) type Surface = BTreeMap<(String, String), Entry>;

/// A fact about the public interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The provider that it is of.
    pub provider: String,
    /// What it is, to be read in a sentence.
    pub what: String,
    /// All that a caller's code can depend on.
    pub shape: String,
    /// What it means when it goes, when it comes where its surroundings were already, and when its shape changes.
    pub weight: Weight,
}

/// What it means when something goes, comes or changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weight {
    pub gone: Class,
    pub come: Class,
    pub changed: Class,
}

impl Weight {
    /// Of what callers can use: they miss it when it goes.
    pub const USED: Self = Self {
        gone: Class::Breaking,
        come: Class::Compatible,
        changed: Class::Breaking,
    };
    /// Of what callers must name in full, such as the fields of a struct that they build.
    pub const NAMED: Self = Self {
        gone: Class::Breaking,
        come: Class::Breaking,
        changed: Class::Breaking,
    };
    /// Of what holds callers to something, such as `#[must_use]`.
    pub const LIMIT: Self = Self {
        gone: Class::Compatible,
        come: Class::Breaking,
        changed: Class::Compatible,
    };
    /// Of a type that has a name and nothing that a caller can do with it.
    pub const OPAQUE: Self = Self {
        gone: Class::Breaking,
        come: Class::Compatible,
        changed: Class::Compatible,
    };
}

/// A difference between two public interfaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub class: Class,
    pub provider: String,
    pub path: String,
    pub text: String,
}

/// The public interface of the client of a provider.
pub(super) fn of(provider: &Provider) -> Result<Surface, EmitError> {
    let runtime =
        syn::parse_str(RUNTIME).map_err(|error| EmitError::unprintable(RUNTIME, &error))?;
    let mut surface = Surface::new();
    let tokens = emit::tokens(provider, &runtime)?;
    let file: syn::File =
        syn::parse2(tokens).map_err(|error| EmitError::unprintable(&provider.name, &error))?;
    collect::add(&provider.name, &file, &mut surface);
    Ok(surface)
}

/// What differs. Where something goes or comes as a whole, what is in it is not told again; where something only names what
/// is called or stands otherwise now (`moves`: Rust paths, old and new), it does not differ.
pub(super) fn differences(
    old: &Surface,
    new: &Surface,
    moves: &[(String, String)],
) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    let whole = |surface: &Surface, path: &str| {
        surface
            .keys()
            .any(|(known, what)| known == path && what.is_empty())
    };
    // What stands around a path and is itself there in one state only.
    let told = |here: &Surface, there: &Surface, path: &str, what: &str| {
        let own = !what.is_empty() && whole(here, path) && !whole(there, path);
        own || path.match_indices("::").any(|(end, _)| {
            let around = &path[..end];
            whole(here, around) && !whole(there, around)
        })
    };
    for ((path, what), entry) in old {
        if what == ORDER {
            found.extend(renumbered(
                path,
                entry,
                new.get(&(path.clone(), what.clone())),
            ));
            continue;
        }
        let key = &(path.clone(), what.clone());
        let (class, text) = match new.get(key) {
            None if told(old, new, path, what) => continue,
            None => (
                entry.weight.gone,
                format!("public interface: {} removed", entry.what),
            ),
            Some(now) if now.shape == entry.shape || now.shape == moved(&entry.shape, moves) => {
                continue;
            }
            Some(now) => (
                now.weight.changed.max(entry.weight.changed),
                format!(
                    "public interface: {} changed: `{}` → `{}`",
                    entry.what, entry.shape, now.shape
                ),
            ),
        };
        found.push(Difference {
            class,
            provider: entry.provider.clone(),
            path: path.clone(),
            text,
        });
    }
    for ((path, what), entry) in new {
        if what == ORDER {
            continue;
        }
        if old.contains_key(&(path.clone(), what.clone())) || told(new, old, path, what) {
            continue;
        }
        found.push(Difference {
            class: entry.weight.come,
            provider: entry.provider.clone(),
            path: path.clone(),
            text: format!("public interface: {} added", entry.what),
        });
    }
    debug_assert!(
        found
            .iter()
            .all(|difference| contains("generated_client", &difference.path))
    );
    found
}

/// The difference of an enum of which a variant has another number now.
fn renumbered(path: &str, old: &Entry, new: Option<&Entry>) -> Option<Difference> {
    let old_names: Vec<&str> = old.shape.split(", ").collect();
    let new_names: Vec<&str> = new?.shape.split(", ").collect();
    let first = old_names.iter().enumerate().find(|(number, name)| {
        let now = new_names.iter().position(|new| new == *name);
        now.is_some_and(|now| now != *number)
    })?;
    Some(Difference {
        class: Class::Breaking,
        provider: old.provider.clone(),
        path: path.to_owned(),
        text: format!(
            "public interface: the numbers that `as` makes of variants changed, from `{}` on; what comes at the end changes none",
            first.1
        ),
    })
}

/// A shape with the new paths of what is called or stands otherwise.
fn moved(shape: &str, moves: &[(String, String)]) -> String {
    moves.iter().fold(shape.to_owned(), |shape, (old, new)| {
        let mut parts = shape.split(old.as_str());
        let mut out = String::from(parts.next().unwrap_or_default());
        for part in parts {
            let longer = part.starts_with(|c: char| c == '_' || c.is_alphanumeric());
            out.push_str(if longer { old } else { new });
            out.push_str(part);
        }
        out
    })
}
