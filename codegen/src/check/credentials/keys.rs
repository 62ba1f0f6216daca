//! Where keys and other credentials may go: the key of a signature is a secret and never leaves the merchant's side in the
//! shopper's browser, and what only checks callbacks is never sent.

use crate::check::{Scope, code, words};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::OperationKind;
use crate::spec::{self, WireFields, WireSource};

/// Finds credentials that go where they must not.
pub fn check(scope: &Scope<'_>) {
    for entry in scope.signatures.iter() {
        public_key(scope, &entry.raw.key);
    }
    for entry in scope.auths.iter() {
        if let spec::AuthKind::Headers(headers) = &entry.raw.kind {
            headers.values().for_each(|name| never_sent(scope, name));
        }
    }
    let own = scope.operations.iter().map(|entry| &entry.raw.wire);
    let shared = scope.groups.iter().map(|entry| &entry.raw.wire);
    for wire in own.chain(shared) {
        each_credential(wire, &mut |name| never_sent(scope, name));
    }
    for entry in scope.operations.iter() {
        let kind = entry.raw.kind.as_ref().map(|kind| kind.value);
        if kind == Some(OperationKind::BrowserForm) {
            key_in_browser(scope, entry.raw);
        }
    }
}

/// A credential, and the set that it is in.
fn found<'a>(
    scope: &Scope<'a>,
    name: &str,
) -> Option<(
    &'a spec::CredentialSet,
    &'a Spanned<String>,
    &'a spec::Credential,
)> {
    let (set, value) = name
        .split_once('.')
        .map_or((None, name), |(set, value)| (Some(set), value));
    let mut sets = scope.credential_sets.iter();
    sets.find_map(|entry| {
        if set.is_some_and(|set| set != entry.name.value) {
            return None;
        }
        let (name, credential) = entry
            .raw
            .values
            .iter()
            .find(|(known, _)| known.value == value)?;
        Some((entry.raw, name, credential))
    })
}

fn public_key(scope: &Scope<'_>, name: &Spanned<String>) {
    let Some((_, defined, credential)) = found(scope, &name.value) else {
        return;
    };
    let secret = credential
        .secret
        .as_ref()
        .is_some_and(|secret| secret.value);
    // One that is named like a secret has its finding.
    let told = words::secret(&defined.value).is_some() && credential.not_secret.is_none();
    if secret || told || credential.gaps.lost("secret") {
        return;
    }
    let message = format!(
        "`{}` is no secret, so anybody could sign with it",
        name.value
    );
    scope.sink.push(
        Finding::new(code::PUBLIC_KEY, name.span, message)
            .label("the key of a signature")
            .second(defined.span, "not `secret: true`")
            .help("name the secret that the provider signs with"),
    );
}

fn never_sent(scope: &Scope<'_>, name: &Spanned<String>) {
    let Some((set, defined, _)) = found(scope, &name.value) else {
        return;
    };
    if !set.callbacks_only.as_ref().is_some_and(|only| only.value) {
        return;
    }
    let message = format!(
        "`{}` only checks callbacks, and would be sent here",
        name.value
    );
    scope.sink.push(
        Finding::new(code::SENT_KEY, name.span, message)
            .label("leaves the merchant's side")
            .second(defined.span, "of a set with `callbacks_only: true`")
            .help("name the credential that this request needs, or remove `callbacks_only`"),
    );
}

fn key_in_browser(scope: &Scope<'_>, raw: &spec::Operation) {
    let wires = scope.wires_of(raw);
    let mut keys = Vec::new();
    for fields in wires.iter().flat_map(|wire| parts(wire)) {
        each(fields, &mut |source| {
            let WireSource::Sign { signature, .. } = source else {
                return;
            };
            let signature = scope.signatures.position(&signature.value);
            let key = signature.and_then(|place| scope.signatures.get(place));
            keys.extend(
                key.and_then(|key| found(scope, &key.raw.key.value))
                    .map(|(_, name, _)| name.span),
            );
        });
    }
    for wire in wires {
        each_credential(wire, &mut |name| {
            let Some((_, defined, _)) = found(scope, &name.value) else {
                return;
            };
            if !keys.contains(&defined.span) {
                return;
            }
            let message = format!(
                "`{}` signs this form, and the shopper's browser would get it",
                name.value
            );
            scope.sink.push(
                Finding::new(code::KEY_IN_BROWSER, name.span, message)
                    .label("anybody could sign with it")
                    .second(defined.span, "the key of the signature")
                    .help("send the signature alone"),
            );
        });
    }
}

/// The named values of a request, by part.
fn parts(wire: &spec::Wire) -> impl Iterator<Item = &WireFields> {
    let bodies = [&wire.body, &wire.form].into_iter().flatten();
    [&wire.query, &wire.headers].into_iter().chain(bodies)
}

fn each_credential<'a>(wire: &'a spec::Wire, found: &mut dyn FnMut(&'a Spanned<String>)) {
    for fields in parts(wire) {
        each(fields, &mut |source| {
            if let WireSource::Credential(name) = source {
                found(name);
            }
        });
    }
}

fn each<'a>(fields: &'a WireFields, found: &mut dyn FnMut(&'a WireSource)) {
    for field in fields.values() {
        match &field.source {
            WireSource::Object(inner) => each(inner, found),
            source => found(source),
        }
    }
}
