//! Bodies of examples that are not JSON: told whatever else keeps an example from being held against its operation.

use crate::check::Scope;
use crate::check::example::not_json;
use crate::decode::Spanned;
use crate::model::OperationKind;
use crate::spec;

/// Finds bodies of examples that are to be JSON and are not.
pub fn check(scope: &Scope<'_>) {
    for entry in scope.operations.iter() {
        let raw = entry.raw;
        let sends_json = sends_json(scope, raw);
        let called = raw
            .kind
            .as_ref()
            .is_none_or(|kind| kind.value == OperationKind::Call);
        for example in raw.examples.values() {
            let request = example.content.request.as_ref();
            let request = request.and_then(|request| request.body.as_ref());
            let answer = &example.content.answer.body;
            let html = answer.value.trim_start().starts_with('<');
            let answer = (called && !html).then_some(answer);
            for body in request.filter(|_| sends_json).into_iter().chain(answer) {
                look(scope, body);
            }
        }
    }
}

fn look(scope: &Scope<'_>, body: &Spanned<String>) {
    if let Err(error) = serde_json::from_str::<serde_json::Value>(&body.value) {
        not_json(scope, body, &error);
    }
}

/// Whether the body of an operation is JSON, as far as that can be read.
fn sends_json(scope: &Scope<'_>, raw: &spec::Operation) -> bool {
    let groups = raw.uses.names();
    let groups = groups.filter_map(|name| scope.groups.get(scope.groups.position(name)?));
    let wires: Vec<&spec::Wire> = groups
        .map(|group| &group.raw.wire)
        .chain([&raw.wire])
        .collect();
    wires.iter().any(|wire| wire.body.is_some()) && wires.iter().all(|wire| wire.form.is_none())
}
