//! What changed between two states of a spec, and how large a step of the version each change asks for.
//!
//! The models are compared part by part, things being matched by their name in the spec. What is emitted for both is
//! compared besides (`surface`), so that nothing that a caller's code can lean on changes unseen.

mod alternative;
mod answer;
mod callback;
mod choosable;
mod code;
mod credential;
mod input;
mod matching;
mod operation;
mod outcome;
mod paths;
mod provider;
mod report;
mod signing;
mod surface;
mod text;
mod types;
mod wire;
mod words;

use crate::emit::EmitError;
use crate::model::Provider;

/// What a change means to callers. Ordered from the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Only what people read changes, or what the sandbox answers.
    Documentation,
    /// Code that compiled compiles and means the same; there is something new, or something is sent or read otherwise.
    Compatible,
    /// Code that compiled may no longer compile, or the same call does something that its caller must know of.
    Breaking,
}

impl Class {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Documentation => "documentation",
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }

    /// The step that it asks for, as semver names them.
    pub fn step(self) -> &'static str {
        match self {
            Self::Documentation => "patch",
            Self::Compatible => "minor",
            Self::Breaking => "major",
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it means to callers.
    pub class: Class,
    /// The provider that it is in.
    pub provider: String,
    /// Where in the spec, such as `vepara.save_card.inputs.card_number`.
    pub place: String,
    /// What it touches in Rust, such as `generated_client::vepara::cards::SaveCard::card_number`.
    pub rust: Option<String>,
    /// What it is; without a full stop.
    pub text: String,
}

impl Change {
    /// As an object on one line, for programs.
    pub fn json(&self) -> String {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let rust = self
            .rust
            .as_deref()
            .map_or_else(|| String::from("null"), text);
        format!(
            "{{\"reason\":\"change\",\"class\":{},\"step\":{},\"provider\":{},\"place\":{},\"rust\":{rust},\"text\":{}}}",
            text(self.class.word()),
            text(self.class.step()),
            text(&self.provider),
            text(&self.place),
            text(&self.text)
        )
    }
}

/// Every change from one state of a spec to another: by provider, the gravest first, else in the order of the spec.
///
/// # Errors
/// On a model that cannot be printed, and so has no public interface to compare.
pub fn compare(old: &[Provider], new: &[Provider]) -> Result<Vec<Change>, EmitError> {
    let mut found = report::Changes::default();
    let providers = matching::matched(old, new, |provider| &provider.name);
    for gone in &providers.removed {
        found.breaking(
            &paths::provider(gone),
            "provider removed, with its module and its feature",
        );
    }
    for provider in &providers.added {
        found.compatible(
            &paths::provider(provider),
            "provider added, with a module and a feature",
        );
    }
    let mut differences = Vec::new();
    for (old, new) in providers.both.iter().filter(|(old, new)| old != new) {
        provider::compare(old, new, &mut found);
        let renamed = found.moves();
        differences.extend(surface::differences(
            &surface::of(old)?,
            &surface::of(new)?,
            renamed,
        ));
    }
    Ok(found.with_surface(differences))
}

/// The step that a list of changes asks for: that of its gravest; `None` for none.
pub fn gravest(changes: &[Change]) -> Option<Class> {
    changes.iter().map(|change| change.class).max()
}

/// The version after a step, by cargo's reading of semver: before 1.0.0 the first number that is not zero takes the part of
/// the major one. `None`: the version is not of three plain numbers.
pub fn next_version(version: &str, step: Class) -> Option<String> {
    let mut numbers = version.split('.').map(str::parse::<u64>);
    let (Some(Ok(major)), Some(Ok(minor)), Some(Ok(patch)), None) = (
        numbers.next(),
        numbers.next(),
        numbers.next(),
        numbers.next(),
    ) else {
        return None;
    };
    let after = |number: u64| number.checked_add(1);
    let (major, minor, patch) = match (major, minor, step) {
        (0, 0, _) => (0, 0, after(patch)?),
        (0, _, Class::Breaking) => (0, after(minor)?, 0),
        (0, ..) => (0, minor, after(patch)?),
        (_, _, Class::Breaking) => (after(major)?, 0, 0),
        (_, _, Class::Compatible) => (major, after(minor)?, 0),
        (_, _, Class::Documentation) => (major, minor, after(patch)?),
    };
    Some(format!("{major}.{minor}.{patch}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_the_first_release_a_breaking_change_steps_the_second_number() {
        for (version, step, next) in [
            ("0.1.0", Class::Breaking, Some("0.2.0")),
            ("0.1.3", Class::Compatible, Some("0.1.4")),
            ("0.1.3", Class::Documentation, Some("0.1.4")),
            ("0.0.3", Class::Compatible, Some("0.0.4")),
            ("1.2.3", Class::Breaking, Some("2.0.0")),
            ("1.2.3", Class::Compatible, Some("1.3.0")),
            ("1.2.3", Class::Documentation, Some("1.2.4")),
            ("1.2", Class::Breaking, None),
            ("1.2.3-rc.1", Class::Breaking, None),
            ("18446744073709551615.0.0", Class::Breaking, None),
        ] {
            assert_eq!(next_version(version, step).as_deref(), next, "{version}");
        }
    }
}
