//! The index of a provider: the address of its documentation, what is left out of the description, and base addresses that
//! a path repeats.

use crate::check::{Scope, code};
use crate::decode::{Spanned, Text};
use crate::finding::Finding;
use crate::spec;

/// Finds what the index says and the description contradicts.
pub fn check(scope: &Scope<'_>) {
    documentation(scope, &scope.raw.index.documentation);
    for (name, raw) in &scope.raw.index.omitted {
        omitted(scope, name, raw);
    }
    for entry in scope.operations.iter() {
        repeated_base(scope, entry.raw);
    }
}

fn documentation(scope: &Scope<'_>, address: &Text) {
    let text = address.value.as_str();
    let host = text.strip_prefix("https://").unwrap_or_default();
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let whole = !text.contains(char::is_whitespace);
    if text.is_empty() || whole && host.contains('.') && !host.starts_with('.') {
        return;
    }
    scope.sink.push(
        Finding::new(
            code::NO_DOCUMENTATION,
            address.span,
            format!("`{text}` is not an address that a reader could open"),
        )
        .label("not an address")
        .help("write the whole address, from `https://` on"),
    );
}

/// An omission that names an operation, or the request of one.
fn omitted(scope: &Scope<'_>, name: &Spanned<String>, raw: &spec::Omission) {
    let described = |entry: &&crate::check::scope::Entry<'_, spec::Operation>| {
        let lines = entry.raw.request.iter().flat_map(|lines| lines.values());
        let mut lines = lines.map(|line| scope.sources.slice(line.span).trim_matches(['"', '\'']));
        entry.name.value == name.value
            || lines.any(|line| named_requests(&raw.summary.value).any(|named| is(named, line)))
    };
    let Some(operation) = scope.operations.iter().find(described) else {
        return;
    };
    let message = if operation.name.value == name.value {
        format!("`{}` is left out, and described all the same", name.value)
    } else {
        format!(
            "`{}` is left out, and `{}` describes it",
            name.value, operation.name.value
        )
    };
    scope.sink.push(
        Finding::new(code::NOT_OMITTED, name.span, message)
            .label("not omitted at all")
            .second(operation.name.span, "described here")
            .help("remove the omission, or name in it what is really left out"),
    );
}

/// What stands between backticks and ends in a path: `POST /path`, or the path alone.
fn named_requests(summary: &str) -> impl Iterator<Item = &str> {
    let quoted = summary.split('`').skip(1).step_by(2);
    quoted.filter(|text| {
        let last = text.rsplit(' ').next().unwrap_or_default();
        last.len() > 1 && last.starts_with('/')
    })
}

/// Whether a request is the one that is named with its method or without.
fn is(named: &str, line: &str) -> bool {
    let path = line.split_once(' ').map_or(line, |(_, path)| path);
    named == line || named == path
}

/// Finds a path that begins with the end of its base address: it would be sent twice.
fn repeated_base(scope: &Scope<'_>, raw: &spec::Operation) {
    let api = match &raw.api {
        Some(name) => scope.apis.position(&name.value),
        None => (scope.apis.iter().len() == 1).then_some(0),
    };
    let Some(api) = api.and_then(|place| scope.apis.get(place)) else {
        return;
    };
    for base in [&api.raw.test, &api.raw.live] {
        let host = base.value.strip_prefix("https://").unwrap_or_default();
        let Some(end) = host.find('/').and_then(|at| host.get(at..)) else {
            continue;
        };
        for line in raw.request.iter().flat_map(|lines| lines.values()) {
            let path = scope.sources.slice(line.value.path_span);
            let Some(rest) = path.strip_prefix(end).filter(|rest| rest.starts_with('/')) else {
                continue;
            };
            let message = format!("the base address ends in `{end}`, and this path repeats it");
            scope.sink.push(
                Finding::new(code::BAD_PATH, line.value.path_span, message)
                    .label("it would be sent twice")
                    .second(base.span, "the path is put behind this")
                    .help(format!("write `{rest}`")),
            );
            return;
        }
    }
}
