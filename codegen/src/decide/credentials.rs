//! How credentials are named in a typed client.

use super::names::plain;
use crate::model::{Credential, CredentialId, CredentialSet, CredentialSetId, Provider};

/// The credentials of every required set, in spec order: the arguments of `Credentials::test`, with the name of each.
pub fn required(provider: &Provider) -> Vec<(String, &Credential)> {
    let sets = || provider.credential_sets.iter().filter(|set| !set.optional);
    let values = || sets().flat_map(|set| &set.values);
    sets()
        .flat_map(|set| set.values.iter().map(move |value| (set, value)))
        .map(|(set, value)| {
            let taken = values().filter(|other| other.rust == value.rust).count() > 1
                || provider
                    .credential_sets
                    .iter()
                    .any(|other| other.optional && other.rust == value.rust);
            (
                if taken {
                    qualified(set, value)
                } else {
                    value.rust.clone()
                },
                value,
            )
        })
        .collect()
}

/// The sets that a client can be built without, in spec order.
pub fn optional(provider: &Provider) -> Vec<(CredentialSetId, &CredentialSet)> {
    provider
        .credential_sets
        .iter()
        .enumerate()
        .filter(|(_, set)| set.optional)
        .map(|(place, set)| (CredentialSetId(place), set))
        .collect()
}

/// Where a credential is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the values themselves, in the field of this name.
    Field(String),
    /// In an optional set, in the field of the second name.
    Set(String, String),
}

/// Where a credential is kept.
pub fn place(provider: &Provider, id: CredentialId) -> Place {
    let set = &provider[id.set];
    let value = provider.credential(id);
    if set.optional {
        return Place::Set(set.rust.clone(), value.rust.clone());
    }
    let before: usize = provider.credential_sets[..id.set.0]
        .iter()
        .filter(|set| !set.optional)
        .map(|set| set.values.len())
        .sum();
    let names = required(provider);
    Place::Field(
        names
            .get(before + id.index)
            .map_or_else(|| value.rust.clone(), |(name, _)| name.clone()),
    )
}

fn qualified(set: &CredentialSet, value: &Credential) -> String {
    format!("{}_{}", plain(&set.rust), plain(&value.rust))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::fixture;

    fn names(provider: &Provider) -> Vec<String> {
        required(provider)
            .into_iter()
            .map(|(name, _)| name)
            .collect()
    }

    #[test]
    fn required_credentials_are_flat_until_two_sets_share_a_name() {
        let mut provider = fixture::provider();
        assert_eq!(names(&provider), ["app_id", "app_secret"]);
        let mut other = provider.credential_sets[0].clone();
        other.rust = "other".to_owned();
        provider.credential_sets.push(other);
        assert_eq!(
            names(&provider),
            [
                "merchant_app_id",
                "merchant_app_secret",
                "other_app_id",
                "other_app_secret"
            ]
        );
        let id = CredentialId {
            set: CredentialSetId(2),
            index: 1,
        };
        assert_eq!(
            place(&provider, id),
            Place::Field("other_app_secret".to_owned())
        );
    }

    #[test]
    fn credentials_of_an_optional_set_stay_in_it() {
        let provider = fixture::provider();
        let id = CredentialId {
            set: CredentialSetId(1),
            index: 0,
        };
        assert_eq!(
            place(&provider, id),
            Place::Set("private".to_owned(), "key".to_owned())
        );
        assert_eq!(optional(&provider).len(), 1);
    }
}
