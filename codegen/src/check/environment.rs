//! Test and live: addresses that can be ones, and no environment that is the other by its address or its variables.

use crate::check::named_like::needless;
use std::collections::BTreeMap;

use crate::check::scope::Entry;
use crate::check::{Scope, code, words};
use crate::decode::{Text, VariableName};
use crate::finding::Finding;
use crate::spec;

/// Finds addresses and variables that would take money where a test is meant, or nothing where it is not.
pub fn check(scope: &Scope<'_>) {
    for entry in scope.apis.iter() {
        let (test, live) = (&entry.raw.test, &entry.raw.live);
        let good = [address(scope, test), address(scope, live)];
        let one = test.value == live.value && !test.value.is_empty();
        match &entry.raw.one_address {
            None if one && !entry.raw.gaps.lost("one_address") => one_address(scope, test, live),
            Some(why) if !one && !shares(scope, entry) => {
                needless(scope, why, "one_address", "there are two addresses");
            }
            _ => {}
        }
        // A word that both have, such as a brand, tells nothing.
        let only_live = words::for_tests_unlike(host(&live.value), host(&test.value));
        if good == [true, true] && !one && only_live {
            let message = "the live address is named like one for tests";
            let swapped = !words::for_tests_unlike(host(&test.value), "");
            let finding = Finding::new(code::MIXED_ENVIRONMENTS, live.span, message)
                .label("real payments would go there");
            scope.sink.push(if swapped {
                finding
                    .second(test.span, "and tests would go here")
                    .help("exchange the two addresses")
            } else {
                finding.help("write the address of the live environment")
            });
        }
    }
    shared_in_one(scope);
    for set in scope.credential_sets.iter() {
        for credential in set.raw.values.values() {
            let (test, live) = (&credential.env.test, &credential.env.live);
            variable(scope, test, "test", words::for_live(&test.value));
            variable(scope, live, "live", words::for_tests(&live.value));
        }
    }
}

fn one_address(scope: &Scope<'_>, test: &Text, live: &Text) {
    scope.sink.push(
        Finding::new(
            code::MIXED_ENVIRONMENTS,
            live.span,
            "test and live have one address, so a test may take real money",
        )
        .label("the same address")
        .second(test.span, "for tests")
        .help("write the address of each; where credentials alone tell them apart, say so with `one_address: …`"),
    );
}

/// Whether an API has an address of another one.
fn shares(scope: &Scope<'_>, own: &Entry<'_, spec::Api>) -> bool {
    scope.apis.iter().any(|other| {
        let same = |one: &Text, other: &Text| one.value == other.value;
        other.name.span != own.name.span
            && (same(&own.raw.test, &other.raw.test) || same(&own.raw.live, &other.raw.live))
    })
}

/// Finds an API that has the address of another in one environment only.
fn shared_in_one(scope: &Scope<'_>) {
    let apis: Vec<_> = scope.apis.iter().collect();
    let mut tests = BTreeMap::new();
    let mut lives = BTreeMap::new();
    for (place, api) in apis.iter().enumerate() {
        let [test, live] = [&api.raw.test, &api.raw.live].map(|text| text.value.as_str());
        let first = (
            *tests.entry(test).or_insert(place),
            *lives.entry(live).or_insert(place),
        );
        let (environment, own, other) = match first {
            (test, live) if test == live => continue,
            (test, _) if test != place => ("test", &api.raw.test, test),
            (_, live) => ("live", &api.raw.live, live),
        };
        let Some(other) = apis.get(other) else {
            continue;
        };
        if api.raw.one_address.is_some() || other.raw.one_address.is_some() {
            continue;
        }
        let first = match environment {
            "test" => &other.raw.test,
            _ => &other.raw.live,
        };
        let message = format!(
            "`{}` and `{}` have one address in the {environment} environment only",
            other.name.value, api.name.value
        );
        scope.sink.push(
            Finding::new(code::MIXED_ENVIRONMENTS, own.span, message)
                .label("the same address")
                .second(first.span, "here")
                .help("write the address of each; where one serves for both, say so with `one_address: …`"),
        );
    }
}

fn variable(scope: &Scope<'_>, name: &VariableName, environment: &str, other: bool) {
    if other {
        let message = format!(
            "the {environment} value would be read from `{}`",
            name.value
        );
        scope.sink.push(
            Finding::new(code::MIXED_ENVIRONMENTS, name.span, message)
                .label("named like the other environment")
                .help("exchange the two names, or give each the name of its environment"),
        );
    }
}

fn host(address: &str) -> &str {
    let host = address.strip_prefix("https://").unwrap_or(address);
    host.split('/').next().unwrap_or(host)
}

/// Whether an address can be a base address; else a finding for each fault.
fn address(scope: &Scope<'_>, address: &Text) -> bool {
    if address.value.is_empty() {
        return true;
    }
    let bad = |message: &str| {
        let finding = Finding::new(code::BAD_ADDRESS, address.span, message);
        scope.sink.push(finding.label("not a base address"));
    };
    let secure = address.value.strip_prefix("https://");
    if secure.is_none() {
        bad("an address begins with `https://`");
    }
    let scheme = address.value.split_once("://");
    let Some(host) = secure.or(scheme.map(|(_, host)| host)) else {
        return false;
    };
    let unknown = |c: char| !c.is_ascii_graphic() || "<>\"`\\^{|}".contains(c);
    let fault = if host.is_empty() || host.starts_with('/') {
        Some("the address has no host")
    } else if host.ends_with('/') {
        Some("a base address has no slash at its end")
    } else if host.contains(['?', '#', '@']) {
        Some("a base address has no query, fragment or user")
    } else if host.contains(unknown) {
        Some("a character that no address has")
    } else {
        None
    };
    fault.into_iter().for_each(bad);
    secure.is_some() && fault.is_none()
}
