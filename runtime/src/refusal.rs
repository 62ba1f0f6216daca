//! The parts of a refusal, as an answer holds them.

use std::collections::BTreeMap;
use std::fmt;

/// Where the parts of a refusal stand in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusalParts<'a> {
    /// The code; `None` for a refusal without one.
    pub code: Option<CodeSource<'a>>,
    /// Dotted paths to the message, in order of precedence.
    pub message: &'a [&'a str],
    /// Dotted path to an object of field names to texts.
    pub fields: Option<&'a str>,
}

/// Where the code of a refusal is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeSource<'a> {
    /// A dotted path in the answer.
    Path(&'a str),
    /// Always this one: the answer has none of its own.
    Fixed(&'a str),
}

/// What a provider found wrong, field by field. The texts are the provider's, safe to show; never match on them.
///
/// ```
/// # fn show(fields: &vezne_runtime::FieldErrors) {
/// for (field, texts) in fields.iter() {
///     println!("{field}: {}", texts.join(" "));
/// }
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(BTreeMap<String, Vec<String>>);

impl FieldErrors {
    pub(crate) fn insert(&mut self, field: String, texts: Vec<String>) {
        self.0.entry(field).or_default().extend(texts);
    }

    /// Each field, by its name on the wire, with what is wrong with it. In alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(field, texts)| (field.as_str(), texts.as_slice()))
    }

    /// What is wrong with one field, by its name on the wire.
    pub fn get(&self, field: &str) -> Option<&[String]> {
        self.0.get(field).map(Vec::as_slice)
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no field is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (field, texts)) in self.iter().enumerate() {
            let separator = if place == 0 { "" } else { "; " };
            write!(formatter, "{separator}{field}: {}", texts.join(" "))?;
        }
        Ok(())
    }
}
