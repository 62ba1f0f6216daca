//! Credentials: which there are, where they are read from, and which are secret.

use super::matching::{gone, matched};
use super::paths;
use super::report::{Changes, Place};
use crate::model::{Credential, CredentialSet, Provider, Variables};

/// Compares the sets of credentials.
pub(super) fn sets(old: &Provider, new: &Provider, found: &mut Changes) {
    let root = paths::provider(new);
    let all = format!("{}::Credentials", paths::root(new));
    let place = |set: &CredentialSet| {
        let method = format!("{all}::{}", set.rust);
        let constructors = ["test", "live"].map(|name| format!("{all}::{name}"));
        let spec = format!("credentials.{}", set.name);
        if set.optional {
            root.of(&spec, method).touching(constructors)
        } else {
            root.of(&spec, all.clone())
                .touching(constructors)
                .touching([method])
        }
    };
    let sets = matched(&old.credential_sets, &new.credential_sets, |set| &set.name);
    for set in &sets.removed {
        let now = sets.renamed(set, |old, new| {
            (&old.summary, old.optional, &old.values) == (&new.summary, new.optional, &new.values)
        });
        found.breaking(
            &place(set),
            gone("credentials removed", now.map(|now| now.name.as_str())),
        );
    }
    for set in &sets.added {
        if set.optional {
            found.compatible(&place(set), "credentials added, optional");
        } else {
            found.breaking(
                &place(set),
                "credentials added, and every client must be given them",
            );
        }
    }
    for (old, new) in &sets.both {
        let CredentialSet {
            name: _,
            rust,
            summary,
            optional,
            values,
        } = old;
        let place = place(new);
        if *optional && new.optional {
            found.renamed_in_rust(&place, rust, &new.rust);
        }
        found.reworded(&place, "summary", summary, &new.summary);
        match (optional, new.optional) {
            (true, false) => found.breaking(&place, "credentials are no longer optional"),
            (false, true) => found.breaking(
                &place,
                "credentials are optional now: a method sets them, no longer the constructors",
            ),
            _ => {}
        }
        compare_values(&place, values, &new.values, found);
    }
    // Their values are the constructors' arguments, by place.
    let required = |sets: &[CredentialSet]| -> Vec<String> {
        sets.iter()
            .filter(|set| !set.optional)
            .map(|set| set.name.clone())
            .collect()
    };
    if sets.reordered {
        let kept = |names: Vec<String>, others: &[String]| -> Vec<String> {
            names
                .into_iter()
                .filter(|name| others.contains(name))
                .collect()
        };
        let (was, is) = (
            required(&old.credential_sets),
            required(&new.credential_sets),
        );
        let place = root.of("credentials", all.clone());
        if kept(was.clone(), &is) == kept(is, &was) {
            found.reordered(&place, "credentials", true);
        } else {
            found.breaking(
                &place,
                "credentials stand in another order, and so do the arguments of the constructors",
            );
        }
    }
}

fn compare_values(place: &Place, old: &[Credential], new: &[Credential], found: &mut Changes) {
    let at = |value: &Credential| place.at(&format!("values.{}", value.name));
    let values = matched(old, new, |value| &value.name);
    for value in &values.removed {
        let now = values.renamed(value, |old, new| {
            (&old.summary, &old.env, old.secret) == (&new.summary, &new.env, new.secret)
        });
        found.breaking(
            &at(value),
            gone("credential removed", now.map(|now| now.name.as_str())),
        );
    }
    for value in &values.added {
        found.breaking(
            &at(value),
            "credential added: whoever gives the others must give it too",
        );
    }
    for (old, new) in &values.both {
        // The Rust name is that of an argument, which callers do not write.
        let Credential {
            name: _,
            rust: _,
            summary,
            env,
            secret,
            example,
        } = old;
        let place = at(new);
        found.reworded(&place, "summary", summary, &new.summary);
        let Variables { test, live } = env;
        for (environment, old, new) in
            [("test", test, &new.env.test), ("live", live, &new.env.live)]
        {
            if old != new {
                found.breaking(&place, format!("read from another environment variable for {environment}: `{old}` → `{new}`"));
            }
        }
        match (secret, new.secret) {
            (true, false) => found.breaking(&place, "no longer secret: it is shown"),
            (false, true) => found.breaking(&place, "secret now"),
            _ => {}
        }
        if *example != new.example {
            found.documentation(&place, "example changed");
        }
    }
    if values.reordered {
        found.breaking(
            place,
            "credentials stand in another order, and so do the arguments that give them",
        );
    }
}
