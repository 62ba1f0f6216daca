//! The edits: each changes the base in one way.

mod alternatives;
mod answers;
mod callbacks;
mod documentation;
mod identifiers;
mod inputs;
mod operations;
mod outcomes;
mod providers;
mod wire;

/// A change of the base.
pub struct Edit {
    /// What it is, in a few words.
    pub name: &'static str,
    /// The step that it asks for.
    pub step: &'static str,
    /// The texts that it changes.
    pub what: Vec<What>,
    /// Whether it is undone: the base is what comes of it.
    pub back: bool,
    /// What is to be said of it.
    pub lines: Vec<&'static str>,
}

/// A change of a file.
pub enum What {
    /// One text takes the place of another.
    Replace {
        file: &'static str,
        from: &'static str,
        to: &'static str,
    },
    /// A file goes.
    Remove(&'static str),
    /// A file comes.
    Add(&'static str, &'static str),
}

/// All of them.
pub fn all() -> Vec<Edit> {
    [
        alternatives::all(),
        answers::all(),
        callbacks::all(),
        documentation::all(),
        identifiers::all(),
        inputs::all(),
        operations::all(),
        outcomes::all(),
        providers::all(),
        wire::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const PROVIDER: &str = "acme/provider.yaml";
const CARDS: &str = "acme/cards.yaml";
const PAYMENTS: &str = "acme/payments.yaml";
const CODES: &str = "acme/codes.yaml";

/// An edit that replaces texts: file, old text, new text.
fn edit(
    name: &'static str,
    step: &'static str,
    texts: &[(&'static str, &'static str, &'static str)],
    lines: &[&'static str],
) -> Edit {
    Edit {
        name,
        step,
        what: texts
            .iter()
            .map(|&(file, from, to)| What::Replace { file, from, to })
            .collect(),
        back: false,
        lines: lines.to_vec(),
    }
}

/// The undoing of an edit.
fn back(edit: Edit) -> Edit {
    Edit { back: true, ..edit }
}
