//! Where a fact comes from, and what is done where the documents disagree.

/// How sure a fact is. Ordered from the surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The provider's own documentation says it.
    Documented,
    /// The provider's own published code does it.
    VendorCode,
    /// A sibling brand, or another program that talks to the provider, does it.
    Family,
    /// Concluded from marked facts.
    Inferred,
}

/// The sources of a fact, surest first. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Each source with its confidence.
    pub sources: Vec<(Confidence, String)>,
}

impl Evidence {
    /// The confidence of the surest source.
    pub fn confidence(&self) -> Confidence {
        self.sources
            .first()
            .map_or(Confidence::Inferred, |(confidence, _)| *confidence)
    }
}

/// A place where the documents are wrong, silent or at odds, and what is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quirk {
    /// Name in the spec.
    pub name: String,
    /// What the documents say.
    pub documents: String,
    /// What we do.
    pub we: String,
    /// Why, where it is not plain.
    pub because: Option<String>,
    /// Where it is from.
    pub evidence: Evidence,
}

/// A disputed fact with named choices, one of which the client takes unless told otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Name in the spec; the field of `Alternatives` in Rust.
    pub name: String,
    /// The field of `Alternatives` in Rust.
    pub rust_field: String,
    /// The enum in Rust.
    pub rust: String,
    /// What is disputed.
    pub summary: String,
    /// The choices, in spec order.
    pub choices: Vec<AlternativeChoice>,
    /// Index of the default choice.
    pub default: usize,
}

/// One choice of an [`Alternative`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlternativeChoice {
    /// Name in the spec.
    pub name: String,
    /// The variant in Rust.
    pub rust: String,
    /// What it means.
    pub summary: String,
    /// Where it is from.
    pub evidence: Evidence,
}

/// A value that is fixed, or that depends on the choice of an alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choosable<T> {
    /// The same under every choice.
    Fixed(T),
    /// One value for each choice of the alternative, in the order of its choices.
    Chosen {
        /// The alternative that decides.
        alternative: super::AlternativeId,
        /// One value per choice.
        values: Vec<T>,
    },
}

impl<T> Choosable<T> {
    /// The value under the default choices.
    pub fn default_value<'a>(&'a self, provider: &'a super::Provider) -> &'a T {
        match self {
            Self::Fixed(value) => value,
            Self::Chosen {
                alternative,
                values,
            } => &values[provider[*alternative].default],
        }
    }

    /// Every value that it can take.
    pub fn values(&self) -> &[T] {
        match self {
            Self::Fixed(value) => std::slice::from_ref(value),
            Self::Chosen { values, .. } => values,
        }
    }
}
