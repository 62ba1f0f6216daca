//! A provider as a whole: its texts, its APIs and areas, and the parts that other files compare.

use super::matching::{gone, matched};
use super::report::{Changes, Place};
use super::{alternative, callback, code, credential, operation, paths, signing, text, types};
use crate::model::{Api, Area, Provider};

/// Compares a provider.
pub(super) fn compare(old: &Provider, new: &Provider, found: &mut Changes) {
    let Provider {
        name: _, // They were paired by it.
        rust,
        title,
        summary,
        documentation,
        apis,
        credential_sets: _,
        auths: _,
        signatures: _,
        alternatives: _,
        code_tables: _,
        types: _,
        areas,
        operations: _,
        callbacks: _,
        omissions,
    } = old;
    let place = paths::provider(new);
    let marker = Place::new(
        &new.name,
        new.name.clone(),
        format!("{}::{rust}", paths::root(new)),
    );
    found.renamed_in_rust(&marker, rust, &new.rust);
    found.reworded(&place.at("title"), "title", title, &new.title);
    found.reworded(&place.at("summary"), "summary", summary, &new.summary);
    if *documentation != new.documentation {
        found.documentation(
            &place.at("documentation"),
            format!("address changed: {documentation} → {}", new.documentation),
        );
    }
    compare_apis(new, apis, found);
    credential::sets(old, new, found);
    signing::auths(old, new, found);
    signing::signatures(old, new, found);
    alternative::compare(old, new, found);
    code::tables(old, new, found);
    compare_areas(new, areas, found);
    operation::compare(old, new, found);
    types::compare(old, new, found);
    callback::compare(old, new, found);
    if *omissions != new.omissions {
        found.documentation(&place.at("omitted"), "what is left out changed");
    }
}

fn compare_apis(provider: &Provider, old: &[Api], found: &mut Changes) {
    let root = paths::provider(provider);
    let place = |api: &Api| {
        root.of(
            &format!("apis.{}", api.name),
            format!("{}::Api::{}", paths::root(provider), api.rust),
        )
    };
    let apis = matched(old, &provider.apis, |api| &api.name);
    for api in &apis.removed {
        let now = apis.renamed(api, |old, new| {
            (&old.summary, &old.test, &old.live) == (&new.summary, &new.test, &new.live)
        });
        found.breaking(
            &place(api),
            gone("API removed", now.map(|api| api.name.as_str())),
        );
    }
    for api in &apis.added {
        found.compatible(&place(api), "API added");
    }
    for (old, new) in &apis.both {
        let Api {
            name: _,
            rust,
            summary,
            test,
            live,
            evidence,
        } = old;
        let place = place(new);
        found.renamed_in_rust(&place, rust, &new.rust);
        found.reworded(&place, "summary", summary, &new.summary);
        for (environment, old, new) in [("test", test, &new.test), ("live", live, &new.live)] {
            if old != new {
                found.breaking(
                    &place.at(environment),
                    format!("address of the {environment} environment changed: {old} → {new}"),
                );
            }
        }
        text::evidence(&place, evidence, &new.evidence, found);
    }
    found.reordered(&root.at("apis"), "APIs", apis.reordered);
}

fn compare_areas(provider: &Provider, old: &[Area], found: &mut Changes) {
    let root = paths::provider(provider);
    let place = |area: &Area| {
        root.of(
            &area.name,
            format!("{}::{}", paths::root(provider), area.rust),
        )
    };
    let areas = matched(old, &provider.areas, |area| &area.name);
    for area in &areas.removed {
        found.breaking(&place(area), "area removed, with its module");
    }
    for area in &areas.added {
        found.compatible(&place(area), "area added, with a module");
    }
    for (old, new) in &areas.both {
        let Area {
            name: _,
            rust,
            summary,
            flow,
        } = old;
        found.renamed_in_rust(&place(new), rust, &new.rust);
        found.reworded(&place(new), "summary of the area", summary, &new.summary);
        if *flow != new.flow {
            found.documentation(&place(new), "flow of the area changed");
        }
    }
    found.reordered(&root, "areas", areas.reordered);
}
