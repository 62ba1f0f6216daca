//! Codes of findings: each rule of the language has one, and a page that explains it.
//!
//! A code never changes its meaning and is never given again. Its letter is its severity, its first two digits say which
//! step finds it: 01 YAML, 02 shape, 03 files, from 04 on meaning.

use std::fmt;

use crate::finding::Severity;

/// The code of a rule, such as `E0203`.
#[derive(Clone, Copy)]
pub struct Code {
    id: &'static str,
    title: &'static str,
    page: &'static str,
}

impl Code {
    /// A code with what it means and its page; `codes!` makes them.
    pub(crate) const fn new(id: &'static str, title: &'static str, page: &'static str) -> Self {
        Self { id, title, page }
    }

    /// Its letters and digits.
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// What is wrong, in a few words; with a full stop.
    pub fn title(self) -> &'static str {
        self.title.trim()
    }

    /// Why it is wrong and what to do, as Markdown: the text of `codegen/findings/<code>.md`.
    pub const fn page(self) -> &'static str {
        self.page
    }

    /// Whether it stops generation.
    pub const fn severity(self) -> Severity {
        match self.id.as_bytes() {
            [b'W', ..] => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Every code, sorted.
    pub fn all() -> Vec<Self> {
        let steps = [
            crate::yaml::code::ALL,
            crate::decode::code::ALL,
            crate::load::code::ALL,
            crate::check::code::ALL,
        ];
        let mut all: Vec<Self> = steps.into_iter().flatten().copied().collect();
        all.sort();
        all
    }

    /// The code of these letters and digits.
    pub fn of(id: &str) -> Option<Self> {
        Self::all()
            .into_iter()
            .find(|code| code.id.eq_ignore_ascii_case(id))
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.id.cmp(other.id)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// Declares the codes of a step: its documentation is its title, and its page stands in `codegen/findings`.
macro_rules! codes {
    ($(#[doc = $title:literal] $name:ident = $id:literal;)*) => {
        $(
            #[doc = $title]
            pub const $name: $crate::code::Code = $crate::code::Code::new(
                $id,
                $title,
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/findings/", $id, ".md")),
            );
        )*

        /// All of them.
        pub const ALL: &[$crate::code::Code] = &[$($name),*];
    };
}
pub(crate) use codes;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_given_twice() {
        let all = Code::all();
        let twice: Vec<_> = all.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
