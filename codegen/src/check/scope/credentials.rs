//! Credentials by their names: alone, or with that of their set.

use super::Scope;
use crate::check::code;
use crate::decode::Spanned;
use crate::finding::{Finding, suggest};
use crate::model::{CredentialId, CredentialSetId};

impl Scope<'_> {
    /// The credential that `name` or `set.name` stands for, or a finding.
    pub fn credential(&self, name: &Spanned<String>) -> Option<CredentialId> {
        let found = match name.value.split_once('.') {
            Some((set, value)) => {
                let set = self.credential_sets.find(set, name.span, &self.sink)?;
                let entry = self.credential_sets.get(set)?;
                let place = entry.raw.values.position(value);
                if place.is_none() && !entry.raw.values.may_have(value) {
                    self.mean_credential(suggest(value, entry.raw.values.names()));
                    self.sink.push(
                        Finding::new(
                            code::UNKNOWN_NAME,
                            name.span,
                            format!("`{}` has no credential named `{value}`", entry.name.value),
                        )
                        .label("unknown credential")
                        .did_you_mean(value, entry.raw.values.names()),
                    );
                }
                CredentialId {
                    set: CredentialSetId(set),
                    index: place?,
                }
            }
            None => self.bare_credential(name)?,
        };
        self.credential_sets.mark_used(found.set.0);
        self.credentials_used
            .borrow_mut()
            .insert((found.set.0, found.index));
        Some(found)
    }

    /// Whether a credential has a name; one that is meant is not told as unused.
    pub fn lends_credential(&self, name: &str) -> bool {
        self.mean_credential(Some(name));
        let mut sets = self.credential_sets.iter();
        sets.any(|entry| entry.raw.values.position(name).is_some())
    }

    /// Credentials that a name which is none was meant for are not told as unused.
    fn mean_credential(&self, meant: Option<&str>) {
        for (set, entry) in self.credential_sets.iter().enumerate() {
            let place = meant.and_then(|meant| entry.raw.values.position(meant));
            let mut used = self.credentials_used.borrow_mut();
            used.extend(place.map(|place| (set, place)));
        }
    }

    fn bare_credential(&self, name: &Spanned<String>) -> Option<CredentialId> {
        let mut found = self
            .credential_sets
            .iter()
            .enumerate()
            .filter_map(|(set, entry)| {
                Some((
                    CredentialId {
                        set: CredentialSetId(set),
                        index: entry.raw.values.position(&name.value)?,
                    },
                    entry,
                ))
            });
        let first = found.next();
        if let (Some((_, first)), Some((_, second))) = (&first, found.next()) {
            let (first, second) = (&first.name.value, &second.name.value);
            self.mean_credential(Some(&name.value));
            self.sink.push(
                Finding::new(
                    code::AMBIGUOUS,
                    name.span,
                    format!("two sets of credentials have a `{}`", name.value),
                )
                .label("which one?")
                .help(format!("write `{first}.{0}` or `{second}.{0}`", name.value)),
            );
            return None;
        }
        if first.is_none()
            && !self.credential_sets.unreadable
            && !self
                .credential_sets
                .iter()
                .any(|entry| entry.raw.values.may_have(&name.value))
        {
            let names = || {
                self.credential_sets
                    .iter()
                    .flat_map(|entry| entry.raw.values.names())
            };
            self.mean_credential(suggest(&name.value, names()));
            self.sink.push(
                Finding::new(
                    code::UNKNOWN_NAME,
                    name.span,
                    format!("there is no credential named `{}`", name.value),
                )
                .label("unknown credential")
                .did_you_mean(&name.value, names()),
            );
        }
        first.map(|(id, _)| id)
    }
}
